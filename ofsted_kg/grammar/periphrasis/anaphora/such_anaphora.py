"""Read "such schools" behind a share of good ones as good schools: "76% of A are good; of such B two thirds".

In: the units of a sentence. Out: the same, where "such" before a setting is the grade that stood before the
setting of a share; else before a setting or "provision" it is "this" or "these". No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit

# What makes a look worth while.
SUCH = frozenset({"such"})
_COUNTS = frozenset({Kind.SHARE, Kind.COUNT, Kind.QUANTITY, Kind.PREPOSITION})


def such_anaphora(units: list[Unit]) -> list[Unit]:
    """Return units with the grade in place of each "such"."""
    made = list(units)
    for place in range(len(units) - 1):
        noun = units[place + 1]
        if units[place].text != "such" or not (noun.scheme == "setting" or noun.kind is Kind.SHELL_NOUN):
            continue
        grade = _grade_before(units, place)
        if grade is not None and units[place - 1].kind in _COUNTS:
            made[place] = replace(grade, start=units[place].start, end=units[place].end)
        elif [unit.text for unit in units[place + 2 : place + 3]] != ["as"]:  # "such services as fostering"
            this = "these" if noun.words[-1].endswith("s") else "this"
            made[place] = replace(units[place], kind=Kind.DETERMINER, words=(this,))
    return made


def _grade_before(units: Sequence[Unit], place: int) -> Unit | None:
    """Return the grade before the setting of a share that was told before: "the share of good A"."""
    for look in range(place - 1, 0, -1):
        named = units[look].scheme == "setting" and units[look - 1].kind is Kind.GRADE
        if named and look > 1 and units[look - 2].kind in _COUNTS:
            return units[look - 1]
    return None


__all__ = ["SUCH", "such_anaphora"]
