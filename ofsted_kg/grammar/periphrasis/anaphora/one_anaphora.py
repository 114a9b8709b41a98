"""Read "including two outstanding ones" as "including two outstanding".

In: the units of a sentence. Out: the same, where behind what leads in a part "ones" no longer stands for its
noun, "two outstanding ones among them" is led in likewise, and "the secondary one" of two units is no school.
No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, Cue, Form
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
ONES = words_of("one ones")
_PART_OF_THEM = frozenset({"including", "among them", "amongst them"})
_AMOUNTS = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.ADVERB})


def one_anaphora(units: Sequence[Unit]) -> list[Unit]:
    """Return units without "one" and "ones" behind the grade of a part."""
    return joined(_led_in(_by_level(units)), _graded)


def _by_level(units: Sequence[Unit]) -> list[Unit]:
    """Return units in which a level tells which of several is meant: "Of two units, the primary one is"."""
    first = next((n for n, unit in enumerate(units) if unit.kind is Kind.SUBJECT), 0)
    schools = any(slug.endswith("schools") for slug in units[first].slugs)
    if not first or schools or units[first - 1].words[-1] not in _NUMBERS:
        return list(units)
    return [
        replace(unit, kind=Kind.CUE, words=("larger",), cue=Cue(ABOVE, Form.COMPARATIVE), slugs=())
        if unit.text in _LEVELS and following is not None and following.text == "one"
        else unit
        for unit, following in zip_longest(units, units[1:])
    ]


_NUMBERS = words_of("two three four five six both")
_LEVELS = words_of("primary secondary special")


def _graded(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return the grade of a part here with its "ones", and where that ends; of "a", the amount one."""
    first = place
    while first and units[first - 1].kind in (*_AMOUNTS, Kind.DETERMINER):
        first -= 1
    if not first or units[first - 1].text not in _PART_OF_THEM:
        return None
    unit, behind = units[place], units[place + 1 : place + 3]
    if unit.text in ("a", "an") and [u.kind for u in behind[:1]] == [Kind.GRADE] and _ones(units, place + 2):
        return replace(unit, kind=Kind.COUNT, words=("one",), part=1.0), place + 1
    if unit.kind is Kind.GRADE and _ones(units, place + 1):
        return replace(unit, end=behind[0].end), place + 2
    return None


def _ones(units: Sequence[Unit], place: int) -> bool:
    """Say whether "ones" ends a part there."""
    ends = place + 1 >= len(units) or units[place + 1].kind in BOUNDARIES
    return place < len(units) and units[place].text in ONES and ends


def _led_in(units: Sequence[Unit]) -> list[Unit]:
    """Return units with "including" before a part that has "among them" behind it."""
    made: list[Unit] = []
    for unit in units:
        part = made[-3:]
        counted = [u.kind for u in made[-4:-1]] == [Kind.COMMA, Kind.COUNT, Kind.GRADE]
        if unit.text in _PART_OF_THEM and counted and part[2].text in ONES:
            made.insert(-3, replace(unit, start=part[0].start, end=part[0].start, words=("including",)))
            made[-1] = replace(made[-1], end=unit.end)
        else:
            made.append(unit)
    return made


__all__ = ["ONES", "one_anaphora"]
