"""What the columns of the stored queries mean, and which a narrow terminal leaves out.

In: queries/columns.toml. Out: a description by name (a name means the same in every query),
and the order in which columns go.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from ofsted_kg import resources

# Ends the name of a column that says in words what another says as a slug.
LABEL = "_label"


@cache
def column_descriptions() -> dict[str, str]:
    """Return what each column holds, by its name."""
    return {str(name): str(said) for name, said in _read()["columns"].items()}


def describe(column: str) -> str:
    """Return what a column holds; a label needs no words of its own, where it stands for a slug.

    >>> describe("subject_label")
    'The column subject in words.'
    """
    said = column_descriptions()
    if column not in said and column.endswith(LABEL):
        return f"The column {column.removesuffix(LABEL)} in words."
    return said.get(column, "")


@cache
def terminal_order() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns that a narrow terminal drops first, in order, and those it keeps longest."""
    order = _read()["terminal"]
    return tuple(order["drop"]), tuple(order["keep"])


@cache
def _read() -> dict[str, Any]:
    path = resources.folder("queries") / "columns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
