"""The manifest: which letters a build holds, and where their graphs and texts stand.

In: a build's folder. Out: its letters, one by one or in order, each checked against its
digest when it is read. A SQLite file, so that one letter is found, and one is added,
without reading the others. The build writes it (``build.record``); everyone else reads.
"""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ofsted_kg.errors import StoreError, as_word, did_you_mean
from ofsted_kg.store.pack import PACKS, Frame, PackReader, Stored

FILE = "manifest.db"
# States of a file whose letter is in the dataset, or was kept out and can be looked at.
ACCEPTED = "converted"
KEPT_OUT = "not-conforming"
# How many councils have a letter, or a grade, by framework and grade.
COUNCILS_COUNTED = "SELECT framework, grade, count(*) FROM tally WHERE letters > 0 GROUP BY framework, grade"

SCHEMA = """
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    real BLOB NOT NULL UNIQUE,  -- the file, links resolved
    path BLOB NOT NULL,         -- as the user named it
    below TEXT NOT NULL,        -- its path below the folder that was named
    stem TEXT NOT NULL,         -- its name without the ending
    stat TEXT NOT NULL,         -- times, size and inode when it was read; empty when in doubt
    key TEXT NOT NULL,          -- digest of all that its conversion depends on
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    file_name TEXT NOT NULL,
    place TEXT NOT NULL,
    status TEXT NOT NULL,
    own TEXT NOT NULL,          -- the status before it was held against other files
    graph TEXT NOT NULL,
    entry TEXT NOT NULL,        -- its line in the ledger
    links TEXT NOT NULL,        -- what the national totals are held against
    origin TEXT NOT NULL,
    pack TEXT, offset INTEGER, length INTEGER,
    text_size INTEGER, text_sha256 TEXT, graph_sha256 TEXT
);
CREATE INDEX file_source ON file (source);
CREATE INDEX file_stem ON file (stem);
CREATE INDEX file_key ON file (key);
CREATE INDEX file_pack ON file (pack);
CREATE INDEX file_order ON file (file_name, place);
-- By what another file is known to hold the same document.
CREATE TABLE name (name TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (name, file)) WITHOUT ROWID;
CREATE INDEX name_file ON name (file);
-- How many letters say that a council has a grade under a framework (or, without grade, a letter).
CREATE TABLE tally (
    framework TEXT NOT NULL, grade TEXT NOT NULL, council TEXT NOT NULL, letters INTEGER NOT NULL,
    PRIMARY KEY (framework, grade, council)
) WITHOUT ROWID;
-- What the summary says of the whole.
CREATE TABLE total (
    kind TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind, name)
) WITHOUT ROWID;
"""
_FRAME = "pack, offset, length, text_size, text_sha256, graph_sha256"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a build, as it is kept.

    Attributes:
        source: its name.
        accepted: whether it is in the dataset; one that does not conform is not.
        graph: IRI of its named graph.
        frame: where its text and graph stand.
    """

    source: str
    accepted: bool
    graph: str
    frame: Frame


class Manifest:
    """The letters of a build, open for reading."""

    def __init__(self, folder: Path) -> None:
        """Open the manifest of the build in a folder.

        Raises:
            StoreError: it is missing or damaged.
        """
        self._path = folder / FILE
        self._packs = PackReader(folder / PACKS)
        try:
            self.connection = connect(self._path)
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error
        try:
            list(self.rows("SELECT count(*) FROM total"))  # SQLite looks into a file when it is first asked
        except StoreError:
            self.close()
            raise

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "connection"):
            self.close()

    def close(self) -> None:
        """Close the files."""
        self._packs.close()
        self.connection.close()

    def letters(self, *, kept_out: bool = False) -> Iterator[Letter]:
        """Yield the letters of the dataset, by source; where wanted those kept out, too."""
        states = (ACCEPTED, KEPT_OUT) if kept_out else (ACCEPTED, ACCEPTED)
        query = (
            f"SELECT source, status, graph, {_FRAME} FROM file"  # noqa: S608 - names of columns
            " WHERE status IN (?, ?) ORDER BY source, id"
        )
        for row in self.rows(query, *states):
            yield Letter(row[0], row[1] == ACCEPTED, row[2], Frame(*row[3:]))

    def letter(self, source: str) -> Letter:
        """Return a letter by its source, also one that was kept out.

        Raises:
            StoreError: there is no such letter; the remedy names some like it.
        """
        query = (
            f"SELECT source, status, graph, {_FRAME} FROM file WHERE source = ? AND status IN (?, ?)"  # noqa: S608
            " ORDER BY status"
        )
        for row in self.rows(query, source, ACCEPTED, KEPT_OUT):
            return Letter(row[0], row[1] == ACCEPTED, row[2], Frame(*row[3:]))
        known = [row[0] for row in self.rows("SELECT source FROM file WHERE status = ?", ACCEPTED)]
        near = difflib.get_close_matches(source, sorted(known), n=3, cutoff=0.5)
        remedy = did_you_mean(map(as_word, near)) or "`ofsted-kg query letters` lists what the graph holds"
        raise StoreError(f"there is no letter {source!r} in this graph", remedy=remedy)

    def of_graph(self, graph: str) -> list[str]:
        """Return the sources of the letters in a named graph: one, or none."""
        query = "SELECT source FROM file WHERE graph = ? AND status = ?"
        return [str(row[0]) for row in self.rows(query, graph, ACCEPTED)]

    def read(self, letter: Letter) -> Stored:
        """Return a letter's text and graph, checked against their digests.

        Raises:
            StoreError: they are damaged; it names the letter.
        """
        return self._packs.read(letter.frame, letter.source)

    def totals(self, kind: str) -> dict[str, int]:
        """Return the counts of a kind (``status``, ``framework``, ``facts``, ``notices``), by name."""
        query = "SELECT name, number FROM total WHERE kind = ? AND number > 0 ORDER BY name"
        return {str(name): int(number) for name, number in self.rows(query, kind)}

    def rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query of the tables in ``SCHEMA``.

        Raises:
            StoreError: the manifest is damaged.
        """
        try:
            yield from self.connection.execute(query, values)
        except sqlite3.Error as error:
            raise _unusable(self._path, error) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open a manifest that nobody writes any more.

    Raises:
        sqlite3.Error: it is not there or no manifest.
    """
    # Immutable: SQLite then takes no lock, which a folder for reading only would not give.
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


def _unusable(path: Path, error: sqlite3.Error) -> StoreError:
    return StoreError(
        f"the graph is damaged: its manifest cannot be read ({error})",
        file=path,
        remedy="Make it again with `ofsted-kg build --fresh`, or go back with `ofsted-kg undo`",
    )
