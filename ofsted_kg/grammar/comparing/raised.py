"""Read two relations that share the places behind them: "A is above, and B in line with, similar areas".

In: the units of a clause and its first mention of other places. Out: the names and the direction
of each; empty where there are not two.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparatives import Form
from ofsted_kg.grammar.comparing.places import Group
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of

_JOINTS = frozenset({Kind.AND, Kind.CONJUNCTION})
_AROUND = frozenset({Kind.COMMA, Kind.ADVERB, Kind.BE, Kind.WITH, Kind.DETERMINER, Kind.COPULA})
_NAMES = frozenset({Kind.SUBJECT, Kind.TOPIC})
PLACED = words_of("in at for")  # "above, and in secondary schools below, the average"


def raised(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Return of each relation what it is said of and where that lies."""
    second = _relation(units, group.first - 1)
    if second is None:
        return ()
    joint = next((n for n in range(second, 0, -1) if units[n].kind in _JOINTS), 0)
    between = [unit for unit in units[joint + 1 : second] if unit.kind not in _AROUND]
    first = _relation(units, joint - 1) if joint else None
    named = between[1:] if len(between) > 1 and between[0].text in PLACED else between
    if first is None or not named or not all(unit.kind in _NAMES for unit in named):
        return ()
    one, other = units[first].cue, units[second].cue
    if one is None or other is None or units[first].words[0] in ("no", "not"):
        return ()
    return ((), one.direction), (between, other.direction)


def doubled(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Read two comparatives before one "than": "fewer smoke and more breastfeed than nationally"."""
    than = next((n for n in range(group.first - 1, -1, -1) if units[n].kind is Kind.THAN), 0)
    cues = [
        (n, cue.direction)
        for n, unit in enumerate(units[:than])
        if (cue := unit.cue) is not None and cue.form is Form.COMPARATIVE
    ]
    if len(cues) != 2 or cues[0][1] == cues[1][1] or any(u.kind is Kind.THAN for u in units[:than]):
        return ()
    (first, one), (second, other) = cues
    joint = next((n for n in range(second, first + 1, -1) if units[n].kind is Kind.AND), 0)
    if not joint or any(unit.kind is Kind.NOT for unit in units[:than]):
        return ()
    return (units[:joint], one), (units[joint + 1 : than], other)


def listed(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Read two comparatives behind "Compared with": "more children walk to school and fewer are obese"."""
    if not units or units[0].kind is not Kind.COMPARED:
        return ()
    rest = units[group.last + 1 :]
    cues = [(n, u.cue.direction) for n, u in enumerate(rest) if u.cue and u.cue.form is Form.COMPARATIVE]
    if len(cues) != 2 or cues[0][1] == cues[1][1] or any(u.kind in _OTHERS for u in rest):
        return ()
    (_, one), (second, other) = cues
    led = rest[second - 1] if second else None
    if led is None or led.kind is not Kind.AND:
        return ()
    return (rest[: second - 1], one), (rest[second:], other)


_OTHERS = frozenset({Kind.COMPARATOR, Kind.THAN, Kind.NOT, Kind.COUNT})


_FIGURES = words_of("figure figures level levels rate for of in that those")


def _relation(units: Sequence[Unit], place: int) -> int | None:
    """Return where the relation stands that ends here: "above,", "in line with"."""
    while place > 0 and (units[place].kind in _AROUND or units[place].words[-1] in _FIGURES):
        place -= 1
    cue = units[place].cue if place >= 0 else None
    return place if cue is not None and cue.form is Form.DIRECT else None
