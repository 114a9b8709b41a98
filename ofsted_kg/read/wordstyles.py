"""What a Word file's styles and lists say of a paragraph or a run.

In: the parts ``styles.xml`` and ``numbering.xml`` (ECMA-376 part 1, 17.7 and 17.9). Out: whether
text is hidden, struck or raised, the level of a heading, the mark of a list item.
"""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element

from ofsted_kg.read.flow import HEADING_STYLE, label
from ofsted_kg.read.package import attribute, child, local

_CONTENTS = re.compile(r"toc\s+[1-9]$", re.IGNORECASE)
_LIST = re.compile(r"list\s+(?:bullet|number)|bullet", re.IGNORECASE)
_FORMS = {"lowerLetter": "a", "lowerRoman": "i"}
_ON = ("1", "true", "on")
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 20
# White, nearly white, and half a point to a point and a half, in half points.
_PALE = ("ffffff", "fefefe", "fdfdfd", "white")
_TINY = ("0", "1", "2", "3")


def is_on(properties: Element | None, name: str) -> bool | None:
    """Tell whether a toggle is set; None where nothing is said of it."""
    found = child(properties, name)
    return None if found is None else (attribute(found, "val") or "1").lower() not in _OFF


def is_painted(shading: Element | None) -> bool:
    """Tell whether a shading has another colour than paper."""
    if shading is None:
        return False
    fill = (attribute(shading, "fill") or "auto").lower()
    return fill not in (*_PALE, "auto") or (attribute(shading, "val") or "clear").startswith(("solid", "pct"))


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._chains: dict[str, tuple[Element, ...]] = {}
        for style in root if root is not None else ():
            name = attribute(style, "styleId")
            if local(style) == "style" and name is not None:
                self._styles[name] = style
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in _ON:
                    self._default = name

    def chain(self, name: str | None) -> tuple[Element, ...]:
        """Return a style and those that it is based on."""
        name = name or ""
        if name not in self._chains:
            found: list[Element] = []
            at: str | None = name
            while at in self._styles and len(found) < _DEEPEST:
                found.append(self._styles[at])
                based = child(found[-1], "basedOn")
                at = attribute(based, "val") if based is not None else None
            self._chains[name] = tuple(found)
        return self._chains[name]

    def paragraph(self, properties: Element | None) -> tuple[Element, ...]:
        """Return the styles of a paragraph."""
        style = child(properties, "pStyle")
        return self.chain(self._default if style is None else attribute(style, "val"))

    def toggled(self, run: Element | None, paragraph: tuple[Element, ...], *names: str) -> bool:
        """Tell whether one of these properties of characters is on for a run."""
        style = child(run, "rStyle")
        styles = self.chain(attribute(style, "val")) if style is not None else ()
        for name in names:
            for properties in (
                run,
                *(child(s, "rPr") for s in styles),
                *(child(s, "rPr") for s in paragraph),
            ):
                said = is_on(properties, name)
                if said is not None:
                    if said:
                        return True
                    break
        return False

    def is_too_faint(self, run: Element | None, paragraph: tuple[Element, ...], *, painted: bool) -> bool:
        """Tell whether a run has the paper's colour, or letters that nobody can read.

        Args:
            run: properties of the run.
            paragraph: styles of its paragraph.
            painted: there is a colour behind it.
        """
        size = self._nearest(run, paragraph, "sz")
        if size is not None and (attribute(size, "val") or "9") in _TINY:
            return True
        colour = None if painted else self._nearest(run, paragraph, "color")
        if colour is None or self._nearest(run, paragraph, "highlight") is not None:
            return False
        pale = (attribute(colour, "val") or "").lower() in _PALE or (
            attribute(colour, "themeColor") in ("background1", "light1")
        )
        return pale and not is_painted(self._nearest(run, paragraph, "shd"))

    def _nearest(self, run: Element | None, paragraph: tuple[Element, ...], name: str) -> Element | None:
        """Return what is nearest to a run of a property of characters."""
        style = child(run, "rStyle")
        styles = (*(self.chain(attribute(style, "val")) if style is not None else ()), *paragraph)
        for properties in (run, *(child(s, "rPr") for s in styles)):
            found = child(properties, name)
            if found is not None:
                return found
        return None

    def paints(self, table: Element) -> bool:
        """Tell whether a table's style has a colour behind some of its cells."""
        style = child(child(table, "tblPr"), "tblStyle")
        chain = self.chain(attribute(style, "val")) if style is not None else ()
        return any(is_painted(part) for entry in chain for part in entry.iter() if local(part) == "shd")

    def is_raised(self, run: Element | None) -> bool:
        """Tell whether a run is set as superscript, or by a footnote's style."""
        style = child(run, "rStyle")
        styles = self.chain(attribute(style, "val")) if style is not None else ()
        for properties in (run, *(child(s, "rPr") for s in styles)):
            align = child(properties, "vertAlign")
            if align is not None:
                return attribute(align, "val") == "superscript"
            raised = child(properties, "position")
            if raised is not None:
                return not (attribute(raised, "val") or "0").startswith(("-", "0"))
        return False

    def is_contents(self, properties: Element | None) -> bool:
        """Tell whether a paragraph is set as a line of the table of contents."""
        names = (child(style, "name") for style in self.paragraph(properties)[:1])
        return any(n is not None and _CONTENTS.match(attribute(n, "val") or "") for n in names)

    def level(self, properties: Element | None) -> int:
        """Return the level of a heading; 0 for any other paragraph."""
        chain = self.paragraph(properties)
        for style in chain:
            name = child(style, "name")
            heading = HEADING_STYLE.match((attribute(name, "val") or "") if name is not None else "")
            if heading:
                return int(heading[1])
        for holder in (properties, *(child(style, "pPr") for style in chain)):
            outline = child(holder, "outlineLvl")
            if outline is not None:
                number = attribute(outline, "val") or "9"
                return int(number) + 1 if number.isdigit() and int(number) < 6 else 0
        return 0


class Lists:
    """The lists of a document, and how far each has counted."""

    def __init__(self, styles: Styles, root: Element | None) -> None:
        self._styles = styles
        self._kinds: dict[tuple[str, str], tuple[str, str]] = {}
        self._counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        abstract: dict[str, dict[str, tuple[str, str]]] = {}
        for part in root if root is not None else ():
            if local(part) == "abstractNum":
                abstract[attribute(part, "abstractNumId") or ""] = {
                    attribute(lvl, "ilvl") or "0": (_value(lvl, "numFmt"), _value(lvl, "lvlText"))
                    for lvl in part
                    if local(lvl) == "lvl"
                }
            elif local(part) == "num":
                number = attribute(part, "numId") or ""
                for level, kind in abstract.get(_value(part, "abstractNumId"), {}).items():
                    self._kinds[number, level] = kind

    def mark(self, properties: Element | None) -> str:
        """Return the mark of a list's item; empty for any other paragraph."""
        chain = self._styles.paragraph(properties)
        level = ""
        for holder in (properties, *(child(style, "pPr") for style in chain)):
            numbering = child(holder, "numPr")
            if numbering is None:
                continue
            level = level or _value(numbering, "ilvl")
            number = _value(numbering, "numId")
            if number == "0":
                return ""
            if number:
                return self._label(number, level or "0")
        names = (child(style, "name") for style in chain)
        return "•" if any(n is not None and _LIST.search(attribute(n, "val") or "") for n in names) else ""

    def _label(self, number: str, level: str) -> str:
        form, pattern = self._kinds.get((number, level), ("bullet", ""))
        if form == "none" or (form != "bullet" and not pattern):
            return ""
        self._counts[number, level] += 1
        for other in list(self._counts):
            if other[0] == number and other[1] > level:
                del self._counts[other]
        if form == "bullet":
            return "•"
        prefix, _, suffix = pattern.partition(f"%{int(level) + 1 if level.isdigit() else 1}")
        return label(self._counts[number, level], _FORMS.get(form, "1"), prefix, suffix)


def _value(element: Element, name: str) -> str:
    found = child(element, name)
    return (attribute(found, "val") or "") if found is not None else ""
