"""Read typing errors that sound alike: "lower then the average", "as is there attendance".

In: the units of a sentence. Out: the same with the word that was meant. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparatives import Form
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind

# What makes a look worth while.
SOUNDS_ALIKE = frozenset({"then", "there"})
_TO_PLACES = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.THAT, Kind.PRONOUN})
_NOUNS = frozenset({Kind.TOPIC, Kind.SUBJECT})
_PARTS = frozenset({Kind.COMMA, Kind.STOP, Kind.AND, Kind.CONJUNCTION})


def misspelt(units: Sequence[Unit]) -> list[Unit]:
    """Return units with such words mended."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        if unit.text == "then" and _compares(units, place):
            unit = replace(unit, kind=Kind.THAN, words=("than",))
        elif unit.text == "there" and _owns(units, place):
            unit = replace(unit, kind=Kind.DETERMINER, words=("their",))
        made.append(unit)
    return made


def _compares(units: Sequence[Unit], place: int) -> bool:
    """Say whether "then" stands between a comparative and other places: "lower then in similar areas"."""
    cue = units[place - 1].cue if place else None
    beside = cue is not None and (cue.form is Form.COMPARATIVE or units[place - 1].text == "better")
    if not beside and not _counted(units[:place]):
        return False
    ahead = next((unit for unit in units[place + 1 :] if unit.kind not in _TO_PLACES), None)
    return ahead is not None and ahead.kind is Kind.COMPARATOR


def _counted(before: Sequence[Unit]) -> bool:
    """Say whether "more" or "fewer" opens what stands before "then": "Fewer offend then in similar areas"."""
    for unit in reversed(before):
        if unit.kind in _PARTS or unit.text == "than":
            return False
        if unit.text in ("more", "fewer"):
            return True
    return False


def _owns(units: Sequence[Unit], place: int) -> bool:
    """Say whether "there" stands before a noun behind "as is": "as is there attendance"."""
    led = place > 1 and units[place - 1].kind is Kind.BE and units[place - 2].text in ("as", "so")
    return led and [unit.kind in _NOUNS for unit in units[place + 1 : place + 2]] == [True]
