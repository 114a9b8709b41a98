"""Ask PDFium of thousands of things at the cost of asking: its functions with plain numbers for handles.

In: handles as numbers. Out: what PDFium's own functions of the same names say (fpdf_edit.h,
fpdf_text.h). pypdfium2 makes an object of each handle, which takes longer than the answer.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable
from typing import Any, Protocol, cast

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_HANDLE, _INT, _PLACE = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p


class Handle(Protocol):
    """A page, or a page's text."""

    raw: ctypes.c_void_p


def _plain(function: Callable[..., Any], result: type, *arguments: type) -> Callable[..., Any]:
    """Return a function of the library that takes and gives numbers."""
    address = ctypes.cast(cast(int, function), ctypes.c_void_p).value
    assert address is not None  # noqa: S101 - a function that is loaded has one
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_get_object = _plain(pdfium_c.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
kind_of = _plain(pdfium_c.FPDFPageObj_GetType, _INT, _HANDLE)
_get_bounds = _plain(pdfium_c.FPDFPageObj_GetBounds, _INT, _HANDLE, _PLACE, _PLACE, _PLACE, _PLACE)
fill_colour = _plain(pdfium_c.FPDFText_GetFillColor, _INT, _HANDLE, _INT, _PLACE, _PLACE, _PLACE, _PLACE)
_loose_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _PLACE)
_unicode = _plain(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INT)
text_object = _plain(pdfium_c.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INT)

_EDGES = (ctypes.c_float * 4)()
_AT = [ctypes.addressof(_EDGES) + number * ctypes.sizeof(ctypes.c_float) for number in range(4)]

Box = tuple[float, float, float, float]


def handle(thing: Handle) -> int:
    """Return the number of a page, or of a page's text."""
    return ctypes.cast(thing.raw, ctypes.c_void_p).value or 0


def objects(page: pdfium.PdfPage, most: int) -> list[int]:
    """Return the handles of what is drawn on a page, in the order of drawing."""
    count = min(pdfium_c.FPDFPage_CountObjects(page), most)
    return list(map(_get_object, itertools.repeat(handle(page)), range(count)))


def bounds(thing: int) -> Box:
    """Return from where to where a thing reaches: left, bottom, right, top."""
    _get_bounds(thing, *_AT)
    return tuple(_EDGES)


_RECTANGLE = pdfium_c.FS_RECTF()
_RECTANGLE_AT = ctypes.addressof(_RECTANGLE)


def letter_box(words: int, at: int) -> Box | None:
    """Return from where to where a character reaches; None for a blank, which may be of any size."""
    if not _loose_box(words, at, _RECTANGLE_AT) or _unicode(words, at) <= ord(" "):
        return None
    left, top, right, bottom = _RECTANGLE.left, _RECTANGLE.top, _RECTANGLE.right, _RECTANGLE.bottom
    return (left, bottom, right, top) if right > left and top > bottom else None


def line_height(words: int, at: int) -> float:
    """Return how high the line of a character is; 0 for what PDFium adds."""
    found = _loose_box(words, at, _RECTANGLE_AT)
    return float(_RECTANGLE.top - _RECTANGLE.bottom) if found else 0.0
