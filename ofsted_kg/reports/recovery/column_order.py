"""Tables whose grades stand before, below or amid their labels, paired by their order.

In: the stretch of a report that holds its table, and the areas it must grade. Out: ``Graded``,
one an area. A PDF may print a table column by column, the grades first, or a grade between the
two lines of its label. Whatever the way, labels and grades each keep their order: where a block
of lines holds nothing but them, as many of the one as of the other and all areas asked for, they
belong together. As it is a guess, its caller says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from ofsted_kg.reports.grades import Graded, GradeReader
from ofsted_kg.vocabulary.lexicon import Lexicon


def rows_by_order(
    text: str, start: int, end: int, areas: Set[str], reader: GradeReader, lexicon: Lexicon
) -> list[Graded]:
    """Return a row for each area, or none at all."""
    grades = re.compile(rf"(?<!\w)(?:{reader.pattern})(?!\w)", re.IGNORECASE)
    # Blanked, not cut out, so that places stay; a grade may run over a line's end.
    bare = text[:start] + grades.sub(lambda found: re.sub(r"\S", " ", found[0]), text[start:end])
    for first, last in _blocks(bare, start, end, reader):
        cells = reader.anywhere(text, first, last)
        labels = [hit for hit in lexicon.find(bare[first:last], "area") if hit.slug in reader.areas]
        if len(cells) != len(labels) or len(labels) != len(areas) or {hit.slug for hit in labels} != areas:
            continue
        rows = []
        for label, cell in zip(labels, cells, strict=True):
            ends = min(first + label.start, cell.start), max(first + label.end, cell.end)
            rows.append(Graded(label.slug, cell.grade, *ends, (cell.start, cell.end), by_column=True))
        return rows
    return []


def _blocks(bare: str, start: int, end: int, reader: GradeReader) -> Iterator[tuple[int, int]]:
    """Yield the stretches of lines with nothing but labels, their grades blanked."""
    first: int | None = None
    position = start
    while position < end:
        stop = bare.find("\n", position, end)
        stop = end if stop < 0 else stop
        if reader.is_label(bare[position:stop]):
            first = position if first is None else first
        elif first is not None:
            yield first, position
            first = None
        position = stop + 1
    if first is not None:
        yield first, end
