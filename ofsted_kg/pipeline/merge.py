"""Let each document stand once in the graph, however many files hold it.

In: the ledger's entries, in the order of the files' names. Out: the same, those that repeat
another marked as its duplicates. Files repeat each other by their bytes, or because they are the
same document: council, framework and date, or where one has no date, the occasion (the last day
on site, the year). Their names say nothing of it; but which of two is the newer, they may say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from ofsted_kg.pipeline.ledger import Entry, Status
from ofsted_kg.record import ENDING

# What the name of a document says that was put in the place of another, or that gave way to one.
_MENDED = re.compile(r"corrected|amended|revised|re-?issued|re-?published|replacement", re.IGNORECASE)
_OLD = re.compile(r"(?:^|[^a-z])(?:draft|old|superseded|withdrawn|replaced)(?:[^a-z]|$)", re.IGNORECASE)
_VERSION = re.compile(r"(?:^|[^a-z])v(?:er(?:sion)?)?[ ._-]?(\d{1,3})(?!\d)", re.IGNORECASE)
_DRAFT = "draft"
_DIFFER = "Their grades differ: "


class _Standing(NamedTuple):
    """By what one of two files of a document is kept, the weightiest first; the greater is."""

    document: bool  # and not what a record says of it
    dated: bool
    final: bool
    name: tuple[int, int]
    made: str


def merge(entries: Sequence[Entry]) -> list[Entry]:
    """Mark what repeats another. What was kept out itself keeps nothing out.

    Of files that are the same document one that has a date stays, and of those the newer, as far as
    they say which that is; else the first. What a record says gives way to the document itself.
    """
    accepted = [number for number, entry in enumerate(entries) if entry.status is Status.CONVERTED]
    first: dict[str, Entry] = {}
    merged = list(entries)
    for number in sorted(accepted, key=lambda number: _standing(entries[number]), reverse=True):
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


def _standing(entry: Entry) -> _Standing:
    return _Standing(
        document=not _recorded(entry),
        dated=bool(entry.date),
        final=all(remark.rule != _DRAFT for remark in entry.notices),
        name=_named(entry.file_name),
        made=entry.made,
    )


def _named(name: str) -> tuple[int, int]:
    """Return what a file's name says of its being the newer: whether mended or old, and the version.

    >>> _named("bury-corrected.pdf"), _named("bury v2.pdf"), _named("old bury.pdf")
    ((1, 0), (0, 2), (-1, 0))
    """
    version = max((int(found[1]) for found in _VERSION.finditer(name)), default=0)
    return (_MENDED.search(name) is not None) - (_OLD.search(name) is not None), version


def _duplicate(entry: Entry, twin: Entry) -> Entry:
    if twin.sha256 == entry.sha256:
        reason = f"the same bytes as {twin.place}, which was kept. Nothing is lost"
    elif _recorded(entry) and not _recorded(twin):
        own = "The document's own facts take the place of the record's"
        told = _otherwise(entry, twin, "in the record", "in the document")
        reason = f"a record of {twin.place}, which was kept. {own}{told}"
    else:
        reason = (
            f"the same letter or report as {twin.place}, which was kept: {_why(entry, twin)}"
            f"{_otherwise(entry, twin)}. To have this one, {_remedy(entry, twin)}"
        )
    return replace(entry, status=Status.DUPLICATE, reason=reason)


def _why(entry: Entry, kept: Entry) -> str:
    """Say by what the one that was kept stands before this one."""
    this, other = _standing(entry), _standing(kept)
    if this.dated != other.dated:
        return "this one has no date"
    if this.final != other.final:
        return "this one is a draft"
    if this.name != other.name:
        return "as the names have it, it is the newer"
    if this.made and this.made != other.made:
        return f"its file was made later ({_day(kept.made)}; this one {_day(entry.made)})"
    if this.made != other.made:
        return "this one does not say when it was made"
    return "neither says that it is the newer"


def _otherwise(entry: Entry, kept: Entry, here: str = "here", there: str = "there") -> str:
    """Say where the two give other grades."""
    others = dict(kept.grades)
    differing = [
        f"{area} {grade or '-'} {here}, {others.get(area) or '-'} {there}"
        for area, grade in entry.grades
        if others.get(area) != grade
    ]
    return f". {_DIFFER}{'; '.join(differing)}" if differing else ""


def differing(entry: Entry) -> str:
    """Return how the grades of a record differ from those of the document that it gave way to, if they do."""
    recorded = entry.status is Status.DUPLICATE and _recorded(entry)
    return entry.reason.partition(_DIFFER)[2] if recorded else ""


def _remedy(entry: Entry, kept: Entry) -> str:
    """Say what to do for this one to be kept instead."""
    this, other = _standing(entry), _standing(kept)
    away = "take the other away"
    if (this.dated, this.final) != (other.dated, other.final):
        return away
    mended, version = other.name
    mark = "-corrected" if mended <= 0 else f"-corrected-v{version + 1}"
    name = PurePath(entry.file_name)
    return f"{away} or call this one {name.stem.rstrip()}{mark}{name.suffix}"


def _day(made: str) -> str:
    return made[:10]
