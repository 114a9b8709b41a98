"""An answer in the format that is asked for.

In: a ``Table``, a truth value or triples, and a format's name. Out: SPARQL 1.1 Query Results in
CSV, TSV, JSON or XML, each as the W3C recommendation has it; Markdown; a workbook for
spreadsheets; a table as text; triples as Turtle or N-Triples.
"""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from ofsted_kg.errors import QueryError
from ofsted_kg.query import results
from ofsted_kg.query.table import Table
from ofsted_kg.query.terminal import as_table, fit, holds_numbers, short
from ofsted_kg.vocabulary.namespaces import PREFIXES

# The formats of SPARQL results, which an endpoint offers.
MEDIA_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
FORMATS = ("table", *MEDIA_TYPES, "markdown", "xlsx")
# Those that may open with a mark by which Excel knows their encoding.
MARKED = ("csv", "tsv")
GRAPH_FORMATS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}

Answer = Table | bool | list[ox.Triple]

# Wide enough for a table that goes to a file: long quotes fold, the rest does not.
_WIDTH = 240
_BOM = "\ufeff"
# What would end a cell of a Markdown table, or begin mark-up in it.
_MARKDOWN = str.maketrans({"|": "\\|", "\\": "\\\\", "<": "&lt;", "*": "\\*", "_": "\\_", "`": "\\`"})


def render(answer: Answer, form: str, *, whole: bool = False, raw: bool = False) -> str:
    """Return an answer as text.

    Args:
        answer: a table comes in one of `FORMATS`, triples in one of `GRAPH_FORMATS` (Turtle where
            ``table`` is asked for), a truth value in any text format of the former.
        form: the format; a workbook is no text, see `encode`.
        whole: show every column of a table, those for programs too.
        raw: leave texts as they are that a spreadsheet would run as a formula.

    Raises:
        QueryError: there is no such format for such an answer.
    """
    if isinstance(answer, list):
        return _graph(answer, form)
    if form not in FORMATS or form == "xlsx":
        what = "an answer of this kind has" if form in FORMATS else "there is"
        raise QueryError(f"{what} no format {form!r}", remedy=f"There are: {', '.join(FORMATS)}")
    if isinstance(answer, bool):
        return _truth("true" if answer else "false", form)
    if form in _SPREADSHEETS:
        return _SPREADSHEETS[form](answer, raw=raw)
    return _table(answer, whole=whole) if form == "table" else _TEXTS[form](answer)


def encode(
    answer: Answer, form: str, *, whole: bool = False, raw: bool = False, excel: bool = False
) -> bytes:
    """Return an answer as the bytes of a file: as `render`, in UTF-8, or a workbook.

    Args:
        answer: as `render`.
        form: the format.
        whole: as `render`.
        raw: as `render`.
        excel: open CSV and TSV with a byte-order mark, by which Excel knows UTF-8.

    Raises:
        QueryError: as `render`, or the workbook cannot be written.
    """
    if form == "xlsx" and isinstance(answer, Table):
        from ofsted_kg.query.workbook import to_xlsx

        return to_xlsx(answer, raw=raw)
    mark = _BOM if excel and form in _SPREADSHEETS else ""
    return (mark + render(answer, form, whole=whole, raw=raw)).encode("utf-8")


def to_markdown(table: Table) -> str:
    """Return a table in GitHub Flavored Markdown; numbers at the right, cells in one line."""
    lines = [f"| {' | '.join(table.columns)} |"]
    marks = ("---:" if holds_numbers(table, place) else "---" for place in range(len(table.columns)))
    lines.append(f"| {' | '.join(marks)} |")
    lines += (f"| {' | '.join(_cell(term) for term in row)} |" for row in table.rows)
    return "".join(f"{line}\n" for line in lines)


def _cell(term: ox.NamedNode | ox.Literal | ox.BlankNode | None) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<{term.value}>"
    return short(term).translate(_MARKDOWN)


def _table(table: Table, *, whole: bool) -> str:
    shown = None if whole else fit(table, _WIDTH)
    left = f"{shown.left_out}\n" if shown and shown.dropped else ""
    return as_table(table, _WIDTH, whole=whole, shown=shown) + left


_SPREADSHEETS = {"csv": results.to_csv, "tsv": results.to_tsv}
_TEXTS: dict[str, Callable[[Table], str]] = {
    "json": results.to_json,
    "xml": results.to_xml,
    "markdown": to_markdown,
}


def _truth(word: str, form: str) -> str:
    if form == "json":
        return f'{{"head": {{}}, "boolean": {word}}}\n'
    if form == "xml":
        opening = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        )
        return f"{opening}<head/><boolean>{word}</boolean></sparql>\n"
    return f"{word}\n"


def _graph(triples: list[ox.Triple], form: str) -> str:
    kind = GRAPH_FORMATS.get("turtle" if form == "table" else form)
    if kind is None:
        forms = ", ".join(GRAPH_FORMATS)
        raise QueryError(f"triples have no format {form!r}", remedy=f"There are: {forms}")
    prefixes = None if kind == ox.RdfFormat.N_TRIPLES else PREFIXES
    return (ox.serialize(triples, format=kind, prefixes=prefixes) or b"").decode("utf-8")
