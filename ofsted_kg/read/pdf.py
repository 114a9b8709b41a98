r"""Read a PDF's text, page by page, and keep the way back to the paper.

In: the bytes of a PDF (ISO 32000). Out: a ``Document`` whose text is PDFium's, page after
page, with ``\n`` line ends, and whose ``boxes`` say where on which page a stretch stands.
PDFium's characters and Python's are counted alike (asserted page by page); what is folded
on the way (``\r\n``) is remembered, so an offset of the text leads back to PDFium's own.

PDFium is not thread-safe: read in processes, not in threads.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pypdfium2 as pdfium

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Box, Document, Notice, Page

# A hyphen at a line's end comes as U+FFFE (or U+0002 in older PDFium), the line end itself
# swallowed: "poor<U+FFFE>quality". Each is one character and stays one, so offsets hold.
_PLAIN = {
    "\ufffe": "-",
    "\x02": "-",
    "\xad": "-",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
# Control characters, and spaces of all widths, none included.
_BLANKS = (
    0x00,
    0x01,
    *range(0x03, 0x09),
    *range(0x0E, 0x20),
    0x7F,
    0xA0,
    *range(0x2000, 0x200E),
    0x202F,
    0x205F,
)
_PLAIN |= dict.fromkeys(map(chr, (*_BLANKS, 0x2060, 0x3000, 0xFEFF, 0xFFFF)), " ")
_ODD = re.compile(f"[{re.escape(''.join(sorted(_PLAIN)))}]")
_LINE_END = "\r\n"
_CREATED = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")

# A page of a letter holds a thousand letters; a scan without a text layer has none, or a stamp's.
_FEWEST_LETTERS = 40


@dataclass(frozen=True)
class _PageText:
    r"""A page as PDFium holds it, and its stretch of the document's text.

    ``raw`` is the text with ``\r\n`` line ends, ``length`` that of the folded one; ``aligned``
    says whether PDFium counts the page's characters as Python does.
    """

    number: int
    start: int
    length: int
    raw: str
    aligned: bool
    page: pdfium.PdfPage
    text: pdfium.PdfTextPage

    @cached_property
    def _folds(self) -> list[int]:
        r"""Return the places in the folded text where a ``\r`` was dropped: many pages are never asked."""
        ends = itertools.accumulate(len(line) + 1 for line in self.raw.split(_LINE_END))
        return [end - 1 for end in ends][:-1]

    def raw_index(self, offset: int) -> int:
        """Return PDFium's index of a character from its offset in the folded page."""
        return offset + bisect_right(self._folds, offset)


class Boxes:
    """The rectangles of a stretch of the text: one a page, drawn only when asked for.

    The pages stay open as long as the document does, as opening one again costs as much as
    reading it the first time.
    """

    def __init__(self, pdf: pdfium.PdfDocument, pages: tuple[_PageText, ...]) -> None:
        self._pdf = pdf
        self._pages = pages
        self._starts = [page.start for page in pages]

    def __call__(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the rectangle around ``text[start:end]`` on each page that it touches."""
        found = []
        first = max(0, bisect_right(self._starts, start) - 1)
        for page in self._pages[first:]:
            if page.start >= end:
                break
            box = self._box(page, max(start - page.start, 0), min(end - page.start, page.length))
            if box is not None:
                found.append(box)
        return tuple(found)

    @staticmethod
    def _box(page: _PageText, start: int, end: int) -> Box | None:
        if start >= end or not page.aligned:
            return None
        first, last = page.raw_index(start), page.raw_index(end - 1)
        count = page.text.count_rects(first, last - first + 1)
        parts = [page.text.get_rect(number) for number in range(count)]
        if not parts:
            return None
        return Box(
            page.number,
            min(part[0] for part in parts),
            min(part[1] for part in parts),
            max(part[2] for part in parts),
            max(part[3] for part in parts),
        )


def read_pdf(path: Path, data: bytes) -> Document:
    """Read a PDF.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.

    Raises:
        UnreadableFile: the PDF is damaged, locked with a password, or holds no text.
    """
    pdf = _open(path, data)
    texts: list[str] = []
    kept: list[_PageText] = []
    pages: list[Page] = []
    notices: list[Notice] = []
    offset = 0
    for index in range(len(pdf)):
        try:
            page = pdf[index]
            text_page = page.get_textpage()
            raw = text_page.get_text_range()
            aligned = len(raw) == text_page.count_chars()
            width, height = page.get_size()
        except pdfium.PdfiumError as error:
            raise UnreadableFile(
                f"the page cannot be read ({error})",
                file=path,
                place=f"page {index + 1}",
                remedy="Open it in a PDF viewer and save it anew",
            ) from error
        text = _fold(raw)
        if not aligned:
            notices.append(
                Notice("page-without-rectangles", f"Page {index + 1} cannot show where its words stand")
            )
        texts.append(text)
        kept.append(_PageText(index + 1, offset, len(text), raw, aligned, page, text_page))
        # The line end between two pages belongs to the page before it.
        end = offset + len(text) + (index + 1 < len(pdf))
        pages.append(Page(index + 1, offset, end, width, height))
        offset = end
    whole = "\n".join(texts)
    if sum(map(str.isalpha, whole[:20_000])) < _FEWEST_LETTERS:
        raise UnreadableFile(
            "the PDF holds no text, only pictures of pages",
            file=path,
            remedy="Run text recognition (OCR) on it and save it with its text layer",
        )
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type="application/pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=whole,
        pages=tuple(pages),
        notices=tuple(notices),
        boxes=Boxes(pdf, tuple(kept)),
        created=_made(pdf),
    )


def _made(pdf: pdfium.PdfDocument) -> dt.date | None:
    """Return the day on which the file says that it was made: "D:20230113093000Z" (ISO 32000, 7.9.4)."""
    found = _CREATED.match(pdf.get_metadata_value("CreationDate"))
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _open(path: Path, data: bytes) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(data)
        count = len(pdf)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableFile(
                "the PDF is locked with a password",
                file=path,
                remedy="Save a copy without the password and build again",
            ) from error
        raise UnreadableFile(
            f"the PDF is damaged ({error})", file=path, remedy="Fetch it again from its source"
        ) from error
    if not count:
        raise UnreadableFile("the PDF has no pages", file=path, remedy="Fetch it again from its source")
    return pdf


def _fold(raw: str) -> str:
    r"""Fold a page's line ends to ``\n``, and its odd characters to plain ones."""
    return _ODD.sub(lambda found: _PLAIN[found[0]], raw.replace(_LINE_END, "\n"))
