"""The folder of a graph: which build is in force, and whether all that belongs to it is there.

In: a folder. Out: the folder of the build in force, and what that build says of itself
(``build.json``: the base of its IRIs, versions, and each file with size and digest).

    kg/CURRENT              name of the build in force; replaced by a rename, never written to
    kg/.checked             which files of a store were read and found whole: ``stat_cache``
    kg/builds/NAME/         a build; nothing in it changes once it is there
        build.json          NAME is the beginning of this file's SHA-256
        manifest.db         the letters: ``manifest``
        letters/*.pack      their graphs and texts: ``pack``
        reference.nq        the ontology and the councils
        store/              the Oxigraph store
        ledger.json         what became of each file
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from ofsted_kg.checksums import digest_of_file
from ofsted_kg.errors import StoreError
from ofsted_kg.store import stat_cache
from ofsted_kg.vocabulary.namespaces import Base

FORMAT = 2
CURRENT = "CURRENT"
CHECKED = ".checked"
BUILDS = "builds"
# Who holds it changes the graph.
LOCK = ".lock"
STORE = "store"
FACTS = "build.json"
NAME_LENGTH = 16
NOT_WRITTEN = "this file is not what was written (its SHA-256 differs)"
REBUILD = "Make it again with `ofsted-kg build`, or go back with `ofsted-kg undo`"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a build as its manifest has it."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BuildFacts:
    """What a build says of itself.

    Attributes:
        base: of its IRIs.
        version: of the tool that made it.
        digest: of its content: the same letters give the same, however they came together.
        fingerprint: of the program, the vocabulary, the rules and the registers it was made with.
        before: name of the build that it took the place of; empty for the first.
        made: when, in UTC.
        by: which command made it.
        letters: how many the dataset holds.
        settings: what else conversions depended on.
        files: what belongs to it, by path.
    """

    base: Base
    version: str
    digest: str
    fingerprint: str = ""
    before: str = ""
    made: str = ""
    by: str = ""
    letters: int = 0
    settings: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, Kept] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the text of ``build.json``."""
        data = {
            "format": FORMAT,
            "base": self.base.iri,
            "version": self.version,
            "digest": self.digest,
            "fingerprint": self.fingerprint,
            "before": self.before,
            "made": self.made,
            "by": self.by,
            "letters": self.letters,
            "settings": dict(self.settings),
            "files": {path: [kept.size, kept.sha256] for path, kept in sorted(self.files.items())},
        }
        return json.dumps(data, indent=1, sort_keys=True) + "\n"


def name_of(facts: str) -> str:
    """Return the name of a build from the text of its ``build.json``."""
    return hashlib.sha256(facts.encode("utf-8")).hexdigest()[:NAME_LENGTH]


class OtherFormError(StoreError):
    """Another version of the program made a build, in a form of its own."""


def current_build(kg: Path) -> Path:
    """Return the folder of the build in force below ``kg``.

    Raises:
        StoreError: there is none, it is unfinished, or the pointer to it is damaged.
    """
    pointer = kg / CURRENT
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except OSError as error:
        if (kg / BUILDS).is_dir() and _is_written(kg):
            raise StoreError(
                "the first build of this graph is still running",
                file=kg,
                remedy="Wait until it has ended, then try again",
            ) from error
        if (kg / BUILDS).is_dir():
            raise StoreError("the build of this graph was not finished", file=kg, remedy=REBUILD) from error
        what = "there is no graph here" if kg.is_dir() else "there is no such folder"
        remedy = "Make a graph with `ofsted-kg build LETTERS --kg DIR`, or name its folder with --kg"
        raise StoreError(what, file=kg, remedy=remedy) from error
    except UnicodeDecodeError as error:
        raise StoreError("the file is damaged: it names no build", file=pointer, remedy=REBUILD) from error
    if not is_name(name):
        raise StoreError("the file is damaged: it names no build", file=pointer, remedy=REBUILD)
    folder = kg / BUILDS / name
    if folder.is_symlink() or not folder.is_dir():
        raise StoreError("the graph's folder is damaged: its build is gone", file=kg, remedy=REBUILD)
    return folder


def _is_written(kg: Path) -> bool:
    """Tell whether a command that changes the graph is running."""
    from filelock import FileLock, Timeout  # only a graph that cannot be read pays for it

    lock = FileLock(kg / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False  # a folder that may only be read
    lock.release()
    return False


def is_name(name: str) -> bool:
    """Tell whether a text can be the name of a build: one plain part of a path that hides nothing."""
    return (
        bool(name)
        and not name.startswith(".")
        and name.isprintable()
        and PurePosixPath(name).parts == (name,)
        and "\\" not in name
    )


def build_facts(folder: Path) -> BuildFacts:
    """Return what the build in a folder says of itself.

    Raises:
        StoreError: the folder is damaged, or another version of the program made it.
    """
    path = folder / FACTS
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version, form = str(data["version"]), data.get("format", 1)
        if form != FORMAT:
            raise OtherFormError(
                f"the graph was made by version {version} of the program, which kept it in another form",
                file=folder,
                remedy="Make it again with `ofsted-kg build`",
            )
        return BuildFacts(
            Base(str(data["base"])),
            version,
            str(data["digest"]),
            str(data["fingerprint"]),
            str(data["before"]),
            str(data["made"]),
            str(data["by"]),
            int(data["letters"]),
            dict(data["settings"]),
            {str(name): Kept(int(size), str(digest)) for name, (size, digest) in data["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"the graph is damaged ({error})", file=path, remedy=REBUILD) from error


def check(folder: Path) -> BuildFacts:
    """Check that all that belongs to a build is there, by the sizes of its files, and return its facts.

    The store's files are read, too, where nobody has since they were written; those of the letters are
    whenever they are used. So it costs a look at each of a few files, and every command does it.

    Raises:
        StoreError: something is missing, of another size or changed; it names the first such file.
    """
    facts = build_facts(folder)
    for path, what in chain(faults(folder, facts), _changed(folder, facts)):
        raise damaged(folder / path, what)
    return facts


def damaged(path: Path, what: str) -> StoreError:
    """Return the error that says what is wrong with a file of a build."""
    return StoreError(
        f"the graph is damaged: {what}", file=path, remedy=f"{REBUILD}. `ofsted-kg verify` says more"
    )


def whole(folder: Path, facts: BuildFacts, names: Iterable[str]) -> bool:
    """Read some files of a build, and say whether each is what was written.

    A letter that is held against its own digests has to be unpacked: of many that takes forty times as long
    as to read their packs.
    """
    try:
        return all(
            name in facts.files and digest_of_file(folder / name) == facts.files[name].sha256
            for name in names
        )
    except OSError:
        return False


def remember(folder: Path, facts: BuildFacts) -> None:
    """Note that the store of a build was just read and found whole."""
    stat_cache.remember(_of_store(folder, facts), folder.parent.parent / CHECKED)


def changed_unseen(folder: Path, facts: BuildFacts) -> Iterator[tuple[Path, str]]:
    """Read the store of a build whole, and yield what is wrong with its files: path and what.

    What is gone, because another build has taken this one's place, is passed over.
    """
    for path, digest in _of_store(folder, facts).items():
        with suppress(OSError):
            if digest_of_file(path) != digest:
                yield path, NOT_WRITTEN


def _changed(folder: Path, facts: BuildFacts) -> Iterator[tuple[str, str]]:
    try:
        for path in stat_cache.unlike(_of_store(folder, facts), folder.parent.parent / CHECKED):
            yield path.relative_to(folder).as_posix(), NOT_WRITTEN
    except OSError as error:
        yield STORE, f"it cannot be read ({error})"


def _of_store(folder: Path, facts: BuildFacts) -> dict[Path, str]:
    return {folder / name: kept.sha256 for name, kept in facts.files.items() if name.startswith(f"{STORE}/")}


def faults(folder: Path, facts: BuildFacts, *, thorough: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the files of a build: path and what.

    Args:
        folder: of the build.
        facts: what it says of itself.
        thorough: read every byte, and look for files that do not belong to it.
    """
    for name, kept in sorted(facts.files.items()):
        path = folder / name
        try:
            size = path.stat().st_size
            if size != kept.size:
                yield name, f"this file has {size:,} bytes instead of {kept.size:,}"
            elif thorough and digest_of_file(path) != kept.sha256:
                yield name, NOT_WRITTEN
        except OSError as error:
            yield name, f"this file cannot be read ({error.strerror or error})"
    if thorough:
        try:
            text = (folder / FACTS).read_text(encoding="utf-8")
            if not folder.name.startswith(name_of(text)):
                yield (
                    FACTS,
                    "this file is not what was written (its build's name is the beginning of its SHA-256)",
                )
        except (OSError, ValueError) as error:
            yield FACTS, f"this file cannot be read ({error})"
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name != FACTS and name not in facts.files:
                yield name, "this file does not belong to the build"
