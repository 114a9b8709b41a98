"""Read "the one" and "the other" of two that are named together as "the former" and "the latter".

In: the units of a sentence. Out: the same, where such a pair of pronouns stands for two subjects that an
"and" joins before it, and where each of them that is compared has a verb ("the former above, and the latter
below, the average"). Of two of a kind ("of the two homes the one is good") nothing changes: there the one is
a number. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import NAMES, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import FIRST_OR_SECOND, OF_TWO
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
OTHER = frozenset({"other", "former", "latter", "first", "second"})
_BEHIND = VERBS | {Kind.CUE, Kind.GRADE, Kind.COMMA, Kind.ADVERB, Kind.HAVE, Kind.JUDGE, Kind.BE, Kind.STOP}
_BETWEEN = frozenset({Kind.DETERMINER, Kind.PREPOSITION})
_LEADS = frozenset({Form.DIRECT, Form.COMPARATIVE})


def correlatives(units: list[Unit]) -> list[Unit]:
    """Return units with each of the two named by its place, and with a verb where it is compared."""
    units = _given_to(_by_place(units))
    compared = [n for n, unit in enumerate(units) if unit.text in OF_TWO and _cue_behind(units, n)]
    if len(compared) != len(OF_TWO) or units[compared[0]].text == units[compared[1]].text:
        return units
    made: list[Unit] = []
    verb: Unit | None = None
    cues = [_cue_behind(units, n) for n in compared]
    for place, unit in enumerate(units):
        verb = unit if place - 1 == compared[0] and unit.kind is Kind.BE else verb
        if place - 1 in compared and unit.kind is not Kind.BE:
            made.append(Unit(Kind.BE, unit.start, unit.start, verb.words if verb else ("being",)))
        if unit.kind is Kind.COMMA and place + 1 == compared[1]:
            unit = replace(unit, kind=Kind.AND, words=("and",))  # "is above(,) the latter below"
        if unit.kind is not Kind.COMMA or place - 1 != cues[1]:  # "below(,) the national average"
            made.append(unit)
    return made


def _given_to(units: list[Unit]) -> list[Unit]:
    """Return units with the names of two that are each given a grade: "awarded to the first a good"."""
    told = [n for n, unit in enumerate(units) if unit.text in FIRST_OR_SECOND and n]
    gave = next((n for n, unit in enumerate(units) if unit.text in _GAVE), len(units))
    if not told or not gave < told[0] <= gave + 2 or not _two_named(units[:gave]):
        return units
    named = [unit for unit in units[:gave] if unit.kind in NAMES]
    pair = (
        named[-2:] if len(named[-1].slugs) == 1 else [replace(named[-1], slugs=(s,)) for s in named[-1].slugs]
    )
    made = list(units)
    for place in told:
        one = pair[FIRST_OR_SECOND[units[place].text]]
        made[place] = replace(one, start=units[place].start, end=units[place].end, words=one.words[:1])
    return made


_GAVE = words_of("gave give gives awarded accorded assigned")


def _cue_behind(units: Sequence[Unit], place: int) -> int:
    """Return where the comparing word stands that is said of what stands here, or 0."""
    look = place + 1
    while look < len(units) and units[look].kind in (Kind.BE, Kind.ADVERB):
        look += 1
    cue = units[look].cue if look < len(units) and units[look].kind is Kind.CUE else None
    return look if cue is not None and cue.form in _LEADS else 0


def _by_place(units: list[Unit]) -> list[Unit]:
    ones = (n for n in range(2, len(units)) if units[n].words == ("one",) and units[n - 1].text == "the")
    first = next((n for n in ones if _stands_alone(units, n)), 0)
    others = (n for n in range(first + 1, len(units)) if units[n].text == "the other")
    second = next((n for n in others if units[n].kind is Kind.REST and _stands_alone(units, n)), 0)
    if not first or not second or not _two_named(units[: first - 1]):
        return units
    the, one, other = units[first - 1], units[first], units[second]
    former = Unit(Kind.PRONOUN, the.start, one.end, ("the", "former"))
    latter = Unit(Kind.PRONOUN, other.start, other.end, ("the", "latter"))
    return [*units[: first - 1], former, *units[first + 1 : second], latter, *units[second + 1 :]]


def _stands_alone(units: Sequence[Unit], place: int) -> bool:
    return place + 1 == len(units) or units[place + 1].kind in _BEHIND


def _two_named(units: Sequence[Unit]) -> bool:
    """Say whether the subjects named last are two that an "and" joins: "fostering and adoption"."""
    last = next((n for n in reversed(range(len(units))) if units[n].kind in NAMES), 0)
    if units and len(units[last].slugs) == 2:
        return True  # "primary and secondary schools"
    joint = last - 1
    while joint > 0 and units[joint].kind in _BETWEEN:
        joint -= 1
    pair = joint > 0 and units[joint].kind is Kind.AND and units[joint - 1].kind in NAMES
    return pair and units[joint - 1].slugs != units[last].slugs
