"""Words of time: spans, months, years.

In: a word, or units. Out: whether a word is a year; the year, or year and month, that some units name.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import MONTHS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

SPANS = words_of("year years month months term spring summer autumn winter")
# Words that open or end a time, and name nothing that is graded: "is good this year".
WHEN = words_of(
    """
    last next year years month months today twice together throughout when recently ago may june july
    january february march april august september october november december spring summer autumn winter
    """
)


def is_year(word: str) -> bool:
    """Say whether a word is a year: "2008"."""
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


def year_in(units: Sequence[Unit]) -> str | None:
    """Return the year that some units name, with its month where one stands before it."""
    for place, unit in enumerate(units):
        word = unit.words[-1]
        if is_year(word):
            month = MONTHS.get(units[place - 1].words[-1]) if place else None
            return f"{word}-{month:02d}" if month and units[place - 1].kind is not Kind.MODAL else word
    return None
