"""Each letter's graph by itself: one document, conforming, its quotes in its text.

In: graphs as N-Quads with the text where it is at hand. Out: faults.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from ofsted_kg.errors import StoreError
from ofsted_kg.rows import read_rows
from ofsted_kg.validate import Validator
from ofsted_kg.verify.documents import Documents
from ofsted_kg.verify.quotes import faults, spans, stated_length
from ofsted_kg.verify.report import Verified

# Letters that are validated together.
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Given:
    """A letter to look at.

    Attributes:
        source: its name.
        nquads: its graph.
        text: its text, where it is at hand.
        accepted: whether it is said to conform.
    """

    source: str
    nquads: str
    text: str | None = None
    accepted: bool = True


def check_letters(
    letters: Iterable[Given], validator: Validator, documents: Documents | None, report: Verified
) -> None:
    """Look at letters, a portion at a time."""
    rest = iter(letters)
    while chunk := list(itertools.islice(rest, CHUNK)):
        sound = [given for given in chunk if _check(given, documents, report)]
        for given, verdict in zip(
            sound, validator.validate([(given.source, given.nquads) for given in sound]), strict=True
        ):
            if verdict.conforms == given.accepted:
                continue
            if given.accepted:
                broken = next(result for result in verdict.results if result.severity == "Violation")
                report.fault("shape", f"{given.source}: it breaks a rule: {broken.message}")
            else:
                report.fault("shape", f"{given.source}: it was kept out, and breaks no rule")


def _check(given: Given, documents: Documents | None, report: Verified) -> bool:
    """Look at a letter's quotes; tell whether its graph can be read."""
    report.looked["letters"] += 1
    try:
        rows = read_rows(given.nquads)
    except StoreError as error:
        report.fault("graph", f"{given.source}: {error}")
        return False
    found = list(spans(rows))
    report.looked["quotes"] += len(found)
    for fault in faults(found, given.text):
        report.fault("quote", f"{given.source}: {fault}")
    length = stated_length(rows)
    if given.text is not None and length is not None and length != len(given.text):
        report.fault(
            "text", f"{given.source}: its text has {len(given.text):,} characters instead of {length:,}"
        )
    if documents is not None:
        documents.check(given.source, rows, found, report)
    return True
