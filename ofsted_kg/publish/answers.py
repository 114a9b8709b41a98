"""The answers of the stored queries, asked anew only of what has changed.

In: the graph, the answers of the release before, and what differs since then. Out: ``Answered``: a
table a query, row for row what asking the whole graph would give. A query that is ordered by
document or by council first keeps the rows of each together, and tells in them of nothing else (a
council's rows also of those it came from or became). So a small graph, of the documents and
councils that have changed and the vocabulary, gives their rows; those of the others stay. What
only counts goes up by what the small graph counts more with the new documents than without, and what
follows from a count with it; what counts otherwise over many is asked of the whole anew. A test holds
each query to that.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ofsted_kg import query as asking
from ofsted_kg.checksums import digest_of
from ofsted_kg.collector import give_back
from ofsted_kg.publish.answer_cache import Kept, write_kept
from ofsted_kg.publish.incremental_answers import counting, joined, later, partition, recounted
from ofsted_kg.publish.incremental_counts import counted, counted_on
from ofsted_kg.publish.lines import Lines, Packer, written
from ofsted_kg.query import StoredQuery, Table, Value
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF

Kinds = tuple[frozenset[str], ...]
# Of more letters than the one, so many at a time are asked what each answers by itself.
MANY, BATCH = 1000, 50
# Whether a document or a council tells of itself a day between two.
_BETWEEN = f"""ASK {{
  {{ ?thing a <{DEF}Assessment> ; <{DCTERMS}date> ?day }}
  UNION {{ VALUES ?of {{ <{DEF}startDate> <{DEF}endDate> }} ?thing ?of ?day }}
  FILTER(STR(?day) >= "%s" && STR(?day) <= "%s")
}}"""


@dataclass(frozen=True, slots=True)
class Affected:
    """What differs from the release before.

    Attributes:
        sources: names of the documents that came, went or changed.
        councils: codes of the councils that these tell of, with those that came before or after.
        held: the documents of these councils that the graph holds now.
        came: those that came; None where others went or changed.
    """

    sources: frozenset[str]
    councils: frozenset[str]
    held: Sequence[str]
    came: frozenset[str] | None = None

    def of(self, column: str) -> frozenset[str]:
        """Return those that a column names."""
        return self.sources if column == "source" else self.councils


@dataclass(frozen=True)
class Answered:
    """A query's answer.

    Attributes:
        query: what was asked.
        lines: the answer.
        asked: digest of the query.
        digest: of the answer.
        before: the answer of the release before; without rows where that is not known.
        kinds_before: of its cells, column by column.
        day: what days are counted to; empty where none are.
    """

    query: StoredQuery
    lines: Lines
    asked: str
    digest: str
    before: Lines
    kinds_before: Kinds
    day: str

    @classmethod
    def of(
        cls, query: StoredQuery, lines: Lines, asked: str = "", kept: Kept | None = None, day: str = ""
    ) -> Answered:
        """Return an answer with its digest."""
        kinds = () if kept is None else tuple(map(frozenset, kept.kinds))
        before = Lines(lines.columns) if kept is None else kept.lines
        return cls(query, lines, asked, lines.digest, before, kinds, day)

    @functools.cached_property
    def came(self) -> Lines | None:
        """The rows that came, with some that stood beside them; None where others went."""
        if self.before.columns != self.lines.columns:
            return None
        there, was = set(self.lines.blocks), set(self.before.blocks)
        came = Lines(self.lines.columns, tuple(block for block in self.lines.blocks if block not in was))
        gone = Lines(self.lines.columns, tuple(block for block in self.before.blocks if block not in there))
        return came if set(gone) <= set(came) else None

    @property
    def only_came(self) -> bool:
        """Whether the answer holds all the rows of the one before."""
        return bool(self.before.blocks) and self.came is not None

    @functools.cached_property
    def kinds(self) -> Kinds:
        """The kinds of the cells, column by column."""
        if not self.kinds_before or self.came is None:
            return self.lines.kinds()
        return tuple(map(frozenset.union, self.kinds_before, self.came.kinds()))

    @property
    def kept(self) -> Kept:
        """The answer as the next release reads it."""
        return Kept(self.lines, tuple(tuple(sorted(kinds)) for kinds in self.kinds), self.day)

    @functools.cached_property
    def table(self) -> Table:
        """The answer with all its terms."""
        return self.lines.table()


def answers(
    kg: KnowledgeGraph, day: str, before: Mapping[str, Kept], affected: Affected | None
) -> Iterator[Answered]:
    """Return the answers of the queries that need no value from outside.

    Args:
        kg: the graph.
        day: of the release, from which days are counted.
        before: answers of the release before, by the digest of what was asked.
        affected: what differs since then; None where that cannot be told.
    """
    asked = [
        _Asked(stored, day if "NOW()" in stored.text else "")
        for stored in asking.load_queries()
        if not any(parameter.required for parameter in stored.parameters)
    ]
    known = [one for one in asked if affected is not None and one.digest in before and one.shape]
    changes = _Changes(kg, affected, known) if affected is not None and known else None
    large = _by_batches(kg, [one for one in asked if one.apart and one not in known])
    for one in asked:
        kept, lines = before.get(one.digest), None
        if changes is not None and kept is not None:
            lines = changes.applied(one, _to_day(kg, kept.lines, kept.day, one.day))
        if lines is None:
            lines = large.pop(one.digest, None)
        if lines is None:
            lines = Lines.of(asking.run(one.query, one.values, kg))
            give_back()
        yield Answered.of(one.query, lines, one.digest, kept, one.day)


class _Asked:
    """A query as it is asked for a release.

    Attributes:
        query: the query.
        day: what days are counted to; empty where none are.
        digest: of it, whatever the day.
        order: by `partition`.
        counts: by `counting`.
        stays: by `counted`.
    """

    def __init__(self, query: StoredQuery, day: str) -> None:
        self.query, self.day = query, day
        self.digest = digest_of(query.name, query.text)
        self.order, self.counts, self.stays = partition(query), counting(query), counted(query)

    @property
    def shape(self) -> bool:
        """Whether an answer can be made from the one before."""
        return bool(self.order or self.counts or self.stays)

    @property
    def apart(self) -> bool:
        """Whether each document answers by itself, in the order of their names."""
        return self.order == ("source",) and "foaf:name" not in self.query.text

    @property
    def values(self) -> dict[str, Value]:
        """What its parameters are given."""
        # What counts days counts them to the day of the release, whenever it is made.
        return {"on": self.day} if self.day else {}


def _by_batches(kg: KnowledgeGraph, asked: Sequence[_Asked]) -> dict[str, Lines]:
    """Return the answers of queries that each document answers by itself, by digest, asked of some at a time.

    What the engine joins for one of them takes 170 MB for 1,000 letters, and grows with these. To load them
    anew, some at a time, takes a fifth more of the time that all answers take; of 200 at a time it was a
    seventh, and 120 MB more.
    """
    letters = [letter.source for letter in kg.manifest.letters()] if asked else []
    if len(letters) <= MANY:
        return {}
    rows = {one.digest: Packer() for one in asked}
    columns: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(letters), BATCH):
        small = KnowledgeGraph.from_nquads(
            kg.reference(), *(kg.letter(source)[0] for source in letters[start : start + BATCH])
        )
        for one in asked:
            table = asking.run(one.query, one.values, small)
            columns[one.digest] = table.columns
            rows[one.digest].add(written(table))
        give_back()
    return {digest: Lines(columns[digest], packer.blocks()) for digest, packer in rows.items()}


class _Changes:
    """What the documents and councils that have changed answer by themselves, before and now."""

    def __init__(self, kg: KnowledgeGraph, affected: Affected, asked: Sequence[_Asked]) -> None:
        self._affected = affected
        # What the councils' rows need holds what the documents' own do.
        small = KnowledgeGraph.from_nquads(
            kg.reference(), *(kg.letter(source)[0] for source in affected.held)
        )
        self._more = {one.digest: self._ask(one, small) for one in asked}
        self._less: dict[str, Lines] = {}
        if affected.came is not None:
            for source in affected.came:
                small.store.remove_graph(NamedNode(kg.manifest.letter(source).graph))
            self._less = {one.digest: self._ask(one, small) for one in asked if one.counts or one.stays}

    @staticmethod
    def _ask(one: _Asked, small: KnowledgeGraph) -> Lines:
        return Lines.of(asking.run(one.query, one.values, small))

    def applied(self, one: _Asked, old: Lines | None) -> Lines | None:
        """Return the answer that follows on the one before; None where none can be told."""
        more, less = self._more.get(one.digest), self._less.get(one.digest)
        if old is None or more is None:
            return None
        if one.order:
            return joined(old, more, one.order, self._affected.of(one.order[-1]))
        if less is None:
            return None
        if one.stays:
            return counted_on(one.query, old, less, more)
        return recounted(one.query, old, less, more, one.counts)


def _to_day(kg: KnowledgeGraph, old: Lines, before: str, day: str) -> Lines | None:
    """Return an answer with its days counted to another day; None where more may differ than these."""
    if before == day:
        return old
    try:
        then, now = (dt.date.fromisoformat(one) for one in (before, day))
    except ValueError:
        return None
    # What is older than both days, or younger, was told of both alike.
    told = kg.ask(_BETWEEN % (min(then, now).isoformat(), max(then, now).isoformat()))
    return None if told else later(old, (now - then).days)


def write_answers(found: Iterable[Answered]) -> bytes:
    """Return answers as a file for the next release."""
    return write_kept((one.asked, one.kept) for one in sorted(found, key=lambda one: one.asked))
