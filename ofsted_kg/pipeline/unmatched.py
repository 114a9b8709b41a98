"""Corrections that are about no document of a build.

In: the corrections, and the documents of the build. Out: remarks for the ledger: a correction that
does nothing is said, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_kg.corrections import Corrections
from ofsted_kg.pipeline.ledger import Remark

UNMATCHED = "correction-unmatched"


def unmatched(corrections: Corrections, documents: Iterable[tuple[str, str, str]]) -> list[Remark]:
    """Return a remark for each document that corrections name and a build has not.

    Args:
        corrections: of the build.
        documents: source, file name and digest of each letter of the build.
    """
    if not corrections:
        return []
    counts: dict[tuple[str, bool], int] = {}
    for row in corrections.unmatched(documents):
        key = row.document, bool(row.sha256)
        counts[key] = counts.get(key, 0) + 1
    return [
        Remark(
            UNMATCHED,
            "Warning",
            f"{count} {'corrections are' if count > 1 else 'correction is'} about a document that is not in "
            f"the graph{', or has other bytes now' if by_bytes else ''}:",
            document,
        )
        for (document, by_bytes), count in sorted(counts.items())
    ]
