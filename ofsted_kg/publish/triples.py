"""A small writer of triples for the metadata files.

In: subjects as IRIs, values as Python values. Out: triples, each once, as Turtle.
"""

from __future__ import annotations

import datetime as dt

from pyoxigraph import Literal, NamedNode, RdfFormat

from ofsted_kg.graph.reference import typed
from ofsted_kg.rows import TYPE, Row, write_rows

Value = str | int | dt.date | NamedNode | Literal


def english(text: str) -> Literal:
    """Return a text in English."""
    return Literal(text, language="en")


class Description:
    """Collects triples: ``about(iri, type, (predicate, value), …)``.

    A plain string becomes a plain literal, an ``int`` an ``xsd:integer``, a date an
    ``xsd:date``; IRIs are given as ``NamedNode``.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def about(self, subject: str, kind: str | None, *properties: tuple[str, Value]) -> NamedNode:
        """Say what a thing is and has; return its node."""
        if kind is not None:
            self.rows.append(Row(subject, TYPE, NamedNode(kind)))
        self.rows.extend(Row(subject, predicate, _term(value)) for predicate, value in properties)
        return NamedNode(subject)

    def turtle(self) -> bytes:
        """Return all as Turtle, sorted."""
        return write_rows(self.rows, RdfFormat.TURTLE)


def _term(value: Value) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, int):
        return typed(str(value), "integer")
    if isinstance(value, dt.date):
        return typed(value.isoformat(), "date")
    return Literal(value)
