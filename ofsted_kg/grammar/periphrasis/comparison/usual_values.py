"""Read what is usual elsewhere by its figure or its places: "the 59% that is usual in X", "where 12 is".

In: the units of a sentence and a place. Out: the units said plainly, and where they end. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import FILLERS, JOINTS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import QUALITIES
from ofsted_kg.grammar.lex.units import Unit

Plain = tuple[tuple[Unit, ...], int] | None
TYPICAL = frozenset({"typical of", "typical for"})
_FOUND = words_of("found seen recorded reported")
_WHERE = words_of("in for among across by")
_USUAL = _FOUND | words_of("usual normal common typical customary")
_NORMS = words_of("norm rule average standard")
_ACHIEVE = words_of("achieve offer provide manage have do")

_ATTAIN = words_of("attain reach secure deliver")
_WHO = frozenset({Kind.SUBJECT, Kind.SHELL_NOUN})
_THEY = words_of("they others councils authorities")
_LONGEST = 8


def found_in(units: Sequence[Unit], place: int) -> Plain:
    """Read "the 66% found (usual) in similar areas" as "the 66% in similar areas"."""
    inside = [
        unit for unit in units[place + 1 : place + 2] if unit.words[0] in _WHERE and len(unit.words) > 1
    ]
    if inside and inside[0].kind is Kind.COMPARATOR and place and units[place].text in _USUAL:
        counted = units[place - 1].kind is Kind.COUNT  # "the 73% recorded | across England"
        return ((replace(inside[0], start=units[place].start),), place + 2) if counted else None
    if units[place].text not in _USUAL or place + 2 >= len(units) or not place:
        return None
    ahead = [unit for unit in units[place + 2 : place + 4] if unit.kind is not Kind.DETERMINER]
    there = units[place + 1].text in _WHERE and bool(ahead) and ahead[0].kind is Kind.COMPARATOR
    before = units[place - 1]  # "is good and above the standard | found in similar areas"
    if not there or not (before.kind is Kind.COUNT or QUALITIES & set(before.words)):
        return None
    return (replace(units[place + 1], start=units[place].start),), place + 2


def that_is_usual(units: Sequence[Unit], place: int) -> Plain:
    """Read "the 59% that is usual in similar areas" as "the 59% in similar areas"."""
    counted = place > 1 and units[place - 1].kind is Kind.COUNT and units[place].text in ("that", "which")
    look = place + 1
    while look < len(units) and units[look].kind in (Kind.BE, Kind.ADVERB, Kind.DETERMINER):
        look += 1
    is_ = place + 1 < len(units) and units[place + 1].kind is Kind.BE
    ends = _usual_among(units, look, _USUAL | {"norm"}) if counted and is_ else None
    if ends is None:
        return None
    return (Unit(Kind.PREPOSITION, units[place].start, units[ends - 1].end, ("in",)),), ends


def where_usual(units: Sequence[Unit], place: int) -> Plain:
    """Read "19 weeks, where 12 is usual nationally" as "19 weeks, compared with 12 nationally"."""
    told = units[max(0, place - 4) : place]
    own = any(unit.kind is Kind.COUNT for unit in told)
    if units[place].text != "where" or not own or place + 3 >= len(units):
        return None
    figure, is_, *rest = units[place + 1 : place + 7]
    look = next((n for n, unit in enumerate(rest) if unit.kind not in FILLERS), len(rest))
    said = rest[look : look + 1]
    typical = bool(said) and said[0].text in TYPICAL
    if figure.kind is not Kind.COUNT or is_.kind is not Kind.BE or not said:
        return None
    if not typical and said[0].text not in _USUAL | _NORMS:
        return None
    behind = rest[look + 1 : look + 4]
    ahead = [unit for unit in behind if unit.kind is not Kind.DETERMINER and unit.text not in _WHERE]
    if not ahead or (ahead[0].kind is not Kind.COMPARATOR and ahead[0].text != "nationally"):
        return None
    beside = replace(units[place], kind=Kind.COMPARED, words=("compared", "with"))
    last = replace(figure, end=said[0].end)
    ends = place + 3 + look + 1
    return (beside, last), ends


def what_is_usual(units: Sequence[Unit], place: int) -> Plain:
    """Read "what would be typical of similar areas" as "that of similar areas"."""
    look = place + 1
    while look < len(units) and units[look].kind in (Kind.MODAL, Kind.BE, Kind.ADVERB):
        look += 1
    those = units[place].text in ("that", "those") and place > 0 and units[place - 1].kind is Kind.THAN
    if those and look == place + 1 and [u.text in TYPICAL for u in units[look : look + 1]] == [True]:
        return (replace(units[place], end=units[look].end),), look + 1  # "than those typical of X"
    if units[place].text != "what":
        return None
    places = units[place + 1] if place + 1 < len(units) else None
    is_ = place > 0 and units[place - 1].kind is Kind.BE  # "which is what similar councils have"
    named = places is not None and places.kind is Kind.COMPARATOR and not is_
    if places is not None and named and (offer := _offer(units, place + 2)):
        return (replace(places, start=units[place].start, end=units[offer - 1].end),), offer
    that = replace(units[place], kind=Kind.THAT, words=("that",))
    if end := _achieved(units, place):  # "with what services of this kind achieve in similar areas"
        return (that, Unit(Kind.PREPOSITION, that.end, units[end - 1].end, ("in",))), end
    ends = _usual_among(units, look, _USUAL) if look > place + 1 else None
    if ends is None:
        return None
    return (that, replace(units[ends - 1], kind=Kind.PREPOSITION, words=("of",), cue=None)), ends


def _achieved(units: Sequence[Unit], place: int) -> int:
    """Return where "what such services achieve in" ends before other places, or 0."""
    led = place > 0 and units[place - 1].kind in (Kind.CUE, Kind.THAN, Kind.COMPARED)
    ahead = range(place + 2, min(len(units) - 1, place + _LONGEST))
    verb = next((n for n in ahead if units[n].text in _ACHIEVE | _ATTAIN), 0) if led else 0
    if not verb or not any(unit.kind in _WHO or unit.text in _THEY for unit in units[place + 1 : verb]):
        return 0
    if any(unit.kind in JOINTS or unit.kind in VERBS for unit in units[place + 1 : verb]):
        return 0
    end = verb + 1 + (units[verb + 1].text in _WHERE)
    behind = [unit for unit in units[end : end + 2] if unit.kind is not Kind.DETERMINER]
    return end if behind and behind[0].kind is Kind.COMPARATOR else 0


def _usual_among(units: Sequence[Unit], place: int, usual: Set[str]) -> int | None:
    """Return where "typical of", "usual in" ends before other places, or None."""
    if place + 1 >= len(units):
        return None
    if units[place].text in TYPICAL:
        ends = place + 1
    elif units[place].text in usual and units[place + 1].text in _WHERE:
        ends = place + 2
    else:
        return None
    ahead = [unit for unit in units[ends : ends + 2] if unit.kind is not Kind.DETERMINER]
    return ends if ahead and ahead[0].kind is Kind.COMPARATOR else None


def _offer(units: Sequence[Unit], place: int) -> int:
    """Return where "have to offer", "achieve" ends behind the places whose it is, or 0."""
    said = [unit.text for unit in units[place : place + 3]]
    if said == ["have", "to", "offer"]:
        return place + 3
    ends = place + 1 >= len(units) or units[place + 1].kind in JOINTS
    return place + 1 if ends and said and said[0] in _ACHIEVE else 0


__all__ = ["TYPICAL", "Plain", "found_in", "that_is_usual", "what_is_usual", "where_usual"]
