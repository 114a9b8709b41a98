"""The builds in a graph's folder: which there are, which is in force, and who may change that.

In: the folder. Out: one build in the place of another, by one rename of a pointer; the list
of those that are kept; a lock that lets one command at a time change anything. The build in
force and the one before it are kept; ``undo`` puts either in force. Where a build holds the same as the one
that it replaces, that one stays, too, for who reads it, and the one to undo is as it was.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.store.folder import (
    BUILDS,
    CHECKED,
    CURRENT,
    LOCK,
    NAME_LENGTH,
    BuildFacts,
    OtherFormError,
    build_facts,
    check,
    current_build,
    is_name,
)

# "3f9c02a4b1d85e76": the names of builds; a folder of that name may hold other things, too.
_OURS = re.compile(rf"[0-9a-f]{{{NAME_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Build:
    """A build that is kept: its folder, what it says of itself, and whether it is in force."""

    folder: Path
    facts: BuildFacts
    current: bool

    @property
    def name(self) -> str:
        """The name by which `undo` knows it."""
        return self.folder.name


@contextmanager
def writing(kg: Path, *, make: bool = False) -> Iterator[None]:
    """Hold the folder for writing; nobody else may build, add, remove or undo meanwhile.

    Raises:
        StoreError: somebody else does, or the folder cannot be written.
    """
    if make:
        try:
            kg.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(kg, error) from error
    elif not kg.is_dir():
        current_build(kg)  # says what is lacking
    lock = FileLock(kg / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            "another command is changing this graph just now",
            file=kg,
            remedy="Wait until it has ended, then try again",
        ) from error
    except (OSError, NotImplementedError) as error:
        raise _unwritable(kg, error) from error
    try:
        _clear(kg)
        yield
    except OSError as error:
        raise _unwritable(kg, error) from error
    finally:
        lock.release()


def draft_folder(kg: Path) -> Path:
    """Return a folder for a build in the making; it is cleared away unless it becomes one."""
    folder = kg / BUILDS / f".{os.getpid()}"
    folder.mkdir(parents=True)
    return folder


def put_in_force(kg: Path, folder: Path) -> None:
    """Point to a build that is whole, by one rename."""
    pointer = kg / f".{CURRENT}-{os.getpid()}"
    with pointer.open("wb") as file:
        file.write(folder.name.encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(kg / CURRENT)
    sync_folder(kg)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system knows of such."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def builds(kg: Path) -> list[Build]:
    """Return the builds that are kept, the newest first.

    They are found also where the pointer to the one in force is damaged.

    Raises:
        StoreError: there is no graph in the folder.
    """
    found = _kept(kg)
    if not found:
        current_build(kg)  # says what is lacking
    return found


def _kept(kg: Path) -> list[Build]:
    current = _current(kg)
    found = []
    if (kg / BUILDS).is_dir():
        for folder in (kg / BUILDS).iterdir():
            if is_name(folder.name) and folder.is_dir():
                try:
                    found.append(Build(folder, build_facts(folder), folder == current))
                except StoreError:
                    continue  # another version's, or damaged: none that could be put in force
    return sorted(found, key=lambda build: (build.facts.made, build.name), reverse=True)


def worth_keeping(kg: Path) -> Path | None:
    """Return the build that `undo` is to bring back after the next one.

    It is the one in force; where that is damaged, the newest that is whole. What another version of the
    program made, that version can still read.
    """
    current = _current(kg)
    try:
        if current is not None:
            build_facts(current)
    except OtherFormError:
        return current
    except StoreError:
        pass
    for build in sorted(_kept(kg), key=lambda build: not build.current):
        with suppress(StoreError):
            check(build.folder)
            return build.folder
    return None


def undo(kg: Path, name: str = "") -> Build:
    """Put the build before the one in force in its place, or the one of that name.

    Where it cannot be told which is in force, or it does not say which was before, the newest other does.

    Raises:
        StoreError: there is none, it is damaged, or somebody else is changing the graph.
    """
    with writing(kg):
        current, kept = _current(kg), builds(kg)
        own = next((build.facts for build in kept if build.current), None)
        wanted = name or (own.before if own is not None else kept[0].name if kept else "")
        if not wanted:
            raise StoreError("there is no build before the one in force", file=kg, remedy="It is the first")
        folder = next((build.folder for build in kept if build.name == wanted), None)
        if folder is None:
            others = [build.name for build in kept if not build.current]
            remedy = f"`ofsted-kg undo {others[0]}` brings back one that is" if others else "None other is"
            raise StoreError(f"the build {wanted} is not kept", file=kg, remedy=remedy)
        if folder == current:
            raise StoreError(
                f"the build {wanted} is in force already",
                file=kg,
                remedy="`ofsted-kg builds` lists the others",
            )
        try:
            facts = check(folder)
        except StoreError as error:
            raise StoreError(
                f"the build {wanted} cannot be brought back ({error.message})",
                file=error.file,
                remedy="`ofsted-kg builds` lists what is kept; `ofsted-kg build` makes the graph anew",
            ) from error
        put_in_force(kg, folder)
        return Build(folder, facts, True)


def _current(kg: Path) -> Path | None:
    try:
        return current_build(kg)
    except StoreError:
        return None


def prune(kg: Path, kept: set[str]) -> None:
    """Remove the builds but these."""
    for folder in (kg / BUILDS).iterdir():
        if folder.name not in kept and _OURS.fullmatch(folder.name):
            # A build that is half gone must not look whole: first its facts go.
            (folder / "build.json").unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)


def _clear(kg: Path) -> None:
    """Remove what a command that was killed has left: nobody else is writing."""
    drafts = (path for path in (kg / BUILDS).glob(".*") if path.name[1:].isdigit())
    for path in (*kg.glob(f".{CURRENT}-*"), *kg.glob(f"{CHECKED}-*"), *drafts):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _unwritable(kg: Path, error: Exception) -> OfstedKGError:
    reason = error.strerror or error if isinstance(error, OSError) else error
    return StoreError(
        f"the graph cannot be written ({reason})",
        file=kg,
        remedy="Check the folder's permissions and the space on the disk; the earlier graph is untouched",
    )
