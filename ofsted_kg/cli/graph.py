"""The commands that check a graph and show what it holds.

In: words typed. Out: one call of the library each, printed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ofsted_kg.cli import completion
from ofsted_kg.cli.options import EXIT_NOT_CONFORMING, Kg, console, opened, progress, save, say, write
from ofsted_kg.cli.printing import Showing, form_of, print_answer
from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.read import arguments
from ofsted_kg.read.arguments import Engine
from ofsted_kg.read.reading import Ocr, Reading


def fetch(
    sources: Annotated[Path, typer.Argument(help="CSV list with the columns file and url.")],
    to: Annotated[Path, typer.Option("--to", help="Folder for the files.")],
    pause: Annotated[
        float, typer.Option("--pause", min=0, help="Seconds between two requests to the same host.")
    ] = 1.0,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds to wait for a server to go on.")
    ] = 30.0,
) -> None:
    """Fetch the documents of a list that are not there yet, or have changed since.

    Exits 0 when every file of the list is there, 1 when some did not come (and says which, and why).
    """
    try:
        from ofsted_kg.sources import fetch as fetching
    except ModuleNotFoundError as error:
        raise OfstedKGError(
            f"to fetch needs {error.name}", remedy="Install it with `pip install 'ofsted-kg[fetch]'`"
        ) from error
    with progress("Fetching") as advance:
        rows = fetching.fetch(sources, to, fetching.Options(pause, timeout), advance)
    write(fetching.summary(rows, to) + "\n")
    if any(row.came is fetching.Came.FAILED for row in rows):
        raise typer.Exit(EXIT_NOT_CONFORMING)


def validate(
    kg: Kg = Path("kg"),
    ontology: Annotated[bool, typer.Option("--ontology", help="Check the ontology itself.")] = False,
    warnings: Annotated[
        bool, typer.Option("--warnings", help="Print the warnings too, those of the summary.")
    ] = False,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="pyshacl reads every letter; auto: those that may break a rule."),
    ] = Engine.AUTO,
) -> None:
    """Check every letter's graph against the shapes, those kept out of the store included."""
    from ofsted_kg.cli.summary import of_no_letter
    from ofsted_kg.store.check import check_folder, check_ontology

    if ontology:
        lines, conforms = check_ontology(warnings=warnings)
    else:
        graph = opened(kg)
        beside = of_no_letter(graph.folder) if warnings else ()
        lines, conforms = check_folder(graph, warnings=warnings, engine=engine, beside=beside)
    write("".join(f"{line}\n" for line in lines))
    if not conforms:
        raise typer.Exit(EXIT_NOT_CONFORMING)


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
    from ofsted_kg.cli import show as view

    held, names = opened(kg), arguments.sources(letter)
    try:
        graph, text = view.letter(held, *names)
    except StoreError as error:
        found = view.candidates(held, names[-1])
        if not found.rows:
            raise
        if len(found.rows) > 1:
            say(f"{error.message}; these may be meant:")
            print_answer(found, Showing(None, None))
            return
        names = (str(found.column("source")[0]),)
        graph, text = view.letter(held, *names)
    if not text.strip():
        known, where = view.recorded(held, names[-1])
        say(f"its text is not held: the grades are known from a record{where}")
        print_answer(known, Showing(None, None))
        return
    screen = console()
    with screen.capture() as capture:
        for paragraph in view.render(text, view.marks(graph)):
            screen.print(paragraph)
    write(capture.get())


def explain(
    sentence: Annotated[
        str, typer.Argument(help="A sentence, or with --at a letter's file.", metavar="SENTENCE|LETTER")
    ],
    at: Annotated[
        int | None, typer.Option("--at", help="Offset in the letter's text, as the queries print `start`.")
    ] = None,
    heading: Annotated[
        str | None, typer.Option("--heading", help="Slug of the outcome under whose heading it stands.")
    ] = None,
    ocr: Annotated[
        Ocr, typer.Option("--ocr", help="Read a letter's pages as the graph was built that the offset is of.")
    ] = Ocr.AUTO,
) -> None:
    """Say what each step of the grammar made of a sentence, which rule gave which fact, and why not."""
    from ofsted_kg.cli import explain as view
    from ofsted_kg.vocabulary import lexicon

    words = lexicon.load()
    if not sentence.strip():
        raise OfstedKGError("there is no sentence here", remedy='Give one: explain "Schools are good."')
    if at is None and arguments.is_file(sentence):
        raise OfstedKGError(
            "this is a file, and not a sentence",
            file=sentence,
            remedy="Say with --at OFFSET where in the letter the sentence stands",
        )
    lines = (
        view.explain(sentence, words, heading)
        if at is None
        else view.explain_at(Path(sentence), at, words, Reading(ocr))
    )
    write("".join(f"{line}\n" for line in lines))


def review(
    letter: Annotated[
        str,
        typer.Argument(
            help="A letter's source name, as the queries print it, or its file's name.",
            autocompletion=completion.documents,
        ),
    ],
    corrections: Annotated[
        Path, typer.Option("--corrections", help="CSV file that your decisions are written to.")
    ] = Path("corrections.csv"),
    register: Annotated[
        list[Path] | None,
        typer.Option("--register", help="CSV or Turtle file with councils of your own; may be repeated."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 is any.")] = 0,
    kg: Kg = Path("kg"),
) -> None:
    """Open a page on this machine to accept or correct what was read of a letter.

    It prints the page's address, which nobody else knows, and runs until it is stopped (Ctrl-C).
    `build --corrections FILE` then lets the corrections hold.
    """
    from ofsted_kg import register as councils
    from ofsted_kg.cli import show as view
    from ofsted_kg.review import ReviewServer, ReviewSession
    from ofsted_kg.vocabulary import lexicon

    graph, text = view.letter(opened(kg), *arguments.sources(letter))
    session = ReviewSession(graph, text, corrections, lexicon.load(), councils.load(register or ()))
    with ReviewServer(session, port) as server:
        write(f"{server.url}\n")
        say("Open this address in a browser; Ctrl-C ends the review")
        server.serve_forever()


def dump(
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="turtle, trig, ntriples, nquads or jsonld; else by the file's ending.",
            show_default="turtle",
        ),
    ] = None,
    council: Annotated[
        str | None,
        typer.Option(
            "--council",
            help="Only this council (GSS code or name).",
            autocompletion=completion.council_names,
        ),
    ] = None,
    bulk: Annotated[
        bool,
        typer.Option("--bulk", help="A folder for the off-line loaders of QLever, Virtuoso, Jena, Oxigraph."),
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write, with --bulk a folder; default stdout.")
    ] = None,
    kg: Kg = Path("kg"),
) -> None:
    """Write the dataset, whole or of one council, in an RDF format."""
    from ofsted_kg.store.dump import ENDINGS
    from ofsted_kg.store.dump import dump as run

    if bulk:
        from ofsted_kg.store.bulk import bulk as load_files

        if council is not None:
            raise OfstedKGError(
                "a bulk dump is of the whole", remedy="Leave out --council; or --bulk, for one council's part"
            )
        if form not in (None, "nquads"):
            raise OfstedKGError("a bulk dump is in N-Quads", remedy="Leave out --format")
        if out is None:
            raise OfstedKGError("a bulk dump is a folder", remedy="Name one with --out")
        write(f"{load_files(opened(kg), out).told()}\n")
        return
    form = form_of(form, out, ENDINGS) or "turtle"
    data = run(opened(kg), form, council)
    if out is None:
        write(data)
        return
    save(out, data)


def add(app: typer.Typer) -> None:
    """Put these commands into the program, in the order of its help."""
    for command in (fetch, validate, show, explain, review, dump):
        app.command()(command)
