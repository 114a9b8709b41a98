"""A clause, and what it says: the records that `segmentation` and `predication` make.

In: nothing. Out: `Clause`, one statement of a sentence, and `Said`, a grade said in it.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import force_setattr

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Phrase, units_of

Zone = tuple[Phrase, ...]


class Clause(msgspec.Struct, frozen=True):
    """One statement of a sentence.

    Attributes:
        lead: the unit that opens it ("but", "which", "with", a semicolon), if any.
        before: what stands before the verb: the subject and what is fronted.
        verb: the verb group; None where it is understood.
        after: what stands after the verb.
        antecedent: of a relative clause or an aside, the noun phrase before it.
        shared: it goes on with the subject of the clause before.
        reduced: it is a participle inside a noun phrase ("the homes | judged good | are").
        phrases: all phrases, in order.
        units: all units but the lead.
        verb_kinds: of which classes the units of the verb group are.
    """

    lead: Unit | None
    before: Zone
    verb: Phrase | None = None
    after: Zone = ()
    antecedent: Zone = ()
    shared: bool = False
    reduced: bool = False
    phrases: Zone = ()
    units: tuple[Unit, ...] = ()
    verb_kinds: frozenset[Kind] = frozenset()

    def __post_init__(self) -> None:
        """Work out what is asked of a clause again and again."""
        phrases = (*self.before, *((self.verb,) if self.verb else ()), *self.after)
        force_setattr(self, "phrases", phrases)
        force_setattr(self, "units", tuple(units_of(phrases)))
        if self.verb is not None:
            force_setattr(self, "verb_kinds", frozenset([unit.kind for unit in self.verb.units]))

    @property
    def lead_text(self) -> str:
        """The words of the lead."""
        return self.lead.text if self.lead is not None else ""

    @property
    def lead_kind(self) -> Kind | None:
        """What opens the clause."""
        return self.lead.kind if self.lead is not None else None

    @property
    def where(self) -> Zone:
        """The noun phrase that a clause opened by "where" is about."""
        return self.antecedent if self.lead_text.startswith("where") else ()

    @property
    def names_places(self) -> bool:
        """Whether other places are named in it."""
        return any(unit.kind is Kind.COMPARATOR for unit in self.units)

    def verb_has(self, *kinds: Kind) -> bool:
        """Say whether the verb group holds a unit of one of some classes."""
        return not self.verb_kinds.isdisjoint(kinds)


class Said(msgspec.Struct, frozen=True):
    """A grade that is said of something.

    Attributes:
        grade: the grade.
        clause: where.
        subject: whom it is said of in the words beside it; None: of the clause's subject.
        mark: what opens it, if it has a subject of its own or is not the first of its clause.
        zone: what stands between verb (or the grade before) and the grade.
        tail: what stands after the grade and belongs to it.
        first: it is the first grade of its clause.
    """

    grade: Unit
    clause: Clause
    subject: Zone | None
    mark: Phrase | None
    zone: Zone
    tail: Zone
    first: bool
