"""Write a letter's graph: terms, concepts, evidence.

In: an IRI for the letter, the document. Out: lines of N-Quads. Evidence is Web Annotation
(https://www.w3.org/TR/annotation-model/): a ``oa:SpecificResource`` of the text with a
position selector and a quote selector. The page and the rectangle on it are properties of
ours: they select from the file, and a selector of the text's would not.
"""

from __future__ import annotations

from ofsted_kg.graph.terms import Term, count, integer, iri, literal
from ofsted_kg.model import Box, Document, Evidence
from ofsted_kg.vocabulary.namespaces import DEF, OA, RDF, RDFS, concept

# What is called by its words is called by the first of them: up to this many characters.
LONGEST_NAME = 60
# How much of the text before and after a quote is kept, to find it again in another edition.
AROUND = 32


class QuadWriter:
    """Collects the quads of one letter; each span is described once however many facts stand on it."""

    def __init__(self, letter: str, graph: str, document: Document) -> None:
        self.iri = letter
        self.graph = iri(graph)
        self.subject = iri(letter)
        self.text = iri(f"{letter}/text")
        self.document = document
        self.out: list[str] = []
        self._end = f"{self.graph} ."
        self._spans: dict[tuple[int, int], Term] = {}

    def add(self, subject: Term, predicate: str, value: Term) -> None:
        """Say that a subject has a value."""
        self.out.append(f"{subject} <{predicate}> {value} {self._end}")

    def kind(self, subject: Term, *classes: str) -> None:
        """Say of which classes a thing is."""
        for name in classes:
            self.out.append(f"{subject} <{RDF}type> <{name}> {self._end}")

    def label(self, node: Term, text: str) -> None:
        """Say what a person calls a thing."""
        self.add(node, RDFS + "label", literal(text, language="en"))

    def node(self, path: str) -> Term:
        """Return the node of a part of the letter."""
        return iri(f"{self.iri}/{path}")

    @staticmethod
    def part(node: Term, name: str) -> Term:
        """Return the node of a part of a thing."""
        return Term(f"{node[:-1]}/{name}>")

    def own(self, node: Term) -> None:
        """Say that a thing is in this letter."""
        self.add(node, DEF + "inLetter", self.subject)

    def concept(self, node: Term, predicate: str, scheme: str, name: str | None) -> None:
        """Link a thing to a concept of the vocabulary, where it has one."""
        if name is not None:
            self.add(node, DEF + predicate, iri(concept(scheme, name)))

    def evidence(self, node: Term, evidence: Evidence | None, predicate: str = "evidence") -> None:
        """Link a thing to the words that say it."""
        if evidence is not None:
            self.add(node, DEF + predicate, self.span(evidence))

    def span(self, evidence: Evidence) -> Term:
        """Return the node of a span, described once however many facts stand on it."""
        key = (evidence.start, evidence.end)
        if key in self._spans:
            return self._spans[key]
        node = self.node(f"span/{evidence.start}-{evidence.end}")
        self._spans[key] = node
        start, end, text = evidence.start, evidence.end, self.document.text
        position, quote = self.part(node, "position"), self.part(node, "quote")
        self.kind(node, OA + "SpecificResource")
        self.label(node, f"“{first_words(evidence.quote)}”")
        self.add(node, OA + "hasSource", self.text)
        self.add(node, OA + "hasSelector", position)
        self.add(node, OA + "hasSelector", quote)
        self.kind(position, OA + "TextPositionSelector")
        self.add(position, OA + "start", count(start))
        self.add(position, OA + "end", count(end))
        self.kind(quote, OA + "TextQuoteSelector")
        self.add(quote, OA + "exact", literal(evidence.quote))
        self.add(quote, OA + "prefix", literal(text[max(0, start - AROUND) : start]))
        self.add(quote, OA + "suffix", literal(text[end : end + AROUND]))
        if evidence.page is not None:
            self.add(node, DEF + "page", integer(evidence.page))
            box = evidence.box or self._box(evidence)
            if box is not None:
                self.add(node, DEF + "rectangle", literal(self._rectangle(box)))
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


def first_words(text: str) -> str:
    """Return a text in one line, shortened to what a thing can be called by."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NAME else line[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"
