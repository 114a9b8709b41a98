"""Rows of RDF terms, whichever engine they come from.

In: the solutions of Oxigraph (embedded or remote) or of rdflib. Out: ``Table``.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from ofsted_kg.errors import QueryError, unanswered
from ofsted_kg.query.typed import Cell, Term, typed

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib


class Answering(Protocol):
    """What answers SELECT queries: a ``KnowledgeGraph`` or a ``RemoteGraph``."""

    def select(self, sparql: str) -> ox.QuerySolutions:
        """Run a SELECT query."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query.

    Attributes:
        columns: names of the variables, in order.
        rows: a term for each column, None where the query found nothing.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def values(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows as text: IRIs and values bare, the unknown empty."""
        for row in self.rows:
            yield tuple("" if term is None else term.value for term in row)

    def column(self, name: str) -> tuple[str, ...]:
        """Return one column as text."""
        place = self.columns.index(name)
        return tuple("" if row[place] is None else str(row[place].value) for row in self.rows)  # type: ignore[union-attr]

    def dicts(self) -> list[dict[str, Cell]]:
        """Return the rows with names: numbers, truth values and dates typed, the unknown None."""
        return [dict(zip(self.columns, map(typed, row), strict=True)) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Return a pandas DataFrame: whole numbers, truth values and dates in columns that allow gaps.

        Raises:
            ModuleNotFoundError: pandas is not installed.
        """
        import pandas

        frame = pandas.DataFrame({name: self._cells(i) for i, name in enumerate(self.columns)})
        for name in self.columns:
            kinds = {type(cell) for cell in frame[name] if cell is not None}
            if kinds == {date}:
                frame[name] = pandas.to_datetime(frame[name])
            elif kinds:
                frame[name] = frame[name].convert_dtypes()
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return a polars DataFrame; a column with values of several kinds is text.

        Raises:
            ModuleNotFoundError: polars is not installed.
        """
        import polars

        columns = {}
        for place, name in enumerate(self.columns):
            cells = self._cells(place)
            mixed = len({type(cell) for cell in cells if cell is not None}) > 1
            columns[name] = [None if c is None else str(c) for c in cells] if mixed else cells
        return polars.DataFrame(columns)

    def _cells(self, place: int) -> list[Cell]:
        return [typed(row[place]) for row in self.rows]


def pick(table: Table, names: Sequence[str]) -> Table:
    """Return some columns of a table, in the order of ``names``.

    Raises:
        QueryError: the table has no such column; the message names those it has.
    """
    unknown = [name for name in names if name not in table.columns]
    if unknown:
        raise QueryError(
            f"there is no column {', '.join(unknown)}", remedy=f"There are: {', '.join(table.columns)}"
        )
    places = [table.columns.index(name) for name in names]
    return Table(tuple(names), tuple(tuple(row[i] for i in places) for row in table.rows))


def select(target: Answering | rdflib.Graph, sparql: str) -> Table:
    """Run a SELECT query on a graph of any kind.

    Raises:
        QueryError: the graph cannot answer it.
        EndpointError: the endpoint is at fault.
    """
    if hasattr(target, "select"):
        return from_solutions(target.select(sparql))
    return _from_rdflib(target, sparql)


def from_solutions(solutions: ox.QuerySolutions) -> Table:
    """Read Oxigraph's solutions to the end."""
    columns = tuple(variable.value for variable in solutions.variables)
    try:
        rows = tuple(tuple(solution) for solution in solutions)
    except (OSError, RuntimeError, ValueError) as error:
        raise unanswered(error) from error
    return Table(columns, rows)


def _from_rdflib(graph: rdflib.Graph, sparql: str) -> Table:
    import rdflib

    if isinstance(graph, rdflib.Dataset) and not graph.default_union:
        raise QueryError(
            "this Dataset's default graph does not show its named graphs",
            remedy="Make it with Dataset(default_union=True)",
        )
    # rdflib 7 calls what it deprecates itself whenever a Dataset is asked.
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Dataset\.", DeprecationWarning)
        result = graph.query(sparql)
        # For a GROUP BY over nothing rdflib gives a row without a value, SPARQL gives none.
        bindings = [binding for binding in result.bindings if binding]
    names = [str(variable) for variable in result.vars or ()]
    rows = []
    for binding in bindings:
        found = {str(variable): term for variable, term in binding.items()}
        rows.append(tuple(_term(found.get(name)) for name in names))
    return Table(tuple(names), tuple(rows))


def _term(node: rdflib.term.Node | None) -> Term | None:
    import rdflib

    if node is None:
        return None
    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        datatype = None if node.datatype is None else ox.NamedNode(str(node.datatype))
        return ox.Literal(str(node), datatype=datatype)
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    return ox.BlankNode(str(node))
