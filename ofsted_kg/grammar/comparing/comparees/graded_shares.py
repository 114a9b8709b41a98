"""Tell whether a figure is how much of something is good, and of what: "60% of A are good; the figure for B".

In: a part of a sentence and what was told before it. Out: slugs, or yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.demonstratives import (
    both_figures,
    fronted_figure,
    is_measure,
    keeps_on,
    may_be_share,
    of_figure,
    which_is,
)
from ofsted_kg.grammar.comparing.comparees.measure_polarity import points_back
from ofsted_kg.grammar.comparing.comparees.subject_core import subject_core
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import PADDING, Kind
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import CORRESPONDING, FIGURES
from ofsted_kg.grammar.lex.units import Unit

_BESIDE = PADDING | {Kind.COMPARED, Kind.COMPARATOR}


def told_of(part: Part, before: Sequence[Part]) -> bool:
    """Say whether what stands before a bracket is something measured: "obesity (27%, as against 18%)".

    It is so, too, where it is nothing that a bracket could take up: "children wait longer (14 weeks, to 11)".
    """
    ahead = [unit for unit in before[-1].units if unit.start < part.span[0]] if before else []
    if not before or before[-1].again or any(unit.kind is Kind.GRADE for unit in ahead):
        return False
    named = {slug for other in (*before, part) for unit in other.units for slug in unit.slugs}
    measured = any(u.kind is Kind.TOPIC for u in before[-1].units)
    return measured or (bool(part.slugs) and not named & set(part.slugs))


def whose_figure(
    part: Part, source: Sequence[Unit], before: Sequence[Part | None], settings: frozenset[str]
) -> Slugs:
    """Return whose figure it is: "60% of A are good; the figure for B is 45%, (which is) below X".

    Args:
        part: a part.
        source: its subject.
        before: the last part of the sentence before it, if any, and those of its own.
        settings: those of the vocabulary.
    """
    near = [other for other in before if other is None or other.lead_kind is not Kind.OPEN]
    told = near[-1] if near else None
    if part.lead_kind is Kind.RELATIVE and told is not None and not (told.places or told.graded):
        source = told.before if which_is(part) else ()
        told = near[-2] if len(near) > 1 else None
    if told is not None and told.lead_kind is Kind.RELATIVE:
        told = near[-2] if len(near) > 1 else None  # "60% of A are good, which beats X; the figure for B"
    if part.graded or told is None or not (told.graded and set(told.slugs) & settings):
        return ()
    fronted = bool(source) and source[0].kind is Kind.COMPARED  # "Set against X, the figure for A"
    source = [u for u in source if u.kind not in (_BESIDE if fronted else PADDING)]
    alike = any(unit.text in CORRESPONDING for unit in source)
    if alike and all(unit.words[-1] in FIGURES | CORRESPONDING for unit in source):
        return told.slugs if not set(told.slugs) & PEOPLE else ()  # "the corresponding figures are 72 for X"
    if len(source) == 3 and source[0].text in ("for", "in"):
        source = [source[2], source[0], source[1]]  # "In secondary schools the figure"
    it = part.lead_kind is Kind.RELATIVE and [unit.text for unit in source] == ["it"]
    if it and told.share and any(unit.kind is Kind.GRADE for unit in told.before):
        return told.slugs  # "The share of good Xs is rising, it is now 64%, (which is) above"
    figure = len(source) == 3 and (source[0].text in FIGURES or source[0].kind is Kind.THAT)
    named = source[2].slugs if figure and source[1].text in ("for", "in", "of") else ()
    return named if source and set(named) <= settings else ()


def whose_bare_figure(part: Part, source: Sequence[Unit], last: Last, settings: frozenset[str]) -> Slugs:
    """Return what "the figure" is of that opens a sentence: what the one before compared or counted.

    Args:
        part: the part.
        source: its subject.
        last: what the sentence before told.
        settings: those of the vocabulary.
    """
    if not of_figure(source):
        return ()
    share = may_be_share(source)
    if last.graded and last.many and share and not last.about:
        return last.graded  # "Two thirds of primary schools are good. The profile"
    if source[-1].words[-1] not in FIGURES or topic_of(part.after) != (OTHER,):
        return ()  # "Exclusions are high. The rate was 12 referrals"
    if last.about:
        return last.about if share or not set(last.about) & settings else ()
    return topic_of(last.prior.before) if last.prior is not None and is_measure(last.prior) else ()


def says_how_good(
    part: Part, before: Sequence[Part], prior: Part | None, about: Slugs, settings: frozenset[str]
) -> bool:
    """Say whether the figure is how much of it is good: "60% are good. This is above 55%".

    Args:
        part: a part that compares.
        before: the parts of the sentence before it.
        prior: the last part of the sentence before.
        about: what the part is about.
        settings: those of the vocabulary.
    """
    stated = before[-1] if before and keeps_on(part) else part
    source = subject_core(stated.before)
    told = fronted_figure(source, settings), both_figures(source, before, settings)
    if about and about in (*told, whose_figure(part, subject_core(part.before), (prior, *before), settings)):
        return True
    points = not before and bool(part.before) and points_back(subject_core(part.before))
    return points and prior is not None and prior.graded and set(about) <= set(prior.slugs)
