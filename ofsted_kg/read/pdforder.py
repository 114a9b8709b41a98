"""Put the lines of a page of a PDF into the order of reading, where they were drawn in another.

In: the words of a page and PDFium's text, which runs as they were drawn. Out: its lines from the top
down. Only a page whose lines stand one below the other is put in order: where lines stand side by side
and were not drawn together, as columns and tables are, they stay as they were drawn. So they do where
only a few lines at either end run against the page: heads, feet and numbers are drawn first or last.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pypdfium2 as pdfium

from ofsted_kg.read.pdfcalls import handle, letter_box
from ofsted_kg.read.pdfcolumns import Piece, lines_of

# So many lines at either end of a page are heads and feet, wherever they stand.
_EDGE = 4
_FEWEST_LINES = 4
# To look where each line stands takes a fortieth of the reading: a few tell whether it is worth it.
_GLANCE = 3
# Two lines are side by side where they share so much of the height of either.
_SHARED = 0.25
# A cell of a table may begin so many lines above what was drawn before it.
_HIGHEST_CELL = 4

# Of a line: how high its foot and its head stand, and its piece.
_Placed = tuple[float, float, Piece]


def in_order(page: pdfium.PdfTextPage, text: str) -> list[Piece] | None:
    """Return the lines of a page from the top down; None where they stand so already, or side by side.

    Args:
        page: the words of a page that is not turned; PDFium counts them as Python does.
        text: the folded text, in which a line's end is one character.
    """
    lines = [line for line in lines_of(text) if line[2] > line[1]]
    inner = lines[_EDGE:-_EDGE]
    if len(inner) < _FEWEST_LINES or not _runs_up(_placed(page, text, inner[::_GLANCE])):
        return None
    placed = _placed(page, text, lines)
    if len(placed) < sum(not text[begin:end].isspace() for _, begin, end in lines):
        return None  # nobody knows where some words stand
    return [piece for row in _rows(placed) for _, _, piece in row] or None


def _placed(page: pdfium.PdfTextPage, text: str, lines: Sequence[Piece]) -> list[_Placed]:
    """Return lines with words, in the order in which they were drawn, and where they stand."""
    words = handle(page)
    found: list[_Placed] = []
    for number, begin, end in lines:
        line = text[begin:end]
        first = begin + len(line) - len(line.lstrip())
        # A line's end has two characters in PDFium's own text.
        box = letter_box(words, first + number) if first < end else None
        if box is not None:
            found.append((box[1], box[3], (number, begin, end)))
    return found


def _runs_up(placed: Sequence[_Placed]) -> bool:
    """Tell whether a line stands far above another that was drawn before it."""
    lowest = placed[0][0] if placed else 0.0
    for foot, head, _ in placed:
        if foot - lowest > _HIGHEST_CELL * (head - foot):
            return True
        lowest = min(lowest, foot)
    return False


def _beside(line: _Placed, other: _Placed) -> bool:
    shared = min(line[1], other[1]) - max(line[0], other[0])
    return shared > _SHARED * min(line[1] - line[0], other[1] - other[0])


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Return lines from the top down, those side by side as one; none if such were drawn apart."""
    drawn: list[list[_Placed]] = []
    for line in placed:
        if drawn and _beside(drawn[-1][-1], line):
            drawn[-1].append(line)
        else:
            drawn.append([line])
    drawn.sort(key=lambda row: -row[0][0])
    if any(_beside(row[0], below[0]) for row, below in pairwise(drawn)):
        return []
    return drawn
