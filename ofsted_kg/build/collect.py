"""Which files a build reads.

In: the paths the user named. Out: every regular file below them, each once, sorted;
and the paths that cannot be followed, with the reason. Hidden files are not letters;
links are followed, but never in a circle.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ofsted_kg.errors import OfstedKGError, UnreadableFile

# What tells a folder that a build or `publish` made.
_OURS = frozenset({"CURRENT", "SHA256SUMS"})


@dataclass(frozen=True, slots=True)
class Collection:
    """What was found: files in order, and what could not be looked into."""

    files: tuple[Path, ...]
    problems: tuple[UnreadableFile, ...]


def collect(paths: Sequence[Path]) -> Collection:
    """Return the files below the paths.

    Raises:
        OfstedKGError: a path that the user named does not exist, or no file is below any.
    """
    found: dict[Path, Path] = {}
    problems: list[UnreadableFile] = []
    for path in paths:
        if not os.path.lexists(path):
            raise OfstedKGError(
                "there is no such file or folder", file=path, remedy="Check the path and try again"
            )
        _walk(path, (), found, problems)
    ordered = sorted(found.values(), key=lambda file: (file.name, str(file)))
    if not ordered and not problems:
        raise OfstedKGError(
            "there is no file to read",
            file=", ".join(map(str, sorted(set(paths)))),
            remedy="Name the letters, or the folder that holds them",
        )
    return Collection(tuple(ordered), tuple(sorted(problems, key=str)))


def _walk(
    path: Path, above: tuple[Path, ...], found: dict[Path, Path], problems: list[UnreadableFile]
) -> None:
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        problems.append(_loop(path) if path.is_symlink() else _gone(path))
        return
    if not path.is_dir():
        if path.is_file():
            # The shorter name of a file that is reached twice; order of arguments must not matter.
            kept = found.get(real)
            if kept is None or (len(str(path)), str(path)) < (len(str(kept)), str(kept)):
                found[real] = path
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
    if _OURS & {child.name for child in children}:
        # A graph or a release of ours, below the letters: what it holds are no letters.
        return
    for child in children:
        if not child.name.startswith("."):
            _walk(child, (*above, real), found, problems)


def _loop(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "a link that loops or leads nowhere", file=path, remedy="Remove the link or mend its target"
    )


def _gone(path: Path) -> UnreadableFile:
    return UnreadableFile("the file cannot be reached", file=path, remedy="Check its permissions")
