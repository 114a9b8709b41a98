"""Where a report stands that lies among other papers: behind a council's cover, before its plan.

In: a text, and its pages. Out: the stretch of the report. It begins on the page of its title, or at
the lines that name the council above it; it ends before the first paper behind its imprint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ofsted_kg.model import Page
from ofsted_kg.reports.title import titles_with_dates
from ofsted_kg.text.caseless import caseless

# What every report ends with: Ofsted's address, and whose the words are.
_IMPRINT = re.compile(
    r"piccadilly\s+gate|store\s+street|crown\s+copyright|(?:aviation|alexandra|freshford)\s+house"
    r"|royal\s+exchange\s+buildings",
    re.IGNORECASE,
)
# Their first words; none of them stands further inside an imprint.
_IMPRINTS = ("piccadilly", "store", "crown", "aviation", "alexandra", "freshford", "royal")
_LEAD = re.compile(r"\blead\s+inspectors?\b|\bmajesty[’'‘]?s\s+inspectors?\b", re.IGNORECASE)
# In 2013 the imprint stood in front: what such a line comes after is not the end.
_GOES_ON = re.compile(
    r"^[ \t]*(?:record\s+of\s+main\s+findings|executive\s+summary|summary\s+of\s+(?:key\s+)?findings|contents"
    r"|information\s+about\s+(?:this|the)\s+inspection|(?:inspection\s+judgements|the\s+inspection\s+team)\W*$)",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = re.compile(r"[^\n\f]+")
# Lines above a title that may be the report's: the council's name, a page's number.
_NAME_LINES = 5
_SHORT = 160


def report_stretch(text: str, pages: Sequence[Page], other: Callable[[str], bool]) -> tuple[int, int] | None:
    """Return where a report stands among other papers; None where there is none, or nothing else.

    Args:
        text: of the document.
        pages: its pages, if it has any.
        other: tells whether a line is the mark of another paper.
    """
    for title in titles_with_dates(text):
        start = _begin(text, pages, title, other)
        above = any(other(line[0].strip()) for line in _LINE.finditer(text, 0, start))
        if not above and title < start + _SHORT and not text[:start].strip():
            start = 0
        end = _end(text, title, other)
        return (start, end) if above or start or end < len(text) else None
    return None


def is_signed(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is Ofsted's own: papers that quote the grades leave out who inspected."""
    return bool(_LEAD.search(text, start, end) or _IMPRINT.search(text, start, end))


def _begin(text: str, pages: Sequence[Page], title: int, other: Callable[[str], bool]) -> int:
    """Go up from a title as long as the lines may be the report's own."""
    page = next((page.start for page in pages if page.start <= title < page.end), None)
    lines = list(_LINE.finditer(text, 0 if page is None else page, title))
    begin, names = title, 0
    for line in reversed(lines):
        words = line[0].strip()
        if not words:
            continue
        far = page is None and names == _NAME_LINES
        if far or len(words) > _SHORT or other(words) or (page is None and words.endswith((".", ":"))):
            return begin
        begin, names = line.start(), names + 1
    return begin if page is None else page


def _end(text: str, title: int, other: Callable[[str], bool]) -> int:
    imprint = _last_imprint(text, title)
    if imprint is None or _GOES_ON.search(text, imprint):
        return len(text)
    for line in _LINE.finditer(text, imprint):
        if len(line[0]) < _SHORT and other(line[0].strip()):
            return line.start()
    return len(text)


def _last_imprint(text: str, title: int) -> int | None:
    """Return where the last imprint behind a title ends, if there is one.

    Asked from the end, word by word: there it stands, and a report has a hundred thousand letters.
    """
    small = caseless(text)
    last: re.Match[str] | None = None
    for word in _IMPRINTS:
        place = len(text)
        while (place := small.rfind(word, last.start() if last else title, place)) >= 0:
            found = _IMPRINT.match(text, place)
            if found is not None:
                last = found
                break
    return last.end() if last else None
