"""A number with its noun, as people write it.

In: how many of what, the noun in the plural. Out: "1 file", "1,539 files".
"""

from __future__ import annotations

# What loses more than its last letter.
_SINGULAR = {"letters and reports": "letter or report"}


def counted(number: int, what: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "files"), counted(1539, "files"), counted(1, "letters and reports")
    ('1 file', '1,539 files', '1 letter or report')
    """
    return f"{number:,} {what if number != 1 else _SINGULAR.get(what, what.removesuffix('s'))}"
