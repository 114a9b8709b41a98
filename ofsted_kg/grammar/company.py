"""Read who joins whom in what is said as both: "A has joined B in being good" as "A and B are good".

In: the units of a sentence. Out: the same, with a joint for the verb. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of

_JOINS = words_of("joined joins followed follows matched matches")
_LIGHT = frozenset({Kind.ADVERB, Kind.JUDGE})


def in_company(units: list[Unit]) -> list[Unit]:
    """Return units where what two have in common is said of both."""
    being = next((n for n, unit in enumerate(units) if _opens(units, n)), 0)
    verb = being - 4 if being > 4 and units[being - 3].kind is Kind.DETERMINER else being - 3
    if verb < 1 or units[verb].text not in _JOINS or units[being - 2].kind is not Kind.SUBJECT:
        return units
    if units[being - 1].text != "in":
        return units
    first = verb
    while first > 1 and units[first - 1].kind in (Kind.ADVERB, Kind.HAVE):
        first -= 1
    joint = replace(units[verb], kind=Kind.AND, start=units[first].start, words=("and",))
    be = replace(units[being], kind=Kind.BE, start=units[being - 1].start, words=("are",))
    return [*units[:first], joint, *units[verb + 1 : being - 1], be, *units[being + 1 :]]


def _opens(units: Sequence[Unit], place: int) -> bool:
    """Say whether "being" opens a grade: "in being (judged) good"."""
    if units[place].words != ("being",):
        return False
    behind = next((u for u in units[place + 1 :] if u.kind not in _LIGHT), None)
    return behind is not None and behind.kind is Kind.GRADE


__all__ = ["in_company"]
