"""The grade of the Local Safeguarding Children Board, and the overall grade in a sentence.

In: a report's text. Out: ``Graded``. Until 2018 both stand in sentences of their own rather
than in the table: "The Local Safeguarding Children Board is good", on the first page or as
the opening of a section thirty pages on; "Children's services in X require improvement".
"""

from __future__ import annotations

import re

from ofsted_kg.parse.reports.grades import Cell, Graded, GradeReader

# A line that opens with the Board's name; what follows is a verb or the end of the line.
_BOARD = re.compile(
    r"""^[ \t]*(?:\d{1,3}[ \t]+)?
    (?:the[ \t\n]+)?(?:(?:overall[ \t\n]+)?(?:effectiveness|judge?ment)[ \t\n]+(?:of|on|about)[ \t\n]+(?:the[ \t\n]+)?)?
    (?:[A-Z][\w’'.-]*[ \t\n]+|(?:and|upon|of|on|with|in|the|&)[ \t\n]+){0,9}
    (?:Safeguarding[ \t\n]+Children(?:[’']s)?[ \t\n]+Boards?|[A-Z]?LSCB|[A-Z]{1,3}SCB)
    (?:[ \t\n]*\((?:the[ \t]+)?[A-Z]{2,6}\))?
    (?:[ \t\n]+for[ \t\n]+[A-Z][\w’'-]*(?:[ \t\n]+(?:and[ \t\n]+)?[A-Z][\w’'-]*){0,4})?
    [ \t]*(?:\d{1,2})?[ \t\n:–-]+
    (?:(?:is|are|was|remains)(?:[ \t\n]+judged)?(?:[ \t\n]+(?:to[ \t\n]+be|as|that[ \t\n]+it))?[ \t\n]+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# "A Local Safeguarding Children Board is good if ..." explains the scale.
_EXPLAINS = re.compile(r"^[ \t]*(?:an?|in|if|when|where|each|any)\b", re.IGNORECASE)
# In running prose under the Board's heading: "The LSCB requires improvement because".
_BOARD_PROSE = (
    r"(?:Safeguarding\s+Children(?:[’']s)?\s+Board|LSCB|[A-Z]{{1,3}}SCB|\bBoard)(?:\s*\(\w+\))?\s+"
    r"(?:(?:is|are)\s+(?:judged\s+(?:to\s+be|as)\s+)?)?(?P<grade>{grades})(?=\s*(?:[.,]|because\b|\n))"
)
_BOARD_HEADING = re.compile(
    r"^[ \t]*(?:Section[ \t]+\d+:?[ \t]*)?The[ \t]+(?:effectiveness[ \t]+of[ \t]+the[ \t]+)?local[ \t]+safeguarding\s+"
    r"children\s+board(?:[ \t]*\(LSCB\))?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
# "Children's services in X are", "The overall judgement is", "Services for children in X".
_OVERALL = re.compile(
    r"""^[ \t]*(?:\d{1,3}[ \t]+)?(?:the[ \t\n]+)?
    (?:overall[ \t\n]+(?:judge?ment|effectiveness|grade)\b
      |(?:children[’']?s?[’']?|children[ \t\n]+and[ \t\n]+young[ \t\n]+people[’']s)[ \t\n]+(?:social[ \t\n]+care[ \t\n]+)?services?\b
      |services[ \t\n]+for[ \t\n]+children\b)
    (?:St\.|[^.:;?!]){0,170}$""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|nor|never|no longer|previously|was|were)\s+(?:yet\s+)?(?:judged\s+)?$", re.IGNORECASE
)
_LINES_BACK = 5
_PROSE_REACH = 700


def board_grades(text: str, reader: GradeReader) -> list[Graded]:
    """Return all sentences and rows that grade the Board, in order."""
    found = []
    for cell in reader.cells(text):
        start = _opening(text, cell, _BOARD)
        if start is not None and not _EXPLAINS.match(text, start):
            found.append(Graded("lscb", cell.grade, start, cell.end, (cell.start, cell.end)))
    return found


def board_in_prose(text: str, reader: GradeReader) -> Graded | None:
    """Return the grade that running prose gives the Board under its own heading."""
    prose = re.compile(_BOARD_PROSE.format(grades=reader.pattern), re.IGNORECASE)
    for heading in _BOARD_HEADING.finditer(text):
        found = prose.search(text, heading.end(), heading.end() + _PROSE_REACH)
        grade = reader.slug(found["grade"]) if found else None
        if found and grade and not _NOT.search(text, heading.end(), found.start("grade")):
            return Graded("lscb", grade, found.start(), found.end(), found.span("grade"))
    return None


def overall_sentence(text: str, reader: GradeReader, start: int, end: int) -> Graded | None:
    """Return the first sentence in a stretch that grades children's services as a whole."""
    for cell in reader.cells(text, start, end):
        opening = _opening(text, cell, _OVERALL)
        if opening is not None and not _NOT.search(text[opening : cell.start]):
            return Graded("overall-effectiveness", cell.grade, opening, cell.end, (cell.start, cell.end))
    return None


def _opening(text: str, cell: Cell, pattern: re.Pattern[str]) -> int | None:
    """Return the nearest line start from which the words before a grade fit a pattern."""
    start = cell.start
    for _ in range(_LINES_BACK):
        start = text.rfind("\n", 0, start) + 1
        before = text[start : cell.start]
        if pattern.match(before):
            return start + len(before) - len(before.lstrip())
        if not start:
            break
        start -= 1
    return None
