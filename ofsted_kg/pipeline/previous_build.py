"""The build in force, as far as the next one can go on from it.

In: the folder of a graph. Out: ``Before``: its records, the settings it was made with, and
which of its documents a new build would no longer name. A build that is damaged, or that
another version of the program made, cannot be gone on from; what it held is still told.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from ofsted_kg import register
from ofsted_kg.checksums import digest_of_file
from ofsted_kg.corrections import Corrections, load
from ofsted_kg.counts import counted
from ofsted_kg.errors import StoreError
from ofsted_kg.pipeline.convert import Settings, fingerprint
from ofsted_kg.pipeline.draft import CORRECTIONS, REGISTERS
from ofsted_kg.pipeline.ledger import LEDGER, Entry, Status, read_ledger
from ofsted_kg.pipeline.plan import Wanted
from ofsted_kg.pipeline.record import Records
from ofsted_kg.read.reading import DEFAULT, Ocr, Reading
from ofsted_kg.store.folder import BuildFacts, check, current_build
from ofsted_kg.vocabulary import lexicon

_REMEDY = "Build it again with `ofsted-kg build`, which reads all letters anew"


@dataclass(frozen=True, slots=True)
class Before:
    """The build in force.

    Attributes:
        folder: where it is.
        facts: what it says of itself; None where it cannot be gone on from.
        rows: its records, where they can be read.
    """

    folder: Path
    facts: BuildFacts | None
    rows: Records | None

    @classmethod
    def find(cls, kg: Path, stack: ExitStack) -> Before | None:
        """Return the build in force; None where there is none."""
        try:
            folder = current_build(kg)
        except StoreError:
            return None
        facts = None
        with suppress(StoreError):
            facts = check(folder)
        try:
            rows = Records.read(folder)
        except sqlite3.Error:
            return cls(folder, None, None)
        stack.callback(rows.discard)
        try:
            rows.count()
        except sqlite3.Error:
            return cls(folder, None, None)
        return cls(folder, facts, rows)

    @property
    def records(self) -> Records:
        """Its records.

        Raises:
            StoreError: they cannot be read.
        """
        if self.rows is None:
            raise StoreError(
                "the graph is damaged: its manifest cannot be read", file=self.folder, remedy=_REMEDY
            )
        return self.rows

    def same(self, settings: Settings) -> bool:
        """Tell whether a conversion would make today what it made then."""
        return self.facts is not None and self.facts.fingerprint == settings.fingerprint

    @property
    def corrections(self) -> str:
        """Digest of the corrections that it was made with."""
        told = self.facts.settings.get("corrections") if self.facts is not None else None
        return str(told) if told else Corrections().digest

    def keep_corrections(self) -> None:
        """Stop a build that names no corrections where there are some.

        Raises:
            StoreError: there are; it says how many, and where.
        """
        path = self.folder / CORRECTIONS
        if not path.exists():
            return
        with path.open(encoding="utf-8", newline="") as file:
            count = sum(1 for _ in csv.reader(file)) - 1
        raise StoreError(
            f"this build would undo {counted(count, 'corrections')} that the graph was built with",
            remedy=f"Name their file with --corrections (the graph keeps them in {path}), or drop them with "
            "--replace",
        )

    def missing_registers(self, named: Sequence[Path]) -> tuple[Path, ...]:
        """Return its copies of the registers that it was made with and that are not among these."""
        given = {digest_of_file(path) for path in named}
        return tuple(path for path in _registers(self.folder) if digest_of_file(path) not in given)

    def documents(self) -> list[tuple[bytes, str, str]]:
        """Return file, graph and source of its documents; no file where its records cannot be read."""
        if self.rows is not None:
            return list(self.rows.documents())
        return [(b"", entry.graph, entry.source) for entry in self._told()]

    def unnamed(self, files: Sequence[Wanted]) -> dict[str, str]:
        """Return the sources, by graph, of the documents whose files are not among these."""
        if self.rows is not None:
            named = {one.real for one in files}
            return {graph: source for real, graph, source in self.documents() if real not in named}
        names = {one.file.path.name for one in files}
        return {entry.graph: entry.source for entry in self._told() if entry.file_name not in names}

    def _told(self) -> tuple[Entry, ...]:
        """Return what the ledger tells of its documents; nothing where that cannot be read."""
        try:
            return read_ledger(self.folder / LEDGER).with_status(Status.CONVERTED)
        except StoreError:
            return ()

    def letters(self) -> dict[str, tuple[str, str]]:
        """Return its letters: by graph, the digest of the graph and the source."""
        if self.rows is None:
            return {}
        return {graph: (frame.graph_sha256, source) for graph, source, frame in self.rows.letters()}


def registers_of(kg: Path) -> tuple[Path, ...]:
    """Return the files with further councils that the build in force was made with.

    Raises:
        StoreError: there is no build.
    """
    return _registers(current_build(kg))


def _registers(build: Path) -> tuple[Path, ...]:
    return tuple(sorted((build / REGISTERS).glob("*/*"), key=lambda path: int(path.parent.name)))


def going_on(kg: Path, stack: ExitStack) -> tuple[Before, Settings]:
    """Return the build in force and the settings it was made with, for a change to it.

    Raises:
        StoreError: there is none, it is damaged, or made by another version of the program.
    """
    facts = check(current_build(kg))
    before = Before.find(kg, stack)
    if before is None or before.facts is None:
        raise StoreError("the graph is damaged", file=kg, remedy=_REMEDY)
    registers = _registers(before.folder)
    kept = [path for path in (before.folder / CORRECTIONS,) if path.exists()]
    corrections = load(kept, lexicon.load(), register.load(registers))
    try:
        reading = Reading(Ocr(str(facts.settings.get("ocr", DEFAULT.ocr))))
    except ValueError as error:
        raise StoreError(f"the graph is damaged ({error})", file=kg, remedy=_REMEDY) from error
    settings = Settings(
        facts.base.iri, registers, fingerprint(facts.base, registers, reading), reading, corrections
    )
    if not before.same(settings):
        raise StoreError(
            f"the graph was made by another version of the program ({facts.version}), "
            "or with another vocabulary or other rules",
            file=kg,
            remedy=_REMEDY,
        )
    return before, settings
