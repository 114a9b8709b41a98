"""A table for a person at a terminal.

In: a ``Table`` and the width there is. Out: a framed table of the columns that fit, or records. (A general
library for tables takes twenty times as long to draw a table of 150 rows: longer than the query.)
What does not fit is dropped in a stated order, and whoever prints can say what was left out:

1. IRIs, which are for programs, and slugs whose label stands beside them;
2. columns without a value in any row;
3. the columns that queries/columns.toml lists under ``drop``, in that order;
4. further columns from the right, and last those that it lists under ``keep``.
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ofsted_kg.query.columns import LABEL, terminal_order
from ofsted_kg.query.table import Table
from ofsted_kg.query.typed import Term, is_number
from ofsted_kg.vocabulary.namespaces import curie

# A column folds down to this many characters before another is dropped for it: words, and quotations.
_NARROW, _PROSE = 14, 24
# A quotation where the column `quoted` says of which grade it is.
_QUOTED = ("quoted", "quote")
# A border and a blank at each side of a cell, and the border at the end.
_FRAME = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """Which columns of a table are shown, by place, and the names of those left out for lack of width."""

    places: tuple[int, ...]
    dropped: tuple[str, ...] = ()

    @property
    def left_out(self) -> str:
        """What is left out, in words; empty where nothing is."""
        return f"Left out for lack of width: {', '.join(self.dropped)}" if self.dropped else ""


def fit(table: Table, width: int, wanted: Sequence[str] = ()) -> Shown:
    """Choose the columns that a width has room for.

    Args:
        table: the table.
        width: in characters.
        wanted: names of columns; then these are shown, whatever the width.
    """
    if wanted:
        return Shown(tuple(table.columns.index(name) for name in wanted))
    shown = list(readable(table))
    needs = {i: _need(table, i) for i in shown}
    order = sorted(shown, key=lambda i: _worth(table, i))
    dropped: list[int] = []
    while len(shown) > 1 and sum(needs[i] + _FRAME for i in shown) + 1 > width:
        victim = next(i for i in order if i in shown)
        shown.remove(victim)
        dropped.append(victim)
    return Shown(tuple(shown), tuple(table.columns[i] for i in sorted(dropped)))


def fits(table: Table, shown: Shown, width: int) -> bool:
    """Say whether the columns shown can stand side by side in a width."""
    return sum(_need(table, i) + _FRAME for i in shown.places) + 1 <= width


def readable(table: Table) -> tuple[int, ...]:
    """Return the places of the columns that are for people: no IRIs, and labels instead of slugs."""
    every = range(len(table.columns))
    places = {name: i for i, name in enumerate(table.columns)}
    # A label stands in the place of its slug, and is shown once.
    spoken = [places.get(f"{name}{LABEL}", i) for i, name in enumerate(table.columns)]
    shown = [i for i in dict.fromkeys(spoken) if not _is_iris(table, i)]
    return tuple(shown or every)


def spoken(table: Table, names: Sequence[str]) -> tuple[str, ...]:
    """Return names of columns, of labels where they name slugs that have some: for people to read."""
    return tuple(f"{name}{LABEL}" if f"{name}{LABEL}" in table.columns else name for name in names)


def as_table(
    table: Table, width: int | None = None, *, whole: bool = False, shown: Shown | None = None
) -> str:
    """Return a table drawn in a frame: the columns ``shown``, else the readable ones, or the ``whole``.

    Args:
        table: the table.
        width: in characters; longer cells fold. Without one the table is as wide as its longest cells.
        whole: show every column.
        shown: which columns are shown.
    """
    places = _places(table, whole, shown)
    heads = [_heading(table, i, places) for i in places]
    columns = [[short(row[i]) for row in table.rows] for i in places]
    widths = [max(map(len, (head, *cells))) for head, cells in zip(heads, columns, strict=True)]
    if width is not None:
        least = [max(len(head), _need(table, i)) for head, i in zip(heads, places, strict=True)]
        widths = _narrowed(widths, least, width - _FRAME * len(places) - 1)
    right = [holds_numbers(table, i) for i in places]
    lines = [_rule("┏┳┓", "━", widths), *_line(heads, widths, right, "┃"), _rule("┡╇┩", "━", widths)]
    for cells in zip(*columns, strict=True):
        lines += _line(cells, widths, right, "│")
    lines.append(_rule("└┴┘", "─", widths))
    return "".join(f"{line}\n" for line in lines)


def as_records(table: Table, *, whole: bool = False, shown: Shown | None = None) -> str:
    """Return a table for a narrow terminal: a row is a paragraph, a value a line."""
    places = _places(table, whole, shown)
    names = {i: _heading(table, i, places) for i in places}
    width = max((len(name) for name in names.values()), default=0)
    return "\n".join(
        "".join(f"{names[i]:>{width}}  {short(row[i])}\n" for i in places if row[i] is not None)
        for row in table.rows
    )


def short(term: Term | None) -> str:
    """Return a term in one line, an IRI with its prefix."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return curie(term.value) or " ".join(term.value.split())
    return " ".join(term.value.split())


def _places(table: Table, whole: bool, shown: Shown | None) -> Sequence[int]:
    if shown is not None:
        return shown.places
    return range(len(table.columns)) if whole else readable(table)


def _heading(table: Table, place: int, places: Sequence[int]) -> str:
    """Name a column; a label stands in its slug's place, and under its name."""
    name = table.columns[place]
    bare = name.removesuffix(LABEL)
    return name if bare in (table.columns[i] for i in places) else bare


def _narrowed(widths: list[int], least: list[int], room: int) -> list[int]:
    """Take from the widest columns until the room is enough: first to the least that reads well."""
    for floor in (least, [1] * len(widths)):
        while sum(widths) > room:
            free = [i for i, width in enumerate(widths) if width > floor[i]]
            if not free:
                break
            widest = max(widths[i] for i in free)
            # The last of the widest: what stands at the left is worth more.
            widths[next(i for i in reversed(free) if widths[i] == widest)] -= 1
    return widths


def _line(cells: Sequence[str], widths: list[int], right: list[bool], edge: str) -> Iterator[str]:
    """Draw a row: as many lines as its longest cell has."""
    folded = [
        [cell] if len(cell) <= width else textwrap.wrap(cell, width, break_on_hyphens=False)
        for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in itertools.zip_longest(*folded, fillvalue=""):
        filled = (
            part.rjust(width) if numbers else part.ljust(width)
            for part, width, numbers in zip(parts, widths, right, strict=True)
        )
        yield f"{edge} {f' {edge} '.join(filled)} {edge}"


def _rule(ends: str, stroke: str, widths: list[int]) -> str:
    return ends[0] + ends[1].join(stroke * (width + 2) for width in widths) + ends[2]


def holds_numbers(table: Table, place: int) -> bool:
    """Say whether a column holds numbers, and nothing else: they stand at the right."""
    terms = [row[place] for row in table.rows if row[place] is not None]
    return bool(terms) and all(map(is_number, terms))


def _worth(table: Table, place: int) -> tuple[int, int]:
    if all(row[place] is None for row in table.rows):
        return -2, -place
    drop, keep = terminal_order()
    name = table.columns[place].removesuffix(LABEL)
    if name in _QUOTED and "quoted" in table.columns:
        # The words of one of several grades: every grade is worth more than they are.
        return -1, -place
    if name in drop:
        return 0, drop.index(name)
    # A label counts where its slug stands.
    return (2 if name in keep else 1), -(table.columns.index(name) if name in table.columns else place)


def _need(table: Table, place: int) -> int:
    """Return the least width in which a column reads well; words that cannot fold need their own."""
    name = table.columns[place]
    longest = word = 0
    for row in table.rows:
        text = short(row[place])
        if len(text) > longest:
            longest = len(text)
        if len(text) > word:
            word = max(word, max(map(len, text.split()), default=0))
    limit = _PROSE if longest > 4 * _PROSE else _NARROW
    return max(len(name), min(longest, max(limit, min(word, _PROSE))))


def _is_iris(table: Table, place: int) -> bool:
    terms = [row[place] for row in table.rows if row[place] is not None]
    return bool(terms) and all(isinstance(term, ox.NamedNode) for term in terms)
