"""Read "those councils which most resemble it" as similar areas.

In: the units of a sentence. Out: the same, where such councils are one unit. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
RESEMBLE = words_of("resemble resembles")
_PLACES = words_of("councils authorities areas counties boroughs places districts cities towns")
_LEADS = frozenset({"that", "which", "whose"})
_ENDS = BOUNDARIES | {Kind.BE}
_REACH = 5


def resemblance(units: list[Unit]) -> list[Unit]:
    """Return units with councils that resemble it as one."""
    return joined(units, _alike)


def _alike(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return the places that are told of here, and where their words end."""
    look = place + (units[place].text in ("those", "the"))
    if look + 2 >= len(units) or units[look].words[-1] not in _PLACES or units[look + 1].text not in _LEADS:
        return None
    ahead = range(look + 2, min(len(units), look + 2 + _REACH))
    verb = next((n for n in ahead if units[n].text in RESEMBLE), 0)
    if not verb:
        return None
    end = verb + 1
    while end < len(units) and units[end].kind not in _ENDS:
        end += 1
    words = ("similar", "areas")
    first = units[place]
    slugs = ("similar-areas",)
    return Unit(Kind.COMPARATOR, first.start, units[end - 1].end, words, slugs, "comparator"), end


__all__ = ["RESEMBLE", "resemblance"]
