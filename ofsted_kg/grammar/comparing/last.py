"""What a passage compared last, for what points back to it or leaves it out.

In: nothing. Out: `Last`, which `reader` keeps and `about` and `understood` ask.
"""

from __future__ import annotations

import msgspec

from ofsted_kg.grammar.comparing.part import Part

Slugs = tuple[str, ...]


class Last(msgspec.Struct, frozen=True):
    """What a passage compared last: the places, what was compared with them, which way it lay."""

    places: Slugs = ()
    about: Slugs = ()
    direction: str | None = None
    prior: Part | None = None  # the last part of the sentence before
    graded: Slugs = ()  # what that sentence graded last
    both: Slugs = ()  # the two that it graded, if they are two
    every: Slugs = ()  # all the places of the sentence before, or of this one so far, in order
    told: tuple[tuple[str, Slugs], ...] = ()  # which way the sentence before compared, and beside whom
