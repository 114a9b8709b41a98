"""Take a table cell or a run of lines apart into its listed items.

In: a stretch of the document that may hold HTML lists, line breaks and bullet marks.
Out: its items in order, each folded, without its mark.
"""

from __future__ import annotations

import re

from ofsted_kg.parse.clean import Folded, fold
from ofsted_kg.parse.layout import DOTS

# Where an item may begin: a list item, a paragraph, a line break.
_BREAK = re.compile(r"<\s*/?\s*(?:li|p|br|div|ul|ol|tr|td|h[1-6])\b[^<>]*>|\n", re.IGNORECASE)
_LEADING = re.compile(
    rf"\s*(?:[{DOTS}]\s*|[-–—*+]\s+|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s+)"
)
_DOT = re.compile(rf"[{DOTS}]")
_DASH = re.compile(r"\s[-–—*]\s")


def items(text: str, start: int, end: int) -> list[Folded]:
    """Return the items of a cell, in order.

    >>> [item.text for item in items("<ul><li>calm schools</li><li>few exclusions</li></ul>", 0, 53)]
    ['calm schools', 'few exclusions']
    """
    edges = [start]
    stops: list[int] = []
    for cut in _BREAK.finditer(text, start, end):
        stops.append(cut.start())
        edges.append(cut.end())
    stops.append(end)
    found: list[Folded] = []
    marked = False  # a mark stood alone on its line
    for begin, stop in zip(edges, stops, strict=True):
        if not text[begin:stop].strip():
            continue
        found.extend(_split(text, begin, stop, joins=marked))
    return found


def _split(text: str, start: int, end: int, *, joins: bool) -> list[Folded]:
    mark = _LEADING.match(text, start, end)
    pieces: list[tuple[int, int]] = []
    dots = _DOT.search(text, start, end)
    if dots:
        at = start
        for dot in _DOT.finditer(text, start, end):
            pieces.append((at, dot.start()))
            at = dot.end()
        pieces.append((at, end))
    elif mark and text[start:end].strip()[0] in "-–—*":
        sign = text[mark.start() : mark.end()].strip()
        at = mark.end()
        for dash in _DASH.finditer(text, mark.end(), end):
            if dash.group().strip() == sign:
                pieces.append((at, dash.start()))
                at = dash.end()
        pieces.append((at, end))
    else:
        pieces.append((mark.end() if mark else start, end))
    return [folded for piece in pieces if (folded := fold(text, [piece])).text]
