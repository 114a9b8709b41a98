# Past 300 lines: one manifest, with all that is counted in it.
"""The records of a build: a row for each file in its manifest, and the counts of the whole.

In: what became of each file. Out: the manifest of a new build, made from a copy of the one
before by changing what changed. Counts (the summary's, those that national totals are held
against) are adjusted, never counted anew.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from ofsted_kg.model import Origin
from ofsted_kg.pipeline.ledger import Entry, Status, entry_line, read_entry
from ofsted_kg.pipeline.merge import merge, names
from ofsted_kg.record import ENDING
from ofsted_kg.store.manifest import COUNCILS_COUNTED, FILE, SCHEMA, connect
from ofsted_kg.store.pack import Frame
from ofsted_kg.validate import Link

_FRAME = "pack, offset, length, text_size, text_sha256, graph_sha256"
_COLUMNS = f"id, real, path, below, stem, stat, key, own, entry, links, origin, {_FRAME}"
_STORED = (
    "real, path, below, stem, stat, key, own, entry, links, origin, "
    f"sha256, source, file_name, place, status, graph, {_FRAME}"
)


class Seen(NamedTuple):
    """By what a change of a file is known without reading what was made of it."""

    key: str
    sha256: str
    stat: str
    path: bytes
    below: str


class Given(NamedTuple):
    """What a file gives to the dataset: the graph of its letter, the digest of that, its source."""

    graph: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class Record:
    """A file of a build.

    Attributes:
        real: the file, links resolved.
        path: as the user named it.
        below: its path below the folder that was named.
        stem: by which it is named as long as no other file has the same.
        origin: what its path and the lists of sources say of it.
        stat: the state in which it was read; empty where in doubt.
        own: its status before it was held against the other files.
        entry: its line in the ledger.
        links: what the national totals are held against.
        frame: where its graph and text stand, if it is a letter.
        number: of its row; 0 before it has one.
    """

    real: bytes
    path: bytes
    below: str
    stem: str
    origin: Origin
    stat: str
    own: Status
    entry: Entry
    links: tuple[Link, ...] = ()
    frame: Frame | None = None
    number: int = 0

    @property
    def accepted(self) -> bool:
        """Whether its letter is in the dataset."""
        return self.entry.status is Status.CONVERTED and self.frame is not None

    def says_the_same(self, other: Record) -> bool:
        """Tell whether another record of this file says what this one does; where it stands is all one."""
        return (
            (self.path, self.below, self.origin) == (other.path, other.below, other.origin)
            and self.alone == other.alone
            and (self.frame.content if self.frame else None) == (other.frame.content if other.frame else None)
        )

    @property
    def alone(self) -> Entry:
        """Its line in the ledger as if there were no other file."""
        if self.entry.status is not Status.DUPLICATE:
            return self.entry
        return replace(self.entry, status=self.own, reason="")


class Records:
    """The rows of a manifest, being changed.

    Attributes:
        changed: of each row that was changed, by number, what it gave to the dataset before, if anything.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.changed: dict[int, Given | None] = {}

    @classmethod
    def create(cls, folder: Path) -> Records:
        """Begin an empty manifest in the folder of a new build."""
        connection = sqlite3.connect(folder / FILE)
        _quick(connection)
        connection.executescript(SCHEMA)
        connection.execute("BEGIN")
        return cls(connection)

    @classmethod
    def copy(cls, old: Path, folder: Path) -> Records:
        """Begin with the manifest of the build before."""
        shutil.copyfile(old / FILE, folder / FILE)
        connection = sqlite3.connect(folder / FILE)
        try:
            _quick(connection)
            connection.execute("BEGIN")
        except sqlite3.Error:  # it is damaged
            connection.close()
            raise
        return cls(connection)

    @classmethod
    def read(cls, folder: Path) -> Records:
        """Open the manifest of a build for reading."""
        return cls(connect(folder / FILE))

    def close(self) -> None:
        """Write what is left and close the file."""
        self.connection.execute("COMMIT")
        self.connection.close()

    def discard(self) -> None:
        """Close the file as it is, if it is open."""
        self.connection.close()

    # -- finding

    def all(self) -> Iterator[Record]:
        """Yield every record, in the order of the ledger; none may be changed meanwhile."""
        return map(_record, self._rows("ORDER BY file_name, place, id"))

    def by_file(self, real: bytes) -> Record | None:
        """Return the record of a file."""
        return next(self._found("WHERE real = ?", real), None)

    def seen(self, real: bytes) -> Seen | None:
        """Return what a change of a file is known by."""
        query = "SELECT key, sha256, stat, path, below FROM file WHERE real = ?"
        row = self.connection.execute(query, (real,)).fetchone()
        return Seen(*row) if row is not None else None

    def by_key(self, key: str, real: bytes) -> Record | None:
        """Return a record whose conversion depended on the very same things, this file's if it may be."""
        return next(self._found("WHERE key = ? AND key <> '' ORDER BY real <> ?, id", key, real), None)

    def gave_way(self) -> Iterator[Entry]:
        """Yield the entries of what is known from a record and gave way to the document itself."""
        query = "SELECT entry FROM file WHERE status = ? AND file_name LIKE ? ORDER BY file_name, place, id"
        for row in self.connection.execute(query, (Status.DUPLICATE, f"%{ENDING}")):
            yield read_entry(json.loads(row[0]))

    def files(self) -> Iterator[tuple[int, bytes]]:
        """Yield number and file of each record."""
        return iter(self.connection.execute("SELECT id, real FROM file ORDER BY id"))

    def documents(self) -> Iterator[tuple[bytes, str, str]]:
        """Yield file, graph and source of each letter of the dataset."""
        query = "SELECT real, graph, source FROM file WHERE status = ?"
        return iter(self.connection.execute(query, (Status.CONVERTED,)))

    def by_source(self, source: str) -> list[Record]:
        """Return the records of this name."""
        return list(self._found("WHERE source = ? ORDER BY id", source))

    def by_stem(self, stem: str) -> list[Record]:
        """Return the records of files with this name."""
        return list(self._found("WHERE stem = ? ORDER BY id", stem))

    def by_number(self, numbers: Iterable[int]) -> list[Record]:
        """Return records by their rows' numbers, in the order of the ledger."""
        found = [record for number in numbers for record in self._found("WHERE id = ?", number)]
        return sorted(found, key=lambda r: (r.entry.file_name, r.entry.place, r.number))

    def named(self, text: str) -> list[Record]:
        """Return the records whose source, or else whose file's name or path, is this text."""
        sources = list(self._found("WHERE source = ? ORDER BY id", text))
        return sources or list(self._found("WHERE file_name = ? OR place = ? ORDER BY id", text, text))

    def together(self, numbers: Iterable[int]) -> set[int]:
        """Return these rows, and all that hold the same document as one of them, directly or not."""
        seen: set[int] = set()
        pending = set(numbers)
        while pending:
            number = pending.pop()
            seen.add(number)
            query = "SELECT b.file FROM name a JOIN name b ON a.name = b.name WHERE a.file = ?"
            pending |= {row[0] for row in self.connection.execute(query, (number,))} - seen
        return seen

    def count(self) -> int:
        """Return the number of files."""
        return int(self.connection.execute("SELECT count(*) FROM file").fetchone()[0])

    def letters(self) -> Iterator[tuple[str, str, Frame]]:
        """Yield graph, source and place of each letter of the dataset, by source."""
        query = f"SELECT graph, source, {_FRAME} FROM file WHERE status = ? ORDER BY source"  # noqa: S608
        for row in self.connection.execute(query, (Status.CONVERTED,)):
            yield row[0], row[1], Frame(*row[2:])

    def given(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, Frame]]:
        """Yield graph, source and place of the letters of the dataset among these rows."""
        for record in self.by_number(numbers):
            if record.accepted and record.frame is not None:
                yield record.entry.graph, record.entry.source, record.frame

    def frames(self, packs: Sequence[str]) -> list[tuple[int, Frame]]:
        """Return number and place of what stands in some packs, in the ledger's order."""
        marks = ", ".join("?" * len(packs))
        query = (
            f"SELECT id, {_FRAME} FROM file WHERE pack IN ({marks}) "  # noqa: S608
            "ORDER BY file_name, place, id"
        )
        return [(row[0], Frame(*row[1:])) for row in self.connection.execute(query, packs)]

    def packs(self) -> dict[str, int]:
        """Return how many bytes of each pack are in use."""
        query = "SELECT name, number FROM total WHERE kind = 'pack'"
        return {str(name): int(number) for name, number in self.connection.execute(query)}

    def status(self, status: Status) -> int:
        """Return the number of files in a state."""
        query = "SELECT number FROM total WHERE kind = 'status' AND name = ?"
        row = self.connection.execute(query, (status,)).fetchone()
        return int(row[0]) if row else 0

    def counts(self) -> dict[tuple[str, str], int]:
        """Return how many councils have a letter, or a grade, by framework and grade."""
        return {
            (framework, grade): count for framework, grade, count in self.connection.execute(COUNCILS_COUNTED)
        }

    def lines(self) -> Iterator[str]:
        """Yield the lines of the ledger."""
        for row in self.connection.execute("SELECT entry FROM file ORDER BY file_name, place, id"):
            yield row[0]

    # -- changing

    def put(self, record: Record) -> Record:
        """Write a record, in the place of the one of the same file; return it with its number."""
        old = self.by_file(record.real)
        if old is not None:
            self._forget(old)
        entry = record.entry
        values = (
            *(record.real, record.path, record.below, record.stem, record.stat, entry.key, record.own),
            *(entry_line(entry), json.dumps(record.links), _origin_text(record.origin)),
            *(entry.sha256, entry.source, entry.file_name, entry.place, entry.status, entry.graph),
            *_place(record.frame),
        )
        marks = ", ".join("?" * (len(values) + 1))
        cursor = self.connection.execute(
            f"INSERT INTO file (id, {_STORED}) VALUES ({marks})",  # noqa: S608 - names of columns
            (old.number if old else None, *values),
        )
        written = replace(record, number=int(cursor.lastrowid or 0))
        self.changed.setdefault(written.number, _given(old))
        if record.own is Status.CONVERTED:
            rows = [(name, written.number) for name in sorted(set(names(record.alone)))]
            self.connection.executemany("INSERT INTO name (name, file) VALUES (?, ?)", rows)
        self._count(written, 1)
        return written

    def hold_together(self, numbers: Iterable[int]) -> None:
        """Let each document stand once among these rows and those that hold the same as one of them."""
        left = set(numbers)
        # One document after the other: of a large graph not all are in memory at the same time.
        while left:
            held = self.together([left.pop()])
            left -= held
            group = self.by_number(held)
            for record, entry in zip(group, merge([record.alone for record in group]), strict=True):
                if entry != record.entry:
                    self.put(replace(record, entry=entry))

    def drop(self, record: Record) -> None:
        """Take a record out."""
        self._forget(record)
        self.changed.setdefault(record.number, _given(record))

    def move(self, number: int, old: Frame, new: Frame) -> None:
        """Say where a letter's graph and text stand now."""
        query = "UPDATE file SET pack = ?, offset = ? WHERE id = ?"
        self.connection.execute(query, (new.pack, new.offset, number))
        self._add([("pack", old.pack, -old.length), ("pack", new.pack, new.length)])

    def restat(self, record: Record, stat: str) -> None:
        """Note the state in which a file was found unchanged."""
        self.connection.execute("UPDATE file SET stat = ? WHERE id = ?", (stat, record.number))

    def _forget(self, record: Record) -> None:
        self._count(record, -1)
        self.connection.execute("DELETE FROM name WHERE file = ?", (record.number,))
        self.connection.execute("DELETE FROM file WHERE id = ?", (record.number,))

    def _count(self, record: Record, number: int) -> None:
        entry = record.entry
        counts = [("status", str(entry.status), 1)]
        if record.frame is not None:
            counts.append(("pack", record.frame.pack, record.frame.length))
        if entry.status is Status.CONVERTED:
            counts.append(("framework", entry.framework, 1))
            counts += [("facts", kind, count) for kind, count in entry.facts]
            counts += [("refusals", rule, count) for rule, count in entry.refusals]
            counts += [("notices", remark.rule, 1) for remark in (*entry.notices, *entry.results)]
            self.connection.executemany(
                "INSERT INTO tally VALUES (?, ?, ?, ?) ON CONFLICT (framework, grade, council) "
                "DO UPDATE SET letters = letters + excluded.letters",
                [(*link, number) for link in record.links],
            )
        self._add([(kind, name, count * number) for kind, name, count in counts])

    def _add(self, counts: Sequence[tuple[str, str, int]]) -> None:
        self.connection.executemany(
            "INSERT INTO total VALUES (?, ?, ?) ON CONFLICT (kind, name) "
            "DO UPDATE SET number = number + excluded.number",
            counts,
        )

    def _found(self, where: str, *values: object) -> Iterator[Record]:
        yield from map(_record, self._rows(where, *values).fetchall())

    def _rows(self, where: str, *values: object) -> sqlite3.Cursor:
        query = f"SELECT {_COLUMNS} FROM file {where}"  # noqa: S608 - our own words
        return self.connection.execute(query, values)


def _quick(connection: sqlite3.Connection) -> None:
    """Write without a journal: the file is nobody's until it is whole, and is thrown away if it never is."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")


def _record(row: tuple[Any, ...]) -> Record:
    return Record(
        *(row[1], row[2], row[3], row[4], _origin(row[10]), row[5], Status(row[7])),
        *(read_entry(json.loads(row[8])), tuple(Link(*link) for link in json.loads(row[9]))),
        *(Frame(*row[11:]) if row[11] is not None else None, row[0]),
    )


def _given(record: Record | None) -> Given | None:
    if record is None or not record.accepted or record.frame is None:
        return None
    return Given(record.entry.graph, record.frame.graph_sha256, record.entry.source)


def _place(frame: Frame | None) -> tuple[object, ...]:
    if frame is None:
        return (None,) * 6
    return (frame.pack, frame.offset, frame.length, frame.text_size, frame.text_sha256, frame.graph_sha256)


def _origin_text(origin: Origin) -> str:
    return json.dumps(asdict(origin), default=str, ensure_ascii=False)


def _origin(text: str) -> Origin:
    fields = json.loads(text)
    if fields["published"] is not None:
        fields["published"] = dt.date.fromisoformat(fields["published"])
    return Origin(**fields)
