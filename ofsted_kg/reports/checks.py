"""Doubts about a report: what does not fit together is said, never smoothed over.

In: what was read of a report. Out: ``Notice``. A clean report has none; a report whose
table, headings, dates or names disagree has one for each disagreement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.model import Document, Notice, Person, Rating
from ofsted_kg.reports.published import LONGEST_WAIT, How, Outside
from ofsted_kg.reports.title import Head
from ofsted_kg.text.periods import Dates

# Care leavers have a grade of their own in inspections since then.
APART_SINCE = dt.date(2023, 1, 1)
# No grade for overall effectiveness in inspections since then.
NO_OVERALL_SINCE = dt.date(2026, 4, 1)
_LONGEST_VISIT = 90
_WHERE = {
    How.LIST: "the list of sources",
    How.NAME: "the file name",
    How.FOLDER: "the folder name",
    How.MADE: "the file",
}
_NAME_IT = "End the file's name in the day, as in bury-2021-12-17.pdf, or list it in sources.csv"
_SHORTEST_VISIT = 3


def expected_areas(framework: str, areas: Sequence[str], *, board: bool, joined: bool) -> tuple[str, ...]:
    """Return the areas that a report of a framework must grade.

    Args:
        framework: its slug.
        areas: all areas of the framework.
        board: whether the report reviews the safeguarding board too.
        joined: whether children in care and care leavers have one grade together.
    """
    if framework == "sif":
        return tuple(area for area in areas if area != "lscb" or board)
    if framework in ("ilacs-standard", "ilacs-short"):
        left_out = {"in-care", "care-leavers"} if joined else {"in-care-and-care-leavers"}
        return tuple(area for area in areas if area not in left_out)
    return tuple(areas)


def check_ratings(ratings: Sequence[Rating], expected: Sequence[str]) -> list[Notice]:
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


def check_title(document: Document, head: Head) -> list[Notice]:
    """Say if the rows of the table had to tell what the title does not."""
    if not head.by_rows:
        return []
    message = "The title is not understood; the rows of the table tell what kind of report it is"
    return [Notice("title-not-understood", message, document.evidence(*head.title))]


def check_leads(leads: Sequence[Person]) -> list[Notice]:
    """Say if nobody is named who led the inspection, or one person where several are announced."""
    if not leads:
        return [Notice("no-lead-inspector", "The report names no lead inspector")]
    if len(leads) == 1 and leads[0].role.lower().endswith("inspectors"):
        message = f"{leads[0].role!r} announces several, {leads[0].name} alone was read"
        return [Notice("one-lead-inspector", message, leads[0].evidence)]
    return []


def check_published(document: Document, head: Head, outside: Outside | None) -> list[Notice]:
    """Say where the day of publication comes from, if not from the report or the list of sources."""
    if head.published is None and outside is None:
        message = "Nothing says on which day the report was published"
        return [Notice("no-publication-date", f"{message}. {_NAME_IT}")]
    if outside is None:
        return []
    day, where = outside.date, _WHERE[outside.how]
    if head.published is None:
        if outside.how is How.LIST:
            return []
        if outside.how is How.MADE:
            message = f"The file was made on {day}, which was taken for the day of publication. {_NAME_IT}"
            return [Notice("published-from-metadata", message)]
        return [Notice("published-from-file-name", f"The day of publication, {day}, is {where}'s")]
    if head.published != day and outside.how in (How.LIST, How.NAME):
        taken = f"The report prints {head.published} as its day of publication, which was taken"
        message = f"{taken}; {where} says {day}"
        printed = document.evidence(*head.published_span) if head.published_span else None
        return [Notice("published-differs-from-file-name", message, printed)]
    return []


def check_on_site(document: Document, head: Head, published: dt.date | None) -> list[Notice]:
    """Say which dates on site are missing, guessed, out of order or far apart."""
    if head.on_site is None:
        message = "The dates on site cannot be read" if head.labelled else "No dates on site are printed"
        return [Notice("no-inspection-dates", message)]
    where = document.evidence(*head.on_site_span) if head.on_site_span else None
    notices = [
        Notice("misspelt-month", f"{word!r} was taken for a month", where) for word in head.on_site.guessed
    ]
    if head.bare_dates:
        notices.append(Notice("dates-without-label", "No words say that these are the days on site", where))
    periods = head.on_site.periods
    start, end = periods[0].start, periods[-1].end
    ordered = all(period.start <= period.end for period in periods) and all(
        first.end <= second.start for first, second in pairwise(periods)
    )
    if not ordered or not _SHORTEST_VISIT <= (end - start).days + 1 <= _LONGEST_VISIT:
        notices.append(Notice("implausible-dates", f"The inspection is dated from {start} to {end}", where))
    if published is not None and not 0 <= (published - end).days <= LONGEST_WAIT:
        message = f"Published on {published}, inspected until {end}"
        notices.append(Notice("implausible-dates", message, where))
    return notices


def check_header(document: Document, head: Head, header: Dates | None) -> list[Notice]:
    """Say if the dates on site come from the running header, or it prints others."""
    if header is None or head.on_site is None:
        return []
    if head.on_site_span is None:
        return [Notice("dates-from-header", "The dates on site are those of the running header")]
    ends = (head.on_site.periods[0].start, head.on_site.periods[-1].end)
    others = (header.periods[0].start, header.periods[-1].end)
    if ends == others:
        return []
    message = (
        f"The running header dates the inspection from {others[0]} to {others[1]}; "
        f"what the report itself says was taken: {ends[0]} to {ends[1]}"
    )
    return [Notice("dates-disagree", message, document.evidence(*head.on_site_span))]
