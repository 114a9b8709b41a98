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
_WHAT = words_of("what all that the most much many as")
_OTHERS = FILLERS | {Kind.SUBJECT, Kind.WORD, Kind.SHELL_NOUN, Kind.PREPOSITION}
_SOME = words_of("best top leading strongest")  # "the best schools in England"
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
        whose, told = _theirs(units, place)
        if not told:
            made.append(units[place])
            place += 1
            continue
        joint, figure, be = units[place : place + 3]
        last = _last(units, told + 1)
        link = replace(be, kind=Kind.PREPOSITION, end=units[told - 1].end, words=("in",))
        against = replace(joint, kind=Kind.COMPARED, words=("against",))
        if any(_SOME & set(unit.words) for unit in units[whose:told]):  # those are not compared with
            some = replace(units[told], kind=Kind.WORD, start=units[whose].start, slugs=(), scheme="")
            made += [joint, figure, be, replace(some, end=units[last].end)]
        else:
            made += [against, figure, link, replace(units[told], end=units[last].end)]
        place = last + 1
    return made


def _theirs(units: Sequence[Unit], place: int) -> tuple[int, int]:
    """Return where those others begin, and are named, that have a figure behind a joint, or zeros."""
    if units[place].kind not in _JOINTS or not place or place + 3 >= len(units):
        return 0, 0
    figure, be = units[place + 1 : place + 3]
    if figure.kind not in _FIGURE or be.kind is not Kind.BE:
        return 0, 0
    others = place + 3
    while others < len(units) and set(units[others].words) <= _WHAT:
        others += 1
    named = others
    while named < len(units) and (units[named].kind in _OTHERS or _SOME & set(units[named].words)):
        named += 1
    if others == place + 3 or named >= len(units) or units[named].kind is not Kind.COMPARATOR:
        return 0, 0
    last = _last(units, named + 1)
    ends = last + 1 >= len(units) or units[last + 1].kind in BOUNDARIES
    return (others, named) if ends and last < len(units) and units[last].words[-1] in MANAGES else (0, 0)


def _last(units: Sequence[Unit], verb: int) -> int:
    """Return where the verb stands behind "can"."""
    while verb < len(units) and units[verb].kind in _MAY:
        verb += 1
    return verb


__all__ = ["MANAGES", "pseudo_clefts"]
