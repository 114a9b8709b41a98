"""Complete a comparison told of one matter after another: "in A it is above X, in B (it is) below it".

In: the units of a sentence. Out: the same, where each further matter in front of a comparing word without a
verb opens a clause of its own. No offset changes: what is put in has no width.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import JOINTS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE, Cue, Form
from ofsted_kg.grammar.lex.units import Unit, copula
from ofsted_kg.grammar.periphrasis.comparison.respect_adjuncts import how_far

# What leads to a matter, and makes a look worth while.
LEADS = words_of("in for on under")
_INSIDE = frozenset({Kind.SUBJECT, Kind.TOPIC, Kind.DETERMINER, Kind.AND, Kind.PREPOSITION, Kind.ADVERB})
_THEM = frozenset({"it", "them", "both", "these", "either", "that"})
_LEVEL = words_of("beside alongside upon abreast on")
_MANY = words_of("they indicators outcomes results figures judgements")
_LONGEST = 8
_ASIDE = 5


def gapping(units: list[Unit]) -> list[Unit]:
    """Return units with a subject and a verb for each matter that has none."""
    first = next((n for n in range(len(units)) if _opens(units, n)), None)
    if first is None or not any(unit.kind in (Kind.COMPARATOR, Kind.COMPARED) for unit in units):
        return units
    lead = units[first].text
    name = "they" if any(unit.words[-1] in _MANY for unit in units) else "it"
    made, place = list(units[: first + 1]), first + 1
    while place < len(units):
        cue = _gap(units, place, lead) if units[place].kind in JOINTS else 0
        if not cue:
            made.append(units[place])
            place += 1
            continue
        front = place + 1
        while units[front].kind in JOINTS:
            front += 1
        start = units[cue].start
        made.append(replace(units[place], kind=Kind.STOP, words=(";",)))
        comma = next((n for n in range(front, cue) if units[n].kind is Kind.COMMA), cue)
        made += [u for u in units[front:comma] if u.kind is not Kind.COMMA]
        made.append(Unit(Kind.PRONOUN, start, start, (name,)))
        made.append(copula(start, "is" if name == "it" else "are"))
        made.append(_lies(units[cue]))
        place = cue + 1
    return made


def _opens(units: Sequence[Unit], place: int) -> bool:
    """Say whether a matter opens a clause that has a verb: "In staying safe the indicators are"."""
    if place and units[place - 1].kind is not Kind.STOP:
        return False
    end = _front_ends(units, place)
    behind = units[end : end + _LONGEST]
    verb = next((n for n, unit in enumerate(behind) if unit.kind in VERBS or unit.words[0] == "place"), 0)
    return bool(end) and bool(verb) and all(unit.kind not in JOINTS for unit in behind[:verb])


def _front_ends(units: Sequence[Unit], place: int) -> int:
    """Return where "in staying safe", "on attendance" ends, or 0."""
    if place >= len(units) or units[place].text not in LEADS:
        return 0
    look, told = place + 1, 0
    while look < len(units) and look < place + _LONGEST and units[look].kind in _INSIDE:
        if told and units[look].kind is Kind.DETERMINER:
            break  # "In staying safe | the indicators are"
        matter = units[look].scheme == "outcome" or units[look].kind is Kind.TOPIC
        told = look + 1 if matter else told
        look += 1
    return told


def _gap(units: Sequence[Unit], place: int, lead: str) -> int:
    """Return where the comparing word stands of a matter that opens behind a mark here, or 0."""
    front = place + 1
    while front < len(units) and units[front].kind in JOINTS:
        front += 1
    if front >= len(units) or units[front].text != lead:
        return 0
    look = _front_ends(units, front)
    if not look or look >= len(units):
        return 0
    if units[look].kind is Kind.COMMA:  # ", and there alone,"
        close = (n for n in range(look + 1, min(len(units), look + _ASIDE)) if units[n].kind is Kind.COMMA)
        end = next(close, 0)
        inner = units[look + 1 : end]
        if not end or any(unit.kind in VERBS or unit.cue is not None for unit in inner):
            return 0
        look = end + 1
    while look + 1 < len(units) and how_far(units[look]) and units[look].text not in _LEVEL:
        look += 1
    return look if look < len(units) and _compares(units, look) else 0


def _compares(units: Sequence[Unit], place: int) -> bool:
    """Say whether a comparing word ends what is said here: "below them", "lower"."""
    behind = units[place + 1 : place + 3]
    them = bool(behind) and behind[0].text in _THEM
    ends = len(behind) <= them or behind[them].kind in JOINTS
    cue = units[place].cue if units[place].kind is Kind.CUE else None
    if not ends:
        return False
    if them:
        return units[place].text in _LEVEL or (cue is not None and cue.form is Form.DIRECT)
    return cue is not None and (cue.form is Form.COMPARATIVE or units[place].text == "better")


def _lies(unit: Unit) -> Unit:
    """Return the comparing word; what is set beside others is level with them."""
    if unit.text not in _LEVEL or unit.cue is not None:
        return unit
    return replace(unit, kind=Kind.CUE, words=("level", "with"), cue=Cue(LINE, Form.DIRECT))


__all__ = ["LEADS", "gapping"]
