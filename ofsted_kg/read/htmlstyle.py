"""What a web page's styles say is not seen.

In: a page's style sheets, the attributes of an element. Out: whether the element is hidden or
struck out, raised, or an item of a list that Word drew. Of CSS only what hides, and what shows again, is
read, as a wide screen has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ofsted_kg.read.htmlselectors import Attributes, Element, Selector, element_of, read_selector

# Elements that no reader sees, or that are no text of the page.
UNSEEN = frozenset(
    re.findall(
        r"\w+",
        """audio button canvas datalist del dialog head iframe map nav noscript object option rp rt s script
        select strike style svg template textarea title video xml""",
    )
)
_HIDING = re.compile(
    r"mso-hide\s*:\s*all"
    r"|text-decoration(?:-line)?\s*:[^;]{0,60}line-through"
    r"|(?:left|right|top|text-indent)\s*:\s*-\d{3,5}(?:\.\d{1,9})?(?:px|r?em)"  # far off the page
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0{1,9})?(?:p[xt]|r?em|%)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*[01](?:\.\d{1,9})?p[xt]\s*(?:;|!|$)"  # nobody reads what is so small
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)"
    r"|filter\s*:\s*opacity\(\s*0(?:\.0{1,9})?%?\s*\)"
    r"|(?<![\w-])font\s*:[^;]{0,40}?(?<![\w.])0(?:p[xt]|r?em|%)?(?:/|\s)"
    r"|(?<![\w-])color\s*:\s*transparent|transform\s*:\s*scale[xy]?\(\s*0",
    re.IGNORECASE,
)
# Of these the weightiest rule holds: a page hides what it shows under another condition.
_DISPLAY = re.compile(
    r"(?<![\w-])(?P<property>display|visibility)\s*:\s*(?P<value>[a-z-]{1,20})[^;!]{0,40}(?P<important>!\s*important)?",
    re.IGNORECASE,
)
_NOT_SEEN = frozenset({"none", "hidden", "collapse"})
_AS_AROUND = frozenset({"inherit", "unset"})
# Weightier than any selector: what the element itself says; then what is important.
_OWN, _IMPORTANT = 10**8, 10**9
_UNSAID = (-1, -1)
_CUT = re.compile(r"overflow\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_NO_SIZE = re.compile(
    r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*[01](?:px|pt|r?em|%)?\s*(?:;|!|$)", re.IGNORECASE
)
_WHITE = r"(?:white\b|#f{3}(?:f{3})?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b)"
# Words in the colour of the paper; who paints what is behind them may read them.
_PALE = re.compile(rf"(?<![\w-])color\s*:\s*{_WHITE}", re.IGNORECASE)
_PAPER = re.compile(_WHITE, re.IGNORECASE)
_PAINTED = re.compile(r"background(?:-color|-image)?\s*:\s*(?P<what>[^;]{1,200})", re.IGNORECASE)
_UNPAINTED = re.compile(rf"\s*(?:{_WHITE}|transparent\b|none\b|inherit\b|initial\b)", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]{1,60})", re.IGNORECASE)
_ESCAPED = re.compile(r"/\*.{0,200}?\*/|\\(?![0-9a-f])", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|top|text-top)\b", re.IGNORECASE)
_KEPT_SPACE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_ITEM = re.compile(r"mso-list\s*:\s*(?!ignore|none|skip)[a-z]", re.IGNORECASE)
_ITEM_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_FOOTNOTE = re.compile(r"footnote|endnote|\bfn-?ref\b|sdfootnoteanc", re.IGNORECASE)
_NOTE_LINK = re.compile(
    r"#(?:_?(?:ftn|edn|fn|en)\w{0,9}\d|(?:foot|end)?note|sd(?:foot|end)note|cite_note)", re.IGNORECASE
)
# Lines of a table of contents that Word wrote: their numbers are those of pages.
_CONTENTS = re.compile(r"MsoToc\d")
_FOR_THE_EAR = frozenset(
    re.findall(
        r"\S+",
        """sr-only visually-hidden govuk-visually-hidden screen-reader-text visuallyhidden screenreader-only
        element-invisible offscreen off-screen d-none hidden is-hidden u-hidden invisible""",
    )
)
# Rules that hold for a page as it is seen on a screen of any width.
_SCREEN = re.compile(
    r"@(?:media\s+(?:(?:only\s+)?(?:screen|all)(?:\s+and)?)?\s*(?:\(\s*min-width[^()]{1,40}\))?\s*$|layer\b|supports\b)",
    re.IGNORECASE,
)
# Between the selectors of a rule, not those in brackets.
_COMMA = re.compile(r",(?![^(\[]{0,200}[)\]])")
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*(?:\*/|$)")
_MOST_RULES = 5000


class Styles:
    """The rules of a page's style sheets that hide elements, that paint them, that print them pale."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[Selector, str, tuple[int, int]]]] = {}
        self._count = 0
        self._raising = False

    def read(self, sheet: str) -> None:
        """Read a style sheet."""
        sheet = _COMMENT.sub("", sheet).replace("<!--", "").replace("-->", "")
        around: list[str] = []
        said = ""
        for part in re.split(r"([{}])", sheet):
            if part == "{":
                around.append(said.rpartition(";")[2].strip())
                said = ""
            elif part == "}":
                if around:
                    selectors = around.pop()
                    if selectors and selectors[0] != "@" and all(map(_SCREEN.match, around)):
                        self._rule(selectors, said)
                said = ""
            else:
                said = part

    def _rule(self, selectors: str, said: str) -> None:
        kinds = [(kind, 0) for kind, holds in (("hides", _hides), ("pale", _PALE.search)) if holds(said)]
        kinds += [("paints", 0)] if _paints(said) else []
        if _RAISED.search(said):
            kinds.append(("raises", 0))
            self._raising = True
        kinds += [(word, extra) for word, extra in _displays(said).values()]
        for words in _COMMA.split(selectors) if kinds else ():
            selector = read_selector(words)
            if selector is not None and self._count < _MOST_RULES:
                self._count += 1
                rules = self._rules.setdefault(selector.key, [])
                rules += [(selector, kind, (selector.weight + extra, self._count)) for kind, extra in kinds]

    def _said(self, element: Element, around: Sequence[Element]) -> dict[str, tuple[int, int]]:
        """Return of each kind of rule that means an element the weight of the weightiest."""
        found: dict[str, tuple[int, int]] = {}
        for key in (element.tag, "*", *element.names):
            for selector, kind, rank in self._rules.get(key, ()):
                if rank > found.get(kind, _UNSAID) and selector.means(element, around):
                    found[kind] = rank
        return found

    def hides(
        self, tag: str, attributes: Attributes, around: Sequence[Element], *, painted: bool
    ) -> tuple[bool, bool | None]:
        """Tell whether an element is hidden or struck out, and whether it is invisible.

        What is hidden is so with all that lies in it; in what is invisible something may be visible. None
        where an element is as visible as what it lies in.

        Args:
            tag: of the element.
            attributes: of the element.
            around: the elements it lies in, the outermost first.
            painted: it or one of them is painted, so that pale words are seen.
        """
        if not attributes and not self._rules:
            return False, None
        classes = attributes.get("class", "")
        style = _ESCAPED.sub("", attributes.get("style", ""))
        if (
            "hidden" in attributes
            or attributes.get("aria-hidden", "").strip().lower() == "true"
            or (style and (_hides(style) or _one_colour(style)))
            or (classes and (not _FOR_THE_EAR.isdisjoint(classes.split()) or _CONTENTS.match(classes)))
        ):
            return True, None
        if not painted and (_PALE.search(style) or _PAPER.fullmatch(attributes.get("color", "").strip())):
            return True, None
        said = self._said(element_of(tag, attributes), around) if self._rules else {}
        for word, extra in _displays(style).values():
            said[word] = max((_OWN + extra, 0), said.get(word, _UNSAID))
        out = said.get("display none", _UNSAID) > said.get("display otherwise", _UNSAID)
        dark, light = (said.get(f"visibility {word}", _UNSAID) for word in ("none", "otherwise"))
        invisible = dark > light if dark != light else None
        return out or "hides" in said or (not painted and "pale" in said), invisible

    def raises(self, tag: str, attributes: Attributes, around: Sequence[Element]) -> bool:
        """Tell whether a rule raises an element, as it does marks of footnotes."""
        return self._raising and "raises" in self._said(element_of(tag, attributes), around)

    def paints(self, tag: str, attributes: Attributes, around: Sequence[Element]) -> bool:
        """Tell whether an element has a colour or a picture behind its words."""
        colour = attributes.get("bgcolor", "").strip()
        return bool(
            (colour and not _PAPER.fullmatch(colour))
            or attributes.get("background")
            or _paints(attributes.get("style", ""))
            or (self._rules and "paints" in self._said(element_of(tag, attributes), around))
        )


def _displays(style: str) -> dict[str, tuple[str, int]]:
    """Return of each property by which a style hides or shows what it says at last, and its weight."""
    found: dict[str, tuple[str, int]] = {}
    for said in _DISPLAY.finditer(style):
        name = said["property"].lower()
        if name == "visibility" and said["value"].lower() in _AS_AROUND:
            continue
        extra = _IMPORTANT if said["important"] else 0
        word = f"{name} none" if said["value"].lower() in _NOT_SEEN else f"{name} otherwise"
        if extra >= found.get(name, ("", 0))[1]:
            found[name] = (word, extra)
    return found


def _hides(style: str) -> bool:
    return bool(_HIDING.search(style) or (_CUT.search(style) and _NO_SIZE.search(style)))


def _paints(style: str) -> bool:
    return any(not _UNPAINTED.match(found["what"]) for found in _PAINTED.finditer(style))


def _one_colour(style: str) -> bool:
    """Tell whether words have the colour of what is behind them."""
    colour, behind = _COLOUR.search(style), _PAINTED.search(style)
    return bool(
        colour and behind and colour[1].strip().lower() == behind["what"].split("!")[0].strip().lower()
    )


def is_raised(tag: str, attributes: Attributes) -> bool:
    """Tell whether an element may hold the mark of a footnote."""
    return bool(
        tag == "sup"
        or _RAISED.search(attributes.get("style", ""))
        or _FOOTNOTE.search(attributes.get("class", ""))
        or (tag == "a" and _NOTE_LINK.match(attributes.get("href", "")))
    )


def keeps_space(tag: str, attributes: Attributes) -> bool:
    """Tell whether blanks and line ends count as they stand."""
    return tag in ("pre", "listing", "xmp") or bool(_KEPT_SPACE.search(attributes.get("style", "")))


def is_item(attributes: Attributes) -> bool:
    """Tell whether Word wrote a paragraph that is an item of a list."""
    return bool(_ITEM.search(attributes.get("style", "")))


def is_item_mark(attributes: Attributes) -> bool:
    """Tell whether Word drew the mark of an item here."""
    return bool(_ITEM_MARK.search(attributes.get("style", "")))
