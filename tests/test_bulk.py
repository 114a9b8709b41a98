"""Dumps for off-line loaders: sorted, the same every time, and what real servers load of them."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
import servers
from pyoxigraph import Store

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.pipeline.direct import write_folder
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.bulk import bulk

LETTERS = {
    f"letter-{number}": (
        "".join(
            f'<https://a.example/{number}/{row}> <https://a.example/says> "né {row}\\n"@en '
            f"<https://a.example/doc/{number}> .\n"
            for row in reversed(range(20))
        ),
        "text",
    )
    for number in range(5)
}
SHARED = (
    "<https://a.example/z> <https://a.example/p> <https://a.example/o> <https://a.example/set> .\n"
    "<https://a.example/a> <https://a.example/p> <https://a.example/o> <https://a.example/set> .\n"
)
QUADS = 102
COUNT = (
    "SELECT ?graph (COUNT(*) AS ?n) WHERE { GRAPH ?graph { ?s ?p ?o } "
    'FILTER(STRSTARTS(STR(?graph), "https://a.example/")) } GROUP BY ?graph'
)


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("kg")
    write_folder(folder, SHARED, LETTERS)
    return KnowledgeGraph.open(folder)


def files(folder: Path) -> list[list[bytes]]:
    return [gzip.decompress(path.read_bytes()).splitlines() for path in sorted(folder.glob("*.nq.gz"))]


def test_every_quad_once_graph_by_graph_sorted(kg: KnowledgeGraph, tmp_path: Path) -> None:
    made = bulk(kg, tmp_path / "bulk", part=45)
    assert (made.quads, made.graphs, made.files) == (QUADS, 6, 3)
    assert made.told() == f"{QUADS} quads in 6 graphs, 3 files in {tmp_path / 'bulk'}"
    parts = files(tmp_path / "bulk")
    lines = [line for part in parts for line in part]
    assert sorted(lines) == sorted(str(quad).encode() + b" ." for quad in kg.store)
    # No graph is in two files, and within each its lines are sorted.
    graphs = [{line.split()[-2] for line in part} for part in parts]
    assert sum(map(len, graphs)) == 6
    for graph in set.union(*graphs):
        own = [line for line in lines if line.split()[-2] == graph]
        assert own == sorted(own)


def test_the_same_bytes_and_digests_of_all(kg: KnowledgeGraph, tmp_path: Path) -> None:
    bulk(kg, tmp_path / "one")
    bulk(kg, tmp_path / "two")
    bulk(kg, tmp_path / "two")  # in the place of what is there
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    sums = dict(line.split("  ")[::-1] for line in (tmp_path / "one" / "SHA256SUMS").read_text().splitlines())
    assert {path.name for path in (tmp_path / "one").iterdir()} == {*sums, "SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((tmp_path / "one" / name).read_bytes()).hexdigest() == digest
    # The page says how to load it, by programs that are there.
    told = (tmp_path / "one" / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"load-\w+\.sh", told)) == {name for name in sums if name.endswith(".sh")}


def test_what_is_no_dump_stays(kg: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OfstedKGError, match="there is something else already"):
        bulk(kg, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_oxigraph_loads_it(kg: KnowledgeGraph, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the package oxigraph (its server) is not installed")
    bulk(kg, tmp_path / "bulk", part=45)
    path = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}
    command = ["sh", str(tmp_path / "bulk" / "load-oxigraph.sh"), str(tmp_path / "db")]
    subprocess.run(command, env=path, check=True, capture_output=True)
    assert set(Store.read_only(str(tmp_path / "db"))) == set(kg.store)


@pytest.mark.server
def test_virtuoso_loads_it(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with servers.virtuoso(tmp_path) as url:
        bulk(kg, tmp_path / "bulk", part=45)
        sql = re.findall(r"ServerPort = 127\.0\.0\.1:(\d+)", (tmp_path / "virtuoso.ini").read_text())[0]
        command = ["sh", str(tmp_path / "bulk" / "load-virtuoso.sh")]
        subprocess.run(command, env={**os.environ, "PORT": sql}, check=True, capture_output=True)
        asked = urllib.parse.urlencode({"query": COUNT, "format": "text/csv"})
        with urllib.request.urlopen(f"{url}sparql?{asked}", timeout=30) as answer:
            counts = sorted(int(line.rsplit(b",", 1)[1]) for line in answer.read().splitlines()[1:])
    assert counts == [2, 20, 20, 20, 20, 20]
