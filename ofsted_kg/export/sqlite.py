"""A SQLite database, ready for Datasette.

In: a graph and a file's name. Out: the database: typed columns, primary and foreign keys, indexes
on what one filters by, full-text search (FTS5) over the words of documents; and beside it
``NAME.metadata.json`` with titles, descriptions, source and licence as Datasette reads them.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from ofsted_kg.errors import StoreError
from ofsted_kg.export.ours import refuse_database
from ofsted_kg.export.tables import Exported, names, tables
from ofsted_kg.query import Answering, typed
from ofsted_kg.query.columns import describe
from ofsted_kg.vocabulary.namespaces import OPEN_GOVERNMENT_LICENCE

# A boolean is 0 or 1, a date ISO 8601 text: SQLite has no types of its own for them.
_TYPES = {"boolean": "INTEGER", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "text": "TEXT"}
# What one filters and joins by.
_INDEXED = (
    "council", "source", "year", "framework", "area", "grade", "subject", "outcome", "direction", "date",
)  # fmt: skip
_WORDS = ("quote", "text", "title")
_UNITS = {"days_since": "days", "days_to_publication": "days"}


def to_sqlite(graph: Answering, path: Path) -> tuple[Exported, ...]:
    """Write the tables of a graph into a new database, in place of one that an export made before.

    Returns:
        The tables written.

    Raises:
        StoreError: the file cannot be written, or one is there that is no database of ours.
    """
    refuse_database(path, names())
    written = tuple(tables(graph))
    new = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(new)) as base, base:
            for exported in written:
                _write(base, exported)
        new.replace(path)
        metadata = path.with_name(f"{path.stem}.metadata.json")
        text = json.dumps(_metadata(path.stem, written), ensure_ascii=False, indent=1)
        metadata.write_text(text + "\n", encoding="utf-8")
    except (OSError, sqlite3.Error) as error:
        new.unlink(missing_ok=True)
        raise StoreError(
            f"the database cannot be written ({error})",
            file=path,
            remedy="Check the folder's permissions and the space on the disk",
        ) from error
    return written


def _write(base: sqlite3.Connection, exported: Exported) -> None:
    name, columns = _name(exported.name), exported.table.columns
    parts = [
        f"{_name(column)} {_TYPES[kind]}" + (" PRIMARY KEY" if column == exported.key else "")
        for column, kind in zip(columns, exported.kinds, strict=True)
    ]
    parts += (
        f"FOREIGN KEY ({_name(column)}) REFERENCES {_name(target)} ({_name(other)})"
        for column, target, other in exported.refers
    )
    base.execute(f"CREATE TABLE {name} ({', '.join(parts)})")
    marks = ", ".join("?" * len(columns))
    rows = (tuple(map(_plain, map(typed, row))) for row in exported.table.rows)
    base.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - names of ours, quoted
    for column in _INDEXED:
        if column in columns and column != exported.key:
            index = _name(f"{exported.name}_{column}")
            base.execute(f"CREATE INDEX {index} ON {name} ({_name(column)})")
    words = [column for column in _WORDS if column in columns]
    if words:
        search = _name(f"{exported.name}_fts")
        listed = ", ".join(map(_name, words))
        options = f"content={name}, tokenize='porter unicode61'"
        base.execute(f"CREATE VIRTUAL TABLE {search} USING fts5({listed}, {options})")
        base.execute(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")  # noqa: S608 - as above


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _metadata(database: str, written: Iterable[Exported]) -> dict[str, Any]:
    described = {}
    for exported in written:
        columns = exported.table.columns
        about: dict[str, Any] = {
            "title": exported.title,
            "description": exported.description,
            "columns": {column: said for column in columns if (said := describe(column))},
        }
        units = {column: _UNITS[column] for column in columns if column in _UNITS}
        if units:
            about["units"] = units
        label = next((name for name in ("council_name", "title", "source") if name in columns), "")
        if label and exported.key:
            about["label_column"] = label
        described[exported.name] = about
    return {
        "title": "Ofsted's letters and reports on councils' children's services",
        "source": "Ofsted's letters and inspection reports; the words quoted belong to their documents",
        "license": "Facts: CC BY 4.0; reports since 2013: Open Government Licence v3.0",
        "license_url": OPEN_GOVERNMENT_LICENCE,
        "databases": {database: {"tables": described}},
    }
