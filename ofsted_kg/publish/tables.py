"""Tables for spreadsheets, described by CSV on the Web.

In: the answers of the stored queries that need no parameter. Out: ``tables/*.csv``
(RFC 4180, UTF-8, header row) and ``tables/*.xlsx``, ``tables/csv-metadata.json`` with
columns, datatypes, keys and descriptions, and all of it in one ZIP. A long table
stands in the ZIP only. A text cell that a
spreadsheet would run as a formula gets an apostrophe in front in CSV; the metadata says so.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import DATA_LICENCE, Names
from ofsted_kg.publish.versions import Distribution
from ofsted_kg.query import StoredQuery, Table, guarded
from ofsted_kg.query.columns import describe
from ofsted_kg.query.workbook import to_xlsx
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
# The first time that a ZIP can tell; the same bytes every day.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
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
    described: dict[str, dict[str, Any]] = {}
    texts: dict[str, bytes] = {}
    found = []
    for one in answers:
        query, table = one.query, one.table
        path = f"tables/{query.name}"
        kinds = [_datatype(table, place) for place in range(len(table.columns))]
        origin = f"{made} {one.digest}"
        # An unchanged table is taken from where it was, packed again with the others.
        kept = folder.keep(f"{path}.csv", origin)
        text = folder.data(f"{path}.csv") if kept else _csv(table, kinds).encode("utf-8")
        texts[f"{query.name}.csv"] = text
        described[path] = _described(query, table, kinds)
        if len(text) <= MOST_PLAIN or not packed:
            if not kept:
                folder.write(f"{path}.csv", text, origin)
            found.append(_file(folder, f"{path}.csv", f"{query.summary}, as CSV", "text/csv", "CSV"))
        if len(table.rows) <= MOST_ROWS or not packed:
            if not folder.keep(f"{path}.xlsx", origin):
                folder.write(f"{path}.xlsx", to_xlsx(table), origin)
            found.append(_file(folder, f"{path}.xlsx", f"{query.summary}, as a workbook", XLSX, "XLSX"))
    beside = [one for path, one in described.items() if f"{path}.csv" in folder.sums]
    folder.write(METADATA, _metadata(names, beside))
    if packed:
        whole = {"csv-metadata.json": _metadata(names, list(described.values())).encode("utf-8")}
        folder.write(packed, _zip({**texts, **whole}))
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


def _described(query: StoredQuery, table: Table, kinds: Sequence[str]) -> dict[str, Any]:
    columns = []
    for place, (name, kind) in enumerate(zip(table.columns, kinds, strict=True)):
        column: dict[str, Any] = {"name": name, "titles": name, "datatype": kind}
        if told := describe(name):
            column["dc:description"] = told
        values = [row[place] for row in table.rows]
        if any(values) and all(isinstance(value, NamedNode) for value in values if value is not None):
            # The cell is an IRI as it stands: the value is the thing, not its address as text.
            column["valueUrl"] = f"{{+{name}}}"
            column["datatype"] = "anyURI"
        columns.append(column)
    schema: dict[str, Any] = {"columns": columns}
    own = next((name for name in ("statement", "rating", "report", "letter") if _is_key(table, name)), None)
    if own is not None:
        schema |= {"primaryKey": own, "aboutUrl": f"{{+{own}}}"}
    else:
        schema["rowTitles"] = list(table.columns[:1])
        keys = _keys(table)
        if keys:
            schema["primaryKey"] = keys
    return {
        "url": f"{query.name}.csv",
        "dc:title": query.summary,
        "dc:description": query.description,
        "tableSchema": schema,
    }


def _is_key(table: Table, name: str) -> bool:
    if name not in table.columns:
        return False
    place = table.columns.index(name)
    values = [row[place] for row in table.rows]
    return bool(values) and None not in values and len(set(values)) == len(values)


def _keys(table: Table) -> list[str]:
    """Return the first columns that tell all rows apart and are never empty; none where there are no such."""
    chosen: list[int] = []
    for place in range(len(table.columns)):
        if any(row[place] is None for row in table.rows):
            continue
        chosen.append(place)
        if len({tuple(row[p] for p in chosen) for row in table.rows}) == len(table.rows):
            return [table.columns[p] for p in chosen]
    return []


def _datatype(table: Table, place: int) -> str:
    kinds = {
        _DATATYPES.get(term.datatype.value, "string") if isinstance(term, Literal) else "string"
        for term in (row[place] for row in table.rows)
        if term is not None
    }
    return kinds.pop() if len(kinds) == 1 else "string"


def _csv(table: Table, kinds: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    numeric = [kind in _NUMBERS for kind in kinds]
    safe = functools.cache(guarded)  # the same words stand in many cells
    for row in table.values():
        writer.writerow(safe(cell, number=number) for cell, number in zip(row, numeric, strict=True))
    return out.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()
