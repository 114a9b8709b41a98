"""Read two relations that are offered as one: "exceed, or at any rate equal, those".

In: the units of a sentence. Out: the same, where a relation, a hedge and another relation are one comparing
word: "in line with or above"; so are "as good or better than" and "the same or higher than". No offset
changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, OR_ABOVE, OR_BELOW, OR_LEVEL, Cue, Form
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

_BOTH = {frozenset({LINE, ABOVE}): OR_ABOVE, frozenset({LINE, BELOW}): OR_BELOW}
_JOINTS = words_of("or and if")
# "in many cases", "if they do not": what stands between the two, and no word of what is compared.
_HEDGES = frozenset({Kind.ADVERB, Kind.PREPOSITION, Kind.QUANTITY, Kind.HAVE, Kind.BE})
_DENIALS = frozenset({Kind.PRONOUN, Kind.VERB, Kind.NOT, Kind.ADVERB})
_CASES = words_of("cases instances respects places even")
_REACH = 5
# What makes a look worth while: the last word of one of the two, or of a hedge.
REACHES = words_of(
    """
    exceed exceeds exceeded exceeding equal equals equalled match matches matched surpass surpasses worst over
    """
)


def disjunction(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with each pair of relations that are offered as one made one."""
    return joined(units, _pair)


def _pair(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return the comparing word that two relations are together, and where the second ends."""
    first = units[place].cue
    opened = place + 1 < len(units) and units[place + 1].kind is Kind.COMMA
    joint = place + 1 + opened
    if (
        first is None
        or first.form is not Form.DIRECT
        or joint >= len(units)
        or units[joint].text not in _JOINTS
    ):
        return None
    ahead = range(joint + 1, min(len(units), joint + 1 + _REACH))
    end = next((n for n in ahead if units[n].cue is not None and units[n].kind is Kind.CUE), 0)
    second = units[end].cue
    if not end or second is None or second.form is not Form.DIRECT:
        return None
    between = units[joint + 1 : end]
    if units[joint].text == "if":
        hedged = any(u.kind is Kind.NOT for u in between) and all(u.kind in _DENIALS for u in between)
        hedged = hedged and first.direction == LINE
    else:
        hedged = all(u.kind in _HEDGES or u.words[-1] in _CASES for u in between)
        hedged = hedged and (bool(between) or units[joint].text == "or")
    direction = _BOTH.get(frozenset({first.direction, second.direction})) if hedged else None
    if direction is None:
        return None
    closed = opened and end + 1 < len(units) and units[end + 1].kind is Kind.COMMA
    if opened and not closed:
        return None  # "in line with it, and in many cases exceed the others"
    end += 1 + closed
    words = tuple(word for part in units[place:end] for word in part.words)
    return Unit(Kind.CUE, units[place].start, units[end - 1].end, words, cue=Cue(direction, Form.DIRECT)), end


# What makes a look for "as good or better than" worth while.
ALIKE_OR = frozenset({"than", "same", "similar", "equal", "equivalent", "comparable"})
_ALIKE = frozenset({"the same", "same", "similar", "equal", "equivalent", "comparable"})


def or_than(units: Sequence[Unit], place: int) -> tuple[tuple[Unit, ...], int] | None:
    """Read "as good or better than", "the same or higher than" as one comparing word."""
    look = place
    if units[look].text == "at least" and look + 1 < len(units):
        look += 1
    if units[look].words[-1] == "as":
        look += 1
        fused = look < len(units) and units[look].kind is Kind.GRADE and units[look].at_least
        if fused and units[look].words[-1] == "better":
            ends = [unit.kind for unit in units[look + 1 : look + 2]] == [Kind.THAN]
            better = Cue(ABOVE, Form.COMPARATIVE, welcome=True)
            return ((_alike(units, place, look + 2, better),), look + 2) if ends else None
    elif units[look].text not in _ALIKE:
        return None
    behind = units[look + 1 : look + 2]
    if not behind or behind[0].text != "or":
        return None
    look += 2
    while look < len(units) and (units[look].kind is Kind.ADVERB or units[look].text in _A_LITTLE):
        look += 1
    cue = units[look].cue if look < len(units) else None
    behind = units[look + 1 : look + 2]
    if cue is None or cue.direction not in OR_LEVEL or not behind:
        return None
    if behind[0].kind is Kind.SHARE and units[place].text in _ALIKE:  # "a similar or higher proportion of"
        wider = replace(cue, direction=OR_LEVEL[cue.direction])
        return (replace(units[look], start=units[place].start, cue=wider),), look + 1
    return ((_alike(units, place, look + 2, cue),), look + 2) if behind[0].kind is Kind.THAN else None


def level_or(units: Sequence[Unit], place: int) -> tuple[tuple[Unit, ...], int] | None:
    """Read "level or better", "level or superior" with the first as a comparing word too."""
    behind = units[place + 1 : place + 3]
    joined = units[place].text == "level" and len(behind) > 1 and behind[0].text == "or"
    cue = behind[1].cue if joined else None
    if cue is None or cue.direction not in OR_LEVEL:
        return None
    level = replace(units[place], kind=Kind.CUE, words=("in", "line"), cue=Cue(LINE, Form.DIRECT))
    return (replace(level, slugs=(), scheme=""),), place + 1


_A_LITTLE = words_of("a little slightly bit somewhat even much")


def _alike(units: Sequence[Unit], first: int, end: int, cue: Cue) -> Unit:
    words = tuple(word for unit in units[first:end] for word in unit.words)
    made = Cue(OR_LEVEL[cue.direction], Form.DIRECT, welcome=cue.welcome)
    return Unit(Kind.CUE, units[first].start, units[end - 1].end, words, cue=made)
