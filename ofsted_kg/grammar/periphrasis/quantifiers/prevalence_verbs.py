"""Read "Among primary schools good provision predominates" as "Primary schools, good for the most part".

In: the units of a sentence. Out: the same, where what is the rule somewhere is said of most of what is there.
No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

_PREVAIL = words_of("predominates predominate prevails prevail dominates dominate")
_NORM = words_of("norm rule")
# What makes a look worth while.
PREVAILING = _PREVAIL | _NORM
_OF = words_of("provision judgements judgments grades ratings settings services")
_IN = words_of("among in across for at within")
_IS = words_of("is are remains remain was were")
_MOSTLY = ("mostly",)


def prevalence_verbs(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with what predominates somewhere said of it."""
    for place, unit in enumerate(units):
        noun = units[place + 1 : place + 2]
        if unit.kind is not Kind.GRADE or not noun or noun[0].words[-1] not in _OF:
            continue
        end = _prevails(units, place + 2)
        if not end:
            continue
        mostly = Unit(Kind.ADVERB, noun[0].start, units[end - 1].end, _MOSTLY)
        behind = units[end : end + 1]
        if first := _there(units, place):  # "Among primary schools | good provision predominates"
            named = replace(units[first[1]], start=units[first[0]].start)
            return [*units[: first[0]], named, unit, mostly, *units[end:]]
        if behind and behind[0].text in _IN:  # "Good provision is the norm | in primary schools"
            found = Unit(Kind.BE, units[place + 2].start, units[end - 1].end, ("is",))
            return [*units[: place + 2], found, *units[end:]]
    return list(units)


def _prevails(units: Sequence[Unit], place: int) -> int:
    """Return where "predominates", "is the norm" ends, or 0."""
    if place < len(units) and units[place].text in _PREVAIL:
        return place + 1
    norm = units[place : place + 3]
    is_ = len(norm) == 3 and norm[0].text in _IS and norm[1].text == "the"
    return place + 3 if is_ and norm[2].text in _NORM else 0


def _there(units: Sequence[Unit], place: int) -> tuple[int, int] | None:
    """Return where a place that is fronted opens, and where its name stands."""
    name = place - 1
    while name > 0 and units[name].kind in (Kind.COMMA, Kind.ADVERB):
        name -= 1
    lead = name - 1
    while lead > 0 and units[lead].kind is Kind.DETERMINER:
        lead -= 1
    named = name > 0 and units[name].kind is Kind.SUBJECT and units[lead].text in _IN
    opens = lead == 0 or (lead > 0 and units[lead - 1].kind in (Kind.STOP, Kind.CONJUNCTION, Kind.AND))
    return (lead, name) if named and opens else None


__all__ = ["PREVAILING", "prevalence_verbs"]
