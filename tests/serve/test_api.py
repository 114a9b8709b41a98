"""The stored queries over HTTP, and their description."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import pytest

from ofsted_kg.query import load_queries
from ofsted_kg.serve.api import document

pytestmark = pytest.mark.server


def test_the_list_names_every_query(client: httpx.Client) -> None:
    listed = client.get("/api/queries").json()["queries"]
    assert [query["name"] for query in listed] == [query.name for query in load_queries()]
    assert all(query["summary"] and query["columns"] for query in listed)


@pytest.mark.parametrize(
    "query", [query.name for query in load_queries() if not any(p.required for p in query.parameters)]
)
def test_every_query_answers(client: httpx.Client, query: str) -> None:
    answer = client.get(f"/api/queries/{query}")
    assert answer.status_code == 200, answer.text
    data = answer.json()
    assert data["query"] == query
    assert all(list(row) == data["columns"] for row in data["rows"])
    lines = list(csv.reader(io.StringIO(client.get(f"/api/queries/{query}.csv").text)))
    assert lines[0] == data["columns"]
    assert len(lines) == len(data["rows"]) + 1


def test_rows_and_values(client: httpx.Client) -> None:
    rows = client.get("/api/queries/ratings", params={"year": "2009", "council": "Northmoor"}).json()["rows"]
    assert [(row["source"], row["year"], row["score"], row["date"]) for row in rows] == [
        ("annual-rating-2009-northmoor", 2009, 3, "2009-12-09")
    ]


@pytest.mark.parametrize(
    ("path", "accept", "media"),
    [
        ("ratings", "*/*", "application/json"),
        ("ratings", "text/csv", "text/csv"),
        ("ratings.csv", "application/json", "text/csv"),
        ("ratings.json", "text/csv", "application/json"),
        ("ratings.tsv", "*/*", "text/tab-separated-values"),
        ("ratings", "application/sparql-results+json", "application/sparql-results+json"),
        ("ratings.xml", "*/*", "application/sparql-results+xml"),
    ],
)
def test_formats(client: httpx.Client, path: str, accept: str, media: str) -> None:
    answer = client.get(f"/api/queries/{path}", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "northmoor" in answer.text
    assert 'rel="service-desc"' in answer.headers["link"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("ratings?year=soon", 400, "whole number"),
        ("ratings?framework=annual-rating-2099", 400, "annual-rating-2009"),
        ("ratings?council=Nowhere", 400, "council"),
        ("ratings?colour=red", 400, "no parameter 'colour'"),
        ("ratings?year=2008&year=2009", 400, "several"),
        # Counting these one by one would keep the server busy for minutes.
        pytest.param("ratings?" + "x&y&" * 10_000, 400, "several", id="many parameters"),
        ("no-such-query", 404, "no stored query"),
        ("..%2fratings", 404, "no"),
    ],
)
def test_errors_say_what_to_do(client: httpx.Client, path: str, status: int, says: str) -> None:
    answer = client.get(f"/api/queries/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert says in answer.json()["detail"]


def test_a_value_cannot_become_a_query(client: httpx.Client) -> None:
    for value in ('" } SERVICE <http://a.example/> { ?s ?p ?o } { "', "UNDEF } #", r"\u0022 } #"):
        answer = client.get("/api/queries/ratings", params={"council": value})
        assert answer.status_code == 400


def test_openapi(client: httpx.Client) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": str(client.base_url).rstrip("/")}]
    for query in load_queries():
        operation = described["paths"][f"/api/queries/{query.name}"]["get"]
        assert operation["summary"] == query.summary
        assert [parameter["name"] for parameter in operation["parameters"]] == [
            p.name for p in query.parameters
        ]
        assert list(row_schema(operation)["properties"]) == list(query.columns)


def test_openapi_references_resolve() -> None:
    described = document("http://127.0.0.1:8000")
    names = [node["$ref"] for node in walk(described) if "$ref" in node]
    assert names
    for name in names:
        place: Any = described
        for step in name.removeprefix("#/").split("/"):
            place = place[step]
    ids = [node["operationId"] for node in walk(described) if "operationId" in node]
    assert len(ids) == len(set(ids))


def row_schema(operation: dict[str, Any]) -> dict[str, Any]:
    content = operation["responses"]["200"]["content"]["application/json"]["schema"]
    items: dict[str, Any] = content["properties"]["rows"]["items"]
    return items


def walk(node: object) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node, *(found for value in node.values() for found in walk(value))]
    return [found for value in node for found in walk(value)] if isinstance(node, list) else []
