"""A build in the making: a hidden folder that becomes a build when all of it is there.

In: records, packs that the workers wrote, the store's process. Out: the folder of a build,
whole, with every file's size and digest in ``build.json``; the pointer to it is moved last.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ofsted_kg import __version__
from ofsted_kg.checksums import digest_of_file
from ofsted_kg.corrections import Corrections, write
from ofsted_kg.errors import StoreError
from ofsted_kg.pipeline.builds import draft_folder, prune, put_in_force, sync_folder, worth_keeping
from ofsted_kg.pipeline.ledger import LEDGER, Remark, Status, ledger_text
from ofsted_kg.pipeline.loading import REFERENCE
from ofsted_kg.pipeline.record import Records
from ofsted_kg.store.folder import (
    BUILDS,
    FACTS,
    NAME_LENGTH,
    BuildFacts,
    Kept,
    build_facts,
    name_of,
    remember,
)
from ofsted_kg.store.manifest import FILE
from ofsted_kg.store.pack import ENDING, PACKS, PackReader, PackWriter
from ofsted_kg.vocabulary.namespaces import Base

REGISTERS = "registers"
# What people corrected, as the build had it: for what is added later.
CORRECTIONS = "corrections.csv"


@dataclass(frozen=True, slots=True)
class Made:
    """What a build says of how it was made."""

    base: Base
    fingerprint: str
    settings: Mapping[str, object]
    by: str


class Draft:
    """A build in the making; use it as a context, which removes it unless it was finished.

    Attributes:
        folder: where it is made.
        packs: where the workers write what they converted.
        records: its files.
    """

    def __init__(self, kg: Path, old: Path | None) -> None:
        """Begin.

        Args:
            kg: the folder of the graph.
            old: folder of the build whose records and packs it takes over.
        """
        self._kg = kg
        self._old = old
        self.folder = draft_folder(kg)
        self.packs = self.folder / PACKS
        self.packs.mkdir()
        self.records = Records.create(self.folder) if old is None else Records.copy(old, self.folder)
        if old is not None:
            for path in (*(old / PACKS).glob(f"*{ENDING}"), *(old / REGISTERS).glob("*/*"), old / REFERENCE):
                _link(path, self.folder / path.relative_to(old))

    def __enter__(self) -> Draft:
        return self

    def __exit__(self, *_: object) -> None:
        self.records.discard()
        shutil.rmtree(self.folder, ignore_errors=True)

    def write_reference(self, text: str, registers: Sequence[Path]) -> None:
        """Write the ontology and the councils, and copies of the user's registers."""
        (self.folder / REFERENCE).write_bytes(text.encode("utf-8"))
        for number, path in enumerate(registers):
            place = self.folder / REGISTERS / str(number) / path.name
            place.parent.mkdir(parents=True)
            shutil.copyfile(path, place)

    def write_corrections(self, corrections: Corrections) -> None:
        """Write what people corrected."""
        if corrections:
            (self.folder / CORRECTIONS).write_bytes(write(corrections.rows).encode("utf-8"))

    def finish(self, remarks: Iterable[Remark], made: Made) -> Path:
        """Put it in force; return its folder. The build that it takes the place of is kept, if it is whole.

        Args:
            remarks: what concerns no single file.
            made: how it was made.
        """
        replaced = worth_keeping(self._kg)
        self._repack()
        content = self._digest()
        before = _to_undo(replaced, content, made)
        letters = self.records.status(Status.CONVERTED)
        with (self.folder / LEDGER).open("w", encoding="utf-8", newline="") as ledger:
            ledger.writelines(ledger_text(remarks, self.records.lines()))
        self.records.close()
        for name in (FILE, LEDGER, REFERENCE):
            _sync(self.folder / name)
        now = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
        facts = BuildFacts(
            *(made.base, __version__, content, made.fingerprint, before.name if before else "", now),
            *(made.by, letters, made.settings, self._files()),
        )
        text = facts.to_json()
        (self.folder / FACTS).write_bytes(text.encode("utf-8"))
        _sync(self.folder / FACTS)
        final = self._kg / BUILDS / name_of(text)
        self.folder.rename(final)
        try:
            sync_folder(final.parent)
            remember(final, facts)
            put_in_force(self._kg, final)
        except BaseException:
            shutil.rmtree(final, ignore_errors=True)
            raise
        prune(self._kg, {build.name for build in (final, replaced, before) if build is not None})
        return final

    def _repack(self) -> None:
        """Gather what the workers wrote, and packs that are small or half empty, in one pack.

        A pack is taken in as long as it is no larger than what was gathered: so there are few
        packs however often something is added, and each letter is copied but a few times.
        """
        live = self.records.packs()
        kept = {name: size for name, size in live.items() if not name.startswith(".") and size > 0}
        gathered = [name for name in live if name.startswith(".")]
        size = sum(live[name] for name in gathered)
        for name in sorted(kept, key=lambda name: (kept[name], name)):
            half_empty = kept[name] * 2 < (self.packs / name).stat().st_size
            if half_empty or (gathered and kept[name] <= size):
                gathered.append(name)
                size += kept.pop(name)
        if size:
            number = max((int(path.stem) for path in self.packs.glob(f"[0-9]*{ENDING}")), default=0) + 1
            writer = PackWriter(self.packs / f"{number:06d}{ENDING}")
            kept[writer.path.name] = size
            with PackReader(self.packs) as reader:
                for row, frame in self.records.frames(gathered):
                    self.records.move(row, frame, writer.copy(frame, reader.raw(frame)))
            writer.close()
        for path in self.packs.iterdir():
            if path.name not in kept:
                path.unlink()

    def _digest(self) -> str:
        """Return a digest of the dataset and the texts: the same however the letters came together."""
        digest = hashlib.sha256(digest_of_file(self.folder / REFERENCE).encode())
        for _, source, frame in self.records.letters():
            digest.update(f"\n{frame.graph_sha256} {frame.text_sha256} {source}".encode())
        return digest.hexdigest()[:NAME_LENGTH]

    def _files(self) -> dict[str, Kept]:
        """Return size and digest of each file; of those that another build holds too, as that has them."""
        before = build_facts(self._old).files if self._old is not None else {}
        files = {}
        for path in sorted(self.folder.rglob("*")):
            if not path.is_file():
                continue
            name = path.relative_to(self.folder).as_posix()
            known = before.get(name)
            same = known is not None and self._old is not None and path.samefile(self._old / name)
            files[name] = known if known and same else Kept(path.stat().st_size, digest_of_file(path))
        return files


def _to_undo(replaced: Path | None, content: str, made: Made) -> Path | None:
    """Return the build that `undo` is to bring back after a new one.

    It is the one that is replaced; where the new one holds the same, the one before that: a file that is
    passed over changes the ledger, and must not use up the undo.
    """
    if replaced is None:
        return None
    try:
        facts = build_facts(replaced)
    except StoreError:
        return replaced
    as_it_was = facts.digest, facts.fingerprint, dict(facts.settings)
    if (content, made.fingerprint, dict(made.settings)) != as_it_was:
        return replaced
    earlier = replaced.parent / facts.before
    return earlier if facts.before and earlier.is_dir() else None


def _link(path: Path, place: Path) -> None:
    """Let a file that never changes stand in two folders; where links are unknown, copy it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, place)
    except OSError:
        shutil.copyfile(path, place)


def _sync(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
