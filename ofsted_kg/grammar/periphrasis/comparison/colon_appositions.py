"""Read what is compared behind a colon as in apposition: "half are good: a poorer return than in England".

In: the units of a sentence. Out: the same, where a colon before such words is a comma. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
COLONS = frozenset({":", "–", "—"})
_ARTICLES = frozenset({"a", "an"})
_OTHERS = frozenset({Kind.COMPARATOR, Kind.PRONOUN, Kind.THAT})
_AIMS = words_of("aim aims target targets goal goals objective objectives ambition ambitions hope hopes")
_PARTS = frozenset({Kind.SUBJECT, Kind.TOPIC, Kind.GRADE})


def colon_appositions(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with a comma for each colon that opens an apposition."""
    return [
        replace(unit, kind=Kind.COMMA, words=(",",)) if _opens(units, place) else unit
        for place, unit in enumerate(units)
    ]


def _opens(units: Sequence[Unit], place: int) -> bool:
    """Say whether behind a mark something indefinite is compared without a verb: ": a worse one than it"."""
    if units[place].text not in COLONS or units[place + 1 : place + 2] == []:
        return False
    if units[place + 1].words[0] not in _ARTICLES or not any(u.kind in VERBS for u in units[:place]):
        return False
    ends = next((n for n in range(place + 1, len(units)) if units[n].kind is Kind.STOP), len(units))
    told = units[place + 1 : ends]
    compares = any(u.cue is not None for u in told[:6]) and any(u.kind in _OTHERS for u in told)
    if compares and units[place - 1].words[-1] in _AIMS:
        return True
    return compares and not any(u.kind in VERBS or u.kind in _PARTS for u in told)


__all__ = ["COLONS", "colon_appositions"]
