"""Put in an auxiliary that is left out: "A has overtaken X, B fallen behind it" is "..., B has fallen".

In: the units of a sentence. Out: the same, where a further subject with the participle of a movement opens a
clause of its own, or one that is better than what was graded: "A is good, B better still: all are excellent".
No offset changes: what is put in has no width.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit, copula

_MOVED = words_of("fallen slipped dropped sunk risen climbed moved pulled drawn crept edged gone")
_BETTER = words_of("better stronger worse weaker")
# What makes a look worth while.
LEFT_OUT = _MOVED | _BETTER
_WHOM = frozenset({Kind.SUBJECT, Kind.TOPIC, Kind.REST})
_INSIDE = _WHOM | {Kind.DETERMINER, Kind.PREPOSITION, Kind.AND}
_POINTS = words_of("former latter")
_OF_THEM = frozenset({"of these", "of those", "of them"})
_NTH = frozenset({"the first", "the second", "the third", "the last"})


def auxiliary_gapping(units: list[Unit]) -> list[Unit]:
    """Return units with "has" before each participle that has a subject of its own and no auxiliary."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        opens = _opens(units, place) if unit.words[0] in _MOVED else 0
        if unit.words[0] in _BETTER and _bettered(units, place):
            made.append(copula(unit.start, "are"))
        if opens:
            if units[opens - 1].kind is Kind.COMMA:
                made[opens - place - 1] = replace(units[opens - 1], kind=Kind.STOP, words=(";",))
            if units[opens].text in _NTH:  # "the last | fallen" is no noun
                made[opens - place] = replace(units[opens], kind=Kind.REST)
            made.append(Unit(Kind.HAVE, unit.start, unit.start, ("has",)))
        made.append(unit)
    return made


def _opens(units: Sequence[Unit], place: int) -> int:
    """Return where the subject of a participle begins that has no auxiliary, or 0."""
    following = next(
        (u for u in units[place + 1 :] if u.kind is not Kind.ADVERB and u.text != "further"), None
    )
    ahead = following is not None and following.kind is Kind.CUE
    first = place
    while first and not _joins(units, first - 1) and _is_whom(units[first - 1]):
        first -= 1
    named = any(u.kind in _WHOM or u.text in _NTH or u.words[-1] in _POINTS for u in units[first:place])
    joined = first > 1 and units[first - 1].kind in JOINTS
    told = any(unit.kind is Kind.HAVE for unit in units[:first])
    return first if ahead and named and joined and told else 0


def _bettered(units: Sequence[Unit], place: int) -> bool:
    """Say whether a name stands here behind a grade that is only better: ", the colleges | better still:"."""
    first = place - 1
    while first > 0 and units[first].kind in (Kind.SUBJECT, Kind.DETERMINER):
        first -= 1
    named = first < place - 1 and units[place - 1].kind is Kind.SUBJECT
    graded = first > 1 and units[first].kind in (Kind.COMMA, Kind.AND) and units[first - 1].kind is Kind.GRADE
    look = place + 1
    while look < len(units) and (units[look].kind is Kind.ADVERB or units[look].text in _STILL):
        look += 1
    return named and graded and look < len(units) and units[look].kind in (Kind.STOP, Kind.THAN)


_STILL = words_of("still yet again")


def _joins(units: Sequence[Unit], place: int) -> bool:
    """Say whether an "and" joins clauses: behind other places, or a comma."""
    before = units[place - 1].kind if place else None
    return units[place].kind is Kind.AND and before not in _WHOM


def _is_whom(unit: Unit) -> bool:
    return unit.kind in _INSIDE or unit.words[-1] in _POINTS or unit.text in _OF_THEM


__all__ = ["LEFT_OUT", "auxiliary_gapping"]
