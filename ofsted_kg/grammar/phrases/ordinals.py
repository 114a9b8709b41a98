"""Tell which of several is meant by their order: "the first two being good and the last satisfactory".

In: a noun phrase, or the names that it points to. Out: which of them, as a slice.
"""

from __future__ import annotations

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.phrases.phrase import Phrase

Slice = tuple[int, int | None]
_FIRST = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def order_of(noun: Phrase) -> Slice | None:
    """Return which ones a noun phrase points to by their order."""
    first = noun.units[0]
    if first.kind is not Kind.REST or len(first.words) != 2 or first.words[0] != "the":
        return None
    count = next((int(u.part) for u in noun.units[1:] if u.kind is Kind.COUNT and u.part), 1)
    if len(noun.units) > 2 or (len(noun.units) == 2 and noun.units[1].kind is not Kind.COUNT):
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
