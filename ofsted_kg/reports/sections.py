"""The graded sections of a report: a heading with its grade, and all the text under it.

In: the graded headings found in a report. Out: a ``Section`` each, up to the next of them or
to what closes a report (how the inspection was done, what grades mean, Ofsted's address); and the
summary, which says what the overall grade rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ofsted_kg.model import Document, Rating, Section
from ofsted_kg.reports.grades import Graded
from ofsted_kg.text.page_artefacts import Furniture

_CLOSES = re.compile(
    r"""\n[ \t]*(?:Information[ ]about[ ]this[ ]inspection|Key[ ]judgement|The[ ]inspection[ ]team
    |What[ ]the[ ](?:LSCB[ ])?inspection[ ]judge?ments[ ]mean|Record[ ]of[ ]main[ ]findings|Section[ ]\d\b
    |The[ ]Office[ ]for[ ]Standards[ ]in[ ]Education|Any[ ]complaints[ ]about
    |The[ ]Local[ ]Safeguarding[ ]Children[ ]Board(?:[ ]\(LSCB\))?[ \t]*$)""",
    re.MULTILINE | re.VERBOSE,
)
# "22. Capacity to improve ... is adequate." is a paragraph, no heading.
_PARAGRAPH = re.compile(r"[ \t]*\d{1,3}\.[ \t]+[A-Z]")
_OVERALL = "overall-effectiveness"
# The paragraphs behind a table have no heading.
_SUMMARY = "Summary"
# What joins a heading to its grade: "... is", "... is that it", "...: ", "Grade 3 (".
_JOINT = re.compile(
    r"(?<![\s:–(-])[\s:–(-]*+(?:\b(?:is|are)(?:\s++that\s++(?:it|they))?|\bGrade\s++\d)?[\s:–(-]*+$"
)


def read_sections(
    document: Document, furniture: Furniture, headings: Iterable[Graded]
) -> tuple[Section, ...]:
    """Return the sections that graded headings open, in order."""
    text = document.text
    rows = {row.start: row for row in headings if not _PARAGRAPH.match(text, row.start)}
    ordered = [rows[start] for start in sorted(rows)]
    sections = []
    for index, row in enumerate(ordered):
        limit = ordered[index + 1].start if index + 1 < len(ordered) else len(text)
        closing = _CLOSES.search(text, row.end, limit)
        end = furniture.trimmed(text, row.end, closing.start() if closing else limit)
        title = _JOINT.sub("", furniture.clean(text, row.start, row.cell[0]))
        sections.append(Section(title, None, document.evidence(row.start, end), row.grade))
    return tuple(sections)


def section_of_the_whole(
    document: Document, title: str, extent: tuple[int, int] | None, ratings: Iterable[Rating]
) -> tuple[Section, ...]:
    """Return the summary as the section of the overall grade; none where either is not there."""
    overall = next((rating.grade for rating in ratings if rating.area == _OVERALL), None)
    if extent is None or overall is None:
        return ()
    return (Section(title or _SUMMARY, None, document.evidence(*extent), overall, headed=False),)
