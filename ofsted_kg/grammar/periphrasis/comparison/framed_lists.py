"""Read a list that one "compared with" frames: "Set against X they differ: A is behind by a point, B level".

In: the units of a sentence. Out: the same as "Set against X, A is below; B is level": without the remark that
leads in the list and without by how much each differs, each with a verb. Nothing is changed where the list
says anything else. No offset changes: what is put in has no width.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import LIST_JOINTS, NAMES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, Cue, Form
from ofsted_kg.grammar.lex.units import Unit, copula

_LIES = {"behind": BELOW, "below": BELOW, "lower": BELOW, "worse": BELOW, "ahead": ABOVE, "above": ABOVE}
_LIES |= {
    "higher": ABOVE,
    "better": ABOVE,
    "in front": ABOVE,
    "level": LINE,
    "abreast": LINE,
    "in line": LINE,
}
# What makes a look worth while.
LYING = frozenset(phrase.split()[-1] for phrase in _LIES)
_INSIDE = NAMES | {Kind.DETERMINER, Kind.AND}
_HOW_FAR = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.DETERMINER})
_SIZES = words_of("points point percentage margin little")
_SAYS = NAMES | {Kind.COMPARATOR, Kind.GRADE, Kind.COUNT, Kind.NOT}


class _Item(msgspec.Struct, frozen=True):
    """A member of such a list.

    Attributes:
        plain: its units, made plain.
        end: where it ends.
        by_much: it tells by how much it differs.
    """

    plain: list[Unit]
    end: int
    by_much: bool


def framed_lists(units: list[Unit]) -> list[Unit]:
    """Return units with such a list made plain, where a frame opens the sentence and governs it all."""
    place = next((n for n, unit in enumerate(units[:4]) if unit.kind is Kind.COMPARATOR), 0)
    first = _behind_remark(units, place + 1) if place and units[0].kind is Kind.COMPARED else 0
    items = _items(units, first) if first else []
    remarked = units[first - 1].kind is Kind.STOP
    if not items or not (remarked or len(items) > 1 or any(item.by_much for item in items)):
        return units
    made = list(units[: place + 1])
    made.append(Unit(Kind.COMMA, units[place + 1].start, units[first - 1].end, (",",)))
    for item in items:
        made += item.plain
        if item is not items[-1]:
            made.append(replace(units[item.end], kind=Kind.STOP, words=(";",)))
    return made


def _items(units: Sequence[Unit], first: int) -> list[_Item]:
    """Return the members of a list that goes on to the end of the sentence, or none."""
    made: list[_Item] = []
    look = first
    while look < len(units):
        item = _item(units, look)
        if item is None:
            return []
        made.append(item)
        look = item.end
        while look < len(units) and units[look].kind in LIST_JOINTS:
            look += 1
        if look == item.end < len(units):
            return []
    return made


def _behind_remark(units: Sequence[Unit], start: int) -> int:
    """Return where the list begins: behind a comma, or "the picture is different:"; or 0."""
    colon = next((n for n in range(start, len(units)) if units[n].kind is Kind.STOP), 0)
    if colon and units[colon].text == ":" and not any(u.kind in _SAYS for u in units[start:colon]):
        plain = not any(u.cue is not None and u.text in _LIES for u in units[start:colon])
        return colon + 1 if plain and colon > start else 0
    return start + 1 if start < len(units) and units[start].kind is Kind.COMMA else 0


def _item(units: Sequence[Unit], first: int) -> _Item | None:
    """Return the member of the list that begins here."""
    look = first
    while look < len(units) and units[look].kind in _INSIDE:
        look += 1
    names = units[first:look]
    if not names or names[-1].kind not in NAMES or names[0].kind is Kind.AND:
        return None
    verb = units[look] if look < len(units) and units[look].kind is Kind.BE else None
    look += verb is not None
    lies, end = _relation(units, look)
    if lies is None:
        return None
    cue = replace(units[look], kind=Kind.CUE, end=units[end - 1].end, words=(lies,), slugs=(), scheme="")
    cue = replace(cue, cue=Cue(lies, Form.DIRECT))
    much = _by_how_much(units, end)
    cue = replace(cue, end=units[(much or end) - 1].end)
    plain = [*names, verb or copula(units[look].start, "are"), cue]
    return _Item(plain, much or end, bool(much))


def _relation(units: Sequence[Unit], place: int) -> tuple[str | None, int]:
    """Return which way something lies that stands here, and where that ends."""
    for length in (2, 1):
        text = " ".join(unit.text for unit in units[place : place + length])
        if text in _LIES and place + length <= len(units):
            return _LIES[text], place + length
    return None, place


def _by_how_much(units: Sequence[Unit], place: int) -> int:
    """Return where "by two points" ends, or 0."""
    if place >= len(units) or units[place].text != "by":
        return 0
    look = place + 1
    while look < len(units) and (units[look].kind in _HOW_FAR or units[look].words[-1] in _SIZES):
        look += 1
    return look if look > place + 1 else 0


__all__ = ["LYING", "framed_lists"]
