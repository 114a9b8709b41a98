"""Leave of a subject what it is about: without what opens the sentence, asides, and when it was.

In: the units before a verb. Out: those of the noun phrase that is compared: "At the time of the
assessment, (the fostering service), although improving, in 2008/09".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import KNOWN_NOUNS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit

_NOUNS = frozenset(
    {Kind.SUBJECT, Kind.TOPIC, Kind.ASPECT, Kind.SHARE, Kind.SHELL_NOUN, Kind.WORD, Kind.PRONOUN}
)
_WHEN = words_of("in during for by since from until")
_HEADS = frozenset({Kind.SUBJECT, Kind.ASPECT, Kind.SHARE})
_LED = frozenset({Kind.WORD, Kind.TOPIC})
_OPENS = frozenset({Kind.PREPOSITION, Kind.ADVERB, Kind.CONJUNCTION, Kind.AND})
_SUMMED = words_of("taken seen viewed looked put measured judged")
_MEASURES = words_of("basis measure yardstick reckoning count showing evidence")
_TIMES = words_of("year years month months term quarter time")
_SIZES = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.DETERMINER, Kind.ADVERB})
_DATES = _WHEN | {"this", "last"}


def subject_core(source: Sequence[Unit]) -> list[Unit]:
    """Return the noun phrase that is compared."""
    units = _without_lead_in(_without_times(_without_asides(list(source))))
    figure = len(units) > 2 and units[0].text == "at" and units[1].kind is Kind.COUNT
    return units[2:] if figure and units[2].kind is Kind.PRONOUN else units  # "at 56 per 1,000 these"


def without_exceptions(units: Sequence[Unit]) -> list[Unit]:
    """Take "except for X" out of units."""
    start = next((n for n, unit in enumerate(units) if unit.kind is Kind.EXCEPT), None)
    if start is None:
        return list(units)
    ends = (Kind.STOP, Kind.CONJUNCTION, Kind.COMMA, Kind.CLOSE)
    end = next((n for n in range(start + 1, len(units)) if units[n].kind in ends), len(units))
    return [*units[:start], *units[end:]]


def _without_asides(units: list[Unit]) -> list[Unit]:
    """Leave out brackets, and "despite a fall" and "although improving" behind a name."""
    kept: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        end = None
        if (
            unit.kind is Kind.COMMA
            and any(before.kind in KNOWN_NOUNS for before in kept)
            and _tells(units, place + 1)
        ):
            # "Performance in X, measured by the published data, is"
            end = next((n for n in range(place + 1, len(units)) if units[n].kind is Kind.COMMA), None)
        if end is None:
            kept.append(unit)
            place += 1
            continue
        place = end + 1
    return kept


def _tells(units: Sequence[Unit], place: int) -> bool:
    """Say whether it is told here how it was measured: "measured by the published data", "on that basis"."""
    if place + 1 >= len(units):
        return False
    said = [unit.words[-1] for unit in units[place + 1 : place + 4]]
    if units[place].kind is Kind.PREPOSITION and any(word in _MEASURES for word in said):
        return True  # "on that basis", "at the last count"
    participle = units[place].kind in (Kind.WORD, Kind.JUDGE) and units[place].words[0].endswith("ed")
    return participle and units[place + 1].kind in (Kind.PREPOSITION, Kind.ADVERB)


def _without_times(units: list[Unit]) -> list[Unit]:
    """Leave out "in 2008/09" and "this year"."""
    kept: list[Unit] = []
    place = 0
    while place < len(units):
        after = _time(units, place)
        if after is None:
            kept.append(units[place])
            place += 1
        else:
            place = after
    return kept


def _time(units: Sequence[Unit], place: int) -> int | None:
    if units[place].words[0] not in _DATES or place + 1 >= len(units):
        return None
    look = place + 1
    while look + 1 < len(units) and units[look].kind in _SIZES:
        look += 1  # "for some years", "in the last two years"
    return look + 1 if units[look].words[0] in _TIMES else None


def _without_lead_in(units: list[Unit]) -> list[Unit]:
    """Leave out what opens a sentence: "Across the borough, the", "At the time of the assessment the"."""
    if units and units[0].kind is Kind.WORD and units[0].words[0] in _SUMMED:
        comma = next((n for n, unit in enumerate(units) if unit.kind is Kind.COMMA), None)
        if comma is not None and not any(unit.kind in KNOWN_NOUNS for unit in units[:comma]):
            return units[comma + 1 :]  # "Taken together, provision"
    beside = next((n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR), len(units))
    behind = units[beside + 1 :]
    if behind and units[0].kind is Kind.COMPARED and behind[0].kind is not Kind.COMMA:
        return behind if units[0].text != "against" else units  # "In comparison with national figures it"
    if not units or not (units[0].kind in _OPENS or units[0].text == "at"):
        return units
    comma = next((n for n, unit in enumerate(units) if unit.kind is Kind.COMMA), None)
    if comma is not None and any(unit.kind in _NOUNS for unit in units[comma + 1 :]):
        held = [unit for unit in units[:comma] if unit.kind is Kind.SUBJECT]
        return units if held else units[comma + 1 :]  # "In schools, the rate" is of schools
    for place in range(2, len(units)):
        # A noun and then an article: there another phrase begins.
        begins = units[place].kind is Kind.DETERMINER and units[place - 1].kind in _NOUNS
        if begins or (units[place].kind in _HEADS and units[place - 1].kind in _LED):
            held = [unit for unit in units[:place] if unit.kind is Kind.SUBJECT]
            return units if held else units[place:]
    while units and units[0].kind in (Kind.ADVERB, Kind.COMMA):
        units = units[1:]
    return units
