"""Tell where paragraphs end in a text that has no blank lines between them.

In: the lines of a document. Out: the same lines, with a blank one wherever the author must
have begun anew: the next word would have fitted on the line. Text comes without blank
lines out of PDFs and careless copies; where a document has its blank lines, they count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ofsted_kg.text.lines import LONE_MARK, MARK, SENTENCE_END, Line

# One blank line to so many with words says that blank lines set the paragraphs apart.
_DENSE = 14
_FEWEST_LINES = 8
_SHORTEST_WRAP = 40
_FEWEST_WRAPS = 3
_LONGEST_WRAP = 200
# Letters of differing width: lines end raggedly, counted in characters.
_RAGGED = 0.16
_EXACT_SHARE = 0.8
# One blank line or more.
_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_STOP = re.compile(r"[.?!;]\W*$")
_ROW = re.compile(r"\t|\||</?t[rdh]\b|\S[ \u00a0]{3,}\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide a text is set.

    Attributes:
        width: of its wrapped lines, in characters; 0 where each line is a paragraph.
        slack: how much shorter a full line may be.
    """

    width: int
    slack: int

    def fits(self, length: int, word: int) -> bool:
        """Tell whether a word would have fitted behind a line of some length.

        A line that is far too long was never wrapped: it ends where its author ended it.
        """
        return length + 1 + word <= self.width - self.slack or length > self.width * 5 // 4

    def ends(self, line: Line, after: Line) -> bool:
        """Tell whether a line ends though the next one's first word would have fitted."""
        return self.fits(len(line.raw.rstrip()), len(after.plain.split(" ", 1)[0]))


def set_apart(text: str, lines: Sequence[Line], heading: Callable[[str], bool]) -> list[Line]:
    """Add blank lines between the paragraphs of a text that has none.

    Args:
        text: the document's text.
        lines: all its lines.
        heading: tells whether some words are a heading by their meaning.
    """
    if not is_dense(text):
        return list(lines)
    return list(_apart(lines, measure(lines), heading))


def is_dense(text: str) -> bool:
    """Tell whether a document has no blank lines between its paragraphs."""
    full = sum(1 for line in text.split("\n") if line.strip())
    return full >= _FEWEST_LINES and len(_BLANK.findall(text)) * _DENSE < full


def measure(lines: Sequence[Line]) -> Measure:
    """Measure how wide a text is set, by the lines that surely go on in the next."""
    wraps = [
        (len(line.raw.rstrip()), len(after.plain.split(" ", 1)[0]))
        for line, after in pairwise(lines)
        if _SHORTEST_WRAP <= len(line.plain) <= _LONGEST_WRAP
        and after.plain[:1].islower()
        and not SENTENCE_END.search(line.plain)
        and not MARK.match(after.raw)
        and not _ROW.search(line.raw.strip())
    ]
    long = sum(len(line.plain) > _LONGEST_WRAP for line in lines)
    lengths = sorted(length for length, _ in wraps)
    if len(wraps) < _FEWEST_WRAPS * max(long, 1) or lengths[len(lengths) // 4] < lengths[-1] // 2:
        return Measure(0, 0)
    usual = lengths[len(lengths) * 9 // 10]
    width = max(length for length in lengths if length <= usual * 1.1)
    exact = sum(length + 1 + word > width for length, word in wraps)
    if exact >= _EXACT_SHARE * len(wraps):
        return Measure(width, 0)
    return Measure(width, int(width * _RAGGED))


def _apart(lines: Sequence[Line], measured: Measure, heading: Callable[[str], bool]) -> Iterator[Line]:
    before: Line | None = None
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        if before is not None and _begins(before, line, after, measured, heading):
            yield Line(line.start, line.start, 0, "", "")
        yield line
        before = line


def _begins(
    before: Line, line: Line, after: Line | None, measured: Measure, heading: Callable[[str], bool]
) -> bool:
    """Tell whether a paragraph begins with a line."""
    if before.blank or line.blank or line.plain[0].islower() or LONE_MARK.match(before.raw):
        return False
    if _ROW.search(before.raw.strip()) or _ROW.search(line.raw.strip()):
        return False
    if measured.ends(before, line):
        return True
    # Below a full line stands a short one that is no end of a sentence: a heading.
    if after is None or MARK.match(line.raw):
        return False
    if not after.blank and (after.plain[0].islower() or not measured.ends(line, after)):
        return False
    if SENTENCE_END.search(before.plain):
        return not _STOP.search(line.plain)
    return heading(line.plain)
