"""A sentence more, before or behind. In: a row. Out: the row with it and with its fact."""

from __future__ import annotations

from metamorphose.clauses import OF
from metamorphose.guards import is_clause, says, stands_alone
from metamorphose.rows import Change, Row


def before(words: str, fact: str) -> Change:
    """Return the change that puts a sentence before a row that doesn't lean on what is before it."""

    def change(row: Row) -> Row | None:
        if not (is_clause(row) and stands_alone(row)) or says(row, OF[fact]):
            return None
        return row.but(f"{words} {row.text}", [fact, *row.facts])

    return change


def behind(words: str, fact: str) -> Change:
    """Return the change that puts a sentence behind a row that ends as a sentence does."""

    def change(row: Row) -> Row | None:
        if row.heading or not row.text.endswith(".") or says(row, OF[fact]):
            return None
        return row.but(f"{row.text} {words}", [*row.facts, fact])

    return change
