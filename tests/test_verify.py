"""Verifying: a single byte that changed is found, in a graph and in a release; so is a document that did."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.pipeline import Options, build, remove
from ofsted_kg.publish import Options as Publishing
from ofsted_kg.publish import publish
from ofsted_kg.store import KnowledgeGraph, current_build
from ofsted_kg.verify import Documents, verify_graph, verify_release
from ofsted_kg.verify.quotes import Span, faults

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LETTERS = sorted((SAMPLES / "letters").glob("apa-*.txt"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph in which something was removed, and a release of it."""
    place = tmp_path_factory.mktemp("verify")
    build(LETTERS, place / "kg", Options(registers=(SAMPLES / "register.csv",), jobs=1))
    remove([LETTERS[0].stem], place / "kg")
    publish(KnowledgeGraph.open(place / "kg"), place / "release")
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(made, tmp_path / "copy"))


def test_what_is_sound_is_found_so(made: Path) -> None:
    documents = Documents([SAMPLES])
    for found in (verify_graph(made / "kg", documents), verify_release(made / "release", documents)):
        assert found.sound, list(found.lines())
        assert found.looked["letters"] == found.looked["documents"] == len(LETTERS) - 1
        assert found.looked["quotes"] > 20


TEXT = "Childminding is good.\nAfter a year in which much was done, all over the town, adoption is, too."


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span("", 0, 12, "Childminding", "", " is"), []),
        (Span("", 0, 12, "Fostering"), ["characters 0 to 12: the quote has 9 characters"]),
        (
            Span("", 0, 12, "childminding"),
            ["characters 0 to 12: the text says «Childminding», the graph «childminding»"],
        ),
        (
            Span("", 16, 20, "good", "was ", "."),
            ["characters 16 to 20: other words stand around the quote «good»"],
        ),
        (
            Span("", 0, len(TEXT), TEXT, "They found: "),
            [
                f"characters 0 to {len(TEXT)}: other words stand around the quote"
                " «Childminding is good. After a year in which much was done...»"
            ],
        ),
    ],
    ids=["right", "length", "other words", "what stands before", "a long quote on two lines"],
)
def test_a_quote_that_does_not_stand_there_is_told(span: Span, said: list[str]) -> None:
    assert list(faults([span], TEXT)) == said


def change_a_byte(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def test_a_single_byte_is_found_in_every_file_of_a_graph(place: Path) -> None:
    chance = random.Random(7)  # noqa: S311
    folder = current_build(place / "kg")
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    assert len(files) > 10
    for path in files:
        whole = path.read_bytes()
        change_a_byte(path, chance)
        with contextlib.suppress(StoreError):  # build.json may be no JSON any more: that is said, too
            assert not verify_graph(place / "kg").sound, path
        path.write_bytes(whole)
    assert verify_graph(place / "kg").sound


def test_a_damaged_letter_is_named_and_the_others_are_not(place: Path) -> None:
    graph = KnowledgeGraph.open(place / "kg")
    first, *others = graph.manifest.letters()
    pack = graph.folder / "letters" / first.frame.pack
    data = bytearray(pack.read_bytes())
    data[first.frame.offset + first.frame.length // 2] ^= 4
    pack.write_bytes(data)
    said = "\n".join(verify_graph(place / "kg").lines())
    assert f"{first.source}: its graph or its text is not what was written" in said
    assert not any(letter.source in said for letter in others)


@pytest.mark.parametrize("name", ["data/**/ofsted-kg.nq.gz", "void.ttl", "index.html", "SHA256SUMS"])
def test_a_single_byte_is_found_in_a_release(name: str, place: Path) -> None:
    path = next((place / "release").glob(name))
    change_a_byte(path, random.Random(3))  # noqa: S311
    assert not verify_release(place / "release").sound


def test_what_is_missing_and_what_is_more_is_found(place: Path) -> None:
    (place / "release" / "more.txt").write_text("more", encoding="utf-8")
    (place / "release" / "void.ttl").unlink()
    said = "\n".join(verify_release(place / "release").lines())
    assert "more.txt: this file does not belong to the release" in said
    assert "void.ttl: this file cannot be read" in said


def test_a_document_that_changed_is_found(made: Path, tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "letters", tmp_path / "letters")
    path = tmp_path / "letters" / LETTERS[1].name
    path.write_bytes(path.read_bytes().replace(b"good", b"poor", 1))
    for found in (
        verify_graph(made / "kg", Documents([tmp_path / "letters"])),
        verify_release(made / "release", Documents([tmp_path / "letters"])),
    ):
        (line, _, _) = found.lines()
        assert line.startswith(f"{LETTERS[1].stem}: none of the documents has its SHA-256")


def test_letters_are_counted_once_however_many_versions_hold_them(tmp_path: Path) -> None:
    kg, out = tmp_path / "kg", tmp_path / "release"
    build(LETTERS[:1], kg, Options(jobs=1, registers=(SAMPLES / "register.csv",)))
    publish(KnowledgeGraph.open(kg), out, Publishing(date="2026-01-01"))
    (before,) = verify_release(out).lines()
    build(LETTERS[:2], kg, Options(jobs=1, registers=(SAMPLES / "register.csv",)))
    publish(KnowledgeGraph.open(kg), out, Publishing(date="2026-02-01"))
    found = verify_release(out)
    assert found.sound
    assert " 1 letter, " in before
    assert " 2 letters, " in "".join(found.lines())
    assert ", 1 older version: all" in "".join(found.lines())


def test_a_folder_that_is_no_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(OfstedKGError, match="this is no release"):
        verify_release(tmp_path)
