"""Tables for spreadsheets, described by CSV on the Web.

In: the answers of the stored queries that need no parameter. Out: ``tables/*.csv``
(RFC 4180, UTF-8, header row) and ``tables/csv-metadata.json`` with columns, datatypes
and titles. A text cell that a spreadsheet would run as a formula gets an apostrophe in
front; the metadata says so.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from pyoxigraph import Literal

from ofsted_kg.namespaces import XSD
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import DATA_LICENCE, Names
from ofsted_kg.query import StoredQuery, Table, guarded

_DATATYPES = {
    XSD + "integer": "integer",
    XSD + "nonNegativeInteger": "nonNegativeInteger",
    XSD + "decimal": "decimal",
    XSD + "double": "double",
    XSD + "boolean": "boolean",
    XSD + "date": "date",
}
_NUMBERS = ("integer", "nonNegativeInteger", "decimal", "double")


def write_tables(answers: Iterable[tuple[StoredQuery, Table]], names: Names, folder: ReleaseFolder) -> None:
    """Write a table a query, and the description of them all."""
    described = []
    for query, table in answers:
        path = f"{query.name}.csv"
        datatypes = [_datatype(table, place) for place in range(len(table.columns))]
        folder.write(f"tables/{path}", _csv(table, datatypes))
        columns = [
            {"name": name, "titles": name, "datatype": kind}
            for name, kind in zip(table.columns, datatypes, strict=True)
        ]
        described.append(
            {
                "url": path,
                "dc:title": query.summary,
                "dc:description": query.description,
                "tableSchema": {"columns": columns},
            }
        )
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


def _datatype(table: Table, place: int) -> str:
    kinds = {
        _DATATYPES.get(term.datatype.value, "string") if isinstance(term, Literal) else "string"
        for term in (row[place] for row in table.rows)
        if term is not None
    }
    return kinds.pop() if len(kinds) == 1 else "string"


def _csv(table: Table, datatypes: list[str]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.values():
        writer.writerow(
            guarded(cell, number=kind in _NUMBERS) for cell, kind in zip(row, datatypes, strict=True)
        )
    return out.getvalue()
