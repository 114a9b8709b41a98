"""Tell which of several is meant by their order: "the first two being good and the last satisfactory".

In: a noun phrase, or the names that it points to. Out: which of them, as a slice.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Phrase

Slice = tuple[int, int | None]
_FIRST = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def order_of(noun: Phrase) -> Slice | None:
    """Return which ones a noun phrase points to by their order."""
    return order_told(noun.units)


def order_told(units: Sequence[Unit]) -> Slice | None:
    """Return which ones an ordinal and a count point to: "the first", "the last two"."""
    first = units[0] if units else None
    if first is None or first.kind is not Kind.REST or len(first.words) != 2 or first.words[0] != "the":
        return None
    count = next((int(u.part) for u in units[1:] if u.kind is Kind.COUNT and u.part), 1)
    if len(units) > 2 or (len(units) == 2 and units[1].kind is not Kind.COUNT):
        return None
    if first.words[1] == "last":
        return -count, None
    start = _FIRST.get(first.words[1])
    return None if start is None else (start, start + count)


def in_order(names: tuple[str, ...], order: Slice) -> tuple[str, ...]:
    """Return the names that are meant; none where there are not so many."""
    start, stop = order
    enough = len(names) > 1 and (stop is None or stop <= len(names)) and -start <= len(names)
    return names[start:stop] if enough else ()
