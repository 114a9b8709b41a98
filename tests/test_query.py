"""Stored queries: the same answers from every engine, parameters that cannot be misread, formats."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import golden
import pyoxigraph as ox
import pytest
import query_dataset
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from ofsted_kg import query
from ofsted_kg.errors import QueryError
from ofsted_kg.graph import reference
from ofsted_kg.query.bind import bind, serialise, to_term
from ofsted_kg.query.columns import label_schemes
from ofsted_kg.query.header import read_query, slot
from ofsted_kg.query.ordering import ordered
from ofsted_kg.query.scans import bounded, row_by_row
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import DEFAULT_BASE, Base
from ofsted_kg.vocabulary.resources import folder

GOLDEN = Path(__file__).parent / "queries" / "golden"
QUERIES = query.load_queries()
NAMES = [stored.name for stored in QUERIES]

# What the contract fixes: the first columns of these tables, in this order.
CONTRACT = {
    "letters": "source, framework, council, council_name, date, addressee, signatory",
    "ratings": "source, council, council_name, framework, year, area, grade, score",
    "judgements": (
        "source, council, subject, grade, at_least, quantity, exception, outcome, start, end, quote, "
        "page, framework, year, statement, earlier"
    ),
    "comparisons": (
        "source, council, subject, direction, comparator, start, end, quote, page, framework, year, "
        "statement, value, comparator_value, unit"
    ),
    "findings": "source, council, outcome, polarity, start, end, text",
    "serious-case-reviews": "source, council, count, since, grade, start, end, quote",
    "reports": (
        "source, ofsted_urn, council, council_name, framework, inspection_start, inspection_end, "
        "published, lead_inspector, area, grade"
    ),
}

# Values that a query must have, or without which its answer changes from day to day.
NEEDED: dict[str, dict[str, query.Value]] = {
    "council-history": {"council": "Northwick"},
    "neighbours": {"council": "Northwick"},
    "overview": {"on": date(2024, 6, 1)},
    "then-and-now": {"then": date(2008, 12, 31), "now": date(2024, 6, 1)},
    "wait": {"on": date(2024, 6, 1)},
    "coverage": {"framework": "annual-rating-2009"},
    "grade-scales": {"scale": "sif"},
}

# rdflib takes seconds for each of these: once is enough (test_rdflib_answers_the_same).
LONG_IN_RDFLIB = {
    "as-at",
    "council-history",
    "coverage",
    "latest",
    "movement",
    "neighbours",
    "overview",
    "strengths",
    "then-and-now",
    "wait",
    "weak-spots",
}

# Each parameter at work: query, values, number of rows.
ASKED: list[tuple[str, dict[str, query.Value], int]] = [
    ("letters", {"framework": "apa-2005"}, 2),
    ("letters", {"council": "X08000001"}, 7),
    ("letters", {"council": "Northwick"}, 7),
    ("letters", {"council": "northwick metropolitan borough council"}, 7),
    ("letters", {"council": "X08000009"}, 7),
    ("letters", {"year": 2009}, 2),
    ("ratings", {"area": "lscb"}, 1),
    ("ratings", {"area": "Overall effectiveness", "council": "eastmere"}, 1),
    ("judgements", {"subject": "schools", "grade": "good"}, 3),
    ("judgements", {"subject": "being-healthy"}, 1),
    ("comparisons", {"comparator": "similar-areas"}, 3),
    ("comparisons", {"subject": "exclusions", "direction": "below"}, 0),
    ("findings", {"outcome": "staying-safe"}, 2),
    ("findings", {"polarity": "area-for-improvement", "council": "oldshire"}, 1),
    ("serious-case-reviews", {"source": "annual-rating-2009-eastmere"}, 2),
    ("reports", {"framework": "ilacs-short", "year": "2023"}, 7),
    ("council-history", {"council": "Eastmere"}, 13),
    ("council-history", {"council": "Eastmere", "succession": True}, 18),
    ("council-history", {"council": "Eastmere", "succession": "yes", "kind": "rating"}, 7),
    ("weak-spots", {"grade": "good"}, 19),
    ("weak-spots", {"grade": ""}, 21),
    ("weak-spots", {"region": "london"}, 0),
    ("below-national", {"comparator": "similar-areas"}, 3),
    ("below-national", {"comparator": ""}, 6),
    ("strengths", {"council": "Oldshire"}, 1),
    ("people", {"name": "BIRCH"}, 1),
    ("people", {"part": "lead-inspector"}, 4),
    ("evidence", {"text": "fostering", "kind": "judgement"}, 6),
    ("as-at", {"on": "2008-06-01"}, 5),
    ("as-at", {"on": "2010-01-01", "council": "Oldshire"}, 0),
    ("movement", {"movement": "up"}, 6),
    ("wait", {"on": "2019-06-01"}, 1),
    ("coverage", {"part": "council", "missing": 1, "framework": "apa-2006"}, 3),
    ("coverage", {"council": "Southam", "part": "council"}, 7),
    ("councils", {"region": "london"}, 1),
    ("league", {"region": "north-west", "framework": "sif"}, 3),
    ("ratings-by-year", {"region": "london"}, 0),
    ("settings-by-grade", {"setting": "private-fostering"}, 2),
    ("outcomes-matrix", {"year": 2005}, 1),
    ("latest", {"area": "adoption"}, 1),
    ("grade-scales", {"scale": "prose"}, 21),
    ("overview", {"council": "Northwick;Eastmere"}, 2),
    ("overview", {"past": True}, 4),
    ("overview", {"region": "london"}, 1),
    ("latest", {"area": "overall"}, 2),
    ("latest", {"type": "metropolitan-district, london-borough"}, 3),
    ("movement", {"scales": "close"}, 2),
    ("movement", {"scales": "none"}, 3),
    ("movement", {"latest": True}, 3),
    ("neighbours", {"council": "Northwick"}, 5),
    ("then-and-now", {"then": "2008-12-31", "grade_then": "good", "grade_now": "good", "area": "overall"}, 1),
    ("inspectors", {"name": "GILL"}, 1),
    ("inspectors", {"from": "2019", "to": "2019-04"}, 2),
    ("intervals", {"part": "council"}, 1),
    ("standing", {"part": "all"}, 3),
    ("standing", {"on": "2008-06-01", "part": "region", "area": "staying-safe"}, 3),
    ("latest", {"area": "overall", "grade": "good"}, 1),
    ("as-at", {"on": "2008-06-01", "grade": "3"}, 1),
    ("ratings", {"grade": "inadequate"}, 2),
    ("reports", {"grade": "inadequate"}, 2),
    ("overview", {"grade": "good"}, 1),
    ("figures", {"text": "exclusions"}, 3),
    ("findings", {"text": "PLANS"}, 5),
    ("weak-spots", {"kind": "formal"}, 3),
    ("strengths", {"kind": "formal"}, 2),
    ("letters", {"from": "2010", "to": "2019-04-22"}, 2),
    ("letters", {"council": "Northwick, Oldshire", "to": "2008-12"}, 4),
]


@pytest.fixture(scope="module")
def register_graph() -> KnowledgeGraph:
    """The councils that there are."""
    return KnowledgeGraph.from_nquads(reference.nquads(Base(DEFAULT_BASE), ()))


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph.from_nquads(query_dataset.nquads())


@pytest.fixture(scope="module")
def dataset(graph: KnowledgeGraph) -> rdflib.Dataset:
    return graph.to_rdflib()


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_as_recorded(name: str, graph: KnowledgeGraph, update_golden: bool) -> None:
    found = query.render(query.run(name, NEEDED.get(name), graph), "csv").replace("\r\n", "\n")
    place = GOLDEN / f"{name}.csv"
    if update_golden:
        place.parent.mkdir(exist_ok=True)
        place.write_text(found, encoding="utf-8", newline="")
    assert found == place.read_bytes().decode("utf-8"), golden.MEANT


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_answers_the_same(name: str, graph: KnowledgeGraph, dataset: rdflib.Dataset) -> None:
    values = NEEDED.get(name)
    assert query.run(name, values, dataset) == query.run(name, values, graph)


@pytest.mark.parametrize(("name", "values", "rows"), ASKED, ids=[f"{n}-{v}" for n, v, _ in ASKED])
def test_parameters_choose_rows(
    name: str, values: dict[str, query.Value], rows: int, graph: KnowledgeGraph, dataset: rdflib.Dataset
) -> None:
    found = query.run(name, values, graph)
    assert len(found.rows) == rows, f"ASKED says {rows} rows of {name}, it has {len(found.rows)}"
    if name not in LONG_IN_RDFLIB:
        assert query.run(name, values, dataset) == found


def test_every_parameter_is_tried() -> None:
    tried = {(name, key) for name, values, _ in ASKED for key in values}
    kinds = {stored.parameter(key).kind for name, key in tried for stored in QUERIES if stored.name == name}
    assert kinds >= {"string", "integer", "date", "boolean", "concept", "council", "source"}
    assert {name for name, _ in tried} >= {stored.name for stored in QUERIES if stored.parameters} - {
        "warnings"
    }


# -- words beside slugs, and what is said of an answer


@pytest.mark.parametrize("name", NAMES)
def test_every_slug_is_said_in_words(name: str, graph: KnowledgeGraph) -> None:
    table = query.run(name, NEEDED.get(name), graph)
    assert table.columns == query.stored_query(name).columns
    for column in label_schemes():
        if f"{column}_label" not in table.columns or column not in table.columns:
            continue
        for slug, label in zip(table.column(column), table.column(f"{column}_label"), strict=True):
            assert bool(slug) == bool(label), (column, slug)
            assert label == "" or label != slug or " " in slug


@pytest.mark.parametrize("name", ["figures", "comparisons"])
def test_a_figure_is_no_slug(name: str, graph: KnowledgeGraph) -> None:
    """3 per cent is not "3: consistently above minimum requirements" of a scale of 2005."""
    table = query.run(name, {}, graph)
    assert "3" in table.column("value")
    assert "value_label" not in table.columns
    drawn = query.as_table(query.pick(table, ("value", "comparator_value")), shown=None)
    assert " 3 " in drawn
    assert "requirements" not in drawn


# What the ontology says of scales (`ok:comparableScale`) is what every query goes by.
def test_grades_are_compared_by_the_rule_of_the_ontology(graph: KnowledgeGraph) -> None:
    rows = [
        row
        for kind in ("same", "close", "none")
        for row in query.run("movement", {"scales": kind}, graph).dicts()
    ]
    assert {row["scales"] for row in rows} == {"same", "close", "none"}
    for row in rows:
        assert (row["change"] is None) == (row["scales"] == "none"), row
    sif = [row for row in rows if row["scales"] == "close"]
    assert {str(row["framework"]).partition("-")[0] for row in sif} == {"ilacs"}
    for row in query.run("overview", {"on": date(2024, 6, 1)}, graph).dicts():
        assert (row["scales"] is None) == (row["change"] is None)


def test_neighbours_count_what_can_be_compared(graph: KnowledgeGraph) -> None:
    counted = [
        row
        for row in query.run("neighbours", {"council": "Northwick", "to": "2018"}, graph).dicts()
        if row["councils"]
    ]
    assert any(row["not_comparable"] for row in counted)
    for row in counted:
        assert row["councils"] == sum(int(str(row[n])) for n in ("better", "same", "worse", "not_comparable"))


# A row of these is of many documents: no one sentence gives what it counts.
COUNTED = {
    "coverage",
    "grade-scales",
    "inspectors",
    "league",
    "ratings-by-year",
    "settings-by-grade",
    "standing",
}
PLACES = ("quote", "page", "start", "end", "url")


@pytest.mark.parametrize("stored", QUERIES, ids=NAMES)
def test_a_grade_is_quoted_wherever_it_is_given(stored: query.StoredQuery, graph: KnowledgeGraph) -> None:
    """Whatever gives a grade of one document says in which words, where they stand, and its address."""
    columns = set(stored.columns)
    if "council" in columns and stored.name != "councils":
        assert "council_name" in columns
    grades = {name for name in columns if "grade" in label_schemes().get(name, ())}
    if not grades or stored.name in COUNTED:
        return
    ends = ("_then", "_now") if "grade_then" in columns else ("",)
    for end in ends:
        assert {f"{name}{end}" for name in PLACES} <= columns
        places = [f"{name}{end}" for name in ("quote", "start", "end")]
        rows = query.run(stored, NEEDED.get(stored.name), graph).dicts()
        given = [row for row in rows if any(row[name] for name in grades)]
        assert given or stored.name == "then-and-now"
        for row in given:
            quote, start, stop = (row[name] for name in places)
            if quote is not None:
                assert isinstance(start, int)
                assert isinstance(stop, int)
                assert stop - start == len(str(quote))
        assert not given or any(row[places[0]] for row in given)


EMPTY: list[tuple[str, dict[str, query.Value], str]] = [
    ("letters", {"council": "Southam"}, "no document is held on Southam (3 councils have some"),
    (
        "latest",
        {"council": "Northwick", "area": "adoption"},
        "nothing matches area=adoption; without it 3 rows would be there, with area help-and-protection",
    ),
    ("findings", {"text": "zebra"}, "nothing matches text=zebra; without it 8 rows would be there"),
    ("people", {"name": "Bircg"}, "Did you mean Ada Birch?"),
    ("ratings", {"to": "2004"}, "of documents from 2005-12-01 to 2024-02-29"),
    (
        "judgements",
        {"council": "Oldshire", "grade": "adequate"},
        "nothing matches grade=adequate; without it 1 row would be there, with grade good",
    ),
    (
        "comparisons",
        {"council": "Oldshire"},
        "nothing matches council=Oldshire; without it 9 rows would be there. Documents held on Oldshire: 1",
    ),
    ("letters", {"region": "london", "year": 1999, "framework": "sif"}, "together"),
    ("below-national", {"year": 1999}, "nothing matches year=1999; without it"),
    # A region that there is, is not asked back.
    (
        "latest",
        {"region": "north-east"},
        "nothing matches region=north-east; without it 7 rows would be there, with region north-west",
    ),
]


@pytest.mark.parametrize(("name", "values", "said"), EMPTY, ids=[f"{n}-{s[:20]}" for n, _, s in EMPTY])
def test_an_empty_answer_says_why(
    name: str, values: dict[str, query.Value], said: str, graph: KnowledgeGraph
) -> None:
    assert not query.run(name, values, graph).rows
    assert said in query.why_empty(query.stored_query(name), values, graph)


def test_an_empty_graph_says_so() -> None:
    said = query.why_empty(query.stored_query("latest"), {}, KnowledgeGraph(ox.Store()))
    assert said.startswith("the graph holds no letter or report")


def test_unused_names_are_told(graph: KnowledgeGraph) -> None:
    said = [
        ("SELECT * { ?r ok:grde ?g }", "nothing in the graph uses ok:grde. Did you mean ok:grade"),
        ("SELECT * { ?r a ok:Ratting }", "nothing in the graph uses ok:Ratting. Did you mean ok:Rating"),
        ("ASK { ?r ok:area area:leaderhip }", "uses area:leaderhip. Did you mean area:leadership?"),
        ("SELECT * { ?r <http://purl.org/dc/terms/identifer> ?g }", "<http://purl.org/dc/terms/identifier>?"),
        ("PREFIX ex: <http://x.example/> SELECT * { ?r ex:foo 'ok:bar' } # ok:baz", "uses ex:foo"),
    ]
    for text, part in said:
        assert part in query.unused(text, graph)
    assert query.unused("SELECT * { ?r ok:grade ok:council ; dcterms:identifier 'ok:no' }", graph) == ""


def test_movement_counts_what_cannot_be_compared(graph: KnowledgeGraph) -> None:
    movement = query.stored_query("movement")
    assert query.left_out(movement, {}, graph).startswith("3 rows left out, which scales=none shows")
    assert query.left_out(movement, {"scales": "close"}, graph) == ""
    assert query.left_out(query.stored_query("latest"), {}, graph) == ""


NAMED_OTHERWISE = {
    "Bury MBC": "E08000002",
    "Metropolitan Borough of Bury": "E08000002",
    "Bath and NE Somerset": "E06000022",
    "bath & north east somerset council": "E06000022",
    "LB Hackney": "E09000012",
    "Royal Borough of Kensington & Chelsea": "E09000020",
}


@pytest.mark.parametrize("name", NAMED_OTHERWISE)
def test_a_council_is_known_by_what_people_call_it(name: str, register_graph: KnowledgeGraph) -> None:
    parameter = query.stored_query("latest").parameter("council")
    assert str(to_term(parameter, name, register_graph).value) == NAMED_OTHERWISE[name]


def test_what_begins_a_name_is_no_slip_of_the_pen(register_graph: KnowledgeGraph) -> None:
    parameter = query.stored_query("latest").parameter("council")
    with pytest.raises(QueryError, match=r"Did you mean Hammersmith and Fulham\?$"):
        to_term(parameter, "Hammersmith", register_graph)


@pytest.mark.parametrize("said", ["RI", "ri", "Requires improvement", "requires-improvement"])
def test_a_grade_is_known_by_what_people_call_it(said: str, graph: KnowledgeGraph) -> None:
    parameter = query.stored_query("latest").parameter("grade")
    assert to_term(parameter, said, graph) == ox.Literal("requires-improvement")


def test_then_and_now_counts_the_unpaired(graph: KnowledgeGraph) -> None:
    stored, days = query.stored_query("then-and-now"), {"then": "2008-12-31", "now": "2024-06-01"}
    said = query.left_out(stored, days, graph)
    assert said.startswith("1 grade of 2008-12-31 on 1 council left out: the later document gives no grade")
    assert said.endswith("(Northwick)")
    assert query.left_out(stored, {**days, "grade_now": "good"}, graph) == said
    assert query.left_out(stored, {**days, "area": "overall"}, graph) == ""
    same = query.left_out(stored, {**days, "now": "2008-12-31"}, graph)
    assert "left out without a later document" in same


# -- the files


@pytest.mark.parametrize("stored", QUERIES, ids=NAMES)
def test_a_query_runs_as_it_stands(stored: query.StoredQuery, graph: KnowledgeGraph) -> None:
    prepareQuery(stored.text)
    answer = graph.store.query(stored.text, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    assert tuple(v.value for v in answer.variables) == stored.variables


@pytest.mark.parametrize("stored", QUERIES, ids=NAMES)
def test_the_order_is_the_engine_s(stored: query.StoredQuery, graph: KnowledgeGraph) -> None:
    assert ordered(graph, stored.text) == query.select(graph, stored.text)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ('"b" UNDEF <http://a.example/> "ab"', "?a"),
        ("10 9 UNDEF 11", "DESC(?a)"),
        ('"b" 1 true "a"@en', "?a"),
        ('"2009-12-01"^^xsd:date "2008-01-01Z"^^xsd:date', "?a"),
    ],
)
def test_values_of_any_kind_are_ordered_as_the_engine_does(values: str, order: str) -> None:
    prefix = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"
    text = f"{prefix}\nSELECT (STR(?a) AS ?b)\nWHERE {{ VALUES ?a {{ {values} }} }}\nORDER BY {order}\n"
    graph = KnowledgeGraph.from_nquads()
    assert ordered(graph, text) == query.select(graph, text)


@pytest.mark.parametrize("stored", QUERIES, ids=NAMES)
def test_scans_and_look_ups_answer_alike(stored: query.StoredQuery, graph: KnowledgeGraph) -> None:
    singly = row_by_row(stored.text)
    assert query.select(graph, singly) == query.select(graph, stored.text)
    assert query.select(graph, bounded(singly)) == query.select(graph, stored.text)


def test_a_value_is_not_rewritten(graph: KnowledgeGraph) -> None:
    said = "{ SELECT ?a WHERE { ?a ok:x ?a } } OPTIONAL { FILTER"
    findings = query.stored_query("findings")
    assert serialise(ox.Literal(said)) in query.bind(findings, {"text": said, "council": "Northwick"}, graph)


def test_few_councils_are_looked_up_one_by_one(graph: KnowledgeGraph) -> None:
    scan = "{ SELECT ?rating ?letter WHERE { ?rating ok:inLetter ?letter } }"
    name = query.councils(graph)[0]
    ratings = query.stored_query("ratings")
    assert scan in query.bind(ratings, {}, graph)
    assert scan not in query.bind(ratings, {"council": name}, graph)
    # What weighs the documents of all councils reads them all, whichever is asked.
    overview = query.stored_query("overview")
    bound = query.bind(overview, {"council": name}, graph)
    assert row_by_row(bound) != bound


def test_the_iri_of_a_span_says_where_it_is(graph: KnowledgeGraph) -> None:
    # Queries that want the words of a few facts out of many read offsets and quote off it.
    text = """SELECT ?span ?words ?start ?end WHERE {
      ?span oa:hasSelector ?words , ?position .
      ?words oa:exact ?quote . ?position oa:start ?start ; oa:end ?end
    }"""
    rows = query.run_text(text, graph)
    assert isinstance(rows, query.Table)
    assert rows.rows
    for span, words, start, end in rows.values():
        assert span.endswith(f"/span/{start}-{end}")
        assert words == f"{span}/quote"


# What these shared filters cannot mean: the lists are of no council; one council needs no region; how much
# is missing is missing at any time; then and now are times already.
WITHOUT = {
    "frameworks": {"council", "region", "type", "from", "to"},
    "grade-scales": {"council", "region", "type", "from", "to"},
    "councils": {"from", "to"},
    "coverage": {"from", "to"},
    "then-and-now": {"from", "to"},
    "council-history": {"region", "type"},
    "neighbours": {"region", "type"},
}


@pytest.mark.parametrize("stored", QUERIES, ids=NAMES)
def test_a_query_takes_the_shared_filters(stored: query.StoredQuery) -> None:
    shared = {"council", "region", "type", "from", "to"} - WITHOUT.get(stored.name, set())
    assert shared <= {parameter.name for parameter in stored.parameters}


@pytest.mark.parametrize("stored", QUERIES, ids=NAMES)
def test_a_query_is_tidy(stored: query.StoredQuery) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", stored.name)
    assert stored.text.startswith("#+ summary: ")
    assert 10 < len(stored.summary) < 100
    assert not stored.summary.endswith(".")
    assert stored.description.endswith(".")
    assert "ORDER BY" in stored.text
    assert "GRAPH" not in stored.text
    assert "SERVICE" not in stored.text
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", column) for column in stored.columns)
    assert all(parameter.description for parameter in stored.parameters)
    assert max(len(line) for line in stored.text.splitlines()) <= 140
    prefixes = re.findall(r"^PREFIX (\w+):", stored.text, re.MULTILINE)
    assert all(len(re.findall(rf"\b{prefix}:", stored.text)) > 1 for prefix in prefixes)


@pytest.mark.parametrize("stored", QUERIES, ids=NAMES)
def test_the_rows_have_one_order(stored: query.StoredQuery, graph: KnowledgeGraph) -> None:
    """The keys of ORDER BY tell all rows apart, so that no engine may order them otherwise."""
    keys = re.findall(r"\?(\w+)", stored.text.rsplit("ORDER BY", 1)[1])
    head, body = stored.text.rsplit("ORDER BY", 1)
    clause = re.search(r"SELECT (.*?)\nWHERE", head, re.DOTALL)
    assert clause is not None
    projected = head.replace(clause[0], f"SELECT {_selected(clause[1], keys)}\nWHERE", 1)
    rows = query.select(graph, f"{projected}ORDER BY{body}").rows
    assert len(set(rows)) == len(rows)


def _selected(clause: str, keys: list[str]) -> str:
    computed = {m[2]: m[0] for m in re.finditer(r"\(([^()]|\([^()]*\))* AS \?(\w+)\)", clause)}
    return " ".join(computed.get(key, f"?{key}") for key in dict.fromkeys(keys))


@pytest.mark.parametrize("stored", QUERIES, ids=NAMES)
def test_a_default_is_what_the_text_holds(stored: query.StoredQuery, graph: KnowledgeGraph) -> None:
    for parameter in stored.parameters:
        match = slot(parameter.slot or parameter.name).search(stored.text)
        assert match is not None
        if parameter.default is None:
            assert match["term"] == "UNDEF"
        else:
            given = bind(stored, {**NEEDED.get(stored.name, {}), parameter.name: parameter.default}, graph)
            bare = bind(stored, NEEDED.get(stored.name, {}), graph)
            assert query.select(graph, given) == query.select(graph, bare)


@pytest.mark.parametrize(("name", "columns"), CONTRACT.items(), ids=CONTRACT)
def test_the_contract_s_columns_come_first(name: str, columns: str) -> None:
    wanted = tuple(columns.split(", "))
    assert query.stored_query(name).columns[: len(wanted)] == wanted


def test_every_query_is_documented(update_golden: bool) -> None:
    place = folder("queries") / "README.md"
    text = query.reference(QUERIES)
    if update_golden:
        place.write_text(text, encoding="utf-8")
    assert place.read_text(encoding="utf-8") == text, golden.MEANT


HEADERS = [
    ("SELECT ?a {}", "no summary"),
    ("#+ nonsense\nSELECT ?a {}", "is not `key: value`"),
    ("#+ summary: x: y\nSELECT ?a {}", "it is no YAML: mapping values are not allowed"),
    ("#+ summary: x\n#+ params:\n#+   - name: a\n#+     kind: colour\nSELECT ?a {}", "no kind of parameter"),
    (
        "#+ summary: x\n#+ params:\n#+   - name: a\n#+     kind: string\nSELECT ?a {}",
        "has no line `VALUES ?a",
    ),
    ("#+ summary: x\n#+ params:\n#+   - name: a\n#+     kind: concept\nSELECT ?a {}", "a scheme belongs"),
    ("#+ summary: x\n#+ params:\n#+   - name: a\n#+     colour: red\nSELECT ?a {}", "has no colour"),
    ("#+ summary: x\n#+ tags: [Yesterday]\nSELECT ?a {}", "'Yesterday' is no tag, one of: Today,"),
]


@pytest.mark.parametrize(("text", "message"), HEADERS, ids=[m for _, m in HEADERS])
def test_a_wrong_header_is_named(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=re.escape(message)):
        read_query(path)


def test_every_question_is_found_under_what_it_is_about() -> None:
    assert {one.tag for one in query.load_queries()} == set(query.TAGS)


# -- messages

WRONG: list[tuple[str, dict[str, query.Value], str]] = [
    ("leters", {}, "Did you mean letters"),
    ("history", {}, "Did you mean council-history"),
    ("../letters", {}, "there is no stored query"),
    ("nothing-like-it", {}, "There are: as-at, below-national"),
    (
        "ratings",
        {"arae": "overall"},
        "Did you mean area or grade? It takes: framework, year, area, grade, council",
    ),
    ("frameworks", {"year": 1}, "It takes no parameters"),
    ("ratings", {"area": "overal"}, "Did you mean overall?"),
    ("ratings", {"year": "two thousand"}, "'two thousand' is not a whole number"),
    ("ratings", {"council": "Northwik"}, "Did you mean Northwick?"),
    ("wait", {"on": "1 June 2019"}, "is not a date, such as 2009-12-31"),
    ("wait", {"on": "2019-02-30"}, "is not a date"),
    (
        "council-history",
        {},
        "needs council: the council (GSS code or name; several with commas). Give council=VALUE",
    ),
    ("council-history", {"council": "Eastmere", "succession": "maybe"}, "is not true or false"),
    ("council-history", {"council": "Eastmere", "kind": "grade"}, "There are: rating, judgement"),
    ("evidence", {"fact": "not an iri"}, "is not an absolute IRI"),
    ("evidence", {"fact": "http://a.example/>{}"}, "is not an absolute IRI"),
    ("evidence", {"fact": "http://a.example/%zz"}, "is not an absolute IRI"),
    ("evidence", {"source": "apa-2007-nothwick"}, "Did you mean apa-2007-northwick"),
    ("people", {"name": "a\0b"}, "without a zero byte"),
    ("reports", {"from": "2020", "to": "2019"}, "from=2020 is after to=2019. Give from the earlier one"),
    ("then-and-now", {"then": "2020-01-01", "now": "2019-01-01"}, "then=2020-01-01 is after now=2019-01-01"),
    ("people", {"name": "a\ud800"}, "not text in Unicode"),
]


@pytest.mark.parametrize(("name", "values", "message"), WRONG, ids=[f"{n}-{m}" for n, _, m in WRONG])
def test_a_mistake_gets_a_message_with_the_choices(
    name: str, values: dict[str, query.Value], message: str, graph: KnowledgeGraph
) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        query.run(name, values, graph)


def test_a_dataset_that_hides_its_graphs_is_refused() -> None:
    with pytest.raises(QueryError, match="default_union=True"):
        query.run("letters", {}, rdflib.Dataset())


# -- values as terms

# Texts that would change a query if they were pasted into it, or that a parser may undo too early.
HOSTILE = [
    'x" } #',
    '" } UNION { ?s ?p ?o } #',
    "\\",
    '\\"',
    "\\u0022 } ?a ?b ?c { \\u0022",
    "\\U00000022",
    "'''\"\"\"",
    "a\nb\r\n\tc",
    "?name",
    "{}",
    "%s {0} \\1 \\g<term>",
    "\u0001\u007f\u0085\u2028",
    "é\U0001f600",
]


ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


def _echo(text: str, engine: str) -> str:
    """Send a value through a query and get it back."""
    stored = query.StoredQuery(
        "echo", "", "", (query.Parameter("name", "string"),), "SELECT ?name WHERE { VALUES ?name { UNDEF } }"
    )
    target = KnowledgeGraph(ox.Store()) if engine == "oxigraph" else rdflib.Dataset(default_union=True)
    table = query.run(stored, {"name": text}, target)
    assert table.columns == ("name",)
    assert len(table.rows) == 1
    return table.column("name")[0]


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_text_comes_back_as_it_was_given(text: str, engine: str) -> None:
    assert _echo(text, engine) == text.strip()


def test_a_value_is_no_place_for_another() -> None:
    parameters = (query.Parameter("a", "string"), query.Parameter("b", "string"))
    text = "SELECT ?a ?b WHERE { VALUES ?a { UNDEF } VALUES ?b { UNDEF } }"
    values = {"a": "VALUES ?b { UNDEF }", "b": "} INSERTED {"}
    for said in (values, dict(reversed(values.items()))):
        table = query.run(
            query.StoredQuery("two", "", "", parameters, text), said, KnowledgeGraph(ox.Store())
        )
        assert list(table.values()) == [("VALUES ?b { UNDEF }", "} INSERTED {")]


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(ANY | st.sampled_from('\\"uU02 {}'), min_size=1))
def test_any_text_comes_back_as_it_was_given(text: str, engine: str) -> None:
    if text.strip():
        assert _echo(text, engine) == text.strip()


@given(st.text(ANY))
def test_terms_read_back(text: str) -> None:
    answer = ox.Store().query(f"SELECT ({serialise(ox.Literal(text, language='en'))} AS ?t) {{}}")
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["t"] for row in answer] == [ox.Literal(text, language="en")]


# -- formats

ODD = query.Table(
    ("iri", "text", "number", "nothing", "word"),
    (
        (
            ox.NamedNode("http://a.example/?a=1&b=2"),
            ox.Literal('a "b", <c> & \r\n\tü\U0001f600'),
            ox.Literal("7", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
            None,
            ox.Literal("Rat", language="de"),
        ),
        (None, ox.Literal(""), None, None, None),
    ),
)


def test_csv_is_sparql_s() -> None:
    text = query.render(ODD, "csv")
    assert text.startswith("iri,text,number,nothing,word\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1:] == [list(row) for row in ODD.values()]


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ],
    ids=["json", "xml", "tsv"],
)
def test_results_read_back(form: str, kind: ox.QueryResultsFormat) -> None:
    answer = ox.parse_query_results(query.render(ODD, form).encode("utf-8"), kind)
    assert isinstance(answer, ox.QuerySolutions)
    assert query.from_solutions(answer) == ODD


def test_xml_says_so_where_it_cannot_hold_a_character() -> None:
    table = query.Table(("a",), ((ox.Literal("line\x02end"),),))
    assert "line\ufffdend" in "".join(ET.fromstring(query.render(table, "xml")).itertext())  # noqa: S314
    assert json.loads(query.render(table, "json"))["results"]["bindings"][0]["a"]["value"] == "line\x02end"


def test_the_table_for_people_leaves_out_iris(graph: KnowledgeGraph) -> None:
    text = query.render(query.run("latest", {"council": "Northwick"}, graph), "table")
    assert "help-and-protection" in text
    assert "https://" not in text


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_truth_values_have_formats(form: str, graph: KnowledgeGraph) -> None:
    assert "true" in query.render(query.run_text("ASK { ?s ?p ?o }", graph), form)


def test_triples_have_formats(graph: KnowledgeGraph) -> None:
    asked = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c . FILTER(?c = <https://w3id.org/ofsted-kg/def/Letter>) }"
    answer = query.run_text(asked, graph)
    assert "ok:Letter" in query.render(answer, "table")
    assert query.render(answer, "ntriples").count("\n") == 6
    with pytest.raises(QueryError, match="There are: turtle, ntriples"):
        query.render(answer, "csv")


def test_an_unknown_format_is_named(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="There are: table, csv, tsv, json, xml"):
        query.render(query.run("frameworks", {}, graph), "excel")


def test_the_listing_names_every_query() -> None:
    from rich.console import Console

    console = Console(file=io.StringIO(), width=200)
    with console.capture() as capture:
        console.print(query.listing())
    assert all(name in capture.get() for name in NAMES)
