"""Read "Good provision accounts for 68% of homes" as "68% of homes are good".

In: the units of a sentence. Out: the same, where a grade before a general noun stands behind those of whom a
share is told. It has no width there; the share begins where the grade was printed. No other offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
MAKES_UP = words_of("for up")
_VERBS = frozenset({"accounts for", "account for", "accounted for", "makes up", "make up", "made up"})
_PROVISION = words_of("provision care services settings")
_OPENS = frozenset({Kind.STOP, Kind.COMMA, Kind.AND, Kind.CONJUNCTION, Kind.THAT})
_AMOUNT = frozenset({Kind.COUNT, Kind.QUANTITY})
_OF = frozenset({Kind.PREPOSITION, Kind.DETERMINER, *_AMOUNT})


def converse_shares(units: list[Unit]) -> list[Unit]:
    """Return units in which such a share is of those who are good."""
    for place in range(2, len(units) - 1):
        grade, noun = units[place - 2 : place]
        led = place == 2 or units[place - 3].kind in _OPENS
        graded = led and grade.kind is Kind.GRADE and noun.words[-1] in _PROVISION and not noun.slugs
        end = _shares_end(units, place + 1) if graded and units[place].text in _VERBS else 0
        if not end:
            continue
        stop = units[end - 1].end
        first = replace(units[place + 1], start=grade.start)
        said = [Unit(Kind.BE, stop, stop, ("are",)), replace(grade, start=stop, end=stop)]
        return [*units[: place - 2], first, *units[place + 2 : end], *said, *converse_shares(units[end:])]
    return units


def _shares_end(units: Sequence[Unit], place: int) -> int:
    """Return where shares of what is named end: "68% of A and 71% of B |", or 0."""
    look, end = place, 0
    while (named := _share_ends(units, look)) != 0:
        look = end = named
        while look < len(units) and units[look].kind in (Kind.COMMA, Kind.AND):
            look += 1
    return end


def _share_ends(units: Sequence[Unit], place: int) -> int:
    """Return where one share of what is named ends: "68% of childminders |", or 0."""
    look = place
    while look < len(units) and units[look].kind in _OF:
        look += 1
    amount = any(unit.kind in _AMOUNT for unit in units[place:look])
    return look + 1 if amount and look < len(units) and units[look].kind is Kind.SUBJECT else 0


__all__ = ["MAKES_UP", "converse_shares"]
