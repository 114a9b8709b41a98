"""Tell words that count from those that share: "The nurseries number four", "three good and a fourth poor".

In: the units of a sentence and a place. Out: whether a plural is told to number so many there, or one more
is meant than were counted before; a share is none: "six good and a third poor".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import LINKING_VERBS, PARTS, Kind
from ofsted_kg.grammar.lex.quantifiers import ORDINALS
from ofsted_kg.grammar.lex.units import Unit


def numbers(units: Sequence[Unit], place: int) -> bool:
    """Say whether a plural is told to number so many: "Childminders (now) number (about) 400"."""
    before = next((u for u in reversed(units[:place]) if u.kind is not Kind.ADVERB), None)
    behind = _behind(units, place)
    plural = before is not None and before.kind in _NUMBERED and before.words[-1].endswith("s")
    return plural and behind is not None and behind.kind is Kind.COUNT


def is_one_more(units: Sequence[Unit], place: int) -> bool:
    """Say whether one more is meant than were counted last: "Three are good and a | fourth | poor"."""
    unit, behind = units[place], _behind(units, place)
    led = unit.words[0] == "a" or (place > 0 and units[place - 1].text == "a")
    graded = behind is not None and (behind.kind is Kind.GRADE or behind.kind in LINKING_VERBS)
    if not (led and graded):
        return False
    told = next((u for u in reversed(units[:place]) if u.kind in PARTS and u is not unit), None)
    if told is not None and told.text == "another":
        return ORDINALS[unit.words[-1]] == _AFTER_ANOTHER  # "One is good, another fair and a | third | poor"
    alone = told is not None and told.kind is Kind.COUNT and told.total is None and not told.percent
    return alone and told is not None and told.part == ORDINALS[unit.words[-1]] - 1


def _behind(units: Sequence[Unit], place: int) -> Unit | None:
    return next((u for u in units[place + 1 :] if u.kind is not Kind.ADVERB), None)


_NUMBERED = frozenset({Kind.SUBJECT, Kind.SHELL_NOUN, Kind.WORD})
_AFTER_ANOTHER = 3
