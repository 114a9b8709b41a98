"""Read a comparing word that stands before a relative clause: "more mothers | who smoke than nationally".

In: a part, the parts before it, the other places in it. Out: the direction, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparatives import LINE, Form
from ofsted_kg.grammar.comparing.directions import direction_of
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.places import Group
from ofsted_kg.grammar.comparing.pointing import is_what
from ofsted_kg.grammar.words import Kind


def led_before(part: Part, before: Sequence[Part], group: Group, opening: int) -> str | None:
    """Read "There are more mothers | who smoke than nationally": what is more stands before it."""
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
