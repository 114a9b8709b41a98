"""Put a report together from its parts.

In: the document of a report, the vocabulary, the register of councils. Out: its ``Letter``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Set
from dataclasses import replace
from functools import lru_cache

from ofsted_kg.errors import NotALetter
from ofsted_kg.grammar.statements import read_comparisons
from ofsted_kg.model import Comparison, Document, Evidence, Inspection, Letter, Notice
from ofsted_kg.register import Register
from ofsted_kg.reports import checks
from ofsted_kg.reports.body import read_body
from ofsted_kg.reports.council import find_council
from ofsted_kg.reports.findings import read_findings
from ofsted_kg.reports.grades import GradeReader
from ofsted_kg.reports.judgements import read_judgements, read_outside
from ofsted_kg.reports.pack import is_signed
from ofsted_kg.reports.people import read_leads
from ofsted_kg.reports.plain_grades import read_plain_grades
from ofsted_kg.reports.previous import read_previous
from ofsted_kg.reports.published import LONGEST_WAIT, outside_day
from ofsted_kg.reports.ratings import Grades, read_ratings
from ofsted_kg.reports.recovery.fallback import has_rows, second_look
from ofsted_kg.reports.safeguarding_board import has_board
from ofsted_kg.reports.sections import read_sections, section_of_the_whole
from ofsted_kg.reports.summary import Summary, read_summary
from ofsted_kg.reports.title import Head, first_word, header_dates, read_head
from ofsted_kg.text.file_names import named_councils
from ofsted_kg.text.page_artefacts import find_furniture
from ofsted_kg.text.periods import Dates
from ofsted_kg.text.rights import read_rights
from ofsted_kg.vocabulary.lexicon import Lexicon

# Up to seven days on site is a short inspection; no report prints which it is.
SHORT_DAYS = 7
# A standard one takes two working weeks; what lies between is doubted.
STANDARD_DAYS = 10
_TABLE_OPENS = re.compile(
    r"^[ \t]*(?:The\s+impact\s+of\s+leaders|Judgement\s+Grade|The\s+overall\s+judgement"
    r"|1\.\s+Children\s+who\s+need)\b",
    re.MULTILINE,
)
_FIRST_WORDS = 1500
_BOTH = "in-care-and-care-leavers"
_ONLY_BEFORE_2026 = frozenset({"overall-effectiveness", _BOTH})
_PARTS = frozenset({"in-care", "care-leavers"})
_FOOTNOTE_MARK = re.compile(r"(?<=[a-z])\d{1,2}$")


def looks_like_report(text: str) -> bool:
    """Tell whether a text has the head of an inspection report: a title and what goes with it."""
    head = read_head(text)
    if head is None:
        return False
    if head.labelled or head.by_rows or head.published is not None:
        return True
    # Its dates may be torn; then the table's first words tell.
    opening = text[: head.title[1] + _FIRST_WORDS]
    return head.title[0] - first_word(text) < _FIRST_WORDS and bool(_TABLE_OPENS.search(opening))


def is_quoted(text: str) -> bool:
    """Tell whether a text has a report's table, but neither a title of Ofsted's nor its signature."""
    head = read_head(text)
    return head is not None and head.by_rows and not is_signed(text, 0, len(text))


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
            remedy="The query `grade-scales` lists the frameworks",
        )
    header = header_dates(document.text, document.pages)
    if head.on_site is None and header is not None:
        head = replace(head, on_site=header)
    grades = read_ratings(document, head, _reader(lexicon, head.kind.frameworks))
    outside, unfit = outside_day(document, (head.on_site, header))
    dated = outside.date if outside else None
    head, notices = _plausible(document, head, header, dated)
    published = head.published or dated
    start, end = _ends(head.on_site)
    framework, unsure = _framework(head, {rating.area for rating in grades.ratings}, published)
    names = named_councils(document.origin.path or document.source)
    whose = find_council(document, head, names, start or published, register)
    leads = read_leads(document)
    entry = lexicon.framework(framework)
    board = head.board or (framework == "sif" and has_board(document.text))
    together = start < checks.APART_SINCE if start else any(r.area == _BOTH for r in grades.ratings)
    of_entry = entry.areas if entry else ()
    expected = checks.expected_areas(framework, of_entry, board=board, joined=together)
    apart = checks.expected_areas(framework, of_entry, board=board, joined=False)
    readers = [_reader(lexicon, head.kind.frameworks, lenient=lenient) for lenient in (False, True)]
    scale = entry.scale if entry else framework
    if expected != apart and has_rows(document.text, grades, apart, readers[0], lexicon):
        expected = apart
    grades = second_look(document, grades, expected, lexicon, scale, *readers)
    grades = _joined(framework, head.on_site, grades)
    notices += [
        *unsure,
        *checks.check_title(document, head),
        *grades.notices,
        *whose.notices,
        *checks.check_ratings(grades.ratings, expected),
        *checks.check_leads(leads),
        *unfit,
        *checks.check_published(document, head, outside),
        *checks.check_on_site(document, head, published),
        *checks.check_header(document, head, header),
    ]
    furniture = find_furniture(document)
    headings = [row.start for row in grades.headings]
    # In 2013 the first part is about the inspection, not the council.
    summary = (
        read_summary(document.text, furniture, grades.table_end, headings, lexicon)
        if head.kind.at_front
        else Summary(())
    )
    statements = read_judgements(document, summary.passages, lexicon)
    breaks = [place for row in grades.headings for place in (row.start, row.end)]
    previous = tuple(read_previous(document, lexicon))
    formal = [
        *(rating.evidence for rating in grades.ratings),
        *(document.evidence(row.start, row.end) for row in grades.headings),
        *(judgement.evidence for judgement in (*statements.judgements, *previous)),
    ]
    behind = summary.extent[1] if summary.extent else grades.table_end
    plain = read_plain_grades(document.text, furniture, breaks, behind, lexicon)
    elsewhere = read_outside(document, plain, formal, lexicon)
    held = read_comparisons(document, read_body(document.text, furniture, breaks, lexicon), lexicon)
    return Letter(
        source=document.source,
        framework=framework,
        council=whose.council,
        date=published,
        year=last.year if (last := end or published) else None,
        title=_FOOTNOTE_MARK.sub("", " ".join(document.text[slice(*head.title)].split())),
        inspection=Inspection(start, end, leads, _evidence(document, head.on_site_span)),
        ratings=grades.ratings,
        sections=(
            *section_of_the_whole(document, summary.title, summary.extent, grades.ratings),
            *read_sections(document, furniture, grades.headings),
        ),
        judgements=(*statements.judgements, *previous, *elsewhere.judgements),
        comparisons=tuple(_of_now(entry, lexicon) for entry in held.comparisons),
        findings=read_findings(document, furniture, headings),
        notices=(*document.notices, *notices, *statements.notices, *elsewhere.notices, *held.notices),
        refusals=tuple(sorted((Counter(dict(statements.graded)) + Counter(dict(held.refusals))).items())),
        framework_evidence=document.evidence(*head.title),
        council_evidence=whose.evidence,
        date_evidence=_evidence(document, head.published_span),
        rights=read_rights(document),
    )


@lru_cache(maxsize=16)
def _reader(lexicon: Lexicon, frameworks: tuple[str, ...], *, lenient: bool = False) -> GradeReader:
    entries = [entry for slug in frameworks if (entry := lexicon.framework(slug)) is not None]
    # The Board's grade stands in sentences, which are read on their own.
    areas = dict.fromkeys(area for entry in entries for area in entry.areas if area != "lscb")
    return GradeReader(lexicon, entries[0].scale, tuple(areas), lenient=lenient)


def _plausible(
    document: Document, head: Head, header: Dates | None, dated: dt.date | None
) -> tuple[Head, list[Notice]]:
    """Set aside what cannot be: days on site in disorder, publication before the visit's end.

    The running header and what is said outside are asked in its place, and it is always said.
    """
    notices: list[Notice] = []
    days = LONGEST_WAIT
    wrong = head.published is not None and not _fits(head.on_site, head.published, days)
    if wrong and _fits(head.on_site, dated, days):
        where = document.evidence(*head.published_span) if head.published_span else None
        message = f"{head.published} cannot be the day of publication; the file's name or list says {dated}"
        notices.append(Notice("implausible-dates", message, where))
        head = replace(head, published=None, published_span=None)
    published = head.published or dated
    if head.on_site is not None and not _fits(head.on_site, published):
        where = document.evidence(*head.on_site_span) if head.on_site_span else None
        printed = document.text[slice(*head.on_site_span)] if head.on_site_span else ""
        message = f"{' '.join(printed.split())!r} cannot be the days on site of what came out on {published}"
        notices.append(Notice("implausible-dates", message, where))
        other = header if header is not None and _fits(header, published) else None
        head = replace(head, on_site=other, on_site_span=None)
    return head, notices


def _fits(on_site: Dates | None, published: dt.date | None, days: int | None = None) -> bool:
    """Tell whether a visit and its report's day are in order, and no more than some days apart."""
    start, end = _ends(on_site)
    if start is None or end is None:
        return published is not None
    if published is None:
        return start <= end
    return start <= end <= published and (days is None or (published - end).days <= days)


def _framework(head: Head, areas: Set[str], published: dt.date | None) -> tuple[str, list[Notice]]:
    """Tell the framework from the title and, since 2018, from the dates and the table."""
    if len(head.kind.frameworks) == 1:
        return head.kind.frameworks[0], []
    if head.on_site is None:
        if published is not None and published > checks.NO_OVERALL_SINCE and not areas & _ONLY_BEFORE_2026:
            message = "Without its dates and an overall grade it was taken for one since April 2026"
            return "ilacs-2026", [Notice("framework-unsure", message)]
        message = "Without its dates the inspection was taken for a standard one"
        return "ilacs-standard", [Notice("framework-unsure", message)]
    by_length = "ilacs-short" if head.on_site.days <= SHORT_DAYS else "ilacs-standard"
    if head.on_site.periods[0].start < checks.NO_OVERALL_SINCE:
        if SHORT_DAYS < head.on_site.days < STANDARD_DAYS:
            message = f"{head.on_site.days} days on site were taken for a standard inspection"
            return by_length, [Notice("framework-unsure", message)]
        return by_length, []
    if "overall-effectiveness" in areas:
        message = "Its dates are those of the inspections without overall effectiveness, which it grades"
        return by_length, [Notice("framework-unsure", message)]
    return "ilacs-2026", []


def _joined(framework: str, on_site: Dates | None, grades: Grades) -> Grades:
    """Before 2023 the grade of children in care is that of care leavers too, whatever a cut label says."""
    start, _ = _ends(on_site)
    apart = start is None or start >= checks.APART_SINCE or framework not in ("ilacs-standard", "ilacs-short")
    parts = [rating for rating in grades.ratings if rating.area in _PARTS]
    both = next((rating for rating in grades.ratings if rating.area == _BOTH), None)
    if apart or not parts or (both is None and len(parts) > 1):
        return grades
    if both is None:
        message = "The grade was taken for both children in care and care leavers, as usual before 2023"
        notices = [Notice("area-from-date", message, rating.evidence) for rating in parts]
        ratings = tuple(replace(r, area=_BOTH) if r in parts else r for r in grades.ratings)
        return replace(grades, ratings=ratings, notices=(*notices, *grades.notices))
    # A part of a label read twice: it has no grade of its own, and nothing is doubtful if it is the same.
    message = "Children in care and care leavers have one grade together before 2023"
    others = [rating for rating in parts if rating.grade != both.grade]
    same = {rating.evidence for rating in parts if rating not in others}
    return replace(
        grades,
        ratings=tuple(rating for rating in grades.ratings if rating not in parts),
        notices=(
            *(Notice("unexpected-area", message, rating.evidence) for rating in others),
            *(notice for notice in grades.notices if notice.evidence not in same),
        ),
    )


def _of_now(comparison: Comparison, lexicon: Lexicon) -> Comparison:
    """Since 2013 "outcomes" are results, and no longer one of the five that letters judged."""
    if lexicon.concept("outcome", comparison.subject) is None:
        return comparison
    return replace(comparison, subject="other")


def _evidence(document: Document, span: tuple[int, int] | None) -> Evidence | None:
    return document.evidence(*span) if span else None


def _ends(on_site: Dates | None) -> tuple[dt.date | None, dt.date | None]:
    """Return the first day on site and the last."""
    return (on_site.periods[0].start, on_site.periods[-1].end) if on_site else (None, None)
