"""The list of sources: where each document was published, and when.

In: a CSV file with a row a document: ``file`` (its path below the list's folder, or its name),
``url``, and where known ``published`` and ``licence``. Out: ``Listed`` records. Lists that a
spreadsheet has saved are read too: semicolons, tabs, dates as 13/01/2023, UTF-16, Windows-1252.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ofsted_kg.errors import OfstedKGError, UnreadableFile
from ofsted_kg.read.container import opening, read_member
from ofsted_kg.read.text import decode
from ofsted_kg.vocabulary.namespaces import is_web_iri

# The name under which a list lies among the documents.
LIST_NAME = "sources.csv"
# What `fetch` remembers of what it has fetched: no document either.
LOCK_NAME = "sources.lock"
COLUMNS = ("file", "url", "published", "licence")
_NEEDED = ("file", "url")
_OPENING = 4096
_LINE_END = re.compile(r"\r\n?")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list.

    Attributes:
        file: the document's path below the list's folder, with ``/``.
        url: where it was published; empty if not known.
        published: the day on which it was.
        licence: the terms it is offered under: an IRI, or words.
        line: of the list.
    """

    file: str
    url: str
    published: dt.date | None = None
    licence: str = ""
    line: int = 0


def is_list(path: Path) -> bool:
    """Tell whether a file is a list of sources: by its name, and the columns that its first line has."""
    if path.name.lower() != LIST_NAME:
        return False
    try:
        text = _decoded(path, opening(path, _OPENING))
    except UnreadableFile:
        return False
    return _header(text.partition("\n")[0]) is not None


def read_list(path: Path, faults: list[OfstedKGError] | None = None) -> tuple[Listed, ...]:
    """Read a list of sources, also one that lies in an archive.

    Args:
        path: the list.
        faults: gets what is wrong with single rows, which are then passed over, as are two of one file that
            differ; None if a fault is to be raised.

    Raises:
        OfstedKGError: it cannot be read, or a row does not say what it must.
    """
    try:
        inside = read_member(path)
        data = path.read_bytes() if inside is None else inside
    except OSError as error:
        raise OfstedKGError(
            f"the list cannot be read ({error.strerror})", file=path, remedy="Check its name and permissions"
        ) from error
    try:
        text = _decoded(path, data)
    except UnreadableFile as error:
        raise OfstedKGError("the list is no text", file=path, remedy="Save it as CSV in UTF-8") from error
    header = _header(text.partition("\n")[0])
    if header is None:
        raise OfstedKGError(
            f"the first line must name the columns {' and '.join(_NEEDED)}",
            file=path,
            place="line 1",
            remedy=f"Begin the list with the line {','.join(COLUMNS)}, and save it as CSV in UTF-8",
        )
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=header)
    reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    rows: dict[str, Listed] = {}
    doubtful: set[str] = set()
    try:
        for row in reader:
            fields = {name: (row.get(name) or "").strip() for name in COLUMNS}
            if not any(fields.values()):
                continue
            try:
                listed = _listed(path, reader.line_num, fields)
                if (twin := rows.setdefault(listed.file, listed)) is not listed:
                    _check_twin(path, twin, listed, doubtful)
            except OfstedKGError as error:
                if faults is None:
                    raise
                faults.append(error)
    except csv.Error as error:
        raise OfstedKGError(
            f"this is no CSV ({error})",
            file=path,
            place=f"line {reader.line_num}",
            remedy="Mend the quotes of that line",
        ) from error
    return tuple(row for row in rows.values() if row.file not in doubtful)


def _check_twin(path: Path, twin: Listed, listed: Listed, doubtful: set[str]) -> None:
    if (twin.url, twin.published) != (listed.url, listed.published):
        doubtful.add(listed.file)
        raise OfstedKGError(
            f"{listed.file} was listed otherwise in line {twin.line}",
            file=path,
            place=f"line {listed.line}",
            remedy="Keep one of the two rows",
        )


def _decoded(path: Path, data: bytes) -> str:
    """Return a list's text: in UTF-8, or as Excel saves one, in UTF-16 ("Unicode text") or Windows-1252."""
    text = decode(path, data)[0] if data else ""
    return _LINE_END.sub("\n", text)


def _header(line: str) -> str | None:
    """Return what separates the columns in the first line of a list; None if it is none."""
    for mark in (",", ";", "\t"):
        names = {name.strip().strip('"').lower() for name in line.split(mark)}
        if names.issuperset(_NEEDED):
            return mark
    return None


def _listed(path: Path, line: int, fields: dict[str, str]) -> Listed:
    def wrong(message: str, remedy: str) -> OfstedKGError:
        return OfstedKGError(message, file=path, place=f"line {line}", remedy=remedy)

    name = unicodedata.normalize("NFC", fields["file"]).replace("\\", "/")
    parts = PurePosixPath(name).parts
    if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0] or "\0" in name:
        raise wrong(
            f"{fields['file']!r} is no path below the list's folder",
            "Give the file's name, or its path from the list's folder",
        )
    if fields["url"] and not is_web_iri(fields["url"]):
        raise wrong(f"{fields['url']!r} is no http or https address", "Give the address as browsers show it")
    published = _day(fields["published"])
    if published is None and fields["published"]:
        raise wrong(f"{fields['published']!r} is no date", "Write it as 2023-01-13")
    return Listed("/".join(parts), fields["url"], published, fields["licence"], line)


def _day(text: str) -> dt.date | None:
    """Read a date, ISO 8601 or day first."""
    found = _DAY_FIRST.match(text)
    try:
        if found is not None:
            return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
