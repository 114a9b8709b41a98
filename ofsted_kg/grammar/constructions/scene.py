"""What a construction may ask about besides its clause.

In: nothing. Out: `Scene`: the readings of the sentence so far, the reader of noun phrases,
the resolver, what was found last, and whether a clause states what is so (`modality`).
"""

from __future__ import annotations

from copy import copy

import msgspec

from ofsted_kg.grammar.account import span
from ofsted_kg.grammar.clauses.clause import Clause, Said
from ofsted_kg.grammar.comparing.reader import ComparisonReader
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.subject import Subject
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.reference.resolution import Resolver
from ofsted_kg.grammar.results import Candidate, Rule


class Scene(msgspec.Struct):
    """The sentence around a clause.

    Attributes:
        reader: reads noun phrases (`reader.read(zone, heading)`, `reader.groups(zone)`).
        resolver: settles what points back (`resolver.own`, `resolver.settle`).
        comparing: reads comparisons, with a memory of its own.
        heading: the outcome whose heading the passage stands under.
        readings: those of the sentence, or of its independent member, up to and with the present clause.
        before: those of the member before, or of the sentence before.
        told_here: those of the sentence's members before.
        units: those of the sentence.
        owned: the grades of the sentence that have a subject of their own beside them, by offset.
        rules: of each clause, the rule that makes it state nothing, if one does.
        found: the facts of the passage so far, in order.
        told: how many of them are of the sentences before.
    """

    reader: SubjectReader
    resolver: Resolver
    comparing: ComparisonReader
    heading: str | None = None
    readings: list[Reading] = []
    before: tuple[Reading, ...] = ()
    told_here: tuple[Reading, ...] = ()
    units: tuple[Unit, ...] = ()
    owned: dict[int, tuple[Said, Subject]] = {}
    rules: dict[int, Rule] = {}
    found: list[Candidate] = []
    told: int = 0

    def rule(self, clause: Clause) -> Rule | None:
        """Return the rule that makes a clause state nothing, if one does."""
        return self.rules.get(id(clause))

    def so_far(self) -> Scene:
        """Return the scene as it is now, with all readings of the sentence so far."""
        scene = copy(self)
        scene.readings = [*self.told_here, *self.readings]
        return scene

    @property
    def previous(self) -> Reading | None:
        """The reading before the present one, in the same sentence."""
        return self.readings[-2] if len(self.readings) > 1 else None

    @property
    def last_named(self) -> Subject:
        """The subject that the sentence named last before the present reading."""
        told = (reading.subject for reading in reversed(self.readings[:-1]) if reading.subject.names)
        return next(told, Subject())

    @staticmethod
    def span(clause: Clause) -> tuple[int, int]:
        """Return the offsets of a clause for its quote."""
        return span(clause)
