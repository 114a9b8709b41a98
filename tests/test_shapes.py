"""Every shape by example: what conforms, and what breaks exactly the shape in its name.

``shapes/valid`` holds whole examples. A file of ``shapes/invalid`` describes anew the
nodes that are wrong; the rest is the valid example named in its second line.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH

from ofsted_kg.validate import Validator, engine
from ofsted_kg.validate.letters import LETTER_FILES, SHAPES, shipped_reference
from ofsted_kg.validate.notes import Notes
from ofsted_kg.validate.whole import DATASET_FILE, ONTOLOGY_FILE
from ofsted_kg.vocabulary import resources

EXAMPLES = Path(__file__).parent / "shapes"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))
FILES = {"vocabulary": (ONTOLOGY_FILE,), "totals": (DATASET_FILE,)}
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_REST = re.compile(r"^# The rest is valid/(.+)\.ttl\.$", re.MULTILINE)  # "# The rest is valid/sif.ttl."


def read(path: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


def example(path: Path) -> tuple[str, list[Triple]]:
    """Return the name of the valid example behind a file, and the whole example."""
    found = _REST.search(path.read_text(encoding="utf-8"))
    if found is None:
        return path.stem, read(path)
    anew = read(path)
    described = {triple.subject for triple in anew}
    rest = read(EXAMPLES / "valid" / f"{found[1]}.ttl")
    return found[1], [triple for triple in rest if triple.subject not in described] + anew


@cache
def validator() -> Validator:
    triples = [*shipped_reference(), *parse(path=EXAMPLES / "councils.ttl", format=RdfFormat.TURTLE)]
    return Validator(triples)


@cache
def shapes(*names: str) -> engine.Shapes:
    return engine.Shapes([resources.folder("shapes") / name for name in names], Notes(()))


def broken(path: Path) -> set[str]:
    """Return the names of the shapes that an example breaks."""
    name, triples = example(path)
    if name in FILES:
        rules = shapes(*FILES[name])
        data = engine.graph(engine.Terms(rules.nodes()).triples(triples))
        return {fault.shape.removeprefix(SHAPES) for fault in rules.validate(data)}
    graph = NamedNode("https://example.org/graph")
    quads = [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]
    text = serialize(quads, format=RdfFormat.N_QUADS)
    assert text is not None
    (report,) = validator().validate([(name, text.decode())])
    return {result.shape.removeprefix(SHAPES) for result in report.results}


@cache
def all_shapes() -> Graph:
    graph = Graph()
    for path in resources.files("shapes", ".ttl"):
        graph.parse(path, format="turtle")
    return graph


def rules() -> list[URIRef]:
    """Return the shapes that a result can name: those with a target."""
    graph = all_shapes()
    found = {shape for target in TARGETS for shape in graph.subjects(target)}
    return sorted(shape for shape in found if isinstance(shape, URIRef))


def short(shape: URIRef) -> str:
    return shape.removeprefix(SHAPES)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_example_conforms(path: Path) -> None:
    assert broken(path) == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_example_breaks_the_shape_in_its_name_and_no_other(path: Path) -> None:
    assert broken(path) == {path.stem.partition("-")[2]}


@pytest.mark.parametrize("shape", rules(), ids=short)
def test_shape_has_an_invalid_example(shape: URIRef) -> None:
    assert short(shape) in {path.stem.partition("-")[2] for path in INVALID}


@pytest.mark.parametrize("shape", rules(), ids=short)
def test_shape_is_documented(shape: URIRef) -> None:
    graph = all_shapes()
    messages = list(graph.objects(shape, SH.message))
    assert len(messages) == 1
    message = str(messages[0])
    assert message[0].isupper()
    assert message.endswith(".")
    assert list(graph.objects(shape, SH.severity)) in ([SH.Violation], [SH.Warning])
    (group,) = graph.objects(shape, SH.group)
    assert (group, RDF.type, SH.PropertyGroup) in graph
    assert graph.value(group, RDFS.label)
    assert graph.value(group, RDFS.comment)


def test_parts_of_shapes_are_documented() -> None:
    graph = all_shapes()
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    parts = {shape for kind in kinds for shape in graph.subjects(RDF.type, kind)} - set(rules())
    assert parts
    assert [part for part in parts if graph.value(part, RDFS.comment) is None] == []


def test_shapes_are_named() -> None:
    graph = all_shapes()
    lists_and_paths = {RDF.first, RDF.rest, SH.inversePath, SH.alternativePath, SH.zeroOrOnePath}
    nameless = {p for s, p in graph.subject_predicates() if isinstance(s, BNode)}
    assert nameless <= lists_and_paths


def test_rules_have_targets_of_their_own() -> None:
    # sh:property would visit the rules node by node, and report them twice.
    graph = all_shapes()
    nested = set(graph.objects(None, SH.property))
    assert nested.isdisjoint(rules())


def test_every_file_of_shapes_is_used() -> None:
    used = {*LETTER_FILES, ONTOLOGY_FILE, DATASET_FILE}
    assert {path.name for path in resources.files("shapes", ".ttl")} == used


def test_shapes_ask_only_for_terms_that_the_ontology_has() -> None:
    known = {t.subject.value for t in shipped_reference() if isinstance(t.subject, NamedNode)}
    prefix = "https://w3id.org/ofsted-kg/def/"
    named = {str(node) for triple in all_shapes() for node in triple if str(node).startswith(prefix)}
    assert sorted(named - known) == []


def test_shapes_are_well_formed_shacl() -> None:
    from pyshacl.entrypoints import meta_validate

    conforms, _, text = meta_validate(all_shapes(), inference="none")
    assert conforms, text
