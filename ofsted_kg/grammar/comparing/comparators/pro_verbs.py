"""Leave out the verb that only repeats the one compared: "than comparable services (do)", "than (do so) in".

In: the units of a sentence. Out: the same, where such a verb is an adverb, so that no clause begins there.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import DO, Kind
from ofsted_kg.grammar.lex.units import Unit

_ENDS = frozenset(
    {Kind.COMMA, Kind.STOP, Kind.AND, Kind.CONJUNCTION, Kind.CLOSE, Kind.PREPOSITION, Kind.ADVERB}
)
_LONG = 9


def without_pro_verbs(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with "do" behind "than" and "as" made light."""
    made = [
        _light(unit) if unit.text == "so" and _adverb(units, place) else unit
        for place, unit in enumerate(units)
    ]
    for place, unit in enumerate(units):
        if unit.kind is not Kind.COMPARATOR:
            continue
        opening = _opening(units, place)
        if opening is None:
            continue
        for inner in range(opening + 1, place):
            if units[inner].text in DO:
                made[inner] = _light(units[inner])
        following = units[place + 1] if place + 1 < len(units) else None
        ends = place + 2 >= len(units) or units[place + 2].kind in _ENDS
        if following is not None and following.text in DO and ends:
            made[place + 1] = _light(following)
    return made


def _adverb(units: Sequence[Unit], place: int) -> bool:
    """Say whether "so" opens no clause: "do so", "not so good as"."""
    if place and units[place - 1].text in DO:
        return True
    denied = any(unit.kind is Kind.NOT for unit in units[max(0, place - 3) : place])
    return denied and any(unit.words == ("as",) for unit in units[place + 2 : place + 5])


def _opening(units: Sequence[Unit], place: int) -> int | None:
    """Return where "than" or the second "as" stands that leads to other places."""
    for back in range(place - 1, max(place - _LONG, -1), -1):
        unit = units[back]
        if unit.kind is Kind.THAN or unit.text == "as well as":
            return back
        if unit.words == ("as",) and any(u.words[0] in ("as", "so") for u in units[max(0, back - 6) : back]):
            return back
        if unit.kind in (Kind.STOP, Kind.COMPARATOR) or (unit.kind is Kind.CONJUNCTION and unit.text != "so"):
            return None
    return None


def _light(unit: Unit) -> Unit:
    return replace(unit, kind=Kind.ADVERB)
