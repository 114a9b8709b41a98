"""What each file of a build is called: its source name.

In: files with the path of each below the folder that was named. Out: ``File``. The source is
the file's name without its ending where no other file has that name, and else its path below
the folder that was named; where paths meet too, so much more of them as tells them apart.
"""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from ofsted_kg.model import Origin
from ofsted_kg.text.file_names import named_days


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was reached: its path, and its path below the folder that the user named."""

    path: Path
    below: PurePath


@dataclass(frozen=True, slots=True)
class File:
    """A file of a build.

    Attributes:
        path: where it is, as the user wrote it or as it was reached from there.
        source: its name in the graph.
        origin: what its path and the lists of sources say of it.
    """

    path: Path
    source: str
    origin: Origin


def name_files(files: Sequence[Found], taken: Collection[str] = ()) -> tuple[File, ...]:
    """Name files, in the order given.

    Args:
        files: the files.
        taken: sources that other letters of the graph have.
    """
    by_stem: dict[str, list[Found]] = defaultdict(list)
    for found in files:
        by_stem[_clean(found.path.stem)].append(found)
    used = set(taken)
    sources: dict[Path, str] = {}
    for stem in sorted(by_stem):
        group = by_stem[stem]
        if len(group) == 1 and stem not in used:
            used.add(stem)
            sources[group[0].path] = stem
    for stem in sorted(by_stem):
        group = by_stem[stem]
        if group[0].path not in sources:
            for path, source in _apart(group, used):
                sources[path] = source
                used.add(source)
    return tuple(
        File(
            found.path,
            sources[found.path],
            Origin("/".join(map(_readable, found.below.parts)), folder=_dated_folder(found)),
        )
        for found in files
    )


def stem_of(path: Path) -> str:
    """Return by what a file is named as long as no other has the same."""
    return _clean(path.stem)


def readable(path: Path) -> str:
    """Return a path as text that can be printed and stored, whatever bytes its names hold."""
    return _readable(str(path))


def _dated_folder(found: Found) -> str:
    """Return the name of the folder that a file lies in, if that has a day and the path has none."""
    if len(found.below.parts) > 1:
        return ""
    folder = _readable(Path(os.path.normpath(found.path.absolute())).parent.name)
    return folder if named_days(f"{folder}/file") else ""


def _apart(group: Sequence[Found], used: Collection[str]) -> Iterable[tuple[Path, str]]:
    """Yield a name for each file of a group of like-named ones."""
    parts = {found.path: Path(os.path.normpath(found.path.absolute())).parts for found in group}
    depth = {found.path: len(found.below.parts) for found in group}

    def named(path: Path) -> str:
        folders = parts[path][-depth[path] : -1]
        return "/".join(map(_clean, (*folders, path.stem)))

    while True:
        together: dict[str, list[Path]] = defaultdict(list)
        for path in parts:
            together[named(path)].append(path)
        # Files of one folder never come apart by more of its path.
        deeper = [
            path
            for name, paths in together.items()
            for path in paths
            if (len({p.parent for p in paths}) > 1 or name in used) and depth[path] < len(parts[path]) - 1
        ]
        if not deeper:
            break
        for path in deeper:
            depth[path] += 1
    seen = set(used)
    for name in sorted(together):
        for path in sorted(together[name], key=lambda path: (path.name, str(path))):
            source = name if name not in seen else name + _clean(path.suffix)
            number = 2
            while source in seen:
                source = f"{name}~{number}"
                number += 1
            seen.add(source)
            yield path, source


def _clean(name: str) -> str:
    """Return a part of a source: blanks at its ends are none of it, those within are; accents are letters."""
    return unicodedata.normalize("NFC", _readable(name).strip())


def _readable(name: str) -> str:
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else " " for character in text)
