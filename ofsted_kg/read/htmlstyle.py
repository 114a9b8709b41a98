"""What a web page's styles say is not seen.

In: a page's style sheets, the attributes of an element. Out: whether the element is hidden or
struck out, raised, or an item of a list that Word drew. Of CSS only what hides is read, and of
selectors only those of one element: ``p``, ``.draft``, ``#note``, ``span.del``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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
    r"|(?:opacity|font-size)\s*:\s*0(?:\.0{1,9})?(?:p[xt]|r?em|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
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
    {"sr-only", "visually-hidden", "govuk-visually-hidden", "screen-reader-text", "visuallyhidden"}
)
_SELECTOR = re.compile(r"([a-z][a-z0-9]{0,20})?((?:[.#][a-z_][\w-]{0,60}){0,4})$", re.IGNORECASE)
_PART = re.compile(r"[.#][^.#]+")
_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*(?:\*/|$)")
_MOST_RULES = 5000

Attributes = Mapping[str, str]


class Styles:
    """The rules of a page's style sheets that hide elements."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._count = 0

    def read(self, sheet: str) -> None:
        """Read a style sheet."""
        sheet = _COMMENT.sub("", sheet).replace("<!--", "").replace("-->", "")
        depth, selectors = 0, ""
        for part in re.split(r"([{}])", sheet):
            if part == "{":
                depth += 1
            elif part == "}":
                depth = max(0, depth - 1)
                selectors = ""
            elif depth == 1 and selectors and not selectors.startswith("@"):
                if _HIDING.search(part):
                    self._hide(selectors)
            elif depth == 0:
                selectors = part.strip()

    def _hide(self, selectors: str) -> None:
        for selector in selectors.split(","):
            match = _SELECTOR.match(selector.strip())
            if match and match[0] and self._count < _MOST_RULES:
                parts = frozenset(_PART.findall(match[2]))
                key = min(parts) if parts else (match[1] or "").lower()
                self._rules.setdefault(key, []).append(((match[1] or "").lower(), parts))
                self._count += 1

    def hides(self, tag: str, attributes: Attributes) -> bool:
        """Tell whether an element is hidden or struck out."""
        if not attributes and tag not in self._rules:
            return False
        classes = attributes.get("class", "").split()
        if (
            "hidden" in attributes
            or attributes.get("aria-hidden", "").strip().lower() == "true"
            or _HIDING.search(attributes.get("style", ""))
            or not _FOR_THE_EAR.isdisjoint(classes)
            or _CONTENTS.match(attributes.get("class", ""))
        ):
            return True
        if not self._rules:
            return False
        names = {f".{name}" for name in classes}
        if attributes.get("id"):
            names.add(f"#{attributes['id']}")
        return any(
            (not wanted or wanted == tag) and parts <= names
            for key in (tag, *sorted(names))
            for wanted, parts in self._rules.get(key, ())
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
