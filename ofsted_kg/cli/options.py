"""What commands share: options, exit codes, and how they print.

In: what a command has to say. Out: results on stdout, everything else on stderr.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ofsted_kg.errors import OfstedKGError

if TYPE_CHECKING:
    from rich.console import Console

    from ofsted_kg.store import KnowledgeGraph
    from ofsted_kg.store.remote import RemoteGraph

EXIT_NOT_CONFORMING = 1
EXIT_COULD_NOT_RUN = 2
# Stopped from the keyboard, as a shell has it: 128 and the number of the signal.
EXIT_STOPPED = 130
# Seconds after which all files of a graph are read beside the work on it.
LONG = 2.0

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


def say(text: str) -> None:
    """Print a line to stderr."""
    with suppress(OSError):  # who has closed it, or filled its disk, has the exit code
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is the one module that prints


def write(text: str | bytes) -> None:
    """Print a result to stdout, as it is."""
    data = text.encode("utf-8") if isinstance(text, str) else text
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def console(*, stderr: bool = False) -> Console:
    """Return rich's view of the terminal, which does not fold what goes to a file."""
    from rich.console import Console

    return Console(stderr=stderr, soft_wrap=not sys.stdout.isatty())


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show a progress bar on stderr; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    # Without the bar's own thread: workers are forked while it stands.
    with Progress(console=console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(label, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, refresh=True)

        yield advance


def target(kg: Path, endpoint: str | None, timeout: float) -> KnowledgeGraph | RemoteGraph:
    """Return what a query asks: the endpoint where one is named, else the folder's graph."""
    if endpoint is not None:
        from ofsted_kg.store.remote import RemoteGraph

        return RemoteGraph(endpoint, timeout)
    return opened(kg)


def opened(kg: Path) -> KnowledgeGraph:
    """Open the graph of a folder; who waits long for its answer hears whether the disk has changed it.

    Every command looks first whether a file of the store was written to. What a disk changes by itself shows
    only where all is read: Oxigraph, which meets it in the midst of a query, may go on without an end.
    """
    from ofsted_kg.store import KnowledgeGraph
    from ofsted_kg.store.folder import changed_unseen, damaged

    graph = KnowledgeGraph.open(kg)

    def look() -> None:
        for path, what in changed_unseen(graph.folder, graph.facts):
            say(f"ofsted-kg: {damaged(path, what)}")
            os._exit(EXIT_COULD_NOT_RUN)

    timer = threading.Timer(LONG, look)
    timer.daemon = True
    timer.start()
    return graph


def save(path: Path, data: bytes) -> None:
    """Write a result to a file.

    Raises:
        OfstedKGError: it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OfstedKGError(f"cannot write ({error.strerror})", file=path, remedy="Check the path") from error
