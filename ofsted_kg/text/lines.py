"""Split a document into lines.

In: the document's text. Out: lines with their place. HTML that stands in a line (``<p>``, ``<li>``,
``<br>``) ends lines too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ofsted_kg.text.clean import fold

# Dots, squares, arrows and ticks that lists begin with; the private ones are word processors'.
DOTS = "•‣⁃⁌⁍∙·¤§»›→⇒∗⁎■-◿☐-☒★☆✀-➿⦁⬀-⯿\uf000-\uf0ff\x95"
_SPACE = " \t\r\n\f\v\u00a0\u200b\u2028\u2029\ufeff"
# A bullet's mark: • - – * o · 1. 1) (a) iv. <li>
MARK = re.compile(
    rf"""[ \t\u00a0]*(?:
        [{DOTS}]\ufe0f?\s*(?=\S)
      | [-–—\x96\x97*+o](?:[ \t\u00a0]+)(?=\S)
      | <li\b[^>]*>\s*(?:[{DOTS}]\s*|[-–—]\s+)?(?=\S)
      | (?P<number>\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)])(?:[ \t\u00a0]+)(?=\S)
    )""",
    re.VERBOSE,
)
LONE_MARK = re.compile(rf"[ \t\u00a0]*[{DOTS}–\x96o*-][ \t\u00a0]*$")
SENTENCE_END = re.compile(r"[.?!:;][\"'”’)\]*_]*(?:[¹²³⁰-⁾†‡§¶①-⓿❶-➓]|[\[{]\d{1,2}[\]}])*$")
# Behind these a number belongs to the sentence, be it the first of a line.
_HANGING = re.compile(
    r"\b(?:is|are|was|were|of|than|to|from|at|in|by|the|and|or|about|under|over|some|only|nearly|almost"
    r"|aged?|ages|stages?|years?|section)$",
    re.IGNORECASE,
)
# Ends of lines in HTML: with and without a new paragraph.
_HTML_END = re.compile(
    r"(?P<paragraph></?(?:p|div|ul|ol|d[ltd]|h[1-6]|table|section|article|blockquote)\b[^<>]*>)|<br\s*/?>|(?=<li\b)|</li\s*>",
    re.IGNORECASE,
)
_PAGE_END = re.compile(r"(?<![^\S\n\f])[^\S\n\f]*+\f")
# The marks before a line that a mail quotes: "> ", ">> ", "> > ".
_QUOTED = re.compile(r"[ \t]?(?:>[ \t]?)++")
_FEWEST_QUOTED = 3
_BARRED = re.compile(r"\|[ \t]?")
_FEWEST_BARRED = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document.

    Attributes:
        start: its first code point, after white space.
        end: one past the last, before white space.
        column: how far it is indented.
        raw: the line as it stands, white space at its ends and all.
        plain: its words without mark-up.
    """

    start: int
    end: int
    column: int
    raw: str
    plain: str

    @property
    def blank(self) -> bool:
        """There are no words in it."""
        return not self.plain


def read_lines(text: str, pages: Sequence[int] = ()) -> Iterator[Line]:
    """Split a text into lines; a blank one also stands where HTML begins a paragraph.

    Args:
        text: the document's text.
        pages: where pages begin, beside what form feeds say; a blank line marks each.
    """
    at = 0
    begins = set(pages) - {0}
    text = unquoted(text)
    for raw in text.split("\n"):
        end = at + len(raw)
        if at in begins:
            yield Line(at, at, 0, "\f", "")
        if "\f" in raw:
            # A page ends: on a line of its own, wherever it stands.
            for feed in _PAGE_END.finditer(text, at, end):
                if feed.start() > at:
                    yield from _lines(text, at, feed.start())
                yield Line(feed.start(), feed.start(), 0, feed[0], "")
                at = feed.end()
        if at < end or "\f" not in raw:
            yield from _lines(text, at, end)
        at = end + 1


def unquoted(text: str) -> str:
    r"""Return a text with blanks for the marks of quotation before its lines: all places stay as they are.

    >>> unquoted("> Dear Ms Orr\n>\n>> All is good.")
    '  Dear Ms Orr\n \n   All is good.'
    """
    marks = (
        _QUOTED if text.count("\n>") + text.count("\n >") + text.startswith(">") >= _FEWEST_QUOTED else None
    )
    if marks is None and text.count("\n|") >= _FEWEST_BARRED and _is_barred(text):
        marks = _BARRED
    if marks is None:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        mark = marks.match(line)
        if mark:
            lines[number] = " " * mark.end() + line[mark.end() :]
    return "\n".join(lines)


def _is_barred(text: str) -> bool:
    """Tell whether bars stand before the lines of a text and nowhere else, as some mail programs quote."""
    barred = [line for line in text.split("\n") if line.startswith("|")]
    return all("|" not in line[1:] for line in barred)


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    raw = text[start:end]
    if "<" in raw and "\t" not in raw and "|" not in raw and _HTML_END.search(raw):
        yield from _html_lines(text, start, end)
    else:
        yield _line(text, start, end)


def _html_lines(text: str, start: int, end: int) -> Iterator[Line]:
    at = start
    for match in _HTML_END.finditer(text, start, end):
        if text[at : match.start()].strip():
            yield _line(text, at, match.start())
        if match["paragraph"] and not match["paragraph"].lower().startswith(("<h", "</h")):
            yield Line(match.start(), match.start(), 0, "", "")
        at = (
            match.start()
            if match["paragraph"] and match["paragraph"].lower().startswith("<h")
            else match.end()
        )
    if text[at:end].strip():
        yield _line(text, at, end)


def _line(text: str, start: int, end: int) -> Line:
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(_SPACE))
    right = len(raw.rstrip(_SPACE))
    if right <= left:
        return Line(start, start, 0, raw, "")
    words = raw[left:right]
    marked = any(mark in words for mark in "<&*_`\\\u200b\u00ad") or not words.isprintable()
    plain = fold(text, [(start + left, start + right)]).text if marked else " ".join(words.split())
    return Line(start + left, start + right, left, raw, plain)


def breaks_off(words: str) -> bool:
    """Tell whether a line breaks off in a sentence that goes on with a number.

    >>> breaks_off("where the average is"), breaks_off("Areas for improvement")
    (True, False)
    """
    return _HANGING.search(words) is not None
