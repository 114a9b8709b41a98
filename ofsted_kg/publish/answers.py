"""The answers of the stored queries, asked anew only of what has changed.

In: the graph, the answers of the release before, and what differs since then. Out: ``Answers``: a
table a query, row for row what asking the whole graph would give. A query that is ordered by
document or by council first, and takes either as a parameter, keeps the rows of each together and
tells in them of nothing else (a council's rows also of those it came from or became); so the rows
of the others stay. What counts over many documents is asked anew.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import pyoxigraph as ox

from ofsted_kg import query as asking
from ofsted_kg.query import StoredQuery, Table, Value, from_solutions
from ofsted_kg.query.bind import serialise
from ofsted_kg.query.header import slot
from ofsted_kg.query.typed import Term
from ofsted_kg.store import KnowledgeGraph

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FILE = "ANSWERS.zst"
_LEVEL = 9  # above it time grows, and size does not shrink by much
# `ORDER BY ?council_name ?council ?area`
_ORDER = re.compile(r"^ORDER BY (?P<by>.+)$", re.MULTILINE)
# What may stand before a council's code in the order: it says the same.
_BEFORE = {"council_name"}
# The data block that takes what a column names.
_SLOTS = {"source": "letter", "council": "council"}


@dataclass(frozen=True, slots=True)
class Touched:
    """What differs from the release before: documents by name and by IRI, councils by code."""

    sources: frozenset[str]
    letters: frozenset[str]
    councils: frozenset[str]

    def of(self, column: str) -> frozenset[str]:
        """Return those that a column names."""
        return self.sources if column == "source" else self.councils

    def terms(self, column: str) -> tuple[str, list[Term]]:
        """Return the data block of a query that they go into, and what goes there."""
        if column == "source":
            return "letter", [ox.NamedNode(iri) for iri in sorted(self.letters)]
        return column, [ox.Literal(code) for code in sorted(self.councils)]


@dataclass(frozen=True, slots=True)
class Answered:
    """A query's answer.

    Attributes:
        query: what was asked.
        table: the answer.
        asked: digest of the query with its values.
        tsv: the answer as SPARQL 1.1 results in TSV, which hold every term whole.
        digest: of that.
    """

    query: StoredQuery
    table: Table
    asked: str
    tsv: str
    digest: str

    @classmethod
    def of(cls, query: StoredQuery, table: Table, asked: str = "") -> Answered:
        """Return an answer with its digest."""
        text = write_tsv(table)
        return cls(query, table, asked, text, hashlib.sha256(text.encode()).hexdigest())


def answers(
    kg: KnowledgeGraph, day: str, before: Mapping[str, str], touched: Touched | None
) -> Iterator[Answered]:
    """Return the answers of the queries that need no value from outside.

    Args:
        kg: the graph.
        day: of the release, from which days are counted.
        before: answers of the release before, as TSV by the digest of what was asked.
        touched: what differs since then; None where that cannot be told.
    """
    for stored in asking.load_queries():
        if any(parameter.required for parameter in stored.parameters):
            continue
        # What counts days counts them to the day of the release, whenever it is made.
        values: dict[str, Value] = {"on": day} if "NOW()" in stored.text else {}
        asked = hashlib.sha256(
            "\0".join((stored.name, stored.text, *map(str, values.values()))).encode()
        ).hexdigest()
        order = partition(stored)
        old = before.get(asked)
        table = None
        if order and touched is not None and old is not None:
            table = _renewed(kg, stored, values, order, read_tsv(old), touched)
        if table is None:
            table = asking.run(stored, values, kg)
        yield Answered.of(stored, table, asked)


def partition(query: StoredQuery) -> tuple[str, ...]:
    """Return the columns that order an answer, the last of them what its rows belong to; none without."""
    match = _ORDER.search(query.text)
    found: list[str] = []
    for word in match["by"].split() if match else ():
        name = word.removeprefix("?")
        if word == name or name not in query.variables:
            break
        found.append(name)
        if name in _SLOTS:
            taken = {parameter.slot or parameter.name for parameter in query.parameters}
            return tuple(found) if _SLOTS[name] in taken else ()
        if name not in _BEFORE:
            break
    return ()


def _renewed(
    kg: KnowledgeGraph,
    query: StoredQuery,
    values: Mapping[str, Value],
    order: Sequence[str],
    old: Table,
    touched: Touched,
) -> Table | None:
    """Return an answer with the rows of what is touched asked anew; None where a row belongs to nothing."""
    gone = touched.of(order[-1])
    if not gone:
        return old
    name, terms = touched.terms(order[-1])
    said = " ".join(map(serialise, terms))
    text = slot(name).sub(lambda match: f"{match['open']}{said}{match['close']}", query.text)
    new = asking.run(replace(query, text=text), values, kg)
    if new.columns != old.columns:
        return None
    places = [old.columns.index(column) for column in order]
    if any(row[places[-1]] is None for row in (*old.rows, *new.rows)):
        return None
    kept = [row for row in old.rows if row[places[-1]].value not in gone]  # type: ignore[union-attr]

    def place(row: tuple[Term | None, ...]) -> tuple[str, ...]:
        return tuple("" if (term := row[p]) is None else term.value for p in places)

    # Both are in order, and no two rows of different origin are alike in it: sorting keeps the rest.
    return Table(old.columns, tuple(sorted([*kept, *new.rows], key=place)))


def write_tsv(table: Table) -> str:
    """Return a table as SPARQL 1.1 results in TSV."""
    head = "\t".join(f"?{name}" for name in table.columns)
    lines = ("\t".join("" if term is None else str(term) for term in row) for row in table.rows)
    return "\n".join((head, *lines, ""))


def read_tsv(text: str) -> Table:
    """Return the table that `write_tsv` wrote."""
    found = ox.parse_query_results(text, format=ox.QueryResultsFormat.TSV)
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError("no table")  # noqa: TRY004 - it is what it holds that is wrong
    return from_solutions(found)


def write_answers(found: Iterable[Answered]) -> bytes:
    """Return answers as a file for the next release: those that it can take rows from."""
    texts = {one.asked: one.tsv for one in found if partition(one.query)}
    return zstd.compress(msgspec.json.encode(texts, order="sorted"), _LEVEL)


def read_answers(data: bytes | None) -> dict[str, str]:
    """Return what `write_answers` wrote; nothing of what is not there or of another make."""
    try:
        return msgspec.json.decode(zstd.decompress(data or b""), type=dict[str, str])
    except (zstd.ZstdError, msgspec.MsgspecError):
        return {}
