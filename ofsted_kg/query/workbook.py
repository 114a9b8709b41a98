"""Tables as a workbook (Office Open XML, .xlsx) for Excel, LibreOffice and Numbers.

In: one ``Table``, or several with names. Out: bytes: a sheet a table with a frozen header and a
filter, dates and numbers typed, IRIs and addresses as links. Texts are written as texts, so
that none is run as a formula. XlsxWriter writes the file; the same tables give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ofsted_kg.errors import QueryError
from ofsted_kg.query.guard import guarded
from ofsted_kg.query.table import Table
from ofsted_kg.query.typed import Term, typed

# What the format allows: rows a sheet, characters a cell, links a sheet, characters of a link.
_ROWS, _TEXT, _LINKS, _URL = 1_048_576, 32_767, 65_530, 2_079
_WIDEST, _SAMPLE = 60, 200
# Any day will do, as long as it is always the same.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
_SHEET_NAME = 31

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def to_xlsx(table: Table, *, raw: bool = False) -> bytes:
    """Return a workbook with one sheet.

    Raises:
        QueryError: the format cannot hold so many rows, or XlsxWriter is not installed.
    """
    return workbook({"answer": table}, raw=raw)


def workbook(tables: Mapping[str, Table], *, raw: bool = False) -> bytes:
    """Return a workbook with a sheet a table, in the order given.

    Args:
        tables: by name; a name is cut at 31 characters, which is all that Excel takes.
        raw: leave texts as they are that a spreadsheet would run as a formula.

    Raises:
        QueryError: the format cannot hold so many rows, or XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise QueryError(
            "a workbook needs XlsxWriter", remedy="Install it with `pip install 'ofsted-kg[xlsx]'`"
        ) from error
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": _MADE, "title": "ofsted-kg"})
    formats = {
        "header": book.add_format({"bold": True, "bottom": 1}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "text": book.add_format({"text_wrap": False, "valign": "top"}),
    }
    for name, table in tables.items():
        if len(table.rows) >= _ROWS:
            raise QueryError(
                f"a sheet holds {_ROWS:,} rows at most, and {name} has {len(table.rows):,}",
                remedy="Ask for less, or for csv",
            )
        _write(book.add_worksheet(name[:_SHEET_NAME]), table, formats, raw=raw)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, table: Table, formats: Mapping[str, Format], *, raw: bool) -> None:
    sheet.freeze_panes(1, 0)
    links = 0
    for place, name in enumerate(table.columns):
        sheet.write_string(0, place, name, formats["header"])
        texts = [len(row[place].value) for row in table.rows[:_SAMPLE] if row[place] is not None]  # type: ignore[union-attr]
        sheet.set_column(place, place, min(_WIDEST, max([len(name), *texts]) + 2))
    for number, row in enumerate(table.rows, start=1):
        for place, term in enumerate(row):
            if term is None:
                continue
            value = typed(term)
            if isinstance(value, bool):
                sheet.write_boolean(number, place, value)
            elif isinstance(value, int | float):
                sheet.write_number(number, place, value)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, formats["date"])
            elif _is_link(term) and links < _LINKS:
                sheet.write_url(number, place, term.value, string=term.value)
                links += 1
            else:
                text = term.value if raw else guarded(term.value)
                sheet.write_string(number, place, text[:_TEXT], formats["text"])
    if table.columns:
        sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


def _is_link(term: Term) -> bool:
    return (
        term.value.startswith(("https://", "http://")) and len(term.value) <= _URL and " " not in term.value
    )
