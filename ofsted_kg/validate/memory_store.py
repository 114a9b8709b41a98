"""A store for rdflib that does what a SHACL engine asks, and that quickly.

In: triples, once. Out: the triples of a pattern. An rdflib store plugin
(``rdflib.store.Store``) for one graph in memory that is written, read, thrown away.
rdflib's own stores compare every part of a pattern with ``!=``, a call into Python
for each; pyshacl asks some ten thousand patterns a letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib.store import Store
from rdflib.term import Node

RdfTriple = tuple[Node, Node, Node]
Pattern = tuple[Node | None, Node | None, Node | None]


class MemoryStore(Store):
    """One graph in two indexes."""

    # pyshacl wraps a Dataset around every graph, which insists on these two. The store
    # holds a single graph, so that any context means that one.
    context_aware = True
    graph_aware = True

    def __init__(self, configuration: str | None = None, identifier: Node | None = None) -> None:
        super().__init__(configuration)
        self.identifier = identifier
        self._size = 0
        self._by_subject: dict[Node, dict[Node, dict[Node, None]]] = {}
        self._by_predicate: dict[Node, dict[Node, dict[Node, None]]] = {}

    def add(self, triple: RdfTriple, context: object = None, quoted: bool = False) -> None:
        """Add a triple."""
        subject, predicate, value = triple
        values = self._by_subject.setdefault(subject, {}).setdefault(predicate, {})
        self._size += value not in values
        values[value] = None
        self._by_predicate.setdefault(predicate, {}).setdefault(value, {})[subject] = None

    def add_graph(self, graph: object) -> None:
        """Take note of a named graph: there is one only."""

    def remove(self, triple: Pattern, context: object = None) -> None:
        """Refuse: a graph to validate does not change."""
        raise NotImplementedError("a graph to validate does not change")

    def triples(self, triple_pattern: Pattern, context: object = None) -> Iterator[tuple[RdfTriple, Any]]:
        """Yield the triples of a pattern."""
        subject, predicate, value = triple_pattern
        if subject is not None:
            described = self._by_subject.get(subject)
            if described is None:
                return
            if predicate is not None:
                values = described.get(predicate)
                if values is None:
                    return
                if value is None:
                    for found in values:
                        yield (subject, predicate, found), ()
                elif value in values:
                    yield (subject, predicate, value), ()
                return
            for name, values in described.items():
                for found in values:
                    if value is None or found == value:
                        yield (subject, name, found), ()
            return
        if predicate is not None:
            objects = self._by_predicate.get(predicate, {})
            if value is not None:
                for node in objects.get(value, ()):
                    yield (node, predicate, value), ()
                return
            for found, nodes in objects.items():
                for node in nodes:
                    yield (node, predicate, found), ()
            return
        for name in self._by_predicate:
            yield from self.triples((None, name, value))

    def __len__(self, context: object = None) -> int:
        # Counted as it grows: pyshacl asks whether a graph is empty for every result it writes.
        return self._size
