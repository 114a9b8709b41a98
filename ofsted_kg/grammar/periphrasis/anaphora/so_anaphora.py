"""Read "so" of now as the grade told before: "half were good in 2008 and two thirds are so today".

In: the units of a sentence. Out: the same, where "so" between "is" and a word for now is the one grade that
stands before it. Where there are two grades, or it is so no longer, it stays. Before other places it is an
adverb: "half are good; six in ten are so in England". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

_NOW = words_of("today now nowadays currently")


def so_anaphora(units: list[Unit]) -> list[Unit]:
    """Return units with the grade in place of each such "so"."""
    made = list(units)
    for place in range(1, len(units) - 1):
        is_ = units[place - 1].text in FINITE_BE and units[place].text == "so"
        grade = _only_grade(units[:place]) if is_ and units[place + 1].text in _NOW else None
        if is_ and any(unit.kind is Kind.COMPARATOR for unit in _ahead(units, place)):
            made[place] = replace(units[place], kind=Kind.ADVERB)
        if grade is not None:
            made[place] = replace(grade, start=units[place].start, end=units[place].end)
    return made


def _ahead(units: Sequence[Unit], place: int) -> Sequence[Unit]:
    """Return what stands behind a word, without "in"."""
    led = units[place + 1].kind is Kind.PREPOSITION
    return units[place + 1 + led : place + 2 + led]


def _only_grade(units: Sequence[Unit]) -> Unit | None:
    """Return the grade of some units, where all their grades are the same."""
    grades = [unit for unit in units if unit.kind is Kind.GRADE]
    same = {(unit.slugs, unit.at_least) for unit in grades}
    return grades[-1] if len(same) == 1 else None


__all__ = ["so_anaphora"]
