"""Share relations out over several: "A, B and C are above, in line with and below X respectively".

In: a part of a sentence and its first mention of other places. Out: what each relation is said of, and which
way it lies; empty where one relation is said of all. They go by the order of the subjects, or each names its
own by that: "A, B and C are good, the first two above and the last below X", "the former level with X".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.coordination.right_node_raising import (
    relation_at,
    right_node_raised,
    shared_places,
)
from ofsted_kg.grammar.comparing.draft import Draft, mentions_of
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import MEMBER_JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import IN_ORDER, OF_TWO
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.ordinals import in_order, order_told
from ofsted_kg.grammar.results import By

_TWO = 2
_OTHER = words_of("other others rest remaining")
# "the former being well above"
_BETWEEN = frozenset({Kind.ADVERB, Kind.BE, Kind.COPULA})


def shared_out(
    about: Comparees, part: Part, before: Sequence[Part], last: Last, group: Group, opening: int
) -> list[Draft]:
    """Return the comparisons of several relations that lead to the same places.

    Args:
        about: tells what is compared.
        part: the part.
        before: the parts of the sentence before it.
        last: what was compared last.
        group: the places.
        opening: past the places before.
    """
    several = _by_order(part, group, opening)
    if not (opening or several) and any(unit.text in IN_ORDER for unit in part.units):
        several = _respective(part, about.subjects(part, before, last), group)
    if not (opening or several) and (two := right_node_raised(part.units, group)):
        return list(shared_places(about, part, before, last, group, two))
    mentions = mentions_of(part.units, group)
    return [
        Draft(slugs, way, group.slugs, *part.span, None, mentions, By.RESPECTIVE_RELATIONS)
        for slugs, way in several
    ]


def _respective(part: Part, main: Slugs, group: Group) -> tuple[tuple[Slugs, str], ...]:
    """Return what each of several relations is said of, as a word says that they go by order.

    Args:
        part: the part.
        main: what it is about.
        group: the places that they lead to.
    """
    units = part.units
    ways: list[str] = []
    told = relation_at(units, _before_both(units, group))
    while told is not None:
        ways.insert(0, told[1])
        joint = _back(units, told[0] - 1, MEMBER_JOINTS)
        told = _further(units, joint) if joint < _back(units, told[0] - 1) else None
    if len(ways) < _TWO:
        return ()
    topics = [
        unit.slugs[0]
        for led, unit in pairwise((None, *part.before))
        if unit is not None and unit.kind is Kind.TOPIC and (led is None or led.kind is not Kind.PREPOSITION)
    ]
    several = next((each for each in (main, topics) if len(each) == len(ways)), None)
    if several is not None:
        return tuple(((slug,), way) for slug, way in zip(several, ways, strict=True))
    one = (
        len(main) == 1
        and len(topics) <= 1
        and any(u.kind is Kind.AND or len(u.slugs) > 1 for u in part.before)
    )
    return tuple((main, way) for way in ways) if one else ()


def _by_order(part: Part, group: Group, opening: int) -> tuple[tuple[Slugs, str], ...]:
    """Return what each of several relations is said of, where each names its own: "the first two above".

    Args:
        part: the part.
        group: the places that they lead to.
        opening: past the places before.
    """
    units, told_of = part.units, list[tuple[Sequence[Unit], str]]()
    told = relation_at(units, _before_both(units, group))
    while told is not None and told[0] > opening:
        place = _back(units, told[0] - 1)
        counted = place > 0 and units[place].kind is Kind.COUNT
        told_of.insert(0, (units[place - counted : place + 1], told[1]))
        joint = place - counted - 1
        if joint < 0 or units[joint].kind not in MEMBER_JOINTS:
            return ()
        told = _further(units, _back(units, joint, MEMBER_JOINTS))
    found: list[tuple[Slugs, str]] = []
    for said, way in told_of:
        spoken = tuple(slug for slugs, _ in found for slug in slugs)
        slugs = _meant(said, part.slugs, spoken)
        if not slugs:
            return ()
        found.append((slugs, way))
    return tuple(found)


def _meant(said: Sequence[Unit], names: Slugs, spoken: Slugs) -> Slugs:
    """Return which of several are meant: "the first two", "the latter", "the others" than those spoken of."""
    if len(said) == 1 and said[0].text in OF_TWO:
        return (names[OF_TWO[said[0].text]],) if len(names) == _TWO else ()
    if spoken and said and said[0].kind is Kind.REST and said[0].words[1:2] and said[0].words[1] in _OTHER:
        return tuple(slug for slug in names if slug not in spoken)
    order = order_told(said)
    return in_order(names, order) if order is not None else ()


def _before_both(units: Sequence[Unit], group: Group) -> int:
    """Return where what leads to the places ends: "above | both England and similar areas"."""
    return group.first - 1 - (units[group.first - 1].text == "both")


def _back(units: Sequence[Unit], place: int, kinds: frozenset[Kind] = _BETWEEN) -> int:
    """Return the last place up to this one of a unit that is not of some classes, nor "well"."""
    while place >= 0 and (units[place].kind in kinds | _BETWEEN or units[place].text == "well"):
        place -= 1
    return place


def _further(units: Sequence[Unit], place: int) -> tuple[int, str] | None:
    """Return where the relation stands that ends right here, and which way it points."""
    cue = units[place].cue if place >= 0 else None
    if cue is not None and cue.form is Form.COMPARATIVE:
        return place, cue.direction  # "lower and higher than"
    told = relation_at(units, place) if place >= 0 else None
    return told if told is not None and (told[0] == place or units[place].kind is Kind.THAN) else None


__all__ = ["shared_out"]
