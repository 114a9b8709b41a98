"""The list of digests of a folder: ``SHA256SUMS``, in the format of ``sha256sum -c``.

In: such a list, or digests by path. Out: the digest of each path, or the list.
"""

from __future__ import annotations

from collections.abc import Mapping

SUMS = "SHA256SUMS"


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
