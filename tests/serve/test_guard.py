"""What is let through to the engine, and what is not."""

from __future__ import annotations

import contextlib
import time

import pytest

from ofsted_kg.serve.guard import check
from ofsted_kg.serve.problems import Problem

NESTED = "SELECT * { { SELECT * { FILTER EXISTS { {} UNION { %s } } } } }"
SERVICE = "SERVICE <http://a.example/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", False),
        ("ASK {}", False),
        ("CONSTRUCT WHERE { ?s ?p ?o }", False),
        ("DESCRIBE <http://a.example/>", False),
        ("ASK FROM <http://a.example/g> {}", True),
        ("ASK FROM NAMED <http://a.example/g> {}", True),
        ("SELECT * { ?s ?p 'SERVICE <http://a.example/> {}' } # SERVICE", False),
        ("PREFIX x: <http://x.example/> SELECT ?service { ?service x:SERVICE 1 }", False),
        pytest.param("SELECT * " + "{" * 100 + "}" * 100, False, id="100 levels"),
        pytest.param("SELECT * {" + "{ ?s ?p ?o }" * 2000 + "}", False, id="many groups"),
        pytest.param("SELECT * { ?s ?p '" + "{" * 500 + r"\'" + "{" * 500 + "' }", False, id="in a string"),
        pytest.param('SELECT * { ?s ?p """' + '{"' * 500 + '""" }', False, id="in a long string"),
        pytest.param("ASK {} # " + "{ union " * 900, False, id="in a comment"),
        pytest.param("ASK { <http://a.example/" + "(" * 500 + "> ?union ?p:union }", False, id="in an IRI"),
    ],
)
def test_let_through(query: str, expected: bool) -> None:
    assert check(query) is expected


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (f"SELECT * {{ {SERVICE} }}", "SERVICE"),
        (f"SELECT * {{ {SERVICE.replace('SERVICE', 'service SILENT')} }}", "SERVICE"),
        ("SELECT * { SERVICE ?g { ?s ?p ?o } }", "SERVICE"),
        (NESTED % SERVICE, "SERVICE"),
        (NESTED % f"OPTIONAL {{ {SERVICE} }}", "SERVICE"),
        (NESTED % f"MINUS {{ {SERVICE} }}", "SERVICE"),
        (f"SELECT * {{ GRAPH ?g {{ {SERVICE} }} }}", "SERVICE"),
        (f"SELECT (EXISTS {{ {SERVICE} }} AS ?x) {{}}", "SERVICE"),
        (f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING (EXISTS {{ {SERVICE} }})", "SERVICE"),
        (f"SELECT ?s {{ ?s ?p ?o }} ORDER BY (EXISTS {{ {SERVICE} }})", "SERVICE"),
        (f"DESCRIBE ?s {{ {SERVICE} }}", "SERVICE"),
        (f"CONSTRUCT {{ ?s ?p ?o }} {{ {SERVICE} }}", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "not a file"),
        ("SELECT * FROM NAMED <FILE:passwd> { ?s ?p ?o }", "not a file"),
        ("SELECT * { # SERVICE", "cannot be parsed"),
        ("INSERT DATA { <http://a.example/> a 'service' }", "cannot be parsed"),
        (r"SELECT * { \u0053ERVICE <http://a.example/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p 'from' " + "{" * 3000 + "}" * 3000, "nested too deeply"),
        ("SELECT * " + "{" * 101 + "}" * 101, "nested too deeply: 100 levels"),
        ("SELECT * { ?s ?p ?o FILTER" + "(" * 101 + "1" + ")" * 101 + " }", "nested too deeply"),
        ("SELECT * { ?s ?p " + "[ ?p " * 101 + "]" * 101 + " }", "nested too deeply"),
        ("SELECT * { '" + "}" * 101 + "' ?p <a}> " + "{" * 101, "nested too deeply"),
        ("SELECT * { { ?s ?p ?o }" + " union { ?s ?p ?o }" * 5000 + " }", "too many parts: 500"),
        ("SELECT * { ?s ?p ?o" + " OPTIONAL { ?s ?p ?o }" * 501 + " }", "too many parts"),
    ],
)
def test_refused(query: str, reason: str) -> None:
    with pytest.raises(Problem, match=reason) as refused:
        check(query)
    assert refused.value.status == 400


@pytest.mark.parametrize("part", ['"', "'", '"""', '\\"', '"""\\"', "''\\'", "<a", "#", "{}", "a UNION"])
def test_measuring_grows_with_the_text(part: str) -> None:
    """Made for a slow pattern: a text of 256 KiB takes no longer than its length asks for."""
    start = time.process_time()
    with contextlib.suppress(Problem):
        check("ASK " + part * (256 * 1024 // len(part)))
    assert time.process_time() - start < 5
