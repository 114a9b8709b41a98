"""A council beside its statistical neighbours, without script.

In: where councils stand. Out: ``Matrix`` records: each council's latest overall grade and the areas
of its newest document, and its overall grades by framework.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg.publish.pages.standing import Standing
from ofsted_kg.publish.pages.views import Cell, Column, Link, Matrix, MatrixRow

_MOST_AREAS = 8


def areas_matrix(standings: Sequence[Standing]) -> Matrix:
    """Return councils by area, from the newest document of each, with the latest overall grade.

    The whole stands first, then the areas that more of the councils were graded in.
    """
    cells: list[tuple[Standing, dict[str, list[Cell]]]] = []
    areas: dict[str, Link] = {}
    numbers: Counter[str] = Counter()
    for one in standings:
        own: dict[str, list[Cell]] = defaultdict(list)
        for fact in (*((one.now.fact,) if one.now is not None else ()), *one.areas):
            areas.setdefault(fact.about_iri, fact.about)
            own[fact.about_iri].append(Cell(fact.grade, fact.path, fact.origin.issued))
        numbers.update(own.keys())
        cells.append((one, own))
    order = list(areas)
    wholes = {one.now.fact.about_iri for one in standings if one.now is not None}
    shown = sorted(order, key=lambda iri: (iri not in wholes, -numbers[iri], order.index(iri)))[:_MOST_AREAS]
    return Matrix(
        tuple(Column(areas[iri].label, areas[iri].path, False) for iri in shown),
        tuple(
            MatrixRow(
                Link(one.council.name, one.council.path), tuple(tuple(own.get(iri, ())) for iri in shown)
            )
            for one, own in cells
        ),
    )


def newest_first(matrix: Matrix) -> Matrix:
    """Return a table in time order from its other end; the breaks between scales stay where they are."""
    after = [*(column.fresh for column in matrix.columns[1:]), False]
    columns = [replace(column, fresh=new) for column, new in zip(matrix.columns, after, strict=False)]
    rows = (replace(row, cells=tuple(cells[::-1] for cells in row.cells[::-1])) for row in matrix.rows)
    return Matrix(tuple(columns[::-1]), tuple(rows))
