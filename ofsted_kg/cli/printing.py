"""Print an answer: for a person as a table, or as records where none fits; else as asked.

In: an answer and how to show it. Out: text on stdout, through the pager where it is longer than
the screen, or a file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_kg.cli.options import console, save, say, write
from ofsted_kg.errors import OfstedKGError

if TYPE_CHECKING:
    from ofsted_kg.query import Answer, Table

# Formats by the ending of a file.
ENDINGS = {
    **{name: name for name in ("csv", "tsv", "json", "xml", "xlsx", "markdown")},
    "md": "markdown",
    "srj": "json",
    "srx": "xml",
    "txt": "table",
    "ttl": "turtle",
    "nt": "ntriples",
}


@dataclass(frozen=True, slots=True)
class Showing:
    """How an answer is printed: the format, the file, and what of a table is shown."""

    form: str | None
    out: Path | None
    excel: bool = False
    raw: bool = False
    wide: bool = False
    columns: tuple[str, ...] = ()


def print_answer(answer: Answer, how: Showing) -> None:
    """Print an answer: for a person as a table, or as records where none fits; else as asked."""
    from ofsted_kg.query import MARKED, Table, encode, pick, spoken

    form = form_of(how.form, how.out, ENDINGS) or "table"
    if how.excel and form not in MARKED:
        raise OfstedKGError(
            f"--excel puts a mark before CSV and TSV, and this would be written as {form}",
            remedy="Leave out --excel, or ask for CSV with --format csv or -o FILE.csv",
        )
    if isinstance(answer, Table) and how.columns:
        answer = pick(answer, spoken(answer, how.columns) if form == "table" else how.columns)
    empty = isinstance(answer, Table) and not answer.rows
    if form == "table" and how.out is None and empty:
        # An empty frame tells a person nothing; whoever asked says why there are no rows.
        return
    if form == "table" and how.out is None and isinstance(answer, Table) and sys.stdout.isatty():
        _show_table(answer, how)
        return
    if form == "xlsx" and how.out is None and sys.stdout.isatty():
        raise OfstedKGError("a workbook is no text for a terminal", remedy="Name a file with --out FILE.xlsx")
    data = encode(answer, form, whole=how.wide or bool(how.columns), raw=how.raw, excel=how.excel)
    if how.out is None:
        write(data)
    else:
        save(how.out, data)


def form_of(given: str | None, out: Path | None, endings: Mapping[str, str]) -> str:
    """Return the format that is named, or else the one of a file's ending; empty where neither tells.

    Args:
        given: the format that is named.
        out: the file.
        endings: formats by ending.

    Raises:
        OfstedKGError: the two do not go together, or the ending is of no format.
    """
    ending = out.suffix.lstrip(".").lower() if out is not None else ""
    named, told = endings.get(given or "", given or ""), endings.get(ending, "")
    if named and told and named != told:
        raise OfstedKGError(
            f"the file's ending .{ending} is of {told}, and --format says {named}",
            file=out,
            remedy="Change one of the two",
        )
    if ending and not named and not told:
        raise OfstedKGError(
            f"no format has the ending .{ending}",
            file=out,
            remedy=f"Choose one of .{', .'.join(endings)}, or name the format with --format",
        )
    return named or told


def of_ending(path: Path, option: str, own: str, other: Collection[str] | None = None) -> None:
    """Refuse a file whose ending is of another kind than what an option writes.

    Args:
        path: of the file.
        option: how it was named.
        own: the ending of what is written.
        other: the endings that are refused; without them, all but its own.

    Raises:
        OfstedKGError: it has such an ending.
    """
    ending = path.suffix.lstrip(".").lower()
    if ending in ("", own) or (other is not None and ending not in other):
        return
    raise OfstedKGError(
        f"the file's ending .{ending} is not of what {option} writes",
        file=path,
        remedy=f"Name it {path.with_suffix(f'.{own}').name}",
    )


def _show_table(table: Table, how: Showing) -> None:
    """Show a table in a terminal, through the pager where it is longer than the screen."""
    from ofsted_kg.query import as_records, as_table, fit, fits, readable

    screen = console()
    every = how.wide or bool(how.columns)
    shown = fit(table, screen.width, table.columns if every else ())
    if not how.wide and not fits(table, shown, screen.width):
        text = as_records(table, shown=shown if how.columns else None)
        shown = fit(table, screen.width, [table.columns[i] for i in readable(table)])
    else:
        # Else as wide as its longest cells: at the screen's width it would squeeze columns to nothing.
        text = as_table(table, None if how.wide else screen.width, shown=shown)
    if text.count("\n") > screen.height and not os.environ.get("OFSTED_KG_NO_PAGER"):
        import pydoc

        os.environ.setdefault("LESS", "-FRSX" if how.wide else "-FRX")
        pydoc.pager(text)
    else:
        write(text)
    if shown.dropped:
        say(f"{shown.left_out} (--wide shows all)")
