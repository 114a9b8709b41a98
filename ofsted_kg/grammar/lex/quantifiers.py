"""Tell how much of a noun phrase is meant: "three of the five", "62%", "most", "the rest".

In: the units of a noun phrase. Out: the slug of a quantity, or how many and of how many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ofsted_kg.grammar.lex.closed_classes import NUMBERS, Kind, words_of
from ofsted_kg.grammar.lex.times import is_year
from ofsted_kg.grammar.lex.units import Unit


def amount(units: Sequence[Unit]) -> tuple[str | None, int | None, int | None]:
    """Return how much of a noun phrase is meant, how many of them, and how many there are."""
    for place, unit in enumerate(units):
        if unit.kind is Kind.QUANTITY:
            slug = unit.slugs[0]
            following = units[place + 1 : place + 2]
            if slug == "all" and following and following[0].kind is Kind.REST:
                return _of_the_rest(following[0], ())  # "all of the remaining homes": the rest
            if following and following[0].kind is Kind.COUNT and following[0].total is None:
                return slug, None, int(following[0].part or 0)  # "all three homes"
            # "two in five" says nothing of how many there are
            return slug, None, None if "in" in unit.words else _total(slug)
        if unit.kind is Kind.REST:
            return _of_the_rest(unit, units[place + 1 : place + 2])
        if unit.kind is Kind.PRONOUN and unit.words[0] in ("all", "each"):
            return "all", None, None  # "all of them"
        if unit.kind is Kind.COUNT and unit.part is not None:
            if unit.total is not None:
                return fraction(unit.part, unit.total, percent=unit.percent), None, _whole(unit)
            later = next((u for u in units[place + 1 :] if u.kind is Kind.COUNT and u.part), None)
            if later is not None and later.part is not None and later.part >= unit.part:
                return fraction(unit.part, later.part), None, int(later.part)
            if unit.words[0] == "the":
                return None, None, int(unit.part)  # "the two colleges"
            if (
                place
                and units[place - 1].kind is Kind.DETERMINER
                and units[place - 1].text not in ("a", "an")
            ):
                return None, None, int(unit.part)  # "the five homes"
            return None, int(unit.part), None
    return None, None, None


_NTH = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
# Which of several, or one more than so many.
ORDINALS = {word: number for number, word in enumerate(_NTH, start=3)}
# Which of two or more is told by how large or old it is: "the larger (home) is good".
OF_SIZES = frozenset(
    {"larger", "smaller", "bigger", "newer", "older", "largest", "smallest", "biggest", "newest", "oldest"}
)
# It tells of some, and of no part: the contract gives it no quantity.
MANY = "many"
_IN_ORDER = frozenset({"first", "second", "last"}) | OF_SIZES


def tells_how_many(units: Iterable[Unit]) -> bool:
    """Say whether words tell of how many it is so, as "the proportion" behind them needs: "Most are good"."""
    counts = (unit for unit in units if unit.kind in _AMOUNTS)
    return any(not is_year(unit.words[-1]) for unit in counts)


_AMOUNTS = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.REST, Kind.SHARE})


def begins_amount(before: Unit, unit: Unit) -> bool:
    """Say whether a second amount stands behind one that is whole: "good in the majority | a quarter are"."""
    whole = before.kind is Kind.QUANTITY and before.words[-1] in _WHOLE
    return whole and (unit.kind is Kind.COUNT or unit.words[0] in ("a", "the"))


# Not "all", behind which stands of how many; nor "half the", "a third of".
_WHOLE = words_of("majority minority most half third thirds quarter quarters fifth fifths tenth tenths many")


def _of_the_rest(unit: Unit, following: Sequence[Unit]) -> tuple[str | None, int | None, int | None]:
    """Return how many are told by their order, or that it is the rest: "the first two", "the others"."""
    many = next((int(u.part) for u in following if u.kind is Kind.COUNT and u.part and u.total is None), 1)
    one_more = unit.words[0] == "another" or (unit.words[0] != "the" and unit.words[-1] in ORDINALS)
    if one_more or unit.words[-1] in _IN_ORDER:
        return None, many, None  # "three are good and a fourth poor"
    if len(unit.words) == 2 and unit.words[-1] in ORDINALS:  # but "the remaining third"
        return fraction(1, ORDINALS[unit.words[-1]]), None, None  # "three of the four ... the fourth"
    return "rest", None, None


_WORDS = {number: word for word, number in NUMBERS.items()}
_NUMBER_WORDS = [_WORDS[n] if n in _WORDS else f"{_WORDS[n // 10 * 10]}-{_WORDS[n % 10]}" for n in range(100)]
_COUNTED = re.compile(r"([a-z]+(?:-[a-z]+)?)-of-([a-z]+(?:-[a-z]+)?)")
_PERCENT = {
    100: "all",
    75: "three-quarters",
    67: "two-thirds",
    50: "half",
    33: "one-third",
    25: "one-quarter",
}


def fraction(part: float, total: float, *, percent: bool = False) -> str | None:
    """Return the slug of a part of a whole: "three-of-five", or the nearest that the vocabulary has."""
    if percent:
        return _PERCENT.get(round(part))
    if part >= total:
        return "all" if part == total else None  # "two of the five ... and 16": of what else, it does not say
    if part == int(part) and total == int(total) and 0 < part < total < len(_NUMBER_WORDS):
        return f"{_NUMBER_WORDS[int(part)]}-of-{_NUMBER_WORDS[int(total)]}"
    if part * 2 == total:
        return "half"
    return "over-half" if part * 2 > total else "minority"


def counted(slug: str) -> tuple[int, int] | None:
    """Return the two numbers of a slug such as "four-of-eleven", or None if it is of another kind."""
    match = _COUNTED.fullmatch(slug)
    if match is None or match[1] not in _NUMBER_WORDS or match[2] not in _NUMBER_WORDS:
        return None
    part, total = _NUMBER_WORDS.index(match[1]), _NUMBER_WORDS.index(match[2])
    return (part, total) if 0 < part < total else None


def _total(slug: str) -> int | None:
    numbers = counted(slug)
    return numbers[1] if numbers is not None else None


def _whole(unit: Unit) -> int | None:
    share = unit.percent or "in" in unit.words  # "one in ten" says nothing of how many there are
    return None if share or unit.total is None else int(unit.total)
