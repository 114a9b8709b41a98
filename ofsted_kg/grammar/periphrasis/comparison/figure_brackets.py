"""Read a bracket of figures plainly: "78% are good (72% last year; England: 74%)" as "(England 74%)".

In: the units of a sentence. Out: the same, where a bracket behind a figure has neither one's own figure of
before nor a mark between other places and their figure. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.times import is_year
from ofsted_kg.grammar.lex.units import Unit

_MARKS = frozenset({";", ",", "-", "–", "—"})
_THEN = words_of("year years ago earlier previously before formerly")
_PLAIN = frozenset({Kind.COUNT, Kind.WORD, Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.STOP})


def figure_brackets(units: list[Unit]) -> list[Unit]:
    """Return units with each such bracket made plain."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        if units[place].kind is Kind.OPEN and any(unit.kind is Kind.COUNT for unit in made):
            shut = next((n for n in range(place, len(units)) if units[n].kind is Kind.CLOSE), place)
            made += [units[place], *_unmarked(_of_now(units[place + 1 : shut]))]
            place = max(shut, place + 1)
            continue
        made.append(units[place])
        place += 1
    return made


def _of_now(inside: Sequence[Unit]) -> list[Unit]:
    """Return what a bracket holds without the figure of before that opens it."""
    marks = (n for n, unit in enumerate(inside) if unit.text in _MARKS)
    mark = next((n for n in marks if _is_of_then(inside[:n])), 0)
    theirs = any(unit.kind is Kind.COMPARATOR for unit in inside[mark:])
    return list(inside[mark + 1 :]) if mark and theirs else list(inside)


_SECOND = 2


def _unmarked(inside: Sequence[Unit]) -> list[Unit]:
    """Return what a bracket holds without the mark in "England: 88%", one place parted from the next."""
    made: list[Unit] = []
    for place, unit in enumerate(inside):
        around = [u.kind for u in (*inside[max(0, place - 1) : place], *inside[place + 1 : place + 2])]
        # not "(90% nationally, 92% in X)"
        leads = place < _SECOND or inside[place - _SECOND].kind is Kind.STOP
        parts = unit.kind is Kind.STOP or (unit.kind is Kind.COMMA and leads)
        if parts and unit.text != ";" and around == [Kind.COMPARATOR, Kind.COUNT]:
            continue
        listed = unit.kind is Kind.COMMA and around == [Kind.COUNT, Kind.COMPARATOR]
        made.append(replace(unit, kind=Kind.STOP, words=(";",)) if listed else unit)
    return made


def _is_of_then(units: Sequence[Unit]) -> bool:
    """Say whether units are a figure and when it was so: "72% last year", "2008: 66%"."""
    years = [unit for unit in units if is_year(unit.words[-1])]
    figures = [unit for unit in units if unit.kind is Kind.COUNT and unit not in years]
    then = bool(years) or any(unit.words[-1] in _THEN for unit in units)
    return then and len(figures) == 1 and all(unit.kind in _PLAIN for unit in units)


__all__ = ["figure_brackets"]
