r"""Read two lists that stand side by side on a page of a PDF, one after the other.

In: a page's words, PDFium's text of them and the folded one. Out: the stretches of the folded
text in the order of reading: heading and items of the left list, then those of the right one.
PDFium gives both headings as one line, as they stand on one, and then the items as they were
written. Only headings of findings are looked for ("Strengths", "Areas for development"): the
tables of grades have two columns, too, and are read row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2 as pdfium

_HEADING = (
    r"(?:(?:key|main|major|important|particular|notable)\s)?"
    r"(?:strengths?|weaknesses|(?:other\s)?areas?\sfor|areas?\sof\sstrength|priorities\sfor|what\s(?:needs|is|works))"
    r"(?:\s[\w’'-]{2,20}){0,5}"
)
# "Strengths Areas for further development": two headings on a line.
_BOTH = re.compile(rf"\s*({_HEADING}?)[:.]?\s+({_HEADING})[:.]?\s*$", re.IGNORECASE)
# A gap between two columns, in points; what stands so much to the left of a column is not in it.
_GAP = 12.0
_SLACK = 4.0
_INDENT = 2.0
_ITEM = re.compile(r"\s*(?:[•‣▪●◦■□–\uf0b7\uf0a7*-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s|[a-z])")
_MOST_LINES = 80

# Of a line's second half: what is drawn before a line stands before the first.
_NO_LINE = -1

Piece = tuple[int, int, int]


def in_columns(page: pdfium.PdfTextPage, text: str) -> list[Piece] | None:
    """Return the pieces of a page's lines in the order of reading; None where they stand so already.

    Args:
        page: the words; PDFium counts them as Python does.
        text: the folded text, in which a line's end is one character.

    Returns:
        Of each piece the number of its line, and its stretch of the folded text.
    """
    lines = [(begin, end) for _, begin, end in lines_of(text)]
    pieces: list[Piece] = []
    moved = False
    number = 0
    while number < len(lines):
        begin, end = lines[number]
        both = _BOTH.match(text, begin, end)
        below = _below(page, text, lines, number, both.start(2)) if both else None
        if both is None or below is None:
            pieces.append((number, begin, end))
            number += 1
            continue
        left, right, after = below
        pieces += [(number, begin, both.end(1)), *left, (_NO_LINE, both.start(2), end), *right]
        moved = True
        number = after
    return pieces if moved else None


def _below(
    page: pdfium.PdfTextPage, text: str, lines: list[tuple[int, int]], heading: int, second: int
) -> tuple[list[Piece], list[Piece], int] | None:
    """Return what stands below two headings, by column, and the line after; None if they are no columns."""
    before = _extent(page, heading, lines[heading][0], second - 1)
    behind = _extent(page, heading, second, lines[heading][1])
    if before is None or behind is None or behind[0] - before[1] < _GAP:
        return None
    edge = behind[0] - _SLACK
    left: list[Piece] = []
    right: list[Piece] = []
    number = heading + 1
    while number < min(len(lines), heading + _MOST_LINES):
        begin, end = lines[number]
        extent = _extent(page, number, begin, end)
        if extent is None or extent[0] < before[0] - _SLACK:
            break
        if extent[0] >= edge:
            right.append((number, begin, end))
        elif extent[1] <= edge + _SLACK:
            # Below both lists text goes on at the margin.
            if right and extent[0] < before[0] + _INDENT and not _ITEM.match(text, begin, end):
                break
            left.append((number, begin, end))
        else:
            cut = _cut(page, number, begin, end, edge)
            if cut is None:
                break
            left.append((number, begin, cut - 1))
            right.append((_NO_LINE, cut, end))
        number += 1
    return (left, right, number) if left and right else None


def _cut(page: pdfium.PdfTextPage, line: int, begin: int, end: int, edge: float) -> int | None:
    """Return where a line goes over from one column to the other; None where it runs through."""
    reach = 0.0
    for place in range(begin, end):
        left, _, right, _ = page.get_charbox(place + line, loose=True)
        if left >= edge:
            return place if place > begin + 1 and left - reach >= _GAP else None
        # Blanks are as wide as what they fill.
        if left < right and page.get_text_range(place + line, 1).strip():
            reach = right
    return None


def _extent(page: pdfium.PdfTextPage, line: int, begin: int, end: int) -> tuple[float, float] | None:
    """Return from where to where the words of a line's stretch reach, in points."""
    if end <= begin:
        return None
    # A line's end has two characters in PDFium's own text.
    first = page.get_charbox(begin + line, loose=True)
    last = page.get_charbox(end - 1 + line, loose=True)
    return (first[0], last[2]) if last[2] > first[0] else None


def lines_of(text: str) -> Iterator[Piece]:
    """Yield the lines of a text, as pieces in the order in which they stand."""
    at = 0
    for number, line in enumerate(text.split("\n")):
        yield number, at, at + len(line)
        at += len(line) + 1
