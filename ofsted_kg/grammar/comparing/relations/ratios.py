"""Compare two figures: "two in five are good, which compares with three in five nationally".

In: the units of a clause and a mention of other places. Out: a direction, or None where
there are no two figures of one kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.figures.ranges import span_ends
from ofsted_kg.grammar.lex.closed_classes import LIST_JOINTS, NUMBERS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.grammar.lex.units import Unit


def by_figure_before(units: Sequence[Unit], before: Sequence[Unit]) -> str | None:
    """Compare a figure for other places with one in the clause before: "14%; the figure for ... is 12%"."""
    figures = [unit for n, unit in enumerate(units) if ratio(unit) is not None and not _by_so_much(units, n)]
    # not one behind brackets: "half of A (66% in similar areas) and 60% of B"
    before = [unit for unit in before if not figures or unit.start < figures[0].start]
    ends = span_ends(before)
    ends |= {n for n in range(len(before)) if _by_so_much(before, n)}
    own = [u for n, u in enumerate(before) if figures and n not in ends and ratio(u) is not None]
    if len(figures) != 1 or not own or own[-1] == figures[0]:
        return None
    return against(own[-1], figures[0])


def none_beside(units: Sequence[Unit], group: Group) -> str | None:
    """Compare none with a figure: "No homes are inadequate, compared with 8% nationally"."""
    marker = next((n for n in range(group.first - 1, 0, -1) if units[n].kind is Kind.COMPARED), 0)
    told = max((n for n in range(group.first) if units[n].kind is Kind.COMPARATOR), default=0)
    theirs = [unit for unit in units[max(marker, told) + 1 : group.first] if ratio(unit) is not None]
    graded = any(unit.kind is Kind.GRADE for unit in units[:marker])
    return BELOW if graded and len(theirs) == 1 and ratio(theirs[0]) else None


def for_every(units: Sequence[Unit]) -> tuple[str, Unit] | None:
    """Read "For every two children in similar areas who are excluded there are three here".

    Returns: which way it lies, and the places; None where a sentence tells nothing of the kind.
    """
    counts = [n for n, unit in enumerate(units) if unit.kind is Kind.COUNT]
    named = [n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
    if [unit.text for unit in units[:2]] not in (["for", "every"], ["for", "each"]):
        return None
    if len(named) != 1 or len(counts) != 2 or not counts[0] == 2 < named[0] < counts[1]:
        return None
    there = [unit.text for unit in units[counts[1] - 2 : counts[1]]] in (["there", "are"], ["there", "is"])
    theirs, own = units[counts[0]].part, units[counts[1]].part
    if not there or theirs is None or own is None:
        return None
    return LINE if own == theirs else ABOVE if own > theirs else BELOW, units[named[0]]


def own_figure(units: Sequence[Unit], opening: int, group: Group) -> Sequence[Unit]:
    """Return what is said of other places alone: "(similar areas 47; (England: 41.3))"."""
    if units and units[-1].text == "respectively":
        return ()  # "similar councils manage 93% and 90% respectively": of two
    first = max((n + 1 for n in range(opening, group.first) if units[n].kind in LIST_JOINTS), default=opening)
    last = group.last + 1
    end = next((n for n in range(last, len(units)) if units[n].kind in LIST_JOINTS), len(units))
    return units[first:end]


def by_figures(units: Sequence[Unit], group: Group, opening: int = 0) -> str | None:
    """Compare two figures: "two in five ... compares with three in five nationally".

    The place's own figure is the first after ``opening``, or failing that the first of all.
    """
    theirs: Unit | None = None
    their_place = 0
    ahead = next((n for n in range(group.first - 1, -1, -1) if not _of_a_figure(units[n])), group.first - 1)
    for place in (ahead, *range(group.last + 1, group.last + 5)):
        if not 0 <= place < len(units):
            continue
        whole = units[place].slugs[:1] == ("all",) and place == group.first - 1  # "than every similar area"
        if not whole and units[place].kind in (Kind.COUNT, Kind.QUANTITY) and ratio(units[place]) is not None:
            theirs, their_place = units[place], place
            break
        if units[place].kind in (Kind.AND, Kind.STOP) or (
            place > group.last and units[place].kind is Kind.COMMA
        ):
            break
    if theirs is None or _by_so_much(units, their_place):
        return None
    end = min(their_place, group.first)
    ahead_of = (*units[opening:end], *units[:opening])
    after = _at_figure(units, group.last + 1)
    if units[0].kind is Kind.COMPARED:  # "Against a national average of 72%, 65% ..."
        after = [unit for unit in units[their_place + 1 :] if ratio(unit) is not None][:1]
    told = [units[n] for n in range(end) if _of_others(units, n, group) or _by_so_much(units, n)]
    found = [
        unit
        for place, unit in enumerate((*ahead_of, *after))
        if unit is not theirs
        and ratio(unit) is not None
        and not _left(ahead_of, place)
        and not any(unit is other for other in told)
    ]
    ends = [units[n] for n in sorted(span_ends(units)) if ratio(units[n]) is not None]
    if any(found[:1] == [unit] for unit in ends) and theirs not in ends:
        ways = {against(unit, theirs) for unit in ends}
        return ways.pop() if len(ways) == 1 else None  # "ranges from 88% to 97%"
    return against(found[0], theirs) if found else None


def _by_so_much(units: Sequence[Unit], place: int) -> bool:
    """Say whether a figure tells how much something has changed: "fell by 14%", not "taken by 14% of"."""
    of_whom = [unit.text for unit in units[place + 1 : place + 2]] == ["of"]
    by = place > 1 and units[place - 1].text == "by" and units[place - 2].kind is not Kind.JUDGE
    return by and not of_whom


def _of_others(units: Sequence[Unit], place: int, group: Group) -> bool:
    """Say whether a figure is that of places before: "short of the 66% in similar areas and of the 65%"."""
    if units[place].kind not in (Kind.COUNT, Kind.QUANTITY) or not place:
        return False
    mention = next((n for n in range(place + 1, group.first) if units[n].kind not in _BEFORE_FIGURE), None)
    return mention is not None and units[mention].kind is Kind.COMPARATOR


def _of_a_figure(unit: Unit) -> bool:
    """Say whether a word may stand between a figure and its places: "51% of (people across) England"."""
    return unit.kind in _BEFORE_FIGURE or unit.kind is Kind.GRADE or set(unit.words) <= _PERSONS


_PERSONS = PERSONS | words_of("peers young care looked after")


def against(own: Unit, theirs: Unit) -> str | None:
    """Compare two figures; "over half" is unsure between half and three in five, "under half" likewise."""
    mine, others = ratio(own) or 0.0, ratio(theirs) or 0.0
    span, their_span = _vague(own), _vague(theirs)
    low, high = span or their_span or (0.0, 0.0)
    if (span is None) != (their_span is None) and low < (others if span else mine) < high:
        return None
    return LINE if mine == others else ABOVE if mine > others else BELOW


def _vague(unit: Unit) -> tuple[float, float] | None:
    """Return between what "over half" and "under half" may lie, or None of what is exact."""
    if unit.kind is not Kind.QUANTITY:
        return None
    return (0.5, 0.6) if unit.slugs[0] == "over-half" else (0.4, 0.5) if _under_half(unit) else None


def _under_half(unit: Unit) -> bool:
    """Say whether a quantity is "fewer than half", which has no slug of its own."""
    return unit.slugs[:1] == ("minority",) and unit.words[0] in _UNDER and "half" in unit.words


_UNDER = words_of("fewer less under below")
_UNDER_HALF = 0.45
_BEFORE_FIGURE = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.ADVERB, Kind.THAT})
_FRACTIONS = {
    "all": 1.0, "half": 0.5, "over-half": 0.55, "one-third": 1 / 3, "two-thirds": 2 / 3, "one-quarter": 0.25,
    "three-quarters": 0.75, "one-fifth": 0.2, "two-fifths": 0.4, "three-fifths": 0.6, "four-fifths": 0.8,
}  # fmt: skip


def _left(units: Sequence[Unit], place: int) -> bool:
    """Say whether a figure is the one before a change: "fell from 70% to"."""
    return 0 < place < len(units) and units[place - 1].text == "from"


def _at_figure(units: Sequence[Unit], place: int) -> Sequence[Unit]:
    """Return the place's own figure where it comes last: "compares with 60% nationally, at 72%"."""
    while place < len(units) and units[place].kind in (Kind.COMMA, Kind.ADVERB):
        place += 1
    if place + 1 < len(units) and units[place].text == "at":
        return [unit for unit in units[place + 1 :] if unit.kind in (Kind.COUNT, Kind.QUANTITY)][:1]
    return ()


def ratio(unit: Unit) -> float | None:
    """Return how large a part a unit names: "62%", "one in four", "a third"."""
    if unit.kind is Kind.QUANTITY:
        slug = unit.slugs[0]
        part, of, total = slug.partition("-of-")
        if of:
            return NUMBERS[part] / NUMBERS[total] if part in NUMBERS and total in NUMBERS else None
        return _UNDER_HALF if _under_half(unit) else _FRACTIONS.get(slug)
    if unit.kind is not Kind.COUNT or unit.part is None or not unit.total:
        return None
    return unit.part / unit.total
