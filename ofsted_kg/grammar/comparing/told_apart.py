"""Make a comparison of two figures that are told apart: "Nationally it is 61%; in the county it is 55%".

In: the parts and units of a sentence, and of the one before it. Out: `Draft`; nothing where no figure
of other places stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.about import topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.printed import beside
from ofsted_kg.grammar.comparing.reversed import (
    share_after,
    theirs_after,
    theirs_before,
    theirs_first,
    theirs_last,
)
from ofsted_kg.grammar.comparing.values import Pair
from ofsted_kg.grammar.units import Unit


def told_apart(
    stated: Part | None,
    parts: Sequence[Part],
    units: Sequence[Unit],
    prior: Sequence[Unit],
    shown: Sequence[Unit],
) -> Iterator[Draft]:
    """Yield the comparison of two figures of which each stands for itself.

    Args:
        stated: the last part of the sentence before.
        parts: the parts of the sentence.
        units: its units.
        prior: the units of the sentence before, if that only tells of other places.
        shown: the units of the sentence before.
    """
    span = units[0].start, units[-1].end
    found = theirs_first(units) or theirs_last(units) or theirs_before(units, prior)
    found = found or theirs_after(units, shown)
    inside, after = found is not None and found.joint > 0, found is None or found.joint < 0
    told = next((p for p in parts if p.graded), None) if inside else stated
    about = told.slugs if told is not None and told.graded else ()
    about = about or topic_of(units if inside else (*shown, *units))
    if found is None:
        shares = share_after(units, shown)
        if shares is not None:
            yield Draft(about, shares[0], shares[1].slugs, *span, None, shares[1:], "reversed")
        return
    own = replace(found.own, place=-1) if after else found.own
    theirs = found.theirs if inside or after else replace(found.theirs, place=-1)
    figures = Pair(own, theirs, theirs.unit or own.unit or "count")
    mentions = (found.mention,) if inside or after else ()
    yield Draft(about, beside(own, theirs), found.mention.slugs, *span, figures, mentions, "reversed")
