"""An answer as lines of text: a row is read only where somebody looks into it.

In: a ``Table``, or rows of SPARQL 1.1 results in TSV, which hold every term whole. Out: ``Lines``: the
rows in blocks, each packed, since all answers of 2,500 letters are 95 MB. Where a block ends follows from
the rows alone: of an answer with a hundred thousand rows a release changes a dozen, which stand in a few
blocks, and the others are the very blocks of the release before. They are never made into terms.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ofsted_kg.compression import zstd
from ofsted_kg.query import Table, from_solutions
from ofsted_kg.query.typed import Cell, Term, typed

# One row of so many begins a block, whatever stands before it.
_ROWS = 256
_LEVEL = 3  # above it time grows much faster than size shrinks


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows: how many, and their text."""

    count: int
    packed: bytes

    def rows(self) -> list[str]:
        """Return the rows."""
        return zstd.decompress(self.packed).decode().split("\n")


class Packer:
    """Packs rows into blocks as they come."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._rows: list[str] = []

    def add(self, rows: Iterable[str]) -> None:
        """Add rows."""
        for row in rows:
            if self._rows and not zlib.crc32(row.encode()) % _ROWS:
                self._end()
            self._rows.append(row)

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks."""
        if self._rows:
            self._end()
        return tuple(self._blocks)

    def _end(self) -> None:
        self._blocks.append(Block(len(self._rows), zstd.compress("\n".join(self._rows).encode(), _LEVEL)))
        self._rows = []


@dataclass(frozen=True, slots=True)
class Lines:
    """An answer.

    Attributes:
        columns: names of the variables, in order.
        blocks: of rows, each a line of TSV.
    """

    columns: tuple[str, ...]
    blocks: tuple[Block, ...] = ()

    @classmethod
    def of(cls, table: Table) -> Lines:
        """Return a table as lines."""
        return cls.packed(table.columns, written(table))

    @classmethod
    def packed(cls, columns: tuple[str, ...], rows: Iterable[str]) -> Lines:
        """Return rows as lines."""
        packer = Packer()
        packer.add(rows)
        return cls(columns, packer.blocks())

    def __len__(self) -> int:
        return sum(block.count for block in self.blocks)

    def __iter__(self) -> Iterator[str]:
        """Yield the rows."""
        for block in self.blocks:
            yield from block.rows()

    def first(self, most: int | None) -> Iterator[str]:
        """Yield the first rows, or all."""
        return itertools.islice(self, most)

    @property
    def digest(self) -> str:
        """The digest of columns and rows."""
        digest = hashlib.sha256("\t".join(self.columns).encode())
        for block in self.blocks:
            digest.update(block.packed)
        return digest.hexdigest()

    def table(self, most: int | None = None) -> Table:
        """Return the first rows, or all, as a table."""
        text = _text(self.columns, self.first(most))
        found = ox.parse_query_results(text, format=ox.QueryResultsFormat.TSV)
        if not isinstance(found, ox.QuerySolutions):
            raise ValueError("no table")  # noqa: TRY004 - it is what it holds that is wrong
        return from_solutions(found)

    def kinds(self) -> tuple[frozenset[str], ...]:
        """Return the kinds of the cells, column by column."""
        found: list[set[str]] = [set() for _ in self.columns]
        for block in self.blocks:
            for kinds, column in zip(found, zip(*map(split, block.rows()), strict=True), strict=True):
                kinds.update(kind(cell) for cell in set(column) if cell)
        return tuple(map(frozenset, found))

    def typed(self, most: int | None = None) -> Iterator[list[Cell]]:
        """Yield the rows, or the first of them, as values of Python."""
        for row in self.first(most):
            yield [value(cell) for cell in split(row)]


def written(table: Table) -> Iterator[str]:
    """Yield the rows of a table as lines."""
    return ("\t".join("" if term is None else str(term) for term in row) for row in table.rows)


def split(row: str) -> list[str]:
    """Return the cells of a row as they stand."""
    return row.split("\t")


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
    found = ox.parse_query_results(_text(("a",), (cell,)), format=ox.QueryResultsFormat.TSV)
    term: Term | None = next(iter(found))[0] if isinstance(found, ox.QuerySolutions) else None
    if term is None:
        raise ValueError(f"{cell!r} is no term")
    return term


def _text(columns: Iterable[str], rows: Iterable[str]) -> str:
    """Return SPARQL 1.1 results in TSV."""
    return "\n".join(("\t".join(f"?{name}" for name in columns), *rows, ""))
