"""The formal grades of a report: its table first, sentences and headings where it has no row.

In: a report's text, its head and the reader of grades. Out: ``Grades``: a rating an area, the
graded headings behind the table, and a notice wherever a grade does not come from the table
or places disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ofsted_kg.model import Document, Notice, Rating
from ofsted_kg.reports import safeguarding_board
from ofsted_kg.reports.grades import Cell, Graded, GradeReader
from ofsted_kg.reports.title import Head

# What is said of rows that a table prints column by column.
COLUMNS = "Labels and grades of the table were paired by their order"
_OVERALL, _BOARD = "overall-effectiveness", "lscb"
# What closes the front page's table: prose, contents, lists.
_FRONT_ENDS = re.compile(
    r"^[ \t]*(?:What needs to improve|Contents\b|Executive summary|Section 1\b|Summary of|Information about)",
    re.MULTILINE,
)
_RECORD = re.compile(r"^[ \t]*Record of main findings[:.]?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_FRONT_PAGES = 3
_FRONT_LENGTH = 8000
# Between two rows of the table stand at most a footnote and a page's end.
_TABLE_GAP = 1200


@dataclass(frozen=True, slots=True)
class Grades:
    """The formal grades of a report.

    Attributes:
        ratings: one an area.
        headings: graded labels behind the table, in order; sections open there.
        in_table: the areas whose rating stands in the table.
        by_sentence: the areas that the kind of report grades in a sentence, not in the table.
        front: the stretch where the table is to be looked for.
        table_end: where the table of the first pages ends.
        notices: doubts.
    """

    ratings: tuple[Rating, ...]
    headings: tuple[Graded, ...]
    in_table: frozenset[str]
    by_sentence: frozenset[str]
    front: tuple[int, int]
    table_end: int
    notices: tuple[Notice, ...]


def read_ratings(document: Document, head: Head, reader: GradeReader) -> Grades:
    """Read the formal grades of a report."""
    return _Collector(document, head, reader).grades()


class _Collector:
    def __init__(self, document: Document, head: Head, reader: GradeReader) -> None:
        self.document = document
        self.text = document.text
        self.head = head
        self.reader = reader
        self.cells: list[Cell] = reader.cells(document.text)
        self.start, self.end = self._front()
        self.first: dict[str, Graded] = {}  # by area, what its rating stands on
        self.others: list[Graded] = []
        self.notices: list[Notice] = []

    def grades(self) -> Grades:
        rows = self.reader.graded(self.text, self.cells)
        table, behind = self._part(rows)
        kind = self.head.kind
        table_end = max([self.head.title[1], *(row.end for row in table)]) if kind.at_front else 0
        if _OVERALL in kind.in_sentences:
            self._take(safeguarding_board.overall_sentence(self.text, self.cells, self.start, self.end))
        for row in table:
            self._take(row)
            if row.by_column:
                self._say("table-by-columns", COLUMNS, row)
        for row in behind:
            if self._take(row):
                self._say("grade-from-heading", "The grade is a heading's, not the table's", row)
        if _OVERALL in kind.in_sentences and _OVERALL not in self.first:
            above = self.head.title[1], table[0].start if table else self.end
            anywhere = self.reader.anywhere(self.text, *above)
            self._from_prose(
                safeguarding_board.overall_sentence(self.text, anywhere, *above)
                or safeguarding_board.overall_in_prose(self.text, self.reader)
            )
            self._by_place(safeguarding_board.overall_by_place(self.text, self.cells, *above))
        boards = self._boards() if _BOARD in kind.in_sentences else []
        headings = [row for row in behind if row.start >= table_end]
        headings += [row for row in boards if row.start >= max(self.end, table_end)]
        return Grades(
            tuple(self._rating(row) for row in self.first.values()),
            tuple(sorted(headings, key=lambda row: row.start)),
            frozenset(row.area for row in table),
            kind.in_sentences,
            (self.start, self.end),
            table_end,
            (*self.notices, *disagreements(self.document, self.first, self.others)),
        )

    def _front(self) -> tuple[int, int]:
        """Return where the table stands: the first pages, in 2013 the last."""
        if not self.head.kind.at_front:
            records = list(_RECORD.finditer(self.text))
            if records:
                return records[-1].end(), len(self.text)
        pages = self.document.pages
        last = pages[min(len(pages), _FRONT_PAGES) - 1].end if pages else min(len(self.text), _FRONT_LENGTH)
        closing = _FRONT_ENDS.search(self.text, self.head.title[1], last)
        return self.head.title[0], closing.start() if closing else last

    def _part(self, rows: list[Graded]) -> tuple[list[Graded], list[Graded]]:
        """Part the rows of the table, each area once and close together, from the headings behind it."""
        table: dict[str, Graded] = {}
        others: list[Graded] = []
        reach = self.end
        for row in rows:
            if row.area in table or not self.start <= row.start < min(self.end, reach):
                others.append(row)
                continue
            table[row.area] = row
            reach = row.end + _TABLE_GAP
        return list(table.values()), others

    def _boards(self) -> list[Graded]:
        """Take the Board's grade, from its first sentence, and return all of them."""
        boards = safeguarding_board.board_grades(self.text, self.cells)
        if (
            boards
            and self.head.kind.again
            and not self.head.board
            and not safeguarding_board.has_board(self.text)
        ):
            # A sentence in passing is no review.
            self._say(
                "unexpected-area", "A grade of the Board was left out: this is no review of it", boards[0]
            )
            return []
        for row in boards:
            self._take(row)
        alone = self.head.kind.board_alone
        if not boards and alone:
            # "The overall judgement is good": of what, the title says.
            overall = safeguarding_board.overall_sentence(self.text, self.cells, self.start, self.end)
            self._from_prose(replace(overall, area=_BOARD) if overall else None)
        if not boards and _BOARD not in self.first:
            starts = [*([self.head.end] if alone else []), *safeguarding_board.board_headings(self.text)]
            self._from_prose(safeguarding_board.board_in_prose(self.text, self.reader, starts))
            self._by_place(safeguarding_board.board_by_place(self.text, self.reader, starts, alone=alone))
        return boards

    def _from_prose(self, row: Graded | None) -> None:
        if row is not None:
            self._take(row)
            self._say("grade-from-prose", "The grade was taken from running prose", row)

    def _by_place(self, row: Graded | None) -> None:
        if row is not None and row.area not in self.first:
            self._take(row)
            name = _name(row.area).lower()
            self._say(
                "grade-from-place", f"A grade that stands where that of {name} does was taken for it", row
            )

    def _take(self, row: Graded | None) -> bool:
        """Let a row be the rating of its area, if none is yet."""
        if row is None:
            return False
        if self.first.setdefault(row.area, row) is row:
            return True
        self.others.append(row)
        return False

    def _rating(self, row: Graded) -> Rating:
        same = [other for other in self.others if other.area == row.area and other.grade == row.grade]
        # A sentence may have been read as such and as a line of the table.
        places = dict.fromkeys((other.start, other.end) for other in (row, *same))
        further = tuple(self.document.evidence(*place) for place in list(places)[1:])
        return Rating(row.area, row.grade, None, self.document.evidence(row.start, row.end), further)

    def _say(self, code: str, message: str, row: Graded) -> None:
        self.notices.append(Notice(code, message, self.document.evidence(row.start, row.end)))


def disagreements(document: Document, first: Mapping[str, Graded], others: Iterable[Graded]) -> list[Notice]:
    """Say where a place gives another grade than the one that a rating stands on."""
    return [
        Notice(
            "grades-disagree",
            f"{_name(other.area)} is {first[other.area].grade} in one place and {other.grade} in another",
            document.evidence(other.start, other.end),
        )
        for other in others
        if other.grade != first[other.area].grade
    ]


def _name(area: str) -> str:
    return area.replace("-", " ").capitalize()
