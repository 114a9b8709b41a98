"""Read a grade that was reached step by step: "has pulled itself up to satisfactory" as "has moved to" it.

In: the units of a sentence. Out: the same, with the verb and what goes with it as one. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

CLIMBS = words_of(
    """
    pulled pull pulls hauled dragged worked clawed climbed climbs crept edged inched slid slides sunk sank
    tumbled plunged jumped leapt leaped bounced recovered reverted advanced stepped shot soared plummeted
    dipped drifted lifted hoisted sprung sprang brought grown rallied
    """
)
_ITSELF = words_of("itself themselves")
_ITS_WAY = (["its", "way"], ["their", "way"])
_UP = words_of("up down back out on")
_BY = words_of("place places grade grades rung rungs notch notches level levels")
_REFLEXIVE = words_of("pulled pull pulls hauled dragged worked clawed lifted hoisted brought")


def change_of_state(units: list[Unit]) -> list[Unit]:
    """Return units with each climb to a grade, or fall, as one verb."""
    return joined(units, _moved)


def _moved(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return a climb that opens here as one verb, and where its words end."""
    if units[place].words[-1] not in CLIMBS or not (end := _climb(units, place)):
        return None
    return replace(units[place], kind=Kind.WORD, end=units[end - 1].end, words=("moved",), cue=None), end


def _climb(units: Sequence[Unit], place: int) -> int:
    """Return where the words of a climb end, before "to" or "from" a grade, or 0."""
    look = place + 1
    itself = look < len(units) and units[look].words[-1] in _ITSELF
    look += itself
    way = [unit.text for unit in units[look : look + 2]] in _ITS_WAY
    look += 2 * way
    passive = place > 0 and units[place - 1].kind is Kind.BE  # "was lifted from poor to good"
    if units[place].words[-1] in _REFLEXIVE and not (itself or way or passive):
        return 0  # "worked to good effect"
    while look < len(units) and (units[look].words[-1] in _UP or units[look].kind is Kind.ADVERB):
        look += 1
    by = [unit for unit in units[look : look + 2] if unit.kind in (Kind.COUNT, Kind.DETERMINER)]
    if len(by) == 1 and units[look + 1 : look + 2] and units[look + 1].words[-1] in _BY:
        look += 2  # "climbed two places to good"
    return look if _to_grade(units, look) else 0


def _to_grade(units: Sequence[Unit], place: int) -> bool:
    """Say whether "to good" or "from poor to good" stands here, and no noun behind it."""
    if place + 1 >= len(units) or units[place].text not in ("to", "from"):
        return False
    look = place + 1
    look += units[look].kind is Kind.ADVERB or units[look].text in ("being", "become")
    if look >= len(units) or units[look].kind is not Kind.GRADE:
        return False
    if units[place].text == "from":
        return _to_grade(units, look + 1)
    behind = units[look + 1 : look + 2]
    return not behind or behind[0].kind not in (
        Kind.WORD,
        Kind.ASPECT,
        Kind.TOPIC,
        Kind.SUBJECT,
        Kind.SHELL_NOUN,
    )


__all__ = ["CLIMBS", "change_of_state"]
