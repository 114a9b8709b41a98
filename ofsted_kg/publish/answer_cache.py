"""The answers of a release, kept for the next.

In: answers as lines, one by one. Out: a file of a line of JSON, packed, that tells them apart, and their
blocks as they are; the next release finds each by the digest of what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from ofsted_kg.compression import zstd
from ofsted_kg.publish.lines import Block, Lines

FILE = "ANSWERS.zst"
KindsTold = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as the next release finds it.

    Attributes:
        lines: the answer.
        kinds: of its cells, column by column.
        day: what days are counted to; empty where none are.
    """

    lines: Lines
    kinds: KindsTold
    day: str


# What was asked, the columns, how many rows and bytes each block has, the kinds of the cells, the day.
_Told = tuple[str, tuple[str, ...], list[tuple[int, int]], KindsTold, str]


def write_kept(found: Iterable[tuple[str, Kept]]) -> bytes:
    """Return the file of some answers, each with what was asked."""
    told: list[_Told] = []
    blocks = []
    for asked, one in found:
        sizes = [(block.count, len(block.packed)) for block in one.lines.blocks]
        told.append((asked, one.lines.columns, sizes, one.kinds, one.day))
        blocks += [block.packed for block in one.lines.blocks]
    # Frames one behind the other are one file (RFC 8878, section 3).
    return b"".join((zstd.compress(msgspec.json.encode(told)), *blocks))


def read_answers(data: bytes | None) -> dict[str, Kept]:
    """Return what `write_kept` wrote; nothing of what is not there or of another make."""
    head = zstd.ZstdDecompressor()
    try:
        told = msgspec.json.decode(head.decompress(data or b""), type=list[_Told])
    except (zstd.ZstdError, msgspec.MsgspecError):
        return {}
    found: dict[str, Kept] = {}
    rest, start = head.unused_data, 0
    for asked, columns, sizes, kinds, day in told:
        blocks = []
        for count, size in sizes:
            blocks.append(Block(count, rest[start : start + size]))
            start += size
        found[asked] = Kept(Lines(columns, tuple(blocks)), kinds, day)
    return found if start == len(rest) else {}
