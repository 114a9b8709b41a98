"""Answers as tables: guarded, typed, for spreadsheets, programs and narrow terminals."""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import polars
import pyoxigraph as ox
import pytest
from openpyxl.utils.escape import unescape

from ofsted_kg.errors import QueryError
from ofsted_kg.query import Table, encode, fit, load_queries, manual, pick, render, run, workbook
from ofsted_kg.query.columns import column_descriptions, describe, terminal_order
from ofsted_kg.query.terminal import as_table
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import XSD


def literal(text: str, kind: str = "string") -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


FORMULAS = ("=1+1", "+44", "-x", "@SUM(A1)", "  =A1", "\tx", "＝A1")
RISKY = Table(
    ("n", "text", "day", "iri"),
    tuple(
        (
            literal("-4", "integer"),
            literal(text),
            literal("2009-12-31", "date"),
            ox.NamedNode("https://a.example/x"),
        )
        for text in FORMULAS
    ),
)


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_no_spreadsheet_runs_what_a_letter_says(form: str) -> None:
    text = render(RISKY, form)
    for formula in FORMULAS:
        safe = "'" + formula
        assert safe in text or safe.replace("\t", "\\t") in text
    assert "'-4" not in text


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_raw_leaves_texts_alone(form: str) -> None:
    assert "'" not in render(RISKY, form, raw=True)


def test_a_guarded_tsv_is_still_turtle() -> None:
    first = render(RISKY, "tsv").splitlines()[1].split("\t")
    assert first[1] == '"\'=1+1"'


def test_excel_gets_a_byte_order_mark_and_others_none() -> None:
    assert encode(RISKY, "csv", excel=True).startswith(b"\xef\xbb\xbfn,text")
    assert encode(RISKY, "csv").startswith(b"n,text")
    assert encode(RISKY, "json", excel=True).startswith(b"{")


def test_a_workbook_is_typed_frozen_filtered_and_linked() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(encode(RISKY, "xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == ["n", "text", "day", "iri"]
    assert [cell.value for cell in sheet[2]] == [
        -4,
        "'=1+1",
        datetime.datetime(2009, 12, 31),
        "https://a.example/x",
    ]
    assert [cell.data_type for cell in sheet[2]] == ["n", "s", "d", "s"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:D{len(FORMULAS) + 1}"
    assert sheet["D2"].hyperlink.target == "https://a.example/x"


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    data = encode(RISKY, "xlsx", raw=True)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_a_workbook_holds_every_text_whole() -> None:
    texts = ("a\x0bb", "_x0041_", "<&>\"'", " a\tb\nc ", "", "\U0001f600", "é" * 40_000)
    columns = tuple(f"c{number}" for number in range(30))
    rows = tuple((literal(text), *[None] * 28, literal("1899-12-31", "date")) for text in texts)
    data = encode(Table(columns, rows), "xlsx", raw=True)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sheet.dimensions == f"A1:AD{len(texts) + 1}"
    found = [unescape(str(sheet.cell(number, 1).value or "")) for number in range(2, len(texts) + 2)]
    assert found == [text[:32_767] for text in texts]
    # A sheet's days begin in 1900: an earlier one stays as it is written.
    assert sheet["AD2"].value == "1899-12-31"


def test_a_workbook_is_the_same_bytes_every_time(graph: KnowledgeGraph) -> None:
    table = run("ratings", {}, graph)
    assert encode(table, "xlsx") == encode(table, "xlsx")


def test_a_sheet_has_a_limit_that_is_said() -> None:
    many = Table(("n",), ((None,),) * 1_048_576)
    with pytest.raises(QueryError, match="1,048,576 rows"):
        workbook({"many": many})


def test_markdown_cells_cannot_break_the_table() -> None:
    table = Table(("a", "b"), ((literal("x | y\n<b>*z*"), literal("3", "integer")),))
    assert render(table, "markdown").splitlines() == [
        "| a | b |",
        "| --- | ---: |",
        "| x \\| y &lt;b>\\*z\\* | 3 |",
    ]


def test_rows_have_names_and_types(graph: KnowledgeGraph) -> None:
    row = run("ratings", {}, graph).dicts()[0]
    assert isinstance(row["year"], int)
    assert isinstance(row["date"], datetime.date)
    assert row["score"] is None or isinstance(row["score"], int)


def test_what_a_datatype_does_not_allow_stays_text() -> None:
    row = Table(("a", "b"), ((literal("2009-13-40", "date"), literal("many", "integer")),)).dicts()[0]
    assert row == {"a": "2009-13-40", "b": "many"}


def test_pandas_and_polars_hold_the_same(graph: KnowledgeGraph) -> None:
    table = run("ratings", {}, graph)
    pandas, polars_frame = table.to_pandas(), table.to_polars()
    assert str(pandas["score"].dtype) == "Int64"
    assert str(pandas["date"].dtype).startswith("datetime64")
    assert polars_frame.schema["year"] == polars.Int64
    assert polars_frame.schema["date"] == polars.Date
    assert len(pandas) == len(polars_frame) == len(table.rows)
    assert pandas["source"].tolist() == polars_frame["source"].to_list() == list(table.column("source"))


def test_a_wide_table_loses_columns_in_the_stated_order(graph: KnowledgeGraph) -> None:
    table = run("judgements", {}, graph)
    drop, keep = terminal_order()
    before = len(table.columns)
    for width in (400, 200, 140, 100, 60, 30):
        shown = fit(table, width)
        names = [table.columns[i] for i in shown.places]
        assert len(names) <= before
        before = len(names)
        if any(name in drop for name in names):
            assert not set(shown.dropped) & set(keep)
    assert 1 <= before <= 3


def test_an_empty_column_gives_way_first() -> None:
    table = Table(("council_name", "quote", "source"), ((literal("Bury"), None, literal("bury-2021-12-17")),))
    assert fit(table, 100).dropped == ()
    assert fit(table, 35).dropped == ("quote",)


def test_columns_asked_for_are_shown_and_unknown_ones_refused(graph: KnowledgeGraph) -> None:
    table = pick(run("ratings", {}, graph), ("grade", "source"))
    assert table.columns == ("grade", "source")
    with pytest.raises(QueryError, match="no column nope") as refused:
        pick(table, ("nope",))
    assert refused.value.remedy == "There are: grade, source"


def test_a_label_stands_for_its_slug_in_a_terminal() -> None:
    table = Table(("grade", "grade_label"), ((literal("performs-well"), literal("Performs well")),))
    _, head, _, row, _ = as_table(table).splitlines()
    assert head.split() == ["┃", "grade", "┃"]
    assert row == "│ Performs well │"


def test_a_narrow_table_folds_its_longest_cells_and_no_heading() -> None:
    words = "The adoption service is good, as it was when it was last inspected"
    table = Table(
        ("help_and_protection", "count", "quote"),
        ((literal("good"), literal("7", "integer"), literal(words)),),
    )
    lines = as_table(table, 60).splitlines()
    assert {len(line) for line in lines} == {60}
    assert "┃ help_and_protection ┃ count ┃" in lines[1]
    assert "│ good                │     7 │" in lines[3]
    assert " ".join(line.split("│")[3].strip() for line in lines[3:-1]) == words
    assert max(map(len, as_table(table).splitlines())) == 100
    squeezed = as_table(table, 30).splitlines()
    assert {len(line) for line in squeezed} == {30}


COLUMNS = sorted({column for query in load_queries() for column in query.columns})


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_described(column: str) -> None:
    assert describe(column), f"say under [columns] in queries/columns.toml what {column} means"


def test_no_column_is_described_that_is_none() -> None:
    assert set(column_descriptions()) <= set(COLUMNS)


@pytest.mark.parametrize("query", load_queries(), ids=lambda query: query.name)
def test_the_manual_says_all_there_is_to_a_query(query: object) -> None:
    from ofsted_kg.query import StoredQuery

    assert isinstance(query, StoredQuery)
    said = manual(query)
    for name in (*(parameter.name for parameter in query.parameters), *query.columns):
        assert f"  {name} " in said, f"queries/columns.toml and the `#+` header say what {name} means"


# -- the command


def command(*words: str, code: int = 0, **environment: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "ofsted_kg", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", **environment},
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == code, done.stderr.decode()
    return done.stdout or done.stderr


def test_the_ending_of_the_file_tells_the_format(folder: Path, tmp_path: Path) -> None:
    for ending, begins in ((".xlsx", b"PK"), (".csv", b"source,"), (".md", b"| source"), (".json", b"{")):
        out = tmp_path / f"ratings{ending}"
        command("query", "ratings", "-o", str(out), "--kg", str(folder))
        assert out.read_bytes().startswith(begins)


def test_columns_can_be_chosen(folder: Path) -> None:
    text = command("query", "ratings", "--columns", "grade,source", "--format", "csv", "--kg", str(folder))
    assert next(csv.reader(io.StringIO(text.decode()))) == ["grade", "source"]


def test_a_table_says_in_words_what_was_chosen_by_its_slug(folder: Path) -> None:
    text = command("query", "ratings", "--columns", "area,grade", "--kg", str(folder)).decode()
    assert "Overall effectiveness" in text
    assert "overall-effectiveness" not in text
    assert "area_label" not in text


def test_a_table_in_a_pipe_says_what_it_leaves_out(graph: KnowledgeGraph) -> None:
    table = run("overview", {}, graph)
    lines = render(table, "table").splitlines()
    said, left, names = lines[-1].partition("Left out for lack of width: ")
    assert (said, bool(left)) == ("", True)
    shown = set(re.findall(r"\w+", lines[1]))
    assert shown & set(table.columns)
    assert not shown & set(names.split(", "))


def test_help_of_a_query_needs_no_graph(tmp_path: Path) -> None:
    said = command("query", "weak-spots", "--help", "--kg", str(tmp_path)).decode()
    assert said.startswith("weak-spots: ")
    assert "council" in said
    assert "Usage" in command("query", "--help").decode()


def test_a_query_may_be_pasted_with_other_blanks(folder: Path) -> None:
    text = "SELECT\u00a0(COUNT(*)\u202fAS ?n) { ?r\u200ba ok:Rating }"
    assert command("sparql", text, "--format", "csv", "--kg", str(folder)).split()[0] == b"n"


def test_prefixes_are_built_in(folder: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?r a ok:Rating ; ok:area area:overall . BIND(dcterms:x AS ?y) }"
    assert command("sparql", text, "--format", "csv", "--kg", str(folder)).split()[0] == b"n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?x { ?x a foo:Bar }", "line 1, column 25: the prefix foo: is not declared"),
        ("SELECT ?x {\n  ?x a ok:Letter ;; }}", "line 2, column "),
        ("SELECT ?x { ?x a ok:Rating", "it ends too early"),
        (
            "SELECT ?x {\n  ?x ok:gradeWord 'FILTR' . FILTR(?x = 1) }",
            "line 2, column 29: FILTR is no word of SPARQL",
        ),
        (
            "SELECT ?x { ?x a ok:Rating } ODER BY ?x",
            "column 30: ODER is no word of SPARQL. Did you mean ORDER",
        ),
        ("SELECT (COUNT(?x) AS ?n) { ?x a ok:Rating ;; ] }", "this is no SPARQL 1.1 query"),
    ],
)
def test_an_error_in_a_query_names_its_place_in_a_line(text: str, said: str, folder: Path) -> None:
    line = command("sparql", text, "--kg", str(folder), code=2).decode()
    assert said in line
    assert line.count("\n") == 1
    assert len(line) < 500


def test_a_council_lists_its_letters_and_a_single_one_is_shown(folder: Path) -> None:
    listed = command("show", "Quayhaven", "--kg", str(folder)).decode()
    assert "annual-rating-2009-quayhaven" in listed
    assert "annual-assessment-2011-quayhaven" in listed


def test_show_prints_no_internals_and_names_pages(folder: Path) -> None:
    text = command("show", "quayhaven-2015-04-24", "--kg", str(folder)).decode()
    assert "sha256" not in text
    assert "byteSize" not in text
    assert "(page 1)" in text


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ofsted-kg query weak", "weak-spots"),
        ("ofsted-kg query ratings -p cou", "council="),
        ("ofsted-kg query ratings -p council=Quay", "council=Quayhaven"),
        ("ofsted-kg show annual-rating-2009-q", "annual-rating-2009-quayhaven"),
        ("ofsted-kg dump --council Quay", "Quayhaven"),
    ],
)
def test_the_shell_completes(typed: str, offered: str, folder: Path) -> None:
    words = {
        "_OFSTED_KG_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
        "OFSTED_KG": str(folder),
    }
    done = subprocess.run(
        [Path(sys.executable).parent / "ofsted-kg"],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, **words},
    )
    assert offered in done.stdout.split("\n"), done.stdout + done.stderr


def _in_a_terminal(folder: Path, *options: str) -> tuple[list[str], str]:
    """Run a query in a terminal of 70 columns; return the lines shown, and what is said beside them."""
    pty = pytest.importorskip("pty", reason="a terminal of POSIX")
    master, slave = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 70, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "ofsted_kg", "query", "judgements", "--kg", str(folder), *options],
        stdout=slave,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={
            **{name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")},
            "OFSTED_KG_NO_PAGER": "1",
            "TERM": "xterm",
        },
    ) as process:
        os.close(slave)
        shown = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        assert process.stderr is not None
        said = process.stderr.read().decode()
    os.close(master)
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines(), said


def test_a_terminal_is_told_what_was_left_out(folder: Path) -> None:
    lines, said = _in_a_terminal(folder)
    assert max(map(len, lines)) <= 70
    assert "Left out for lack of width: " in said
    assert "--wide" in said


def test_a_wide_table_squeezes_no_column(folder: Path) -> None:
    lines, said = _in_a_terminal(folder, "--wide")
    assert "Left out" not in said
    heads = [head.strip() for head in lines[1].strip("┃").split("┃")]
    assert heads[:3] == ["source", "council", "subject"]
    assert "" not in heads
    assert len({len(line) for line in lines}) == 1
