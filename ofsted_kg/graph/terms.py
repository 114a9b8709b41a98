"""Terms as they are written in N-Quads: IRIs and literals.

In: an IRI, a text, a number, a day. Out: the term as text (https://www.w3.org/TR/n-quads/), an IRI
checked and a literal escaped by pyoxigraph.

A letter's graph is some hundred lines of text that nobody asks anything before they are stored. A
line put together from such terms costs a tenth of a quad that is made of objects and then written.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import NewType

from pyoxigraph import Literal, NamedNode

from ofsted_kg.vocabulary.namespaces import XSD

# A term in N-Quads: "<http://...>", "\"words\"@en".
Term = NewType("Term", str)

# What a literal has to escape, and what it cannot hold at all: pyoxigraph does that, and refuses this.
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff\ufffe\uffff]')


@lru_cache(maxsize=4096)
def iri(text: str) -> Term:
    """Return an IRI as a term.

    Raises:
        ValueError: it is none.
    """
    return Term(str(NamedNode(text)))


def literal(text: str, *, language: str = "", datatype: Term | None = None) -> Term:
    r"""Return a text as a term.

    >>> print(literal('a "b"'), literal("b", language="en"))
    "a \"b\"" "b"@en
    """
    quoted = str(Literal(text)) if _ESCAPED.search(text) else f'"{text}"'
    if language:
        return Term(f"{quoted}@{language}")
    return Term(quoted if datatype is None else f"{quoted}^^{datatype}")


_DATE = iri(XSD + "date")
_INTEGER = iri(XSD + "integer")
_DECIMAL = iri(XSD + "decimal")
_COUNT = iri(XSD + "nonNegativeInteger")


def integer(number: int) -> Term:
    """Return a number as an ``xsd:integer``."""
    return Term(f'"{number}"^^{_INTEGER}')


def date(day: dt.date) -> Term:
    """Return a day as an ``xsd:date``."""
    return Term(f'"{day.isoformat()}"^^{_DATE}')


def count(number: int) -> Term:
    """Return a number that is not negative, as an ``xsd:nonNegativeInteger``."""
    return Term(f'"{number}"^^{_COUNT}')


def decimal(number: Decimal) -> Term:
    """Return a number as an ``xsd:decimal`` in its one shortest form.

    >>> decimal(Decimal("1230.50"))
    '"1230.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    whole = number == number.to_integral_value()
    return Term(f'"{number.quantize(Decimal(1)) if whole else number.normalize():f}"^^{_DECIMAL}')
