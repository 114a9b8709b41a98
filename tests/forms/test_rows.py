"""Turtle, TriG and JSON-LD as written by us: the same triples by other people's readers, and readable."""

from __future__ import annotations

import json
import re
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyld import jsonld

from ofsted_kg.rows import Row, read_context, write_parts, write_rows
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.dump import dump
from ofsted_kg.vocabulary.namespaces import DEFAULT_BASE, XSD

LABELS = {"rdfs": rdflib.RDFS.label, "skos": rdflib.SKOS.prefLabel}


@pytest.fixture(scope="module")
def turtle(graph: KnowledgeGraph) -> str:
    return dump(graph, "turtle", "Quayhaven").decode()


@pytest.fixture(scope="module")
def quads(graph: KnowledgeGraph) -> set[ox.Quad]:
    return set(ox.parse(dump(graph, "nquads", "Quayhaven"), format=ox.RdfFormat.N_QUADS))


# -- Turtle


def test_two_readers_find_the_same_in_turtle(turtle: str, quads: set[ox.Quad]) -> None:
    expected = {quad.triple for quad in quads}
    assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == expected
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    assert len(read) == len(expected)
    said = {(str(t.subject.value), str(t.predicate.value), _value(t.object)) for t in expected}  # type: ignore[union-attr]
    assert {(str(s), str(p), str(o)) for s, p, o in read} == said


def _value(term: object) -> str:
    return str(term.value)  # type: ignore[attr-defined]


def test_trig_keeps_the_graphs(graph: KnowledgeGraph, quads: set[ox.Quad]) -> None:
    assert set(ox.parse(dump(graph, "trig", "Quayhaven"), format=ox.RdfFormat.TRIG)) == quads


def test_nobody_reads_full_names_of_ours(turtle: str) -> None:
    assert "@prefix id: <https://w3id.org/ofsted-kg/id/> ." in turtle
    body = [line for line in turtle.splitlines() if not line.startswith("@")]
    assert not [line for line in body if re.search(f"<{DEFAULT_BASE}", line)]
    assert len([line for line in body if "council:quayhaven" in line]) > 5


def test_blocks_stand_apart_and_prefixes_at_the_head(turtle: str) -> None:
    blocks = turtle.split("\n\n")
    assert blocks[0].startswith("@prefix")
    assert "@prefix" not in "".join(blocks[1:])
    assert all(block.rstrip().endswith(" .") for block in blocks)
    assert all(line.startswith(("    ", "@", "\t")) or " a " in line for line in turtle.splitlines() if line)
    assert re.search(r"^    ok:page 1 ;$|^    ok:page 1 \.$", turtle, re.MULTILINE)


def test_a_council_s_dump_names_all_that_it_uses(turtle: str) -> None:
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    ours = {
        node
        for triple in read
        for node in triple
        if isinstance(node, rdflib.URIRef) and str(node).startswith(DEFAULT_BASE)
    }
    selectors = {s for s in ours if str(s).endswith(("/position", "/quote", "/extent"))}
    unnamed = {
        node for node in ours - selectors if not any(read.value(node, label) for label in LABELS.values())
    }
    assert not unnamed


def test_a_council_s_dump_is_of_that_council(turtle: str) -> None:
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    about = {str(o) for o in read.objects(None, rdflib.URIRef(DEFAULT_BASE + "def/council"))}
    assert about == {DEFAULT_BASE + "id/council/quayhaven"}


# -- JSON-LD


def test_another_processor_reads_our_json(graph: KnowledgeGraph, quads: set[ox.Quad]) -> None:
    document = json.loads(dump(graph, "jsonld", "Quayhaven"))
    read = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert set(ox.parse(read, format=ox.RdfFormat.N_QUADS)) == quads


def test_json_is_compacted_with_the_published_context(graph: KnowledgeGraph) -> None:
    document = json.loads(dump(graph, "jsonld", "Quayhaven"))
    assert document["@context"] == json.loads(read_context(DEFAULT_BASE))["@context"]
    ratings = [node for node in _nodes(document) if node.get("@type") == "ok:Rating"]
    assert ratings
    for node in ratings:
        assert node["council"] == "id:council/quayhaven"
        assert node["label"].startswith("Quayhaven 20")
        assert node["area"].startswith("ok:area/")
    pages = {node["page"] for node in _nodes(document) if "page" in node}
    assert pages
    assert all(isinstance(page, int) for page in pages)
    # By the processor's own measure: compacting what it expanded leads back to it.
    one = {"@context": document["@context"], **ratings[0]}
    assert jsonld.compact(jsonld.expand(one), document["@context"]) == one


def _nodes(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for part in document["@graph"] for node in part.get("@graph", [part])]


# -- anything

LITERALS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])).map(ox.Literal),
    st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: ox.Literal(text, language="en")),
    st.tuples(
        st.sampled_from(["1", "-0", "01", "+5", "1.", ".5", "1.50", "true", "1", "x", "", "1e3", "INF"]),
        st.sampled_from(["integer", "decimal", "boolean", "date", "nonNegativeInteger", "double"]),
    ).map(lambda pair: ox.Literal(pair[0], datatype=ox.NamedNode(XSD + pair[1]))),
)
NAMES = st.sampled_from(
    [
        f"{DEFAULT_BASE}id/letter/bury/x/2009-12-09",
        f"{DEFAULT_BASE}id/letter/bury/x/2009-12-09/span/1-2",
        f"{DEFAULT_BASE}id/letter/bury/x/2009-12-09/a.",
        f"{DEFAULT_BASE}id/letter/bury/x/2009-12-09/..",
        f"{DEFAULT_BASE}id/letter/bury/x/2009-12-090",
        f"{DEFAULT_BASE}id/letter/bury/x/2009-12-09//b",
        f"{DEFAULT_BASE}id/letter/bury/x/2009-12-09/?q=1#é",
        f"{DEFAULT_BASE}id/council/-x-",
        f"{DEFAULT_BASE}id/a%20b'(c),d;e~f=g",
        f"{DEFAULT_BASE}id/",
        f"{DEFAULT_BASE}id//x",
        f"{DEFAULT_BASE}def/area/overall",
        f"{DEFAULT_BASE}def/area",
        f"{DEFAULT_BASE}def/",
        f"{DEFAULT_BASE}doc/a:b",
        "http://a.example/id/x",
        "urn:x:y",
        "mailto:a@b.example",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "http://www.w3.org/2004/02/skos/core#a/b",
        "http://www.w3.org/ns/oa#start",
    ]
)
ROWS = st.lists(
    st.builds(
        Row,
        NAMES,
        NAMES,
        st.one_of(NAMES.map(ox.NamedNode), LITERALS),
        st.sampled_from(["", f"{DEFAULT_BASE}doc/letter/x"]),
    ),
    max_size=12,
)


@given(ROWS)
@example(
    [Row(f"{DEFAULT_BASE}id/x", f"{DEFAULT_BASE}def/text", ox.Literal("a\x85b"), f"{DEFAULT_BASE}doc/x")]
)
def test_whatever_is_written_is_read_back(rows: list[Row]) -> None:
    base = f"{DEFAULT_BASE}id/letter/bury/x/2009-12-09"
    triples = {ox.Triple(ox.NamedNode(r.subject), ox.NamedNode(r.predicate), r.value) for r in rows}
    text = write_rows(rows, ox.RdfFormat.TURTLE, base)
    assert {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)} == triples
    assert text == write_rows(list(reversed(rows)), ox.RdfFormat.TURTLE, base)
    kept = {
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(r.graph) if r.graph else ox.DefaultGraph())
        for r in rows
        for t in [ox.Triple(ox.NamedNode(r.subject), ox.NamedNode(r.predicate), r.value)]
    }
    for form in (ox.RdfFormat.TRIG, ox.RdfFormat.JSON_LD):
        assert set(ox.parse(write_parts([rows], form), format=form)) == kept
