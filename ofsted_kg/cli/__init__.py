"""The command line: options in, one call of the library, a printed answer.

In: words typed. Out: results on stdout, everything else on stderr; exit code 0 when
all is well, 1 when the data does not conform, 2 when the command could not run.
Heavy modules are imported inside the commands, so that `--help` starts at once.

`options` holds what commands share and how they print; `changes` the commands that make and
change a graph, `graph` those that check and show it, `answers` those that ask it, `release`
those that put it online.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, NoReturn

import typer

from ofsted_kg.cli import answers, changes, graph, release
from ofsted_kg.cli.options import EXIT_COULD_NOT_RUN, EXIT_STOPPED, say, write
from ofsted_kg.errors import OfstedKGError, refused

__all__ = ["app", "main"]

# Set, it shows where in the program a fault of ours lies.
DEBUG = "OFSTED_KG_DEBUG"
# A command loads much and drops little: Python need not look for cycles at every 700th object.
COLLECT = (50_000, 10, 10)

app = typer.Typer(
    name="ofsted-kg",
    help="Ofsted's letters and reports on children's services, as linked open data.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)


def main() -> NoReturn:
    """Run the command line and end the process: errors of ours become one line and an exit code."""
    gc.set_threshold(*COLLECT)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the shell has closed it
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    try:
        _run()
        code: object = 0
    except SystemExit as end:
        code = end.code
        if code == EXIT_STOPPED:
            say("ofsted-kg: stopped")
    # At once, as mypy does: to take a graph apart object by object costs Python a tenth of a second.
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    except OSError as error:
        if not code:
            say(f"ofsted-kg: {refused(error)}")
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
    say(f"ofsted-kg: {error}")
    sys.exit(EXIT_COULD_NOT_RUN)


def _version(wanted: bool) -> None:
    if wanted:
        from ofsted_kg import __version__

        write(f"ofsted-kg {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


changes.add_to(app)
for _group in (graph, answers, release):
    _group.add(app)
