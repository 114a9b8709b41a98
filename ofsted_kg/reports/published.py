"""When a report came out, where it does not say so itself.

In: the document, and the days on site. Out: the day that a list of sources names, or the file's
name or its folder's, or at last the file's own account of when it was made; and a notice for
each that cannot be. A report comes out after the last day on site; who names a file as we
advise, or lists it, is believed even where the printed days contradict him.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ofsted_kg.model import Document, Notice
from ofsted_kg.text.file_names import NamedDay, named_days
from ofsted_kg.text.periods import Dates

# A report comes out within so many days of the last on site.
LONGEST_WAIT = 400
# A file is made shortly before it comes out: within nine months of that day it may be this one.
_LONGEST_MAKING = 275


class How(Enum):
    """Who says when a report came out."""

    LIST = auto()
    NAME = auto()
    FOLDER = auto()
    MADE = auto()


@dataclass(frozen=True, slots=True)
class Outside:
    """The day of publication as something beside the report's own text has it."""

    date: dt.date
    how: How


def outside_day(
    document: Document, visits: Sequence[Dates | None]
) -> tuple[Outside | None, tuple[Notice, ...]]:
    """Find the day of publication outside the report's text.

    Args:
        document: the report.
        visits: the days on site, as each place that prints them has them.
    """
    origin = document.origin
    if origin.published is not None:
        return Outside(origin.published, How.LIST), ()
    days = named_days(origin.full_path(document.source))
    plain = next((day for day in days if day.plain), None)
    if plain is not None:
        return Outside(plain.date, How.NAME), ()
    ends = [visit.periods[-1].end for visit in visits if visit is not None]
    fitting = [day for day in days if not ends or any(_fits(end, day.date, LONGEST_WAIT) for end in ends)]
    if fitting:
        best = max(enumerate(fitting), key=lambda item: (item[1].published, not item[1].folder, item[0]))[1]
        return Outside(best.date, How.FOLDER if best.folder else How.NAME), ()
    notices = tuple(_not_this(day, ends[0]) for day in days if not day.folder)
    made = document.created
    if made is not None and any(_fits(end, made, _LONGEST_MAKING) for end in ends):
        return Outside(made, How.MADE), notices
    return None, notices


def _fits(end: dt.date, day: dt.date, longest: int) -> bool:
    return 0 < (day - end).days <= longest


def _not_this(day: NamedDay, end: dt.date) -> Notice:
    message = (
        f"{day.date} in the file's name was not taken for the day of publication: "
        f"the last day on site was {end}"
    )
    return Notice("day-in-file-name", message)
