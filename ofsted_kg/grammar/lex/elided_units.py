"""Give a figure the unit that is left out because one before has it: "60 per cent, against 70 in England".

In: the units of a sentence. Out: the same; a number beside the name of other places is a share in a hundred
where one before it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, LEADS_IN, NOUNS, Kind
from ofsted_kg.grammar.lex.units import Unit


def with_percent(units: list[Unit]) -> list[Unit]:
    """Return the units of a sentence, its shares in a hundred told as such."""
    first = next((place for place, unit in enumerate(units) if unit.percent), None)
    if first is None:
        return units
    least = (units[first].part or 0) / _FAR
    return [
        replace(unit, percent=True, total=100.0) if place > first and _is_share(units, place, least) else unit
        for place, unit in enumerate(units)
    ]


def _is_share(units: Sequence[Unit], place: int, least: float) -> bool:
    """Say whether a number is a share as one before it; "60% are good and | two | in X" is too small."""
    unit = units[place]
    if unit.kind is not Kind.COUNT or unit.total is not None or not least < (unit.part or 0) <= _WHOLE:
        return False
    if units[place - 1].words[-1] in _OF_AGES or "per" in unit.words:
        return False
    following = units[place + 1] if place + 1 < len(units) else None
    if following is not None and (following.kind in NOUNS or following.text == "of"):
        return False  # "England has sixty | schools", "ten | of them"
    return _is_theirs(units[place + 1 :]) or _stand_before(units, place)


def _is_theirs(behind: Sequence[Unit]) -> bool:
    """Say whether the name of other places is what a number is followed by: "seventy | in similar areas"."""
    named = next((unit for unit in behind[:_NEAR] if unit.kind not in _BETWEEN), None)
    return named is not None and named.kind is Kind.COMPARATOR


def _stand_before(units: Sequence[Unit], place: int) -> bool:
    """Say whether the name of other places leads to a number: "similar areas have | seventy"."""
    before = list(units[max(0, place - _NEAR) : place])
    if [unit.kind for unit in before[-3:]] == [Kind.OPEN, Kind.COMPARATOR, Kind.COMMA]:
        return True  # "(similar areas, | 63)"
    for unit in reversed(before):
        if unit.kind is Kind.COMPARATOR:
            return True
        if unit.kind in _APART:
            return False
    return False


_BETWEEN = LEADS_IN | {Kind.OPEN}  # "in 74 (similar areas, 70)"
_WHOLE = 100
_FAR = 5
_NEAR = 4
_OF_AGES = frozenset({"at", "age", "aged", "under", "over", "than", "by"})
_APART = BOUNDARIES | {Kind.COUNT, Kind.GRADE, Kind.CUE}
