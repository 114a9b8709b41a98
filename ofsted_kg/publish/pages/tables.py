"""Answers of stored queries, as their pages show them.

In: a ``Table`` of RDF terms. Out: ``Answer``: cells as links where the term is a thing of
the dataset, and no more rows than a page can bear.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ofsted_kg.namespaces import XSD
from ofsted_kg.publish.pages.views import Link
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.query import Table

MOST_ROWS = 500
_NUMBERS = tuple(XSD + name for name in ("integer", "nonNegativeInteger", "decimal", "double"))


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: columns (with whether they hold numbers), the first rows, how many there are in all."""

    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Link, ...], ...]
    total: int


def answer(table: Table, vocabulary: Vocabulary) -> Answer:
    """Return a query's answer as shown."""
    shown = table.rows[:MOST_ROWS]
    return Answer(
        tuple((name, _numeric(table, place)) for place, name in enumerate(table.columns)),
        tuple(tuple(_cell(term, vocabulary) for term in row) for row in shown),
        len(table.rows),
    )


def _numeric(table: Table, place: int) -> bool:
    terms = [row[place] for row in table.rows if row[place] is not None]
    return bool(terms) and all(isinstance(t, Literal) and t.datatype.value in _NUMBERS for t in terms)


def _cell(term: object, vocabulary: Vocabulary) -> Link:
    if isinstance(term, NamedNode):
        page = vocabulary.places.page(term.value)
        if term.value in vocabulary.subjects:
            return vocabulary.link(term.value)
        if page:
            return Link(page.partition("#")[2] or page.removeprefix("doc/").removesuffix(".html"), page)
        return Link(term.value, term.value if term.value.startswith(("http://", "https://")) else "")
    return Link(term.value) if isinstance(term, Literal) else Link("")
