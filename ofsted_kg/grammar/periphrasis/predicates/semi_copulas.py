"""Read where a grade is a place: "sits at good", "put safeguarding at adequate", "can show good schools".

In: the units of a sentence. Out: the same, where what sits, stands or is stuck at a grade is so, who puts
something at a grade judges it, and who can show or boast what is good has it. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import COPULAS, NOUNS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

_SITS = words_of(
    """
    sits sit sat stands stand stood languishes languish languished hovers hover hovered stalled sticks stuck
    remains remain remained rests rest rested comes come came stays stay stayed settled pegged lies lie is are
    was were been left kept held
    """
)
_PUT = words_of("put puts pitched pitches placed places pegged set")
_SHOW = words_of("show boast claim muster count list offer number")
# What makes a look worth while.
STANDING = words_of("at around missed misses missing point") | _SHOW | _PUT
_AT = words_of("at around")
_MISSED = words_of("missed misses missing")
_WHOM = frozenset(
    {Kind.SUBJECT, Kind.DETERMINER, Kind.SHELL_NOUN, Kind.PRONOUN, Kind.PREPOSITION, Kind.ADVERB}
)
_HAD = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.DETERMINER, Kind.ADVERB, Kind.PREPOSITION})
_ASIDE = frozenset({Kind.ADVERB, Kind.NOT, Kind.WORD, Kind.PREPOSITION, Kind.CUE, Kind.DETERMINER})
_LONGEST = 9
_SHORTEST = 4


def semi_copulas(units: list[Unit]) -> list[Unit]:
    """Return units with each such way of speaking made plain."""
    if not any(unit.kind is Kind.GRADE for unit in units):
        return units
    made: list[Unit] = []
    place, puts = 0, False
    while place < len(units):
        unit = units[place]
        if unit.text in _AT and _graded(units, place + 1) and made:
            sits = _sits(made)
            if sits is not None:
                made[sits] = replace(made[sits], kind=_be(made[sits]))
                made.append(replace(unit, kind=Kind.ADVERB, words=("now",), cue=None))
                place += 1
                continue
        if unit.text in _AT and _graded(units, place + 1) and (verb := _sits_apart(made)):
            said = made[verb + 1]
            made[verb + 1 :] = [replace(said, kind=Kind.ADVERB, end=unit.end, words=("now",), cue=None)]
            place += 1
            continue
        if unit.text in _PUT and (at := _put_at(units, place)):
            made += [replace(unit, kind=Kind.JUDGE), *units[place + 1 : at]]
            made.append(replace(units[at], kind=Kind.ADVERB, words=("as",), cue=None))
            place, puts = at + 1, True
            continue
        if puts and unit.text in _AT and _graded(units, place + 1):
            made.append(replace(unit, kind=Kind.ADVERB, words=("as",), cue=None))
            place += 1
            continue
        if unit.text in _MISSED and _graded(units, place + 1):
            made.append(replace(unit, kind=Kind.NOT, words=("not",)))
            place += 1
            continue
        if unit.kind is Kind.MODAL and (end := _can_show(units, place)):
            made.append(replace(unit, kind=Kind.HAVE, end=units[end - 1].end, words=("has",)))
            place = end
            continue
        made.append(unit)
        place += 1
    return made


def _be(unit: Unit) -> Kind:
    return unit.kind if unit.kind in (Kind.BE, Kind.COPULA) else Kind.COPULA


def _graded(units: Sequence[Unit], place: int) -> bool:
    """Say whether a grade stands here that is before no noun."""
    if place >= len(units) or units[place].kind is not Kind.GRADE:
        return False
    behind = units[place + 1 : place + 2]
    return not behind or behind[0].kind not in NOUNS


def _sits(made: Sequence[Unit]) -> int | None:
    """Return where the verb stands that says where something sits."""
    look = len(made) - 1
    while look and made[look].kind is Kind.ADVERB:
        look -= 1
    stuck = made[look].text in ("stuck", "settled", "pegged", "stalled")
    return look if made[look].text in _SITS and (look or not stuck) else None


def _sits_apart(made: Sequence[Unit]) -> int:
    """Return where the verb stands before an aside, or 0: "the sixth | is not far off, at (satisfactory)"."""
    if len(made) < _SHORTEST or made[-1].kind is not Kind.COMMA:
        return 0
    for look in range(len(made) - 2, max(0, len(made) - _LONGEST), -1):
        if made[look].kind in COPULAS:
            return look if look < len(made) - 2 else 0
        if made[look].kind not in _ASIDE:
            return 0
    return 0


def _put_at(units: Sequence[Unit], place: int) -> int:
    """Return where "at", or "no higher than", leads to the grade at which somebody puts something; or 0."""
    for look in range(place + 2, min(place + _LONGEST, len(units) - 1)):
        unit = units[look]
        if unit.text in _AT:
            return look if _graded(units, look + 1) else 0
        if unit.kind is Kind.ADVERB and unit.words[0] == "no":  # "no higher than"
            return look if _graded(units, look + 1) else 0
        if unit.kind not in _WHOM:
            return 0
    return 0


def _can_show(units: Sequence[Unit], place: int) -> int:
    """Return where "can show", "can point to" ends before what is good, or 0."""
    if units[place].text not in ("can", "could"):
        return 0
    look = place + 1
    said = [unit.text for unit in units[look : look + 2]]
    if said == ["point", "to"]:
        look += 2
    elif said[:1] and said[0] in _SHOW:
        look += 1
    else:
        return 0
    end = look
    while look < len(units) and look < end + 4 and units[look].kind in _HAD:
        look += 1
    noun = units[look + 1 : look + 2]
    good = look < len(units) and units[look].kind is Kind.GRADE and bool(noun)
    return end if good and noun[0].kind in (Kind.SUBJECT, Kind.SHELL_NOUN) else 0


__all__ = ["STANDING", "semi_copulas"]
