"""Find the grade that a verb says: "is (now) good", "has been judged to be good".

In: the units of a sentence and a place in it. Out: the grade, where the verb that stands there says one.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import COPULAS, Kind
from ofsted_kg.grammar.lex.units import Unit


def grade_said(units: Sequence[Unit], place: int) -> Unit | None:
    """Return the grade that a verb says which stands here: "is (now) good", "has been judged to be good"."""
    if place >= len(units) or units[place].kind not in COPULAS:
        return None
    end = next((n for n in range(place + 1, len(units)) if units[n].kind not in _STATED), len(units))
    return units[end] if end < len(units) and units[end].kind is Kind.GRADE else None


_STATED = frozenset({Kind.BE, Kind.JUDGE, Kind.ADVERB})


__all__ = ["grade_said"]
