"""Make a comparison of two figures that are told apart: "Nationally it is 61%; in the county it is 55%".

In: the parts and units of a sentence, and of the one before it. Out: `Draft`; nothing where no figure
of other places stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.figures.figure_pairs import Pair
from ofsted_kg.grammar.comparing.figures.numbers import Number
from ofsted_kg.grammar.comparing.figures.reversed_pairs import (
    Reversed,
    comparator_before,
    comparator_first,
    comparator_last,
    labelled,
)
from ofsted_kg.grammar.comparing.juxtaposition.adjacent_sentences import figures_after, share_beside
from ofsted_kg.grammar.comparing.last_compared import Last
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.relations.figure_lookup import beside
from ofsted_kg.grammar.comparing.relations.ratios import for_every
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.results import By


def separate_clauses(
    last: Last,
    parts: Sequence[Part],
    units: Sequence[Unit],
    prior: Sequence[Unit],
    shown: Sequence[Unit],
) -> Iterator[Draft]:
    """Yield the comparison of two figures of which each stands for itself.

    Args:
        last: what is known of the sentence before.
        parts: the parts of the sentence.
        units: its units.
        prior: the units of the sentence before, if that only tells of other places.
        shown: the units of the sentence before.
    """
    if not units:
        return  # nothing but a date
    span = units[0].start, units[-1].end
    found = (
        comparator_first(units)
        or comparator_last(units)
        or labelled(units)
        or comparator_before(units, prior)
    )
    inside = found is not None and found.joint > 0
    told = next((p for p in parts if p.graded), None) if inside else last.prior
    about = told.slugs if told is not None and told.graded else ()
    again = told is not None and not inside and not any(u.kind in _NAMES for u in told.units)
    about = last.graded if again and not about else about  # "Twelve of 20 are good, that is 60%"
    about = about or topic_of(units if inside else (*shown, *units))
    if found is not None:
        theirs = found.theirs if inside else replace(found.theirs, place=-1)
        yield _draft(about, found, found.own, theirs, span, (found.mention,) if inside else ())
        return
    if every := for_every(units):
        yield Draft(topic_of(units), every[0], every[1].slugs, *span, None, every[1:], By.SEPARATE_CLAUSES)
        return
    after = list(figures_after(units, shown))
    for one in after:
        yield _draft(about, one, replace(one.own, place=-1), one.theirs, span, (one.mention,))
    shares = share_beside(units, shown) if not after else None
    if shares is not None:
        yield Draft(about, shares[0], shares[1].slugs, *span, None, shares[1:], By.SEPARATE_CLAUSES)


_NAMES = frozenset({Kind.SUBJECT, Kind.TOPIC, Kind.SHARE, Kind.WORD})


def _draft(
    about: tuple[str, ...],
    found: Reversed,
    own: Number,
    theirs: Number,
    span: tuple[int, int],
    mentions: tuple[Unit, ...],
) -> Draft:
    figures = Pair(own, theirs, theirs.unit or own.unit or "count")
    return Draft(
        about, beside(own, theirs), found.mention.slugs, *span, figures, mentions, By.SEPARATE_CLAUSES
    )
