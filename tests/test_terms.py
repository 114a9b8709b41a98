"""A letter's graph is written as text: each term is what pyoxigraph would have written."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ofsted_kg.graph.terms import iri, literal

PLACE = ox.NamedNode("https://example.org/a")
# Of each plane a stretch, and all around what is escaped; halves of surrogate pairs are no text.
STRETCHES = [*range(0, 0x3000, 64), *range(0xE000, 0x10000, 64), 0x1F600, 0x10FFC0]


def written(term: ox.Literal) -> str:
    data = ox.serialize([ox.Quad(PLACE, PLACE, term, PLACE)], format=ox.RdfFormat.N_QUADS)
    assert data is not None
    return data.decode().removeprefix(f"{PLACE} {PLACE} ").removesuffix(f" {PLACE} .\n")


def test_literals_are_escaped_as_pyoxigraph_does() -> None:
    for first in STRETCHES:
        text = f"a{''.join(map(chr, range(first, first + 64)))}b"
        assert literal(text) == written(ox.Literal(text))
        assert literal(text, language="en") == written(ox.Literal(text, language="en"))
        assert literal(text, datatype=iri(PLACE.value)) == written(ox.Literal(text, datatype=PLACE))


def test_what_is_no_term_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        iri("no iri")
    with pytest.raises(ValueError, match="literal"):
        literal("half \ud800 a pair")
