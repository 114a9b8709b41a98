"""The rules asked in plain Python, to spare pyshacl the letters that break none of them.

In: shapes as triples, the reference, a letter's graph as N-Quads. Out: whether the
letter is clean. Standard: SHACL Core (https://www.w3.org/TR/shacl/), the part that
the shapes for letters use.

The answer errs on one side only. "Clean" means that pyshacl would report nothing, no
warning either; "not clean" means no more than that pyshacl should look. So whatever
is not known for certain is not clean: a value whose datatype is unusual makes its
letter suspect, and a component, path or target that is not known here makes every
letter so. The rules themselves are read from shapes/; none is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Quad, Triple

from ofsted_kg.namespaces import DEF
from ofsted_kg.validate.facts import SUBCLASS, Beside, Facts, NotPlainError, Term, read
from ofsted_kg.validate.rules import RuleReader, Shape, Target, UnknownError, UnsureError

_LETTER = DEF + "Letter"


class Precheck:
    """Finds the letters that break no rule; build one a process."""

    def __init__(self, shapes: Iterable[Quad | Triple], reference: Iterable[Quad | Triple]) -> None:
        """Read the rules.

        Args:
            shapes: the shapes for letters.
            reference: ontology and councils.
        """
        reader = RuleReader(shapes)
        self._rules: list[tuple[list[Target], Shape]] = []
        self._wanted: frozenset[str] = frozenset()
        try:
            reader.rules()
            self._wanted = frozenset(reader.wanted)
            self._beside = reader.beside = Beside(reference, self._wanted)
            self._rules = reader.rules()
        except UnknownError:
            # Then every letter goes to pyshacl.
            self._rules = []

    @property
    def usable(self) -> bool:
        """Whether all the rules are known: if not, no letter is clean."""
        return bool(self._rules)

    def clean(self, text: str) -> bool:
        """Tell whether it is certain that a letter breaks no rule, not even one that merely warns."""
        if not self._rules:
            return False
        try:
            facts = Facts(read(text, self._wanted), self._beside)
            # A graph without a letter has nothing to target; a letter's own classes would
            # change what the rules mean.
            if not facts.has_own(_LETTER) or facts.own[SUBCLASS]:
                return False
            return all(shape.conform(facts, _focus(targets, facts)) for targets, shape in self._rules)
        except (NotPlainError, UnsureError):
            return False


def _focus(targets: Sequence[Target], facts: Facts) -> set[Term]:
    if len(targets) == 1:
        return targets[0](facts)
    return set().union(*(target(facts) for target in targets))
