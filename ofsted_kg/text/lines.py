# Past 300 lines: a rule for each kind of line that is no text.
"""Split a document into lines, and tell which of them are no text of the letter.

In: the document's text. Out: lines with their place; page numbers and running footers
known as such. HTML that stands in a line (``<p>``, ``<li>``, ``<br>``) ends lines too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ofsted_kg.read.printed import is_printed
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
SENTENCE_END = re.compile(r"[.?!:;][\"'”’)\]*_]*(?:[¹²³⁰-⁹]|\[\d\])*$")
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
# 2 · - 2 - · [2] · Page 2 · Page 2 of 7 · 2/7 · p. 2
_PAGE_NUMBER = re.compile(
    r"[^\w\s]*\s*(?:(?:page|p\.?)\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[^\w%]*$", re.IGNORECASE
)
_PAGE_WORD = re.compile(r"\bpage\s+(?:\d|#)|\b(?:#|\d)\s+of\s+(?:#|\d)", re.IGNORECASE)
_GRADE = re.compile(r"[*_(\s]*[1-4][*_)\s]*$")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|be|been)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_TITLE_LIKE = re.compile(r"\bannual\b|\bassessment\b|\brating\b", re.IGNORECASE)
_FOOTER_LIKE = re.compile(
    r"#|\bpage\b|\bofsted\b|\bletter\b|\bcouncil\b|\bborough\b|\bannual\b|\bassessment\b|\brating\b|www\.|\.gov\.uk|©|\bcrown\b|\binvestor\b|\bconfidential\b",
    re.IGNORECASE,
)
_NO_FOOTER = re.compile(
    r"\b(?:is|are|was|were|has|have|be|been|grade|good|adequate|inadequate|outstanding|satisfactory|performs?)\b",
    re.IGNORECASE,
)
# "Continued ...", "continued overleaf": a page goes on.
_GOES_OVER = re.compile(
    r"\W*cont(?:inued|['’]?d)?\b(?:\s+(?:over(?:leaf)?|on\s+\w+\s+page))?\W*$", re.IGNORECASE
)
_GREETING = re.compile(r"\W*Dear\s", re.IGNORECASE)
_LONGEST_FOOTER = 110
_SLACK = 10
_FARTHEST_LABEL = 3
_LONGEST_LABEL = 6
_SHORTEST_PAGE = 25
_SHORTEST_LAST = 10
_OFTEN = 2


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


def _at_page_end(lines: Sequence[Line], number: int) -> bool:
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(lines) and lines[at].blank:
            if "\f" in lines[at].raw:
                return True
            at += step
    return False


def _edges(lines: Sequence[Line]) -> dict[int, int]:
    """Return the first and last lines of pages, each with the number of its page; of one page none."""
    edges: dict[int, int] = {}
    page, last = 0, -1
    for number, line in enumerate(lines):
        if "\f" in line.raw and last >= 0:
            edges[last] = page
            page, last = page + 1, -1
        if not line.blank:
            if last < 0:
                edges[number] = page
            last = number
    if last >= 0:
        edges[last] = page
    return edges if page else {}


class Noise:
    """Tells page numbers and running headers or footers from text.

    Args:
        lines: all lines of the document.
        known: whether words are a heading by their meaning.
        graded: whether words name an area that may have its grade on the next line.
    """

    def __init__(
        self, lines: Sequence[Line], known: Callable[[str], bool], graded: Callable[[str], bool]
    ) -> None:
        self._lines = lines
        self._graded = graded
        self._greeting = next((n for n, line in enumerate(lines) if _GREETING.match(line.plain)), 0)
        self._page_numbers = self._count_pages()
        self._footers: dict[str, bool] = {}
        places: dict[str, list[int]] = {}
        for number in range(len(lines)):
            shape = self._shape(number)
            if shape:
                places.setdefault(shape, []).append(number)
        for shape, numbers in places.items():
            if self._is_footer(shape, numbers) and not known(shape):
                self._footers[shape] = bool(_TITLE_LIKE.search(shape)) and not _PAGE_WORD.search(shape)

    def _count_pages(self) -> frozenset[int]:
        """Find the lone numbers that count pages: beside a page's end, or rising a page apart.

        A number below the name of an area is a grade, unless it is the one that is missing, or stands at
        a page's end where the other pages have theirs.
        """
        found: set[int] = set()
        lone: list[tuple[int, int, int]] = []
        below: list[tuple[int, int, int]] = []
        edges = _edges(self._lines)
        words = 0
        for number, line in enumerate(self._lines):
            words += not line.blank
            if not _GRADE.match(line.plain):
                continue
            graded = self._is_grade(number)
            if _at_page_end(self._lines, number) and (not graded or self._is_counted(edges, number)):
                found.add(number)
            entry = (self._value(number), words, number)
            (below if number not in found and graded else lone).append(entry)
        for value, place, number in below:
            before = any(v == value - 1 and place - p >= _SHORTEST_PAGE for v, p, _ in lone)
            after = any(v == value + 1 and p - place >= _SHORTEST_LAST for v, p, _ in lone)
            missing = all(v != value for v, _, _ in lone)
            if missing and after and (before or value == 1):
                found.add(number)
        return frozenset(found)

    def _is_counted(self, edges: Mapping[int, int], number: int) -> bool:
        """Tell whether a number at a page's end counts pages, though a grade's label stands above it.

        It does not where its own page has another at the other end, or another page has none that fits
        it at either. A first page often has none, then the second has 2; the last may be cut off above it.
        """
        own, value = edges[number], self._value(number)
        numbers = [(at, page) for at, page in edges.items() if at != number and self._is_number(at)]
        if any(page == own and self._value(at) != value for at, page in numbers):
            return False
        fitting = {page for at, page in numbers if self._value(at) - page == value - own}
        if fitting:
            return fitting.union({0, own, max(edges.values())}).issuperset(edges.values())
        return value == own + 1 and {0, own}.issuperset(edges.values())

    def _value(self, number: int) -> int:
        return int(_DIGITS.findall(self._lines[number].plain)[0])

    def _is_number(self, number: int) -> bool:
        return _PAGE_NUMBER.match(self._lines[number].plain) is not None

    def _is_footer(self, shape: str, numbers: list[int]) -> bool:
        """Whether lines of one shape are a footer: by their words and by where they all stand."""
        if _NO_FOOTER.search(shape) or (shape[0].islower() and not shape.startswith("www.")):
            return False
        if len(numbers) == 1:
            return bool(_PAGE_WORD.search(shape) and _FOOTER_LIKE.search(shape))
        beside = sum(self._beside_number(number) for number in numbers)
        below_head = [number for number in numbers if number > self._greeting]
        # A number alone makes no footer of a line that comes often: "Under-18 conceptions".
        often = len(numbers) > _OFTEN and _FOOTER_LIKE.search(shape.replace("#", "")) is not None
        return (
            (beside > 1 or _FOOTER_LIKE.search(shape) is not None)
            and bool(below_head)
            and all(self._stands_apart(number, often=often) for number in below_head)
        )

    def _stands_apart(self, number: int, *, often: bool) -> bool:
        """Whether a line is alone, or breaks into a sentence, or comes ``often`` behind one."""
        lines = self._lines
        above = lines[number - 1].plain if number else ""
        below = lines[number + 1].plain if number + 1 < len(lines) else ""
        if self._beside_number(number) or not (above or below):
            return True
        if not above or SENTENCE_END.search(above):
            return often or not below
        return bool(above and below and below[0].islower())

    def _shape(self, number: int) -> str:
        """A line with its digits as one, if it can be a footer at all; else nothing."""
        line = self._lines[number]
        plain = line.plain
        if not 3 < len(plain) < _LONGEST_FOOTER or SENTENCE_END.search(plain):
            return ""
        if number and LONE_MARK.match(self._lines[number - 1].raw):
            return ""
        if MARK.match(line.raw) or "|" in line.raw or line.raw.lstrip().startswith("#"):
            return ""
        return _DIGITS.sub("#", plain)

    def _beside_number(self, number: int) -> bool:
        for step in (-1, 1):
            at = number + step
            while 0 <= at < len(self._lines) and self._lines[at].blank and "\f" not in self._lines[at].raw:
                at += step
            if 0 <= at < len(self._lines) and ("\f" in self._lines[at].raw or self._is_number(at)):
                return True
        return False

    def covers(self, number: int) -> bool:
        """Tell whether a line is a page number or a running header or footer."""
        line = self._lines[number]
        if _PAGE_NUMBER.match(line.plain):
            return number in self._page_numbers or not _GRADE.match(line.plain) or not self._is_grade(number)
        if is_printed(line.raw) or _GOES_OVER.match(line.plain):
            return True
        if number <= self._greeting:
            return False
        if self._breaks_in(number):
            return True
        shape = self._shape(number)
        keep_first = self._footers.get(shape)
        if keep_first is None:
            return False
        if keep_first:
            # The title may run along as a footer: where it comes first it is the title.
            self._footers[shape] = False
            return any(self._shape(before) == shape for before in range(number)) or self._titled(number)
        return True

    def _titled(self, number: int) -> bool:
        """Tell whether a line stands at a page's edge and another above it may be the title."""
        return self._beside_number(number) and any(
            _TITLE_LIKE.search(shape) for shape in map(self._shape, range(self._greeting, number)) if shape
        )

    def _breaks_in(self, number: int) -> bool:
        """Whether a short line stands in a wrapped sentence: more words would have fitted on it."""
        if not 0 < number < len(self._lines) - 1:
            return False
        above, line, below = (self._lines[at].plain for at in (number - 1, number, number + 1))
        if not above or not below or not below[0].islower() or line[0].islower() or not line[0].isalnum():
            return False
        raw = self._lines[number].raw
        if MARK.match(raw) or "  " in raw.strip() or "\t" in raw or "|" in raw:
            return False
        width = max(len(above), len(below))
        fits = len(line) + 1 + len(below.split(" ", 1)[0]) < width - _SLACK
        return (
            fits
            and len(above) > width * 3 // 4
            and not SENTENCE_END.search(above)
            and not SENTENCE_END.search(line)
        )

    def _is_grade(self, number: int) -> bool:
        """A grade on a line of its own, under its label, is no page number; a page may end between them."""
        at = number - 1
        while at >= max(0, number - _FARTHEST_LABEL) and (
            self._lines[at].blank or (self._is_number(at) and not _GRADE.match(self._lines[at].plain))
        ):
            at -= 1
        label = ""
        while at >= max(0, number - _LONGEST_LABEL) and not self._lines[at].blank:
            above = self._lines[at].plain
            label = f"{above} {label}".strip()
            if label[-1].isdigit() or len(label) > 200 or _VERB.search(label):
                return False
            if self._graded(label):
                return True
            if SENTENCE_END.search(above) and label != above:
                return False
            at -= 1
        return False
