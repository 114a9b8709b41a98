"""Rows of a sheet of a workbook, as the XML of Office Open XML (ECMA-376 part 1, 18.3).

In: rows of Python values. Out: ``<row>`` elements, each text in its cell, and the links on cells.
A library that is told one cell at a time takes four times as long.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ofsted_kg.query.guard import guarded
from ofsted_kg.query.typed import Cell

# What the format allows: characters a cell, links a sheet, characters of a link.
_TEXT, _LINKS, _URL = 32_767, 65_530, 2_079
# Day 0 of a sheet; days before March 1900 have wrong numbers in it and stay text.
_DAY_ZERO, _FIRST = date(1899, 12, 30), date(1900, 3, 1)
# What XML cannot hold, and what would be taken for it: "_x000B_".
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of the styles of a workbook."""

    date: str
    text: str
    link: str


class Rows:
    """The rows of a sheet below its header, in the making.

    Args:
        columns: how many there are.
        styles: of the workbook.
        raw: leave texts as they are that a spreadsheet would run as a formula.
        read: reads a cell; None where it is a value.
    """

    def __init__(
        self, columns: int, styles: Styles, *, raw: bool, read: Callable[[str], Cell] | None = None
    ) -> None:
        self._columns = [_letters(place) for place in range(columns)]
        self._rest = _values(styles, raw) if read is None else _texts(styles, raw, read)
        self._links: list[tuple[str, str]] = []

    @property
    def last(self) -> str:
        """The letters of the last column."""
        return self._columns[-1] if self._columns else "A"

    def xml(self, rows: Iterable[Sequence[Cell]]) -> str:
        """Return all rows; the first is the second of the sheet."""
        rest, letters, links = self._rest, self._columns, self._links
        lines = []
        for number, row in enumerate(rows, start=2):
            cells = []
            for column, value in zip(letters, row, strict=True):
                told, url = rest(value)
                if not told:
                    continue
                if url and len(links) < _LINKS:
                    links.append((f"{column}{number}", url))
                cells.append(f'<c r="{column}{number}"{told}')
            lines.append(f'<row r="{number}">{"".join(cells)}</row>')
        return "".join(lines)

    def hyperlinks(self) -> str:
        """Return the links of the sheet; each refers to a relationship."""
        if not self._links:
            return ""
        each = (
            f'<hyperlink ref="{cell}" r:id="rId{number}"/>'
            for number, (cell, _) in enumerate(self._links, start=1)
        )
        return f"<hyperlinks>{''.join(each)}</hyperlinks>"

    def relationships(self) -> str:
        """Return the relationships of the sheet; nothing without links."""
        if not self._links:
            return ""
        each = (
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/hyperlink"'
            f' Target={quoteattr(url)} TargetMode="External"/>'
            for number, (_, url) in enumerate(self._links, start=1)
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'


# What follows the address of a cell, and where it leads; nothing for a cell that is left out.
Told = Callable[[Any], tuple[str, str]]


@functools.lru_cache(8)
def _texts(styles: Styles, raw: bool, read: Callable[[str], Cell]) -> Told:
    """Return what tells cells that are to be read: the same words stand in many, and in many sheets."""
    return functools.lru_cache(1 << 16)(lambda cell: _told(read(cell), styles, raw=raw))


def _values(styles: Styles, raw: bool) -> Told:
    """Return what tells values; 1, 1.0 and true are alike only to Python."""
    known = functools.lru_cache(1 << 16)(lambda kind, value: _told(value, styles, raw=raw))
    return lambda value: known(value.__class__.__name__, value)


def _told(value: Cell, styles: Styles, *, raw: bool) -> tuple[str, str]:
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v></c>', ""
    if isinstance(value, int | float):
        return f"><v>{value!r}</v></c>", ""
    if isinstance(value, date):
        if value >= _FIRST:
            return f' s="{styles.date}"><v>{(value - _DAY_ZERO).days}</v></c>', ""
        value = value.isoformat()
    if is_link(value):
        return _text(styles.link, value), value
    return _text(styles.text, value if raw else guarded(value)), ""


def _text(style: str, text: str) -> str:
    shown = escape(_CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", text[:_TEXT]))
    return f' s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def is_link(text: str) -> bool:
    """Tell whether a text is an address that a cell can lead to."""
    return text.startswith(("https://", "http://")) and len(text) <= _URL and " " not in text


def _letters(place: int) -> str:
    """Return the letters of a column.

    >>> _letters(0), _letters(25), _letters(26), _letters(701), _letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    found = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
