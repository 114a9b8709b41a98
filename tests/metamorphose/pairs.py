"""Two rows in one text. In: all rows. Out: rows joined, with the facts of both.

Which row follows which is decided by the words of each alone, so that a new row makes new pairs of its own
and leaves nearly all others as they were.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence

from metamorphose.guards import (
    bears_a_clause,
    is_clause,
    is_stated,
    may_be_led,
    sentences,
    stands_alone,
    takes_a_clause,
)
from metamorphose.rows import Row


def joined(join: str, rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield a row, and the row that it makes with another behind it."""
    full = join.startswith(".")
    alone = stands_alone if full else takes_a_clause
    seconds = {
        row.number("second"): row
        for row in rows
        if row.facts and sentences(row) == 1 and may_be_led(row) and is_stated(row) and alone(row)
    }
    places = sorted(seconds)
    for row in rows:
        if not row.facts or any(fact[0] == "?" for fact in row.facts) or sentences(row) > 1:
            continue
        if not (is_clause(row) if full else bears_a_clause(row)):
            continue
        other = seconds[places[bisect(places, row.number("first")) % len(places)]]
        if set(other.facts) & set(row.facts):
            continue
        text = other.text if full else other.text[0].lower() + other.text[1:]
        yield row, row.but(row.text[:-1] + join + text, [*row.facts, *other.facts])
