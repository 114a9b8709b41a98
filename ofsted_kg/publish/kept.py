"""The answers of a release, kept for the next.

In: answers as lines, one by one. Out: a file of their texts, packed, and a line of JSON that tells them
apart; the next release finds each by the digest of what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from ofsted_kg.compression import zstd
from ofsted_kg.publish.lines import Lines

FILE = "ANSWERS.zst"
_LEVEL = 3  # above it time grows much faster than size shrinks
KindsTold = tuple[tuple[str, ...], ...]
# What was asked, the size of the answer's text, the kinds of its cells, the day.
_Told = tuple[str, int, KindsTold, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as the next release finds it.

    Attributes:
        text: of the answer.
        kinds: of its cells, column by column.
        day: what days are counted to; empty where none are.
    """

    text: str
    kinds: KindsTold
    day: str


def write_kept(found: Iterable[tuple[str, Lines, KindsTold, str]]) -> bytes:
    """Return the file of some answers: what was asked, the lines, the kinds of the cells, the day."""
    packed, out = zstd.ZstdCompressor(level=_LEVEL), bytearray()
    told: list[_Told] = []
    for asked, lines, kinds, day in found:
        size = 0
        for block in lines.blocks():
            out += packed.compress(block)
            size += len(block)
        told.append((asked, size, kinds, day))
    out += packed.compress(b"\n" + msgspec.json.encode(told))
    return bytes(out + packed.flush())


def read_answers(data: bytes | None) -> dict[str, Kept]:
    """Return what `write_kept` wrote; nothing of what is not there or of another make."""
    found: dict[str, Kept] = {}
    start = 0
    try:
        texts = memoryview(content := zstd.decompress(data or b""))
        told = msgspec.json.decode(texts[content.rfind(b"\n") + 1 :], type=list[_Told])
        for asked, size, kinds, day in told:
            found[asked] = Kept(str(texts[start : start + size], "utf-8"), kinds, day)
            start += size
    except (zstd.ZstdError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
    return found
