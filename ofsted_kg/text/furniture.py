# Past 300 lines: a rule for each way in which a page's furniture shows.
"""Tell the furniture of pages from the text of a letter: page numbers, running headers and footers.

In: the lines of a document. Out: which of them are no text. A header is known by its words, by where it
stands on every page (``running``), or as it stands in the midst of a sentence with a page's end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from ofsted_kg.read.printed import is_printed
from ofsted_kg.text.lines import LONE_MARK, MARK, SENTENCE_END, Line
from ofsted_kg.text.running import running_lines
from ofsted_kg.text.tables import is_grade

# 2 · - 2 - · [2] · Page 2 · Page 2 of 7 · 2/7 · p. 2
_PAGE_NUMBER = re.compile(
    r"[^\w\s]*\s*(?:(?:page|p\.?)\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[^\w%]*$", re.IGNORECASE
)
_PAGE_WORD = re.compile(r"\bpage\s+(?:\d|#)|\b(?:#|\d)\s+of\s+(?:#|\d)", re.IGNORECASE)
_GRADE = re.compile(r"[*_(\[\s]*[1-4][*_)\]\s]*$")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|be|been)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_TITLE_LIKE = re.compile(r"\bannual\b|\bassessment\b|\brating\b", re.IGNORECASE)
_FOOTER_LIKE = re.compile(
    r"#|\bpage\b|\bofsted\b|\bletter\b|\bcouncil\b|\bborough\b|\bannual\b|\bassessment\b|\brating\b|www\.|\.gov\.uk|©|\bcrown\b|\binvestor\b|\bconfidential\b",
    re.IGNORECASE,
)
_GRADES = r"grade|good|adequate|inadequate|outstanding|satisfactory|performs?"
_GRADED = re.compile(rf"\b(?:{_GRADES})\b", re.IGNORECASE)
_NO_FOOTER = re.compile(rf"\b(?:is|are|was|were|has|have|be|been|{_GRADES})\b", re.IGNORECASE)
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
_SHORTEST_LINE = 30
_SHORTEST_LAST = 10
_OFTEN = 2


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


# A running head is a paragraph of so many lines at most; so many of them stand at a page's end.
_MOST_LINES, _MOST_HEADS = 4, 3


def _between_halves(lines: Sequence[Line], known: Callable[[str], bool]) -> frozenset[int]:
    """Find what stands between the halves of a sentence: short lines, a page's end or number among them."""
    numbered = [n for n, line in enumerate(lines) if not line.blank]
    apart = groupby(enumerate(numbered), key=lambda pair: pair[1] - pair[0])
    paragraphs = [[number for _, number in run] for _, run in apart]
    found: set[int] = set()
    place = 0  # of the paragraph after a run
    for short, run in groupby([_is_short(lines, paragraph, known) for paragraph in paragraphs]):
        heads = len(list(run))
        first, place = place, place + heads
        if not short or heads > _MOST_HEADS or not first or place == len(paragraphs):
            continue
        above, below = lines[paragraphs[first - 1][-1]], lines[paragraphs[place][0]]
        inside = range(paragraphs[first - 1][-1] + 1, paragraphs[place][0])
        lone = sum(not lines[n].blank for n in inside) == 1  # a number alone may be a grade
        if any(_is_mark(lines[n], lone=lone) for n in inside) and _halves(above, below):
            found.update(inside)
    return frozenset(found)


def _halves(above: Line, below: Line) -> bool:
    """Tell whether a sentence that a line begins goes on in another."""
    begun = len(above.plain.split()) > 1 and not SENTENCE_END.search(above.plain)
    return begun and below.plain[0].islower() and not MARK.match(below.raw)


def _fits(line: str, above: str, below: str) -> bool:
    """Tell whether the first word of the line below would have fitted on a line too."""
    return len(line) + 1 + len(below.split(" ", 1)[0]) < max(len(above), len(below)) - _SLACK


def _is_mark(line: Line, *, lone: bool) -> bool:
    number = _PAGE_NUMBER.match(line.plain) and not (lone and _GRADE.match(line.plain))
    return bool("\f" in line.raw or number or _PAGE_WORD.search(line.plain))


def _is_short(lines: Sequence[Line], paragraph: Sequence[int], known: Callable[[str], bool]) -> bool:
    """Tell whether the lines of a paragraph may be a running head: no sentences, grades or headings."""
    plain = [lines[n].plain for n in paragraph]
    return (
        len(plain) <= _MOST_LINES
        and all(map(_is_head, plain))
        and any(_FOOTER_LIKE.search(words) or _PAGE_NUMBER.match(words) for words in plain)
        and not any(MARK.match(lines[n].raw) or known(lines[n].plain) for n in paragraph)
    )


def _is_head(words: str) -> bool:
    opens = not words[0].islower() or words.startswith("www.")
    return (
        opens
        and len(words) < _LONGEST_FOOTER
        and not (SENTENCE_END.search(words) or _NO_FOOTER.search(words))
    )


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
        self._between = _between_halves(lines, known) | self._over_page_ends(known)
        self._between |= running_lines(lines, lambda number: self._may_run(number, known))
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

    def _over_page_ends(self, known: Callable[[str], bool]) -> set[int]:
        """Find the foot of a page and the head of the next where a sentence goes on behind both of them.

        Neither has a line on which the next word of the sentence would have found no room, unless a page's
        number stands on it: such a line may be the sentence's own.
        """
        found: set[int] = set()
        full = [number for number, line in enumerate(self._lines) if not line.blank]
        ends = [number for number, line in enumerate(self._lines) if "\f" in line.raw and line.blank]
        for end in ends:
            place = bisect_left(full, end)
            first, last = place - 1, place
            while first >= 0 and place - first <= _MOST_LINES and self._may_be_head(full[first], known):
                first -= 1
            while last < len(full) and last - place < _MOST_LINES and self._may_be_head(full[last], known):
                last += 1
            if first < 0 or last == len(full) or last - first == 1:
                continue
            if self._may_be_head(full[first], known) or self._may_be_head(full[last], known):
                continue  # more short lines than heads have
            above, below = self._lines[full[first]], self._lines[full[last]]
            if (
                len(above.plain) > _SHORTEST_LINE
                and _halves(above, below)
                and all(self._has_room(number, above, below) for number in full[first + 1 : last])
            ):
                found.update(full[first + 1 : last])
        return found

    def _may_be_head(self, number: int, known: Callable[[str], bool]) -> bool:
        line = self._lines[number]
        if _GRADE.match(line.plain) and number not in self._page_numbers:
            return False
        label = self._graded(line.plain) and not _TITLE_LIKE.search(line.plain)
        return _is_head(line.plain) and not (MARK.match(line.raw) or known(line.plain) or label)

    def _has_room(self, number: int, above: Line, below: Line) -> bool:
        """Tell whether the next word would have fitted on a line, so that no sentence goes on there."""
        words = self._lines[number].plain
        fits = _fits(words, above.plain, below.plain)
        return fits or bool(_PAGE_WORD.search(words) or _PAGE_NUMBER.match(words))

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

    def _may_run(self, number: int, known: Callable[[str], bool]) -> str:
        """Return the shape of a line that may run along from page to page; else nothing."""
        shape = self._shape(number)
        runs = shape and not _GRADED.search(shape) and _FOOTER_LIKE.search(shape) and not known(shape)
        return shape if runs else ""

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
        if number in self._between and number > self._greeting:
            return True
        if _PAGE_NUMBER.match(line.plain):
            if self._ends_sentence(number):
                return False
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

    def _ends_sentence(self, number: int) -> bool:
        """Tell whether a number with a full stop ends the line above: "560 days against | 625."."""
        above = self._lines[number - 1] if number else None
        stops = self._lines[number].plain.endswith(".") and above is not None and not above.blank
        return stops and above is not None and not SENTENCE_END.search(above.plain)

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
        return (
            _fits(line, above, below)
            and len(above) > len(below) * 3 // 4
            and not SENTENCE_END.search(above)
            and not SENTENCE_END.search(line)
        )

    def _is_grade(self, number: int) -> bool:
        """A grade on a line of its own, under its label, is no page number; a page may end between them."""
        is_bracketed = self._lines[number].plain[0] in "(["
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
            if self._graded(label) or (is_bracketed and is_grade(label)):
                return True
            if SENTENCE_END.search(above) and label != above:
                return False
            at -= 1
        return False
