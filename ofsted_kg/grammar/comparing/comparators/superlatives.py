"""Tell where a superlative only ranks the area itself: "one of the largest counties in England".

In: the units before a superlative, and those from it to the places. Out: whether it is the area
that is ranked, by its size or the like, and no measure of it; and what leads to the best of others.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import WEAK_CUES, WEAK_VERBS
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import LARGEST
from ofsted_kg.grammar.lex.units import Unit


def ranks_place(before: Sequence[Unit], region: Sequence[Unit]) -> bool:
    """Say whether an area is ranked; "the highest population density in the country" is a measure."""
    if "performing" in region[0].words:
        led = [unit for unit in before if unit.kind is not Kind.DETERMINER][-2:]
        # "set against similar areas and the best performing authorities in the country"
        return [unit.kind for unit in led] == [Kind.COMPARATOR, Kind.AND]
    if len(region) > 1 and region[1].words[-1] in _BANDS:
        return True  # "none is in the lowest band nationally"
    following = next((n for n, u in enumerate(region[1:], 1) if u.kind is Kind.PREPOSITION), len(region))
    if following > 1:
        return region[following - 1].words[-1] in _AREAS
    said = next((n for n in range(len(before) - 1, 0, -1) if before[n].kind is Kind.BE), 0)
    sized = region[0].text in LARGEST and bool(said)
    return sized and before[said - 1].words[-1] in _AREAS  # "The county is the second largest in"


_BANDS = words_of("band bands category categories")
_AREAS = words_of(
    """
    county counties city cities borough boroughs town towns council councils authority authorities district
    districts area areas place places region regions conurbation population populations
    """
)


def of_the_best(region: Sequence[Unit], superlative: int) -> int:
    """Return the place of what leads to a superlative, or its own.

    "Below those of the best of its neighbours" and "matches the best in the country" do not
    say that the area is the best.
    """
    place = superlative - 1
    while place >= 0 and region[place].kind in _TO_BEST:
        place -= 1
    if place < 0:
        return superlative
    cue, text = region[place].cue, region[place].text
    compares = cue is not None and cue.form is Form.DIRECT and text not in WEAK_CUES
    leads = compares and (text not in WEAK_VERBS or text in MATCHES)
    leads = leads or text == "as"  # "as good as those of the best in X"
    return place if leads or region[place].kind in (Kind.THAN, Kind.COMPARED) else superlative


_TO_BEST = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.THAT, Kind.PRONOUN})
MATCHES = frozenset({"match", "matches", "matched", "matching", "equal", "equals"})
