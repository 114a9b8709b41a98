"""What tells the rows of a table apart: its key, as CSV on the Web names it.

In: an answer, and the key of the release before. Out: ``Key``. Where rows only came, a key that told all
apart before is held against the new ones alone: against the rows beside them where the rows are in its order,
else against a mark of each row that was there.
"""

from __future__ import annotations

import base64
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.incremental_answers import partition
from ofsted_kg.publish.lines import Block, split

# What a row may be about, if each has its own.
_OWN = ("statement", "rating", "report", "letter")
_NAMES = ("primaryKey", "aboutUrl", "rowTitles")


@dataclass(frozen=True, slots=True)
class Key:
    """What tells rows apart.

    Attributes:
        told: as CSV on the Web tells it.
        marks: of the rows, a text a block; none where the rows are in the key's order.
    """

    told: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[str, ...] = ()


def key_of(one: Answered, before: Key) -> Key:
    """Return what tells the rows of an answer apart; that of the release before is tried first."""
    columns, known = one.lines.columns, before.told.get("primaryKey", [])
    names = [known] if isinstance(known, str) else known
    # Where rows only came, what did not tell them apart before does not do so now.
    if names and one.only_came:
        marks = _still_apart(one, names, before.marks)
        if marks is None:
            marks = _apart(one, names)
        if marks is not None:
            return Key({name: before.told[name] for name in _NAMES if name in before.told}, marks)
    for own in _OWN:
        marks = _apart(one, [own]) if own in columns else None
        if marks is not None:
            return Key({"primaryKey": own, "aboutUrl": f"{{+{own}}}"}, marks)
    titles = {"rowTitles": list(columns[:1])}
    if not one.lines.blocks:
        return Key(titles | {"primaryKey": list(columns[:1])})
    keys, marks = _first(one)
    return Key(titles | ({"primaryKey": keys} if keys else {}), marks)


def _first(one: Answered) -> tuple[list[str], tuple[str, ...]]:
    """Return the first columns that tell all rows apart and are never empty; none where there are no such."""
    columns = one.lines.columns
    full = set(range(len(columns)))
    for row in one.lines:
        row_cells = split(row)
        full -= {place for place in full if not row_cells[place]}
    chosen: list[str] = []
    for place in sorted(full):
        chosen.append(columns[place])
        marks = _apart(one, chosen)
        if marks is not None:
            return chosen, marks
    return [], ()


class _Rows:
    """Reads what some columns of rows hold, and remembers whether it was there before."""

    def __init__(self, one: Answered, names: Sequence[str]) -> None:
        self._places = [one.lines.columns.index(name) for name in names]
        self._cuts = max(self._places) + 1
        # Rows that are in order of the first column need to be told from those beside them alone.
        self.runs = partition(one.query)[:1] == tuple(names[:1])
        self._first = ""
        self._seen: set[tuple[str, ...]] = set()

    def key(self, row: str) -> tuple[str, ...]:
        """Return what a row holds in the columns."""
        cells = row.split("\t", self._cuts)
        return tuple(cells[place] for place in self._places)

    def marks(self, rows: Iterable[str]) -> array[int] | None:
        """Return a mark of each row; None where one is not told from those before it."""
        found = array("I")
        for row in rows:
            key = self.key(row)
            if self.runs:
                if key[0] != self._first:
                    self._first = key[0]
                    self._seen.clear()
            else:
                found.append(zlib.crc32("\t".join(key).encode()))
            if key in self._seen or "" in key:
                return None
            self._seen.add(key)
        return found


def _apart(one: Answered, names: Sequence[str]) -> tuple[str, ...] | None:
    """Return the marks of rows that columns, never empty, together tell apart; None where they do not."""
    rows, found = _Rows(one, names), []
    for block in one.lines.blocks:
        marks = rows.marks(block.rows())
        if marks is None:
            return None
        found.append(_text(marks))
    if rows.runs:
        return ()
    return tuple(found) if found else None


def _still_apart(one: Answered, names: Sequence[str], before: Sequence[str]) -> tuple[str, ...] | None:
    """Return the marks of rows some of which came, the others being told apart; None where it is not sure."""
    rows, old = _Rows(one, names), one.before.blocks
    if rows.runs:
        beside = _beside(one.lines.blocks, set(old), rows)
        return () if all(rows.marks(block.rows()) is not None for block in beside) else None
    if len(before) != len(old):
        return None
    known = dict(zip(old, before, strict=True))
    came: set[int] = set()
    found, there = [], []
    for block in one.lines.blocks:
        text = known.get(block)
        if text is None:
            marks = rows.marks(block.rows())
            if marks is None:
                return None
            came.update(marks)
            text = _text(marks)
        else:
            there.append(text)
        found.append(text)
    # Two rows may have one mark and yet be told apart.
    return tuple(found) if all(came.isdisjoint(_marks(text)) for text in there) else None


def _beside(blocks: Sequence[Block], old: set[Block], rows: _Rows) -> Iterator[Block]:
    """Yield the blocks that came, and those beside them that hold rows of the same."""
    wanted: set[int] = set()
    for place, block in enumerate(blocks):
        if block in old:
            continue
        own = block.rows()
        first, last, left, right = rows.key(own[0])[0], rows.key(own[-1])[0], place, place
        while left and (left == place or rows.key(blocks[left].rows()[0])[0] == first):
            left -= 1
        while right + 1 < len(blocks) and rows.key(blocks[right + 1].rows()[0])[0] == last:
            right += 1
        wanted.update(range(left, right + 1))
    return (blocks[place] for place in sorted(wanted))


def _text(marks: array[int]) -> str:
    return base64.b64encode(marks.tobytes()).decode()


def _marks(text: str) -> array[int]:
    return array("I", base64.b64decode(text))
