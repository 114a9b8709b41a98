"""Read a letter that is a Word file.

In: the bytes of a .docx or .docm file (ECMA-376, transitional or strict), of one that is a single
XML file, or of XML that Word 2003 saved. Out: a ``Document`` whose text is what a reader of the page
sees: headings as Markdown headings, list items as bullets, table rows with a tab between cells, the
page's header above and its footer below.
"""

from __future__ import annotations

import hashlib
import posixpath
from pathlib import Path
from xml.etree.ElementTree import Element

from ofsted_kg.errors import NotALetter, OfstedKGError, UnreadableFile
from ofsted_kg.model import Document, Notice
from ofsted_kg.read.flow import Block, notices_of, worded, write
from ofsted_kg.read.moments import moment
from ofsted_kg.read.package import DAMAGE, FlatPackage, Package, Parts, attribute, child, is_flat, local
from ofsted_kg.read.wordml import MEDIA_TYPE as OLD_TYPE
from ofsted_kg.read.wordml import OldPackage
from ofsted_kg.read.wordstyles import Lists, Styles, is_on
from ofsted_kg.read.wordtext import Walker

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MACROS_TYPE = "application/vnd.ms-word.document.macroEnabled.12"
_RELATIONS = "_rels/.rels"
_ZIP = b"PK\x03\x04"
_SNIFF = 16_384
_UNREAD = "embedded-unread"
_DEEPEST, _MOST_EMBEDDED = 3, 100


def is_word(package: Package) -> bool:
    """Tell whether a container holds a Word file."""
    return "word/document.xml" in package or (
        "[Content_Types].xml" in package and any(name.startswith("word/") for name in package.names())
    )


def read_docx(path: Path, data: bytes, package: Parts | None = None) -> Document:
    """Read a Word file.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.
        package: the bytes, already opened.

    Raises:
        UnreadableFile: it is no Word file, damaged, too large, or without text.
    """
    try:
        package = package or _opened(path, data)
        text, notices = _text(path, package)
    except DAMAGE as error:
        raise UnreadableFile(
            f"the Word file is damaged ({error})", file=path, remedy="Open it in Word and save it anew"
        ) from error
    unread = next((notice.message for notice in notices if notice.code == _UNREAD), "")
    if not text.strip() and unread:
        raise UnreadableFile(unread, file=path, remedy="Open it in Word and save it anew")
    if not text.strip():
        raise UnreadableFile(
            "the Word file holds no text",
            file=path,
            remedy="If its pages are pictures, save it as PDF: their words are recognised there",
        )
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type=_media_type(package),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
        notices=notices,
        made=_made(package),
    )


def _opened(path: Path, data: bytes) -> Parts:
    if data.startswith(_ZIP):
        return Package(path, data)
    opening = data[:_SNIFF]
    return FlatPackage(path, data) if is_flat(opening) else OldPackage(path, data)


def _media_type(package: Parts) -> str:
    if isinstance(package, OldPackage):
        return OLD_TYPE
    return MACROS_TYPE if "word/vbaProject.bin" in package else MEDIA_TYPE


def _made(package: Parts) -> str:
    """Return when the file was last saved, as its core properties have it (ECMA-376 part 2, 11)."""
    name = _related(package, "", "core-properties")
    try:
        saved = child(package.xml(name), "modified") if name is not None else None
    except (UnreadableFile, *DAMAGE):
        return ""  # what is told of the letter beside its text
    return moment(saved.text or "") if saved is not None else ""


def _text(path: Path, package: Parts, depth: int = 0) -> tuple[str, tuple[Notice, ...]]:
    main = _related(package, "", "officeDocument") or "word/document.xml"
    styles = Styles(_part(package, _related(package, main, "styles")))
    lists = Lists(styles, _part(package, _related(package, main, "numbering")))
    body = child(package.xml(main), "body")
    if body is None:
        raise ValueError("it has no body")
    embedded = _Embedded(path, package, main, depth)
    walker = Walker(styles, lists, embedded)
    heads, feet = _margins(package, main, body, walker)
    blocks = walker.blocks(body)
    text = write([*heads, *blocks, *feet])
    return text, (*notices_of(walker.left_out), *embedded.notices)


class _Embedded:
    """Reads the documents that a Word file embeds whole, as Word shows them (altChunk, 17.17.2).

    Each is read once: a few kilobytes may name one part a million times.

    Attributes:
        notices: what to say of them.
    """

    def __init__(self, path: Path, package: Parts, main: str, depth: int) -> None:
        self._path = path
        self._package = package
        self._main = main
        self._depth = depth
        self._read: set[str] = set()
        self.notices: list[Notice] = []

    def __call__(self, identifier: str) -> str:
        """Return the text of the part that a relation names; empty where it cannot be read."""
        kind, name = _relations(self._package, self._main).get(identifier, ("", ""))
        if name in self._read:
            return ""
        self._read.add(name)
        try:
            if kind != "aFChunk" or name not in self._package:
                raise ValueError("it is not in the file")
            if self._depth == _DEEPEST or len(self._read) > _MOST_EMBEDDED:
                raise ValueError("there are too many")
            text, notices = self._text(self._package.bytes(name))
        except (UnreadableFile, NotALetter, *DAMAGE) as error:
            said = error.message if isinstance(error, OfstedKGError) else str(error)
            self.notices.append(Notice(_UNREAD, f"A document that the Word file embeds was not read: {said}"))
            return ""
        self.notices += notices
        return text

    def _text(self, data: bytes) -> tuple[str, tuple[Notice, ...]]:
        if data.startswith(_ZIP):
            package = Package(self._path, data)
            if is_word(package):
                return _text(self._path, package, self._depth + 1)
        from ofsted_kg.read import read_data
        from ofsted_kg.read.reading import DEFAULT

        document = read_data(self._path.with_suffix(""), data, DEFAULT)
        return document.text, document.notices


def _relations(package: Parts, part: str) -> dict[str, tuple[str, str]]:
    """Return the parts that a part refers to: by their number, their kind and name."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels") if part else _RELATIONS
    found: dict[str, tuple[str, str]] = {}
    if listing in package:
        for relation in package.xml(listing):
            target = attribute(relation, "Target") or ""
            full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = (attribute(relation, "Type") or "").rpartition("/")[2]
            if attribute(relation, "TargetMode") != "External":
                found[attribute(relation, "Id") or ""] = (kind, posixpath.normpath(full))
    return found


def _related(package: Parts, part: str, kind: str) -> str | None:
    names = (name for found, name in _relations(package, part).values() if found == kind)
    return next((name for name in names if name in package), None)


def _part(package: Parts, name: str | None) -> Element | None:
    return package.xml(name) if name is not None else None


def _margins(package: Parts, main: str, body: Element, walker: Walker) -> tuple[list[Block], list[Block]]:
    """Return what stands in the headers and footers of the first pages, each once."""
    section = next((element for element in body.iter() if local(element) == "sectPr"), None)
    heads: list[Block] = []
    feet: list[Block] = []
    if section is None:
        return heads, feet
    relations = _relations(package, main)
    first = bool(is_on(section, "titlePg"))
    for element in sorted(section, key=lambda e: (attribute(e, "type") or "") != "first"):
        kind = local(element)
        if kind not in ("headerReference", "footerReference") or (
            attribute(element, "type") == "first" and not first
        ):
            continue
        if attribute(element, "type") == "even":
            continue
        _, name = relations.get(attribute(element, "id") or "", ("", ""))
        if name in package:
            into = heads if kind == "headerReference" else feet
            into += [block for block in walker.blocks(package.xml(name)) if block not in into]
    return worded(heads), worded(feet)
