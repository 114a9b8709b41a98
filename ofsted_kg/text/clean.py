"""Fold a stretch of a document into clean running text that maps back to it.

In: the document's text and the stretches of it that belong together (footers between
them left out). Out: ``Folded``: the words with white space folded, mark-up dropped and
entities decoded, and the way back from any place in it to document offsets, so that a
quote stays exactly what the document says.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ofsted_kg.read.hyphens import HYPHENS, is_broken

# What is asked first of every character is one set, which the regular expression engine skips over
# fast; so all else looks back at the character that it began with.
_TOKEN = re.compile(
    r"""
    # most letters and marks, and most blanks, begin none
    [^a-zA-Z,.;:)'’‘“”"–—!?/%£](?!(?<=\ )[^\s\[{#†‡§¶‖⁂※①-⓿❶-➓])(?:
      (?P<hyphen>(?:(?<=\w[-‐‑¬\u00ad])[^\S\n]*+\n[^\S\n]*+          # well-⏎being
        |(?<=\w[\u0002\u001f\ufffe])\s*+|(?<=\w\u00ad)[^\S\n]++)(?=\w))
    | (?P<space>(?<=\s)\s+|(?<=[^\S\ ]))          # any white space that is not a single blank
    | (?P<tag>(?<=<)(?:/?[a-zA-Z][^<>]*+>|!--))     # <b>, </li>, <br/>, the beginning of a comment
    | (?P<entity>(?<=&)(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)  # &amp;
    | (?P<mark>(?<=\*)\**+|(?<=`)`*+|(?<=_)(?<!\w_)_*(?=\w)      # **bold**, _italic_
        |(?<=[^\W_]_|[.,;:!?]_)_*+(?!\w)
        |(?<=\\)(?=[!-/:-@\[-`{-~])                 # a Markdown escape
        |(?<=[\u00ad\u200b-\u200f\u2060\ufeff\u0002\u001f\ufffe])    # invisible characters
        # footnote marks: raised figures, signs, what stands in a circle
        |(?<=[¹²³⁰⁴-⁹⁺⁻⁽⁾])|(?<=[a-z.,;:)][ᵃ-ᵉᶜ])
        |(?<=[\w.,;:)][#†‡§¶‖⁂※①-⓿❶-➓])[#†‡§¶‖⁂※①-⓿❶-➓]*+(?:\ (?=[.,;:)]))?+
        |(?<=[a-z]{3}\ )[#†‡§¶‖⁂※①-⓿❶-➓]++(?=\s?(?:[.,;:)]|$))
        |(?<=[\w.,;:)]\^)(?:\d{1,2}+|[a-z]|\[\w{1,2}\])\^?+(?!\w))
    | (?P<note>(?<=[a-zA-Z][a-z]{2}\d)\d?(?![\w%]|[.,:/]\d)     # "schools2 are"
        |(?<=[a-z]{3}[.,;:)’”"']\d)\d?(?=\s|$)          # "good.3 Other"
        |(?:(?<=[a-z]{3}\ )[\[{]\d{1,3}[\]}]|(?<=[a-z]{3}[\[{])\d{1,3}[\]}]    # "schools[2]", "schools{2}"
           |(?<=[a-z]{3}[.,;:)]\ )[\[{]\d{1,3}[\]}]|(?<=[a-z]{3}[.,;:)][\[{])\d{1,3}[\]}]
          )(?:[\[{]\d{1,3}[\]}])*+
        |(?<=[a-z]{3}\()\d{1,2}\)(?!\w))               # "schools(2)", but "good(2)"
    | (?P<windows>(?<=[\x80-\x9f]))                # quotes and dashes of Windows-1252
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE_END_HYPHENS = HYPHENS + "\u00ad"
_INLINE_TAGS = frozenset(
    re.findall(r"\w+", "a abbr b big cite code em font i ins mark q s small span strong sub sup tt u")
)
# What digits stand glued to when they are no footnote's mark: "grade3", "KS2", "Table4".
_NUMBERED = re.compile(
    r"""(?:^|[\s("'“‘\[])(?P<word>[A-Za-z]+(?:[’'-][A-Za-z]+)*)[.,;:)’”"']*$""",
)
_COUNTED = frozenset(
    re.findall(
        r"\w+",
        """age aged ages annex appendix april august band chapter clause covid december eis february figure
        form grade group january july june key level march may module month no note november number october
        ofsted page pages para paragraph part phase point points quarter score section september stage step
        table term tier type unit version week weeks year years""",
    )
)
# Behind these a number in brackets is the grade's own, "Performs well [3]", unless a sentence runs on.
_GRADED = frozenset(
    re.findall(
        r"\w+",
        """adequate adequately excellent excellently fair good inadequate outstanding poor poorly satisfactory
        well weak""",
    )
)
_RUNS_ON = re.compile(r"[.,;:]|\s+[a-z]")
_LOOK_BACK = 40
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


def joined(pieces: Sequence[Folded], mark: str) -> Folded:
    """Return clean texts as one, with a mark between two that stands for what parts them in the document."""
    text = ""
    positions: list[int] = []
    runs: list[tuple[int, int]] = []
    for piece in pieces:
        if runs:
            positions.append(len(text))
            runs.append((runs[-1][1], piece.start))
            text += mark
        positions += [len(text) + place for place in piece.positions]
        runs += piece.runs
        text += piece.text
    return Folded(text, tuple(positions), tuple(runs))


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
        """Return what was added, without the blank at its end."""
        text, positions, runs = "".join(self.parts), self.positions, self.runs
        if not (self.blank and self.length):
            return Folded(text, tuple(positions), tuple(runs))
        bare = text.rstrip()
        kept = bisect_left(positions, len(bare))
        if kept and kept < len(positions) and positions[kept] == len(bare):
            # As `Folded.cut` has it, where the last run is the blank and nothing else.
            return Folded(bare, tuple(positions[:kept]), tuple(runs[:kept]))
        return Folded(text, tuple(positions), tuple(runs)).cut(0, self.length)


def fold(text: str, pieces: Iterable[tuple[int, int]]) -> Folded:
    r"""Fold stretches of a document into one text; between two of them stands a blank.

    >>> fold("<b>Good</b>  &amp;\nfair", [(0, 23)]).text
    'Good & fair'
    """
    builder = _Builder()
    joined = False
    closed = True  # no comment has begun that does not end
    following = list(pieces)
    for number, (begin, stop) in enumerate(following):
        if builder.length and not builder.blank and not joined:
            builder.add(" ", builder.runs[-1][1], begin)
        after = following[number + 1][0] if number + 1 < len(following) else None
        joined, end = _joins(text, begin, stop, after)
        at = begin
        for match in _TOKEN.finditer(text, begin, end):
            first, last = match.span()
            if first < at:  # in a comment
                continue
            kind = match.lastgroup
            if kind == "note" and not _is_note(text, begin, first, last):
                continue
            if at < first:
                builder.add(text[at:first], at, first)
            at = last
            if kind == "space":
                builder.add(" ", first, last)
            elif kind == "hyphen":
                builder.add(_hyphen(text, first, last), first, first + 1)
            elif kind == "windows":
                builder.add(match[0].encode("latin-1").decode("cp1252", "replace"), first, last)
            elif kind == "entity":
                builder.add(" ".join(html.unescape(match[0]).split()) or " ", first, last)
            elif match[0] == "<!--":
                close = text.find("-->", last, end) if closed else -1
                closed = close >= 0
                at = close + 3 if closed else first
                if closed:
                    builder.add(" ", first, at)
            elif kind == "tag":
                name = _TAG_NAME.match(match[0])
                if name is None or name[1].lower() not in _INLINE_TAGS:
                    builder.add(" ", first, last)
        if at < end:
            builder.add(text[at:end], at, end)
        if joined and end == stop - 1 and text[end] != "\u00ad" and not is_broken(text, end, after or 0):
            builder.add("-", end, stop)
    return builder.finish()


def _joins(text: str, begin: int, stop: int, after: int | None) -> tuple[bool, int]:
    """Tell whether a line's last word goes on in the next, and where the line ends without its hyphen."""
    if after is None or stop - begin < 2 or text[stop - 1] not in _LINE_END_HYPHENS:
        return False, stop
    if not text[stop - 2].isalnum() or not text[after : after + 1].isalnum():
        return False, stop
    if text[stop - 1] != "\u00ad" and is_broken(text, stop - 1, after) is None:
        return False, stop
    return True, stop - 1


def _hyphen(text: str, first: int, last: int) -> str:
    """Return what a hyphen at a line's end stands for: nothing, itself, or itself and a blank."""
    if text[first] == "\u00ad":
        return ""
    broken = is_broken(text, first, last)
    return "- " if broken is None else "" if broken else "-"


def _is_note(text: str, begin: int, first: int, last: int) -> bool:
    """Tell whether digits behind a word are the mark of a footnote."""
    word = _NUMBERED.search(text[max(begin, first - _LOOK_BACK) : first])
    if word is None or word["word"].lower() in _COUNTED:
        return False
    if text[first] not in "( " or word["word"].lower() not in _GRADED:
        return True
    return _RUNS_ON.match(text, last) is not None


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
