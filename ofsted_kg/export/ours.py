"""Whether a file may be written over by an export: nobody's own work is lost unasked.

In: the path that an export is to be written to. Out: an error where a file is there that no export
made. One that an export made is taken for out of date, and an empty one for a place that was reserved.
"""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from ofsted_kg.errors import StoreError

# Where a workbook has its title, and the title of ours.
_PROPERTIES, _TITLE = "docProps/core.xml", b"<dc:title>ofsted-kg</dc:title>"
# SQLite's own tables, and those behind a search.
_TABLES = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"
_SEARCH = "_fts"


def refuse_database(path: Path, names: Collection[str]) -> None:
    """Refuse a file that is there and holds more than the tables of an export.

    Args:
        path: of the database.
        names: of the tables that an export makes.

    Raises:
        StoreError: it is no such database.
    """
    if _there(path) and not _is_database(path, names):
        raise _not_ours(path, "database")


def refuse_workbook(path: Path) -> None:
    """Refuse a file that is there and is no workbook of ours.

    Raises:
        StoreError: it is none.
    """
    if _there(path) and not _is_workbook(path):
        raise _not_ours(path, "workbook")


def _there(path: Path) -> bool:
    """Tell whether there is a file with something in it; what else stands there, writing will say."""
    return path.is_file() and path.stat().st_size > 0


def _is_database(path: Path, names: Collection[str]) -> bool:
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as base:
            tables = {name.partition(_SEARCH)[0] for (name,) in base.execute(_TABLES)}
    except sqlite3.Error:
        return False
    return bool(tables) and tables <= set(names)


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as book:
            return _TITLE in book.read(_PROPERTIES)
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _not_ours(path: Path, kind: str) -> StoreError:
    return StoreError(
        f"a file is there that is no {kind} made by `export`, and would be lost",
        file=path,
        remedy="Name another file, or take that one away",
    )
