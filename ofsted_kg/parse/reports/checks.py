"""Doubts about a report: what does not fit together is said, never smoothed over.

In: what was read of a report. Out: ``Notice``. A clean report has none; a report whose
table, headings, dates or names disagree has one for each disagreement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ofsted_kg.model import Document, Notice, Rating
from ofsted_kg.parse.reports.grades import Graded
from ofsted_kg.parse.reports.title import Head

# Care leavers have a grade of their own in inspections since then.
APART_SINCE = dt.date(2023, 1, 1)
# No grade for overall effectiveness in inspections since then.
NO_OVERALL_SINCE = dt.date(2026, 4, 1)
_LONGEST_VISIT = 90
_LONGEST_WAIT = 400


def expected_areas(
    framework: str, areas: Sequence[str], start: dt.date | None, *, board: bool
) -> tuple[str, ...]:
    """Return the areas that a report of a framework must grade."""
    if framework == "sif":
        return tuple(area for area in areas if area != "lscb" or board)
    if framework in ("ilacs-standard", "ilacs-short"):
        joined = start is not None and start < APART_SINCE
        left_out = {"in-care", "care-leavers"} if joined else {"in-care-and-care-leavers"}
        return tuple(area for area in areas if area not in left_out)
    return tuple(areas)


def check_ratings(document: Document, ratings: Sequence[Rating], expected: Sequence[str]) -> list[Notice]:
    """Say which areas are missing, and which were not to be expected."""
    found = {rating.area: rating for rating in ratings}
    notices = [
        Notice("missing-area", f"No grade was found for {area.replace('-', ' ')}")
        for area in expected
        if area not in found
    ]
    notices += [
        Notice(
            "unexpected-area",
            f"{area.replace('-', ' ').capitalize()} has a grade, which this kind of report does not give",
            rating.evidence,
        )
        for area, rating in found.items()
        if area not in expected and area != "lscb"
    ]
    return notices


def check_headings(document: Document, ratings: Sequence[Rating], others: Sequence[Graded]) -> list[Notice]:
    """Say where a heading gives another grade than the table."""
    table = {rating.area: rating for rating in ratings}
    notices = []
    for other in others:
        rating = table.get(other.area)
        if rating is not None and rating.grade != other.grade:
            notices.append(
                Notice(
                    "grades-disagree",
                    f"{other.area.replace('-', ' ').capitalize()} is {rating.grade} in one place and "
                    f"{other.grade} in another",
                    document.evidence(other.start, other.end),
                )
            )
    return notices


def check_dates(
    document: Document, head: Head, published: dt.date | None, named: dt.date | None
) -> list[Notice]:
    """Say which dates are missing, out of order or far apart."""
    notices: list[Notice] = []
    where = document.evidence(*head.on_site_span) if head.on_site_span else None
    if head.on_site is None:
        message = (
            "The dates of the inspection cannot be read" if head.labelled else "No dates of an inspection"
        )
        notices.append(Notice("no-inspection-dates", message))
    else:
        notices += [
            Notice("misspelt-month", f"{word!r} was taken for a month", where)
            for word in head.on_site.guessed
        ]
        start, end = head.on_site.periods[0].start, head.on_site.periods[-1].end
        ordered = all(p.start <= p.end for p in head.on_site.periods) and all(
            a.end <= b.start for a, b in zip(head.on_site.periods, head.on_site.periods[1:], strict=False)
        )
        if not ordered or (end - start).days > _LONGEST_VISIT:
            notices.append(
                Notice("implausible-dates", f"The inspection is dated from {start} to {end}", where)
            )
        if published is not None and not 0 <= (published - end).days <= _LONGEST_WAIT:
            notices.append(
                Notice("implausible-dates", f"Published {published}, inspected until {end}", where)
            )
    if head.published is not None and named is not None and head.published != named:
        notices.append(
            Notice(
                "published-differs-from-file-name",
                f"The report prints {head.published} as its day of publication, its file name says {named}",
                document.evidence(*head.published_span) if head.published_span else None,
            )
        )
    return notices
