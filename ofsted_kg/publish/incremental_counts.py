"""An answer whose counts go up and down, with what follows from them, while its rows stay where they are.

In: an answer, and what a small graph of what has changed answers without and with it. Out: the answer of the
whole. What is counted belongs to one document or to one council each, so the whole counts so many more as the
small graph does. What follows from a count (a share, how many are missing) the engine works out from the
query's own words, for the rows that have changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from ofsted_kg.publish.lines import Lines, split, value
from ofsted_kg.query import StoredQuery

# What the outermost part of a query works out: `  BIND(?held > ?expected AS ?exceeds)`, or behind its SELECT.
_WORKED_OUT = re.compile(r"^  (?:BIND)?\((?P<said>.+) AS \?(?P<name>\w+)\)$", re.MULTILINE)
_NAME = re.compile(r"\?(\w+)")
_PREFIX = re.compile(r"^PREFIX .*$", re.MULTILINE)
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def counted(query: StoredQuery) -> tuple[str, ...]:
    """Return the columns that count; none of a query of another kind."""
    return query.counts


def following(query: StoredQuery) -> dict[str, str]:
    """Return the columns that follow from counts, each with the query's words for it."""
    found: dict[str, str] = {}
    for match in _WORKED_OUT.finditer(query.text):
        if not {*query.counts, *found}.isdisjoint(_NAME.findall(match["said"])):
            found[match["name"]] = match["said"]
    return found


def counted_on(query: StoredQuery, old: Lines, less: Lines, more: Lines) -> Lines | None:
    """Return an answer whose counts went up or down; None where rows come or go.

    Args:
        query: whose answers these are.
        old: the answer before.
        less: the small graph's, without what came.
        more: with it.
    """
    columns = old.columns
    if not columns == less.columns == more.columns:
        return None
    counts, follow = query.counts, following(query)
    places = [columns.index(name) for name in counts]
    telling = [place for place, name in enumerate(columns) if name not in (*counts, *follow)]
    was, now = (_numbers(lines, telling, places) for lines in (less, more))
    changed = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    rows = [split(row) for row in old]
    found: list[list[str]] = []
    for row in rows:
        key = tuple(row[place] for place in telling)
        if key not in changed:
            continue
        changed.discard(key)
        before, after = was.get(key, [0] * len(places)), now.get(key, [0] * len(places))
        for place, less_by, more_by in zip(places, before, after, strict=True):
            there = value(row[place])
            if not isinstance(there, int) or there + more_by - less_by <= 0:
                return None
            row[place] = f'"{there + more_by - less_by}"^^<{_INTEGER}>'
        found.append(row)
    if changed:
        return None
    _follow(query, columns, follow, found)
    return Lines.packed(columns, map("\t".join, rows))


def _numbers(lines: Lines, telling: Sequence[int], places: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    """Return what rows count, by what tells them apart."""
    found = {}
    for line in lines:
        row = split(line)
        numbers = [number if isinstance(number := value(row[place]), int) else 0 for place in places]
        found[tuple(row[place] for place in telling)] = numbers
    return found


def _follow(
    query: StoredQuery, columns: Sequence[str], said: Mapping[str, str], rows: Sequence[list[str]]
) -> None:
    """Work out what follows from counts, and put it into the rows."""
    names = [name for name in columns if name not in said]
    given = "\n".join(
        f"({number} {' '.join(row[columns.index(name)] or 'UNDEF' for name in names)})"
        for number, row in enumerate(rows)
    )
    asked = "\n".join(
        (
            *_PREFIX.findall(query.text),
            "SELECT * WHERE {",
            f"VALUES (?number {' '.join(f'?{name}' for name in names)}) {{\n{given}\n}}",
            *(f"BIND({words} AS ?{name})" for name, words in said.items()),
            "}",
        )
    )
    solutions = ox.Store().query(asked)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError("no table")
    for solution in solutions:
        row = rows[int(solution["number"].value)]
        for name in said:
            term = solution[name]
            row[columns.index(name)] = "" if term is None else str(term)
