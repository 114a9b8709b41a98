"""The commands that put a graph online.

In: words typed. Out: one call of the library each, printed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ofsted_kg.cli.options import Kg, Timeout, opened, progress, write
from ofsted_kg.counts import counted
from ofsted_kg.errors import OfstedKGError


def publish(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the release; replaced when whole.")],
    kg: Kg = Path("kg"),
    date: Annotated[str, typer.Option("--date", help="Day of publishing (YYYY-MM-DD); default: today.")] = "",
    config: Annotated[
        Path | None, typer.Option("--config", help="Who publishes; default: publish.toml, if it is here.")
    ] = None,
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes it.")] = "",
    publisher_iri: Annotated[str, typer.Option("--publisher-iri", help="IRI of who publishes it.")] = "",
    endpoint: Annotated[str, typer.Option("--endpoint", help="SPARQL endpoint that serves it.")] = "",
    to: Annotated[
        str, typer.Option("--to", help="Then put what is new at this address, too: s3://BUCKET/FOLDER.")
    ] = "",
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Pages hold the whole text; mind each document's terms.")
    ] = False,
) -> None:
    """Write a release: dumps, metadata, tables and pages, ready to put online."""
    from ofsted_kg.publish import Options, settings_of
    from ofsted_kg.publish import publish as run

    settings = settings_of(config, publisher, publisher_iri, endpoint)
    write(f"{run(opened(kg), out, Options(date, settings, full_text)).told()}\n")
    if to:
        from ofsted_kg.checksums import SUMS
        from ofsted_kg.places import send
        from ofsted_kg.publish import stated_sums

        put, gone = send(out, to, stated_sums(out), SUMS)
        write(f"{counted(put, 'files')} put at {to}, {gone:,} removed\n")


def serve(
    kg: Kg = Path("kg"),
    release: Annotated[
        Path | None, typer.Option("--release", help="Folder that `publish` made, served beside the endpoint.")
    ] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds a query may take from its last start.")
    ] = 10.0,
    memory_mb: Annotated[int, typer.Option("--memory-mb", min=64, help="Memory a query may take.")] = 1024,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Long queries answered at once, and as many longer ones.")
    ] = 2,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            "--proxy", help="Address of a proxy that says for whom it asks; default: this machine's."
        ),
    ] = None,
) -> None:
    """Serve the graph over HTTP, read-only: SPARQL endpoint, pages, API, console."""
    try:
        from ofsted_kg.serve import LOCAL, Limits
        from ofsted_kg.serve import run as start
    except ModuleNotFoundError as error:
        raise OfstedKGError(
            f"the server needs {error.name}", remedy="Install it with `pip install 'ofsted-kg[serve]'`"
        ) from error
    limits = Limits(timeout, memory_mb, workers)
    start(kg, release, host=host, port=port, limits=limits, proxies=tuple(proxy) if proxy else LOCAL)


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
    from ofsted_kg.store.push import Options
    from ofsted_kg.store.push import push as run

    options = Options(protocol, user, os.environ.get("OFSTED_KG_PASSWORD", ""), auth, timeout)
    with progress("Pushing graphs") as advance:
        result = run(opened(kg), endpoint, options, advance)
    write(f"{counted(result.put, 'graphs')} put, {result.unchanged} unchanged, {result.removed} removed\n")


def add(app: typer.Typer) -> None:
    """Put these commands into the program, in the order of its help."""
    for command in (publish, serve, push):
        app.command()(command)
