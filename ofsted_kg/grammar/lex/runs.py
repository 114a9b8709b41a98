"""Read runs of units or phrases as one.

In: the pieces of a sentence, and what tells a run. Out: the pieces, each run as the one that stands for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Piece = TypeVar("Piece")  # a unit or a phrase


def joined(
    pieces: Sequence[Piece], join: Callable[[Sequence[Piece], int], tuple[Piece, int] | None]
) -> list[Piece]:
    """Return pieces with some runs of them as one.

    Args:
        pieces: units or phrases.
        join: gives for a place the one that stands for a run, and where the run ends; None for no run.
    """
    made: list[Piece] = []
    place = 0
    while place < len(pieces):
        whole, place = join(pieces, place) or (pieces[place], place + 1)
        made.append(whole)
    return made
