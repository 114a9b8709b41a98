"""The record that ships with the package, and what a document that was read says otherwise.

In: record/*.csv. Out: the tables; a notice for each grade of a document that the record has
otherwise. Neither is mended by the other: one of the two is wrong, and a person should look. And the
address of an inspection's report that was read, where nobody said it.
"""

from __future__ import annotations

import functools
from pathlib import Path

from ofsted_kg import register
from ofsted_kg.model import Letter, Notice
from ofsted_kg.record.table import Recorded, read_table
from ofsted_kg.vocabulary import lexicon, resources

_TABLES = ("inspections.csv", "letters.csv")


def shipped_tables() -> tuple[Path, ...]:
    """Return the tables of grades that ship with the package."""
    return tuple(resources.folder("record") / name for name in _TABLES)


@functools.cache
def _known() -> dict[tuple[str, str, str], Recorded]:
    words, councils = lexicon.load(), register.load()
    return {
        (one.council.gss_code, one.framework, one.published.isoformat()): one
        for table in shipped_tables()
        for one in read_table(table, words, councils)
    }


def _recorded(letter: Letter) -> Recorded | None:
    if letter.council is None or letter.date is None:
        return None
    return _known().get((letter.council.gss_code, letter.framework, letter.date.isoformat()))


def address(letter: Letter) -> str:
    """Return the address that the record has of a report of an inspection; empty where it has none.

    Of a yearly letter the record has the address of a newspaper, which is none of the letter's.
    """
    one = _recorded(letter) if letter.inspection is not None else None
    return "" if one is None else one.url


def differences(letter: Letter) -> tuple[Notice, ...]:
    """Say where the grades that were read in a document are not those of the record."""
    one = _recorded(letter)
    if one is None:
        return ()
    points = {
        rating.area: (rating.grade, rating.evidence) for rating in letter.ratings if rating.grade is not None
    }
    return tuple(
        Notice(
            "differs-from-record",
            f"The document was read as grading {known.area} {points[known.area][0]}, "
            f"the record says {known.grade}: {known.url}",
            points[known.area][1],
        )
        for known in one.grades
        if known.area in points and points[known.area][0] != known.grade
    )
