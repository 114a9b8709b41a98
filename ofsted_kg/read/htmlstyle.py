"""What a web page's styles say is not seen.

In: a page's style sheets, the attributes of an element. Out: whether the element is hidden or
struck out, raised, or an item of a list that Word drew. Of CSS only what hides is read, and of
selectors those of elements and what they lie in: ``p``, ``.draft``, ``#note``, ``span.del``, ``.box > p``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# Elements that no reader sees, or that are no text of the page.
UNSEEN = frozenset(
    re.findall(
        r"\w+",
        """audio button canvas datalist del dialog head iframe map nav noscript object option rp rt s script
        select strike style svg template textarea title video xml""",
    )
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|text-decoration(?:-line)?\s*:[^;]{0,60}line-through"
    r"|(?:left|right|top|text-indent)\s*:\s*-\d{3,5}(?:\.\d{1,9})?(?:px|r?em)"  # far off the page
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0{1,9})?(?:p[xt]|r?em|%)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*[01](?:\.\d{1,9})?p[xt]\s*(?:;|!|$)"  # nobody reads what is so small
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)"
    r"|(?<![\w-])color\s*:\s*transparent|transform\s*:\s*scale[xy]?\(\s*0",
    re.IGNORECASE,
)
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
_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,20})?((?:[.#][a-z_][\w-]{0,60}){0,4})$", re.IGNORECASE)
_WITHIN = re.compile(r"\s*>\s*|\s+")
# Rules that hold for a page as it is seen on a screen of any width.
_SCREEN = re.compile(r"@(?:media\s+(?:screen|all)\s*$|layer\b|supports\b)", re.IGNORECASE)
_DEEPEST = 60
_PART = re.compile(r"[.#][^.#]+")
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*(?:\*/|$)")
_MOST_RULES = 5000

Attributes = Mapping[str, str]


# An element as selectors see it: its tag, its classes and its identifier.
Element = tuple[str, frozenset[str]]


class Styles:
    """The rules of a page's style sheets that hide elements, that paint them, that print them pale."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[tuple[Element, ...], str]]] = {}
        self._count = 0

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
        kinds = [kind for kind, holds in (("hides", _hides), ("pale", _PALE.search)) if holds(said)]
        kinds += ["paints"] if _paints(said) else []
        for selector in selectors.split(",") if kinds else ():
            steps = [_SELECTOR.match(step) for step in _WITHIN.split(selector.strip())]
            parts = tuple(
                ((step[1] or "").lower(), frozenset(_PART.findall(step[2])))
                for step in steps
                if step is not None and step[0]
            )
            if parts and len(parts) == len(steps) and self._count < _MOST_RULES:
                tag, names = parts[-1]
                for kind in kinds:
                    self._rules.setdefault(min(names) if names else tag, []).append((parts, kind))
                self._count += 1

    def _says(self, kind: str, element: Element, around: Sequence[Element]) -> bool:
        tag, names = element
        return any(
            said == kind and _is(element, parts[-1]) and _lies_in(parts[:-1], around)
            for key in (tag, *sorted(names))
            for parts, said in self._rules.get(key, ())
        )

    def hides(self, tag: str, attributes: Attributes, around: Sequence[Element], *, painted: bool) -> bool:
        """Tell whether an element is hidden or struck out.

        Args:
            tag: of the element.
            attributes: of the element.
            around: the elements it lies in, the outermost first.
            painted: it or one of them is painted, so that pale words are seen.
        """
        if not attributes and not self._rules:
            return False
        classes = attributes.get("class", "")
        style = _ESCAPED.sub("", attributes.get("style", ""))
        if (
            "hidden" in attributes
            or attributes.get("aria-hidden", "").strip().lower() == "true"
            or (style and (_hides(style) or _one_colour(style)))
            or (classes and (not _FOR_THE_EAR.isdisjoint(classes.split()) or _CONTENTS.match(classes)))
        ):
            return True
        if not painted and (_PALE.search(style) or _PAPER.fullmatch(attributes.get("color", "").strip())):
            return True
        if not self._rules:
            return False
        element = element_of(tag, attributes)
        return self._says("hides", element, around) or (not painted and self._says("pale", element, around))

    def paints(self, tag: str, attributes: Attributes, around: Sequence[Element]) -> bool:
        """Tell whether an element has a colour or a picture behind its words."""
        colour = attributes.get("bgcolor", "").strip()
        return bool(
            (colour and not _PAPER.fullmatch(colour))
            or attributes.get("background")
            or _paints(attributes.get("style", ""))
            or (self._rules and self._says("paints", element_of(tag, attributes), around))
        )


def element_of(tag: str, attributes: Attributes) -> Element:
    """Return an element as selectors see it."""
    names = {f".{name}" for name in attributes.get("class", "").split()}
    if attributes.get("id"):
        names.add(f"#{attributes['id']}")
    return tag, frozenset(names)


def _is(element: Element, wanted: Element) -> bool:
    return (not wanted[0] or wanted[0] == element[0]) and wanted[1] <= element[1]


def _lies_in(wanted: Sequence[Element], around: Sequence[Element]) -> bool:
    """Tell whether elements lie in one another in that order; nobody looks further out than so deep."""
    rest = list(wanted)
    for element in reversed(around[-_DEEPEST:]):
        if rest and _is(element, rest[-1]):
            rest.pop()
    return not rest


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
