"""Put a report together from its parts.

In: the document of a report, the vocabulary, the register of councils. Out: its ``Letter``.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from ofsted_kg.errors import NotALetter
from ofsted_kg.lexicon import Lexicon
from ofsted_kg.model import Council, Document, Evidence, Inspection, Letter, Notice, Rating
from ofsted_kg.parse.reports import board, checks
from ofsted_kg.parse.reports.dates import Dates
from ofsted_kg.parse.reports.findings import read_findings
from ofsted_kg.parse.reports.grades import Graded, GradeReader
from ofsted_kg.parse.reports.layout import find_furniture
from ofsted_kg.parse.reports.people import read_leads
from ofsted_kg.parse.reports.sections import read_sections
from ofsted_kg.parse.reports.title import Head, read_head
from ofsted_kg.register import Register

# Up to seven days on site is a short inspection; no report prints which it is.
SHORT_DAYS = 7
_ILACS = ("ilacs-standard", "ilacs-short", "ilacs-2026")
_READ_AS = {"sif-reinspection": ("sif",), "sif": ("sif",), "looked-after": ("looked-after-2013",)}
_DATED_NAME = re.compile(r"(?P<name>.*?)[-_ ](?P<date>\d{4}-\d{2}-\d{2})$")
# What closes the front page's table: prose, contents, lists.
_FRONT_ENDS = re.compile(
    r"^[ \t]*(?:What needs to improve|Contents\b|Executive summary|Section 1\b|Summary of|Information about)",
    re.MULTILINE,
)
_RECORD = re.compile(r"^[ \t]*Record of main findings[:.]?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_FRONT_PAGES = 3
# Between two rows of the table stand at most a footnote and a page's end.
_TABLE_GAP = 1200
# Bodies that stand for a council: what is left of their name is the council's.
_BODY = re.compile(
    r"\s*\b(?:local\s+)?(?:safeguarding\s+children(?:[’']s)?\s+board|children(?:[’']s)?\s+(?:(?:and|&)\s+"
    r"(?:families|family|young\s+people)[’']?s?\s+)?(?:services\s+)?(?:trust|first|company)|children\s+first)\b.*$",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_report(text: str) -> bool:
    """Tell whether a text has the head of an inspection report: a title and what goes with it."""
    head = read_head(text)
    return head is not None and (head.labelled or head.published is not None)


def parse_report(document: Document, lexicon: Lexicon, register: Register) -> Letter:
    """Read a report.

    Args:
        document: the report's text and pages.
        lexicon: the vocabulary of ontology/.
        register: the councils.

    Raises:
        NotALetter: the text has no title of a report.
    """
    head = read_head(document.text)
    if head is None:
        raise NotALetter(
            "no title of an inspection report that a framework of ours covers",
            file=document.file_name,
            remedy="Only reports listed by the query `grade-scales` are read",
        )
    return _Reading(document, head, lexicon, register).letter()


@lru_cache(maxsize=16)
def _reader(lexicon: Lexicon, frameworks: tuple[str, ...]) -> GradeReader:
    entries = [entry for slug in frameworks if (entry := lexicon.framework(slug)) is not None]
    areas = dict.fromkeys(area for entry in entries for area in entry.areas if area != "lscb")
    return GradeReader(lexicon, entries[0].scale, tuple(areas))


class _Reading:
    """One report being read."""

    def __init__(self, document: Document, head: Head, lexicon: Lexicon, register: Register) -> None:
        self.document = document
        self.text = document.text
        self.head = head
        self.lexicon = lexicon
        self.register = register
        self.notices: list[Notice] = list(document.notices)
        self.front_end = 0
        self.boards: list[Graded] = []

    def letter(self) -> Letter:
        """Return all that was understood."""
        document, head = self.document, self.head
        reader = _reader(
            self.lexicon, _READ_AS.get(head.kind, ("lscb-review",) if head.kind == "lscb-review" else _ILACS)
        )
        rows = reader.graded(self.text)
        table, others = self._split(rows)
        ratings = self._ratings(reader, table, others)
        framework = self._framework(ratings)
        ratings = self._joined(framework, ratings)
        named, from_name = _from_file_name(document.source)
        published = head.published or from_name
        if head.published is None and from_name is not None:
            self.notices.append(
                Notice("published-from-file-name", f"The day of publication, {from_name}, is the file name's")
            )
        elif published is None:
            self.notices.append(
                Notice("no-publication-date", "Neither report nor file name says when it came out")
            )
        council, council_evidence = self._council(named, published)
        leads = read_leads(document)
        if not leads:
            self.notices.append(Notice("no-lead-inspector", "The report names no lead inspector"))
        entry = self.lexicon.framework(framework)
        expected = checks.expected_areas(
            framework, entry.areas if entry else (), _start(head.on_site), board=head.board
        )
        self.notices += checks.check_ratings(document, ratings, expected)
        self.notices += checks.check_headings(document, ratings, others)
        self.notices += checks.check_dates(document, head, published, from_name)
        furniture = find_furniture(document)
        boards = [row for row in self.boards if row.start >= self._front()[1]]
        headings = [row for row in (*others, *boards) if row.start >= self.front_end]
        on_site = head.on_site
        start, end = _start(on_site), on_site.periods[-1].end if on_site else None
        dates = document.evidence(*head.on_site_span) if head.on_site_span else None
        return Letter(
            source=document.source,
            framework=framework,
            council=council,
            date=published,
            year=end.year if end else (published.year if published else None),
            title=self._title(),
            inspection=Inspection(start, end, leads, dates),
            ratings=tuple(ratings),
            sections=read_sections(document, furniture, headings),
            findings=read_findings(document, furniture, [row.start for row in others]),
            notices=tuple(self.notices),
            framework_evidence=document.evidence(*head.title),
            council_evidence=council_evidence,
            date_evidence=document.evidence(*head.published_span) if head.published_span else None,
        )

    # -- grades

    def _split(self, rows: list[Graded]) -> tuple[list[Graded], list[Graded]]:
        """Part the rows of the table, each area once and close together, from the headings behind it."""
        start, end = self._front()
        table: dict[str, Graded] = {}
        others: list[Graded] = []
        reach = end
        for row in rows:
            if row.area in table or not start <= row.start < min(end, reach):
                others.append(row)
                continue
            table[row.area] = row
            reach = row.end + _TABLE_GAP
        self.front_end = (
            max([0, *(row.end for row in table.values())]) if self.head.kind != "looked-after" else 0
        )
        return list(table.values()), others

    def _front(self) -> tuple[int, int]:
        if self.head.kind == "looked-after":
            records = list(_RECORD.finditer(self.text))
            if records:
                return records[-1].end(), len(self.text)
        start = self.head.title[0]
        pages = self.document.pages
        last = pages[min(len(pages), _FRONT_PAGES) - 1].end if pages else min(len(self.text), 8000)
        closing = _FRONT_ENDS.search(self.text, self.head.title[1], last)
        return start, closing.start() if closing else last

    def _ratings(self, reader: GradeReader, table: list[Graded], others: list[Graded]) -> list[Rating]:
        """Return a rating an area: the table's, else a heading's, which is said."""
        first: dict[str, Graded] = {}
        if self.head.kind in ("sif", "sif-reinspection"):
            overall = board.overall_sentence(self.text, reader, *self._front())
            if overall is not None:
                first[overall.area] = overall
        for row in table:
            if first.setdefault(row.area, row) is not row:
                others.append(row)
            if row.by_column:
                self._say("table-by-columns", "The table's labels and grades were paired by their order", row)
        for row in others:
            if row.area not in first:
                first[row.area] = row
                self._say("grade-from-heading", "The grade is a heading's, not the table's", row)
        if "overall-effectiveness" not in first and self.head.kind in ("sif", "sif-reinspection"):
            prose = board.overall_in_prose(self.text, reader)
            if prose is not None:
                first[prose.area] = prose
                self._say("grade-from-prose", "The overall grade was taken from running prose", prose)
        if self.head.kind in ("sif", "sif-reinspection", "lscb-review"):
            boards = board.board_grades(self.text, reader)
            if not boards and (self.head.board or self.head.kind == "lscb-review"):
                prose = board.board_in_prose(self.text, reader)
                if prose is not None:
                    boards = [prose]
                    self._say("grade-from-prose", "The Board's grade was taken from running prose", prose)
            if boards:
                first["lscb"] = boards[0]
                self.boards = boards
                others += boards[1:]
        return [self._rating(row, others) for row in first.values()]

    def _rating(self, row: Graded, others: list[Graded]) -> Rating:
        further = tuple(
            self._evidence(other)
            for other in others
            if other is not row and other.area == row.area and other.grade == row.grade
        )
        return Rating(row.area, row.grade, None, self._evidence(row), further)

    def _joined(self, framework: str, ratings: list[Rating]) -> list[Rating]:
        """Before 2023 the grade of children in care is that of care leavers too."""
        start = _start(self.head.on_site)
        areas = {rating.area for rating in ratings}
        if (
            framework not in ("ilacs-standard", "ilacs-short")
            or start is None
            or start >= checks.APART_SINCE
            or "in-care-and-care-leavers" in areas
            or not {"in-care"} <= areas
            or "care-leavers" in areas
        ):
            return ratings
        joined = "in-care-and-care-leavers"
        for rating in ratings:
            if rating.area == "in-care":
                message = "The grade of children in care was taken for care leavers too, as usual before 2023"
                self.notices.append(Notice("area-from-date", message, rating.evidence))
        return [replace(r, area=joined) if r.area == "in-care" else r for r in ratings]

    # -- what kind, of whom

    def _framework(self, ratings: list[Rating]) -> str:
        kind, on_site = self.head.kind, self.head.on_site
        if kind == "looked-after":
            return "looked-after-2013"
        if kind != "ilacs":
            return kind
        graded = any(rating.area == "overall-effectiveness" for rating in ratings)
        if on_site is None:
            self.notices.append(
                Notice("framework-unsure", "Without its dates the inspection was taken for a standard one")
            )
            return "ilacs-standard"
        if on_site.periods[0].start >= checks.NO_OVERALL_SINCE:
            return "ilacs-2026"
        if not graded:
            self.notices.append(
                Notice("framework-unsure", "No grade for overall effectiveness before April 2026")
            )
        return "ilacs-short" if on_site.days <= SHORT_DAYS else "ilacs-standard"

    def _council(self, named: str, on: dt.date | None) -> tuple[Council | None, Evidence | None]:
        start = _start(self.head.on_site)
        when = start or on
        evidence = self.document.evidence(*self.head.name) if self.head.name else None
        council, evidence = self._printed(evidence, when)
        other = self.register.find(named.replace("-", " ").replace("_", " "), when) if named else None
        if council is None and other is not None:
            message = f"{other.name} is the file name's council; the report names none of the register"
            self.notices.append(Notice("council-from-file-name", message, evidence))
            return other, evidence
        if council is None:
            printed = f"{' '.join(evidence.quote.split())!r} is" if evidence else "The report names"
            self.notices.append(Notice("unknown-council", f"{printed} no council of the register", evidence))
        elif other is not None and other.gss_code != council.gss_code:
            message = f"The report names {council.name}, its file name {other.name}"
            self.notices.append(Notice("council-differs-from-file-name", message, evidence))
        return council, evidence

    def _printed(
        self, evidence: Evidence | None, when: dt.date | None
    ) -> tuple[Council | None, Evidence | None]:
        """Find the council that the head names: in the whole name, in its last lines, as a body's owner."""
        if evidence is None:
            return None, None
        starts = [evidence.start]
        starts += [evidence.start + m.end() for m in re.finditer(r"\n[ \t]*(?=\S)", evidence.quote)]
        for start in starts:
            part = self.document.evidence(start, evidence.end)
            council = self.register.find(" ".join(part.quote.split()), when)
            if council is not None:
                return council, part
        owner = _BODY.sub("", evidence.quote)
        if owner != evidence.quote:
            council = self.register.find(" ".join(owner.split()), when)
            if council is not None and self.head.kind != "lscb-review":
                message = f"{' '.join(evidence.quote.split())!r} was taken to stand for {council.name}"
                self.notices.append(Notice("body-for-council", message, evidence))
            return council, evidence
        return None, evidence

    def _title(self) -> str:
        return re.sub(r"(?<=[a-z])\d{1,2}$", "", " ".join(self.text[slice(*self.head.title)].split()))

    # -- small things

    def _evidence(self, row: Graded) -> Evidence:
        return self.document.evidence(row.start, row.end)

    def _say(self, code: str, message: str, row: Graded) -> None:
        self.notices.append(Notice(code, message, self._evidence(row)))


def _start(on_site: Dates | None) -> dt.date | None:
    return on_site.periods[0].start if on_site else None


def _from_file_name(source: str) -> tuple[str, dt.date | None]:
    """Return the council's name and the date of a file named ``slug-YYYY-MM-DD``."""
    found = _DATED_NAME.match(source)
    if found is None:
        return "", None
    try:
        return found["name"], dt.date.fromisoformat(found["date"])
    except ValueError:
        return found["name"], None
