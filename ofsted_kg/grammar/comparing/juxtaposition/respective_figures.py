"""Read figures that stand in the order of those before: "for B the equivalent figures are 69%, 80% and 81%".

In: a part of a sentence and the comparisons told before it, with their figures. Out: a `Draft` for each of
the places that those name. A unit printed once is that of all: "61% (58% in X); for B they are 63 and 55".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.figures.figure_pairs import Pair
from ofsted_kg.grammar.comparing.figures.numbers import numbers
from ofsted_kg.grammar.comparing.figures.reversed_pairs import SUCH
from ofsted_kg.grammar.comparing.last_compared import Figured
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.relations.figure_lookup import beside
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.results import By

_FIGURES = words_of("figures proportions percentages rates")
_LISTED = frozenset({Kind.COUNT, Kind.COMMA, Kind.AND})
_OF_WHOM = words_of("for in among of")


def respective_figures(part: Part, told: Sequence[Figured], settings: frozenset[str]) -> Iterator[Draft]:
    """Yield the comparisons of a part whose figures only repeat the order of those before.

    Args:
        part: a part that names no places.
        told: the comparisons before it that have one figure of its own, and theirs.
        settings: those of the vocabulary.
    """
    after = [unit for unit in part.after if unit.text != "respectively"]
    listed = bool(after) and all(unit.kind in _LISTED for unit in after)
    be = len(part.verb) == 1 and part.verb[0].kind is Kind.BE
    if not (listed and be and told and _are_figures(part.before)) or part.places:
        return
    unit = told[0].own.unit
    found = [n if n.unit is not None else replace(n, unit=unit) for n in numbers(part.units)]
    if len(found) != 1 + len(told) or any(number.unit != unit for number in found):
        return  # "within seven days in 74% of cases" holds one of those
    about = _about(part, told[0], settings)
    own, *theirs = found
    for before, other in zip(told, theirs, strict=True):
        figures = Pair(own, other, own.unit or "")
        way = beside(own, other)
        yield Draft(about, way, before.places, *part.span, figures, rule=By.RESPECTIVE_FIGURES)


def with_figures(drafts: Sequence[Draft]) -> tuple[Figured, ...]:
    """Return the last comparisons that set one figure beside those of other places."""
    shown = [
        Figured(draft.subjects, draft.comparators, draft.figures.own)
        for draft in drafts
        if draft.figures is not None and draft.figures.own and draft.figures.theirs
    ]
    return tuple(one for one in shown if one.own == shown[-1].own)


def _are_figures(said: Sequence[Unit]) -> bool:
    """Say whether a subject is figures as those before: "for B the same figures", "the figures for B"."""
    place = max((n for n, unit in enumerate(said) if unit.words[-1] in _FIGURES), default=-1)
    such = place >= 0 and any(unit.text in SUCH or unit.words[0] == "the" for unit in said[: place + 1])
    behind = said[place + 1 :]
    return such and (not behind or behind[0].text in _OF_WHOM)


def _about(part: Part, told: Figured, settings: frozenset[str]) -> tuple[str, ...]:
    """Return whose figures they are: the setting that is named, or what was measured before."""
    named = tuple(slug for unit in part.before for slug in unit.slugs if slug in settings)
    if set(told.about) <= settings and named:
        return named
    topic = topic_of(part.before)
    return told.about if topic == (OTHER,) or set(topic) <= settings else topic


__all__ = ["respective_figures", "with_figures"]
