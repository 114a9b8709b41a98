"""Divide what is said of one after another of a list: "A, B are in the first case good, in the second poor".

In: the units of a sentence. Out: a clause for each of the list, its name with what is said of it, or nothing
where a sentence does not say so of as many as it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import MEMBER_JOINTS, NAMES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.units import Unit

_CASES = words_of("case instance one")
_ORDER = ("first", "second", "third", "fourth", "fifth")
_OF_TWO = ("former", "latter")


def distributive_cases(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return a clause for each of a list that is told of in order, or none."""
    verb = next((n for n, unit in enumerate(units) if unit.kind is Kind.BE), 0)
    named = [n for n in range(verb) if units[n].kind in NAMES]
    if len(named) < 2 or any(not _lists(units[n]) for n in _between(named)):
        return []
    opens = [n for n in range(verb + 1, len(units) - 1) if _order(units, n) is not None]
    told = [_order(units, n) for n in opens]
    if len(told) != len(named) or told != list(range(len(named))) or opens[0] != verb + 1:
        return []
    ends = [*opens[1:], len(units)]
    shut = next((n for n in range(named[-1], verb) if units[n].kind is Kind.OPEN), verb)
    made = []
    for name, first, end in zip(named, opens, ends, strict=True):
        begins = first + 2 + (units[min(first + 2, len(units) - 1)].text in _CASES)
        said = list(units[begins:end])
        while said and said[-1].kind in MEMBER_JOINTS:
            said.pop()
        while said and said[0].kind is Kind.COMMA:
            said.pop(0)
        if not said:
            return []
        about = [*units[: named[0]], units[name], *units[named[-1] + 1 : shut]]
        made.append([*about, units[verb], *_with_places(said, units[:first])])
    return made


def _with_places(said: list[Unit], before: Sequence[Unit]) -> list[Unit]:
    """Say again the places that were named before: "(in the second) below | it", "(in the third) higher"."""
    cue = next((unit.cue for unit in said if unit.cue is not None), None)
    places = [unit for unit in before if unit.kind is Kind.COMPARATOR][-1:]
    if cue is None or not places or any(unit.kind is Kind.COMPARATOR for unit in said):
        return said
    if said[-1].kind is Kind.PRONOUN:
        return [*said[:-1], replace(places[0], start=said[-1].start, end=said[-1].end)]
    last = said[-1]
    than = [Unit(Kind.THAN, last.end, last.end, ("than",))] if cue.form is Form.COMPARATIVE else []
    return [*said, *than, replace(places[0], start=last.start, end=last.end)]


def _between(named: Sequence[int]) -> list[int]:
    """Return the places that stand between the names of a list."""
    return [n for one, two in pairwise(named) for n in range(one + 1, two)]


def _lists(unit: Unit) -> bool:
    return unit.kind in MEMBER_JOINTS | {Kind.DETERMINER} or unit.text == "of"


def _order(units: Sequence[Unit], place: int) -> int | None:
    """Return which of a list is meant: "in the first (case)" is 0."""
    if units[place].text != "in" or units[place + 1].words[0] != "the":
        return None
    word = units[place + 1].words[-1]
    return next((order.index(word) for order in (_ORDER, _OF_TWO) if word in order), None)


__all__ = ["distributive_cases"]
