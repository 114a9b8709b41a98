"""Read a figure that is what others have as set against one's own: ", and 70% is what similar areas manage".

In: the units of a sentence. Out: the same, where that is "against 70% in similar areas".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, FILLERS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

_FIGURE = frozenset({Kind.COUNT, Kind.QUANTITY})
_JOINTS = frozenset({Kind.AND, Kind.STOP})
# "is all that", "is what", "is the most that"
_WHAT = words_of("what all that the most best much many as")
_OTHERS = FILLERS | {Kind.SUBJECT, Kind.WORD, Kind.SHELL_NOUN, Kind.PREPOSITION}
_MAY = frozenset({Kind.MODAL, Kind.ADVERB})
# What makes a look worth while, with "is": what others do.
MANAGES = words_of(
    """
    achieve achieves achieved manage manages managed have has had reach reaches reached attain attains
    attained boast boasts boasted show shows record records recorded
    """
)


def pseudo_clefts(units: Sequence[Unit]) -> list[Unit]:
    """Return units with such a figure set against the one before it."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        told = _theirs(units, place) if any(unit.kind in _FIGURE for unit in units[:place]) else None
        if told is None:
            made.append(units[place])
            place += 1
            continue
        others, verb = told
        joint, figure, be = units[place : place + 3]
        link = replace(be, kind=Kind.PREPOSITION, end=units[others - 1].end, words=("in",))
        made += [
            replace(joint, kind=Kind.COMPARED, words=("against",)),
            figure,
            link,
            *units[others : verb - 1],
        ]
        made.append(replace(units[verb - 1], end=units[_last(units, verb)].end))
        place = _last(units, verb) + 1
    return made


def _theirs(units: Sequence[Unit], place: int) -> tuple[int, int] | None:
    """Return where those others begin that have a figure behind a joint, and where their verb stands."""
    if units[place].kind not in _JOINTS or place + 3 >= len(units):
        return None
    figure, be = units[place + 1 : place + 3]
    if figure.kind not in _FIGURE or be.kind is not Kind.BE:
        return None
    others = place + 3
    while others < len(units) and set(units[others].words) <= _WHAT:
        others += 1
    verb = others
    while verb < len(units) and units[verb].kind in _OTHERS and units[verb].kind is not Kind.COMPARATOR:
        verb += 1
    if others == place + 3 or verb >= len(units) or units[verb].kind is not Kind.COMPARATOR:
        return None
    last = _last(units, verb + 1)
    ends = last + 1 >= len(units) or units[last + 1].kind in BOUNDARIES
    return (others, verb + 1) if ends and last < len(units) and units[last].words[-1] in MANAGES else None


def _last(units: Sequence[Unit], verb: int) -> int:
    """Return where the verb stands behind "can"."""
    while verb < len(units) and units[verb].kind in _MAY:
        verb += 1
    return verb


__all__ = ["MANAGES", "pseudo_clefts"]
