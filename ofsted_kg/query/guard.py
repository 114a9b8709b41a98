"""Keep a spreadsheet from running what a letter says.

In: the text of a cell. Out: the same, with an apostrophe in front where a spreadsheet would
take it for a formula or a command ("CSV injection", CWE-1236). A number is left as it is.
"""

from __future__ import annotations

# What makes a spreadsheet take a cell for a formula or a command, in full width too.
_RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROLS = ("\t", "\r", "\n", "\0")
_BLANKS = " \u00a0"


def guarded(cell: str, *, number: bool = False) -> str:
    """Return a cell's text so that no spreadsheet runs it.

    >>> guarded("=HYPERLINK(A1)"), guarded("-4", number=True), guarded("good")
    ("'=HYPERLINK(A1)", '-4', 'good')
    """
    if not number and (cell.lstrip().startswith(_RUNS) or cell.lstrip(_BLANKS).startswith(_CONTROLS)):
        return "'" + cell
    return cell
