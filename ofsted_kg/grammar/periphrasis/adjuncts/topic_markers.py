"""Read "those that touch upon staying safe", "indicators relating to it" as "those for staying safe".

In: the units of a sentence. Out: the same, where what only says of which outcome something is, is "for". No
offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

# What leads to an outcome, and makes a look worth while.
TOPIC_MARKERS = words_of(
    """
    touch touches touching bear bears bearing relate relates relating related concern concerns concerning
    cover covers covering deal deals dealing pertain pertains pertaining refer refers referring fall falls
    falling come comes coming do
    """
)
_UPON = words_of("upon on to with under within in")
_THAT = frozenset({"that", "which"})
_WHAT = words_of("those ones indicators measures judgements results outcomes indicator measure judgement")


def topic_markers(units: list[Unit]) -> list[Unit]:
    """Return units with each such way of speaking as "for"."""
    return joined(units, _for)


def _for(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return "for" in place of what leads to an outcome here, and where its words end."""
    if not place or units[place - 1].words[-1] not in _WHAT:
        return None
    look = place + (units[place].text in _THAT)
    while look < len(units) and units[look].text in ("have", "has", "to"):
        look += 1  # "that have to do with"
    if look >= len(units) or units[look].text not in TOPIC_MARKERS:
        return None
    end = look + 1
    end += end < len(units) and units[end].text in _UPON
    if end >= len(units) or units[end].scheme != "outcome":
        return None
    first = units[place]
    return Unit(Kind.PREPOSITION, first.start, units[end - 1].end, ("for",)), end


__all__ = ["TOPIC_MARKERS", "topic_markers"]
