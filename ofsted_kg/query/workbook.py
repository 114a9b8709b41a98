"""Tables as a workbook (Office Open XML, .xlsx) for Excel, LibreOffice and Numbers.

In: one ``Table``, or several with names. Out: bytes: a sheet a table with a frozen header and a
filter, dates and numbers typed, IRIs and addresses as links. Texts are written as texts, so
that none is run as a formula. XlsxWriter makes the workbook, with its styles and a header on
each sheet, and ``Rows`` what is below; the same tables give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ofsted_kg.compression import archive, pack
from ofsted_kg.errors import QueryError
from ofsted_kg.query.sheet import Rows, Styles
from ofsted_kg.query.table import Table
from ofsted_kg.query.typed import Cell, typed

# What the format allows: rows a sheet, characters of its name.
MOST_ROWS = 1_048_575
_SHEET_NAME = 31
# Rows by which the width of a column is chosen.
SAMPLE = 200
_WIDEST = 60
# Any day will do, as long as it is always the same.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
# On the second row of a sheet of the frame stands a cell of each style, which the rows then replace.
_SAMPLES, _ENDS_ROW = '<row r="2"', "</row>"
_STYLE = re.compile(r' s="(\d+)"')
_MARGINS = "<pageMargins"
# As XlsxWriter has it.
_MODE = 0o600
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet shows.

    Attributes:
        columns: their names.
        rows: of values, or of what `read` reads as such.
        count: how many rows there are.
        sample: values of some of them.
        read: reads a cell of a row; None where it is a value.
    """

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]
    count: int
    sample: Sequence[Sequence[Cell]]
    read: Callable[[str], Cell] | None = None

    @classmethod
    def of(cls, table: Table) -> Sheet:
        """Return a table as a sheet."""
        sample = [tuple(map(typed, row)) for row in table.rows[:SAMPLE]]
        rows = (tuple(map(typed, row)) for row in table.rows)
        return cls(table.columns, rows, len(table.rows), sample)


def to_xlsx(table: Table, *, raw: bool = False) -> bytes:
    """Return a workbook with one sheet.

    Raises:
        QueryError: the format cannot hold so many rows, or XlsxWriter is not installed.
    """
    return workbook({"answer": table}, raw=raw)


def workbook(tables: Mapping[str, Table | Sheet], *, raw: bool = False) -> bytes:
    """Return a workbook with a sheet a table, in the order given.

    Args:
        tables: by name; a name is cut at 31 characters, which is all that Excel takes.
        raw: leave texts as they are that a spreadsheet would run as a formula.

    Raises:
        QueryError: the format cannot hold so many rows, or XlsxWriter is not installed.
    """
    sheets = {name: Sheet.of(one) if isinstance(one, Table) else one for name, one in tables.items()}
    for name, sheet in sheets.items():
        if sheet.count > MOST_ROWS:
            raise QueryError(
                f"a sheet holds {MOST_ROWS + 1:,} rows at most, and {name} has {sheet.count:,}",
                remedy="Ask for less, or for csv",
            )
    out = io.BytesIO()
    numbered = {f"xl/worksheets/sheet{place}.xml": one for place, one in enumerate(sheets.values(), start=1)}
    with (
        zipfile.ZipFile(io.BytesIO(_frame(sheets))) as frame,
        archive(out) as book,
    ):
        for name in frame.namelist():
            data = frame.read(name)
            if name not in numbered:
                pack(book, name, (data,), _MODE)
                continue
            sheet = numbered[name]
            head, _, below = data.decode().partition(_SAMPLES)
            samples, _, tail = below.partition(_ENDS_ROW)
            styles = Styles(*_STYLE.findall(samples))
            rows = Rows(len(sheet.columns), styles, raw=raw, read=sheet.read)
            pack(book, name, _filled(head, tail, sheet, rows), _MODE)
            if related := rows.relationships():
                path = name.replace("worksheets/", "worksheets/_rels/") + ".rels"
                pack(book, path, (related.encode(),), _MODE)
    return out.getvalue()


def _frame(sheets: Mapping[str, Sheet]) -> bytes:
    """Return the workbook with the header of each sheet, and a cell of each style below it."""
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise QueryError(
            "a workbook needs XlsxWriter", remedy="Install it with `pip install 'ofsted-kg[xlsx]'`"
        ) from error
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": _MADE, "title": "ofsted-kg"})
    header = book.add_format({"bold": True, "bottom": 1})
    styles = (
        book.add_format({"num_format": "yyyy-mm-dd"}),
        book.add_format({"text_wrap": False, "valign": "top"}),
        book.get_default_url_format(),
    )
    for name, shown in sheets.items():
        sheet = book.add_worksheet(name[:_SHEET_NAME])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(shown.columns):
            sheet.write_string(0, place, column, header)
            texts = [len(str(row[place])) for row in shown.sample if row[place] is not None]
            sheet.set_column(place, place, min(_WIDEST, max([len(column), *texts]) + 2))
        for place, style in enumerate(styles):
            sheet.write_blank(1, place, None, style)
        if shown.columns:
            sheet.autofilter(0, 0, max(1, shown.count), len(shown.columns) - 1)
    book.close()
    return out.getvalue()


def _filled(head: str, tail: str, sheet: Sheet, rows: Rows) -> Iterator[bytes]:
    """Yield a sheet with its rows between what stands above and below them."""
    size = f"A1:{rows.last}{sheet.count + 1}"
    yield _DIMENSION.sub(f'<dimension ref="{size}"/>', head, count=1).encode()
    for block in rows.xml(sheet.rows):
        yield block.encode()
    yield tail.replace(_MARGINS, rows.hyperlinks() + _MARGINS, 1).encode()
