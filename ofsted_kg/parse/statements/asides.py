"""Take what is only said in passing out of a sentence.

In: the units of a sentence. Out: the sentence without its asides, and those asides that
may state something of their own: what stands in brackets or between two dashes. A relative
clause between commas that grades and compares nothing ("the college, which serves both
towns, is good") is left out for good, so that it parts no subject from its verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import VERBS, Kind

_TELLS = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.REVIEW})
_STATES = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.CUE, Kind.REVIEW, Kind.EXCEPT})
# What may stand before "which" in an aside: "two of which", "all of which".
_COUNTED = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.ADVERB, Kind.PREPOSITION, Kind.PRONOUN})
_OPENS = frozenset({Kind.OPEN, Kind.CLOSE, Kind.STOP, Kind.COMMA})
_HOWEVER = frozenset({"however", "though", "in contrast", "by contrast"})
_ENDS = frozenset({Kind.AND, Kind.COMMA, Kind.STOP, Kind.CONJUNCTION})

# What something was, in passing: "once a cause for concern", "long the weakest".
_ONCE = frozenset({"once", "long", "formerly", "previously", "until", "a", "an", "now"})
_HELD = frozenset({Kind.SUBJECT, Kind.COUNT, Kind.REST})
_APPOSED = frozenset(
    {Kind.ADVERB, Kind.DETERMINER, Kind.WORD, Kind.PREPOSITION, Kind.TO, Kind.CUE, Kind.ASPECT, Kind.COUNT}
)


def without_asides(units: Sequence[Unit]) -> tuple[list[Unit], list[list[Unit]]]:
    """Take asides out of a sentence; return those that could say something."""
    main: list[Unit] = []
    asides: list[list[Unit]] = []
    place = 0
    while place < len(units):
        unit = units[place]
        if unit.kind not in _OPENS:
            main.append(unit)
            place += 1
            continue
        end = _bracketed(units, place) or _dashed(units, place)
        if end:
            aside = list(units[place:end])
            if main and main[-1].kind is Kind.SUBJECT and _only_graded(aside[1:]):
                aside.insert(1, main[-1])  # "fostering (good) and adoption (outstanding)"
            if any(inner.kind in _TELLS for inner in aside):
                asides.append(aside)
            place = end + 1
            continue
        if unit.kind is Kind.COMMA:
            end = _passing(units, place)
            if end:
                place = end + 1
                continue
        if unit.kind not in (Kind.OPEN, Kind.CLOSE):
            main.append(unit)
        place += 1
    return main, asides


def _bracketed(units: Sequence[Unit], place: int) -> int:
    """Return the place of the bracket that closes one that opens here, or 0."""
    if units[place].kind is not Kind.OPEN:
        return 0
    return next((n for n in range(place + 1, len(units)) if units[n].kind is Kind.CLOSE), 0)


def _dashed(units: Sequence[Unit], place: int) -> int:
    """Return the place of the second dash of "Special schools - of which there are two - are good"."""
    if units[place].text != "–" or not place:
        return 0
    end = next((n for n in range(place + 1, len(units)) if units[n].kind is Kind.STOP), 0)
    closes = end > 0 and units[end].text == "–"
    passing = all(unit.kind is Kind.ADVERB for unit in units[place + 1 : end])
    return end if closes and (_goes_on(units, end + 1) or (passing and _graded(units, end + 1))) else 0


def _passing(units: Sequence[Unit], place: int) -> int:
    """Return the place of the comma that ends a relative clause which states nothing, or 0.

    Also that of what is only named among others: "All services, including fostering, are".
    """
    end = _interrupted(units, place) or _apposed(units, place)
    if end:
        return end
    relative = place + 1
    including = relative < len(units) and units[relative].text in ("including", "such as")
    while not including and relative < len(units) and units[relative].kind in _COUNTED:
        relative += 1
    if relative >= len(units) or not (including or units[relative].kind is Kind.RELATIVE):
        return 0
    for end in range(relative + 1, len(units)):
        kind = units[end].kind
        if kind in _STATES or kind is Kind.STOP:
            return 0
        if kind is Kind.COMMA and (_goes_on(units, end + 1) or _graded(units, end + 1)):
            return end
    return 0


def _interrupted(units: Sequence[Unit], place: int) -> int:
    """Return the place of the comma after ", however," between a subject and its verb, or 0."""
    end = place + 1
    while end < len(units) and (units[end].kind is Kind.ADVERB or units[end].text in _HOWEVER):
        end += 1
    closes = place + 1 < end < len(units) and units[end].kind is Kind.COMMA
    held = place > 0 and units[place - 1].kind in _HELD  # "and the rest, without exception, satisfactory"
    goes_on = closes and (_goes_on(units, end + 1) or (held and _graded(units, end + 1)))
    return end if goes_on else 0


def _apposed(units: Sequence[Unit], place: int) -> int:
    """Return the place of the comma that ends ", once a cause for concern," after a name, or 0."""
    if not place or units[place - 1].kind not in _HELD or place + 1 >= len(units):
        return 0
    if units[place + 1].words[0] not in _ONCE:
        return 0
    end = next((n for n in range(place + 1, len(units)) if units[n].kind not in _APPOSED), len(units))
    closes = end < len(units) and units[end].kind is Kind.COMMA
    return end if closes and (_goes_on(units, end + 1) or _graded(units, end + 1)) else 0


def _only_graded(units: Sequence[Unit]) -> bool:
    """Say whether a bracket holds a grade and nothing else."""
    said = [unit for unit in units if unit.kind is not Kind.ADVERB]
    return len(said) == 1 and said[0].kind is Kind.GRADE


def _goes_on(units: Sequence[Unit], place: int) -> bool:
    """Say whether a verb stands here, so that what went before is its subject."""
    while place < len(units) and units[place].kind is Kind.ADVERB:
        place += 1
    return place < len(units) and units[place].kind in VERBS


def _graded(units: Sequence[Unit], place: int) -> bool:
    """Say whether a grade without verb stands here: "the other, which is smaller, good"."""
    if place >= len(units) or units[place].kind is not Kind.GRADE:
        return False
    return place + 1 == len(units) or units[place + 1].kind in _ENDS
