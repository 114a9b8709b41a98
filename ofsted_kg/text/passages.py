"""A passage: a stretch of running prose or a bullet, with its way back to the document.

In: folded words. Out: ``Passage``, of which any part gives its exact quote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ofsted_kg.text.clean import Folded, Placed


@dataclass(frozen=True, slots=True)
class Passage(Placed):
    """A stretch of running prose, or a bullet.

    Work on ``text``: white space is folded, mark-up dropped, entities decoded, footers
    inside are left out. ``span(a, b)`` gives the document offsets of ``text[a:b]``, so
    ``document.text[slice(*passage.span(a, b))]`` is the exact quote.

    Attributes:
        folded: the words and their way back to the document.
        kind: ``prose`` (one or more whole sentences) or ``bullet``.
        outcome: slug of the outcome under whose heading it stands.
        polarity: of a bullet in a list of strengths or areas for improvement, which.
        item: where an item begins behind the words that open its list; 0 where there are none.
    """

    folded: Folded
    kind: Literal["prose", "bullet"] = "prose"
    outcome: str | None = None
    polarity: str | None = None
    item: int = 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document offsets of ``text[start:end]``, which is not empty."""
        return self.folded.span(start, end)
