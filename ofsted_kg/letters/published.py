"""When a letter was written, where it does not say so itself.

In: the document, and the framework of its letter once that is known. Out: the day that a list of
sources names, or the file's name or its folder's; and the notice that says so.
"""

from __future__ import annotations

import datetime as dt

from ofsted_kg.model import Document, Notice
from ofsted_kg.text.file_names import named_days
from ofsted_kg.vocabulary.lexicon import Framework

# What helps a letter that prints no day.
NAME_THE_DAY = "End the file's name in the day, as in bury-2010-12-09.txt, or list it in sources.csv"


def outside_day(document: Document, framework: Framework | None = None) -> dt.date | None:
    """Return the day that a list of sources, the file's name or its folders' have; None if that is not one.

    Args:
        document: the letter.
        framework: its own, once that is known: what lies outside its years is no day of the letter's.
    """
    origin = document.origin
    listed = [origin.published] if origin.published is not None else []
    days = named_days(origin.full_path(document.source))
    in_name = [day.date for day in days if not day.folder]
    in_folders = [day.date for day in days if day.folder]
    for said in (listed, in_name, in_folders):
        found = {day for day in said if framework is None or covers(framework, day)}
        if found or (said and said is listed):
            return found.pop() if len(found) == 1 else None
    return None


def no_date(document: Document, outside: dt.date | None) -> Notice:
    """Say that a letter has no date of its own, and what was taken for it."""
    if outside is None:
        return Notice("no-date", f"The letter has no date that could be read. {NAME_THE_DAY}")
    place = "list of sources" if document.origin.published is not None else _named_where(document, outside)
    message = f"The letter has no date that could be read; {outside} is that of the {place}"
    return Notice("date-from-file-name", message)


def _named_where(document: Document, day: dt.date) -> str:
    days = named_days(document.origin.full_path(document.source))
    return "file's name" if any(one.date == day and not one.folder for one in days) else "folder's name"


def covers(framework: Framework, day: dt.date) -> bool:
    """Tell whether letters of a framework were written then."""
    return (framework.first or day) <= day <= (framework.last or day)
