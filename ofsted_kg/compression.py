"""Zstandard (RFC 8878), as Python has it since 3.14, and ZIP archives that are the same bytes every day.

In: members of an archive. Out: the module ``zstd``; the members written.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable
from typing import IO

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["archive", "pack", "zstd"]

# Above it time grows much faster than size shrinks.
_LEVEL = 3


def archive(file: IO[bytes]) -> zipfile.ZipFile:
    """Return a ZIP archive to write, deflated."""
    return zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)


def pack(archive: zipfile.ZipFile, name: str, data: Iterable[bytes], mode: int = 0o644) -> None:
    """Write a member into an archive, with no time of its own.

    Args:
        archive: by `archive`.
        name: of the member.
        data: what it holds, in pieces.
        mode: who may read it once it is unpacked.
    """
    # A name that is opened has the first time that a ZIP can tell.
    with archive.open(name, "w") as member:
        for piece in data:
            member.write(piece)
    archive.getinfo(name).external_attr = mode << 16
