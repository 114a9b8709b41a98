"""Find where a measure lay before it moved: "has risen from well below to above the average".

In: the units of a part that compares. Out: the direction that lies behind "from", which the
contract counts as a fact of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparatives import ABOVE, BELOW, Form
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind

_ENDS = frozenset({Kind.TO, Kind.COMMA, Kind.STOP, Kind.AND, Kind.CONJUNCTION, Kind.CLOSE})
_LIGHT = frozenset({"being", "well", "far"})
_SIZES = {"half": BELOW, "twice": ABOVE, "double": ABOVE}


def was(units: Sequence[Unit]) -> str | None:
    """Return the direction behind "from" that names no places itself: "from below", "from twice to half"."""
    for place, unit in enumerate(units[:-1]):
        if unit.words[-1] != "from":
            continue
        look = place + 1
        while look < len(units) and (units[look].kind is Kind.ADVERB or units[look].text in _LIGHT):
            look += 1
        if look >= len(units):
            return None
        ends = look + 1 >= len(units) or units[look + 1].kind in _ENDS
        cue = units[look].cue
        if ends and cue is not None and cue.form is Form.DIRECT and cue.direction in (ABOVE, BELOW):
            return cue.direction
        if ends and units[look].text in _SIZES:
            return _SIZES[units[look].text]
    return None
