"""Tables for spreadsheets, described by CSV on the Web.

In: the answers of the stored queries that need no parameter. Out: ``tables/*.csv``
(RFC 4180, UTF-8, header row) and ``tables/*.xlsx``, ``tables/csv-metadata.json`` with
columns, datatypes, keys and descriptions, and all of it in one ZIP. A long table
stands in the ZIP only. A text cell that a
spreadsheet would run as a formula gets an apostrophe in front in CSV; the metadata says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import ExitStack
from typing import Any

from ofsted_kg.checksums import digest_of
from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.deflated import Archive, Piece, pieces_of
from ofsted_kg.publish.delimited import delimited, head
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.keys import Key, key_of
from ofsted_kg.publish.lines import Block, Lines, split, value
from ofsted_kg.publish.names import DATA_LICENCE, Names
from ofsted_kg.publish.versions import Distribution
from ofsted_kg.query import workbook
from ofsted_kg.query.columns import describe
from ofsted_kg.query.workbook import SAMPLE, Sheet
from ofsted_kg.vocabulary.namespaces import XSD

_DATATYPES = {
    XSD + "integer": "integer",
    XSD + "nonNegativeInteger": "nonNegativeInteger",
    XSD + "decimal": "decimal",
    XSD + "double": "double",
    XSD + "boolean": "boolean",
    XSD + "date": "date",
}
_NUMBERS = ("integer", "nonNegativeInteger", "decimal", "double")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
METADATA = "tables/csv-metadata.json"
# A table of more bytes stands in the ZIP only, and one of more rows has no workbook.
MOST_PLAIN = 3_000_000
MOST_ROWS = 10_000
TABLES = {"tables.zip": ("All tables for spreadsheets, as CSV with their description", "text/csv", "CSV")}


def write_tables(
    answers: Iterable[Answered], names: Names, folder: ReleaseFolder, packed: str = "", made: str = ""
) -> list[Distribution]:
    """Write a table a query and the description of them all; return the files.

    Args:
        answers: of the stored queries.
        names: of the release.
        folder: of the release.
        packed: path of the ZIP; none when empty.
        made: digest of all that tables follow from beside the answers.
    """
    noted = folder.noted("tables") or {}
    if not made or noted.get("made") != made:
        noted = {}
    known: Mapping[str, Mapping[str, Any]] = noted.get("described", {})
    book = folder.before(str(noted.get("packed", ""))) or b""
    described: dict[str, dict[str, Any]] = {}
    found: list[Distribution] = []
    with ExitStack() as open_files:
        archive = Archive(open_files.enter_context(folder.writing(packed))) if packed else None
        for one in answers:
            path = f"tables/{one.query.name}"
            described[path] = _table(one, path, known.get(path, {}), book, folder, found, archive, made)
        beside = [one["told"] for path, one in described.items() if f"{path}.csv" in folder.sums]
        folder.write(METADATA, _metadata(names, beside))
        if archive is not None:
            whole = _metadata(names, [one["told"] for one in described.values()])
            archive.add("csv-metadata.json", [Piece.of(whole.encode("utf-8"))])
            archive.end()
    folder.note("tables", {"described": described, "packed": packed, "made": made})
    return found


def _table(
    one: Answered,
    path: str,
    known: Mapping[str, Any],
    book: bytes,
    folder: ReleaseFolder,
    found: list[Distribution],
    archive: Archive | None,
    made: str,
) -> dict[str, Any]:
    """Write a table, and return what the next release needs to know of it.

    Args:
        one: the answer.
        path: of the table, without its ending.
        known: what the release before noted of it.
        book: its ZIP.
        folder: of the release.
        found: the files, to add to.
        archive: the ZIP of this release.
        made: digest of all that tables follow from beside the answers.
    """
    query, origin = one.query, digest_of(made, one.digest)
    if known.get("origin") == origin:
        told, marks = known["told"], known["marks"]
    else:
        told, marks = _described(one, known)
    pieces = _pieces(one, told, known, book)
    short = archive is None or sum(piece.size for piece in pieces) <= MOST_PLAIN
    if not folder.keep(f"{path}.csv", origin) and short:
        folder.write(f"{path}.csv", b"".join(piece.bytes() for piece in pieces), origin)
    if f"{path}.csv" in folder.sums:
        found.append(_file(folder, f"{path}.csv", f"{query.summary}, as CSV", "text/csv", "CSV"))
    if len(one.lines) <= MOST_ROWS or archive is None:
        if not folder.keep(f"{path}.xlsx", origin):
            folder.write(f"{path}.xlsx", _xlsx(one.lines), origin)
        found.append(_file(folder, f"{path}.xlsx", f"{query.summary}, as a workbook", XLSX, "XLSX"))
    start = archive.add(f"{query.name}.csv", pieces) if archive is not None else 0
    cut = [piece.told for piece in pieces]
    return {"origin": origin, "told": told, "marks": marks, "start": start, "pieces": cut}


def _pieces(one: Answered, told: Mapping[str, Any], known: Mapping[str, Any], book: bytes) -> list[Piece]:
    """Return a table as CSV, a piece for the names and one a block; those that stood before are taken."""
    numeric, before = _numeric(told), one.before
    there: dict[Block, Piece] = {}
    if (
        book
        and len(known.get("pieces", ())) == len(before.blocks) + 1
        and before.columns == one.lines.columns
        and _numeric(known["told"]) == numeric
    ):
        old = pieces_of(book, known["start"], known["pieces"])
        there = dict(zip(before.blocks, old[1:], strict=True))
    return [
        Piece.of(head(one.lines.columns)),
        *(there.get(block) or Piece.of(delimited(block.rows(), numeric)) for block in one.lines.blocks),
    ]


def table_path(name: str, ending: str, folder: ReleaseFolder, version: str) -> str:
    """Return the path of a table, or of the ZIP of a version that holds it where it is long."""
    path = f"tables/{name}.{ending}"
    return path if path in folder.sums else f"data/{version}/tables.zip"


def _metadata(names: Names, tables: Sequence[dict[str, Any]]) -> str:
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": names.title,
        "dc:license": {"@id": DATA_LICENCE},
        "dc:isPartOf": {"@id": names.dataset},
        "rdfs:comment": "A text that begins with = + - @ has an apostrophe in front, "
        "so that no spreadsheet runs it.",
        "tables": tables,
    }
    return json.dumps(metadata, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _file(folder: ReleaseFolder, path: str, title: str, media: str, form: str) -> Distribution:
    return Distribution(path, title, media, form, "", folder.size(path), folder.sums[path])


def _described(one: Answered, known: Mapping[str, Any]) -> tuple[dict[str, Any], Sequence[str]]:
    """Return what CSV on the Web tells of a table, and the marks of its rows."""
    columns = []
    for name, kinds in zip(one.lines.columns, one.kinds, strict=True):
        # A cell that is an IRI as it stands: the value is the thing, not its address as text.
        told: dict[str, Any] = {"name": name, "titles": name, "datatype": _datatype(kinds)}
        if words := describe(name):
            told["dc:description"] = words
        if kinds == {"<"}:
            told["valueUrl"] = f"{{+{name}}}"
        columns.append(told)
    before = Key(known["told"]["tableSchema"], known["marks"]) if known else Key()
    key = key_of(one, before)
    return {
        "url": f"{one.query.name}.csv",
        "dc:title": one.query.summary,
        "dc:description": one.query.description,
        "tableSchema": {"columns": columns, **key.told},
    }, key.marks


def _datatype(kinds: Set[str]) -> str:
    """Return the datatype of a column with cells of these kinds."""
    found = {"anyURI" if kind == "<" else _DATATYPES.get(kind, "string") for kind in kinds}
    return found.pop() if len(found) == 1 else "string"


def _numeric(told: Mapping[str, Any]) -> list[bool]:
    return [column["datatype"] in _NUMBERS for column in told["tableSchema"]["columns"]]


def _xlsx(lines: Lines) -> bytes:
    sheet = Sheet(lines.columns, map(split, lines), len(lines), list(lines.typed(SAMPLE)), value)
    return workbook({"answer": sheet})
