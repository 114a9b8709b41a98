# Past 300 lines: one test for each component of SHACL that the shapes use.
"""Shapes as plain Python tests.

In: shapes as triples. Out: for each shape with targets, these and a test of nodes.
Standard: SHACL Core (https://www.w3.org/TR/shacl/), the part that the shapes for
letters use; a component, path or target beyond it is an ``UnknownError``.

A test answers only when pyshacl's answer is certain, either way, so that ``sh:not`` can
turn it round; else it raises ``UnsureError``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import le, lt
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ofsted_kg.validate.facts import (
    ODD,
    STRING,
    SUBCLASS,
    TYPE,
    WHOLE_NUMBERS,
    Beside,
    Facts,
    Term,
    order_key,
    term_of,
)
from ofsted_kg.vocabulary.namespaces import RDF, RDFS, SH, XSD

Node = NamedNode | BlankNode
Path = Callable[[Facts, Term], Sequence[Term]]
# A test of all the values of a shape together, and one of a focus node with its values.
ValueTest = Callable[[Facts, Collection[Term]], bool]
PairTest = Callable[[Facts, Term, Sequence[Term]], bool]
Target = Callable[[Facts], set[Term]]

_NIL = NamedNode(RDF + "nil")
_WARNING = NamedNode(SH + "Warning")
_KINDS = ({SH + "NodeShape"}, {SH + "PropertyShape"})
_NO_RULES = ({SH + "PropertyGroup"}, {RDF + "Property"})
_NOTES = {TYPE, *(SH + name for name in ("group", "severity", "message", "path"))} | {
    RDFS + name for name in ("label", "comment", "seeAlso", "domain")
}
_TARGETS = {SH + name for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf")}
_PARTS = {RDF + "first", RDF + "rest"} | {
    SH + name for name in ("alternativePath", "inversePath", "zeroOrOnePath")
}
_COUNTS = {SH + "minCount", SH + "maxCount"}


class UnknownError(Exception):
    """The shapes use something that this module cannot decide."""


class UnsureError(Exception):
    """A letter holds something that this module cannot decide."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule, ready to be asked. Its answers hold both ways, so that sh:not can turn them."""

    path: Path | None
    least: int
    most: int
    pairs: tuple[PairTest, ...]
    tests: tuple[ValueTest, ...]
    # Where a failure has one form only, and is merely poor: its name among the shapes.
    warning: str = ""

    def lacking(self, facts: Facts, focus: set[Term]) -> list[str]:
        """Return those of some nodes that break a rule which merely warns.

        Raises:
            UnsureError: more may be wrong, or with a node that the letter does not describe.
        """
        if self.path is None:
            broken = {node for node in focus if not self.conform(facts, (node,))}
        else:
            broken = {node for node in focus if not self.path(facts, node)}
        named = [node for node in broken if isinstance(node, str) and node in facts.own[TYPE]]
        if not self.warning or len(named) < len(broken) or not self.conform(facts, focus - broken):
            raise UnsureError
        return sorted(named)

    def conform(self, facts: Facts, focus: Iterable[Term]) -> bool:
        """Tell whether all of some nodes conform.

        Raises:
            UnsureError: that cannot be told.
        """
        found: set[Term] = set()
        for node in focus:
            if node is ODD:
                raise UnsureError
            values = self.path(facts, node) if self.path else (node,)
            if ODD in values:
                raise UnsureError
            # One value may come twice, by two ways: only then is counting worth a set.
            if not self.least <= len(values) <= self.most and not self.least <= len(set(values)) <= self.most:
                return False
            for pair in self.pairs:
                if not pair(facts, node, values):
                    return False
            found.update(values)
        return all(test(facts, found) for test in self.tests)


class RuleReader:
    """Turns shapes into rules: once to learn which properties they ask for, and once for good.

    Attributes:
        wanted: the properties that the rules ask for, complete after ``rules``.
        beside: the reference; to be set before the rules are made that are to be asked.
    """

    def __init__(self, shapes: Iterable[Quad | Triple]) -> None:
        """Take note of the shapes' triples."""
        self._objects: dict[Node | Triple, dict[str, list[Node | Literal | Triple]]] = {}
        for row in shapes:
            described = self._objects.setdefault(row.subject, {})
            described.setdefault(row.predicate.value, []).append(row.object)
        self.wanted = {TYPE, SUBCLASS}
        self.beside = Beside((), self.wanted)
        self._shapes: dict[Node, Shape | None] = {}

    def rules(self) -> list[tuple[list[Target], Shape]]:
        """Return the shapes that have targets, with these.

        Raises:
            UnknownError: a shape uses what is not known here.
        """
        self._shapes = {}
        found = []
        for node, described in self._objects.items():
            kinds = {kind.value for kind in described.get(TYPE, ()) if isinstance(kind, NamedNode)}
            if kinds in _NO_RULES and described.keys() <= _NOTES:
                continue
            if isinstance(node, BlankNode) and described.keys() <= _PARTS:
                continue  # a path or a list, read where it is used
            shape = self._shape(node)
            targets = [
                self._target(predicate, self._iri(value))
                for predicate in sorted(_TARGETS & described.keys())
                for value in described[predicate]
            ]
            if targets:
                found.append((targets, shape))
        return found

    def _shape(self, node: object) -> Shape:
        if not isinstance(node, NamedNode) or node not in self._objects:
            raise UnknownError(node)
        if node in self._shapes:
            known = self._shapes[node]
            if known is None:  # a shape that is part of itself
                raise UnknownError(node)
            return known
        self._shapes[node] = None
        described = self._objects[node]
        kinds = {self._iri(kind) for kind in described.get(TYPE, ())}
        has_path = SH + "path" in described
        if kinds not in _KINDS or has_path != (kinds == {SH + "PropertyShape"}):
            raise UnknownError(node)
        path = self._path(self._one(described[SH + "path"])) if has_path else None
        pairs: list[PairTest] = []
        tests: list[ValueTest] = []
        for name in sorted(described.keys() - _NOTES - _TARGETS - _COUNTS):
            for value in described[name]:
                if name in _PAIRS:
                    pairs.append(self._pair(name, value, has_path))
                else:
                    tests.append(self._test(name, value, described[name]))
        least = self._count(described.get(SH + "minCount"), 0, has_path)
        most = self._count(described.get(SH + "maxCount"), sys.maxsize, has_path)
        if least > 1:
            raise UnknownError(node)
        # One form: the lack of a value or, without a path, of the one thing that is asked.
        single = least == 1 and not pairs if has_path else len(tests) == 1
        warns = described.get(SH + "severity") == [_WARNING] and len(described.get(SH + "message", ())) == 1
        name = node.value if single and warns else ""
        self._shapes[node] = shape = Shape(path, least, most, tuple(pairs), tuple(tests), name)
        return shape

    def _target(self, predicate: str, name: str) -> Target:
        if predicate == SH + "targetClass":
            classes = self.beside.classes(name)
            return lambda facts: facts.instances(classes)
        self.wanted.add(name)
        if predicate == SH + "targetSubjectsOf":
            return lambda facts: facts.users(name)
        return lambda facts: facts.used(name)

    # -- paths

    def _path(self, node: object) -> Path:
        if isinstance(node, NamedNode) and node != _NIL:
            name = node.value
            self.wanted.add(name)
            return lambda facts, start: facts.values(name, start)
        if not isinstance(node, BlankNode):
            raise UnknownError(node)
        described = self._objects.get(node, {})
        names = set(described)
        if names == {RDF + "first", RDF + "rest"}:
            return _sequence(self._paths(node))
        if names == {SH + "alternativePath"}:
            choices = self._paths(self._one(described[names.pop()]))
            return lambda facts, start: [value for path in choices for value in path(facts, start)]
        if names == {SH + "zeroOrOnePath"}:
            step = self._path(self._one(described[names.pop()]))
            return lambda facts, start: [start, *step(facts, start)]
        if names == {SH + "inversePath"}:
            inner = self._iri(self._one(described[names.pop()]))
            self.wanted.add(inner)
            return lambda facts, start: facts.subjects(inner, start)
        raise UnknownError(node)

    def _paths(self, node: object) -> list[Path]:
        paths = [self._path(each) for each in self._list(node)]
        if len(paths) < 2:  # against the standard; pyshacl says so
            raise UnknownError(node)
        return paths

    # -- constraints

    def _pair(self, name: str, value: object, has_path: bool) -> PairTest:
        if not has_path:
            raise UnknownError(name)
        other, holds = self._iri(value), _PAIRS[name]
        self.wanted.add(other)

        def test(facts: Facts, node: Term, values: Sequence[Term]) -> bool:
            others = facts.values(other, node)
            if ODD in others:
                raise UnsureError
            return holds(values, others)

        return test

    def _test(self, name: str, value: object, all_values: Sequence[object]) -> ValueTest:
        match name.removeprefix(SH):
            case "class":
                classes = self.beside.classes(self._iri(value))
                return lambda facts, found: all(
                    isinstance(node, str) and not classes.isdisjoint(facts.values(TYPE, node))
                    for node in found
                )
            case "not":
                shape = self._shape(value)
                return lambda facts, found: not any(shape.conform(facts, (node,)) for node in found)
            case "or":
                shapes = [self._shape(each) for each in self._list(value)]
                return lambda facts, found: all(
                    any(shape.conform(facts, (node,)) for shape in shapes) for node in found
                )
            case "property":
                inner = self._shape(value)
                if inner.path is None:
                    raise UnknownError(value)
                return lambda facts, found: inner.conform(facts, found)
        return self._plain_test(name, self._one(all_values))

    def _plain_test(self, name: str, value: object) -> ValueTest:
        """Return a test of values by themselves, whatever else the letter says."""
        match name.removeprefix(SH):
            case "datatype":
                datatype = self._iri(value)
                if not datatype.startswith(XSD):
                    raise UnknownError(datatype)
                return lambda _, found: all(isinstance(node, tuple) and node[1] == datatype for node in found)
            case "nodeKind" if value == NamedNode(SH + "IRI"):
                return lambda _, found: all(isinstance(node, str) for node in found)
            case "nodeKind" if value == NamedNode(SH + "Literal"):
                return lambda _, found: all(isinstance(node, tuple) for node in found)
            case "in":
                members = {self._term(each) for each in self._list(value)}
                return lambda _, found: members.issuperset(found)
            case "pattern":
                search = self._pattern(value).search
                return lambda _, found: all(search(_text(node)) for node in found)
            case "minLength":
                length = self._number(value)
                return lambda _, found: all(len(_text(node)) >= length for node in found)
            case "minInclusive":
                bound = self._number(value)
                return lambda _, found: all(_number(node) >= bound for node in found)
        raise UnknownError(name)

    # -- terms of the shapes

    def _one(self, values: Sequence[object]) -> object:
        if len(values) != 1:
            raise UnknownError(values)
        return values[0]

    def _iri(self, value: object) -> str:
        if not isinstance(value, NamedNode):
            raise UnknownError(value)
        return value.value

    def _term(self, value: object) -> Term:
        term = term_of(value) if isinstance(value, Literal) else self._iri(value)
        if term is ODD:
            raise UnknownError(value)
        return term

    def _number(self, value: object) -> int:
        term = self._term(value)
        if not isinstance(term, tuple) or term[1] not in WHOLE_NUMBERS:
            raise UnknownError(value)
        return int(term[0])

    def _count(self, values: Sequence[object] | None, absent: int, has_path: bool) -> int:
        if values is None:
            return absent
        if not has_path:
            raise UnknownError(values)
        return self._number(self._one(values))

    def _pattern(self, value: object) -> re.Pattern[str]:
        term = self._term(value)
        # A pattern of one character is read by pyshacl in a way of its own.
        if not isinstance(term, tuple) or term[1] != STRING or len(term[0]) < 2:
            raise UnknownError(value)
        try:
            return re.compile(term[0])
        except re.error as error:
            raise UnknownError(value) from error

    def _list(self, node: object) -> list[object]:
        members: list[object] = []
        while node != _NIL:
            described = self._objects.get(node, {}) if isinstance(node, BlankNode) else {}
            if set(described) != {RDF + "first", RDF + "rest"} or len(members) > len(self._objects):
                raise UnknownError(node)
            members.append(self._one(described[RDF + "first"]))
            node = self._one(described[RDF + "rest"])
        if not members:
            raise UnknownError(node)
        return members


def _sequence(steps: Sequence[Path]) -> Path:
    def walk(facts: Facts, start: Term) -> Sequence[Term]:
        nodes: Sequence[Term] = (start,)
        for step in steps:
            if ODD in nodes:
                raise UnsureError
            # Many spans of one text: go on from each node once.
            each = nodes if len(nodes) == 1 else dict.fromkeys(nodes)
            nodes = [value for node in each for value in step(facts, node)]
        return nodes

    return walk


def _text(node: Term) -> str:
    return node if isinstance(node, str) else node[0]


def _number(node: Term) -> int:
    if isinstance(node, str) or node[1] not in WHOLE_NUMBERS:
        raise UnsureError
    return int(node[0])


def _in_order(before: Callable[[Any, Any], bool]) -> Callable[[Sequence[Term], Sequence[Term]], bool]:
    def holds(values: Sequence[Term], others: Sequence[Term]) -> bool:
        return all(
            before(_comparable(value, other), _comparable(other, value))
            for value in values
            for other in others
        )

    return holds


def _comparable(node: Term, other: Term) -> str | Decimal:
    found = order_key(node, other)
    if found is None:
        raise UnsureError
    return found


_PAIRS: dict[str, Callable[[Sequence[Term], Sequence[Term]], bool]] = {
    SH + "equals": lambda values, others: set(values) == set(others),
    SH + "disjoint": lambda values, others: set(values).isdisjoint(others),
    SH + "lessThan": _in_order(lt),
    SH + "lessThanOrEquals": _in_order(le),
}
