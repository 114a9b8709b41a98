"""Read a list of labels with their grades: "Fostering – good; adoption – good, private fostering – poor".

In: the units of a sentence. Out: the same, with a colon behind each label and a semicolon before each but
the first, so that no two dashes are taken for brackets. Labels with figures in brackets lose their marks:
"(good or better: 58%; England: 71%)" is "(good or better 58%, England 71%)".
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind
from ofsted_kg.grammar.lex.units import Unit

LABEL_MARKS = frozenset({"–", ":"})
_PARTS = frozenset({Kind.STOP, Kind.COMMA})


def labelled_lists(units: list[Unit]) -> list[Unit]:
    """Return units with the marks of a list of labels made plain, where there are two labels or more."""
    units = _bracketed(units)
    marks = [n for n, unit in enumerate(units) if unit.text in LABEL_MARKS and _opens(units, n)]
    if len(marks) < 2 or any(unit.kind in VERBS for unit in units) or not _all_graded(units, marks):
        return units
    made = list(units)
    for mark in marks:
        made[mark] = replace(units[mark], words=(":",))
        before = _start(units, mark) - 1
        if before > 0 and units[before].kind is Kind.COMMA:
            made[before] = replace(units[before], kind=Kind.STOP, words=(";",))
    return made


def _bracketed(units: list[Unit]) -> list[Unit]:
    """Return units without the marks between labels and their figures in brackets."""
    made: list[Unit] = []
    opening = -1
    for place, unit in enumerate(units):
        if unit.kind is Kind.OPEN:
            shut = next((n for n in range(place, len(units)) if units[n].kind is Kind.CLOSE), len(units))
            inner = units[place + 1 : shut]
            opening = shut if sum(_is_label(inner, n) for n in range(len(inner))) > 1 else -1
        inside = place < opening
        if inside and _is_label(units, place):
            continue
        made.append(replace(unit, kind=Kind.COMMA, words=(",",)) if inside and unit.text == ";" else unit)
    return made


def _is_label(units: Sequence[Unit], mark: int) -> bool:
    """Say whether a colon parts a grade or a place from its figure: "England | : 71%"."""
    if units[mark].text != ":" or not 0 < mark < len(units) - 1:
        return False
    return units[mark - 1].kind in (Kind.GRADE, Kind.COMPARATOR) and units[mark + 1].kind in _FIGURES


_FIGURES = frozenset({Kind.COUNT, Kind.QUANTITY})


def _start(units: Sequence[Unit], mark: int) -> int:
    """Return where the label before a mark begins."""
    start = mark - 1
    return start - 1 if start and units[start - 1].kind is Kind.DETERMINER else start


def _opens(units: Sequence[Unit], mark: int) -> bool:
    """Say whether a name alone stands before a mark: "; the adoption service – good"."""
    if not mark or units[mark - 1].kind is not Kind.SUBJECT:
        return False
    start = _start(units, mark)
    return start == 0 or units[start - 1].kind in _PARTS


def _all_graded(units: Sequence[Unit], marks: Sequence[int]) -> bool:
    ends = [_start(units, mark) for mark in marks[1:]] + [len(units)]
    return all(
        any(unit.kind is Kind.GRADE for unit in units[mark:end])
        for mark, end in zip(marks, ends, strict=True)
    )
