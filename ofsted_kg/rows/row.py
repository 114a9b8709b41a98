"""A triple as a plain row.

In: N-Quads that we wrote. Out: ``Row`` records.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ofsted_kg.errors import StoreError
from ofsted_kg.vocabulary.namespaces import RDF

TYPE = RDF + "type"


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


def _row(quad: Quad) -> Row:
    subject, value, graph = quad.subject, quad.object, quad.graph_name
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        raise TypeError(f"{quad} has a blank node")
    return Row(
        subject.value, quad.predicate.value, value, graph.value if isinstance(graph, NamedNode) else ""
    )
