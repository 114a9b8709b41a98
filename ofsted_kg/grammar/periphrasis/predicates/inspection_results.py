"""Read "half of the inspections led to a judgement of good, a third to one of fair" as "half are good".

In: the units of a sentence. Out: the same with a form of "be" for what an inspection came to, and with
inspections of nothing that is named as those of all settings; "leaving some poor provision" is "and there is
some". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import FILLERS, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import INSPECTIONS, JUDGEMENTS
from ofsted_kg.grammar.lex.units import Unit

_LED = words_of("led resulted ended result lead end")
_TO = words_of("in to with")
_CARRIED = words_of("carried conducted undertaken completed made done")
_LEFT = words_of("residue rump remnant remnants core tail handful legacy pocket pockets minority scattering")


def inspection_results(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with what inspections came to made plain."""
    led = ((n, _came_to(units, n)) for n in range(1, len(units)))
    verb, grade = next((found for found in led if found[1]), (0, 0))
    told = units[:verb]
    seen = [n for n, unit in enumerate(told) if unit.words[-1] in INSPECTIONS]
    if not verb or not seen:
        return list(units)
    made = list(told)
    of_whom = units[seen[-1] + 1].text in ("of", "to", "at", "by")
    if not of_whom and all(unit.kind is not Kind.SUBJECT for unit in told):
        end = seen[-1] + 1 + _carried_out(units, seen[-1] + 1)
        whole = replace(units[seen[-1]], kind=Kind.SUBJECT, slugs=(ALL_SETTINGS,), scheme="setting")
        made[seen[-1] : end] = [replace(whole, end=units[end - 1].end)]
    made.append(Unit(Kind.BE, units[verb].start, units[grade - 1].end, ("were",)))
    place = grade
    while place < len(units):
        again = _one_of(units, place) if units[place].text in _TO else 0
        place = again or place
        made.append(units[place])
        place += 1
    return made


def _came_to(units: Sequence[Unit], place: int) -> int:
    """Return where the grade stands behind "led to a judgement of", "resulted in", or 0."""
    verb = units[place]
    look = place + 1
    if verb.words[0] not in _LED or (len(verb.words) == 1 and look >= len(units)):
        return 0
    if len(verb.words) == 1:
        if units[look].text not in _TO:
            return 0
        look += 1
    return _past_judgement(units, look)


def _past_judgement(units: Sequence[Unit], look: int) -> int:
    """Return where a grade stands, behind "a judgement of" or at once; 0 if none does."""
    while look < len(units) and units[look].kind in FILLERS:
        look += 1
    noun = look < len(units) and (
        units[look].words[-1] in JUDGEMENTS or units[look].text in ("one", "one of")
    )
    if noun:
        look += 1 + (units[look].words[-1] != "of")
    if look >= len(units) or units[look].kind is not Kind.GRADE:
        return 0
    bare = look + 1 >= len(units) or units[look + 1].kind not in (Kind.SHELL_NOUN, Kind.SUBJECT, Kind.WORD)
    return look if bare and (noun is False or units[look - 1].words[-1] == "of") else 0


def _one_of(units: Sequence[Unit], place: int) -> int:
    """Return where the grade stands of "a third in one of (fair)", behind an amount, or 0."""
    much = place > 0 and units[place - 1].kind in (Kind.QUANTITY, Kind.COUNT, Kind.REST, Kind.WORD)
    return _past_judgement(units, place + 1) if much else 0


def _carried_out(units: Sequence[Unit], place: int) -> int:
    """Return how many words only say that it was done: "(inspections) carried out"."""
    if place >= len(units) or units[place].words[0] not in _CARRIED:
        return 0
    return 1 + (place + 1 < len(units) and units[place + 1].text == "out")


def left_over(units: Sequence[Unit]) -> list[Unit]:
    """Read ", leaving a residue of poor provision" as ", and there is some poor provision"."""
    place = next((n for n, u in enumerate(units) if u.text == "leaving" and n), 0)
    if not place or units[place - 1].kind is not Kind.COMMA:
        return list(units)
    grade = next((n for n in range(place + 1, min(len(units), place + 6)) if units[n].kind is Kind.GRADE), 0)
    between = units[place + 1 : grade]
    some = all(u.kind in (Kind.DETERMINER, Kind.QUANTITY, Kind.ADVERB) or _is_left(u) for u in between)
    noun = bool(grade) and grade + 1 < len(units) and units[grade + 1].kind is Kind.SHELL_NOUN
    if not (noun and some and units[grade + 1].text == "provision"):
        return list(units)
    mark = replace(units[place - 1], kind=Kind.AND, words=("and",))
    there = replace(units[place], kind=Kind.ADVERB, words=("there",))
    be = Unit(Kind.BE, units[place].end, units[place].end, ("is",))
    much = [unit for unit in between if unit.kind is Kind.QUANTITY]
    return [*units[: place - 1], mark, there, be, *much, *units[grade:]]


def _is_left(unit: Unit) -> bool:
    return unit.words[-1] in _LEFT or unit.text in ("of", "small", "hard", "residual")


__all__ = ["inspection_results", "left_over"]
