"""Graded labels whose letters a PDF has torn apart: "Overal l effecti veness Go od".

In: a stretch of text and the labels of areas and grades. Out: ``Graded`` for the areas asked
for. White space and hyphens are left out of both text and labels, so they do not matter where they are; as
this is a second look at what could not be read at first, its caller says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ofsted_kg.reports.grades import Graded
from ofsted_kg.vocabulary.lexicon import Lexicon

# Between label and grade: a stop, a colon, a footnote's digit, "is".
# A label behind "and" is the end of a longer one.
_BETWEEN = r"[.:\d–]{0,3}(?:is|are)?"
# A narrow cell may break "Inade-quate".
_HYPHENS = "-‐"
_SHORTEST_LABEL = 8


def torn_grades(
    text: str, start: int, end: int, lexicon: Lexicon, scale: str, areas: Iterable[str]
) -> list[Graded]:
    """Return a row for each area whose label is followed by a grade, white space aside."""
    places = [place for place in range(start, end) if not _left_out(text[place])]
    tight = "".join(_small(text[place]) for place in places)
    grades = {_tight(label): grade.slug for grade in lexicon.scale(scale) for label in grade.labels}
    choice = "|".join(re.escape(grade) for grade in sorted(grades, key=lambda g: (-len(g), g)))
    rows = []
    for area in areas:
        concept = lexicon.concept("area", area)
        labels = sorted(
            {_tight(label) for label in concept.labels} if concept else (), key=lambda w: (-len(w), w)
        )
        names = "|".join(re.escape(label) for label in labels if len(label) >= _SHORTEST_LABEL)
        # Two grades in a row are those of two inspections, or another area's.
        found = (
            re.search(f"(?<!and)(?:{names}){_BETWEEN}({choice})(?!(?!\\1)(?:{choice}))", tight)
            if names
            else None
        )
        if found is not None:
            first, last = places[found.start()], places[found.end() - 1] + 1
            cell = (places[found.start(1)], last)
            rows.append(Graded(area, grades[found[1]], first, last, cell))
    return rows


def _tight(label: str) -> str:
    return "".join(_small(letter) for letter in label if not _left_out(letter))


def _left_out(letter: str) -> bool:
    return letter.isspace() or letter in _HYPHENS


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter
