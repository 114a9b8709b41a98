"""A byte of the store that changes after it was written: every command says so, and ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ofsted_kg.cli.options import EXIT_COULD_NOT_RUN
from ofsted_kg.errors import StoreError
from ofsted_kg.pipeline import Options, add, build
from ofsted_kg.store import KnowledgeGraph, current_build
from ofsted_kg.store import folder as build_folder
from ofsted_kg.store.folder import CHECKED, STORE

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
OPTIONS = Options(registers=(SAMPLES / "register.csv",), jobs=1)
LETTER = "annual-rating-2009-quayhaven.txt"
# Longer than any of these takes on a machine that does much else; one that does not end takes for ever.
PATIENCE = 120
COMMANDS = (
    ("query", "overview"),
    ("sparql", "SELECT (COUNT(*) AS ?n) { ?s a ?o ; ?p ?x }"),
    ("export", "--sqlite", "out.db"),
    ("validate",),
    ("show", "annual-rating-2009-quayhaven"),
    ("dump",),
    ("publish", "--out", "release"),
    ("push", "--endpoint", "http://127.0.0.1:9/store"),
    ("diff", "kg", "kg"),
    ("add", "more.txt"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rot")
    shutil.copy(SAMPLES / "letters" / LETTER, folder / "more.txt")
    build([folder / "more.txt"], folder / "kg", OPTIONS)
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "here")
    return tmp_path / "here"


def tables(kg: Path) -> list[Path]:
    """The store's files that hold quads and texts: RocksDB's tables, without those of a few bytes."""
    return [
        path for path in sorted((current_build(kg) / STORE).glob("*.sst")) if path.stat().st_size > 50_000
    ]


def flip(path: Path, *, silently: bool = False) -> None:
    """Change a byte in the midst of a file; silently, as a disk does, without a new time of its change."""
    state = path.stat()
    with path.open("r+b") as file:
        file.seek(state.st_size // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 0x55]))
    if silently:
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def run(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on the graph of a folder."""
    more = () if words[0] in ("diff", "fetch") else ("--kg", "kg")
    return subprocess.run(
        [sys.executable, "-m", "ofsted_kg", *words, *more],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_every_table_is_looked_at(place: Path) -> None:
    for table in tables(place / "kg"):
        before = table.read_bytes()
        flip(table)
        with pytest.raises(
            StoreError, match=rf"{table.name}: the graph is damaged: this file is not what was written"
        ):
            KnowledgeGraph.open(place / "kg")
        table.write_bytes(before)
    assert len(KnowledgeGraph.open(place / "kg")) > 0


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_every_command_names_it(words: tuple[str, ...], place: Path) -> None:
    table = tables(place / "kg")[-1]
    flip(table)
    done = run(place, *words)
    assert done.returncode == EXIT_COULD_NOT_RUN, done.stderr
    assert not done.stdout
    assert table.name in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_build_mends_it(place: Path) -> None:
    flip(tables(place / "kg")[-1])
    with pytest.raises(StoreError, match="damaged"):
        add([place / "more.txt"], place / "kg", OPTIONS)
    build([place / "more.txt"], place / "kg", OPTIONS)
    assert len(KnowledgeGraph.open(place / "kg")) > 0


def test_what_the_disk_changes_by_itself_ends_too(place: Path) -> None:
    KnowledgeGraph.open(place / "kg")
    said = {}
    for table in tables(place / "kg"):
        before = table.read_bytes()
        flip(table, silently=True)
        done = run(place, "sparql", "SELECT (COUNT(*) AS ?n) { ?s a ?o ; ?p ?x }")
        said[table.name] = done.returncode, done.stderr
        table.write_bytes(before)
    # Of these tables this question reads some; in one of them it would not have ended.
    found = [error for code, error in said.values() if code == EXIT_COULD_NOT_RUN]
    assert found, said
    assert all("damaged" in error for error in found), said
    assert {code for code, _ in said.values()} <= {0, EXIT_COULD_NOT_RUN}, said


def test_no_file_is_read_twice(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kg = place / "kg"  # a copy: nobody has read these files yet
    KnowledgeGraph.open(kg)
    assert (kg / CHECKED).is_file()

    def read(path: Path) -> str:
        raise AssertionError(path)

    monkeypatch.setattr("ofsted_kg.store.stat_cache.digest_of_file", read)
    KnowledgeGraph.open(kg)


def test_a_build_has_read_its_own(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofsted_kg.store.stat_cache.digest_of_file", lambda path: pytest.fail(str(path)))
    KnowledgeGraph.open(made / "kg")


@pytest.mark.parametrize("notes", ["", "{", "[]", '{"1 2 3": "4"}'])
def test_notes_that_say_nothing_are_made_anew(notes: str, place: Path) -> None:
    (place / "kg" / CHECKED).write_text(notes, encoding="utf-8")
    KnowledgeGraph.open(place / "kg")
    assert (place / "kg" / CHECKED).read_text(encoding="utf-8") != notes


def test_a_file_that_went_meanwhile_is_no_damage(place: Path) -> None:
    folder = current_build(place / "kg")
    facts = build_folder.build_facts(folder)
    table = tables(place / "kg")[0]
    table.unlink()
    assert not list(build_folder.changed_unseen(folder, facts))
