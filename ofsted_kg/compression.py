"""Zstandard (RFC 8878), as Python has it since 3.14.

In: nothing. Out: the module ``zstd``.
"""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = ["zstd"]
