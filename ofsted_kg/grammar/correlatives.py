"""Read "the one" and "the other" of two that are named together as "the former" and "the latter".

In: the units of a sentence. Out: the same, where such a pair of pronouns stands for two subjects that an
"and" joins before it. Of two of a kind ("of the two homes the one is good") nothing changes: there the one
is a number. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import VERBS, Kind

# What makes a look worth while.
OTHER = frozenset({"other"})
_BEHIND = VERBS | {Kind.GRADE, Kind.COMMA, Kind.ADVERB, Kind.HAVE, Kind.JUDGE, Kind.BE, Kind.STOP}
_BETWEEN = frozenset({Kind.DETERMINER, Kind.PREPOSITION})


def correlatives(units: list[Unit]) -> list[Unit]:
    """Return units with each of the two named by its place."""
    ones = (n for n in range(2, len(units)) if units[n].words == ("one",) and units[n - 1].text == "the")
    first = next((n for n in ones if _stands_alone(units, n)), 0)
    others = (n for n in range(first + 1, len(units)) if units[n].text == "the other")
    second = next((n for n in others if units[n].kind is Kind.REST and _stands_alone(units, n)), 0)
    if not first or not second or not _two_named(units[: first - 1]):
        return units
    the, one, other = units[first - 1], units[first], units[second]
    former = Unit(Kind.PRONOUN, the.start, one.end, ("the", "former"))
    latter = Unit(Kind.PRONOUN, other.start, other.end, ("the", "latter"))
    return [*units[: first - 1], former, *units[first + 1 : second], latter, *units[second + 1 :]]


def _stands_alone(units: Sequence[Unit], place: int) -> bool:
    return place + 1 == len(units) or units[place + 1].kind in _BEHIND


def _two_named(units: Sequence[Unit]) -> bool:
    """Say whether the subjects named last are two that an "and" joins: "fostering and adoption"."""
    last = next((n for n in reversed(range(len(units))) if units[n].kind is Kind.SUBJECT), 0)
    if units and len(units[last].slugs) == 2:
        return True  # "primary and secondary schools"
    joint = last - 1
    while joint > 0 and units[joint].kind in _BETWEEN:
        joint -= 1
    pair = joint > 0 and units[joint].kind is Kind.AND and units[joint - 1].kind is Kind.SUBJECT
    return pair and units[joint - 1].slugs != units[last].slugs
