"""What a report says must become better: its lists of recommendations.

In: a report's text and the headings found in it. Out: a ``Finding`` (area for improvement)
an item, of the lists under "What needs to improve", "Recommendations", "Areas for
improvement" and the like: bulleted or numbered, running over lines and pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ofsted_kg.model import Document, Finding
from ofsted_kg.text.page_artefacts import Furniture

# A heading fills its line; in a table of contents a page number follows. No report opens with one,
# and a search for line ends is five times as fast as one for the places behind them.
_OPENS = re.compile(
    r"""\n[ \t]*(?:What[ ](?:needs?|does[ ].{3,60}[ ]needs?)[ ]to[ ]improve
    |Areas?[ ]for[ ](?:improvement|priority[ ]action|development)
    |Recommendations?(?:[ ]for[ ].{3,60})?
    |Priority[ ](?:and[ ]immediate[ ])?actions?)[?:.]?\d?[ \t]*$""",
    re.VERBOSE | re.MULTILINE,
)
_BULLET = re.compile("[ \t]*(?P<mark>[•◼■▪●◆➢\uf0b7\uf06e\uf0a7\uf0d8\uf02d–-])[ \t]*")
_NUMBER = re.compile(r"[ \t]*(?P<number>\d{1,3})\.[ \t]+(?=\S)")
# "Immediately:", "Within three months:" stand between the items of one list.
_TIME_LIMIT = re.compile(
    r"[ \t]*(?:immediately|within\b.{3,30}\b(?:days?|weeks?|months?|years?))[ \t]*:?[ \t]*$", re.IGNORECASE
)
_SUBHEADING = re.compile(r"[ \t]*.{3,60}:[ \t]*$", re.IGNORECASE)
_CLOSES = re.compile(
    r"""[ \t]*(?:Summary[ ](?:for|of)|Information[ ]about|Key[ ]strengths|Inspection[ ](?:findings|judge)
    |The[ ]experiences?[ ]and[ ]progress|The[ ]impact[ ]of[ ]leaders|Leadership,[ ]management
    |The[ ]local[ ]authority[ ](?:has|’s)|Executive[ ]summary|Section[ ]\d|Contents|About[ ]this[ ]inspection
    |Outcomes[ ]for|Overall[ ]effectiveness|Children’s[ ]services|Local[ ]authority[ ]inspection)""",
    re.VERBOSE,
)
_NONE = re.compile(
    r"\b(?:no|not\s+(?:find|identify|any)(?:\s+any)?)\s+(?:areas?|recommendations?|priority)\b", re.IGNORECASE
)
# "22. In order to improve ..., the council should take the following action." opens a list in a list.
_LEADS_IN = re.compile(
    r"\bfollowing\s++(?:immediate\s++)?(?:actions?|steps?|areas?)\s*+[.:]?\s*+$", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?)’”\d][ \t]*$")
_LINES_BEFORE = 6
_FEWEST_LETTERS = 4


def read_findings(document: Document, furniture: Furniture, headings: Sequence[int]) -> tuple[Finding, ...]:
    """Return the items of all lists of recommendations.

    Args:
        document: the report.
        furniture: what to skip.
        headings: offsets where graded headings begin; no list reaches over them.
    """
    text = document.text
    findings: dict[int, Finding] = {}
    openings = list(_OPENS.finditer(text))
    for index, opening in enumerate(openings):
        limit = openings[index + 1].start() if index + 1 < len(openings) else len(text)
        limit = min([limit, *(offset for offset in headings if offset > opening.end())])
        for start, end in _items(text, furniture, opening.end(), limit):
            words = furniture.clean(text, start, end)
            if len(words) >= _FEWEST_LETTERS and not _NONE.search(words[:120]):
                evidence = document.evidence(start, end)
                findings[start] = Finding(None, "area-for-improvement", words, evidence)
    return tuple(findings[start] for start in sorted(findings))


def _items(text: str, furniture: Furniture, start: int, limit: int) -> Iterator[tuple[int, int]]:
    lines = [line for piece in furniture.pieces(start, limit) for line in _lines(text, *piece)]
    item: tuple[int, int] | None = None
    style: str | None = None
    number = 0
    waited = 0
    for index, (begin, end) in enumerate(lines):
        line = text[begin:end]
        if not line.strip():
            continue
        if item and style == "1" and _LEADS_IN.search(text, item[0], item[1]):
            item, style, waited = None, None, 0
        mark = _mark(line, style, number)
        if mark is not None:
            if item:
                yield item
            style, number, offset = mark
            item = (begin + offset, _stripped(text, begin + offset, end))
            continue
        if item is None:
            waited += 1
            if waited > _LINES_BEFORE or _CLOSES.match(line):
                return
            continue
        closed = bool(_ENDS.search(text[item[0] : item[1]]))
        if _CLOSES.match(line):
            break
        if (_TIME_LIMIT.match(line) or (_SUBHEADING.match(line) and closed)) and _mark_follows(
            text, lines, index, style, number
        ):
            yield item
            item = None
            waited = 0
            continue
        if closed and line.strip()[:1].isupper() and not text[item[0] : item[1]].rstrip().endswith(")"):
            if _mark_follows(text, lines, index, style, number):
                yield item
                item, waited = None, 0
                continue
            break
        item = (item[0], _stripped(text, item[0], end))
    if item:
        yield item


def _mark(line: str, style: str | None, number: int) -> tuple[str, int, int] | None:
    """Return the list's style, the item's number and the mark's length, if a line opens an item."""
    numbered = _NUMBER.match(line)
    if numbered and style in (None, "1") and (style is None or int(numbered["number"]) == number + 1):
        return "1", int(numbered["number"]), numbered.end()
    bullet = _BULLET.match(line)
    if bullet and style in (None, bullet["mark"]):
        return bullet["mark"], 0, bullet.end()
    return None


def _mark_follows(
    text: str, lines: list[tuple[int, int]], index: int, style: str | None, number: int
) -> bool:
    return any(_mark(text[begin:end], style, number) for begin, end in lines[index + 1 : index + 3])


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _stripped(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
