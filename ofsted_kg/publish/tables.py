"""Tables for spreadsheets, described by CSV on the Web.

In: the answers of the stored queries that need no parameter. Out: ``tables/*.csv``
(RFC 4180, UTF-8, header row) and ``tables/*.xlsx``, ``tables/csv-metadata.json`` with
columns, datatypes, keys and descriptions, and all of it in one ZIP. A long table
stands in the ZIP only. A text cell that a
spreadsheet would run as a formula gets an apostrophe in front in CSV; the metadata says so.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from ofsted_kg.checksums import digest_of
from ofsted_kg.compression import pack
from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.lines import Lines, cells, value
from ofsted_kg.publish.names import DATA_LICENCE, Names
from ofsted_kg.publish.versions import Distribution
from ofsted_kg.query import guarded, workbook
from ofsted_kg.query.columns import describe
from ofsted_kg.query.workbook import SAMPLE, Sheet
from ofsted_kg.vocabulary.namespaces import XSD

_DATATYPES = {
    XSD + "integer": "integer",
    XSD + "nonNegativeInteger": "nonNegativeInteger",
    XSD + "decimal": "decimal",
    XSD + "double": "double",
    XSD + "boolean": "boolean",
    XSD + "date": "date",
}
_NUMBERS = ("integer", "nonNegativeInteger", "decimal", "double")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a row may be about, if each has its own.
_OWN = ("statement", "rating", "report", "letter")
_END = "\r\n"
METADATA = "tables/csv-metadata.json"
# A table of more bytes stands in the ZIP only, and one of more rows has no workbook.
MOST_PLAIN = 3_000_000
MOST_ROWS = 10_000
TABLES = {"tables.zip": ("All tables for spreadsheets, as CSV with their description", "text/csv", "CSV")}


def write_tables(
    answers: Iterable[Answered], names: Names, folder: ReleaseFolder, packed: str = "", made: str = ""
) -> list[Distribution]:
    """Write a table a query and the description of them all; return the files.

    Args:
        answers: of the stored queries.
        names: of the release.
        folder: of the release.
        packed: path of the ZIP; none when empty.
        made: digest of all that tables follow from beside the answers.
    """
    noted = folder.noted("tables") or {}
    before = noted.get("described", {})
    described: dict[str, dict[str, Any]] = {}
    texts: dict[str, bytes] = {}
    found = []
    for one in answers:
        query, lines = one.query, one.lines
        path = f"tables/{query.name}"
        origin = digest_of(made, one.digest)
        # An unchanged table is taken from where it was, packed again with the others.
        known = before.get(path, {}) if made else {}
        told = known["told"] if known.get("origin") == origin else _described(one, known.get("told"))
        described[path] = {"origin": origin, "told": told}
        kept = folder.keep(f"{path}.csv", origin)
        if kept:
            text = folder.data(f"{path}.csv")
        else:
            same = bool(known) and _numeric(known["told"]) == _numeric(told)
            old = _text_before(f"{path}.csv", folder, noted.get("packed", "")) if same else ""
            text = _csv(lines, _numeric(told), _rows_before(one.before, old)).encode("utf-8")
        texts[f"{query.name}.csv"] = text
        if len(text) <= MOST_PLAIN or not packed:
            if not kept:
                folder.write(f"{path}.csv", text, origin)
            found.append(_file(folder, f"{path}.csv", f"{query.summary}, as CSV", "text/csv", "CSV"))
        if len(lines.rows) <= MOST_ROWS or not packed:
            if not folder.keep(f"{path}.xlsx", origin):
                folder.write(f"{path}.xlsx", _xlsx(lines), origin)
            found.append(_file(folder, f"{path}.xlsx", f"{query.summary}, as a workbook", XLSX, "XLSX"))
    folder.note("tables", {"described": described, "packed": packed})
    beside = [one["told"] for path, one in described.items() if f"{path}.csv" in folder.sums]
    folder.write(METADATA, _metadata(names, beside))
    if packed:
        whole = _metadata(names, [one["told"] for one in described.values()])
        folder.write(packed, _zip({**texts, "csv-metadata.json": whole.encode("utf-8")}))
    return found


def table_path(name: str, ending: str, folder: ReleaseFolder, version: str) -> str:
    """Return the path of a table, or of the ZIP of a version that holds it where it is long."""
    path = f"tables/{name}.{ending}"
    return path if path in folder.sums else f"data/{version}/tables.zip"


def _metadata(names: Names, tables: Sequence[dict[str, Any]]) -> str:
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": names.title,
        "dc:license": {"@id": DATA_LICENCE},
        "dc:isPartOf": {"@id": names.dataset},
        "rdfs:comment": "A text that begins with = + - @ has an apostrophe in front, "
        "so that no spreadsheet runs it.",
        "tables": tables,
    }
    return json.dumps(metadata, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _file(folder: ReleaseFolder, path: str, title: str, media: str, form: str) -> Distribution:
    return Distribution(path, title, media, form, "", folder.size(path), folder.sums[path])


def _described(one: Answered, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what CSV on the Web tells of a table; of the release before its key is tried first."""
    query, lines = one.query, one.lines
    columns = []
    for name, kinds in zip(lines.columns, one.kinds, strict=True):
        # A cell that is an IRI as it stands: the value is the thing, not its address as text.
        told: dict[str, Any] = {"name": name, "titles": name, "datatype": _datatype(kinds)}
        if words := describe(name):
            told["dc:description"] = words
        if kinds == {"<"}:
            told["valueUrl"] = f"{{+{name}}}"
        columns.append(told)
    return {
        "url": f"{query.name}.csv",
        "dc:title": query.summary,
        "dc:description": query.description,
        "tableSchema": {"columns": columns} | _identity(one, (before or {}).get("tableSchema", {})),
    }


def _identity(one: Answered, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tells rows apart."""
    lines, known = one.lines, before.get("primaryKey", [])
    names = [known] if isinstance(known, str) else known
    # Where rows only came, what did not tell them apart before does not do so now.
    if names and one.only_came and _tell_apart([lines.column(name) for name in names]):
        return {name: before[name] for name in ("primaryKey", "aboutUrl", "rowTitles") if name in before}
    own = next((name for name in _OWN if name in lines.columns and _tell_apart([lines.column(name)])), None)
    if own is not None:
        return {"primaryKey": own, "aboutUrl": f"{{+{own}}}"}
    keys = _keys(lines.columns, lines.cells())
    return {"rowTitles": list(lines.columns[:1])} | ({"primaryKey": keys} if keys else {})


def _tell_apart(columns: Sequence[Sequence[str]]) -> bool:
    """Whether columns are never empty and together tell all rows apart."""
    rows = set(zip(*columns, strict=True))
    return len(rows) == len(columns[0]) > 0 and not any("" in column for column in columns)


def _keys(names: Sequence[str], cells: Sequence[Sequence[str]]) -> list[str]:
    """Return the first columns that tell all rows apart and are never empty; none where there are no such."""
    chosen: list[int] = []
    for place, column in enumerate(cells):
        if "" in column:
            continue
        chosen.append(place)
        if len(set(zip(*(cells[p] for p in chosen), strict=True))) == len(column):
            return [names[p] for p in chosen]
    return []


def _datatype(kinds: Set[str]) -> str:
    """Return the datatype of a column with cells of these kinds."""
    found = {"anyURI" if kind == "<" else _DATATYPES.get(kind, "string") for kind in kinds}
    return found.pop() if len(found) == 1 else "string"


def _numeric(told: Mapping[str, Any]) -> list[bool]:
    return [column["datatype"] in _NUMBERS for column in told["tableSchema"]["columns"]]


def _csv(lines: Lines, numeric: Sequence[bool], before: Mapping[str, str]) -> str:
    """Return a table as CSV; rows that stood in the one before are copied."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=_END)
    writer.writerow(lines.columns)
    words = [place for place, number in enumerate(numeric) if not number]
    for line in lines.rows:
        if line in before:
            out.write(before[line] + _END)
            continue
        row = cells(line)
        for place in words:
            row[place] = guarded(row[place])
        writer.writerow(row)
    return out.getvalue()


def _rows_before(before: Lines, text: str) -> dict[str, str]:
    """Return the rows of a table as CSV by their lines; none where a cell has a line end of its own."""
    rows = text.split(_END)
    return dict(zip(before.rows, rows[1:-1], strict=True)) if len(rows) == len(before.rows) + 2 else {}


def _text_before(path: str, folder: ReleaseFolder, packed: str) -> str:
    """Return a table of the release before, wherever it stands; nothing without."""
    data = folder.before(path)
    if data is None and packed and (archive := folder.before(packed)):
        with zipfile.ZipFile(io.BytesIO(archive)) as file:
            name = path.rsplit("/", 1)[-1]
            data = file.read(name) if name in file.namelist() else None
    return (data or b"").decode("utf-8")


def _xlsx(lines: Lines) -> bytes:
    rows = (row.split("\t") for row in lines.rows)
    sheet = Sheet(lines.columns, rows, len(lines.rows), list(lines.typed(SAMPLE)), value)
    return workbook({"answer": sheet})


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in sorted(files.items()):
            pack(archive, name, data)
    return out.getvalue()
