"""A table of grades, read and checked row by row.

In: a CSV file with the columns ``gss_code``, ``framework``, ``published``, ``area``, ``grade``,
``url``, and where known ``inspection_start``, ``inspection_end``, ``lead_inspector``. Out: a
``Recorded`` for each document. What is wrong is said of each row, all at once.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.model import Council
from ofsted_kg.register import Register
from ofsted_kg.vocabulary.lexicon import Lexicon
from ofsted_kg.vocabulary.namespaces import is_web_iri

NEEDED = ("gss_code", "framework", "published", "area", "grade", "url")
COLUMNS = (*NEEDED[:2], "inspection_start", "inspection_end", *NEEDED[2:3], "lead_inspector", *NEEDED[3:])
# A message lists this many rows; the rest are counted.
_MOST = 20


class RecordError(OfstedKGError):
    """A table of grades cannot be read, or rows of it are wrong."""


@dataclass(frozen=True, slots=True, order=True)
class Graded:
    """A grade for an area, and the address of the document that gives it."""

    area: str
    grade: str
    url: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a table says of one document.

    Attributes:
        council: of the register.
        framework: slug.
        published: the day.
        start: first day on site, where known.
        end: last day on site, where known.
        leads: who led.
        grades: by area.
    """

    council: Council
    framework: str
    published: date
    start: date | None
    end: date | None
    leads: tuple[str, ...]
    grades: tuple[Graded, ...] = ()

    @property
    def url(self) -> str:
        """The address of the document, or the first of those that say what it grades."""
        return min(grade.url for grade in self.grades)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    about: Recorded
    graded: Graded

    @property
    def key(self) -> tuple[str, str, date]:
        return self.about.council.gss_code, self.about.framework, self.about.published


def read_table(path: Path, lexicon: Lexicon, register: Register) -> tuple[Recorded, ...]:
    """Read a table of grades.

    Raises:
        RecordError: the file cannot be read, lacks a column, or rows are wrong: each with its line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RecordError(
            f"cannot read the table ({error.strerror})", file=path, remedy="Check its name and permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise RecordError("not UTF-8", file=path, remedy="Save it as CSV in UTF-8") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        what = f"no column {' or '.join(missing)}"
        raise RecordError(what, file=path, remedy=f"The columns are {', '.join(COLUMNS)}")
    reader, faults, found = _Reader(lexicon, register), list[str](), list[_Row]()
    for cells in rows:
        try:
            found.append(reader.row(rows.line_num, {k: (v or "").strip() for k, v in cells.items() if k}))
        except ValueError as error:
            faults.append(f"line {rows.line_num}: {error}")
    faults += _contradictions(found)
    if faults:
        more = f"; and {len(faults) - _MOST} more" if len(faults) > _MOST else ""
        raise RecordError("; ".join(faults[:_MOST]) + more, file=path, remedy="Mend these rows")
    return _documents(found)


class _Reader:
    """Checks the cells of a row against vocabulary and register."""

    def __init__(self, lexicon: Lexicon, register: Register) -> None:
        self._lexicon, self._register = lexicon, register

    def row(self, line: int, cells: dict[str, str]) -> _Row:
        for name in NEEDED:
            if not cells.get(name):
                raise ValueError(f"no {name}")
        council = self._register.by_code(cells["gss_code"])
        if council is None:
            raise ValueError(f"the register has no council {cells['gss_code']!r}")
        framework = self._lexicon.framework(cells["framework"])
        if framework is None:
            raise ValueError(f"there is no framework {cells['framework']!r}")
        if cells["area"] not in framework.areas:
            areas = ", ".join(framework.areas)
            raise ValueError(f"{framework.slug} does not judge {cells['area']!r}: it judges {areas}")
        grades = [grade.slug for grade in self._lexicon.scale(framework.scale)]
        if cells["grade"] not in grades:
            raise ValueError(f"{cells['grade']!r} is no grade of {framework.slug}: {', '.join(grades)}")
        if not is_web_iri(cells["url"]):
            raise ValueError(f"{cells['url']!r} is no address of a document")
        published = _day(cells, "published")
        if published is None or not (framework.first or published) <= published <= (
            framework.last or published
        ):
            raise ValueError(f"published {published}, when {framework.slug} was not in force")
        leads = tuple(
            " ".join(name.split()) for name in cells.get("lead_inspector", "").split(";") if name.strip()
        )
        start, end = _day(cells, "inspection_start"), _day(cells, "inspection_end")
        if start and end and start > end:
            raise ValueError("inspection_end is before inspection_start")
        if end and end > published:
            raise ValueError("published before inspection_end")
        council = self._in_being(council, end or published)
        about = Recorded(council, framework.slug, published, start, end, leads)
        return _Row(line, about, Graded(cells["area"], cells["grade"], cells["url"]))

    def _in_being(self, council: Council, on: date) -> Council:
        """Return who was in being on a day: a table may keep the code of a council that another followed."""
        while council.end is not None and council.end < on:
            followers = [self._register.by_code(code) for code in council.replaced_by]
            if len(followers) != 1 or followers[0] is None:
                names = ", ".join(one.gss_code for one in followers if one is not None)
                raise ValueError(
                    f"{council.name} ended on {council.end}; give the code of who followed: {names}"
                )
            council = followers[0]
        return council


def _day(cells: dict[str, str], name: str) -> date | None:
    text = cells.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{name} is {text!r}, not a date such as 2021-12-17") from None


def _contradictions(rows: Iterable[_Row]) -> list[str]:
    """Say which rows of one document do not agree with its first, or judge an area again."""
    first: dict[tuple[str, str, date], _Row] = {}
    judged: dict[tuple[tuple[str, str, date], str], int] = {}
    faults = []
    for row in rows:
        before = first.setdefault(row.key, row)
        if before.about != row.about:
            faults.append(f"line {row.line}: days or inspector differ from those of line {before.line}")
        line = judged.setdefault((row.key, row.graded.area), row.line)
        if line != row.line:
            faults.append(f"line {row.line}: {row.graded.area} was graded in line {line}")
    return faults


def _documents(rows: Sequence[_Row]) -> tuple[Recorded, ...]:
    graded: dict[tuple[str, str, date], list[Graded]] = defaultdict(list)
    about = {row.key: row.about for row in rows}
    for row in rows:
        graded[row.key].append(row.graded)
    return tuple(
        replace(one, grades=tuple(sorted(graded[key])))
        for key, one in sorted(about.items(), key=lambda item: item[0])
    )
