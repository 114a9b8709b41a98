"""Read a name that is clipped to its noun: "childcare and homes", "the home for disabled children".

In: the units of a sentence and a place. Out: children's homes, or nothing; and where the run ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import CHILDRENS_HOMES, PEOPLE
from ofsted_kg.grammar.lex.units import Unit

_AMOUNTS = (Kind.DETERMINER, Kind.QUANTITY, Kind.COUNT, Kind.PRONOUN)


def clipped_homes(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Read "childcare and homes", "the home for disabled children" as children's homes."""
    unit = units[place]
    if unit.text not in ("home", "homes") or unit.kind is not Kind.SHELL_NOUN:
        return None
    whose = units[place + 1 : place + 3]
    if len(whose) == 2 and whose[0].text == "for" and set(whose[1].slugs) & PEOPLE:
        # "the home for disabled children": a home, and not the service for them
        whole = replace(unit, kind=Kind.SUBJECT, slugs=(CHILDRENS_HOMES,), scheme="setting")
        return replace(whole, end=whose[1].end), place + 3
    if not place or unit.text == "home":
        return None
    start = place
    while start > 0 and units[start - 1].kind in _AMOUNTS:
        start -= 1  # "fostering and (all of the) homes"
    beside = start > 1 and units[start - 1].kind is Kind.AND and units[start - 2].scheme == "setting"
    if start < place:  # "three homes and the fostering service", "so are five of the six homes"
        beside = beside or _and_setting(units, place + 1)
        beside = beside or any("-of-" in slug for slug in units[place - 1].slugs)
    told = units[place + 1 : place + 2] and units[place + 1].text == "for"  # "and homes for the elderly"
    if not beside or told:
        return None
    return replace(unit, kind=Kind.SUBJECT, slugs=(CHILDRENS_HOMES,), scheme="setting"), place + 1


def _and_setting(units: Sequence[Unit], place: int) -> bool:
    """Say whether "and" and a setting stand here."""
    rest = [unit for unit in units[place : place + 3] if unit.kind not in _AMOUNTS]
    return len(rest) > 1 and rest[0].text == "and" and rest[1].scheme == "setting"
