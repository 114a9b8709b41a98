"""Read what others have by the others alone: "than similar areas can boast", "than one finds in England".

In: the units of a sentence. Out: the same, where "than similar areas can show" is "than similar areas",
"as good as one finds in similar areas" is "as good as in similar areas", "as many as do in" is "as many as
in", and "much as it is in similar areas" is "the same as in similar areas". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE, Cue, Form
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.units import Unit

_BOAST = words_of(
    """
    boast boasts claim claims manage manages show shows muster musters offer offers provide provides achieve
    achieves have has do does get gets attain attains produce produces deliver delivers secure secures see
    """
)
_FIND = words_of(
    "find finds found get gets see sees seen expect expects expected meet meets met had have look"
)
# What makes a look worth while; the other words are rather common.
HAVING = (_BOAST | _FIND | {"as"}) - words_of("do does")
_ANYONE = words_of("you one we they anyone inspectors it people children theyd youd wed oned")
_DROPPED = words_of("theyd youd wed")  # "you'd", as folded
_LEADS = words_of("in from of for across among at")
_MAY = frozenset({Kind.MODAL, Kind.BE, Kind.ADVERB, Kind.TO})
_WHERE_THEY_ARE = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.QUANTITY, Kind.ADVERB})


def comparative_clauses(units: list[Unit]) -> list[Unit]:
    """Return units where what others have or show is said by the others alone."""
    if not any(unit.kind is Kind.COMPARATOR for unit in units):
        return units
    return joined(units, _the_others)


def _the_others(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return what stands for others and what they have, or for "one finds in", and where that ends."""
    if end := _boasted(units, place) if units[place].kind is Kind.COMPARATOR else 0:
        return replace(units[place], end=units[end - 1].end), end
    if end := _found(units, place):
        return replace(units[end], start=units[place].start), end + 1
    if end := _as_do(units, place):
        return replace(units[place], end=units[end - 1].end), end
    if end := _as_it_is(units, place):
        words = ("the", "same", "as")
        return Unit(Kind.CUE, units[place].start, units[end - 1].end, words, cue=Cue(LINE, Form.DIRECT)), end
    return None


def _as_do(units: Sequence[Unit], place: int) -> int:
    """Return where the verb of what others do as often ends: "as many reoffend | as do | in X"."""
    many = any(unit.words[-1] in _MANY for unit in units[:place])
    if units[place].text != "as" or not many or place + 2 >= len(units):
        return 0
    if units[place + 1].text not in _DO:
        return 0
    end = place + 2
    end += units[end].kind is not Kind.COMPARATOR and units[end].words in [
        unit.words for unit in units[:place]
    ]
    ahead = [unit for unit in units[end : end + 3] if unit.text not in _LEADS]
    return end if ahead and ahead[0].kind is Kind.COMPARATOR else 0


_MANY = words_of("many much few little")
_DO = words_of("do does did are is were was have has")


def _as_it_is(units: Sequence[Unit], place: int) -> int:
    """Return where "much as it is", said of something beside other places, ends, or 0."""
    if place == 0 or units[place - 1].kind not in (Kind.BE, Kind.COPULA):
        return 0
    look = place
    while look < len(units) and units[look].text in _MUCH:
        look += 1
    if look + 1 >= len(units) or units[look].text != "as":
        return 0
    end = look + 1
    it_is = [unit.text for unit in units[end : end + 2]] in (["it", "is"], ["they", "are"])
    end += 2 * it_is
    if not it_is and look == place:
        return 0  # "is as in England" is read as it stands
    ahead = next((n for n in range(end, len(units)) if units[n].kind not in _WHERE_THEY_ARE), len(units))
    return end if ahead < len(units) and units[ahead].kind is Kind.COMPARATOR else 0


_MUCH = words_of("much broadly roughly exactly just about very largely generally pretty quite")


def _boasted(units: Sequence[Unit], place: int) -> int:
    """Return where "can boast" ends behind the places it is said of, or 0."""
    led = place - 1
    while led >= 0 and units[led].kind in (Kind.DETERMINER, Kind.QUANTITY, Kind.ADVERB):
        led -= 1
    if led < 0 or not (units[led].kind is Kind.THAN or _equal(units, led)):
        return 0
    look = place + 1
    may = look < len(units) and units[look].kind is Kind.MODAL
    look += may
    if look >= len(units) or units[look].text not in _BOAST:
        return 0
    ends = look + 1 >= len(units) or units[look + 1].kind in BOUNDARIES
    return look + 1 if ends and may else 0


def _found(units: Sequence[Unit], place: int) -> int:
    """Return where "in" stands behind "you would find", said of other places, or 0."""
    before = units[place - 1] if place else None
    what = units[place].text == "what"
    told = what and before is not None and before.cue is not None
    if before is None or not (told or before.kind is Kind.THAN or _equal(units, place - 1)):
        return 0
    opens = place + what
    anyone = opens < len(units) and units[opens].text in _ANYONE
    look = verb = opens + anyone
    while look < len(units) and look < place + 5 and units[look].kind in _MAY:
        look += 1
    may = look > verb or units[opens].text in _DROPPED
    if look >= len(units) or units[look].text not in _FIND or not (anyone or may):
        return 0
    look += 1
    if look < len(units) and units[look].text == "to":  # "would expect to find in"
        look += 1 + (look + 1 < len(units) and units[look + 1].text in _FIND)
    if look >= len(units) or units[look].text not in _LEADS:
        return 0
    ahead = next((unit for unit in units[look + 1 :] if unit.kind not in _WHERE_THEY_ARE), None)
    return look if ahead is not None and ahead.kind is Kind.COMPARATOR else 0


def _equal(units: Sequence[Unit], place: int) -> bool:
    """Say whether "as" ends "as good as", "the same as"."""
    before = [unit.text for unit in units[max(0, place - 4) : place]]
    return units[place].text == "as" and bool({"as", "so", "same", "such"} & set(before))


__all__ = ["HAVING", "comparative_clauses"]
