"""Find the words of a PDF's page that are not to be read: nobody sees them, or they are struck out.

In: a page and its words (ISO 32000, 8.4, 8.5 and 9.3). Out: the stretches of the page's folded text that
they are: white on nothing painted, or wholly transparent; smaller than anybody reads; painted over; with a
line drawn through them. Words that a picture or a painted shape lies behind are taken for seen, and so is
what is drawn in no colour at all (9.3.6, mode 3), which is how recognised words lie behind a scan. A shape
hides only what is not seen on the page as it is drawn.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterable, Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ofsted_kg.read.pdfcalls import (
    Argument,
    Box,
    bounds,
    colour,
    handle,
    kind_of,
    letter_box,
    line_height,
    objects,
    text_object,
)
from ofsted_kg.read.pdfpage import LINE_END
from ofsted_kg.read.pdfstruck import is_line, struck

_WHITE, _OPAQUE = 250, 255
_MOST_OBJECTS = 20_000
_SAMPLE = 20  # characters: a sentence has more
_SLACK = 1.0
_DRAWN = 3  # text render mode: neither filled nor stroked
# A line of so many points, from its foot to its top, nobody reads.
_TINY = 2.2
# What paints words over is higher than a line; the page looks the same with the words and without.
_THINNEST = 3.0
_SCALE = 2.0


def unseen(page: pdfium.PdfPage, text: pdfium.PdfTextPage, raw: str) -> list[tuple[int, int]]:
    """Return the stretches of a page's folded text that no reader reads, in order.

    Args:
        page: the page.
        text: its words, which PDFium counts as Python does.
        raw: these words, with PDFium's line ends.
    """
    words = handle(text)
    pale, tiny = _glance(words, len(raw))
    drawn = objects(page, _MOST_OBJECTS)
    paths = [
        (number, drawn[number], bounds(drawn[number]))
        for number, kind in enumerate(map(kind_of, drawn))
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH
    ]
    gone: set[int] = set()
    if pale:
        hidden = _pale(drawn)
        gone.update(at for at in range(len(raw)) if text_object(words, at) in hidden)
    if tiny:
        gone.update(at for at in range(len(raw)) if _size(words, at) < _TINY)
    for _, _, line in paths:
        if is_line(line):
            gone.update(struck(text, words, line, len(raw)))
    gone.update(_painted_over(page, text, raw, drawn, paths))
    return _stretches(raw, gone) if gone else []


def _glance(words: Argument, count: int) -> tuple[bool, bool]:
    """Tell by a character here and there whether words may be pale, or tiny: asking of all takes long.

    What is drawn in one go is of one colour and size.
    """
    pale = tiny = False
    sample = range(0, count, _SAMPLE)
    drawn = dict(zip(map(text_object, itertools.repeat(words), sample), sample, strict=False))
    for at in drawn.values():
        filled = colour(words, at)
        if filled is not None and (filled[0] >= _WHITE or not filled[1]):
            pale = True
        if 0 < line_height(words, at) < _TINY:
            tiny = True
    return pale, tiny


# -- pale and tiny


def _pale(drawn: Sequence[int]) -> set[int]:
    """Return the words that are white or transparent, with nothing painted behind them."""
    words: dict[int, Box] = {}
    painted: list[Box] = []
    for thing in drawn:
        kind = kind_of(thing)
        fill = _fill(thing)
        if kind != pdfium_c.FPDF_PAGEOBJ_TEXT:
            if kind != pdfium_c.FPDF_PAGEOBJ_PATH or fill is None or min(fill[:3]) < _WHITE:
                painted.append(bounds(thing))
        elif (
            fill is not None
            and (min(fill[:3]) >= _WHITE or not fill[3])
            and pdfium_c.FPDFTextObj_GetTextRenderMode(_as_object(thing)) != _DRAWN
        ):
            words[thing] = bounds(thing)
    return {thing for thing, box in words.items() if not any(_reaches(one, box) for one in painted)}


def _size(words: Argument, at: int) -> float:
    """Return how high a character's line is, or how wide where it stands on end; blanks have any size."""
    box = letter_box(words, at)
    return max(box[2] - box[0], box[3] - box[1]) if box is not None else _TINY


# -- painted over


def _painted_over(
    page: pdfium.PdfPage,
    text: pdfium.PdfTextPage,
    raw: str,
    drawn: Sequence[int],
    paths: Iterable[tuple[int, int, Box]],
) -> set[int]:
    """Return the characters over which a shape was painted so that nothing of them is seen."""
    covers = [
        (number, box)
        for number, thing, box in paths
        if box[3] - box[1] >= _THINNEST
        and box[2] - box[0] >= _THINNEST
        and _words_in(text, box)
        and _opaque(thing)
    ]
    if not covers:
        return set()
    written = [
        (number, thing, bounds(thing))
        for number, thing in enumerate(drawn[: covers[-1][0]])
        if kind_of(thing) == pdfium_c.FPDF_PAGEOBJ_TEXT
    ]
    below: dict[int, list[Box]] = {}
    for before, thing, box in written:
        if over := [cover for number, cover in covers if number > before and _touch(box, cover)]:
            below[thing] = over
    if not below:
        return set()
    places: dict[int, list[tuple[int, Box]]] = {}
    found: set[int] = set()
    words = handle(text)
    for at in range(len(raw)):
        thing = text_object(words, at)
        place = letter_box(words, at) if thing in below else None
        if place is not None and any(_reaches(cover, place) for cover in below[thing]):
            places.setdefault(thing, []).append((at, place))
    for thing, inside in places.items():
        if _changes_nothing(page, thing, _round([box for _, box in inside])):
            found.update(at for at, _ in inside)
    return found


def _words_in(text: pdfium.PdfTextPage, box: Box) -> bool:
    left, bottom, right, top = box
    return bool(pdfium_c.FPDFText_GetBoundedText(text, left, top, right, bottom, None, 0) > 0)


def _opaque(thing: int) -> bool:
    """Tell whether a shape is filled, and nothing is seen through it."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    one = _as_object(thing)
    filled = pdfium_c.FPDFPath_GetDrawMode(one, mode, stroke) and mode.value != pdfium_c.FPDF_FILLMODE_NONE
    fill = _fill(thing)
    return bool(filled and fill and fill[3] == _OPAQUE and not pdfium_c.FPDFPageObj_HasTransparency(one))


def _changes_nothing(page: pdfium.PdfPage, thing: int, box: Box) -> bool:
    """Tell whether a part of the page looks as it does without some words."""
    one = _as_object(thing)
    seen = _drawn(page, box)
    pdfium_c.FPDFPageObj_SetIsActive(one, False)
    try:
        return seen == _drawn(page, box)
    finally:
        pdfium_c.FPDFPageObj_SetIsActive(one, True)


def _drawn(page: pdfium.PdfPage, box: Box) -> bytes:
    """Draw a part of a page, as far as it is on the page."""
    width, height = page.get_size()
    left, bottom, _, _ = page.get_cropbox()
    if page.get_rotation():  # all of it: what is where on the paper is turned, too
        box = (left, bottom, left + width, bottom + height)
    edges = (box[0] - left, box[1] - bottom, width - box[2] + left, height - box[3] + bottom)
    bitmap = page.render(scale=_SCALE, crop=tuple(max(0.0, edge) for edge in edges), may_draw_forms=False)
    try:
        return bytes(bitmap.buffer)
    finally:
        bitmap.close()


# -- shapes and stretches


def _fill(thing: int) -> tuple[int, ...] | None:
    """Return the red, green, blue and opacity that a thing is filled with, each to 255; None without."""
    parts = [ctypes.c_uint() for _ in range(4)]
    found = pdfium_c.FPDFPageObj_GetFillColor(_as_object(thing), *parts)
    return tuple(part.value for part in parts) if found else None


def _as_object(thing: int) -> pdfium_c.FPDF_PAGEOBJECT:
    return ctypes.cast(thing, pdfium_c.FPDF_PAGEOBJECT)


def _round(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _reaches(one: Box, other: Box) -> bool:
    """Tell whether one rectangle reaches to the middle of another."""
    across, up = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return one[0] - _SLACK <= across <= one[2] + _SLACK and one[1] - _SLACK <= up <= one[3] + _SLACK


def _stretches(raw: str, gone: set[int]) -> list[tuple[int, int]]:
    """Return where some characters of the raw text stand in the folded one."""
    found: list[tuple[int, int]] = []
    folded = 0
    for at, letter in enumerate(raw):
        if letter == LINE_END[0] and raw.startswith(LINE_END, at):
            continue
        if at in gone:
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
