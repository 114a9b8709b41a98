"""Tell what kind of measure is compared: whether less of it is better, whether it stands elsewhere.

In: units. Out: yes or no; for `MeasurePolarity.lies`, which way the measure lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import BELOW, LINE, TURNED, folded, stops_short
from ofsted_kg.grammar.lex.semantic_fields import FIGURES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.vocabulary.lexicon import Lexicon

# The two sides of one measure: who learns or works, and who does neither.
WORKING, IDLE = "in-education-employment-or-training", "neet"
# "in none of education, employment and training" is "NEET" in more words.
_OUT = words_of("not none without nor neither outside")
# "47 days better than": a number, whatever it is a measure of.
_DAYS = words_of("day days week weeks")
_WHO = words_of("service services team teams")
_MORE = words_of("timeliness stability timely reduction reducing reductions")


# How fast something changes, whichever way.
_PACE = words_of("faster quickly rapidly slower slowly")


class MeasurePolarity:
    """Tells whether less of a measure is better, by the words of ontology/topic.tsv."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.variants("topic")
        self._fewer = {folded(v.words) for v in words if v.form == "less"}
        self._shorter = {folded(v.words) for v in words if v.form == "time"}

    def is_better(self, units: Sequence[Unit]) -> bool:
        """Say whether it is so of what a clause measures: days, exclusions, vacancies."""
        told = (unit for unit in _without_ages(units) if unit.kind is not Kind.COMPARATOR)
        words = [word for unit in told for word in unit.words]
        words = [
            w
            for place, w in enumerate(words)
            if not (w == "time" and place and words[place - 1] in ("on", "in", "the"))
            and not (words[place + 1 : place + 2] and words[place + 1] in _WHO)  # "the offending team"
        ]
        if _MORE & set(words) or _in_time(units):
            return False
        if any(IDLE in u.slugs or (WORKING in u.slugs and is_out(units)) for u in units):
            return True
        said = {(word,) for word in words} | set(pairwise(words))
        if said & self._shorter:
            return not any(unit.percent for unit in units)  # a share of children who wait is no time
        return bool(said & self._fewer)

    def lies(self, direction: str, part: Part) -> str:
        """Turn what only tells how welcome it is: "and obesity is better" lies below."""
        valued = any(unit.cue is not None and unit.cue.welcome for unit in part.after)
        less = valued and self.is_better(part.before) and not of_performance(part.before)
        return TURNED.get(direction, direction) if less else direction


def is_out(units: Sequence[Unit]) -> bool:
    """Say whether it is told who is in none of something: "not in", "outside", "out of"."""
    return any(unit.text == "out of" or not _OUT.isdisjoint(unit.words) for unit in units)


def _without_ages(units: Sequence[Unit]) -> list[Unit]:
    """Leave out the noun of a number that is an age and no wait: "breastfeeding at six weeks"."""
    aged = (a.text == "at" and n.kind is Kind.COUNT for a, n in pairwise(units))
    return [*units[:2], *(unit for unit, is_age in zip(units[2:], aged, strict=False) if not is_age)]


def denies_even(link: Unit, stated: str | None) -> bool:
    """Say whether it is only denied that a measure lies even: "exclusions are not yet in line with"."""
    even = link.cue is not None and link.cue.direction == LINE and link.words[0] != "as"
    return stated == BELOW and even and stops_short(link.words) is None


def _in_time(units: Sequence[Unit]) -> bool:
    """Say whether it is how many are done in time: "are done within seven days", "completed in 35 days"."""
    for place, (unit, number) in enumerate(pairwise(units)):
        if number.kind is Kind.COUNT and unit.text in _INSIDE:
            days = place + 2 < len(units) and not _TIMES.isdisjoint(units[place + 2].words)
            if days or unit.text == "within":
                return True
    return False


_INSIDE = frozenset({"within", "in", "inside", "under"})
_TIMES = _DAYS | words_of("hour hours month months year years")


_POINTERS = frozenset(
    {Kind.PRONOUN, Kind.DETERMINER, Kind.ADVERB, Kind.THAT, Kind.AND, Kind.COMMA, Kind.SHARE}
)
# What several figures make.
PROFILES = frozenset({"profile", "pattern", "position"})
_NOUNS = FIGURES | PROFILES | {"performance", "it", "current", "picture"}


_GOODNESS = words_of("performance timeliness outcomes outcome attainment achievement progress stability")


def of_performance(before: Sequence[Unit]) -> bool:
    """Say whether how well something is done is compared, and no number."""
    return any(unit.words[-1] in _GOODNESS for unit in before)


def points_back(before: Sequence[Unit]) -> bool:
    """Say whether a subject tells more of what was said before: "this is", "the rate is"."""
    return all(unit.kind in _POINTERS or set(unit.words) <= _NOUNS for unit in before)


def of_pace(units: Sequence[Unit]) -> bool:
    """Say whether it is compared how fast something changes: "has fallen faster than"."""
    return any(_PACE & set(unit.words) for unit in units if unit.cue is not None)
