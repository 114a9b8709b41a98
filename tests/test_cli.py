"""The command line as a user meets it: words in, answer on stdout, the rest on stderr, an exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import rdflib

from ofsted_kg.pipeline.account import Account
from ofsted_kg.store.dump import ENDINGS, FORMATS
from ofsted_kg.store.folder import current_build

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*words: str, code: int = 0, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ofsted_kg", *words]
    done = subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "NO_COLOR": "1", **environment}
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == code, done.stderr.decode()
    return done


def out(*words: str, code: int = 0, **environment: str) -> str:
    return run(*words, code=code, **environment).stdout.decode("utf-8")


@pytest.fixture(scope="session")
def kg(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The samples, built."""
    folder = tmp_path_factory.mktemp("cli") / "kg"
    reports = map(str, sorted((SAMPLES / "reports").glob("*.pdf")))
    letters = str(SAMPLES / "letters")
    done = run("build", letters, *reports, "--kg", str(folder), "--register", str(SAMPLES / "register.csv"))
    assert done.stderr == b"", "no progress where stderr is no terminal"
    return str(folder)


def commands() -> list[str]:
    listed = out("--help", COLUMNS="200")
    return re.findall(r"^[│|]\s+([a-z]+)\s{2,}\S", listed.split("Commands")[1], re.MULTILINE)


def test_help_lists_the_commands() -> None:
    assert set(commands()) >= {
        "build",
        "query",
        "sparql",
        "validate",
        "show",
        "dump",
        "publish",
        "serve",
        "push",
    }


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented(name: str) -> None:
    assert f"`{name}" in README or f"ofsted-kg {name}" in README
    assert "Usage" in out(name, "--help")


def test_build_says_what_it_made(kg: str) -> None:
    done = run(
        "build", str(SAMPLES / "letters"), "--kg", kg + "2", "--register", str(SAMPLES / "register.csv")
    )
    text = done.stdout.decode()
    for words in (
        "10 of 10 files converted",
        "Letters by framework",
        "Facts by kind",
        "judgements",
        "Ledger",
    ):
        assert words in text


def test_a_letter_that_does_not_conform_ends_with_1_and_is_named(tmp_path: Path) -> None:
    letter = tmp_path / "strange.txt"
    text = (SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt").read_text(encoding="utf-8")
    letter.write_text(text.replace("Quayhaven", "Nowhereton"), encoding="utf-8")
    said = out("build", str(letter), "--kg", str(tmp_path / "kg"), code=1)
    assert "strange.txt" in said
    assert "council" in said
    assert "0 of 1 letters conform" in out("validate", "--kg", str(tmp_path / "kg"), code=1)
    assert "Nowhereton" in out("show", "strange", "--kg", str(tmp_path / "kg"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("build", "gone"), "no such file or folder", id="no such letters"),
        pytest.param(("add", ""), "an empty name", id="a variable that was not set"),
        pytest.param(("query", "letters", "--kg", "gone"), "ofsted-kg build", id="no such graph"),
        pytest.param(("query", "leters"), "letters", id="no such query"),
        pytest.param(("query", "letters", "-p", "x"), "name=value", id="no parameter"),
        pytest.param(("query", "council-history", "-p", "cuoncil=x"), "council", id="no such parameter"),
        pytest.param(("query", "letters", "--format", "xls"), "csv", id="no such format"),
        pytest.param(("sparql", "SELECT nothing {"), "SPARQL", id="no SPARQL"),
        pytest.param(("sparql", "gone.rq"), "gone.rq", id="no such query file"),
        pytest.param(("show", "nothing"), "no letter", id="no such letter"),
        pytest.param(("dump", "--format", "word"), "turtle", id="no such dump format"),
        pytest.param(("dump", "-o", "d.foo"), "no format has the ending .foo. Choose", id="no such ending"),
        pytest.param(("dump", "-o", "d.nq", "--format", "turtle"), "is of nquads", id="another ending"),
        pytest.param(
            ("query", "letters", "-o", "d.foo"), "no format has the ending", id="no ending of a table"
        ),
        pytest.param(
            ("query", "letters", "-o", "d.json", "--format", "csv"), "is of json", id="not its ending"
        ),
        pytest.param(
            ("dump", "--bulk", "--council", "Quayhaven", "-o", "b2"),
            "Leave out --council",
            id="a bulk of one",
        ),
        pytest.param(("dump", "--bulk"), "Name one with --out", id="a bulk nowhere"),
        pytest.param(
            ("sparql", "INSERT DATA { <x:a> <x:b> 1 }"), "INSERT would change the graph", id="update"
        ),
        pytest.param(
            ("sparql", "# all\nPREFIX x: <x:>\ndelete where { ?s ?p ?o }"),
            "DELETE would change",
            id="deletion",
        ),
        pytest.param(
            ("sparql", "DESCRIBE id:council/bury"),
            "Write it as <https://w3id.org/ofsted-kg/id/council/bury>",
            id="a name with a slash",
        ),
        pytest.param(
            ("query", "comparisons", "-p", "subject=nosuch"),
            "query NAME --help` lists the",
            id="no such subject",
        ),
        pytest.param(
            ("explain", "Fostering is good.", "--heading", "nosuch"),
            "one of achieving-",
            id="no such heading",
        ),
        pytest.param(
            ("explain", str(SAMPLES / "README.md")), "Say with --at OFFSET", id="a file for a sentence"
        ),
        pytest.param(("dump", "--council", "Atlantis"), "Atlantis", id="no such council"),
        pytest.param(
            ("query", "letters", "--endpoint", "http://127.0.0.1:9/"), "127.0.0.1:9", id="no endpoint"
        ),
        pytest.param(("query", "letters", "--nonsense"), "nonsense", id="no such option"),
    ],
)
def test_what_cannot_run_ends_with_2_and_one_line(words: tuple[str, ...], said: str, kg: str) -> None:
    done = run(*words, code=2, OFSTED_KG=kg)
    assert done.stdout == b""
    assert said in done.stderr.decode()


def test_a_server_that_cannot_start_ends_with_2(kg: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = run("serve", "--kg", kg, "--port", port, code=2).stderr.decode()
    assert f"127.0.0.1:{port} could not start" in said
    gone = run("serve", "--kg", kg, "--release", str(tmp_path / "gone"), code=2).stderr.decode()
    assert "ofsted-kg publish" in gone


def test_the_folder_comes_from_the_environment(kg: str) -> None:
    assert out("query", "letters", "--format", "csv", OFSTED_KG=kg) == out(
        "query", "letters", "--format", "csv", "--kg", kg
    )


def test_query_alone_lists_the_queries(kg: str) -> None:
    listed = out("query", "--kg", kg, COLUMNS="200")
    for path in (ROOT / "queries").glob("*.rq"):
        assert path.stem in listed


def test_the_formats_agree(kg: str) -> None:
    rows = list(csv.reader(io.StringIO(out("query", "ratings", "--format", "csv", "--kg", kg))))
    answer = json.loads(out("query", "ratings", "--format", "json", "--kg", kg))
    assert answer["head"]["vars"] == rows[0]
    assert len(answer["results"]["bindings"]) == len(rows) - 1


def test_sparql_of_ones_own(kg: str, tmp_path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?l a <https://w3id.org/ofsted-kg/def/Assessment> }"
    file = tmp_path / "how many.rq"  # blanks in a name make no query of it
    file.write_text(text, encoding="utf-8")
    for way in (text, str(file)):
        assert out("sparql", way, "--format", "csv", "--kg", kg).split() == ["n", "13"]
    graph = out(
        "sparql", "DESCRIBE <https://w3id.org/ofsted-kg/id/council/bury>", "--format", "turtle", "--kg", kg
    )
    assert len(rdflib.Graph().parse(data=graph, format="turtle")) > 5


def test_validate_conforms(kg: str) -> None:
    assert out("validate", "--kg", kg).strip() == "13 of 13 letters conform"
    assert out("validate", "--engine", "pyshacl", "--kg", kg).strip() == "13 of 13 letters conform"
    assert "conforms" in out("validate", "--ontology")


def test_validate_prints_the_warnings_that_the_summary_counts(kg: str, tmp_path: Path) -> None:
    lines = out("validate", "--warnings", "--kg", kg).splitlines()
    assert lines.pop() == "13 of 13 letters conform"
    with Account(current_build(Path(kg))) as account:
        assert Counter(line.split(": ")[2] for line in lines) == account.notices()
    asked = list(csv.DictReader(io.StringIO(out("query", "warnings", "--format", "csv", "--kg", kg))))
    said = {f"{row['source']}: Warning: {row['code']}: {row['message']}" for row in asked}
    assert {line.partition(" «")[0].partition(" (page")[0] for line in lines} == said
    assert sum("«" in line for line in lines) == sum(bool(row["quote"]) for row in asked)


def test_show_marks_facts_in_the_text(kg: str) -> None:
    text = out("show", "annual-rating-2009-quayhaven", "--kg", kg)
    assert re.search(r"⟦Children's services rating\s+Performs excellently \(4\)⟧\d+", text)
    assert "Rating  area overall, grade performs-excellently" in text


def test_show_prints_the_grades_of_a_record_and_where_they_stand(tmp_path: Path) -> None:
    kg = str(tmp_path / "kg")
    run("build", "--record", "--kg", kg)
    shown = run("show", "bury-ilacs-standard-2021-12-17.grades", "--kg", kg)
    assert "known from a record, and stand at https://files.ofsted.gov.uk/" in shown.stderr.decode()
    assert "Overall effectiveness" in shown.stdout.decode()
    assert "Inadequate" in shown.stdout.decode()


def test_there_must_be_a_sentence_to_explain() -> None:
    assert "there is no sentence here" in run("explain", " ", code=2).stderr.decode()


def test_show_says_why_a_file_is_not_in_the_graph(tmp_path: Path) -> None:
    (tmp_path / "shopping.txt").write_text("Two loaves, and a letter to post.\n", encoding="utf-8")
    letter = SAMPLES / "letters" / "annual-rating-2009-quayhaven.txt"
    register = ("--register", str(SAMPLES / "register.csv"))
    kg = str(tmp_path / "kg")
    run("build", str(tmp_path / "shopping.txt"), str(letter), "--kg", kg, *register)
    said = run("show", "shopping.txt", "--kg", kg, code=2).stderr.decode()
    assert said.startswith(
        f"ofsted-kg: {tmp_path / 'shopping.txt'}: it is not in the graph: no title of a letter"
    )
    assert said.count("\n") == 1
    assert "there is no letter 'sopping'" in run("show", "sopping", "--kg", kg, code=2).stderr.decode()


RDFLIB = {"turtle": "turtle", "trig": "trig", "ntriples": "nt", "nquads": "nquads", "jsonld": "json-ld"}


def test_a_letter_whose_name_begins_as_an_option_does_is_removed_as_told(tmp_path: Path) -> None:
    letter, kg = tmp_path / "letters" / "-quayhaven.txt", str(tmp_path / "kg")
    letter.parent.mkdir()
    letter.write_bytes((SAMPLES / "letters" / "apa-2007-quayhaven.txt").read_bytes())
    out("build", str(letter.parent), "--register", str(SAMPLES / "register.csv"), "--kg", kg)
    said = run("remove", "quayhaven", "--kg", kg, code=2).stderr.decode()
    assert "Did you mean `-- -quayhaven`?" in said
    printed = out("query", "letters", "--columns", "source", "--format", "csv", "--kg", kg).split()[1]
    assert printed == "'-quayhaven"
    assert "Taken out of the graph (1)" in out("remove", printed, "--kg", kg)
    assert "Taken out" not in out("undo", "--kg", kg)
    assert "Taken out of the graph (1)" in out("remove", "--kg", kg, "--", "-quayhaven")


def test_every_dump_format_is_known_to_the_tests() -> None:
    assert set(RDFLIB) == set(FORMATS)


@pytest.mark.parametrize("form", RDFLIB)
def test_dumps_hold_the_same(form: str, kg: str) -> None:
    council = ("--council", "Quayhaven")
    expected = rdflib.Graph().parse(
        data=out("dump", "--format", "ntriples", *council, "--kg", kg), format="nt"
    )
    found = rdflib.Dataset(default_union=True)
    found.parse(data=out("dump", "--format", form, *council, "--kg", kg), format=RDFLIB[form])
    assert {triple[:3] for triple in found.triples((None, None, None))} == set(expected)
    assert len(expected) > 100


def test_a_dump_goes_to_a_file(kg: str, tmp_path: Path) -> None:
    run("dump", "--format", "nquads", "--kg", kg, "-o", str(tmp_path / "all.nq"))
    assert (tmp_path / "all.nq").read_text(encoding="utf-8") == out("dump", "--format", "nquads", "--kg", kg)


@pytest.mark.parametrize(("ending", "form"), [*ENDINGS.items(), ("NQ", "nquads"), ("", "turtle")])
def test_the_ending_of_a_file_tells_the_format_of_a_dump(
    ending: str, form: str, kg: str, tmp_path: Path
) -> None:
    path = tmp_path / (f"all.{ending}" if ending else "all")
    run("dump", "--council", "Quayhaven", "--kg", kg, "-o", str(path))
    assert path.read_text(encoding="utf-8") == out(
        "dump", "--format", form, "--council", "Quayhaven", "--kg", kg
    )


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, ofsted_kg.cli; print(*sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    ).stdout.split()
    assert not {"rdflib", "pyshacl", "pyoxigraph", "pypdfium2", "bs4", "jinja2", "starlette"} & set(loaded)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [("--version",), ("query",), ("query", "latest")])
def test_a_full_disk_is_said_in_a_line(words: tuple[str, ...], kg: str) -> None:
    command = [sys.executable, "-m", "ofsted_kg", *words]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, check=False, env={**os.environ, "OFSTED_KG": kg}
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


def test_a_reader_that_stops_early_is_no_error(kg: str) -> None:
    command = [sys.executable, "-m", "ofsted_kg", "dump", "--kg", kg]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.read(10)
        writer.stdout.close()
        assert writer.stderr.read() == b""
    assert writer.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize(("words", "code"), [("--help", 0), ("query", 0), ("query nosuch", 2)])
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_changes_no_exit_code(words: str, code: int, closed: str) -> None:
    command = f"{sys.executable} -m ofsted_kg {words} {closed}"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
