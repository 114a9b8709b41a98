"""Tell the cells of a table row apart, in whatever way the table is set.

In: a line of the document, or a row of HTML. Out: the stretches of its cells: set apart by
pipes, by tabs, by runs of blanks, or by tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.text.lines import Line

Span = tuple[int, int]
Cell = tuple[Span, ...]

_ROW_OPENS = re.compile(r"<tr\b[^<>]*>", re.IGNORECASE)
_ROW_ENDS = re.compile(r"</tr\s*>", re.IGNORECASE)
_TABLE_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)(?=</t[dh]\s*>|<t[dh]\b|$)", re.IGNORECASE | re.DOTALL)
_GAP = re.compile(r"\t+|[ \u00a0]{3,}|[ \u00a0]{2,}(?=\S+\s*$)")
# Words after which a sentence goes on, and with which one does.
_LEADS_ON = re.compile(
    r"(?:^|\s)(?:an?|and|are|as|at|be|been|but|by|for|from|had|has|have|in|is|its|judged|mostly|not|now|of|on|or"
    r"|remains?|the|their|these|this|to|very|was|were|which|while|with)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:and|are|as|at|but|by|for|from|had|has|have|in|is|of|on|or|than|that|to|was|were|which|while|who|with)\b"
)
_SAYS = re.compile(r"\b(?:are|had|has|have|is|remains?|was|were)\b")
_NUMBERED = re.compile(r"\(?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?$")
_FEWEST_WORDS = 4
_STOP = re.compile(r"[.;?!][\"”’)]*$")
_FIGURE = re.compile(r"\W*(?:grade\s*)?\d\W*$", re.IGNORECASE)
GRADE_CELL = re.compile(
    r"\W*(?:grade\s*)?\d\W*$|.{0,24}\b(?:grade|good|adequate|inadequate|outstanding|performs?|excellent|satisfactory|poor)\b.{0,12}$",
    re.IGNORECASE,
)
_GRADE_ALONE = re.compile(
    r"\W*(?:grade\s*)?(?:[1-4]|outstanding|good|adequate|inadequate"
    r"|performs\s+(?:excellently|well|adequately|poorly))\W*(?:\(?[1-4]\)?)?\W*$",
    re.IGNORECASE,
)
_LONGEST_GRADE = 30
_ENDS_GRADED = re.compile(r"[a-z],?\s+(?:\(?[1-4]\)?|outstanding|good|adequate|inadequate)$", re.IGNORECASE)
_LABEL_GOES_ON = 3
_BAR = re.compile(r"(?<!\\)\|")


def trim(text: str, start: int, end: int) -> Span:
    """Return a stretch without the white space around it."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return (start + left, start + right) if right > left else (start, start)


def tag_rows(text: str) -> list[tuple[Span, Span]]:
    """Return the rows of HTML in a text: each with its tags, and what stands between them."""
    rows: list[tuple[Span, Span]] = []
    at = 0
    while (opens := _ROW_OPENS.search(text, at)) and (ends := _ROW_ENDS.search(text, opens.end())):
        rows.append(((opens.start(), ends.end()), (opens.end(), ends.start())))
        at = ends.end()
    return rows


def tag_cells(text: str, start: int, end: int) -> list[Span]:
    """Return the cells of what stands between ``<tr>`` and ``</tr>``."""
    return [trim(text, *cell.span(1)) for cell in _TABLE_CELL.finditer(text, start, end)]


def bar_cells(line: Line) -> list[Span]:
    """Return the cells of a line with pipes; empty if it is no row."""
    raw = line.raw
    bars = [m.start() for m in _BAR.finditer(raw)] if "|" in raw else []
    if len(bars) < 2 and not (len(bars) == 1 and " | " in raw):
        return []
    first = line.start - line.column
    spans = [
        (first + a, first + b)
        for left, right in pairwise([-1, *bars, len(raw)])
        for a, b in [trim(raw, left + 1, right)]
    ]
    if raw.lstrip().startswith("|"):
        spans = spans[1:]
    if raw.rstrip().endswith("|"):
        spans = spans[:-1]
    return spans


def gap_cells(line: Line, *, in_table: bool = False) -> list[Span]:
    """Return the cells of a line with tabs or runs of blanks; empty if it is no row.

    Args:
        line: the line.
        in_table: rows stand right above, so a tab at its end stands before an empty cell.
    """
    body = line.raw.rstrip(" \u00a0\r") if in_table else line.raw.rstrip()
    tabbed = "\t" in body.lstrip("\t ")
    if not tabbed and "  " not in body.strip() and "\u00a0" not in body.strip():
        return []
    first = line.start - line.column
    spans: list[Span] = []
    at = line.column if not tabbed else len(body) - len(body.lstrip(" "))
    for gap in _GAP.finditer(body, at):
        if tabbed and "\t" not in gap.group():
            continue
        a, b = trim(body, at, gap.start())
        spans.append((first + a, first + b))
        at = gap.end()
    a, b = trim(body, at, len(body))
    spans.append((first + a, first + b))
    if len(spans) < 2 or (not tabbed and sum(b > a for a, b in spans) < 2):
        return []
    return spans


def reads_on(cells: Sequence[str], *, tabbed: bool = False) -> bool:
    """Tell whether what runs of blanks set apart is one sentence, as justified or careless text has it.

    Args:
        cells: the words between the blanks.
        tabbed: tabs set them apart: whole sentences are cells then.

    >>> reads_on(["The fostering service is", "adequate."]), reads_on(["Staying safe", "Good"])
    (True, False)
    """
    for left, right in pairwise(filter(None, cells)):
        if _FIGURE.match(right):
            continue  # a label that goes on in the next line, its figure behind it
        if _LEADS_ON.search(left) and (right[0].islower() or not right[0].isalpha()):
            return True
        if right[0].islower() and (
            _GOES_ON.match(right) or (_STOP.search(right) and _SAYS.search(f"{left} {right}"))
        ):
            return True
        # "in 2009.  The service is good."
        if (
            not tabbed
            and _STOP.search(left)
            and right[0].isupper()
            and _SAYS.search(right)
            and len(right.split()) > 2
        ):
            return True
    return False


def is_numbered(cells: Sequence[str]) -> bool:
    """Tell whether a line is a numbered paragraph, and no row of a table.

    >>> is_numbered(["1.2", "The adoption service is good."]), is_numbered(["2", "Being healthy"])
    (True, False)
    """
    return len(cells) == 2 and _NUMBERED.match(cells[0]) is not None and is_sentence(cells[1])


def is_sentence(words: str) -> bool:
    """Tell whether words are a sentence, or begin as one: "Most schools are good. The".

    >>> is_sentence("Most schools are good."), is_sentence("Services that are outstanding")
    (True, True)
    """
    return words[:1].isupper() and len(words.split()) >= _FEWEST_WORDS and _SAYS.search(words) is not None


def is_grade(words: str) -> bool:
    """Tell whether the words of a line are a grade alone.

    >>> is_grade("Grade 3"), is_grade("Good (3)"), is_grade("3 schools")
    (True, True, False)
    """
    return len(words) < _LONGEST_GRADE and _GRADE_ALONE.match(words) is not None


def label_end(lines: Sequence[Line], at: int) -> int:
    """Return where the label ends that goes on here, line by line, down to its grade; else ``at``."""
    end = at
    while end < len(lines) and lines[end].plain[:1].islower() and end - at < _LABEL_GOES_ON:
        end += 1
        if _ENDS_GRADED.search(lines[end - 1].plain):
            return end  # "and | young people 3": the grade stands behind the last of its lines
    below = next((line.plain for line in lines[end : end + _LABEL_GOES_ON] if not line.blank), "")
    return end if is_grade(below) else at


def column_cut(raw: str, edge: int) -> int | None:
    """Return where a line's second column begins, near ``edge``; None if text runs across."""
    if len(raw.rstrip()) <= edge - 1:
        return len(raw)
    for cut in (edge, edge - 1, edge + 1, edge - 2, edge + 2):
        if raw[max(cut - 1, 0) : cut].isspace() and (cut < 2 or raw[cut - 2 : cut].isspace()):
            return cut
    return None
