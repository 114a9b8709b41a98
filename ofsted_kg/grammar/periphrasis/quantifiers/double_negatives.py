"""Read two denials as none: "no school is anything but good" as "all are good", "is nothing but good".

In: the units of a sentence. Out: the same, where of none that is anything but good it is said that all are
good. No offset changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, VERBS, Kind
from ofsted_kg.grammar.lex.units import Unit

_BUT = frozenset({"anything but", "anything other than", "anything else than", "anything short of"})
_NONE = {
    "no": ("all",),
    "none": ("all",),
    "none of": ("all", "of"),
    "not one": ("all",),
    "not a single": ("all",),
    "neither": ("both",),
}


def double_negatives(units: list[Unit]) -> list[Unit]:
    """Return units with each such pair of denials made plain."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        end = _anything_but(units, place)
        none = _denial(made) if end else None
        if end and none is not None:
            made[none] = _affirmed(made[none])
        elif end and units[place].text == "nothing":
            pass
        else:
            made.append(units[place])
            end = place + 1
        place = end
    return made


def _anything_but(units: Sequence[Unit], place: int) -> int:
    """Return where "anything but", "anything other than", "nothing but" ends before a grade, or 0."""
    for end in (place + 1, place + 2, place + 3):
        text = " ".join(unit.text for unit in units[place:end])
        graded = end < len(units) and units[end].kind is Kind.GRADE
        if graded and (text in _BUT or text == "nothing but"):
            return end
    return 0


def _denial(made: Sequence[Unit]) -> int | None:
    """Return where what is denied of all opens the clause: "None of the homes is", "is not"."""
    for place in range(len(made) - 1, -1, -1):
        unit = made[place]
        if unit.text in _NONE or (unit.text in ("not", "never") and made[place - 1].kind in VERBS):
            return place
        if unit.kind in BOUNDARIES:
            return None
    return None


def _affirmed(unit: Unit) -> Unit:
    words = _NONE.get(unit.text)
    if words is None:
        return replace(unit, kind=Kind.ADVERB, words=("indeed",))  # "has never been anything but good"
    return replace(unit, kind=Kind.QUANTITY, words=words, slugs=("all",))


__all__ = ["double_negatives"]
