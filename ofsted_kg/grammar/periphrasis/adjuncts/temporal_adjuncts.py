"""Read when or by whom something was judged, told inside the verb: "was on reinspection considered good".

In: the units of a sentence. Out: the same, with such words between "was" and what was found as one adverb,
and "once" before a grade as "formerly". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import CHANGES, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.times import is_year
from ofsted_kg.grammar.lex.units import Unit

# What ends such words.
OCCASIONS = words_of(
    """
    inspection reinspection inspections visit visits review reviews assessment return event end time occasion
    occasions turn year spring summer autumn winter inspectors ofsted inspectorate commission report letter
    examination once
    """
)
# What has to be in a sentence for any of this.
WHEN_TOLD = OCCASIONS | words_of("ago late lately recently since years second third next to")
_FORMERLY = frozenset(
    {"once", "at one time", "in former years", "some years ago", "a few years ago", "not long ago"}
    | {"not long since"}
)
_LATELY = (["recently", "as"], ["late", "as"], ["lately", "as"])
_PREPOSITIONS = words_of("on at in by during after following upon")
_INSIDE = frozenset({Kind.DETERMINER, Kind.ADVERB, Kind.WORD, Kind.COUNT, Kind.REST, Kind.PRONOUN})
_VERBS = frozenset({Kind.BE, Kind.HAVE})
_LONGEST = 7


def temporal_adjuncts(units: list[Unit]) -> list[Unit]:
    """Return units with what only tells of the occasion, inside a verb, as one adverb."""
    return joined(units, _as_adverb)


def _as_adverb(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return the words of an occasion that open here as an adverb, and where they end."""
    if end := _occasion(units, place):
        return replace(units[place], kind=Kind.ADVERB, end=units[end - 1].end, words=("then",)), end
    if [u.text for u in units[place + 1 : place + 3]] in _LATELY and _dated(units[place + 3 : place + 4]):
        year = units[place + 3]  # "inadequate as recently as 2007"
        return replace(year, kind=Kind.ADVERB, start=units[place].start, words=("in", *year.words)), place + 4
    if end := _second_to(units, place):  # "declined by its second to inadequate"
        return replace(units[place], kind=Kind.TO, end=units[end - 1].end, words=("to",)), end
    unit, following = units[place], units[place + 1 : place + 2]
    if unit.text in _FORMERLY and following and following[0].kind is Kind.GRADE:
        return replace(unit, kind=Kind.ADVERB, words=("formerly",)), place + 1  # ", once inadequate, is good"
    return None


def _occasion(units: Sequence[Unit], place: int) -> int:
    """Return where the words of an occasion end that open here behind a verb, or 0."""
    if not place or units[place].text not in _PREPOSITIONS:
        return 0
    if units[place - 1].words[0] in CHANGES:
        return _of_change(units, place)
    if units[place - 1].kind not in _VERBS:
        return 0
    for end in range(place + 1, min(place + _LONGEST, len(units))):
        unit = units[end]
        if unit.kind is Kind.JUDGE or (unit.kind is Kind.BE and unit.text == "been"):
            last = units[end - 1].words[-1]
            return end if end > place + 1 and last in OCCASIONS and not _dated(units[place:end]) else 0
        if unit.kind not in _INSIDE and unit.words[-1] not in OCCASIONS:
            return 0
    return 0


def _of_change(units: Sequence[Unit], place: int) -> int:
    """Return where an occasion ends between a change and its grade: "had risen | by its next visit | to"."""
    for end in range(place + 1, min(place + _LONGEST, len(units) - 1)):
        if units[end].text in ("to", "from") and units[end + 1].kind is Kind.GRADE:
            last = units[end - 1].words[-1]
            return end if last in OCCASIONS | _ORDINALS and not _dated(units[place:end]) else 0
        if units[end].kind not in _INSIDE and units[end].words[-1] not in OCCASIONS | _ORDINALS:
            return 0
    return 0


def _second_to(units: Sequence[Unit], place: int) -> int:
    """Return where "by its second to" ends between a change and its grade, or 0."""
    said = units[place : place + 4]
    led = bool(place) and units[place - 1].words[0] in CHANGES and said[0].text in _PREPOSITIONS
    to = len(said) > 3 and said[2].text == "second to" and said[3].kind is Kind.GRADE
    return place + 3 if led and to else 0


_ORDINALS = words_of("second third next last")


def _dated(units: Sequence[Unit]) -> bool:
    """Say whether a year is told, which is kept."""
    return any(is_year(word) for unit in units for word in unit.words)


__all__ = ["WHEN_TOLD", "temporal_adjuncts"]
