"""JSON-LD 1.1, compacted with a context of our own.

In: rows in reading order. Out: a node a line, in the terms of the context, which stands at the head and
is published as ``def/context.jsonld``. The context follows from the ontology (a property's range says
how its values are written) and from a short list for the vocabularies that are reused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from ofsted_kg.rows.row import TYPE, Row
from ofsted_kg.rows.turtle import own_prefixes
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import (
    DCAT,
    DCTERMS,
    FOAF,
    GEO,
    OA,
    ORG,
    OWL,
    PREFIXES,
    PROV,
    RDFS,
    SKOS,
    XSD,
)

# Where it is published, below the base.
CONTEXT = "def/context.jsonld"
_RANGE = RDFS + "range"
_LITERAL = RDFS + "Literal"
_STRING = XSD + "string"
_ENGLISH = {"@language": "en"}
_IRI = {"@type": "@id"}
# Terms of other vocabularies: their values are IRIs, texts in English, or plain.
_REUSED: dict[str, Mapping[str, str]] = {
    RDFS + "label": _ENGLISH,
    RDFS + "comment": _ENGLISH,
    RDFS + "isDefinedBy": _IRI,
    SKOS + "prefLabel": _ENGLISH,
    SKOS + "altLabel": _ENGLISH,
    SKOS + "hiddenLabel": _ENGLISH,
    SKOS + "definition": _ENGLISH,
    SKOS + "example": _ENGLISH,
    SKOS + "notation": {},
    **{
        SKOS + name: _IRI
        for name in (
            "inScheme",
            "topConceptOf",
            "hasTopConcept",
            "broader",
            "narrower",
            "closeMatch",
            "broadMatch",
        )
    },
    DCTERMS + "identifier": {},
    DCTERMS + "title": {},
    DCTERMS + "format": {},
    DCTERMS + "rights": {},
    DCTERMS + "issued": {"@type": XSD + "date"},
    DCTERMS + "date": {"@type": XSD + "date"},
    **{DCTERMS + name: _IRI for name in ("source", "license", "isReplacedBy", "replaces")},
    DCAT + "byteSize": {"@type": XSD + "nonNegativeInteger"},
    FOAF + "name": {},
    FOAF + "primaryTopic": _IRI,
    OA + "hasSource": _IRI,
    OA + "hasSelector": _IRI,
    OA + "start": {"@type": XSD + "nonNegativeInteger"},
    OA + "end": {"@type": XSD + "nonNegativeInteger"},
    OA + "exact": {},
    OA + "prefix": {},
    OA + "suffix": {},
    **{GEO + name: {"@type": XSD + "decimal"} for name in ("lat", "long")},
    **{ORG + name: _IRI for name in ("resultedFrom", "originalOrganization", "resultingOrganization")},
    OWL + "sameAs": _IRI,
    **{
        PROV + name: _IRI
        for name in ("wasDerivedFrom", "wasGeneratedBy", "used", "wasAssociatedWith", "wasRevisionOf")
    },
}
# `4`, `0`, `-1`: what JSON and XML Schema write alike.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_NUMBERS = {XSD + "integer", XSD + "nonNegativeInteger"}


@cache
def _terms() -> dict[str, tuple[str, Mapping[str, str]]]:
    """Return the term and the kind of value of each property."""
    found: dict[str, Mapping[str, str]] = {}
    for quad in ox.parse(path=resources.folder("ontology") / "ofsted-kg.ttl", format=ox.RdfFormat.TURTLE):
        if quad.predicate.value != _RANGE or not isinstance(quad.subject, ox.NamedNode):
            continue
        kind = str(quad.object.value)
        literal = kind.startswith(XSD) or kind == _LITERAL
        found[quad.subject.value] = (
            _IRI if not literal else {} if kind in (_STRING, _LITERAL) else {"@type": kind}
        )
    named: dict[str, tuple[str, Mapping[str, str]]] = {}
    taken = set(PREFIXES) | {"doc", "id", "set"}
    # The ontology's own come first: where a name is taken already, the prefix tells the two apart.
    for iri, kind_of_value in [*sorted(found.items()), *_REUSED.items()]:
        name = re.split("[/#]", iri)[-1]
        if name in taken:
            name = _compact(iri, PREFIXES)
        taken.add(name)
        named[iri] = name, kind_of_value
    return named


def context(own: Mapping[str, str]) -> dict[str, Any]:
    """Return the context.

    Args:
        own: the prefixes of our own names: ``doc``, ``id``, ``set``.
    """
    found: dict[str, Any] = {"@version": 1.1, **dict(sorted({**PREFIXES, **own}.items()))}
    for iri, (name, kind) in sorted(_terms().items(), key=lambda item: item[1][0].lower()):
        short = _compact(iri, PREFIXES)
        shape = {
            key: _compact(value, PREFIXES) if key == "@type" and value != "@id" else value
            for key, value in kind.items()
        }
        found[name] = {"@id": short, **shape} if shape else short
    return found


def read_context(base: str) -> bytes:
    """Return the context as the document that is published, for names that hang on a base."""
    own = _own([f"{base}id/"])
    return (json.dumps({"@context": context(own)}, indent=2) + "\n").encode()


def write_jsonld(rows: Sequence[Row]) -> str:
    """Return rows as JSON-LD: a graph's nodes together, a node a line.

    Args:
        rows: each once, those of a graph and of a subject together.
    """
    own = _own(row.subject for row in rows)
    spaces = {**PREFIXES, **own}
    parts = []
    for graph, members in groupby(rows, key=lambda row: row.graph):
        nodes = [
            _node(subject, group, spaces) for subject, group in groupby(members, key=lambda row: row.subject)
        ]
        lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
        if graph:
            lines = f'{{"@id": {json.dumps(_compact(graph, spaces))}, "@graph": [\n{lines}\n]}}'
        parts.append(lines)
    head = json.dumps(context(own), indent=1)
    told = ",\n".join(parts)
    return f'{{"@context": {head},\n"@graph": [\n{told}\n]}}\n'


def _own(subjects: Iterable[str]) -> dict[str, str]:
    """Return the prefixes of our own names; `council` is a property here."""
    return {name: space for name, space in own_prefixes(subjects).items() if name != "council"}


def _node(subject: str, rows: Iterable[Row], spaces: Mapping[str, str]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _compact(subject, spaces)}
    values: Sequence[object]
    for predicate, group in groupby(rows, key=lambda row: row.predicate):
        if predicate == TYPE:
            name, values = "@type", [_compact(row.text, spaces) for row in group]
        else:
            name, kind = _terms().get(predicate) or (_compact(predicate, spaces), {})
            values = [_value(row.value, kind, spaces) for row in group]
        node[name] = values[0] if len(values) == 1 else values
    return node


def _value(value: ox.NamedNode | ox.Literal, kind: Mapping[str, str], spaces: Mapping[str, str]) -> object:
    """Return a value as the term's own kind has it, else with all that makes it up."""
    if isinstance(value, ox.NamedNode):
        short = _compact(value.value, spaces)
        return short if kind == _IRI else {"@id": short}
    text, datatype = value.value, value.datatype.value
    if value.language:
        return (
            text
            if kind == _ENGLISH and value.language == "en"
            else {"@value": text, "@language": value.language}
        )
    if datatype == _STRING:
        return {"@value": text} if kind else text
    if kind.get("@type") == datatype:
        if datatype in _NUMBERS and _WHOLE.fullmatch(text):
            return int(text)
        if datatype == XSD + "boolean" and text in ("true", "false"):
            return text == "true"
        return text
    return {"@value": text, "@type": _compact(datatype, spaces)}


def _compact(iri: str, spaces: Mapping[str, str]) -> str:
    """Return an IRI with the prefix of the longest space that it begins with, or whole.

    >>> _compact("http://www.w3.org/2004/02/skos/core#Concept", PREFIXES)
    'skos:Concept'
    """
    fitting = [(len(space), prefix) for prefix, space in spaces.items() if iri.startswith(space)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    rest = iri[length:]
    return iri if not rest or rest.startswith("//") else f"{prefix}:{rest}"
