"""The head of a report: what kind of inspection, of whom, when.

In: a report's text. Out: a ``Head``: the kind its title names, the stretch that names the
council, the stretches of dates and the dates. Titles stand in lines of their own, broken
anywhere, footnote marks glued to them ("Board1").
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ofsted_kg.parse.reports.dates import Dates, read_dates, read_day

# The head lies within the first lines, cover page and contents included.
WINDOW = 4000
_S = r"\s+"

_SIF = (
    r"(?P<again>Re[-‐–]?\s?)?Inspection of services for children in need of help and protection,?"
    r" (?:and )?(?:children|looked) (?:looked )?after(?: children)?,? and care leavers"
)
_LSCB = (
    r"(?:Review|Inspection) of the effectiveness of (?:the|[\w .’'-]{2,60}?)\s?Local Safeguarding Children"
    r"(?:[’']s)? Board"
)
_LOOKED_AFTER = (
    r"Inspection of (?:services for )?(?:looked after children|children looked after)(?:[’']s)?(?: services)?"
)
_ILACS = (
    r"Inspection of (?:(?P<before>(?:[\w .,&’'()-]|\n){2,90}?) )??(?:local authority )?"
    r"children[’']?s[’']? (?:social care )?services"
)


def _title(pattern: str) -> re.Pattern[str]:
    """A title begins a line; white space in it may be a line end."""
    return re.compile(
        r"^[ \t]*(?:and[ \t]+)?" + f"(?:{pattern})".replace(" ", _S), re.MULTILINE | re.IGNORECASE
    )


SIF_TITLE = _title(_SIF)
LSCB_TITLE = _title(_LSCB)
LOOKED_AFTER_TITLE = _title(_LOOKED_AFTER)
ILACS_TITLE = _title(_ILACS)

# "Inspection dates:", "Inspection date: ", "Dates of inspection", "Inspection dates 3 to ...".
_ON_SITE = re.compile(
    r"^[ \t]*(?:(?:re-?)?inspection[ \t]+dates?|dates?[ \t]+of[ \t]+(?:re-?)?inspection|review[ \t]+dates?)"
    r"(?:\(s\))?[ \t]*[:;.–-]?\s*",
    re.IGNORECASE | re.MULTILINE,
)
# "Report published: 7 July 2017", "Published: 23 August 2013", "Date published ...".
_PUBLISHED = re.compile(
    r"^[ \t]*(?:(?:report|date|review)[ \t]+)?(?:published|publication[ \t]+date|date[ \t]+of[ \t]+publication)"
    r"(?:[ \t]+(?:on|date))?[ \t]*[:;.–-]?\s*",
    re.IGNORECASE | re.MULTILINE,
)
# Lines of the head that name no council.
_NO_NAME = re.compile(
    r"^(?:\d{1,3}|ofsted|www\.\S+|and|page \d+|report|contents|office for standards.*|https?://.*|published.*"
    r"|inspection.*|raising standards.*|improving lives.*)$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?<=[a-z])\d{1,2}$")
_NAME_LINES = 3


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a report say.

    Attributes:
        kind: ``sif``, ``sif-reinspection``, ``lscb-review``, ``looked-after`` or ``ilacs``.
        title: stretch of the title.
        name: stretch of the council's name as printed, or None.
        board: whether the title joins a review of the safeguarding board.
        on_site: the dates of the inspection, or None.
        on_site_span: their stretch.
        published: the day printed, or None.
        published_span: its stretch.
        labelled: whether a line announces the dates of an inspection.
    """

    kind: str
    title: tuple[int, int]
    name: tuple[int, int] | None
    board: bool
    on_site: Dates | None
    on_site_span: tuple[int, int] | None
    published: dt.date | None
    published_span: tuple[int, int] | None
    labelled: bool


def read_head(text: str) -> Head | None:
    """Read the head of a report; None if the text has no report's title."""
    window = text[:WINDOW]
    found = _first_title(window)
    if found is None:
        return None
    kind, title, name = found
    board = LSCB_TITLE.search(window)
    on_site, on_site_span, labelled = None, None, False
    for label in _ON_SITE.finditer(window):
        labelled = True
        on_site = read_dates(text, label.end())
        if on_site is not None:
            on_site_span = (label.end(), on_site.end)
            break
    published, published_span = None, None
    for label in _PUBLISHED.finditer(window):
        day = read_day(text, label.end())
        if day is not None:
            published, published_span = day[0], (label.end(), day[1])
            break
    return Head(
        kind, title, name, board is not None, on_site, on_site_span, published, published_span, labelled
    )


def _first_title(window: str) -> tuple[str, tuple[int, int], tuple[int, int] | None] | None:
    sif = SIF_TITLE.search(window)
    if sif is not None:
        kind = "sif-reinspection" if sif["again"] else "sif"
        return kind, sif.span(), _name_above(window, sif.start()) or _name_below(window, sif.end())
    board = LSCB_TITLE.search(window)
    if board is not None:
        return "lscb-review", board.span(), _name_above(window, board.start())
    # Later titles hold the earlier one's words: the longer kind is asked first.
    after = LOOKED_AFTER_TITLE.search(window)
    if after is not None:
        name = _name_below(window, after.end()) or _name_above(window, after.start())
        return "looked-after", after.span(), name
    # A running header may repeat the title before it: the title is the one whose dates follow.
    titles = list(ILACS_TITLE.finditer(window))
    if not titles:
        return None
    label = _ON_SITE.search(window)
    title = titles[0]
    if label is not None:
        title = next((t for t in reversed(titles) if t.end() <= label.start()), title)
    if title["before"]:
        return "ilacs", title.span(), _trim(window, *title.span("before"))
    return "ilacs", title.span(), _name_above(window, title.start()) or _name_below(window, title.end())


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
    note = _NOTE.search(text[start:end])
    if note is not None:
        end = start + note.start()
    return (start, end) if start < end else None
