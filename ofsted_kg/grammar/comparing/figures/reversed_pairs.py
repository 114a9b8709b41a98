"""Read two figures of which that of other places comes first: "Nationally it is 61%; here it is 55%".

In: the units of a sentence that opens with other places, or of the one after it. Out: both
figures, and where what is said of the places ends.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ofsted_kg.grammar.comparing.figures.numbers import Number, is_change, is_difference, numbers
from ofsted_kg.grammar.lex.closed_classes import CONTRASTING_OR_CONCEDING, JOINTS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import FIGURES as _NOUNS
from ofsted_kg.grammar.lex.units import Unit


class Reversed(msgspec.Struct, frozen=True):
    """The two figures, the mention of the places, and the place of the joint between them."""

    own: Number
    theirs: Number
    mention: Unit
    joint: int


LIGHT = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.AND, Kind.COMMA, Kind.CONJUNCTION})
_COMPARES = frozenset({Kind.COMPARATOR, Kind.THAN, Kind.COMPARED, Kind.MODAL, Kind.NOT})
# Whose the second figure is: that of the council.
HERE = words_of(
    """
    county borough city council authority town district partnership local locally here councils authoritys
    boroughs citys countys towns districts councils' its
    """
)
NOT_HERE = words_of(
    """
    target targets previous previously last earlier year region regional regionally london neighbouring
    neighbour neighbours aim goal threshold north south east west midlands wales scotland ireland expected
    planned
    """
)


def comparator_first(units: Sequence[Unit]) -> Reversed | None:
    """Return the figures of a sentence that tells of other places first."""
    found = numbers(units)
    if found and found[0].unit == "percent":  # "of those aged 19 to 21", "(17 young people)"
        found = [number for number in found if number.unit == "percent"]
    mention = opening(units)
    if len(found) != 2:
        return None
    theirs, own = found
    if mention is None:
        mention = _of_theirs(units, theirs)
    elif theirs.place < mention:
        return None
    if mention is None:
        return None
    joints = JOINTS | {Kind.COMPARED}  # "In England 61% are good, compared with 55% here"
    joint = next((n for n in range(own.place - 1, theirs.place, -1) if units[n].kind in joints), 0)
    if not joint:
        return None
    verb = any(unit.kind in VERBS for unit in units[mention:joint])
    opens = next((u for u in units[joint + 1 : own.place] if u.kind is not Kind.DETERMINER), None)
    ours = opens is not None and bool(set(opens.words) & HERE)
    if not (verb or ours or units[joint].kind is Kind.STOP):
        return None  # "Nationally, 61% of boys and 55% of girls"
    if not _is_ours(units, joint + 1, own, theirs):
        return None
    return Reversed(own, theirs, units[mention], joint)


def labelled(units: Sequence[Unit]) -> Reversed | None:
    """Return the figures of "take-up of a vaccination: England 74%, the county 81%"."""
    m = next((n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR), 0)
    name = [unit for unit in units[m + 3 :] if unit.kind is not Kind.DETERMINER]
    found = numbers(units)
    if not m or len(found) != 2 or len(name) != 2 or units[m - 1].kind is not Kind.STOP:
        return None
    theirs, own = found
    joint = m + 2
    told = theirs.place == m + 1 and own.place == len(units) - 1 and carries(theirs, own)
    ours = name[0].kind is not Kind.COMPARATOR and not NOT_HERE & set(name[0].words)
    return Reversed(own, theirs, units[m], joint) if told and ours and units[joint].kind in JOINTS else None


def _of_theirs(units: Sequence[Unit], theirs: Number) -> int | None:
    """Return the places of a figure that opens what is set against another: "Whereas 6% nationally are"."""
    named = [place for place, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
    if len(named) != 1 or units[0].text not in CONTRASTING_OR_CONCEDING or theirs.place > 1:
        return None
    between = units[theirs.place + 1 : named[0]]
    whose = all(unit.kind in LIGHT or unit.kind in _WHOSE for unit in between)
    told = units[named[0] + 1 : named[0] + 2]
    return named[0] if whose and told and told[0].kind in VERBS else None


_WHOSE = frozenset({Kind.WORD, Kind.SUBJECT})


def comparator_last(units: Sequence[Unit]) -> Reversed | None:
    """Return the figures of "X is done in 62% of cases, and similar councils achieve 58%"."""
    found = numbers(units)
    named = [place for place, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
    if len(found) != 2 or len(named) != 1 or not found[0].place < named[0] < found[1].place:
        return None
    own, theirs = found
    joints = (
        n for n in range(named[0], own.place, -1) if units[n].kind in JOINTS or units[n].text == "where"
    )
    joint = next(joints, 0)  # "28% where similar councils have 22%"
    led = units[joint + 1 : named[0]]
    light = all(u.kind in LIGHT | _POINTS or u.words[-1] in FIGURES for u in led)
    between = _without_aside(units[named[0] + 1 : theirs.place])
    if not joint or not light or any(unit.kind in JOINTS | _COMPARES for unit in between):
        return None
    if not carries(own, theirs):
        return None
    said = {word for unit in (*units[max(0, own.place - 4) : joint], *led, *between) for word in unit.words}
    if said & NOT_HERE or any(is_difference(units, n) or is_change(units, n) for n in found):
        return None
    if any(unit.cue is not None for unit in (*led, *between)):
        return None
    return Reversed(own, theirs, units[named[0]], joint)


def _without_aside(units: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out ", by comparison," behind the places."""
    kinds = [unit.kind for unit in units[:3]]
    aside = len(kinds) == 3 and kinds[0] is kinds[2] is Kind.COMMA
    return units[3:] if aside and kinds[1] in (Kind.ADVERB, Kind.CONJUNCTION) else units


_POINTS = frozenset({Kind.PRONOUN, Kind.THAT})
SUCH = words_of("comparable comparative equivalent corresponding same latest recent")
FIGURES = _NOUNS | {"average", "equivalent", "corresponding"}


def comparator_before(units: Sequence[Unit], prior: Sequence[Unit]) -> Reversed | None:
    """Return the figures of a sentence and of the one before it: "Nationally it is 61%. Here it is 55%"."""
    mine, others = numbers(units), numbers(prior)
    mention = opening(prior)
    if mention is None or len(mine) != 1 or len(others) != 1 or others[0].place < mention:
        return None
    if not _is_ours(units, 0, mine[0], others[0]):
        return None
    return Reversed(mine[0], others[0], prior[mention], 0)


def opening(units: Sequence[Unit]) -> int | None:
    """Return where the places stand that open a sentence, if it names no others."""
    named = [place for place, unit in enumerate(units) if unit.kind is Kind.COMPARATOR]
    led = units[: named[0]] if len(named) == 1 else ()
    light = all(u.kind in LIGHT | {Kind.THAT} or u.words[-1] in FIGURES or u.text in SUCH for u in led)
    return named[0] if len(named) == 1 and light else None


def carries(first: Number, second: Number) -> bool:
    """Say whether the first figure's unit is the second's, which need not repeat it but for per cent."""
    return first.unit is not None and (
        second.unit == first.unit or (second.unit is None and first.unit != "percent")
    )


def _is_ours(units: Sequence[Unit], first: int, own: Number, theirs: Number) -> bool:
    """Say whether the second figure is the council's, and of the same kind."""
    said = units[first:]
    if not carries(theirs, own):
        return False
    if is_difference(units, own) or is_change(units, own):
        return False
    words = {word for unit in said for word in unit.words}
    if words & NOT_HERE or any(unit.kind in _COMPARES for unit in said):
        return False
    named = any(
        unit.kind is Kind.WORD and unit.capital and place and said[place - 1].text == "in"
        for place, unit in enumerate(said)
    )
    return named or bool(words & HERE) or any(unit.kind is Kind.HERE for unit in said)
