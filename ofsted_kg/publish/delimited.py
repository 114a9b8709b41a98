"""A table as CSV (RFC 4180, UTF-8), block by block: whole it may be large.

In: an answer as lines, and the table of the release before where that is known. Out: the bytes, in
pieces. The rows of a block that stood in the table before are copied from there.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from ofsted_kg.publish.lines import Lines, cells
from ofsted_kg.query import guarded

_END = "\r\n"
_ENDS = re.compile(_END.encode())
_PIECE = 1 << 16


class Delimited:
    """A table as CSV.

    Args:
        lines: the rows.
        numeric: whether a column holds numbers; in others what a spreadsheet would run gets an apostrophe.

    Attributes:
        even: whether all that was written breaks a line where a row ends, and nowhere else.
    """

    def __init__(self, lines: Lines, numeric: Sequence[bool]) -> None:
        self._lines = lines
        self._words = [place for place, number in enumerate(numeric) if not number]
        self.even = True

    def pieces(self, before: Lines, old: BinaryIO | None = None) -> Iterator[bytes]:
        """Yield the bytes.

        Args:
            before: the rows of the table before.
            old: that table, where it is even; None where it is not known.
        """
        known = None if old is None else _Rows(old)
        places = {block: place for place, block in enumerate(before.blocks)} if known else {}
        yield self._written([self._lines.columns])
        # The header, and so many blocks, were read.
        done, head = 0, 1
        for block in self._lines.blocks:
            place = places.get(block, -1)
            if known is None or place < done:
                yield self._written([self._row(line) for line in block.rows()])
                continue
            known.take(head + sum(one.count for one in before.blocks[done:place]))
            yield known.take(block.count)
            done, head = place + 1, 0

    def _row(self, line: str) -> list[str]:
        row = cells(line)
        for place in self._words:
            row[place] = guarded(row[place])
        return row

    def _written(self, rows: Sequence[Sequence[str]]) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator=_END).writerows(rows)
        text = out.getvalue()
        self.even = self.even and text.count(_END) == len(rows)
        return text.encode()


class _Rows:
    """Reads a table by numbers of rows."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rest = b""

    def take(self, number: int) -> bytes:
        """Return the next rows."""
        found = []
        while number:
            ends = [end.end() for end in itertools.islice(_ENDS.finditer(self._rest), number)]
            if ends:
                found.append(self._rest[: ends[-1]])
                self._rest = self._rest[ends[-1] :]
                number -= len(ends)
            elif data := self._file.read(_PIECE):
                self._rest += data
            else:
                raise ValueError("a table of fewer rows than it is said to have")
        return b"".join(found)
