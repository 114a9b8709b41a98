"""The pen that writes a letter's graph: terms, concepts, evidence.

In: an IRI for the letter, the document. Out: quads. Evidence is Web Annotation
(https://www.w3.org/TR/annotation-model/): a ``oa:SpecificResource`` of the text with a
position and quote selector, and for pages a fragment selector with the rectangle.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from ofsted_kg.model import Box, Document, Evidence
from ofsted_kg.namespaces import DCTERMS, DEF, OA, RDF, XSD, concept

# The fragment identifiers of PDF that `page=3&viewrect=...` follows.
PDF_FRAGMENTS = NamedNode("http://tools.ietf.org/rfc/rfc3778")

_TYPE = NamedNode(RDF + "type")
_DATE = NamedNode(XSD + "date")
_INTEGER = NamedNode(XSD + "integer")
_DECIMAL = NamedNode(XSD + "decimal")
_COUNT = NamedNode(XSD + "nonNegativeInteger")


class Pen:
    """Collects the quads of one letter; each span is described once however many facts stand on it."""

    def __init__(self, letter: str, graph: str, document: Document) -> None:
        self.iri = letter
        self.graph = NamedNode(graph)
        self.subject = NamedNode(letter)
        self.text = NamedNode(f"{letter}/text")
        self.document = document
        self.out: list[Quad] = []
        self._spans: dict[tuple[int, int], NamedNode] = {}

    def add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> None:
        """Say that a subject has a value."""
        self.out.append(Quad(subject, iri_node(predicate), value, self.graph))

    def kind(self, subject: NamedNode, *classes: str) -> None:
        """Say of which classes a thing is."""
        for name in classes:
            self.out.append(Quad(subject, _TYPE, iri_node(name), self.graph))

    def node(self, path: str) -> NamedNode:
        """Return the node of a part of the letter."""
        return NamedNode(f"{self.iri}/{path}")

    def own(self, node: NamedNode) -> None:
        """Say that a thing is in this letter."""
        self.add(node, DEF + "inLetter", self.subject)

    def concept(self, node: NamedNode, predicate: str, scheme: str, name: str | None) -> None:
        """Link a thing to a concept of the vocabulary, where it has one."""
        if name is not None:
            self.add(node, DEF + predicate, NamedNode(concept(scheme, name)))

    def evidence(self, node: NamedNode, evidence: Evidence | None, predicate: str = "evidence") -> None:
        """Link a thing to the words that say it."""
        if evidence is not None:
            self.add(node, DEF + predicate, self.span(evidence))

    def span(self, evidence: Evidence) -> NamedNode:
        """Return the node of a span, described once however many facts stand on it."""
        key = (evidence.start, evidence.end)
        if key in self._spans:
            return self._spans[key]
        node = self.node(f"span/{evidence.start}-{evidence.end}")
        self._spans[key] = node
        selector = NamedNode(f"{node.value}/selector")
        self.kind(node, OA + "SpecificResource")
        self.add(node, OA + "hasSource", self.text)
        self.add(node, OA + "hasSelector", selector)
        self.kind(selector, OA + "TextPositionSelector", OA + "TextQuoteSelector")
        self.add(selector, OA + "start", count(evidence.start))
        self.add(selector, OA + "end", count(evidence.end))
        self.add(selector, OA + "exact", Literal(evidence.quote))
        if evidence.page is not None:
            self.add(node, DEF + "page", integer(evidence.page))
            box = evidence.box or self._box(evidence)
            if box is not None:
                self._rectangle(node, box)
        return node

    def _box(self, evidence: Evidence) -> Box | None:
        if self.document.boxes is None:
            return None
        boxes = self.document.boxes(evidence.start, evidence.end)
        return boxes[0] if boxes else None

    def _rectangle(self, node: NamedNode, box: Box) -> None:
        height = next(page.height for page in self.document.pages if page.number == box.page)
        # viewrect counts from the upper left corner of the page, in points.
        rectangle = (box.left, height - box.top, box.right - box.left, box.top - box.bottom)
        numbers = ",".join(f"{number:.0f}" for number in rectangle)
        selector = NamedNode(f"{node.value}/rectangle")
        self.add(node, OA + "hasSelector", selector)
        self.kind(selector, OA + "FragmentSelector")
        self.add(selector, RDF + "value", Literal(f"page={box.page}&viewrect={numbers}"))
        self.add(selector, DCTERMS + "conformsTo", PDF_FRAGMENTS)


_NODES: dict[str, NamedNode] = {}


def iri_node(iri: str) -> NamedNode:
    """Return the one node of a class or property: there are few, and they recur thousands of times."""
    node = _NODES.get(iri)
    if node is None:
        node = _NODES[iri] = NamedNode(iri)
    return node


def integer(number: int) -> Literal:
    """Return a number as an ``xsd:integer``."""
    return Literal(str(number), datatype=_INTEGER)


def date(day: dt.date) -> Literal:
    """Return a day as an ``xsd:date``."""
    return Literal(day.isoformat(), datatype=_DATE)


def count(number: int) -> Literal:
    """Return a number that is not negative, as an ``xsd:nonNegativeInteger``."""
    return Literal(str(number), datatype=_COUNT)


def decimal(number: Decimal) -> Literal:
    """Return a number as an ``xsd:decimal`` in its one shortest form.

    >>> decimal(Decimal("1230.50")).value
    '1230.5'
    """
    whole = number == number.to_integral_value()
    return Literal(f"{number.quantize(Decimal(1)) if whole else number.normalize():f}", datatype=_DECIMAL)
