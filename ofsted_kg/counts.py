"""A number with its noun, and names with how many more there are, as people write them.

In: how many of what, the noun in the plural; names. Out: "1 file", "1,539 files"; "a, b and 2 more".
"""

from __future__ import annotations

from collections.abc import Sequence

# What loses more than its last letter.
_SINGULAR = {"letters and reports": "letter or report"}


def counted(number: int, what: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "files"), counted(1539, "files"), counted(1, "letters and reports")
    ('1 file', '1,539 files', '1 letter or report')
    """
    return f"{number:,} {what if number != 1 else _SINGULAR.get(what, what.removesuffix('s'))}"


def some_of(names: Sequence[str], most: int) -> str:
    """Return the first of some names, and how many more there are.

    >>> some_of(["Bury", "Kent", "York"], 2), some_of(["Bury"], 2)
    ('Bury, Kent and 1 more', 'Bury')
    """
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
