"""What the server tells a client to do: each request fails, and the one that does as it says is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from serve.running import running, sample, write_build

pytestmark = pytest.mark.server

QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
ANY = "ASK { ?s ?p ?o }"
SORTED = "SELECT * { ?a <http://a.example/p1> ?x . ?b <http://a.example/p2> ?y } ORDER BY ?y ?x"
LARGE = "SELECT * { ?a ?p ?x . <http://a.example/s2> ?q ?y }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z FILTER(?x + ?y = ?z) }"


@dataclass(frozen=True)
class Request:
    """A request."""

    path: str
    method: str = "GET"
    text: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


def posted(text: str, kind: str = QUERY) -> Request:
    return Request("/sparql", "POST", text, {"Content-Type": kind})


# The wrong request, its status, what is said, and the right one.
WAYS: dict[str, tuple[Request, int, str, Request]] = {
    "kind of body": (posted(ANY, "text/plain"), 415, f"Send it as {QUERY}", posted(ANY)),
    "kind of body, a form": (
        posted(ANY, "application/json"), 415, f"or as a form ({FORM}) with a field `query`",
        posted("query=ASK%7B%3Fs+%3Fp+%3Fo%7D", FORM),
    ),
    "no query": (
        posted("", FORM), 400, "Give it as the parameter `query`",
        Request("/sparql", query={"query": ANY}),
    ),
    "no such stored query": (
        Request("/api/queries/rating"), 404, "/api/queries lists them", Request("/api/queries"),
    ),
    "no such parameter": (
        Request("/api/queries/ratings", query={"cuoncil": "x"}), 400, "council",
        Request("/api/queries/ratings", query={"council": "Northmoor"}),
    ),
    "no such council": (
        Request("/api/queries/ratings", query={"council": "Northmor"}), 400, "Did you mean Northmoor",
        Request("/api/queries/ratings", query={"council": "Northmoor"}),
    ),
    "a prefix unknown": (
        posted("SELECT * { ?s foo:a ?o }"), 400, "Declare it with PREFIX",
        posted("PREFIX foo: <http://a.example/> SELECT * { ?s foo:a ?o }"),
    ),
    "too large": (
        posted(LARGE), 503, "Add a LIMIT, ask for less, or use the dumps", posted(f"{LARGE} LIMIT 9"),
    ),
    "too much memory": (
        posted(SORTED), 503, "Ask for less, avoid sorting or grouping everything",
        posted(SORTED.partition(" ORDER")[0] + " LIMIT 9"),
    ),
    "too long": (
        posted(RUNAWAY), 504, "Ask for less, or run it on your own copy", posted(ANY),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server with little memory, little time and short answers."""
    kg = tmp_path_factory.mktemp("ways")
    write_build(kg, "one", sample(20_000))
    with (
        running(kg, timeout=4.0, memory_mb=64, result_bytes=1_000_000) as server,
        httpx.Client(base_url=server.url, timeout=120) as http,
    ):
        yield http


def sent(client: httpx.Client, request: Request) -> httpx.Response:
    asked = request.query or None
    return client.request(
        request.method, request.path, content=request.text, headers=request.headers, params=asked
    )


@pytest.mark.parametrize("name", WAYS)
def test_ways_out(name: str, client: httpx.Client) -> None:
    wrong, status, says, right = WAYS[name]
    refused = sent(client, wrong)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert says in refused.json()["detail"]
    assert sent(client, right).status_code == 200


def test_a_release_that_is_none(tmp_path: Path) -> None:
    from ofsted_kg.errors import OfstedKGError
    from ofsted_kg.serve import run

    write_build(tmp_path / "kg", "one", sample())
    with pytest.raises(OfstedKGError, match="Make a release with `ofsted-kg publish --out DIR`"):
        run(tmp_path / "kg", tmp_path / "none", port=0)
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "index.html").write_text("<!doctype html><title>Home</title>", encoding="utf-8")
    with running(tmp_path / "kg", tmp_path / "release") as server:
        assert httpx.get(server.url, follow_redirects=True).status_code == 200
