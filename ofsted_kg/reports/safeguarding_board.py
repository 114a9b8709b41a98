"""The grade of the Local Safeguarding Children Board, and the overall grade in a sentence.

In: a report's text. Out: ``Graded``. Until 2018 both stand in sentences of their own rather
than in the table: "The Local Safeguarding Children Board is good", on the first page or as
the opening of a section thirty pages on; "Children's services in X require improvement".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ofsted_kg.reports.grades import Cell, Graded, GradeReader
from ofsted_kg.reports.kinds import LSCB_REVIEW

# A line that opens with the Board's name; what follows is a verb or the end of the line.
_BOARD = re.compile(
    r"""^[ \t]*(?:\d{1,3}[ \t]+)?
    (?:the\s++)?
    (?:(?:overall\s++)?(?:effectiveness|judge?ment)\s++(?:of|on|about|for|is(?:\s++that)?)\s++(?:the\s++)?)?
    (?:(?:local|(?-i:[A-Z])[\w’'.-]*|and|upon|of|on|with|in|the|&)\s++){0,9}
    (?:Safeguarding\s++Children(?:[’'‘]?s)?\s++Boards?|(?-i:[A-Z]{0,4}SCB))
    (?:\s*+\((?:the\s++)?[A-Z]{2,6}\))?
    (?:\s++(?:for|in|of)\s++(?-i:[A-Z])[\w’'-]*(?:\s++(?:(?:and|upon|of)\s++)?(?-i:[A-Z])[\w’'-]*){0,4})?
    [ \t]*(?:\d{1,2})?(?:\s++judge?ment)?[\s:–-]+
    (?:(?:is|are|remains)(?:\s++judged)?(?:\s++(?:to(?:\s++be)?|as|that\s++it(?:\s++is)?))?\s++)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# "A Local Safeguarding Children Board is good if ..." explains the scale.
_EXPLAINS = re.compile(r"[ \t]*(?:an?|in|if|when|where|each|any)\b", re.IGNORECASE)
# In running prose under the Board's heading: "The LSCB requires improvement because".
_BOARD_PROSE = (
    r"(?:Safeguarding\s+Children(?:[’'‘]s)?\s+Board|LSCB|[A-Z]{{1,3}}SCB|\bBoard)(?:\s*\(\w+\))?\s+"
    r"(?:(?:is|are|currently)\s+(?:judged\s+(?:to\s+be|as)\s+)?)?(?P<grade>{grades})"
    r"(?=\s*(?:[.,]|(?:because|and|but|in\s+order)\b|\n))"
)
_BOARD_HEADING = re.compile(
    r"""\n[ \t]*(?:Section[ \t]+\d+:?[ \t]*)?The[ \t]+(?:effectiveness[ \t]+of[ \t]+the[ \t]+)?
    local[ \t]+safeguarding\s+children\s+board(?:[ \t]*\(LSCB\))?\s*$""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
# "Children's services in X are", "The overall judgement is", "Services for children in X".
_OVERALL = re.compile(
    r"""^[ \t]*(?:\d{1,3}[ \t]+)?(?:overall,?\s+)?(?:the\s+)?
    (?:overall\s+(?:judge?ment|effectiveness|grade)\b
      |(?:children[’'‘]?s?[’'‘]?|children\s+and\s+young\s+people[’'‘]s)\s+(?:social\s+care\s+)?services?\b
      |services\s+for\s+children\b)
    (?:St\.|[^.:;?!]){0,170}:?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_OVERALL_PROSE = (
    r"\b(?:This\s+local\s+authority"
    r"|Overall,?\s+effectiveness|(?:Overall,?\s+)?children[’'‘]s\s+services(?:\s+in\s+[\w ]{{3,40}}?)?)\s+"
    r"(?:(?:is|are)\s+(?:judged\s+(?:to\s+be|as)\s+)?)?(?P<grade>{grades})\b"
)
_OVERALL_REACH = 12_000
# Between the opening and its grade nothing may say another grade, deny it, or speak of another time.
_DOUBTFUL = re.compile(
    r"\b(?:requir|improv|inadequate|outstanding|not\b|never\b|no longer\b|previous|last\b|earlier\b|prior\b"
    r"|(?:19|20)\d\d\b|was\b|were\b|scale\b)",
    re.IGNORECASE,
)
# A grade that is what the sentence says of its subject closes a clause; "good attendance" does not.
_SAYS = re.compile(r"\s*(?:[.,;:]|(?:because|as|and\s+it|but)\b|\n[ \t]*(?:\n|[A-Z]))|[ \t]*\n?\Z")
_ARTICLE = re.compile(r"\b(?:an?|the|this|its|their)\s+\Z", re.IGNORECASE)
_NAMES_BOARD = re.compile(r"\bboard|SCB\b", re.IGNORECASE)
_PLACE_REACH = 200
# A row that could not be read: its grade is not the whole's.
_ROW = re.compile(r"^[ \t]*\d\.|adoption|achieving\s*permanence", re.IGNORECASE | re.MULTILINE)
_LINES_BACK = 8
_PROSE_REACH = 700


def board_grades(text: str, cells: Sequence[Cell]) -> list[Graded]:
    """Return all sentences and rows that grade the Board, in order."""
    found = []
    for cell in cells:
        start = _opening(text, cell, _BOARD)
        if start is not None and not _EXPLAINS.match(text, start):
            found.append(Graded("lscb", cell.grade, start, cell.end, (cell.start, cell.end)))
    return found


def has_board(text: str) -> bool:
    """Tell whether a report reviews the Board, under a heading or a title of its own."""
    return bool(_BOARD_HEADING.search(text) or LSCB_REVIEW.title.search(text))


def board_headings(text: str) -> list[int]:
    """Return where the headings of sections on the Board end."""
    return [heading.end() for heading in _BOARD_HEADING.finditer(text)]


def board_in_prose(text: str, reader: GradeReader, starts: Iterable[int]) -> Graded | None:
    """Return the grade that running prose gives the Board below one of the places."""
    prose = re.compile(_BOARD_PROSE.format(grades=reader.pattern), re.IGNORECASE)
    for start in starts:
        found = prose.search(text, start, start + _PROSE_REACH)
        grade = reader.slug(found["grade"]) if found else None
        if found and grade and not _DOUBTFUL.search(text, found.start(), found.start("grade")):
            return Graded("lscb", grade, found.start(), found.end(), found.span("grade"))
    return None


def board_by_place(text: str, reader: GradeReader, starts: Iterable[int], *, alone: bool) -> Graded | None:
    """Return the grade that a clause closes in, in the first words below one of the places: a guess.

    Where the Board is not inspected ``alone``, the words must name it.
    """
    for start in starts:
        cell = next(iter(reader.anywhere(text, start, start + _PLACE_REACH)), None)
        if cell is None or _DOUBTFUL.search(text, start, cell.start) or not _SAYS.match(text, cell.end):
            continue
        before = text[start : cell.start].lstrip()
        if _ARTICLE.search(before):
            continue
        if (alone or _NAMES_BOARD.search(before)) and not _EXPLAINS.match(before):
            return Graded("lscb", cell.grade, cell.start - len(before), cell.end, (cell.start, cell.end))
    return None


def overall_sentence(text: str, cells: Sequence[Cell], start: int, end: int) -> Graded | None:
    """Return the first sentence in a stretch that grades children's services as a whole."""
    for cell in cells:
        if not start <= cell.start < end:
            continue
        opening = _opening(text, cell, _OVERALL)
        if opening is not None and not _DOUBTFUL.search(text, opening, cell.start):
            return Graded("overall-effectiveness", cell.grade, opening, cell.end, (cell.start, cell.end))
    return None


def overall_in_prose(text: str, reader: GradeReader) -> Graded | None:
    """Return the grade of the whole that prose gives: "This local authority requires improvement and ..."."""
    prose = re.compile(_OVERALL_PROSE.format(grades=reader.pattern), re.IGNORECASE)
    found = prose.search(text, 0, _OVERALL_REACH)
    grade = reader.slug(found["grade"]) if found else None
    if found is None or grade is None or _DOUBTFUL.search(text, found.start(), found.start("grade")):
        return None
    return Graded("overall-effectiveness", grade, found.start(), found.end(), found.span("grade"))


def overall_by_place(text: str, cells: Sequence[Cell], start: int, end: int) -> Graded | None:
    """Return the grade of the only sentence above the table that closes in one: a guess."""
    inside = [cell for cell in cells if start <= cell.start and cell.end <= end]
    if len(inside) != 1 or _ROW.search(text, start, inside[0].start):
        return None
    cell = inside[0]
    opening = max(start, text.rfind("\n", start, cell.start) + 1)
    # The sentence may have begun on the line above.
    above = text.rfind("\n", start, opening - 1) + 1 if text[opening : opening + 1].islower() else opening
    if _DOUBTFUL.search(text, max(start, above), cell.start):
        return None
    return Graded("overall-effectiveness", cell.grade, opening, cell.end, (cell.start, cell.end))


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
