"""Corrections that do nothing in a build: of no document of it, or refused.

In: the corrections, and the documents of the build. Out: remarks for the ledger, those of a refused one
with the file and the row: the graph itself says nothing of where these lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ofsted_kg.corrections import REFUSED, Corrections
from ofsted_kg.pipeline.ledger import Entry, Remark

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


def refused(corrections: Corrections, entries: Iterable[Entry]) -> Iterator[Remark]:
    """Yield a remark for each correction that was refused, with its file and row."""
    for entry in entries:
        rows = corrections.of(entry.source, entry.file_name, entry.sha256) if entry.refused else ()
        for row in rows:
            if row.digest in entry.refused:
                file, line = row.place
                where = ", ".join(filter(None, (Path(file).name, line)))
                yield Remark(REFUSED, "Warning", f"{where}: mend or take out the row; of {entry.source}")
