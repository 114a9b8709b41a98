"""What a correction may have meant whose fact was not read.

In: the path of a fact that a row names, and the paths of those that were read. Out: the few that are
like it: of its kind and at its place, or spelt nearly so.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from ofsted_kg.corrections.values import kind_of

# "judgement/120-180/primary-schools/good"
PLACED = re.compile(r"(?P<kind>[a-z]+)/(?P<start>\d{1,9})-(?P<end>\d{1,9})(?P<rest>(?:/[a-z0-9-]+)*)")
_MOST = 3
_ALIKE = 0.6


def overlaps(path: str, other: str) -> bool:
    """Tell whether two facts are of one kind and stand at one place.

    >>> overlaps("judgement/3-9/schools/good", "judgement/5-12/schools/poor")
    True
    """
    one, two = PLACED.fullmatch(path), PLACED.fullmatch(other)
    return (
        one is not None
        and two is not None
        and one["kind"] == two["kind"]
        and int(two["start"]) < int(one["end"])
        and int(one["start"]) < int(two["end"])
    )


def near(path: str, read: Iterable[str]) -> list[str]:
    """Return the paths that may be meant: at the place, else saying the same or spelt alike.

    >>> near("rating/overal", ["rating/overall", "rating/staying-safe"])
    ['rating/overall']
    """
    alike = [other for other in read if kind_of(other) == kind_of(path)]
    if (placed := PLACED.fullmatch(path)) is None:
        return difflib.get_close_matches(path, alike, _MOST, _ALIKE)
    there = [other for other in alike if overlaps(path, other)]
    said = placed["rest"]
    return (there or [other for other in alike if said and other.endswith(said)])[:_MOST]
