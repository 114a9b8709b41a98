"""Read "whether it is compared with A or B" as "compared with A or B", and leave out "whether one looks at".

In: the units of a sentence. Out: the same. Whichever way one looks, what is said is so: it is no condition.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA
from ofsted_kg.grammar.lex.units import Unit

_LOOKS = words_of("looks look takes take considers consider")
_WHO = words_of("one we you inspectors")
_SAYS = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.CUE, Kind.BE})


def unconditionals(units: Sequence[Unit]) -> list[Unit]:
    """Return units without what "whether" leaves open and says nothing of."""
    return joined(units, _either_way)


def _either_way(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return what is left of words that open with "whether" here, and where they end."""
    unit, behind = units[place], units[place + 1 : place + 4]
    if unit.text != "whether" or len(behind) < 2:
        return None
    if [u.kind for u in behind[1:]] == [Kind.BE, Kind.COMPARED] and behind[0].text in ANAPHORA:
        return replace(behind[2], start=unit.start), place + 4
    if behind[0].text in _WHO and behind[1].text in _LOOKS and (end := _until_comma(units, place)):
        return Unit(Kind.ADVERB, unit.start, units[end].end, ("overall",)), end + 1
    return None


def _until_comma(units: Sequence[Unit], place: int) -> int:
    """Return the comma that ends a look, or 0 where something is said in it."""
    end = next((n for n in range(place, len(units)) if units[n].kind is Kind.COMMA), 0)
    return 0 if any(unit.kind in _SAYS and unit.text != "at" for unit in units[place:end]) else end


__all__ = ["unconditionals"]
