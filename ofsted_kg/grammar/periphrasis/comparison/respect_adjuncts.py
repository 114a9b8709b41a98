"""Join what is said of a council on each matter: "is ahead on attainment; behind on attendance".

In: the units of a sentence. Out: the same, where "ahead" and "level" before "on" compare, and a semicolon or
"but" before a further matter only parts a list. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import JOINTS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, LINE, Cue, Form
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
LIES = words_of("ahead behind level")
ON = words_of("on in for over")
_SIZES = words_of("way distance little bit well far just slightly")
_OPENS = frozenset({Kind.RELATIVE, Kind.THAT})
_WAYS = {"ahead": ABOVE, "level": LINE}
_BUT = words_of("but while though whilst yet")


def respect_adjuncts(units: list[Unit]) -> list[Unit]:
    """Return units with such a list made plain."""
    if units[0].kind is Kind.COMPARED and (ends := _ends_level(units)):
        cue = Cue(_WAYS[units[ends].text], Form.PLAIN)  # "Against England they come out level"
        level = replace(units[ends], kind=Kind.CUE, cue=cue, slugs=(), scheme="")
        return [*units[:ends], level, *units[ends + 1 :]]
    first = next((n for n in range(1, len(units)) if _compares(units[n]) and _said(units, n)), 0)
    if not first or not any(_lies(units, n) for n in range(first, len(units))):
        return units
    made = list(units)
    for place in range(first, len(made) - 1):
        if not _lies(units, place):
            continue
        joint = place - 1
        while joint > first and how_far(made[joint]):
            joint -= 1
        if place > first and made[joint].kind not in JOINTS:
            continue
        plain = not any(unit.kind in VERBS or unit.kind in _OPENS for unit in made[first:joint])
        if place > first and plain and (made[joint].text in _BUT or made[joint].kind is Kind.STOP):
            made[joint] = replace(made[joint], kind=Kind.AND, words=("and",))
        way = _WAYS.get(made[place].text)
        if way is not None:
            made[place] = replace(made[place], kind=Kind.CUE, cue=Cue(way, Form.DIRECT), slugs=(), scheme="")
    return made


def _ends_level(units: Sequence[Unit]) -> int:
    """Return where "level" or "ahead" ends what is said of somebody, or 0."""
    for place in range(1, len(units)):
        ends = place + 1 == len(units) or units[place + 1].kind in JOINTS
        if units[place].text in _WAYS and ends and _said(units, place):
            return place
    return 0


def how_far(unit: Unit) -> bool:
    """Say whether a unit only tells how far something lies: "well", "some way", "a little"."""
    return unit.kind in (Kind.ADVERB, Kind.QUANTITY, Kind.DETERMINER) or unit.words[-1] in _SIZES


def _compares(unit: Unit) -> bool:
    return unit.text in LIES or (unit.cue is not None and unit.cue.form is Form.DIRECT)


def _lies(units: Sequence[Unit], place: int) -> bool:
    """Say whether a word tells how something lies on a matter: "behind (them) on attendance"."""
    if units[place].text not in LIES:
        return False
    behind = units[place + 1 : place + 4]
    them = [unit.text for unit in behind[:2]] in (["with", "them"], ["with", "both"])
    behind = behind[2:] if them else behind[1:] if behind and behind[0].text in ("them", "both") else behind
    return bool(behind) and behind[0].text in ON


def _said(units: Sequence[Unit], place: int) -> bool:
    """Say whether it is said of somebody: "(the city) is (well) ahead on"."""
    look = place - 1
    while look and how_far(units[look]):
        look -= 1
    return units[look].kind in (Kind.BE, Kind.COPULA)


__all__ = ["LIES", "ON", "how_far", "respect_adjuncts"]
