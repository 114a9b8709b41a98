"""A row of the tables: a sentence and what it says. In: tests/grammar/rows. Out: ``Row`` records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from zlib import crc32

from grammar.test_sentences import SENTENCE, cases, said


@dataclass(frozen=True, slots=True)
class Row:
    """A text of one sentence or more, the outcome it stands under, and the lines of what it says."""

    table: str
    text: str
    heading: str | None
    facts: tuple[str, ...]

    def but(self, text: str, facts: Sequence[str] | None = None) -> Row:
        """Return the row with other words, and with other facts where they change too."""
        return replace(self, text=text, facts=self.facts if facts is None else tuple(facts))

    def number(self, salt: str) -> int:
        """Return a number that only the words and the salt decide: an order that new rows leave as it is."""
        return crc32(f"{salt}: {self.text}".encode())


Change = Callable[[Row], Row | None]
"""A change of a row; None where the row doesn't bear it."""


@cache
def rows() -> tuple[Row, ...]:
    """Return all rows, in the order of the tables."""
    return tuple(
        Row(table, match["text"], match["heading"], tuple(facts))
        for table, sentence, facts in cases()
        if (match := SENTENCE.fullmatch(sentence))
    )


def missed_and_found(row: Row) -> tuple[list[str], list[str]]:
    """Return which facts of a row are not read, and which are read that it hasn't."""
    missed, found = list(row.facts), []
    for fact in said(row.text, row.heading):
        if fact in missed:
            missed.remove(fact)
        else:
            found.append(fact)
    return missed, found
