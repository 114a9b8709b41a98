"""The answers of the stored queries, asked anew only of what has changed.

In: the graph, the answers of the release before, and what differs since then. Out: ``Answered``: a
table a query, row for row what asking the whole graph would give. A query that is ordered by
document or by council first keeps the rows of each together, and tells in them of nothing else (a
council's rows also of those it came from or became). So a small graph, of the documents and
councils that have changed and the vocabulary, gives their rows; those of the others stay. What
counts over many documents is asked of the whole anew. A test holds each query to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import pyoxigraph as ox

from ofsted_kg import query as asking
from ofsted_kg.checksums import digest_of
from ofsted_kg.compression import zstd
from ofsted_kg.query import StoredQuery, Table, Value, from_solutions
from ofsted_kg.query.typed import Term
from ofsted_kg.store import KnowledgeGraph

FILE = "ANSWERS.zst"
_LEVEL = 9  # above it time grows, and size does not shrink by much
# `ORDER BY ?council_name ?council ?area`
_ORDER = re.compile(r"^ORDER BY (?P<by>.+)$", re.MULTILINE)
# What may stand before a council's code in the order: it says the same.
_BEFORE = {"council_name"}
# What rows belong to.
_GROUPS = ("source", "council")


@dataclass(frozen=True, slots=True)
class Touched:
    """What differs from the release before.

    Attributes:
        sources: names of the documents that came, went or changed.
        councils: codes of the councils that these tell of, with those that came before or after.
        held: of each of the two, the documents that the graph holds now.
    """

    sources: frozenset[str]
    councils: frozenset[str]
    held: Mapping[str, Sequence[str]]

    def of(self, column: str) -> frozenset[str]:
        """Return those that a column names."""
        return self.sources if column == "source" else self.councils


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
        return cls(query, table, asked, text, digest_of(text))


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
    small: dict[str, KnowledgeGraph] = {}
    for stored in asking.load_queries():
        if any(parameter.required for parameter in stored.parameters):
            continue
        # What counts days counts them to the day of the release, whenever it is made.
        values: dict[str, Value] = {"on": day} if "NOW()" in stored.text else {}
        asked = digest_of(stored.name, stored.text, *map(str, values.values()))
        order = partition(stored)
        old = before.get(asked)
        table = None
        if order and touched is not None and old is not None:
            group = order[-1]
            if group not in small:
                letters = (kg.letter(source)[0] for source in touched.held[group])
                small[group] = KnowledgeGraph.from_nquads(kg.reference(), *letters)
            new = asking.run(stored, values, small[group])
            table = _joined(read_tsv(old), new, order, touched.of(group))
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
        if name in _GROUPS:
            return tuple(found)
        if name not in _BEFORE:
            break
    return ()


def _joined(old: Table, new: Table, order: Sequence[str], touched: frozenset[str]) -> Table | None:
    """Return an answer with the rows of what is touched from a new one; None where a row belongs to none."""
    if new.columns != old.columns:
        return None
    places = [old.columns.index(column) for column in order]

    def place(row: tuple[Term | None, ...]) -> tuple[str, ...]:
        return tuple("" if (term := row[p]) is None else term.value for p in places)

    kept = [row for row in old.rows if place(row)[-1] not in touched]
    came = [row for row in new.rows if place(row)[-1] in touched]
    if any(row[places[-1]] is None for row in (*old.rows, *new.rows)):
        return None
    # Both are in order, and no two rows of different origin are alike in it: sorting keeps the rest.
    return Table(old.columns, tuple(sorted([*kept, *came], key=place)))


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
