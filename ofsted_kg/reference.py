"""What stands beside the letters in every dataset: the ontology, the councils, the tool.

In: ontology/ and the user's registers. Out: sorted N-Quads in two graphs that share no
triple: the vocabulary in ``def/``, the councils (and the software agent that the
letters' provenance names) in ``set/councils``.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ofsted_kg import __version__, register, resources
from ofsted_kg.graph import software_iri, sorted_nquads
from ofsted_kg.model import Council
from ofsted_kg.namespaces import (
    DCTERMS,
    DEF,
    DEFAULT_BASE,
    FOAF,
    GEO,
    ONTOLOGY_GRAPH,
    ORG,
    PROV,
    RDF,
    SKOS,
    XSD,
    Base,
    concept,
    slug,
)

STATISTICAL_GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"


@functools.cache
def nquads(base: Base, registers: tuple[Path, ...] = ()) -> str:
    """Return the reference graphs as sorted N-Quads.

    Raises:
        VocabularyError: a register of the user's is wrong.
    """
    return sorted_nquads(quads(base, registers))


@functools.cache
def quads(base: Base, registers: tuple[Path, ...] = ()) -> tuple[Quad, ...]:
    """Return the reference graphs.

    Raises:
        VocabularyError: a register of the user's is wrong.
    """
    rows: list[Quad] = []
    ontology = NamedNode(ONTOLOGY_GRAPH)
    councils = NamedNode(base.councils_graph)
    for path in resources.files("ontology", ".ttl"):
        triples: Iterable[Quad | Triple] = resources.triples(path)
        if base.iri != DEFAULT_BASE:
            triples = (_rebased(triple, base) for triple in triples)
        graph = councils if path.name == resources.COUNCILS_FILE else ontology
        rows.extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
    known = register.load(registers).councils
    names = {council.gss_code: council.name for council in known}
    shipped = {council.gss_code for council in register.load().councils}
    for council in known:
        if council.gss_code not in shipped:
            rows.extend(_council(council, base, names))
    rows.extend(_software(base))
    return tuple(rows)


def _rebased(triple: Quad | Triple, base: Base) -> Triple:
    """Move the things of ours to the user's base; the ontology's own terms stay where they are."""
    subject, value = _moved(triple.subject, base), _moved(triple.object, base)
    if isinstance(subject, Literal):
        raise TypeError(f"a literal is no subject: {subject}")
    return Triple(subject, triple.predicate, value)


def _moved(node: object, base: Base) -> NamedNode | Literal:
    if isinstance(node, NamedNode):
        for part in ("id/", "doc/", "set/"):
            if node.value.startswith(DEFAULT_BASE + part):
                return NamedNode(base.iri + node.value.removeprefix(DEFAULT_BASE))
        return node
    if isinstance(node, Literal):
        return node
    raise TypeError(f"the ontology must hold no blank node: {node}")


def _council(council: Council, base: Base, names: Mapping[str, str]) -> Iterator[Quad]:
    """Describe a council of the user's register as councils.ttl describes the shipped ones."""
    node = base.council(council.name)
    yield _quad(base, node, RDF + "type", NamedNode(DEF + "Council"))
    yield _quad(base, node, RDF + "type", NamedNode(ORG + "FormalOrganization"))
    yield _quad(base, node, SKOS + "prefLabel", Literal(council.name, language="en"))
    area = NamedNode(STATISTICAL_GEOGRAPHY + council.gss_code)
    yield _quad(base, node, DEF + "statisticalGeography", area)
    texts = {
        "officialName": (council.official_name,),
        "gssCode": (council.gss_code,),
        "formerGssCode": council.former_gss_codes,
        "dfeCode": (council.dfe_code,),
        "ofstedUrn": (council.ofsted_urn,),
    }
    for name, values in texts.items():
        for value in filter(None, values):
            yield _quad(base, node, DEF + name, Literal(value))
    for name, day in (("startDate", council.start), ("endDate", council.end)):
        if day is not None:
            yield _quad(base, node, DEF + name, _typed(day.isoformat(), "date"))
    for name, scheme, entry in (
        ("councilType", "council-type", council.kind),
        ("region", "region", council.region),
    ):
        if entry:
            yield _quad(base, node, DEF + name, NamedNode(concept(scheme, entry)))
    for name, number in (("lat", council.latitude), ("long", council.longitude)):
        if number:
            yield _quad(base, node, GEO + name, _typed(number, "decimal"))
    yield from _succession(council, base, names)


def _succession(council: Council, base: Base, names: Mapping[str, str]) -> Iterator[Quad]:
    successors = [base.council(names[code]) for code in council.replaced_by if code in names]
    if not successors:
        return
    first = council.end + dt.timedelta(days=1) if council.end is not None else None
    year = f"-{first.year}" if first is not None else ""
    old, event = base.council(council.name), base.thing(f"change/{slug(council.name)}{year}")
    yield _quad(base, event, RDF + "type", NamedNode(ORG + "ChangeEvent"))
    yield _quad(base, event, ORG + "originalOrganization", NamedNode(old))
    yield _quad(base, old, ORG + "changedBy", NamedNode(event))
    if first is not None:
        yield _quad(base, event, DCTERMS + "date", _typed(first.isoformat(), "date"))
    for new in successors:
        yield _quad(base, event, ORG + "resultingOrganization", NamedNode(new))
        yield _quad(base, new, ORG + "resultedFrom", NamedNode(event))


def _software(base: Base) -> Iterator[Quad]:
    node = software_iri(base)
    yield _quad(base, node, RDF + "type", NamedNode(PROV + "SoftwareAgent"))
    yield _quad(base, node, FOAF + "name", Literal("ofsted-kg"))
    yield _quad(base, node, DCTERMS + "hasVersion", Literal(__version__))


def _typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + kind))


def _quad(base: Base, subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), value, NamedNode(base.councils_graph))
