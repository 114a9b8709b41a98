"""Read what is still to be reached as not reached: "has still to match X", "with X it has yet to catch up".

In: the units of a sentence. Out: the same, with "has still to" as "has yet to", which denies; and where the
places stand in front, "with X it has yet to catch up" as "compared with X it is lower". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind
from ofsted_kg.grammar.lex.comparatives import BELOW, Cue, Form
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
UNREACHED = frozenset({"to"})
_YET_TO = ("yet", "to")
# What is done with a standard that lies ahead, where its "with" stands in front.
_CLOSES = ("catch up", "draw level", "pull level", "get level", "come level", "keep up", "keep pace")
_FARTHEST = 8
_PLACES = frozenset({Kind.DETERMINER, Kind.COMPARATOR, Kind.ADVERB, Kind.COMMA})


def unreached_standards(units: list[Unit]) -> list[Unit]:
    """Return units with what is still to be reached made plain."""
    made: list[Unit] = []
    for unit in units:
        if unit.kind is Kind.TO and len(made) > 1 and made[-1].text == "still" and made[-2].kind is Kind.HAVE:
            made[-1] = replace(made[-1], kind=Kind.NOT, end=unit.end, words=_YET_TO)
        else:
            made.append(unit)
    return _fronted(made)


def _fronted(units: list[Unit]) -> list[Unit]:
    """Return units with "with X it has yet to catch up" as "compared with X it is lower"."""
    for place, unit in enumerate(units):
        opens = place == 0 or units[place - 1].kind in BOUNDARIES
        has = _has_yet_to(units, place) if opens and unit.kind is Kind.WITH else 0
        end = _closes(units, has + 2) if has else 0
        if not end:
            continue
        beside = replace(unit, kind=Kind.COMPARED, words=("compared", "with"))
        is_ = replace(units[has], kind=Kind.BE, words=("is",))
        start, lower = units[has + 1].start, Cue(BELOW, Form.COMPARATIVE)
        cue = Unit(Kind.CUE, start, units[end - 1].end, ("lower",), cue=lower)
        return [*units[:place], beside, *units[place + 1 : has], is_, cue, *_fronted(units[end:])]
    return units


def _has_yet_to(units: Sequence[Unit], place: int) -> int:
    """Return where "has" stands behind fronted places and a subject: "with X | it | has yet to"; or 0."""
    look = place + 1
    while look < len(units) and units[look].kind in _PLACES:
        look += 1
    if not any(unit.kind is Kind.COMPARATOR for unit in units[place + 1 : look]):
        return 0
    for has in range(look + 1, min(look + _FARTHEST, len(units) - 1)):
        if units[has].kind is Kind.HAVE:
            return has if units[has + 1].words == _YET_TO else 0
        if units[has].kind in BOUNDARIES:
            return 0
    return 0


def _closes(units: Sequence[Unit], place: int) -> int:
    """Return where "catch up" ends that ends its clause, or 0."""
    said = ""
    for end in range(place, min(len(units), place + 2)):
        said = f"{said} {units[end].text}".strip()
        if said in _CLOSES:
            return end + 1 if end + 1 == len(units) or units[end + 1].kind in BOUNDARIES else 0
    return 0


__all__ = ["UNREACHED", "unreached_standards"]
