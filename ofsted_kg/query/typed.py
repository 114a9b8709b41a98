"""RDF terms as values of Python.

In: a term of an answer. Out: what a program or a spreadsheet computes with, by the datatypes
of XML Schema: whole numbers, decimals, truth values and dates as such, all else as text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from ofsted_kg.vocabulary.namespaces import XSD

Term = ox.NamedNode | ox.Literal | ox.BlankNode
Cell = str | int | float | bool | date | None

_WHOLE = {XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long")}
_READERS: dict[str, Callable[[str], Cell]] = {
    **dict.fromkeys(_WHOLE, int),
    XSD + "decimal": lambda text: float(Decimal(text)),
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
    XSD + "date": date.fromisoformat,
}


def typed(term: Term | None) -> Cell:
    """Return a term's value; what its datatype does not allow stays text.

    >>> typed(ox.Literal("2009", datatype=ox.NamedNode(XSD + "integer")))
    2009
    >>> typed(ox.Literal("good")), typed(None)
    ('good', None)
    """
    if term is None or not isinstance(term, ox.Literal):
        return None if term is None else term.value
    reader = _READERS.get(term.datatype.value)
    try:
        return term.value if reader is None else reader(term.value)
    except (ValueError, InvalidOperation):
        return term.value


def is_number(term: Term | None) -> bool:
    """Say whether a term is a number, which stands at the right of a column and is no formula."""
    value = typed(term)
    return isinstance(value, int | float) and not isinstance(value, bool)
