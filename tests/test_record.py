"""Grades known from a record: checked row by row, in the graph until the document itself is there."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ofsted_kg import register
from ofsted_kg.model import Evidence, Inspection, Letter, Rating
from ofsted_kg.record import RecordError, address, differences, lay_out, read_table, shipped_tables
from ofsted_kg.record.table import COLUMNS, Recorded
from ofsted_kg.vocabulary import lexicon

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
COUNCILS = SAMPLES / "register.csv"
REPORT = SAMPLES / "reports" / "quayhaven-2019-04-12.pdf"
LETTER = SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt"
URL = "https://reports.example/quayhaven-2019.pdf"
ROW = {
    "gss_code": "E06999903",
    "framework": "ilacs-standard",
    "published": "2019-04-12",
    "area": "overall-effectiveness",
    "grade": "outstanding",
    "url": URL,
}
OLDER = {**ROW, "framework": "sif", "published": "2014-05-02", "grade": "inadequate", "url": f"{URL}#2014"}


def table(path: Path, *rows: dict[str, str]) -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def read(path: Path) -> tuple[Recorded, ...]:
    return read_table(path, lexicon.load(), register.load((COUNCILS,)))


def run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ofsted_kg", *words], capture_output=True, text=True, check=False, timeout=120
    )
    return f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"gss_code": "E99999999"}, "the register has no council 'E99999999'"),
        ({"gss_code": ""}, "no gss_code"),
        ({"framework": "ilacs"}, "there is no framework 'ilacs'"),
        ({"area": "catering"}, "ilacs-standard does not judge 'catering': it judges"),
        ({"grade": "splendid"}, "'splendid' is no grade of ilacs-standard: "),
        ({"published": "12 April 2019"}, "published is '12 April 2019', not a date such as 2021-12-17"),
        ({"published": "2011-04-12"}, "when ilacs-standard was not in force"),
        ({"inspection_start": "2019-03-09", "inspection_end": "2019-03-01"}, "inspection_end is before"),
        ({"inspection_end": "2019-05-01"}, "published before inspection_end"),
        ({"url": "on the shelf"}, "'on the shelf' is no address of a document"),
    ],
)
def test_a_wrong_row_is_named_with_what_is_wrong(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    with pytest.raises(RecordError, match=r"line 3: ") as raised:
        read(table(tmp_path / "grades.csv", OLDER, {**ROW, **changed}))
    assert said in str(raised.value)
    assert "line 2" not in str(raised.value)


def test_all_wrong_rows_are_named_at_once(tmp_path: Path) -> None:
    rows = (OLDER, {**ROW, "grade": "splendid"}, {**ROW, "area": "catering"}, {**OLDER, "grade": "good"})
    with pytest.raises(RecordError) as raised:
        read(table(tmp_path / "grades.csv", *rows))
    for line in ("line 3: 'splendid'", "line 4: ", "line 5: overall-effectiveness was graded in line 2"):
        assert line in str(raised.value)


def test_a_table_without_a_column_says_which_are_needed(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text("council,grade\nQuayhaven,good\n", encoding="utf-8")
    with pytest.raises(RecordError, match="no column gss_code or framework or published or area or url"):
        read(path)


def test_the_shipped_record_is_sound() -> None:
    found = [one for shipped in shipped_tables() for one in read(shipped)]
    assert len(found) > 500
    assert len({one.council.gss_code for one in found}) > 150


def test_what_came_after_an_end_is_of_who_followed(tmp_path: Path) -> None:
    # Somerset's county council was followed by a council of the same name on 1 April 2023.
    county = {**ROW, "gss_code": "E10000027"}
    own = {**county, "published": "2023-05-03", "inspection_end": "2023-03-03"}
    later = {**county, "published": "2023-08-03", "inspection_end": "2023-07-03"}
    found = read(table(tmp_path / "t.csv", county, own, later))
    codes = {one.published.isoformat(): one.council.gss_code for one in found}
    assert codes == {"2019-04-12": "E10000027", "2023-05-03": "E10000027", "2023-08-03": "E06000066"}
    for one in (one for shipped in shipped_tables() for one in read(shipped)):
        assert one.council.end is None or (one.end or one.published) <= one.council.end, one
    # Two councils followed Cumbria: which of them was inspected nobody can tell.
    with pytest.raises(RecordError, match=r"Cumbria ended on 2023-03-31.*E06000063, E06000064"):
        read(table(tmp_path / "t.csv", {**later, "gss_code": "E10000006"}))


def test_a_report_that_was_read_has_the_address_that_the_record_knows() -> None:
    one = next(one for one in read(shipped_tables()[0]) if one.end)
    letter = Letter(
        "x", one.framework, one.council, one.published, None, inspection=Inspection(one.start, one.end)
    )
    assert address(letter) == one.url
    assert address(replace(letter, framework="apa-2007")) == ""
    yearly = read(shipped_tables()[1])[0]
    assert (
        address(Letter("x", yearly.framework, yearly.council, yearly.published, yearly.published.year)) == ""
    )


def test_a_document_takes_the_place_of_what_the_record_knew_of_it(tmp_path: Path) -> None:
    kg, grades = str(tmp_path / "kg"), str(table(tmp_path / "grades.csv", OLDER, ROW))
    run("build", str(LETTER), "--register", str(COUNCILS), "--kg", kg)
    assert "Added to the graph (2)" in run("import", grades, "--kg", kg)

    def known() -> dict[str, tuple[str, str, str]]:
        asked = ["query", "ratings", "-p", "area=overall-effectiveness", "--format", "json", "--kg", kg]
        rows = json.loads(run(*asked))["results"]["bindings"]
        cells = ("grade", "basis", "url")
        return {r["date"]["value"]: tuple(r.get(c, {}).get("value", "") for c in cells) for r in rows}

    before = known()
    assert before["2019-04-12"] == ("outstanding", "record", URL)
    said = run("add", str(REPORT), "--kg", kg)
    after = known()
    assert after["2014-05-02"] == before["2014-05-02"] == ("inadequate", "record", f"{URL}#2014")
    grade, basis, _ = after["2019-04-12"]
    assert basis == "document"
    assert grade != "outstanding"
    assert "Updated in the graph" in said or "Added to the graph" in said
    assert run("verify", "--kg", kg).strip()
    # Neither is mended by the other; that the two differ is said as long as they do.
    differ = "overall-effectiveness outstanding in the record, good in the document"
    assert (
        f"Warning: quayhaven-ilacs-standard-2019-04-12.grades.csv says otherwise than its document: {differ}"
        in said
    )
    # A whole build says in one line what the record adds, and names none of it as passed over.
    whole = run("build", str(LETTER), str(REPORT), f"{kg}/imports", "--register", str(COUNCILS), "--kg", kg)
    assert "2 of 2 files converted" in whole
    assert "From the record of grades: 1 more; 1 gave way to the document itself" in whole
    assert "Passed over" not in whole
    assert differ in whole
    # Of two documents together, it is no row of the query, which says where it is.
    asked = run("query", "warnings", "--kg", kg)
    assert "1 more warning is of no one document: `ofsted-kg validate --warnings` prints all" in asked
    (told,) = (line for line in run("validate", "--warnings", "--kg", kg).splitlines() if differ in line)
    assert told.startswith("dataset: Warning: differs-from-record: quayhaven-ilacs-standard-2019-04-12")


def test_a_build_that_would_drop_a_table_says_how_it_is_named(tmp_path: Path) -> None:
    kg, grades = tmp_path / "kg", str(table(tmp_path / "grades.csv", ROW))
    words = ("build", str(LETTER), "--register", str(COUNCILS), "--kg", str(kg))
    run(*words)
    run("import", grades, "--kg", str(kg))
    refused = run(*words)
    assert f"Name {kg / 'imports'} for what was imported, or add to the graph with" in refused
    assert "From the record of grades: 1 more" in run(*words[:2], str(kg / "imports"), *words[2:])
    run("add", str(REPORT), "--kg", str(kg))
    run("import", str(table(tmp_path / "older.csv", OLDER)), "--kg", str(kg))
    refused = run(*words)
    assert f"Name them too and name {kg / 'imports'} for what was imported, or add" in refused
    run(*words, "--replace")
    run("add", str(lay_out((tmp_path / "older.csv",), kg / "record", (COUNCILS,))), "--kg", str(kg))
    assert "Give --record too, or add" in run(*words)


def test_a_table_that_differs_from_documents_at_hand_is_told(tmp_path: Path) -> None:
    kg = str(tmp_path / "kg")
    run("build", str(REPORT), "--register", str(COUNCILS), "--kg", kg)
    said = run("import", str(table(tmp_path / "grades.csv", ROW)), "--kg", kg)
    assert "Warning: " in said
    assert "overall-effectiveness outstanding in the record, good in the document" in said
    agreed = run("import", str(table(tmp_path / "grades.csv", {**ROW, "grade": "good"})), "--kg", kg)
    assert "says otherwise" not in agreed


def test_a_grade_that_differs_from_the_record_is_reported() -> None:
    one = read(shipped_tables()[0])[0]
    evidence = Evidence(0, 4, "Good")
    ratings = tuple(Rating(graded.area, graded.grade, None, evidence) for graded in one.grades)
    letter = Letter("x", one.framework, one.council, one.published, None, ratings=ratings)
    assert differences(letter) == ()
    others = [grade.slug for grade in lexicon.load().scale(lexicon.load().framework(one.framework).scale)]  # type: ignore[union-attr]
    wrong = next(grade for grade in others if grade != ratings[0].grade)
    (notice,) = differences(replace(letter, ratings=(replace(ratings[0], grade=wrong), *ratings[1:])))
    assert notice.code == "differs-from-record"
    assert wrong in notice.message
    assert str(ratings[0].grade) in notice.message
    assert notice.evidence == evidence
