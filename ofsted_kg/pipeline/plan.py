"""What a change of the graph asks for: which files to convert, which to take over, which to drop.

In: the files that are to be in the graph, and the records of the build in force. Out: a
``Plan``. A file whose state is as it was is not read; where the state is in doubt its digest
decides, and what the same conversion has made before, under whatever name, is taken over.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Origin
from ofsted_kg.pipeline.convert import Settings, key_of, state
from ofsted_kg.pipeline.ledger import Entry, Status
from ofsted_kg.pipeline.listed import SourceList, with_sources
from ofsted_kg.pipeline.naming import File, Found, name_files, readable, stem_of
from ofsted_kg.pipeline.record import Record, Records
from ofsted_kg.read import read_bytes


@dataclass(slots=True)
class Plan:
    """What is to be done.

    Attributes:
        convert: files to read anew.
        take: records to write: conversions of the build in force, for files that moved.
        drop: records to take out.
        same: number of files whose conversion is taken over.
    """

    convert: list[Wanted] = field(default_factory=list)
    take: list[Record] = field(default_factory=list)
    drop: list[Record] = field(default_factory=list)
    same: int = 0

    @property
    def changes(self) -> int:
        """How many files it concerns."""
        return len(self.convert) + len(self.take) + len(self.drop)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to do."""
        return self.changes == 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be in the graph, and what is recorded of it beside its conversion."""

    file: File
    real: bytes


def wanted(found: Sequence[Found], lists: Sequence[SourceList] = ()) -> list[Wanted]:
    """Name files that are all there is, and note what lists of sources say of them."""
    files = with_sources(name_files(found), lists)
    return [Wanted(file, real(one.path)) for one, file in zip(found, files, strict=True)]


def real(path: Path) -> bytes:
    """Return by what a file is known: its path with links resolved."""
    return os.fsencode(os.path.realpath(path))


def whole(
    files: Iterable[Wanted], unreachable: Sequence[Record], records: Records | None, settings: Settings
) -> Plan:
    """Plan a build of these files and no others."""
    plan = Plan()
    if records is None:
        plan.convert, plan.take = list(files), list(unreachable)
        return plan
    seen: set[bytes] = {record.real for record in unreachable}
    for one in files:
        seen.add(one.real)
        _decide(plan, one, records, settings)
    plan.take += _new(unreachable, records)
    left = [number for number, real in records.files() if real not in seen]
    plan.drop = records.by_number(left)
    return plan


def adding(
    found: Sequence[Found],
    lists: Sequence[SourceList],
    unreachable: Sequence[Record],
    records: Records,
    settings: Settings,
    reading: str = "",
    *,
    fresh: bool,
) -> Plan:
    """Plan to add these files to those that are recorded, or to put them in their places.

    Args:
        found: the files.
        lists: of sources.
        unreachable: records of what could not be looked into.
        records: of the build in force.
        settings: it was made with.
        reading: how these files are to be read if otherwise than in the build in force.
        fresh: convert them anew, whatever it holds.
    """
    plan = Plan(take=_new(unreachable, records))
    named = {real(one.path) for one in found}
    for one in _renamed(found, lists, {stem_of(one.path) for one in found}, named, records):
        if one.real in named and reading:
            origin = replace(one.file.origin, reading=reading)
            one = replace(one, file=replace(one.file, origin=origin))
        if one.real in named and fresh:
            plan.convert.append(one)
        else:
            _decide(plan, one, records, settings)
    return plan


def blocked(problems: Sequence[UnreadableFile]) -> list[Record]:
    """Return records of the places that could not be looked into."""
    records = []
    for problem in problems:
        path = Path(problem.file or "")
        entry = Entry(
            readable(path),
            readable(Path(path.name)),
            Status.UNREADABLE,
            f"{problem.message}. {problem.remedy}".rstrip(" ."),
            path=readable(path),
        )
        real = os.fsencode(path.absolute())
        name, below = os.fsencode(path), entry.file_name
        records.append(Record(real, name, below, stem_of(path), Origin(), "", entry.status, entry))
    return records


def _new(unreachable: Sequence[Record], records: Records) -> list[Record]:
    return [
        record
        for record in unreachable
        if (old := records.by_file(record.real)) is None or not old.says_the_same(record)
    ]


def removing(gone: Sequence[Record], records: Records, settings: Settings) -> Plan:
    """Plan to take records out; files that were named after them in part get their own names back."""
    plan = Plan(drop=list(gone))
    left = {record.real for record in gone}
    for one in _renamed([], [], {record.stem for record in gone}, left, records):
        _decide(plan, one, records, settings)
    return plan


def _renamed(
    found: Sequence[Found],
    lists: Sequence[SourceList],
    stems: set[str],
    replaced: set[bytes],
    records: Records,
) -> list[Wanted]:
    """Return these files, and the recorded ones that have to be told apart from them, with their names."""
    beside = [
        record for stem in sorted(stems) for record in records.by_stem(stem) if record.real not in replaced
    ]
    files = _named(found, lists, beside)
    touched = {one.real for one in files} | replaced
    if any(record.real not in touched for one in files for record in records.by_source(one.file.source)):
        # A path of one file is another's own name: then all are named anew.
        files = _named(found, lists, [record for record in records.all() if record.real not in replaced])
    return files


def _named(found: Sequence[Found], lists: Sequence[SourceList], beside: Sequence[Record]) -> list[Wanted]:
    """Name files together; of the recorded ones what the lists of sources said still holds."""
    group = [*found, *(Found(_path(record), PurePath(record.below)) for record in beside)]
    files = wanted(group, lists)
    for number, record in enumerate(beside, start=len(found)):
        file = files[number].file
        origin = replace(record.origin, path=file.origin.path)
        files[number] = replace(files[number], file=replace(file, origin=origin))
    return files


def _path(record: Record) -> Path:
    """Return where a recorded file is: as it was named, if that still leads there from here."""
    path = Path(os.fsdecode(record.path))
    return path if real(path) == record.real else Path(os.fsdecode(record.real))


def _decide(plan: Plan, one: Wanted, records: Records, settings: Settings) -> None:
    """Find out whether a file is to be converted, or what was made of it taken over."""
    path = one.file.path
    old = records.seen(one.real)
    if old is not None and old.key and old.key == key_of(one.file, old.sha256, settings):
        as_named = (old.path, old.below) == (os.fsencode(path), one.file.origin.path)
        if as_named and old.stat and old.stat == state(path):
            plan.same += 1
            return
    try:
        seen = state(path)
        sha256 = hashlib.sha256(read_bytes(path)).hexdigest()
    except (OSError, UnreadableFile):
        plan.convert.append(one)  # its conversion says what is in the way
        return
    same = records.by_key(key_of(one.file, sha256, settings), one.real)
    if same is None:
        plan.convert.append(one)
        return
    plan.same += 1
    moved = _moved(one, same, seen if seen == state(path) else "")
    if same.real != one.real or not same.says_the_same(moved):
        plan.take.append(moved)


def _moved(one: Wanted, same: Record, stat: str) -> Record:
    """Return the record of a file for which the very same was converted before."""
    return replace(
        same,
        real=one.real,
        path=os.fsencode(one.file.path),
        below=one.file.origin.path,
        stem=stem_of(one.file.path),
        origin=one.file.origin,
        stat=stat,
        entry=replace(same.alone, path=readable(one.file.path)),
        number=0,
    )
