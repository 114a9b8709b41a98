"""Tables for spreadsheets, described by CSV on the Web.

In: the answers of the stored queries that need no parameter. Out: ``tables/*.csv``
(RFC 4180, UTF-8, header row) and ``tables/*.xlsx``, ``tables/csv-metadata.json`` with
columns, datatypes, keys and descriptions, and all of it in one ZIP. A text cell that a
spreadsheet would run as a formula gets an apostrophe in front in CSV; the metadata says so.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from ofsted_kg.namespaces import XSD
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import DATA_LICENCE, Names
from ofsted_kg.publish.versions import Distribution
from ofsted_kg.query import StoredQuery, Table, guarded
from ofsted_kg.query.columns import describe
from ofsted_kg.query.workbook import to_xlsx

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
TABLES = {"tables.zip": ("All tables for spreadsheets, as CSV with their description", "text/csv", "CSV")}


def write_tables(
    answers: Iterable[tuple[StoredQuery, Table]], names: Names, folder: ReleaseFolder, packed: str = ""
) -> list[Distribution]:
    """Write a table a query and the description of them all; return the files.

    Args:
        answers: queries and their answers.
        names: of the release.
        folder: of the release.
        packed: path of the ZIP; none when empty.
    """
    described = []
    found = []
    for query, table in answers:
        path = f"tables/{query.name}"
        kinds = [_datatype(table, place) for place in range(len(table.columns))]
        text = _csv(table, kinds)
        folder.write(f"{path}.csv", text)
        folder.write(f"{path}.xlsx", to_xlsx(table))
        described.append(_described(query, table, kinds))
        found += [
            _file(folder, f"{path}.csv", f"{query.summary}, as CSV", "text/csv", "CSV"),
            _file(folder, f"{path}.xlsx", f"{query.summary}, as a workbook", XLSX, "XLSX"),
        ]
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": names.title,
        "dc:license": {"@id": DATA_LICENCE},
        "dc:isPartOf": {"@id": names.dataset},
        "rdfs:comment": "A text that begins with = + - @ has an apostrophe in front, "
        "so that no spreadsheet runs it.",
        "tables": described,
    }
    folder.write(
        "tables/csv-metadata.json", json.dumps(metadata, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )
    if packed:
        folder.write(packed, _zip([p for p in folder.paths("tables/") if not p.endswith(".xlsx")], folder))
    return found


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
    for row in table.values():
        writer.writerow(guarded(cell, number=kind in _NUMBERS) for cell, kind in zip(row, kinds, strict=True))
    return out.getvalue()


def _zip(paths: Iterable[str], folder: ReleaseFolder) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in paths:
            entry = zipfile.ZipInfo(path.rsplit("/", 1)[-1], _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, folder.text(path).encode("utf-8"))
    return out.getvalue()
