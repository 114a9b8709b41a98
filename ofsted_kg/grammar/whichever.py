"""Read "whether it is compared with A or B" as "compared with A or B", and leave out "whether one looks at".

In: the units of a sentence. Out: the same. Whichever way one looks, what is said is so: it is no condition.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of

_LOOKS = words_of("looks look takes take considers consider")
_WHO = words_of("one we you inspectors")
_SAYS = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.CUE, Kind.BE})
_POINTS = words_of("it they this these")


def whichever(units: Sequence[Unit]) -> list[Unit]:
    """Return units without what "whether" leaves open and says nothing of."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        unit, behind = units[place], units[place + 1 : place + 4]
        if unit.text == "whether" and len(behind) > 1:
            shape = [u.kind for u in behind]
            if shape[1:] == [Kind.BE, Kind.COMPARED] and behind[0].text in _POINTS:
                made.append(replace(behind[2], start=unit.start))
                place += 4
                continue
            if behind[0].text in _WHO and behind[1].text in _LOOKS and (end := _until_comma(units, place)):
                made.append(Unit(Kind.ADVERB, unit.start, units[end].end, ("overall",)))
                place = end + 1
                continue
        made.append(unit)
        place += 1
    return made


def _until_comma(units: Sequence[Unit], place: int) -> int:
    """Return the comma that ends a look, or 0 where something is said in it."""
    end = next((n for n in range(place, len(units)) if units[n].kind is Kind.COMMA), 0)
    return 0 if any(unit.kind in _SAYS and unit.text != "at" for unit in units[place:end]) else end


__all__ = ["whichever"]
