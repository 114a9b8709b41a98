"""What is told to do where a server is asked, pushed to or built on: done with real servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import servers
from graphs import write_folder
from test_remote import oxigraph_server

from ofsted_kg.errors import EndpointError, OfstedKGError
from ofsted_kg.pipeline import Options as BuildOptions
from ofsted_kg.pipeline import build, cluster
from ofsted_kg.places import bring, send
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.push import Options, push
from ofsted_kg.store.remote import RemoteGraph

ROOT = Path(__file__).resolve().parent.parent
LETTER = ROOT / "samples" / "letters" / "apa-2007-quayhaven.txt"
REGISTERS = (ROOT / "samples" / "register.csv",)
DOC = "https://w3id.org/ofsted-kg/doc/letter/a"
SAYS = f'<https://a.example/a> <https://a.example/says> "well" <{DOC}> .\n'
ASK = 'ASK { ?s <https://a.example/says> "well" }'

pytestmark = [
    pytest.mark.server,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofsted_kg.store.push.FIRST_WAIT", 0.01)
    monkeypatch.setattr(cluster, "CONNECT", 0.5)


@pytest.fixture
def kg(tmp_path: Path) -> KnowledgeGraph:
    return write_folder(tmp_path / "kg", "", {"a": (SAYS, "well")})


Server = Callable[[Path], AbstractContextManager[str]]
DBA = Options(user="dba", password="dba", auth="digest")  # noqa: S106 - the server's own default


@contextmanager
def nobody(_folder: Path) -> Iterator[str]:
    yield f"http://127.0.0.1:{servers.free_port()}/"


# Server, place and options that fail, what is said, server, place and options that do as it says.
PUSHED: dict[str, tuple[Server, str, Options, str, Server, str, Options]] = {
    "nobody there": (
        nobody, "store", Options(), "push again to go on", servers.oxigraph, "store", Options(),
    ),
    "another path": (
        servers.oxigraph, "elsewhere", Options(), "Check the URL, and which --protocol it speaks",
        servers.oxigraph, "store", Options(),
    ),
    "another protocol": (
        servers.oxigraph, "update", Options(protocol="graph-store"), "Check the URL and --protocol",
        servers.oxigraph, "update", Options(protocol="update"),
    ),
    "a place that only answers": (
        servers.oxigraph, "query", Options(), "which --protocol it speaks",
        servers.oxigraph, "update", Options(),
    ),
    "no password": (
        servers.virtuoso, "sparql-graph-crud-auth", Options(), "Check --user, OFSTED_KG_PASSWORD and --auth",
        servers.virtuoso, "sparql-graph-crud-auth", DBA,
    ),
    "the other authentication": (
        servers.virtuoso, "sparql-graph-crud-auth", Options(user="dba", password="dba", auth="basic"),  # noqa: S106
        "and --auth", servers.virtuoso, "sparql-graph-crud-auth", DBA,
    ),
    "no such authentication": (
        servers.oxigraph, "store", Options(auth="ntlm"), "Use basic or digest",
        servers.oxigraph, "store", Options(auth="basic"),
    ),
    "no such protocol": (
        servers.oxigraph, "store", Options(protocol="odbc"), "Use one of graph-store, update, auto",
        servers.oxigraph, "store", Options(protocol="graph-store"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PUSHED)
def test_pushing(name: str, kg: KnowledgeGraph, tmp_path: Path) -> None:
    start, place, options, says, other, right, then = PUSHED[name]
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    with start(tmp_path / "one") as url:
        with pytest.raises(EndpointError) as caught:
            push(kg, url + place, options)
        assert says in str(caught.value)
        if other is start:
            assert push(kg, url + right, then).put == 1
            return
    with other(tmp_path / "two") as url:
        assert push(kg, url + right, then).put == 1


def test_asking(kg: KnowledgeGraph) -> None:
    assert kg.folder is not None
    store = kg.folder / "store"
    port = servers.free_port()
    with pytest.raises(EndpointError, match="Is the server running, and the address right"):
        RemoteGraph(f"http://127.0.0.1:{port}/query").ask(ASK)
    with oxigraph_server(store) as url:
        with pytest.raises(EndpointError, match="Check the path"):
            RemoteGraph(url.replace("/query", "/nowhere")).ask(ASK)
        assert not RemoteGraph(url).ask("ASK { ?s <https://a.example/says> 'ill' }")
    with oxigraph_server(store, "--union-default-graph") as url:
        assert RemoteGraph(url).ask(ASK)


@pytest.mark.filterwarnings("default")
def test_building_on_a_cluster(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed")
    dask = servers.Dask(tmp_path)
    options = BuildOptions(registers=REGISTERS, cluster=dask.address)
    try:
        nowhere = BuildOptions(registers=REGISTERS, cluster=f"tcp://127.0.0.1:{servers.free_port()}")
        with pytest.raises(OfstedKGError, match="see that it runs: `dask scheduler`"):
            build([LETTER], tmp_path / "kg", nowhere)
        dask.wait()
        with pytest.raises(OfstedKGError, match=f"Start one with `dask worker {dask.address}` and try again"):
            build([LETTER], tmp_path / "kg", options)
        dask.work()
        assert build([LETTER], tmp_path / "kg", options).added == (LETTER.stem,)
    finally:
        dask.close()


def test_places_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
    with servers.s3(tmp_path) as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "someone")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "any")
        s3fs.S3FileSystem.clear_instance_cache()
        system = s3fs.S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
        system.mkdir("archive")
        system.pipe_file("archive/letters/a.txt", LETTER.read_bytes())
        for url in ("s3://archive/lettres", "s3://archives/letters"):
            with pytest.raises(OfstedKGError, match=f"{url}: .* Check the address and try again"):
                bring(url, tmp_path / "brought")
        top = bring("s3://archive/letters", tmp_path / "brought")
        assert (top / "a.txt").read_bytes() == LETTER.read_bytes()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{servers.free_port()}")
        s3fs.S3FileSystem.clear_instance_cache()
        with pytest.raises(OfstedKGError, match="AWS_ENDPOINT_URL where it is not Amazon's"):
            bring("s3://archive/letters", tmp_path / "again")
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        s3fs.S3FileSystem.clear_instance_cache()
        assert bring("s3://archive/letters", tmp_path / "again").is_dir()
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "SHA256SUMS").write_text("", encoding="utf-8")
        assert send(tmp_path / "out", "s3://archive/release", {}, "SHA256SUMS") == (0, 0)
