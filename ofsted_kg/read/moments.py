"""When a file says that it was made: dates as PDF and XML have them.

In: "D:20230113093000+01'00'" (ISO 32000, 7.9.4), "2023-01-13T09:30:00Z" (W3C's profile of ISO
8601), the metadata of a PDF in XMP (ISO 16684-1). Out: the day as it is written, and the moment
in UTC, in a form that sorts. What is no date of the calendar, or has no day, is none.
"""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(
    r"\s*(?:D:)?(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)"
    r"(?:[T ]?(?P<h>\d\d):?(?P<min>\d\d)(?::?(?P<s>\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<zone>[Zz]|[+-]\d\d(?:[':]?\d\d)?)?"
)
# An element or an attribute.
_IN_XMP = re.compile(rb"\bxmp:(CreateDate|ModifyDate)(?:>|\s{0,9}=\s{0,9}[\"'])([\d:T.Z+-]{10,35})[<\"']")


def day_of(text: str) -> dt.date | None:
    """Return the day that a date names, as it is written.

    >>> day_of("D:20230113235959-05'00'"), day_of("2023-01-13T09:30:00Z"), day_of("D:2023")
    (datetime.date(2023, 1, 13), datetime.date(2023, 1, 13), None)
    """
    found = _DATE.match(text)
    try:
        return dt.date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        return None


def moment(text: str) -> str:
    """Return the moment that a date names, in UTC; where it has no zone, as it is.

    >>> moment("D:20230113003000+01'00'"), moment("2023-01-13"), moment("yesterday")
    ('2023-01-12T23:30:00Z', '2023-01-13T00:00:00Z', '')
    """
    found, day = _DATE.match(text), day_of(text)
    if found is None or day is None:
        return ""
    try:
        clock = dt.time(int(found["h"] or 0), int(found["min"] or 0), int(found["s"] or 0))
        at = dt.datetime.combine(day, clock, dt.UTC) - _zone(found["zone"] or "")
    except (ValueError, OverflowError):
        return ""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _zone(text: str) -> dt.timedelta:
    figures = re.sub(r"\D", "", text).ljust(4, "0")
    ahead = dt.timedelta(hours=int(figures[:2]), minutes=int(figures[2:4]))
    return -ahead if text.startswith("-") else ahead


def in_xmp(data: bytes) -> dict[str, str]:
    """Return the dates of a PDF's XMP metadata, by name, where these say one thing.

    Pictures in a PDF may have such metadata of their own: what is told in two ways is none.
    """
    told: dict[str, set[str]] = {}
    for found in _IN_XMP.finditer(data):
        told.setdefault(found[1].decode("ascii"), set()).add(found[2].decode("ascii"))
    return {name: values.pop() for name, values in told.items() if len(values) == 1}
