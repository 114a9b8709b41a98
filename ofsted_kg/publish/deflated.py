"""ZIP archives whose members are put together of pieces, deflated each by itself.

In: pieces, from bytes or from an archive before. Out: the archive (APPNOTE 6.3). Streams of DEFLATE (RFC
1951) that end in an empty stored block may follow one another, and the CRC-32 of two pieces together follows
from those of each and the length of the second. So a member with a piece more costs that piece.
"""

from __future__ import annotations

import functools
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

_RAW = -15  # zlib's name for a stream without header and check
_LEVEL = 3  # above it time grows much faster than size shrinks
_END = zlib.compress(b"", _LEVEL, _RAW)
_POLYNOMIAL = 0xEDB88320
_LOCAL, _CENTRAL, _LAST = b"PK\3\4", b"PK\1\2", b"PK\5\6"
# Version needed, flags, method, time, the first day that a ZIP can tell.
_COMMON = (20, 0, 8, 0, 33)
_MADE_BY = 3 << 8 | 20  # Unix, by the same version
_MODE = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a member.

    Attributes:
        data: deflated.
        size: of the bytes.
        crc: of the bytes.
        shift: what the CRC of all before is multiplied by where this follows.
    """

    data: bytes
    size: int
    crc: int
    shift: int

    @classmethod
    def of(cls, data: bytes) -> Piece:
        """Return bytes as a piece."""
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        packed = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
        return cls(packed, len(data), zlib.crc32(data), shift(len(data)))

    @property
    def told(self) -> list[int]:
        """What tells it apart from what stands before and behind it."""
        return [len(self.data), self.size, self.crc, self.shift]

    def bytes(self) -> bytes:
        """Return the bytes."""
        return zlib.decompressobj(_RAW).decompress(self.data)


def pieces_of(data: bytes, start: int, told: Iterable[Iterable[int]]) -> list[Piece]:
    """Return the pieces of a member of an archive.

    Args:
        data: of the archive.
        start: of the first piece.
        told: by `Piece.told`.
    """
    found = []
    for length, size, crc, factor in told:
        found.append(Piece(data[start : start + length], size, crc, factor))
        start += length
    return found


class Archive:
    """A ZIP archive in the making, the same bytes every day."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._entries: list[bytes] = []

    def add(self, name: str, pieces: Iterable[Piece]) -> int:
        """Write a member; return where its first piece starts."""
        found = tuple(pieces)
        size, crc = sum(piece.size for piece in found), 0
        for piece in found:
            crc = times(piece.shift, crc) ^ piece.crc
        stream = b"".join((*(piece.data for piece in found), _END))
        called, at = name.encode(), self._file.tell()
        sizes = struct.pack("<III", crc, len(stream), size)
        self._file.write(
            _LOCAL + struct.pack("<5H", *_COMMON) + sizes + struct.pack("<HH", len(called), 0) + called
        )
        start = self._file.tell()
        self._file.write(stream)
        behind = struct.pack("<HHHHHII", len(called), 0, 0, 0, 0, _MODE, at)
        self._entries.append(_CENTRAL + struct.pack("<6H", _MADE_BY, *_COMMON) + sizes + behind + called)
        return start

    def end(self) -> None:
        """Write the list of members."""
        at, entries = self._file.tell(), b"".join(self._entries)
        number = len(self._entries)
        self._file.write(entries + _LAST + struct.pack("<HHHHIIH", 0, 0, number, number, len(entries), at, 0))


def times(one: int, other: int) -> int:
    """Return the product of two polynomials over the field of two, modulo the one of CRC-32.

    Both are written as CRC-32 is, the highest power last.
    """
    found, bit = 0, 1 << 31
    while one:
        if one & bit:
            found ^= other
            one ^= bit
        bit >>= 1
        other = other >> 1 ^ _POLYNOMIAL if other & 1 else other >> 1
    return found


def shift(size: int) -> int:
    """Return what a CRC-32 is multiplied by where so many bytes follow: x to the power of their bits.

    >>> one, other = b"a member ", b"in two pieces"
    >>> times(shift(len(other)), zlib.crc32(one)) ^ zlib.crc32(other) == zlib.crc32(one + other)
    True
    """
    found = 1 << 31  # x to the power of 0
    for place in range(size.bit_length()):
        if size >> place & 1:
            found = times(_power(place), found)
    return found


@functools.cache
def _power(place: int) -> int:
    """Return x to the power of 8 bits, squared so many times."""
    before = _power(place - 1) if place else 0
    return times(before, before) if place else 1 << 23
