"""A clause: one statement of a sentence.

In: nothing. Out: `Clause`, which `clauses` makes and all further steps read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind


@dataclass(slots=True)
class Clause:
    """One statement of a sentence.

    Attributes:
        lead: the unit that opens it ("but", "which", "with", a semicolon), if any.
        before: the units before the verb: the subject and what is fronted.
        verb: the verb group; empty where the verb is understood.
        after: the units after the verb.
        wished: it hangs on a wish, a denial or a condition.
        complement: it is the object of "judged" or "found" ("judged X to be good").
    """

    lead: Unit | None
    before: list[Unit]
    verb: list[Unit] = field(default_factory=list)
    after: list[Unit] = field(default_factory=list)
    wished: bool = False
    complement: bool = False

    @property
    def units(self) -> list[Unit]:
        """All units but the lead."""
        return [*self.before, *self.verb, *self.after]

    @property
    def span(self) -> tuple[int, int]:
        """Offsets in the passage, without marks at either end."""
        units = self.units
        while units and units[-1].kind in (Kind.COMMA, Kind.AND, Kind.STOP, Kind.OPEN, Kind.CONJUNCTION):
            units.pop()
        first = 0
        while first < len(units) - 1 and units[first].kind in (Kind.COMMA, Kind.AND, Kind.STOP, Kind.CLOSE):
            first += 1
        if not units:
            return (self.lead.start, self.lead.end) if self.lead else (0, 0)
        return units[first].start, units[-1].end

    @property
    def lead_kind(self) -> Kind | None:
        """What opens the clause."""
        return self.lead.kind if self.lead else None
