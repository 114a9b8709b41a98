"""What a passage compared last, for what points back to it or leaves it out.

In: nothing. Out: `Last`, which `reader` keeps and `comparee` and `implicit_comparators` ask.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ofsted_kg.grammar.comparing.figures.numbers import Number
from ofsted_kg.grammar.comparing.part import Part, graded_both, graded_last
from ofsted_kg.grammar.lex.closed_classes import DO, Kind
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.quantifiers import tells_how_many
from ofsted_kg.grammar.lex.semantic_fields import ALSO
from ofsted_kg.grammar.lex.units import Unit

Slugs = tuple[str, ...]


class Figured(msgspec.Struct, frozen=True):
    """A comparison that sets a figure beside that of other places."""

    about: Slugs
    places: Slugs
    own: Number


class Last(msgspec.Struct, frozen=True):
    """What a passage compared last: the places, what was compared with them, which way it lay."""

    places: Slugs = ()
    about: Slugs = ()
    direction: str | None = None
    prior: Part | None = None  # the last part of the sentence before
    graded: Slugs = ()  # what that sentence graded last
    both: Slugs = ()  # the two that it graded, if they are two
    many: bool = False  # that sentence told of how many it is so, as "the proportion" needs
    every: Slugs = ()  # all the places of the sentence before, or of this one so far, in order
    told: tuple[tuple[str, Slugs], ...] = ()  # which way the sentence before compared, and beside whom
    figured: tuple[Figured, ...] = ()  # the last that set one figure beside those of other places


def told_in(parts: Sequence[Part], units: Sequence[Unit]) -> tuple[Part | None, Slugs, Slugs, bool]:
    """Return what a sentence leaves to the next one: `prior`, `graded`, `both` and `many` of `Last`."""
    return parts[-1] if parts else None, graded_last(parts), graded_both(parts), tells_how_many(units)


def all_places(units: Sequence[Unit], parts: Sequence[Part], before: Slugs, compared: Slugs) -> Slugs:
    """Return what "both" may mean behind a sentence: those compared with, else those that it names.

    "It is also below similar areas" adds them to those of the sentence before.
    """
    now = compared or tuple(slug for part in parts for slug in part.places)
    also = any(unit.text == "also" for unit in units)
    return tuple(dict.fromkeys((*before, *now) if also else now))


def without_awaited(last: Last, part: Part, before: Sequence[Part], units: Sequence[Unit]) -> Last:
    """Forget the places of the sentence before where a part awaits those that its own has yet to name.

    "Fostering is better and improving faster than in similar areas" is not better than those named before.
    """
    ends = part.span[1]
    ahead = any(unit.kind is Kind.COMPARATOR and unit.start >= ends for unit in units)
    adds = any(unit.text in ALSO for unit in part.units)
    named = any(other.places for other in (*before, part))
    return msgspec.structs.replace(last, places=()) if ahead and not (adds or named) else last


def of_which(part: Part, before: Sequence[Part], last: Last) -> bool:
    """Say whether it is not told beside which of two: "in line with A and below B; C do better"."""
    if len(last.places) < _BOTH or not before or not any(unit.text in DO for unit in part.verb):
        return False
    cues = (unit.cue for unit in before[-1].units)
    return len({cue.direction for cue in cues if cue is not None and cue.form is Form.DIRECT}) > 1


_BOTH = 2
