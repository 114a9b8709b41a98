"""Leave out an adverb between commas behind a denial: "is not, however, good".

In: the units of a sentence. Out: the same, with the denial right before what it denies. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
DENIES = words_of("not never longer")
_TURNS = words_of("however though nonetheless nevertheless therefore moreover still yet")
_LONGEST = 3


def denied_asides(units: Sequence[Unit]) -> list[Unit]:
    """Return the units without such adverbs."""
    return joined(units, _denial)


def _denial(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return a denial behind a verb, and where what it denies stands behind such an adverb."""
    denies = place > 0 and units[place].kind is Kind.NOT and units[place - 1].kind in VERBS
    end = _aside(units, place + 1) if denies else 0
    return (units[place], end) if end else None


def _aside(units: Sequence[Unit], place: int) -> int:
    """Return where the sentence goes on behind adverbs between a comma here and the next, or 0."""
    if place >= len(units) or units[place].kind is not Kind.COMMA:
        return 0
    ahead = range(place + 2, min(len(units) - 1, place + 2 + _LONGEST))
    end = next((n for n in ahead if units[n].kind is Kind.COMMA), 0)
    inner = units[place + 1 : end]
    light = all(unit.kind is Kind.ADVERB or unit.text in _TURNS for unit in inner)
    return end + 1 if inner and light else 0


__all__ = ["DENIES", "denied_asides"]
