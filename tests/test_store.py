"""The store: what is written is read, by several at once, and a damaged folder says what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import graphs
import pyoxigraph as ox
import pytest
import query_dataset
import rdflib

from ofsted_kg import query
from ofsted_kg.checksums import digest_of_file
from ofsted_kg.errors import QueryError, StoreError
from ofsted_kg.store import KnowledgeGraph, current_build, disk, read_graphs, write_store
from ofsted_kg.store import graph as graph_module

LETTER = "apa-2005-oldshire"


def write_folder(kg: Path) -> None:
    """Write a built folder as the build does."""
    reference: list[str] = []
    letters: dict[str, list[str]] = {}
    for line in query_dataset.nquads().splitlines(keepends=True):
        graph = line.rsplit("<", 1)[1]
        if "/doc/letter/" in graph:
            letters.setdefault(graph.partition("/doc/letter/")[2].rstrip("> .\n"), []).append(line)
        else:
            reference.append(line)
    given = {}
    for letter, document in query_dataset.letters():
        assert letter.council is not None
        place = f"{letter.council.name.lower()}/{letter.framework}/{letter.date}"
        given[letter.source] = ("".join(letters[place]), document.text)
    graphs.write_folder(kg, "".join(reference), given)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kg = tmp_path_factory.mktemp("kg")
    write_folder(kg)
    return kg


@pytest.fixture
def kg(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(built, tmp_path / "kg"))


def test_disk_and_memory_hold_the_same(built: Path) -> None:
    disk, memory = KnowledgeGraph.open(built), KnowledgeGraph.in_memory(built)
    assert set(disk.store) == set(memory.store)
    assert len(disk) == len(memory) == len(query_dataset.nquads().splitlines())
    assert disk.graph_names() == memory.graph_names()
    assert query.run("judgements", {}, disk) == query.run("judgements", {}, memory)


def test_the_store_on_disk_is_for_reading_only(built: Path) -> None:
    graph = KnowledgeGraph.open(built)
    with pytest.raises(RuntimeError, match="read-write"):
        graph.store.update("DELETE WHERE { ?s ?p ?o }")


def test_many_read_at_once(built: Path) -> None:
    code = (
        "import sys, pathlib; from ofsted_kg.store import KnowledgeGraph;"
        "graph = KnowledgeGraph.open(pathlib.Path(sys.argv[1]));"
        "print(len(graph), flush=True); sys.stdin.read(); print(len(graph))"
    )
    here = KnowledgeGraph.open(built)
    command = [sys.executable, "-c", code, str(built)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as one, subprocess.Popen(command, **pipes) as two:  # type: ignore[call-overload]
        for reader in (one, two):
            assert reader.stdout.readline() == f"{len(here)}\n"
        for reader in (one, two):
            assert reader.communicate()[0] == f"{len(here)}\n"
    assert one.returncode == two.returncode == 0


def test_a_store_moves_with_its_folder(kg: Path, tmp_path: Path) -> None:
    kg.rename(tmp_path / "moved here")
    assert len(KnowledgeGraph.open(tmp_path / "moved here")) == len(query_dataset.nquads().splitlines())


def test_a_store_that_cannot_be_opened_is_read_from_its_text(kg: Path) -> None:
    # As one that another version of Oxigraph wrote: the build's files are all what was written.
    pointer, facts = current_build(kg) / "store" / "CURRENT", current_build(kg) / "build.json"
    before = digest_of_file(pointer)
    pointer.write_bytes(pointer.read_bytes().replace(b"MANIFEST", b"ANOTHERS"))
    facts.write_text(facts.read_text("utf-8").replace(before, digest_of_file(pointer)), "utf-8")
    assert len(KnowledgeGraph.open(kg)) == len(query_dataset.nquads().splitlines())


def test_a_folder_without_a_graph_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no graph here\. Make a graph with `ofsted-kg build"):
        KnowledgeGraph.open(tmp_path)
    with pytest.raises(StoreError, match="there is no such folder"):
        KnowledgeGraph.open(tmp_path / "nowhere")


def test_an_unfinished_build_says_so(kg: Path) -> None:
    (kg / "CURRENT").unlink()
    with pytest.raises(StoreError, match=r"was not finished\. Make it again"):
        KnowledgeGraph.open(kg)


def test_a_build_that_is_gone_says_so(kg: Path) -> None:
    shutil.rmtree(current_build(kg))
    with pytest.raises(StoreError, match="its build is gone"):
        KnowledgeGraph.open(kg)


def test_a_damaged_graph_is_named(kg: Path) -> None:
    graph = KnowledgeGraph.open(kg)
    place = graph.manifest.letter(LETTER).frame
    pack = graph.folder / "letters" / place.pack
    data = bytearray(pack.read_bytes())
    data[place.offset + place.length // 2] ^= 1
    pack.write_bytes(data)
    with pytest.raises(StoreError, match=rf"the letter {LETTER} cannot be read .*ofsted-kg verify"):
        KnowledgeGraph.in_memory(kg)


def test_a_letter_comes_with_its_text(built: Path) -> None:
    nquads, text = KnowledgeGraph.open(built).letter(LETTER)
    letter, document = query_dataset.letters()[0]
    assert text == document.text
    assert nquads.count("#Rating") or nquads.count("/Rating>") == len(letter.ratings)


@pytest.mark.parametrize("source", ["apa-2005-oldshir", "../reference", "", "a/b", "\0"])
def test_a_letter_that_is_not_there_is_named(source: str, built: Path) -> None:
    with pytest.raises(StoreError, match="there is no letter"):
        KnowledgeGraph.open(built).text(source)


def test_a_graph_from_elsewhere_has_no_folder() -> None:
    with pytest.raises(StoreError, match="has no folder"):
        KnowledgeGraph(ox.Store()).folder  # noqa: B018


def test_rdflib_gets_the_same_quads(built: Path) -> None:
    graph = KnowledgeGraph.open(built)
    dataset = graph.to_rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    assert {str(g.identifier) for g in dataset.graphs()} >= set(graph.graph_names())
    name = next(name for name in graph.graph_names() if name.endswith("oldshire/apa-2005/2005-12-01"))
    theirs = dataset.graph(rdflib.URIRef(name))
    assert len(theirs) == len(graph.graph(name))
    assert sum(len(g) for g in dataset.graphs()) == len(graph)


def test_files_are_loaded_by_their_endings(built: Path, tmp_path: Path) -> None:
    nquads = tmp_path / "letter.nq"
    nquads.write_text(KnowledgeGraph.open(built).letter(LETTER)[0], encoding="utf-8")
    trig = tmp_path / "a.trig"
    trig.write_text("<http://a.example/g> { <http://a.example/s> a <http://a.example/C> }", encoding="utf-8")
    graph = KnowledgeGraph.from_files([nquads, trig])
    assert "http://a.example/g" in graph.graph_names()
    with pytest.raises(StoreError, match="cannot be loaded"):
        KnowledgeGraph.from_files([tmp_path / "none.nq"])


KINDS = [
    ("select", "ASK {}", "no SELECT"),
    ("ask", "SELECT * {}", "no ASK"),
    ("construct", "ASK {}", "no CONSTRUCT"),
    ("query", "SELECT ?s WHERE { ?s ?p }", "no SPARQL 1.1 query"),
    ("query", "DELETE WHERE { ?s ?p ?o }", "no SPARQL 1.1 query"),
]


@pytest.mark.parametrize(("method", "text", "message"), KINDS, ids=[f"{k[0]}-{k[1]}" for k in KINDS])
def test_the_wrong_kind_of_query_is_named(method: str, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        getattr(KnowledgeGraph(ox.Store()), method)(text)


def test_triples_come_sorted_and_once() -> None:
    graph = KnowledgeGraph.from_nquads(
        '<http://a.example/s> <http://a.example/p> "2" <http://a.example/g> .\n'
        '<http://a.example/s> <http://a.example/p> "2" <http://a.example/h> .\n'
        '<http://a.example/s> <http://a.example/p> "1" <http://a.example/h> .\n'
    )
    assert [t.object.value for t in graph.construct("CONSTRUCT WHERE { ?s ?p ?o }")] == ["1", "2"]  # type: ignore[union-attr]


def test_a_build_replaced_while_it_is_read_is_left_for_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def line(value: str) -> str:
        return f'<http://a.example/s> <http://a.example/p> "{value}" <http://a.example/g> .\n'

    folders = [
        graphs.write_folder(tmp_path, "", {"a": (line(value), ""), "b": (line(f"more {value}"), "")}).folder
        for value in ("old", "new")
    ]
    (tmp_path / "CURRENT").write_text(folders[0].name, encoding="utf-8")
    fill = disk.fill

    def interrupted(target: ox.Store, files: Iterable[tuple[Path | str, bytes]]) -> None:
        (tmp_path / "CURRENT").write_text(folders[1].name, encoding="utf-8")
        for pack in (folders[0] / "letters").glob("*.pack"):
            pack.unlink()
        fill(target, files)

    monkeypatch.setattr(graph_module, "fill", interrupted)
    graph = KnowledgeGraph.in_memory(tmp_path)
    assert [row["o"].value for row in graph.select("SELECT ?o { ?s ?p ?o } ORDER BY ?o")] == [
        "more new",
        "new",
    ]
    assert graph.folder == folders[1]


def test_a_store_is_not_written_from_other_text(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.nq", tmp_path / "bad.nq"
    good.write_text("", encoding="utf-8")
    bad.write_text("nothing of the kind\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"bad\.nq: no N-Quads"):
        write_store(tmp_path / "store", read_graphs([good, bad]))
