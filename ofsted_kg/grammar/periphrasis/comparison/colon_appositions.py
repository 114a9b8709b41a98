"""Read what is compared behind a colon as in apposition: "half are good: a poorer return than in England".

In: the units of a sentence. Out: the same, where a colon before such words is a comma (with "taken together,"
behind it), and "B better still: outstanding" is "B outstanding". No offset changes.
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
    place = 0
    while place < len(units):
        unit, following = units[place], place + 1
        if _tells_how(units, place):
            while made[-1].kind is Kind.ADVERB or made[-1].cue is not None:
                made.pop()
        elif unit.text in COLONS and _opens(units, following := _behind_adverb(units, place)):
            made.append(replace(unit, kind=Kind.COMMA, end=units[following - 1].end, words=(",",)))
        else:
            following = place + 1
            made.append(unit)
        place = following
    return made


def _behind_adverb(units: Sequence[Unit], place: int) -> int:
    """Return where what a mark opens begins: "– taken together, | a better record"."""
    led = [unit.kind for unit in units[place + 1 : place + 3]] == [Kind.ADVERB, Kind.COMMA]
    return place + 3 if led else place + 1


def _tells_how(units: Sequence[Unit], place: int) -> bool:
    """Say whether a grade behind a mark tells how much better a name is: "and B better still | : good"."""
    if units[place].text not in COLONS or place < 3 or units[place + 1 : place + 2] == []:
        return False
    cue = units[place - 2].cue
    still = units[place - 1].text in ("still", "again", "yet") and cue is not None
    named = units[place - 3].kind in (Kind.SUBJECT, Kind.COUNT, Kind.REST)
    return still and named and units[place + 1].kind is Kind.GRADE


def _opens(units: Sequence[Unit], place: int) -> bool:
    """Say whether something indefinite is compared behind a mark without a verb: "| a worse one than it"."""
    said = any(u.kind in VERBS or u.kind is Kind.GRADE for u in units[:place])
    if units[place : place + 1] == [] or units[place].words[0] not in _ARTICLES or not said:
        return False
    ends = next((n for n in range(place, len(units)) if units[n].kind is Kind.STOP), len(units))
    told = units[place:ends]
    compares = any(u.cue is not None for u in told[:6]) and any(u.kind in _OTHERS for u in told)
    if compares and units[place - 2].words[-1] in _AIMS:
        return True
    return compares and not any(u.kind in VERBS or u.kind in _PARTS for u in told)


__all__ = ["COLONS", "colon_appositions"]
