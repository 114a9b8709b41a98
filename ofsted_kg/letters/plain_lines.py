"""The lines of a text without the marks around them.

In: a document's text. Out: its lines with their places, without bullets, bars and the marks of quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\f]+")
MARKS = " \t\u00a0#>*_|•–—-"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the marks around it."""

    text: str
    start: int
    end: int


def plain_lines(text: str) -> list[Line]:
    """Return the lines with words of a text."""
    found = []
    for raw in _LINE.finditer(text):
        words = " ".join(raw[0].replace("\u00ad", "").strip(MARKS).split())
        if words:
            found.append(Line(words, *raw.span()))
    return found
