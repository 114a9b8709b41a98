"""The commands that change the graph in a folder, and those that say whether it is sound.

In: words typed. Out: one call of the library each, and what it made or found, in words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ofsted_kg.cli.options import EXIT_NOT_CONFORMING, Kg, progress, write
from ofsted_kg.read.reading import Ocr, Reading

Letters = Annotated[
    list[str], typer.Argument(help="Files and folders of letters and reports; s3://BUCKET/FOLDER too.")
]
Sources = Annotated[
    list[Path] | None,
    typer.Option("--sources", help="CSV (file,url,published,licence): where documents were published."),
]
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Worker processes; 0 is one a core.")]
OnCluster = Annotated[
    str, typer.Option("--cluster", help="Convert on this Dask cluster (tcp://scheduler:8786).")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Convert every file named anew.")]
Seconds = Annotated[
    float, typer.Option("--time-limit", min=0.1, help="Seconds that reading one file may take.")
]
Megabytes = Annotated[
    int, typer.Option("--memory-limit", min=64, help="Megabytes of memory that reading one file may take.")
]


def build(
    letters: Annotated[
        list[str] | None,
        typer.Argument(help="Files and folders of letters and reports; s3://BUCKET/FOLDER too."),
    ] = None,
    kg: Kg = Path("kg"),
    record: Annotated[
        bool, typer.Option("--record", help="Add the shipped record: every council's grades since 2013.")
    ] = False,
    register: Annotated[
        list[Path] | None,
        typer.Option("--register", help="CSV or Turtle file with councils of your own; may be repeated."),
    ] = None,
    sources: Sources = None,
    corrections: Annotated[
        list[Path] | None,
        typer.Option("--corrections", help="CSV or Turtle: what people corrected; may be repeated."),
    ] = None,
    base: Annotated[str, typer.Option("--base", help="Base of the IRIs of things.")] = (
        "https://w3id.org/ofsted-kg/"
    ),
    jobs: Jobs = 0,
    cluster: OnCluster = "",
    fresh: Fresh = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Drop what is in the graph and no longer named.")
    ] = False,
    ocr: Annotated[
        Ocr, typer.Option("--ocr", help="Read pages that are only pictures by text recognition (tesseract).")
    ] = Ocr.AUTO,
    time_limit: Seconds = 60.0,
    memory_limit: Megabytes = 1024,
) -> None:
    """Convert letters into a validated, queryable graph, which takes the place of the one in the folder.

    Exits 0 when every file that is a letter conforms, 1 when one does not (and says which).
    """
    from ofsted_kg.cli.summary import summary
    from ofsted_kg.pipeline import Limits, Options
    from ofsted_kg.pipeline import build as run
    from ofsted_kg.pipeline.collect import PLACES, RECORD, refuse_among
    from ofsted_kg.places import brought
    from ofsted_kg.record import lay_out, shipped_tables

    named = brought(letters or (), kg / PLACES)
    refuse_among(named, kg)
    if record:
        named.append(lay_out(shipped_tables(), kg / RECORD, tuple(register or ())))
    options = Options(
        base,
        tuple(register or ()),
        jobs,
        fresh,
        tuple(sources or ()),
        replace,
        Limits(time_limit, memory_limit),
        Reading(ocr),
        tuple(corrections or ()),
        cluster,
    )
    with progress("Reading letters") as advance:
        result = run(named, kg, options, advance)
    write(summary(result, kg) + "\n")
    if not result.conforms:
        raise typer.Exit(EXIT_NOT_CONFORMING)


def import_table(
    table: Annotated[Path, typer.Argument(help="CSV: gss_code,framework,published,area,grade,url and more.")],
    kg: Kg = Path("kg"),
) -> None:
    """Take a table of grades into the graph, checked row by row; each rests on the address in its row."""
    from ofsted_kg.cli.summary import summary
    from ofsted_kg.pipeline import add as onto
    from ofsted_kg.pipeline import build as anew
    from ofsted_kg.pipeline import registers_of
    from ofsted_kg.pipeline.collect import IMPORTS
    from ofsted_kg.record import lay_out

    there = (kg / "CURRENT").exists()
    folder = lay_out((table,), kg / IMPORTS, registers_of(kg) if there else ())
    with progress("Reading grades") as advance:
        change = onto if there else anew
        result = change([folder], kg, progress=advance)
    write(summary(result, kg) + "\n")
    if not result.conforms:
        raise typer.Exit(EXIT_NOT_CONFORMING)


def add(
    letters: Letters,
    kg: Kg = Path("kg"),
    sources: Sources = None,
    jobs: Jobs = 0,
    cluster: OnCluster = "",
    fresh: Fresh = False,
    ocr: Annotated[
        Ocr | None,
        typer.Option(
            "--ocr",
            help="Recognise pages of these files that are only pictures; else as the graph was built.",
            show_default=False,
        ),
    ] = None,
    time_limit: Seconds = 60.0,
    memory_limit: Megabytes = 1024,
) -> None:
    """Add letters to the graph, or put them in the place of what was made of the same files before.

    Exits 0 when every file named that is a letter conforms, 1 when one does not (and says which).
    """
    from ofsted_kg.cli.summary import summary
    from ofsted_kg.pipeline import Limits, Options
    from ofsted_kg.pipeline import add as run
    from ofsted_kg.pipeline.collect import PLACES
    from ofsted_kg.places import brought

    limits = Limits(time_limit, memory_limit)
    options = Options(
        jobs=jobs,
        fresh=fresh,
        sources=tuple(sources or ()),
        limits=limits,
        reading=Reading(ocr) if ocr is not None else None,
        cluster=cluster,
    )
    with progress("Reading letters") as advance:
        result = run(brought(letters, kg / PLACES), kg, options, advance)
    write(summary(result, kg) + "\n")
    if not result.conforms:
        raise typer.Exit(EXIT_NOT_CONFORMING)


def remove(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Letters by their sources, as queries print them, or by their files; behind -- what begins "
            "with -."
        ),
    ],
    kg: Kg = Path("kg"),
) -> None:
    """Take letters out of the graph."""
    from ofsted_kg.cli.summary import summary
    from ofsted_kg.pipeline import remove as run

    write(summary(run(sources, kg), kg) + "\n")


def undo(
    build: Annotated[
        str, typer.Argument(help="One that `builds` lists; default the one before.", show_default=False)
    ] = "",
    kg: Kg = Path("kg"),
) -> None:
    """Bring the build before back, as it was; what it replaces is kept until the next change."""
    from ofsted_kg.cli.summary import build_line
    from ofsted_kg.pipeline import undo as run

    write(f"In force now: {build_line(run(kg, build))}\n")


def builds(kg: Kg = Path("kg")) -> None:
    """List the builds that are kept, the newest first; the one in force has a star."""
    from ofsted_kg.cli.summary import build_line
    from ofsted_kg.pipeline import builds as run

    write("".join(f"{'*' if build.current else ' '} {build_line(build)}\n" for build in run(kg)))


def verify(
    release: Annotated[
        Path | None, typer.Argument(help="Folder of a release; the graph if left out.", show_default=False)
    ] = None,
    letters: Annotated[
        list[Path] | None,
        typer.Option("--letters", help="Documents to hold it against; may be repeated."),
    ] = None,
    kg: Kg = Path("kg"),
) -> None:
    """Read every byte of a graph or of a release, and hold it against what it says of itself.

    Files against their digests, quotes against the texts, graphs against the shapes, the store and the
    counts against the letters. Exits 1 when something is not so, and says what.
    """
    from ofsted_kg.verify import Documents, verify_graph, verify_release

    documents = Documents(letters) if letters else None
    found = verify_graph(kg, documents) if release is None else verify_release(release, documents)
    write("".join(f"{line}\n" for line in found.lines()))
    if not found.sound:
        raise typer.Exit(EXIT_NOT_CONFORMING)


def add_to(app: typer.Typer) -> None:
    """Put these commands into the program, in the order of its help."""
    app.command()(build)
    app.command("import")(import_table)
    for command in (add, remove, undo, builds, verify):
        app.command()(command)
