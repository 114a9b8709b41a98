"""Read grades of a part that is told apart by its size, or by being the exception.

In: a reading. Out: `Draft` judgements of "the proportion of X that is good stands at three
quarters" and of "No school is inadequate, except X".
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.words import Kind
from ofsted_kg.parse.statements.clause import Clause
from ofsted_kg.parse.statements.drafts import Draft
from ofsted_kg.parse.statements.resolve import Reading
from ofsted_kg.parse.statements.subject import ONE
from ofsted_kg.parse.statements.subjects import SubjectReader

_NONE = frozenset({"no", "none", "none of", "not one"})


def spared(reader: SubjectReader, clause: Clause) -> Draft | None:
    """Read "No school is inadequate, except X": what is denied of all others is so of X."""
    units = clause.units
    none = next((n for n, unit in enumerate(units) if unit.kind is Kind.NOT), len(units))
    if none == len(units) or units[none].text not in _NONE:
        return None
    grades = [n for n, unit in enumerate(units) if unit.kind is Kind.GRADE]
    if len(grades) != 1 or none > grades[0]:
        return None
    _, exceptions = reader.exceptions(units[grades[0] + 1 :])
    slugs = tuple(slug for slug in exceptions if slug != ONE)
    if not slugs:
        return None
    start, end = clause.span
    return Draft(slugs, units[grades[0]].slugs[0], units[grades[0]].at_least, start, end)


def measured(reader: SubjectReader, reading: Reading) -> Iterator[Draft]:
    """Read "the proportion of X that is good stands at three quarters": a part of X is good.

    Also a bullet that names no more than "The number of homes that are only adequate".
    """
    clause = reading.clause
    start, end = clause.span
    said = [unit for unit in clause.after if unit.kind is not Kind.COMMA]
    if clause.before[-1:] and clause.before[-1].kind is Kind.THAT:
        if [unit.text for unit in said[:-1]] == ["only"] and said[-1].kind is Kind.GRADE:
            yield Draft(reading.subject.slugs, said[-1].slugs[0], said[-1].at_least, start, end)
        return
    grade = next((unit for unit in clause.before if unit.kind is Kind.GRADE), None)
    size = [unit for unit in clause.after if unit.text != "at" and unit.kind is not Kind.ADVERB][:1]
    if grade is None or not size or size[0].kind not in (Kind.QUANTITY, Kind.COUNT):
        return
    quantity = reader.read(size, None).quantity
    yield Draft(reading.subject.slugs, grade.slugs[0], grade.at_least, start, end, quantity=quantity)
