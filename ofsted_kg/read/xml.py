"""Read a letter that is one file of XML: by Word, by Word 2003, by LibreOffice, or a page of XHTML.

In: the bytes of a file that begins as XML does (XML 1.0). Out: a ``Document``. What the file is, its root
says, or the program for which it is; data of any other kind are no letter, and are not read as text with
its tags.
"""

from __future__ import annotations

import re
from pathlib import Path

from ofsted_kg.errors import NotALetter, UnreadableFile
from ofsted_kg.model import Document
from ofsted_kg.read.package import is_flat
from ofsted_kg.read.wordml import is_wordml

_SNIFF = 16_384
_MARKS_OF_ORDER = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What may stand before the root: the declaration and other instructions, comments, the document's type.
_BEFORE = re.compile(rb"\s+|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]{0,80})(\s[^<>]*)?/?>")
_XHTML = re.compile(rb"\sxmlns=[\"']http://www\.w3\.org/1999/xhtml[\"']")
_FLAT_ODT = re.compile(
    rb"<office:document\b[^>]{0,8000}office:mimetype=\"application/vnd\.oasis\.opendocument\.text\""
)
# Of which program's files this is one.
_PROGRAMS = (
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|progid=\"Excel"), "an Excel file"),
    (re.compile(rb"progid=\"PowerPoint"), "a PowerPoint file"),
    (re.compile(rb"progid=\"InfoPath"), "a form of InfoPath"),
    (re.compile(rb"application/vnd\.oasis\.opendocument\.spreadsheet\""), "an OpenDocument spreadsheet"),
    (re.compile(rb"application/vnd\.oasis\.opendocument\.presentation\""), "an OpenDocument presentation"),
)


def is_xml(data: bytes) -> bool:
    """Tell whether a file is XML: it says so, or its first tag names its language."""
    opening = _opening(data)
    if not opening.startswith(b"<"):
        return False
    root = _root(opening)
    return root is not None and (opening.startswith(b"<?xml") or b"xmlns" in (root[2] or b""))


def read_xml(path: Path, data: bytes) -> Document:
    """Read a file of XML.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.

    Raises:
        UnreadableFile: it is of a program whose files are not read, damaged, or without text.
        NotALetter: it holds data of another kind.
    """
    opening = _opening(data)
    program = next((name for mark, name in _PROGRAMS if mark.search(opening)), "")
    if is_wordml(opening) or (is_flat(opening) and not program):
        from ofsted_kg.read.docx import read_docx

        return read_docx(path, data)
    if program:
        raise UnreadableFile(
            f"the file is {program}, no letter", file=path, remedy="If it holds one, save that as PDF"
        )
    if _FLAT_ODT.search(opening):
        from ofsted_kg.read.odt import read_odt

        return read_odt(path, data)
    root = _root(opening)
    if root is not None and _XHTML.search(root[0]):
        from ofsted_kg.read.html import read_html

        return read_html(path, data)
    name = root[1].decode() if root is not None else ""
    raise NotALetter(
        f"the file is XML (<{name}>), no letter",
        file=path,
        remedy="If a letter is in it, save the letter as text, HTML or PDF",
    )


def _opening(data: bytes) -> bytes:
    """Return how a file begins, in one byte a character, without a mark of the bytes' order."""
    opening = data[:_SNIFF]
    for mark in _MARKS_OF_ORDER:
        opening = opening.removeprefix(mark)
    return opening.replace(b"\x00", b"").lstrip()


def _root(opening: bytes) -> re.Match[bytes] | None:
    at = 0
    while before := _BEFORE.match(opening, at):
        at = before.end()
    return _ROOT.match(opening, at)
