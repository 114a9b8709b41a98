"""The service description: what a bare GET of the endpoint says (SPARQL 1.1 Service Description).

In: the address of the endpoint. Out: the triples that describe it.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ofsted_kg.vocabulary.namespaces import PREFIXES, RDF

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)


def describe(endpoint: str, graphs: int) -> list[Triple]:
    """Return the description of the endpoint at that address.

    Args:
        endpoint: the absolute IRI it was asked at.
        graphs: how many named graphs the dataset has (not stated when 0).
    """
    service, dataset = NamedNode(endpoint), NamedNode(endpoint + "#dataset")
    default = NamedNode(endpoint + "#default-graph")
    kind = NamedNode(RDF + "type")
    triples = [
        Triple(service, kind, _sd("Service")),
        Triple(service, _sd("endpoint"), service),
        Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        Triple(service, _sd("feature"), _sd("EmptyGraphs")),
        *(Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name)) for name in _RESULTS),
        Triple(service, _sd("defaultDataset"), dataset),
        Triple(dataset, kind, _sd("Dataset")),
        Triple(dataset, _sd("defaultGraph"), default),
        Triple(default, kind, _sd("Graph")),
    ]
    if graphs:
        number = Literal(str(graphs), datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
        triples.append(Triple(dataset, NamedNode("http://rdfs.org/ns/void#documents"), number))
    return triples


def write(triples: list[Triple], form: RdfFormat) -> bytes:
    """Return the description in a format."""
    prefixes = {**PREFIXES, "sd": _SD, "format": _FORMATS}
    wanted = prefixes if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
    return serialize(triples, format=form, prefixes=wanted) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
