"""Answers maintained: each made of the one before and of what a small graph of what has changed gives.

In: an answer as lines, and the small graph's. Out: the answer of the whole graph, row for row. Three
shapes of query allow it: rows that belong to a document or a council each, in whose order they come;
counts, which go up and down by what the small graph counts more than before; and days counted to the day
of the release, where every document is older than both days.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ofsted_kg.publish.lines import Block, Lines, Packer, bare, split, value
from ofsted_kg.query import StoredQuery, in_order

# `ORDER BY ?council_name ?council ?area`
_ORDER = re.compile(r"^ORDER BY (?P<by>.+)$", re.MULTILINE)
_GROUP = re.compile(r"^GROUP BY (?P<by>.+)$", re.MULTILINE)
_SELECT = re.compile(r"^SELECT (?P<clause>[^{]+?)\s+WHERE \{", re.MULTILINE)
_NAME = re.compile(r"\?(\w+)")
# What is counted once belongs to one council, or to one that goes on with its record.
_COUNT = re.compile(r"\(COUNT\((?:\?\w+|DISTINCT \?(?:body|counted))\) AS \?(?P<name>\w+)\)")
# What rows belong to.
_GROUPS = ("source", "council")
# What may stand before it in the order: it says the same, or is told of one document each time.
_BEFORE = {"council_name", "person", "date"}
DAYS = "days_since"


def partition(query: StoredQuery) -> tuple[str, ...]:
    """Return the columns that order an answer, the last of them what its rows belong to; none without."""
    order, clause = _ORDER.search(query.text), _SELECT.search(query.text)
    shown = set(_NAME.findall(clause["clause"])) if clause else set()
    found: list[str] = []
    for word in order["by"].split() if order else ():
        name = word.removeprefix("?")
        if word == name or name not in shown:
            break
        found.append(name)
        if name in _GROUPS:
            return tuple(found)
        if name not in _BEFORE:
            break
    return ()


def counting(query: StoredQuery) -> tuple[str, ...]:
    """Return the columns that count what the others tell apart; none of a query of another shape."""
    clause, group = _SELECT.search(query.text), _GROUP.search(query.text)
    if clause is None or group is None:
        return ()
    counts = tuple(match["name"] for match in _COUNT.finditer(clause["clause"]))
    others = _COUNT.sub("", clause["clause"]).split()
    return counts if sorted(others) == sorted(group["by"].split()) else ()


def joined(old: Lines, new: Lines, order: Sequence[str], affected: frozenset[str]) -> Lines | None:
    """Return an answer with the rows of what is affected from a new one; None where a row belongs to none.

    Args:
        old: the answer before.
        new: the small graph's.
        order: by `partition`.
        affected: the documents or councils, by name.
    """
    if new.columns != old.columns:
        return None
    place = _Place(old.columns, order)
    came = [pair for pair in ((place(row), row) for row in new) if pair[0][-1] in affected]
    if len(order) == 1:
        return _spliced(old, came, [(name,) for name in sorted(affected)], place)
    kept = [(place(row), row) for row in old]
    if not all(where[-1] for where, _ in kept):
        return None
    # Both are in order, and no two rows of different origin are alike in it: sorting keeps the rest.
    rows = sorted([*(pair for pair in kept if pair[0][-1] not in affected), *came], key=lambda pair: pair[0])
    return Lines.packed(old.columns, (row for _, row in rows))


_Where = tuple[str, ...]


class _Place:
    """Where a row stands in an order: what its cells in some columns hold."""

    def __init__(self, columns: Sequence[str], order: Sequence[str]) -> None:
        self._places = [columns.index(column) for column in order]
        self._cuts = max(self._places) + 1

    def __call__(self, row: str) -> _Where:
        """Return it."""
        cells = row.split("\t", self._cuts)
        return tuple(bare(cells[place]) for place in self._places)


def _spliced(
    old: Lines, came: Sequence[tuple[_Where, str]], names: Sequence[_Where], place: _Place
) -> Lines | None:
    """Return an answer with other rows of some names; blocks that hold none of these are not looked into.

    Args:
        old: the answer before, in the order of names.
        came: the rows of the names, and where they stand.
        names: in order.
        place: tells where a row stands.
    """

    @functools.cache
    def first(number: int) -> _Where:
        return place(old.blocks[number].rows()[0])

    numbers = range(len(old.blocks))
    if old.blocks and not first(0)[0]:
        return None
    blocks: list[Block] = []
    done, left = 0, list(names)
    while left:
        # Rows of a name may begin in the block before the first that begins with it.
        start = max(done, bisect.bisect_left(numbers, left[0], key=first) - 1)
        # What comes before all rows changes where the first block ends.
        end, here = start + 1, 0
        while here < len(left) and (not here or bisect.bisect_left(numbers, left[here], key=first) <= end):
            end = max(end, bisect.bisect_right(numbers, left[here], key=first))
            here += 1
        rows = [row for block in old.blocks[start:end] for row in block.rows()]
        packer = Packer()
        packer.add(_replaced(rows, came, left[:here], place))
        blocks += [*old.blocks[done:start], *packer.blocks()]
        done, left = end, left[here:]
    return Lines(old.columns, (*blocks, *old.blocks[done:]))


def _replaced(
    rows: Sequence[str], came: Sequence[tuple[_Where, str]], names: Sequence[_Where], place: _Place
) -> Iterator[str]:
    """Yield rows, those of some names by the ones that came."""
    start = 0
    for where in names:
        first = bisect.bisect_left(rows, where, lo=start, key=place)
        yield from rows[start:first]
        yield from (row for there, row in came if there == where)
        start = bisect.bisect_right(rows, where, lo=first, key=place)
    yield from rows[start:]


def recounted(
    query: StoredQuery, old: Lines, less: Lines, more: Lines, counts: Sequence[str]
) -> Lines | None:
    """Return an answer whose counts went up or down; None where that cannot be.

    Args:
        query: whose answers these are.
        old: the answer before.
        less: the small graph's, without what came.
        more: with it.
        counts: by `counting`.
    """
    if not old.columns == less.columns == more.columns:
        return None
    places = [old.columns.index(name) for name in counts]
    numbers: dict[tuple[str, ...], Counter[int]] = {}
    whole: dict[tuple[str, ...], list[str]] = {}
    for lines, sign in ((old, 1), (less, -1), (more, 1)):
        for row in lines:
            cells = split(row)
            key = tuple(cell for place, cell in enumerate(cells) if place not in places)
            counted = numbers.setdefault(key, Counter())
            for place in places:
                number = value(cells[place])
                if not isinstance(number, int):
                    return None
                counted[place] += sign * number
            whole.setdefault(key, cells)
    rows = []
    for key, cells in whole.items():
        if min(numbers[key].values()) < 0:
            return None
        if any(numbers[key].values()):
            for place in places:
                cells[place] = _renumbered(cells[place], numbers[key][place])
            rows.append("\t".join(cells))
    table = in_order(Lines.packed(old.columns, rows).table(), query.text)
    return None if table is None else Lines.of(table)


def later(old: Lines, days: int) -> Lines | None:
    """Return an answer whose days were counted to another day; None of one that counts none so.

    Args:
        old: the answer before.
        days: how many days later.
    """
    if DAYS not in old.columns:
        return None
    place, rows = old.columns.index(DAYS), []
    for row in old:
        cells = row.split("\t", place + 1)
        number = value(cells[place])
        if isinstance(number, int):
            cells[place] = _renumbered(cells[place], number + days)
        rows.append("\t".join(cells))
    return Lines.packed(old.columns, rows)


def _renumbered(cell: str, number: int) -> str:
    return f'"{number}"{cell[cell.rindex(chr(34)) + 1 :]}'
