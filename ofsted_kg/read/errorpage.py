"""Tell a web server's error page from a letter that is a web page.

In: the page's title or first line and its text. Out: the error to raise.
"""

from __future__ import annotations

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


def _tells_of_error(heading: str) -> bool:
    return bool(_ERROR.search(heading)) and not _OURS.search(heading)
