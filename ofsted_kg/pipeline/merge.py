"""Let each document stand once in the graph, however many files hold it.

In: the ledger's entries, in the order of the files' names. Out: the same, those that repeat
another marked as its duplicates. Files repeat each other by their bytes, or because they are the
same document: council, framework and date, or where one has no date, the occasion (the last day
on site, the year). Their names say nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg.pipeline.ledger import Entry, Status
from ofsted_kg.record import ENDING


def merge(entries: Sequence[Entry]) -> list[Entry]:
    """Mark what repeats another. What was kept out itself keeps nothing out.

    Of files that are the same document one that has a date stays, and of those the first; what a
    record says of a document gives way to the document itself.
    """
    accepted = [number for number, entry in enumerate(entries) if entry.status is Status.CONVERTED]
    first: dict[str, Entry] = {}
    merged = list(entries)
    for number in sorted(accepted, key=lambda number: (_recorded(entries[number]), not entries[number].date)):
        entry = entries[number]
        twin = next((first[name] for name in _sought(entry) if name in first), None)
        if twin is None:
            for name in names(entry):
                first.setdefault(name, entry)
        else:
            merged[number] = _duplicate(entry, twin)
    return merged


def names(entry: Entry) -> list[str]:
    """Return by what another file is known to hold the same document."""
    found = [f"bytes {entry.sha256}", f"document {entry.graph}"]
    return [*found, _occasion(entry)] if entry.council and entry.occasion else found


def _sought(entry: Entry) -> list[str]:
    """What to look for: the occasion only where no date tells two documents apart."""
    found = names(entry)
    return found[:2] if entry.date and not _recorded(entry) else found


def _recorded(entry: Entry) -> bool:
    return entry.file_name.endswith(ENDING)


def _occasion(entry: Entry) -> str:
    return f"occasion {entry.council} {entry.framework} {entry.occasion}"


def _duplicate(entry: Entry, twin: Entry) -> Entry:
    same = twin.sha256 == entry.sha256
    what = "the same bytes as" if same else "the same letter or report as"
    remedy = "Nothing is lost" if same else "Remove the one you trust less"
    if _recorded(entry) and not _recorded(twin):
        what, remedy = "a record of", "The document's own facts take the place of the record's"
    reason = f"{what} {twin.place}, which was kept. {remedy}"
    return replace(entry, status=Status.DUPLICATE, reason=reason)
