"""Say where an outcome is what is compared: where its sentence names it or points to it, and nothing else.

In: the comparisons read of a sentence, its parts and units. Out: the same; one of an outcome that the
sentence before judged, though this one counts something else, is of what it counts: "Outcomes in this area
are good. 67% of care leavers, against 71% nationally, are in work."
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.results import Unread

_COUNTED = frozenset({Kind.SHARE, Kind.COUNT, Kind.TOPIC, Kind.QUANTITY, Kind.WORD})
_POINTS = frozenset({Kind.PRONOUN, Kind.ASPECT, Kind.SHELL_NOUN, Kind.SUBJECT, Kind.REVIEW})


def of_own_outcomes(
    drafts: Iterable[Draft | Unread], parts: Sequence[Part], units: Sequence[Unit], outcomes: frozenset[str]
) -> Iterator[Draft | Unread]:
    """Yield drafts, those of an outcome that only the sentence before told of as of what this one counts."""
    foreign = outcomes.difference(*(unit.slugs for unit in units))
    for draft in drafts:
        if isinstance(draft, Draft) and foreign.issuperset(draft.subjects) and _counts(units):
            ahead = [unit for part in parts for unit in part.units if unit.start < draft.end]
            draft = replace(draft, subjects=topic_of(ahead))
        yield draft


def _counts(units: Sequence[Unit]) -> bool:
    """Say whether the subject of a sentence is something of its own, that is counted or measured."""
    kinds = [unit.kind for unit in takewhile(lambda unit: unit.kind not in VERBS, units)]
    noun = next((kind for kind in kinds if kind in _COUNTED | _POINTS), None)
    points = _POINTS - {Kind.PRONOUN} if noun is Kind.COUNT else _POINTS  # "67% of them" are no outcome
    return noun in _COUNTED and points.isdisjoint(kinds)


__all__ = ["of_own_outcomes"]
