"""What shapes say to people: their sentences, the properties they are about, where to look.

In: shapes as triples. Out: ``Notes``. Standard: SHACL (https://www.w3.org/TR/shacl/),
its paths written as SPARQL 1.1 property paths.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ofsted_kg.vocabulary.namespaces import RDF, RDFS, SH, curie

_NIL = NamedNode(RDF + "nil")
# Operators of a path on one step, as SPARQL writes them.
STEPS = {
    SH + "inversePath": "^{}",
    SH + "zeroOrOnePath": "{}?",
    SH + "zeroOrMorePath": "{}*",
    SH + "oneOrMorePath": "{}+",
}

Node = NamedNode | BlankNode | Literal | Triple


class Notes:
    """The sentences of a set of shapes, by the shape's IRI.

    Attributes:
        messages: what it means to break the shape.
        paths: the property or path that the shape is about, as SPARQL writes it; none for a node shape.
        places: the properties of a letter that lead to the words that the shape is about.
    """

    def __init__(self, shapes: Iterable[Quad | Triple]) -> None:
        """Read the shapes' triples, of one file or of several whose blank nodes do not clash."""
        self._objects: dict[tuple[Node, str], list[Node]] = defaultdict(list)
        for row in shapes:
            self._objects[row.subject, row.predicate.value].append(row.object)
        self.messages: dict[str, str] = {}
        self.paths: dict[str, str] = {}
        self.places: dict[str, tuple[str, ...]] = {}
        for (subject, predicate), values in list(self._objects.items()):
            if not isinstance(subject, NamedNode):
                continue
            if predicate == SH + "message":
                self.messages[subject.value] = min(_text(value) for value in values)
            elif predicate == SH + "path":
                self.paths[subject.value] = self._path(values[0])
            elif predicate == RDFS + "seeAlso":
                self.places[subject.value] = tuple(sorted(map(_text, values)))

    def _path(self, path: Node) -> str:
        if isinstance(path, NamedNode):
            return curie(path.value) or f"<{path.value}>"
        for operator, pattern in STEPS.items():
            for step in self._objects.get((path, operator), ()):
                return pattern.format(self._path(step))
        for choices in self._objects.get((path, SH + "alternativePath"), ()):
            return "|".join(map(self._path, self._list(choices)))
        return "/".join(map(self._path, self._list(path)))

    def _list(self, node: Node) -> list[Node]:
        members: list[Node] = []
        while node != _NIL and (node, RDF + "first") in self._objects:
            members.append(self._objects[node, RDF + "first"][0])
            node = self._objects.get((node, RDF + "rest"), [_NIL])[0]
        return members


def _text(node: Node) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else ""
