"""Find the words of a PDF's page that a line is drawn through.

In: a line that is drawn, and the page's words. Out: the characters that it runs through from left to right,
between foot and top of the letters: a line below words, above them or between two of them strikes none.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ofsted_kg.read.pdfcalls import Argument, Box, letter_box

_SLACK = 1.0
# A line through words: how thick, and how long it is at the least, and where between foot and top it runs.
_THICKEST, _SHORTEST = 2.0, 4.0
_LOWEST, _HIGHEST = 0.3, 0.68
# Where along a line words are looked for, and in how many of these places there are some at the least.
_SAMPLES = (0.45, 0.78, 0.22, 0.36, 0.64, 0.08, 0.92)
_FEWEST, _LONG, _GAP = 3, 16.0, 2.5


def is_line(box: Box) -> bool:
    """Tell whether what is drawn is a line that may go through words."""
    return box[3] - box[1] <= _THICKEST and box[2] - box[0] >= _SHORTEST


def struck(text: pdfium.PdfTextPage, words: Argument, line: Box, count: int) -> Iterator[int]:
    """Yield the characters that a line is drawn through; none where it runs below or between words."""
    middle, length = (line[1] + line[3]) / 2, line[2] - line[0]
    beside = pdfium_c.FPDFText_GetCharIndexAtPos(text, line[0] + length / 2, middle, length + 2 * _GAP, 0.1)
    if beside < 0:
        return  # most lines are rules, with no words at their height
    hits = []
    for number, share in enumerate(_SAMPLES):
        across = line[0] + share * length
        at = pdfium_c.FPDFText_GetCharIndexAtPos(text, across, middle, _GAP, 0.1)
        if at >= 0 and _through(words, at, line):
            hits.append(at)
        if number and not hits:
            return  # a line through words goes through one of two such places
    if len(hits) < (_FEWEST if length > _LONG else 1):
        return
    yield from range(_end(words, min(hits), line, -1, count), _end(words, max(hits), line, 1, count) + 1)


def _end(words: Argument, at: int, line: Box, step: int, count: int) -> int:
    """Return the last character, that way, that a line runs through; blanks lie between."""
    last = at
    while 0 <= at + step < count:
        at += step
        if _through(words, at, line):
            last = at
        elif letter_box(words, at) is not None:
            break
    return last


def _through(words: Argument, at: int, line: Box) -> bool:
    """Tell whether a line runs through a character's middle, from left to right."""
    box = letter_box(words, at)
    if box is None:
        return False
    up = ((line[1] + line[3]) / 2 - box[1]) / (box[3] - box[1])
    across = (box[0] + box[2]) / 2
    return _LOWEST <= up <= _HIGHEST and line[0] - _SLACK <= across <= line[2] + _SLACK
