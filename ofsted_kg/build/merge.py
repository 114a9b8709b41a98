"""Let each document stand once in the graph, however many files hold it.

In: the outcome of each file, in the order of their names. Out: the same, those that repeat
another marked as its duplicates. Files repeat each other by their bytes, or because they are the
same document: council, framework and date, or where one has no date, the occasion (the last day
on site, the year). Their names say nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ofsted_kg.build.convert import Outcome
from ofsted_kg.build.ledger import Entry, Status


def merge(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Mark what repeats another. What was kept out itself keeps nothing out.

    Of files that are the same document one that has a date stays, and of those the first.
    """
    accepted = [outcome for outcome in outcomes if outcome.entry.status is Status.CONVERTED]
    first: dict[str, Entry] = {}
    duplicates: dict[Path, Outcome] = {}
    for outcome in sorted(accepted, key=lambda outcome: not outcome.entry.date):
        entry = outcome.entry
        twin = next((first[key] for key in _sought(entry) if key in first), None)
        if twin is None:
            for key in _names(entry):
                first.setdefault(key, entry)
        else:
            duplicates[outcome.path] = _duplicate(outcome, twin)
    return [duplicates.get(outcome.path, outcome) for outcome in outcomes]


def _names(entry: Entry) -> list[str]:
    """By what another file is known to hold the same document."""
    names = [f"bytes {entry.sha256}", f"document {entry.graph}"]
    return [*names, _occasion(entry)] if entry.council and entry.occasion else names


def _sought(entry: Entry) -> list[str]:
    """What to look for: the occasion only where no date tells two documents apart."""
    names = _names(entry)
    return names[:2] if entry.date else names


def _occasion(entry: Entry) -> str:
    return f"occasion {entry.council} {entry.framework} {entry.occasion}"


def _duplicate(outcome: Outcome, twin: Entry) -> Outcome:
    same = twin.sha256 == outcome.entry.sha256
    what = "the same bytes as" if same else "the same letter or report as"
    remedy = "Nothing is lost" if same else "Remove the one you trust less"
    reason = f"{what} {twin.place}, which was kept. {remedy}"
    return replace(
        outcome,
        entry=replace(outcome.entry, status=Status.DUPLICATE, reason=reason),
        nquads="",
        text="",
    )
