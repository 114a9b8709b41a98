"""Tell whether it is the national indicators that are compared: "Indicators show that performance is".

In: units, or a part and those before it. Out: yes or no.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import INDICATORS, Unit


def show_that(part: Part, before: Sequence[Part]) -> bool:
    """Say whether the indicators show it: "Indicators show that performance is in line with"."""
    if not before or not of_indicators(before[-1].before) or any(u.kind is Kind.TOPIC for u in part.before):
        return False
    shows = bool(before[-1].verb) and before[-1].verb[-1].words[0] in _SHOWS
    if shows and not part.before and before[-1].after:
        return before[-1].after[-1].words[-1] in _PICTURE  # "show a picture which is"
    return shows and any(unit.words[-1] == "performance" for unit in part.before) and not part.slugs


_PICTURE = words_of("picture performance position profile outcomes results")
_SHOWS = words_of("show shows showed indicate indicates indicated suggest suggests")


def of_indicators(units: Sequence[Unit]) -> bool:
    """Say whether units name the national indicators."""
    return any(
        INDICATORS in unit.slugs or unit.words[-1] in ("indicators", "indicator")
        for place, unit in enumerate(units)
        if not (unit.words == ("indicator",) and place and _is_label(units[place - 1]))
    )


def _is_label(unit: Unit) -> bool:
    """Say whether one measure is meant, and not the set: "this indicator", "the A10 indicator"."""
    return unit.text == "this" or any(letter.isdecimal() for letter in unit.text)


def fronts_indicators(units: Sequence[Unit], part: Part) -> bool:
    """Say whether it is told of how many of the indicators: "On 31 of 52 indicators the town".

    Also "Performance is above similar areas for the majority of measures".
    """
    alone = [unit.text for unit in part.before if unit.kind is not Kind.DETERMINER] == ["performance"]
    if alone and any(a.kind in _SOME and b.text == "measures" for a, b in pairwise(units)):
        return True
    if not units or units[0].text not in ("on", "in", "for", "against", "across"):
        return False
    end = next((n for n, unit in enumerate(units[:8]) if of_indicators((unit,))), 0)
    some = end and all(unit.kind in _SOME or unit.words[-1] == "national" for unit in units[1:end])
    named = any(
        unit.kind in (Kind.SUBJECT, Kind.TOPIC) for unit in part.before if unit.start > units[end].start
    )
    return bool(some) and not named


_SOME = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.DETERMINER, Kind.ADVERB, Kind.REST, Kind.PREPOSITION})
