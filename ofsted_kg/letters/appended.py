"""Find the table of grades that is appended to a letter, behind its signatures, and where it ends.

In: the lines of a letter. Out: whether grades stand in them, and which is the last line of theirs.
"Final judgements" alone gives none: it may only say that they are attached.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# What the tables and lines of grades are headed by, or hold.
_HEADED = re.compile(
    r"\bAPA\s+(?:final\s+judge?ments?|grade)\b|\bassessment\s+judge?ment\s+area\b|\bfinal\s+judge?ments?\b"
    r"|\bareas?\s+for\s+judge?ment\b|\bgrades?\s+awarded\b"
    r"|^children[’'‘]?s\s+services\s+(?:rating|assessment)\b.*\bperforms\b",
    re.IGNORECASE,
)
# "The contribution of education services  3", "Staying safe  Good"
_ROW = re.compile(
    r"(?:^|\s)[(\[]?[1-4][)\]]?[^\w.]*$|(?:^|\s)(?:outstanding|good|adequate|inadequate)[^\w.]*$",
    re.IGNORECASE,
)
_REACH = 14
_SENTENCE = re.compile(r"\w[.!?][\"'’”)]*$")
_SCALE = re.compile(
    r"\brequirements?\b|\b(?:grades?|scale|judge?ments?|descriptors?)\b|\b(?:service|council)\s+that\b", re.I
)
_FEW_WORDS = 4


def has_grades(lines: Sequence[str], fewest: int = 1) -> bool:
    """Tell whether grades stand in some lines, below what heads them.

    Args:
        lines: the words of the lines.
        fewest: how many rows make it sure: a line of prose may end in a number, too.

    >>> has_grades(["Final judgements", "They are attached.", "Jo Lane"])
    False
    >>> has_grades(["Final judgements", "Social care services 3", "Education services 2"])
    True
    """
    return any(len(_rows(lines, number)) >= fewest for number in range(len(lines)))


def end_of_grades(lines: Sequence[str]) -> int:
    """Return how many of some lines are a table of grades and what explains it; all, if no prose follows."""
    rows = [number for head in range(len(lines)) for number in _rows(lines, head)]
    first = max(rows, default=-1) + 1
    below = enumerate(lines[first:], first)
    return next((number for number, words in below if _is_prose(words)), len(lines))


def _rows(lines: Sequence[str], head: int) -> list[int]:
    """Return the numbers of the rows below a line that heads grades; itself, if it is one."""
    found = _HEADED.search(lines[head])
    if found is None:
        return []
    if found[0].lower().endswith("performs"):
        return [head, head]
    rows: list[int] = []
    for number in range(head + 1, len(lines)):
        if number - (rows or [head])[-1] > _REACH:
            break
        if _ROW.search(lines[number]):
            rows.append(number)
    return rows


def _is_prose(words: str) -> bool:
    return len(words.split()) > _FEW_WORDS and bool(_SENTENCE.search(words)) and not _SCALE.search(words)
