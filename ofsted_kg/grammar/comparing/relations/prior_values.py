"""Find where a measure lay before it moved: "has risen from well below to above the average".

In: the units of a part that compares. Out: the direction that lies behind "from", which the
contract counts as a fact of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW, Form
from ofsted_kg.grammar.lex.semantic_fields import RELATIONS
from ofsted_kg.grammar.lex.units import Unit

_ENDS = BOUNDARIES | {Kind.TO}
_LIGHT = frozenset({"being", "well", "far"})
_SIZES = {"half": BELOW, "twice": ABOVE, "double": ABOVE}


def had_been(part: Part) -> str | None:
    """Return where it lay before: "having been well below in 2006", "having been the lowest of the group"."""
    said = [unit for unit in part.after if unit.kind is not Kind.ADVERB and unit.text not in _LIGHT]
    said = said[1:] if said and said[0].kind is Kind.DETERMINER else said
    cue = said[0].cue if said else None
    if cue is None or cue.form not in (Form.DIRECT, Form.SUPERLATIVE):
        return None
    rest = said[1:]
    ranked = cue.form is Form.SUPERLATIVE and [u.words[-1] for u in rest[:3] if u.kind is not Kind.DETERMINER]
    if ranked and ranked[0] in ("of", "in") and ranked[-1] in _GROUPS:
        return cue.direction
    timed = not rest or rest[0].text in _WHEN
    return cue.direction if cue.form is Form.DIRECT and timed and said[0].text in RELATIONS else None


_WHEN = words_of("in until before for at since previously two three some last")
_GROUPS = words_of("group them these those")


def is_past(units: Sequence[Unit], link: Unit) -> bool:
    """Say whether a relation is where it lay before: "has come down from well above"."""
    place = next((n for n, unit in enumerate(units) if unit is link), 0)
    while place and (units[place - 1].kind is Kind.ADVERB or units[place - 1].text in _LIGHT):
        place -= 1
    return place > 0 and units[place - 1].words[-1] == "from"


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
