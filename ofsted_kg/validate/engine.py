"""pyshacl at its quickest, by its public interface alone.

In: Turtle files of shapes, and triples. Out: faults as plain records. Standard:
SHACL Core (https://www.w3.org/TR/shacl/). This is the only module that imports
pyshacl and rdflib for validation (half a second), so import it late.

What makes it quick: the shapes are read once; only those triples of the ontology
that the shapes ask for stand beside the letters; a plain store; and rules that are
property shapes with targets of their own, for which pyshacl visits all focus nodes
of a chunk in one go.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyshacl
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad, Triple
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node

from ofsted_kg.errors import VocabularyError
from ofsted_kg.validate.memory_store import MemoryStore, RdfTriple
from ofsted_kg.validate.notes import STEPS, Notes
from ofsted_kg.validate.results import Fault

_TYPE = str(RDF.type)
_SUBCLASS = str(RDFS.subClassOf)

# Parameters whose values are properties, paths aside.
_PAIRS = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
_TARGETS = (SH.targetSubjectsOf, SH.targetObjectsOf)
_ILL_TYPED = URIRef("urn:ill-typed")
_STEPS = tuple(map(URIRef, STEPS))


class Shapes:
    """A set of rules, read once and used for any number of validations.

    Attributes:
        graph: the shapes as triples.
    """

    def __init__(self, paths: Sequence[Path], notes: Notes) -> None:
        """Read the shapes of some files; ``notes`` are what these say to people."""
        written = Graph()
        for path in paths:
            written.parse(path, format="turtle")
        self.graph = graph(written)
        self._notes = notes
        self._used = self._properties()
        self._classes = {str(name) for name in self.graph.objects(None, SH["class"])}

    def nodes(self) -> set[URIRef]:
        """Return the IRIs that the rules name."""
        return {node for triple in self.graph for node in triple if isinstance(node, URIRef)}

    def relevant(self, triples: Iterable[Quad | Triple]) -> list[Quad | Triple]:
        """Return those triples of the ontology and the register that can matter to these rules."""
        given = list(triples)
        parents: dict[str, set[str]] = {}
        for triple in given:
            if triple.predicate.value == _SUBCLASS and isinstance(triple.object, NamedNode):
                parents.setdefault(triple.object.value, set()).add(_name(triple))
        classes: set[str] = set()
        pending = set(self._classes)
        while pending:
            name = pending.pop()
            classes.add(name)
            pending |= parents.get(name, set()) - classes
        return [triple for triple in given if self._wants(triple, classes)]

    def _wants(self, triple: Quad | Triple, classes: set[str]) -> bool:
        predicate = triple.predicate.value
        if predicate in (_TYPE, _SUBCLASS):
            return isinstance(triple.object, NamedNode) and triple.object.value in classes
        return predicate in self._used

    def validate(self, data: Graph) -> list[Fault]:
        """Run the rules over a graph.

        Raises:
            VocabularyError: the shapes themselves are wrong.
        """
        conforms, outcome, text = pyshacl.validate(
            data, shacl_graph=self.graph, advanced=False, inference="none", inplace=True, meta_shacl=False
        )
        if not isinstance(outcome, Graph):
            raise VocabularyError("the shapes cannot be run", remedy=str(text))
        if conforms:
            return []
        return [self._fault(outcome, node) for node in outcome.objects(None, SH.result)]

    def _fault(self, outcome: Graph, node: Node) -> Fault:
        facts = dict(outcome.predicate_objects(node))
        shape = facts[SH.sourceShape]
        return Fault(
            focus=str(facts[SH.focusNode]),
            shape=str(shape),
            severity=str(facts[SH.resultSeverity]).removeprefix(str(SH)),
            message=str(facts.get(SH.resultMessage, "")),
            value=str(facts.get(SH.value, "")),
            path=self._notes.paths.get(str(shape), ""),
        )

    def _properties(self) -> set[str]:
        used = {str(name) for pair in (*_PAIRS, *_TARGETS) for name in self.graph.objects(None, pair)}
        for path in self.graph.objects(None, SH.path):
            used.update(self._steps(path))
        return used

    def _steps(self, path: Node) -> Iterator[str]:
        if isinstance(path, URIRef):
            yield str(path)
            return
        for operand in (path, *self.graph.objects(path, SH.alternativePath)):
            for step in Collection(self.graph, operand):
                yield from self._steps(step)
        for operator in _STEPS:
            for step in self.graph.objects(path, operator):
                yield from self._steps(step)


def _name(triple: Quad | Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else ""


class Terms:
    """Turns pyoxigraph's terms into rdflib's, each once."""

    def __init__(self, known: Iterable[URIRef]) -> None:
        # The very objects that the shapes hold: a look-up then ends at "is" and need not ask "==".
        self._nodes: dict[str, URIRef] = {str(node): node for node in known}

    def copy(self) -> Terms:
        """Return the same terms, free to grow apart."""
        return Terms(self._nodes.values())

    def triples(self, quads: Iterable[Quad | Triple]) -> list[RdfTriple]:
        """Return the triples of quads, without those that hold a blank node."""
        nodes = self._nodes
        rows: list[RdfTriple] = []
        with _quiet():
            for quad in quads:
                subject, value = quad.subject, quad.object
                if not isinstance(subject, NamedNode):
                    continue
                if isinstance(value, NamedNode):
                    object_: Node = self._node(value.value)
                elif isinstance(value, OxLiteral):
                    object_ = self._literal(value)
                else:
                    continue
                name = subject.value
                node = nodes.get(name) or self._node(name)
                rows.append((node, self._node(quad.predicate.value), object_))
        return rows

    def _node(self, iri: str) -> URIRef:
        node = self._nodes.get(iri)
        if node is None:
            node = self._nodes[iri] = URIRef(iri)
        return node

    def _literal(self, literal: OxLiteral) -> Literal:
        if literal.language is not None:
            return Literal(literal.value, lang=literal.language)
        kind = literal.datatype.value
        if kind == str(XSD.string):
            # To rdflib plain and xsd:string are two things; RDF 1.1 knows one.
            return Literal(literal.value)
        typed = Literal(literal.value, datatype=self._node(kind), normalize=False)
        # "2009-12-32" is no date. rdflib would fail to compare it; with a datatype that nobody
        # knows it breaks the same rules, that of texts too, and no others' verdict.
        return Literal(literal.value, datatype=_ILL_TYPED) if typed.ill_typed else typed


def graph(*parts: Iterable[RdfTriple]) -> Graph:
    """Return a graph of triples for pyshacl to read."""
    store = MemoryStore()
    for part in parts:
        for triple in part:
            store.add(triple)
    return Graph(store=store, bind_namespaces="none")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging a traceback for a literal like "31 June": the shapes report it."""
    logger = logging.getLogger("rdflib.term")

    def drop(_: logging.LogRecord) -> bool:
        return False

    logger.addFilter(drop)
    try:
        yield
    finally:
        logger.removeFilter(drop)
