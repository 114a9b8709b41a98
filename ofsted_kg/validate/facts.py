"""A letter's triples in the lightest form that rules can be asked of.

In: a letter's graph as N-Quads, as this package writes it, and the triples of the
reference, indexed once. Out: values of a property, backwards too, and instances of a
class. Standard: N-Quads (https://www.w3.org/TR/n-quads/), the plain part of it.

An IRI is a ``str``, a literal a pair of text and datatype. What is not plain (a blank
node, a language, an IRI with odd characters, a lexical form that is not of its
datatype) is never guessed at: the letter is not read, or the value is ``ODD``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ofsted_kg.vocabulary.namespaces import RDF, RDFS, XSD

Term = str | tuple[str, str]
Table = dict[Term, list[Term]]
Tables = dict[str, Table]

TYPE = RDF + "type"
SUBCLASS = RDFS + "subClassOf"
STRING = XSD + "string"
DATE = XSD + "date"
WHOLE_NUMBERS = frozenset((XSD + "integer", XSD + "nonNegativeInteger"))
DECIMAL = XSD + "decimal"
_NUMBERS = WHOLE_NUMBERS | {DECIMAL}

# A literal of which two readers might think differently. No rule may be decided by it.
ODD: Term = ("", "")

# Only these forms; whatever else a datatype allows is odd to us.
_FORMS = {
    XSD + "integer": re.compile(r"-?[0-9]{1,18}"),  # "-3"
    XSD + "nonNegativeInteger": re.compile(r"[0-9]{1,18}"),  # "4185"
    DECIMAL: re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?"),  # "34.5"
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "hexBinary": re.compile(r"(?:[0-9a-fA-F]{2})+"),  # "9f86d0"
    XSD + "gYear": re.compile(r"[1-9][0-9]{3}"),  # "2008"
    XSD + "gYearMonth": re.compile(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"),  # "2008-12"
    DATE: re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"),  # "2009-12-09"
}

# "https://example.org/id/letter/exampleton#a"; any other characters are another reader's business.
_IRI = r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,4})?(?:/[A-Za-z0-9._~/-]*+)?(?:#[A-Za-z0-9._~/-]*+)?"
_TEXT = r'[^"\\\r\n]*+(?:\\[tnr"\\][^"\\\r\n]*+)*+'
# '<s> <p> <o> <g> .', '<s> <p> "text"^^<datatype> <g> .' or '<s> <p> "text"@en <g> .'
_LINE = re.compile(
    rf'^<({_IRI})> <({_IRI})> (?:<({_IRI})>|"({_TEXT})"(?:\^\^<({_IRI})>|(@[a-z]+))?) <{_IRI}> \.$',
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", '"': '"', "\\": "\\"}


class NotPlainError(ValueError):
    """The graph holds something that only a full reader should read."""


def read(text: str, wanted: Iterable[str]) -> Tables:
    """Return the triples of a letter's graph that have a wanted property: by property, then by subject.

    Raises:
        NotPlainError: a line is not what this package writes, right or wrong.
    """
    rows = _LINE.findall(text)
    if not rows or len(rows) != text.count("\n") + (not text.endswith("\n")):
        raise NotPlainError
    tables: Tables = {predicate: {} for predicate in wanted}
    for subject, predicate, value, lexical, datatype, language in rows:
        table = tables.get(predicate)
        if table is not None:
            # Labels have a language, and no rule asks for them.
            term: Term = value or (ODD if language else literal(lexical, datatype))
            if subject in table:
                table[subject].append(term)
            else:
                table[subject] = [term]
    return tables


def literal(lexical: str, datatype: str) -> Term:
    """Return a literal as N-Quads writes it, or ``ODD``."""
    if not datatype or datatype == STRING:
        return (_unescaped(lexical) if "\\" in lexical else lexical, STRING)
    form = _FORMS.get(datatype)
    if form is None or not form.fullmatch(lexical) or (datatype == DATE and not _is_day(lexical)):
        return ODD
    return (lexical, datatype)


def order_key(node: Term, other: Term) -> str | Decimal | None:
    """Return what to compare a value by, if there is but one way to compare it with another."""
    if isinstance(node, tuple) and isinstance(other, tuple):
        if node[1] == other[1] and node[1] in (DATE, STRING):
            return node[0]  # days with years of four digits sort as texts do
        if node[1] in _NUMBERS and other[1] in _NUMBERS:
            return Decimal(node[0])
    return None


def reference_tables(triples: Iterable[Quad | Triple], wanted: Iterable[str]) -> Tables:
    """Return the triples of the reference that have a wanted property, as ``read`` does a letter's."""
    tables: Tables = {predicate: {} for predicate in wanted}
    for triple in triples:
        table = tables.get(triple.predicate.value)
        subject, value = triple.subject, triple.object
        if table is None or not isinstance(subject, NamedNode):
            continue
        if isinstance(value, NamedNode):
            table.setdefault(subject.value, []).append(value.value)
        elif isinstance(value, Literal):
            table.setdefault(subject.value, []).append(term_of(value))
    return tables


def term_of(value: Literal) -> Term:
    """Return a literal of pyoxigraph's, or ``ODD``."""
    datatype = value.datatype.value
    if datatype == STRING:
        return (value.value, STRING)
    return literal(value.value, datatype)  # a language's datatype is not among the forms


class Beside:
    """The reference, indexed once for all letters."""

    def __init__(self, triples: Iterable[Quad | Triple], wanted: Iterable[str]) -> None:
        self.tables = reference_tables(triples, wanted)
        self._below: dict[str, list[str]] = defaultdict(list)
        for child, parents in self.tables[SUBCLASS].items():
            for parent in parents:
                if isinstance(parent, str) and isinstance(child, str):
                    self._below[parent].append(child)
        self.instances = _turned(self.tables[TYPE])
        self.backwards: Tables = {}

    def classes(self, name: str) -> frozenset[str]:
        """Return a class and all below it."""
        found: set[str] = set()
        pending = [name]
        while pending:
            each = pending.pop()
            if each not in found:
                found.add(each)
                pending.extend(self._below.get(each, ()))
        return frozenset(found)


class Facts:
    """A letter's triples together with the reference's."""

    def __init__(self, tables: Tables, beside: Beside) -> None:
        self.own = tables
        self._beside = beside
        self._backwards: Tables = {}
        self._instances = _turned(tables[TYPE])

    def values(self, predicate: str, node: Term) -> Sequence[Term]:
        """Return the values of a property at a node; one may come twice."""
        own = self.own[predicate].get(node)
        beside = self._beside.tables[predicate].get(node)
        if own is None:
            return beside or ()
        return own + beside if beside else own

    def subjects(self, predicate: str, value: Term) -> Sequence[Term]:
        """Return the nodes that have a value at a property."""
        found: list[Term] = []
        for tables, backwards in (
            (self.own, self._backwards),
            (self._beside.tables, self._beside.backwards),
        ):
            table = backwards.get(predicate)
            if table is None:
                table = backwards[predicate] = _turned(tables[predicate])
            found.extend(table.get(value, ()))
        return found

    def has_own(self, name: str) -> bool:
        """Tell whether the letter itself, not the reference, has an instance of a class."""
        return name in self._instances

    def instances(self, classes: Iterable[str]) -> set[Term]:
        """Return the instances of any of some classes."""
        found: set[Term] = set()
        for name in classes:
            found.update(self._instances.get(name, ()))
            found.update(self._beside.instances.get(name, ()))
        return found

    def users(self, predicate: str) -> set[Term]:
        """Return the nodes that have a property."""
        return {*self.own[predicate], *self._beside.tables[predicate]}

    def used(self, predicate: str) -> set[Term]:
        """Return the values of a property at any node."""
        tables = (self.own[predicate], self._beside.tables[predicate])
        return {value for table in tables for values in table.values() for value in values}


def _turned(table: Table) -> Table:
    """Return which nodes have a value, by value."""
    turned: Table = {}
    for subject, values in table.items():
        for value in values:
            turned.setdefault(value, []).append(subject)
    return turned


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text)
