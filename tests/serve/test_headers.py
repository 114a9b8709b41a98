"""What the server says in headers and statuses, asked over HTTP."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ET

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

pytestmark = pytest.mark.server

SELECT = "SELECT ?letter ?year { ?letter <https://w3id.org/ofsted-kg/def/year> ?year } ORDER BY ?year"
DESCRIBE = "DESCRIBE <https://w3id.org/ofsted-kg/id/council/northmoor>"


def ask(client: httpx.Client, query: str, accept: str = "*/*") -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers={"Accept": accept})


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
    ],
)
def test_tables(client: httpx.Client, accept: str, media: str) -> None:
    answer = ask(client, SELECT, accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    if "json" in media:
        rows = answer.json()["results"]["bindings"]
        assert [row["year"]["value"] for row in rows] == ["2008", "2009"]
    elif "xml" in media:
        assert len(ET.fromstring(answer.text).findall(".//{*}result")) == 2  # noqa: S314 - our own
    else:
        assert len(answer.text.splitlines()) == 3


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
@pytest.mark.parametrize(
    "query",
    [DESCRIBE, DESCRIBE.replace("DESCRIBE", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?s = ") + ") }"],
)
def test_graphs(client: httpx.Client, query: str, accept: str, form: RdfFormat) -> None:
    answer = ask(client, query, accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    triples = {str(quad.triple) for quad in parse(answer.content, format=form)}
    assert len(triples) == 3
    assert all("council/northmoor" in triple for triple in triples)


def test_describe_answers_from_the_dataset_it_was_asked_of(client: httpx.Client) -> None:
    elsewhere = {"query": DESCRIBE, "default-graph-uri": "https://w3id.org/ofsted-kg/def/"}
    answer = client.get("/sparql", params=elsewhere, headers={"Accept": "application/n-triples"})
    assert answer.text == ""
    # A wrong media type for an empty graph, and a variable in place of a name, are known slips.
    assert answer.headers["content-type"] == "application/n-triples"
    by_variable = "DESCRIBE ?c { ?c a <https://w3id.org/ofsted-kg/def/Council> }"
    assert ask(client, by_variable, "application/n-triples").text.count("\n") == 3


def test_xml_holds_nothing_that_xml_cannot(client: httpx.Client) -> None:
    query = r'SELECT ?x { VALUES ?x { "a\u0002b\uFFFEc" } }'
    answer = ask(client, query, "application/sparql-results+xml")
    assert ET.fromstring(answer.text).findtext(".//{*}literal") == "a\ufffdb\ufffdc"  # noqa: S314
    assert ask(client, query, "text/csv").text.splitlines()[1] == "a\x02b\ufffec"


def test_boolean_in_xml(client: httpx.Client) -> None:
    answer = ask(client, "ASK { ?s ?p ?o }", "application/sparql-results+xml")
    assert ET.fromstring(answer.text).findtext("{*}boolean") == "true"  # noqa: S314


@pytest.mark.parametrize(
    ("method", "headers", "content", "status"),
    [
        pytest.param("GET", {"Accept": "image/png"}, None, 406, id="406"),
        pytest.param("PUT", {}, None, 405, id="PUT"),
        pytest.param("DELETE", {}, None, 405, id="DELETE"),
        pytest.param("POST", {"Content-Type": "text/plain"}, b"ASK {}", 415, id="text"),
        pytest.param("POST", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403, id="update"),
        pytest.param("POST", {"Content-Type": "application/sparql-query"}, b"\xff", 400, id="not UTF-8"),
        pytest.param("POST", {"Content-Type": "application/sparql-query"}, b"ASK {" * 300000, 413, id="long"),
    ],
)
def test_refusals(
    client: httpx.Client, method: str, headers: dict[str, str], content: bytes | None, status: int
) -> None:
    params = {"query": SELECT} if content is None else None
    answer = client.request(method, "/sparql", params=params, headers=headers, content=content)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert len(answer.json()["detail"]) > 20
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    "params",
    [
        {"default-graph-uri": "http://a.example/"},
        {"query": "ASK {}", "default-graph-uri": "relative"},
        {"query": "ASK {}", "named-graph-uri": "http://a.example/ space"},
        {"query": "ASK {}", "default-graph-uri": "file:///etc/passwd"},
        {"query": ""},
    ],
)
def test_bad_parameters(client: httpx.Client, params: dict[str, str]) -> None:
    assert client.get("/sparql", params=params).status_code == 400


def test_parameters_that_are_not_utf8(client: httpx.Client) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D%20%23%FF").status_code == 400


def test_the_dataset_of_the_query_counts(client: httpx.Client) -> None:
    graph = "https://w3id.org/ofsted-kg/set/councils"
    count = "SELECT (COUNT(*) AS ?n) FROM <%s> { ?s ?p ?o }"
    assert ask(client, count % graph, "text/csv").text.split() == ["n", "3"]
    assert ask(client, count % "http://a.example/none", "text/csv").text.split() == ["n", "0"]
    named = "SELECT (COUNT(*) AS ?n) FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }"
    assert ask(client, named % graph, "text/csv").text.split() == ["n", "3"]


def test_service_description(client: httpx.Client) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    triples = {str(quad.triple) for quad in parse(answer.content, format=RdfFormat.TURTLE)}
    assert any("sparql-service-description#UnionDefaultGraph" in triple for triple in triples)
    assert any(f"<{client.base_url}/sparql>".replace("//sparql", "/sparql") in triple for triple in triples)
    page = client.get("/sparql", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/console")


def test_head_is_get_without_a_body(client: httpx.Client) -> None:
    for path in ("/sparql", f"/sparql?query={SELECT}", "/", "/console", "/api/queries"):
        get, head = client.get(path), client.head(path)
        assert head.status_code == get.status_code == 200
        assert head.content == b""
        assert head.headers["content-length"] == str(len(get.content))
        assert head.headers["etag"] == get.headers["etag"]


def test_preflight(client: httpx.Client) -> None:
    asking = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/sparql", headers=asking)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Content-Type" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "path",
    [
        "/sparql",
        f"/sparql?query={DESCRIBE}",
        "/",
        "/data.csv",
        "/console",
        "/api/queries",
        "/api/queries/ratings",
    ],
)
def test_validators_and_compression(client: httpx.Client, path: str) -> None:
    plain = client.get(path)
    assert plain.status_code == 200
    assert "Accept-Encoding" in plain.headers["vary"]
    again = client.get(path, headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == plain.headers["etag"]
    other = client.get(path, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as response:
        raw = b"".join(response.iter_raw())
    if len(plain.content) >= 1024:
        assert response.headers["content-encoding"] == "gzip"
        assert gzip.decompress(raw) == plain.content
        assert response.headers["etag"] != plain.headers["etag"]
    else:
        assert raw == plain.content


def test_last_modified(client: httpx.Client) -> None:
    for path in ("/data.csv", f"/sparql?query={SELECT}", "/doc/council/northmoor"):
        since = client.get(path).headers["last-modified"]
        assert client.get(path, headers={"If-Modified-Since": since}).status_code == 304
        older = {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}
        assert client.get(path, headers=older).status_code == 200


def test_ranges_of_files(client: httpx.Client) -> None:
    part = client.get("/data.csv", headers={"Range": "bytes=0-2", "Accept-Encoding": "gzip"})
    assert (part.status_code, part.content) == (206, b"a,b")


@pytest.mark.parametrize(
    "path", ["/", "/console", "/sparql", "/nothing", "/api/queries", "/static/console.js"]
)
def test_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split("; ")}
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["connect-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in headers
    assert "server" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    ("path", "framed"),
    [
        ("/?plot=map", True),
        ("/doc/council/northmoor?plot=history", True),
        ("/", False),
        ("/console?plot=map", False),
        ("/data.csv?plot=map", False),
    ],
)
def test_a_plot_alone_may_be_framed(client: httpx.Client, path: str, *, framed: bool) -> None:
    headers = client.get(path).headers
    assert ("x-frame-options" not in headers) == framed
    assert ("frame-ancestors *" in headers["content-security-policy"]) == framed


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_page_that_is_not_there(client: httpx.Client, accept: str) -> None:
    answer = client.get("/nothing/<b>", headers={"Accept": accept})
    assert answer.status_code == 404
    assert "<b>" not in answer.text
    if accept == "application/json":
        assert json.loads(answer.text)["title"] == "Not Found"
