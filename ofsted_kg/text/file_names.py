"""What the name of a file, and that of its folder, say of the document in it.

In: a path below the folder that was named, "80418_norfolk/children's services inspection - 13
january 2023.pdf". Out: the days in it, and what may be a council's name, nearest to the file
first. Days are read in all usual forms; in figures the day stands before the month, as in England.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from ofsted_kg.text.dates import MONTHS, calendar_day

_MONTH = r"(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in MONTHS) + r"|sept)"
# What may stand between the parts of a date: "13_january, 2023", "19-Nov-2018", "13th of January".
_GAP = r"[ _.,-]{0,2}"
_DATE = re.compile(
    rf"""(?<!\d)(?:
      (?P<y1>20\d\d)(?P<s1>[ _.-]?)(?P<m1>0[1-9]|1[0-2])(?P=s1)(?P<d1>[0-3]\d)   # 2023-01-13, 20230113
    | (?P<y2>20\d\d)[ _.-](?P<m2>\d{{1,2}})[ _.-](?P<d2>\d{{1,2}})   # 2023.1.13
    | (?P<d3>[0-3]\d)(?P<m3>0[1-9]|1[0-2])(?P<y3>20\d\d)   # 13012023
    | (?P<d4>\d{{1,2}})[ _.-](?P<m4>\d{{1,2}})[ _.-](?P<y4>20\d\d)   # 13-01-2023
    | (?P<d5>\d{{1,2}})(?P<s5>[_.-])(?P<m5>\d{{1,2}})(?P=s5)(?P<y5>\d\d)   # 13.1.23
    | (?P<d6>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?(?P<m6>{_MONTH}){_GAP}(?P<y6>20\d\d|['’]?\d\d)
    | (?P<y7>20\d\d){_GAP}(?P<m7>{_MONTH}){_GAP}(?P<d7>\d{{1,2}})(?:st|nd|rd|th)?         # 2018 Nov 19
    )(?![\d])
    | (?<![a-z])(?P<m8>{_MONTH}){_GAP}(?P<d8>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?P<y8>20\d\d)(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?:[-_ ]\W?[a-z\d]{1,12}\W?)?$", re.IGNORECASE)
_PUBLISHED = re.compile(r"publi\w*[ _.:-]*(?:on[ _.:-]*)?$", re.IGNORECASE)
# What happened to the file, or to the paper it lay among, on another day: "downloaded 2025-11-02".
_OF_ANOTHER = re.compile(
    r"(?<![^\W_])(?:downloaded|saved|accessed|retrieved|fetched|scanned|printed|received|uploaded|archived|captured"
    r"|copied|modified|viewed|crawled|meeting|cabinet|committee|scrutiny|panel|agenda|minutes)"
    r"[ _.,:-]*(?:(?:on|of)[ _.:-]*)?$",
    re.IGNORECASE,
)
# Blanks that do not break, and what is typed for a hyphen.
_SEPARATORS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")}
)
# Folders may hold a year's months and their days: 2018/11/19, 2018/November/19, 2018/11 November/19.
_YEAR = re.compile(r"20\d\d$")
_IN_YEAR = re.compile(rf"(?P<m>0?[1-9]|1[0-2]|{_MONTH})(?:[ _.-]{{1,3}}{_MONTH})?$", re.IGNORECASE)
_IN_MONTH = re.compile(r"[0-3]?\d(?:st|nd|rd|th)?$", re.IGNORECASE)
# What is left of a name once its dates are gone: numbers of the archive, and punctuation.
_NUMBERS = re.compile(r"\d{3,}|[_+–-]+|(?:^|\s)\W+(?=\s|$)")
_ENDING = re.compile(r"\.[a-z][a-z\d]{1,4}\s*$", re.IGNORECASE)
_REACH = 30


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day in a path.

    Attributes:
        date: the day.
        folder: it stands in a folder's name, not the file's.
        plain: it ends the file's name and is written as ISO 8601 has it, as we advise.
        published: the name says that it is the day of publication.
    """

    date: dt.date
    folder: bool = False
    plain: bool = False
    published: bool = False


def named_days(path: str) -> tuple[NamedDay, ...]:
    """Return the days in a path, those of the file's name first, then those of its folders.

    Folders of years, months and days are one day.

    >>> [str(day.date) for day in named_days("norfolk/inspection - 13 january 2023.pdf")]
    ['2023-01-13']
    >>> [str(day.date) for day in named_days("10041234_barnsley_20181119.pdf")]
    ['2018-11-19']
    >>> [str(day.date) for day in named_days("2018/November/19/barnsley.pdf")]
    ['2018-11-19']
    >>> named_days("barnsley downloaded 2025-11-02.pdf")
    ()
    """
    return tuple(_days(path))


def named_councils(path: str) -> tuple[str, ...]:
    """Return what may be a council's name in a path, nearest to the file first.

    >>> named_councils("80418_norfolk/children's services inspection - 13 january 2023.pdf")
    ("children's services inspection", 'norfolk')
    >>> named_councils("st-helens-2023-09-04.pdf")
    ('st helens',)
    """
    found = []
    for name in _names(path):
        rest = _NUMBERS.sub(" ", _DATE.sub(" ", _ISO.sub(" ", name)))
        words = " ".join(rest.split()).strip(" .,;")
        if words and not words.isdigit():
            found.append(words)
    return tuple(found)


@lru_cache(maxsize=8)
def _names(path: str) -> tuple[str, ...]:
    """Return the names in a path as people read them, the file's own without its ending first."""
    parts = PurePosixPath(unquote(path).replace("+", " ").translate(_SEPARATORS)).parts
    if not parts:
        return ()
    return (_ENDING.sub("", parts[-1]), *reversed(parts[:-1]))


def _days(path: str) -> Iterator[NamedDay]:
    for number, name in enumerate(_names(path)):
        plain = _ISO.search(name) if not number else None
        for found in _DATE.finditer(name):
            day = _day(found)
            before = name[max(0, found.start() - _REACH) : found.start()]
            if day is not None and _OF_ANOTHER.search(before) is None:
                own = plain is not None and found.start() == plain.start()
                yield NamedDay(day, number > 0, own, _PUBLISHED.search(before) is not None)
    folders = _names(path)[:0:-1]
    for year, month, day_of in zip(folders, folders[1:], folders[2:], strict=False):
        within = _IN_YEAR.match(month)
        if within and _YEAR.match(year) and _IN_MONTH.match(day_of):
            found_day = _DATE.fullmatch(f"{day_of} {_name_of(within['m'])} {year}")
            day = _day(found_day) if found_day else None
            if day is not None:
                yield NamedDay(day, folder=True)


def _name_of(month: str) -> str:
    return MONTHS[int(month) - 1] if month.isdigit() else month


def _day(found: re.Match[str]) -> dt.date | None:
    form = found.lastgroup[-1] if found.lastgroup else ""
    return calendar_day(found[f"d{form}"], found[f"m{form}"], found[f"y{form}"])
