"""The families of sentences and how many of each: what the package offers.

In: a number and a seed. Out: that many composed sentences, the same every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from compose import comparing, grading, mixing, refusing
from compose.cover import Cover, Row, Rule
from compose.facts import Composed


@dataclass(frozen=True, slots=True)
class Family:
    """A family of sentences: its slots, their rules, its writer, its share of a sample in thousandths."""

    name: str
    share: int
    slots: Mapping[str, Sequence[str]]
    rules: Sequence[Rule]
    write: Callable[[Row], Composed]

    def cover(self, seed: int) -> Cover:
        """Return the chooser of its slot values."""
        return Cover(self.slots, self.rules, seed)

    def sentences(self, count: int, seed: int) -> Iterator[Composed]:
        """Yield its sentences."""
        return (self.write(row) for row in self.cover(seed).rows(count))


# Each has the share that its pairs of values need in 20,000 sentences.
FAMILIES = (
    Family("judgement", 440, grading.SLOTS, grading.RULES, grading.write),
    Family("comparison", 410, comparing.SLOTS, comparing.RULES, comparing.write),
    Family("both", 90, mixing.SLOTS, mixing.RULES, mixing.write),
    Family("near miss", 60, refusing.SLOTS, refusing.RULES, refusing.write),
)


def compose(count: int, seed: int) -> list[Composed]:
    """Return so many sentences, family by family."""
    return [
        sentence for family in FAMILIES for sentence in family.sentences(count * family.share // 1000, seed)
    ]
