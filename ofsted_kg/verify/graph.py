"""A built folder against its manifest, its ledger, its store, its counts and its letters.

In: the folder of a graph. Out: ``Verified``. Every byte of the build in force is read, and those of
the builds that are kept beside it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ofsted_kg.errors import StoreError
from ofsted_kg.pipeline.builds import builds
from ofsted_kg.pipeline.ledger import LEDGER, Entry, Status, ledger_text, read_entry, read_ledger
from ofsted_kg.pipeline.loading import REFERENCE
from ofsted_kg.store.folder import STORE, BuildFacts, build_facts, current_build, faults
from ofsted_kg.store.manifest import FILE, Letter, Manifest
from ofsted_kg.validate import Link, Validator, hold, links
from ofsted_kg.verify.documents import Documents
from ofsted_kg.verify.letters import Given, check_letters
from ofsted_kg.verify.report import Verified

_REMEDY = "Make the graph anew with `ofsted-kg build --fresh`, or go back with `ofsted-kg undo`"


def verify_graph(kg: Path, documents: Documents | None = None) -> Verified:
    """Verify the graph in a folder.

    Raises:
        StoreError: there is none, or it cannot be told which build is in force.
    """
    folder = current_build(kg)
    report = Verified(remedy=_REMEDY)
    facts = build_facts(folder)
    for path, what in faults(folder, facts, thorough=True):
        report.fault("file", f"{path}: {what}")
    report.looked["files"] += len(facts.files) + 1
    for build in builds(kg):
        if build.folder != folder:
            for path, what in faults(build.folder, build.facts, thorough=True):
                report.fault("kept", f"build {build.name}, which is kept for `undo`: {path}: {what}")
            report.looked["files"] += len(build.facts.files) + 1
    try:
        with Manifest(folder) as manifest:
            _Graph(folder, facts, manifest, report).check(documents)
    except StoreError as error:
        report.fault("manifest", str(error))
    return report


class _Graph:
    """One build that is looked at."""

    def __init__(self, folder: Path, facts: BuildFacts, manifest: Manifest, report: Verified) -> None:
        self._folder = folder
        self._facts = facts
        self._manifest = manifest
        self._report = report
        self._quads = 0
        self._links: Counter[Link] = Counter()

    def check(self, documents: Documents | None) -> None:
        """Look at everything."""
        self._check_manifest()
        self._check_ledger()
        try:
            reference = (self._folder / REFERENCE).read_bytes()
            quads = list(ox.parse(reference, format=ox.RdfFormat.N_QUADS))
        except (OSError, SyntaxError, ValueError) as error:
            self._report.fault("graph", f"{REFERENCE}: no N-Quads ({error})")
            return
        try:
            store: ox.Store | None = ox.Store.read_only(str(self._folder / STORE))
        except (OSError, RuntimeError) as error:
            self._report.fault("store", f"the store cannot be opened ({error})")
            store = None
        if store is not None:
            for name in {quad.graph_name for quad in quads}:
                self._check_stored(store, REFERENCE, name, {q for q in quads if q.graph_name == name})
        check_letters(self._letters(store), Validator(quads), documents, self._report)
        if store is not None:
            try:
                if len(store) != self._quads:
                    line = f"the store holds {len(store):,} statements instead of {self._quads:,}"
                    self._report.fault("store", line)
            except (OSError, RuntimeError) as error:
                self._report.fault("store", f"the store cannot be read ({error})")
        self._check_counts()
        counts = Counter((link.framework, link.grade) for link in self._links)
        for result in hold([reference.decode("utf-8")], counts):
            self._report.fault("shape", result.message)

    def _letters(self, store: ox.Store | None) -> Iterator[Given]:
        for letter in self._manifest.letters(kept_out=True):
            try:
                stored = self._manifest.read(letter)
                nquads, text = stored.nquads.decode("utf-8"), stored.text.decode("utf-8")
            except (StoreError, UnicodeDecodeError):
                self._report.looked["letters"] += 1
                self._report.fault(
                    "letter", f"{letter.source}: its graph or its text is not what was written"
                )
                continue
            if letter.accepted:
                self._links.update(links(nquads))
                if store is not None:
                    self._check_letter_in(store, letter, nquads)
            yield Given(letter.source, nquads, text, letter.accepted)

    def _check_letter_in(self, store: ox.Store, letter: Letter, nquads: str) -> None:
        try:
            quads = set(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
        except SyntaxError:
            return  # said where its rows are read
        names = {quad.graph_name for quad in quads}
        if names != {ox.NamedNode(letter.graph)}:
            self._report.fault("graph", f"{letter.source}: it is not in the one graph <{letter.graph}>")
        for name in names:
            self._check_stored(
                store, letter.source, name, {quad for quad in quads if quad.graph_name == name}
            )

    def _check_stored(self, store: ox.Store, source: str, name: object, quads: set[ox.Quad]) -> None:
        # Oxigraph writes some values in its own way ("1.50" as "1.5"): of both the same.
        quads = set(_stored(quads))
        self._quads += len(quads)
        try:
            held = set(store.quads_for_pattern(None, None, None, name))  # type: ignore[arg-type]
        except (OSError, RuntimeError) as error:
            self._report.fault("store", f"{source}: the store cannot be read ({error})")
            return
        if held != quads:
            missing, more = len(quads - held), len(held - quads)
            self._report.fault(
                "store",
                f"{source}: the store lacks {missing:,} of its statements and holds {more:,} that it has not",
            )

    def _check_manifest(self) -> None:
        try:
            for (said,) in self._manifest.connection.execute("PRAGMA integrity_check(10)"):
                if said != "ok":
                    self._report.fault("manifest", f"{FILE}: {said}")
        except sqlite3.Error as error:
            self._report.fault("manifest", f"{FILE}: {error}")

    def _entries(self) -> Iterator[tuple[str, Entry]]:
        for row in self._manifest.rows("SELECT entry FROM file ORDER BY file_name, place, id"):
            yield row[0], read_entry(json.loads(row[0]))

    def _check_ledger(self) -> None:
        try:
            ledger = read_ledger(self._folder / LEDGER)
            lines = [line for line, _ in self._entries()]
            text = "".join(ledger_text(ledger.dataset, lines))
            if text != (self._folder / LEDGER).read_text(encoding="utf-8"):
                self._report.fault("ledger", f"{LEDGER}: it is not what the manifest says")
        except (StoreError, OSError, ValueError, KeyError, TypeError) as error:
            self._report.fault("ledger", f"{LEDGER}: {error}")

    def _check_counts(self) -> None:
        """Count anew what the manifest keeps as counts."""
        kinds = ("status", "framework", "facts", "notices")
        counted: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
        try:
            for _, entry in self._entries():
                counted["status"][entry.status] += 1
                if entry.status is Status.CONVERTED:
                    counted["framework"][entry.framework] += 1
                    counted["facts"].update(dict(entry.facts))
                    counted["notices"].update(remark.rule for remark in (*entry.notices, *entry.results))
            for kind in kinds:
                if self._manifest.totals(kind) != {str(k): n for k, n in counted[kind].items() if n}:
                    self._report.fault("count", f"{FILE}: the counts by {kind} are not those of its files")
            query = "SELECT framework, grade, council, letters FROM tally WHERE letters > 0"
            tally = {Link(*row[:3]): row[3] for row in self._manifest.rows(query)}
        except (StoreError, ValueError, KeyError, TypeError) as error:
            self._report.fault("count", f"{FILE}: {error}")
            return
        if tally != dict(self._links):
            self._report.fault(
                "count", f"{FILE}: the counts for national totals are not those of its letters"
            )
        letters = counted["status"][Status.CONVERTED]
        if letters != self._facts.letters:
            self._report.fault(
                "count", f"build.json: it says {self._facts.letters:,} letters, there are {letters:,}"
            )


def _stored(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store
