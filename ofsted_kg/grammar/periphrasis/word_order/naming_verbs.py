"""Read "X, which was poor, they now call good" as "X, which was poor, is now good".

In: the units of a sentence. Out: the same, where inspectors who stand behind what they judge, and before a
grade, are the verb. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind, words_of
from ofsted_kg.grammar.lex.runs import joined
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
CALL = words_of("call judge rate find consider pronounce declare deem grade")
_WHO = frozenset({"they", "we", "inspectors"})


def naming_verbs(units: list[Unit]) -> list[Unit]:
    """Return units with each such judgement in the passive."""
    relative = next((n for n, unit in enumerate(units) if unit.kind is Kind.RELATIVE), len(units))
    if not 1 < relative < len(units) or units[relative - 1].kind is not Kind.COMMA:
        return units
    named = any(unit.kind is Kind.SUBJECT for unit in units[:relative])
    named = named and not any(unit.words[-1] in PERSONS for unit in units)  # "young people, they call it"
    return [*units[: relative + 1], *joined(units[relative + 1 :], _passive)] if named else units


def _passive(units: Sequence[Unit], place: int) -> tuple[Unit, int] | None:
    """Return "is" in place of "they (now) call" here behind a comma, and where it ends."""
    if not place or units[place].text not in _WHO or units[place - 1].kind is not Kind.COMMA:
        return None
    look = place + 1
    while look < len(units) and units[look].kind is Kind.ADVERB:
        look += 1
    grade = units[look + 1 : look + 3]
    if look >= len(units) or units[look].text not in CALL or not grade or grade[0].kind is not Kind.GRADE:
        return None
    if len(grade) > 1 and grade[1].kind not in BOUNDARIES:
        return None
    return replace(units[place], kind=Kind.BE, end=units[look].end, words=("is",)), look + 1


__all__ = ["CALL", "naming_verbs"]
