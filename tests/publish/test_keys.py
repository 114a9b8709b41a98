"""What tells rows apart, found from the rows that came alone."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pytest

from ofsted_kg.publish.answer_cache import Kept
from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.keys import Key, key_of
from ofsted_kg.publish.lines import Block, Lines
from ofsted_kg.query import StoredQuery

ORDERED = "SELECT ?{} ?n WHERE {{ }}\nORDER BY ?source\n"


def answered(name: str, rows: Sequence[tuple[str, int]], before: Answered | None = None) -> Answered:
    columns = (name, "n")
    lines = Lines.packed(columns, ((f'"{one}"' if one else "") + f'\t"{n}"' for one, n in rows))
    kept = None if before is None else Kept(before.lines, before.kept.kinds, "")
    return Answered.of(StoredQuery("q", "s", "d", (), ORDERED.format(name)), lines, kept=kept)


def ids(numbers: Sequence[int]) -> list[tuple[str, int]]:
    return [(f"s{n:05d}", 0) for n in numbers]


MANY = ids(range(0, 9000, 3))
# Where `source` is, the rows are in the order of the key; a statement's stand anywhere.
NAMES = ("source", "statement")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("came", "apart"),
    [
        (ids([4]), True),
        (ids([0]), False),
        (ids([8997]), False),
        (ids([4, 4]), False),
        ([("", 1)], False),
        (ids([3000, 3001, 3002]), False),
    ],
    ids=["another", "the first again", "the last again", "one twice", "without", "one of three again"],
)
def test_rows_that_come(name: str, came: list[tuple[str, int]], apart: bool) -> None:
    before = answered(name, MANY)
    assert len(before.lines.blocks) > 5
    old = key_of(before, Key())
    assert old.told["primaryKey"] in (name, [name])
    now = answered(name, sorted([*MANY, *came]), before)
    assert now.only_came
    anew = key_of(answered(name, sorted([*MANY, *came])), Key())
    assert key_of(now, old) == anew
    assert (anew.told.get("primaryKey") in (name, [name])) is apart


@pytest.mark.parametrize("side", ["before", "behind"])
def test_a_twin_stands_in_the_block_beside(side: str) -> None:
    """The block that it stands in has not changed."""
    before = answered("source", MANY)
    end = sum(block.count for block in before.lines.blocks[:3])
    name = MANY[end - (side == "behind")][0]
    # What begins a block stands in another than what is before it; anything else does not.
    begins = [n for n in range(1, 5000) if not zlib.crc32(f'"{name}"\t"{n}"'.encode()) % 256]
    number = begins[0] if side == "behind" else next(n for n in range(1, 9) if n not in begins)
    rows = [*MANY[:end], (name, number), *MANY[end:]]
    now = answered("source", rows, before)
    assert sum(block not in before.lines.blocks for block in now.lines.blocks) == 1
    anew = key_of(answered("source", rows), Key())
    assert key_of(now, key_of(before, Key())) == anew
    assert anew.told["primaryKey"] == ["source", "n"]


def test_a_twin_stands_anywhere() -> None:
    before = answered("statement", MANY)
    rows = [*MANY, ("s00000", 1)]
    anew = key_of(answered("statement", rows), Key())
    assert key_of(answered("statement", rows, before), key_of(before, Key())) == anew
    assert anew.told["primaryKey"] == ["statement", "n"]


@pytest.mark.parametrize("name", NAMES)
def test_rows_that_were_there_are_not_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answered(name, MANY)
    old = key_of(before, Key())
    now = answered(name, sorted([*MANY, *ids([4001])]), before)
    assert now.came is not None
    read: list[int] = []
    rows = Block.rows

    def noted(block: Block) -> list[str]:
        read.append(block.count)
        return rows(block)

    monkeypatch.setattr(Block, "rows", noted)
    assert key_of(now, old).told == old.told
    assert sum(read) < len(MANY) / 2


def test_two_of_one_mark_are_told_apart_by_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofsted_kg.publish.keys.zlib.crc32", lambda _: 1)
    before = answered("statement", MANY)
    old = key_of(before, Key())
    now = answered("statement", sorted([*MANY, *ids([4])]), before)
    assert key_of(now, old) == key_of(answered("statement", sorted([*MANY, *ids([4])])), Key())
