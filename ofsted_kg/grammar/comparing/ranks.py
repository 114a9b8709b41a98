"""Tell where a superlative only ranks the area itself: "one of the largest counties in England".

In: the units before a superlative, and those from it to the places. Out: whether it is the area
that is ranked, by its size or the like, and no measure of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of


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
    sized = region[0].text in _SIZED and bool(said)
    return sized and before[said - 1].words[-1] in _AREAS  # "The county is the second largest in"


_SIZED = words_of("largest biggest smallest")
_BANDS = words_of("band bands category categories")
_AREAS = words_of(
    """
    county counties city cities borough boroughs town towns council councils authority authorities district
    districts area areas place places region regions conurbation population populations
    """
)
