"""Figures that a document prints for a council and for others.

In: letters' views. Out: ``Figure`` records: both figures as parts of the larger, and in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ofsted_kg.publish.pages.cite import lead_up
from ofsted_kg.publish.pages.views import Fact, Letter
from ofsted_kg.vocabulary.namespaces import concept

MOST = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A comparison with both figures: parts of a full length, and the words for it."""

    fact: Fact
    own: float
    other: float
    words: str

    @property
    def before(self) -> str:
        """The words that lead up to the figures."""
        return lead_up(self.fact.quotes[0]) if self.fact.quotes else ""

    @property
    def about(self) -> str:
        """What is measured; empty where the vocabulary has no name for it."""
        return "" if self.fact.about_iri == concept("topic", "other") else self.fact.about.label


def figures(letters: Iterable[Letter]) -> list[Figure]:
    """Return the comparisons that print both figures, newest first, no more than a page can bear."""
    found = []
    for letter in sorted(letters, key=lambda letter: letter.origin.issued, reverse=True):
        for fact in letter.of("comparison"):
            if fact.figures is None:
                continue
            own, other, unit = fact.figures
            top = max(own, other)
            if top > 0 and min(own, other) >= 0:
                found.append(Figure(fact, own / top, other / top, f"{own:g}{unit} against {other:g}{unit}"))
    return found[:MOST]
