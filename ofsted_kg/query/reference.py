"""What the stored queries are, in words: for a terminal and for queries/README.md.

In: the headers of queries/. Out: a list of them, the description of one, the whole reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ofsted_kg.query.bind import choices
from ofsted_kg.query.columns import describe
from ofsted_kg.query.header import Parameter, StoredQuery, load_queries

if TYPE_CHECKING:
    from rich.table import Table as RichTable


def listing() -> RichTable:
    """Return the stored queries with their parameters, for a terminal."""
    from rich.table import Table as RichTable

    rich = RichTable("query", "what it answers", "parameters")
    for query in load_queries():
        rich.add_row(query.name, query.summary, " ".join(p.name for p in query.parameters))
    return rich


def manual(query: StoredQuery) -> str:
    """Return all there is to know of a stored query, for a terminal."""
    parts = [f"{query.name}: {query.summary}", "", *_wrapped(query.description), ""]
    if query.parameters:
        parts.append("Parameters, each as -p name=value")
        for parameter in query.parameters:
            parts += _wrapped(_about(parameter), f"  {parameter.name:<12}  ")
        parts.append("")
    parts.append("Columns")
    width = max(map(len, query.columns))
    for column in query.columns:
        parts += _wrapped(describe(column), f"  {column:<{width}}  ")
    return "\n".join(parts) + "\n"


def _about(parameter: Parameter) -> str:
    allowed = choices(parameter)
    words = [parameter.description]
    if parameter.required:
        words.append("Required.")
    if parameter.default is not None:
        words.append(f"Default: {parameter.default} (an empty value lifts it).")
    if allowed and parameter.kind != "boolean":
        words.append(f"One of: {', '.join(allowed)}.")
    elif parameter.kind in _FORMS:
        words.append(_FORMS[parameter.kind])
    first, *rest = words
    return " ".join([first.rstrip(".") + ".", *rest])


_FORMS = {
    "council": "A GSS code or a name.",
    "source": "As the column source has it.",
    "date": "As 2009-12-31.",
    "integer": "A whole number.",
    "boolean": "true or false.",
    "iri": "An absolute IRI.",
}
_LINE = 100


def _wrapped(text: str, lead: str = "") -> list[str]:
    import textwrap

    blank = " " * len(lead)
    return textwrap.wrap(text, _LINE, initial_indent=lead, subsequent_indent=blank) or [lead.rstrip()]


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

To add a query, write a file with a header here, say in columns.toml what a new column means, run the tests
with `--update-golden`, and read the recorded answer in tests/queries/golden/ before you commit it.
"""
