"""Read two relations that are offered as one: "exceed, or at any rate equal, those of similar councils".

In: the units of a sentence. Out: the same, where a relation, a hedge and another relation are one comparing
word: "in line with or above". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, OR_ABOVE, OR_BELOW, Cue, Form
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

_BOTH = {frozenset({LINE, ABOVE}): OR_ABOVE, frozenset({LINE, BELOW}): OR_BELOW}
_JOINTS = words_of("or and if")
# "in many cases", "if they do not": what stands between the two, and no word of what is compared.
_HEDGES = frozenset({Kind.ADVERB, Kind.PREPOSITION, Kind.QUANTITY})
_DENIALS = frozenset({Kind.PRONOUN, Kind.VERB, Kind.NOT, Kind.ADVERB})
_CASES = words_of("cases instances respects places even")
_REACH = 5
# What makes a look worth while: the last word of one of the two, or of a hedge.
REACHES = words_of(
    "exceed exceeds exceeded exceeding equal equals equalled match matches matched surpass surpasses worst"
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
        hedged = hedged and bool(between)
    direction = _BOTH.get(frozenset({first.direction, second.direction})) if hedged else None
    if direction is None:
        return None
    closed = opened and end + 1 < len(units) and units[end + 1].kind is Kind.COMMA
    if opened and not closed:
        return None  # "in line with it, and in many cases exceed the others"
    end += 1 + closed
    words = tuple(word for part in units[place:end] for word in part.words)
    return Unit(Kind.CUE, units[place].start, units[end - 1].end, words, cue=Cue(direction, Form.DIRECT)), end


__all__ = ["REACHES", "disjunction"]
