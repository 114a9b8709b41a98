"""An answer as lines of text: a row is read only where somebody looks into it.

In: a ``Table``, or SPARQL 1.1 results in TSV, which hold every term whole. Out: ``Lines``: rows as
they stand, the text of a column's cells, the values of some rows. Of an answer with a hundred
thousand rows a release changes a dozen; the others are never made into terms.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ofsted_kg.query import Table, from_solutions
from ofsted_kg.query.typed import Cell, Term, typed

_BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Lines:
    """An answer.

    Attributes:
        columns: names of the variables, in order.
        rows: each a line of TSV.
    """

    columns: tuple[str, ...]
    rows: tuple[str, ...]

    @classmethod
    def of(cls, table: Table) -> Lines:
        """Return a table as lines."""
        rows = ("\t".join("" if term is None else str(term) for term in row) for row in table.rows)
        return cls(table.columns, tuple(rows))

    @classmethod
    def read(cls, text: str) -> Lines:
        """Return what `text` gave."""
        head, *rows = text.split("\n")[:-1]
        return cls(tuple(name.removeprefix("?") for name in head.split("\t")), tuple(rows))

    @property
    def text(self) -> str:
        """The answer as SPARQL 1.1 results in TSV."""
        return "\n".join(("\t".join(f"?{name}" for name in self.columns), *self.rows, ""))

    def blocks(self) -> Iterator[bytes]:
        """Yield `text` in pieces: whole it may be large."""
        yield Lines(self.columns, ()).text.encode()
        for start in range(0, len(self.rows), _BLOCK):
            yield "\n".join((*self.rows[start : start + _BLOCK], "")).encode()

    @property
    def digest(self) -> str:
        """The digest of `text`."""
        digest = hashlib.sha256()
        for block in self.blocks():
            digest.update(block)
        return digest.hexdigest()

    def table(self, most: int | None = None) -> Table:
        """Return the first rows, or all, as a table."""
        text = Lines(self.columns, self.rows[:most]).text
        found = ox.parse_query_results(text, format=ox.QueryResultsFormat.TSV)
        if not isinstance(found, ox.QuerySolutions):
            raise ValueError("no table")  # noqa: TRY004 - it is what it holds that is wrong
        return from_solutions(found)

    def cells(self) -> list[tuple[str, ...]]:
        """Return the text of the cells, column by column."""
        found = list(zip(*(row.split("\t") for row in self.rows), strict=True))
        return found or [() for _ in self.columns]

    def kinds(self) -> tuple[frozenset[str], ...]:
        """Return the kinds of the cells, column by column."""
        return tuple(frozenset(kind(cell) for cell in set(column) if cell) for column in self.cells())

    def column(self, name: str) -> list[str]:
        """Return the text of the cells of a column."""
        place = self.columns.index(name)
        return [row.split("\t", place + 1)[place] for row in self.rows]

    def values(self, most: int | None = None) -> Iterator[list[str]]:
        """Yield the rows, or the first of them, as text: IRIs and values bare, the unknown empty."""
        for row in self.rows[:most]:
            yield cells(row)

    def typed(self, most: int | None = None) -> Iterator[list[Cell]]:
        """Yield the rows, or the first of them, as values of Python."""
        for row in self.rows[:most]:
            yield [value(cell) for cell in row.split("\t")]


def cells(row: str) -> list[str]:
    """Return the cells of a row as text: IRIs and values bare, the unknown empty."""
    return [bare(cell) for cell in row.split("\t")]


def kind(cell: str) -> str:
    """Return the datatype of a cell, empty for a plain text, ``@`` for one in a language; an IRI's is ``<``.

    >>> kind('"5"^^<http://www.w3.org/2001/XMLSchema#integer>'), kind('"a"'), kind('"a"@en'), kind("<x:y>")
    ('http://www.w3.org/2001/XMLSchema#integer', '', '@', '<')
    """
    if cell[0] != '"':
        return cell[0]
    after = cell[cell.rindex('"') + 1 :]
    return "@" if after.startswith("@") else after[3:-1]


def bare(cell: str) -> str:
    r"""Return what a cell holds, without its marks.

    >>> bare('"a"'), bare("<x:y>"), bare(""), bare('"a\\tb"'), bare('"5"^^<x:int>')
    ('a', 'x:y', '', 'a\tb', '5')
    """
    if "\\" in cell:
        return str(_term(cell).value)
    if cell[:1] == '"':
        return cell[1 : cell.rindex('"')]
    return cell[1:-1] if cell[:1] == "<" else _term(cell).value if cell else ""


def value(cell: str) -> Cell:
    """Return what a cell holds as a value of Python."""
    if not cell:
        return None
    if cell[0] == "<" or cell[-1] == '"':
        return bare(cell)
    return _typed(cell)


@functools.lru_cache(1 << 16)
def _typed(cell: str) -> Cell:
    return typed(_term(cell))


def _term(cell: str) -> Term:
    term = Lines(("a",), (cell,)).table().rows[0][0]
    if term is None:
        raise ValueError(f"{cell!r} is no term")
    return term
