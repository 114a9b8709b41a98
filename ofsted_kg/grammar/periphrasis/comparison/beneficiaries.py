"""Tell the outcomes of some children from those of all: "outcomes for children with special needs".

In: the units of a sentence. Out: the same, where outcomes for a group that is no subject of the vocabulary
are a topic of that group. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.grammar.lex.units import Unit

_LONG = 3  # "outcomes for children"
_ALL = ("all-outcomes",)
_GROUP = ("vulnerable-groups",)
_YOUNG = words_of("young younger older disadvantaged poorer poor needy minority ethnic disabled gifted")


def beneficiaries(units: Sequence[Unit]) -> list[Unit]:
    """Return units with the outcomes of some told apart from those of all."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        if unit.kind is Kind.SUBJECT and unit.slugs == _ALL and _of_some(units, place):
            noun = unit.start + len("outcomes")
            whom = unit.end - len(" ".join(unit.words[2:]))
            made.append(replace(unit, kind=Kind.ASPECT, end=noun, words=unit.words[:1]))
            made.append(Unit(Kind.PREPOSITION, noun, whom, unit.words[1:2]))
            made.append(replace(unit, kind=Kind.TOPIC, start=whom, words=unit.words[2:], slugs=_GROUP))
        elif place > 2 and units[place - 3].kind is Kind.ASPECT and _of_some(units, place - 3):
            made.append(replace(unit, kind=Kind.TOPIC, slugs=_GROUP, scheme="topic"))
        else:
            made.append(unit)
    return made


def _of_some(units: Sequence[Unit], place: int) -> bool:
    said = [unit.text for unit in units[place + 1 : place + 6]]
    if units[place].kind is Kind.ASPECT and units[place].slugs == _ALL:  # "outcomes | for young children"
        people = len(said) > 2 and said[0] == "for" and said[2] in PERSONS
        return people and said[1] in _YOUNG
    words = units[place].words
    if units[place].kind is not Kind.SUBJECT or words[:2] != ("outcomes", "for") or len(words) < _LONG:
        return False
    if said[:2] == ["in", "need"] or said[:1] == ["from"]:
        return True
    return said[:1] == ["with"] and not any(word.startswith("exception") for word in said)
