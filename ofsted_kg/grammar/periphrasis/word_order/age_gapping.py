"""Complete what pupils do at one age after another: "at 11 they do as well, and at 16 (they do) not as well".

In: the units of a sentence. Out: the same, where each further age in front of a comparing word without a verb
opens a clause of its own. No offset changes: what is put in has no width.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import DO, JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import BELOW, Cue, Form
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
COMPARES = words_of("well better worse")
_AGES = frozenset({Kind.COUNT, Kind.TOPIC, Kind.DETERMINER, Kind.PREPOSITION})
_LONGEST = 6


def age_gapping(units: list[Unit]) -> list[Unit]:
    """Return units with a subject and a verb for each age that has none."""
    made: list[Unit] = []
    units, place, told = _not_as_well(units), 0, False
    while place < len(units):
        told = told or _does_so(units, place)
        cue = _gap(units, place) if told and units[place].kind in JOINTS else 0
        if not cue:
            made.append(units[place])
            place += 1
            continue
        front = next(n for n in range(place, cue) if units[n].text == "at")
        start = units[cue].start
        made.append(replace(units[place], kind=Kind.STOP, words=(";",)))
        made += units[front:cue]
        made += [Unit(Kind.PRONOUN, start, start, ("they",)), Unit(Kind.VERB, start, start, ("do",))]
        place = cue
    return made


def _not_as_well(units: Sequence[Unit]) -> list[Unit]:
    """Return units with "not so well" at the end of what is said in one word, as "not as well" is."""
    made = list(units)
    for place in range(len(made) - 3, 0, -1):
        ends = all(unit.kind in JOINTS for unit in made[place + 3 : place + 4])
        if ends and [unit.text for unit in made[place : place + 3]] == ["not", "so", "well"]:
            cue = Cue(BELOW, Form.COMPARATIVE)
            first, last = made[place], made[place + 2]
            made[place : place + 3] = [
                replace(last, kind=Kind.CUE, start=first.start, words=("not", "as", "well"), cue=cue)
            ]
    return made


def _does_so(units: Sequence[Unit], place: int) -> bool:
    """Say whether "at 11 they do as well" stands here: a clause that points back to those who do."""
    points = units[place].text in ANAPHORA and [u.text in DO for u in units[place + 1 : place + 2]] == [True]
    behind = next((n for n in range(place - 1, -1, -1) if units[n].kind not in _AGES), 0)
    return points and place > 1 and units[behind].text == "at"


def _gap(units: Sequence[Unit], place: int) -> int:
    """Return where the comparing word stands of an age that opens behind a mark here, or 0."""
    front = place + 1
    while front < len(units) and units[front].kind in JOINTS:
        front += 1
    look = front + 1
    while look < min(len(units), front + _LONGEST) and (units[look].kind in _AGES or _is_age(units[look])):
        look += 1
    if front >= len(units) or units[front].text != "at" or look in (front + 1, len(units)):
        return 0
    last = look + (units[look].text == "as")
    ends = last + 1 == len(units) or (last + 1 < len(units) and units[last + 1].kind in JOINTS)
    return look if ends and units[last].words[-1] in COMPARES else 0


def _is_age(unit: Unit) -> bool:
    return unit.text in ("age", "key stage") or unit.text.isdigit()


__all__ = ["COMPARES", "age_gapping"]
