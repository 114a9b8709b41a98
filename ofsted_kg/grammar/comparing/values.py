"""Find the figures that a comparison prints: "66%, compared with 61% in similar authorities".

In: the units of a sentence, the mentions of other places in it, and the sentence before. Out:
`Pair`: the subject's own figure and the other places', with what both are counted in.

A number is no figure where it is a year, a day, an age or a label, where it tells a difference
("9% higher"), or where something else leads to it (the year before, a target).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ofsted_kg.grammar.cues import Form
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import MONTHS, Kind, words_of


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: its value, the unit it is counted in where that is printed, and where it stands.

    ``place`` is that of its unit in the sentence, or -1 where it stands in the one before.
    """

    value: Decimal
    unit: str | None
    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The figures of one comparison: the subject's, the others', and what they are counted in."""

    own: Number | None
    theirs: Number | None
    unit: str


_DURATIONS = {"day": "days", "week": "weeks", "month": "months", "point": "points"}
_BEFORE_UNIT = words_of("percentage working calendar school")
_BASES = {"1000": "per-1000", "10000": "per-10000", "100000": "per-100000"}
# Things that have a number but no unit here: "aged 19 years", "five GCSEs", "3 placements".
_NOT_MEASURED = words_of(
    """
    year years yr gcse gcses a hours hour minutes am pm plus placements placement olds old times month
    quarter quarters stage stages
    """
)
# What a difference is followed by: "9% higher", "23 days longer", "one percentage point above".
_TO_DIFFERENCE = frozenset({Kind.ADVERB, Kind.DETERMINER, Kind.PREPOSITION})
_CHANGES = words_of(
    """
    increase increases decrease decreases reduction reductions rise rises fall falls drop drops improvement
    change growth decline
    """
)
# What leads to a figure of another time, a target or a part: "a target of 95%", "from 70%".
_OTHERS = words_of(
    """
    target targets threshold thresholds previous previously last year years aim against compared
    comparison than scorecard goal expectation previous-year required
    """
)
_ENDS_FIGURE = frozenset(
    {Kind.STOP, Kind.AND, Kind.COMPARATOR, Kind.THAN, Kind.COMPARED, Kind.CONJUNCTION, Kind.WITH, Kind.VERB}
)
_PARTS_FIGURES = frozenset(
    {Kind.COMMA, Kind.AND, Kind.BE, Kind.CLOSE, Kind.STOP, Kind.COUNT, Kind.TO, Kind.VERB}
)
_NAMED = frozenset({Kind.TOPIC, Kind.ASPECT, Kind.GENERIC})
_NEAR_MENTION = frozenset({Kind.DETERMINER, Kind.PREPOSITION, Kind.ADVERB, Kind.THAT, Kind.OPEN, Kind.BE})
_FIGURE_NOUNS = words_of(
    """
    figure figures average averages rate rates level levels proportion percentage for of in found seen at
    was is which stands stood currently year same period children looked after care leavers pupils median
    all group groups published reported latest recent most
    """
)


def numbers(units: Sequence[Unit]) -> list[Number]:
    """Return the figures of a sentence, in order."""
    found = []
    for place, unit in enumerate(units):
        if unit.kind is not Kind.COUNT or unit.part is None or not _is_figure(units, place):
            continue
        measured = _unit(units, place)
        if measured != "":
            found.append(Number(_decimal(unit.part), measured, place, unit.start, unit.end))
    return found


def _decimal(number: float) -> Decimal:
    return Decimal(repr(number)) if number % 1 else Decimal(int(number))


def _is_figure(units: Sequence[Unit], place: int) -> bool:
    unit = units[place]
    before = units[place - 1] if place else None
    following = units[place + 1] if place + 1 < len(units) else None
    spelt = not any(word.isdecimal() for word in unit.words) and not unit.percent
    if spelt and _unit(units, place) is None:
        return False  # words tell a figure only with a unit: "eight weeks", "one percentage point"
    if unit.total is not None and not unit.percent:
        return False  # "three of the five"
    if following is not None and following.words[0] in MONTHS:
        return False
    if before is not None and (before.words[-1] in MONTHS or _is_year(before) or _is_range(units, place)):
        return False
    if before is not None and before.text in ("aged", "age", "under", "over") and not unit.percent:
        return _unit(units, place) is not None
    return not (following is not None and following.words[0] in ("to", "–") and _is_range(units, place + 2))


def _is_year(unit: Unit) -> bool:
    word = unit.words[-1]
    return word.isdecimal() and len(word) == 4 and word[:2] in ("19", "20")


def _dates(unit: Unit) -> bool:
    return all(word.isdecimal() for word in unit.words) and not unit.percent


def _is_range(units: Sequence[Unit], place: int) -> bool:
    """Say whether a number ends a span of years or ages: "2014–15", "16 to 18", "16- to 18-year-olds"."""
    if not 2 <= place < len(units):
        return False
    joint, first = units[place - 1], units[place - 2]
    bare = units[place].kind is Kind.COUNT and not units[place].percent
    if bare and _is_year(first) and not joint.words[0].isalnum():
        return True
    return bare and joint.words[0] in ("to", "and") and (_is_year(first) or _bare_age(units, place))


def _bare_age(units: Sequence[Unit], place: int) -> bool:
    following = units[place + 1].words[0] if place + 1 < len(units) else ""
    return following in ("year", "years") and units[place - 2].kind is Kind.COUNT


def _unit(units: Sequence[Unit], place: int) -> str | None:
    """Return what a number is counted in, None if that is not printed, "" if it is no measure."""
    unit = units[place]
    following = [other.words for other in units[place + 1 : place + 3]]
    words = [word for group in following for word in group][:3]
    if unit.percent:
        if words[:1] == ["points"] or words[:1] == ["point"]:
            return "points"
        return "percent"
    if "per" in unit.words:
        base = "".join(unit.words[unit.words.index("per") + 1 :]).replace(",", "")
        return _BASES.get({"thousand": "1000"}.get(base, base), "")
    while words and words[0] in _BEFORE_UNIT:
        words = words[1:]
    if not words:
        return None
    if words[0] in _NOT_MEASURED:
        return ""
    if words[0] == "per" and len(words) > 1:
        return _BASES.get("".join(words[1:]).replace(",", ""))
    return _DURATIONS.get(words[0].removesuffix("s"))


def theirs_of(units: Sequence[Unit], found: Sequence[Number], mention: int) -> Number | None:
    """Return the figure of a mention of other places: "the England average of 61%", "87% nationally"."""
    after = None
    by_place = {number.place: number for number in found}
    for place in range(mention + 1, min(mention + 11, len(units))):
        unit = units[place]
        if place in by_place:
            # "nationally, 5% higher": a difference, or the figure of something else
            after = None if _is_difference(units, by_place[place]) else by_place[place]
            break
        if unit.words == ("as",) or (unit.kind in _NAMED and units[place - 1].text not in ("for", "of")):
            break  # "as is breastfeeding at six weeks"
        if unit.kind in _ENDS_FIGURE:
            if unit.words != (":",):
                break
            continue
        if unit.cue is not None and unit.cue.form is not Form.PLAIN and unit.text not in ("at", "around"):
            break
        if unit.kind is Kind.COMMA and not _goes_on(units, place + 1):
            break
    if after is not None:
        return after
    for place in range(mention - 1, max(mention - 6, -1), -1):
        unit = units[place]
        if place in by_place:
            number = by_place[place]
            return None if _is_difference(units, number) or _is_change(units, number) else number
        near = unit.kind in _NEAR_MENTION or set(unit.words) <= _FIGURE_NOUNS | _UNIT_WORDS
        if not near or unit.cue is not None:
            return None
    return None


_UNIT_WORDS = words_of("day days week weeks month months point points percentage working")


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
        if place in by_place:
            run.append(by_place[place])
        elif units[place].kind not in (Kind.AND, Kind.COMMA) and not set(units[place].words) <= _UNIT_WORDS:
            break
        place += 1
    return run


def _goes_on(units: Sequence[Unit], place: int) -> bool:
    """Say whether a comma only sets off the figure: "the England average, which is 72%", ", at 60%"."""
    following = units[place] if place < len(units) else None
    return following is not None and (following.kind is Kind.RELATIVE or following.kind is Kind.BE)


def _is_difference(units: Sequence[Unit], number: Number) -> bool:
    """Say whether a number tells how far apart: "102 days longer", "by four weeks", "5% above"."""
    if number.place and units[number.place - 1].text == "by":
        return True
    for unit in units[number.place + 1 : number.place + 5]:
        if unit.cue is not None and unit.text not in ("at", "around", "near"):
            return unit.cue.form in (Form.COMPARATIVE, Form.DIRECT)
        if unit.kind not in _TO_DIFFERENCE and unit.words[0] not in _UNIT_WORDS:
            return False
    return False


def _is_change(units: Sequence[Unit], number: Number) -> bool:
    following = units[number.place + 1 : number.place + 3]
    return any(set(unit.words) & _CHANGES for unit in following)


def _is_other(units: Sequence[Unit], number: Number) -> bool:
    """Say whether something else leads to a number: another time, a target, other places."""
    if number.place and units[number.place - 1].words[-1] == "from":
        return True  # "fell from 70% to"
    led = list(units[max(0, number.place - 7) : number.place])
    while led and (set(led[-1].words) <= _FIGURE_NOUNS or led[-1].kind is Kind.DETERMINER or _dates(led[-1])):
        if led[-1].words == ("from",):
            break
        led.pop()
    if led and led[-1].words[-1] == "from" and len(led) < number.place:
        return True  # "improved from the 2012-13 figure of 44%"
    for unit in reversed(units[max(0, number.place - 5) : number.place]):
        if set(unit.words) & _OTHERS or unit.kind in (Kind.THAN, Kind.COMPARED):
            return True
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
    before = [number for number in before if is_own(units, number, theirs)]
    if before:
        return before[-1]
    for number in found:
        if number.place > mention and number.place not in taken and is_own(units, number, theirs, led=True):
            between = [u for u in units[mention + 1 : number.place] if u.kind is not Kind.ADVERB]
            led = between and between[-1].text in ("at", "with", ":", "(")
            if led and not any(u.kind in (Kind.COMPARATOR, Kind.STOP) for u in between[:-1]):
                return number
            break
    return None


def is_own(units: Sequence[Unit], number: Number, theirs: Number | None, *, led: bool = False) -> bool:
    """Say whether a figure can be the subject's beside the others'."""
    if _is_difference(units, number) or _is_change(units, number):
        return False
    if theirs is None and not _tells_alone(units, number):
        return False  # an age or a label rather: "at 16 they do better than"
    return _same_kind(number, theirs) and (led or not _is_other(units, number))


def _tells_alone(units: Sequence[Unit], number: Number) -> bool:
    """Say whether a figure tells by itself: "at 208 days", not "at six weeks"."""
    if number.unit not in ("days", "weeks", "months"):
        return number.unit is not None
    before = units[number.place - 1] if number.place else None
    told = before is not None and (before.kind is Kind.BE or before.text in _TELLS)
    return told and units[number.place].words[0].isdecimal()


_TELLS = words_of("at of took takes taken taking averaged averages")


def _same_kind(number: Number, theirs: Number | None) -> bool:
    return theirs is None or number.unit == theirs.unit or None in (number.unit, theirs.unit)


def pair(units: Sequence[Unit], own: Number | None, theirs: Number | None) -> Pair | None:
    """Return two figures with their unit; None where neither is there."""
    if own is None and theirs is None:
        return None
    printed = [number.unit for number in (own, theirs) if number is not None and number.unit is not None]
    return Pair(own, theirs, printed[0] if printed else _hinted(units))


def _hinted(units: Sequence[Unit]) -> str:
    """Return the unit that a sentence names apart from its figures: "the number of days was 144"."""
    words = [word for unit in units for word in unit.words]
    for place, word in enumerate(words):
        if word == "per" and (base := _BASES.get("".join(words[place + 1 : place + 4]).replace(",", "")[:6])):
            return base
    for word in words:
        measured = _DURATIONS.get(word.removesuffix("s"))
        if measured is not None and word != "point":
            return measured
    return "count"
