"""The ontology keeps its promises: documented, complete, consistent, and readable by the lexicon."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from ofsted_kg import __version__, register
from ofsted_kg.grammar.statements import Statements, read_statements
from ofsted_kg.model import Document
from ofsted_kg.text.clean import fold
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary import lexicon, resources
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, ORG, OWL, RDF, RDFS, SKOS, Base, slug, term

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT.parent / "shared" / "reference" / "councils.csv"
FILES = resources.files("ontology", ".ttl")
EXAMPLES = ROOT / "tests" / "shapes" / "valid"
# Files that hold no concept scheme.
OTHERS = {"alignments", "councils", "deprecated", "ofsted-kg", "totals"}
LABELS = ("prefLabel", "altLabel", "hiddenLabel")
OUTCOMES = (
    "being-healthy staying-safe enjoying-and-achieving making-a-positive-contribution"
    " achieving-economic-well-being"
)
ILACS = "overall-effectiveness leadership help-and-protection in-care-and-care-leavers in-care care-leavers"
PERFORMS = "performs-excellently performs-well performs-adequately performs-poorly"
SINCE_2013 = "outstanding good requires-improvement inadequate not-judged"

# What the contract of facts names, scheme by scheme; schemes may hold more.
CONTRACT = {
    "setting": (
        "all-settings early-years childminders childcare nursery-schools schools primary-schools"
        " secondary-schools special-schools pupil-referral-units post-16 sixth-forms colleges"
        " childrens-homes residential-special-schools fostering adoption private-fostering"
        " looked-after-children safeguarding youth-service children-with-disabilities care-leavers"
    ),
    "outcome": f"all-outcomes {OUTCOMES} service-management capacity-to-improve",
    "topic": "national-indicators exclusions offending attainment other",
    "quantity": (
        "all nearly-all very-large-majority large-majority majority most over-half half two-thirds"
        " three-quarters three-of-five one-of-five minority some too-many very-little rest"
    ),
    "direction": "above below in-line in-line-or-above in-line-or-below",
    "comparator": "national similar-areas",
    "unit": "percent points days weeks months per-1000 per-10000 per-100000 count",
    "polarity": "strength area-for-improvement",
    "framework": (
        "apa-2005 apa-2006 apa-2007 apa-2008 annual-rating-2009 annual-assessment-2010"
        " annual-assessment-2011 looked-after-2013 sif sif-reinspection lscb-review ilacs-standard"
        " ilacs-short ilacs-2026"
    ),
    "area": (
        f"overall overall-effectiveness social-care-services education-services childrens-services {OUTCOMES}"
        " capacity-to-improve service-management leadership help-and-protection in-care care-leavers"
        " in-care-and-care-leavers looked-after-and-permanence adoption lscb"
        " outcomes-for-looked-after-children quality-of-provision leadership-and-management"
    ),
    "council-type": "county unitary-authority metropolitan-district london-borough city-corporation",
    "region": (
        "east-midlands east-of-england london north-east north-west south-east south-west west-midlands"
        " yorkshire-and-the-humber"
    ),
    "grade/prose": (
        "outstanding excellent very-good good satisfactory adequate unsatisfactory inadequate poor"
    ),
    "grade/apa-requirements": "4 3 2 1",
    "grade/apa": "outstanding good adequate inadequate",
    "grade/annual": PERFORMS,
    "grade/looked-after-2013": "outstanding good adequate inadequate not-judged",
    "grade/sif": SINCE_2013,
    "grade/ilacs": SINCE_2013,
}

AREAS = {
    "apa-2005": "social-care-services education-services childrens-services capacity-to-improve",
    "apa-2006": "social-care-services childrens-services capacity-to-improve",
    "apa-2007": f"overall-effectiveness {OUTCOMES} capacity-to-improve",
    "apa-2008": f"overall-effectiveness {OUTCOMES} capacity-to-improve service-management",
    "annual-rating-2009": "overall",
    "annual-assessment-2010": "overall",
    "annual-assessment-2011": "overall",
    "looked-after-2013": (
        "overall-effectiveness capacity-to-improve outcomes-for-looked-after-children quality-of-provision"
        " leadership-and-management"
    ),
    "sif": (
        "overall-effectiveness help-and-protection looked-after-and-permanence adoption care-leavers"
        " leadership lscb"
    ),
    "sif-reinspection": (
        "overall-effectiveness help-and-protection looked-after-and-permanence adoption care-leavers"
        " leadership"
    ),
    "lscb-review": "lscb",
    "ilacs-standard": ILACS,
    "ilacs-short": ILACS,
    "ilacs-2026": "leadership help-and-protection in-care care-leavers",
}


class Graph:
    """The triples of some files, by subject and predicate."""

    def __init__(self, *paths: Path) -> None:
        self.triples = [
            triple for path in paths for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        ]
        self._facts: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for triple in self.triples:
            assert isinstance(triple.subject, ox.NamedNode)
            assert isinstance(triple.object, ox.NamedNode | ox.Literal)
            self._facts[triple.subject.value][triple.predicate.value].append(triple.object)

    def subjects(self, kind: str) -> list[str]:
        """Return the things of a class, sorted."""
        return sorted(
            iri for iri, facts in self._facts.items() if kind in {node.value for node in facts[RDF + "type"]}
        )

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return the values of a property, as text."""
        return [node.value for node in self._facts[subject][predicate]] if subject in self._facts else []

    def one(self, subject: str, predicate: str) -> str:
        """Return the only value of a property."""
        (value,) = self.values(subject, predicate)
        return value

    def nodes(self, subject: str, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        """Return the values of a property, as nodes."""
        return self._facts[subject][predicate]


@cache
def ontology() -> Graph:
    return Graph(*FILES)


def concepts() -> list[str]:
    return ontology().subjects(SKOS + "Concept")


def short(iri: str) -> str:
    return iri.removeprefix(DEF)


# -- the files


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_turtle_without_blank_nodes_that_opens_with_a_comment(path: Path) -> None:
    triples = list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    assert triples
    assert not any(
        isinstance(node, ox.BlankNode) for triple in triples for node in (triple.subject, triple.object)
    )
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem not in OTHERS], ids=lambda path: path.stem
)
def test_file_holds_one_scheme_and_only_its_concepts(path: Path) -> None:
    graph = Graph(path)
    (scheme,) = graph.subjects(SKOS + "ConceptScheme")
    assert graph.one(scheme, SKOS + "definition")
    assert {graph.one(iri, SKOS + "inScheme") for iri in graph.subjects(SKOS + "Concept")} == {scheme}
    assert short(scheme).replace("/", "-").removeprefix("scheme-") == path.stem


def test_no_term_is_described_in_two_files() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        graph = Graph(path)
        for iri in {
            triple.subject.value for triple in graph.triples if isinstance(triple.subject, ox.NamedNode)
        }:
            if graph.values(iri, RDF + "type"):
                places[iri].add(path.name)
    assert {iri: names for iri, names in places.items() if len(names) > 1} == {}


# -- classes and properties


def declared(kind: str) -> list[str]:
    return [iri for iri in ontology().subjects(OWL + kind) if iri.startswith(DEF)]


@pytest.mark.parametrize("iri", [*declared("Class")], ids=short)
def test_class_is_documented(iri: str) -> None:
    assert re.fullmatch(r"[A-Z]\w+", short(iri))
    for predicate in ("label", "comment", "isDefinedBy"):
        assert ontology().one(iri, RDFS + predicate)


@pytest.mark.parametrize(
    "iri", sorted({*declared("ObjectProperty"), *declared("DatatypeProperty")}), ids=short
)
def test_property_is_documented_with_domain_and_range(iri: str) -> None:
    assert re.fullmatch(r"[a-z]\w+", short(iri))
    classes = set(declared("Class"))
    for predicate in ("label", "comment", "isDefinedBy", "domain", "range"):
        assert ontology().one(iri, RDFS + predicate)
    for predicate in ("domain", "range"):
        value = ontology().one(iri, RDFS + predicate)
        assert not value.startswith(DEF) or value in classes


def terms() -> set[str]:
    return {*declared("Class"), *declared("ObjectProperty"), *declared("DatatypeProperty")}


def test_every_term_used_in_the_ontology_is_declared() -> None:
    used = {triple.predicate.value for triple in ontology().triples}
    used |= {
        triple.object.value
        for triple in ontology().triples
        if triple.predicate.value == RDF + "type" and isinstance(triple.object, ox.NamedNode)
    }
    assert {iri for iri in used if iri.startswith(DEF)} - terms() == set()


def test_every_term_used_by_queries_and_shapes_is_declared() -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    for path in [*resources.files("queries", ".rq"), *resources.files("shapes", ".ttl")]:
        text = re.sub(r'"[^"\n]*"|#.*', "", path.read_text(encoding="utf-8"))
        for name in re.findall(r"(?<![\w:-])ok:([A-Za-z]\w*)(?![\w/-])", text):
            wanted[DEF + name].add(path.name)
    assert {iri: sorted(files) for iri, files in wanted.items() if iri not in terms()} == {}


def test_every_term_named_in_the_code_is_declared() -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "ofsted_kg").rglob("*.py")):
        for name in re.findall(r'(?:DEF \+ |\bterm\()"([A-Za-z]\w*)"', path.read_text(encoding="utf-8")):
            wanted[DEF + name].add(path.name)
    assert {iri: sorted(files) for iri, files in wanted.items() if iri not in terms()} == {}


def test_ontology_has_a_header() -> None:
    assert ontology().subjects(OWL + "Ontology") == [DEF]
    for predicate in ("title", "license", "creator", "description"):
        assert ontology().one(DEF, DCTERMS + predicate)
    # A change of what is cited is a new version: it goes with the package's.
    assert ontology().one(DEF, OWL + "versionInfo") == __version__
    assert ontology().one(DEF, OWL + "versionIRI") == DEF + __version__


# -- concepts


@pytest.mark.parametrize("scheme", CONTRACT)
def test_scheme_is_complete(scheme: str) -> None:
    wanted = set(CONTRACT[scheme].split())
    found = {short(iri).rpartition("/")[2] for iri in concepts() if short(iri).rpartition("/")[0] == scheme}
    assert wanted - found == set()
    # The closed schemes hold nothing else.
    if scheme not in ("topic", "quantity"):
        assert found - wanted == set()


@pytest.mark.parametrize("iri", ontology().subjects(term("Scale")), ids=short)
def test_scale_is_asked_for_and_its_worst_grade_is_a_weak_spot(iri: str) -> None:
    graph = ontology()
    name = short(iri).rpartition("/")[2]
    assert f"grade/{name}" in CONTRACT, f"say in CONTRACT above which grades {name} has"
    # What `weak-spots` follows: the grade is of prose, or closely matches one; of 2005, over the scale after.
    worst = graph.one(iri, term("worstGrade"))
    reached = {worst, *graph.values(worst, SKOS + "closeMatch")}
    if name == "apa-requirements":
        reached |= {prose for near in tuple(reached) for prose in graph.values(near, SKOS + "closeMatch")}
    assert any(short(grade).startswith("grade/prose/") for grade in reached), "match it in alignments.ttl"


@pytest.mark.parametrize("iri", concepts(), ids=short)
def test_concept_is_documented(iri: str) -> None:
    graph = ontology()
    name = short(iri).rpartition("/")[2]
    assert slug(name) == name
    assert graph.one(iri, SKOS + "notation") == name
    assert graph.one(iri, SKOS + "definition").endswith(".")
    assert graph.one(iri, SKOS + "inScheme") == graph.one(iri, RDFS + "isDefinedBy")
    assert len(graph.values(iri, SKOS + "prefLabel")) == 1
    assert graph.values(iri, SKOS + "example")
    classes = set(graph.values(iri, RDF + "type")) - {SKOS + "Concept"}
    assert len(classes) == 1
    assert classes <= set(declared("Class"))
    for predicate in (*LABELS, "definition", "example"):
        for node in graph.nodes(iri, SKOS + predicate):
            assert isinstance(node, ox.Literal)
            assert node.language == "en"
            assert node.value == " ".join(node.value.split())


def test_no_label_is_shared_within_a_scheme() -> None:
    """As the lexicon compares labels: case, dashes and apostrophes do not tell them apart."""
    owners: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    for iri in concepts():
        scheme = ontology().one(iri, SKOS + "inScheme")
        for predicate in LABELS:
            for label in ontology().values(iri, SKOS + predicate):
                words = tuple(token.word for token in lexicon.tokens(label))
                assert words, f"{iri}: {label!r} has no word"
                owners[scheme, words].add(short(iri))
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_no_label_is_a_regular_expression() -> None:
    labels = {label for iri in concepts() for name in LABELS for label in ontology().values(iri, SKOS + name)}
    assert [label for label in sorted(labels) if re.search(r"[\\^$*+|{}\[\]]", label)] == []


def test_every_example_is_found_by_the_lexicon() -> None:
    words = lexicon.load()
    missed = []
    for iri in concepts():
        scheme, _, name = short(iri).rpartition("/")
        if scheme in ("framework", "council-type"):
            continue  # recognised by title and year, and by the council's own name
        missed += [
            (short(iri), example)
            for example in ontology().values(iri, SKOS + "example")
            if name not in {hit.slug for hit in words.find(example, scheme)}
        ]
    assert missed == []


@cache
def read(sentence: str) -> Statements:
    document = Document("example", "example.txt", "text/plain", "0", len(sentence), sentence)
    return read_statements(document, [Passage(fold(sentence, [(0, len(sentence))]))], lexicon.load())


def said(scheme: str, statements: Statements) -> set[str | None]:
    """Return what the statements name of a scheme."""
    judged, compared = statements.judgements, statements.comparisons
    named: dict[str, set[str | None]] = {
        "setting": {entry.subject for entry in judged},
        "outcome": {name for entry in judged for name in (entry.subject, entry.outcome)}
        | {entry.subject for entry in compared},
        "topic": {entry.subject for entry in compared},
        "quantity": {entry.quantity for entry in judged},
        "grade/prose": {entry.grade for entry in judged},
        "direction": {entry.direction for entry in compared},
        "comparator": {entry.comparator for entry in compared},
    }
    return named[scheme]


@pytest.mark.parametrize(
    "scheme", ["setting", "outcome", "topic", "quantity", "grade/prose", "direction", "comparator"]
)
def test_every_example_is_read_by_the_grammar(scheme: str) -> None:
    missed = [
        (short(iri), example)
        for iri in concepts()
        if short(iri).rpartition("/")[0] == scheme
        for example in ontology().values(iri, SKOS + "example")
        if short(iri).rpartition("/")[2] not in said(scheme, read(example))
    ]
    assert missed == []


def test_broader_concepts_exist_and_do_not_circle() -> None:
    graph = ontology()
    known = set(concepts())
    for iri in concepts():
        path = [iri]
        todo = graph.values(iri, SKOS + "broader")
        while todo:
            above = todo.pop()
            assert above in known
            assert above != iri, path
            path.append(above)
            todo += graph.values(above, SKOS + "broader")


INVERSE = {
    "broader": "narrower",
    "narrower": "broader",
    "topConceptOf": "hasTopConcept",
    "hasTopConcept": "topConceptOf",
    "closeMatch": "closeMatch",
    "relatedMatch": "relatedMatch",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
}


def test_what_is_said_of_two_concepts_is_said_both_ways() -> None:
    said = {
        (triple.subject.value, triple.predicate.value.removeprefix(SKOS), triple.object.value)
        for triple in ontology().triples
        if isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode)
        and triple.predicate.value.removeprefix(SKOS) in INVERSE
        and triple.object.value.startswith(DEF)
    }
    assert {name for _, name, _ in said} == set(INVERSE)
    assert [fact for fact in sorted(said) if (fact[2], INVERSE[fact[1]], fact[0]) not in said] == []


@pytest.mark.parametrize("iri", ontology().subjects(SKOS + "ConceptScheme"), ids=short)
def test_scheme_is_dated_and_has_a_status(iri: str) -> None:
    graph = ontology()
    assert graph.one(iri, DCTERMS + "created") <= graph.one(iri, DCTERMS + "modified")
    assert graph.one(iri, "http://www.w3.org/ns/adms#status").endswith("/concept-status/CURRENT")


def test_a_scheme_s_top_concepts_are_those_without_a_broader_one() -> None:
    graph = ontology()
    for iri in concepts():
        top = graph.values(iri, SKOS + "topConceptOf")
        # "Not judged" stands in a scale without being a point of it.
        if not iri.endswith("/not-judged"):
            assert bool(top) is not bool(graph.values(iri, SKOS + "broader")), iri


def test_a_term_that_was_renamed_leads_to_the_one_that_stands_for_it() -> None:
    graph = ontology()
    old = {t.subject.value for t in graph.triples if t.predicate.value.endswith("owl#deprecated")}
    assert term("SeriousCaseReview") in old
    assert f"{DEF}grade/ilacs-standard/good" in old
    for iri in sorted(old):
        new = graph.one(iri, DCTERMS + "isReplacedBy")
        assert new not in old
        assert graph.values(new, RDF + "type"), new


def test_no_two_scales_differ_only_in_name() -> None:
    graph = ontology()
    points: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for iri in graph.subjects(term("Scale")):
        grades = [grade for grade in graph.subjects(term("Grade")) if graph.one(grade, term("scale")) == iri]
        said = [(graph.one(g, SKOS + "notation"), graph.one(g, SKOS + "definition")) for g in grades]
        points[tuple(sorted(said))].append(iri)
    # The single inspection framework and the one after it print the same words by other criteria:
    # those meet as close matches.
    assert [names for names in points.values() if len(names) > 1] == [
        [f"{DEF}scale/ilacs", f"{DEF}scale/sif"]
    ]


def test_overall_is_broader_than_each_framework_s_own_area() -> None:
    graph = ontology()
    overall = f"{DEF}area/overall"
    narrower = {f"{DEF}area/overall-effectiveness", f"{DEF}area/childrens-services"}
    assert set(graph.values(overall, SKOS + "narrower")) == narrower
    for iri in graph.subjects(term("Framework")):
        judged = set(graph.values(iri, term("judgesArea")))
        if short(iri) not in ("framework/lscb-review", "framework/ilacs-2026"):
            assert len(judged & {overall, *narrower}) == 1, iri


# -- frameworks and scales


@pytest.mark.parametrize("iri", ontology().subjects(term("Framework")), ids=short)
def test_framework_hangs_together(iri: str) -> None:
    graph = ontology()
    name = short(iri).rpartition("/")[2]
    assert graph.one(iri, term("scale")) in graph.subjects(term("Scale"))
    assert name in AREAS, f"say in AREAS above what {name} grades"
    assert set(graph.values(iri, term("judgesArea"))) == {f"{DEF}area/{area}" for area in AREAS[name].split()}
    assert (EXAMPLES / f"{name}.ttl").is_file(), (
        f"its shapes want tests/shapes/valid/{name}.ttl, like its neighbours"
    )
    assert graph.values(iri, DCTERMS + "title")
    for year in graph.values(iri, term("year")):
        assert name.endswith(year)
    first, last = graph.one(iri, term("dateFrom")), graph.values(iri, term("dateTo"))
    assert not last or first < last[0]
    for there, back in (("replaces", "isReplacedBy"), ("isReplacedBy", "replaces")):
        for other in graph.values(iri, DCTERMS + there):
            assert iri in graph.values(other, DCTERMS + back)


@pytest.mark.parametrize("iri", ontology().subjects(term("Scale")), ids=short)
def test_scale_is_ordered(iri: str) -> None:
    graph = ontology()
    grades = [grade for grade in graph.subjects(term("Grade")) if graph.one(grade, term("scale")) == iri]
    ranked = sorted((int(graph.one(g, term("rank"))), g) for g in grades if graph.values(g, term("rank")))
    assert {g for g in grades if not graph.values(g, term("rank"))} <= {
        g for g in grades if g.endswith("/not-judged")
    }
    assert int(graph.one(graph.one(iri, term("bestGrade")), term("rank"))) == ranked[-1][0]
    assert int(graph.one(graph.one(iri, term("worstGrade")), term("rank"))) == ranked[0][0]
    assert graph.one(iri, term("higherIsBetter")) == "true"
    if not iri.endswith("/prose"):
        assert len({rank for rank, _ in ranked}) == len(ranked)
    scores = [int(score) for _, grade in ranked for score in graph.values(grade, term("score"))]
    assert scores in ([], [1, 2, 3, 4])
    for other in graph.values(iri, term("comparableScale")):
        assert iri in graph.values(other, term("comparableScale"))
        # Queries and pages take ranks of the two for one order.
        for rank, grade in ranked:
            near = [
                g for g in graph.values(grade, SKOS + "closeMatch") if graph.one(g, term("scale")) == other
            ]
            assert [graph.one(g, term("rank")) for g in near] == [str(rank)]


def test_scales_are_compared_where_ofsted_compares_them() -> None:
    graph = ontology()
    pairs = {
        (short(one), short(o))
        for one in graph.subjects(term("Scale"))
        for o in graph.values(one, term("comparableScale"))
    }
    assert pairs == {("scale/sif", "scale/ilacs"), ("scale/ilacs", "scale/sif")}


def test_grades_of_different_scales_are_never_the_same() -> None:
    graph = ontology()
    known = {*concepts()}
    assert not any(triple.predicate.value == SKOS + "exactMatch" for triple in graph.triples)
    for triple in graph.triples:
        if "Match" in triple.predicate.value:
            assert isinstance(triple.subject, ox.NamedNode)
            assert isinstance(triple.object, ox.NamedNode)
            assert triple.subject.value in known
            assert not triple.object.value.startswith(DEF) or triple.object.value in known
            if "/grade/" in triple.subject.value:
                assert triple.predicate.value in (SKOS + "closeMatch", SKOS + "broadMatch")


def test_totals_add_up_to_all_councils() -> None:
    graph = ontology()
    sums: Counter[str] = Counter()
    for total in graph.subjects(term("NationalTotal")):
        framework = graph.one(total, term("framework"))
        sums[framework] += int(graph.one(total, term("count")))
        assert graph.one(total, term("councilsInTotal")) == "152"
        assert graph.values(total, DCTERMS + "source")
        withheld = graph.one(total, term("withheld")) == "true"
        assert bool(graph.values(total, term("grade"))) is not withheld
    assert set(sums.values()) == {152}
    assert len(sums) == 3


# -- councils


@cache
def reference() -> list[dict[str, str]]:
    if not REFERENCE.exists():
        pytest.skip("the reference table of councils is not here")
    with REFERENCE.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def last_day(row: dict[str, str]) -> str:
    """Return a council's last day: that of Northamptonshire is still given as the day after."""
    return {("E10000021", "2021-04-01"): "2021-03-31"}.get(
        (row["gss_code"], row["end_date"]), row["end_date"]
    )


def councils() -> list[str]:
    return ontology().subjects(term("Council"))


def test_council_names_are_unique_and_make_the_iris() -> None:
    names = [ontology().one(iri, SKOS + "prefLabel") for iri in councils()]
    assert len(set(names)) == len(names)
    assert [Base().council(name) for name in names] == councils()


@pytest.mark.parametrize("iri", councils(), ids=lambda iri: iri.rpartition("/")[2])
def test_council_is_described(iri: str) -> None:
    graph = ontology()
    code = graph.one(iri, term("gssCode"))
    assert re.fullmatch(r"E(06|08|09|10)\d{6}", code)
    assert graph.one(iri, term("statisticalGeography")).endswith(code)
    assert graph.one(iri, term("councilType")) in graph.subjects(term("CouncilType"))
    assert graph.one(iri, term("region")) in graph.subjects(term("Region"))
    assert re.fullmatch(r"\d{3}", graph.one(iri, term("dfeCode")))
    assert len(graph.values(iri, term("startDate"))) <= 1
    for end in graph.values(iri, term("endDate")):
        assert all(start < end for start in graph.values(iri, term("startDate")))
        assert graph.values(iri, ORG + "changedBy"), "what ended was followed by something"


@pytest.mark.parametrize("iri", councils(), ids=lambda iri: iri.rpartition("/")[2])
def test_council_is_found_by_each_of_its_names(iri: str) -> None:
    graph = ontology()
    day = date.fromisoformat(next(iter(graph.values(iri, term("endDate"))), "2024-06-01"))
    if graph.values(iri, term("endDate")):
        day -= timedelta(days=30)
    for predicate in (SKOS + "altLabel", term("officialName"), term("deliveryOrganisation")):
        for name in graph.values(iri, predicate):
            found = register.load().find(name, day)
            assert found is not None, name
            assert found.gss_code == graph.one(iri, term("gssCode")), name


def test_succession_is_stated_both_ways() -> None:
    graph = ontology()
    pairs = (("originalOrganization", "changedBy"), ("resultingOrganization", "resultedFrom"))
    stated = {
        (event, council)
        for event in graph.subjects(ORG + "ChangeEvent")
        for there, _ in pairs
        for council in graph.values(event, ORG + there)
    }
    for event in graph.subjects(ORG + "ChangeEvent"):
        day = graph.one(event, DCTERMS + "date")
        for there, back in pairs:
            assert graph.values(event, ORG + there)
            for council in graph.values(event, ORG + there):
                assert council in councils()
                assert event in graph.values(council, ORG + back)
        assert {
            graph.one(c, term("startDate")) for c in graph.values(event, ORG + "resultingOrganization")
        } == {day}
    answered = {
        (event, council)
        for council in councils()
        for _, back in pairs
        for event in graph.values(council, ORG + back)
    }
    assert stated == answered


def test_a_council_ends_the_day_before_those_that_follow_it() -> None:
    graph = ontology()
    for event in graph.subjects(ORG + "ChangeEvent"):
        day = date.fromisoformat(graph.one(event, DCTERMS + "date"))
        for council in graph.values(event, ORG + "originalOrganization"):
            assert date.fromisoformat(graph.one(council, term("endDate"))) == day - timedelta(1), council


def test_register_holds_the_reference_table() -> None:
    graph = ontology()
    by_code = {graph.one(iri, term("gssCode")): iri for iri in councils()}
    assert len(by_code) == len(councils()) == len(reference())
    for row in reference():
        iri = by_code[row["gss_code"]]
        assert graph.one(iri, term("officialName")) == " ".join(row["official_name"].split())
        assert sorted(graph.values(iri, term("formerGssCode"))) == sorted(
            filter(None, row["former_gss_codes"].split(";"))
        )
        assert graph.values(iri, term("startDate")) == list(filter(None, [row["start_date"]]))
        assert graph.values(iri, term("endDate")) == list(filter(None, [last_day(row)]))
        assert graph.values(iri, term("ofstedUrn")) == list(filter(None, [row["ofsted_urn"]]))
        assert graph.one(iri, term("councilType")).endswith(f"/{slug(row['type'])}")
        successors = {
            successor
            for event in graph.values(iri, ORG + "changedBy")
            for successor in graph.values(event, ORG + "resultingOrganization")
        }
        assert successors == {by_code[code] for code in row["replaced_by"].split(";") if code}
