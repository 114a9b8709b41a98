"""Know what a browser prints round each page: when, of what title, from where, which page.

In: lines of a page. Out: which of them are such furniture. Chrome and Edge print "28/11/2026,
05:05 Title" above and "https://… 1/2" below, Firefox "Title https://…" and "1 of 2 28/11/2026,
05:05", Safari "Title 28/11/2026, 05:05" and "https://… Page 1 of 2".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_STAMP = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s{1,3}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_PAGE = r"(?:page\s)?\d{1,3}\s?(?:of|/)\s?\d{1,3}"
_ADDRESS = r"(?:https?|file|blob|chrome-extension)://[^\s]+|about:blank"
_LINE = re.compile(
    rf"""\s*(?:
        {_STAMP}(?:\s.{{0,250}})?                       # 28/11/2026, 05:05 Title
      | (?:{_PAGE}\s{{1,3}})?{_STAMP}                   # 1 of 2 28/11/2026, 05:05
      | (?:{_ADDRESS})(?:\s{{1,3}}{_PAGE})?             # https://… 1/2
      | (?:{_ADDRESS})\s{{1,3}}{_STAMP}                 # https://… 28/11/2026, 05:05
    )\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
# With a title before them these are furniture only where they come on several pages.
_TITLED = re.compile(rf".{{0,250}}?\s(?:{_STAMP}|(?:{_ADDRESS})(?:\s{{1,3}}{_PAGE})?)\s*$", re.IGNORECASE)
_PAGE_ALONE = re.compile(rf"\s*{_PAGE}\s*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 3


def is_printed(line: str) -> bool:
    """Tell whether a line is surely one that a browser prints round a page.

    >>> is_printed("11/28/26, 5:05 AM Letter to the council"), is_printed("9 December 2010")
    (True, False)
    """
    return "/" in line and _LINE.match(line) is not None


def printed_lines(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """Return for each page which of its lines a browser printed round it: of those at its edges."""
    edges = [_edges(lines) for lines in pages]
    titled = Counter(
        _DIGITS.sub("#", lines[at])
        for lines, near in zip(pages, edges, strict=True)
        for at in near
        if _TITLED.match(lines[at])
    )
    found = [
        {at for at in near if is_printed(lines[at]) or titled[_DIGITS.sub("#", lines[at])] > 1}
        for lines, near in zip(pages, edges, strict=True)
    ]
    for lines, near, sure in zip(pages, edges, found, strict=True):
        if sure:
            sure |= {at for at in near if _PAGE_ALONE.match(lines[at])}
    return found


def _edges(lines: Sequence[str]) -> list[int]:
    """Return the numbers of the first and last lines of a page that have words."""
    full = [at for at, line in enumerate(lines) if line.strip()]
    return full if len(full) <= 2 * _EDGE else full[:_EDGE] + full[-_EDGE:]
