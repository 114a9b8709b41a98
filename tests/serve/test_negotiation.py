"""Accept headers, as clients really send them."""

from __future__ import annotations

import pytest

from ofsted_kg.serve.negotiation import GRAPH_FORMATS, RESULT_FORMATS, choose, content_type

TABLES = list(RESULT_FORMATS)
GRAPHS = list(GRAPH_FORMATS)
JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("accept", "offers", "expected"),
    [
        pytest.param("", TABLES, JSON, id="nothing said"),
        pytest.param("*/*", TABLES, JSON, id="anything"),
        pytest.param("text/csv", TABLES, "text/csv", id="one"),
        pytest.param("TEXT/CSV", TABLES, "text/csv", id="case"),
        pytest.param("text/csv;q=0.3, application/json;q=0.4", TABLES, "application/json", id="qualities"),
        pytest.param("text/*", TABLES, "text/csv", id="a range"),
        pytest.param("text/csv;q=0, */*", TABLES[2:], "text/tab-separated-values", id="anything but"),
        pytest.param("*/*;q=0.5, text/csv", TABLES, "text/csv", id="the special one first"),
        pytest.param("text/csv;charset=utf-8", TABLES, "text/csv", id="charset"),
        pytest.param("image/png", TABLES, None, id="not to be had"),
        pytest.param("csv", TABLES, None, id="no media type"),
        pytest.param("text/csv;q=high", TABLES, None, id="no quality"),
        pytest.param("text/turtle;q=0.9, application/ld+json", GRAPHS, "application/ld+json", id="graph"),
        pytest.param(
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            ["text/turtle", "text/html"],
            "text/html",
            id="a browser",
        ),
    ],
)
def test_choose(accept: str, offers: list[str], expected: str | None) -> None:
    assert choose(accept, offers) == expected


def test_text_says_that_it_is_utf8() -> None:
    assert content_type("text/csv") == "text/csv; charset=utf-8"
    assert content_type(JSON) == JSON
