"""Read a figure of other places in brackets of its own: "88% of A (77% nationally) and 84% of B (75%)".

In: a part that is such a bracket, what was compared last, the units of its sentence. Out: a `Draft` with the
places that the bracket before it names.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.figures.figure_pairs import Pair
from ofsted_kg.grammar.comparing.figures.numbers import numbers
from ofsted_kg.grammar.comparing.last_compared import Last
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.relations.figure_lookup import beside
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By


def bracketed(about: Comparees, part: Part, last: Last, sentence: Sequence[Unit]) -> Draft | None:
    """Return the comparison of the figure before a bracket with the one in it."""
    if part.lead_kind is not Kind.OPEN or part.lead is None or len(last.places) != 1 or not last.about:
        return None
    if any(unit.kind is not Kind.COUNT for unit in part.units):
        return None
    opens = [n for n, unit in enumerate(sentence) if unit.kind is Kind.OPEN]
    here = next((n for n in opens if sentence[n].start == part.lead.start), 0)
    prior = max((n for n in opens if n < here), default=-1)
    shut = next((n for n in range(prior, here) if prior >= 0 and sentence[n].kind is Kind.CLOSE), 0)
    if not shut or not any(unit.kind is Kind.COMPARATOR for unit in sentence[prior:shut]):
        return None
    found = numbers(sentence)
    told = [number for number in found if prior < number.place < shut]
    theirs = next((number for number in found if number.place > here), None)
    if len(told) != 1 or theirs is None or theirs.unit is None or told[0].unit != theirs.unit:
        return None
    own = next((n for n in reversed(found) if shut < n.place < here and n.unit == theirs.unit), None)
    if own is None:
        return None
    between = sentence[shut + 1 : here]
    graded = any(unit.kind is Kind.GRADE for unit in sentence[:here])
    named = [slug for name in names_in(between, about.outcomes) for slug in name.slugs] if graded else []
    slugs = tuple(named[:1]) or topic_of(between)
    slugs = last.about if slugs == (OTHER,) else slugs
    span = between[0].start, part.span[1]
    figures = Pair(own, theirs, theirs.unit)
    return Draft(slugs, beside(own, theirs), last.places, *span, figures, rule=By.BRACKETED_FIGURES)


__all__ = ["bracketed"]
