"""Read figures that are set off behind the places: "(74%, as against 69%)", "at 38% compared with 47%".

In: the units of a sentence, its numbers and a mention of other places. Out: the place's own figure and
theirs, or theirs alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.figures.figure_pairs import same_kind
from ofsted_kg.grammar.comparing.figures.numbers import UNIT_WORDS, Number
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit


def appositive_figures(
    units: Sequence[Unit], found: Sequence[Number], mention: int
) -> tuple[Number, Number] | None:
    """Return two figures set off behind the places: "(74%, as against 69%)", "at 38% compared with 47%"."""
    by_place = {number.place: number for number in found}
    place = mention + 1
    if place >= len(units) or not (
        units[place].kind in (Kind.OPEN, Kind.COMMA) or units[place].text in ("at", ":")
    ):
        return None
    opens = units[place].kind is Kind.OPEN
    colon = units[place].text == ":"
    place += units[place].text != "at"
    if place < len(units) and units[place].text in ("at", "by"):
        place += 1
    own = by_place.get(place)
    place += 1
    while place < len(units) and (
        set(units[place].words) <= UNIT_WORDS or (colon and units[place].kind in _TOLD_BEHIND)
    ):
        place += 1
    comma = place < len(units) and units[place].kind is Kind.COMMA
    place += comma
    leads = place < len(units) and (
        units[place].kind in (Kind.COMPARED, Kind.TO) or units[place].text in _TO_THEIRS
    )
    place += leads
    if place < len(units) and units[place].kind is Kind.DETERMINER and leads:
        place += 1
    theirs = by_place.get(place)
    if own is None or theirs is None or not (leads or (opens and comma)) or not same_kind(own, theirs):
        return None
    if not leads and (place + 1 >= len(units) or units[place + 1].kind is not Kind.CLOSE):
        return None
    return own, theirs


# "in similar areas: 208 days (from the order to the match), compared with 182"
_TOLD_BEHIND = frozenset(
    {Kind.WORD, Kind.PREPOSITION, Kind.TO, Kind.DETERMINER, Kind.TOPIC, Kind.SUBJECT, Kind.CUE}
)
_TO_THEIRS = frozenset({"against", "versus", "v", "to"})


def set_behind(units: Sequence[Unit], found: Sequence[Number], mention: int, own: Number) -> Number | None:
    """Return the others' figure set behind them: "39%, higher than comparator authorities, at 22.7%"."""
    following = [unit.text for unit in units[mention + 1 : mention + 3]]
    number = next((n for n in found if n.place == mention + 3), None)
    fits = number is not None and own.place < mention and same_kind(number, own)
    return number if fits and following == [",", "at"] else None
