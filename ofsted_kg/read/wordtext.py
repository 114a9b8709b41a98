"""Walk through the mark-up of a Word file and gather what a reader of the page sees.

In: the elements of WordprocessingML (ECMA-376 part 1, 17), transitional or strict. Out: blocks.
Content controls, smart tags, fields and text boxes are read through; insertions and moves of
tracked changes are taken as accepted, deletions as made; hidden and struck text is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from ofsted_kg.read.flow import FOOTNOTE_MARK, Block, LeftOut, Paragraph, Table
from ofsted_kg.read.package import attribute, child, local
from ofsted_kg.read.wordstyles import Lists, Styles, is_on, is_painted

# What stands round text without changing it.
_THROUGH = frozenset(
    {"sdtContent", "smartTag", "customXml", "hyperlink", "fldSimple", "bdo", "dir", "ruby", "rubyBase"}
    | {"oMath", "oMathPara", "subDoc", "ins", "moveTo", "Choice"}
)
_REMOVED = frozenset({"del", "moveFrom"})
_REVISED = frozenset({"ins", "moveTo"}) | _REMOVED
_UNSEEN = ("vanish", "strike", "dstrike")
_PLAIN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DRAWN = frozenset({"drawing", "pict", "object"})
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
# Fields that only number the pages or list what stands on which: furniture, never text of the letter.
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|TOC|TOA|INDEX)\b", re.IGNORECASE)
_BULLET_FONTS = ("symbol", "wingdings")
# Deeper than any letter nests its tables and controls.
_DEEPEST = 60


class Walker:
    """Turns elements into blocks, and remembers what was left out.

    Attributes:
        left_out: what was not taken as text.

    Args:
        styles: of the file.
        lists: of the file.
        embedded: returns the text of a document that the file embeds, by its relation.
    """

    def __init__(self, styles: Styles, lists: Lists, embedded: Callable[[str], str]) -> None:
        self._styles = styles
        self._lists = lists
        self._embedded = embedded
        # Of the open fields: what each is, and whether its result has begun.
        self._fields: list[tuple[list[str], bool]] = []
        self._held = ""  # a paragraph whose end was deleted goes on in the next
        self._depth = 0
        self._painted = 0  # of what is open, how much has a colour behind it
        self.left_out = LeftOut()

    def blocks(self, parent: Element) -> list[Block]:
        """Return the blocks in an element: a body, a cell, a text box, a header."""
        if self._depth >= _DEEPEST:
            self.left_out.deep = True
            return []
        self._depth += 1
        found: list[Block] = []
        for element in parent:
            found += self._block(element)
        self._depth -= 1
        return found

    def _block(self, element: Element) -> list[Block]:
        name = local(element)
        self.left_out.revised = self.left_out.revised or name in _REVISED
        if name == "p":
            return self._paragraph(element)
        if name == "tbl":
            painted = self._styles.paints(element)
            self._painted += painted
            table = Table(tuple(self._rows(element)))
            self._painted -= painted
            return [table]
        if name == "sdt":
            return [] if _is_placeholder(element) or _lists_contents(element) else self._content(element)
        if name == "AlternateContent":
            return self.blocks(_alternative(element))
        if name in _THROUGH:
            return self.blocks(element)
        if name == "altChunk":
            return [Paragraph(self._embedded(attribute(element, "id") or ""))]
        return []

    def _content(self, control: Element) -> list[Block]:
        content = child(control, "sdtContent")
        return self.blocks(content) if content is not None else []

    def _rows(self, parent: Element) -> Iterator[tuple[tuple[Block, ...], ...]]:
        for element in parent:
            name = local(element)
            if name == "tr":
                properties = child(element, "trPr")
                if any(child(properties, change) is not None for change in ("del", "ins")):
                    self.left_out.revised = True
                if child(properties, "del") is not None:
                    continue
                if is_on(properties, "hidden"):
                    self.left_out.unseen = True
                    continue
                yield tuple(tuple(cell) for cell in self._cells(element))
            elif name in ("sdt", *_THROUGH):
                inner = child(element, "sdtContent") if name == "sdt" else element
                if inner is not None:
                    yield from self._rows(inner)

    def _cells(self, parent: Element) -> Iterator[list[Block]]:
        for element in parent:
            name = local(element)
            if name == "tc":
                merge = child(child(element, "tcPr"), "vMerge")
                # A cell merged with the one above holds nothing that is seen.
                merged = merge is not None and (attribute(merge, "val") or "continue") == "continue"
                painted = is_painted(child(child(element, "tcPr"), "shd"))
                self._painted += painted
                yield [] if merged else self.blocks(element)
                self._painted -= painted
            elif name in ("sdt", *_THROUGH):
                inner = child(element, "sdtContent") if name == "sdt" else element
                if inner is not None:
                    yield from self._cells(inner)

    def _paragraph(self, element: Element) -> list[Block]:
        properties = child(element, "pPr")
        styles = self._styles.paragraph(properties)
        boxes: list[Block] = []
        parts = [self._held]
        painted = is_painted(child(properties, "shd")) or any(
            is_painted(child(child(style, "pPr"), "shd")) for style in styles
        )
        self._painted += painted
        self._inline(element, styles, parts, boxes)
        self._painted -= painted
        text = "".join(parts)
        mark = child(properties, "rPr")
        self._held = ""
        if any(child(mark, name) is not None for name in _REVISED):
            self.left_out.revised = True
        if any(child(mark, name) is not None for name in _REMOVED):
            self._held = text
            return boxes
        if not text.strip():
            return boxes
        if self._styles.is_contents(properties):
            return boxes
        level = self._styles.level(properties)
        item = "" if level else self._lists.mark(properties)
        return [Paragraph(text, level, item), *boxes]

    def _inline(
        self, parent: Element, styles: tuple[Element, ...], parts: list[str], boxes: list[Block]
    ) -> None:
        if self._depth >= _DEEPEST:
            self.left_out.deep = True
            return
        self._depth += 1
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, styles, parts, boxes)
            elif name in _REMOVED:
                self.left_out.revised = True
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None and not _is_placeholder(element):
                    self._inline(content, styles, parts, boxes)
            elif name == "AlternateContent":
                self._inline(_alternative(element), styles, parts, boxes)
            elif name == "fldSimple" and _PAGE_FIELD.match(attribute(element, "instr") or ""):
                continue
            elif name in _THROUGH or name in ("e", "num", "den", "sub", "sup", "fName", "f", "sSub", "sSup"):
                self.left_out.revised = self.left_out.revised or name in _REVISED
                self._inline(element, styles, parts, boxes)
            elif name in _DRAWN:
                boxes += self._drawn(element)
        self._depth -= 1

    def _run(self, run: Element, styles: tuple[Element, ...], parts: list[str], boxes: list[Block]) -> None:
        properties = child(run, "rPr")
        words: list[str] = []
        for element in run:
            name = local(element)
            if name == "fldChar":
                self._field(attribute(element, "fldCharType") or "")
            elif name == "instrText":
                if self._fields:
                    self._fields[-1][0].append(element.text or "")
            elif name in _NOTES:
                self.left_out.notes += 1
            elif name in _DRAWN:
                boxes += self._drawn(element)
            elif name == "AlternateContent":
                for inner in _alternative(element):
                    if local(inner) in _DRAWN:
                        boxes += self._drawn(inner)
            elif name == "sym":
                words.append(_symbol(element))
            elif name == "t":
                words.append(element.text or "")
            else:
                words.append(_PLAIN.get(name, ""))
        text = "".join(words)
        if not text or not self._is_shown():
            return
        if self._styles.toggled(properties, styles, *_UNSEEN) or self._styles.is_too_faint(
            properties, styles, painted=self._painted > 0
        ):
            self.left_out.unseen = self.left_out.unseen or bool(text.strip())
            return
        if FOOTNOTE_MARK.match(text) and self._styles.is_raised(properties) and "".join(parts).strip():
            return
        parts.append(text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(([], False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self) -> bool:
        """Tell whether what comes is text, and not a field's instructions or a page's number."""
        return all(begun and not _PAGE_FIELD.match("".join(code)) for code, begun in self._fields)

    def _drawn(self, element: Element) -> list[Block]:
        """Return what stands in the text boxes of a drawing."""
        found: list[Block] = []
        held, self._held = self._held, ""
        fields, self._fields = self._fields, []
        self._painted += 1  # what colour a shape has is not looked at
        todo = [element]
        while todo:
            at = todo.pop()
            if local(at) == "txbxContent":
                found += self.blocks(at)
            elif local(at) == "AlternateContent":
                todo.append(_alternative(at))
            elif local(at) == "textpath":
                # A watermark: "DRAFT".
                found.append(Paragraph(attribute(at, "string") or ""))
            else:
                todo += reversed(list(at))
        self._held, self._fields = held, fields
        self._painted -= 1
        return found


def _is_placeholder(control: Element) -> bool:
    """Tell whether a control only says that one may click there to write."""
    return bool(is_on(child(control, "sdtPr"), "showingPlcHdr"))


def _lists_contents(control: Element) -> bool:
    """Tell whether a control holds the table of contents: its numbers are those of pages."""
    gallery = child(child(child(control, "sdtPr"), "docPartObj"), "docPartGallery")
    return gallery is not None and "contents" in (attribute(gallery, "val") or "").lower()


def _alternative(element: Element) -> Element:
    """Return the first of several drawings of the same thing."""
    choice = child(element, "Choice")
    return choice if choice is not None else next(iter(element), element)


def _symbol(element: Element) -> str:
    """Return a character of a font of symbols: a bullet, where it is one of theirs."""
    code = attribute(element, "char") or ""
    font = (attribute(element, "font") or "").lower()
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if font.startswith(_BULLET_FONTS) and character >= "\ue000" else character
