"""Read "a number", "a rather larger number" right before a grade as some: "with one poor and a number fair".

In: the units of a sentence. Out: the same, where such a number is an amount, or the amount that an aside
tells, "a good deal of" an amount and no grade, and "all" in "All that children need is good" everything, and
no amount of what was spoken of. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.quantifiers import MANY
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
NUMBERED = words_of("number numbers deal lot lots plenty host majority minority all")
_SIZED = words_of(
    "larger smaller greater small similar further significant substantial rather slightly somewhat"
)


def indefinite_quantifiers(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with each such number as an amount."""
    return joined(units, _number)


def _number(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return the amount that a number stands for, and where it ends."""
    if (end := _great_deal(units, place)) is not None:
        said = units[place]
        return Unit(Kind.QUANTITY, said.start, units[end - 1].end, ("many", "of"), (MANY,), "quantity"), end
    if _everything(units, place):
        return replace(units[place], kind=Kind.WORD, words=("everything",), slugs=(), scheme=""), place + 1
    if units[place].text not in ("a", "an"):
        return None
    look = place + 1
    while look < len(units) and (units[look].words[-1] in _SIZED or units[look].kind is Kind.ADVERB):
        look += 1
    if look >= len(units):
        return None
    if look > place + 1 and units[look].text in ("majority", "minority"):
        beyond = {
            unit.kind for unit in units[look + 1 :]
        }  # "in a smaller majority", but "in a smaller than X"
        sized = units[look].kind is Kind.QUANTITY and not beyond & {Kind.THAN, Kind.COMPARED}
        return (replace(units[look], start=units[place].start), look + 1) if sized else None
    if units[look].text != "number":
        return None
    end = look + 1
    slugs: tuple[str, ...] = ("some",)
    if end < len(units) and units[end].kind is Kind.COMMA:  # "a larger number, about a third, satisfactory"
        told = [n for n in range(end + 1, min(end + 4, len(units))) if units[n].kind is Kind.QUANTITY]
        if not told or told[0] + 1 >= len(units) or units[told[0] + 1].kind is not Kind.COMMA:
            return None
        end, slugs = told[0] + 2, units[told[0]].slugs
    behind = units[end : end + 2]
    graded = bool(behind) and behind[0].kind is Kind.GRADE
    ends = len(behind) < 2 or behind[1].kind in (Kind.COMMA, Kind.STOP, Kind.AND, Kind.CONJUNCTION)
    if not (graded and ends):
        return None  # "a number of good schools", "a larger number good than"
    return Unit(
        Kind.QUANTITY, units[place].start, units[end - 1].end, ("a", "number"), slugs, "quantity"
    ), end


def _everything(units: Sequence[Unit], place: int) -> bool:
    """Say whether "all" is of nothing named: "All that children need is", not "All that were seen are"."""
    told = units[place + 1 : place + 4]
    if units[place].text != "all" or len(told) < 3 or told[0].kind is not Kind.THAT:
        return False
    opens = not place or units[place - 1].kind in JOINTS
    behind = units[place + 2 :]
    graded = next((n for n, unit in enumerate(behind) if unit.kind is Kind.GRADE), 0)
    said = [unit.text for unit in behind[:graded] if unit.kind is Kind.BE]
    seen = {unit.words[-1] for unit in behind[:graded]} & _INSPECTED
    bare = graded == 1 or (bool(said) and said[-1] not in ("is", "was"))  # "All that is poor is confined to"
    return opens and bool(said) and not seen and not bare


_INSPECTED = words_of("inspected visited reinspected revisited reviewed seen saw judged")


def _great_deal(units: Sequence[Unit], place: int) -> int | None:
    """Return where "a good deal of", "plenty of" ends: much, and no grade."""
    look = place + (units[place].text in ("a", "an", "the"))
    sized = look < len(units) and units[look].text in _GREAT
    look += sized
    judged = [
        unit.kind for unit in units[look + 2 : look + 3]
    ]  # "a large number of | childminders, good homes"
    if sized and look + 1 < len(units) and units[look].text in ("number", "numbers"):
        of_them = units[look + 1].text == "of" and judged in ([Kind.GRADE], [Kind.SUBJECT], [Kind.SHELL_NOUN])
        return look + 2 if of_them else None
    if look + 1 >= len(units) or units[look].text not in _DEALS or units[look + 1].text != "of":
        return None
    return look + 2 if units[look].text != "deal" or sized else None


_DEALS = words_of("deal lot lots plenty host")
_GREAT = words_of("good great whole large")


__all__ = ["NUMBERED", "indefinite_quantifiers"]
