"""Read lists of figures in one order: "A is 61% and B 70%, against 58% and 72% nationally".

In: the units of a sentence that names other places, each behind a list of its own where there are several.
Out: a `Draft` for each of one's own figures beside theirs of the same place in the order; nothing where there
are not as many, or it is not clear of what.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.figures.figure_pairs import pair
from ofsted_kg.grammar.comparing.figures.numbers import (
    UNIT_WORDS,
    Number,
    is_change,
    is_difference,
    numbers,
)
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.relations.figure_lookup import beside
from ofsted_kg.grammar.lex.closed_classes import LEADS_IN, MEMBER_JOINTS, Kind
from ofsted_kg.grammar.lex.semantic_fields import CASES, CORRESPONDING, FIGURES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By

_TWO = 2
# "nationally they are", "the national figures, at"
_LEADS = LEADS_IN | {Kind.PRONOUN, Kind.BE, Kind.OPEN, Kind.COMMA}
# "84% of childminders, 88% for nurseries"
_OF_WHOM = frozenset({"of", "for", "in", "among", "at"})


def respective_lists(about: Comparees, units: Sequence[Unit], last: Last) -> list[Draft] | None:
    """Return the comparisons of a sentence with as many figures of other places as it has of its own.

    None where it has no two such lists; nothing where they do not go together.

    Args:
        about: knows the settings.
        units: of the sentence.
        last: what the sentence before told.
    """
    mentions = [n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
    if not mentions or any(len(units[n].slugs) != 1 for n in mentions):
        return None
    found, one = numbers(units), len(mentions) == 1
    lists = [(one and _behind(units, found, n)) or _ahead(units, found, n) for n in mentions]
    if any(len(theirs) < _TWO for theirs in lists):
        return None
    first = min(mentions[0], lists[0][0].place)
    own = [n for n in found if n.place < first and not _tells_distance(units, n)]
    if len(own) < _TWO:
        return None
    moved = any(unit.text == "to" for unit in units[own[0].place : own[-1].place])  # "rose from 52% to 61%"
    alike = len({number.unit for number in own} | {n.unit for theirs in lists for n in theirs}) == 1
    if moved or not alike or any(len(theirs) != len(own) for theirs in lists):
        return [] if one else None
    share = any(unit.text in CORRESPONDING for unit in units) and last.many and bool(last.graded)
    graded = share or any(unit.kind is Kind.GRADE for unit in units)
    told = _of_what(about, units[: lists[0][0].place], own, graded=graded)
    made: dict[tuple[Slugs, str, int], Draft] = {}
    for mention, theirs in zip(mentions, lists, strict=True):
        span = units[0].start, max(theirs[-1].end, units[mention].end)
        for slugs, mine, other in zip(told, own, theirs, strict=bool(told)):
            way, places = beside(mine, other), units[mention]
            figures = pair(units, mine, other)
            draft = Draft(slugs, way, places.slugs, *span, figures, (places,), By.RESPECTIVE_LISTS)
            several = (slugs, way, mention) in made
            made[slugs, way, mention] = replace(draft, figures=None) if several else draft
    return [*made.values()]


def _tells_distance(units: Sequence[Unit], number: Number) -> bool:
    return is_difference(units, number) or is_change(units, number)


def _behind(units: Sequence[Unit], found: Sequence[Number], mention: int) -> list[Number]:
    """Return the list of figures behind a mention: "nationally they are 71%, 73% and 97%"."""
    place = mention + 1
    while place < len(units) and _leads(units[place]):
        place += 1
    return _list(units, found, place, 1)


def _ahead(units: Sequence[Unit], found: Sequence[Number], mention: int) -> list[Number]:
    """Return the list of figures before a mention: "58% and 72% in similar areas"."""
    place = mention - 1
    while place > 0 and (units[place].kind in LEADS_IN or units[place].text == "respectively"):
        place -= 1
    return _list(units, found, place, -1)[::-1]


def _leads(unit: Unit) -> bool:
    return unit.kind in _LEADS or unit.text == "at" or set(unit.words) <= FIGURES | CORRESPONDING


def _list(units: Sequence[Unit], found: Sequence[Number], place: int, step: int) -> list[Number]:
    """Return the figures that stand side by side from a place on; none where no "and" joins them."""
    by_place = {number.place: number for number in found}
    run: list[Number] = []
    joined = False
    while 0 <= place < len(units):
        unit = units[place]
        if place in by_place:
            run.append(by_place[place])
        elif unit.kind not in MEMBER_JOINTS and not set(unit.words) <= UNIT_WORDS:
            break
        joined = joined or (bool(run) and unit.kind is Kind.AND)
        place += step
    return run if joined else []


def _of_what(about: Comparees, units: Sequence[Unit], own: Sequence[Number], *, graded: bool) -> list[Slugs]:
    """Return what each of one's own figures is of; nothing where it is not told.

    The names stand beside each figure ("A 61%, B 70%"), or before all, in the same order.
    """
    first = own[0].place
    shared = topic_of(units)
    if len(_list(units, own, first, 1)) == len(own):
        names = [slug for name in names_in(units[:first], about.outcomes) for slug in name.slugs]
        topics = [unit.slugs[0] for unit in units[:first] if unit.kind is Kind.TOPIC]
        listed: list[Slugs] = [(slug,) for slug in (names if graded else topics)]
        bare = [] if graded else [shared] * len(own)
        return listed if len(listed) == len(own) else bare
    cuts = [n.place for n in own]
    ahead = [units[start:end] for start, end in pairwise([0, *cuts])]
    behind = [units[start:end] for start, end in pairwise([*cuts, len(units)])]
    of_whom = units[first + 1].text in _OF_WHOM and units[first + 2].words[-1] not in CASES
    ways = [behind, ahead] if of_whom else [ahead]  # "84% of childminders", but "in 71% of cases"
    if not graded:
        topics_beside = [topic_of(label) for label in ways[0]]
        return [topic if topic != (OTHER,) else shared for topic in topics_beside]
    for labels in ways:
        named = [names_in(label, about.outcomes) for label in labels]
        if all(named):
            return [near[0].slugs for near in named]
    return []


__all__ = ["respective_lists"]
