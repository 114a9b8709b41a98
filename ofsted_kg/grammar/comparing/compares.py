"""Join "compares very favourably with" to one comparing word, whatever stands inside it.

In: the units of a sentence, and which way each adverb points. Out: the same, where a verb of
comparing, an adverb that says how and "with", "to" or "against" are one unit that points as the
adverb does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.comparatives import TURNED, Cue, Form
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of

_VERBS = words_of("compare compares compared comparing")
_OPENS = _VERBS | {"best"}
_JOINTS = words_of("with to against")
_DEGREES = frozenset({"more", "less", "most"})


def joined(units: Sequence[Unit], how: Mapping[str, str]) -> list[Unit]:
    """Return the units with each verb of comparing and its adverb made one."""
    if _OPENS.isdisjoint([unit.words[0] for unit in units]):
        return list(units)
    made: list[Unit] = []
    place = 0
    while place < len(units):
        unit = units[place]
        following = units[place + 1].words[0] if place + 1 < len(units) else ""
        if unit.words == ("best",) and following == "practice":
            made.append(replace(unit, kind=Kind.WORD, cue=None))
            place += 1
            continue
        found = _compares(units, place, how) if unit.words[0] in _VERBS else None
        if found is None:
            made.append(unit)
            place += 1
            continue
        direction, end = found
        words = tuple(word for part in units[place:end] for word in part.words)
        made.append(
            Unit(
                Kind.CUE, unit.start, units[end - 1].end, words, cue=Cue(direction, Form.DIRECT, welcome=True)
            )
        )
        place = end
    return made


def _compares(units: Sequence[Unit], place: int, adverbs: Mapping[str, str]) -> tuple[str, int] | None:
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
            turned = TURNED.get(direction, direction) if less else direction
            return turned, look + 1
        how = next((adverbs[word] for word in units[look].words if word in adverbs), None)
        if how is None and units[look].kind is not Kind.ADVERB and units[look].words[0] not in _DEGREES:
            return None
        less = less or "less" in units[look].words
        direction = how or direction
        look += 1
    return None
