"""Take off a PDF's page what is written across it, as "DRAFT" is: watermarks and stamps.

In: a page and its words (ISO 32000, 9.4.2). Out: its words without those that stand aslant, and what these
say. PDFium measures lines by all that is drawn, so that one large word across a page makes it run lines
together that have nothing to do with it.
"""

from __future__ import annotations

import itertools
import math

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ofsted_kg.read.pdfcalls import angles, handle

# Words lie along the page or stand on end; a scan's may lean a little.
_LEAN = 10.0
_RIGHT_ANGLE = 90.0
_MOST_OBJECTS = 20_000
_LONGEST = 200
_DEEPEST = 4


def take_off(page: pdfium.PdfPage, text: pdfium.PdfTextPage, raw: str) -> tuple[pdfium.PdfTextPage, str]:
    """Return a page's words without those across it, and those.

    Args:
        page: the page; what stands across it is taken off.
        text: its words.
        raw: these, as PDFium gives them. What is written across is drawn before or behind all else: by
            the first letter and the last it is known whether there is any.
    """
    words = raw.strip()
    if not words:
        return text, ""
    first = raw.index(words[0])
    if not any(map(_slants, angles(handle(text), (first, first + len(words) - 1)))):
        return text, ""
    across = [thing for thing in _texts(page, text) if _slants(_angle(thing))]
    said = " ".join(dict.fromkeys(" ".join(thing.extract().split()) for thing in across))
    if not said or len(said) > _LONGEST:
        return text, ""  # so much is no mark upon a page: the page itself lies aslant
    text.close()
    for thing in across:
        page.remove_obj(thing)
    return page.get_textpage(), said


def _slants(angle: float) -> bool:
    rest = math.degrees(angle) % _RIGHT_ANGLE
    return _LEAN < rest < _RIGHT_ANGLE - _LEAN


def _angle(thing: pdfium.PdfObject) -> float:
    """Return by how much words are turned, with the forms that they are drawn in."""
    matrix, holder = thing.get_matrix(), thing.container
    while holder is not None:
        matrix, holder = matrix.multiply(holder.get_matrix()), holder.container
    return math.atan2(matrix.b, matrix.a)


def _texts(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> list[pdfium.PdfTextObj]:
    things = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=_DEEPEST, textpage=text)
    return list(itertools.islice(things, _MOST_OBJECTS))
