"""Find what belongs to a page and not to the text, where pages are known: headers, numbers, footnotes.

In: a document with pages. Out: the stretches of its text to skip. A report's header stands
first on every page ("Inspection of X local authority children's services", "9 to 20 June
2025 2"); left in, it would be glued into sentences and lists.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from ofsted_kg.model import Document
from ofsted_kg.text.dates import MONTHS

_NUMBER = re.compile(r"\d+")
# "1 Ofsted produces this report under ...", "1\n Ofsted produces": a number without a full stop.
# It follows an empty line, or is the page's note 1. "31 March 2014" is none.
_MONTH = "|".join(month.title() for month in MONTHS)
_FOOTNOTE = re.compile(rf"\n(?:[ \t]*\n[ \t]*\d{{1,2}}|[ \t]*1)(?:[ \t]*\n)?[ \t]+(?!(?:{_MONTH})\b)[A-Z‘“(]")
# A header is a header when it comes on so many pages.
_FEWEST_PAGES = 3
_HEADER_LINES = 3


@dataclass(frozen=True, slots=True)
class Furniture:
    """Stretches of a text that are not part of it, ascending and apart."""

    spans: tuple[tuple[int, int], ...]

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return what is left of a stretch."""
        left: list[tuple[int, int]] = []
        index = max(0, bisect_right(self.spans, (start, start)) - 1)
        for skip, after in self.spans[index:]:
            if skip >= end:
                break
            if after <= start:
                continue
            if skip > start:
                left.append((start, skip))
            start = max(start, after)
        if start < end:
            left.append((start, end))
        return left

    def trimmed(self, text: str, start: int, end: int) -> int:
        """Return where a stretch ends without white space and without what is not part of it."""
        for first, last in reversed(self.pieces(start, end)):
            while last > first and text[last - 1].isspace():
                last -= 1
            if last > first:
                return last
        return start

    def clean(self, text: str, start: int, end: int) -> str:
        """Return a stretch without what is not part of it, white space folded."""
        return " ".join(" ".join(text[a:b] for a, b in self.pieces(start, end)).split())


def find_furniture(document: Document) -> Furniture:
    """Find page numbers, running headers and footnotes."""
    heads = [_head(document.text[page.start : page.end]) for page in document.pages]
    common = Counter(key for lines in heads for key, _ in lines)
    spans: list[tuple[int, int]] = []
    for page, lines in zip(document.pages, heads, strict=True):
        end = 0
        for key, stop in lines:
            if key != "#" and common[key] < _FEWEST_PAGES:
                break
            end = stop
        # The first page's title repeats in the headers of the others.
        if end and not (page.number == 1 and lines[0][0] != "#"):
            spans.append((page.start, page.start + end))
        note = _footnotes(document.text, page.start + end, page.end)
        if note is not None:
            spans.append((note, page.end))
    return Furniture(tuple(spans))


def _head(text: str) -> list[tuple[str, int]]:
    """The page's first lines, numbers as #, each with where it ends."""
    lines: list[tuple[str, int]] = []
    position = 0
    while len(lines) < _HEADER_LINES and position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop + 1
        line = " ".join(text[position:stop].split())
        if line:
            lines.append((_NUMBER.sub("#", line), stop))
        position = stop
    return lines


def _footnotes(text: str, start: int, end: int) -> int | None:
    """Where a page's footnotes begin: a run of numbered lines in its lower part."""
    lower = start + (end - start) * 2 // 5
    found = _FOOTNOTE.search(text, lower, end)
    return found.start() + 1 if found else None
