"""Rows in the formats of the W3C.

In: rows in any order, in one part or, where a part is told of by itself (a letter's graph), in
several. Out: RDF 1.1 Turtle, TriG, N-Triples, N-Quads or JSON-LD 1.1, the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from ofsted_kg.rows.jsonld import write_jsonld
from ofsted_kg.rows.row import TYPE, Row
from ofsted_kg.rows.turtle import write_turtle
from ofsted_kg.vocabulary.namespaces import FOAF, RDFS, SKOS

# What is told first of a thing: what it is, and what it is called.
_FIRST = {TYPE: 0, RDFS + "label": 1, SKOS + "prefLabel": 1}
_TOPIC = FOAF + "primaryTopic"


def write_rows(rows: Iterable[Row], form: RdfFormat, base: str = "") -> bytes:
    """Write rows in a format; Turtle and N-Triples merge the graphs, the others keep them.

    Args:
        rows: what to write.
        form: the syntax.
        base: in Turtle and TriG what names are relative to; none when empty.
    """
    if form in (RdfFormat.TURTLE, RdfFormat.TRIG):
        graphs = form == RdfFormat.TRIG
        return write_turtle([(_ordered(rows, graphs=graphs), base)], graphs=graphs).encode()
    if form == RdfFormat.JSON_LD:
        return write_jsonld(_ordered(rows, graphs=True)).encode()
    quads: Iterable[Quad] | Iterable[Triple]
    if form == RdfFormat.N_TRIPLES:
        merged = {row._replace(graph="") for row in rows}
        quads = [Triple(NamedNode(r.subject), NamedNode(r.predicate), r.value) for r in merged]
    else:
        quads = [
            Quad(
                NamedNode(r.subject),
                NamedNode(r.predicate),
                r.value,
                NamedNode(r.graph) if r.graph else DefaultGraph(),
            )
            for r in set(rows)
        ]
    lines = (serialize(quads, format=form) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))


def write_relative(parts: Iterable[tuple[Iterable[Row], str]]) -> bytes:
    """Write parts as one Turtle, each with what its names are relative to."""
    return write_turtle([(_ordered(rows, graphs=False), base) for rows, base in parts]).encode()


def write_parts(parts: Sequence[Iterable[Row]], form: RdfFormat) -> bytes:
    """Write parts one after the other; in Turtle and TriG each relative to what it tells of.

    Args:
        parts: the rows of each. A part whose graph has a topic (``foaf:primaryTopic``) is relative to it.
        form: the syntax.
    """
    if form not in (RdfFormat.TURTLE, RdfFormat.TRIG):
        return write_rows((row for part in parts for row in part), form)
    graphs = form == RdfFormat.TRIG
    found = []
    for part in parts:
        rows = list(part)
        topics = {row.text for row in rows if row.predicate == _TOPIC and row.subject == row.graph}
        found.append((_ordered(rows, graphs=graphs), topics.pop() if len(topics) == 1 else ""))
    return write_turtle(found, graphs=graphs).encode()


def _ordered(rows: Iterable[Row], *, graphs: bool) -> list[Row]:
    distinct = set(rows) if graphs else {row._replace(graph="") for row in rows}
    return sorted(distinct, key=_reading_order)


def _reading_order(row: Row) -> tuple[str, str, int, str, str]:
    """Order subjects within graphs, each with its type and label first."""
    return (row.graph, row.subject, _FIRST.get(row.predicate, 2), row.predicate, str(row.value))
