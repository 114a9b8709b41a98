"""Ask PDFium of thousands of things at the cost of asking: its functions, called with plain numbers.

In: handles. Out: what PDFium's own functions of the same names say (fpdf_edit.h, fpdf_text.h). pypdfium2
makes an object of each handle, and ctypes one of each number for an address; both take longer than the
answer. A page and its words are hence asked with their handle as an argument that is made once.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Sequence
from typing import Any, Protocol, cast

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_NUMBER, _PLACE = ctypes.c_void_p, ctypes.c_void_p

Argument = object
Box = tuple[float, float, float, float]


class Handle(Protocol):
    """A page, or a page's text."""

    raw: ctypes.c_void_p


class _Opaque(ctypes.Structure):
    """What a handle points to."""


def _plain(function: Callable[..., Any], result: type, *arguments: type) -> Callable[..., Any]:
    """Return a function of the library that takes and gives numbers, and handles as `handle` makes them."""
    address = ctypes.cast(cast(int, function), ctypes.c_void_p).value
    assert address is not None  # noqa: S101 - a function that is loaded has one
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle(thing: Handle) -> Argument:
    """Return a page, or a page's text, as an argument; the thing must outlive it."""
    address = ctypes.cast(thing.raw, ctypes.c_void_p).value or 0
    return ctypes.byref(_Opaque.from_address(address))


# -- things that are drawn, by their numbers

_get_object = _plain(pdfium_c.FPDFPage_GetObject, _NUMBER)
_get_bounds = _plain(pdfium_c.FPDFPageObj_GetBounds, ctypes.c_int, _NUMBER, _PLACE, _PLACE, _PLACE, _PLACE)
kind_of = _plain(pdfium_c.FPDFPageObj_GetType, ctypes.c_int, _NUMBER)

_EDGES = (ctypes.c_float * 4)()
_AT = [ctypes.addressof(_EDGES) + number * ctypes.sizeof(ctypes.c_float) for number in range(4)]


def objects(page: pdfium.PdfPage, most: int) -> list[int]:
    """Return the handles of what is drawn on a page, in the order of drawing."""
    count = min(pdfium_c.FPDFPage_CountObjects(page), most)
    return list(map(_get_object, itertools.repeat(handle(page)), range(count)))


def bounds(thing: int) -> Box:
    """Return from where to where a thing reaches: left, bottom, right, top."""
    _get_bounds(thing, *_AT)
    return tuple(_EDGES)


# -- characters

_fill_colour = _plain(pdfium_c.FPDFText_GetFillColor, ctypes.c_int)
_loose_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int)
_is_generated = _plain(pdfium_c.FPDFText_IsGenerated, ctypes.c_int)
_char_angle = _plain(pdfium_c.FPDFText_GetCharAngle, ctypes.c_float)
_unicode = _plain(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint)
text_object = _plain(pdfium_c.FPDFText_GetTextObject, _NUMBER)

_RECTANGLE = pdfium_c.FS_RECTF()
_INTO_RECTANGLE = ctypes.byref(_RECTANGLE)
_COLOUR = (ctypes.c_uint * 4)()
_INTO_COLOUR = [ctypes.byref(_COLOUR, number * ctypes.sizeof(ctypes.c_uint)) for number in range(4)]


def letter_box(words: Argument, at: int) -> Box | None:
    """Return from where to where a character reaches; None for a blank, which may be of any size."""
    if not _loose_box(words, at, _INTO_RECTANGLE) or _unicode(words, at) <= ord(" "):
        return None
    left, top, right, bottom = _RECTANGLE.left, _RECTANGLE.top, _RECTANGLE.right, _RECTANGLE.bottom
    return (left, bottom, right, top) if right > left and top > bottom else None


def line_height(words: Argument, at: int) -> float:
    """Return how high the line of a character is; 0 for what PDFium adds."""
    found = _loose_box(words, at, _INTO_RECTANGLE)
    return float(_RECTANGLE.top - _RECTANGLE.bottom) if found else 0.0


def colour(words: Argument, at: int) -> tuple[int, int] | None:
    """Return how red a character is and how opaque, each to 255; None for what PDFium adds."""
    return (_COLOUR[0], _COLOUR[3]) if _fill_colour(words, at, *_INTO_COLOUR) else None


def angles(words: Argument, places: Sequence[int]) -> list[float]:
    """Return by how much some characters are turned: blanks and what PDFium adds have no angle."""
    return [
        _char_angle(words, at)
        for at in places
        if not _is_generated(words, at) and _unicode(words, at) > ord(" ")
    ]
