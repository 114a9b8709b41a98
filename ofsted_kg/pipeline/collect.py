"""Which files a build reads.

In: the paths the user named. Out: every regular file below them, each once, sorted, with its
path below the folder that was named; and the paths that cannot be followed, with the reason.
An archive is a folder of what lies in it, and so is a mail of what is attached to it.
Hidden files are not letters; links are followed, but never in a circle. What a graph's folder and a
release hold of their own are no letters either; what else lies in the folder of a graph is.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from ofsted_kg.checksums import is_release
from ofsted_kg.counts import some_of
from ofsted_kg.errors import OfstedKGError, UnreadableFile
from ofsted_kg.pipeline.naming import Found
from ofsted_kg.read.container import is_letters_name, members
from ofsted_kg.sources.lists import LOCK_NAME, is_list
from ofsted_kg.store.folder import BUILDS, CURRENT, FACTS

# Where the folder of a graph keeps what is laid out for it or comes from elsewhere.
RECORD, IMPORTS, PLACES = "record", "imports", "places"
_OURS = frozenset({CURRENT, BUILDS, RECORD, IMPORTS, PLACES})
# So many files a message names.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Collection:
    """What was found: files in order, lists of sources, and what could not be looked into."""

    files: tuple[Found, ...]
    lists: tuple[Path, ...]
    problems: tuple[UnreadableFile, ...]


def collect(paths: Sequence[Path]) -> Collection:
    """Return the files below the paths.

    Raises:
        OfstedKGError: a path that the user named does not exist, or no file is below any.
    """
    found: dict[Path, Found] = {}
    problems: list[UnreadableFile] = []
    for path in paths:
        if not os.path.lexists(path):
            raise OfstedKGError(
                "there is no such file or folder", file=path, remedy="Check the path and try again"
            )
        top = PurePath(path.name) if not path.is_dir() else PurePath()
        _walk(path, top, (), found, problems)
    ordered = sorted(found.values(), key=lambda file: (file.path.name, str(file.path)))
    lists = tuple(file.path for file in ordered if is_list(file.path))
    files = tuple(file for file in ordered if file.path not in lists and file.path.name != LOCK_NAME)
    if not files and not problems:
        raise OfstedKGError(
            "there is no file to read",
            file=", ".join(map(str, sorted(set(paths)))),
            remedy="Name the letters, or the folder that holds them",
        )
    return Collection(files, lists, tuple(sorted(problems, key=str)))


def refuse_among(paths: Sequence[Path], kg: Path) -> None:
    """Stop where the folder for a graph is one of those that hold the letters.

    Raises:
        OfstedKGError: it is; it says which files to read lie in it.
    """
    place = kg.resolve()
    named = [path.resolve() for path in paths if path.is_dir()]
    if not place.is_dir() or not any(one == place or one in place.parents for one in named):
        return
    if is_graph(place) and place not in named:
        return  # what people have put beside a graph since
    try:
        files = [path.relative_to(place).as_posix() for path in _below(place)]
    except OfstedKGError:
        return  # there is none
    remedy = "Name a folder of its own with --kg, as --kg kg"
    if is_graph(place):
        remedy += f"; its {CURRENT} and {BUILDS}/ in this one can be deleted"
    which = some_of(files, _NAMED)
    raise OfstedKGError(f"the graph's folder is a folder of letters ({which})", file=kg, remedy=remedy)


def _below(folder: Path) -> list[Path]:
    return [file.path for file in collect([folder]).files]


def is_graph(folder: Path) -> bool:
    """Tell whether a build was put into a folder; its pointer may be gone."""
    held = folder / BUILDS
    return held.is_dir() and ((folder / CURRENT).is_file() or any(held.glob(f"*/{FACTS}")))


def _walk(
    path: Path,
    below: PurePath,
    above: tuple[Path, ...],
    found: dict[Path, Found],
    problems: list[UnreadableFile],
) -> None:
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        problems.append(_loop(path) if path.is_symlink() else _gone(path))
        return
    if not path.is_dir():
        if path.is_file():
            # The shorter name of a file that is reached twice; order of arguments must not matter.
            _file(path, below, real, found, problems)
        else:
            problems.append(
                UnreadableFile("not a regular file", file=path, remedy="Leave it out of the folder")
            )
        return
    if real in above:
        problems.append(_loop(path))
        return
    try:
        children = sorted(path.iterdir())
    except OSError as error:
        problems.append(
            UnreadableFile(
                f"the folder cannot be read ({error.strerror})", file=path, remedy="Check its permissions"
            )
        )
        return
    if is_release(path):
        return
    own = _OURS if is_graph(path) else frozenset[str]()
    for child in children:
        if is_letters_name(child.name) and child.name not in own:
            _walk(child, below / child.name, (*above, real), found, problems)


def _file(
    path: Path, below: PurePath, real: Path, found: dict[Path, Found], problems: list[UnreadableFile]
) -> None:
    """Take a file, or what lies in it where it is an archive; of a mail both."""
    try:
        inner = members(path)
    except UnreadableFile as error:
        problems.append(error)
        return
    if inner is None or not inner.archive:
        # The shorter name of a file that is reached twice; order of arguments must not matter.
        this = Found(path, below)
        found[real] = min(this, found.get(real, this), key=_rank)
    elif not inner.names:
        problems.append(
            UnreadableFile("there is no file in the archive", file=path, remedy="Leave it out of the folder")
        )
    for name in inner.names if inner is not None else ():
        _file(path / name, below / name, real / name, found, problems)


def _rank(found: Found) -> tuple[int, str, int]:
    return len(str(found.path)), str(found.path), -len(found.below.parts)


def _loop(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "a link that loops or leads nowhere", file=path, remedy="Remove the link or mend its target"
    )


def _gone(path: Path) -> UnreadableFile:
    return UnreadableFile("the file cannot be reached", file=path, remedy="Check its permissions")
