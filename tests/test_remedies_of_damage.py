"""What is told to do with a graph that is damaged: each file is damaged, and each way out followed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_kg.errors import StoreError
from ofsted_kg.pipeline import Options, add, build, builds, undo
from ofsted_kg.store import KnowledgeGraph, current_build
from ofsted_kg.store.folder import CURRENT
from ofsted_kg.verify import Documents, verify_graph
from ofsted_kg.vocabulary.namespaces import DEF

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
OPTIONS = Options(registers=(SAMPLES / "register.csv",), jobs=1)
FRESH = Options(registers=OPTIONS.registers, jobs=1, fresh=True)
FIRST, SECOND = "apa-2007-quayhaven.txt", "annual-rating-2009-quayhaven.txt"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of two builds: the first of one letter, the second of two."""
    folder = tmp_path_factory.mktemp("damage")
    (folder / "letters").mkdir()
    for name in (FIRST, SECOND):
        shutil.copy(SAMPLES / "letters" / name, folder / "letters")
        build([folder / "letters"], folder / "kg", OPTIONS)
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "here")
    return tmp_path / "here"


def _gone(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(byte ^ 0x55 for byte in data[middle : middle + 40])
    path.write_bytes(data)


def _of_another_form(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace('"format": ', '"format": 9'), encoding="utf-8")


FILES = ("build.json", "manifest.db", "ledger.json", "reference.nq", "letters/*.pack", "store/CURRENT")
HOW: dict[str, Callable[[Path], None]] = {"gone": _gone, "cut": _cut}


def _damage(kg: Path, name: str, how: Callable[[Path], None]) -> None:
    how(kg / name if name == CURRENT else next(iter(sorted(current_build(kg).glob(name)))))


def _letters(kg: Path) -> int:
    (row,) = KnowledgeGraph.open(kg).select(f"SELECT (COUNT(*) AS ?n) {{ ?s a <{DEF}Letter> }}")
    return int(row["n"].value)


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("name", [CURRENT, *FILES])
def test_what_is_seen_to_be_damaged(name: str, how: str, place: Path) -> None:
    kg = place / "kg"
    other = shutil.copytree(kg, place / "other")
    for graph in (kg, other):
        _damage(graph, name, HOW[how])
        with pytest.raises(
            StoreError, match=r"(?:damaged|not finished).* `ofsted-kg build`.* `ofsted-kg undo`"
        ):
            KnowledgeGraph.open(graph)
    build([place / "letters"], kg, OPTIONS)
    assert _letters(kg) == 2
    assert verify_graph(kg).sound, list(verify_graph(kg).lines())
    # A build of the same letters uses up no undo: the one before that stays.
    assert [kept.facts.letters for kept in builds(kg)] == ([2, 2, 1] if name == CURRENT else [2, 1])
    undo(other)
    assert _letters(other) == (2 if name == CURRENT else 1)


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("build.json", "store/CURRENT")])
def test_what_verify_finds(name: str, place: Path) -> None:
    kg = place / "kg"
    _damage(kg, name, _garbled)
    said = list(verify_graph(kg).lines())
    assert "Make the graph anew with `ofsted-kg build --fresh`, or go back with `ofsted-kg undo`" in said
    build([place / "letters"], kg, FRESH)
    assert _letters(kg) == 2
    *_, remedy, _ = verify_graph(kg).lines()
    assert remedy.startswith("The next build puts away what is damaged")
    (place / "letters" / SECOND).unlink()
    build([place / "letters"], kg, Options(registers=OPTIONS.registers, jobs=1, replace=True))
    assert verify_graph(kg).sound


def test_what_verify_says_of_documents(place: Path) -> None:
    kg, letter = place / "kg", place / "letters" / FIRST
    letter.write_text(letter.read_text(encoding="utf-8").replace("good", "poor"), encoding="utf-8")
    documents = [place / "letters"]
    said = "\n".join(verify_graph(kg, Documents(documents)).lines())
    assert "Name the documents that it was made of with --letters" in said
    shutil.copy(SAMPLES / "letters" / FIRST, letter)
    assert verify_graph(kg, Documents(documents)).sound


def test_two_that_are_damaged(place: Path) -> None:
    kg = place / "kg"
    newest, before = (kept.folder for kept in builds(kg))
    (before / "reference.nq").unlink()
    with pytest.raises(StoreError, match=r"cannot be brought back.*`ofsted-kg build` makes the graph anew"):
        undo(kg)
    (newest / "manifest.db").unlink()
    build([place / "letters"], kg, OPTIONS)
    assert _letters(kg) == 2
    assert len(builds(kg)) == 1


def test_a_graph_of_another_version(place: Path) -> None:
    kg = place / "kg"
    old = current_build(kg)
    _damage(kg, "build.json", _of_another_form)
    with pytest.raises(StoreError, match=r"kept it in another form\. Make it again with `ofsted-kg build`"):
        add([place / "letters"], kg, OPTIONS)
    build([place / "letters"], kg, OPTIONS)
    assert _letters(kg) == 2
    assert verify_graph(kg).sound
    assert old.is_dir(), "the version that made it can still read it"
