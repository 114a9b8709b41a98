"""Zstandard (RFC 8878), as Python has it since 3.14, and ZIP archives that are the same bytes every day.

In: members of an archive. Out: the module ``zstd``; the members written.
"""

from __future__ import annotations

import sys
import zipfile

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["pack", "zstd"]

# The first time that a ZIP can tell.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# Above it time grows much faster than size shrinks.
_LEVEL = 3


def pack(archive: zipfile.ZipFile, name: str, data: bytes, mode: int = 0o644) -> None:
    """Write a member into a ZIP archive, deflated, with no time of its own.

    Args:
        archive: open for writing.
        name: of the member.
        data: what it holds.
        mode: who may read it once it is unpacked.
    """
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = mode << 16
    archive.writestr(entry, data, compresslevel=_LEVEL)
