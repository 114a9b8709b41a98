"""Open the ZIP container that Word and LibreOffice keep a document in, within bounds.

In: the bytes of a file (APPNOTE.TXT of PKWARE; ECMA-376 part 2; ODF 1.3 part 2). Out: its
parts as bytes or as XML. What a part unpacks to, and how many elements it may hold, is
bounded before it is unpacked or parsed: a few kilobytes may claim to be gigabytes.
"""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ofsted_kg.errors import UnreadableFile

# What zipfile and the XML parser raise where the bytes are not as they should be: a wrong
# checksum or compression, a locked part, a missing part, no XML.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    KeyError,
    IndexError,
    ValueError,
    AttributeError,
    OSError,
    ElementTree.ParseError,
)
_LARGEST_PART = 64_000_000
_MOST_TAGS = 3_000_000
_MOST_PARTS = 10_000
_FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"
# How XML that is not in UTF-8 begins (XML 1.0, F.1): with a mark of its order of bytes, or a tag.
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_ENCODING = re.compile(r"(<\?xml\b[^<>]{0,100}?)\sencoding\s?=\s?[\"'][\w.-]{1,40}[\"']")


class Parts(Protocol):
    """The parts of a document."""

    def __contains__(self, name: str) -> bool: ...

    def bytes(self, name: str) -> bytes:
        """Return a part's bytes."""

    def xml(self, name: str) -> Element:
        """Return a part's root element."""


class Package:
    """A document's container."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._sizes = {entry.filename: entry.file_size for entry in self._archive.infolist()}
        except (*DAMAGE, UnicodeDecodeError) as error:
            raise UnreadableFile(
                "the file is a damaged archive or Word file", file=path, remedy="Download it again"
            ) from error
        if len(self._sizes) > _MOST_PARTS:
            raise UnreadableFile(
                f"the file has more than {_MOST_PARTS:,} parts", file=path, remedy="Save it as text"
            )

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def names(self) -> list[str]:
        """Return the names of all parts, in the container's order."""
        return list(self._sizes)

    def bytes(self, name: str) -> bytes:
        """Return a part's bytes.

        Raises:
            UnreadableFile: it unpacks to more than a letter ever holds.
        """
        if self._sizes[name] > _LARGEST_PART:
            raise UnreadableFile(
                f"its part {name} unpacks to {self._sizes[name] // 1_000_000} MB, more than "
                f"{_LARGEST_PART // 1_000_000} MB",
                file=self._path,
                remedy="Save the letter without its pictures, or as text",
            )
        with self._archive.open(name) as part:
            # A part that unpacks to more than its entry says is damaged: never more is read.
            return part.read(_LARGEST_PART)

    def xml(self, name: str) -> Element:
        """Return a part's root element.

        Raises:
            UnreadableFile: it is too large.
            ValueError: it declares a document type, which these formats forbid.
        """
        return parse_xml(self._path, self.bytes(name))


class FlatPackage:
    """A document's container written as one XML file, as Word saves it ("Word XML Document", flat OPC)."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._elements: dict[str, Element] = {}
        self._bytes: dict[str, bytes] = {}
        for part in parse_xml(path, data):
            name = (attribute(part, "name") or "").lstrip("/")
            xml, binary = child(part, "xmlData"), child(part, "binaryData")
            if xml is not None and len(xml):
                self._elements[name] = xml[0]
            elif binary is not None:
                self._bytes[name] = base64.b64decode(binary.text or "")

    def __contains__(self, name: str) -> bool:
        return name in self._elements or name in self._bytes

    def bytes(self, name: str) -> bytes:
        """Return a part's bytes."""
        if name in self._bytes:
            return self._bytes[name]
        written: bytes = ElementTree.tostring(self._elements[name], "utf-8")
        return written

    def xml(self, name: str) -> Element:
        """Return a part's root element."""
        return self._elements[name]


def is_flat(opening: bytes) -> bool:
    """Tell whether a file begins as a container that is one XML file."""
    return _FLAT in opening.replace(b"\x00", b"")


def parse_xml(path: Path, data: bytes) -> Element:
    """Parse XML, in UTF-8 or UTF-16, that is not too large and declares no entities.

    Raises:
        UnreadableFile: it holds more tags than any letter.
        ValueError: it declares a document type.
    """
    if data.count(b"<") > _MOST_TAGS:
        raise UnreadableFile(
            f"the file holds more than {_MOST_TAGS:,} XML tags", file=path, remedy="Save it as text"
        )
    encoding = next((name for first, name in _WIDE if data.startswith(first)), "")
    if encoding:
        data = _ENCODING.sub(r"\1", data.decode(encoding), count=1).encode()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data[:64]:
        raise ValueError("its XML declares a document type")
    return ElementTree.fromstring(data)  # noqa: S314 - see above


def local(element: Element) -> str:
    """Return an element's name without its namespace: transitional and strict files differ only there."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute's value by its name without namespace."""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return value
    return None


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of that name."""
    if element is None:
        return None
    return next((inner for inner in element if local(inner) == name), None)
