"""The rules asked in plain Python, to spare pyshacl the letters that at most lack something.

In: shapes as triples, the reference, a letter's graph as N-Quads. Out: what pyshacl
would report, if that is nothing, or no more than that something is missing which only
warns; else no answer. Standard: SHACL Core (https://www.w3.org/TR/shacl/), the part
that the shapes for letters use.

No answer means no more than that pyshacl should look. So there is none wherever
something is not known for certain: a value whose datatype is unusual makes its
letter suspect, and a component, path or target that is not known here makes every
letter so; and every violation is pyshacl's to find. The rules themselves are read
from shapes/; none is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Quad, Triple

from ofsted_kg.validate.facts import SUBCLASS, Beside, Facts, NotPlainError, Term, read
from ofsted_kg.validate.notes import Notes
from ofsted_kg.validate.results import WARNING, Fault
from ofsted_kg.validate.rules import RuleReader, Shape, Target, UnknownError, UnsureError
from ofsted_kg.vocabulary.namespaces import DEF


class FastPath:
    """Finds the letters of which no more than a lack can be said; build one a process.

    Attributes:
        wanted: the properties that the rules ask for.
    """

    def __init__(
        self,
        shapes: Sequence[Quad | Triple],
        notes: Notes,
        reference: Iterable[Quad | Triple],
        kind: str = DEF + "Assessment",
    ) -> None:
        """Read the rules.

        Args:
            shapes: the shapes, of letters say.
            notes: what these say to people.
            reference: ontology and councils.
            kind: the class that a graph must have an instance of; else it has nothing to target.
        """
        self._notes = notes
        self._kind = kind
        reader = RuleReader(shapes)
        self._rules: list[tuple[list[Target], Shape]] = []
        self.wanted: frozenset[str] = frozenset()
        try:
            reader.rules()
            self.wanted = frozenset(reader.wanted)
            self._beside = reader.beside = Beside(reference, self.wanted)
            self._rules = reader.rules()
        except UnknownError:
            # Then every letter goes to pyshacl.
            self._rules = []

    @property
    def usable(self) -> bool:
        """Whether all the rules are known: if not, there is no answer for any letter."""
        return bool(self._rules)

    def faults(self, text: str) -> list[Fault] | None:
        """Return what a letter breaks, if that is certain and merely poor; else None: pyshacl should look."""
        if not self._rules:
            return None
        try:
            facts = Facts(read(text, self.wanted), self._beside)
            # A letter's own classes would change what the rules mean.
            if not facts.has_own(self._kind) or facts.own[SUBCLASS]:
                return None
            return [fault for targets, shape in self._rules for fault in self._broken(targets, shape, facts)]
        except (NotPlainError, UnsureError):
            return None

    def _broken(self, targets: Sequence[Target], shape: Shape, facts: Facts) -> list[Fault]:
        focus = _focus(targets, facts)
        if shape.conform(facts, focus):
            return []
        # As pyshacl reports them: a node shape names the node as the value at fault, too.
        return [
            Fault(
                focus=node,
                shape=shape.warning,
                severity=WARNING,
                message=self._notes.messages[shape.warning],
                value="" if shape.path else node,
                path=self._notes.paths.get(shape.warning, ""),
            )
            for node in shape.lacking(facts, focus)
        ]


def _focus(targets: Sequence[Target], facts: Facts) -> set[Term]:
    if len(targets) == 1:
        return targets[0](facts)
    return set().union(*(target(facts) for target in targets))
