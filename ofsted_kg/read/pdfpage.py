r"""Read one page of a PDF: its words in the order of reading, and what is drawn for letters.

In: a page (ISO 32000). Out: its text as PDFium counts it, whichever way the page lies; the dots
of lists that browsers draw instead of writing; whether the page is only a picture.
"""

from __future__ import annotations

import ctypes
import itertools
import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ofsted_kg.read.pdfcalls import angles, handle

LINE_END = "\r\n"
BULLET = "• "
# A page of a letter holds a thousand letters; a scan without a text layer has none, or a stamp's.
FEWEST_LETTERS = 40
# Characters of a page that tell how it lies: a few, and more where these do not agree.
_GLANCE, _SAMPLE = 6, 24
_MOST_OBJECTS = 20_000
# A drawn dot, and how far it stands before its line, in points.
_SMALLEST_DOT, _LARGEST_DOT = 1.5, 8.0
_NEAREST, _FARTHEST = 1.0, 28.0
_PICTURE_SHARE = 0.4


@dataclass(frozen=True)
class PageText:
    r"""A page as PDFium holds it, and its stretch of the document's text.

    ``raw`` is the text with ``\r\n`` line ends; ``aligned`` says whether PDFium counts the page's
    characters as Python does. ``anchors`` are places in the stretch, each with the place in the
    folded text of the page that it stands for: between two of them the two run alike.
    """

    number: int
    start: int
    length: int
    raw: str
    aligned: bool
    page: pdfium.PdfPage
    text: pdfium.PdfTextPage
    anchors: tuple[tuple[int, int], ...] = ((0, 0),)

    @cached_property
    def _folds(self) -> list[int]:
        r"""Return the places in the folded text where a ``\r`` was dropped: many pages are never asked."""
        ends = itertools.accumulate(len(line) + 1 for line in self.raw.split(LINE_END))
        return [end - 1 for end in ends][:-1]

    def raw_index(self, offset: int) -> int:
        """Return PDFium's index of a character from its offset in the stretch."""
        number = bisect_right(self.anchors, offset, key=_place) - 1
        place, own = self.anchors[number]
        folded = own + offset - place
        # In a dot that was written: the first letter behind it. A column may stand before what follows it.
        if number + 1 < len(self.anchors) and self.anchors[number + 1][1] >= own:
            folded = min(folded, self.anchors[number + 1][1])
        return folded + bisect_right(self._folds, folded)

    def raw_runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return PDFium's indexes of the first and last characters of a stretch, run by run.

        It is one run but where lines were put into another order than they were drawn in.
        """
        first, last = self.raw_index(start), self.raw_index(end - 1)
        if all(before <= after for (_, before), (_, after) in itertools.pairwise(self.anchors)):
            return [(first, last)]
        cuts = [start, *(place for place, _ in self.anchors if start < place < end), end]
        runs = [(self.raw_index(cut), self.raw_index(stop - 1)) for cut, stop in itertools.pairwise(cuts)]
        return [run for run in runs if run[0] <= run[1]]


def _place(anchor: tuple[int, int]) -> int:
    return anchor[0]


def open_text(page: pdfium.PdfPage) -> pdfium.PdfTextPage:
    """Return a page's words, the page turned so that most of them stand upright."""
    text = page.get_textpage()
    upright = _upright(text)
    if upright is None or upright == page.get_rotation():
        return text
    text.close()
    page.set_rotation(upright)
    return page.get_textpage()


def _upright(text: pdfium.PdfTextPage) -> int | None:
    """Return by how many degrees a page must be turned for its words; None where it has none."""
    count = text.count_chars()
    found = _angles(text, range(count // _GLANCE // 2, count, max(1, count // _GLANCE)))
    if len(set(found)) != 1:
        found = _angles(text, range(0, count, max(1, count // _SAMPLE)))
    if not found:
        return None
    return (360 - max(sorted(set(found)), key=found.count)) % 360


def _angles(text: pdfium.PdfTextPage, places: Sequence[int]) -> list[int]:
    """Return by how many degrees the characters at some places are turned, in right angles."""
    return [round(math.degrees(angle) / 90) * 90 % 360 for angle in angles(handle(text), places)]


def is_picture(page: pdfium.PdfPage, letters: int) -> bool:
    """Tell whether what a page says is only drawn: it has next to no letters, but something else."""
    if letters >= FEWEST_LETTERS:
        return False
    if not letters:
        return bool(pdfium_c.FPDFPage_CountObjects(page) > 0)
    width, height = page.get_size()
    covered = 0.0
    for thing in itertools.islice(page.get_objects(max_depth=2), _MOST_OBJECTS):
        if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            covered = max(covered, (right - left) * (top - bottom))
    return bool(covered > _PICTURE_SHARE * width * height)


def drawn_dots(page: pdfium.PdfPage, text: pdfium.PdfTextPage, raw: str) -> set[int]:
    """Return the numbers of the lines of the raw text before which a dot is drawn."""
    count = pdfium_c.FPDFPage_CountObjects(page)
    if count > _MOST_OBJECTS:
        return set()
    dots = []
    for left, bottom, right, top in _paths(page, count):
        width, height = right - left, top - bottom
        if _SMALLEST_DOT <= width <= _LARGEST_DOT and abs(width - height) < 1:
            dots.append((right, (bottom + top) / 2))
    if not dots:
        return set()
    found = set()
    at = 0
    for number, line in enumerate(raw.split(LINE_END)):
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            left, bottom, _, top = text.get_charbox(first, loose=True)
            if any(
                _NEAREST <= left - right <= _FARTHEST and bottom <= middle <= top for right, middle in dots
            ):
                found.add(number)
        at += len(line) + len(LINE_END)
    return found


def _paths(page: pdfium.PdfPage, count: int) -> Iterator[tuple[float, float, float, float]]:
    """Yield the bounds of what is drawn by lines.

    Asked of PDFium itself: a page has hundreds of objects, nearly all of them words, and pypdfium2 makes
    each an object that is finalised, which took a third of a report's reading.
    """
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for number in range(count):
        thing = pdfium_c.FPDFPage_GetObject(page, number)
        if pdfium_c.FPDFPageObj_GetType(thing) == pdfium_c.FPDF_PAGEOBJ_PATH and (
            pdfium_c.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        ):
            yield left.value, bottom.value, right.value, top.value
