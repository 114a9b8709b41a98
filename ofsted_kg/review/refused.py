"""Which grades and comparators of a letter made no fact, and by which rule.

In: a letter's text. Out: ``Refused`` stretches in the order of the text, from the account that the
grammar gives of every grade and every comparator.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ofsted_kg.grammar.read import read_text
from ofsted_kg.letters.sections import read_outline
from ofsted_kg.model import Document
from ofsted_kg.vocabulary.lexicon import Lexicon

# What a rule of the grammar (`grammar.results.Rule`) means, for who does not know it.
REASONS = {
    "denied": "it is denied",
    "wished": "it is wished for",
    "condition": "it is a condition",
    "asked": "it is demanded, not stated",
    "opinion": "it is somebody's opinion",
    "hedged": "it is hedged",
    "other-noun": "the noun is not the service itself",
    "other-place": "it is about another place",
    "own-past": "it is the council's own past",
    "restricts": "it only tells which are meant",
    "measured": "it is counted, not said",
    "compared": "the word serves a comparison",
    "target": "it is a target",
    "local": "groups of the council are set against each other",
    "recognised": "it compares nothing",
    "varies": "it varies from one grade to another",
    "scale": "it explains the scale",
    "name": "it is part of a name",
    "review": "it is the grade of a serious case review",
}


@dataclass(frozen=True, slots=True, order=True)
class Refused:
    """A stretch of the text, and why it makes no fact."""

    start: int
    end: int
    reason: str


def refused(document: Document, lexicon: Lexicon) -> tuple[Refused, ...]:
    """Return what was refused, or could not be read, in the running prose."""
    return tuple(sorted(set(_refused(document, lexicon))))


def _refused(document: Document, lexicon: Lexicon) -> Iterator[Refused]:
    for passage in read_outline(document, lexicon).passages:
        for sentence in read_text(passage.text, passage.outcome, lexicon):
            for refusal in sentence.account.refusals:
                for unit in refusal.units:
                    reason = REASONS.get(refusal.rule, refusal.rule.replace("-", " "))
                    yield Refused(*passage.span(unit.start, unit.end), f"refused: {reason}")
            for unread in sentence.account.unread:
                yield Refused(*passage.span(unread.unit.start, unread.unit.end), "not read: no rule tells")
