"""Put a comparing word that ends a clause before its "compared with": "but, beside England, higher".

In: the units of a sentence. Out: the same, where such a word behind a joint and other places stands before
what leads to them, as in "but higher beside England". No offset changes: it has no width there.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.lex.closed_classes import BEFORE_PLACES, BOUNDARIES, Kind
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.units import Unit

_JOINTS = frozenset({Kind.AND, Kind.CONJUNCTION})
_LONGEST = 8


def preposed_standards(units: list[Unit]) -> list[Unit]:
    """Return units with each such word before what leads to the places."""
    made: list[Unit] = []
    place = 0
    while place < len(units):
        cue = _ends_in_cue(units, place) if _sets_beside(units[place]) and made else 0
        if not cue:
            made.append(units[place])
            place += 1
            continue
        if made[-1].kind is Kind.COMMA:
            made.pop()
        start = units[place].start
        said = [unit for unit in units[place:cue] if unit.kind is not Kind.COMMA]
        made.append(replace(units[cue], start=start, end=start))
        made += [*said[:-1], replace(said[-1], end=units[cue].end)]
        place = cue + 1
    return made


def _sets_beside(unit: Unit) -> bool:
    return unit.kind is Kind.COMPARED or unit.text == "beside"


def _ends_in_cue(units: Sequence[Unit], place: int) -> int:
    """Return where the word stands that ends "(but,) compared with X, | higher", or 0."""
    before = [unit for unit in units[max(0, place - 2) : place] if unit.kind is not Kind.COMMA]
    if not before or before[-1].kind not in _JOINTS:
        return 0
    look, named = place + 1, False
    while look < len(units) and look < place + _LONGEST:
        unit = units[look]
        named = named or unit.kind is Kind.COMPARATOR
        if unit.kind is Kind.CUE or (unit.kind is Kind.COMMA and named):
            break
        if unit.kind not in BEFORE_PLACES and unit.kind is not Kind.COMPARATOR:
            return 0
        look += 1
    look += look < len(units) and units[look].kind is Kind.COMMA
    cue = units[look].cue if look < len(units) and units[look].kind is Kind.CUE else None
    ends = look + 1 >= len(units) or units[look + 1].kind in BOUNDARIES
    return look if named and ends and cue is not None and cue.form is Form.COMPARATIVE else 0


__all__ = ["preposed_standards"]
