"""Read a typing error that sounds alike: "lower then the average".

In: the units of a sentence. Out: the same with the word that was meant. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BEFORE_PLACES, JOINTS, Kind
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
SOUNDS_ALIKE = frozenset({"then"})


def misspellings(units: Sequence[Unit]) -> list[Unit]:
    """Return units with such words mended."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        if unit.text == "then" and _compares(units, place):
            unit = replace(unit, kind=Kind.THAN, words=("than",))
        made.append(unit)
    return made


def _compares(units: Sequence[Unit], place: int) -> bool:
    """Say whether "then" stands between a comparative and other places: "lower then in similar areas"."""
    cue = units[place - 1].cue if place else None
    beside = cue is not None and (cue.form is Form.COMPARATIVE or units[place - 1].text == "better")
    if not beside and not _counted(units[:place]):
        return False
    ahead = next((unit for unit in units[place + 1 :] if unit.kind not in BEFORE_PLACES), None)
    return ahead is not None and ahead.kind is Kind.COMPARATOR


def _counted(before: Sequence[Unit]) -> bool:
    """Say whether "more" or "fewer" opens what stands before "then": "Fewer offend then in similar areas"."""
    for unit in reversed(before):
        if unit.kind in JOINTS or unit.text == "than":
            return False
        if unit.text in ("more", "fewer"):
            return True
    return False
