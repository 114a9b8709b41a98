"""What the columns of the stored queries mean, and which a narrow terminal leaves out.

In: queries/columns.toml. Out: a description by name (a name means the same in every query),
and the order in which columns go.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from ofsted_kg.vocabulary import resources

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
def label_schemes() -> dict[str, tuple[str, ...]]:
    """Return the schemes whose slugs a column holds, by its name; `grade` is every scale."""
    return {str(name): tuple(schemes) for name, schemes in _read()["labels"].items()}


def slug_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of a table that hold slugs: a figure is none, whatever a slug looks like.

    >>> slug_columns(("about", "value")), slug_columns(("value", "comparator_value", "unit"))
    (('about', 'value'), ('unit',))
    """
    figures = {name for name, beside in _read()["figures"].items() if beside in columns}
    return tuple(name for name in columns if name in label_schemes() and name not in figures)


def label_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that say in words what others say as slugs, but for those that are there.

    >>> label_columns(("area", "grade", "grade_label", "framework", "framework_name"))
    ('area_label',)
    """
    there = set(columns)
    names = slug_columns(columns)
    return tuple(f"{name}{LABEL}" for name in names if not {f"{name}{LABEL}", f"{name}_name"} & there)


@cache
def terminal_order() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns that a narrow terminal drops first, in order, and those it keeps longest."""
    order = _read()["terminal"]
    return tuple(order["drop"]), tuple(order["keep"])


@cache
def _read() -> dict[str, Any]:
    path = resources.folder("queries") / "columns.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
