"""The command line: options in, one call of the library, a printed answer.

In: words typed. Out: results on stdout, everything else on stderr; exit code 0 when
all is well, 1 when the data does not conform, 2 when the command could not run.
Heavy modules are imported inside the commands, so that `--help` starts at once.
"""

from __future__ import annotations

import gc
import os
import pydoc
import sys
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ofsted_kg import arguments, completion
from ofsted_kg.errors import OfstedKGError, StoreError, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from ofsted_kg.query import Answer, Table
    from ofsted_kg.remote import RemoteGraph
    from ofsted_kg.store import KnowledgeGraph

# Set, it shows where in the program a fault of ours lies.
DEBUG = "OFSTED_KG_DEBUG"
EXIT_NOT_CONFORMING = 1
EXIT_COULD_NOT_RUN = 2
# Stopped from the keyboard, as a shell has it: 128 and the number of the signal.
EXIT_STOPPED = 130

app = typer.Typer(
    name="ofsted-kg",
    help="Ofsted's letters and reports on children's services, as linked open data.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)

Kg = Annotated[
    Path,
    typer.Option("--kg", envvar="OFSTED_KG", help="Folder that holds the graph.", show_default="kg"),
]
Endpoint = Annotated[
    str | None, typer.Option("--endpoint", help="Ask this SPARQL 1.1 endpoint instead of the folder.")
]
Output = Annotated[
    Path | None, typer.Option("--out", "-o", help="File to write; its ending tells the format.")
]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds to wait for the endpoint.")]


def main() -> NoReturn:
    """Run the command line and end the process: errors of ours become one line and an exit code."""
    # A command loads much and drops little: Python need not look for cycles at every 700th object.
    gc.set_threshold(50_000, 10, 10)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the shell has closed it
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    try:
        _run()
        code: object = 0
    except SystemExit as end:
        code = end.code
        if code == EXIT_STOPPED:
            _say("ofsted-kg: stopped")
    # At once, as mypy does: to take a graph apart object by object costs Python a tenth of a second.
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        if not code:
            _say(f"ofsted-kg: {refused(error)}")
            code = EXIT_COULD_NOT_RUN
    os._exit(code if isinstance(code, int) else EXIT_COULD_NOT_RUN if code else 0)


def _run() -> None:
    try:
        app()
    except OfstedKGError as error:
        _fail(error)
    except KeyboardInterrupt:
        sys.exit(EXIT_STOPPED)
    except BrokenPipeError:
        sys.exit(0)  # the reader of our output has gone (`| head`): not an error of ours
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        if isinstance(error, OSError):
            _fail(refused(error))
        _fail(
            OfstedKGError(
                f"the program failed ({type(error).__name__}: {error})",
                remedy=f"Please report it with what {DEBUG}=1 prints",
            )
        )


def _fail(error: OfstedKGError) -> NoReturn:
    _say(f"ofsted-kg: {error}")
    sys.exit(EXIT_COULD_NOT_RUN)


def _say(text: str) -> None:
    with suppress(OSError):  # who has closed it, or filled its disk, has the exit code
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is the one module that prints


def _out(text: str | bytes) -> None:
    data = text.encode("utf-8") if isinstance(text, str) else text
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, soft_wrap=not sys.stdout.isatty())


def _version(wanted: bool) -> None:
    if wanted:
        from ofsted_kg import __version__

        _out(f"ofsted-kg {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


@app.command()
def build(
    letters: Annotated[list[Path], typer.Argument(help="Files and folders of letters and reports.")],
    kg: Kg = Path("kg"),
    register: Annotated[
        list[Path] | None,
        typer.Option("--register", help="CSV or Turtle file with councils of your own; may be repeated."),
    ] = None,
    sources: Annotated[list[Path] | None, typer.Option("--sources", help="CSV: file,url,published.")] = None,
    base: Annotated[str, typer.Option("--base", help="Base of the IRIs of things.")] = (
        "https://w3id.org/ofsted-kg/"
    ),
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Worker processes; 0 is one a core.")] = 0,
    fresh: Annotated[bool, typer.Option("--fresh", help="Convert every file anew.")] = False,
) -> None:
    """Convert letters into a validated, queryable graph, which replaces the one in the folder.

    Exits 0 when every file that is a letter conforms, 1 when one does not (and says which).
    """
    from ofsted_kg.build import Options
    from ofsted_kg.build import build as run
    from ofsted_kg.summary import summary

    with _progress("Reading letters") as advance:
        options = Options(base, tuple(register or ()), jobs, fresh, tuple(sources or ()))
        result = run(letters, kg, options, advance)
    _out(summary(result, kg) + "\n")
    if not result.ledger.conforms:
        raise typer.Exit(EXIT_NOT_CONFORMING)


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show a progress bar on stderr; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    # Without the bar's own thread: workers are forked while it stands.
    with Progress(console=_console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(label, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, refresh=True)

        yield advance


@app.command(add_help_option=False)
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
        _out(queries.manual(queries.stored_query(name)) if name else ctx.get_help() + "\n")
        return
    if name is None:
        _console().print(queries.listing())
        return
    stored = queries.stored_query(name)
    values = arguments.values(param or [])
    answer = queries.run(stored, values, _target(kg, endpoint, timeout))
    showing = Showing(form, out, excel=excel, raw=raw, wide=wide, columns=arguments.columns(columns))
    _print_answer(answer, showing)


@app.command()
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

    answer = queries.run_text(arguments.query_text(text), _target(kg, endpoint, timeout))
    _print_answer(answer, Showing(form, out, excel=excel, raw=raw, wide=True))


@app.command()
def validate(
    kg: Kg = Path("kg"),
    ontology: Annotated[bool, typer.Option("--ontology", help="Check the ontology itself.")] = False,
    warnings: Annotated[bool, typer.Option("--warnings", help="Print warnings too.")] = False,
) -> None:
    """Check every letter's graph against the shapes, those kept out of the store included."""
    from ofsted_kg.check import check_folder, check_ontology
    from ofsted_kg.store import KnowledgeGraph

    if ontology:
        lines, conforms = check_ontology(warnings=warnings)
    else:
        lines, conforms = check_folder(KnowledgeGraph.open(kg), warnings=warnings)
    _out("".join(f"{line}\n" for line in lines))
    if not conforms:
        raise typer.Exit(EXIT_NOT_CONFORMING)


@app.command()
def show(
    letter: Annotated[
        str,
        typer.Argument(
            help="A letter's source name, as the queries print it, its file's name, or a council's name.",
            autocompletion=completion.documents,
        ),
    ],
    kg: Kg = Path("kg"),
) -> None:
    """Print a letter with its facts marked in the text, and what was understood of each.

    Where the words mean several letters (`show bury`), these are listed.
    """
    from ofsted_kg import show as view
    from ofsted_kg.store import KnowledgeGraph

    opened, names = KnowledgeGraph.open(kg), arguments.sources(letter)
    try:
        graph, text = view.letter(opened, *names)
    except StoreError as error:
        found = view.candidates(opened, names[-1])
        if not found.rows:
            raise
        if len(found.rows) > 1:
            _say(f"{error.message}; these may be meant:")
            _print_answer(found, Showing(None, None))
            return
        graph, text = view.letter(opened, found.column("source")[0])
    console = _console()
    with console.capture() as capture:
        for paragraph in view.render(text, view.marks(graph)):
            console.print(paragraph)
    _out(capture.get())


@app.command()
def dump(
    form: Annotated[
        str, typer.Option("--format", help="turtle, trig, ntriples, nquads or jsonld.")
    ] = "turtle",
    council: Annotated[
        str | None,
        typer.Option(
            "--council",
            help="Only this council (GSS code or name).",
            autocompletion=completion.council_names,
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write; default stdout.")] = None,
    kg: Kg = Path("kg"),
) -> None:
    """Write the dataset, whole or of one council, in an RDF format."""
    from ofsted_kg.dump import dump as run
    from ofsted_kg.store import KnowledgeGraph

    data = run(KnowledgeGraph.open(kg), form, council)
    if out is None:
        _out(data)
        return
    _save(out, data)


@app.command()
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
    graph = _target(kg, endpoint, timeout)
    if sqlite:
        written = files.to_sqlite(graph, sqlite)
        _out(f"{sqlite}: {len(written)} tables, {sum(len(t.table.rows) for t in written):,} rows\n")
    if parquet:
        written = files.to_parquet(graph, parquet)
        _out(f"{parquet}: {len(written)} files, {sum(len(t.table.rows) for t in written):,} rows\n")
    if xlsx:
        sheets = {table.name: table.table for table in files.tables(graph)}
        _save(xlsx, workbook(sheets))
        _out(f"{xlsx}: {len(sheets)} sheets\n")


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A graph's folder, a dump (.nq, .trig) or a release.")],
    new: Annotated[Path, typer.Argument(help="What it is held against.")],
) -> None:
    """Say in words what differs between two builds, dumps or releases.

    Exits 0 when nothing differs, 1 when something does.
    """
    from ofsted_kg.diff import differences

    lines = list(differences(old, new))
    _out("".join(f"{line}\n" for line in lines) or "nothing differs\n")
    if lines:
        raise typer.Exit(EXIT_NOT_CONFORMING)


@app.command()
def mcp(kg: Kg = Path("kg")) -> None:
    """Offer the stored queries as read-only tools of the Model Context Protocol, over stdio."""
    try:
        from ofsted_kg.mcp import serve as start
    except ModuleNotFoundError as error:
        raise OfstedKGError(
            f"this server needs {error.name}", remedy="Install it with `pip install 'ofsted-kg[mcp]'`"
        ) from error
    start(kg)


@app.command()
def publish(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the release; replaced when whole.")],
    kg: Kg = Path("kg"),
    date: Annotated[
        str, typer.Option("--date", help="Date of the release (YYYY-MM-DD); default: the newest document's.")
    ] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes it.")] = "",
    publisher_iri: Annotated[str, typer.Option("--publisher-iri", help="IRI of who publishes it.")] = "",
    endpoint: Annotated[str, typer.Option("--endpoint", help="SPARQL endpoint that serves it.")] = "",
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Pages hold the whole text; mind each document's terms.")
    ] = False,
) -> None:
    """Write a release: dumps, metadata, tables and pages, ready to put online."""
    from ofsted_kg.publish import Options
    from ofsted_kg.publish import publish as run
    from ofsted_kg.publish.changes import summary
    from ofsted_kg.store import KnowledgeGraph

    options = Options(date, publisher, publisher_iri, endpoint, full_text)
    release = run(KnowledgeGraph.open(kg), out, options)
    changed = summary(list(release.changes)) or "nothing changed"
    _out(f"{release.version}: {release.files:,} files in {release.folder}; {changed}\n")


@app.command()
def serve(
    kg: Kg = Path("kg"),
    release: Annotated[
        Path | None, typer.Option("--release", help="Folder that `publish` made, served beside the endpoint.")
    ] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds a query may take.")] = 10.0,
    memory_mb: Annotated[int, typer.Option("--memory-mb", min=64, help="Memory a query may take.")] = 1024,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Queries answered at once.")] = 2,
) -> None:
    """Serve the graph over HTTP, read-only: SPARQL endpoint, pages, API, console."""
    try:
        from ofsted_kg.serve import Limits
        from ofsted_kg.serve import run as start
    except ModuleNotFoundError as error:
        raise OfstedKGError(
            f"the server needs {error.name}", remedy="Install it with `pip install 'ofsted-kg[serve]'`"
        ) from error
    start(kg, release, host=host, port=port, limits=Limits(timeout, memory_mb, workers))


@app.command()
def push(
    endpoint: Annotated[
        str, typer.Option("--endpoint", help="URL of the Graph Store Protocol or SPARQL Update service.")
    ],
    kg: Kg = Path("kg"),
    protocol: Annotated[
        str, typer.Option("--protocol", help="graph-store, update, or auto to find out.")
    ] = "auto",
    user: Annotated[
        str, typer.Option("--user", envvar="OFSTED_KG_USER", help="User; the password is OFSTED_KG_PASSWORD.")
    ] = "",
    auth: Annotated[str, typer.Option("--auth", help="basic or digest.")] = "basic",
    timeout: Timeout = 60.0,
) -> None:
    """Put each changed graph into a SPARQL 1.1 server, and remove what is gone."""
    from ofsted_kg.push import Options
    from ofsted_kg.push import push as run
    from ofsted_kg.store import KnowledgeGraph

    options = Options(protocol, user, os.environ.get("OFSTED_KG_PASSWORD", ""), auth, timeout)
    with _progress("Pushing graphs") as advance:
        result = run(KnowledgeGraph.open(kg), endpoint, options, advance)
    _out(f"{result.put} graphs put, {result.unchanged} unchanged, {result.removed} removed\n")


def _target(kg: Path, endpoint: str | None, timeout: float) -> KnowledgeGraph | RemoteGraph:
    """Return what a query asks: the endpoint where one is named, else the folder's graph."""
    if endpoint is not None:
        from ofsted_kg.remote import RemoteGraph

        return RemoteGraph(endpoint, timeout)
    from ofsted_kg.store import KnowledgeGraph

    return KnowledgeGraph.open(kg)


@dataclass(frozen=True, slots=True)
class Showing:
    """How an answer is printed: the format, the file, and what of a table is shown."""

    form: str | None
    out: Path | None
    excel: bool = False
    raw: bool = False
    wide: bool = False
    columns: tuple[str, ...] = ()


def _print_answer(answer: Answer, how: Showing) -> None:
    """Print an answer: for a person as a table, or as records where none fits; else as asked."""
    from ofsted_kg.query import Table, encode, pick

    if isinstance(answer, Table) and how.columns:
        answer = pick(answer, how.columns)
    form = how.form or (how.out.suffix.lstrip(".") if how.out and how.out.suffix else "table")
    form = {
        "md": "markdown",
        "srj": "json",
        "srx": "xml",
        "txt": "table",
        "ttl": "turtle",
        "nt": "ntriples",
    }.get(form, form)
    if form == "table" and how.out is None and isinstance(answer, Table) and sys.stdout.isatty():
        _show_table(answer, how)
        return
    if form == "xlsx" and how.out is None and sys.stdout.isatty():
        raise OfstedKGError("a workbook is no text for a terminal", remedy="Name a file with --out FILE.xlsx")
    data = encode(answer, form, whole=how.wide or bool(how.columns), raw=how.raw, excel=how.excel)
    if how.out is None:
        _out(data)
    else:
        _save(how.out, data)


def _show_table(table: Table, how: Showing) -> None:
    """Show a table in a terminal, through the pager where it is longer than the screen."""
    from ofsted_kg.query import as_records, as_rich, fit, fits, readable

    console = _console()
    every = how.wide or bool(how.columns)
    shown = fit(table, console.width, table.columns if every else ())
    if not how.wide and not fits(table, shown, console.width):
        text = as_records(table, shown=shown if how.columns else None)
        shown = fit(table, console.width, [table.columns[i] for i in readable(table)])
    else:
        with console.capture() as capture:
            console.print(as_rich(table, shown=shown), soft_wrap=how.wide)
        text = capture.get()
    if text.count("\n") > console.height and not os.environ.get("OFSTED_KG_NO_PAGER"):
        os.environ.setdefault("LESS", "-FRX")
        pydoc.pager(text)
    else:
        _out(text)
    if shown.dropped:
        _say(f"Left out for lack of width: {', '.join(shown.dropped)} (--wide shows all)")


def _save(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OfstedKGError(f"cannot write ({error.strerror})", file=path, remedy="Check the path") from error
