"""The lines around the body of a letter: the head above it, the signatures below.

In: the outline of a document. Out: clean lines with their place, cells of a line apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ofsted_kg.text.clean import Folded, Placed, fold

_LINE = re.compile(r"[^\n\f]+")
_BREAK = re.compile(r"<br\s*/?>|</?(?:p|div|tr|address)\b[^>]*>", re.IGNORECASE)
_CELL = re.compile(r"\t+|[ \u00a0]{2,}|(?<=\s)\|(?=\s)|^\s*\||\|\s*$|</?t[dh]\b[^>]*>", re.IGNORECASE)
# The head of a mail: three lines or more such as "From: …", "Sent: …", "Subject: …".
_MAIL = re.compile(
    r"""\s*+(?:-{2,}+[^\n]*+\n\s*+)?+
    (?:[>*_ \t]*+(?:from|sent|to|cc|bcc|date|subject|attachments?|importance|reply-to|received|message-id)
       [*_]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){3,}""",
    re.VERBOSE | re.IGNORECASE,
)
_MAIL_WORDS = re.compile(r"^[>*_ \t]*(?:from|sent|subject)[*_]*:", re.IGNORECASE | re.MULTILINE)
_MARKS = " \t\u00a0#>*_|•-–—"


@dataclass(frozen=True, slots=True)
class Line(Placed):
    """A cell of a line, clean.

    Attributes:
        folded: its words.
        number: which line of the zone it is, from 0.
        cell: which cell of the line, from 0.
        column: where it begins in its line.
        alone: the line has no other cell.
        gap: a blank line stands right above.
    """

    folded: Folded
    number: int
    cell: int
    column: int
    alone: bool
    gap: bool


def read_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Read the lines of a stretch of the document, cell by cell."""
    number = 0
    reach = start
    for raw in _LINE.finditer(text, start, end):
        gap = text.count("\n", reach, raw.start()) > 1 or "\f" in text[reach : raw.start()]
        if not text[raw.start() : raw.end()].strip(_MARKS):
            continue
        reach = raw.end()
        for begin, stop in _parts(text, *raw.span(), _BREAK):
            cells = [
                (folded, first)
                for first, last in _parts(text, begin, stop, _CELL)
                if (folded := _clean(text, first, last)).text
            ]
            for cell, (folded, first) in enumerate(cells):
                yield Line(folded, number, cell, first - raw.start(), len(cells) == 1, gap)
            if cells:
                number += 1
                gap = False


def mail_end(text: str) -> int:
    """Return where the head of the mail ends that a letter came with; 0 if there is none."""
    head = _MAIL.match(text)
    return head.end() if head and len(_MAIL_WORDS.findall(head[0])) > 1 else 0


def _parts(text: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = start
    # The pattern's ^ and $ are those of the line: search in it alone.
    for match in cut.finditer(text[start:end]):
        if start + match.start() > at:
            yield at, start + match.start()
        at = start + match.end()
    if end > at:
        yield at, end


def _clean(text: str, start: int, end: int) -> Folded:
    folded = fold(text, [(start, end)])
    words = folded.text
    left = len(words) - len(words.lstrip(_MARKS))
    return folded.cut(left, len(words.rstrip(_MARKS)) if left < len(words) else left)
