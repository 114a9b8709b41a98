"""What the lists of sources say of the files of a build.

In: files, and lists. Out: the files, each with its address, day of publication and licence where
a list has them. A row is about the file at its path below the list's folder; failing that,
about the only file of the build whose path ends as the row says; failing that, about the only one
that has that name but for capitals, blanks, what stands for blanks, and the ending.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline.naming import File, readable
from ofsted_kg.sources.lists import Listed, read_list

_Parts = tuple[str, ...]
_MOST_FAULTS = 20
# Endings of documents; and what stands for a blank.
_ENDING = re.compile(r"\.(?:pdf|docx?|docm|f?odt|rtf|html?|txt|md|eml|zip)$")
_BETWEEN = re.compile(r"[\s_+.-]+")


@dataclass(frozen=True, slots=True)
class SourceList:
    """A list of sources: where it lies, its rows, and what is wrong with others."""

    place: Path
    rows: tuple[Listed, ...]
    faults: tuple[OfstedKGError, ...] = ()


def read_lists(named: Iterable[Path], found: Iterable[Path] = ()) -> tuple[SourceList, ...]:
    """Read lists of sources.

    Args:
        named: those that the user names: all of their rows must be right.
        found: those that lie among the documents: a row that is wrong hurts only itself.

    Raises:
        OfstedKGError: one cannot be read, or a row of one that was named does not say what it must.
    """
    return (*(SourceList(place, read_list(place)) for place in named), *map(_found, found))


def _found(place: Path) -> SourceList:
    faults: list[OfstedKGError] = []
    rows = read_list(place, faults)
    return SourceList(place, rows, tuple(faults))


def with_sources(files: Sequence[File], lists: Sequence[SourceList]) -> tuple[File, ...]:
    """Add to each file what the lists say of it; the first list that knows it counts."""
    if not lists:
        return tuple(files)
    known, _ = _known(files, lists)
    return tuple(_told(file, known.get(file.path)) for file in files)


def idle(files: Sequence[File], lists: Sequence[SourceList]) -> tuple[str, ...]:
    """Say what the lists do not tell of files that `with_sources` has seen: a line each.

    A row may be wrong, or mean one of several files, or a file one of several rows; or no row of a list
    tells anything.
    """
    wrong = [f"{fault} (the row was passed over)" for one in lists for fault in one.faults]
    told = {(file.origin.url, file.origin.published, file.origin.licence) for file in files}
    unused = (
        f"{one.place}: none of the files is listed there; its column `file` has names like "
        f"{one.rows[0].file!r}. Write there the files' names, or their paths from the list's folder"
        for one in lists
        if files and one.rows and not any((r.url, r.published, r.licence) in told for r in one.rows)
    )
    return (*wrong[:_MOST_FAULTS], *_more(wrong), *(_known(files, lists)[1] if lists else ()), *unused)


def _more(wrong: Sequence[str]) -> Iterator[str]:
    if len(wrong) > _MOST_FAULTS:
        yield f"and {len(wrong) - _MOST_FAULTS:,} more rows of lists that were passed over"


def _known(files: Sequence[File], lists: Sequence[SourceList]) -> tuple[dict[Path, Listed], list[str]]:
    """Return the row of each file that has one, and what is in doubt."""
    parts = {file.path: _parts(file.path) for file in files}
    by_name: dict[str, list[Path]] = defaultdict(list)
    for path, path_parts in parts.items():
        by_name[path_parts[-1]].append(path)
    known: dict[Path, Listed] = {}
    doubts: list[str] = []
    for one in lists:
        folder = _parts(one.place)[:-1]
        loose: dict[Path, Listed] = {}
        left: list[Listed] = []
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
            elif not ending:
                left.append(row)
        for path, row in loose.items():
            known.setdefault(path, row)
        doubts += _nearly(one, left, {path: parts[path] for path in parts if path not in known}, known)
    return known, doubts


def _nearly(
    one: SourceList, rows: Sequence[Listed], files: Mapping[Path, _Parts], known: dict[Path, Listed]
) -> Iterator[str]:
    """Let rows tell of files that they name nearly, where each means the other alone; yield the doubts."""
    by_key: dict[str, list[Path]] = defaultdict(list)
    for path in files:
        by_key[_key(files[path][-1])].append(path)
    meant: dict[Path, list[Listed]] = defaultdict(list)
    for row in rows:
        end = tuple(map(_key, row.file.split("/")))
        near = [path for path in by_key.get(end[-1], ()) if tuple(map(_key, files[path][-len(end) :])) == end]
        if len(near) == 1:
            meant[near[0]].append(row)
        elif near:
            names = " or ".join(map(readable, sorted(near)))
            said = f"{one.place}: {row.file!r} in line {row.line} may be {names}"
            yield f"{said}. Write there the one that it is"
    for path, told in meant.items():
        if len(told) == 1:
            known[path] = told[0]
        else:
            which = " and ".join(f"{row.file!r} in line {row.line}" for row in told)
            yield f"{one.place}: {which} may both be {readable(path)}. Write its name in the one that is"


def _key(name: str) -> str:
    """Return what is left of a name without what people and programs change in it.

    >>> _key("Bury_Council%20 Report.PDF") == _key("bury council report")
    True
    """
    plain = unicodedata.normalize("NFKC", unquote(name)).casefold().strip()
    while (short := _ENDING.sub("", plain)) != plain:
        plain = short.strip()
    return _BETWEEN.sub(" ", plain.replace("\u2019", "'")).strip()


def _told(file: File, row: Listed | None) -> File:
    if row is None:
        return file
    origin = replace(file.origin, url=row.url, published=row.published, licence=row.licence)
    return replace(file, origin=origin)


def _parts(path: Path) -> _Parts:
    absolute = Path(os.path.normpath(path.absolute()))
    return tuple(unicodedata.normalize("NFC", part) for part in absolute.parts)
