"""A second look at a table that the first one did not read whole.

In: the grades read, and the areas that the report must grade. Out: the grades, with those that
other ways of reading find: by the order of labels and grades, without white space, misspelt.
Each is a guess, so each makes a notice.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from ofsted_kg.model import Document, Evidence, Notice, Rating
from ofsted_kg.reports.grades import Graded, GradeReader
from ofsted_kg.reports.ratings import COLUMNS, Grades, disagreements
from ofsted_kg.reports.recovery.column_order import rows_by_order
from ofsted_kg.reports.recovery.torn_words import torn_grades
from ofsted_kg.vocabulary.lexicon import Lexicon

# A last row that is not known stands so near to the last that is.
_GAP = 250


def second_look(
    document: Document,
    grades: Grades,
    expected: Sequence[str],
    lexicon: Lexicon,
    scale: str,
    reader: GradeReader,
    lenient: GradeReader,
) -> Grades:
    """Return the grades, completed.

    Args:
        document: the report.
        grades: what the first look found.
        expected: the areas that the report must grade.
        lexicon: the vocabulary.
        scale: the slug of the scale.
        reader: of the labels and grades as they are spelt.
        lenient: of misspelt ones.
    """
    rows = frozenset(expected) - grades.by_sentence
    if ordered := _rows(document.text, grades, expected, reader, lexicon):
        return _by_order(document, grades, ordered)
    missing = set(expected) - {rating.area for rating in grades.ratings}
    if not missing:
        return grades
    found = [
        (row, Notice("letters-apart", "The PDF tears these words apart", _where(document, row)))
        for row in torn_grades(document.text, *grades.front, lexicon, scale, sorted(missing))
    ]
    missing -= {row.area for row, _ in found}
    if missing:
        found += _misspelt(document, grades, missing, lenient)
        missing -= {row.area for row, _ in found}
    left = sorted(missing & rows)
    if len(left) == 1:
        found += _left_over(document, grades, left[0], reader)
    return replace(
        grades,
        ratings=(*grades.ratings, *(_rating(document, row) for row, _ in found)),
        notices=(*(notice for _, notice in found), *grades.notices),
    )


def has_rows(text: str, grades: Grades, areas: Sequence[str], reader: GradeReader, lexicon: Lexicon) -> bool:
    """Tell whether a table that the first look did not read whole has a row for each of these areas."""
    return bool(_rows(text, grades, areas, reader, lexicon))


def _rows(
    text: str, grades: Grades, areas: Sequence[str], reader: GradeReader, lexicon: Lexicon
) -> list[Graded]:
    rows = frozenset(areas) - grades.by_sentence
    return [] if rows <= grades.in_table else rows_by_order(text, *grades.front, rows, reader, lexicon)


def _misspelt(
    document: Document, grades: Grades, missing: Set[str], lenient: GradeReader
) -> list[tuple[Graded, Notice]]:
    rows = lenient.misspelt_rows(document.text, *grades.front)
    first = {row.area: row for row in reversed(rows) if row.area in missing}
    message = "This was taken for a row with the grade {}"
    return [
        (row, Notice("misspelt-grade", message.format(row.grade), _where(document, row)))
        for row in sorted(first.values(), key=lambda row: row.start)
    ]


def _left_over(
    document: Document, grades: Grades, area: str, reader: GradeReader
) -> list[tuple[Graded, Notice]]:
    """Take the only row with a grade and no area that is known for that of the only area left."""
    start, end = grades.front[0], grades.table_end + _GAP
    cells = [cell for cell in reader.cells(document.text) if start <= cell.start < end]
    unnamed = reader.unnamed(document.text, cells, area)
    message = f"The only row without a known label was taken for {area.replace('-', ' ')}"
    return [
        (row, Notice("row-by-elimination", message, _where(document, row)))
        for row in unnamed[:1]
        if len(unnamed) == 1
    ]


def _by_order(document: Document, grades: Grades, rows: Sequence[Graded]) -> Grades:
    """Put rows paired by their order in the place of those that the first look paired otherwise."""
    first = {row.area: row for row in rows}
    others = tuple(rating for rating in grades.ratings if rating.area not in first)
    return replace(
        grades,
        ratings=(*(_rating(document, row) for row in rows), *others),
        notices=(
            *(Notice("table-by-columns", COLUMNS, _where(document, row)) for row in rows),
            *disagreements(document, first, [row for row in grades.headings if row.area in first]),
        ),
    )


def _rating(document: Document, row: Graded) -> Rating:
    return Rating(row.area, row.grade, None, _where(document, row))


def _where(document: Document, row: Graded) -> Evidence:
    return document.evidence(row.start, row.end)
