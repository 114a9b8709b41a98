"""Read figures of other places in a sentence of their own, beside the one told before or after it.

In: the units of a sentence, and of the one before it. Out: each figure with its places, and the
subject's: "In the county it is 49%. The England figure is 28%, and that of similar areas 31%."; or
which way two shares lie: "Half are outstanding. Nationally only a third are."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.comparing.figures.figure_pairs import is_own
from ofsted_kg.grammar.comparing.figures.numbers import CHANGE_NOUNS, UNIT_WORDS, numbers
from ofsted_kg.grammar.comparing.figures.reversed_pairs import (
    FIGURES,
    HERE,
    LIGHT,
    NOT_HERE,
    SUCH,
    Reversed,
    carries,
    opening,
)
from ofsted_kg.grammar.comparing.relations.ratios import against, ratio
from ofsted_kg.grammar.lex.closed_classes import DO, RUNNING_JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.units import Unit

_STANDS = LIGHT | {Kind.BE, Kind.HAVE, Kind.PRONOUN, Kind.THAT, Kind.STOP, Kind.OPEN, Kind.CLOSE}
_BY_WAY = words_of("comparison way average")


def figures_after(units: Sequence[Unit], prior: Sequence[Unit]) -> Iterator[Reversed]:
    """Yield the figures of "In the county it is 49%. The England figure is 28%."."""
    found = numbers(units)
    mentions = [place for place, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
    if not found or len(found) != len(mentions) or _names_others(prior):
        return
    places = [*mentions, *(number.place for number in found)]
    if not _only_figures(units, places, prior):
        return
    if any(unit.kind is Kind.DETERMINER for n in found for unit in units[n.place + 1 : n.place + 2]):
        return  # "England has 150 councils"
    for mention, theirs in zip(mentions, found, strict=True):
        mine = [number for number in numbers(prior) if is_own(prior, number, theirs)]
        if len(mine) == 1 and carries(mine[0], theirs):
            yield Reversed(mine[0], theirs, units[mention], -1)


def share_beside(units: Sequence[Unit], prior: Sequence[Unit]) -> tuple[str, Unit] | None:
    """Return which way the share of one sentence lies beside that of the other, and the places."""
    here = [place for place, unit in enumerate(units) if ratio(unit) is not None]
    there = [place for place, unit in enumerate(prior) if ratio(unit) is not None]
    if len(here) != 1 or len(there) != 1:
        return None
    mention = opening(units)
    if mention is not None and here[0] > mention and not _names_others(prior):
        way = against(prior[there[0]], units[here[0]])
        return (way, units[mention]) if way and _only_figures(units, [mention, *here], prior) else None
    mention = opening(prior)
    if mention is None or there[0] < mention or _names_others(units):
        return None
    ours = any(unit.kind is Kind.HERE or set(unit.words) & HERE for unit in units)
    way = against(units[here[0]], prior[there[0]])
    told = [*prior, *(unit for unit in units if set(unit.words) & HERE)]
    return (way, prior[mention]) if way and ours and _only_figures(units, here, told) else None


def _names_others(units: Sequence[Unit]) -> bool:
    """Say whether units name other places, or another time: "last year", but not "five-year-olds"."""
    words = {word for unit in units for word in unit.words}
    words = words - {"year"} if words & {"old", "olds"} else words
    return bool(words & NOT_HERE) or any(unit.kind is Kind.COMPARATOR for unit in units)


def _only_figures(units: Sequence[Unit], places: Sequence[int], prior: Sequence[Unit]) -> bool:
    """Say whether a sentence only tells figures, in words of the one before it.

    "The England figure is 28%", "Across England it was 30%", "Similar areas have 6%".
    """
    if any(set(unit.words) & _CHANGES for unit in (*units, *prior)):
        return False  # "have fallen by 14%. The national reduction is 11%"
    known = {word for unit in prior for word in unit.words} | FIGURES | SUCH | UNIT_WORDS | _BY_WAY
    last = max(places)
    joint = next((n for n in range(last + 1, len(units)) if units[n].kind in RUNNING_JOINTS), len(units))
    told = [units[n] for n in range(joint) if n not in places]
    light = all(u.kind in _STANDS or u.text in DO or set(u.words) <= known for u in told)
    cued = any(u.cue is not None and u.cue.form is not Form.PLAIN and u.text not in _AT for u in told)
    stated = any(unit.kind not in LIGHT for unit in told)
    named = any(units[place].words[-1] in FIGURES for place in places)
    return light and not cued and (stated or named)


_AT = words_of("at around")
_CHANGES = CHANGE_NOUNS | words_of("fallen fell risen rose dropped reduced increased grown declined")
