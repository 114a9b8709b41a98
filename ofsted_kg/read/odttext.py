"""Walk through the mark-up of an OpenDocument text and gather what a reader of the page sees.

In: the elements of ODF 1.3 part 3 (5 to 10, 16, 20). Out: blocks. Text boxes, sections and
fields are read through; what tracked changes deleted, hidden and struck text, notes and
tables of contents are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ofsted_kg.read.flow import FOOTNOTE_MARK, Block, LeftOut, Paragraph, Table, label
from ofsted_kg.read.package import attribute, child, local

_SPACE = re.compile(r"[ \t\r\n]+")
_SKIPPED = frozenset(
    re.findall(
        r"[\w-]+",
        """note annotation annotation-end tracked-changes page-number page-count hidden-text script ruby-text
        table-of-content alphabetical-index table-index illustration-index object-index user-index
        bibliography title desc image binary-data event-listeners placeholder sequence-decls forms
        dde-connection-decls user-field-decls variable-decls""",
    )
)
_ROW_GROUPS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_TEXT_BLOCKS = frozenset({"p", "h", "list", "table", "section", "text-box", "numbered-paragraph"})
_DEEPEST = 60
_PALE = ("#ffffff", "#fefefe", "#fdfdfd")
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)pt$")
_LEAST = 2.0
_MOST_BLANKS = 100


class Styles:
    """The styles of a document: what they say of hidden, struck and raised text."""

    def __init__(self, *roots: Element) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, tuple[str, str, str]]] = {}
        # Where something has a colour behind it, pale words may be meant to stand there.
        self._painted = any(
            (attribute(part, "background-color") or "transparent").lower() not in (*_PALE, "transparent")
            for root in roots
            for part in root.iter()
        )
        for root in roots:
            for part in root:
                if local(part) in ("styles", "automatic-styles"):
                    for style in part:
                        self._add(style)

    def _add(self, style: Element) -> None:
        name = attribute(style, "name") or ""
        if local(style) == "style":
            self._styles[attribute(style, "family") or "", name] = style
        elif local(style) == "list-style":
            levels = {}
            for level in style:
                number = attribute(level, "level") or ""
                if number.isdigit() and len(number) < 3:
                    form = attribute(level, "num-format") if "number" in local(level) else "bullet"
                    levels[int(number)] = (
                        form or "",
                        attribute(level, "num-prefix") or "",
                        attribute(level, "num-suffix") or "",
                    )
            self._lists[name] = levels

    def chain(self, family: str, name: str | None) -> Iterator[Element]:
        """Yield a style and those that it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get((family, name or ""))
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")

    def said(self, family: str, name: str | None, *properties: str) -> str | None:
        """Return what the nearest style says of a property of characters."""
        for style in self.chain(family, name):
            holder = child(style, "text-properties")
            if holder is not None:
                for wanted in properties:
                    value = attribute(holder, wanted)
                    if value is not None:
                        return value
        return None

    def hides(self, family: str, name: str | None) -> bool | None:
        """Tell whether a style hides or strikes its text; None where it says nothing."""
        if self.said(family, name, "display") == "none":
            return True
        struck = self.said(family, name, "text-line-through-style", "text-line-through-type")
        if struck is not None and struck != "none":
            return True
        faint = self._is_too_faint(family, name)
        return faint if struck is None else bool(faint)

    def _is_too_faint(self, family: str, name: str | None) -> bool | None:
        """Tell whether words have the paper's colour, or letters that nobody can read."""
        size = _POINTS.match(self.said(family, name, "font-size") or "")
        colour = self.said(family, name, "color")
        if (size and float(size[1]) < _LEAST) or (
            colour is not None and colour.lower() in _PALE and not self._painted
        ):
            return True
        return None if size is None and colour is None else False

    def raises(self, name: str | None) -> bool:
        """Tell whether a style sets its text as superscript."""
        position = (self.said("text", name, "text-position") or "").split()
        return bool(position) and (position[0] == "super" or not position[0].startswith(("-", "0", "sub")))

    def item(self, style: str, level: int, count: int) -> str:
        """Return the mark of a list's item; empty where the list has none."""
        form, prefix, suffix = self._lists.get(style, {}).get(level, ("bullet", "", ""))
        return "•" if form == "bullet" else label(count, form, prefix, suffix)


class Walker:
    """Turns elements into blocks.

    Attributes:
        left_out: what was not taken as text.
        first_page: name of the layout of the first page, where a paragraph names it.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._depth = 0
        self.left_out = LeftOut()
        self.first_page: str | None = None
        self._paged = False

    def blocks(self, parent: Element) -> list[Block]:
        """Return the blocks in an element."""
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
        if name in ("p", "h"):
            return self._paragraph(element)
        if name == "list":
            return self._list(element, "", 1)
        if name == "table":
            return [Table(tuple(self._rows(element)))]
        if name == "tracked-changes":
            self.left_out.revised = self.left_out.revised or len(element) > 0
            return []
        if name in _SKIPPED:
            return []
        if name == "section" and attribute(element, "display") == "none":
            self.left_out.unseen = True
            return []
        return self.blocks(element)

    def _list(self, element: Element, style: str, level: int) -> list[Block]:
        style = attribute(element, "style-name") or style
        found: list[Block] = []
        count = 0
        self._depth += 1
        for item in element if self._depth < _DEEPEST else ():
            if local(item) not in ("list-item", "list-header"):
                continue
            begins = attribute(item, "start-value") or ""
            count = int(begins) if begins.isdigit() and len(begins) < 6 else count + 1
            mark = self._styles.item(style, level, count) if local(item) == "list-item" else ""
            for inner in item:
                if local(inner) == "list":
                    found += self._list(inner, style, level + 1)
                    continue
                for block in self._block(inner):
                    if isinstance(block, Paragraph) and not block.level:
                        found.append(Paragraph(block.text, 0, mark))
                        mark = ""
                    else:
                        found.append(block)
        self._depth -= 1
        return found

    def _rows(self, parent: Element) -> Iterator[tuple[tuple[Block, ...], ...]]:
        for element in parent:
            name = local(element)
            if name in _ROW_GROUPS:
                yield from self._rows(element)
            elif name == "table-row":
                if attribute(element, "visibility") in ("collapse", "filter"):
                    self.left_out.unseen = True
                    continue
                yield tuple(self._cells(element))

    def _cells(self, row: Element) -> Iterator[tuple[Block, ...]]:
        wide = 0
        for element in row:
            if local(element) == "table-cell":
                spanned = attribute(element, "number-columns-spanned") or "1"
                wide = int(spanned) - 1 if spanned.isdigit() and len(spanned) < 4 else 0
                yield tuple(self.blocks(element))
            elif local(element) == "covered-table-cell":
                if not wide:
                    yield ()
                wide = max(0, wide - 1)

    def _paragraph(self, element: Element) -> list[Block]:
        style = attribute(element, "style-name")
        if not self._paged:
            self._paged = True
            self.first_page = next(
                (
                    n
                    for s in self._styles.chain("paragraph", style)
                    if (n := attribute(s, "master-page-name"))
                ),
                None,
            )
        parts: list[str] = []
        boxes: list[Block] = []
        hidden = any(
            local(inner) == "hidden-paragraph" and attribute(inner, "is-hidden") == "true"
            for inner in element
        )
        self._inline(element, parts, boxes, hidden or bool(self._styles.hides("paragraph", style)))
        text = "\n".join(line.strip(" ") for line in "".join(parts).split("\n"))
        level = attribute(element, "outline-level") or "1"
        depth = int(level) if level.isdigit() and len(level) < 3 else 1
        heading = min(depth, 6) if local(element) == "h" else 0
        return [*([Paragraph(text, heading)] if text.strip() else []), *boxes]

    def _inline(self, parent: Element, parts: list[str], boxes: list[Block], hidden: bool) -> None:
        if self._depth >= _DEEPEST:
            self.left_out.deep = True
            return
        self._depth += 1
        self._say(parent.text, parts, hidden)
        for element in parent:
            self._element(element, local(element), parts, boxes, hidden)
            self._say(element.tail, parts, hidden)
        self._depth -= 1

    def _element(
        self, element: Element, name: str, parts: list[str], boxes: list[Block], hidden: bool
    ) -> None:
        if name == "s":
            count = attribute(element, "c") or "1"
            self._add(" " * min(int(count) if count.isdigit() else 1, _MOST_BLANKS), parts, hidden)
        elif name == "tab":
            self._add("\t", parts, hidden)
        elif name == "line-break":
            self._add("\n", parts, hidden)
        elif name == "note":
            self.left_out.notes += 1
        elif name in _SKIPPED:
            return
        elif name == "span":
            style = attribute(element, "style-name")
            said = self._styles.hides("text", style)
            inner: list[str] = []
            self._inline(element, inner, boxes, hidden if said is None else said)
            words = "".join(inner)
            if not (FOOTNOTE_MARK.match(words) and "".join(parts).strip() and self._styles.raises(style)):
                parts.append(words)
        elif name in _TEXT_BLOCKS:
            boxes += self._block(element)
        elif "}" in element.tag and "drawing" in element.tag.partition("}")[0]:
            boxes += self.blocks(element)
        else:
            self._inline(element, parts, boxes, hidden)

    def _say(self, words: str | None, parts: list[str], hidden: bool) -> None:
        if words:
            folded = _SPACE.sub(" ", words)
            if folded.startswith(" ") and parts and parts[-1].endswith(" "):
                folded = folded[1:]
            self._add(folded, parts, hidden)

    def _add(self, words: str, parts: list[str], hidden: bool) -> None:
        if hidden:
            self.left_out.unseen = self.left_out.unseen or bool(words.strip())
        else:
            parts.append(words)
