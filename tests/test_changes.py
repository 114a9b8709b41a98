"""Adding, removing, going back: whatever the steps, the graph is that of its letters built at once."""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from small_pdf import pdf_file

from ofsted_kg.cli.summary import summary
from ofsted_kg.errors import StoreError
from ofsted_kg.pipeline import Limits, Options, add, build, builds, remove, undo
from ofsted_kg.pipeline.builds import draft_folder, writing
from ofsted_kg.pipeline.ledger import Status
from ofsted_kg.pipeline.record import Record, Records
from ofsted_kg.store import KnowledgeGraph, current_build
from ofsted_kg.store.dump import dump

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
OPTIONS = Options(registers=(SAMPLES / "register.csv",), jobs=1)
REPLACE = Options(registers=(SAMPLES / "register.csv",), jobs=1, replace=True)


def letters(folder: Path) -> list[Path]:
    """The sample letters and what makes steps differ: one twice, one name in two folders, no letter."""
    shutil.copytree(SAMPLES / "letters", folder / "a")
    (folder / "b").mkdir()
    shutil.copy(folder / "a" / "apa-2007-quayhaven.txt", folder / "b" / "copy of it.txt")
    (other,) = (folder / "a").glob("annual-assessment-2010-aldersea.*")
    other.rename(folder / "b" / f"apa-2007-quayhaven{other.suffix}")
    (folder / "b" / "recipe.txt").write_text("Take two eggs and beat them well.\n" * 30, encoding="utf-8")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def content(kg: Path) -> tuple[bytes, str, list[str]]:
    """What a graph says, its digest, and what queries see of its store."""
    graph = KnowledgeGraph.open(kg)
    stored = sorted(map(str, graph.store))
    said = sorted({f"{quad}" for quad in KnowledgeGraph.in_memory(kg).store})
    assert stored == said, "the store is not what the letters say"
    return dump(graph, "nquads"), graph.facts.digest, graph.graph_names()


@pytest.mark.parametrize("seed", range(3))
def test_steps_make_what_one_build_makes(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    files = letters(tmp_path / "letters")
    held = set(chance.sample(files, 5))
    build(sorted(held), tmp_path / "steps", OPTIONS)
    for _ in range(5):
        missing = [file for file in files if file not in held]
        if missing and (len(held) < 4 or chance.random() < 0.6):
            more = chance.sample(missing, min(3, len(missing)))
            add(more, tmp_path / "steps", OPTIONS)
            held.update(more)
        else:
            gone = chance.choice(sorted(held))
            remove([str(gone)], tmp_path / "steps")
            held.discard(gone)
    whole = build(sorted(held), tmp_path / "whole", OPTIONS)
    assert content(tmp_path / "steps") == content(tmp_path / "whole")
    assert (
        current_build(tmp_path / "steps").joinpath("ledger.json").read_bytes()
        == (whole.folder / "ledger.json").read_bytes()
    )


def test_of_many_documents_few_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many: list[int] = []

    def by_number(records: Records, numbers: Iterable[int]) -> list[Record]:
        found = asked(records, numbers)
        many.append(len(found))
        return found

    asked = Records.by_number
    monkeypatch.setattr(Records, "by_number", by_number)
    build(letters(tmp_path / "letters"), tmp_path / "kg", OPTIONS)
    # The one that is there twice, and each of the others by itself.
    assert max(many) == 2


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kg = tmp_path_factory.mktemp("built") / "kg"
    build([SAMPLES / "letters"], kg, OPTIONS)
    return kg


@pytest.fixture
def kg(built: Path, tmp_path: Path) -> Path:
    """A graph of the samples for one test alone."""
    return Path(shutil.copytree(built, tmp_path / "kg"))


def test_a_letter_that_changed_is_put_in_its_place(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "letters", tmp_path / "letters")
    build([tmp_path / "letters"], tmp_path / "kg", OPTIONS)
    changed = tmp_path / "letters" / "apa-2007-quayhaven.txt"
    changed.write_bytes(changed.read_bytes().replace(b"good", b"inadequate"))
    result = add([changed], tmp_path / "kg", OPTIONS)
    assert (result.added, result.updated, result.gone) == ((), ("apa-2007-quayhaven",), ())
    again = add([changed], tmp_path / "kg", OPTIONS)
    assert (again.folder, again.updated) == (result.folder, ())


def test_undo_brings_back_the_very_build(kg: Path) -> None:
    before, folder = content(kg), current_build(kg)
    result = remove(["apa-2007-quayhaven"], kg)
    assert result.gone == ("apa-2007-quayhaven",)
    assert content(kg) != before
    assert [build.current for build in builds(kg)] == [True, False]
    assert undo(kg).folder == folder
    assert content(kg) == before
    assert [(build.facts.by, build.current) for build in builds(kg)] == [("remove", False), ("build", True)]
    assert undo(kg, result.folder.name).folder == result.folder, "and forth"


def test_a_file_that_is_passed_over_uses_up_no_undo(kg: Path, tmp_path: Path) -> None:
    before, folder = content(kg), current_build(kg)
    (tmp_path / "shopping.txt").write_text("Eggs and flour.", encoding="utf-8")
    add([tmp_path / "shopping.txt"], kg, OPTIONS)
    with pytest.raises(StoreError, match="there is no build before"):
        undo(kg)
    remove(["apa-2007-quayhaven"], kg)
    (tmp_path / "more.txt").write_text("Eggs and milk.", encoding="utf-8")
    result = add([tmp_path / "more.txt"], kg, OPTIONS)
    assert "Nothing changed in the graph" in summary(result, kg)
    assert "more.txt" in {entry.file_name for entry in result.ledger.entries}
    assert undo(kg).folder != folder
    assert content(kg) == before


def test_a_first_build_that_runs_is_told_from_one_that_was_stopped(tmp_path: Path) -> None:
    with writing(tmp_path, make=True):
        draft_folder(tmp_path)
        with pytest.raises(StoreError, match=r"still running\. Wait"):
            KnowledgeGraph.open(tmp_path)
    with pytest.raises(StoreError, match=r"was not finished\. Make it again"):
        KnowledgeGraph.open(tmp_path)


def test_what_was_removed_and_is_still_there_is_told(kg: Path, tmp_path: Path) -> None:
    """Another file holds the same letter: it takes its place, and the remedy takes it out, too."""
    copy = tmp_path / "z copy.txt"
    text = (SAMPLES / "letters" / "apa-2007-quayhaven.txt").read_text(encoding="utf-8")
    copy.write_text(text.replace("good", "Good"), encoding="utf-8")
    add([copy], kg, OPTIONS)
    result = remove(["apa-2007-quayhaven"], kg)
    assert (result.gone, result.instead) == ((), ("z copy",))
    assert "Still in the graph: another file holds the same letter; remove it too (1)\n  z copy" in summary(
        result, kg
    )
    again = remove(["z copy"], kg)
    assert (again.gone, again.instead) == (("z copy",), ())


@pytest.mark.skipif(sys.platform == "darwin", reason="there all names are UTF-8")
def test_names_that_are_no_text_hurt_nothing(tmp_path: Path) -> None:
    misnamed = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9p\xf4t"))
    misnamed.mkdir()
    letters = SAMPLES / "letters"
    shutil.copy(
        letters / "apa-2007-quayhaven.txt", Path(os.fsdecode(os.fsencode(misnamed) + b"/caf\xe9.txt"))
    )
    (Path(os.fsdecode(os.fsencode(misnamed) + b"/\xe9\xe9"))).symlink_to("nowhere")
    first = build([tmp_path], tmp_path / "kg", OPTIONS)
    assert len(content(tmp_path / "kg")) > 0
    assert build([tmp_path], tmp_path / "kg", OPTIONS).folder == first.folder, "nothing has changed"
    shutil.copy(letters / "annual-rating-2009-quayhaven.txt", misnamed)
    assert add([misnamed], tmp_path / "kg", OPTIONS).added == ("annual-rating-2009-quayhaven",)


def test_a_build_no_longer_kept_is_answered_with_one_that_is(kg: Path) -> None:
    remove(["apa-2007-quayhaven"], kg)
    undone = remove(["apa-2008-eastmere"], kg)
    undo(kg)
    with pytest.raises(StoreError, match=f"is not kept. `ofsted-kg undo {undone.folder.name}` brings"):
        undo(kg)
    assert undo(kg, undone.folder.name).folder == undone.folder


def test_the_first_build_has_none_before(kg: Path) -> None:
    with pytest.raises(StoreError, match="there is no build before"):
        undo(kg)
    with pytest.raises(StoreError, match="the build nonsense is not kept"):
        undo(kg, "nonsense")


def test_undo_finds_a_build_where_the_pointer_is_damaged(kg: Path) -> None:
    folder = current_build(kg)
    (kg / "CURRENT").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreError, match="CURRENT: the file is damaged"):
        KnowledgeGraph.open(kg)
    assert undo(kg).folder == folder


@pytest.mark.parametrize("name", ["../..", "..", "/etc", "a/b", ".hidden", "", "nowhere"])
def test_a_pointer_that_leads_elsewhere_is_not_followed(name: str, kg: Path) -> None:
    (kg / "CURRENT").write_text(name, encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        KnowledgeGraph.open(kg)


def test_a_build_that_would_drop_letters_stops_and_names_them(kg: Path) -> None:
    before = content(kg)
    one = SAMPLES / "letters" / "apa-2007-quayhaven.txt"
    with pytest.raises(StoreError, match=r"would drop 9 documents .*apa-2008-eastmere.*--replace"):
        build([one], kg, OPTIONS)
    assert content(kg) == before
    assert build([one], kg, REPLACE).gone == tuple(
        sorted(path.stem for path in (SAMPLES / "letters").iterdir() if path != one)
    )


def test_a_file_that_moved_is_not_dropped(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES / "letters", tmp_path / "old")
    build([tmp_path / "old"], tmp_path / "kg", OPTIONS)
    (tmp_path / "old").rename(tmp_path / "new")
    result = build([tmp_path / "new"], tmp_path / "kg", OPTIONS)
    assert (result.reused, result.gone) == (10, ())


def test_a_letter_that_is_not_there_cannot_be_removed(kg: Path) -> None:
    with pytest.raises(StoreError, match=r"no letter 'apa-2007-quayhave'.*Did you mean apa-2007-quayhaven"):
        remove(["apa-2007-quayhave"], kg)


def test_add_wants_a_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Make a graph with `ofsted-kg build"):
        add([SAMPLES / "letters"], tmp_path / "kg", OPTIONS)


def test_nothing_changed_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SAMPLES / "letters", tmp_path / "letters")
    for path in (tmp_path / "letters").iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    time.sleep(2.1)  # what changed less than a tick of the coarsest clock ago is read again
    first = build([tmp_path / "letters"], tmp_path / "kg", OPTIONS)

    read = Path.read_bytes

    def checked(path: Path) -> bytes:
        assert path.parent != tmp_path / "letters", "a letter was read"
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", checked)
    second = build([tmp_path / "letters"], tmp_path / "kg", OPTIONS)
    assert (second.folder, second.reused) == (first.folder, 10)


def _touched(path: Path, text: bytes) -> None:
    seen = path.stat()
    path.write_bytes(text)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def _replaced(path: Path, text: bytes) -> None:
    other = path.with_suffix(".new")
    shutil.copy2(path, other)
    _touched(other, text)
    other.replace(path)


@pytest.mark.parametrize("how", [_touched, _replaced])
def test_a_change_that_hides_is_seen(how: Callable[[Path, bytes], None], tmp_path: Path) -> None:
    """Same size, same time of change: within a tick of the clock, or by another inode."""
    (tmp_path / "letters").mkdir()
    path = tmp_path / "letters" / "letter.txt"
    shutil.copy(SAMPLES / "letters" / "apa-2007-quayhaven.txt", path)
    first = build([path], tmp_path / "kg", OPTIONS)
    how(path, path.read_bytes().replace(b"good", b"poor"))
    second = build([path], tmp_path / "kg", OPTIONS)
    assert (second.updated, second.folder == first.folder) == (("letter",), False)


def with_a_long_one(folder: Path, much: str) -> Path:
    """The sample letters, and one that goes on for long."""
    shutil.copytree(SAMPLES / "letters", folder)
    body, end = (folder / "annual-rating-2009-quayhaven.txt").read_text("utf-8").split("Yours sincerely", 1)
    (folder / "long.txt").write_text(f"{body}{much}Yours sincerely{end}", encoding="utf-8")
    return folder


PARAGRAPH = (
    "Officers visit each ward in turn and write down what they find in one shared register. " * 8 + "\n\n"
)


@pytest.mark.parametrize(
    ("much", "limits", "remedy"),
    [
        pytest.param(PARAGRAPH * 7000, Limits(seconds=2.0), "--time-limit", id="time"),
        pytest.param("\u2014 \n" * 20_000_000, Limits(megabytes=100), "--memory-limit", id="memory"),
    ],
)
def test_a_file_beyond_a_limit_is_named_and_hurts_no_other(
    much: str, limits: Limits, remedy: str, tmp_path: Path
) -> None:
    options = Options(registers=OPTIONS.registers, jobs=1, limits=limits)
    result = build([with_a_long_one(tmp_path / "letters", much)], tmp_path / "kg", options)
    (entry,) = [entry for entry in result.ledger.entries if entry.source == "long"]
    assert (entry.status, remedy in entry.reason) == (Status.UNREADABLE, True), entry.reason
    assert len(result.ledger.with_status(Status.CONVERTED)) == 10


def bomb() -> bytes:
    """A PDF of a few hundred bytes whose page unpacks, twice packed, to 300 MB."""
    packing = zlib.compressobj(9)
    content = b"".join([packing.compress(b" " * 1_000_000) for _ in range(300)]) + packing.flush()
    content = zlib.compress(content, 9)
    packed = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    tree = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    return pdf_file([b"<< /Type /Catalog /Pages 2 0 R >>", tree, packed % (len(content), content), page])


def test_a_pdf_that_unpacks_without_end_is_named_and_hurts_no_other(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    shutil.copy(SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt", tmp_path / "letters")
    (tmp_path / "letters" / "bomb.pdf").write_bytes(bomb())
    assert (tmp_path / "letters" / "bomb.pdf").stat().st_size < 10_000
    options = Options(registers=OPTIONS.registers, jobs=1, limits=Limits(megabytes=100))
    result = build([tmp_path / "letters"], tmp_path / "kg", options)
    reasons = {entry.source: entry.reason for entry in result.ledger.with_status(Status.UNREADABLE)}
    assert list(reasons) == ["bomb"]
    assert "--memory-limit" in reasons["bomb"]
    assert len(result.ledger.with_status(Status.CONVERTED)) == 1
