"""Turn a file into a document: its text, its pages, what its bytes are.

In: the path of a file. Out: ``Document``, with the SHA-256 of the bytes. What the file is,
is judged by its bytes and not by its name: a page of HTML named .pdf is read as HTML.
"""

from __future__ import annotations

import re
from pathlib import Path

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document

__all__ = ["read_document"]

_PDF = re.compile(rb"%PDF-\d")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ZIP = b"PK\x03\x04"
# Kinds of files that are no text, by their first bytes, and what to do about them.
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file", "Save it as .docx, PDF or text"),
    (b"{\\rtf", "a file of rich text (RTF)", "Save it as .docx, PDF or text"),
    (b"\x89PNG", "a picture", "Run text recognition (OCR) on it"),
    (b"\xff\xd8\xff", "a picture", "Run text recognition (OCR) on it"),
    (b"GIF8", "a picture", "Run text recognition (OCR) on it"),
    (b"II*\x00", "a picture", "Run text recognition (OCR) on it"),
    (b"MM\x00*", "a picture", "Run text recognition (OCR) on it"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it"),
    (b"7z\xbc\xaf", "an archive", "Unpack it"),
)
_SNIFF = 1024


def read_document(path: Path) -> Document:
    """Read a file.

    Args:
        path: the file.

    Raises:
        UnreadableFile: it is missing, empty, may not be read, or holds no text.
        NotALetter: it is a web server's error page.
    """
    data = read_bytes(path)
    opening = data[:_SNIFF]
    if _PDF.search(opening):
        from ofsted_kg.read.pdf import read_pdf

        return read_pdf(path, data)
    if data.startswith(_ZIP):
        from ofsted_kg.read.docx import read_docx

        return read_docx(path, data)
    for first, kind, remedy in _OTHERS:
        if data.startswith(first):
            raise UnreadableFile(f"the file is {kind}, not text", file=path, remedy=remedy)
    if _HTML.match(opening.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").removeprefix(b"\xff\xfe")):
        from ofsted_kg.read.errorpage import refuse_plain_error_page

        refuse_plain_error_page(path, data)
        from ofsted_kg.read.html import read_html

        return read_html(path, data)
    from ofsted_kg.read.text import read_text

    return read_text(path, data)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        UnreadableFile: it is missing, a folder, empty, or may not be read.
    """
    try:
        if path.is_dir():
            raise UnreadableFile("this is a folder, not a file", file=path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("there is no such file", file=path) from error
    except PermissionError as error:
        raise UnreadableFile(
            "the file may not be read", file=path, remedy="Give yourself permission to read it"
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        # A loop of links is an OSError or, in older Pythons, a RuntimeError.
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(f"the file cannot be read ({reason.lower()})", file=path) from error
    if not data:
        raise UnreadableFile("the file is empty", file=path)
    return data
