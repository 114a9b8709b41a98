"""Mend the parts of a sentence where a comparison shows that they were parted wrongly.

In: parts. Out: parts: what stands before "as is X" belongs to the part before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.words import Kind, words_of

_REPEATS = words_of("is are was were do does did has have")


def repaired(parts: Sequence[Part]) -> list[Part]:
    """Give "above the average | as is breastfeeding" its joint: the places are those of the first."""
    made: list[Part] = []
    for part in parts:
        before = part.before
        inverted = (
            bool(made)
            and len(before) > 1
            and before[-1].words == ("as",)
            and bool(part.verb)
            and part.verb[0].text in _REPEATS
            and any(unit.kind is Kind.COMPARATOR for unit in before)
            and not made[-1].places
        )
        if not inverted:
            made.append(part)
            continue
        first = made.pop()
        made.append(replace(first, after=[*first.after, *before[:-1]]))
        made.append(replace(part, before=before[-1:], slugs=(), shared=False))
    return made
