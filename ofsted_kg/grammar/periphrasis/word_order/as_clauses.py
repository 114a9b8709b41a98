"""Read ", as the colleges have always been" as ", as have been the colleges": of them it is said again.

In: the units of a sentence. Out: the same, where a clause behind a comma and "as" has a subject that the
vocabulary names and nothing behind its verb, with the verb, of no width, in front; an aside ", as it was
last year," is an adverb. (Comparison clauses with "as": Huddleston and Pullum 2002, 13.)
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, NAMES, Kind
from ofsted_kg.grammar.lex.times import WHEN, is_year
from ofsted_kg.grammar.lex.units import Unit

_WITHIN = NAMES | {Kind.DETERMINER, Kind.PREPOSITION, Kind.THAT, Kind.WORD, Kind.QUANTITY, Kind.ADVERB}


def as_clauses(units: list[Unit]) -> list[Unit]:
    """Return units with the verb of each such clause in front of its subject."""
    place = 1
    while place < len(units) - 2:
        if units[place].text == "as" and units[place - 1].kind is Kind.COMMA:
            if end := _as_it_was(units, place):
                aside = replace(units[place], kind=Kind.ADVERB, end=units[end - 1].end)
                units = [*units[:place], aside, *units[end:]]
            verb, end = _verb(units, place + 1)
            if verb:
                opens, told = units[place + 1].start, units[place + 1 : verb]
                said = [
                    replace(u, start=opens, end=opens) for u in units[verb:end] if u.kind is not Kind.ADVERB
                ]
                told[-1] = replace(told[-1], end=units[end - 1].end)
                units = [*units[: place + 1], *said, *told, *units[end:]]
        place += 1
    return units


def _as_it_was(units: Sequence[Unit], place: int) -> int:
    """Return where an aside ends that tells when it was so before, or 0: ", as it was last year, good"."""
    end = next((n for n in range(place, len(units)) if units[n].kind is Kind.COMMA), 0)
    said = units[place + 1 : end]
    if [unit.text for unit in said[:2]] not in (["it", "was"], ["they", "were"]) or len(said) < 3:
        return 0
    led = said[2].text == "in" or said[2].words[-1] in WHEN
    return end if led and all(map(_is_when, said[3:])) else 0


def _verb(units: Sequence[Unit], first: int) -> tuple[int, int]:
    """Return where the verb of a clause stands that ends with it, and where the clause ends, or 0."""
    verb = first
    while verb < len(units) and units[verb].kind in _WITHIN:
        verb += 1
    if not any(unit.kind in NAMES for unit in units[first:verb]):
        return 0, 0
    end = verb
    while end < len(units) and units[end].kind in (Kind.HAVE, Kind.BE, Kind.ADVERB):
        end += 1
    said = [unit for unit in units[verb:end] if unit.kind is not Kind.ADVERB]
    ends = next((n for n in range(end, len(units)) if units[n].kind in BOUNDARIES), len(units))
    whole = bool(said) and said[-1].kind is Kind.BE and _tells_when(units[end:ends])
    return (verb, end) if whole else (0, 0)


def _tells_when(units: Sequence[Unit]) -> bool:
    """Say whether words are a time or nothing: "in 2007", "for some years"."""
    led = not units or units[0].text in ("in", "for", "since", "throughout")
    return led and all(map(_is_when, units[1:]))


def _is_when(unit: Unit) -> bool:
    return unit.kind in _TIMES or unit.words[-1] in WHEN or is_year(unit.text)


_TIMES = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.DETERMINER, Kind.ADVERB})


__all__ = ["as_clauses"]
