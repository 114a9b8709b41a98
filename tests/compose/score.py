"""How much of what is known was read, and where it fails: recall, precision, the worst pairs of slots.

In: readings. Out: a ``Score``. A fact counts as found when subject, grade and "at least" (or
direction and comparator) are right; ``full`` counts those whose quantity, exception and outcome
(or figures) are right too. A missed fact is silent where no notice stands on its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from compose.facts import Composed, Fact
from compose.nouns import labels
from compose.reader import Reading

Pair = tuple[str, str, str, str]


@cache
def vocabulary() -> frozenset[str]:
    """Return the subjects of the contract: every other slug is a topic, and counts as ``other``."""
    slugs = {slug for scheme in ("setting", "outcome") for slug, _ in labels(scheme)}
    return frozenset(slugs | {"national-indicators"})


def subject(fact: Fact) -> str:
    """Return the subject as scoring sees it."""
    return fact.subject if fact.subject in vocabulary() else "other"


def meets(known: Fact, found: Fact) -> bool:
    """Whether a fact that was read is the one that is known."""
    if type(known) is not type(found) or known.key() != found.key():
        return False
    return subject(found) in (subject(known), *known.also)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one sentence."""

    sentence: Composed
    hits: int
    full: int
    missed: tuple[Fact, ...]
    extra: tuple[Fact, ...]
    silent: int

    @property
    def fails(self) -> bool:
        """Whether anything is missing or wrong."""
        return bool(self.missed or self.extra)


def outcome(reading: Reading) -> Outcome:
    """Match what was read to what is known, one to one, the fullest matches first."""
    left = list(reading.facts)
    hits = full = 0
    open_facts = list(reading.sentence.facts)
    for exact in (True, False):
        for known in tuple(open_facts):
            found = next(
                (f for f in left if meets(known, f) and (not exact or f.detail() == known.detail())), None
            )
            if found is not None:
                left.remove(found)
                open_facts.remove(known)
                hits += 1
                full += exact
    for free in reading.sentence.optional:
        found = next((f for f in left if meets(free, f)), None)
        if found is not None:
            left.remove(found)
    silent = 0 if reading.notices else len(open_facts)
    return Outcome(reading.sentence, hits, full, tuple(open_facts), tuple(left), silent)


@dataclass(slots=True)
class Score:
    """The figures of many sentences; ``of`` a family or a kind of fact."""

    sentences: int = 0
    failing: int = 0
    hits: int = 0
    full: int = 0
    missed: int = 0
    extra: int = 0
    silent: int = 0

    @property
    def recall(self) -> float:
        """The share of known facts that were read."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def precision(self) -> float:
        """The share of facts read that are known."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 1.0

    @property
    def details(self) -> float:
        """The share of facts read that are right in full."""
        return self.full / self.hits if self.hits else 1.0

    def add(self, one: Outcome) -> None:
        """Count a sentence."""
        self.sentences += 1
        self.failing += one.fails
        self.hits += one.hits
        self.full += one.full
        self.missed += len(one.missed)
        self.extra += len(one.extra)
        self.silent += one.silent

    def line(self) -> str:
        """The figures in a line."""
        return (
            f"sentences {self.sentences}  failing {self.failing}  recall {self.recall:.4f}  "
            f"precision {self.precision:.4f}  details {self.details:.4f}  missed {self.missed}  "
            f"silent {self.silent}  extra {self.extra}"
        )


@dataclass(slots=True)
class Report:
    """Scores by family, by value of a slot, and by pair of values, with the sentences that fail."""

    families: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    values: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    pairs: dict[tuple[str, Pair], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    failures: list[Outcome] = field(default_factory=list)

    @property
    def whole(self) -> Score:
        """The figures of all sentences."""
        total = Score()
        for score in self.families.values():
            for name in ("sentences", "failing", "hits", "full", "missed", "extra", "silent"):
                setattr(total, name, getattr(total, name) + getattr(score, name))
        return total


def report(readings: Iterable[Reading]) -> Report:
    """Score all readings."""
    made = Report()
    for reading in readings:
        one = outcome(reading)
        sentence = one.sentence
        made.families[sentence.family].add(one)
        if one.fails:
            made.failures.append(one)
        for name, value in sentence.slots:
            counts = made.values[(sentence.family, name, value)]
            counts[0] += one.fails
            counts[1] += 1
        for (first, a), (second, b) in combinations(sentence.slots, 2):
            counts = made.pairs[(sentence.family, (first, a, second, b))]
            counts[0] += one.fails
            counts[1] += 1
    return made
