"""Take a table cell apart into its listed items.

In: the stretches of a cell's lines, which may hold HTML lists, line breaks and bullet
marks. Out: its items in order, each folded, without its mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ofsted_kg.text.clean import Folded, fold
from ofsted_kg.text.lines import DOTS
from ofsted_kg.text.tables import Span

# Where an item may begin: a list item, a paragraph, a line break.
_BREAK = re.compile(r"<\s*/?\s*(?:li|p|br|div|ul|ol|tr|td|th|h[1-6])\b[^<>]*>|\n", re.IGNORECASE)
_LEADING = re.compile(rf"\s*(?:[{DOTS}]\s*|[-–—*+o]\s+|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s+)")
_DOT = re.compile(rf"[{DOTS}]")
_DASH = re.compile(r"\s[-–—*]\s")


def items(text: str, cell: Sequence[Span], heading: Callable[[str], bool]) -> list[Folded]:
    """Return the items of a cell, in order.

    Args:
        text: the document's text.
        cell: the stretches of the cell's lines.
        heading: tells whether some words are a heading, and so no part of an item.

    >>> html = "<ul><li>calm schools</li><li>few exclusions</li></ul>"
    >>> [item.text for item in items(html, [(0, len(html))], lambda words: False)]
    ['calm schools', 'few exclusions']
    """
    if len(cell) > 1:
        return _wrapped(text, cell, heading)
    pieces: list[Span] = []
    for start, end in cell:
        at = start
        for cut in _BREAK.finditer(text, start, end):
            pieces.append((at, cut.start()))
            at = cut.end()
        pieces.append((at, end))
    marked = sum(_LEADING.match(text, *piece) is not None for piece in pieces)
    # Where breaks set the items apart, a dash inside an item is no mark.
    return [item for piece in pieces for item in _split(text, *piece, dashes=marked < 2)]


def _wrapped(text: str, cell: Sequence[Span], heading: Callable[[str], bool]) -> list[Folded]:
    """Items over several lines: a mark begins one; without marks the cell is one item."""
    groups: list[list[Span]] = []
    after_heading = True
    for start, end in cell:
        mark = _LEADING.match(text, start, end)
        alone = fold(text, [(start, end)]).text
        if heading(alone):
            groups.append([(start, end)])
            after_heading = True
        elif mark:
            groups.append([(mark.end(), end)])
            after_heading = False
        elif after_heading or not groups:
            groups.append([(start, end)])
            after_heading = False
        else:
            groups[-1].append((start, end))
    return [folded for group in groups if (folded := fold(text, group)).text]


def _split(text: str, start: int, end: int, *, dashes: bool) -> list[Folded]:
    if not text[start:end].strip():
        return []
    mark = _LEADING.match(text, start, end)
    cuts: list[Span] = []
    if _DOT.search(text, start, end):
        cuts = [dot.span() for dot in _DOT.finditer(text, start, end)]
    elif mark and dashes and text[start:end].strip()[0] in "-–—*":
        # "- one - two": the same mark again, between blanks.
        sign = text[mark.start() : mark.end()].strip()
        cuts = [mark.span()]
        cuts += [
            dash.span() for dash in _DASH.finditer(text, mark.end(), end) if dash.group().strip() == sign
        ]
    elif mark:
        cuts = [mark.span()]
    edges = [start, *(stop for _, stop in cuts)]
    stops = [*(begin for begin, _ in cuts), end]
    return [folded for piece in zip(edges, stops, strict=True) if (folded := fold(text, [piece])).text]
