"""Part off what stands before the subject of a clause and only sets the scene.

In: the units before a verb. Out: those of the subject, and those fronted if they can say
something of it: "In staying safe," "Of the five homes," "In secondary schools (behaviour)".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.names import Named, names_in
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import MONTHS, Kind, words_of
from ofsted_kg.parse.statements.phrases import without_scene

# "In most cases childminders are good": how many of them.
CASES = words_of("cases instances respects")

_LINKS = frozenset({Kind.ADVERB, Kind.COMMA, Kind.AND, Kind.CONJUNCTION})
_OPENS = frozenset({Kind.PREPOSITION, Kind.CUE, Kind.WITH, Kind.COMPARED})
# What opens a noun phrase, so that what stands before it ended.
_ARTICLES = frozenset({Kind.DETERMINER, Kind.QUANTITY, Kind.COUNT})
_SCENES = frozenset({Kind.WORD, Kind.TOPIC})
_NEW_SUBJECT = frozenset(
    {Kind.PRONOUN, Kind.ASPECT, Kind.GENERIC, Kind.QUANTITY, Kind.DETERMINER, Kind.COUNT}
)


def part_fronted(units: list[Unit], outcomes: frozenset[str]) -> tuple[list[Unit], list[Unit] | None]:
    """Part off "In staying safe," or "Of the five homes," before the subject."""
    while units and units[0].kind in _LINKS:
        units = units[1:]
    while units and (units[0].text in MONTHS or units[0].text.isdecimal()):
        units = units[1:]  # "(Since) September six of nine schools"
    if not units:
        return units, None
    if units[0].kind not in _OPENS:
        if len(units) > 2 and _at_stage(units):
            return units[1:], None
        return without_scene(units), None
    groups = names_in(units, outcomes)
    for place, unit in enumerate(units):
        if unit.kind is Kind.COMMA and place + 1 < len(units):
            if units[place + 1].kind is Kind.AND or _lists(units, place, groups):
                continue
            return units[place + 1 :], units[:place]
    return _without_comma(units, groups)


def _at_stage(units: Sequence[Unit]) -> bool:
    """Say whether a name only says at which stage: "Post-16 the college is good"."""
    return (
        units[0].slugs == ("post-16",)
        and units[1].kind in _ARTICLES
        and any(unit.kind is Kind.SUBJECT for unit in units[2:])
    )


def _lists(units: Sequence[Unit], comma: int, groups: Sequence[Named]) -> bool:
    """Say whether a comma stands between names of a list: "In schools, colleges and homes"."""
    group = next((group for group in groups if group.first < comma < group.last), None)
    if group is None or units[0].text not in ("in", "across", "for", "at", "within"):
        return False
    ends = any("and" in unit.words for unit in units[comma + 1 : group.last + 1])
    return ends and units[comma - 1].kind is Kind.SUBJECT and units[comma + 1].kind is Kind.SUBJECT


def _without_comma(units: list[Unit], groups: Sequence[Named]) -> tuple[list[Unit], list[Unit] | None]:
    """Part off a scene that no comma ends: "In Weymouth the", "At its last inspection the"."""
    for place in range(2, len(units) - 1):
        counted = all(unit.kind in _ARTICLES for unit in units[1:place])
        if counted and units[place].text in CASES:
            return units[place + 1 :], units[: place + 1]
    first = groups[0].first if groups else next((n for n, u in enumerate(units) if u.kind is Kind.SUBJECT), 0)
    if first > 2 and (units[first - 1].text in MONTHS or units[first - 1].text.isdecimal()):
        return units[first:], None
    if first == 2 and units[1].capital:
        return units[first:], None  # "In Weymouth childminders are good"
    for place in range(first - 1, 1, -1):
        if units[place].kind in _ARTICLES and units[place - 1].kind in _SCENES:
            return units[place:], None  # a new article opens the subject
    if len(units) > 2 and units[-1].text in ("it", "they", "this") and _counts_only(units[1:-1]):
        return units[-1:], units[:-1]  # "in a very small number it is", "in both phases this is"
    # "Under being healthy outcomes are below ...": no comma, but a new noun follows the name.
    named = next((n for n, u in enumerate(units) if u.kind in (Kind.REST, Kind.SUBJECT)), 0)
    last = groups[0].last if groups else named
    rest = [unit for unit in units[last + 1 :] if unit.kind is not Kind.ADVERB] if last else []
    if rest and (first or last) < 4 and (rest[0].kind in _NEW_SUBJECT or rest[0].text in _QUALITIES):
        return units[last + 1 :], units[: last + 1]
    return units, None


# Topics that are qualities of the place named before: "In secondary schools behaviour is good".
_QUALITIES = frozenset({"behaviour", "standards"})


def _counts_only(units: Sequence[Unit]) -> bool:
    """Say whether a phrase tells how many or where, but names nothing."""
    return all(
        unit.kind
        in (Kind.COUNT, Kind.QUANTITY, Kind.SHARE, Kind.CUE, Kind.DETERMINER, Kind.ADVERB, Kind.REST)
        or unit.words[-1] in ("phases", "phase", "cases", "respects", "areas")
        for unit in units
    )
