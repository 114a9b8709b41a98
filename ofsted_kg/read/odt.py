"""Read a letter that is an OpenDocument text, as LibreOffice writes it.

In: the bytes of a .odt file (ODF 1.3, ISO/IEC 26300), packed or flat (.fodt). Out: a
``Document`` whose text is what a reader of the page sees, set as in a Word file's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document
from ofsted_kg.read.flow import Block, notices_of, worded, write
from ofsted_kg.read.moments import moment
from ofsted_kg.read.odttext import Styles, Walker
from ofsted_kg.read.package import DAMAGE, Package, attribute, child, local, parse_xml

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
FLAT_TYPE = "application/vnd.oasis.opendocument.text-flat-xml"


def is_odt(package: Package) -> bool:
    """Tell whether a container holds an OpenDocument text."""
    return "mimetype" in package and package.bytes("mimetype").startswith(MEDIA_TYPE.encode())


def read_odt(path: Path, data: bytes, package: Package | None = None) -> Document:
    """Read an OpenDocument text.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.
        package: the bytes opened; None for a flat file.

    Raises:
        UnreadableFile: it is damaged, locked, too large, or without text.
    """
    try:
        if package is None:
            content = styles = parse_xml(path, data)
        else:
            content = package.xml("content.xml")
            styles = package.xml("styles.xml") if "styles.xml" in package else content
        walker = Walker(Styles(styles, content))
        text = write(_blocks(content, styles, walker))
    except DAMAGE as error:
        locked = package is not None and _is_locked(package)
        what = "is locked with a password" if locked else f"is damaged ({error})"
        how = "without the password" if locked else "anew"
        raise UnreadableFile(
            f"the OpenDocument file {what}", file=path, remedy=f"Open it in LibreOffice and save it {how}"
        ) from error
    if not text.strip():
        raise UnreadableFile(
            "the OpenDocument file holds no text",
            file=path,
            remedy="If its pages are pictures, save it as PDF: their words are recognised there",
        )
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type=FLAT_TYPE if package is None else MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
        notices=notices_of(walker.left_out),
        made=_made(content, package),
    )


def _made(content: Element, package: Package | None) -> str:
    """Return when the file was last saved, as its metadata have it (ODF 1.3 part 3, 4.3)."""
    try:
        root = package.xml("meta.xml") if package is not None and "meta.xml" in package else content
    except (UnreadableFile, *DAMAGE):
        return ""  # what is told of the letter beside its text
    saved = child(child(root, "meta"), "date")
    return moment(saved.text or "") if saved is not None else ""


def _is_locked(package: Package) -> bool:
    name = "META-INF/manifest.xml"
    return name in package and b"encryption-data" in package.bytes(name)


def _blocks(content: Element, styles: Element, walker: Walker) -> list[Block]:
    body = child(child(content, "body"), "text")
    if body is None:
        raise ValueError("it has no text")
    blocks = walker.blocks(body)
    page = _master_page(styles, walker)
    return [
        *_margin(page, ("header-first", "header"), walker),
        *blocks,
        *_margin(page, ("footer-first", "footer"), walker),
    ]


def _margin(page: Element | None, names: Iterable[str], walker: Walker) -> list[Block]:
    found: list[Block] = []
    for name in names:
        part = child(page, name)
        if part is not None and attribute(part, "display") != "false":
            found += [block for block in walker.blocks(part) if block not in found]
    return worded(found)


def _master_page(styles: Element, walker: Walker) -> Element | None:
    """Return the layout of the first page."""
    # Not by their truth: an element without children is false, and Python will have it otherwise.
    holder = child(styles, "master-styles")
    pages = [page for page in (holder if holder is not None else ()) if local(page) == "master-page"]
    named = {attribute(page, "name"): page for page in pages}
    chosen = (named[name] for name in (walker.first_page, "Standard") if name in named)
    return next(chosen, pages[0] if pages else None)
