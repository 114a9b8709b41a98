"""The dataset, or one council's part of it, as a file that any RDF tool reads.

In: a built folder and a format. Out: bytes, the same every time: letters in the order
of their names, each subject's triples together with its type first. Turtle and
N-Triples merge the graphs; TriG, N-Quads and JSON-LD keep them.
"""

from __future__ import annotations

from pyoxigraph import RdfFormat

from ofsted_kg.errors import QueryError
from ofsted_kg.namespaces import DEF, SKOS
from ofsted_kg.rows import Row, read_rows, write_rows
from ofsted_kg.store import KnowledgeGraph

FORMATS: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
# What a council is called by.
_NAMES = {
    SKOS + "prefLabel",
    SKOS + "altLabel",
    *(DEF + name for name in ("gssCode", "formerGssCode", "officialName", "ofstedUrn", "dfeCode")),
}


def dump(kg: KnowledgeGraph, form: str, council: str | None = None) -> bytes:
    """Return the dataset in a format of ``FORMATS``.

    Args:
        kg: the built graph.
        form: name of the format.
        council: GSS code or name: only that council and its letters, without the vocabulary.

    Raises:
        QueryError: no such format or council.
    """
    if form not in FORMATS:
        raise QueryError(f"there is no format {form!r}", remedy=f"Choose one of {', '.join(FORMATS)}")
    reference = read_rows(kg.reference())
    letters = [read_rows(nquads) for _, nquads in kg.letters()]
    if council is None:
        rows = [*reference, *(row for letter in letters for row in letter)]
    else:
        rows = _of_council(reference, letters, council)
    return write_rows(rows, FORMATS[form])


def _of_council(reference: list[Row], letters: list[list[Row]], name: str) -> list[Row]:
    wanted = name.casefold()
    councils = {
        row.subject
        for row in reference
        if row.predicate in _NAMES and row.graph != DEF and row.text.casefold() == wanted
    }
    if not councils:
        raise QueryError(
            f"no council is called {name!r}",
            remedy="Give a GSS code or a name as the query `coverage` prints them",
        )
    rows = [row for row in reference if row.subject in councils]
    for letter in letters:
        if any(row.predicate == DEF + "council" and row.text in councils for row in letter):
            rows.extend(letter)
    return rows
