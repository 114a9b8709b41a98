"""Leave out an adverb between commas behind a denial: "is not, however, good".

In: the units of a sentence. Out: the same, with the denial right before what it denies. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
DENIES = words_of("not never longer")
_TURNS = words_of("however though nonetheless nevertheless therefore moreover still yet")
_LONGEST = 3


def denied_asides(units: Sequence[Unit]) -> list[Unit]:
    """Return the units without such adverbs."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        denied = len(made) > 1 and made[-1].kind is Kind.NOT and made[-2].kind in VERBS
        end = _aside(units, place) if denied and units[place].kind is Kind.COMMA else 0
        if end:
            place = end
            continue
        made.append(units[place])
        place += 1
    return made


def _aside(units: Sequence[Unit], place: int) -> int:
    """Return where the sentence goes on behind adverbs between a comma here and the next, or 0."""
    ahead = range(place + 2, min(len(units) - 1, place + 2 + _LONGEST))
    end = next((n for n in ahead if units[n].kind is Kind.COMMA), 0)
    inner = units[place + 1 : end]
    light = all(unit.kind is Kind.ADVERB or unit.text in _TURNS for unit in inner)
    return end + 1 if inner and light else 0


__all__ = ["DENIES", "denied_asides"]
