"""Tell by how much something lies above or below from which way it lies: "lower by twice as much".

In: the units of a sentence. Out: the same, where such a measure of the distance behind a comparing word is an
adverb: "by far", "by rather more", "by half as much again", "by a wide margin"; and one before it: "a shade
under". What has a number is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.units import Unit

_OF_DISTANCE = words_of(
    """
    twice three times as much half again more less rather far a the some little long way ways wide wider
    narrow clear small smaller large larger big great good deal margin margins distance still even same
    similar about roughly nearly almost considerable comfortable fair
    """
)
# What makes a look worth while.
TRIFLES = words_of("shade whisker touch trifle tad fraction hair hairs notch smidgen sliver hairsbreadth")
MARGINS = words_of("much again more less far way margin margins distance little deal")
_LYING = frozenset({Form.DIRECT, Form.COMPARATIVE})


def differentials(units: Sequence[Unit]) -> list[Unit]:
    """Return units in which a distance is one adverb."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        end = _distance(units, place) if made and units[place].text == "by" else 0
        if end and _lies(made):
            made.append(replace(units[place], kind=Kind.ADVERB, end=units[end - 1].end, words=("by", "far")))
            place = end
            continue
        if made and made[-1].text == "a" and units[place].text in TRIFLES and _cued(units, place + 1):
            article = made.pop()
            made.append(replace(article, kind=Kind.ADVERB, end=units[place].end, words=("slightly",)))
            place += 1
            continue
        made.append(units[place])
        place += 1
    return made


def _cued(units: Sequence[Unit], place: int) -> bool:
    cue = units[place].cue if place < len(units) else None
    return cue is not None and cue.form in _LYING


def _lies(before: Sequence[Unit]) -> bool:
    last = next((unit for unit in reversed(before) if unit.kind is not Kind.ADVERB), None)
    return last is not None and last.cue is not None and last.cue.form in _LYING


def _distance(units: Sequence[Unit], place: int) -> int:
    """Return where a distance behind "by" ends, or 0."""
    end = place + 1
    while end < len(units) and all(word in _OF_DISTANCE for word in units[end].words):
        end += 1
    goes_on = end < len(units) and units[end].kind in _GO_ON
    return end if end > place + 1 and not goes_on else 0


_GO_ON = frozenset({Kind.THAN, Kind.SUBJECT, Kind.TOPIC, Kind.WORD, Kind.COUNT})


__all__ = ["MARGINS", "TRIFLES", "differentials"]
