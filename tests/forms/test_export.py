"""Exports that other people's programs open: Datasette, SQLite, pyarrow."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyarrow.parquet
import pytest
import xlsxwriter

from ofsted_kg.errors import StoreError
from ofsted_kg.export import refuse_workbook, tables, to_parquet, to_sqlite
from ofsted_kg.export.tables import names
from ofsted_kg.publish.diff import differences
from ofsted_kg.query import Table, load_queries, run
from ofsted_kg.query.columns import describe
from ofsted_kg.query.workbook import to_xlsx
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.dump import dump


@pytest.fixture(scope="module")
def database(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "grades.db"
    to_sqlite(graph, path)
    return path


def test_every_query_without_a_required_parameter_is_a_table(graph: KnowledgeGraph) -> None:
    names = {table.name for table in tables(graph)}
    free = {q.name.replace("-", "_") for q in load_queries() if not any(p.required for p in q.parameters)}
    assert names == free | {"councils", "documents"}


def test_the_database_is_sound_and_holds_the_answers(database: Path, graph: KnowledgeGraph) -> None:
    with closing(sqlite3.connect(database)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        count = base.execute("SELECT COUNT(*) FROM judgements").fetchone()[0]
        assert count == len(run("judgements", {}, graph).rows) > 0
        kinds = base.execute("SELECT typeof(year), typeof(at_least) FROM judgements LIMIT 1").fetchone()
        assert kinds == ("integer", "integer")
        joined = base.execute(
            "SELECT c.council_name, d.framework FROM ratings r JOIN councils c USING (council) "
            "JOIN documents d ON d.source = r.source "
            "WHERE r.area = 'overall' AND c.council_name = 'Quayhaven'"
        ).fetchall()
        assert ("Quayhaven", "annual-rating-2009") in joined
        keys = base.execute("SELECT name FROM pragma_table_info('ratings') WHERE pk").fetchall()
        assert keys == [("rating",)]


def test_words_are_found(database: Path) -> None:
    with closing(sqlite3.connect(database)) as base:
        found = base.execute(
            "SELECT j.quote FROM judgements_fts f JOIN judgements j ON j.rowid = f.rowid "
            "WHERE judgements_fts MATCH 'homes'"
        ).fetchall()
    assert found
    assert all("home" in quote.lower() for (quote,) in found)


def test_the_same_graph_gives_the_same_database(graph: KnowledgeGraph, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        to_sqlite(graph, tmp_path / name / "x.db")
    assert (tmp_path / "a" / "x.db").read_bytes() == (tmp_path / "b" / "x.db").read_bytes()


def test_a_real_datasette_opens_it(database: Path) -> None:
    metadata = database.with_name("grades.metadata.json")
    command = [sys.executable, "-W", "ignore", "-m", "datasette", str(database), "-m", str(metadata)]

    def get(path: str) -> dict[str, object]:
        done = subprocess.run([*command, "--get", path], capture_output=True, check=False, text=True)
        assert done.returncode == 0, done.stderr + done.stdout
        found: dict[str, object] = json.loads(done.stdout)
        return found

    listed = {table["name"]: table for table in get("/grades.json")["tables"]}  # type: ignore[attr-defined]
    assert listed["findings"]["fts_table"] == "findings_fts"
    assert {key["other_table"] for key in listed["ratings"]["foreign_keys"]["outgoing"]} >= {
        "councils",
        "documents",
    }
    page = get("/grades/judgements.json?_search=homes&_size=1")
    assert page["filtered_table_rows_count"]
    described = get("/-/metadata.json")["databases"]["grades"]["tables"]  # type: ignore[index]
    assert described["judgements"]["columns"]["quote"]


def test_a_database_that_cannot_be_written_is_said(graph: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        to_sqlite(graph, tmp_path / "gone" / "x.db")


def test_parquet_is_typed(graph: KnowledgeGraph, tmp_path: Path) -> None:
    to_parquet(graph, tmp_path)
    table = pyarrow.parquet.read_table(tmp_path / "ratings.parquet")
    assert {name: str(table.schema.field(name).type) for name in ("year", "date", "grade")} == {
        "year": "int64",
        "date": "date32[day]",
        "grade": "string",
    }
    assert table.num_rows == len(run("ratings", {}, graph).rows)


# -- differences


def test_nothing_differs_from_itself(folder: Path, graph: KnowledgeGraph, tmp_path: Path) -> None:
    dumped = tmp_path / "all.nq"
    dumped.write_bytes(dump(graph, "nquads"))
    trig = tmp_path / "all.trig"
    trig.write_bytes(dump(graph, "trig"))
    assert [*differences(folder, dumped)] == [*differences(trig, folder)] == []


def test_a_changed_grade_and_a_missing_letter_are_told_in_words(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    text = dump(graph, "nquads").decode()
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    old.write_text(text, encoding="utf-8")
    changed = "".join(
        line.replace("/performs-excellently>", "/performs-poorly>") if "/def/grade> <" in line else line
        for line in text.splitlines(keepends=True)
        if "letter/marlbridge/annual-assessment-2010/" not in line
    )
    new.write_text(changed, encoding="utf-8")
    lines = [*differences(old, new)]
    assert any(line.startswith("Marlbridge, December 2010: ") and line.endswith(" removed") for line in lines)
    assert any("Performs poorly, was Performs excellently" in line for line in lines)


def test_what_is_no_graph_is_said(tmp_path: Path) -> None:
    for place in (tmp_path / "gone", tmp_path):
        with pytest.raises(StoreError):
            list(differences(place, place))


MINE = {
    "notes": lambda path: path.write_text("My notes."),
    "database": lambda path: _database(path, "mine"),
    "database with a table more": lambda path: _database(path, "councils", "documents", "mine"),
}


def _database(path: Path, *names: str) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        for name in names:
            base.execute(f"CREATE TABLE {name} (a)")


@pytest.mark.parametrize("make", MINE.values(), ids=MINE)
def test_a_database_takes_the_place_of_no_file_of_ones_own(
    make: Callable[[Path], object], graph: KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / "x.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="Name another file, or take that one away"):
        to_sqlite(graph, path)
    assert path.read_bytes() == before


def test_a_database_takes_the_place_of_one_made_before_and_of_an_empty_file(
    graph: KnowledgeGraph, tmp_path: Path
) -> None:
    path = tmp_path / "x.db"
    path.touch()
    to_sqlite(graph, path)
    to_sqlite(graph, path)
    assert set(names()) == {table.name for table in tables(graph)}


def test_a_workbook_takes_the_place_of_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    refuse_workbook(path)
    path.write_bytes(to_xlsx(Table(("n",), ())))
    refuse_workbook(path)
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("mine")
    with pytest.raises(StoreError, match="no workbook made by `export`"):
        refuse_workbook(path)
    path.write_text("My notes.")
    with pytest.raises(StoreError, match="no workbook made by `export`"):
        refuse_workbook(path)


def test_what_is_true_or_false_is_described_as_such(graph: KnowledgeGraph) -> None:
    told = {
        column: describe(column)
        for table in tables(graph)
        for column, kind in zip(table.table.columns, table.kinds, strict=True)
        if kind == "boolean"
    }
    assert {column for column, said in told.items() if not said.startswith("true where ")} == set()
