"""Tables: their description fits them, and no cell of them runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import rdflib
from csvw import CSVW
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from rdflib.namespace import RDF, SH

from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.lines import Lines
from ofsted_kg.publish.names import Names
from ofsted_kg.publish.tables import write_tables
from ofsted_kg.query import StoredQuery, Table, load_queries
from ofsted_kg.vocabulary.namespaces import DEF, XSD

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PATTERNS = {
    "integer": r"-?\d+",
    "nonNegativeInteger": r"\d+",
    "decimal": r"-?\d+(\.\d+)?",
    "boolean": "true|false",
    "date": r"\d{4}-\d\d-\d\d",
    "string": r"[\s\S]*",
    "anyURI": r"https?://\S+",
}
NAMES = Names(
    "https://e.example/set/dataset",
    "1",
    "https://e.example/set/dataset/1",
    "2026-01-01",
    "P",
    "https://p.example",
)
HOSTILE = st.one_of(
    st.sampled_from(
        ["=1+1", "@SUM(A1)", "+1", "-2+3", "\t=1", "\r=1", " =1", "=cmd|' /C calc'!A0", '"=1', "\n=1"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.builds(
        lambda mark, rest: mark + rest,
        st.sampled_from(["=", "+", "-", "@", " @", "\u00a0=", "\uff1d"]),
        st.text("a1=(,\"'|!\n", max_size=6),
    ),
)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def metadata(release: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((release / "tables" / "csv-metadata.json").read_text(encoding="utf-8"))
    return found


def test_every_table_is_described_and_every_description_has_its_table(release: Path) -> None:
    described = {table["url"] for table in metadata(release)["tables"]}
    assert described == {path.name for path in (release / "tables").glob("*.csv")}
    free = {q.name for q in load_queries() if not any(p.required for p in q.parameters)}
    assert described == {f"{name}.csv" for name in free}


def test_columns_and_datatypes_fit(release: Path) -> None:
    for table in metadata(release)["tables"]:
        rows = read((release / "tables" / table["url"]).read_bytes().decode("utf-8"))
        columns = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == rows[0], table["url"]
        for place, column in enumerate(columns):
            pattern = re.compile(PATTERNS[column["datatype"]])
            for row in rows[1:]:
                assert not row[place] or pattern.fullmatch(row[place]), (table["url"], column, row[place])


def test_no_cell_of_a_release_runs(release: Path) -> None:
    for path in (release / "tables").glob("*.csv"):
        for row in read(path.read_bytes().decode("utf-8")):
            assert not any(runs(cell) for cell in row), path


def runs(cell: str) -> bool:
    return cell.strip(" \u00a0").startswith(RUNS) and not re.fullmatch(r"-?\d+(\.\d+)?", cell)


@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=4))
@example([("=1+1", " \n")])
def test_hostile_text_never_runs_and_is_not_lost(rows: list[tuple[str, str]]) -> None:
    table = Table(("a", "b"), tuple((Literal(a), Literal(b, language="en")) for a, b in rows))
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out"
        with ReleaseFolder(out) as folder:
            write_tables([Answered.of(StoredQuery("q", "s", "d", (), ""), Lines.of(table))], NAMES, folder)
        found = read((out / "tables" / "q.csv").read_bytes().decode("utf-8"))[1:]
    for given_row, row in zip(rows, found, strict=True):
        for given_cell, cell in zip(given_row, row, strict=True):
            assert not runs(cell)
            assert cell.removeprefix("'") == given_cell.removeprefix("'")


@pytest.mark.parametrize(
    ("terms", "datatype", "shown"),
    [
        ([Literal("-3", datatype=NamedNode(XSD + "integer"))], "integer", "-3"),
        ([Literal("2009-12-09", datatype=NamedNode(XSD + "date"))], "date", "2009-12-09"),
        ([Literal("-3"), Literal("4", datatype=NamedNode(XSD + "integer"))], "string", "'-3"),
        ([NamedNode(DEF + "grade")], "anyURI", DEF + "grade"),
        ([None], "string", ""),
    ],
    ids=["a number below nought", "a date", "a number among words", "an IRI", "nothing"],
)
def test_datatypes(
    terms: list[Literal | NamedNode | None], datatype: str, shown: str, tmp_path: Path
) -> None:
    table = Table(("a",), tuple((term,) for term in terms))
    with ReleaseFolder(tmp_path / "out") as folder:
        write_tables([Answered.of(StoredQuery("q", "s", "d", (), ""), Lines.of(table))], NAMES, folder)
    assert metadata(tmp_path / "out")["tables"][0]["tableSchema"]["columns"][0]["datatype"] == datatype
    assert read((tmp_path / "out" / "tables" / "q.csv").read_text(encoding="utf-8"))[1:] in (
        [[shown]],
        [[shown], ["4"]],
        [[]],
    )


def test_the_queries_as_executables(release: Path) -> None:
    graph = rdflib.Graph().parse(release / "queries" / "queries.ttl")
    found = {
        str(graph.value(node, rdflib.RDFS.label)): node
        for node in graph.subjects(RDF.type, SH.SPARQLExecutable)
    }
    for query in load_queries():
        assert (release / "queries" / f"{query.name}.rq").read_text(encoding="utf-8") == query.text
        node = found.pop(query.name)
        assert (node, RDF.type, SH.SPARQLSelectExecutable) in graph
        assert str(graph.value(node, SH.select)) == query.text
        parameters = {str(graph.value(p, SH.name)): p for p in graph.objects(node, SH.parameter)}
        assert parameters.keys() == {p.name for p in query.parameters}
        for parameter in query.parameters:
            optional = graph.value(parameters[parameter.name], SH.optional)
            assert optional is not None
            assert optional.toPython() is not parameter.required  # type: ignore[attr-defined]
    assert not found


@pytest.mark.filterwarnings("default")  # it counts its own warnings
def test_another_tool_finds_the_tables_valid(release: Path, tmp_path: Path) -> None:
    """The `csvw` package reads metadata and tables; a value of another type it finds out."""
    broken = tmp_path / "tables"
    shutil.copytree(release / "tables", broken)
    assert CSVW(str(broken / "csv-metadata.json"), validate=True).is_valid
    letters = broken / "letters.csv"
    letters.write_text(letters.read_text(encoding="utf-8").replace(",2009-12-09,", ",9 December,"), "utf-8")
    assert not CSVW(str(broken / "csv-metadata.json"), validate=True).is_valid
