"""The graph's triples as plain rows, and rows as text.

In: N-Quads that we wrote. Out: ``Row`` records (this graph has neither blank nodes nor
quoted triples, so subjects are IRIs and values are IRIs or literals), and RDF in the
formats of the W3C: sorted, each row once, the same bytes every time.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ofsted_kg.errors import StoreError
from ofsted_kg.namespaces import DEF, PREFIXES, RDF

TYPE = RDF + "type"

_MERGED = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES)
_LINES = (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES)


class Row(NamedTuple):
    """A triple and the graph that holds it (empty for the default graph)."""

    subject: str
    predicate: str
    value: NamedNode | Literal
    graph: str = ""

    @property
    def text(self) -> str:
        """The value bare: an IRI, or a literal's text."""
        return self.value.value


def read_rows(source: Path | bytes | str) -> list[Row]:
    """Read N-Quads.

    Raises:
        StoreError: it is no N-Quads, or not ours.
    """
    try:
        if isinstance(source, Path):
            quads = parse(path=source, format=RdfFormat.N_QUADS)
        else:
            quads = parse(source, format=RdfFormat.N_QUADS)
        return [_row(quad) for quad in quads]
    except (OSError, SyntaxError, ValueError, TypeError) as error:
        place = source if isinstance(source, Path) else None
        raise StoreError(f"no N-Quads of ours ({error})", file=place, remedy="Build it again") from error


def write_rows(rows: Iterable[Row], form: RdfFormat, base: str = "") -> bytes:
    """Write rows in a format; Turtle and N-Triples merge the graphs, the others keep them.

    Args:
        rows: what to write.
        form: the syntax.
        base: what IRIs are relative to, in a syntax that has such; none when empty.
    """
    quads: Iterable[Quad] | Iterable[Triple]
    distinct = set(rows)
    if form in _MERGED:
        merged = {row._replace(graph="") for row in distinct}
        ordered = sorted(merged, key=_reading_order)
        quads = [Triple(NamedNode(r.subject), NamedNode(r.predicate), r.value) for r in ordered]
    else:
        ordered = sorted(distinct, key=_reading_order)
        quads = [
            Quad(
                NamedNode(r.subject),
                NamedNode(r.predicate),
                r.value,
                NamedNode(r.graph) if r.graph else DefaultGraph(),
            )
            for r in ordered
        ]
    if form in _LINES:
        lines = (serialize(quads, format=form) or b"").splitlines(keepends=True)
        return b"".join(sorted(lines))
    return serialize(quads, format=form, prefixes=_prefixes(ordered), base_iri=base or None) or b""


def _prefixes(rows: Iterable[Row]) -> dict[str, str]:
    """Return the prefixes that these rows use, one for each concept scheme among them."""
    nodes: set[str] = set()
    for row in rows:
        nodes.update((row.subject, row.predicate))
        if isinstance(row.value, NamedNode):
            nodes.add(row.text)
        else:
            nodes.add(row.value.datatype.value)
    spaces = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in nodes}
    used = {prefix: space for prefix, space in PREFIXES.items() if space in spaces}
    for space in sorted(spaces):
        if space.startswith(DEF) and space != DEF:
            used[space.removeprefix(DEF).strip("/").replace("/", "-")] = space
    return dict(sorted(used.items()))


def _reading_order(row: Row) -> tuple[str, str, bool, str, str]:
    """Order subjects within graphs, each with its type first."""
    return (row.graph, row.subject, row.predicate != TYPE, row.predicate, str(row.value))


def _row(quad: Quad) -> Row:
    subject, value, graph = quad.subject, quad.object, quad.graph_name
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise TypeError(f"{quad} has a blank node")
    return Row(
        subject.value, quad.predicate.value, value, graph.value if isinstance(graph, NamedNode) else ""
    )
