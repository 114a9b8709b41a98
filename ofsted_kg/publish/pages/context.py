"""The sentence that a quotation stands in.

In: a document's text and the span of a quotation. Out: the words of the same sentence
before and behind it, cut at a word where the sentence is long. Lines end where they are
printed, so an empty line, a bullet, a block of HTML or the end of a sentence bounds it, not a line's end.
"""

from __future__ import annotations

import re

from ofsted_kg.publish.pages.markup import BLOCK

_REACH = 260  # a sentence longer than this on one side is cut
# "… in 2021. Leaders", "heading\n\nText", "\n• children", "\n- children"
_BOUND = re.compile(rf"{BLOCK}|[.!?][”\"’')]*\s+(?=[A-Z“‘\"(])|\n[ \t]*\n|\n[ \t]*[•▪\uf0b7\uf0a7*–-][ \t]")
_END = re.compile(rf"(?={BLOCK})|[.!?][”\"’')]*(?=\s|$)|(?=\n[ \t]*\n)|(?=\n[ \t]*[•▪\uf0b7\uf0a7*–-][ \t])")
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s*$")


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a span in its sentence.

    >>> text = "All is well. Half of the homes are good, the rest are not. More."
    >>> around(text, 13, 39)
    ('', ', the rest are not.')
    >>> around(text, 41, 57)
    ('Half of the homes are good, ', '.')
    """
    if not 0 <= start < end <= len(text):
        return "", ""
    return _before(text, start), _behind(text, start, end)


def _before(text: str, start: int) -> str:
    # One character more than can be shown, to see whether a bound stands right there.
    window = text[max(0, start - _REACH - 1) : start]
    bounds = [found.end() for found in _BOUND.finditer(text, start - len(window), start + 1)]
    bounds = [bound for bound in bounds if bound <= start]
    if bounds:
        return text[bounds[-1] : start]
    if start <= _REACH:
        return window
    return "…" + window[window.find(" ") :] if " " in window else ""


def _behind(text: str, start: int, end: int) -> str:
    if _SENTENCE_END.search(text[start:end]):
        return ""
    found = _END.search(text, end, min(len(text), end + _REACH))
    if found:
        return text[end : found.end()]
    window = text[end : end + _REACH]
    if end + _REACH >= len(text):
        return window
    return window[: window.rfind(" ") + 1] + "…" if " " in window else ""
