"""Choices of slot values in which every pair of values that may meet does meet.

In: slots with their values, rules on which values bear each other, a number, a seed. Out: rows.
A greedy covering array: each row starts from a pair not yet seen and is filled up with what
covers most, looking ahead so that no slot runs out of values; when no pair is left, rows are
drawn at random, the plain ones (whose slots stay empty) more often than others.
Sets of values are bit masks. Same seed, same rows.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

Rule = tuple[str, str, Callable[[str, str], bool]]
Row = dict[str, str]
Choice = dict[int, int]
Pair = tuple[str, str, str, str]

CANDIDATES = 12  # values looked at for a slot; more cover a little faster and cost time
PLAIN = 0.6  # how often a slot that may stay empty does, where it covers nothing
NOTHING = ("", "-", "none")  # the first value of such a slot


def bits(mask: int) -> list[int]:
    """Return the numbers of the bits that are set."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


class Cover:
    """The rows, and the pairs that no row can hold because the rules forbid it."""

    def __init__(self, slots: Mapping[str, Sequence[str]], rules: Sequence[Rule], seed: int) -> None:
        self.names = tuple(slots)
        self.values = tuple(tuple(values) for values in slots.values())
        self.random = random.Random(seed)  # noqa: S311 - a seeded choice, no secret
        size = range(len(self.names))
        by_name = {name: number for number, name in enumerate(self.names)}
        everything = [(1 << len(values)) - 1 for values in self.values]
        # bear[i][a][j]: the values of slot j that value a of slot i bears
        self.bear = [[list(everything) for _ in values] for values in self.values]
        for first, second, holds in rules:
            i, j = by_name[first], by_name[second]
            for a, one in enumerate(self.values[i]):
                for b, other in enumerate(self.values[j]):
                    if not holds(one, other):
                        self.bear[i][a][j] &= ~(1 << b)
                        self.bear[j][b][i] &= ~(1 << a)
        self.open = [
            [[self.bear[i][a][j] if i != j else 0 for j in size] for a in range(len(self.values[i]))]
            for i in size
        ]
        self.pairs = [
            (i, a, j, b)
            for i, j in combinations(size, 2)
            for a in range(len(self.values[i]))
            for b in bits(self.bear[i][a][j])
        ]
        self.random.shuffle(self.pairs)
        self.impossible: list[Pair] = []

    @property
    def left(self) -> int:
        """How many pairs no row holds yet."""
        size = range(len(self.names))
        return sum(mask.bit_count() for i in size for row in self.open[i] for mask in row[i + 1 :])

    def rows(self, count: int) -> Iterator[Row]:
        """Yield the rows: first those that cover, then as many more as are wanted."""
        made = 0
        while made < count:
            given: Choice = {}
            while self.pairs and not given:
                i, a, j, b = self.pairs[-1]
                if self.open[i][a][j] >> b & 1:
                    given = {i: a, j: b}
                else:
                    self.pairs.pop()
            choice = self._filled(given)
            if choice is None:
                self.pairs.pop()
                self._close(i, a, j, b)
                self.impossible.append((self.names[i], self.values[i][a], self.names[j], self.values[j][b]))
                continue
            for i, j in combinations(sorted(choice), 2):
                self._close(i, choice[i], j, choice[j])
            made += 1
            yield {self.names[i]: self.values[i][choice[i]] for i in range(len(self.names))}

    def _close(self, i: int, a: int, j: int, b: int) -> None:
        self.open[i][a][j] &= ~(1 << b)
        self.open[j][b][i] &= ~(1 << a)

    def _filled(self, given: Choice) -> Choice | None:
        domains = {i: (1 << len(values)) - 1 for i, values in enumerate(self.values)}
        for i, a in given.items():
            domains[i] = 1 << a
        for i, a in given.items():
            domains = {j: mask if j == i else mask & self.bear[i][a][j] for j, mask in domains.items()}
        order = [i for i in range(len(self.names)) if i not in given]
        self.random.shuffle(order)
        return self._search(dict(given), domains, order)

    def _search(self, chosen: Choice, domains: dict[int, int], order: list[int]) -> Choice | None:
        if not all(domains.values()):
            return None
        if not order:
            return chosen
        # what leaves the least choice comes first, or a dead end shows late
        slot = min(order, key=lambda i: domains[i].bit_count() if domains[i].bit_count() < 3 else 3)
        rest = [i for i in order if i != slot]
        for value in self._ranked(slot, domains[slot], chosen):
            bear = self.bear[slot][value]
            found = self._search({**chosen, slot: value}, {j: domains[j] & bear[j] for j in rest}, rest)
            if found is not None:
                return found
        return None

    def _ranked(self, slot: int, domain: int, chosen: Choice) -> list[int]:
        """Return the values of a slot: first what covers most, or nothing, or any."""
        values = bits(domain)
        self.random.shuffle(values)
        wanted = 0
        opens = [self.open[i][a][slot] & domain for i, a in chosen.items()]
        for mask in opens:
            wanted |= mask
        if wanted:
            covering = [v for v in values if wanted >> v & 1][:CANDIDATES]
            best = max(covering, key=lambda v: sum(mask >> v & 1 for mask in opens))
        elif self.values[slot][0] in NOTHING and domain & 1 and self.random.random() < PLAIN:
            best = 0
        else:
            return values
        values.remove(best)
        return [best, *values]
