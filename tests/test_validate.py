"""The verdicts of the validator: whose they are, what they cite, and that nothing else sways them."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import SH

from ofsted_kg.errors import StoreError
from ofsted_kg.validate import Report, Validator, engine, validate_dataset, validate_ontology
from ofsted_kg.validate.letters import LETTER_FILES, SHAPES, shipped_reference
from ofsted_kg.validate.memory_store import MemoryStore
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, OA, RDF, XSD

EXAMPLES = Path(__file__).parent / "shapes"
NAMES = sorted(p.stem for p in (EXAMPLES / "valid").glob("*.ttl") if p.stem not in ("totals", "vocabulary"))
DAY = NamedNode(XSD + "date")


def reference() -> list[Triple]:
    councils = parse(path=EXAMPLES / "councils.ttl", format=RdfFormat.TURTLE)
    return [*shipped_reference(), *(quad.triple for quad in councils)]


@cache
def validator(chunk: int = 25) -> Validator:
    return Validator(reference(), chunk=chunk)


@cache
def triples(name: str) -> tuple[Triple, ...]:
    return tuple(q.triple for q in parse(path=EXAMPLES / "valid" / f"{name}.ttl", format=RdfFormat.TURTLE))


def nquads(rows: Sequence[Triple], graph: str = "https://example.org/graph") -> str:
    quads = [Quad(row.subject, row.predicate, row.object, NamedNode(graph)) for row in rows]
    data = serialize(quads, format=RdfFormat.N_QUADS)
    assert data is not None
    return data.decode()


def without(rows: Sequence[Triple], *predicates: str) -> list[Triple]:
    return [row for row in rows if row.predicate.value not in predicates]


def replaced(rows: Sequence[Triple], predicate: str, value: NamedNode | Literal) -> list[Triple]:
    return [
        Triple(row.subject, row.predicate, value if row.predicate.value == predicate else row.object)
        for row in rows
    ]


def names(report: Report) -> list[str]:
    return [result.shape.removeprefix(SHAPES) for result in report.results]


# -- a verdict and what it cites


def test_conforming_letter() -> None:
    (report,) = validator().validate([("a", nquads(triples("annual-rating-2009")))])
    assert report == Report("a", True, ())


def test_warnings_do_not_keep_a_letter_out() -> None:
    rows = without(triples("annual-rating-2009"), DEF + "addressee")
    (report,) = validator().validate([("a", nquads(rows))])
    assert report.conforms
    assert [result.severity for result in report.results] == ["Warning"]


def test_violation_cites_the_words() -> None:
    rows = replaced(
        triples("annual-rating-2009"), DEF + "score", Literal("4", datatype=NamedNode(XSD + "integer"))
    )
    (report,) = validator().validate([("a", nquads(rows))])
    (result,) = report.results
    assert not report.conforms
    assert result.shape == SHAPES + "RatingShape-scoreOfGrade"
    assert result.focus.endswith("/rating/overall")
    assert result.quote == "Children's services rating: Performs well (3)"
    assert result.path == "ok:grade?/ok:score"
    assert result.page is None


def test_rule_on_the_letter_cites_its_own_words() -> None:
    rows = replaced(triples("annual-rating-2009"), DCTERMS + "issued", Literal("2019-12-09", datatype=DAY))
    (report,) = validator().validate([("a", nquads(rows))])
    assert [(result.quote, names(report)) for result in report.results] == [
        ("9 December 2009", ["LetterShape-beforeFrameworkEnd"])
    ]


def test_page_is_cited() -> None:
    rows = replaced(triples("ilacs-standard"), DEF + "polarity", NamedNode(DEF + "polarity/neither"))
    (report,) = validator().validate([("a", nquads(rows))])
    assert [(result.page, result.quote) for result in report.results] == [
        (2, "The timeliness of visits to children in care")
    ]


def test_selector_cites_its_own_quote() -> None:
    rows = without(triples("annual-rating-2009"), OA + "start")
    (report,) = validator().validate([("a", nquads(rows))])
    assert set(names(report)) == {"SelectorShape-start"}
    assert all(result.quote for result in report.results)


def test_results_are_in_order_worst_first() -> None:
    rows = without(triples("annual-rating-2009"), DEF + "addressee", DEF + "polarity", DEF + "subject")
    (report,) = validator().validate([("a", nquads(rows))])
    assert [result.severity for result in report.results] == ["Violation"] * 3 + ["Warning"]
    violations = [(result.focus, result.shape) for result in report.results[:3]]
    assert violations == sorted(violations)


def test_graph_without_a_letter_does_not_conform() -> None:
    rows = without(triples("annual-rating-2009"), RDF + "type")
    for text in (nquads(rows), ""):
        (report,) = validator().validate([("a", text)])
        assert not report.conforms
        assert "DocumentShape-primaryTopic" in names(report)


def test_text_that_is_not_nquads() -> None:
    with pytest.raises(StoreError, match="not N-Quads"):
        validator().validate([("a", "this is no graph")])


def test_wrong_date_is_a_result_and_not_a_log(caplog: pytest.LogCaptureFixture) -> None:
    rows = replaced(triples("annual-rating-2009"), DCTERMS + "issued", Literal("2009-12-32", datatype=DAY))
    with caplog.at_level(logging.DEBUG, "rdflib.term"):
        (report,) = validator().validate([("a", nquads(rows))])
    assert "LetterShape-issued" in names(report)
    assert caplog.records == []


def test_a_number_that_is_none_is_no_text_either() -> None:
    number = Literal("-4", datatype=NamedNode(XSD + "nonNegativeInteger"))
    rows = replaced(triples("annual-rating-2009"), DCTERMS + "identifier", number)
    (report,) = validator().validate([("a", nquads(rows))])
    assert not report.conforms


ODD: list[NamedNode | Literal] = [
    Literal(""),
    Literal("odd", language="en"),
    Literal("2009-12-32", datatype=DAY),
    Literal("2009", datatype=NamedNode(XSD + "gYear")),
    Literal("1.5", datatype=NamedNode(XSD + "decimal")),
    Literal("many", datatype=NamedNode(XSD + "integer")),
    Literal("09:00:00", datatype=NamedNode(XSD + "time")),
    NamedNode("https://example.org/odd"),
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["annual-rating-2009", "ilacs-standard"]), st.data())
def test_odd_values_get_a_verdict_too(name: str, data: st.DataObject) -> None:
    predicate = data.draw(st.sampled_from(sorted({row.predicate.value for row in triples(name)})))
    value = data.draw(st.sampled_from(ODD))
    (report,) = validator().validate([("a", nquads(replaced(triples(name), predicate, value)))])
    assert report.conforms == all(result.severity != "Violation" for result in report.results)


# -- nothing but the letter decides


@cache
def faulty() -> tuple[tuple[str, str], ...]:
    """Return letters of all frameworks, right and wrong; two share every subject."""
    letters = [(name, nquads(triples(name))) for name in NAMES]
    rows = triples("annual-rating-2009")
    issued = Literal("2008-01-01", datatype=DAY)
    letters.append(("same letter, another date", nquads(replaced(rows, DCTERMS + "issued", issued))))
    letters.append(("same letter, no council", nquads(without(rows, DEF + "council"))))
    letters.append(("no statements", nquads(without(triples("sif"), DEF + "grade", DEF + "evidence"))))
    return tuple(letters)


@cache
def alone() -> dict[str, Report]:
    return {source: validator().validate([(source, text)])[0] for source, text in faulty()}


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(len(NAMES) + 3)), st.sampled_from([1, 2, 5, 25]))
def test_company_and_order_do_not_change_a_verdict(order: list[int], chunk: int) -> None:
    graphs = [faulty()[index] for index in order]
    reports = validator(chunk).validate(graphs)
    assert reports == [alone()[source] for source, _ in graphs]


def test_some_of_these_conform_and_some_do_not() -> None:
    assert {report.conforms for report in alone().values()} == {True, False}


def test_only_the_relevant_triples_beside_letters_change_nothing() -> None:
    selective, whole = Validator(reference(), fast_path=False), Validator(reference(), fast_path=False)
    whole.judge.reference = whole.judge.terms.triples(reference())
    assert len(selective.judge.reference) < len(whole.judge.reference) / 4
    assert whole.validate(faulty()) == selective.validate(faulty())


def test_plain_pyshacl_finds_the_same() -> None:
    """The shapes as a stranger would run them: one letter, the whole ontology, rdflib's own store."""
    shapes = Graph()
    for name in LETTER_FILES:
        shapes.parse(resources.folder("shapes") / name, format="turtle")
    for source, text in faulty()[-3:]:
        rows = [quad.triple for quad in parse(text, format=RdfFormat.N_QUADS)]
        data = Graph().parse(data="".join(f"{row} .\n" for row in (*reference(), *rows)), format="nt")
        _, outcome, _ = pyshacl.validate(data, shacl_graph=shapes)
        found = {
            (str(outcome.value(result, SH.focusNode)), str(shape))
            for result, shape in outcome.subject_objects(SH.sourceShape)
        }
        assert found == {(result.focus, result.shape) for result in alone()[source].results}


def test_pyshacl_is_imported_late() -> None:
    code = "import sys, ofsted_kg.validate; print([m for m in ('pyshacl', 'rdflib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- the store that pyshacl reads

nodes = st.sampled_from([URIRef(f"https://example.org/{name}") for name in "abc"])
values = st.one_of(nodes, st.sampled_from([RdfLiteral("a"), RdfLiteral("a", lang="en"), RdfLiteral(1)]))


@given(
    st.lists(st.tuples(nodes, nodes, values), max_size=12),
    st.tuples(st.none() | nodes, st.none() | nodes, st.none() | values),
)
def test_quick_store_answers_like_rdflib(
    rows: list[tuple[URIRef, URIRef, URIRef | RdfLiteral]],
    pattern: tuple[URIRef | None, URIRef | None, URIRef | RdfLiteral | None],
) -> None:
    plain = Graph()
    quick = Graph(store=MemoryStore())
    for row in rows:
        plain.add(row)
        quick.add(row)
    assert len(quick) == len(plain)
    assert sorted(map(repr, quick.triples(pattern))) == sorted(map(repr, plain.triples(pattern)))


def test_quick_store_does_not_forget() -> None:
    graph = Graph(store=MemoryStore())
    with pytest.raises(NotImplementedError):
        graph.remove((None, None, None))


# -- the ontology and the dataset


def test_shipped_ontology_conforms() -> None:
    report = validate_ontology()
    assert [(r.shape.removeprefix(SHAPES), r.focus, r.value) for r in report.results] == []
    assert report.conforms


def letter(number: int, grade: str, framework: str = "annual-rating-2009") -> str:
    """Return the graph of a letter to an invented council, as far as totals need it."""
    base = "https://example.org/id/"
    node = NamedNode(f"{base}letter/{number}")
    rating = NamedNode(f"{base}letter/{number}/rating/overall")
    rows = [
        Triple(node, NamedNode(DEF + "framework"), NamedNode(f"{DEF}framework/{framework}")),
        Triple(node, NamedNode(DEF + "council"), NamedNode(f"{base}council/{number}")),
        Triple(rating, NamedNode(RDF + "type"), NamedNode(DEF + "Rating")),
        Triple(rating, NamedNode(DEF + "inLetter"), node),
        Triple(rating, NamedNode(DEF + "grade"), NamedNode(f"{DEF}grade/annual/{grade}")),
    ]
    return nquads(rows)


@cache
def totals() -> str:
    return nquads(reference())


@pytest.mark.parametrize(
    ("grades", "broken"),
    [
        pytest.param(["performs-poorly"] * 9, [], id="as many as published"),
        pytest.param(["performs-poorly"] * 10, ["held"], id="one more than published"),
        pytest.param(["performs-well"] * 93 + ["performs-excellently"] * 10, [], id="two full grades"),
        pytest.param(["performs-strangely"] * 153, ["councils"], id="more letters than councils"),
        pytest.param([], [], id="no letters"),
    ],
)
def test_ratings_are_held_against_published_totals(grades: list[str], broken: list[str]) -> None:
    graphs = [totals(), *(letter(number, grade) for number, grade in enumerate(grades))]
    results = validate_dataset(graphs)
    assert [result.shape.removeprefix(f"{SHAPES}NationalTotalShape-") for result in results][:1] == broken
    assert all(result.severity == "Violation" for result in results)


def test_counts_within_the_totals_need_no_pyshacl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofsted_kg.validate.whole._results", lambda *_: pytest.fail("pyshacl was asked"))
    assert validate_dataset([totals(), *(letter(number, "performs-poorly") for number in range(9))]) == []


def test_two_letters_to_one_council_count_once() -> None:
    graphs = [totals(), *[letter(1, "performs-poorly")] * 12]
    assert validate_dataset(graphs) == []


def test_other_frameworks_have_no_totals() -> None:
    assert validate_dataset([totals(), *(letter(n, "good", "sif") for n in range(300))]) == []


def test_terms_are_made_once() -> None:
    terms = engine.Terms([])
    node = NamedNode("https://example.org/a")
    (first,), (second,) = (terms.triples([Triple(node, node, node)]) for _ in range(2))
    assert first[0] is second[2]
