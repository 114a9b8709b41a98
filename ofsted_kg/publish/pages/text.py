"""The full text of a document with the facts marked.

In: the text and the facts' spans. Out: pieces of text in order, each with the facts that
rest on it; spans may overlap, pieces do not.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from ofsted_kg.publish.pages.views import Fact


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text.

    Attributes:
        text: its words.
        anchors: names of the spans that begin here.
        facts: those whose quote holds it; the shortest quote first.
    """

    text: str
    anchors: tuple[str, ...]
    facts: tuple[Fact, ...]


def span_anchor(start: int, end: int) -> str:
    """Return the name of a span's place in the text."""
    return f"text-{start}-{end}"


def pieces(text: str, facts: Iterable[Fact]) -> list[Piece]:
    """Cut a text at the ends of all quotes."""
    spans: dict[tuple[int, int], list[Fact]] = {}
    for fact in facts:
        for quote in fact.quotes:
            if 0 <= quote.start < quote.end <= len(text):
                spans.setdefault((quote.start, quote.end), []).append(fact)
    cuts = sorted({0, len(text), *(place for span in spans for place in span)})
    ordered = sorted(spans, key=lambda span: (span[1] - span[0], span))
    opening: dict[int, list[tuple[int, int]]] = {}
    for span in ordered:
        opening.setdefault(span[0], []).append(span)
    found = []
    live: list[tuple[int, int]] = []
    for start, end in itertools.pairwise(cuts):
        begun = opening.get(start, [])
        live = sorted([s for s in live if s[1] > start] + begun, key=lambda span: (span[1] - span[0], span))
        own = tuple(dict.fromkeys(fact for span in live for fact in spans[span]))
        found.append(Piece(text[start:end], tuple(span_anchor(*span) for span in sorted(begun)), own))
    return found
