"""The whole build: collect, convert in workers, merge, write, swap.

In: paths, the folder of the graph, options. Out: the new graph in that folder and a
``BuildResult``. Incremental (a file whose conversion would be the same is not read
again), parallel (the number of workers changes nothing), atomic (the new graph is
written beside the old one, and one rename of a pointer puts it in force).
"""

from __future__ import annotations

import ctypes
import hashlib
import itertools
import json
import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ofsted_kg import __version__, reference
from ofsted_kg.build.collect import collect
from ofsted_kg.build.convert import (
    Outcome,
    Settings,
    convert_chunk,
    failed,
    fingerprint,
    key_of,
    warm,
)
from ofsted_kg.build.ledger import Entry, Ledger, Remark, Status, read_ledger
from ofsted_kg.build.listed import with_sources
from ofsted_kg.build.merge import merge
from ofsted_kg.build.naming import File, name_files, readable
from ofsted_kg.errors import OfstedKGError, StoreError, UnreadableFile
from ofsted_kg.filenames import stored_name
from ofsted_kg.namespaces import DEFAULT_BASE, Base, is_web_iri
from ofsted_kg.read import Reading, read_bytes
from ofsted_kg.read.reading import DEFAULT
from ofsted_kg.store import current_build, write_store
from ofsted_kg.validate import validate_dataset

# Files that one task of a worker takes: enough to validate together, few enough to share out.
CHUNK = 20
# Tasks a worker gets at the least where there are files enough: they end at about the same time.
TASKS = 16

_PR_SET_PDEATHSIG = 1

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        base: base of ``id/``, ``doc/`` and ``set/``; an absolute http(s) IRI that ends in ``/``.
        registers: files with further councils.
        jobs: number of worker processes; 0 is one a core.
        sources: lists of where documents were published; one that lies among them is found.
        reading: how files are read where there is a choice.
        fresh: convert every file anew, whatever an earlier build holds.
    """

    base: str = DEFAULT_BASE
    registers: tuple[Path, ...] = ()
    jobs: int = 0
    fresh: bool = False
    sources: tuple[Path, ...] = ()
    reading: Reading = DEFAULT


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made: its ledger, the folder, and how many files were taken from the earlier build."""

    ledger: Ledger
    folder: Path
    reused: int = 0
    gone: tuple[str, ...] = ()


def build(
    paths: Sequence[Path], kg: Path, options: Options | None = None, progress: Progress | None = None
) -> BuildResult:
    """Build the graph of the letters below ``paths`` in the folder ``kg``.

    Raises:
        OfstedKGError: a path does not exist, the base is no IRI, a register is wrong, or
            the folder cannot be written. The earlier graph is then as it was.
    """
    options = options or Options()
    base = _base(options.base)
    rows = reference.nquads(base, options.registers)
    digest = fingerprint(base, options.registers, options.reading)
    settings = Settings(base.iri, options.registers, digest, options.reading)
    found = collect(paths)
    files = with_sources(name_files(found.files), [*options.sources, *found.lists])
    kept = {} if options.fresh else _kept(files, kg, settings)
    outcomes = dict(kept)
    todo = [file for file in files if file.path not in kept]
    done = len(kept)
    for outcome in _converted(todo, settings, options.jobs):
        outcomes[outcome.path] = outcome
        done += 1
        if progress is not None:
            progress(done, len(files))
    merged = merge([outcomes[file.path] for file in files])
    blocked = [
        Outcome(
            Path(p.file or ""),
            Entry(
                readable(Path(p.file or "")),
                readable(Path(Path(p.file or "").name)),
                Status.UNREADABLE,
                f"{p.message}. {p.remedy}",
                path=readable(Path(p.file or "")),
            ),
        )
        for p in found.problems
    ]
    ordered = sorted([*merged, *blocked], key=lambda o: (o.entry.file_name, o.entry.place))
    converted = [outcome for outcome in ordered if outcome.entry.status is Status.CONVERTED]
    totals = validate_dataset([rows, *(outcome.nquads for outcome in converted)])
    remarks = tuple(Remark(r.shape.rsplit("/", 1)[-1], r.severity, r.message, r.value) for r in totals)
    ledger = Ledger(tuple(outcome.entry for outcome in ordered), remarks)
    earlier = _converted_before(kg)
    folder = _write(kg, base, rows, ordered, ledger)
    gone = earlier - {entry.source for entry in ledger.with_status(Status.CONVERTED)}
    return BuildResult(ledger, folder, len(kept), tuple(sorted(gone)))


def _converted_before(kg: Path) -> set[str]:
    """Return the sources of the letters that the graph holds now."""
    try:
        ledger = read_ledger(current_build(kg) / "ledger.json")
    except StoreError:
        return set()
    return {entry.source for entry in ledger.with_status(Status.CONVERTED)}


def _base(iri: str) -> Base:
    if not is_web_iri(iri):
        raise OfstedKGError(f"the base {iri!r} is no http or https IRI", remedy="Give one that ends in /")
    return Base(iri if iri.endswith("/") else iri + "/")


def _kept(files: Sequence[File], kg: Path, settings: Settings) -> dict[Path, Outcome]:
    """Return the outcomes of an earlier build that a new conversion would only repeat."""
    try:
        folder = current_build(kg)
        entries = {entry.key: entry for entry in read_ledger(folder / "ledger.json").entries if entry.key}
    except StoreError:
        return {}
    kept: dict[Path, Outcome] = {}
    for file in files:
        path = file.path
        try:
            entry = entries.get(key_of(file, hashlib.sha256(read_bytes(path)).hexdigest(), settings))
            if entry is None or entry.status is Status.DUPLICATE:
                continue
            entry = replace(entry, path=readable(path))
            if entry.status in (Status.NOT_A_LETTER, Status.UNREADABLE):
                kept[path] = Outcome(path, entry)
                continue
            place = "graphs" if entry.status is Status.CONVERTED else "rejected"
            name = stored_name(entry.source)
            nquads = (folder / place / f"{name}.nq").read_text(encoding="utf-8")
            kept[path] = Outcome(path, entry, nquads, _read_text(folder / "texts" / f"{name}.txt"))
        except (OSError, UnicodeDecodeError, UnreadableFile):
            continue
    return kept


def _read_text(path: Path) -> str:
    # Offsets count every character: no translation of line ends.
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()


def _converted(files: Sequence[File], settings: Settings, jobs: int) -> Iterator[Outcome]:
    jobs = jobs or os.cpu_count() or 1
    size = max(1, min(CHUNK, -(-len(files) // (TASKS * jobs))))
    # The longest first, so that no worker is left with one when the others are done.
    files = sorted(files, key=_size, reverse=True)
    chunks = [files[i : i + size] for i in range(0, len(files), size)]
    if jobs == 1 or len(files) < 2 * jobs:
        for chunk in chunks:
            yield from convert_chunk(chunk, settings)
        return
    broken: list[Sequence[File]] = []
    with _workers(jobs, settings) as pool:
        tasks = {pool.submit(convert_chunk, chunk, settings): chunk for chunk in chunks}
        try:
            for task in as_completed(tasks):
                try:
                    yield from task.result()
                except BrokenProcessPool:
                    broken.append(tasks[task])
        except BaseException:
            pool.shutdown(cancel_futures=True)  # stopped: what has not begun never will
            raise
    for file in (file for chunk in broken for file in chunk):
        yield _alone(file, settings)


def _size(file: File) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def _alone(file: File, settings: Settings) -> Outcome:
    """Convert a file in a process of its own: one that kills its process takes no other with it."""
    with _workers(1, settings) as pool:
        try:
            return pool.submit(convert_chunk, [file], settings).result()[0]
        except BrokenProcessPool:
            return failed(file, "the program was stopped by this file. Please report it")


def _workers(jobs: int, settings: Settings) -> ProcessPoolExecutor:
    """Start workers: forked where that is safe, so that they share what this process has loaded.

    It is safe on Linux as long as this process has one thread: a lock that another thread
    holds would stay locked in the worker for ever. A store on disk has threads of its own.
    """
    tasks = Path("/proc/self/task")
    if sys.platform == "linux" and tasks.is_dir() and len([*tasks.iterdir()]) == 1:
        warm(settings)
        fork = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(jobs, fork, initializer=_end_with, initargs=(os.getpid(),))
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(jobs, context)


def _end_with(parent: int) -> None:
    """Let a worker end with the process that started it, even one that was killed: prctl(2) of Linux."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it has ended meanwhile
        os._exit(1)


def _write(kg: Path, base: Base, rows: str, outcomes: Sequence[Outcome], ledger: Ledger) -> Path:
    digest = hashlib.sha256(rows.encode())
    ledger_text = ledger.to_json()
    digest.update(ledger_text.encode())
    for outcome in outcomes:
        digest.update(outcome.nquads.encode())
    name = digest.hexdigest()[:16]
    try:
        kg.mkdir(parents=True, exist_ok=True)
        with _locked(kg / ".lock"):
            return _swap(kg, base, rows, outcomes, ledger_text, name)
    except OSError as error:
        raise StoreError(
            f"the graph cannot be written ({error.strerror or error})",
            file=kg,
            remedy="Check the folder's permissions and the space on the disk; the earlier graph is untouched",
        ) from error


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one build at a time write and clear away; another waits for it."""
    with path.open("a") as lock:
        try:
            import fcntl
        except ModuleNotFoundError:  # Windows has other locks
            yield
            return
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _swap(kg: Path, base: Base, rows: str, outcomes: Sequence[Outcome], ledger_text: str, name: str) -> Path:
    builds = kg / "builds"
    new = builds / f".{name}-{os.getpid()}"
    # A new folder even for the same content: the one in force is never taken apart under a reader.
    final = next(
        path
        for path in (builds / (f"{name}-{number}" if number else name) for number in itertools.count())
        if not path.exists()
    )
    try:
        for part in ("graphs", "rejected", "texts"):
            (new / part).mkdir(parents=True)
        graphs = [(new / "reference.nq", rows)]
        for outcome in outcomes:
            if outcome.nquads:
                accepted = outcome.entry.status is Status.CONVERTED
                place = new / ("graphs" if accepted else "rejected")
                graphs.append((place / f"{stored_name(outcome.entry.source)}.nq", outcome.nquads))
        # Oxigraph does not hold up Python: the files are written beside it.
        with ThreadPoolExecutor(1) as beside:
            loaded = ((path, text.encode("utf-8")) for path, text in graphs if path.parent.name != "rejected")
            stored = beside.submit(write_store, new / "store", loaded)
            for path, text in graphs:
                _put(path, text)
            for outcome in outcomes:
                if outcome.nquads:
                    _put(new / "texts" / f"{stored_name(outcome.entry.source)}.txt", outcome.text)
            _put(new / "ledger.json", ledger_text)
            facts = {"base": base.iri, "version": __version__, "digest": name}
            _put(new / "build.json", json.dumps(facts, indent=1, sort_keys=True) + "\n")
            stored.result()
        new.rename(final)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    pointer = kg / f".CURRENT-{os.getpid()}"
    _put(pointer, final.name + "\n")
    pointer.replace(kg / "CURRENT")
    for old in builds.iterdir():
        if old != final:
            shutil.rmtree(old, ignore_errors=True)
    return final


def _put(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
