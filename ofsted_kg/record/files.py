"""A table of grades as one file a document, so that a record flows as documents do.

In: a table, and a folder. Out: a small table for each document in that folder, under a name
that says council, framework and day; and the ``Letter`` and ``Document`` of such a file. A file
is then added, replaced and withdrawn like any other, and gives way to the document itself.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

from ofsted_kg.model import Document, Evidence, Inspection, Letter, Origin, Person, Rating
from ofsted_kg.record.table import COLUMNS, Recorded, RecordError, read_table
from ofsted_kg.register import Register
from ofsted_kg.register import load as councils_of
from ofsted_kg.vocabulary.lexicon import Lexicon
from ofsted_kg.vocabulary.lexicon import load as lexicon_of
from ofsted_kg.vocabulary.namespaces import slug

# What tells a document's share of a record from all other files.
ENDING = ".grades.csv"


def is_recorded(path: Path) -> bool:
    """Tell whether a file is one document's share of a record."""
    return path.name.endswith(ENDING)


def split(table: Path, folder: Path, lexicon: Lexicon, register: Register) -> list[Path]:
    """Write a table as one file a document; a file that says the same already is left as it is.

    Raises:
        RecordError: as ``read_table``.
    """
    written = []
    folder.mkdir(parents=True, exist_ok=True)
    for one in read_table(table, lexicon, register):
        path = folder / f"{slug(one.council.name)}-{one.framework}-{one.published}{ENDING}"
        data = _text(one).encode("utf-8")
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
        written.append(path)
    return written


def lay_out(tables: Iterable[Path], folder: Path, registers: tuple[Path, ...] = ()) -> Path:
    """Write tables as one file a document, and return the folder.

    Raises:
        RecordError: as ``read_table``.
    """
    for table in tables:
        split(table, folder, lexicon_of(), councils_of(registers))
    return folder


def _text(one: Recorded) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for graded in one.grades:
        days = (one.start or "", one.end or "", one.published)
        what = (graded.area, graded.grade, graded.url)
        row = (one.council.gss_code, one.framework, *days, "; ".join(one.leads), *what)
        writer.writerow(row)
    return out.getvalue()


def recorded_letter(path: Path, lexicon: Lexicon, register: Register) -> tuple[Letter, Document]:
    """Read one document's share of a record.

    Raises:
        RecordError: as ``read_table``, or the file speaks of several documents.
    """
    found = read_table(path, lexicon, register)
    if len(found) != 1:
        raise RecordError(f"it speaks of {len(found)} documents", file=path, remedy="Use `ofsted-kg import`")
    one = found[0]
    data = path.read_bytes()
    source = path.name.removesuffix(ENDING)
    framework = lexicon.framework(one.framework)
    year = framework.year if framework and framework.year else (one.end or one.published).year
    document = Document(
        source,
        path.name,
        "text/csv",
        hashlib.sha256(data).hexdigest(),
        len(data),
        "",
        origin=Origin(path.name, one.url, one.published),
    )
    report = framework is None or framework.year is None
    letter = Letter(
        source,
        one.framework,
        one.council,
        one.published,
        year,
        inspection=Inspection(one.start, one.end, tuple(Person(name) for name in one.leads))
        if report
        else None,
        ratings=tuple(
            Rating(graded.area, graded.grade, None, Evidence(0, 0, graded.url)) for graded in one.grades
        ),
    )
    return letter, document
