"""Find the words of a PDF's page that no reader sees: white on nothing painted, or wholly transparent.

In: a page and its words (ISO 32000, 8.4 and 9.3). Out: the stretches of the page's folded text that they
are. Words that a picture or a painted shape lies behind, or before, are taken for seen; so is what is drawn
in no colour at all (9.3.6, mode 3), which is how recognised words lie behind a scan.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ofsted_kg.read.pdfpage import LINE_END

_WHITE = 250
_MOST_OBJECTS = 20_000
_SAMPLE = 40  # characters: a sentence has more
_SLACK = 1.0
_DRAWN = 3  # text render mode: neither filled nor stroked


def unseen(page: pdfium.PdfPage, text: pdfium.PdfTextPage, raw: str) -> list[tuple[int, int]]:
    """Return the stretches of a page's folded text that no reader sees, in order.

    Args:
        page: the page.
        text: its words, which PDFium counts as Python does.
        raw: these words, with PDFium's line ends.
    """
    if not _any_pale(text, len(raw)):
        return []
    count = min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    pale = {}
    for number in range(count):
        thing = pdfium_c.FPDFPage_GetObject(page, number)
        if (
            pdfium_c.FPDFPageObj_GetType(thing) == pdfium_c.FPDF_PAGEOBJ_TEXT
            and (fill := _fill(thing)) is not None
            and (min(fill[:3]) >= _WHITE or not fill[3])
            and pdfium_c.FPDFTextObj_GetTextRenderMode(thing) != _DRAWN
        ):
            pale[ctypes.addressof(thing.contents)] = _bounds(thing)
    if not pale:
        return []
    painted = _painted(page, count)
    hidden = {key for key, words in pale.items() if not any(_covers(one, words) for one in painted)}
    return _stretches(text, raw, hidden) if hidden else []


def _any_pale(text: pdfium.PdfTextPage, count: int) -> bool:
    """Tell by a character here and there whether words may be pale: asking of all takes long."""
    page, ask = text.raw, pdfium_c.FPDFText_GetFillColor
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    places = tuple(map(ctypes.byref, (red, green, blue, alpha)))
    for at in range(0, count, _SAMPLE):
        if ask(page, at, *places) and (red.value >= _WHITE or not alpha.value):
            return True
    return False


def _stretches(text: pdfium.PdfTextPage, raw: str, hidden: set[int]) -> list[tuple[int, int]]:
    """Return where the words of these objects stand in the folded text."""
    found: list[tuple[int, int]] = []
    folded = 0
    for at, character in enumerate(raw):
        if character == LINE_END[0] and raw.startswith(LINE_END, at):
            continue
        thing = pdfium_c.FPDFText_GetTextObject(text, at)
        if thing and ctypes.addressof(thing.contents) in hidden:
            if found and found[-1][1] == folded:
                found[-1] = (found[-1][0], folded + 1)
            else:
                found.append((folded, folded + 1))
        folded += 1
    return found


def without(begin: int, end: int, cut: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what is left of a stretch without others.

    >>> without(0, 10, [(2, 4), (8, 12)])
    [(0, 2), (4, 8)]
    """
    left: list[tuple[int, int]] = []
    if begin == end:
        return [(begin, end)]  # a blank line
    for start, stop in cut:
        if stop <= begin or start >= end:
            continue
        if start > begin:
            left.append((begin, start))
        begin = max(begin, stop)
    return [*left, (begin, end)] if begin < end else left


def _painted(page: pdfium.PdfPage, count: int) -> list[tuple[float, float, float, float]]:
    """Return the bounds of what may be behind words: pictures, shapes in a colour, and what holds others."""
    found = []
    for number in range(count):
        thing = pdfium_c.FPDFPage_GetObject(page, number)
        kind = pdfium_c.FPDFPageObj_GetType(thing)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        fill = _fill(thing) if kind == pdfium_c.FPDF_PAGEOBJ_PATH else None
        if fill is not None and min(fill[:3]) >= _WHITE:
            continue
        found.append(_bounds(thing))
    return found


def _fill(thing: pdfium_c.FPDF_PAGEOBJECT) -> tuple[int, ...] | None:
    """Return the red, green, blue and opacity that a thing is filled with, each to 255; None without."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return tuple(part.value for part in parts) if pdfium_c.FPDFPageObj_GetFillColor(thing, *parts) else None


def _bounds(thing: pdfium_c.FPDF_PAGEOBJECT) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium_c.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _covers(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Tell whether one rectangle reaches to the middle of another."""
    across, up = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return one[0] - _SLACK <= across <= one[2] + _SLACK and one[1] - _SLACK <= up <= one[3] + _SLACK
