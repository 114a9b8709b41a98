"""Read the dates that letters print.

In: text. Out: days, each with its stretch: 9 December 2009, 9th December, 2009, December
9 2009, 9 Dec '09, 09/12/2009 (day first), 2009-12-09.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# As they are shortened everywhere: the first three letters ("sept" begins with them).
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
_CENTURY = 2000
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = re.compile(
    rf"""
    (?<![\d/.-])
    (?: (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s++(?:the\s++)?)?
        (?: (?P<day>\d{{1,2}})\s*+(?:<sup>\s*+)?(?:st|nd|rd|th)?(?:\s*+</sup>)?\s*+[,/-]?
            \s*+(?:day\s++)?(?:of\s++)?(?P<month>{_MONTH})\s*+[,/-]?\s*+
            (?P<year>\d{{4}}|['’‘]\d\d|\d\d(?=[ \t]*(?:\n|$)))
          | (?P<month2>{_MONTH})\s++(?P<day2>\d{{1,2}})\s*+(?:st|nd|rd|th)?\s*+(?:,\s*+)?
            (?<=\s)(?P<year2>\d{{4}})
        )
      | (?P<year3>(?:19|20)\d\d)[/-](?P<month3>\d{{1,2}})[/-](?P<day3>\d{{1,2}})
      | (?P<day4>\d{{1,2}})\s?[/.-]\s?(?P<month4>\d{{1,2}})\s?[/.-]\s?(?P<year4>(?:19|20)?\d\d)
    )
    (?![\d/])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date and where it stands."""

    date: date
    start: int
    end: int


def find_days(text: str, start: int = 0, end: int | None = None) -> Iterator[Day]:
    """Find the dates in a text, in order.

    >>> [str(day.date) for day in find_days("1st  December, 2005 and 09/12/2009")]
    ['2005-12-01', '2009-12-09']
    """
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        part = match.groupdict()
        year = part["year"] or part["year2"] or part["year3"] or part["year4"]
        month = part["month"] or part["month2"] or part["month3"] or part["month4"]
        day = part["day"] or part["day2"] or part["day3"] or part["day4"]
        found = calendar_day(day, month, year)
        if found is not None:
            yield Day(found, *match.span())


def calendar_day(day: str, month: str, year: str) -> date | None:
    """Return the day that three printed parts name; None where no calendar has it.

    Args:
        day: in figures.
        month: in figures, by name or shortened.
        year: of four figures, or of two, which are this century's ("'09").

    >>> calendar_day("9", "Sept", "'09")
    datetime.date(2009, 9, 9)
    >>> calendar_day("31", "06", "2010") is None
    True
    """
    figures = year.lstrip("'’‘")
    number = int(month) if month.isdigit() else SHORT_MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(figures) if len(figures) > 2 else _CENTURY + int(figures), number, int(day))
    except ValueError:
        return None
