"""Find the numbers that are the ends of a span: "ranges from 88% to 97%", "between 70% and 75%", "8-10%".

In: the units of a sentence. Out: the places of those numbers. None of them is a figure by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.numerals import SIGNS
from ofsted_kg.grammar.lex.units import Unit

_RANGES = words_of("range ranges ranged ranging vary varies varied varying anywhere")
_UNITS = words_of("day days week weeks month months percentage points point years")
_NEAR = 4


def span_ends(units: Sequence[Unit]) -> frozenset[int]:
    """Return the places of the numbers that are ends of a span."""
    counts = [n for n, unit in enumerate(units) if unit.kind is Kind.COUNT and unit.part is not None]
    found = set[int]()
    for first, last in pairwise(counts):
        if _glued(units, first, last) or _joined(units, first, last):
            found |= {first, last}
    return frozenset(found)


def ranges_over(units: Sequence[Unit]) -> bool:
    """Say whether it lies on both sides: "ranges from below to well above the average"."""
    for place, unit in enumerate(units):
        if set(unit.words) & _RANGES:
            near = units[place + 1 : place + 1 + _NEAR]
            led = next((n for n, u in enumerate(near) if u.words[-1] == "from"), len(near))
            return any(u.cue is not None and u.cue.form is Form.DIRECT for u in near[led:])
    return False


def _glued(units: Sequence[Unit], first: int, last: int) -> bool:
    """Read "8-10%", but not "obesity at six 9.1%", "at 11 19%", "in 2007/08 78%"."""
    spelt = units[first].words[0].isalpha()
    aged = first > 0 and units[first - 1].text in ("at", "age", "aged") and units[last].percent
    apart = units[last].start - units[first].end
    aged = aged or (first > 1 and units[first - 1].words == ("/",) and units[last].percent)
    return apart == 1 and not (spelt or aged) and units[last].words[0] not in SIGNS


def _joined(units: Sequence[Unit], first: int, last: int) -> bool:
    """Read "from 88% to 97%" and "between 70% and 75%"."""
    between = [unit for unit in units[first + 1 : last] if not set(unit.words) <= _UNITS]
    if len(between) != 1 or not first:
        return False
    led = units[first - 1].words[-1]
    if between[0].text == "and":
        return led == "between"
    ranges = any(set(unit.words) & _RANGES for unit in units[max(0, first - _NEAR) : first])
    return between[0].kind is Kind.TO and ranges and led in ("from", "between")
