"""Read numbers: how many, how many of how many, how many in a hundred.

In: the units of a sentence word by word. Out: the same with each number made one unit
("three of the five", "62%", "one pupil in four"), and with "more than" joined to the
number it belongs to, since it compares with no places.
"""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import MINUS, NOT_COUNTED, NUMBERS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit


def count_at(units: list[Unit], place: int) -> tuple[Unit | None, int]:
    """Read a count: "three", "3 of the 5", "62%", "one in four"."""
    if units[place].words[0] in SIGNS:
        return _signed(units, place)
    value, after = _figure(units, place)
    if value is None:
        return None, place
    this = place > 1 and units[place - 2].words[-1] in ("this", "last")  # "inspected this year thirteen are"
    label = (
        bool(place) and units[place - 1].words[-1] in NOT_COUNTED and not _percent(units, after) and not this
    )
    if label or _labels_on(units, place):
        return None, place
    first = units[place]
    if after < len(units) and units[after].words[0] in ("%", "percent"):
        return _count(units, place, after + 1, value, 100.0, percent=True), after + 1
    if after + 1 < len(units) and units[after].words == ("per",) and units[after + 1].words == ("cent",):
        return _count(units, place, after + 2, value, 100.0, percent=True), after + 2
    look = after
    led = look < len(units) and units[look].kind is not Kind.RELATIVE
    if led and units[look].words[0] in ("of", "in", "out"):
        look += 1
        while look < len(units) and units[look].text in _BETWEEN_COUNTS:
            look += 1
        total, end = _figure(units, look) if look < len(units) else (None, look)
        if total is not None and value <= total < 1000 and not _percent(units, end):
            hundred = total == 100 and units[after].text == "in"  # "68 in 100"
            return _count(units, place, end, value, total, percent=hundred), end
    for joint in range(after + 1, min(after + 3, len(units) - 1)):  # "one pupil in three"
        among = units[joint].text in ("in", "in every", "out of")  # "two cases out of three"
        if among and all(u.kind in _COUNTED for u in units[after:joint]):
            total, end = _figure(units, joint + 1)
            # but "within 15 days in 91% of cases"
            if total is not None and value <= total < 1000 and not _percent(units, end):
                hundred = total == 100 and units[joint].text != "out of"  # "68 cases in 100"
                return _count(units, place, end, value, total, percent=hundred), end
    if after + 1 < len(units) and units[after].words == ("per",):
        base, end = _figure(units, after + 1)
        if base is not None:
            return _count(units, place, end, value, None), end
    if value >= 1900 or first.words[0] == "zero":
        return None, place
    return _count(units, place, after, value, None), after


def _signed(units: list[Unit], place: int) -> tuple[Unit | None, int]:
    """Read a number with its sign: "-0.9", "minus 3%", "(+0.2)"; a dash that parts is none."""
    if place + 1 >= len(units) or not _is_sign(units, place):
        return None, place
    number, after = count_at(units, place + 1)
    if number is None or number.part is None or (number.total is not None and not number.percent):
        return None, place
    part = number.part if units[place].words[0] == "+" else -number.part
    return replace(
        number, start=units[place].start, words=units[place].words + number.words, part=part
    ), after


def _is_sign(units: list[Unit], place: int) -> bool:
    """Say whether a mark before a number is its sign, and no dash of a span or between two clauses."""
    sign, following = units[place], units[place + 1]
    if sign.words == ("minus",):
        return following.words[0].isdecimal()
    if following.start != sign.end or (
        place and units[place - 1].end == sign.start and not _opens(units, place)
    ):
        return False
    value, after = _figure(units, place + 1)
    if value is None or not place:
        return value is not None
    before = units[place - 1]
    broken = after - place > 2 and not _percent(units, after)  # "0.9"
    if before.words[-1].isdecimal() and before.kind is not Kind.TOPIC:
        return False  # "2014 -15", but "Progress 8 -0.9"
    return broken or sign.words == ("+",) or before.kind in _BEFORE_SIGN or before.text == "at"


def _opens(units: list[Unit], place: int) -> bool:
    return units[place - 1].kind is Kind.OPEN or units[place - 1].text == ":"


def _percent(units: list[Unit], place: int) -> bool:
    return place < len(units) and units[place].words[0] in ("%", "per", "percent")


def _labels_on(units: list[Unit], place: int) -> bool:
    """Say whether a number is the second of two labels: "Key Stages 2 and 4"."""
    if place < 3 or units[place - 1].words[0] not in ("and", "to", "or", "between"):
        return False
    return units[place - 2].words[0].isdecimal() and units[place - 3].words[-1] in NOT_COUNTED


def approximate(units: list[Unit]) -> list[Unit]:
    """Join "more than" and "fewer than" to the number after them: they compare with no places."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        if unit.kind is not Kind.CUE and unit.words[0] not in ("or", "no"):
            made.append(unit)
            place += 1
            continue
        following = units[place + 1 : place + 3]
        if (
            unit.kind is Kind.CUE
            and unit.words[0] in ("more", "fewer", "less")
            and len(following) == 2
            and following[0].kind is Kind.THAN
            and following[1].kind in (Kind.COUNT, Kind.QUANTITY)
        ):
            words = unit.words + following[0].words + following[1].words
            first = made.pop() if made and made[-1].words == ("no",) else unit  # "no fewer than nine"
            made.append(replace(following[1], start=first.start, words=words))
            place += 3
            continue
        more = following[0] if following and following[0].kind is Kind.QUANTITY else None
        if unit.text == "no" and more is not None and more.words[:2] in _BEYOND:
            # "no more than half"
            slugs = ("half",) if more.slugs == ("over-half",) else more.slugs
            made.append(replace(more, start=unit.start, words=unit.words + more.words, slugs=slugs))
            place += 2
            continue
        measured = made and (made[-1].kind is Kind.COUNT or (len(made) > 1 and made[-2].kind is Kind.COUNT))
        if (
            unit.words == ("or",)
            and measured
            and following
            and following[0].kind is Kind.CUE
            and following[0].words[0] in ("more", "less", "fewer", "above", "over", "below")
            and made[-1].kind in (Kind.COUNT, Kind.WORD)
        ):  # "for two years or more"
            made.append(Unit(Kind.ADVERB, unit.start, following[0].end, unit.words + following[0].words))
            place += 2
            continue
        if (
            unit.text == "no"
            and len(following) == 2
            and following[0].words[0] in ("better", "more", "higher", "further")
            and following[1].kind is Kind.THAN
            and place + 3 < len(units)
            and units[place + 3].kind is Kind.GRADE
        ):
            words = unit.words + following[0].words + following[1].words
            made.append(Unit(Kind.ADVERB, unit.start, following[1].end, words))
            place += 3
            continue
        made.append(unit)
        place += 1
    return made


SIGNS = frozenset({MINUS, "+", "minus"})
_OPENS_COUNT = SIGNS | frozenset(NUMBERS)


def may_count(unit: Unit) -> bool:
    """Say whether a count may begin with a unit: nearly no word is one."""
    word = unit.words[0]
    return word in _OPENS_COUNT or word.isdecimal()


_BEFORE_SIGN = frozenset(
    {Kind.BE, Kind.COPULA, Kind.VERB, Kind.PREPOSITION, Kind.OPEN, Kind.COMPARED, Kind.THAN, Kind.TO}
) | {Kind.WITH, Kind.DETERMINER, Kind.COMPARATOR, Kind.SHARE}
_BEYOND = frozenset({("more", "than"), ("fewer", "than"), ("less", "than")})
_COUNTED = frozenset({Kind.WORD, Kind.TOPIC, Kind.SUBJECT})
_BETWEEN_COUNTS = words_of(
    """
    of the its their our all every these those inspected councils authoritys areas boroughs citys countys
    towns local borough
    """
) | {"out of", "of these", "of those"}


def _figure(units: list[Unit], place: int) -> tuple[float | None, int]:
    unit = units[place]
    if unit.kind not in (Kind.WORD, Kind.SHELL_NOUN) or len(unit.words) > 1:
        return None, place
    word = unit.words[0]
    if word.isdecimal():
        value, after = float(word), place + 1
        following = units[place + 1 : place + 3]
        if (
            len(following) == 2
            and following[0].words[0] in (".", ",")
            and following[1].words[0].isdecimal()
            and following[0].start == unit.end
            and following[1].start == following[0].end
        ):
            joint = "." if following[0].words[0] == "." else ""
            return float(word + joint + following[1].words[0]), place + 3
        return value, after
    number = NUMBERS.get(word)
    if number is None:
        return None, place
    if number >= 20 and place + 1 < len(units):
        ones = NUMBERS.get(units[place + 1].words[0], 0)
        if 0 < ones < 10:
            return float(number + ones), place + 2
    return float(number), place + 1


def _count(
    units: list[Unit], place: int, after: int, part: float, total: float | None, *, percent: bool = False
) -> Unit:
    words = tuple(word for unit in units[place:after] for word in unit.words)
    return Unit(
        Kind.COUNT, units[place].start, units[after - 1].end, words, part=part, total=total, percent=percent
    )
