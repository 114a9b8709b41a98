"""How many of the changed rows are read otherwise than they should be, and the sample that is recorded.

In: a relation. Out: a ``Score``, with what breaks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from math import ceil
from pathlib import Path

from metamorphose.relations import Relation
from metamorphose.rows import Row, missed_and_found, rows

SHARES = Path(__file__).parent / "shares.json"
A_SAMPLE = 150  # rows of a relation


@dataclass(frozen=True, slots=True)
class Break:
    """A changed row that is read otherwise: the row, what was made of it, what is missed, what is found."""

    row: Row
    made: Row
    missed: tuple[str, ...]
    found: tuple[str, ...]

    def __str__(self) -> str:
        """Return it as the tables write rows: "-" expected, "+" found."""
        signs = [*(f"    - {fact}" for fact in self.missed), *(f"    + {fact}" for fact in self.found)]
        return "\n".join([f"[{self.row.table}] {self.made.text}", *signs])


@dataclass(frozen=True, slots=True)
class Score:
    """How many rows bear the change, and those that break."""

    applies: int
    breaks: tuple[Break, ...]

    @property
    def share(self) -> float:
        """The share that breaks."""
        return len(self.breaks) / self.applies if self.applies else 0.0

    @property
    def percent(self) -> int:
        """The share in whole per cent, upwards: what is recorded, so that a new row or two don't matter."""
        return ceil(100 * self.share)


def sample(relation: Relation) -> list[tuple[Row, Row]]:
    """Return the rows of a relation that are recorded: the first by a number that their words decide."""
    ordered = sorted(rows(), key=lambda row: row.number(relation.name))
    return list(islice(relation.make(ordered), A_SAMPLE))


def score(made: Iterable[tuple[Row, Row]]) -> Score:
    """Read the changed rows."""
    applies, breaks = 0, list[Break]()
    for row, changed in made:
        applies += 1
        missed, found = missed_and_found(changed)
        if missed or found:
            breaks.append(Break(row, changed, tuple(missed), tuple(found)))
    return Score(applies, tuple(breaks))


def recorded() -> dict[str, int]:
    """Return the shares that may break, in per cent, by relation."""
    shares: dict[str, int] = json.loads(SHARES.read_text(encoding="utf-8"))
    return shares


def written(shares: dict[str, int]) -> str:
    """Return the shares as they stand on file."""
    return json.dumps(shares, indent=1, sort_keys=True) + "\n"
