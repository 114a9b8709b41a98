"""Part two clauses whose grades only seem to stand together: "X is good and | good progress has been made".

In: the units of a sentence, before "good and outstanding" is one grade. Out: the same with a comma,
which no text holds, where a grade ends one clause and the next begins with a grade before its noun.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind
from ofsted_kg.grammar.lex.times import WHEN
from ofsted_kg.grammar.lex.units import Unit

_NOUNS = frozenset({Kind.SUBJECT, Kind.TOPIC, Kind.SHELL_NOUN, Kind.ASPECT, Kind.WORD, Kind.REVIEW})
# What may stand between a noun and its verb: "performance | on assessments | is".
_HANGS_ON = _NOUNS | {Kind.ADVERB, Kind.PREPOSITION, Kind.DETERMINER, Kind.COUNT, Kind.QUANTITY}
_BETTER = ("better", "above", "outstanding", "excellent")
_ADDS = frozenset({"and", "and also"})


def clausal_coordination(units: list[Unit]) -> list[Unit]:
    """Return units with a comma where a second clause begins behind a grade."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        joins = unit.text in _ADDS and 0 < place < len(units) - 2
        if joins and _predicate(units, place - 1) and _clause(units, place + 1):
            made.append(Unit(Kind.COMMA, unit.start, unit.start, (",",)))
        made.append(unit)
    return made


def _predicate(units: Sequence[Unit], last: int) -> bool:
    """Say whether a grade is said of a subject here: "is good", "were judged good or better"."""
    ends = units[last].text in _BETTER and last > 1 and units[last - 1].text == "or"
    place = last - 2 if ends else last
    if units[place].kind is not Kind.GRADE:
        return False
    while place and (units[place - 1].kind in (Kind.ADVERB, Kind.NOT) or units[place - 1].text == "as"):
        place -= 1
    verb = units[place - 1] if place else None
    if verb is not None and verb.kind is Kind.JUDGE:
        place -= 1
        while place and units[place - 1].kind is Kind.ADVERB:
            place -= 1
        verb = units[place - 1] if place and units[place - 1].kind is Kind.BE else None
    said = verb is not None and verb.kind in (Kind.BE, Kind.COPULA)
    return said and place > 1 and units[place - 2].text != "there"


def _clause(units: Sequence[Unit], place: int) -> bool:
    """Say whether a noun with its grade and a verb begin here: "good progress | has been made"."""
    while place < len(units) and units[place].kind is Kind.ADVERB:
        place += 1
    if place + 1 >= len(units) or units[place].kind is not Kind.GRADE:
        return False
    noun = next((n for n in range(place + 1, len(units)) if units[n].kind is not Kind.ADVERB), len(units))
    if noun >= len(units) or units[noun].kind not in _NOUNS or units[noun].words[0] in WHEN:
        return False
    if _acts(units, noun):
        return True
    for look in range(noun + 1, len(units)):
        if units[look].kind in VERBS:
            return True
        if units[look].kind not in _HANGS_ON:
            return False
    return False


def _acts(units: Sequence[Unit], noun: int) -> bool:
    """Say whether a verb that is not known stands behind a plural: "outstanding schools | support others"."""
    following = units[noun + 1 : noun + 3]
    plural = units[noun].kind is Kind.SUBJECT and units[noun].words[-1].endswith("s")
    if not plural or len(following) < 2 or following[0].kind not in (Kind.WORD, Kind.ASPECT):
        return False
    verb = not following[0].words[-1].endswith(("s", "ed", "ing", "ly"))
    return verb and following[1].kind in _NOUNS | {Kind.DETERMINER, Kind.CUE, Kind.REST}
