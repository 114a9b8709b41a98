"""A real Oxigraph server gives the answers of the embedded store, and its faults have names."""

from __future__ import annotations

import gc
import http.server
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import query_dataset
import servers
from servers import free_port, wait_for
from test_query import ASKED, HOSTILE, NEEDED

from ofsted_kg import query
from ofsted_kg.errors import EndpointError, OfstedKGError, QueryError
from ofsted_kg.pipeline import Options, build
from ofsted_kg.store import KnowledgeGraph, read_graphs, write_store
from ofsted_kg.store.push import Options as Login
from ofsted_kg.store.push import push
from ofsted_kg.store.remote import PASSWORD_VARIABLE, USER_VARIABLE, RemoteGraph

pytestmark = pytest.mark.server

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
NAMES = [stored.name for stored in query.load_queries()]
JSON = "application/sparql-results+json"


@contextmanager
def oxigraph_server(folder: Path, *options: str) -> Iterator[str]:
    """Serve a store on disk, read-only; yield the address of its endpoint."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the package oxigraph (its server) is not installed")
    port = free_port()
    command = [str(program), "serve-read-only", "-l", str(folder), "-b", f"127.0.0.1:{port}", *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remote")
    (folder / "all.nq").write_text(query_dataset.nquads(), encoding="utf-8")
    write_store(folder / "store", read_graphs([folder / "all.nq"]))
    return folder / "store"


@pytest.fixture(scope="module")
def remote(store: Path) -> Iterator[RemoteGraph]:
    with oxigraph_server(store, "--union-default-graph") as endpoint:
        yield RemoteGraph(endpoint)


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph.from_nquads(query_dataset.nquads())


@pytest.mark.parametrize("name", NAMES)
def test_a_server_answers_the_same(name: str, remote: RemoteGraph, graph: KnowledgeGraph) -> None:
    values = NEEDED.get(name)
    assert query.run(name, values, remote) == query.run(name, values, graph)


@pytest.mark.parametrize(("name", "values", "rows"), ASKED, ids=[f"{n}-{v}" for n, v, _ in ASKED])
def test_parameters_reach_the_server(
    name: str, values: dict[str, query.Value], rows: int, remote: RemoteGraph, graph: KnowledgeGraph
) -> None:
    found = query.run(name, values, remote)
    assert len(found.rows) == rows
    assert found == query.run(name, values, graph)


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\x01" not in text], ids=ascii)
def test_a_text_reaches_the_server_as_it_was_given(text: str, remote: RemoteGraph) -> None:
    stored = query.StoredQuery(
        "echo", "", "", (query.Parameter("name", "string"),), "SELECT ?name WHERE { VALUES ?name { UNDEF } }"
    )
    assert query.run(stored, {"name": text}, remote).column("name") == (text.strip(),)


def test_any_form_of_query(remote: RemoteGraph, graph: KnowledgeGraph) -> None:
    asked = (
        "ASK { ?s a <https://w3id.org/ofsted-kg/def/Rating> }",
        "ASK { ?s a <https://w3id.org/ofsted-kg/def/Nothing> }",
        "PREFIX ok: <https://w3id.org/ofsted-kg/def/>\nCONSTRUCT WHERE { ?s ok:area ?area }",
        "# a comment\nDESCRIBE <https://w3id.org/ofsted-kg/id/council/northwick>",
        "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }",
    )
    for text in asked:
        assert query.run_text(text, remote) == query.run_text(text, graph)


def test_named_graphs_are_found_where_the_server_hides_them(store: Path, graph: KnowledgeGraph) -> None:
    with oxigraph_server(store) as endpoint:
        assert query.run("ratings", {}, RemoteGraph(endpoint)) == query.run("ratings", {}, graph)


# What Virtuoso 7.2.5 does not answer, or not rightly: docs/howto/push.md says so.
NOT_ON_VIRTUOSO = {"movement", "overview", "then-and-now", "standing", "weak-spots"}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("samples") / "kg"
    build([SAMPLES / "letters"], folder, Options(registers=(SAMPLES / "register.csv",), jobs=1))
    return KnowledgeGraph.open(folder)


@pytest.fixture(scope="module")
def virtuoso(samples: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteGraph]:
    """A Virtuoso server that was loaded by `push`."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        login = Login(protocol="auto", user="dba", password="dba", auth="digest")  # noqa: S106
        push(samples, f"{url}sparql-graph-crud-auth", login)
        yield RemoteGraph(f"{url}sparql", 120)


@pytest.mark.parametrize("name", sorted(set(NAMES) - NOT_ON_VIRTUOSO))
def test_virtuoso_answers_the_same(name: str, virtuoso: RemoteGraph, samples: KnowledgeGraph) -> None:
    values = NEEDED.get(name, {})
    values = values | {"council": "Quayhaven"} if "council" in values else values
    assert query.run(name, values, virtuoso) == query.run(name, values, samples)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("movement", r"cannot take this query \(Virtuoso 37000 Error SP031"),
        ("standing", "than are right"),
    ],
)
def test_what_virtuoso_does_not_answer_is_said(name: str, said: str, virtuoso: RemoteGraph) -> None:
    with pytest.raises(EndpointError, match=f"{said}.*--kg"):
        query.run(name, {}, virtuoso)


def test_a_truth_value_of_virtuoso(virtuoso: RemoteGraph) -> None:
    assert virtuoso.ask("ASK { ?s a <https://w3id.org/ofsted-kg/def/Letter> }")
    assert not virtuoso.ask("ASK { ?s a <https://w3id.org/ofsted-kg/def/Nothing> }")


def test_push_md_names_what_virtuoso_does_not_answer() -> None:
    page = (ROOT / "docs" / "howto" / "push.md").read_text(encoding="utf-8")
    assert (
        set(re.findall(r"`([a-z-]+)`", page.partition("| --- |")[2].partition("| `inspectors`")[0]))
        == NOT_ON_VIRTUOSO
    )


def test_a_wrong_query_is_the_user_s_mistake(remote: RemoteGraph) -> None:
    with pytest.raises(QueryError, match="the endpoint refuses the query"):
        remote.select("SELECT ?s WHERE { ?s ?p }")


# -- servers that fail

Answer = tuple[int, str, bytes]
ASK_TRUE = (200, JSON, b'{"head": {}, "boolean": true}')


@contextmanager
def a_server(*answers: Answer | float) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Give these answers one after another; a number is a wait of so many seconds before none."""
    # An answer of pyoxigraph must end in the thread that asked: also one that a test left in a cycle.
    gc.collect()
    left = list(answers)
    seen: list[dict[str, str]] = []
    done = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            seen.append(dict(self.headers))
            answer = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(answer, float):
                done.wait(answer)
                return
            status, kind, body = answer
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body) + (100 if b"CUT" in body else 0)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/sparql", seen
        finally:
            done.set()
            server.shutdown()
            thread.join()


FAULTS: list[tuple[str, tuple[Answer | float, ...], str]] = [
    ("slow", (5.0,), "no answer within 1 seconds"),
    ("not-found", ((404, "text/plain", b"no"),), "there is no endpoint at this address"),
    ("login", ((401, "text/plain", b"no"),), "Set OFSTED_KG_USER and OFSTED_KG_PASSWORD"),
    ("broken", ((500, "text/plain", b"out of\nmemory"),), "it failed: out of memory"),
    ("busy", ((503, "text/plain", b"later"),), "it answers 503 Service Unavailable"),
    ("page", ((200, "text/html", b"<p>Welcome"),), "it answers with text/html"),
    ("no-json", (ASK_TRUE, (200, JSON, b"<p>")), "cut off or no SPARQL result"),
    (
        "error-inside",
        (ASK_TRUE, (200, JSON, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": timeout')),
        "cut off or no SPARQL result",
    ),
    ("cut-off", (ASK_TRUE, (200, JSON, b'{"head": {"vars": [] CUT')), "the connection broke"),
]


@pytest.mark.parametrize(("answers", "message"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_of_the_server_is_named(answers: tuple[Answer | float, ...], message: str) -> None:
    with a_server(*answers) as (endpoint, _), pytest.raises(EndpointError) as caught:
        query.run("letters", {}, RemoteGraph(endpoint, timeout=1))
    assert message in str(caught.value)
    assert endpoint in str(caught.value)


def test_a_server_that_is_down_is_named() -> None:
    endpoint = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(EndpointError, match=r"cannot be reached .* Is the server running"):
        query.run("letters", {}, RemoteGraph(endpoint))


@pytest.mark.parametrize(
    "address", ["", "localhost:7878", "file:///etc/passwd", "http://", "ftp://a.example/"]
)
def test_an_address_must_be_one(address: str) -> None:
    with pytest.raises(EndpointError, match="is no address of an endpoint"):
        RemoteGraph(address)


def test_a_server_without_the_union_is_named() -> None:
    no = (200, JSON, b'{"head": {}, "boolean": false}')
    with (
        a_server(no, ASK_TRUE, no) as (endpoint, _),
        pytest.raises(OfstedKGError, match="--union-default-graph"),
    ):
        query.run("letters", {}, RemoteGraph(endpoint))


def test_requests_name_themselves_and_log_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER_VARIABLE, "ann")
    monkeypatch.setenv(PASSWORD_VARIABLE, "secret")
    with a_server(ASK_TRUE) as (endpoint, seen):
        RemoteGraph(endpoint).ask("ASK {}")
    assert seen[0]["User-Agent"].startswith("ofsted-kg/")
    assert seen[0]["Authorization"].startswith("Basic ")
