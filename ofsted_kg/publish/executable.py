"""The stored queries as linked data: ``sh:SPARQLExecutable``.

In: the stored queries. Out: Turtle: each query's text, summary and parameters, by the
SHACL vocabulary for SPARQL executables (SHACL Advanced Features, sections 5 and 6).
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ofsted_kg.graph.reference import typed
from ofsted_kg.publish.triples import Description, english
from ofsted_kg.query import StoredQuery
from ofsted_kg.vocabulary.namespaces import DCTERMS, RDF, RDFS, SH, XSD, Base

_DATATYPES = {"integer": "integer", "date": "date", "boolean": "boolean"}


def executables(queries: Iterable[StoredQuery], base: Base) -> bytes:
    """Return the queries as Turtle."""
    out = Description()
    for query in queries:
        iri = base.listing(f"query/{query.name}")
        out.about(
            iri,
            SH + "SPARQLExecutable",
            (RDFS + "label", english(query.name)),
            (RDFS + "comment", english(query.summary)),
            (DCTERMS + "description", english(query.description)),
            (SH + "select", query.text),
        )
        out.about(iri, SH + "SPARQLSelectExecutable")
        for parameter in query.parameters:
            path = out.about(
                f"{iri}/{parameter.name}/value",
                RDF + "Property",
                (RDFS + "label", english(f"value of {parameter.name}")),
            )
            node = out.about(
                f"{iri}/{parameter.name}",
                SH + "Parameter",
                (SH + "path", path),
                (SH + "name", english(parameter.name)),
                (SH + "datatype", NamedNode(XSD + _DATATYPES.get(parameter.kind, "string"))),
                (SH + "optional", typed("false" if parameter.required else "true", "boolean")),
            )
            out.about(iri, None, (SH + "parameter", node))
    return out.turtle()
