"""Read a grade of quality as the grade alone: "is of good quality", "were of a satisfactory standard".

In: the units of a sentence. Out: the same, where what something is said to be "of" stands as its predicate:
"is good". "Schools of good quality" stay, as do "fostering panels", which are no service. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import COPULAS, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import QUALITIES
from ofsted_kg.grammar.lex.units import Unit

# "Reports on the homes are good" tells of the homes, "are of good quality" of the reports.
_WRITTEN = words_of("report reports")
_WITHIN = frozenset({Kind.ADVERB, Kind.NOT})


def quality_predicates(units: list[Unit]) -> list[Unit]:
    """Return units with each such predicate as its grade."""
    return joined(units, _quality)


def _quality(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return the grade that "of (a) good quality" is behind a form of "be", and where that ends."""
    if units[place].text != "of" or not _is_said(units, place):
        return None
    opens = place + 1
    while opens < len(units) and units[opens].kind in (Kind.DETERMINER, Kind.ADVERB):
        opens += 1
    said = units[opens : opens + 2]
    if [unit.kind for unit in said] != [Kind.GRADE, Kind.ASPECT] or said[1].text not in QUALITIES:
        return None
    goes_on = units[opens + 2 : opens + 3] and units[opens + 2].text in ("of", "than")
    return None if goes_on else (replace(said[0], end=said[1].end), opens + 2)


def _is_said(units: Sequence[Unit], place: int) -> bool:
    """Say whether a form of "be" stands before a place, of no paper and no other noun."""
    state = next((n for n in range(place - 1, -1, -1) if units[n].kind not in _WITHIN), 0)
    if not state or units[state].kind not in COPULAS:
        return False
    noun = [unit.kind for unit in units[max(0, state - 2) : state]] == [Kind.SUBJECT, Kind.WORD]
    return not noun and not any(unit.words[-1] in _WRITTEN for unit in units[:place])


__all__ = ["quality_predicates"]
