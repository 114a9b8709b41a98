"""The sample letters against the answers made for them by hand: every row, nothing more, nothing less."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ofsted_kg.store import KnowledgeGraph

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
TOOL = str(shutil.which("ofsted-kg", path=str(Path(sys.executable).parent)))
LETTERS = sorted(SAMPLES.joinpath("letters").iterdir())
REPORTS = sorted(SAMPLES.joinpath("reports").glob("*.pdf"))
SOURCES = [letter.stem for letter in LETTERS]
TABLES = ("letters", "ratings", "judgements", "comparisons", "findings", "serious-case-reviews", "reports")
FIELDS = ("grade", "at_least", "quantity", "exception", "direction", "comparator", "count", "since")

Row = dict[str, str]
Item = dict[str, Any]


def run(*words: str | Path, cwd: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **environment},
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "kg"
    run(TOOL, "build", SAMPLES / "letters", *REPORTS, "--register", SAMPLES / "register.csv", "--kg", folder)
    return folder


@pytest.fixture(scope="module")
def tables(kg: Path) -> dict[str, list[Row]]:
    return {name: read_csv(run(TOOL, "query", name, "--format", "csv", "--kg", kg)) for name in TABLES}


def read_csv(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text)))


@cache
def gold(source: str) -> Item:
    answer: Item = json.loads(SAMPLES.joinpath("gold", f"{source}.json").read_text(encoding="utf-8"))
    return answer


def text_of(kg: Path, source: str) -> str:
    return KnowledgeGraph.open(kg).text(source)


def place(text: str, quote: str) -> tuple[int, int]:
    """Where a quote stands, whatever white space lies between its words."""
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    assert found, f"the gold quotes what the letter does not say: {quote}"
    return found.span()


def items(source: str, kind: str) -> list[Item]:
    return [item for item in gold(source)["items"] if item["kind"] == kind]


def agrees(item: Item, row: Row) -> bool:
    """Whether a row says what the item says; a topic of our own choosing is `other` in the gold."""
    topics = {item.get("subject"), *item.get("also", [])}
    if "subject" in item and row["subject"] not in topics and "other" not in topics:
        return False
    return all(row[field] == said(item[field]) for field in FIELDS if field in item)


def said(value: object) -> str:
    """A gold value as a table prints it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def compare(kg: Path, source: str, wanted: list[Item], rows: list[Row]) -> tuple[list[Item], list[Row]]:
    """What was missed, and what was found beside the gold; optional items may be either."""
    text = text_of(kg, source)
    left = sorted(wanted, key=lambda item: bool(item.get("optional")))
    extra = []
    for row in rows:
        for item in left:
            start, end = place(text, item["quote"])
            if agrees(item, row) and int(row["start"]) < end and int(row["end"]) > start:
                left.remove(item)
                break
        else:
            extra.append(row)
    return [item for item in left if not item.get("optional")], extra


def test_every_letter_has_gold() -> None:
    assert {path.stem for path in SAMPLES.joinpath("gold").glob("*.json")} == set(SOURCES)
    assert len(SOURCES) >= 8


def test_all_letter_frameworks_are_there() -> None:
    assert {gold(source)["framework"] for source in SOURCES} == {
        "apa-2005",
        "apa-2006",
        "apa-2007",
        "apa-2008",
        "annual-rating-2009",
        "annual-assessment-2010",
        "annual-assessment-2011",
    }


def test_the_councils_are_invented() -> None:
    ours = read_csv(SAMPLES.joinpath("register.csv").read_text(encoding="utf-8"))
    real = ROOT.joinpath("ontology", "councils.ttl").read_text(encoding="utf-8")
    for row in ours:
        for value in (row["gss_code"], row["name"], row["dfe_code"], row["ofsted_urn"]):
            assert f'"{value}"' not in real, f"{value} is a real council's"


@pytest.mark.parametrize("source", SOURCES)
def test_letter(source: str, tables: dict[str, list[Row]]) -> None:
    rows = [row for row in tables["letters"] if row["source"] == source]
    answer = gold(source)
    heads = {(row["framework"], row["council"], row["date"], row["addressee"]) for row in rows}
    assert heads == {(answer["framework"], answer["council"], answer["date"], answer["addressee"])}
    assert sorted(row["signatory"] for row in rows) == sorted(answer["signatories"])


@pytest.mark.parametrize("source", SOURCES)
def test_ratings(source: str, tables: dict[str, list[Row]]) -> None:
    rows = [row for row in tables["ratings"] if row["source"] == source]
    assert Counter((row["area"], row["score"], row["grade"]) for row in rows) == Counter(
        (rating["area"], str(rating["score"]), rating["grade"]) for rating in gold(source)["ratings"]
    )


@pytest.mark.parametrize("source", SOURCES)
def test_findings(source: str, tables: dict[str, list[Row]]) -> None:
    rows = [row for row in tables["findings"] if row["source"] == source]
    assert Counter((row["outcome"], row["polarity"], row["text"]) for row in rows) == Counter(
        (finding["outcome"], finding["polarity"], finding["text"]) for finding in gold(source)["findings"]
    )


@pytest.mark.parametrize("kind", ["judgement", "comparison", "serious-case-review"])
@pytest.mark.parametrize("source", SOURCES)
def test_statements(source: str, kind: str, kg: Path, tables: dict[str, list[Row]]) -> None:
    rows = [row for row in tables[f"{kind}s"] if row["source"] == source]
    assert compare(kg, source, items(source, kind), rows) == ([], [])


@pytest.mark.parametrize("table", ["judgements", "comparisons", "serious-case-reviews"])
def test_quotes_are_the_words_of_the_letter(table: str, kg: Path, tables: dict[str, list[Row]]) -> None:
    for row in tables[table]:
        text = text_of(kg, row["source"])
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_reports(tables: dict[str, list[Row]]) -> None:
    wanted = read_csv(SAMPLES.joinpath("gold", "reports.csv").read_text(encoding="utf-8"))
    # the council is held to its number: a report may print its name another way than the register
    fields = [field for field in wanted[0] if field != "council_name"]
    assert sorted(tuple(row[field] for field in fields) for row in tables["reports"]) == sorted(
        tuple(row[field] for field in fields) for row in wanted
    )


def test_reports_are_what_their_texts_say(tmp_path: Path) -> None:
    shutil.copy(SAMPLES / "make_reports.py", tmp_path)
    shutil.copytree(SAMPLES / "reports" / "text", tmp_path / "reports" / "text")
    run(sys.executable, tmp_path / "make_reports.py")
    for report in REPORTS:
        assert tmp_path.joinpath("reports", report.name).read_bytes() == report.read_bytes()


def test_demo(tmp_path: Path) -> None:
    printed = run("sh", SAMPLES / "demo.sh", TOOL, cwd=tmp_path)
    assert tmp_path.joinpath(".demo", "kg", "CURRENT").exists()
    for word in ("Quayhaven", "performs-excellently", "North Thornshire", "Where to look next"):
        assert word in printed
