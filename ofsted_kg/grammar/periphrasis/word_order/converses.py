"""Read what other places are beside it as what it is beside them: "X trails it", "Behind it lie X".

In: the units of a sentence. Out: the same, where other places that open a clause, or end one that opens with
how they lie, and are compared with a pronoun, or with the council, have changed places with it, and the
comparing word points the other way.
No offset changes: each stands where the other stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, DO, JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import (
    ABOVE,
    BELOW,
    LINE,
    LOOSE,
    OR_ABOVE,
    OR_BELOW,
    TURNED,
    Cue,
    Form,
)
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL, FIGURES, LIE
from ofsted_kg.grammar.lex.units import Unit, copula
from ofsted_kg.grammar.periphrasis.comparison.respect_adjuncts import how_far

_ENDS = BOUNDARIES | {Kind.ADVERB}
_LEADS_IN = frozenset({Kind.DETERMINER, Kind.THAT, Kind.PRONOUN, Kind.PREPOSITION})
_LIES = frozenset({Kind.BE, Kind.COPULA, Kind.HAVE, Kind.ADVERB, Kind.NOT, Kind.MODAL})
_COME = words_of("come comes came get gets got")
# What it is then called, and how what is denied of the places lies.
_CALLED = {"it": "it", "them": "they", "this": "this", "these": "these", "theirs": "they", "its": "it"}
DENIED = {LINE: ABOVE, ABOVE: OR_ABOVE, BELOW: OR_BELOW}


def converses(units: list[Unit]) -> list[Unit]:
    """Return units with each such pair exchanged."""
    for place, unit in enumerate(units):
        if unit.kind is Kind.COMPARATOR and (found := _exchanged(units, place) or _inverted(units, place)):
            made, first, end = found
            return [*units[:first], *made, *converses(units[end:])]
    return units


def called(direction: str) -> tuple[str, ...]:
    """Return the words of a comparing word that points some way."""
    return (direction,) if direction in TURNED else ("in", "line", "with")


def _exchanged(units: Sequence[Unit], place: int) -> tuple[list[Unit], int, int] | None:
    """Return what stands for a pair, where it begins and where it ends."""
    first = place
    while first and units[first - 1].kind in _LEADS_IN:
        first -= 1
    if first and units[first - 1].kind not in JOINTS:
        return None
    if units[first].kind is Kind.PREPOSITION:
        return None  # "In similar areas attainment is above it"
    look = place + 1
    look += look < len(units) and units[look].words[-1] in FIGURES
    opening = look
    while look < len(units) and _leads_to(units[look]):
        look += 1
    said = units[opening:look]
    cue = units[look].cue if look < len(units) and units[look].kind is Kind.CUE else None
    if cue is None or cue.form is not Form.DIRECT or units[look].text in LOOSE:
        return None
    told = _object(units, look + 1)
    denied = any(u.kind is Kind.NOT for u in said)
    way = DENIED.get(cue.direction) if denied else TURNED.get(cue.direction, cue.direction)
    if told is None or way is None or any(u.kind is Kind.MODAL and not denied for u in said):
        return None
    pronoun, end = told
    if pronoun.kind is Kind.PRONOUN and any(unit.kind is Kind.COMPARATOR for unit in units[:first]):
        return _unread(units, first, look, end)  # "The average is 5%, and similar areas exceed it": which?
    name = _CALLED.get(pronoun.text, pronoun.text)
    is_ = "is" if name in ("it", "this") or pronoun.kind is not Kind.PRONOUN else "are"
    mention, last = units[place], units[look]
    made = [
        replace(pronoun, start=units[first].start, end=units[opening - 1].end, words=(name,)),
        copula(last.start, is_),
        replace(last, words=called(way), cue=Cue(way, Form.DIRECT, welcome=cue.welcome)),
        replace(mention, start=pronoun.start, end=pronoun.end),
    ]
    return made, first, end


def _inverted(units: Sequence[Unit], place: int) -> tuple[list[Unit], int, int] | None:
    """Read "Behind it lie (most of) X" as "It is above X", "Above it lie only two of X" as nothing.

    Returns:
        As `_exchanged` does.
    """
    verb = place
    while verb and units[verb - 1].kind in _AMOUNTS:
        verb -= 1
    first = verb - 3
    first -= first > 0 and units[first].kind is Kind.DETERMINER  # "Behind the council lie"
    if first < 0 or not (units[verb - 1].kind is Kind.BE or units[verb - 1].text in LIE | _COME | _TRAIL):
        return None
    cue = units[first].cue
    told = _object([*units[: verb - 1], Unit(Kind.STOP, 0, 0, (".",))], first + 1)
    opens = not first or units[first - 1].kind in JOINTS
    if not opens or told is None or told[1] != verb - 1 or cue is None or cue.form is not Form.DIRECT:
        return None
    way = TURNED.get(cue.direction)
    if way is None or any(unit.text not in _MANY for unit in units[verb:place] if unit.kind in _COUNTED):
        return _unread(units, first, first, place + 1)
    name = _CALLED.get(told[0].text, told[0].text)
    lying = replace(units[first], words=called(way), cue=Cue(way, Form.DIRECT, welcome=cue.welcome))
    made = [
        replace(told[0], start=units[first].start, end=units[first].end, words=(name,)),
        copula(units[first].end, "are" if name in ("they", "these") else "is"),
        replace(lying, start=units[first + 1].start, end=units[verb - 1].end),
        units[place],
    ]
    return made, first, place + 1


_COUNTED = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.ADVERB})
_AMOUNTS = _COUNTED | {Kind.DETERMINER, Kind.PREPOSITION, Kind.PRONOUN, Kind.THAT}
_TRAIL = words_of("trail trails trailed")
_MANY = words_of("all most") | {"all of", "most of", "most of the", "nearly all", "almost all"}


def _unread(units: Sequence[Unit], first: int, cue: int, end: int) -> tuple[list[Unit], int, int]:
    """Return units in which what is said of other places stands for itself, and compares nothing."""
    joint = units[first - 1 : first] if first and units[first - 1].kind in JOINTS else ()
    stop = [replace(unit, kind=Kind.STOP, words=(";",)) for unit in joint]
    word = replace(units[cue], kind=Kind.WORD, cue=None)
    return [*stop, *units[first:cue], word, *units[cue + 1 : end]], first - len(joint), end


def _leads_to(unit: Unit) -> bool:
    """Say whether a unit may stand between places and how they lie: "do not", "come", "are well"."""
    return unit.kind in _LIES or unit.text in DO | _COME or how_far(unit)


def _object(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return what the places are compared with, as one unit, and where it ends."""
    the = place < len(units) and units[place].kind is Kind.DETERMINER
    if place + the >= len(units):
        return None
    unit, end = units[place + the], place + the + 1
    if end < len(units) and units[end].kind not in _ENDS:
        return None
    if not the and unit.text in _CALLED:
        return replace(unit, kind=Kind.PRONOUN), end
    return (unit, end) if the and unit.words[-1] in COUNCIL else None


__all__ = ["DENIED", "called", "converses"]
