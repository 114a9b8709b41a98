"""Read periods of days at a place in a text, in all the forms that reports print.

In: a text that opens with dates ("3 to 14 June 2019", "22 February 2016 – 17 March 2016",
"12/09/2016 to 06/10/2016", "5 to 9 December 2022 and 14 to 15 February 2023"). Out: the
periods on site, and where in the text they end. A month or year left out is that of the
date after it.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from dataclasses import dataclass, replace

from ofsted_kg.text.dates import MONTHS

# "febuary" is february; "the" is no month.
_MONTH_LIKENESS = 0.78
_SHORTEST_MONTH = 3
_CENTURY = 100
_ENDS = 2
# The longest inspections took four weeks; what is further apart is a visit and a publication.
_LONGEST_PERIOD = 30
_LEAP_YEAR = 2000

# A month whose letters a PDF has torn apart: "Septem ber".
_TORN_MONTH = "|".join(r"[ ]?".join(month) for month in MONTHS)
# A date or a part of one: "12/09/2016", "3rd", "3 June", "18 Feb 2014", "Monday 3 June 2019";
# PDFs break numbers: "1 9 June 20 19", and a footnote's digit may be glued to the year.
_DAY = re.compile(
    rf"""
    (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?
    (?:
      (?P<d>\d{{1,2}})\s*[/.]\s*(?P<m>\d{{1,2}})\s*[/.]\s*(?P<y>\d{{4}}|\d{{2}})(?!\d)
    | (?P<d2>\d{{1,2}})-(?P<m2>\d{{1,2}})-(?P<y2>\d{{4}})(?!\d)
    | (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)
    | (?P<day>[0-3][ ]\d(?=\s+[a-z]{{3}})|\d{{1,2}})(?!\d)(?P<th>\s?(?:st|nd|rd|th)\b)?
      (?:\s*(?:of\s+)?(?P<month>{_TORN_MONTH}|[a-z]{{3,10}})(?![a-z])\.?,?)?
      (?:\s*(?P<year>2[ ]?0[ ]?\d[ ]?\d)(?!\d(?![ \t]*(?:\n|\Z))))?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "to", "until" and dashes, box-drawing ones and a symbol font's among them, alone or together,
# join the ends of a period: "3 – 14 June", "3 June - to the 14 June".
_UNTIL = r"(?<![a-z])(?:to|until|till|through)(?![a-z])"
_DASH = r"[-‐‑‒–—―−─━┄┅┈┉╌╍═~\uf02d]"
_TO = re.compile(rf"(?:\s*(?:{_UNTIL}|{_DASH}))+\s*(?:the\s+)?", re.IGNORECASE)
# Other symbols may be dashes that came through wrong, bullets say, but only within a line: on the
# next one they open an item of a list, or a heading. A stroke sets off the page number.
_BLANK = r"[^\S\n\f]*"
_ODD = re.compile(
    rf"(?:{_BLANK}(?:{_UNTIL}|[^\w\s.,;:/&()\[\]'’\"“”*†|#@%£$©]|_))+{_BLANK}(?:the\b{_BLANK})?",
    re.IGNORECASE,
)
# "and", "&", a comma, a semicolon or a stroke open another period, and so does a line with one.
_RANGE = r"\d{1,2}(?:st|nd|rd|th)?\s*(?:to|[–-])\s*\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3}"
_AND = re.compile(
    rf"\s*(?:[,;&/]\s*(?:and\b)?|\band\b|\bplus\b)\s*(?:from\s+)?|[ \t]*\n[ \t]*(?={_RANGE})", re.IGNORECASE
)
# A dash that the PDF has lost: "3 June 2019 14 June 2019".
_LOST = re.compile(rf"[ \t]+(?=\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\b)", re.IGNORECASE)
_SPACE = re.compile(r"\s*(?:(?:from|between|w/c|week\s+(?:commencing|beginning))\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """Days on end."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """How many days, both ends counted."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Dates:
    """Periods read from the beginning of a text.

    Attributes:
        periods: in order.
        end: where in the text the last of them ends.
        guessed: words taken for a month that are spelt otherwise.
    """

    periods: tuple[Period, ...]
    end: int
    guessed: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """Days on site, all periods together."""
        return sum(period.days for period in self.periods)


@dataclass(slots=True)
class _Part:
    """A date as printed: what is left out is None."""

    day: int
    month: int | None
    year: int | None
    opens: bool  # a period begins here
    end: int
    lone: bool = False  # a number that may be no day at all
    joint: str = ""  # what stands before it


@dataclass(frozen=True, slots=True)
class _Joint:
    """What stands between two dates."""

    end: int
    opens: bool  # another period begins behind it
    weak: bool = False  # no sign that is surely a dash


def read_dates(text: str, start: int = 0) -> Dates | None:
    """Read the dates at a place in a text; None if there are none, or no calendar has them."""
    parts: list[_Part] = []
    guessed: list[str] = []
    opening = _SPACE.match(text, start)
    joint = _Joint(opening.end() if opening else start, opens=True)
    while (found := _DAY.match(text, joint.end)) is not None:
        part, guess = _part(found, opens=joint.opens)
        if part is None or (joint.weak and not _near(parts[-1], part)):
            break
        if parts:
            part.joint = text[parts[-1].end : joint.end]
        parts.append(part)
        guessed += guess
        if joint.weak and not _closed(parts) and _leads(_TO, text, part.end):
            # "2 · 9 to 20 June": the symbol joined something else to the period.
            return None
        following = _joint(text, parts)
        if following is None:
            break
        joint = following
    if len(parts) > 1 and parts[-1].lone and not re.search(r"[a-z]", parts[-1].joint, re.IGNORECASE):
        # A page number, the number of inspectors; behind a word it may be the day of a torn date.
        parts.pop()
    periods = _periods(parts)
    return Dates(periods, parts[-1].end, tuple(guessed)) if periods else None


def read_day(text: str, start: int = 0) -> tuple[dt.date, int] | None:
    """Read one full date at a place in a text, and where it ends."""
    dates = read_dates(text, start)
    if dates is None or len(dates.periods) != 1 or dates.days != 1:
        return None
    return dates.periods[0].start, dates.end


def month_number(word: str) -> tuple[int | None, bool]:
    """Return a month's number from its name, an abbreviation or a misspelling, and if it was the last.

    >>> month_number("Sept")
    (9, False)
    >>> month_number("Febuary")
    (2, True)
    """
    name = word.lower().rstrip(".").replace(" ", "")
    if len(name) < _SHORTEST_MONTH:
        return None, False
    for number, month in enumerate(MONTHS, 1):
        if month.startswith(name):
            return number, False
        if sorted(month) == sorted(name):
            return number, True
    near = difflib.get_close_matches(name, MONTHS, 1, _MONTH_LIKENESS)
    return (MONTHS.index(near[0]) + 1, True) if near else (None, False)


def _joint(text: str, parts: list[_Part]) -> _Joint | None:
    """Return what leads from the last date to another one; None if nothing does."""
    part = parts[-1]
    joints = [] if _closed(parts) else [(_TO, False, False)]
    joints.append((_AND, True, False))
    if part.opens and (len(parts) == 1 or not parts[-2].opens):
        # Once a period has both its ends, a symbol or a blank leads to something else:
        # a page number, the day of publication.
        joints.append((_ODD, False, True))
        if part.month is not None:
            joints.append((_LOST, False, True))
    for pattern, opens, weak in joints:
        if (end := _leads(pattern, text, part.end)) is not None:
            return _Joint(end, opens, weak)
    return None


def _closed(parts: list[_Part]) -> bool:
    """Tell whether the last date ends a period, nothing left out of it."""
    first, last = parts[-2:] if len(parts) > 1 else (parts[0], parts[0])
    return not last.opens and last.month is not None and (last.year or first.year) is not None


def _leads(pattern: re.Pattern[str], text: str, position: int) -> int | None:
    """Return where the day begins that a joint leads to."""
    found = pattern.match(text, position)
    return found.end() if found is not None and _DAY.match(text, found.end()) is not None else None


def _near(first: _Part, last: _Part) -> bool:
    """Tell whether two dates, no sure dash between them, can be the ends of one inspection."""
    if last.month is None:
        return first.month is None
    if first.year is None and last.year is None:
        last = replace(last, year=_LEAP_YEAR)
    periods = _periods([replace(first, opens=True), last])
    return len(periods) == 1 and 1 <= periods[0].days <= _LONGEST_PERIOD


def _part(found: re.Match[str], *, opens: bool) -> tuple[_Part | None, list[str]]:
    """Take a date apart; return also the words guessed to be months."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return _Part(day, month, year, opens, found.end()), []
    if found["d"] or found["d2"]:
        day, month, year = (int(found[name] or found[name + "2"]) for name in "dmy")
        return _Part(day, month, year if year >= _CENTURY else 2000 + year, opens, found.end()), []
    day, word = int(found["day"].replace(" ", "")), found["month"]
    number, guess = month_number(word) if word else (None, False)
    if number is None:
        # A number without a month is a day only beside other dates: in "9 until 20 June" the word
        # after it belongs to what follows, and "9 2019" is no date.
        if found["year"] and not word:
            return None, []
        end = found.end("th") if found["th"] else found.end("day")
        return _Part(day, None, None, opens, end, lone=not (found["th"] or found["year"])), []
    year_text = found["year"]
    year_read = int(year_text.replace(" ", "")) if year_text else None
    return _Part(day, number, year_read, opens, found.end()), [word] if guess else []


def _periods(parts: list[_Part]) -> tuple[Period, ...]:
    days: list[dt.date] = []
    month: int | None = None
    # "3 June 2019 to 7 June": the last date borrows the year of the one before.
    year = next((part.year for part in reversed(parts) if part.year is not None), None)
    for part in reversed(parts):
        borrowed = part.year is None
        month, year = part.month or month, part.year or year
        if month is None or year is None:
            return ()
        try:
            day = dt.date(year, month, part.day)
            if borrowed and days and day > days[-1]:
                # "16 December to 10 January 2020" began the year before.
                year -= 1
                day = dt.date(year, month, part.day)
        except ValueError:
            return ()
        days.append(day)
    days.reverse()
    if len(parts) > 1 and parts[-1].year is None and days[-1] < days[-2]:
        # "13 December 2021 to 14 January" ended the year after.
        try:
            days[-1] = days[-1].replace(year=days[-1].year + 1)
        except ValueError:  # there is no 29 February in it
            return ()
    periods: list[Period] = []
    for part, day in zip(parts, days, strict=True):
        if part.opens:
            periods.append(Period(day, day))
        else:
            periods[-1] = Period(periods[-1].start, day)
    if len(periods) == _ENDS and all(period.days == 1 for period in periods):
        # "3 June and 14 June 2019": the first day and the last.
        return (Period(periods[0].start, periods[1].start),)
    return tuple(periods)
