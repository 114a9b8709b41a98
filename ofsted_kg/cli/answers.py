"""The commands that ask a graph.

In: words typed. Out: answers, in the form that is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ofsted_kg.cli import completion
from ofsted_kg.cli.options import (
    EXIT_NOT_CONFORMING,
    Endpoint,
    Kg,
    Output,
    Timeout,
    console,
    save,
    say,
    target,
    write,
)
from ofsted_kg.cli.printing import ENDINGS, Showing, of_ending, print_answer
from ofsted_kg.counts import counted
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.read import arguments

# The query beside which warnings are told that stand in no document's graph.
WARNINGS = "warnings"


def query(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            help="A stored query; without it, all are listed.", autocompletion=completion.query_names
        ),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--param",
            help="A parameter, name=value; may be repeated.",
            autocompletion=completion.parameters,
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="table, csv, tsv, json, xml, markdown or xlsx.", show_default="table"),
    ] = None,
    out: Output = None,
    excel: Annotated[bool, typer.Option("--excel", help="CSV and TSV with a byte-order mark.")] = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave texts as they are that a spreadsheet would run as a formula.")
    ] = False,
    wide: Annotated[bool, typer.Option("--wide", help="Show every column in a table.")] = False,
    columns: Annotated[str, typer.Option("--columns", help="Show these columns, with commas between.")] = "",
    kg: Kg = Path("kg"),
    endpoint: Endpoint = None,
    timeout: Timeout = 60.0,
    help_: Annotated[
        bool, typer.Option("--help", help="Show this, or all about the query that is named, and exit.")
    ] = False,
) -> None:
    """Run a stored query, or list them all.

    `query NAME --help` says what its parameters and columns mean. A table in a terminal leaves out
    what does not fit, and says what that is.
    """
    from ofsted_kg import query as queries

    if help_:
        write(queries.manual(queries.stored_query(name)) if name else ctx.get_help() + "\n")
        return
    if name is None:
        console().print(queries.listing())
        return
    stored = queries.stored_query(name)
    values = arguments.values(param or [])
    graph = target(kg, endpoint, timeout)
    answer = queries.run(stored, values, graph)
    showing = Showing(form, out, excel=excel, raw=raw, wide=wide, columns=arguments.columns(columns))
    print_answer(answer, showing)
    if not answer.rows:
        say(f"No rows: {queries.why_empty(stored, values, graph)}")
    if left := queries.left_out(stored, values, graph):
        say(left)
    if name == WARNINGS and endpoint is None:
        _beside(kg)


def _beside(kg: Path) -> None:
    """Say how many warnings are of several documents together, and so stand in no row."""
    from ofsted_kg.cli.summary import of_no_letter
    from ofsted_kg.store.folder import current_build

    if said := of_no_letter(current_build(kg)):
        more = "warning is" if len(said) == 1 else "warnings are"
        say(f"{len(said):,} more {more} of no one document: `ofsted-kg validate --warnings` prints all")


def sparql(
    text: Annotated[str, typer.Argument(help="SPARQL text, a file that holds it, or - for stdin.")],
    form: Annotated[
        str | None,
        typer.Option("--format", help="As for `query`; turtle or ntriples for graphs."),
    ] = None,
    out: Output = None,
    excel: Annotated[bool, typer.Option("--excel", help="CSV and TSV with a byte-order mark.")] = False,
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave texts as they are that a spreadsheet would run as a formula.")
    ] = False,
    kg: Kg = Path("kg"),
    endpoint: Endpoint = None,
    timeout: Timeout = 60.0,
) -> None:
    """Ask a SPARQL query of your own (SELECT, ASK, CONSTRUCT or DESCRIBE).

    The prefixes of this graph (ok, id, skos, dcterms, oa, prov and so on) need not be declared.
    """
    from ofsted_kg import query as queries

    asked, graph = arguments.query_text(text), target(kg, endpoint, timeout)
    answer = queries.run_text(asked, graph)
    print_answer(answer, Showing(form, out, excel=excel, raw=raw, wide=True))
    if not (answer if isinstance(answer, bool | list) else answer.rows):
        said = queries.unused(asked, graph)
        if isinstance(answer, queries.Table):
            say(f"No rows: {said or 'nothing in the graph matches the pattern'}")
        elif said:
            say(said)


def export(
    sqlite: Annotated[
        Path | None, typer.Option("--sqlite", help="Database file to write, with Datasette's metadata.")
    ] = None,
    parquet: Annotated[Path | None, typer.Option("--parquet", help="Folder for Parquet files.")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Workbook to write, a sheet a table.")] = None,
    kg: Kg = Path("kg"),
    endpoint: Endpoint = None,
    timeout: Timeout = 60.0,
) -> None:
    """Write the analyst's tables as files: SQLite for Datasette, Parquet, or a workbook."""
    from ofsted_kg import export as files
    from ofsted_kg.query import workbook

    if not (sqlite or parquet or xlsx):
        raise OfstedKGError(
            "nothing is asked for", remedy="Give --sqlite FILE, --parquet FOLDER or --xlsx FILE"
        )
    if sqlite:
        of_ending(sqlite, "--sqlite", "db", other=ENDINGS)
    if xlsx:
        of_ending(xlsx, "--xlsx", "xlsx")
        files.refuse_workbook(xlsx)
    graph = target(kg, endpoint, timeout)
    if sqlite:
        written = files.to_sqlite(graph, sqlite)
        rows = sum(len(table.table.rows) for table in written)
        write(f"{sqlite}: {counted(len(written), 'tables')}, {counted(rows, 'rows')}\n")
    if parquet:
        written = files.to_parquet(graph, parquet)
        rows = sum(len(table.table.rows) for table in written)
        write(f"{parquet}: {counted(len(written), 'files')}, {counted(rows, 'rows')}\n")
    if xlsx:
        sheets = {table.name: table.table for table in files.tables(graph)}
        save(xlsx, workbook(sheets))
        write(f"{xlsx}: {len(sheets)} sheets\n")


def diff(
    old: Annotated[Path, typer.Argument(help="A graph's folder, a dump (.nq, .trig) or a release.")],
    new: Annotated[Path, typer.Argument(help="What it is held against.")],
) -> None:
    """Say in words what differs between two builds, dumps or releases.

    Exits 0 when nothing differs, 1 when something does.
    """
    from ofsted_kg.publish.diff import differences

    lines = list(differences(old, new))
    write("".join(f"{line}\n" for line in lines) or "nothing differs\n")
    if lines:
        raise typer.Exit(EXIT_NOT_CONFORMING)


def mcp(kg: Kg = Path("kg")) -> None:
    """Offer the stored queries as read-only tools of the Model Context Protocol, over stdio."""
    try:
        from ofsted_kg.serve.mcp import serve as start
    except ModuleNotFoundError as error:
        raise OfstedKGError(
            f"this server needs {error.name}", remedy="Install it with `pip install 'ofsted-kg[mcp]'`"
        ) from error
    start(kg)


def add(app: typer.Typer) -> None:
    """Put these commands into the program, in the order of its help."""
    app.command(add_help_option=False)(query)
    for command in (sparql, export, diff, mcp):
        app.command()(command)
