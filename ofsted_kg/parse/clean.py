"""Fold a stretch of a document into clean running text that maps back to it.

In: the document's text and the stretches of it that belong together (footers between
them left out). Out: ``Folded``: the words with white space folded, mark-up dropped and
entities decoded, and the way back from any place in it to document offsets, so that a
quote stays exactly what the document says.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<hyphen>(?<=\w)[-‐\u00ad\u0002]\s*\n\s*(?=\w))   # well-⏎being
    | (?P<space>\s{2,}|[^\S ])                      # any white space that is not a single blank
    | (?P<tag></?[a-zA-Z][^<>]*>|<!--.*?-->)        # <b>, </li>, <br/>
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)  # &amp;
    | (?P<mark>\*+|`+|(?<![\w])_+(?=\w)|(?<=[\w.,;:!?])_+(?!\w)    # **bold**, _italic_
        |\\(?=[!-/:-@\[-`{-~])                      # a Markdown escape
        |[\u00ad\u200b-\u200f\u2060\ufeff\u0002]    # invisible characters
        |[¹²³⁰⁴-⁹])                                 # footnote marks
    | (?P<windows>[\x80-\x9f])                      # quotes and dashes of Windows-1252
    """,
    re.VERBOSE | re.DOTALL,
)
_INLINE_TAGS = frozenset(
    re.findall(r"\w+", "a abbr b big cite code em font i ins mark q s small span strong sub sup tt u")
)
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")


@dataclass(frozen=True, slots=True)
class Folded:
    """Clean text and its way back to the document.

    Attributes:
        text: the words, single blanks between, no mark-up.
        positions: where in ``text`` each run begins, ascending.
        runs: for each, its stretch of the document. A run as long in the document as in
            ``text`` is verbatim; else it stands for its stretch as a whole.
    """

    text: str
    positions: tuple[int, ...]
    runs: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """The first document offset."""
        return self.runs[0][0] if self.runs else 0

    @property
    def end(self) -> int:
        """One past the last document offset."""
        return self.runs[-1][1] if self.runs else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's stretch for ``text[start:end]`` (not empty)."""
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        number = bisect_right(self.positions, at) - 1
        first = self.positions[number]
        last = self.positions[number + 1] if number + 1 < len(self.positions) else len(self.text)
        begin, stop = self.runs[number]
        if stop - begin == last - first:
            return begin + at - first, begin + at - first + 1
        return begin, stop

    def cut(self, start: int, end: int) -> Folded:
        """Return ``text[start:end]``, without blanks around it, with its own way back."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        positions: list[int] = []
        runs: list[tuple[int, int]] = []
        number = max(bisect_right(self.positions, start) - 1, 0)
        while number < len(self.positions) and self.positions[number] < end:
            first = self.positions[number]
            last = self.positions[number + 1] if number + 1 < len(self.positions) else len(self.text)
            begin, stop = self.runs[number]
            if stop - begin == last - first:
                stop -= max(0, last - end)
                begin += max(0, start - first)
            positions.append(max(first - start, 0))
            runs.append((begin, stop))
            number += 1
        return Folded(self.text[start:end], tuple(positions), tuple(runs))


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.positions: list[int] = []
        self.runs: list[tuple[int, int]] = []
        self.length = 0
        self.blank = True  # no blank at the beginning

    def add(self, words: str, start: int, end: int) -> None:
        if not words:
            return
        if words == " " and self.blank:
            return
        if self.blank and words[0] == " ":
            words = words[1:]
            start += 1
        self.positions.append(self.length)
        self.runs.append((start, end))
        self.parts.append(words)
        self.length += len(words)
        self.blank = words[-1] == " "

    def finish(self) -> Folded:
        folded = Folded("".join(self.parts), tuple(self.positions), tuple(self.runs))
        return folded.cut(0, self.length) if self.blank and self.length else folded


def fold(text: str, pieces: Iterable[tuple[int, int]]) -> Folded:
    r"""Fold stretches of a document into one text; between two of them stands a blank.

    >>> fold("<b>Good</b>  &amp;\nfair", [(0, 23)]).text
    'Good & fair'
    """
    builder = _Builder()
    for begin, stop in pieces:
        if builder.length and not builder.blank:
            builder.add(" ", builder.runs[-1][1], begin)
        at = begin
        for match in _TOKEN.finditer(text, begin, stop):
            first, last = match.span()
            builder.add(text[at:first], at, first)
            at = last
            kind = match.lastgroup
            if kind == "space":
                builder.add(" ", first, last)
            elif kind == "hyphen":
                soft = text[first] in "\u00ad\u0002"
                builder.add("" if soft else text[first], first, first + 1)
            elif kind == "windows":
                builder.add(match[0].encode("latin-1").decode("cp1252", "replace"), first, last)
            elif kind == "entity":
                builder.add(" ".join(html.unescape(match[0]).split()) or " ", first, last)
            elif kind == "tag":
                name = _TAG_NAME.match(match[0])
                if name is None or name[1].lower() not in _INLINE_TAGS:
                    builder.add(" ", first, last)
        builder.add(text[at:stop], at, stop)
    return builder.finish()


class Placed:
    """What stands on a folded stretch of a document: its words and where they are."""

    __slots__ = ()

    folded: Folded

    @property
    def text(self) -> str:
        """The clean words."""
        return self.folded.text

    @property
    def start(self) -> int:
        """The first document offset."""
        return self.folded.start

    @property
    def end(self) -> int:
        """One past the last document offset."""
        return self.folded.end
