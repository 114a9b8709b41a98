# Past 300 lines: one record a kind, and every form in which a title is printed.
"""The head of a report: what kind of inspection, of whom, when.

In: a report's text. Out: a ``Head``: the kind its title names, the stretch that names the
council, the stretches of dates and the dates. Titles stand in lines of their own, broken
anywhere, footnote marks glued to them ("Board1").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ofsted_kg.model import Page
from ofsted_kg.reports.kinds import KINDS, LSCB_REVIEW, SIF, SIF_AGAIN, Kind, kind_by_rows, opens_as_ours
from ofsted_kg.reports.other_documents import is_letter, other_document
from ofsted_kg.text.caseless import caseless
from ofsted_kg.text.periods import Dates, read_dates, read_day

# The head lies within the first lines, cover page and contents included.
WINDOW = 4000
# So far above the dates a title stands, the council's name between them.
_ABOVE_DATES = 700
_WORD = re.compile(r"\S")
_BOARD_TOO = re.compile(
    r"effectiveness\s+of\s+the\s+(?:[\w’'-]+\s+){0,6}?(?:safeguarding\s+children|LSCB)", re.IGNORECASE
)

# "Inspection dates:", "Inspection date: ", "Dates of inspection", "Inspection dates 3 to ...".
# A label opens a line, or is glued to the one before it, with capital and colon; "Previous
# Inspection dates:" is another.
_LABEL = r"(?:^[ \t]*|(?<=[\s\w])(?<!previous )(?<!last )(?=(?-i:[A-Z])[^\n:]{5,25}:))"
_ON_SITE = re.compile(
    _LABEL + r"(?:(?:on-?site[ \t]+)?(?:re-?)?inspection\s*(?:dates?|period)"
    r"|dates?[ \t]+of[ \t]+(?:the[ \t]+)?(?:re-?)?inspection|review[ \t]+dates?)"
    r"(?:\(s\))?[ \t]*[:;.–-]?\s*",
    re.IGNORECASE | re.MULTILINE,
)
# A label has one of these, and of its own line nothing before it but blanks and "On-site re-".
_IN_LABEL = re.compile(r"inspection(?=\s*(?:date|period))|date(?=s?[ \t]+of[ \t])|review(?=[ \t]+date)")
_LEADS_IN = frozenset("on-site re-\t")
# "Report published: 7 July 2017", "Published: 23 August 2013", "Date published ...".
_PUBLISHED = re.compile(
    _LABEL + r"(?:(?:report|date|review)[ \t]+)?"
    r"(?:published|publication[ \t]+date|date[ \t]+of[ \t]+publication)"
    r"(?:[ \t]+(?:on|date))?[ \t]*[:;.–-]?\s*",
    re.IGNORECASE | re.MULTILINE,
)
# Lines of the head that name no council.
_NO_NAME = re.compile(
    r"^(?:\d{1,3}|ofsted|www\.\S+|and|page \d+|report|contents|office for standards.*|https?://.*|published.*"
    r"|inspection.*|raising standards.*|improving lives.*)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:\d{1,3}[ \t]+)?(?:in\s+|for\s+)?(?:the\s+)?(?=[A-Z])")
_NOTE = re.compile(r"(?<=[a-z])\d{1,2}$")
# A page number, or nothing.
_DIGITS = re.compile(r"\s*\d{0,3}\s*")
_LONGEST_OPENING = 600
_NAME_LINES = 5
_HEADER_PAGES = 4
_AROUND_TITLE = 300
_HEAD_LINES = 10
_HEAD_LENGTH = 500
# "Board1" ends in a footnote's mark, no date.
_FIRST_DIGIT = re.compile(r"(?<![a-z\d])\d", re.IGNORECASE)
_OTHER_DAYS = re.compile(r"publi|previous|last", re.IGNORECASE)
_DIGIT_FIRST = re.compile(r"[ \t]*\d{1,2}\b")


# Kind, title, name.
_Title = tuple[Kind, tuple[int, int], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a report say.

    Attributes:
        kind: which its title names.
        title: stretch of the title.
        name: stretch of the council's name as printed, or None.
        board: whether the title joins a review of the safeguarding board.
        on_site: the dates of the inspection, or None.
        on_site_span: their stretch.
        published: the day printed, or None.
        published_span: its stretch.
        labelled: whether a line announces the dates of an inspection.
        bare_dates: ``on_site`` stands behind no such words that could be read.
        by_rows: the title was not understood; ``kind`` is what the rows of the table tell, ``title``
            and ``name`` are all words above the dates.
    """

    kind: Kind
    title: tuple[int, int]
    name: tuple[int, int] | None
    board: bool
    on_site: Dates | None
    on_site_span: tuple[int, int] | None
    published: dt.date | None
    published_span: tuple[int, int] | None
    labelled: bool
    bare_dates: bool = False
    by_rows: bool = False

    @property
    def end(self) -> int:
        """Where the title and the dates end."""
        spans = (self.title, self.on_site_span, self.published_span)
        return max(span[1] for span in spans if span is not None)


# Asked whether a document is a report, then for its head: the same text twice.
@lru_cache(maxsize=1)
def read_head(text: str) -> Head | None:
    """Read the head of a report; None if the text has no report's title."""
    first = first_word(text)
    window = text[: first + WINDOW]
    label = _ON_SITE.search(window)
    found = _first_title(window, label)
    by_rows = None
    if found is None or found[0] is LSCB_REVIEW:
        by_rows = _by_rows(window, label, first)
    if by_rows is not None and (found is None or by_rows[0].title is SIF.title):
        found = by_rows
    opening = _opening(window, label, found[1][1]) if found else ""
    if found is None or is_letter(opening):
        return None
    # Other services may be spoken of above the dates where both title and rows are ours.
    ours = found is not by_rows and kind_by_rows(opening, window) is not None
    if other_document(opening, window[slice(*found[1])] if ours else opening):
        return None
    kind, title, name = found
    board = _BOARD_TOO.search(window, title[0], label.start() if label else title[1] + 200)
    on_site, on_site_span, labelled = None, None, False
    for label in _ON_SITE.finditer(window):
        labelled = True
        on_site = read_dates(text, label.end())
        if on_site is not None:
            on_site_span = (label.end(), on_site.end)
            break
    bare = _bare_dates(text, title[1]) if on_site is None else None
    if bare is not None:
        on_site, on_site_span = bare
    published, published_span = None, None
    for label in _PUBLISHED.finditer(window):
        day = read_day(text, label.end())
        if day is not None:
            published, published_span = day[0], (label.end(), day[1])
            break
    return Head(
        kind,
        title,
        name,
        board is not None,
        on_site,
        on_site_span,
        published,
        published_span,
        labelled,
        bare is not None,
        found is by_rows,
    )


def first_word(text: str) -> int:
    """Return where the first word stands: what lies above a report in a pack of papers is blank."""
    found = _WORD.search(text)
    return found.start() if found else 0


def titles_with_dates(text: str) -> list[int]:
    """Return where titles of reports begin that the dates of an inspection follow, in order."""
    found = []
    for label in _labels(text):
        above = text[max(0, label.start() - _ABOVE_DATES) : label.start()]
        titles = [list(kind.title.finditer(above))[-1:] for kind in KINDS]
        nearest = next((last[0] for last in titles if last), None)
        if nearest is not None:
            found.append(label.start() - len(above) + nearest.start())
    return found


def _labels(text: str) -> Iterator[re.Match[str]]:
    """Yield what ``_ON_SITE.finditer`` does, without asking it at each place of a long text."""
    small = caseless(text)
    after = 0
    for word in _IN_LABEL.finditer(small):
        first = word.start()
        while first > after and small[first - 1] in _LEADS_IN:
            first -= 1
        for start in range(max(first, after), word.start() + 1):
            label = _ON_SITE.match(text, start)
            if label is not None:
                yield label
                after = label.end()
                break


def told_by_opening(text: str) -> str | None:
    """Return what else of Ofsted's a text is that is no report of ours, or None."""
    window = text[:WINDOW]
    opening = _opening(window, _ON_SITE.search(window), 0)
    return other_document(opening, opening)


def _opening(window: str, label: re.Match[str] | None, title_end: int) -> str:
    """Return what stands above the dates, or around the title where none are announced."""
    end = title_end + _AROUND_TITLE
    return window[: min(label.start(), end) if label else end]


def _bare_dates(text: str, start: int) -> tuple[Dates, tuple[int, int]] | None:
    """Return days on end that stand in the first lines below a title, their label misprinted or missing."""
    for begin, end in _lines(text, start, min(start + _HEAD_LENGTH, len(text)))[:_HEAD_LINES]:
        digit = _FIRST_DIGIT.search(text, begin, end)
        if digit is None or _OTHER_DAYS.search(text, begin, digit.start()):
            continue
        dates = read_dates(text, digit.start())
        if dates is not None and dates.periods[0].start < dates.periods[-1].end:
            return dates, (digit.start(), dates.end)
    return None


def header_dates(text: str, pages: Sequence[Page]) -> Dates | None:
    """Return the dates that running headers print: "9 to 20 June 2025 2" below the title."""
    for page in pages[1:_HEADER_PAGES]:
        for start, end in _lines(text, page.start, min(page.start + 300, page.end))[:3]:
            dates = read_dates(text[:end], start) if _DIGIT_FIRST.match(text, start) else None
            if dates is not None and dates.days > 1:
                return dates
    return None


def _by_rows(window: str, label: re.Match[str] | None, first: int) -> _Title | None:
    """Return what the rows of the table and the words above the dates tell."""
    bare = _bare_dates(window, first) if label is None else None
    end = label.start() if label else window.rfind("\n", 0, bare[1][0]) if bare else len(window)
    if end - first > _LONGEST_OPENING:
        return None
    lines = [line for line in _lines(window, first, end) if not _DIGITS.fullmatch(window[slice(*line)])]
    span = _trim(window, lines[0][0], lines[-1][1]) if lines else None
    kind = kind_by_rows(window[slice(*span)], window) if span else None
    return (kind, span, span) if kind and span else None


def _first_title(window: str, label: re.Match[str] | None) -> _Title | None:
    """Return kind, title and name. The title is one above the dates."""
    for kind in KINDS:
        title = _nearest(kind.title, window, label)
        if title is None and kind.bare is not None and opens_as_ours(window):
            title = kind.bare.search(window)
        if title is None:
            continue
        said = title.groupdict()
        if said.get("before"):
            return kind, title.span(), _trim(window, *title.span("before"))
        above, below = (_name_above, title.start()), (_name_below, title.end())
        places = (below, above) if kind.name_below else (above, below)
        name = next((found for read, place in places if (found := read(window, place)) is not None), None)
        again = (said.get("again") or "").lower().startswith("re")
        return SIF_AGAIN if again else kind, title.span(), name
    return None


def _nearest(pattern: re.Pattern[str], window: str, label: re.Match[str] | None) -> re.Match[str] | None:
    """Return the last title above the dates, as a running header may repeat it; the first, if no dates."""
    if label is None:
        return pattern.search(window)
    found = list(pattern.finditer(window, 0, label.start()))
    return found[-1] if found else None


def _name_above(window: str, end: int) -> tuple[int, int] | None:
    """The lines above a title that may hold a name, the last of them nearest to it."""
    lines = _lines(window, 0, end)
    names: list[tuple[int, int]] = []
    for start, stop in reversed(lines):
        if not names and _blank_or_no_name(window[start:stop]):
            continue
        if _blank_or_no_name(window[start:stop]) or len(names) == _NAME_LINES:
            break
        names.append((start, stop))
    return _trim(window, names[-1][0], names[0][1]) if names else None


def _name_below(window: str, start: int) -> tuple[int, int] | None:
    """The lines between a title and the first line with a colon or a date."""
    names: list[tuple[int, int]] = []
    for begin, stop in _lines(window, start, min(start + 400, len(window))):
        line = window[begin:stop]
        if not line.strip(" .\t") and not names:
            continue
        if ":" in line or _blank_or_no_name(line) or len(names) == _NAME_LINES:
            break
        names.append((begin, stop))
    return _trim(window, names[0][0], names[-1][1]) if names else None


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        lines.append((start, stop))
        start = stop + 1
    return lines


def _blank_or_no_name(line: str) -> bool:
    folded = " ".join(line.split())
    return not folded or bool(_NO_NAME.match(folded))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut white space and a footnote's digit off a name."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    article = _ARTICLE.match(text, start, end)
    if article is not None:
        start = article.end()
    note = _NOTE.search(text[start:end])
    if note is not None:
        end = start + note.start()
    return (start, end) if start < end else None
