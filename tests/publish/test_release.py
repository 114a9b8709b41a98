"""The release folder: the same bytes, whole or not at all, and data that agrees with itself."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Quad, QuerySolutions, RdfFormat, Store, parse

from ofsted_kg.checksums import SUMS
from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.publish import Options, publish
from ofsted_kg.publish.diff import differences
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, VOID
from publish.conftest import ADDED, files_of

FORMATS = {".ttl": RdfFormat.TURTLE}
SOURCES = f"SELECT ?s {{ ?l a <{DEF}Assessment> ; <{DCTERMS}identifier> ?s }}"
# What looks at the whole dataset and so changes with any letter.
WHOLE = {
    "SHA256SUMS",
    "INPUTS.json",
    "ANSWERS.zst",
    "DOCUMENTS.zst",
    "releases.json",
    "CHANGES.md",
    "LICENCE.md",
    "feed.atom",
    "void.ttl",
    ".well-known/void",
    "dcat.ttl",
    "index.html",
    "changes.html",
    "assets/search-index.js",
    # What the pages' scripts know of all: where each council stands, the words of all quotations.
    "assets/standings.js",
    "assets/search-quotations.js",
    "sitemap.xml",
}
WHOLE_FOLDERS = ("data/", "tables/", "queries/", "set/")


def triples(path: Path) -> set[tuple[str, str, str]]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads(path)}


def quads(path: Path) -> list[Quad]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data, path = gzip.decompress(data), path.with_suffix("")
    return list(parse(data, format=FORMATS[path.suffix]))


def test_the_same_bytes_twice_and_in_another_process(kg: Path, release: Path, tmp_path: Path) -> None:
    tool = str(shutil.which("ofsted-kg", path=str(Path(sys.executable).parent)))
    again = tmp_path / "again"
    words = [tool, "publish", "--kg", str(kg), "--out", str(again)]
    # 31 January 2026 in UTC, and already February where the clock says so.
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1769900400"}
    subprocess.run(words, check=True, capture_output=True, env={**os.environ, **elsewhere}, cwd=tmp_path)
    assert files_of(again) == files_of(release)
    # Over a release of the same graph, on another day: nothing has changed, and nothing says so.
    done = publish(KnowledgeGraph.open(kg), again)
    assert done.kept > len(files_of(release)) / 4
    assert files_of(again) == files_of(release)


def test_one_letter_more_changes_only_what_concerns_it(smaller: Path, release: Path) -> None:
    before, after = files_of(smaller), files_of(release)
    gone = before.keys() - after.keys()
    assert all(path.startswith(("data/", "set/dataset/")) for path in gone)
    own = f"doc/letter/quayhaven/{ADDED.removesuffix('-quayhaven')}/2009-12-09"
    assert {
        path for path in after.keys() - before.keys() if not path.startswith(("data/", "set/dataset/"))
    } == {
        f"{own}.html",
        f"{own.rpartition('/')[0]}.ttl.gz",
    }
    changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
    elsewhere = {path for path in changed - WHOLE if not path.startswith(WHOLE_FOLDERS)}
    # Of the documents about things only its council's: the page lists the letter, the data may name it.
    documents = {path for path in elsewhere if path.startswith("doc/")}
    assert "doc/council/quayhaven.html" in documents
    assert {path.partition(".")[0] for path in documents} == {"doc/council/quayhaven"}
    # Of the vocabulary only the pages of what the letter speaks of, none of its data.
    spoken = {
        str(quad.object.value).removeprefix(DEF)
        for quad in quads(release / f"{own.rpartition('/')[0]}.ttl.gz")
        if hasattr(quad.object, "value") and str(quad.object.value).startswith(DEF)
    }
    pages = {path.removeprefix("def/").removesuffix(".html") for path in elsewhere if path.startswith("def/")}
    assert pages <= spoken
    assert {path for path in elsewhere if not path.startswith(("doc/", "def/"))} == set()


def test_what_is_taken_over_is_what_would_be_made(kg: Path, smaller: Path, tmp_path: Path) -> None:
    """One letter more on a release, and the same where nothing may be taken over: not a byte differs."""
    added, anew = tmp_path / "added", tmp_path / "anew"
    for out in (added, anew):
        shutil.copytree(smaller, out)
    (anew / "INPUTS.json").unlink()
    kept, made = (publish(KnowledgeGraph.open(kg), out, Options(date="2026-02-28")) for out in (added, anew))
    assert files_of(added) == files_of(anew)
    # All but what concerns the letter, its council and the whole is taken over; else only earlier data.
    assert kept.kept > kept.files * 0.7
    assert made.kept < 10


def test_checksums_cover_every_file(release: Path) -> None:
    lines = (release / SUMS).read_text(encoding="utf-8").splitlines()
    stated = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
    real = {
        path: hashlib.sha256(data).hexdigest() for path, data in files_of(release).items() if path != SUMS
    }
    assert stated == real


def without_its_letters(kg: Path) -> None:
    next(kg.glob("builds/*/letters/*.pack")).unlink()


def with_a_byte_changed(kg: Path) -> None:
    pack = next(kg.glob("builds/*/letters/*.pack"))
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 1
    pack.write_bytes(data)


@pytest.mark.parametrize("damage", [without_its_letters, with_a_byte_changed])
def test_an_error_leaves_the_release_before(
    kg: Path, release: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    out, damaged = tmp_path / "out", tmp_path / "kg"
    shutil.copytree(release, out)
    shutil.copytree(kg, damaged)
    damage(damaged)
    with pytest.raises(StoreError, match="damaged"):
        publish(KnowledgeGraph.open(damaged), out)
    assert files_of(out) == files_of(release)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_error_while_writing_leaves_the_release_before(release: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(release, out)

    def half() -> None:
        with ReleaseFolder(out) as folder:
            folder.write("index.html", "half")
            folder.write("index.html", "a file that stands twice is a fault")

    with pytest.raises(ValueError, match="no new place"):
        half()
    assert files_of(out) == files_of(release)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("path", ["/etc/passwd", "../beside", "a/../../b"])
def test_no_file_outside_the_folder(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no new place"), ReleaseFolder(tmp_path / "out") as folder:
        folder.write(path, "x")


def test_no_folder_of_another_kind_is_replaced(kg: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("do not delete", encoding="utf-8")
    with pytest.raises(OfstedKGError, match="something else"):
        publish(KnowledgeGraph.open(kg), tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").is_file()


def test_every_rdf_file_parses_and_has_no_blank_node(release: Path) -> None:
    files = [path for path in release.rglob("*") if path.suffix in FORMATS]
    assert len(files) > 400
    written_by_hand = {"ontology", "shapes"}
    for path in files:
        found = quads(path)
        assert found, path
        if path.relative_to(release).parts[0] not in written_by_hand:
            nodes = (node for quad in found for node in (quad.subject, quad.object))
            assert not any(isinstance(node, BlankNode) for node in nodes), path


def dump(release: Path, name: str) -> bytes:
    (path,) = release.glob(f"data/*/{name}")
    return gzip.decompress(path.read_bytes())


def parsed(data: bytes, form: RdfFormat) -> list[Quad]:
    return list(parse(data, format=form))


def test_the_dump_holds_what_is_said_of_each_thing(release: Path) -> None:
    named = parsed(dump(release, "ofsted-kg.nq.gz"), RdfFormat.N_QUADS)
    whole = {(str(q.subject), str(q.predicate), str(q.object)) for q in named}
    # What the data about a thing says is in the dump, but for what the cube and the metadata add.
    for path in (release / "doc").rglob("*.ttl*"):
        if path.stem != "publisher":
            for subject, predicate, value in triples(path):
                assert (subject, predicate, value) in whole or subject.endswith("/observation>"), path
    # And the other way round: each letter's graph is in the data about it.
    letters = {triple for path in (release / "doc" / "letter").rglob("*.ttl.gz") for triple in triples(path)}
    for quad in named:
        if "/letter/" in str(quad.graph_name):
            assert (str(quad.subject), str(quad.predicate), str(quad.object)) in letters, quad


def test_the_letters_as_json(kg: Path, release: Path) -> None:
    lines = [json.loads(line) for line in dump(release, "documents.ndjson.gz").splitlines()]
    graph = KnowledgeGraph.open(kg)
    assert {line["letter"]["source"] for line in lines} == {row[0].value for row in graph.select(SOURCES)}
    for line in lines:
        text = graph.text(line["letter"]["source"])
        for fact in line["letter"]["facts"]:
            for quote in fact["quotes"]:
                assert text[quote["start"] : quote["end"]] == quote["text"]
                assert f"{quote['before'].lstrip('…')}{quote['text']}{quote['behind'].rstrip('…')}" in text


def test_void_counts_what_the_dump_holds(release: Path) -> None:
    merged = {q.triple for q in parsed(dump(release, "ofsted-kg.nq.gz"), RdfFormat.N_QUADS)}
    found = Store()
    found.extend(Quad(t.subject, t.predicate, t.object) for t in merged)
    void = Store()
    void.load(path=release / "void.ttl", format=RdfFormat.TURTLE)

    def number(store: Store, query: str) -> int:
        answer = store.query(query)
        assert isinstance(answer, QuerySolutions)
        return int(next(answer)[0].value)

    stated = {
        name: number(void, f"SELECT ?n {{ ?d a <{VOID}Dataset> ; <{VOID}classes> ?c ; <{VOID}{name}> ?n }}")
        for name in ("triples", "classes", "properties", "distinctSubjects")
    }
    assert stated == {
        # Not by the store, which holds 2.50 and 2.5 for one.
        "triples": len(merged),
        "classes": number(found, "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
        "properties": number(found, "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        "distinctSubjects": number(found, "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
    }
    parts = void.query(f"SELECT ?c ?n {{ ?x <{VOID}class> ?c ; <{VOID}entities> ?n }}")
    assert isinstance(parts, QuerySolutions)
    classes = {row[0].value: int(row[1].value) for row in parts}
    assert len(classes) == stated["classes"]
    for kind, count in classes.items():
        assert count == number(found, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{kind}> }}"), kind
    uses = void.query(f"SELECT ?p ?n {{ ?x <{VOID}property> ?p ; <{VOID}triples> ?n }}")
    assert isinstance(uses, QuerySolutions)
    for row in uses:
        assert int(row[1].value) == number(found, f"SELECT (COUNT(*) AS ?n) {{ ?s <{row[0].value}> ?o }}")
    links = void.query(
        f"SELECT ?p ?space ?n {{ ?x a <{VOID}Linkset> ; <{VOID}linkPredicate> ?p ; <{VOID}triples> ?n ; "
        f"<{VOID}objectsTarget>/<{VOID}uriSpace> ?space }}"
    )
    assert isinstance(links, QuerySolutions)
    counted = 0
    for row in links:
        pattern = f'FILTER(ISIRI(?o) && STRSTARTS(STR(?o), "{row[1].value}"))'
        assert int(row[2].value) == number(
            found, f"SELECT (COUNT(*) AS ?n) {{ ?s <{row[0].value}> ?o {pattern} }}"
        ), (row[0], row[1].value)
        # A vocabulary's terms, a document's address or a standard are no dataset that ours is linked to.
        assert not row[1].value.startswith(
            ("http://www.w3.org/", "http://purl.org/dc/", "http://tools.ietf.org/")
        )
        counted += 1
    assert counted
    assert (release / ".well-known" / "void").read_bytes() == (release / "void.ttl").read_bytes()


def test_a_release_is_no_older_than_the_one_before(kg: Path, smaller_kg: Path, tmp_path: Path) -> None:
    out = tmp_path / "release"
    publish(KnowledgeGraph.open(smaller_kg), out, Options(date="2026-12-01"))
    before = (out / "SHA256SUMS").read_bytes()
    with pytest.raises(OfstedKGError, match="the release before is of 2026-12-01, after 2026-11-01") as error:
        publish(KnowledgeGraph.open(kg), out, Options(date="2026-11-01"))
    assert error.value.remedy.startswith("Say --date 2026-12-01 or later")
    assert (out / "SHA256SUMS").read_bytes() == before


def test_the_terms_of_documents_are_listed_by_council(release: Path) -> None:
    lines = [
        line for line in (release / "LICENCE.md").read_text(encoding="utf-8").splitlines() if "| " in line
    ]
    councils = [line.split(" | ")[0] for line in lines[2:]]
    assert councils == sorted(councils, key=str.casefold)
    assert (
        "| Quayhaven | Children's services annual rating 2009 | 2009-12-09 | annual-rating-2009-quayhaven |"
        in " ".join(lines)
    )


def test_what_differs_is_told_of_the_version_in_force(kg: Path, smaller_kg: Path, tmp_path: Path) -> None:
    out = tmp_path / "release"
    publish(KnowledgeGraph.open(kg), out, Options(date="2026-01-30"))
    publish(KnowledgeGraph.open(smaller_kg), out, Options(date="2026-01-31"))
    assert list(differences(out, smaller_kg)) == []
    assert [line.endswith("added: Performs excellently") for line in differences(out, kg)] == [True]
