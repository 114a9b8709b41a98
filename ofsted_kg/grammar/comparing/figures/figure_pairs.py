# Past 300 lines: a rule for each form in which two figures are printed.
"""Pair the figures of a comparison: "66%, compared with 61% in similar authorities".

In: the units of a sentence, its figures and a mention of other places. Out: the subject's own
figure, the other places', and `Pair`, with what both are counted in. A figure is somebody
else's where a target, another time or other places lead to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from ofsted_kg.grammar.comparing.figures.numbers import (
    POUNDS,
    UNIT_WORDS,
    Number,
    dates,
    hinted,
    is_change,
    is_difference,
    is_participle,
)
from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import CUE_VERBS, Form
from ofsted_kg.grammar.lex.units import Unit


class Pair(msgspec.Struct, frozen=True):
    """The figures of one comparison: the subject's, the others', and what they are counted in.

    Its unit is empty where that is none of ours, or not printed: they then only tell what is more.
    """

    own: Number | None
    theirs: Number | None
    unit: str


# What leads to a figure of another time, a target or a part: "a target of 95%", "from 70%".
_OTHERS = words_of(
    """
    target targets threshold thresholds previous previously aim against compared comparison than goal
    expectation required
    """
)

_MOVES = words_of("improvement increase decrease advance up down reduction rise fall")
_GOALS = words_of("target targets threshold thresholds goal")
_ENDS_FIGURE = frozenset(
    {Kind.STOP, Kind.AND, Kind.COMPARATOR, Kind.THAN, Kind.COMPARED, Kind.CONJUNCTION, Kind.WITH, Kind.VERB}
)


_SAYS = VERBS | {Kind.PREPOSITION}
_NAMED = frozenset({Kind.TOPIC, Kind.ASPECT, Kind.SHELL_NOUN})

_NEAR_MENTION = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.ADVERB, Kind.THAT, Kind.OPEN, Kind.BE})

_FIGURE_NOUNS = words_of(
    """
    figure figures average averages rate rates level levels proportion percentage for of in found seen at
    was is which stands stood currently year
    achieved recorded reached attained young people students mothers families boys girls everyone same
    period peers children looked after care leavers pupils median
    all both group groups published reported latest recent most do so
    """
)


def theirs_of(units: Sequence[Unit], found: Sequence[Number], mention: int) -> Number | None:
    """Return the figure of a mention of other places: "the England average of 61%", "87% nationally"."""
    after = None
    by_place = {number.place: number for number in found}
    for place in range(mention + 1, min(mention + 11, len(units))):
        unit = units[place]
        if place in by_place:
            # "nationally, 5% higher": a difference, or the figure of something else
            after = None if is_difference(units, by_place[place]) else by_place[place]
            if units[place - 1].text == ":" and place + 1 < len(units) and _says(units[place + 1]):
                after = None  # "better than in other areas: 74% are"
            break
        if (
            unit.kind is Kind.GRADE
            or unit.words == ("as",)
            or (unit.kind in _NAMED and units[place - 1].text not in ("for", "of"))
        ):
            break  # "as is breastfeeding at six weeks"
        if unit.kind in _ENDS_FIGURE:
            told = unit.kind is Kind.VERB and place + 1 < len(units) and units[place + 1].text == "at"
            if unit.words != (":",) and not told:  # "nationally it stands | at 18%"
                break
            continue
        if unit.cue is not None and unit.cue.form is not Form.PLAIN and unit.text not in ("at", "around"):
            break
        inserted = unit.kind is Kind.COMMA and place == mention + 1 and _is_inserted(units, mention)
        if unit.kind is Kind.COMMA and not inserted and not _goes_on(units, place + 1, mention):
            break
    if after is not None:
        return after
    for place in range(mention - 1, max(mention - 6, -1), -1):
        unit = units[place]
        if place in by_place:
            number = by_place[place]
            return None if is_difference(units, number) or is_change(units, number) else number
        near = (
            is_participle(units, place)
            or unit.kind in _NEAR_MENTION
            or set(unit.words) <= _FIGURE_NOUNS | UNIT_WORDS
        )
        if not near or (unit.cue is not None and place - 1 not in by_place):  # but "the 88% reached in"
            return None
    return None


def _says(unit: Unit) -> bool:
    """Say whether a figure is told by what follows it: "74% (are)", "74% (of)", "74% (reach)"."""
    return unit.kind in _SAYS or unit.text in CUE_VERBS


def all_theirs(
    units: Sequence[Unit], found: Sequence[Number], mentions: Sequence[int]
) -> dict[int, Number | None]:
    """Return the figure of each mention; several behind the last are theirs in turn.

    "statistical neighbours and England (52 and 60 per 10,000 respectively)"
    """
    held = {mention: theirs_of(units, found, mention) for mention in mentions}
    if not mentions:
        return held
    last = mentions[-1]
    run = run_of(units, found, last)
    joined = mentions[_first_joined(units, mentions) :]
    if len(run) > 1:
        fits = len(run) == len(joined)
        held.update(zip(joined, run, strict=True) if fits else ((mention, None) for mention in joined))
    taken: set[int] = set()
    for first, second in pairwise(mentions):
        shared = held[first]
        between = shared is not None and first < shared.place < second and held[second] == shared
        led = units[second - 1].kind in (Kind.PREPOSITION, Kind.DETERMINER)
        if between and (led or units[second].words[0] == "across"):
            held[first] = None  # "the average of 67% for similar councils": theirs
    for mention, number in held.items():  # "compared with 61% in similar areas and nationally"
        if number is not None and number.place in taken:
            held[mention] = None
        elif number is not None:
            taken.add(number.place)
    return held


def _first_joined(units: Sequence[Unit], mentions: Sequence[int]) -> int:
    """Return the first of the mentions that stand in one list with the last."""
    first = len(mentions) - 1
    while first and all(
        unit.kind in (Kind.AND, Kind.COMMA, Kind.DETERMINER, Kind.PREPOSITION)
        for unit in units[mentions[first - 1] + 1 : mentions[first]]
    ):
        first -= 1
    return first


def run_of(units: Sequence[Unit], found: Sequence[Number], mention: int) -> list[Number]:
    """Return the figures that follow a mention in one list: "(52 and 60 per 10,000 respectively)"."""
    by_place = {number.place: number for number in found}
    first = theirs_of(units, found, mention)
    if first is None or first.place < mention:
        return []
    run = [first]
    place = first.place + 1
    while place < len(units):
        if place in by_place and is_difference(units, by_place[place]):
            break  # "the average of 593, and 64 days slower than"
        if place in by_place:
            run.append(by_place[place])
        elif units[place].kind not in (Kind.AND, Kind.COMMA) and not set(units[place].words) <= UNIT_WORDS:
            break
        place += 1
    joined = any(unit.kind is Kind.AND for unit in units[first.place : run[-1].place])
    return run if joined else run[:1]  # but "Against a national average of 72%, 65% are"


def _goes_on(units: Sequence[Unit], place: int, mention: int) -> bool:
    """Say whether a comma only sets off the figure: "the England average, which is 72%", ", at 60%".

    But not where it ends a relative clause: "X, which was below the average, is 72%".
    """
    following = units[place] if place < len(units) else None
    if following is None or following.kind is not Kind.BE:
        return following is not None and following.kind is Kind.RELATIVE
    marks = [unit for unit in units[:mention] if unit.kind in (Kind.COMMA, Kind.RELATIVE)]
    return not marks or marks[-1].kind is not Kind.RELATIVE


def _is_inserted(units: Sequence[Unit], mention: int) -> bool:
    """Say whether places are set off by commas behind a joint: "14% in X and, nationally, 10%"."""
    place = mention - 1
    while place > 0 and units[place].kind in (Kind.PREPOSITION, Kind.DETERMINER):
        place -= 1
    set_apart = place > 0 and units[place].kind is Kind.COMMA and units[place - 1].kind is Kind.AND
    place = mention + 2
    place += place < len(units) and units[place].kind in (Kind.WITH, Kind.TO, Kind.COMPARED)
    figure = place < len(units) and units[place].kind is Kind.COUNT
    return set_apart and figure and (place + 1 == len(units) or units[place + 1].kind in _FIGURE_ENDS)


_FIGURE_ENDS = frozenset(
    {Kind.COMMA, Kind.STOP, Kind.CLOSE, Kind.AND, Kind.CONJUNCTION, Kind.WORD, Kind.COUNT}
)


_OF_PUPILS = words_of("achieving performing attaining lowest bottom top poorest deprived disadvantaged")


def _is_other(units: Sequence[Unit], number: Number) -> bool:
    """Say whether something else leads to a number: another time, a target, other places."""
    if number.place and units[number.place - 1].words[-1] == "from":
        return True  # "fell from 70% to"
    if number.place and units[number.place - 1].words[-1] in _OF_PUPILS:
        return True  # "the gap between the lowest achieving 20% and the rest"
    led = units[max(0, number.place - 5) : max(0, number.place - 1)]
    had = any(a.kind is Kind.RELATIVE and b.text == "had" for a, b in pairwise(led))
    if had and units[number.place - 1].words[-1] == "to":
        return True  # "which had fallen to 91%, is": not now
    if number.place > 1 and units[number.place - 1].text == "on" and units[number.place - 2].text in _MOVES:
        return True  # "an improvement on 14% the previous year"
    led = list(units[max(0, number.place - 7) : number.place])
    while led and (set(led[-1].words) <= _FIGURE_NOUNS or led[-1].kind is Kind.DETERMINER or dates(led[-1])):
        if led[-1].words == ("from",):
            break
        led.pop()
    if led and led[-1].words[-1] == "from" and len(led) < number.place:
        return True  # "improved from the 2012-13 figure of 44%"
    following = units[number.place + 1 : number.place + 2]
    if number.place and units[number.place - 1].text == "in" and following and following[0].text == "of":
        return False  # "met the target in 61% of cases"
    aside = units[max(0, number.place - 2) : number.place]
    if len(aside) == 2 and aside[1].kind is Kind.OPEN and aside[0].kind is Kind.QUANTITY:
        return False  # "Fewer than half (46%) of"
    for unit in reversed(units[max(0, number.place - 5) : number.place]):
        if set(unit.words) & _OTHERS or unit.kind in (Kind.THAN, Kind.COMPARED):
            return True
        if unit.words[0] in ("year", "years") and units[units.index(unit) - 1].words[-1] == "last":
            return units[0].words[-1] != "last"  # "last year's figure of 61%", but "Last year 93% were"
        if unit.kind in (
            Kind.COMMA,
            Kind.AND,
            Kind.BE,
            Kind.CLOSE,
            Kind.STOP,
            Kind.COUNT,
            Kind.TO,
            Kind.VERB,
        ):
            return False
    return False


def own_of(
    units: Sequence[Unit],
    found: Sequence[Number],
    taken: frozenset[int],
    opening: int,
    mention: int,
    theirs: Number | None,
) -> Number | None:
    """Return the subject's figure: the nearest before the other places, else the one set behind them.

    Args:
        units: the units of the sentence.
        found: its figures.
        taken: places of those that are the others'.
        opening: the first place that may belong to this comparison.
        mention: the place of the other places.
        theirs: their figure, where it is known.
    """
    before = [n for n in found if opening <= n.place < mention and n.place not in taken]
    # "in 390 days, 130 fewer than": a difference is one from the figure before it
    differs = any(is_difference(units, number) for number in before)
    before = [number for number in before if is_own(units, number, theirs, told=differs)]
    if theirs is not None and any(number.unit == theirs.unit == "percent" for number in before):
        before = [number for number in before if number.unit is not None]  # "74% met 20 standards, 65% in X"
    if before:
        before = before[:-1] if _of_then(units, before, mention) else before
        return None if two_told(units, before) else before[-1]
    for number in found:
        if number.place > mention and number.place not in taken and is_own(units, number, theirs, led=True):
            between = [u for u in units[mention + 1 : number.place] if u.kind is not Kind.ADVERB]
            if any(_OTHERS & set(unit.words) for unit in between if unit.kind is not Kind.THAN):
                continue  # "lower than the previous year (6.1%) and the national average"
            led = between and between[-1].text in ("at", "with", ":", "(")
            if led and between[-1].text == "(" and any(u.text in ("for", "of") for u in between):
                return None  # "above the average both for the region (6.7%) and for England"
            named = sum(u.kind is Kind.COMPARATOR for u in between)
            led_to = units[mention].kind in (Kind.THAN, Kind.CUE) and theirs is not None
            # "lower than the average of 12% at 7%": behind the places that it leads to
            if led and named <= led_to and not any(u.kind is Kind.STOP for u in between):
                return number
            break
    return None


def _of_then(units: Sequence[Unit], before: Sequence[Number], mention: int) -> bool:
    """Say whether the last figure is of a time before: "62% are; it was 58% and the average is now 61%"."""
    last = before[-1].place
    if len(before) < 2 or units[last - 1].words[0] not in ("was", "were"):
        return False
    told = [units[max(0, before[-2].place - 2) : last - 1], units[mention + 1 : mention + 3]]
    return all(any(u.kind is Kind.BE and u.words[0] in ("is", "are") for u in said) for said in told)


def two_told(units: Sequence[Unit], before: Sequence[Number]) -> bool:
    """Say whether the last two figures are of two measures: "were 54% and 49% respectively, lower than"."""
    if len(before) < 2:
        return False
    if before[-2].unit != before[-1].unit:  # "absence, at 5%, and vacancies, at 3 per 1,000, are above"
        kinds = {unit.kind for unit in units[before[-2].place + 1 : before[-1].place]}
        return {Kind.TOPIC, Kind.AND} <= kinds and not kinds & VERBS
    between = units[before[-2].place + 1 : before[-1].place]
    return bool(between) and all(u.kind is Kind.AND or set(u.words) <= UNIT_WORDS for u in between)


def is_own(
    units: Sequence[Unit], number: Number, theirs: Number | None, *, led: bool = False, told: bool = False
) -> bool:
    """Say whether a figure can be the subject's beside the others'; ``told``: a difference from it is."""
    if is_difference(units, number) or is_change(units, number):
        return False
    if theirs is not None and number.place > 0 and units[number.place - 1].text == "their":
        return False  # "at 12% to their 14% and 13% nationally"
    behind = units[number.place + 1 : number.place + 4] if number.place >= 0 else ()
    named = next((unit for unit in behind if unit.words[0] not in UNIT_WORDS), None)
    if named is not None and set(named.words) & _GOALS:
        return False  # "The 95% target", "within the 608 day target"
    if (
        theirs is not None
        and theirs.unit == "percent"
        and number.unit is None
        and _counts_things(units, number)
    ):
        return False  # "25% (145 children), which is better than the average of 13%"
    if theirs is None and not told and not _tells_alone(units, number):
        return False  # an age or a label rather: "at 16 they do better than"
    return same_kind(number, theirs) and (led or not _is_other(units, number))


def _counts_things(units: Sequence[Unit], number: Number) -> bool:
    """Say whether a number counts what the next word names."""
    following = units[number.place + 1] if 0 <= number.place < len(units) - 1 else None
    return following is not None and following.kind in (Kind.WORD, Kind.SUBJECT, Kind.TOPIC)


def _tells_alone(units: Sequence[Unit], number: Number) -> bool:
    """Say whether a figure tells by itself: "at 208 days", not "at six weeks"."""
    if number.unit not in ("days", "weeks", "months"):
        return number.unit is not None
    before = units[number.place - 1] if number.place else None
    told = before is not None and (before.kind is Kind.BE or before.text in _TELLS)
    return told and units[number.place].words[0].isdecimal()


_TELLS = words_of("at of take took takes taken taking averaged averages")


def same_kind(number: Number, theirs: Number | None) -> bool:
    """Say whether two figures may count the same: one of them may be without its unit."""
    return theirs is None or number.unit == theirs.unit or None in (number.unit, theirs.unit)


def pair(units: Sequence[Unit], own: Number | None, theirs: Number | None) -> Pair | None:
    """Return two figures with their unit; None where neither is there."""
    if own is None and theirs is None:
        return None
    held = [number for number in (own, theirs) if number is not None]
    printed = [number.unit for number in held if number.unit is not None]
    unit = printed[0] if printed else hinted(units)
    rate = unit == "count" and any(_is_rate(units, number) for number in held)
    return Pair(own, theirs, "" if rate or unit == POUNDS else unit)


def _is_rate(units: Sequence[Unit], number: Number) -> bool:
    """Say whether a number is a rate, of which the base is not printed: "which was a rate of 85"."""
    led = [unit.words[-1] for unit in units[max(0, number.place - 2) : max(0, number.place)]]
    return led == ["rate", "of"]
