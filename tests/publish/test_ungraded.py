"""A council inspected since no overall grade is given: its pages do not call the last one today's."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ofsted_kg.pipeline import Options as BuildOptions
from ofsted_kg.pipeline import build
from ofsted_kg.publish import Options, publish
from ofsted_kg.record.table import COLUMNS
from ofsted_kg.store import KnowledgeGraph

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
REGISTER = SAMPLES / "register.csv"
LETTER = SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt"
GRADED = ("ilacs-standard", "2023-05-10", "overall-effectiveness", "requires-improvement")
SINCE = ("ilacs-2026", "2026-07-01", "leadership", "good")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ungraded")
    with (folder / "known.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS, restval="")
        writer.writeheader()
        for code, *rows in (("E06999903", GRADED, SINCE), ("E06999904", GRADED)):
            for framework, published, area, grade in rows:
                url = f"https://reports.example/{code}-{published}.pdf"
                row = {"framework": framework, "published": published, "area": area, "grade": grade}
                writer.writerow({"gss_code": code, "url": url, **row})
    kg = folder / "kg"
    # A graph has its register from the build; the record comes to it.
    build([LETTER], kg, BuildOptions(registers=(REGISTER,), jobs=1))
    command = [sys.executable, "-m", "ofsted_kg", "import", str(folder / "known.csv"), "--kg", str(kg)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    publish(KnowledgeGraph.open(kg), folder / "release", Options(date="2026-08-01"))
    return folder / "release"


def test_its_page_leads_to_the_newest_document_and_calls_the_grade_the_last(pages: Path) -> None:
    text = (pages / "doc/council/quayhaven.html").read_text(encoding="utf-8")
    line = text[text.index('class="now"') :].split("</p>")[0]
    assert "July 2026</a>: overall grade not given since April 2026." in line
    assert "Last: " in line
    assert "Now: " not in line


def test_a_council_without_a_newer_document_has_its_grade_now(pages: Path) -> None:
    text = (pages / "doc/council/north-thornshire.html").read_text(encoding="utf-8")
    assert "Now: " in text


def test_the_home_page_counts_such_councils(pages: Path) -> None:
    text = (pages / "index.html").read_text(encoding="utf-8")
    assert "1 of these was inspected again since: an overall grade is not given since April 2026" in text
    assert text.count("(none in <a href=") == 1


def test_compared_are_the_areas_of_the_newest_document(pages: Path) -> None:
    script = (pages / "assets/standings.js").read_text(encoding="utf-8")
    told = {row[0]: row for row in json.loads(script[script.index("[") : script.rindex("]") + 1])}
    grades, areas, day, note = told["quayhaven"][4:]
    assert [(grade[0], grade[2]) for grade in grades] == [
        ("Requires improvement to be good", "2023-05-10"),
        ("Performs excellently", "2009-12-09"),
    ]
    assert [(area[0], area[1]) for area in areas] == [("Leadership", "Good")]
    assert (day, note) == ("2026-07-01", "not given since April 2026")
    assert told["north-thornshire"][6:] == ["2023-05-10", ""]
