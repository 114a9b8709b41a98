"""The dataset, or one council's part of it, as a file that any RDF tool reads.

In: a built folder and a format. Out: bytes, the same every time: letters in the order
of their names, each subject's triples together with its type first. Turtle and
N-Triples merge the graphs; TriG, N-Quads and JSON-LD keep them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, RdfFormat

from ofsted_kg.errors import QueryError
from ofsted_kg.rows import TYPE, Row, read_rows, write_parts
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import DEF, RDFS, SKOS

FORMATS: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
# And by the ending of a file.
ENDINGS = {"ttl": "turtle", "trig": "trig", "nt": "ntriples", "nq": "nquads", "jsonld": "jsonld"}
# What a council is called by.
_NAMES = {
    SKOS + "prefLabel",
    SKOS + "altLabel",
    *(DEF + name for name in ("gssCode", "formerGssCode", "officialName", "ofstedUrn", "dfeCode")),
}
# By what another's data knows what is named in it.
_CALLED = {
    TYPE,
    RDFS + "label",
    DEF + "gssCode",
    *(SKOS + name for name in ("prefLabel", "notation", "inScheme")),
}


def dump(kg: KnowledgeGraph, form: str, council: str | None = None) -> bytes:
    """Return the dataset in a format of ``FORMATS``.

    Args:
        kg: the built graph.
        form: name of the format.
        council: GSS code or name: only that council and its letters; of the vocabulary what is
            named in them, with labels.

    Raises:
        QueryError: no such format or council.
    """
    if form not in FORMATS:
        raise QueryError(f"there is no format {form!r}", remedy=f"Choose one of {', '.join(FORMATS)}")
    reference = read_rows(kg.reference())
    letters = [read_rows(nquads) for _, nquads in kg.letters()]
    parts = [reference, *letters] if council is None else _of_council(reference, letters, council)
    return write_parts(parts, FORMATS[form])


def _of_council(reference: list[Row], letters: list[list[Row]], name: str) -> list[list[Row]]:
    """Return a council's part: the council, its letters, and what all that is named in them is called."""
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
    own = [row for row in reference if row.subject in councils]
    # What hangs on the council (its neighbours, the change that made or ended it) belongs to it.
    near = {row.text for row in own if isinstance(row.value, NamedNode)} - councils
    register = {row.subject for row in reference if row.graph != DEF}
    others = {row.subject for row in reference if row.predicate == TYPE and row.text == DEF + "Council"}
    own += [row for row in reference if row.subject in (near & register) - others]
    about = DEF + "council"
    parts = [own, *(one for one in letters if any(r.predicate == about and r.text in councils for r in one))]
    return [*parts, _called(reference, [row for part in parts for row in part])]


def _called(reference: list[Row], told: list[Row]) -> list[Row]:
    """Return what the vocabulary and the register call all that is named in some rows and not told there."""
    calls = [row for row in reference if row.predicate in _CALLED]
    seen, found = {row.subject for row in told}, list[Row]()
    while named := {iri for row in told for iri in _iris(row)} - seen:
        # What they are and where they stand has a name, too.
        told = [row for row in calls if row.subject in named]
        found += told
        seen |= named
    return found


def _iris(row: Row) -> Iterator[str]:
    yield row.predicate
    if isinstance(row.value, NamedNode):
        yield row.text
