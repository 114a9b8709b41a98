"""The figures of a comparison: the measure's own, the comparator's, both, and where they stand.

In: a measure and a direction. Out: the words, and the values that must be read from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from compose.facts import number
from compose.measures import DAYS, PERCENT, Measure

FIGURES = ("", "at", "brackets", "comparator", "of", "compared", "this", "respectively")


@dataclass(frozen=True, slots=True)
class Figures:
    """Where the figures stand, and which of them the sentence prints."""

    value: Decimal | None
    others: tuple[Decimal | None, ...]
    behind_measure: str = ""
    behind_comparator: str = ""
    whole: str = ""


def pair(measure: Measure, direction: str, others: int) -> tuple[Decimal, tuple[Decimal, ...]]:
    """Return a value and its comparators', so that they agree with the direction."""
    size = len(measure.text)
    base = Decimal({PERCENT: 40, DAYS: 400}.get(measure.unit, 30) + size % 23)
    if measure.unit == PERCENT and size % 3 == 0:
        base += Decimal("0.5")
    step = Decimal(3 + size % 7) * (10 if measure.unit == DAYS else 1)
    value = base + {"above": step, "below": -step}.get(direction, Decimal(0))
    further = {"above": Decimal(-1), "below": Decimal(1)}.get(direction, Decimal(0))
    return value, tuple(base + further * n for n in range(others))


def printed(measure: Measure, value: Decimal) -> str:
    """Return a figure with its unit."""
    return number(value) + {PERCENT: "%", DAYS: " days"}.get(measure.unit, " per 10,000")


def figure(
    form: str, measure: Measure, numbers: tuple[Decimal, tuple[Decimal, ...]], comparator: str, place: bool
) -> Figures:
    """Return the figures' words for one of the forms."""
    value, others = numbers
    own, theirs = printed(measure, value), printed(measure, others[0])
    nothing: tuple[Decimal | None, ...] = (None,) * len(others)
    if form == "at":
        return Figures(value, nothing, f", at {own},")
    if form == "brackets":
        return Figures(value, others, f" ({own})", f" ({theirs})")
    if form == "comparator":
        return Figures(None, others, "", f" ({theirs})")
    if form == "of":
        return Figures(value, others, f", at {own},", f" of {theirs}")
    if form == "respectively":
        listed = f"{number(others[0])} and {printed(measure, others[1])}"
        return Figures(value, others, f", at {own},", f" ({listed} respectively)")
    if form == "compared":
        where = comparator if place else f"for {comparator}"
        return Figures(value, others, "", "", f"{own} compared with {theirs} {where}")
    return Figures(value, others, "", f" ({theirs})")
