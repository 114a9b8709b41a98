"""PDFs whose lines were drawn in another order than they are read in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from small_pdf import small_pdf

from ofsted_kg.read.pdf import read_pdf

NAME = Path("northmoor-2010-12-09.pdf")
LINES = [f"Line {number} says what the inspectors saw in the schools of the area" for number in range(24)]
LINES[7] += " and"
LEADING = 16


def place(number: int, left: int = 72) -> tuple[int, int]:
    return left, 72 + LEADING * number


def drawn(order: Sequence[int], places: Sequence[tuple[int, int]] = ()) -> str:
    """Return the text of a page whose lines are drawn in some order."""
    where = places or [place(number) for number in range(len(LINES))]
    data = small_pdf(
        ["\n".join(LINES[number] for number in order)], places=[where[number] for number in order]
    )
    return read_pdf(NAME, data).text


IN_ORDER = range(len(LINES))
ORDERS = {
    "from the foot up": IN_ORDER[::-1],
    "the lower half first": [*IN_ORDER[12:], *IN_ORDER[:12]],
    "the middle first": [*IN_ORDER[8:16], *IN_ORDER[:8], *IN_ORDER[16:]],
    "the middle last": [*IN_ORDER[:8], *IN_ORDER[16:], *IN_ORDER[8:16]],
    "every other": [*IN_ORDER[::2], *IN_ORDER[1::2]],
    "the foot first, then from the foot up": [23, *IN_ORDER[:23][::-1]],
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_lines_of_one_column_come_from_the_top_down(order: Sequence[int]) -> None:
    assert drawn(order) == "\n".join(LINES)


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_their_boxes_are_where_they_stand(order: Sequence[int]) -> None:
    plain, mixed = (
        read_pdf(
            NAME,
            small_pdf(["\n".join(LINES[n] for n in numbers)], places=[place(n) for n in numbers]),
        )
        for numbers in (IN_ORDER, order)
    )
    assert plain.boxes is not None
    assert mixed.boxes is not None
    whole = len(plain.text)
    for start in range(0, whole - 100, 90):
        for end in (start + 5, start + 100, whole):
            assert mixed.boxes(start, end) == plain.boxes(start, end)


COLUMNS = [place(number % 12, 72 + 260 * (number // 12)) for number in IN_ORDER]
SHORT = [f"Cell {number}" for number in IN_ORDER]


def test_columns_and_tables_stay_as_they_were_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "LINES", SHORT)
    assert drawn(IN_ORDER, COLUMNS) == "\n".join(SHORT)
    rows = [place(number // 2, 72 + 260 * (number % 2)) for number in IN_ORDER]
    by_columns = [*IN_ORDER[::2], *IN_ORDER[1::2]]
    assert drawn(by_columns, rows) == "\n".join(SHORT[number] for number in by_columns)


@pytest.mark.parametrize(
    "order",
    [[23, *IN_ORDER[:23]], [22, 23, *IN_ORDER[:22]], [*IN_ORDER[2:], 0, 1]],
    ids=["foot", "two feet", "heads last"],
)
def test_heads_and_feet_stay_where_they_were_drawn(order: Sequence[int]) -> None:
    assert drawn(order) == "\n".join(LINES[number] for number in order)


def test_a_grade_in_the_middle_of_its_row_stays_behind_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "LINES", SHORT)
    places = [place(number) for number in IN_ORDER]
    places[12] = place(9, 400)
    assert drawn(IN_ORDER, places) == "\n".join(SHORT)
