"""Rows of a sheet of a workbook, as the XML of Office Open XML (ECMA-376 part 1, 18.3).

In: rows of Python values. Out: ``<row>`` elements, each text in its cell, and the links on cells.
A library that is told one cell at a time takes four times as long.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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
# What an attribute's value cannot hold as it is.
_QUOTED = re.compile(r"[&<>\"\t\n\r]")
# Stands for the number of a row: no text holds it, since XML cannot.
_NUMBER = "\0"
_BLOCK = 500
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
        self._tell = _values(styles, raw) if read is None else _texts(styles, raw, read)
        self._links: list[tuple[str, str]] = []

    @property
    def last(self) -> str:
        """The letters of the last column."""
        return self._columns[-1] if self._columns else "A"

    def xml(self, rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
        """Yield all rows, some hundred at a time; the first is the second of the sheet."""
        left, first = iter(rows), 2
        while block := list(itertools.islice(left, _BLOCK)):
            yield self._block(block, first)
            first += len(block)

    def _block(self, rows: Sequence[Sequence[Cell]], first: int) -> str:
        """Return some rows, made column by column: the same words stand in many rows of one."""
        columns, links = [], []
        for letters, column in zip(self._columns, zip(*rows, strict=True), strict=True):
            told, urls = self._tell(letters, column)
            columns.append(told)
            if urls:
                links.append([(letters, url) for url in urls])
        for number, row in enumerate(zip(*links, strict=True), start=first):
            self._links.extend((f"{letters}{number}", url) for letters, url in row if url)
        del self._links[_LINKS:]
        cells = map("".join, zip(*columns, strict=True)) if columns else [""] * len(rows)
        return "".join(
            f'<row r="{_NUMBER}">{row}</row>'.replace(_NUMBER, str(number))
            for number, row in enumerate(cells, start=first)
        )

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
        urls = [url for _, url in self._links]
        plain = not _QUOTED.search("".join(urls))
        each = (
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/hyperlink" Target={url} TargetMode="External"/>'
            for number, url in enumerate((f'"{url}"' if plain else quoteattr(url) for url in urls), start=1)
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'


# The cells of a column with the number of their row left open, nothing for one that is left out; where
# they lead, if any leads anywhere.
Tell = Callable[[str, Sequence[Any]], tuple[list[str], list[str]]]


def _texts(styles: Styles, raw: bool, read: Callable[[str], Cell]) -> Tell:
    """Return what tells cells that are to be read."""
    rest = _read(styles, raw, read)

    def tell(letters: str, column: Sequence[str]) -> tuple[list[str], list[str]]:
        start = f'<c r="{letters}{_NUMBER}"'
        cells, urls = {}, {}
        for cell in set(column):
            told, urls[cell] = rest(cell)
            cells[cell] = start + told if told else ""
        return [*map(cells.__getitem__, column)], [*map(urls.__getitem__, column)] if any(
            urls.values()
        ) else []

    return tell


@functools.lru_cache(8)
def _read(styles: Styles, raw: bool, read: Callable[[str], Cell]) -> Callable[[str], tuple[str, str]]:
    """Return what tells a cell that is to be read: the same words stand in many sheets."""
    return functools.lru_cache(1 << 16)(lambda cell: _told(read(cell), styles, raw=raw))


def _values(styles: Styles, raw: bool) -> Tell:
    """Return what tells values."""

    def tell(letters: str, column: Sequence[Cell]) -> tuple[list[str], list[str]]:
        start = f'<c r="{letters}{_NUMBER}"'
        found = [_told(value, styles, raw=raw) for value in column]
        urls = [url for _, url in found]
        return [start + told if told else "" for told, _ in found], urls if any(urls) else []

    return tell


def _told(value: Cell, styles: Styles, *, raw: bool) -> tuple[str, str]:
    """Return what follows the address of a cell, and where it leads; nothing for one that is left out."""
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
    shown = escape(_CONTROL.sub(_escaped, text[:_TEXT]))
    # Without the mark a spreadsheet takes space away from both ends.
    kept = ' xml:space="preserve"' if shown != shown.strip() else ""
    return f' s="{style}" t="inlineStr"><is><t{kept}>{shown}</t></is></c>'


def _escaped(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


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
