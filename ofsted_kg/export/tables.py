"""Which tables are exported, and how they hang together.

In: a graph. Out: ``Exported`` records: the councils, the documents, and the answer of each stored
query that needs no parameter; each with its key, and the columns that refer to the first two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ofsted_kg.query import Answering, StoredQuery, Table, load_queries, run, select
from ofsted_kg.vocabulary.namespaces import XSD

# The kinds of value that a column may have, from the narrowest.
KINDS = ("boolean", "integer", "number", "date", "text")
_KIND_OF = {
    **{XSD + name: "integer" for name in ("integer", "nonNegativeInteger", "int", "long")},
    **{XSD + name: "number" for name in ("decimal", "double", "float")},
    XSD + "boolean": "boolean",
    XSD + "date": "date",
}
_DOCUMENTS = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ok: <https://w3id.org/ofsted-kg/def/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?source ?title ?framework ?council ?date ?year ?url ?letter WHERE {
  ?letter dcterms:identifier ?source ; ok:framework/skos:notation ?framework .
  OPTIONAL { ?letter dcterms:title ?title_printed }
  OPTIONAL { ?letter ok:council/ok:gssCode ?council }
  OPTIONAL { ?letter dcterms:issued ?date }
  OPTIONAL { ?letter ok:year ?year }
  OPTIONAL { ?letter dcterms:source ?url_iri }
  BIND(STR(?url_iri) AS ?url)
  BIND(REPLACE(STR(?title_printed), "\\\\s+", " ") AS ?title)
} ORDER BY ?source ?letter ?title"""
# A table's key is its own column of IRIs, where it has one and each stands once.
_KEYS = ("letter", "rating", "statement", "fact", "warning", "council_iri")


@dataclass(frozen=True, slots=True)
class Exported:
    """A table to export.

    Attributes:
        name: as SQL likes it: lower case, words joined by underscores.
        title: what it answers, in a line.
        description: what a row is.
        table: the rows.
        kinds: the kind of each column, one of `KINDS`.
        key: the column by which a row is known; empty where there is none.
        refers: a column, and the table and column that it refers to.
    """

    name: str
    title: str
    description: str
    table: Table
    kinds: tuple[str, ...]
    key: str = ""
    refers: tuple[tuple[str, str, str], ...] = ()


def names() -> tuple[str, ...]:
    """Return the names of the tables that `tables` yields."""
    return ("councils", "documents", *(_name(query) for query in _asked()))


def tables(graph: Answering) -> Iterator[Exported]:
    """Yield the tables of a graph, those that others refer to first."""
    councils = _first_by(run("councils", {}, graph), "council")
    documents = _first_by(select(graph, _DOCUMENTS), "source")
    known = {"council": set(councils.column("council")), "source": set(documents.column("source"))}
    yield _exported("councils", "Councils of the register", "A row a council.", councils, "council")
    yield _exported(
        "documents",
        "Letters and reports",
        "A row a document.",
        documents,
        "source",
        _references(documents, known, "councils"),
    )
    for query in _asked():
        table = run(query, {}, graph)
        key = next((name for name in _KEYS if name in table.columns and _is_key(table, name)), "")
        yield _exported(
            _name(query),
            query.summary,
            query.description,
            table,
            key,
            _references(table, known, "councils", "documents"),
        )


def _asked() -> Iterator[StoredQuery]:
    """Yield the stored queries that have a table of their own."""
    for query in load_queries():
        if query.name != "councils" and not any(parameter.required for parameter in query.parameters):
            yield query


def _name(query: StoredQuery) -> str:
    return query.name.replace("-", "_")


def _exported(
    name: str,
    title: str,
    description: str,
    table: Table,
    key: str,
    refers: tuple[tuple[str, str, str], ...] = (),
) -> Exported:
    kinds = tuple(_kind(table, place) for place in range(len(table.columns)))
    return Exported(name, title, description, table, kinds, key, refers)


def _first_by(table: Table, column: str) -> Table:
    """Keep the first row for each value of a column that has one."""
    place = table.columns.index(column)
    rows = {str(row[place]): row for row in reversed(table.rows) if row[place] is not None}
    return Table(table.columns, tuple(rows[name] for name in reversed(rows)))


def _references(table: Table, known: dict[str, set[str]], *targets: str) -> tuple[tuple[str, str, str], ...]:
    """Return the columns whose every value stands in the table that they are named after."""
    columns = {"councils": "council", "documents": "source"}
    return tuple(
        (column, target, column)
        for target in targets
        if (column := columns[target]) in table.columns and set(table.column(column)) - {""} <= known[column]
    )


def _is_key(table: Table, name: str) -> bool:
    values = table.column(name)
    return "" not in values and len(set(values)) == len(values)


def _kind(table: Table, place: int) -> str:
    kinds = {_of(row[place]) for row in table.rows if row[place] is not None}
    if kinds == {"integer", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 else "text"


def _of(term: object) -> str:
    return _KIND_OF.get(term.datatype.value, "text") if isinstance(term, ox.Literal) else "text"
