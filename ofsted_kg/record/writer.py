"""The graph of a document that is known from a record.

In: its ``Letter`` and ``Document``. Out: N-Quads, as of any letter; but document and ratings
name the address that they rest on (``ok:recordedFrom``), and nothing is quoted.
"""

from __future__ import annotations

from ofsted_kg.graph import sorted_nquads, written
from ofsted_kg.graph.facts import LetterWriter
from ofsted_kg.graph.terms import Term, iri
from ofsted_kg.model import Document, Evidence, Letter
from ofsted_kg.vocabulary.lexicon import Lexicon
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, Base


def recorded_nquads(letter: Letter, document: Document, lexicon: Lexicon, base: Base) -> str:
    """Return the graph as N-Quads, a sorted line each."""
    return sorted_nquads(written(letter, document, lexicon, base, _RecordWriter))


class _RecordWriter(LetterWriter):
    """Writes what a record says of a document: nothing of it was read."""

    def write(self) -> None:
        """Write all that the record says."""
        super().write()
        self.add(self.subject, DEF + "recordedFrom", iri(self.document.origin.url))
        self.add(self.subject, DCTERMS + "source", iri(self.document.origin.url))

    def evidence(self, node: Term, evidence: Evidence | None, predicate: str = "evidence") -> None:
        """Name an address instead of words, where a fact asks for its evidence."""
        if evidence is not None and predicate == "evidence":
            self.add(node, DEF + "recordedFrom", iri(evidence.quote))

    def extracted(self) -> None:
        """Describe no text: there is none."""

    def printed(self, node: Term, word: str | None) -> None:
        """Leave out the printed word: a record says which grade, not in which words."""
