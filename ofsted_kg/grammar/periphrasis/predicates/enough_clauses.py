"""Read "make enough progress for results to match the average" as "make enough progress; results match it".

In: the units of a sentence. Out: the same, where what is enough for something has come about. No offset
changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
ENOUGH = words_of("enough sufficient sufficiently")
_DENIES = words_of("few little need needs needed unless if whether must until")
_STOPS = frozenset({Kind.STOP, Kind.CONJUNCTION, Kind.RELATIVE, Kind.THAT, Kind.COMMA})
_REACH = 14


def enough_clauses(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with what is enough for a comparison told as two clauses."""
    place = next((n for n, unit in enumerate(units) if ENOUGH.intersection(unit.words)), -1)
    start = max((n + 1 for n in range(place) if units[n].kind in _STOPS), default=0)
    doubted = any(_doubts(unit) for unit in units[start:place])
    ends = (n for n in range(place + 1, len(units)) if units[n].kind in _STOPS)
    end = min(next(ends, len(units)), place + _REACH + 1)
    to = next((n for n in range(place + 1, end - 1) if _is_to(units, n)), 0)
    named = any(unit.kind is Kind.COMPARATOR for unit in units[to + 1 : to + 5])
    if place < 1 or doubted or not to or not named or any(_doubts(unit) for unit in units[place:to]):
        return list(units)
    joint = next((n for n in range(place + 1, to) if units[n].text == "for"), to)
    stop = replace(units[joint], kind=Kind.STOP, words=(";",))
    made = [*units[:joint], stop if joint != to else replace(stop, kind=Kind.AND, words=("and",))]
    for n in range(joint + 1, len(units)):
        if to <= n < end - 1 and _is_to(units, n):
            continue  # "to match X and (to) better Y"
        made.append(units[n])
    return made


def _is_to(units: Sequence[Unit], place: int) -> bool:
    """Say whether "to" and a comparing word stand here: "to match"."""
    return units[place].text == "to" and units[place + 1].kind is Kind.CUE


def _doubts(unit: Unit) -> bool:
    return unit.kind in (Kind.NOT, Kind.MODAL) or not _DENIES.isdisjoint(unit.words)


__all__ = ["ENOUGH", "enough_clauses"]
