"""Ask a sentence for the figures of one comparison, and let a number decide the direction.

In: the units of a sentence and of the one before it, a mention of other places. Out: its `Pair`
of figures, and the direction that holds: a number says where it lies, whatever the words say of
how welcome it is; words that say where it lies and a pair that does not agree do not belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.figures.appositive_figures import appositive_figures, set_behind
from ofsted_kg.grammar.comparing.figures.figure_pairs import (
    Pair,
    all_theirs,
    is_own,
    own_of,
    pair,
    run_of,
    two_told,
)
from ofsted_kg.grammar.comparing.figures.numbers import Number, hinted, is_difference, numbers
from ofsted_kg.grammar.comparing.relations.ratios import against, ratio
from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, KNOWN_NOUNS, Kind
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, OR_ABOVE, OR_BELOW, TURNED
from ofsted_kg.grammar.lex.units import Unit

# Which way a subject lies beside each of the places, and the figures.
Held = dict[str, tuple[str | None, Pair | None]]


class Printed:
    """The figures of a sentence, and of the one before for "this"."""

    def __init__(self, units: Sequence[Unit], prior: Sequence[Unit]) -> None:
        self.units = units
        self.prior = prior
        self._found = numbers(units)
        self._places = {unit.start: place for place, unit in enumerate(units)}
        mentions = [place for place, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
        self._mentions = mentions
        self._theirs = all_theirs(units, self._found, mentions) if self._found else {}
        self._shared = frozenset(a for a, b in pairwise(mentions) if b - a < 4)
        self._taken = frozenset(n.place for n in self._theirs.values() if n is not None)

    @property
    def tells_theirs(self) -> bool:
        """Say whether a figure is told of each of the places: "Similar areas average 14% and England 16%"."""
        return bool(self._theirs) and None not in self._theirs.values()

    def several(self, source: Sequence[Unit]) -> bool:
        """Say whether a subject points to several figures of the sentence before: "Both are"."""
        points = bool(source) and source[0].words[0] in ("both", "these", "those", "all", "they", "each")
        return points and len(numbers(self.prior)) > 1

    def pair(
        self, mention: Unit, *, first: Unit, back: bool, foreign: frozenset[int] = frozenset()
    ) -> Pair | None:
        """Return the figures of a mention of other places.

        Args:
            mention: the unit that names them, or that points to them.
            first: what leads to the places, or the first of them.
            back: whether the subject may stand in the sentence before.
            foreign: where units begin that say something of another subject.
        """
        place, start = self._places[mention.start], self._places[first.start]
        both = appositive_figures(self.units, self._found, place)
        if both is not None and not (place + 1 < len(self.units) and place in self._shared):
            return pair(self.units, *both)
        theirs = self._theirs.get(place)
        at = theirs is not None and theirs.place > place and self.units[theirs.place - 1].text == "at"
        found = self._found if theirs is not None else [n for n in self._found if n.start not in foreign]
        own = own_of(self.units, found, self._taken, self._opening(start), start, theirs)
        if own is not None and self._of_both(own, start):
            return pair(self.units, None, theirs)
        if own is not None and theirs is None:
            theirs = set_behind(self.units, self._found, place, own)
        if own is None and theirs is not None and self._opens_with_theirs(place):
            behind = [n for n in self._found if n.place > theirs.place and n.place not in self._taken]
            own = next((n for n in behind if is_own(self.units, n, theirs)), None)  # "Against 72%, 65% of"
        if own is None and back and not any(is_own(self.units, n, theirs) for n in self._ahead(start)):
            own = self._before(theirs, told=any(is_difference(self.units, n) for n in self._ahead(start)))
            if own is not None and theirs is None:
                theirs = set_behind(self.units, self._found, place, own)
        if own is None and at and first.kind is not Kind.COMPARED:
            theirs = None  # "in line with the average at 89%": whose?
        back = own is not None and own.place < 0 and hinted(self.units) == "count"
        made = pair(self.prior if back else self.units, own, theirs)
        base = hinted(self.prior)
        if made is not None and not made.unit and base.startswith("per-"):
            return replace(made, unit=base)  # "88 per 10,000. In 2014 it was a rate of 85 beside 77"
        return made

    def _opens_with_theirs(self, mention: int) -> bool:
        """Say whether other places open what is said: "Against 72% (...)", "do well: against 54% in X"."""
        marks = (n for n in range(mention, -1, -1) if self.units[n].kind in (Kind.STOP, Kind.COMPARED))
        lead = next(marks, 0)
        opens = lead == 0 or self.units[lead - 1].kind is Kind.STOP
        return opens and self.units[lead].kind is Kind.COMPARED

    def in_turn(self, mention: Unit, *, back: bool) -> str | None:
        """Compare figures told in turn: "30% and 23%. This compares with 12% and 11% nationally"."""
        place = self._places.get(mention.start)
        theirs = run_of(self.units, self._found, place) if place is not None else []
        if len(theirs) < 2:
            return self._parts_of(place) if back and place is not None else None
        units = self.prior if back else self.units
        own = [n for n in numbers(units) if (back or n.place < (place or 0)) and is_own(units, n, None)]
        if len(own) != len(theirs):
            return None
        ways = {beside(mine, other) for mine, other in zip(own, theirs, strict=True)}
        return ways.pop() if len(ways) == 1 else None

    def _parts_of(self, mention: int) -> str | None:
        """Compare a fraction with one of the sentence before: "Half are good. This compares with 62%"."""
        if any(unit.kind is Kind.GRADE for unit in self.units):
            return None  # "64% are good. This compares with 67% good or outstanding"
        own, theirs = ([u for u in told if ratio(u) is not None] for told in (self.prior, self.units))
        near = [unit for unit in self.units[max(0, mention - 3) : mention + 3] if unit in theirs]
        return against(own[0], near[0]) if len(own) == len(theirs) == len(near) == 1 else None

    def _opening(self, place: int) -> int:
        """Return where the subject's figure may begin: behind the last places, unless they share it."""
        last = max((mention for mention in self._mentions if mention < place), default=-1)
        held = self._theirs.get(last)
        behind = max(last, held.place if held is not None else last) + 1
        shared = not any(unit.kind in KNOWN_NOUNS for unit in self.units[behind:place])
        return 0 if shared else last + 1

    def _ahead(self, place: int) -> list[Number]:
        return [n for n in self._found if n.place < place and n.place not in self._taken]

    def _before(self, theirs: Number | None, *, told: bool) -> Number | None:
        """Return the figure of the sentence before; ``told``: this one prints how far apart they are."""
        figures = numbers(self.prior)
        mentions = [place for place, unit in enumerate(self.prior) if unit.kind is Kind.COMPARATOR]
        others = {n.place for n in all_theirs(self.prior, figures, mentions).values() if n is not None}
        ours = [n for n in figures if n.place not in others]  # "is 94%, above similar areas (93%). It is"
        found = [n for n in ours if is_own(self.prior, n, theirs, told=told and self._stated(n))]
        alike = [n for n in found if theirs is not None and theirs.unit is not None and n.unit == theirs.unit]
        found = alike or found  # "Of the 52, 40 (77%) are"
        units = {number.unit for number in found}
        # Of several numbers the last is meant, if all are of one kind and not told side by side.
        one = len(units) == 1 and not two_told(self.prior, found) and not self._then(found[-1])
        one = one and not any(
            unit.kind is Kind.WITH for a, b in pairwise(found) for unit in self.prior[a.place : b.place]
        )  # "is 27 weeks, with the last quarter being 23"
        return replace(found[-1], place=-1) if one else None

    def _of_both(self, own: Number, link: int) -> bool:
        """Say whether a figure is one of two: "Vacancies are 21% and turnover 18%, both higher than"."""
        said = [n for n in self._found if n.place <= own.place and n.unit == own.unit]
        return len(said) > 1 and any(unit.text == "both" for unit in self.units[own.place : link])

    def _then(self, own: Number) -> bool:
        """Say whether "this was" may be what is told of then: "is 83%, compared with 78% in March"."""
        was = any(unit.kind is Kind.BE and unit.words[0] in ("was", "were") for unit in self.units[:3])
        now = any(unit.kind is Kind.BE and unit.words[0] in ("is", "are") for unit in self.prior)
        others = [n for n in numbers(self.prior) if n.place > own.place and n.unit == own.unit]
        return was and now and bool(others)

    def _stated(self, number: Number) -> bool:
        """Say whether the sentence before says of something that it is this number: "is 675"."""
        return number.place > 0 and self.prior[number.place - 1].kind is Kind.BE


def against_theirs(units: Sequence[Unit]) -> Pair | None:
    """Return the figures of "94% live at home, against 88%", which leaves the places out."""
    found = numbers(units)
    if len(found) != 2 or any(unit.kind is Kind.COMPARATOR for unit in units):
        return None
    own, theirs = found
    led = [unit for unit in units[own.place + 1 : theirs.place] if unit.kind is not Kind.DETERMINER]
    ends = theirs.place + 1 == len(units) or units[theirs.place + 1].kind in BOUNDARIES
    if own.unit and theirs.unit is None:
        theirs = replace(theirs, unit=own.unit)  # "24 months compared with 20"
    fits = own.unit == theirs.unit and is_own(units, own, theirs)
    return pair(units, own, theirs) if fits and ends and led and led[-1].kind is Kind.COMPARED else None


def settled(
    stated: str | None, found: Pair | None, *, welcome: bool, less: bool
) -> tuple[str | None, Pair | None]:
    """Return the direction and the figures that go with it.

    Args:
        stated: what the words say.
        found: the figures.
        welcome: whether the words only say how good it is ("better than").
        less: whether less of the measure is better.
    """
    if found is None or found.own is None or found.theirs is None:
        if not less:
            return stated, found
        return _TURNED.get(stated or "", stated), found
    by_number = beside(found.own, found.theirs)
    if stated is None or stated == by_number or (welcome and stated != LINE):
        return by_number, found
    if stated in (ABOVE, BELOW) or _far(found.own, found.theirs):
        return stated, None  # they are figures of something else
    return stated, found


def shared(held: Held, places: int) -> Held:
    """Give a figure before the first of several places to all: "10% both nationally and in similar areas".

    Args:
        held: which way the subject lies beside each of them, and the figures.
        places: where the first of them begins.
    """
    (way, found), *rest = held.values()
    figure = found.theirs if found is not None else None
    if way is None or figure is None or figure.start > places or any(other != (None, None) for other in rest):
        return held
    first = next(iter(held))
    return {slug: told if slug == first else (way, None) for slug, told in held.items()}


_TURNED = {**TURNED, OR_ABOVE: OR_BELOW, OR_BELOW: OR_ABOVE}

# By how much of the larger two figures may differ that are "in line"; scores about nought, by so much.
_IN_LINE = Decimal("0.15")
_SCORES = 2


def _far(own: Number, theirs: Number) -> bool:
    """Say whether two figures are too far from each other to be in line."""
    larger = max(abs(own.value), abs(theirs.value))
    score = own.unit is None and theirs.unit is None and larger < _SCORES  # "-0.03 and 0.02"
    return abs(own.value - theirs.value) > _IN_LINE * (1 if score else larger)


def beside(own: Number, theirs: Number) -> str:
    """Return where one figure lies beside another."""
    return LINE if own.value == theirs.value else ABOVE if own.value > theirs.value else BELOW
