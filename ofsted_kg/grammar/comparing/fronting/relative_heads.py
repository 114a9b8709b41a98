"""Read a comparing word that stands before a relative clause: "more mothers | who smoke than nationally".

In: a part, the parts before it, the other places in it. Out: the direction, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.demonstratives import is_what
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.relations.directions import direction_of
from ofsted_kg.grammar.lex.closed_classes import DO, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE, LOOSE, TURNED, Form
from ofsted_kg.grammar.lex.semantic_fields import FIGURES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.periphrasis.word_order.converses import DENIED


def led_before(part: Part, before: Sequence[Part], group: Group, opening: int) -> str | None:
    """Read "There are more mothers | who smoke than nationally": what is more stands before it."""
    if before and (way := _they_reach(part)) is not None:
        return way
    if before and not opening and is_what(part, before[-1]):
        return LINE  # "which is | what similar councils have"
    relates = part.lead_kind in (Kind.RELATIVE, Kind.THAT) and before and not opening
    if not relates:
        return None
    shown = before[-1].units
    # "the higher number of children | who have plans, compared to the national average"
    # "the short time | that children wait, compared with similar areas"
    sized = any(u.cue is not None and u.cue.form in (Form.COMPARATIVE, Form.PLAIN) for u in shown)
    leads = (Kind.THAN, Kind.COMPARED) if sized else (Kind.THAN,)
    if not any(unit.kind in leads for unit in part.units[: group.first]):
        return None
    ends = bool(shown) and shown[-1].text in ("more", "fewer", "less")
    if not ends and direction_of(part.units, 0, group) is not None:
        return None
    if ends and shown[-1].cue is not None:
        return shown[-1].cue.direction  # "fewer | which are good or better than there are in"
    return direction_of(
        [*shown, *part.units], 0, Group(group.first + len(shown), group.last + len(shown), group.slugs)
    )


def _they_reach(part: Part) -> str | None:
    """Read "a figure | which similar areas surpass"."""
    if part.lead_kind not in (Kind.RELATIVE, Kind.THAT) or part.silent:
        return None
    return they_reach(part.units)


def they_reach(units: Sequence[Unit]) -> str | None:
    """Return where lies what other places surpass, match or fall short of."""
    last = max((n for n, unit in enumerate(units) if unit.kind is Kind.COMPARATOR), default=-1)
    front, rest = units[: last + 1], [u for u in units[last + 1 :] if u.kind is not Kind.ADVERB]
    cue = rest[-1].cue if rest and last >= 0 else None
    if cue is None or cue.form is not Form.DIRECT or rest[-1].kind is not Kind.CUE or rest[-1].text in LOOSE:
        return None
    if any(unit.kind not in _FRONT and unit.text != "both" for unit in front):
        return None
    if any(unit.kind is not Kind.NOT and unit.text not in DO for unit in rest[:-1]):
        return None
    if any(unit.kind is Kind.NOT for unit in rest):
        return DENIED.get(cue.direction)  # "that similar areas do not reach"
    return TURNED.get(cue.direction, cue.direction)


def behind_figure(part: Part) -> tuple[Unit, ...]:
    """Return what is said of a figure: ", a level (that) | similar areas surpass"."""
    units = part.units
    at = bool(units) and units[0].text == "at"  # "run at a rate that similar areas do not reach"
    if not (at or part.lead_kind is Kind.COMMA):
        return ()
    units = units[at:]
    level = bool(units) and units[0].text == "a level"  # the name of an examination elsewhere
    named = len(units) > _NAMED and units[0].kind is Kind.DETERMINER and units[1].words[-1] in _LEVELS
    if not (level or named):
        return ()
    units = units[1 if level else _NAMED :]
    return units[1:] if units and units[0].kind in (Kind.THAT, Kind.RELATIVE) else units


_NAMED = 2
_LEVELS = FIGURES | words_of("figure level proportion share rate result standard mark total")
_FRONT = frozenset(
    {Kind.COMPARATOR, Kind.DETERMINER, Kind.AND, Kind.THAT, Kind.PREPOSITION, Kind.ADVERB, Kind.PRONOUN}
)
