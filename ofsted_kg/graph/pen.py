"""The pen that writes a letter's graph: terms, concepts, evidence.

In: an IRI for the letter, the document. Out: quads. Evidence is Web Annotation
(https://www.w3.org/TR/annotation-model/): a ``oa:SpecificResource`` of the text with a
position selector and a quote selector. The page and the rectangle on it are properties of
ours: they select from the file, and a selector of the text's would not.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from ofsted_kg.model import Box, Document, Evidence
from ofsted_kg.namespaces import DEF, OA, RDF, RDFS, XSD, concept

# What is called by its words is called by the first of them: up to this many characters.
LONGEST_NAME = 60
# How much of the text before and after a quote is kept, to find it again in another edition.
AROUND = 32

_TYPE = NamedNode(RDF + "type")
_LABEL = NamedNode(RDFS + "label")
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

    def label(self, node: NamedNode, text: str) -> None:
        """Say what a person calls a thing."""
        self.out.append(Quad(node, _LABEL, Literal(text, language="en"), self.graph))

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
        start, end, text = evidence.start, evidence.end, self.document.text
        position, quote = NamedNode(f"{node.value}/position"), NamedNode(f"{node.value}/quote")
        self.kind(node, OA + "SpecificResource")
        self.label(node, f"“{first_words(evidence.quote)}”")
        self.add(node, OA + "hasSource", self.text)
        self.add(node, OA + "hasSelector", position)
        self.add(node, OA + "hasSelector", quote)
        self.kind(position, OA + "TextPositionSelector")
        self.add(position, OA + "start", count(start))
        self.add(position, OA + "end", count(end))
        self.kind(quote, OA + "TextQuoteSelector")
        self.add(quote, OA + "exact", Literal(evidence.quote))
        self.add(quote, OA + "prefix", Literal(text[max(0, start - AROUND) : start]))
        self.add(quote, OA + "suffix", Literal(text[end : end + AROUND]))
        if evidence.page is not None:
            self.add(node, DEF + "page", integer(evidence.page))
            box = evidence.box or self._box(evidence)
            if box is not None:
                self.add(node, DEF + "rectangle", Literal(self._rectangle(box)))
        return node

    def _box(self, evidence: Evidence) -> Box | None:
        if self.document.boxes is None:
            return None
        boxes = self.document.boxes(evidence.start, evidence.end)
        return boxes[0] if boxes else None

    def _rectangle(self, box: Box) -> str:
        """Return a place on a page as RFC 8118 writes it in the fragment of a PDF's address."""
        height = next(page.height for page in self.document.pages if page.number == box.page)
        # viewrect counts from the upper left corner of the page, in points.
        rectangle = (box.left, height - box.top, box.right - box.left, box.top - box.bottom)
        numbers = ",".join(f"{number:.0f}" for number in rectangle)
        return f"page={box.page}&viewrect={numbers}"


_NODES: dict[str, NamedNode] = {}


def first_words(text: str) -> str:
    """Return a text in one line, shortened to what a thing can be called by."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else line[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"


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
