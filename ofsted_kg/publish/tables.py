"""Tables for spreadsheets, described by CSV on the Web.

In: the answers of the stored queries that need no parameter. Out: ``tables/*.csv``
(RFC 4180, UTF-8, header row) and ``tables/*.xlsx``, ``tables/csv-metadata.json`` with
columns, datatypes, keys and descriptions, and all of it in one ZIP. A long table
stands in the ZIP only. A text cell that a
spreadsheet would run as a formula gets an apostrophe in front in CSV; the metadata says so.
"""

from __future__ import annotations

import functools
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, BinaryIO, cast

from ofsted_kg.checksums import digest_of
from ofsted_kg.compression import archive, pack
from ofsted_kg.publish.answers import Answered
from ofsted_kg.publish.delimited import Delimited
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.joining import partition
from ofsted_kg.publish.lines import Lines, split, value
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
# What a row may be about, if each has its own.
_OWN = ("statement", "rating", "report", "letter")
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
    before = _Before(noted if made else {}, folder)
    described: dict[str, dict[str, Any]] = {}
    makers: dict[str, Callable[[], Iterator[bytes]]] = {}
    found = []
    for one in answers:
        query, path = one.query, f"tables/{one.query.name}"
        origin = digest_of(made, one.digest)
        # An unchanged table is taken from where it was, packed again with the others.
        known = before.described.get(path, {})
        told = known["told"] if known.get("origin") == origin else _described(one, known.get("told"))
        described[path] = {"origin": origin, "told": told, "even": known.get("even", False)}
        make: Callable[[], Iterator[bytes]] = functools.partial(_pieces, one, described[path], known, before)
        kept = folder.keep(f"{path}.csv", origin)
        short = None if kept else _short(make(), not packed)
        if short is not None:
            folder.write(f"{path}.csv", short, origin)
        if f"{path}.csv" in folder.sums:
            make = functools.partial(_of_file, folder, f"{path}.csv")
            found.append(_file(folder, f"{path}.csv", f"{query.summary}, as CSV", "text/csv", "CSV"))
        makers[f"{query.name}.csv"] = make
        if len(one.lines) <= MOST_ROWS or not packed:
            if not folder.keep(f"{path}.xlsx", origin):
                folder.write(f"{path}.xlsx", _xlsx(one.lines), origin)
            found.append(_file(folder, f"{path}.xlsx", f"{query.summary}, as a workbook", XLSX, "XLSX"))
    beside = [one["told"] for path, one in described.items() if f"{path}.csv" in folder.sums]
    folder.write(METADATA, _metadata(names, beside))
    if packed:
        whole = _metadata(names, [one["told"] for one in described.values()])
        makers["csv-metadata.json"] = lambda: iter((whole.encode("utf-8"),))
        with folder.writing(packed) as file, archive(file) as book:
            for name, member in sorted(makers.items()):
                pack(book, name, member())
    folder.note("tables", {"described": described, "packed": packed})
    return found


class _Before:
    """The tables of the release before.

    Attributes:
        described: what was told of each, by path.
    """

    def __init__(self, noted: Mapping[str, Any], folder: ReleaseFolder) -> None:
        self.described: Mapping[str, dict[str, Any]] = noted.get("described", {})
        self._packed = str(noted.get("packed", ""))
        self._folder = folder

    def open(self, path: str) -> BinaryIO | None:
        """Open a table, wherever it stands; None where it is not what it was."""
        data = self._folder.before(path)
        if data is not None:
            return io.BytesIO(data)
        if self._archive is None:
            return None
        name = path.rsplit("/", 1)[-1]
        return cast("BinaryIO", self._archive.open(name)) if name in self._archive.namelist() else None

    @functools.cached_property
    def _archive(self) -> zipfile.ZipFile | None:
        data = self._folder.before(self._packed) if self._packed else None
        return None if data is None else zipfile.ZipFile(io.BytesIO(data))


def _pieces(
    one: Answered, described: dict[str, Any], known: Mapping[str, Any], before: _Before
) -> Iterator[bytes]:
    """Yield a table as CSV, and note of it whether the next release can take its rows."""
    numeric = _numeric(described["told"])
    same = known.get("even") and _numeric(known["told"]) == numeric
    table = Delimited(one.lines, numeric)
    yield from table.pieces(one.before, before.open(f"tables/{one.query.name}.csv") if same else None)
    described["even"] = table.even


def _short(pieces: Iterator[bytes], whole: bool) -> bytes | None:
    """Return a table, or None where it is too long to stand by itself."""
    found, size = [], 0
    for piece in pieces:
        found.append(piece)
        size += len(piece)
        if size > MOST_PLAIN and not whole:
            return None
    return b"".join(found)


def _of_file(folder: ReleaseFolder, path: str) -> Iterator[bytes]:
    yield folder.data(path)


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


def _described(one: Answered, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what CSV on the Web tells of a table; of the release before its key is tried first."""
    columns = []
    for name, kinds in zip(one.lines.columns, one.kinds, strict=True):
        # A cell that is an IRI as it stands: the value is the thing, not its address as text.
        told: dict[str, Any] = {"name": name, "titles": name, "datatype": _datatype(kinds)}
        if words := describe(name):
            told["dc:description"] = words
        if kinds == {"<"}:
            told["valueUrl"] = f"{{+{name}}}"
        columns.append(told)
    return {
        "url": f"{one.query.name}.csv",
        "dc:title": one.query.summary,
        "dc:description": one.query.description,
        "tableSchema": {"columns": columns} | _identity(one, (before or {}).get("tableSchema", {})),
    }


def _identity(one: Answered, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return what tells rows apart."""
    columns, known = one.lines.columns, before.get("primaryKey", [])
    names = [known] if isinstance(known, str) else known
    # Where rows only came, what did not tell them apart before does not do so now.
    if names and one.only_came and _tell_apart(one, names):
        return {name: before[name] for name in ("primaryKey", "aboutUrl", "rowTitles") if name in before}
    own = next((name for name in _OWN if name in columns and _tell_apart(one, [name])), None)
    if own is not None:
        return {"primaryKey": own, "aboutUrl": f"{{+{own}}}"}
    keys = _keys(one)
    return {"rowTitles": list(columns[:1])} | ({"primaryKey": keys} if keys else {})


def _tell_apart(one: Answered, names: Sequence[str]) -> bool:
    """Whether columns are never empty and together tell all rows apart, of which there are some."""
    places = [one.lines.columns.index(name) for name in names]
    cuts = max(places) + 1
    # Rows that are in order of the first column need to be told from those beside them alone.
    runs = partition(one.query)[:1] == tuple(names[:1])
    seen: set[tuple[str, ...]] = set()
    first = ""
    for row in one.lines:
        cells = row.split("\t", cuts)
        key = tuple(cells[place] for place in places)
        if runs and key[0] != first:
            first = key[0]
            seen.clear()
        if key in seen or "" in key:
            return False
        seen.add(key)
    return bool(one.lines.blocks)


def _keys(one: Answered) -> list[str]:
    """Return the first columns that tell all rows apart and are never empty; none where there are no such."""
    columns = one.lines.columns
    if not one.lines.blocks:
        return list(columns[:1])
    full = set(range(len(columns)))
    for row in one.lines:
        row_cells = split(row)
        full -= {place for place in full if not row_cells[place]}
    chosen: list[str] = []
    for place in sorted(full):
        chosen.append(columns[place])
        if _tell_apart(one, chosen):
            return chosen
    return []


def _datatype(kinds: Set[str]) -> str:
    """Return the datatype of a column with cells of these kinds."""
    found = {"anyURI" if kind == "<" else _DATATYPES.get(kind, "string") for kind in kinds}
    return found.pop() if len(found) == 1 else "string"


def _numeric(told: Mapping[str, Any]) -> list[bool]:
    return [column["datatype"] in _NUMBERS for column in told["tableSchema"]["columns"]]


def _xlsx(lines: Lines) -> bytes:
    sheet = Sheet(lines.columns, map(split, lines), len(lines), list(lines.typed(SAMPLE)), value)
    return workbook({"answer": sheet})
