"""The constructions: patterns over phrases and clauses that yield facts and refusals.

In: a `Reading` (a clause with its subject settled) and the `Scene` around it. Out:
`Candidate` facts and `Refusal`. Each construction is a module with a function ``read`` and
a table of sentences of the same name in ``tests/grammar/rows``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_kg.grammar.constructions import (
    attributes,
    comparisons,
    echoes,
    ellipsis,
    given_by,
    listed,
    made_up,
    missing,
    predicates,
    restated,
    spared,
)
from ofsted_kg.grammar.memory import Reading
from ofsted_kg.grammar.outcome import Candidate, Refusal, Unread
from ofsted_kg.grammar.scene import Scene

Construction = Callable[[Reading, Scene], Iterator[Candidate | Refusal | Unread]]

Comparing = Callable[[Scene], Iterator[Candidate | Refusal | Unread]]

# In the order in which a clause is offered to them.
JUDGING: tuple[Construction, ...] = (
    attributes.read_before,
    predicates.read,
    attributes.read_after,
    echoes.read,
    restated.read,
    ellipsis.read,
    spared.read,
    given_by.read,
    made_up.read,
    listed.read,
    missing.read,
)
# In the order in which a sentence is offered to them.
COMPARING: tuple[Comparing, ...] = (comparisons.read,)
