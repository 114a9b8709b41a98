"""Turn a file into a document: its text, its pages, what its bytes are.

In: the path of a file, on disk or in an archive or mail. Out: ``Document``, with the SHA-256 of the
bytes. What the file is, is judged by its bytes and not by its name: a page of HTML named .pdf is
read as HTML.
"""

from __future__ import annotations

import re
from pathlib import Path

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document
from ofsted_kg.read.reading import DEFAULT, Ocr, Reading

__all__ = ["DEFAULT", "Ocr", "Reading", "read_bytes", "read_data", "read_document"]

_PDF = re.compile(rb"%PDF-\d")
# What may stand before the first tag of a page, taken off piece by piece.
_BEFORE = re.compile(rb"\s+|<\?xml[^>]*\?>|<!--")
_HTML = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|style|link)\b)",
    re.IGNORECASE,
)
# A piece of a page, as editors on the web save it, begins with a block: `<p>Dear Ms Pell`.
_BLOCK = re.compile(
    rb"<(?:p|div|h[1-6]|table|[uo]l|blockquote|section|article|main|center)\b",
    re.IGNORECASE,
)
_BLOCKS = 3
# Or it has line ends for the eye only: `Ofsted<br>1 Inspection House<br>`.
_BREAK = re.compile(rb"<br\b", re.IGNORECASE)
_BREAKS = 9
# Markdown may begin with a block of HTML, too: `# Letter`, `| Grade |`, `- Good colleges`.
_MARKDOWN = re.compile(rb"^(?:#{1,6} |\||[-*+] )", re.MULTILINE)
_ZIP = b"PK\x03\x04"
_RTF = b"{\\rtf"
# A header's name: mails begin with one, and so do some letters ("Date: 3 May").
_MAIL = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:|From ")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNPACK = "If it is an archive that unpacks itself, unpack it and build from its files"
# Kinds of files that are no text, by their first bytes, and what to do about them.
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a picture", "Run text recognition (OCR) on it"),
    (b"\xff\xd8\xff", "a picture", "Run text recognition (OCR) on it"),
    (b"GIF8", "a picture", "Run text recognition (OCR) on it"),
    (b"II*\x00", "a picture", "Run text recognition (OCR) on it"),
    (b"MM\x00*", "a picture", "Run text recognition (OCR) on it"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it"),
    (b"7z\xbc\xaf", "an archive", "Unpack it"),
    (b"Rar!", "an archive", "Unpack it"),
    (b"MZ\x90\x00", "a program", _UNPACK),
    (b"\x7fELF", "a program", _UNPACK),
    (b"PK\x05\x06", "an archive with nothing in it", "Download it again"),
    (b'x\x9f>"', "a mail in Outlook's own form (winmail.dat)", "Save the letter from the mail program"),
)
_SNIFF = 1024


def read_document(path: Path, reading: Reading = DEFAULT) -> Document:
    """Read a file, or a document in an archive or a mail: ``letters.zip/bury/letter.docx``.

    Args:
        path: the file.
        reading: how to read what may be read in several ways.

    Raises:
        UnreadableFile: it is missing, empty, may not be read, or holds no text.
        NotALetter: it is a web server's error page.
    """
    return read_data(path, read_bytes(path), reading)


def read_data(path: Path, data: bytes, reading: Reading) -> Document:
    """Read bytes by what they are; ``path`` names them.

    Raises:
        UnreadableFile: they are empty, damaged, or hold no text.
        NotALetter: they are a web server's error page.
    """
    opening = data[:_SNIFF]
    if not data:
        raise UnreadableFile("the file is empty", file=path, remedy="Fetch it again from its source")
    if _PDF.search(opening):
        from ofsted_kg.read.pdf import read_pdf

        return read_pdf(path, data, reading.ocr)
    if data.startswith(_ZIP):
        return _read_package(path, data)
    if data.startswith(_RTF):
        from ofsted_kg.read.rtf import read_rtf

        return read_rtf(path, data)
    if data.startswith(_OLE):
        raise _old_office(path, data)
    for first, kind, remedy in _OTHERS:
        if data.startswith(first):
            raise UnreadableFile(f"the file is {kind}, not text", file=path, remedy=remedy)
    if is_html(opening):
        from ofsted_kg.read.html import read_html

        return read_html(path, data)
    from ofsted_kg.read.xml import is_xml, read_xml

    if is_xml(data):
        return read_xml(path, data)
    if _MAIL.match(opening):
        from ofsted_kg.read.mail import is_mail, read_mail

        if is_mail(opening, path.name):
            return read_mail(path, data)
    from ofsted_kg.read.text import read_text

    return read_text(path, data)


def is_html(opening: bytes) -> bool:
    """Tell whether a file begins as a web page does, or a piece of one, in whatever encoding."""
    opening = opening.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    opening = opening.replace(b"\x00", b"")
    at = 0
    while before := _BEFORE.match(opening, at):
        at = before.end()
        if before[0] == b"<!--":
            end = opening.find(b"-->", at)
            if end < 0:
                return False
            at = end + 3
    if _HTML.match(opening, at) is not None:
        return True
    blocks = len(_BLOCK.findall(opening)) if _BLOCK.match(opening, at) is not None else 0
    is_piece = blocks >= _BLOCKS or len(_BREAK.findall(opening)) >= _BREAKS
    return is_piece and _MARKDOWN.search(opening) is None


def _read_package(path: Path, data: bytes) -> Document:
    from ofsted_kg.read.package import Package

    package = Package(path, data)
    from ofsted_kg.read.docx import is_word, read_docx
    from ofsted_kg.read.odt import is_odt, read_odt

    if is_word(package):
        return read_docx(path, data, package)
    if is_odt(package):
        return read_odt(path, data, package)
    for part, kind in (("xl/workbook.xml", "an Excel file"), ("ppt/presentation.xml", "a PowerPoint file")):
        if part in package:
            raise UnreadableFile(
                f"the file is {kind}, no letter", file=path, remedy="If it holds one, save that as PDF"
            )
    raise UnreadableFile(
        "the file is an archive without a document that could be read",
        file=path,
        remedy="Unpack it and build from its files",
    )


def _old_office(path: Path, data: bytes) -> UnreadableFile:
    """Say what kind of file of Office's old container this is."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFile(
            "the Word file is locked with a password", file=path, remedy="Save a copy without the password"
        )
    if "__substg1.0_".encode("utf-16-le") in data:
        return UnreadableFile(
            "the file is a message of Outlook's own (.msg)",
            file=path,
            remedy="Save the letter that is attached to it, or the message as .eml",
        )
    return UnreadableFile(
        "the file is an old Word or Office file, not text", file=path, remedy="Save it as .docx, PDF or text"
    )


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        UnreadableFile: it is missing, a folder, empty, or may not be read.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(
                "this is a folder, not a file", file=path, remedy="Name a file that lies in it"
            )
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        from ofsted_kg.read.container import read_member

        found = read_member(path)
        if found is not None:
            return found
        raise UnreadableFile("there is no such file", file=path, remedy="Check the path") from error
    except PermissionError as error:
        raise UnreadableFile(
            "the file may not be read", file=path, remedy="Give yourself permission to read it"
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        # A loop of links is an OSError or, in older Pythons, a RuntimeError.
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(
            f"the file cannot be read ({reason.lower()})", file=path, remedy="Check its path and permissions"
        ) from error
    if not data:
        raise UnreadableFile("the file is empty", file=path, remedy="Fetch it again from its source")
    return data
