"""Read a figure told as a part of others': "half the national rate", "less than half that of England".

In: the units of a clause and where other places stand. Out: whether what leads to them is a part of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit

_PARTS = frozenset({"half", "two-thirds", "three-quarters", "one-third", "one-quarter", "minority"})
# What may stand between "half" and the places: "half the level of", "half that of".
_TO_SIZE = frozenset({Kind.DETERMINER, Kind.THAT})
_RATES = frozenset({"of", "level", "rate", "figure", "found", "seen", "in", "for"})
_ADVERBIAL = frozenset({"nationally", "nationwide", "elsewhere", "england", "in", "across", "countrywide"})


def part_of_theirs(units: Sequence[Unit], opening: int, group: Group, *, unled: bool) -> bool:
    """Say whether a part of others' figure is told: "half the national rate".

    Args:
        units: the units of a clause.
        opening: where what may lead to the places begins.
        group: the other places.
        unled: whether no comparing word leads to them but one that says little by itself.
    """
    region = units[opening : group.first]
    size = next((u for u in reversed(region) if u.kind not in _TO_SIZE and u.text not in _RATES), None)
    if size is None or size.kind is not Kind.QUANTITY or size.slugs[0] not in _PARTS:
        return False
    place = next(n for n, unit in enumerate(region) if unit is size)
    # "half the national rate", but "(two thirds nationally)" is a figure of its own
    told = units[group.first - 1].words[0] == "what" or _of_their_figure(region, place)
    if not told and units[group.first].words[0] in _ADVERBIAL:
        return False
    apart = place > 1 and region[place - 1].kind is Kind.COMMA  # "longer than 12 weeks, half the average"
    return unled or apart or region[max(0, place - 1)].kind is Kind.TO


def _of_their_figure(region: Sequence[Unit], place: int) -> bool:
    """Say whether a size is one of others' figure: "is less than half | that of (England)"."""
    if place == 0 or len(region) < place + 3:
        return False
    found = region[-2].kind is Kind.THAT and region[-1].text in ("found", "seen")  # "of | that found in"
    return found or region[-1].text in ("of", "for")
