"""Large files in gzip, letter by letter.

In: pieces, each with a key that says what it is made from. Out: a file of one gzip member
a piece (RFC 1952, section 2.2: members one after the other are one file), so that the next
release copies the members that have not changed instead of packing them anew.
"""

from __future__ import annotations

import gzip
import mmap
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

Members = dict[str, list[int]]
GZIP = 31  # zlib's name for a window of 32 KB with gzip's header and check
_BLOCK = 1 << 16
_MAGIC = b"\x1f\x8b"


class Packed:
    """A packed file in the making.

    Args:
        file: to write to.
        before: the file before.
        members: where its pieces lie.

    Attributes:
        members: where each piece lies: offset and length, by key.
    """

    def __init__(
        self, file: BinaryIO, before: Path | None = None, members: Mapping[str, list[int]] | None = None
    ) -> None:
        self._out = file
        self._size = 0
        self.members: Members = {}
        self._known = dict(members or {}) if before is not None else {}
        self._file = _mapped(before) if before is not None and self._known else b""
        # Pieces that lie one behind the other are copied together.
        self._start = self._end = 0

    def add(self, key: str, make: Callable[[], bytes]) -> None:
        """Add a piece: the one of the file before that has this key, or a new one."""
        start, length = self._known.get(key, (0, 0))
        if length and start + length <= len(self._file) and self._file[start : start + 2] == _MAGIC:
            if start != self._end:
                self.end()
                self._start = start
            self._end = start + length
        else:
            self.end()
            length = self._out.write(pack(make()))
        self.members[key] = [self._size, length]
        self._size += length

    def end(self) -> None:
        """Write what is still to be copied."""
        if self._end > self._start:
            with memoryview(self._file) as whole:
                self._out.write(whole[self._start : self._end])
        self._start = self._end = 0


def pack(data: bytes) -> bytes:
    """Return data in gzip; no name and no time in its header: the same bytes every day."""
    return gzip.compress(data, 9, mtime=0)


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield the pieces of a packed file; Python's own reader takes six times as long.

    Raises:
        OSError: it cannot be read.
        EOFError: it is cut off.
        zlib.error: it is no such file.
    """
    with path.open("rb") as file:
        block = file.read(_BLOCK)
        while block:
            member, found = zlib.decompressobj(GZIP), []
            while not member.eof:
                if not block:
                    raise EOFError("cut off")
                found.append(member.decompress(block))
                block = member.unused_data or file.read(_BLOCK)
            yield b"".join(found)


def _mapped(path: Path) -> mmap.mmap | bytes:
    """Return a file to copy from; nothing of one that cannot be read."""
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return b""
