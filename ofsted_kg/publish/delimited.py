"""Rows as CSV (RFC 4180, UTF-8).

In: rows of an answer as lines. Out: their bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ofsted_kg.publish.lines import cells
from ofsted_kg.query import guarded

_END = "\r\n"


def head(columns: Sequence[str]) -> bytes:
    """Return the row of names."""
    return _written([columns])


def delimited(lines: Iterable[str], numeric: Sequence[bool]) -> bytes:
    """Return rows.

    Args:
        lines: the rows.
        numeric: whether a column holds numbers; in others what a spreadsheet would run gets an apostrophe.
    """
    words = [place for place, number in enumerate(numeric) if not number]
    rows = []
    for line in lines:
        row = cells(line)
        for place in words:
            row[place] = guarded(row[place])
        rows.append(row)
    return _written(rows)


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=_END).writerows(rows)
    return out.getvalue().encode()
