"""Find the figures of a sentence: which numbers measure something, and in what unit.

In: the units of a sentence. Out: `Number`. A number is no figure where it is a year, a day, an
age or a label; and it is not the subject's or the others' where it tells a difference ("9%
higher") or a change ("an increase of 5.8%").
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from ofsted_kg.grammar.comparing.figures.ranges import span_ends
from ofsted_kg.grammar.lex.closed_classes import LEADS_IN, MONTHS, NUMBERS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import CUE_VERBS, Form
from ofsted_kg.grammar.lex.numerals import SIGNS
from ofsted_kg.grammar.lex.units import Unit


class Number(msgspec.Struct, frozen=True):
    """A figure: its value, the unit it is counted in where that is printed, and where it stands.

    ``place`` is that of its unit in the sentence, or -1 where it stands in the one before.
    """

    value: Decimal
    unit: str | None
    place: int
    start: int
    end: int


_DURATIONS = {"day": "days", "week": "weeks", "month": "months", "point": "points"}

# Money tells which of two is more, and is no unit of ours.
POUNDS = "pounds"

_BEFORE_UNIT = words_of("percentage working calendar school")

# So far ahead of a number "ages" may stand: "the ages of seven, 11 and | 16".
_REACH_OF_AGES = 8

_BASES = {"thousand": "per-1000", "1000": "per-1000", "10000": "per-10000", "100000": "per-100000"}

# Things that have a number but no unit here: "aged 19 years", "five GCSEs", "3 placements".
_NOT_MEASURED = words_of(
    """
    year years yr gcse gcses a hours hour minutes am pm plus placements placement olds old times month
    quarter quarters stage stages
    """
)


CHANGE_NOUNS = words_of(
    """
    increase increases decrease decreases reduction reductions rise rises fall falls drop drops improvement
    change growth decline
    """
)


def numbers(units: Sequence[Unit]) -> list[Number]:
    """Return the figures of a sentence, in order."""
    found: list[Number] = []
    if not any(unit.kind is Kind.COUNT for unit in units):
        return found
    ends = span_ends(units)
    for place, unit in enumerate(units):
        if unit.kind is Kind.QUANTITY and unit.words[0] in ("100", "50"):  # "100%" is all, "50%" half
            found.append(Number(Decimal(unit.words[0]), "percent", place, unit.start, unit.end))
        if unit.kind is not Kind.COUNT or unit.part is None or place in ends or not _is_figure(units, place):
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
    if before is not None and (
        before.words == ("per",) or (before.words == (",",) and before.end == unit.start)
    ):
        return False  # "per 10,000"
    if following is not None and following.words[0] in MONTHS:
        return False
    dated = before is not None and before.words[-1].isdecimal() and not unit.percent  # "In 2007/08 78% of"
    if before is not None and (
        before.words[-1] in MONTHS or (dated and _is_year(before)) or _is_range(units, place)
    ):
        return False
    if before is not None and dated and before.end + 1 == unit.start:
        return unit.words[0] in SIGNS or before.kind is Kind.TOPIC  # "aged 8-10"
    if not unit.percent and _of_age(units, place):
        return False  # "74% are in work at the age of 19"
    if before is not None and before.text in ("aged", "age", "under", "over") and not unit.percent:
        return _unit(units, place) is not None
    if before is not None and before.text == "at" and _is_age(unit) and _unit(units, place) is None:
        return False  # "nationally at 11"
    return not (following is not None and following.words[0] in ("to", "–") and _is_range(units, place + 2))


def _of_age(units: Sequence[Unit], place: int) -> bool:
    """Say whether a number is how old somebody is: "at the age of | 19", "at the ages of 11 and | 16"."""
    led = [word for unit in units[max(0, place - _REACH_OF_AGES) : place] for word in unit.words]
    while led and (led[-1] in ("and", "or", ",", "to") or led[-1].isdecimal() or led[-1] in NUMBERS):
        led.pop()
    return led[-2:] in (["age", "of"], ["ages", "of"])


def _is_age(unit: Unit) -> bool:
    return not unit.percent and unit.part is not None and unit.part in range(2, 20)


def _is_year(unit: Unit) -> bool:
    word = unit.words[-1]
    return word.isdecimal() and len(word) == 4 and word[:2] in ("19", "20")


def dates(unit: Unit) -> bool:
    """Say whether a word is a bare number, as of a year."""
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
    if place and units[place - 1].text == "£":
        return POUNDS if words[:1] not in (["million"], ["m"], ["billion"], ["bn"]) else ""
    if "per" in unit.words:
        return _rate(unit.words[unit.words.index("per") + 1 :])
    while words and words[0] in _BEFORE_UNIT:
        words = words[1:]
    if not words:
        return None
    for look in range(place + 1, min(place + 4, len(units) - 1)):  # "45 children per 10,000"
        if units[look].words == ("per",):
            return _rate([word for other in units[look + 1 : look + 4] for word in other.words])
    if words[0] in _NOT_MEASURED:
        return ""
    return _DURATIONS.get(words[0].removesuffix("s"))


def _rate(words: Sequence[str]) -> str:
    """Return the unit of a rate by what stands behind "per": "10,000 children"; "" if it is none of ours."""
    base = "".join(words[:4]).replace(",", "")
    return next((_BASES[key] for key in reversed(_BASES) if base.startswith(key)), "")


def is_participle(units: Sequence[Unit], place: int) -> bool:
    """Say whether a word tells whose a figure is, as a verb behind it: "the 24% | reached nationally"."""
    if units[place].kind is Kind.PREPOSITION and place > 2 and units[place - 1].text.endswith("ed"):
        place -= 1  # "the 25% worked | with nationally"
    figure = units[place - 1] if place > 1 else None
    held = figure is not None and figure.kind is Kind.COUNT and units[place - 2].kind in _TO_FIGURE
    return held and (units[place].text.endswith("ed") or units[place].text in _DONE)


_TO_FIGURE = frozenset({Kind.DETERMINER, Kind.COMPARED})
_DONE = words_of(
    "gained achieved reached attained held made taken obtained used seen found lent met sent won kept"
)
UNIT_WORDS = words_of("day days week weeks month months point points percentage working")


def is_difference(units: Sequence[Unit], number: Number) -> bool:
    """Say whether a number tells how far apart: "102 days longer", "by four weeks", "5% above"."""
    if number.place and units[number.place - 1].text == "by":
        done = units[max(0, number.place - 2)].words[-1] in _DONE  # "gained by 46%"
        return not done
    for unit in units[number.place + 1 : number.place + 5]:
        if unit.words[0] in CUE_VERBS:
            return False  # "25% compares well with"
        if unit.cue is not None and unit.text not in ("at", "around", "near"):
            return unit.cue.form in (Form.COMPARATIVE, Form.DIRECT)
        if unit.text == "for":
            return False  # "31% for longer than a year"
        if unit.kind not in LEADS_IN and unit.words[0] not in UNIT_WORDS:
            return False
    return False


def is_change(units: Sequence[Unit], number: Number) -> bool:
    """Say whether a number tells how much something has changed: "a 2% increase"."""
    following = units[number.place + 1 : number.place + 3]
    led = units[max(0, number.place - 2) : number.place]  # "an increase of 5.8%"
    of_change = bool(led) and led[-1].words[-1] in ("of", "by") and bool(set(led[0].words) & CHANGE_NOUNS)
    return of_change or any(set(unit.words) & CHANGE_NOUNS for unit in following)


def hinted(units: Sequence[Unit]) -> str:
    """Return the unit that a sentence names apart from its figures: "the number of days was 144"."""
    words = [word for unit in units for word in unit.words]
    for place, word in enumerate(words):
        if word == "per" and (base := _rate(words[place + 1 :])):
            return base
    for word in words:
        measured = _DURATIONS.get(word.removesuffix("s"))
        if measured is not None and word != "point":
            return measured
    return "count"
