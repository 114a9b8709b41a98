# Past 300 lines: one format, and the way back to the paper.
r"""Read a PDF's text, page by page, and keep the way back to the paper.

In: the bytes of a PDF (ISO 32000). Out: a ``Document`` whose text is PDFium's, page after
page, with ``\n`` line ends, and whose ``boxes`` say where on which page a stretch stands.
PDFium's characters and Python's are counted alike (asserted page by page); what is folded
on the way (``\r\n``) is remembered, so an offset of the text leads back to PDFium's own.

PDFium is not thread-safe: read in processes, not in threads.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Box, Document, Notice, Page
from ofsted_kg.read import ocr as recognition
from ofsted_kg.read.hyphens import is_broken, unmarked
from ofsted_kg.read.moments import day_of, in_xmp, moment
from ofsted_kg.read.pdfacross import take_off
from ofsted_kg.read.pdfcolumns import Piece, in_columns, lines_of
from ofsted_kg.read.pdforder import in_order
from ofsted_kg.read.pdfpage import (
    BULLET,
    FEWEST_LETTERS,
    LINE_END,
    PageText,
    drawn_dots,
    is_picture,
    open_text,
)
from ofsted_kg.read.pdfunseen import unseen, without
from ofsted_kg.read.printed import printed_lines
from ofsted_kg.read.reading import Ocr

# A hyphen at a line's end comes as U+FFFE (or U+0002 in older PDFium), the line end itself
# swallowed: "poor<U+FFFE>quality". Each is one character and stays one, so offsets hold: a
# hyphen, or a soft one where a word was only broken there.
_SWALLOWED = re.compile("[\ufffe\x02]")
# Where a page's foot was drawn right behind a broken word, the line's end before it is swallowed, too:
# "out<U+FFFE>Northmoor Council", "is inade<U+FFFE>2"; "Multi<U+FFFE>Agency" is a compound.
_LOST_END = re.compile(r"\b[a-z]++[\ufffe\x02](?=[A-Z0-9]|www[.])")
_PLAIN = {
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
# What lists are marked with where the marks are written.
# Word processors and typesetters; browsers draw them. To look for what is drawn takes a sixth of the reading.
_WORD_PROCESSOR = re.compile(r"\bword\b|pdfmaker|indesign|libreoffice|openoffice|writer", re.IGNORECASE)
_WRITTEN_DOTS = re.compile("^[ \t]*[•‣▪●◦■□–o\uf0b7\uf0a7-][ \t\n]", re.MULTILINE)
# More pages, or a larger one, are no letter or report: PDF allows 200 inches.
_MOST_PAGES = 2000


class Boxes:
    """The rectangles of a stretch of the text: one a page, drawn only when asked for.

    The pages stay open as long as the document does, as opening one again costs as much as
    reading it the first time.
    """

    def __init__(self, pdf: pdfium.PdfDocument, pages: tuple[PageText, ...]) -> None:
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
    def _box(page: PageText, start: int, end: int) -> Box | None:
        if start >= end or not page.aligned:
            return None
        parts = []
        for first, last in page.raw_runs(start, end):
            count = page.text.count_rects(first, last - first + 1)
            parts += [page.text.get_rect(number) for number in range(count)]
        if not parts:
            return None
        return Box(
            page.number,
            min(part[0] for part in parts),
            min(part[1] for part in parts),
            max(part[2] for part in parts),
            max(part[3] for part in parts),
        )


def read_pdf(path: Path, data: bytes, ocr: Ocr = Ocr.AUTO) -> Document:
    """Read a PDF.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.
        ocr: when pages that are only pictures are read by text recognition.

    Raises:
        UnreadableFile: the PDF is damaged, locked with a password, too large, or holds no text.
    """
    pdf = _open(path, data)
    pages = [_page(path, pdf, index) for index in range(len(pdf))]
    notices = _recognise(path, pages, ocr)
    dotted = _writes_dots(pdf) or any(_WRITTEN_DOTS.search(page.text) for page in pages)
    printed = printed_lines([page.text.split("\n") for page in pages])
    texts: list[str] = []
    kept: list[PageText] = []
    places: list[Page] = []
    offset = 0
    for number, page in enumerate(pages, 1):
        dots = set() if dotted or not page.aligned else drawn_dots(page.page, page.text_page, page.raw)
        columns = (in_columns(page.text_page, page.text) or _in_order(page)) if page.aligned else None
        hidden = page.hidden if page.aligned else []
        if hidden:
            notices.append(Notice("hidden-text", f"Page {number} holds words that nobody sees: left out"))
        # What is written across page after page is said once, above all else.
        across = page.across if page.across not in {other.across for other in pages[: number - 1]} else ""
        text, anchors = _as_read(page.text, dots, printed[number - 1], columns, hidden, across)
        if not page.aligned and not page.recognised:
            notices.append(
                Notice("page-without-rectangles", f"Page {number} cannot show where its words stand")
            )
        texts.append(text)
        kept.append(
            PageText(number, offset, len(text), page.raw, page.aligned, page.page, page.text_page, anchors)
        )
        # The line end between two pages belongs to the page before it.
        end = offset + len(text) + (number < len(pages))
        places.append(Page(number, offset, end, *page.size))
        offset = end
    whole = _whole_words("\n".join(texts))
    if _letters(whole[:20_000]) < FEWEST_LETTERS:
        raise UnreadableFile(
            "the PDF holds no text, only pictures of pages",
            file=path,
            remedy=_without_words(ocr),
        )
    made = _dates(pdf, data)
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type="application/pdf",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=whole,
        pages=tuple(places),
        notices=tuple(notices),
        boxes=Boxes(pdf, tuple(kept)),
        created=day_of(made[0]),
        made=" ".join(filter(None, map(moment, made))),
    )


@dataclass(slots=True)
class _Read:
    """A page as it was read: its text, PDFium's and folded, and what stands across it; or as recognised."""

    page: pdfium.PdfPage
    text_page: pdfium.PdfTextPage
    raw: str
    text: str
    aligned: bool
    size: tuple[float, float]
    hidden: list[tuple[int, int]]
    across: str = ""
    recognised: bool = False


def _page(path: Path, pdf: pdfium.PdfDocument, index: int) -> _Read:
    try:
        page = pdf[index]
        size = page.get_size()
        text_page = open_text(page)
        raw = text_page.get_text_range()
        across = ""
        if len(raw) == text_page.count_chars():
            text_page, across = take_off(page, text_page, raw)
            raw = text_page.get_text_range() if across else raw
        aligned = len(raw) == text_page.count_chars()
        # Asked at once: what PDFium has just made is still in the processor's cache.
        hidden = unseen(page, text_page, raw) if aligned else []
        return _Read(page, text_page, raw, _fold(raw), aligned, size, hidden, across)
    except pdfium.PdfiumError as error:
        raise UnreadableFile(
            f"the page cannot be read ({error})",
            file=path,
            place=f"page {index + 1}",
            remedy="Open it in a PDF viewer and save it anew",
        ) from error


def _recognise(path: Path, pages: Sequence[_Read], ocr: Ocr) -> list[Notice]:
    """Read the pages that are only pictures, where that is asked for and possible; say so of each."""
    notices: list[Notice] = []
    for number, page in enumerate(pages, 1):
        if not is_picture(page.page, _letters(page.text)):
            continue
        version = recognition.version() if ocr is not Ocr.NEVER else ""
        if ocr is Ocr.ALWAYS and not version:
            raise UnreadableFile(
                "the page has no text, and tesseract, which would read it, is not installed",
                file=path,
                place=f"page {number}",
                remedy="Install tesseract (Debian: tesseract-ocr), or build with --ocr auto",
            )
        words = recognition.recognise(page.page) if version else None
        if words:
            page.text, page.recognised, page.aligned = words, True, False
            said = f"it was read by text recognition (OCR, tesseract {version}), which may err"
            notices.append(Notice("page-recognised", f"Page {number} has no text: {said}"))
        else:
            said = f"Page {number} has no text, only a picture: it was not read. {_without_words(ocr)}"
            notices.append(Notice("page-without-text", said))
    return notices


def _in_order(page: _Read) -> list[Piece] | None:
    return None if page.page.get_rotation() else in_order(page.text_page, page.text)


def _as_read(
    text: str,
    dots: Set[int],
    furniture: Set[int],
    columns: Sequence[Piece] | None,
    hidden: Sequence[tuple[int, int]] = (),
    across: str = "",
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Write the dots of lists that are drawn, read columns one by one, and leave out what a browser printed.

    What stands across the page is written above it.

    Returns:
        The text, and the places in it from which on it runs like the page's own, each with its place there.
    """
    ends = [end.end() for end in _LOST_END.finditer(text)] if _SWALLOWED.search(text) else []
    if not (dots or furniture or columns is not None or hidden or ends or across):
        return text, ((0, 0),)
    parts = [across] if across else []
    anchors = [(0, 0)]
    length = len(across)
    pieces: Iterable[Piece] = columns if columns is not None else lines_of(text)
    if hidden:
        pieces = [
            (number, *part)
            for number, begin, end in pieces
            for part in without(begin, end, hidden)
            if part == (begin, end) or text[slice(*part)].strip()
        ]
    for number, begin, end in _ended(pieces, ends):
        if number not in furniture:
            if parts:
                parts.append("\n")
                length += 1
            if number in dots and begin not in ends:
                anchors.append((length, begin))
                parts.append(BULLET)
                length += len(BULLET)
            anchors.append((length, begin))
            parts.append(text[begin:end])
            length += end - begin
    return "".join(parts), tuple(anchors)


def _ended(pieces: Iterable[Piece], ends: Sequence[int]) -> Iterator[Piece]:
    """Part lines where one ends that PDFium took for one with the next."""
    for number, begin, end in pieces:
        cuts = [begin, *(cut for cut in ends if begin < cut < end), end]
        yield from ((number, *part) for part in pairwise(cuts))


def _letters(text: str) -> int:
    """Return how many letters a text has, or at least as many as a page of words has."""
    first = sum(map(str.isalpha, text[: 4 * FEWEST_LETTERS]))
    return first if first >= FEWEST_LETTERS else sum(map(str.isalpha, text))


def _writes_dots(pdf: pdfium.PdfDocument) -> bool:
    """Tell whether a document was made by a program that writes the dots of its lists as letters.

    It only saves time: nothing would be found drawn.
    """
    return _WORD_PROCESSOR.search(pdf.get_metadata_value("Creator")) is not None


def _without_words(ocr: Ocr) -> str:
    if ocr is Ocr.NEVER:
        return "Build with --ocr auto, or save it with a text layer"
    if not recognition.version():
        return "Install tesseract (Debian: tesseract-ocr) and build again, or save it with a text layer"
    return "Text recognition (OCR) found no words: look at it in a PDF viewer"


def _dates(pdf: pdfium.PdfDocument, data: bytes) -> tuple[str, str]:
    """Return when a file says that it was made, and changed: in its own metadata, else in XMP's."""
    told = pdf.get_metadata_value("CreationDate"), pdf.get_metadata_value("ModDate")
    if day_of(told[0]) is not None:
        return told
    xmp = in_xmp(data)
    return xmp.get("CreateDate", ""), told[1] or xmp.get("ModifyDate", "")


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
    if count > _MOST_PAGES:
        raise UnreadableFile(
            f"the PDF has {count:,} pages, more than {_MOST_PAGES:,}",
            file=path,
            remedy="Save the pages that are the letter as a PDF of their own",
        )
    if not count:
        raise UnreadableFile("the PDF has no pages", file=path, remedy="Fetch it again from its source")
    return pdf


def _whole_words(text: str) -> str:
    """Put a hyphen, or a soft one inside a broken word, where PDFium swallowed a line's end or its hyphen."""
    if broken := unmarked(text):
        characters = list(text)
        for at in broken:
            characters[at] = "\xad"
        text = "".join(characters)
    return _SWALLOWED.sub(lambda m: "\xad" if is_broken(text, m.start(), m.end()) else "-", text)


def _fold(raw: str) -> str:
    r"""Fold a page's line ends to ``\n``, and its odd characters to plain ones."""
    return _ODD.sub(lambda found: _PLAIN[found[0]], raw.replace(LINE_END, "\n"))
