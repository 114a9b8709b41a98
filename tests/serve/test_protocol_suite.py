"""The W3C's SPARQL 1.1 Protocol tests, run from their manifest against a real server.

The suite's tests of successful updates do not apply to a read-only endpoint: for those
the test is that the update is refused and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from serve.running import running, write_build

SUITE = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "sparql11-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
CLIENT = httpx.Client(timeout=30)
DATA = "http://kasei.us/2009/09/sparql/data/"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml"),
}

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C protocol tests are not beside the checkout"),
]


def manifest() -> Graph:
    graph = Graph()
    if SUITE.is_dir():
        graph.parse(SUITE / "manifest.ttl")
    return graph


MANIFEST = manifest()


def entries() -> list[URIRef]:
    lists = list(MANIFEST.objects(None, MF.entries))
    return [entry for entry in Collection(MANIFEST, lists[0]) if isinstance(entry, URIRef)] if lists else []


def name(entry: Node) -> str:
    return str(entry).partition("#")[2]


ALL = entries()
UPDATES = [entry for entry in ALL if name(entry).startswith("update_")]
OTHERS = [entry for entry in ALL if entry not in UPDATES]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    kg = tmp_path_factory.mktemp("protocol")
    lines = []
    for number in (1, 2, 3):
        text = (SUITE / f"data{number}.nt").read_text(encoding="utf-8").strip()
        lines += [line.rstrip(" .") + f" <{DATA}data{number}.rdf> ." for line in text.splitlines()]
    write_build(kg, "one", "\n".join(lines) + "\n")
    with running(kg) as server:
        yield server.url


def send(endpoint: str, request: Node) -> httpx.Response:
    body = MANIFEST.value(request, HT.body)
    content = b""
    if body is not None:
        encoding = str(MANIFEST.value(body, CNT.characterEncoding))
        content = str(MANIFEST.value(body, CNT.chars)).encode(encoding)
    headers = {}
    fields = MANIFEST.value(request, HT.headers)
    if fields is not None:
        for field in Collection(MANIFEST, fields):
            headers[str(MANIFEST.value(field, HT.fieldName))] = str(MANIFEST.value(field, HT.fieldValue))
    return CLIENT.request(
        str(MANIFEST.value(request, HT.methodName)),
        endpoint + str(MANIFEST.value(request, HT.absolutePath)),
        content=content,
        headers=headers,
    )


def requests(entry: Node) -> list[Node]:
    action = MANIFEST.value(entry, MF.action)
    found: list[Node] = []
    for part in MANIFEST.objects(action, HT.requests):
        found += Collection(MANIFEST, part)
    return found


@pytest.mark.parametrize("entry", OTHERS, ids=name)
def test_protocol(endpoint: str, entry: URIRef) -> None:
    steps = requests(entry)
    assert steps
    for request in steps:
        answer = send(endpoint, request)
        expected = MANIFEST.value(request, HT.resp)
        classes = {str(status)[-3] for status in MANIFEST.objects(expected, MF.expectedStatus)}
        assert str(answer.status_code)[0] in classes, answer.text
        wanted = MANIFEST.value(expected, MF.expectedFormat)
        if wanted is not None:
            assert answer.headers["content-type"].partition(";")[0] in FORMATS[str(wanted)]
        boolean = MANIFEST.value(expected, MF.expectedBoolean)
        if boolean is not None:
            assert answer.json()["boolean"] is bool(boolean)


@pytest.mark.parametrize("entry", UPDATES, ids=name)
def test_update_is_refused(endpoint: str, entry: URIRef) -> None:
    update = requests(entry)[0]
    answer = send(endpoint, update)
    assert answer.status_code == 403
    assert "read-only" in answer.json()["detail"]
    count = CLIENT.get(f"{endpoint}/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    assert count.json()["results"]["bindings"][0]["n"]["value"] == "3"


@pytest.mark.skipif(not ALL, reason="no manifest")
def test_the_whole_manifest_is_run() -> None:
    assert len(ALL) == len(set(ALL)) == 34
    assert len(UPDATES) == 7
