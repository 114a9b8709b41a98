"""What all plots share: measures in user units, and words at a place.

In: nothing. Out: constants and ``Mark``. Plots are geometry; the templates draw them as
inline SVG, and the style sheet knows the colours.
"""

from __future__ import annotations

from dataclasses import dataclass

RANKS = 4
LETTER_WIDTH = 6.9  # of a letter of the labels, generously
TOP = 56
GAP = 40  # between stretches, where the break is drawn


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at a place."""

    x: float
    y: float
    text: str
