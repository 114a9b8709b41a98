"""Digests (SHA-256) of words and files, and the list of a folder's: ``SHA256SUMS``, for ``sha256sum -c``.

In: words, a file, such a list, or digests by path. Out: a digest, the digest of each path, or the list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

SUMS = "SHA256SUMS"
_BLOCK = 1 << 20
# A file that each release lists; a folder that came with digests of its own has none.
_OF_RELEASE = "void.ttl"


def digest_of(*words: str) -> str:
    """Return the digest of some words, told apart."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the digest of a file.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def is_release(folder: Path) -> bool:
    """Tell whether `publish` made a folder."""
    try:
        return _OF_RELEASE in read_sums((folder / SUMS).read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False


def read_sums(text: str) -> dict[str, str]:
    r"""Return the SHA-256 of each path that a list names; lines that are none are passed over.

    >>> read_sums("ab12  data/a.ttl\nno line of a list\n")
    {'data/a.ttl': 'ab12'}
    """
    return {path: digest for digest, _, path in (line.partition("  ") for line in text.splitlines()) if path}


def write_sums(digests: Mapping[str, str]) -> str:
    r"""Return the list of digests by path, in the order of the paths.

    >>> write_sums({"b": "34", "a": "12"})
    '12  a\n34  b\n'
    """
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
