"""The quick check before pyshacl: it may suspect, but never spares a letter that breaks a rule."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ofsted_kg.errors import StoreError
from ofsted_kg.validate import Report, Validator
from ofsted_kg.validate.facts import ODD, NotPlainError, literal, read
from ofsted_kg.validate.fast_path import FastPath
from ofsted_kg.validate.letters import LETTER_FILES, shipped_reference
from ofsted_kg.validate.notes import Notes
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, FOAF, OA, RDF, RDFS, XSD

EXAMPLES = Path(__file__).parent / "shapes"
OTHERS = ("totals", "vocabulary")  # examples that are no letters
NAMES = sorted(path.stem for path in (EXAMPLES / "valid").glob("*.ttl") if path.stem not in OTHERS)
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))
LETTER = "https://w3id.org/ofsted-kg/id/letter/exampleton"


@cache
def reference() -> tuple[Triple, ...]:
    councils = parse(path=EXAMPLES / "councils.ttl", format=RdfFormat.TURTLE)
    return (*shipped_reference(), *(quad.triple for quad in councils))


@cache
def validator(fast_path: bool = True) -> Validator:
    return Validator(reference(), fast_path=fast_path)


@cache
def shapes() -> tuple[Triple, ...]:
    files = [resources.folder("shapes") / name for name in LETTER_FILES]
    return tuple(
        quad.triple
        for path in files
        for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )


@cache
def fast_path() -> FastPath:
    return FastPath(shapes(), Notes(shapes()), reference())


@cache
def triples(name: str) -> tuple[Triple, ...]:
    path = EXAMPLES / "valid" / f"{name}.ttl"
    return tuple(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))


def nquads(rows: Sequence[Triple]) -> str:
    graph = NamedNode("https://example.org/graph")
    data = serialize(
        [Quad(row.subject, row.predicate, row.object, graph) for row in rows], format=RdfFormat.N_QUADS
    )
    assert data is not None
    return data.decode()


def plain(value: str, kind: str = "string") -> Literal:
    return Literal(value, datatype=NamedNode(XSD + kind))


def behind(path: Path) -> str:
    """Return the name of the valid example that an invalid one changes."""
    return path.read_text(encoding="utf-8").partition("# The rest is valid/")[2].partition(".ttl")[0]


# -- it never spares a letter that breaks a rule


@pytest.mark.parametrize("name", NAMES)
def test_valid_letter_breaks_nothing(name: str) -> None:
    assert fast_path().faults(nquads(triples(name))) == []


@pytest.mark.parametrize(
    "path", [path for path in INVALID if behind(path) in NAMES], ids=lambda path: path.stem
)
def test_invalid_letter_is_never_spared(path: Path) -> None:
    anew = [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]
    described = {row.subject for row in anew}
    rest = [row for row in triples(behind(path)) if row.subject not in described]
    text = nquads([*rest, *anew])
    assert fast_path().faults(text) != []
    assert validator().validate([("a", text)]) == validator(fast_path=False).validate([("a", text)])


ODDITIES: tuple[NamedNode | Literal, ...] = (
    plain(""),
    plain("a"),
    plain("Ms A. N. Other"),
    plain('two\nlines, "quoted"'),
    Literal("odd", language="en"),
    plain("3", "integer"),
    plain("-1", "integer"),
    plain("003", "integer"),
    plain("+3", "integer"),
    plain("many", "integer"),
    plain("0", "nonNegativeInteger"),
    plain("-4", "nonNegativeInteger"),
    plain("999999999", "nonNegativeInteger"),
    plain("1.5", "decimal"),
    plain("2009-12-32", "date"),
    plain("2009-12-32"),
    plain("2009-12-09"),
    plain("2009-12-09", "date"),
    plain("1899-01-01", "date"),
    plain("2099-01-01", "date"),
    plain("2009-12-09Z", "date"),
    plain("2009-12-09T00:00:00", "dateTime"),
    plain("2008", "gYear"),
    plain("2008-13", "gYearMonth"),
    plain("true", "boolean"),
    plain("1", "boolean"),
    plain("perhaps", "boolean"),
    plain("0g", "hexBinary"),
    plain("00", "hexBinary"),
    NamedNode("https://example.org/odd"),
    NamedNode("https://example.org/odd(1)"),
    NamedNode("urn:odd"),
    NamedNode(DEF + "grade/sif/good"),
    NamedNode(DEF + "grade/prose/unheard-of"),
    NamedNode(DEF + "framework/apa-2007"),
    NamedNode(DEF + "setting/primary-schools"),
    NamedNode(OA + "SpecificResource"),
    NamedNode(FOAF + "Person"),
    *(NamedNode(DEF + name) for name in ("Rating", "Judgement", "Finding", "Section", "InspectionReport")),
)
KINDS = tuple(
    NamedNode(XSD + name)
    for name in ("string", "integer", "nonNegativeInteger", "date", "boolean", "decimal", "token", "gYear")
)


def drop(rows: list[Triple], at: int, other: int) -> None:
    del rows[at]


def change(rows: list[Triple], at: int, other: int) -> None:
    rows[at] = Triple(rows[at].subject, rows[at].predicate, ODDITIES[other % len(ODDITIES)])


def double(rows: list[Triple], at: int, other: int) -> None:
    rows.append(Triple(rows[at].subject, rows[at].predicate, ODDITIES[other % len(ODDITIES)]))


def use_for_another(rows: list[Triple], at: int, other: int) -> None:
    rows.append(Triple(rows[at].subject, rows[other].predicate, rows[at].object))


def swap(rows: list[Triple], at: int, other: int) -> None:
    one, two = rows[at], rows[other]
    rows[at] = Triple(one.subject, one.predicate, two.object)
    rows[other] = Triple(two.subject, two.predicate, one.object)


def move(rows: list[Triple], at: int, other: int) -> None:
    rows[at] = Triple(rows[other].subject, rows[at].predicate, rows[at].object)


def retype(rows: list[Triple], at: int, other: int) -> None:
    value = rows[at].object
    kind = KINDS[other % len(KINDS)]
    if isinstance(value, Literal):
        rows[at] = Triple(rows[at].subject, rows[at].predicate, Literal(value.value, datatype=kind))


def add_twin(rows: list[Triple], at: int, other: int) -> None:
    rows.append(rows[at])
    retype(rows, at, other)


EDITS = (drop, change, double, use_for_another, swap, move, retype, add_twin)
edits = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 9999), st.integers(0, 9999)), min_size=1, max_size=2
)
Edit = tuple[Callable[[list[Triple], int, int], None], int, int]


def edited(name: str, changes: Sequence[Edit]) -> str:
    rows = list(triples(name))
    for edit, at, other in changes:
        edit(rows, at % len(rows), other % len(rows))
    return nquads(rows)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(NAMES), edits)
def test_edited_letter_is_known_only_as_pyshacl_knows_it(name: str, changes: list[Edit]) -> None:
    text = edited(name, changes)
    if fast_path().faults(text) is not None:
        assert validator().validate([("a", text)]) == validator(fast_path=False).validate([("a", text)])


LETTER_CLASS = NamedNode(DEF + "Assessment")
LACKS = {
    DCTERMS + "title": "LetterShape-title",
    DEF + "addressee": "LetterShape-addressed",
    DEF + "signatory": "LetterShape-signed",
    DEF + "leadInspector": "InspectionReportShape-led",
}
STATED = [
    (name, p) for name in NAMES for p in LACKS if any(row.predicate.value == p for row in triples(name))
]


@pytest.mark.parametrize(("name", "predicate"), STATED)
def test_what_a_letter_lacks_is_said_as_pyshacl_says_it(name: str, predicate: str) -> None:
    (letter,) = {row.subject for row in triples(name) if row.object == LETTER_CLASS}
    rest = [row for row in triples(name) if row.subject != letter or row.predicate.value != predicate]
    text = nquads(rest)
    faults = fast_path().faults(text)
    assert faults is not None
    assert [fault.shape.rpartition("/")[2] for fault in faults] == [LACKS[predicate]]
    assert validator().validate([("a", text)]) == validator(fast_path=False).validate([("a", text)])


def test_a_lack_beside_a_violation_is_left_to_pyshacl() -> None:
    rows = [row for row in triples("annual-rating-2009") if row.predicate.value != DEF + "addressee"]
    text = nquads([row for row in rows if row.predicate.value != DEF + "council"])
    assert fast_path().faults(text) is None
    assert not validator().validate([("a", text)])[0].conforms


def test_reports_are_the_same_with_and_without() -> None:
    graphs = [(name, edited(name, [])) for name in NAMES]
    graphs += [(f"{name} without {at}", edited(name, [(drop, at, 0)])) for name in NAMES for at in (2, 9, 30)]
    reports = validator().validate(graphs)
    assert reports == validator(fast_path=False).validate(graphs)
    assert {bool(report.results) for report in reports} == {True, False}


# -- what makes a letter suspect though it breaks nothing


def typed_by_itself(rows: Sequence[Triple]) -> list[Triple]:
    below = Triple(NamedNode(DEF + "Odd"), NamedNode(RDFS + "subClassOf"), NamedNode(DEF + "Odder"))
    return [*rows, below]


def blank(rows: Sequence[Triple]) -> list[Triple]:
    (quad,) = parse("_:a <https://example.org/p> _:b .", format=RdfFormat.N_TRIPLES)
    return [*rows, quad.triple]


def in_a_language(rows: Sequence[Triple]) -> list[Triple]:
    identifier = NamedNode("http://purl.org/dc/terms/identifier")
    (row,) = (row for row in rows if row.predicate == identifier)
    rest = [other for other in rows if other != row]
    return [*rest, Triple(row.subject, identifier, Literal("nota bene", language="la"))]


def test_labels_in_a_language_do_not_send_a_letter_to_pyshacl() -> None:
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    rows = [*triples("annual-rating-2009"), Triple(NamedNode(LETTER), label, Literal("A", language="en"))]
    assert fast_path().faults(nquads(rows)) == []


def test_a_value_in_a_language_goes_to_pyshacl_where_a_rule_asks_for_it() -> None:
    assert fast_path().faults(nquads(in_a_language(triples("annual-rating-2009")))) is None


@pytest.mark.parametrize("change", [typed_by_itself, blank])
def test_unusual_letter_goes_to_pyshacl(change: Callable[[Sequence[Triple]], list[Triple]]) -> None:
    text = nquads(change(triples("annual-rating-2009")))
    assert fast_path().faults(text) is None
    assert validator().validate([("a", text)]) == [Report("a", True, ())]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\n", id="empty line"),
        pytest.param("this is no graph\n", id="no N-Quads"),
        pytest.param("# a comment\n", id="comment"),
        pytest.param(
            "<a> <https://example.org/p> <https://example.org/o> <https://example.org/g> .", id="relative"
        ),
        pytest.param(r'<https://a/s> <https://a/p> "\q" <https://a/g> .', id="escape"),
        pytest.param(r'<https://a/s> <https://a/p> "\u0041" <https://a/g> .', id="code point"),
        pytest.param("<https://a/s> <https://a/p> <https://a/o> .", id="no graph"),
    ],
)
def test_text_that_is_not_plain_is_not_read(text: str) -> None:
    with pytest.raises(NotPlainError):
        read(text, [RDF + "type"])
    assert fast_path().faults(text) is None


def test_text_that_is_not_nquads_is_still_an_error() -> None:
    good = nquads(triples("annual-rating-2009"))
    with pytest.raises(StoreError, match="not N-Quads"):
        validator().validate([("a", good), ("b", good + "and more")])


@pytest.mark.parametrize(
    ("lexical", "kind", "odd"),
    [
        ("2009-12-09", "date", False),
        ("2009-02-30", "date", True),
        ("0000-01-01", "date", True),
        ("2009-12-09Z", "date", True),
        ("12", "integer", False),
        ("-12", "integer", False),
        ("+12", "integer", True),
        ("٣", "integer", True),
        ("1e3", "integer", True),
        ("-1", "nonNegativeInteger", True),
        ("true", "boolean", False),
        ("1", "boolean", True),
        ("9f86", "hexBinary", False),
        ("9f8", "hexBinary", True),
        ("2008-12", "gYearMonth", False),
        ("2008-13", "gYearMonth", True),
        ("2008", "gYear", False),
        ("1.5", "decimal", False),
        (".5", "decimal", True),
        ("15e-1", "decimal", True),
    ],
)
def test_only_plain_literals_are_judged(lexical: str, kind: str, odd: bool) -> None:
    assert (literal(lexical, XSD + kind) is ODD) is odd


def test_escapes_are_read() -> None:
    value = 'a\tb\n\r"c" \\n'
    text = nquads([Triple(NamedNode("https://a/s"), NamedNode("https://a/p"), Literal(value))])
    assert read(text, ["https://a/p"]) == {"https://a/p": {"https://a/s": [(value, XSD + "string")]}}


# -- shapes beyond its knowledge

PREFIXES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ok: <https://w3id.org/ofsted-kg/def/> ."
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix s: <https://example.org/> ."
)
RULE = "s:a a sh:PropertyShape ; sh:targetClass ok:Letter ; sh:path ok:year ; "


def of(turtle: str) -> FastPath:
    rows = [quad.triple for quad in parse(PREFIXES + turtle, format=RdfFormat.TURTLE)]
    return FastPath(rows, Notes(rows), reference())


@pytest.mark.parametrize(
    "turtle",
    [
        RULE + "sh:hasValue 2009 .",
        RULE + "sh:minCount 2 .",
        RULE + "sh:minCount 1 , 1.0 .",
        RULE + "sh:minInclusive 1.5 .",
        RULE + 'sh:pattern "^2" ; sh:flags "i" .',
        RULE + 'sh:pattern "(" .',
        RULE + 'sh:sparql [ sh:select "SELECT $this { }" ] .',
        RULE + "sh:deactivated true .",
        RULE + "sh:nodeKind sh:BlankNodeOrIRI .",
        RULE + "sh:datatype rdfs:Literal .",
        RULE + "sh:not s:nowhere .",
        RULE + "sh:not s:a .",
        RULE + "sh:property s:b . s:b a sh:NodeShape .",
        RULE + "sh:targetNode s:x .",
        RULE + "sh:target [ ] .",
        RULE + "s:own true .",
        RULE + "a rdfs:Class .",
        "s:a a sh:NodeShape ; sh:targetClass ok:Letter ; sh:minCount 1 .",
        "s:a a sh:NodeShape ; sh:targetClass ok:Letter ; sh:equals ok:year .",
        "s:a a sh:PropertyShape ; sh:targetClass ok:Letter .",
        "s:a sh:targetClass ok:Letter ; sh:path ok:year .",
        "[] sh:targetClass ok:Letter ; sh:path ok:year ; sh:minCount 3 .",
        "s:a a sh:PropertyShape ; sh:targetClass ok:Letter ; sh:path [ sh:zeroOrMorePath ok:year ] .",
        "s:a a sh:PropertyShape ; sh:targetClass ok:Letter ; sh:path ( ) .",
        "s:a a sh:PropertyShape ; sh:targetClass ok:Letter ; sh:path ( ok:year ) .",
        "s:a a sh:PropertyGroup ; sh:targetClass ok:Letter ; sh:class ok:Council .",
    ],
)
def test_shapes_beyond_its_knowledge_make_every_letter_suspect(turtle: str) -> None:
    check = of(turtle)
    assert not check.usable
    assert check.faults(nquads(triples("annual-rating-2009"))) is None


def test_shipped_shapes_are_within_its_knowledge() -> None:
    assert fast_path().usable


def test_a_rule_of_known_parts_is_asked() -> None:
    letter = nquads(triples("annual-rating-2009"))
    assert of(RULE + "sh:minInclusive 2009 .").faults(letter) == []
    assert of(RULE + "sh:minInclusive 2010 .").faults(letter) is None


def test_value_that_cannot_be_compared_makes_a_letter_suspect() -> None:
    rows = [
        Triple(row.subject, row.predicate, plain("2009-12-09T10:00:00", "dateTime"))
        if row.predicate.value == DCTERMS + "issued"
        else row
        for row in triples("annual-rating-2009")
    ]
    assert of(RULE + "sh:lessThan <http://purl.org/dc/terms/issued> .").faults(nquads(rows)) is None


# -- pyshacl stays at home


def test_clean_letters_need_no_pyshacl() -> None:
    code = (
        "import sys; from ofsted_kg.validate import Validator; v = Validator(); v.validate([]);"
        "print([m for m in ('pyshacl', 'rdflib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
