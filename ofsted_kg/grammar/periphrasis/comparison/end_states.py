"""Read "from below the average to matching it" as "from below the average to level with it".

In: the units of a sentence. Out: the same, where what tells how far something has come is a relation like the
one that it came from. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, LINE, Cue, Form
from ofsted_kg.grammar.lex.units import Unit

_STATES = {
    **dict.fromkeys(words_of("matching equalling meeting reaching joining attaining"), (LINE, "level with")),
    **dict.fromkeys(
        words_of("exceeding surpassing overtaking beating topping outstripping over"), (ABOVE, "above")
    ),
    **dict.fromkeys(words_of("under trailing"), (BELOW, "below")),
}
# What makes a look worth while.
REACHED = frozenset(_STATES)
_IT = words_of("it them that this these")


def end_states(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with each such state as a relation."""
    return [_relation(units, place) or unit for place, unit in enumerate(units)]


def _relation(units: Sequence[Unit], place: int) -> Unit | None:
    state = _STATES.get(units[place].text)
    behind = units[place + 1 : place + 2]
    if state is None or not behind or behind[0].text not in _IT:
        return None
    first = place - 1
    while first > 0 and units[first].kind is Kind.ADVERB:
        first -= 1
    if units[first].text != "to" or not _came_from(units[:first]):
        return None
    way, words = state
    return replace(units[place], kind=Kind.CUE, words=tuple(words.split()), cue=Cue(way, Form.DIRECT))


def _came_from(before: Sequence[Unit]) -> bool:
    """Say whether it is told beside whom something was before: "from being below the average"."""
    start = max((n for n, unit in enumerate(before) if unit.kind is Kind.STOP), default=-1)
    place = max((n for n, unit in enumerate(before) if unit.text == "from"), default=-1)
    return place > start and any(unit.kind is Kind.COMPARATOR for unit in before[place:])


__all__ = ["REACHED", "end_states"]
