"""Stored questions, and their answers as tables.

In: the name of a query in queries/, values for its parameters, and a graph: the embedded
store, a SPARQL 1.1 endpoint, or an rdflib graph. Out: a ``Table``, the same from all three,
in the formats of the W3C's SPARQL 1.1 recommendations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ofsted_kg.errors import QueryError
from ofsted_kg.query.bind import Value, bind, choices, councils, sources
from ofsted_kg.query.formats import FORMATS, MARKED, MEDIA_TYPES, Answer, encode, render
from ofsted_kg.query.guard import guarded
from ofsted_kg.query.header import TAGS, Parameter, StoredQuery, load_queries, stored_query
from ofsted_kg.query.labels import labelled
from ofsted_kg.query.ordering import in_order, ordered
from ofsted_kg.query.prefixes import explained, pasted, prefixed
from ofsted_kg.query.reference import listing, manual, reference
from ofsted_kg.query.remarks import left_out, why_empty
from ofsted_kg.query.table import Answering, Table, from_solutions, pick, select
from ofsted_kg.query.terminal import Shown, as_records, as_table, fit, fits, readable, spoken
from ofsted_kg.query.typed import Cell, typed
from ofsted_kg.query.unused import unused
from ofsted_kg.query.workbook import workbook

if TYPE_CHECKING:
    import rdflib

    from ofsted_kg.store import KnowledgeGraph
    from ofsted_kg.store.remote import RemoteGraph

__all__ = [
    "FORMATS",
    "MARKED",
    "MEDIA_TYPES",
    "TAGS",
    "Answer",
    "Answering",
    "Cell",
    "Parameter",
    "Shown",
    "StoredQuery",
    "Table",
    "Value",
    "as_records",
    "as_table",
    "bind",
    "choices",
    "councils",
    "encode",
    "fit",
    "fits",
    "from_solutions",
    "guarded",
    "in_order",
    "left_out",
    "listing",
    "load_queries",
    "manual",
    "pick",
    "readable",
    "reference",
    "render",
    "run",
    "run_text",
    "select",
    "sources",
    "spoken",
    "stored_query",
    "typed",
    "unused",
    "why_empty",
    "workbook",
]


def run(
    query: StoredQuery | str, values: Mapping[str, Value] | None, target: Answering | rdflib.Graph
) -> Table:
    """Ask a graph a stored query; what it gives as slugs stands in words behind.

    Args:
        query: the query or its name.
        values: for its parameters, by name: text, number, truth value or date.
        target: a ``KnowledgeGraph``, a ``RemoteGraph`` or an rdflib graph.

    Raises:
        QueryError: there is no such query, or a value does not fit its parameter.
        EndpointError: the endpoint did not answer as it should.
    """
    stored = stored_query(query) if isinstance(query, str) else query
    if check := getattr(target, "check_stored", None):
        check(stored.name)
    return labelled(ordered(target, bind(stored, values or {}, target)), target)


def run_text(sparql: str, target: KnowledgeGraph | RemoteGraph) -> Answer:
    """Ask a graph a SPARQL query of any form; the prefixes of this project need not be declared.

    Returns:
        A ``Table`` for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE.

    Raises:
        QueryError: the text is no SPARQL 1.1 query, or cannot be answered.
        EndpointError: the endpoint did not answer as it should.
    """
    sparql = pasted(sparql)
    text = prefixed(sparql)
    try:
        answer = target.query(text)
    except QueryError as error:
        raise explained(error, sparql, text) from error
    return answer if isinstance(answer, bool | list) else from_solutions(answer)
