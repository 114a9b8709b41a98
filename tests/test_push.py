"""Pushing into real servers: what is put, what is left alone, what is removed."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from graphs import write_folder
from servers import free_port, oxigraph, virtuoso

from ofsted_kg.errors import EndpointError
from ofsted_kg.rows import Row
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store import push as push_module
from ofsted_kg.store.push import Options, PushResult, push
from ofsted_kg.store.remote import RemoteGraph

DOC = "https://w3id.org/ofsted-kg/doc/letter/"
COUNCILS = "https://w3id.org/ofsted-kg/set/councils"
REFERENCE = f'<https://a.example/c> <https://a.example/name> "Quayhaven"@en <{COUNCILS}> .\n'


def line(letter: str, value: str) -> str:
    return f'<https://a.example/{letter}> <https://a.example/says> "{value}" <{DOC}{letter}> .\n'


def graph(kg: Path, **letters: str) -> KnowledgeGraph:
    return write_folder(kg, REFERENCE, {name: (line(name, text), text) for name, text in letters.items()})


Server = Callable[[Path], AbstractContextManager[str]]

# Server, where it takes graphs, where it answers, how to log in.
KINDS: dict[str, tuple[Server, str, str, Options]] = {
    "oxigraph graph store": (oxigraph, "store", "query", Options(protocol="auto")),
    "oxigraph update": (oxigraph, "update", "query", Options(protocol="auto")),
    "virtuoso graph store": (
        virtuoso,
        "sparql-graph-crud-auth",
        "sparql",
        Options(protocol="auto", user="dba", password="dba", auth="digest"),  # noqa: S106 - the server's own default
    ),
    "virtuoso update": (
        virtuoso,
        "sparql-auth",
        "sparql",
        Options(protocol="update", user="dba", password="dba", auth="digest"),  # noqa: S106
    ),
}


@pytest.fixture(params=KINDS, ids=lambda name: name.replace(" ", "-"))
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str, Options]]:
    start, takes, answers, options = KINDS[request.param]
    folder = tmp_path / "server"
    folder.mkdir()
    with start(folder) as url:
        yield url + takes, url + answers, options


def said(endpoint: str) -> set[str]:
    """What the letters on the server say."""
    query = (
        f'SELECT ?o {{ GRAPH ?g {{ ?s <https://a.example/says> ?o }} FILTER(STRSTARTS(STR(?g), "{DOC}")) }}'
    )
    url = f"{endpoint}?{urllib.parse.urlencode({'query': query})}"
    request = urllib.request.Request(url, headers={"Accept": "text/csv"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        lines = answer.read().decode("utf-8").split()[1:]
    return {text.strip('"') for text in lines}


@pytest.mark.server
def test_only_what_changed_travels(server: tuple[str, str, Options], tmp_path: Path) -> None:
    takes, answers, options = server
    kg = tmp_path / "kg"
    assert push(graph(kg, a="één", b="two", c="three"), takes, options) == PushResult(4, 0, 0)
    assert said(answers) == {"één", "two", "three"}
    assert push(graph(kg, a="één", b="two", c="three"), takes, options) == PushResult(0, 4, 0)
    assert push(graph(kg, a="één", b="zwei", d="four"), takes, options) == PushResult(2, 2, 1)
    assert said(answers) == {"één", "zwei", "four"}


@pytest.mark.server
def test_a_push_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    letters = {f"l{number}": f"text{number}" for number in range(6)}
    kg = graph(tmp_path / "kg", **letters)

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with oxigraph(folder) as url:
        with pytest.raises(KeyboardInterrupt):
            push(kg, url + "store", progress=stop)
        assert push(kg, url + "store") == PushResult(4, 3, 0)
        assert said(url + "query") == set(letters.values())


@pytest.mark.server
def test_a_graph_that_did_not_arrive_whole_is_put_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when the graph is, by then, again what the server held before."""
    folder = tmp_path / "server"
    folder.mkdir()
    old, new = {"a": "old", "b": "old"}, {"a": "new", "b": "new"}
    whole = push_module._Update.put

    def cut_off(server: push_module._Update, name: str, rows: list[Row]) -> None:
        if name.endswith("/b"):
            server.delete(name)
            raise EndpointError("the line went dead")
        whole(server, name, rows)

    with oxigraph(folder) as url:
        push(graph(tmp_path / "kg", **old), url + "update")
        with monkeypatch.context() as patched:
            patched.setattr(push_module._Update, "put", cut_off)
            with pytest.raises(EndpointError, match="dead"):
                push(graph(tmp_path / "kg", **new), url + "update")
        assert push(graph(tmp_path / "kg", **old), url + "update") == PushResult(2, 1, 0)
        assert push(graph(tmp_path / "kg"), url + "update") == PushResult(0, 1, 2)
        assert said(url + "query") == set()


@pytest.mark.server
def test_what_was_pushed_can_be_asked(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    with oxigraph(folder) as url:
        push(graph(tmp_path / "kg", a="one"), url + "store")
        assert RemoteGraph(url + "query").ask('ASK { ?s <https://a.example/says> "one" }')


@pytest.mark.server
def test_a_wrong_password_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    options = replace(KINDS["virtuoso graph store"][3], password="wrong")  # noqa: S106
    with virtuoso(folder) as url, pytest.raises(EndpointError, match=r"401.*OFSTED_KG_PASSWORD"):
        push(graph(tmp_path / "kg", a="one"), url + "sparql-graph-crud-auth", options)


@pytest.mark.server
@pytest.mark.parametrize("start", [oxigraph, virtuoso], ids=["oxigraph", "virtuoso"])
def test_the_bare_address_of_a_server_is_no_graph_store(start: Server, tmp_path: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    with (
        start(folder) as url,
        pytest.raises(EndpointError, match=r"(a web page|answers 501).*/sparql-graph-crud-auth"),
    ):
        push(graph(tmp_path / "kg", a="one"), url)


@pytest.mark.parametrize(
    ("endpoint", "options", "words"),
    [
        pytest.param("http://127.0.0.1:{port}/store", Options(), "does not answer", id="nobody there"),
        pytest.param("ftp://example.org/", Options(), "no http", id="no http URL"),
        pytest.param(
            "http://127.0.0.1:{port}/", Options(protocol="odbc"), "graph-store", id="no such protocol"
        ),
        pytest.param("http://127.0.0.1:{port}/", Options(auth="ntlm"), "digest", id="no such authentication"),
    ],
)
def test_what_cannot_work_is_said(
    endpoint: str, options: Options, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ofsted_kg.store.push.FIRST_WAIT", 0.01)
    with pytest.raises(EndpointError, match=words):
        push(graph(tmp_path / "kg", a="one"), endpoint.format(port=free_port()), options)
