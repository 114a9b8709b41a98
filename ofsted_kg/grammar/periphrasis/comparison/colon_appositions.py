"""Read what is compared behind a colon as in apposition: "half are good: a poorer return than in England".

In: the units of a sentence. Out: the same, where a colon before such words is a comma, and "B better still:
outstanding" is "B outstanding". No offset changes.
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
    made: list[Unit] = []
    for place, unit in enumerate(units):
        if _tells_how(units, place):
            while made[-1].kind is Kind.ADVERB or made[-1].cue is not None:
                made.pop()
        elif _opens(units, place):
            made.append(replace(unit, kind=Kind.COMMA, words=(",",)))
        else:
            made.append(unit)
    return made


def _tells_how(units: Sequence[Unit], place: int) -> bool:
    """Say whether a grade behind a mark tells how much better a name is: "and B better still | : good"."""
    if units[place].text not in COLONS or place < 3 or units[place + 1 : place + 2] == []:
        return False
    cue = units[place - 2].cue
    still = units[place - 1].text in ("still", "again", "yet") and cue is not None
    named = units[place - 3].kind in (Kind.SUBJECT, Kind.COUNT, Kind.REST)
    return still and named and units[place + 1].kind is Kind.GRADE


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
