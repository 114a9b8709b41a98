"""Name what is left by the rest: "fair in what is left", "what is not good is poor", "the exception is poor".

In: the units of a sentence. Out: the same, where such words are one unit, the rest. "The exception is X"
names what is taken out, and stays; "the exception is poor" tells how that is.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import COPULAS, Kind
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
REMAINDERS = frozenset({"what", "exception", "exceptions", "is", "being"})
_LEFT = frozenset({"left", "left over", "remaining"})


def remainders(units: Sequence[Unit]) -> list[Unit]:
    """Return units in which what is left is one unit."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        opens = units[place].kind is Kind.EXCEPT or units[place].words[0] == "the"
        left = _what_is_left(units, place) if units[place].text == "what" else 0
        end = left or (_excepted(units, place) if opens else 0)
        if end:
            last = units[end - 1].end
            words, slugs = (("the", "rest"), ("rest",)) if left else (("the", "exception"), ())
            made.append(Unit(Kind.REST, units[place].start, last, words, slugs=slugs, scheme="quantity"))
            if units[place].kind is Kind.EXCEPT:  # "the exception is"
                made.append(replace(units[place], kind=Kind.BE, start=last, words=units[place].words[-1:]))
            place = end
            continue
        made.append(units[place])
        place += 1
    return made


def _what_is_left(units: Sequence[Unit], place: int) -> int:
    """Return where "what is left", "what remains" or, before a verb, "what is not good" ends, or 0."""
    if place + 1 >= len(units):
        return 0
    if units[place + 1].text == "remains":
        return place + 2
    behind = units[place + 2 : place + 5]
    if units[place + 1].kind is not Kind.BE or not behind:
        return 0
    if behind[0].text in _LEFT:
        return place + 3
    denied = len(behind) > 1 and behind[0].kind is Kind.NOT
    if denied and behind[1].kind is Kind.GRADE:
        return place + 4 if [unit.kind in COPULAS for unit in behind[2:]] == [True] else 0
    return place + 3 if denied and behind[1].kind in COPULAS else 0


def _excepted(units: Sequence[Unit], place: int) -> int:
    """Return where an exception ends of which a grade is said, or 0."""
    unit = units[place]
    opens = place == 0 or units[place - 1].kind is Kind.STOP  # else it goes on with a clause
    if (
        opens
        and unit.kind is Kind.EXCEPT
        and unit.words[-1] in ("is", "are", "being")
        and "exception" in unit.text
    ):
        behind = place + 1
        while behind < len(units) and units[behind].kind is Kind.ADVERB:
            behind += 1
        return place + 1 if behind < len(units) and units[behind].kind is Kind.GRADE else 0
    words = [word for u in units[place : place + 3] for word in u.words]
    return place + 2 if words[:3] == ["the", "exception", "having"] else 0


__all__ = ["REMAINDERS", "remainders"]
