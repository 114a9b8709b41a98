"""What messages tell to do: each case makes the mistake, finds the remedy in the message, and follows it."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mending import mended
from typer.testing import CliRunner

from ofsted_kg import register
from ofsted_kg.cli import app
from ofsted_kg.corrections import load
from ofsted_kg.corrections.files import COLUMNS
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline import Options, build
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.settings import read_settings
from ofsted_kg.store import current_build
from ofsted_kg.vocabulary import lexicon

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
REGISTER = SAMPLES / "register.csv"
LETTERS = ("apa-2007-quayhaven.txt", "annual-rating-2009-quayhaven.txt")
LETTER = (SAMPLES / "letters" / LETTERS[0]).read_bytes()
URL = "https://files.example.org/1"


@dataclass(frozen=True)
class Case:
    """A mistake, what must be said, and the way out.

    Attributes:
        wrong: words of the command that fails; ``{d}`` is a folder of the case, ``{kg}`` a graph.
        says: the remedy.
        right: words that do as it says; none: the same again.
        make: files of the folder beforehand.
        mend: files as they are when the remedy has been followed; None takes one away.
        code: exit code of the right words.
        work: what else is to be done beforehand, or as the remedy says.
    """

    wrong: str
    says: str
    right: str = ""
    make: Mapping[str, str | bytes] = field(default_factory=dict)
    mend: Mapping[str, str | bytes | None] = field(default_factory=dict)
    code: int = 0
    before: Callable[[Path], None] | None = None


def corrections(line: str) -> str:
    return f"letter,fact,property,value,note,by,on\n{line}"


PUBLISH = '[publisher]\nname = "Us"\niri = "https://us.example.org/"\ncontact = "mailto:a@us.example.org"\n'
PUBLISH += '[dataset]\ntitle = "Letters"\ndescription = "Of ours."\n'
SETTINGS = "publish --kg {kg} --out {d}/out --config {d}/p.toml"
WHERE = "SELECT * WHERE { ?s a ok:Letter }"

QUERIES = {
    "name of a query": Case("query rating", "Did you mean ratings or", "query ratings"),
    "name of a parameter": Case(
        "query ratings -p counci=Quayhaven", "council", "query ratings -p council=Quayhaven"
    ),
    "no parameter": Case(
        "query ratings -p Quayhaven", "Write -p name=value", "query ratings -p council=Quayhaven"
    ),
    "council": Case(
        "query ratings -p council=Quayhavn", "Did you mean Quayhaven or", "query ratings -p council=Quayhaven"
    ),
    "area": Case("query ratings -p area=everything", "overall", "query ratings -p area=overall"),
    "year": Case("query ratings -p year=soon", "2", "query ratings -p year=2007"),
    "region": Case("query ratings -p region=Mordor", "There are: ", "query ratings -p region={1}"),
    "format": Case("query ratings --format word", "There are: table, csv", "query ratings --format csv"),
    "column": Case(
        "query ratings --columns source,mark", "There are: source", "query ratings --columns source,grade"
    ),
    "place to write": Case("query ratings -o {d}/no/a.csv", "Check the path", "query ratings -o {d}/a.csv"),
    "prefix": Case(
        "sparql {q}SELECT * WHERE {{ ?s foo:bar ?o }}",
        "Declare it with PREFIX",
        "sparql {q}PREFIX foo: <http://foo.example/> SELECT * WHERE {{ ?s foo:bar ?o }}",
    ),
    "file of a query": Case("sparql {d}/a.rq", "Check the name", "sparql {d}/b.rq", make={"b.rq": WHERE}),
    "format of triples": Case(
        "sparql {q}CONSTRUCT WHERE {{ ?s a ok:Letter }} --format word",
        "There are: ",
        "sparql {q}CONSTRUCT WHERE {{ ?s a ok:Letter }} --format turtle",
    ),
    "no graph": Case(
        "query ratings --kg {d}/kg",
        "Make a graph with `ofsted-kg build LETTERS --kg DIR`, or name its folder with --kg",
        "query ratings --kg {kg}",
    ),
    "endpoint": Case("query ratings --endpoint localhost", "Give one such as http://localhost:7878/query"),
    "format of a dump": Case("dump --format word", "Choose one of turtle", "dump --format turtle"),
    "council of a dump": Case(
        "dump --council Quayhavn", "as the query `coverage` prints them", "dump --council {coverage}"
    ),
    "bulk dump": Case("dump --bulk", "Name one with --out", "dump --bulk --out {d}/bulk"),
    "bulk dump elsewhere": Case(
        "dump --bulk --out {d}/full",
        "Name a new folder",
        "dump --bulk --out {d}/new",
        {"full/a": "a"},
    ),
    "nothing to export": Case("export", "Give --sqlite FILE", "export --sqlite {d}/a.sqlite"),
    "database of one's own": Case(
        "export --sqlite {d}/a.db",
        "Name another file",
        "export --sqlite {d}/b.db",
        make={"a.db": "My notes."},
    ),
    "workbook of one's own": Case(
        "export --xlsx {d}/a.xlsx",
        "take that one away",
        "export --xlsx {d}/a.xlsx",
        make={"a.xlsx": "My notes."},
        mend={"a.xlsx": None},
    ),
    "ending of a workbook": Case("export --xlsx {d}/a.csv", "Name it a.xlsx", "export --xlsx {d}/a.xlsx"),
    "ending of a database": Case("export --sqlite {d}/a.csv", "Name it a.db", "export --sqlite {d}/a.db"),
    "mark before JSON": Case(
        "query ratings --excel --format json",
        "ask for CSV with --format csv",
        "query ratings --excel --format csv",
    ),
    "mark before a table": Case("query ratings --excel", "Leave out --excel", "query ratings"),
    "parameter that must be there": Case(
        "query then-and-now",
        "on the command line `-p then=VALUE`",
        "query then-and-now -p then=2007-12-31",
    ),
    "letter": Case("show apa-2007-quayhavn", "Did you mean apa-2007-quayhaven or", "show apa-2007-quayhaven"),
    "letter unlike any": Case(
        "show zzz", "`ofsted-kg query letters` lists what the graph holds", "query letters"
    ),
    "offset": Case(
        "explain {samples}/letters/apa-2007-quayhaven.txt --at 3",
        "`ofsted-kg query` prints the offsets of facts and warnings as `start`",
        "explain {samples}/letters/apa-2007-quayhaven.txt --at {start}",
    ),
    "diff of nothing": Case("diff {d}/a {kg}", "Check the name", "diff {kg} {kg}"),
    "diff of a folder": Case(
        "diff {d} {kg}", "a file made by `ofsted-kg dump --format nquads`", "diff {dump} {kg}"
    ),
    "release to verify": Case(
        "verify {d}",
        "Name a folder that `publish` made, or leave it out to verify the graph",
        "verify --kg {kg}",
    ),
    "release to serve": Case("serve --release {d}/none", "Make a release with `ofsted-kg publish --out DIR`"),
    "a day": Case("query ratings -p from=soon", "soon", "query ratings -p from=2007-01-31"),
    "a truth": Case("query latest -p past=perhaps", "perhaps", "query latest -p past=true"),
    "day of publishing": Case(
        "publish --out {d}/out --date soon",
        "Write it as 2026-01-31, or leave it out",
        "publish --out {d}/out --date 2026-01-31",
    ),
    "a folder to import": Case("import {d}/a.csv", "Check its name and permissions", make={"a.csv/x": ""}),
    "query that ends too early": Case(
        "sparql {q}SELECT * WHERE {{ ?s a ok:Letter", "", "sparql {q}SELECT * WHERE {{ ?s a ok:Letter }}"
    ),
    "protocol to push by": Case("push --endpoint http://127.0.0.1:9/ --protocol ftp", "Use one of "),
}
PUBLISHING = {
    "no file": Case(SETTINGS, "samples/publish.toml is one to copy", mend={"p.toml": "{copy}"}),
    "no TOML": Case(SETTINGS, "Mend that line", make={"p.toml": "publisher"}, mend={"p.toml": PUBLISH}),
    "no table": Case(
        SETTINGS, "Begin with [publisher]", make={"p.toml": 'name = "Us"'}, mend={"p.toml": PUBLISH}
    ),
    "unknown table": Case(
        SETTINGS, "Known tables: [publisher], [dataset]", make={"p.toml": "[us]\n"}, mend={"p.toml": PUBLISH}
    ),
    "unknown key": Case(
        SETTINGS, "Known there: name", make={"p.toml": '[publisher]\nnam = "Us"\n'}, mend={"p.toml": PUBLISH}
    ),
    "no text": Case(
        SETTINGS, 'Write name = "', make={"p.toml": "[publisher]\nname = 3\n"}, mend={"p.toml": PUBLISH}
    ),
    "missing": Case(SETTINGS, "Write under [publisher]: ", make={"p.toml": ""}, mend={"p.toml": PUBLISH}),
    "no slash": Case(
        SETTINGS,
        "Put a / at its end",
        make={"p.toml": PUBLISH + '[site]\nurl = "https://us.example.org/kg"\n'},
        mend={"p.toml": PUBLISH + '[site]\nurl = "https://us.example.org/kg/"\n'},
    ),
    "no contact": Case(
        SETTINGS,
        "Write it as mailto:data@example.org",
        make={"p.toml": PUBLISH.replace("mailto:a@", "a@")},
        mend={"p.toml": PUBLISH.replace("mailto:a@us.example.org", "mailto:data@example.org")},
    ),
    "no IRI": Case(
        SETTINGS,
        "Give it in full",
        make={"p.toml": PUBLISH.replace("https://us.example.org/", "us.example.org")},
        mend={"p.toml": PUBLISH},
    ),
}
LISTED = "file,url,published\n"


def listed(says: str, wrong: str | bytes, right: str) -> Case:
    """A list of sources as it is, what is said of it, and the list as it should be."""
    return Case("add {letters} --sources {d}/s.csv", says, make={"s.csv": wrong}, mend={"s.csv": right})


CHANGES = {
    "no path": Case(
        "add {d}/a.txt", "Check the path and try again", "add {d}/b.txt", make={"b.txt": "A recipe. " * 40}
    ),
    "empty folder": Case(
        "add {d}",
        "Name the letters, or the folder that holds them",
        "add {d}/b.txt",
        mend={"b.txt": "A recipe. " * 40},
    ),
    "empty name": Case(
        "add {e}", "Name it; the folder you are in is .", "add {d}/b.txt", make={"b.txt": "A recipe. " * 40}
    ),
    "an address": Case("add https://files.example.org/a.pdf", "`ofsted-kg fetch --help`", "fetch --help"),
    "nothing to remove": Case(
        "remove apa-2007-quayhavn", "Did you mean apa-2007-quayhaven or", "remove apa-2007-quayhaven"
    ),
    "no such build": Case("undo abc", "None other is"),
    "the build in force": Case("undo {current}", "`ofsted-kg builds` lists the others", "builds"),
    "dropped, named too": Case(
        "build {samples}/letters/apa-2005-marlbridge.txt --register {register}",
        "Name them too",
        "build {letters} {samples}/letters/apa-2005-marlbridge.txt --register {register}",
    ),
    "dropped, added": Case(
        "build {samples}/letters/apa-2005-marlbridge.txt --register {register}",
        "add to the graph with `ofsted-kg add`",
        "add {samples}/letters/apa-2005-marlbridge.txt",
    ),
    "dropped, replaced": Case(
        "build {samples}/letters/apa-2005-marlbridge.txt --register {register}",
        "drop them with --replace",
        "build {samples}/letters/apa-2005-marlbridge.txt --register {register} --replace",
    ),
    "base": Case(
        "build {letters} --kg {d}/kg --base us",
        "Give one that ends in /",
        "build {letters} --kg {d}/kg --register {register} --base https://us.example.org/",
    ),
    "no list": listed(
        "Begin the list with the line file,url,published,licence",
        f"a.txt,{URL}\n",
        f"file,url,published,licence\na.txt,{URL},,\n",
    ),
    "day in a list": listed(
        "Write it as 2023-01-13",
        f"{LISTED}a.txt,{URL},soon\n",
        f"{LISTED}a.txt,{URL},2023-01-13\n",
    ),
    "address in a list": listed(
        "Give the address as browsers show it",
        f"{LISTED}a.txt,files.example.org/1,\n",
        f"{LISTED}a.txt,{URL},\n",
    ),
    "file in a list": listed(
        "Give the file's name, or its path from the list's folder",
        f"{LISTED}../a.txt,{URL},\n",
        f"{LISTED}a.txt,{URL},\n",
    ),
    "two rows of a list": listed(
        "Keep one of the two rows",
        f"{LISTED}a.txt,{URL},\na.txt,{URL}2,\n",
        f"{LISTED}a.txt,{URL}2,\n",
    ),
    "encoding of a list": listed(
        "Save it as CSV in UTF-8",
        f"{LISTED}caf\0\0é.txt,{URL},\n".encode(),
        f"{LISTED}café.txt,{URL},\n",
    ),
    "columns of grades": Case(
        "import {d}/g.csv",
        "The columns are gss_code",
        make={"g.csv": "council,grade\nBury,good\n"},
        mend={"g.csv": "{record}"},
    ),
    "rows of grades": Case(
        "import {d}/g.csv",
        "Mend these rows",
        make={"g.csv": "{record}X,ilacs-standard,soon\n"},
        mend={"g.csv": "{record}"},
    ),
    "lock": Case(
        "fetch {d}/s.csv --to {d}",
        "Delete it: the files that are there stay",
        make={"s.csv": "file,url\na.txt,\n", "a.txt": "here", "sources.lock": "{"},
        mend={"sources.lock": None},
    ),
    "row without address": Case(
        "fetch {d}/s.csv --to {d}",
        "line 2 has no address: give it, or put the file there",
        make={"s.csv": "file,url\na.txt,\n"},
        mend={"a.txt": "here"},
    ),
    "recognised elsewhere": Case(
        "add {letters} --ocr never --cluster tcp://127.0.0.1:9",
        "Leave out --cluster, or --ocr",
        "add {letters}",
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two letters and their graph."""
    folder = tmp_path_factory.mktemp("remedies")
    (folder / "letters").mkdir()
    for name in LETTERS:
        shutil.copy(SAMPLES / "letters" / name, folder / "letters")
    build([folder / "letters"], folder / "kg", Options(registers=(REGISTER,), jobs=1))
    return folder


class Bench:
    """Runs the words of a case in its folder."""

    def __init__(self, folder: Path, letters: Path, kg: Path) -> None:
        self.folder, self.letters, self.kg = folder, letters, kg
        self.runner = CliRunner()

    def lay(self, files: Mapping[str, str | bytes | None]) -> None:
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            elif isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(self._filled(content), encoding="utf-8", newline="")

    @staticmethod
    def _filled(content: str) -> str:
        lines = (ROOT / "record" / "inspections.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        copy = (SAMPLES / "publish.toml").read_text(encoding="utf-8")
        return content.replace("{copy}", copy).replace("{record}", "".join(lines[:6]))

    def run(self, text: str, said: str = "") -> tuple[int, str]:
        """Run words; return the exit code, and all that was said."""
        command, mark, query = text.partition("{q}")
        words = ["" if word == "{e}" else self._word(word, said) for word in command.split()]
        if mark:
            asked, option, rest = query.partition(" --")
            words += [asked.replace("{{", "{").replace("}}", "}"), *f"{option}{rest}".split()]
        asks = words[0] not in ("explain", "diff", "fetch") and "--help" not in words and "--kg" not in words
        if asks and not (words[0] == "query" and "--endpoint" in words):
            words += ["--kg", str(self.kg)]
        result = self.runner.invoke(app, words)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            assert isinstance(result.exception, OfstedKGError), repr(result.exception)
            return 2, str(result.exception)
        return result.exit_code, result.output

    def _word(self, word: str, said: str) -> str:
        if "{1}" in word:
            word = word.replace("{1}", said.partition("There are: ")[2].split(",")[0].split(".")[0])
        if "{coverage}" in word:
            word = word.replace("{coverage}", self._cell("coverage", "council"))
        if "{start}" in word:
            word = word.replace("{start}", self._cell("judgements -p source=apa-2007-quayhaven", "start"))
        if "{current}" in word:
            word = word.replace("{current}", current_build(self.kg).name)
        if "{dump}" in word:
            (self.folder / "dump.nq").write_text(self.run("dump --format nquads")[1], encoding="utf-8")
            word = word.replace("{dump}", str(self.folder / "dump.nq"))
        for name, path in {
            "{d}": self.folder,
            "{kg}": self.kg,
            "{samples}": SAMPLES,
            "{register}": REGISTER,
            "{letters}": self.letters,
        }.items():
            word = word.replace(name, str(path))
        return word

    def _cell(self, query: str, column: str) -> str:
        code, text = self.run(f"query {query} --format csv")
        assert not code, text
        return next(row[column] for row in csv.DictReader(io.StringIO(text)) if row[column])


def follow(case: Case, bench: Bench) -> None:
    bench.lay(case.make)
    code, said = bench.run(case.wrong)
    assert code, f"it is no mistake: {said}"
    assert case.says in said
    bench.lay(case.mend)
    if case.right or case.mend:
        code, after = bench.run(case.right or case.wrong, said)
        assert code == case.code, after


@pytest.mark.parametrize("name", QUERIES)
def test_asking(name: str, built: Path, tmp_path: Path) -> None:
    follow(QUERIES[name], Bench(tmp_path, built / "letters", built / "kg"))


@pytest.mark.parametrize("name", PUBLISHING)
def test_settings_of_a_release(name: str, tmp_path: Path) -> None:
    case, bench = PUBLISHING[name], Bench(tmp_path, tmp_path, tmp_path)
    bench.lay(case.make)
    with pytest.raises(OfstedKGError) as caught:
        read_settings(tmp_path / "p.toml")
    assert case.says in str(caught.value)
    bench.lay(case.mend)
    assert read_settings(tmp_path / "p.toml").publisher


def test_the_folder_of_a_release(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_text("a", encoding="utf-8")
    for name, says in (("file", "Name a folder"), ("full", "Name a new or empty folder")):
        with pytest.raises(OfstedKGError, match=says), ReleaseFolder(tmp_path / name):
            pass
    with ReleaseFolder(tmp_path / "new") as folder:
        assert folder.out == tmp_path / "new"


WRONG_FILES: dict[str, tuple[bytes, str, Callable[[Path], object]]] = {
    "columns of a register": (b"name\nQuayhaven\n", "The columns are ", lambda path: register.load((path,))),
    "encoding of a register": (
        "X,Caf\u00e9".encode("cp1252"),
        "Save it as UTF-8",
        lambda path: register.load((path,)),
    ),
    "encoding of corrections": (
        b"Caf\xe9",
        "Save them as CSV in UTF-8",
        lambda path: load((path,), lexicon.load(), register.load()),
    ),
}
RIGHT_FILES = {"register": REGISTER.read_text(encoding="utf-8"), "corrections": ",".join(COLUMNS) + "\n"}


@pytest.mark.parametrize("name", WRONG_FILES)
def test_files_that_are_given(name: str, tmp_path: Path) -> None:
    content, says, read = WRONG_FILES[name]
    right = RIGHT_FILES[name.rpartition(" ")[2]].encode("utf-8")
    mended(tmp_path / "a.csv", content, says, right, read)


@pytest.mark.parametrize("name", CHANGES)
def test_changing(name: str, built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "kg", tmp_path / "kg", symlinks=True)
    (tmp_path / "case").mkdir()
    follow(CHANGES[name], Bench(tmp_path / "case", built / "letters", tmp_path / "kg"))
