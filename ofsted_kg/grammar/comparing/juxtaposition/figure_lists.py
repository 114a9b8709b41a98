"""Read figures side by side with those of other places: "smoking 19% (England 15%), breastfeeding 61% (70%)".

In: the units of a sentence. Out: a `Draft` for each of the places beside each figure, which a number decides;
nothing where the figures of a sentence are told in another way. So are read a list of measures, figures
that share a unit ("take 11 days, England nine") and one told apart ("93%; the average, 88%").
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.figures.figure_pairs import Pair, pair
from ofsted_kg.grammar.comparing.figures.numbers import Number, is_change, is_difference, numbers
from ofsted_kg.grammar.comparing.figures.reversed_pairs import NOT_HERE
from ofsted_kg.grammar.comparing.relations.figure_lookup import beside
from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, LEADS_IN, VERBS, Kind
from ofsted_kg.grammar.lex.comparatives import LOOSE
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By

_MARKS = frozenset({Kind.COMMA, Kind.OPEN, Kind.STOP, Kind.COMPARED})
_FOREIGN = VERBS | {Kind.THAN, Kind.NOT, Kind.GRADE, Kind.COMPARATOR, Kind.STOP, Kind.RELATIVE, Kind.THAT}
_NAMES = frozenset({Kind.TOPIC, Kind.SUBJECT, Kind.WORD})


class _Told(msgspec.Struct, frozen=True):
    """A figure, where the places beside it stand, with their figure, and where what is told of them ends."""

    own: Number
    mention: int
    theirs: Number
    end: int


def figure_lists(about: Comparees, units: Sequence[Unit]) -> list[Draft]:
    """Return the comparisons of a sentence whose figures stand side by side with those of other places."""
    mentions = [n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
    found = numbers(units) if mentions else []
    told: list[_Told] = []
    for mention in mentions:
        one = _told(units, found, mention, told[-1] if told else None)
        if one is None:
            return []
        told.append(one)
    owns = {one.own.place for one in told}
    spelt = any(one.theirs not in found for one in told)
    apart = any(_is_apart(units, one) for one in told)
    if not told or not (len(owns) > 1 or spelt or apart):
        return []
    made = [_draft(about, units, told[:n], one) for n, one in enumerate(told)]
    return [draft for draft in made if draft is not None] if None not in made else []


def _told(units: Sequence[Unit], found: Sequence[Number], mention: int, last: _Told | None) -> _Told | None:
    """Return what is told of a mention of other places: its figure and the one that it stands beside."""
    place = _figure_at(units, mention)
    if place is None:
        return None
    mark = min(place, mention) - 1
    while mark > 0 and units[mark].kind in LEADS_IN:
        mark -= 1
    if mark < 1 or not (units[mark].kind in _MARKS or units[mark].kind is Kind.AND):
        return None
    end = max(place, mention) + 1
    goes_on = last is not None and mark == _past_unit(units, last.end) and units[mark].kind is not Kind.OPEN
    own = last.own if last is not None and goes_on else _own_before(units, found, mark)
    if own is None or (units[mark].kind is Kind.AND and not goes_on):
        return None
    theirs = next((n for n in found if n.place == place), None) or _spelt(units, place, own)
    if theirs is None or theirs.unit not in (own.unit, None):
        return None
    if theirs.unit is None and (own.unit == "percent" or theirs not in found):
        theirs = replace(theirs, unit=own.unit) if own.unit not in ("percent", None) else None
    return None if theirs is None else _Told(own, mention, theirs, end)


def _past_unit(units: Sequence[Unit], place: int) -> int:
    """Return the place past a unit that is printed, and the bracket that shuts: "15% (of all) )"."""
    while place < len(units) and units[place].kind is Kind.CLOSE:
        place += 1
    return place


def _figure_at(units: Sequence[Unit], mention: int) -> int | None:
    """Return where the others' figure stands: "England 15%", "the average, 88%", "9 nationally"."""
    place = mention + 1
    if place + 1 < len(units) and (
        units[place].kind in (Kind.COMMA, Kind.BE) or units[place].text in ("at", ":")
    ):
        place += 1
    if _is_count(units, place) and _ends(units, place + 1):
        return place
    place = mention - 1
    while place > 0 and units[place].kind in LEADS_IN:
        place -= 1
    return place if _is_count(units, place) and _ends(units, mention + 1) else None


def _is_count(units: Sequence[Unit], place: int) -> bool:
    return 0 <= place < len(units) and units[place].kind is Kind.COUNT and units[place].part is not None


def _ends(units: Sequence[Unit], place: int) -> bool:
    return place >= len(units) or units[place].kind in BOUNDARIES


def _spelt(units: Sequence[Unit], place: int, own: Number) -> Number | None:
    """Return a figure in words that shares the unit of the one before: "11 days, England nine"."""
    unit = units[place]
    if own.unit in (None, "percent") or unit.total is not None or unit.part is None:
        return None
    return Number(Decimal(int(unit.part)), own.unit, place, unit.start, unit.end)


def _own_before(units: Sequence[Unit], found: Sequence[Number], mark: int) -> Number | None:
    """Return the figure before a mark, where nothing else is said between."""
    own = next((number for number in reversed(found) if number.place < mark), None)
    if own is None or is_difference(units, own) or is_change(units, own):
        return None
    if own.place and units[own.place - 1].kind is Kind.OPEN:
        return None  # "Absence (7%; England, 6%) is high"
    between = units[own.place + 1 : mark]
    foreign = any(
        unit.kind in _FOREIGN
        or (unit.kind is Kind.COUNT and unit.words[0] != "per")
        or (unit.cue is not None and unit.text not in LOOSE)
        or not NOT_HERE.isdisjoint(unit.words)
        for unit in between
    )
    return None if foreign else own


def _is_apart(units: Sequence[Unit], told: _Told) -> bool:
    """Say whether a semicolon parts the two: "93%; the average, 88%"."""
    return any(unit.text == ";" for unit in units[told.own.place : told.mention])


def _draft(about: Comparees, units: Sequence[Unit], before: Sequence[_Told], told: _Told) -> Draft | None:
    """Return the comparison of one figure with that of other places; None where it is not clear of what."""
    ahead = [one for one in before if one.own.place != told.own.place]
    opens = ahead[-1].end if ahead else 0
    while units[opens].kind in BOUNDARIES:
        opens += 1
    label = units[opens : told.own.place]
    if any(_says_else(unit) for unit in label) or (ahead and any(u.kind in VERBS for u in label)):
        return None
    stop = max((n + 1 for n, unit in enumerate(label) if unit.kind is Kind.STOP), default=0)
    named = label[stop:] if any(unit.kind in _NAMES for unit in label[stop:]) else label
    mention = units[told.mention]
    said = [*named, *units[told.own.place + 1 : told.mention]]
    graded = any(unit.kind is Kind.GRADE for unit in units)
    names = [slug for name in names_in(said, about.outcomes) for slug in name.slugs] if graded else []
    if graded and not names:
        return None
    slugs = tuple(names[-1:]) or topic_of(named)
    slugs = topic_of(said) if slugs == (OTHER,) else slugs
    figures: Pair | None = pair(units, told.own, told.theirs)
    start = named[0].start if named else told.own.start
    end = max(told.theirs.end, mention.end)
    way = beside(told.own, told.theirs)
    return Draft(slugs, way, mention.slugs, start, end, figures, (mention,), By.FIGURE_LISTS)


def _says_else(unit: Unit) -> bool:
    """Say whether a figure is not simply that of what stands before it: "the target of", "no more than"."""
    compares = unit.cue is not None and unit.text not in LOOSE and unit.kind is not Kind.GRADE
    return compares or unit.kind in (Kind.NOT, Kind.MODAL) or not NOT_HERE.isdisjoint(unit.words)


__all__ = ["figure_lists"]
