"""Read both ends of a range that tells where each lies: "varies from good in A to inadequate in B".

In: the units of a sentence. Out: the same, with such a range as "is good in A and inadequate in B". A
range that does not tell where its ends lie stays: it says of nothing that it is so.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

VARIES = words_of("varies vary ranges range varied ranged")
_PLACED = words_of("in for at across among within")


def ranges(units: list[Unit]) -> list[Unit]:
    """Return units with each range whose ends are placed as two statements."""
    units = _with_counts(units)
    for place, unit in enumerate(units[:-1]):
        opens = place + 2 if units[place + 1].kind is Kind.COMMA else place + 1  # "vary, from"
        if unit.words[0] not in VARIES or opens >= len(units) or units[opens].text != "from":
            continue
        middle = next((n for n in range(opens + 3, len(units) - 2) if units[n].text == "to"), 0)
        if middle and _placed(units[opens + 1 : middle]) and _placed(units[middle + 1 :]):
            said = replace(unit, kind=Kind.BE, end=units[opens].end, words=("are",))
            joint = replace(units[middle], kind=Kind.AND, words=("and",))
            return [*units[:place], said, *units[opens + 1 : middle], joint, *units[middle + 1 :]]
    return units


def _with_counts(units: list[Unit]) -> list[Unit]:
    """Read "ranges from good (two) through adequate (one) to poor (one)" as "is good in two and ..."."""
    for place, unit in enumerate(units[:-1]):
        if unit.words[0] not in VARIES or units[place + 1].text != "from":
            continue
        made, look = [replace(unit, kind=Kind.BE, end=units[place + 1].end, words=("are",))], place + 2
        while _counted(units, look):
            made += [
                units[look],
                replace(units[look + 1], kind=Kind.PREPOSITION, words=("in",)),
                units[look + 2],
            ]
            look += 4
            if look < len(units) and units[look].text in ("through", "to", "and", ","):
                made.append(replace(units[look], kind=Kind.AND, words=("and",)))
                look += 1
        if len(made) > 6 and made[-1].kind is Kind.COUNT:
            return [*units[:place], *made, *units[look:]]
    return units


def _counted(units: Sequence[Unit], place: int) -> bool:
    """Say whether a grade stands here with how many are so in brackets: "satisfactory (three)"."""
    return [unit.kind for unit in units[place : place + 4]] == _IN_BRACKETS


_IN_BRACKETS = [Kind.GRADE, Kind.OPEN, Kind.COUNT, Kind.CLOSE]


def _placed(units: Sequence[Unit]) -> bool:
    """Say whether a stretch is a grade and where it lies: "good in most nursery schools"."""
    led = [unit for unit in units if unit.kind is not Kind.ADVERB][:2]
    graded = len(led) == 2 and led[0].kind is Kind.GRADE and led[1].text in _PLACED
    return graded and any(unit.kind in _WHERE for unit in units)


_WHERE = frozenset({Kind.SUBJECT, Kind.COUNT, Kind.REST})
