"""Leave out of whom a figure is that "this" takes up: "40% are good. For good homes this compares with 66%".

In: the units of a sentence. Out: the same without "for good homes" before "this compares with" or "it is 66%
nationally": what the grade tells of was said with the figure. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

_POINTS = words_of("this that it")
_VERBS = frozenset({Kind.COMPARED, Kind.BE})
_NOUNS = frozenset({Kind.SUBJECT, Kind.SHELL_NOUN})


def framed_figures(units: list[Unit]) -> list[Unit]:
    """Return units in which such a comparison opens with what points to the figure."""
    for place in range(len(units) - 4):
        opens = place == 0 or units[place - 1].kind is Kind.STOP
        end = _frame_ends(units, place) if opens and units[place].text == "for" else 0
        if end:
            return [*units[:place], *units[end:]]
    return units


def _frame_ends(units: Sequence[Unit], place: int) -> int:
    """Return where "this compares with" begins behind "for (the) good homes(,)", or 0."""
    look = place + 1 + (units[place + 1].kind is Kind.DETERMINER)
    if units[look].kind is not Kind.GRADE or units[look + 1].kind not in _NOUNS:
        return 0
    end = look + 2
    end += end < len(units) and units[end].kind is Kind.COMMA
    points = end + 1 < len(units) and units[end].text in _POINTS
    compares = any(unit.kind is Kind.COMPARATOR for unit in units[end:])
    return end if points and compares and units[end + 1].kind in _VERBS else 0


__all__ = ["framed_figures"]
