"""Read figures that stand in the order of those before: "for B the equivalent figures are 69%, 80% and 81%".

In: a part of a sentence and the one before it, which names the places of its own figures. Out: a `Draft` for
each of those places.
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.figures.figure_pairs import Pair
from ofsted_kg.grammar.comparing.figures.numbers import numbers
from ofsted_kg.grammar.comparing.figures.reversed_pairs import SUCH
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.relations.figure_lookup import beside
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.results import By

_FIGURES = words_of("figures proportions percentages rates")
_LISTED = frozenset({Kind.COUNT, Kind.COMMA, Kind.AND})


def respective_figures(part: Part, prior: Part) -> Iterator[Draft]:
    """Yield the comparisons of a part whose figures only repeat the order of those before."""
    said = part.before
    such = any(unit.text in SUCH for unit in said) and bool(said) and said[-1].words[-1] in _FIGURES
    listed = bool(part.after) and all(unit.kind in _LISTED for unit in part.after)
    be = len(part.verb) == 1 and part.verb[0].kind is Kind.BE
    if not (such and listed and be and prior.places):
        return
    found, many = numbers(part.units), 1 + len(prior.places)
    if len(found) != many or any(number.unit != found[0].unit for number in found):
        return
    if sum(number.unit == found[0].unit for number in numbers(prior.units)) != many:
        return  # "within seven days in 74% of cases" holds one of those
    own, *theirs = found
    for slug, other in zip(prior.places, theirs, strict=True):
        figures = Pair(own, other, own.unit or "")
        yield Draft(
            topic_of(said), beside(own, other), (slug,), *part.span, figures, rule=By.RESPECTIVE_FIGURES
        )


__all__ = ["respective_figures"]
