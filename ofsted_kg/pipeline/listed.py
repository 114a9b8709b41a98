"""What the lists of sources say of the files of a build.

In: files, and lists. Out: the files, each with its address, day of publication and licence where
a list has them. A row is about the file at its path below the list's folder; failing that,
about the only file of the build whose path ends as the row says.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ofsted_kg.pipeline.naming import File
from ofsted_kg.sources.lists import Listed, read_list

_Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceList:
    """A list of sources: where it lies, and its rows."""

    place: Path
    rows: tuple[Listed, ...]


def read_lists(places: Iterable[Path]) -> tuple[SourceList, ...]:
    """Read lists of sources.

    Raises:
        OfstedKGError: one cannot be read, or a row does not say what it must.
    """
    return tuple(SourceList(place, read_list(place)) for place in places)


def with_sources(files: Sequence[File], lists: Sequence[SourceList]) -> tuple[File, ...]:
    """Add to each file what the lists say of it; the first list that knows it counts."""
    if not lists:
        return tuple(files)
    parts = {file.path: _parts(file.path) for file in files}
    by_name: dict[str, list[Path]] = defaultdict(list)
    for path, path_parts in parts.items():
        by_name[path_parts[-1]].append(path)
    known: dict[Path, Listed] = {}
    for one in lists:
        folder = _parts(one.place)[:-1]
        loose: dict[Path, Listed] = {}
        for row in one.rows:
            end = tuple(row.file.split("/"))
            named = by_name.get(end[-1], [])
            exact = [path for path in named if parts[path] == (*folder, *end)]
            if exact:
                known.setdefault(exact[0], row)
                continue
            # The list may lie elsewhere than the documents. One name for several tells nothing.
            ending = [path for path in named if parts[path][-len(end) :] == end]
            if len(ending) == 1 and len(end) > len(
                loose[ending[0]].file.split("/") if ending[0] in loose else ()
            ):
                loose[ending[0]] = row
        for path, row in loose.items():
            known.setdefault(path, row)
    return tuple(_told(file, known.get(file.path)) for file in files)


def idle(files: Sequence[File], lists: Sequence[SourceList]) -> tuple[str, ...]:
    """Say of which lists no row tells anything of files that `with_sources` has seen: a line each."""
    told = {(file.origin.url, file.origin.published, file.origin.licence) for file in files}
    return tuple(
        f"{one.place}: none of the files is listed there; its column `file` has names like "
        f"{one.rows[0].file!r}. Write there the files' names, or their paths from the list's folder"
        for one in lists
        if files and one.rows and not any((r.url, r.published, r.licence) in told for r in one.rows)
    )


def _told(file: File, row: Listed | None) -> File:
    if row is None:
        return file
    origin = replace(file.origin, url=row.url, published=row.published, licence=row.licence)
    return replace(file, origin=origin)


def _parts(path: Path) -> _Parts:
    absolute = Path(os.path.normpath(path.absolute()))
    return tuple(unicodedata.normalize("NFC", part) for part in absolute.parts)
