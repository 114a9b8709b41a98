"""Let places share what stands beside them: "national and statistical neighbour averages".

In: the units of a sentence. Out: the same with places told by what is joined to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind


def _like_here(units: Sequence[Unit], place: int) -> bool:
    """Say whether similar places are named by the council's own name: "areas like Weymouth"."""
    following = units[place + 1 : place + 3]
    return len(following) == 2 and following[0].words == ("like",) and following[1].capital


_PLACES = frozenset({"areas", "councils", "authorities", "boroughs", "cities", "counties", "places", "towns"})
_WHERE = frozenset({"elsewhere", "in", "across", "nationally", "nationwide"})
_KINDS = frozenset({"provision", "settings", "services", "schools", "providers"})


def shared_averages(units: list[Unit]) -> list[Unit]:
    """Let "national and statistical neighbour averages" name both, "similar areas elsewhere" one."""
    made: list[Unit] = []
    for place, unit in enumerate(units):
        last = made[-1] if made else unit
        if unit.words[-1] in _PLACES and _like_here(units, place):
            unit = replace(unit, kind=Kind.COMPARATOR, slugs=("similar-areas",), scheme="comparator")
        if unit.kind is last.kind is Kind.COMPARATOR and unit.words[0] in _WHERE and unit is not last:
            # "similar provision nationally" is that of the nation; "similar areas in England" are similar
            alike = unit.words != ("nationally",) or last.words[-1] not in _KINDS
            slugs = last.slugs if alike else unit.slugs
            made[-1] = replace(last, end=unit.end, words=last.words + unit.words, slugs=slugs)
            continue
        if unit.words == ("national",) and place + 1 < len(units) and units[place + 1].kind is Kind.AND:
            rest = [u for u in units[place + 2 : place + 5] if u.kind is not Kind.DETERMINER]
            # "the national and outer London averages"
            shared = any(u.text in ("averages", "average", "figures") for u in units[place + 2 : place + 6])
            if rest and (rest[0].kind is Kind.COMPARATOR or shared):
                unit = replace(unit, kind=Kind.COMPARATOR, slugs=("national",), scheme="comparator")
        made.append(unit)
    return made
