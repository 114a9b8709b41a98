"""Take apart the XML that Word 2003 saved as if it were a .docx, for the reader of those.

In: the bytes of a file whose root is ``w:wordDocument`` (Office 2003 XML Reference Schemas, before
ECMA-376). Out: ``OldPackage``, the parts that such a container has. What has another name there gets the
later one; what only tells of the layout (sections, groups with a border) or of what words are (smart tags,
other people's XML) is a wrapper; a tracked change is an annotation there, and a header stands in its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from ofsted_kg.read.package import FlatPackage, attribute, child, local, parse_xml

# As Apache Tika names it; IANA knows no name.
MEDIA_TYPE = "application/vnd.ms-wordml"
_WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
_HINTS = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_CHANGES = "{http://schemas.microsoft.com/aml/2001/core}"
_DRAWN = tuple(f"{{urn:schemas-microsoft-com:{name}}}" for name in ("vml", "office:office", "office:word"))
# `<w:wordDocument xmlns:aml="…" xmlns:w="http://…/wordml" …>`
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?wordDocument\s[^>]{0,15000}" + re.escape(_WORD).encode() + rb"[\"']")
_WRAPPER, _HINT = "customXml", "hint"
_LATER = {
    "hlink": "hyperlink",
    "vmerge": "vMerge",
    "footnote": "footnoteReference",
    "endnote": "endnoteReference",
    "cfChunk": _WRAPPER,
    "listPr": "numPr",
    "ilfo": "numId",
    "listDef": "abstractNum",
    "list": "num",
    "ilst": "abstractNumId",
    "nfc": "numFmt",
}
_KEYS = {"listDefId": "abstractNumId", "ilfo": "numId"}
# Forms of numbers (17.18.59) by their number there; others are read as figures.
_FORMS = {
    "1": "upperRoman",
    "2": "lowerRoman",
    "3": "upperLetter",
    "4": "lowerLetter",
    "23": "bullet",
    "255": "none",
}
_TRACKED = {"Word.Insertion": "ins", "Word.Deletion": "del"}
_MARGINS = {"hdr": "header", "ftr": "footer"}
_MAIN = "word/document.xml"


def is_wordml(opening: bytes) -> bool:
    """Tell whether a file begins as XML of Word 2003, in UTF-8 or UTF-16."""
    return _ROOT.search(opening.replace(b"\x00", b"")) is not None


class OldPackage(FlatPackage):
    """A document of Word 2003 in XML, as the container it would be later."""

    def __init__(self, path: Path, data: bytes) -> None:
        root = parse_xml(path, data)
        saved = child(child(root, "DocumentProperties"), "LastSaved")
        for element in root.iter():
            _rename(element)
        self._bytes = {}
        self._elements = {_MAIN: root, "_rels/.rels": _relations(("", "officeDocument", f"/{_MAIN}"))}
        related = []
        for kind, name in (("styles", "styles"), ("numbering", "lists")):
            part = child(root, name)
            if part is not None:
                self._elements[f"word/{kind}.xml"] = part
                related.append((kind, kind, f"{kind}.xml"))
        for name, kind, part in _margins(root):
            self._elements[f"word/{name}.xml"] = part
            related.append((name, kind, f"{name}.xml"))
        self._elements["word/_rels/document.xml.rels"] = _relations(*related)
        if saved is not None:
            core = Element("coreProperties")
            core.append(saved)
            saved.tag = "modified"
            self._elements["core.xml"] = core
            self._elements["_rels/.rels"].extend(_relations(("core", "core-properties", "core.xml")))


def _rename(element: Element) -> None:
    """Give an element, and what it says of itself, the later name."""
    tag = element.tag
    name = local(element)
    if tag.startswith(_CHANGES):
        tracked = _TRACKED.get(attribute(element, "type") or "", _HINT)
        element.tag = _WRAPPER if name == "content" else tracked
    elif tag.startswith(_HINTS):
        element.tag = _WRAPPER if name in ("sect", "sub-section", "pBdrGroup") else _HINT
    elif tag.startswith(f"{{{_WORD}}}"):
        if name == "r" and _is_deleted(child(element, "rPr")):
            element.tag = "del"
        elif name == "nfc":
            element.attrib = {"val": _FORMS.get(attribute(element, "val") or "", "decimal")}
        elif name in ("list", "listDef"):
            element.attrib = {_KEYS.get(key.rpartition("}")[2], key): v for key, v in element.attrib.items()}
        element.tag = _LATER.get(name, element.tag)
    elif not tag.startswith(_DRAWN):
        element.tag = _WRAPPER


def _is_deleted(properties: Element | None) -> bool:
    changes = properties if properties is not None else ()
    return any(local(e) == "annotation" and attribute(e, "type") == "Word.Deletion" for e in changes)


def _margins(root: Element) -> Iterator[tuple[str, str, Element]]:
    """Take headers and footers out of the sections, and leave where they are to be found."""
    number = 0
    for section in root.iter(f"{{{_WORD}}}sectPr"):
        for at, element in enumerate(section):
            kind = _MARGINS.get(local(element))
            if kind is not None:
                pages = (attribute(element, "type") or "odd").replace("odd", "default")
                number += 1
                name = f"{kind}{number}"
                section[at] = Element(f"{kind}Reference", {"type": pages, "id": name})
                yield name, kind, element


def _relations(*targets: tuple[str, str, str]) -> Element:
    """Return the list of the parts that a part refers to: their number, kind and name."""
    found = Element("Relationships")
    for name, kind, target in targets:
        found.append(Element("Relationship", {"Id": name, "Type": kind, "Target": target}))
    return found
