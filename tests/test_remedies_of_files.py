"""What is told to do with files that are given beside the letters, with folders, and with limits: done."""

from __future__ import annotations

import datetime as dt
import gzip
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from graphs import write_folder
from mending import mended

from ofsted_kg import register
from ofsted_kg.corrections import load
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline import Limits, Options, add, build, remove, undo
from ofsted_kg.pipeline.ledger import Status
from ofsted_kg.publish.diff import differences
from ofsted_kg.publish.release import Options as ReleaseOptions
from ofsted_kg.publish.release import publish
from ofsted_kg.record import read_table
from ofsted_kg.review.server import ReviewServer
from ofsted_kg.review.session import ReviewSession
from ofsted_kg.sources.fetch import Came, fetch
from ofsted_kg.sources.lists import read_list
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.dump import dump
from ofsted_kg.vocabulary import lexicon

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
REGISTER = SAMPLES / "register.csv"
OPTIONS = Options(registers=(REGISTER,), jobs=1)
LETTER = SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt"
OTHER = SAMPLES / "letters" / "apa-2007-quayhaven.txt"

COUNCILS = "gss_code,name,official_name,type,region,start_date,end_date,latitude\n"
ROW = "E06999903,Quayhaven,Quayhaven City Council,Unitary authority,South West,1998-04-01,,50.5\n"
# The rows of a register as they are, what is said, and as they are when that is done.
REGISTERS = {
    "a code twice": (ROW + ROW.replace("Quayhaven", "Melby"), "Keep one of the two rows", ROW),
    "a name twice": (
        ROW + ROW.replace("E06999903", "E06999904"),
        "Give one of them another name",
        ROW + ROW.replace("E06999903", "E06999904").replace("Quayhaven", "Melby"),
    ),
    "a name twice, one ended": (
        ROW + ROW.replace("E06999903", "E06999904"),
        "or the day on which it ended",
        ROW + ROW.replace("E06999903", "E06999904").replace("1998-04-01,", "1998-04-01,2009-03-31"),
    ),
    "cells": (ROW.replace(",,50.5", ""), "Give each column a cell, empty where nothing is known", ROW),
    "no code": (ROW.replace("E06999903", ""), "Fill the cell", ROW),
    "a day": (ROW.replace("1998-04-01", "1 April 1998"), "Write it as 2009-04-01", ROW),
    "an end before the start": (
        ROW.replace("1998-04-01,", "1998-04-01,1997-01-01"), "Mend one of the two", ROW,
    ),
    "a place": (ROW.replace("50.5", "50.5 N"), "Write it as 53.95000", ROW),
    "a quotation mark": (ROW.replace("Quayhaven,", '"Quayhaven,', 1) + "x" * 200_000, "quotation mark", ROW),
    "a council of ours": (
        ROW.replace("Quayhaven", "Bury"), "Give it another name", ROW.replace("Quayhaven", "Melby"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REGISTERS)
def test_registers(name: str, tmp_path: Path) -> None:
    wrong, says, right = REGISTERS[name]
    path = tmp_path / "register.csv"
    found = mended(
        path,
        (COUNCILS + wrong).encode(),
        says,
        (COUNCILS + right).encode(),
        lambda path: register.load((path,)),
    )
    assert found.by_code("E06999903") is not None


TURTLE = (
    "@prefix ok: <https://w3id.org/ofsted-kg/def/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<https://a.example/m> a ok:Council ; skos:prefLabel "Melby"@en ; ok:gssCode "E06999909" ;\n'
    '  ok:officialName "Melby Council" ; ok:startDate "2001-04-01" .\n'
)
TURTLES = {
    "no Turtle": (TURTLE.replace(" .\n<", "\n<"), "Mend that line"),
    "no code": (TURTLE.replace("ok:gssCode", "ok:code"), "Give it one ok:gssCode"),
    "a day": (TURTLE.replace("2001-04-01", "April 2001"), "Write it as 2009-04-01"),
}


@pytest.mark.parametrize("name", TURTLES)
def test_registers_in_turtle(name: str, tmp_path: Path) -> None:
    wrong, says = TURTLES[name]
    path = tmp_path / "register.ttl"
    found = mended(path, wrong.encode(), says, TURTLE.encode(), lambda path: register.load((path,)))
    assert found.by_code("E06999909") is not None


def _corrections(path: Path) -> object:
    return load((path,), lexicon.load(), register.load())


def _grades(path: Path) -> object:
    return read_table(path, lexicon.load(), register.load())


RECORD = "".join(
    (ROOT / "record" / "inspections.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:6]
)
# Files that are no files, or in no UTF-8: who reads them, what is said, and a file that is right.
READERS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "register": (
        lambda path: register.load((path,)), "Check the file's name and permissions", COUNCILS + ROW,
    ),
    "corrections": (
        _corrections, "Check the file's name and permissions", "document,fact,action,who,why,source\n",
    ),
    "grades": (_grades, "Check its name and permissions", RECORD),
    "list of sources": (read_list, "Check its name and permissions", "file,url\na.txt,https://a.example/\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_a_folder_in_the_place_of_a_file(name: str, tmp_path: Path) -> None:
    read, says, right = READERS[name]
    path = tmp_path / "a.csv"
    path.mkdir()
    with pytest.raises(OfstedKGError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)
    path.rmdir()
    mended(path, "é".encode("cp1252"), "UTF-8", right.encode(), read)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kg = tmp_path_factory.mktemp("files") / "kg"
    build([LETTER], kg, OPTIONS)
    return kg


@pytest.fixture
def kg(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "kg"))


def test_two_commands_at_once(kg: Path) -> None:
    with (
        FileLock(kg / ".lock"),
        pytest.raises(OfstedKGError, match="Wait until it has ended, then try again"),
    ):
        add([OTHER], kg, OPTIONS)
    assert add([OTHER], kg, OPTIONS).added == (OTHER.stem,)


def test_the_first_build_has_none_before(kg: Path) -> None:
    with pytest.raises(OfstedKGError, match=r"there is no build before the one in force\. It is the first"):
        undo(kg)
    remove([LETTER.stem], kg)
    assert undo(kg).facts.letters == 1


def test_the_day_of_a_release(kg: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, out = KnowledgeGraph.open(kg), tmp_path / "release"
    with pytest.raises(OfstedKGError, match="Write it as 2026-01-31, or leave it out"):
        publish(graph, out, ReleaseOptions(date="soon"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(OfstedKGError, match="Unset it, or say --date"):
        publish(graph, out)
    publish(graph, out, ReleaseOptions(date="2026-01-31"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    publish(graph, tmp_path / "another")
    assert [path.name[:10] for path in (tmp_path / "another" / "data").iterdir()] == ["2023-11-14"]


def test_a_dump_that_is_cut_off(kg: Path, tmp_path: Path) -> None:
    whole = gzip.compress(dump(KnowledgeGraph.open(kg), "nquads"))
    path = tmp_path / "dump.nq.gz"
    path.write_bytes(whole[:-9])
    with pytest.raises(OfstedKGError, match="Make it again with `ofsted-kg dump --format nquads`"):
        list(differences(path, kg))
    path.write_bytes(whole)
    assert not list(differences(path, kg))


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    listed = tmp_path / "sources.csv"
    listed.write_text("file,url\nx/a.txt,http://127.0.0.1:9/\n", encoding="utf-8")
    to = tmp_path / "to"
    to.write_text("", encoding="utf-8")
    with pytest.raises(OfstedKGError, match="what has come is kept"):
        fetch(listed, to)
    to.unlink()
    (row,) = fetch(listed, to)
    assert row.came is Came.FAILED


# -- reviewing


@pytest.fixture
def session(made: Path, tmp_path: Path) -> ReviewSession:
    letter = KnowledgeGraph.open(made).letter(LETTER.stem)
    return ReviewSession(*letter, tmp_path / "right.csv", lexicon.load(), register.load((REGISTER,)))


def test_a_port_that_is_taken(session: ReviewSession) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OfstedKGError, match="Choose another with --port"):
            ReviewServer(session, taken.getsockname()[1])
        ReviewServer(session, 0).server_close()


def test_decisions(session: ReviewSession) -> None:
    today = dt.date(2026, 11, 29)
    item = next(item for item in session.items if item.kind == "judgement")
    form = {"fact": item.fact, "who": "Me", "why": "Read again", "source": "the letter"}
    same = {f"p.{name}": value for name, value in item.values.items()}
    other = {**same, "p.grade": "poor"}
    for wrong, says in (
        ({**form, "fact": "judgement/1-2/x/good", "action": "accept"}, "Load the page anew"),
        ({**form, **same, "action": "correct"}, "Change a value, or accept the fact"),
        ({**form, **other, "action": "correct", "who": ""}, "A correction says document, fact"),
    ):
        with pytest.raises(OfstedKGError) as caught:
            session.decide(wrong, today)
        assert says in str(caught.value)
    assert session.decide({**form, **other, "action": "correct"}, today) == item.fact
    assert session.decide({**form, **same, "action": "accept"}, today) == item.fact


def test_a_graph_that_is_no_letter_s(tmp_path: Path) -> None:
    line = '<https://a.example/a> <https://a.example/says> "well" <https://a.example/doc/letter/a> .\n'
    write_folder(tmp_path / "kg", "", {LETTER.stem: (line, "well")})
    with pytest.raises(OfstedKGError, match="Build it again"):
        _session(tmp_path)
    build([LETTER], tmp_path / "kg", Options(registers=(REGISTER,), jobs=1, replace=True))
    assert _session(tmp_path).items


def _session(place: Path) -> ReviewSession:
    letter = KnowledgeGraph.open(place / "kg").letter(LETTER.stem)
    return ReviewSession(*letter, place / "right.csv", lexicon.load(), register.load((REGISTER,)))


# -- limits


LONG = "The fostering service is good. " * 3_000


@pytest.mark.parametrize(
    ("much", "little", "says"),
    [
        pytest.param(
            "The fostering service is good. " * 3_000, Limits(seconds=0.2), "--time-limit", id="time"
        ),
        pytest.param("\u2014" + " " * 8_000_000, Limits(megabytes=10), "--memory-limit", id="memory"),
    ],
)
def test_limits(much: str, little: Limits, says: str, tmp_path: Path) -> None:
    text = LETTER.read_text(encoding="utf-8")
    (tmp_path / "letter.txt").write_text(
        text.replace("Seven in ten", f"{much}\n\nSeven in ten"), encoding="utf-8"
    )
    for limits, status in ((little, Status.UNREADABLE), (Limits(), Status.CONVERTED)):
        options = Options(registers=(REGISTER,), jobs=1, limits=limits, fresh=True, replace=True)
        result = build([tmp_path / "letter.txt"], tmp_path / "kg", options)
        (entry,) = result.ledger.entries
        assert entry.status is status, entry.reason
        assert (f"give each file more with {says}" in entry.reason) == (status is Status.UNREADABLE)
