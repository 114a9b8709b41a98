"""The whole build: what it makes, what it says of bad input, and that it always makes the same."""

from __future__ import annotations

import ast
import gzip
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from word_file import paragraph, word_file
from word_file import run as run_of

import ofsted_kg
from ofsted_kg.cli.summary import COUNTED, WORTH_A_LOOK, summary
from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.model import Origin
from ofsted_kg.pipeline import BuildResult, Options, build, undo
from ofsted_kg.pipeline.account import Account
from ofsted_kg.pipeline.builds import writing
from ofsted_kg.pipeline.convert import Settings, convert
from ofsted_kg.pipeline.ledger import Status, read_ledger
from ofsted_kg.pipeline.naming import File
from ofsted_kg.pipeline.validating import judge
from ofsted_kg.publish import Options as Publication
from ofsted_kg.publish import publish
from ofsted_kg.query import Table
from ofsted_kg.query import run as query
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.dump import dump
from ofsted_kg.vocabulary.namespaces import DEF, DEFAULT_BASE

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
REGISTER = SAMPLES / "register.csv"
LETTER = SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt"
# Its date is printed with a no-break space; the cases below change it as text.
TEXT = LETTER.read_text(encoding="utf-8").replace("\u00a0", " ")
# The calls that make warnings, with their code first.
_MAKERS = ("Notice", "self._say", "self._note", "RefusedCorrection")


def run(folder: Path, kg: Path, **options: object) -> BuildResult:
    return build([folder], kg, Options(registers=(REGISTER,), jobs=1, **options))  # type: ignore[arg-type]


def one(tmp_path: Path, name: str, data: bytes | str) -> BuildResult:
    """Build a good letter and beside it a file of that content."""
    folder = tmp_path / "letters"
    folder.mkdir()
    shutil.copy(SAMPLES / "letters" / "apa-2007-quayhaven.txt", folder)
    (folder / name).write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    result = run(folder, tmp_path / "kg")
    good = next(e for e in result.ledger.entries if e.source == "apa-2007-quayhaven")
    assert good.status is Status.CONVERTED, "a bad file must hurt only itself"
    return result


def test_the_ledger_counts_refusals_by_rule(tmp_path: Path) -> None:
    result = one(tmp_path, "other.txt", "A note.")
    entry = next(e for e in result.ledger.entries if e.source == "apa-2007-quayhaven")
    assert entry.refusals
    assert read_ledger(result.folder / "ledger.json") == result.ledger
    with Account(result.folder) as account:
        assert account.refusals() == dict(entry.refusals)


def test_of_what_was_passed_over_for_the_same_reason_ten_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(1200):
        (folder / f"{number:04}.txt").write_text(f"A note, number {number}.", encoding="utf-8")
    (folder / "9999.png").write_bytes(b"\x89PNG\r\n")
    result = run(folder, tmp_path / "kg")
    lines = summary(result, tmp_path / "kg").split("\n")
    first = lines.index("Passed over (1,201)")
    named = lines[first + 1 : lines.index("", first)]
    assert [line.split(":")[0].rpartition("/")[2] for line in named[:-1]] == [
        *(f"{number:04}.txt" for number in range(10)),
        "9999.png",
    ]
    assert named[-1] == "  and 1,190 more: see the ledger"
    assert len(result.ledger.entries) == 1201


def test_the_summary_names_the_files_behind_each_kind_of_warning(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(12):
        unsigned = TEXT[: TEXT.index("Yours sincerely")].replace("9 December", f"{number + 10} December")
        (folder / f"unsigned {number:02}.txt").write_text(unsigned, encoding="utf-8")
    (folder / "draft.txt").write_text(f"DRAFT\n\n{TEXT}", encoding="utf-8")
    lines = summary(run(folder, tmp_path / "kg"), tmp_path / "kg").split("\n")
    first = lines.index("Worth a look (13)")
    named = lines[first + 1 : lines.index("", first)]
    assert [line.split(":")[0].rpartition("/")[2] for line in named] == [
        *(f"unsigned {number:02}.txt" for number in range(10)),
        "draft.txt",
        "  and 2 more",
    ]


def test_each_kind_of_warning_is_named_or_counted() -> None:
    """By what the calls that make notices say."""
    codes: set[str] = set()
    for path in Path(ofsted_kg.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and call.args and ast.unparse(call.func).endswith(_MAKERS):
                code = call.args[0]
                named = constants.get(code.id) if isinstance(code, ast.Name) else None
                said = code.value if isinstance(code, ast.Constant) else named
                codes |= {said} if isinstance(said, str) else set()
    assert codes == {*WORTH_A_LOOK, *COUNTED}
    assert not set(WORTH_A_LOOK) & set(COUNTED)


def test_a_statement_that_breaks_a_rule_costs_itself_and_not_its_letter() -> None:
    settings = Settings(DEFAULT_BASE, (REGISTER,), "")
    outcome = convert(File(LETTER, LETTER.stem, Origin()), settings)
    facts = dict(outcome.entry.facts)
    line = next(
        line for line in outcome.nquads.split("\n") if f"<{DEF}grade>" in line and "/judgement/" in line
    )
    iri = line.split(" ", 1)[0].strip("<>")
    second = (
        line.replace("/good>", "/poor>") if "/good>" in line else line.replace(line.split()[2], f"<{DEF}x>")
    )
    damaged = replace(outcome, nquads="".join(sorted([*outcome.nquads.splitlines(True), second + "\n"])))

    (judged,) = judge([damaged], settings)

    assert judged.entry.status is Status.CONVERTED
    assert dict(judged.entry.facts) == {**facts, "judgements": facts["judgements"] - 1}
    assert iri not in judged.nquads
    (notice,) = [n for n in judged.entry.notices if n.rule == "statement-left-out"]
    start, end = iri.split("/judgement/")[1].split("/")[0].split("-")
    assert (notice.start, notice.end) == (int(start), int(end))


def test_one_grade_of_two_amounts_keeps_its_letter(tmp_path: Path) -> None:
    said = "Judgements about staying safe are good in all schools and in four out of five childcare settings."
    result = one(tmp_path, "amounts.txt", TEXT.replace("Yours sincerely", f"{said}\n\nYours sincerely"))
    entry = next(e for e in result.ledger.entries if e.source == "amounts")
    assert entry.status is Status.CONVERTED
    rows = rows_of("judgements", KnowledgeGraph.open(tmp_path / "kg"))
    told = [row for row in rows if "all schools" in row["quote"] or "four out of five" in row["quote"]]
    assert {row["quantity"] for row in told} == {"all", "four-of-five"}


def without(*lines: str) -> str:
    text = TEXT
    for line in lines:
        assert line in text
        text = text.replace(line, "")
    return text


BAD: dict[str, tuple[bytes | str, Status, str]] = {
    "empty": (b"", Status.UNREADABLE, "empty"),
    "only white space": (b" \n\n\t", Status.UNREADABLE, "white space"),
    "binary": (bytes(range(256)) * 20, Status.UNREADABLE, "binary|not text"),
    "zip": (b"PK\x03\x04" + bytes(200), Status.UNREADABLE, "."),
    "damaged PDF": (b"%PDF-1.7\nnot really", Status.UNREADABLE, "PDF"),
    "a recipe": ("Take two eggs and beat them well.\n" * 30, Status.NOT_A_LETTER, "letter|framework"),
    "a table of figures": ("council,year,grade\nQuayhaven,2009,3\n" * 20, Status.NOT_A_LETTER, "."),
    "council not in the register": (
        TEXT.replace("Quayhaven", "Nowhereton"),
        Status.NOT_CONFORMING,
        "council",
    ),
    "rating outside the scale": (
        TEXT.replace("Performs excellently (4)", "Performs brilliantly (7)"),
        Status.NOT_CONFORMING,
        "grade|scale|score",
    ),
    "score that does not match its word": (
        TEXT.replace("Performs excellently (4)", "Performs excellently (2)"),
        Status.NOT_CONFORMING,
        "grade|score",
    ),
    "two ratings that differ": (
        TEXT.replace(
            "Performs excellently (4)",
            "Performs excellently (4)\n\nChildren's services rating\tPerforms poorly (1)",
        ),
        Status.NOT_CONFORMING,
        "one|grade|rating",
    ),
    "a date of another framework": (
        TEXT.replace("9 December 2009", "9 December 1999"),
        Status.NOT_CONFORMING,
        "date|day|year",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_said_in_the_ledger(name: str, tmp_path: Path) -> None:
    data, status, words = BAD[name]
    result = one(tmp_path, "bad.txt", data)
    entry = next(e for e in result.ledger.entries if e.source == "bad")
    assert entry.status is status
    assert re.search(words, entry.reason, re.IGNORECASE), entry.reason
    assert "Traceback" not in entry.reason
    assert result.ledger.conforms is (status is not Status.NOT_CONFORMING)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "latin-1", "cp1252"])
def test_other_encodings_are_read_right(encoding: str, tmp_path: Path) -> None:
    text = TEXT.replace("Imran Castellane", "Renée Castellane")
    result = one(tmp_path, "other.txt", text.encode(encoding))
    entry = next(e for e in result.ledger.entries if e.source == "other")
    assert entry.status is Status.CONVERTED
    _, stored = KnowledgeGraph.open(tmp_path / "kg").letter("other")
    assert "Renée Castellane" in stored
    if not encoding.startswith("utf-8"):
        said = [remark.rule for remark in entry.notices]
        assert said.count("encoding") == 1, "a guessed encoding is a warning"


def test_a_letter_without_rating_says_so(tmp_path: Path) -> None:
    lines = [line for line in TEXT.splitlines() if "Performs excellently (4)" not in line]
    text = "\n".join(line for line in lines if "perform excellently" not in line)
    result = one(tmp_path, "bare.txt", text)
    entry = next(e for e in result.ledger.entries if e.source == "bare")
    assert dict(entry.facts)["ratings"] == 0
    assert any("rating" in remark.message for remark in (*entry.notices, *entry.results))


def test_a_letter_cut_off_half_way_gives_what_it_holds(tmp_path: Path) -> None:
    half = TEXT[: len(TEXT) * 2 // 3]
    result = one(tmp_path, "half.txt", half)
    entry = next(e for e in result.ledger.entries if e.source == "half")
    assert entry.status is Status.CONVERTED
    assert dict(entry.facts)["ratings"] == 1
    assert entry.notices


def test_two_files_of_the_same_letter(tmp_path: Path) -> None:
    result = one(tmp_path, "z copy.txt", TEXT)
    folder = tmp_path / "letters"
    (folder / "another.txt").write_text(TEXT + "\n", encoding="utf-8")
    result = run(folder, tmp_path / "kg")
    entries = {entry.source: entry for entry in result.ledger.entries}
    assert entries["another"].status is Status.CONVERTED
    assert entries["z copy"].status is Status.DUPLICATE
    assert "another.txt" in entries["z copy"].reason


def test_a_letter_without_date_is_converted_and_known_by_its_year(tmp_path: Path) -> None:
    result = one(tmp_path, "undated.txt", without("9 December 2009"))
    entry = next(e for e in result.ledger.entries if e.source == "undated")
    assert (entry.status, entry.date, entry.occasion) == (Status.CONVERTED, "", "2009")
    assert entry.letter.endswith("/id/letter/quayhaven/annual-rating-2009/occasion-2009")
    (notice,) = [remark for remark in entry.notices if remark.rule == "no-date"]
    assert "bury-2010-12-09.txt" in notice.message
    assert result.ledger.conforms
    # The remedy works, and a copy with its date is the better one.
    folder = tmp_path / "letters"
    (folder / "undated.txt").rename(folder / "quayhaven-2009-12-09.txt")
    result = run(folder, tmp_path / "kg", replace=True)
    entry = next(e for e in result.ledger.entries if e.source == "quayhaven-2009-12-09")
    assert (entry.status, entry.date) == (Status.CONVERTED, "2009-12-09")
    (folder / "a.txt").write_text(without("9 December 2009") + " ", encoding="utf-8")
    result = run(folder, tmp_path / "kg")
    found = statuses(result)
    assert (found["a"], found["quayhaven-2009-12-09"]) == (Status.DUPLICATE, Status.CONVERTED)


def rows_of(name: str, kg: KnowledgeGraph) -> list[dict[str, str]]:
    values = {"council": "Quayhaven"} if name == "council-history" else {}
    answer = query(name, values, kg)
    assert isinstance(answer, Table)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.values()]


REPORT = SAMPLES / "reports" / "quayhaven-2019-04-12.pdf"
ADDRESS = "https://files.example.org/v1/file/1"


def test_a_report_without_day_of_publication_is_known_by_its_last_day_on_site(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    shutil.copy(REPORT, tmp_path / "letters" / "50012345.pdf")
    result = run(tmp_path / "letters", tmp_path / "kg")
    (entry,) = result.ledger.entries
    assert (entry.status, entry.date) == (Status.CONVERTED, "")
    assert entry.letter.endswith(f"/occasion-{entry.occasion}")
    assert [remark.rule for remark in entry.notices].count("no-publication-date") == 1
    kg = KnowledgeGraph.open(tmp_path / "kg")
    row = rows_of("letters", kg)[0]
    assert (row["source"], row["date"], row["council_name"]) == ("50012345", "", "Quayhaven")
    assert {row["published"] for row in rows_of("reports", kg)} == {""}
    # With its last day on site it has a place in time, and its date stays empty.
    for name in ("latest", "as-at", "council-history", "wait", "ratings", "people"):
        rows = [row for row in rows_of(name, kg) if row["source"] == "50012345"]
        assert rows, name
        assert {row.get("date", row.get("published")) for row in rows} == {""}, name
    # It can be published, its pages say that the date is not known, and it is in the cube.
    release = publish(kg, tmp_path / "release", Publication())
    pages = {path: path.read_text(encoding="utf-8") for path in release.folder.rglob("*.html")}
    assert any("date not known" in text for path, text in pages.items() if "quayhaven" in str(path))
    assert not [path for path, text in pages.items() if 'datetime=""' in text]
    (cube,) = release.folder.rglob("cube.ttl.gz")
    assert f'"{entry.occasion}"' in gzip.decompress(cube.read_bytes()).decode()


def test_a_list_of_sources_dates_a_report_and_gives_its_address(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    shutil.copy(REPORT, tmp_path / "letters" / "50012345.pdf")
    listed = f"file,url,published,licence\n50012345.pdf,{ADDRESS},2019-04-12,https://example.org/terms\n"
    (tmp_path / "letters" / "sources.csv").write_text(listed, encoding="utf-8")
    result = run(tmp_path / "letters", tmp_path / "kg")
    (entry,) = result.ledger.entries
    assert (entry.status, entry.date) == (Status.CONVERTED, "2019-04-12")
    assert not {"no-publication-date", "published-from-file-name"} & {remark.rule for remark in entry.notices}
    kg = KnowledgeGraph.open(tmp_path / "kg")
    assert {row["url"] for row in (*rows_of("letters", kg), *rows_of("reports", kg))} == {ADDRESS}
    assert f"<http://purl.org/dc/terms/source> <{ADDRESS}>" in kg.letter("50012345")[0]
    # Another list is another conversion.
    assert run(tmp_path / "letters", tmp_path / "kg").reused == 1
    (tmp_path / "letters" / "sources.csv").write_text(listed.replace("/1,", "/2,"), encoding="utf-8")
    assert run(tmp_path / "letters", tmp_path / "kg").reused == 0


def statuses(result: BuildResult) -> dict[str, Status]:
    return {entry.source: entry.status for entry in result.ledger.entries}


def test_files_of_one_name_in_several_folders_are_letters_of_their_own(tmp_path: Path) -> None:
    for name, letter in (("A", "apa-2007-quayhaven"), ("b", "annual-rating-2009-quayhaven")):
        (tmp_path / "letters" / name).mkdir(parents=True)
        shutil.copy(SAMPLES / "letters" / f"{letter}.txt", tmp_path / "letters" / name / "letter.txt")
    result = run(tmp_path / "letters", tmp_path / "kg")
    assert statuses(result) == dict.fromkeys(("A/letter", "b/letter"), Status.CONVERTED)
    kg = KnowledgeGraph.open(tmp_path / "kg")
    assert kg.letter("b/letter")[1] == LETTER.read_text(encoding="utf-8")
    assert run(tmp_path / "letters", tmp_path / "kg").reused == 2


def test_the_same_bytes_twice_are_one_letter(tmp_path: Path) -> None:
    (tmp_path / "letters" / "copies").mkdir(parents=True)
    for name in ("letter.txt", "copies/letter.txt"):
        shutil.copy(LETTER, tmp_path / "letters" / name)
    result = run(tmp_path / "letters", tmp_path / "kg")
    assert statuses(result) == {"copies/letter": Status.CONVERTED, "letter": Status.DUPLICATE}
    (entry,) = result.ledger.with_status(Status.DUPLICATE)
    assert (
        f"the same bytes as {tmp_path / 'letters' / 'copies' / 'letter.txt'}, which was kept" in entry.reason
    )


def test_what_was_kept_out_keeps_nothing_out(tmp_path: Path) -> None:
    wrong = TEXT.replace("Performs excellently (4)", "Performs excellently (2)")
    for name, text in (("a.txt", wrong), ("b.txt", TEXT), ("c.txt", wrong)):
        (tmp_path / "letters").mkdir(exist_ok=True)
        (tmp_path / "letters" / name).write_text(text, encoding="utf-8")
    result = run(tmp_path / "letters", tmp_path / "kg")
    out = Status.NOT_CONFORMING
    assert statuses(result) == {"a": out, "b": Status.CONVERTED, "c": out}
    assert not any("kept." in entry.reason for entry in result.ledger.entries)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    shutil.copy(LETTER, folder / "locked.txt")
    (folder / "locked.txt").chmod(0)
    if os.access(folder / "locked.txt", os.R_OK):
        pytest.skip("this user may read every file")
    entry = run(folder, tmp_path / "kg").ledger.entries[0]
    assert (entry.status, "permission" in entry.reason.lower()) == (Status.UNREADABLE, True)


@pytest.mark.parametrize("ending", [".docm", ".docx", ".html", ".eml", ".md", ".rtf"])
def test_a_letter_of_every_format_conforms(ending: str, tmp_path: Path) -> None:
    lines = [line for line in TEXT.split("\n") if line.strip()]
    word = "".join(paragraph("<w:r><w:tab/></w:r>".join(map(run_of, line.split("\t")))) for line in lines)
    made: dict[str, bytes | str] = {
        ".docm": word_file(word, more={"word/vbaProject.bin": "macros"}),
        ".docx": word_file(word),
        ".html": f"<!DOCTYPE html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body>",
        ".eml": f"From: a@b.example\nSubject: letter\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}",
        ".md": f"# A letter\n\n**Kept** as it came\n\n{TEXT}",
        ".rtf": "{\\rtf1\\ansi " + "".join(f"{line}\\par\n" for line in lines).replace("\t", "\\tab ") + "}",
    }
    result = one(tmp_path, f"annual{ending}", made[ending])
    entry = next(e for e in result.ledger.entries if e.source == "annual")
    assert (entry.status, entry.reason) == (Status.CONVERTED, "")


def test_names_with_spaces_and_quotes(tmp_path: Path) -> None:
    name = 'the "best" council\'s letter, 100% <true> & ünï.txt'
    result = one(tmp_path, name, TEXT)
    entry = next(e for e in result.ledger.entries if e.file_name == name)
    assert entry.status is Status.CONVERTED
    assert KnowledgeGraph.open(tmp_path / "kg").letter(entry.source)[1] == TEXT


def test_a_letter_of_five_megabytes(tmp_path: Path) -> None:
    paragraph = (
        "Officers visit each ward in turn and write down what they find in one shared register. " * 8 + "\n\n"
    )
    body, end = TEXT.split("Yours sincerely", 1)
    result = one(
        tmp_path, "long.txt", body + paragraph * (5_000_000 // len(paragraph)) + "Yours sincerely" + end
    )
    entry = next(e for e in result.ledger.entries if e.source == "long")
    assert entry.status is Status.CONVERTED
    assert dict(entry.facts)["judgements"] > 0


def test_a_failed_build_leaves_the_earlier_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kg = tmp_path / "kg"
    run(SAMPLES / "letters", kg)
    before = dump(KnowledgeGraph.open(kg), "nquads")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ofsted_kg.pipeline.draft.put_in_force", full)
    with pytest.raises(StoreError, match="No space left"):
        run(SAMPLES / "reports", kg, replace=True)
    assert dump(KnowledgeGraph.open(kg), "nquads") == before
    assert [path.name for path in (kg / "builds").iterdir()] == [(kg / "CURRENT").read_text().strip()]


def test_a_build_without_its_register_keeps_the_graph(tmp_path: Path) -> None:
    """A register that is left out or has lost a council drops nothing unasked, and the remedy works."""
    folder, kg, less = tmp_path / "letters", tmp_path / "kg", tmp_path / "less.csv"
    shutil.copytree(SAMPLES / "letters", folder)
    for report in (SAMPLES / "reports").glob("*.pdf"):
        shutil.copy(report, folder)
    run(folder, kg)
    before = dump(KnowledgeGraph.open(kg), "nquads")
    rows = REGISTER.read_text(encoding="utf-8").splitlines(keepends=True)
    less.write_text("".join(row for row in rows if "Thornshire" not in row), encoding="utf-8")
    for registers, told in (
        ((), r"drop 13 documents on councils .*: annual-assessment-2010-aldersea, .* and 3 more"),
        (
            (less,),
            r"drop 2 documents on councils .*: annual-rating-2009-north-thornshire, apa-2006-thornshire",
        ),
    ):
        with pytest.raises(StoreError, match=told) as caught:
            build([folder], kg, Options(registers=registers, jobs=1))
        assert dump(KnowledgeGraph.open(kg), "nquads") == before
    assert caught.value.remedy.endswith("or drop them with --replace")
    (kept,) = re.findall(r"keeps it in (.+?)\)", caught.value.remedy)
    build([folder], kg, Options(registers=(Path(kept),), jobs=1))
    assert dump(KnowledgeGraph.open(kg), "nquads") == before
    build([folder], kg, Options(registers=(less,), jobs=1, replace=True))
    assert len(list(KnowledgeGraph.open(kg).manifest.letters())) == 11


def test_two_at_once_the_second_says_so(tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    with writing(kg, make=True):
        for change in (lambda: run(SAMPLES / "letters", kg), lambda: undo(kg)):
            with pytest.raises(StoreError, match="another command is changing this graph just now"):
                change()
    assert len(run(SAMPLES / "letters", kg).ledger.entries) == 10


def test_what_has_not_changed_is_not_converted_again(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    shutil.copytree(SAMPLES / "letters", folder)
    first = run(folder, tmp_path / "kg")
    before = dump(KnowledgeGraph.open(tmp_path / "kg"), "nquads")
    second = run(folder, tmp_path / "kg")
    assert (first.reused, second.reused) == (0, len(first.ledger.entries))
    assert second.ledger == first.ledger
    assert dump(KnowledgeGraph.open(tmp_path / "kg"), "nquads") == before
    (folder / LETTER.name).write_text(TEXT + "\n", encoding="utf-8")
    assert run(folder, tmp_path / "kg").reused == len(first.ledger.entries) - 1


def test_the_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    result = run(SAMPLES / "letters", tmp_path / "kg")
    assert read_ledger(result.folder / "ledger.json") == result.ledger


def test_every_quote_stands_where_it_says(tmp_path: Path) -> None:
    run(SAMPLES, tmp_path / "kg")
    kg = KnowledgeGraph.open(tmp_path / "kg")
    rows = kg.select(
        "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/> "
        "PREFIX ok: <https://w3id.org/ofsted-kg/def/> "
        "SELECT ?source ?start ?end ?exact { GRAPH ?g { "
        "?letter a ok:Assessment ; dcterms:identifier ?source . "
        "?span oa:hasSelector ?position , ?words . "
        "?position oa:start ?start ; oa:end ?end . ?words oa:exact ?exact } }"
    )
    count = 0
    for row in rows:
        text = kg.text(row["source"].value)
        start, end, exact = (row[name].value for name in ("start", "end", "exact"))
        assert text[int(start) : int(end)] == exact
        count += 1
    assert count > 100


def _base(iri: str) -> Callable[[Path], BuildResult]:
    return lambda tmp: run(SAMPLES / "letters", tmp / "kg", base=iri)


def test_things_hang_on_the_base_of_ones_own(tmp_path: Path) -> None:
    _base("https://data.example.org/childrens")(tmp_path)
    text = dump(KnowledgeGraph.open(tmp_path / "kg"), "nquads").decode()
    assert "<https://data.example.org/childrens/id/council/quayhaven>" in text
    assert "<https://data.example.org/childrens/id/council/bury>" in text
    assert "<https://w3id.org/ofsted-kg/id/" not in text
    assert "<https://w3id.org/ofsted-kg/def/Rating>" in text


@pytest.mark.parametrize("iri", ["data.example.org", "file:///tmp/", "https://a b/"])
def test_a_base_that_is_no_iri_is_refused(iri: str, tmp_path: Path) -> None:
    with pytest.raises(OfstedKGError, match="base"):
        _base(iri)(tmp_path)


def test_same_input_same_bytes(tmp_path: Path) -> None:
    """Five runs with other hash seeds, orders of files and numbers of workers."""
    files = sorted((SAMPLES / "letters").iterdir()) + sorted((SAMPLES / "reports").glob("*.pdf"))
    digests = set()
    for number in range(5):
        order = random.Random(number).sample(files, len(files))  # noqa: S311
        kg = tmp_path / str(number)
        command = [sys.executable, "-m", "ofsted_kg", "build", *map(str, order), "--kg", str(kg)]
        command += ["--register", str(REGISTER), "--jobs", str(1 + number % 3)]
        environment = dict(os.environ, PYTHONHASHSEED=str(number * 7))
        subprocess.run(command, check=True, env=environment, capture_output=True)
        command = [sys.executable, "-m", "ofsted_kg", "dump", "--kg", str(kg)]
        turtle = subprocess.run(command, check=True, env=environment, capture_output=True).stdout
        ledger = (KnowledgeGraph.open(kg).folder / "ledger.json").read_bytes()
        digests.add(hashlib.sha256(turtle + ledger).hexdigest())
    assert len(digests) == 1


def children_of(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        return []
    return [int(number) for number in text.split()]


def runs(process: int) -> bool:
    """Whether a process is there and no mere entry in the table of those that ended."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def works(process: int) -> bool:
    """Whether a process has had some of a processor's time: by then it is well away from its fork.

    In the midst of a fork Python says of a signal that it ignored it.
    """
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return int(stat.rpartition(")")[2].split()[11]) >= 10


def until(done: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found by /proc")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_build_that_is_stopped_leaves_no_process_and_no_graph(
    how: signal.Signals, code: int, tmp_path: Path
) -> None:
    letter = (SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt").read_bytes()
    (tmp_path / "letters").mkdir()
    for number in range(1000):
        (tmp_path / "letters" / f"{number}.txt").write_bytes(letter)
    command = [sys.executable, "-m", "ofsted_kg", "build", str(tmp_path / "letters"), "--jobs", "2"]
    command += ["--kg", str(tmp_path / "kg"), "--register", str(REGISTER)]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE) as build:
        assert until(lambda: len(children_of(build.pid)) == 2)
        workers = children_of(build.pid)
        assert until(lambda: all(map(works, workers)))
        build.send_signal(how)
        assert build.wait(60) == code
        assert until(lambda: not any(map(runs, workers)))
        assert build.stderr is not None
        said = build.stderr.read()
    assert said == (b"ofsted-kg: stopped\n" if how is signal.SIGINT else b"")
    assert not (tmp_path / "kg" / "CURRENT").exists()


def test_a_script_without_a_guard_builds_though_it_has_threads(tmp_path: Path) -> None:
    """A process that has threads cannot fork: a worker that is started anew must not run the script again."""
    script = tmp_path / "script.py"
    script.write_text(
        "import threading\nfrom pathlib import Path\nfrom ofsted_kg.pipeline import Options, build\n"
        "print('once')\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        f"build([Path({str(LETTER)!r})], Path('kg'), Options(jobs=1))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout) == (0, b"once\n"), done.stderr.decode()
