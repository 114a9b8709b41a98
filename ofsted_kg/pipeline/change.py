# Past 300 lines: one transaction, in its order.
"""A planned change of the graph, made: files converted, records and store brought up to date.

In: a ``Plan`` and the build before. Out: a new build in force, or the one before where nothing
changes. The store is written anew, beside the workers, or as a copy of the one before in which
only the changed graphs are replaced.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ofsted_kg.corrections import Corrections
from ofsted_kg.graph import reference
from ofsted_kg.pipeline.account import Account
from ofsted_kg.pipeline.cluster import Cluster
from ofsted_kg.pipeline.convert import Converted, Settings
from ofsted_kg.pipeline.corrected import refused, unmatched
from ofsted_kg.pipeline.draft import Draft, Made
from ofsted_kg.pipeline.dropping import refuse_to_drop, refuse_unknown_councils
from ofsted_kg.pipeline.ledger import LEDGER, Entry, Ledger, Remark, Status, read_ledger
from ofsted_kg.pipeline.loading import REFERENCE, StoreProcess
from ofsted_kg.pipeline.merge import differing
from ofsted_kg.pipeline.naming import stem_of
from ofsted_kg.pipeline.plan import Plan, Wanted
from ofsted_kg.pipeline.previous_build import Before
from ofsted_kg.pipeline.record import Record, Records
from ofsted_kg.pipeline.workers import Limits, Pool
from ofsted_kg.read.reading import Reading
from ofsted_kg.store.pack import Frame
from ofsted_kg.validate import hold
from ofsted_kg.vocabulary.namespaces import DEFAULT_BASE, Base

# A store is changed graph by graph up to so many, or such a part of it; beyond that it is written anew.
FEW = 20
PART = 0.1

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    Attributes:
        base: base of ``id/``, ``doc/`` and ``set/``; an absolute http(s) IRI that ends in ``/``.
        registers: files with further councils.
        jobs: number of worker processes; 0 is one a core.
        fresh: convert every file anew, whatever an earlier build holds.
        sources: lists of where documents were published; one that lies among them is found.
        replace: let a build drop documents that are no longer named, or whose councils are no longer known.
        limits: on time and memory for each file.
        reading: how files are read where there is a choice; of those that are added, None is as the
            graph was built.
        corrections: files of corrections by people, which override what is read.
        cluster: address of a Dask scheduler whose workers convert the files; none: this machine's.
    """

    base: str = DEFAULT_BASE
    registers: tuple[Path, ...] = ()
    jobs: int = 0
    fresh: bool = False
    sources: tuple[Path, ...] = ()
    replace: bool = False
    limits: Limits = field(default_factory=Limits)
    reading: Reading | None = None
    corrections: tuple[Path, ...] = ()
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a change made.

    Attributes:
        folder: of the build that is in force now.
        reused: how many files were taken over from the build before.
        added: sources of the letters that are new to the graph.
        updated: sources of the letters that it holds otherwise than before.
        gone: sources of the letters that it no longer holds.
        files: those that the change was about, links resolved; None for all.
        idle: lists of sources that tell nothing of the files: a line each.
        instead: sources of letters in the place of what was to be removed: other files hold the same.
    """

    folder: Path
    reused: int = 0
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    files: tuple[bytes, ...] | None = None
    instead: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether every letter that the change was about conforms, and the dataset as a whole."""
        with Account(self.folder) as account:
            if self.files is None:
                return account.conforms()
            broken = any(remark.severity == "Violation" for remark in account.remarks())
            entries = account.of_files(self.files)
            return not broken and not any(entry.status is Status.NOT_CONFORMING for entry in entries)

    @property
    def ledger(self) -> Ledger:
        """What became of every file."""
        return read_ledger(self.folder / LEDGER)


class Change:
    """One change of the graph."""

    def __init__(
        self,
        kg: Path,
        by: str,
        options: Options,
        settings: Settings,
        before: Before | None,
        same: Before | None,
        files: tuple[bytes, ...] | None = None,
    ) -> None:
        """Prepare.

        Args:
            kg: the folder of the graph.
            by: which command makes the change.
            options: of the user.
            settings: of the conversions.
            before: the build in force.
            same: that build, where what it holds can be taken over.
            files: those that the change is about, links resolved; None for all.
        """
        self._kg = kg
        self._by = by
        self._options = options
        self._settings = settings
        self._before = before
        self._same = same
        self._files = files

    def make(self, plan: Plan, at_stake: Mapping[str, str], progress: Progress | None = None) -> BuildResult:
        """Make the new build; none where nothing changes.

        Args:
            plan: what is to be done.
            at_stake: documents that must not be dropped: sources by graph.
            progress: told how many files are done, of how many.

        Raises:
            StoreError: documents would be dropped, or the disk refuses.
        """
        same = self._same
        corrections = self._settings.corrections
        otherwise = same is None or same.corrections != corrections.digest
        if same is not None and plan.empty and not otherwise:
            return BuildResult(same.folder, plan.same, files=self._files)
        old = same.folder if same is not None else None
        incremental = same is not None and plan.changes <= max(FEW, PART * same.records.count())
        with Draft(self._kg, old) as draft, StoreProcess(draft.folder, old if incremental else None) as store:
            if old is None:
                rows = reference.nquads(Base(self._settings.base), self._settings.registers)
                draft.write_reference(rows, self._settings.registers)
            draft.write_corrections(corrections)
            self._convert(plan, draft, store, progress, incremental=incremental)
            if same is not None and not draft.records.changed and not otherwise:
                return BuildResult(same.folder, plan.same, files=self._files)
            if self._before is not None and not self._options.replace:
                refuse_unknown_councils(self._before, self._settings.registers, draft.records)
            refuse_to_drop(at_stake, draft.records, self._before, self._kg)
            store.finish(compact=not incremental)
            told = {"ocr": str(self._settings.reading.ocr)}
            if corrections:
                told["corrections"] = corrections.digest
            made = Made(Base(self._settings.base), self._settings.fingerprint, told, self._by)
            result = self._difference(draft.records)
            folder = draft.finish(_remarks(draft, corrections), made)
        return BuildResult(folder, plan.same, *result, self._files)

    def _convert(
        self, plan: Plan, draft: Draft, store: StoreProcess, progress: Progress | None, *, incremental: bool
    ) -> None:
        """Write the records, and say to the store what it is to hold."""
        records = draft.records
        touched: set[int] = set()
        for record in plan.drop:
            touched |= records.together([record.number]) - {record.number}
            records.drop(record)
        for record in plan.take:
            touched |= _put(records, record)
        jobs = self._options.jobs or os.cpu_count() or 1
        jobs = jobs if len(plan.convert) >= 2 * jobs else 1
        # One worker means one process at work at a time: the store is then written when all files are read.
        beside = (jobs > 1 or bool(self._options.cluster)) and not incremental
        loaded: dict[str, str] = {}
        if beside:
            for graph, source, frame in records.letters():
                loaded[graph] = frame.graph_sha256
                store.load(source, frame)
        wanted = {one.file.path: one for one in plan.convert}
        done, total = plan.same, plan.same + len(wanted)
        with self._workers(jobs, draft.packs) as pool:
            store.beside(pool.pipes)
            for converted in pool.convert([one.file for one in plan.convert]):
                record = _record(converted, wanted[converted.path])
                touched |= _put(records, record)
                done += 1
                if progress is not None:
                    progress(done, total)
                graph = record.entry.graph
                if beside and record.frame is not None and record.accepted and graph not in loaded:
                    loaded[graph] = record.frame.graph_sha256
                    store.load(record.entry.source, record.frame)
        records.hold_together(touched)
        if incremental:
            loaded = {given.graph: given.sha256 for given in records.changed.values() if given is not None}
            _bring_up_to_date(store, loaded, lambda: records.given(records.changed))
        else:
            _bring_up_to_date(store, loaded, records.letters)

    def _workers(self, jobs: int, packs: Path) -> Pool | Cluster:
        limits = self._options.limits
        if self._options.cluster:
            return Cluster(self._options.cluster, self._settings, limits, packs)
        return Pool(jobs, self._settings, limits, packs)

    def _difference(self, records: Records) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the sources of the letters that are new, that are otherwise, and that are gone."""
        if self._same is not None:
            before = {g.graph: (g.sha256, g.source) for g in records.changed.values() if g is not None}
            letters = records.given(records.changed)
        else:
            before = self._before.letters() if self._before is not None else {}
            letters = records.letters()
        after = {graph: (frame.graph_sha256, source) for graph, source, frame in letters}
        return (
            tuple(sorted(source for graph, (_, source) in after.items() if graph not in before)),
            tuple(
                sorted(
                    source
                    for graph, (sha256, source) in after.items()
                    if graph in before and before[graph][0] != sha256
                )
            ),
            tuple(sorted(source for graph, (_, source) in before.items() if graph not in after)),
        )


def _put(records: Records, record: Record) -> set[int]:
    """Write a record; return the rows that it, or what stood in its place, has to be held against."""
    old = records.by_file(record.real)
    if old is not None and old.says_the_same(record):
        records.restat(old, record.stat)
        return set()
    beside = records.together([old.number]) if old is not None else set()
    return beside | {records.put(record).number}


def _record(converted: Converted, one: Wanted) -> Record:
    return Record(
        one.real,
        os.fsencode(one.file.path),
        one.file.origin.path,
        stem_of(one.file.path),
        one.file.origin,
        converted.stat,
        converted.entry.status,
        converted.entry,
        converted.links,
        converted.frame,
    )


def _bring_up_to_date(
    store: StoreProcess,
    loaded: Mapping[str, str],
    letters: Callable[[], Iterable[tuple[str, str, Frame]]],
) -> None:
    """Let the store hold these letters instead of those that are loaded: digests by graph."""
    right = {graph for graph, _, frame in letters() if loaded.get(graph) == frame.graph_sha256}
    store.drop(sorted(set(loaded) - right))
    for graph, source, frame in letters():
        if graph not in right:
            store.load(source, frame)


def _remarks(draft: Draft, corrections: Corrections) -> list[Remark]:
    """Hold the counts against the published totals, and records and corrections against the documents."""
    rows = (draft.folder / REFERENCE).read_text(encoding="utf-8")
    results = hold([rows], draft.records.counts())
    remarks = [Remark(r.shape.rsplit("/", 1)[-1], r.severity, r.message, r.value) for r in results]
    remarks += [
        Remark(
            "differs-from-record", "Warning", f"{entry.file_name} says otherwise than its document: {said}"
        )
        for entry in draft.records.gave_way()
        if (said := differing(entry))
    ]
    if not corrections:
        return remarks

    def entries() -> Iterator[Entry]:
        return (record.entry for record in draft.records.all() if record.frame is not None)

    remarks += unmatched(corrections, ((e.source, e.file_name, e.sha256) for e in entries()))
    return [*remarks, *refused(corrections, entries())]
