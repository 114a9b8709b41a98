"""The dataset, or one council's part of it, as a file that any RDF tool reads.

In: a built folder and a format. Out: bytes, the same every time: letters in the order
of their names, each subject's triples together with its type first. Turtle and
N-Triples merge the graphs; TriG, N-Quads and JSON-LD keep them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ofsted_kg.errors import QueryError
from ofsted_kg.namespaces import DEF, PREFIXES, RDF
from ofsted_kg.store import KnowledgeGraph

FORMATS: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
_MERGED = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES)
_TYPE = RDF + "type"
_COUNCIL = NamedNode(DEF + "council")


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
    quads = _all(kg) if council is None else _of_council(kg, council)
    return write(quads, FORMATS[form])


def write(quads: Iterable[Quad], form: RdfFormat) -> bytes:
    """Return quads in a format, sorted, with our prefixes where the format has prefixes."""
    if form in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES):
        rows: Iterable[Quad | Triple] = quads if form is RdfFormat.N_QUADS else (q.triple for q in quads)
        lines = serialize(rows, format=form).splitlines(keepends=True)
        return b"".join(sorted(set(lines)))
    ordered = sorted(quads, key=_reading_order)
    if form in _MERGED:
        merged = dict.fromkeys(quad.triple for quad in sorted(ordered, key=_subject_order))
        return serialize(merged, format=form, prefixes=PREFIXES)
    return serialize(ordered, format=form, prefixes=PREFIXES)


def read_graph(path: Path) -> list[Quad]:
    """Return the quads of a file of N-Quads that a build wrote."""
    return list(parse(path=path, format=RdfFormat.N_QUADS))


def _all(kg: KnowledgeGraph) -> list[Quad]:
    rows = read_graph(kg.folder / "reference.nq")
    for path in sorted((kg.folder / "graphs").glob("*.nq")):
        rows.extend(read_graph(path))
    return rows


def _of_council(kg: KnowledgeGraph, name: str) -> list[Quad]:
    reference = read_graph(kg.folder / "reference.nq")
    wanted = name.casefold()
    names = ("gssCode", "formerGssCode", "officialName", "ofstedUrn", "dfeCode")
    predicates = {NamedNode(DEF + p) for p in names} | {
        NamedNode(PREFIXES["skos"] + "prefLabel"),
        NamedNode(PREFIXES["skos"] + "altLabel"),
    }
    councils = {
        quad.subject
        for quad in reference
        if quad.predicate in predicates
        and quad.graph_name != NamedNode(DEF)
        and getattr(quad.object, "value", "").casefold() == wanted
    }
    if not councils:
        raise QueryError(
            f"no council is called {name!r}",
            remedy="Give a GSS code or a name as the query `coverage` prints them",
        )
    rows = [quad for quad in reference if quad.subject in councils]
    for path in sorted((kg.folder / "graphs").glob("*.nq")):
        graph = read_graph(path)
        if any(quad.predicate == _COUNCIL and quad.object in councils for quad in graph):
            rows.extend(graph)
    return rows


def _reading_order(quad: Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return (str(quad.graph_name), str(quad.subject), predicate != _TYPE, predicate, str(quad.object))


def _subject_order(quad: Quad) -> tuple[str, bool, str, str]:
    return _reading_order(quad)[1:]
