"""Read "of inadequate provision there is little" as "there is little inadequate provision".

In: the units of a sentence. Out: the same, where what is told of stands behind its amount. No offset changes:
what changes its place has no width there.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import JOINTS, Kind
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
THERE = frozenset({"there"})
_NOUNS = frozenset({Kind.SUBJECT, Kind.SHELL_NOUN})
_AMOUNTS = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.NOT, Kind.CUE})
_ENDS = frozenset({Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.THAT})
_SHORTEST = 6


def existentials(units: list[Unit]) -> list[Unit]:
    """Return units with each such inversion undone."""
    for place in range(len(units) - _SHORTEST + 1):
        if units[place].text == "of" and (end := _inverted(units, place)):
            there, be = units[place + 3], units[place + 4]
            first, grade, noun, amount = units[place], units[place + 1], units[place + 2], units[end - 1]
            start = first.start
            little = amount.words[-1] == "little"
            much = Unit(Kind.QUANTITY, start, first.end, ("very", "little"), ("very-little",), "quantity")
            made = [
                Unit(there.kind, start, start, there.words),
                Unit(be.kind, start, start, be.words),
                much if little else replace(amount, start=start, end=first.end),
                grade,
                replace(noun, end=amount.end),
            ]
            return [*units[:place], *made, *existentials(units[end:])]
    return units


def _inverted(units: Sequence[Unit], place: int) -> int:
    """Return where "of poor provision there is little" ends, or 0."""
    if place and units[place - 1].kind not in JOINTS:
        return 0
    grade, noun, there, be = units[place + 1 : place + 5]
    told = grade.kind is Kind.GRADE and noun.kind in _NOUNS and there.text == "there" and be.kind is Kind.BE
    look = place + 5
    while told and look < len(units) and units[look].kind is Kind.ADVERB:
        look += 1
    if not told or look >= len(units) or units[look].kind not in _AMOUNTS:
        return 0
    if units[look].kind is Kind.CUE and units[look].words[-1] != "little":
        return 0
    return look + 1 if look + 1 >= len(units) or units[look + 1].kind in _ENDS else 0


__all__ = ["THERE", "existentials"]
