"""Things, documents about them, and the files of a release."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from serve.running import running, sample, write_build

pytestmark = pytest.mark.server

LETTER = "letter/northmoor/annual-rating-2009/2009-12-09"


def test_a_thing_is_not_its_document(client: httpx.Client) -> None:
    answer = client.get(f"/id/{LETTER}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/doc/{LETTER}")


@pytest.mark.parametrize(
    ("path", "accept", "media", "holds"),
    [
        ("doc/council/northmoor", "text/html,*/*;q=0.8", "text/html", "<p>Northmoor"),
        ("doc/council/northmoor", "*/*", "text/html", "<p>Northmoor"),
        ("doc/council/northmoor", "text/turtle", "text/turtle", "a.example"),
        ("doc/council/northmoor.ttl", "text/html", "text/turtle", "a.example"),
        ("doc/council/northmoor.html", "text/turtle", "text/html", "<p>Northmoor"),
        # What the release holds comes in every syntax.
        ("doc/council/northmoor", "application/n-triples", "application/n-triples", "a.example"),
        ("doc/council/northmoor.jsonld", "*/*", "application/ld+json", "a.example"),
        # What it does not hold, the store answers.
        (f"doc/{LETTER}", "text/turtle", "text/turtle", "performs-well"),
        (f"doc/{LETTER}", "text/html", "text/html", "performs-well"),
        (f"doc/{LETTER}.rdf", "*/*", "application/rdf+xml", "performs-well"),
        ("def/framework/apa-2008", "text/turtle", "text/turtle", "apa-2008"),
        ("set/councils", "text/turtle", "text/turtle", "E08009901"),
        ("doc/area/", "text/html", "text/html", "<p>Areas"),
    ],
)
def test_documents(client: httpx.Client, path: str, accept: str, media: str, holds: str) -> None:
    answer = client.get(f"/{path}", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert holds in answer.text
    assert "Accept" in answer.headers["vary"]
    assert 'rel="alternate"; type="text/turtle"' in answer.headers["link"]


def test_the_context_of_our_json_is_served(client: httpx.Client) -> None:
    answer = client.get("/def/context.jsonld")
    assert answer.headers["content-type"].partition(";")[0] == "application/ld+json"
    assert answer.json()["@context"]["grade"] == {"@id": "ok:grade", "@type": "@id"}
    told = client.get(f"/doc/{LETTER}.jsonld").json()
    assert told["@context"]["grade"] == answer.json()["@context"]["grade"]
    assert any(node.get("grade") == "ok:grade/annual/performs-well" for node in told["@graph"])


def test_a_document_of_the_store_holds_its_graph(client: httpx.Client) -> None:
    answer = client.get(f"/doc/{LETTER}.ttl")
    triples = list(parse(answer.content, format=RdfFormat.TURTLE))
    assert len(triples) == 15
    assert answer.content == client.get(f"/doc/{LETTER}.ttl").content
    assert "@prefix qb:" not in answer.text


def test_a_document_of_the_store_tells_of_what_hangs_below_its_thing(tmp_path: Path) -> None:
    """A neighbour has no document of its own: the council's tells of it, also without a release."""
    ours = "https://w3id.org/ofsted-kg"
    near, label = f"<{ours}/id/council/northmoor/neighbour/1>", "Northmoor's neighbour 1"
    told = {
        f"<{ours}/id/council/northmoor> <{ours}/def/statisticalNeighbour> {near}",
        f'{near} <http://www.w3.org/2000/01/rdf-schema#label> "{label}"',
    }
    write_build(tmp_path, "one", sample() + "".join(f"{line} <{ours}/set/councils> .\n" for line in told))
    with running(tmp_path) as server:
        asked = {"Accept": "text/turtle"}
        url = f"{server.url}/id/council/northmoor/neighbour/1"
        answer = httpx.get(url, headers=asked, follow_redirects=True, timeout=30)
    triples = parse(answer.content, format=RdfFormat.TURTLE)
    assert label in {quad.object.value for quad in triples if str(quad.subject) == near}


@pytest.mark.parametrize(
    "path", ["doc/letter/none", "def/framework/none", 'doc/"><script>', "doc/a b", "doc/a%0Ab", "def/%25zz"]
)
def test_documents_of_nothing(client: httpx.Client, path: str) -> None:
    for accept in ("text/html", "text/turtle"):
        answer = client.get(f"/{path}", headers={"Accept": accept})
        assert answer.status_code == 404
        assert "<script>" not in answer.text


def test_a_form_that_is_not_to_be_had(client: httpx.Client) -> None:
    assert client.get(f"/doc/{LETTER}", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("path", "media", "holds"),
    [
        ("/", "text/html", "Home of the release"),
        ("/index.html", "text/html", "Home of the release"),
        ("/index", "text/html", "Home of the release"),
        ("/data.csv", "text/csv", "a,b"),
        ("/.well-known/void", "text/turtle", "a.example"),
        ("/static/yasgui.LICENSE.txt", "text/plain", "MIT"),
    ],
)
def test_files(client: httpx.Client, path: str, media: str, holds: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert holds in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/.hidden",
        "/link.txt",
        "/../outside.txt",
        "/..%2foutside.txt",
        "/doc/..%2f..%2foutside.txt",
        "/static/..%2fapp.py",
        "/%2e%2e/outside.txt",
        "/..%5coutside.txt",
        "/data.csv%00.html",
        "/static/%2e%2e/worker.py",
        "//etc/passwd",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_release(client: httpx.Client, path: str) -> None:
    # Over a socket: a client library would tidy the path first.
    address = urlsplit(str(client.base_url))
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"not for you" not in answer


@pytest.mark.parametrize("path", ["/", "/data.csv", "/console", "/doc/council/northmoor", "/api/queries"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_nothing_can_be_written(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
