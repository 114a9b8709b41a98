"""Tell a web server's error page from a letter that is a web page.

In: the page's title or first line and its text, or its bytes. Out: the error to raise.
Downloads that failed are the commonest web pages among reports, so the plain case is told
by title and length alone, without the parser, whose import takes longer than a report.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from ofsted_kg.errors import NotALetter

_ERROR = re.compile(
    r"\b(?:40[0-9]|50[0-9])\b|\bnot\s+found\b|\berror\b|\bforbidden\b|\bdenied\b|\bunavailable\b"
    r"|\bno\s+longer\s+(?:available|exists?)\b|\bcannot\s+be\s+(?:found|displayed)\b|\bbad\s+gateway\b|\bredirect\w*\b|\bmoved\b",
    re.IGNORECASE,
)
# "Annual performance assessment (error corrected)" is the title of a letter.
_OURS = re.compile(r"\bannual\b|\bassessment\b|\brating\b|\binspection\s+of\b", re.IGNORECASE)
# A letter is longer, whatever its title.
_LONGEST = 4000
# A page of this many characters is for the parser, which no mark-up makes slow.
_LARGEST = 20_000
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*+>", re.IGNORECASE | re.DOTALL
)
_SPACE = re.compile(r"\s+")


def refuse_error_page(path: Path, text: str, *headings: str) -> None:
    """Refuse a short page whose title or first line tells of an error.

    Raises:
        NotALetter: it is an error page.
    """
    if len(text) < _LONGEST and any(map(_tells_of_error, headings)):
        heading = next(filter(None, headings))
        raise NotALetter(
            f"the file is a web server's error page ({heading[:80]!r})",
            file=path,
            remedy="Download the document again",
        )


def refuse_plain_error_page(path: Path, data: bytes) -> None:
    """Refuse an error page that can be told without a parser; any other page needs one.

    Raises:
        NotALetter: it is an error page.
    """
    if len(data) > _LARGEST:
        return
    page = data.decode("utf-8", errors="replace")
    titles = _TITLE.findall(page)
    heading = " ".join(html.unescape(titles[0]).split()) if len(titles) == 1 else ""
    if _tells_of_error(heading):
        refuse_error_page(path, _SPACE.sub(" ", _UNSEEN.sub(" ", page)), heading)


def _tells_of_error(heading: str) -> bool:
    return bool(_ERROR.search(heading)) and not _OURS.search(heading)
