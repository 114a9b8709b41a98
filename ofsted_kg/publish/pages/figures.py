"""Figures that a document prints for a council and for others.

In: letters' views. Out: ``Figure`` records: both figures as parts of the larger, and in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ofsted_kg.publish.pages.views import Fact, Letter

MOST = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A comparison with both figures: parts of a full length, and the words for it."""

    fact: Fact
    own: float
    other: float
    words: str


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
                words = f"{own:g}{unit} against {other:g}{unit}"
                found.append(Figure(fact, own / top, other / top, words))
    return found[:MOST]
