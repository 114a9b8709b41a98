"""What stands beside the letters in every dataset: the ontology, the councils, the tool.

In: ontology/ and the user's registers. Out: sorted N-Quads in two graphs that share no
triple: the vocabulary in ``def/``, the councils (and the software agent that the
letters' provenance names) in ``set/councils``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

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
)

COUNCILS_FILE = "councils.ttl"
STATISTICAL_GEOGRAPHY = "http://statistics.data.gov.uk/id/statistical-geography/"


def nquads(base: Base, registers: Sequence[Path] = ()) -> str:
    """Return the reference graphs as sorted N-Quads.

    Raises:
        VocabularyError: a register of the user's is wrong.
    """
    rows: list[Quad] = []
    ontology = NamedNode(ONTOLOGY_GRAPH)
    councils = NamedNode(base.councils_graph)
    for path in resources.files("ontology", ".ttl"):
        graph = councils if path.name == COUNCILS_FILE else ontology
        rows.extend(
            Quad(_rebased(triple.subject, base), triple.predicate, _rebased(triple.object, base), graph)
            for triple in parse(path=path, format=RdfFormat.TURTLE)
        )
    shipped = {council.gss_code for council in register.load().councils}
    for council in register.load(tuple(registers)).councils:
        if council.gss_code not in shipped:
            rows.extend(Quad(*triple, councils) for triple in _council(council, base))
    rows.extend(Quad(*triple, councils) for triple in _software(base))
    return sorted_nquads(rows)


def _rebased(node: object, base: Base) -> NamedNode | Literal:
    """Move a thing of ours to the user's base; the ontology's own terms stay where they are."""
    if isinstance(node, NamedNode):
        for part in ("id/", "doc/", "set/"):
            if node.value.startswith(DEFAULT_BASE + part):
                return NamedNode(base.iri + node.value.removeprefix(DEFAULT_BASE))
        return node
    if isinstance(node, Literal):
        return node
    raise TypeError(f"the ontology must hold no blank node: {node}")


def _council(council: Council, base: Base) -> list[Triple]:
    node = NamedNode(base.council(council.name))
    rows = [
        Triple(node, NamedNode(RDF + "type"), NamedNode(DEF + "Council")),
        Triple(node, NamedNode(RDF + "type"), NamedNode(ORG + "FormalOrganization")),
        Triple(node, NamedNode(SKOS + "prefLabel"), Literal(council.name, language="en")),
        Triple(
            node,
            NamedNode(DEF + "statisticalGeography"),
            NamedNode(STATISTICAL_GEOGRAPHY + council.gss_code),
        ),
    ]
    texts = {
        "officialName": (council.official_name,),
        "gssCode": (council.gss_code,),
        "formerGssCode": council.former_gss_codes,
        "dfeCode": (council.dfe_code,),
        "ofstedUrn": (council.ofsted_urn,),
    }
    for name, values in texts.items():
        rows.extend(Triple(node, NamedNode(DEF + name), Literal(value)) for value in values if value)
    for name, day in (("startDate", council.start), ("endDate", council.end)):
        if day is not None:
            value = Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))
            rows.append(Triple(node, NamedNode(DEF + name), value))
    for name, scheme, entry in (
        ("councilType", "council-type", council.kind),
        ("region", "region", council.region),
    ):
        if entry:
            rows.append(Triple(node, NamedNode(DEF + name), NamedNode(concept(scheme, entry))))
    for name, number in (("lat", council.latitude), ("long", council.longitude)):
        if number:
            value = Literal(number, datatype=NamedNode(XSD + "decimal"))
            rows.append(Triple(node, NamedNode(GEO + name), value))
    return rows


def _software(base: Base) -> list[Triple]:
    node = NamedNode(software_iri(base))
    return [
        Triple(node, NamedNode(RDF + "type"), NamedNode(PROV + "SoftwareAgent")),
        Triple(node, NamedNode(FOAF + "name"), Literal("ofsted-kg")),
        Triple(node, NamedNode(DCTERMS + "hasVersion"), Literal(__version__)),
    ]
