"""Packs: the graphs and texts of letters, compressed, one behind the other in a file.

In: a letter's text and its graph as N-Quads. Out: a ``Frame``, which says where in which
file they stand and what their digests are; and both again from a frame, checked. A frame is
one Zstandard frame (RFC 8878) of the text and the graph: the graph quotes the text.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from ofsted_kg.compression import zstd
from ofsted_kg.errors import StoreError

PACKS = "letters"
ENDING = ".pack"
# Higher levels take ten times as long for a tenth less.
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a letter's text and graph stand.

    Attributes:
        pack: name of the file in the build's folder of packs.
        offset: of the first byte.
        length: in bytes, compressed.
        text_size: bytes of the text, which stands before the graph.
        text_sha256: digest of the text in UTF-8.
        graph_sha256: digest of the N-Quads.
    """

    pack: str
    offset: int
    length: int
    text_size: int
    text_sha256: str
    graph_sha256: str

    @property
    def content(self) -> tuple[str, str]:
        """The digests of text and graph."""
        return self.text_sha256, self.graph_sha256

    def at(self, pack: str, offset: int) -> Frame:
        """Return the same frame at another place."""
        return replace(self, pack=pack, offset=offset)


@dataclass(frozen=True, slots=True)
class Stored:
    """A letter's text and graph as they are kept."""

    text: bytes
    nquads: bytes


class PackWriter:
    """Writes a pack."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO = path.open("xb", buffering=1 << 20)
        self._offset = 0

    def append(self, text: str, nquads: str) -> Frame:
        """Write a letter; it can be read after `flush`."""
        words, quads = text.encode("utf-8"), nquads.encode("utf-8")
        data = zstd.compress(words + quads, _LEVEL)
        place = Frame(
            self.path.name,
            self._offset,
            len(data),
            len(words),
            hashlib.sha256(words).hexdigest(),
            hashlib.sha256(quads).hexdigest(),
        )
        self._write(data)
        return place

    def copy(self, frame: Frame, data: bytes) -> Frame:
        """Write a frame of another pack as it is."""
        place = frame.at(self.path.name, self._offset)
        self._write(data)
        return place

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._offset += len(data)

    def flush(self) -> None:
        """Let others see what was written."""
        self._file.flush()

    def close(self) -> None:
        """End the file, and wait until it is on the disk."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()


class PackReader:
    """Reads the packs of a build; each file is opened once, and closed with the reader at the latest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, int] = {}

    def __enter__(self) -> PackReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        while self._files:
            os.close(self._files.popitem()[1])

    def raw(self, frame: Frame) -> bytes:
        """Return a frame's bytes as they are.

        Raises:
            OSError: the file is not there or too short.
        """
        file = self._files.get(frame.pack)
        if file is None:
            flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
            file = self._files[frame.pack] = os.open(self._folder / frame.pack, flags)
        os.lseek(file, frame.offset, os.SEEK_SET)
        data = os.read(file, frame.length)
        if len(data) != frame.length:
            raise OSError(f"{frame.pack} is too short")
        return data

    def read(self, frame: Frame, source: str) -> Stored:
        """Return a letter's text and graph, checked against their digests.

        Raises:
            StoreError: they are gone or not what was written; it names the letter.
        """
        try:
            data = zstd.decompress(self.raw(frame))
        except (OSError, zstd.ZstdError, MemoryError) as error:
            raise damaged(source, str(error)) from error
        stored = Stored(data[: frame.text_size], data[frame.text_size :])
        if (
            hashlib.sha256(stored.nquads).hexdigest() != frame.graph_sha256
            or hashlib.sha256(stored.text).hexdigest() != frame.text_sha256
        ):
            raise damaged(source, "it is not what was written")
        return stored


def damaged(source: str, what: str) -> StoreError:
    """Return the error of a letter that cannot be read back."""
    return StoreError(
        f"the graph is damaged: the letter {source} cannot be read ({what})",
        remedy="`ofsted-kg verify` says what else is. Make the graph anew with `ofsted-kg build --fresh`, "
        "or bring the build before back with `ofsted-kg undo`",
    )
