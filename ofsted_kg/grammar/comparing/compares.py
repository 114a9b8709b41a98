"""Join "compares very favourably with" to one comparing word, whatever stands inside it.

In: the units of a sentence. Out: the same, where a verb of comparing, an adverb that says how and
"with", "to" or "against" are one unit that points as the adverb does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg.grammar.cues import ABOVE, BELOW, LINE, Cue, Form
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of

_VERBS = words_of("compare compares compared comparing")
_HOW = {
    **dict.fromkeys(words_of("well favourably positively strongly better"), ABOVE),
    **dict.fromkeys(words_of("poorly badly unfavourably adversely negatively worse"), BELOW),
    **dict.fromkeys(words_of("closely similarly"), LINE),
}
_JOINTS = words_of("with to against")
_DEGREES = words_of(
    "very quite extremely fairly reasonably particularly relatively more less most still also now"
)


def joined(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with each verb of comparing and its adverb made one."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        following = units[place + 1].words[0] if place + 1 < len(units) else ""
        if unit.words == ("best",) and following == "practice":
            made.append(replace(unit, kind=Kind.WORD, cue=None))
            place += 1
            continue
        found = _compares(units, place) if unit.words[0] in _VERBS else None
        if found is None:
            made.append(unit)
            place += 1
            continue
        direction, end = found
        words = tuple(word for part in units[place:end] for word in part.words)
        made.append(Unit(Kind.CUE, unit.start, units[end - 1].end, words, cue=Cue(direction, Form.DIRECT)))
        place = end
    return made


def _compares(units: Sequence[Unit], place: int) -> tuple[str, int] | None:
    """Return which way "compares (adverb) with" points, and where it ends."""
    direction: str | None = None
    look = place + 1
    if units[place].kind not in (Kind.VERB, Kind.WORD, Kind.COMPARED) or len(units[place].words) > 1:
        return None
    less = False
    while look < len(units) and look < place + 5:
        text = units[look].text
        if text in _JOINTS:
            if direction is None:
                return None
            turned = {ABOVE: BELOW, BELOW: ABOVE}.get(direction, direction) if less else direction
            return turned, look + 1
        how = next((_HOW[word] for word in units[look].words if word in _HOW), None)
        if how is None and not set(units[look].words) <= _DEGREES:
            return None
        less = less or "less" in units[look].words
        direction = how or direction
        look += 1
    return None
