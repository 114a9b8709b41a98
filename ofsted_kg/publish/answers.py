"""The answers of the stored queries, asked anew only of what has changed.

In: the graph, the answers of the release before, and what differs since then. Out: ``Answered``: a
table a query, row for row what asking the whole graph would give. A query that is ordered by
document or by council first keeps the rows of each together, and tells in them of nothing else (a
council's rows also of those it came from or became). So a small graph, of the documents and
councils that have changed and the vocabulary, gives their rows; those of the others stay. What
counts over many documents is asked of the whole anew. A test holds each query to that.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from ofsted_kg import query as asking
from ofsted_kg.checksums import digest_of
from ofsted_kg.compression import zstd
from ofsted_kg.publish.lines import Lines, bare
from ofsted_kg.query import StoredQuery, Table, Value
from ofsted_kg.store import KnowledgeGraph

FILE = "ANSWERS.zst"
_LEVEL = 3  # above it time grows much faster than size shrinks
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
        held: the documents of these councils that the graph holds now.
    """

    sources: frozenset[str]
    councils: frozenset[str]
    held: Sequence[str]

    def of(self, column: str) -> frozenset[str]:
        """Return those that a column names."""
        return self.sources if column == "source" else self.councils


Kinds = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as the next release finds it: the text, and the kinds of its cells, column by column."""

    text: str
    kinds: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answered:
    """A query's answer.

    Attributes:
        query: what was asked.
        lines: the answer.
        asked: digest of the query with its values.
        digest: of the answer.
        before: the answer of the release before; without rows where that is not known.
        kinds_before: of its cells, column by column.
    """

    query: StoredQuery
    lines: Lines
    asked: str
    digest: str
    before: Lines
    kinds_before: Kinds

    @classmethod
    def of(cls, query: StoredQuery, lines: Lines, asked: str = "", kept: Kept | None = None) -> Answered:
        """Return an answer with its digest."""
        before = Lines(lines.columns, ()) if kept is None else Lines.read(kept.text)
        kinds = () if kept is None else tuple(map(frozenset, kept.kinds))
        return cls(query, lines, asked, digest_of(lines.text), before, kinds)

    @functools.cached_property
    def kinds(self) -> Kinds:
        """The kinds of the cells, column by column."""
        rows, old = self.lines.rows, self.before.rows
        if self.kinds_before and self.before.columns == self.lines.columns and not set(old).difference(rows):
            # Where rows only came it is enough to look at these.
            came = Lines(self.lines.columns, tuple(set(rows).difference(old))).kinds()
            return tuple(map(frozenset.union, self.kinds_before, came))
        return self.lines.kinds()

    @functools.cached_property
    def table(self) -> Table:
        """The answer with all its terms."""
        return self.lines.table()


def answers(
    kg: KnowledgeGraph, day: str, before: Mapping[str, Kept], touched: Touched | None
) -> Iterator[Answered]:
    """Return the answers of the queries that need no value from outside.

    Args:
        kg: the graph.
        day: of the release, from which days are counted.
        before: answers of the release before, by the digest of what was asked.
        touched: what differs since then; None where that cannot be told.
    """
    small: KnowledgeGraph | None = None
    for stored in asking.load_queries():
        if any(parameter.required for parameter in stored.parameters):
            continue
        # What counts days counts them to the day of the release, whenever it is made.
        values: dict[str, Value] = {"on": day} if "NOW()" in stored.text else {}
        asked = digest_of(stored.name, stored.text, *map(str, values.values()))
        order = partition(stored)
        kept = before.get(asked)
        lines = None
        if order and touched is not None and kept is not None:
            if small is None:
                # What the councils' rows need holds what the documents' own do.
                letters = (kg.letter(source)[0] for source in touched.held)
                small = KnowledgeGraph.from_nquads(kg.reference(), *letters)
            new = Lines.of(asking.run(stored, values, small))
            lines = _joined(Lines.read(kept.text), new, order, touched.of(order[-1]))
        if lines is None:
            lines = Lines.of(asking.run(stored, values, kg))
        yield Answered.of(stored, lines, asked, kept)


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


def _joined(old: Lines, new: Lines, order: Sequence[str], touched: frozenset[str]) -> Lines | None:
    """Return an answer with the rows of what is touched from a new one; None where a row belongs to none."""
    if new.columns != old.columns:
        return None
    places = [old.columns.index(column) for column in order]
    cuts = max(places) + 1

    def place(row: str) -> tuple[str, ...]:
        cells = row.split("\t", cuts)
        return tuple(bare(cells[place]) for place in places)

    kept, came = ([(place(row), row) for row in lines.rows] for lines in (old, new))
    if not all(where[-1] for where, _ in (*kept, *came)):
        return None
    rows = [pair for pair in kept if pair[0][-1] not in touched]
    rows += [pair for pair in came if pair[0][-1] in touched]
    # Both are in order, and no two rows of different origin are alike in it: sorting keeps the rest.
    rows.sort(key=lambda pair: pair[0])
    return Lines(old.columns, tuple(row for _, row in rows))


def kept_answers(found: Iterable[Answered]) -> Iterator[tuple[str, Kept]]:
    """Yield what the next release can take rows from, by the digest of what was asked."""
    for one in sorted(found, key=lambda one: one.asked):
        if partition(one.query):
            yield one.asked, Kept(one.lines.text, tuple(tuple(sorted(kinds)) for kinds in one.kinds))


def write_answers(found: Iterable[Answered]) -> bytes:
    """Return answers as a file for the next release, made a line of JSON at a time: they may be large."""
    packed, out = zstd.ZstdCompressor(level=_LEVEL), bytearray()
    for pair in kept_answers(found):
        out += packed.compress(msgspec.json.encode(pair) + b"\n")
    return bytes(out + packed.flush())


def read_answers(data: bytes | None) -> dict[str, Kept]:
    """Return what `write_answers` wrote; nothing of what is not there or of another make."""
    try:
        return dict(msgspec.json.Decoder(tuple[str, Kept]).decode_lines(zstd.decompress(data or b"")))
    except (zstd.ZstdError, msgspec.MsgspecError):
        return {}
