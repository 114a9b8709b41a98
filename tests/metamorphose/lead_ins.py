"""Words in front of a statement that leave it a statement. In: a row. Out: the row behind them."""

from __future__ import annotations

from metamorphose.guards import PAST, is_stated, led, may_be_led, says
from metamorphose.rows import Row

# Another place than that which the words in front name.
ELSEWHERE = (
    r"^the (?:national|england|average|regional|target)|\b(?:in|of|across) (?:england|the area)"
    r"|\b(?:borough|county|city|council|authority|town)\b|elsewhere|neighbouring|shire\b"
)


def overall(row: Row) -> Row | None:
    """Overall, it is so."""
    return row.but(led(row, "Overall, ")) if may_be_led(row) and not says(row, "overall") else None


def found(row: Row) -> Row | None:
    """We found that it is so: inspectors speak."""
    return row.but(led(row, "We found that ")) if may_be_led(row) and is_stated(row) else None


def evidence(row: Row) -> Row | None:
    """The evidence of inspection shows that it is so."""
    before = "The inspection evidence shows that "
    return row.but(led(row, before)) if may_be_led(row) and is_stated(row) else None


def encouraging(row: Row) -> Row | None:
    """It is encouraging that it is so: a factive, which states what follows."""
    return row.but(led(row, "It is encouraging that ")) if may_be_led(row) and is_stated(row) else None


def area(row: Row) -> Row | None:
    """In your area, it is so; not of the national average, nor of a place that is named."""
    return row.but(led(row, "In your area, ")) if may_be_led(row) and not says(row, ELSEWHERE) else None


def result(row: Row) -> Row | None:
    """As a result, it is so."""
    return row.but(led(row, "As a result, ")) if may_be_led(row) and not says(row, "as a result") else None


def year(row: Row) -> Row | None:
    """This year, it is so: where nothing is said of another time."""
    if PAST.search(row.text) or says(row, "year|now|before|; in |recent|previous|earlier|once"):
        return None
    return row.but(led(row, "This year, ")) if may_be_led(row) else None


def city(row: Row) -> Row | None:
    """In the city it is so, no comma behind; not of the national average, nor of a place that is named."""
    return row.but(led(row, "In the city ")) if may_be_led(row) and not says(row, ELSEWHERE) else None
