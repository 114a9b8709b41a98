"""Tell whether somebody calls something so: "called safeguarding adequate", "praised the homes as good".

In: the units of a sentence and a place in it. Out: yes or no. Praise grades only with "as".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

_PRAISES = words_of("commended commends commending praised praises praising hailed hails hailing")
VERBS_OF_NAMING = _PRAISES | words_of(
    "called calls termed declared pronounced labelled branded dubbed classed marked"
)
_CALLED = frozenset(
    {Kind.SUBJECT, Kind.DETERMINER, Kind.SHELL_NOUN, Kind.ASPECT, Kind.PREPOSITION, Kind.PRONOUN}
)
_OBJECTS = frozenset({"both", "all", "to be", "each"})
_FAR = 8


def calls(units: Sequence[Unit], place: int) -> bool:
    """Say whether a verb grades: "(review) called (safeguarding) adequate"."""
    led = units[place].text not in _PRAISES
    for look, unit in enumerate(units[place + 1 : place + _FAR]):
        if unit.kind is Kind.GRADE:
            behind = units[place + look + 2 : place + look + 3]
            bare = not behind or behind[0].kind not in (Kind.WORD, Kind.SUBJECT, Kind.SHELL_NOUN)
            return led and (not look or bare)
        if unit.text == "as":
            led = True
        elif unit.kind not in _CALLED and unit.text not in _OBJECTS:
            return False
    return False


__all__ = ["VERBS_OF_NAMING", "calls"]
