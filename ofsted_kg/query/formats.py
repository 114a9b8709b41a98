"""A table as text: for people, for spreadsheets, for programs.

In: a ``Table``, a truth value or triples. Out: SPARQL 1.1 Query Results in CSV, TSV, JSON or
XML, each as the W3C recommendation has it, or a table for the terminal; triples as Turtle.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from ofsted_kg.errors import QueryError
from ofsted_kg.namespaces import PREFIXES, XSD
from ofsted_kg.query.header import Parameter, StoredQuery, load_queries
from ofsted_kg.query.table import Table, Term

if TYPE_CHECKING:
    from rich.table import Table as RichTable

MEDIA_TYPES = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
FORMATS = ("table", *MEDIA_TYPES)
GRAPH_FORMATS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}

Answer = Table | bool | list[ox.Triple]

# Wide enough for a table that goes to a file: long quotes fold, the rest does not.
_WIDTH = 240
_STRING = XSD + "string"
# What XML 1.0 cannot hold, not even as a reference; a few PDFs do.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NUMBERS = {XSD + name for name in ("integer", "nonNegativeInteger", "decimal", "double")}


def render(answer: Answer, form: str, *, whole: bool = False) -> str:
    """Return an answer as text.

    A table comes in one of `FORMATS`, triples in one of `GRAPH_FORMATS` (Turtle where
    ``table`` is asked for), a truth value in any of the former.

    Raises:
        QueryError: there is no such format for such an answer.
    """
    if isinstance(answer, list):
        return _graph(answer, form)
    if form not in FORMATS:
        raise QueryError(f"there is no format {form!r}", remedy=f"There are: {', '.join(FORMATS)}")
    if isinstance(answer, bool):
        return _truth("true" if answer else "false", form)
    if form != "table":
        return _WRITERS[form](answer)
    from rich.console import Console

    console = Console(file=io.StringIO(), width=_WIDTH)
    with console.capture() as capture:
        console.print(as_rich(answer, whole=whole))
    return capture.get()


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


def listing() -> RichTable:
    """Return the stored queries with their parameters, for a terminal."""
    from rich.table import Table as RichTable

    rich = RichTable("query", "what it answers", "parameters")
    for query in load_queries():
        rich.add_row(query.name, query.summary, " ".join(p.name for p in query.parameters))
    return rich


def reference(queries: Iterable[StoredQuery]) -> str:
    """Return the description of stored queries in Markdown, as queries/README.md holds it."""
    parts = [_REFERENCE]
    for query in queries:
        parts.append(f"### {query.name}\n\n{query.summary}. {query.description}\n")
        parts.append(f"Columns: {', '.join(f'`{column}`' for column in query.columns)}\n")
        if query.parameters:
            rows = ["| parameter | kind | default | |", "| --- | --- | --- | --- |"]
            rows += (
                f"| `{p.name}` | {_kind(p)} | {p.default or ''} | {p.description} |" for p in query.parameters
            )
            parts.append("\n".join(rows) + "\n")
    return "\n".join(parts)


def _kind(parameter: Parameter) -> str:
    if parameter.choices:
        return f"one of {', '.join(parameter.choices)}"
    kind = f"slug of {parameter.scheme.replace(', ', ' or ')}" if parameter.scheme else parameter.kind
    return f"{kind}, required" if parameter.required else kind


_REFERENCE = """# Stored queries

Each file here is a SPARQL 1.1 query that runs as it stands in any tool, on a default graph that is the
union of all graphs. Its `#+` header is in the style of grlc. A parameter is a line `VALUES ?name { UNDEF }`
(or with its default for `UNDEF`): put a term there, or let the program do it:

    ofsted-kg query judgements -p council=Northwick -p grade=inadequate --format csv

An empty value (`-p grade=`) lifts a default. This page is made from the headers
(`pytest tests/test_query.py --update-golden`), and a test compares the two.

To add a query, write a file with a header here, run the tests with `--update-golden`, and read the recorded
answer in tests/queries/golden/ before you commit it.
"""


def as_rich(table: Table, title: str | None = None, *, whole: bool = False) -> RichTable:
    """Return a table for a terminal.

    A column of IRIs is left out where another column is shown, unless the ``whole`` table is
    asked for: it is for programs, which have the other formats, and it would take half the width.
    """
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = _shown(table, whole=whole)
    rich = RichTable(title=title, title_justify="left")
    for i in shown:
        numbers = all(row[i] is None or _is_number(row[i]) for row in table.rows)
        right = numbers and any(row[i] is not None for row in table.rows)
        rich.add_column(table.columns[i], justify="right" if right else "left", overflow="fold")
    for row in table.rows:
        rich.add_row(*(Text(_short(row[i])) for i in shown))
    return rich


def as_records(table: Table, *, whole: bool = False) -> str:
    """Return a table for a narrow terminal: a row is a paragraph, a value a line."""
    shown = _shown(table, whole=whole)
    width = max((len(table.columns[i]) for i in shown), default=0)
    return "\n".join(
        "".join(f"{table.columns[i]:>{width}}  {_short(row[i])}\n" for i in shown if row[i] is not None)
        for row in table.rows
    )


def _shown(table: Table, *, whole: bool) -> list[int]:
    every = [*range(len(table.columns))]
    return every if whole else [i for i in every if not _is_iris(table, i)] or every


def to_csv(table: Table) -> str:
    """Return a table as SPARQL 1.1 CSV: values bare, the unknown an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.values())
    return out.getvalue()


def to_tsv(table: Table) -> str:
    """Return a table as SPARQL 1.1 TSV: terms as in Turtle."""
    lines = ["\t".join(f"?{name}" for name in table.columns)]
    lines += (
        "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row)
        for row in table.rows
    )
    return "".join(f"{line}\n" for line in lines)


def to_json(table: Table) -> str:
    """Return a table as SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _json_term(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    data = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_xml(table: Table) -> str:
    """Return a table as SPARQL Query Results XML; what XML cannot hold becomes U+FFFD."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">',
    ]
    lines.append(f"<head>{''.join(f'<variable name={quoteattr(name)}/>' for name in table.columns)}</head>")
    lines.append("<results>")
    for row in table.rows:
        cells = (
            f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(table.columns, row, strict=True)
            if term is not None
        )
        lines.append(f"<result>{''.join(cells)}</result>")
    lines.append("</results>\n</sparql>\n")
    return "\n".join(lines)


_WRITERS: dict[str, Callable[[Table], str]] = {"csv": to_csv, "tsv": to_tsv, "json": to_json, "xml": to_xml}


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        found["datatype"] = term.datatype.value
    return found


def _xml_term(term: Term) -> str:
    # A carriage return must be a reference, or the reader makes it a line feed.
    text = escape(_NOT_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if isinstance(term, ox.NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{text}</bnode>"
    kind = ""
    if term.language:
        kind = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        kind = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{kind}>{text}</literal>"


def _is_iris(table: Table, place: int) -> bool:
    terms = [row[place] for row in table.rows if row[place] is not None]
    return bool(terms) and all(isinstance(term, ox.NamedNode) for term in terms)


def _is_number(term: Term | None) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS


def _short(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        for prefix, iri in PREFIXES.items():
            if term.value.startswith(iri):
                return f"{prefix}:{term.value.removeprefix(iri)}"
    return " ".join(term.value.split())
