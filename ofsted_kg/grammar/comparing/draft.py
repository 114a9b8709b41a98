"""What comes of reading comparisons, before its evidence is cut out of a document.

In: nothing. Out: `Draft`, a comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

from ofsted_kg.grammar.comparing.values import Pair
from ofsted_kg.grammar.units import Unit


@dataclass(frozen=True, slots=True)
class Draft:
    """A comparison.

    Attributes:
        subjects: what is compared, a fact for each.
        direction: where it lies.
        comparators: beside whom, a fact for each.
        start: first offset in the passage.
        end: one past the last.
        figures: what is printed.
        units: the mentions of other places that it accounts for.
        rule: the name of the construction that found it.
    """

    subjects: tuple[str, ...]
    direction: str
    comparators: tuple[str, ...]
    start: int
    end: int
    figures: Pair | None = None
    units: tuple[Unit, ...] = ()
    rule: str = "named"
