"""Join "compares very favourably with" to one comparing word, whatever stands inside it.

In: the units of a sentence, and which way each adverb points. Out: the same, where a verb of
comparing, an adverb that says how and "with", "to" or "against" are one unit that points as the
adverb does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, TURNED, Cue, Form
from ofsted_kg.grammar.lex.units import Unit

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
        gap = _shared(units, place, how) if found is None and unit.words[0] in _VERBS else ()
        if gap:
            made += gap
            place = next(n for n in range(place, len(units)) if units[n].end == gap[-1].end) + 1
            continue
        if found is None:
            made.append(unit)
            whole = unit.kind is Kind.CUE and unit.words[0] in _VERBS
            place = _behind(units, place + 1, how, made) if whole else place + 1
            continue
        direction, end = found
        made.append(_cue(units[place:end], direction))
        place = _behind(units, end, how, made)
    return made


def _shared(units: Sequence[Unit], place: int, how: Mapping[str, str]) -> list[Unit]:
    """Read "A compares poorly, and B favourably, with X" as two verbs that share their places."""
    first, look = _adverb(units, place + 1, how)
    if first is None or units[place].kind not in (Kind.VERB, Kind.WORD, Kind.COMPARED):
        return []
    joint = look
    look += look < len(units) and units[look].kind is Kind.COMMA
    if look >= len(units) or units[look].kind is not Kind.AND:
        return []
    named = look + 1
    for begins in range(named + 1, min(named + 7, len(units))):
        second, end = _adverb(units, begins, how)
        if second is None:
            continue
        end += end < len(units) and units[end].kind is Kind.COMMA
        if end >= len(units) or units[end].text not in _JOINTS:
            return []
        opens = _cue(units[place:joint], first)
        return [opens, *units[joint:begins], _cue(units[begins : end + 1], second)]
    return []


def _adverb(units: Sequence[Unit], place: int, how: Mapping[str, str]) -> tuple[str | None, int]:
    """Return which way "(very, less) favourably" points, and where it ends."""
    less = False
    for look in range(place, min(place + 3, len(units))):
        unit = units[look]
        less = less or "less" in unit.words
        way = next((how[word] for word in unit.words if word in how), None)
        if way is not None:
            return (TURNED.get(way, way) if less else way), look + 1
        if unit.kind is not Kind.ADVERB and unit.words[0] not in _DEGREES:
            return None, place
    return None, place


def _cue(units: Sequence[Unit], direction: str) -> Unit:
    words = tuple(word for unit in units for word in unit.words)
    cue = Cue(direction, Form.DIRECT, welcome=True)
    return Unit(Kind.CUE, units[0].start, units[-1].end, words, cue=cue)


def _behind(units: Sequence[Unit], place: int, how: Mapping[str, str], made: list[Unit]) -> int:
    """Read "compares well with X and B badly": B is worse. Return the place behind what was read."""
    last = next((n for n in range(place, len(units)) if units[n].kind is Kind.COMPARATOR), len(units))
    joint = last + 1
    if joint >= len(units) or units[joint].kind is not Kind.AND:
        return place
    for begins in range(joint + 2, min(joint + 7, len(units))):
        way, end = _adverb(units, begins, how)
        settings = any(unit.kind is Kind.SUBJECT for unit in units[joint:begins])
        if way in TURNED and end == len(units) and settings:  # of exclusions less would be better
            word = "better" if way == ABOVE else "worse"
            made += units[place:begins]
            made.append(replace(_cue(units[begins:end], way), words=(word,), cue=Cue(way, Form.COMPARATIVE)))
            return end
    return place


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
