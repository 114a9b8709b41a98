"""A clause more, in the same sentence. In: a row. Out: the row with it and with its fact.

What is added is of childminders (a judgement) or of attendance (a comparison): rows that speak of these
themselves are left out, and so are those whose own words would hold for what is added.
"""

from __future__ import annotations

from collections.abc import Callable

from metamorphose.guards import (
    bears_a_clause,
    bears_a_phrase,
    is_stated,
    led,
    may_be_led,
    says,
    takes_a_clause,
)
from metamorphose.rows import Change, Row

JUDGED = "= childminders satisfactory"
COMPARED = "~ attendance above national"
OF = {JUDGED: "childmind", COMPARED: "attend"}


def behind(words: str, fact: str, bears: Callable[[Row], bool] = bears_a_clause) -> Change:
    """Return the change that puts a clause behind, in place of the full stop."""

    def change(row: Row) -> Row | None:
        if not bears(row) or says(row, OF[fact]):
            return None
        return row.but(f"{row.text[:-1]}{words}.", [*row.facts, fact])

    return change


def phrase_behind(words: str, fact: str) -> Change:
    """Return the change that puts "with" and a judgement or a comparison behind."""
    return behind(words, fact, bears_a_phrase)


def in_front(words: str, fact: str) -> Change:
    """Return the change that puts a clause in front."""

    def change(row: Row) -> Row | None:
        if not (may_be_led(row) and is_stated(row) and takes_a_clause(row)) or says(row, OF[fact]):
            return None
        return row.but(led(row, words), [fact, *row.facts])

    return change
