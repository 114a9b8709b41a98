"""Write a document's blocks as lines, alike for every format that has blocks.

In: paragraphs, headings, list items and tables in the order in which they are read. Out: the
text: headings as Markdown headings, paragraphs apart, items as bullets, table rows with a tab
between cells. A table that only lays out the page is written as what stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ofsted_kg.model import Notice

# "3", "*", "†", "[2]", "(4)", "1,2": what a raised footnote mark says; "st" of "1st" is none.
FOOTNOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|[a-e])(?:\s*[,–-]\s*\d{1,3})*[\])]?\s*$")
# What Word calls the style of a heading, in every language it writes.
HEADING_STYLE = re.compile(r"heading\s+([1-6])$", re.IGNORECASE)
# Labels that the text of a letter has as marks of items: "1." "(a)" "iv)".
_LABEL = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]$")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLET = "• "
# A cell with so many paragraphs is a part of the page, unless its row stands under a header.
_PAGE_CELL = 10
_ASIDE_CELL = 3
_LONGEST_TITLE = 80
# Marks of items that are typed.
_TYPED = re.compile(r"\s*[•‣▪●◦■□·–-]\s")
_SENTENCE_END = re.compile(r"[.;,?!][\"”’)]*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A paragraph.

    Attributes:
        text: its words; ``\n`` ends a line inside it.
        level: of a heading, 1 to 6; 0 for any other paragraph.
        mark: what stands before it in a list ("•", "2."); empty else.
    """

    text: str
    level: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows, each its cells, each its blocks."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table
Cell = tuple[Block, ...]


@dataclass(slots=True)
class LeftOut:
    """What a reader of a file with mark-up did not take as text.

    Attributes:
        revised: there are tracked changes.
        unseen: there is hidden or struck text.
        deep: something nests deeper than a letter does.
        notes: how many footnotes there are.
    """

    revised: bool = False
    unseen: bool = False
    deep: bool = False
    notes: int = 0


def notices_of(left_out: LeftOut) -> tuple[Notice, ...]:
    """Return what to say of what was left out."""
    found = []
    if left_out.revised:
        found.append(
            Notice(
                "revisions",
                "The file holds tracked changes (revisions): insertions and moves were read as accepted, "
                "deletions left out",
            )
        )
    if left_out.unseen:
        found.append(Notice("hidden-text", "The file holds hidden or struck text, which was left out"))
    if left_out.notes:
        found.append(Notice("footnotes-unread", f"Footnotes were not read: there are {left_out.notes}"))
    if left_out.deep:
        found.append(Notice("too-deep", "Some of the file nests deeper than a letter does, and was not read"))
    return tuple(found)


def label(count: int, form: str, prefix: str, suffix: str) -> str:
    """Return an item's mark in the form "1", "a" or "i"; a dot where it is none that letters have."""
    if not form:
        return ""
    if form == "a":
        numeral = chr(ord("a") + (count - 1) % 26)
    elif form == "i":
        numeral, rest = "", min(count, 99)
        for value, letters in _ROMAN:
            numeral += letters * (rest // value)
            rest %= value
    else:
        numeral = str(count)
    return mark_of(f"{prefix}{numeral}{suffix}")


def mark_of(words: str) -> str:
    """Return what an item's mark says: a number as it stands, anything else as a dot."""
    words = "".join(words.split())
    return words if _LABEL.match(words) and words != "o." else "•"


def says_something(text: str) -> bool:
    """Tell whether a line of a page's margin says more than which page it is."""
    return any(len(word) > 1 and word.lower() not in ("page", "of") for word in text.split())


def worded(blocks: Sequence[Block]) -> list[Block]:
    """Leave out of a page's margin what says nothing without the page's number: "Page of"."""
    return [block for block in blocks if not isinstance(block, Paragraph) or says_something(block.text)]


def write(blocks: Sequence[Block]) -> str:
    """Return the text of a document."""
    lines: list[str] = []
    for line in _lines(blocks):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip(" \t\n") if not line.strip() else line)
    return "\n".join(lines).strip("\n") + "\n"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    listed = False
    for block in blocks:
        if isinstance(block, Paragraph) and not block.text.strip():
            continue
        item = isinstance(block, Paragraph) and bool(block.mark) and not block.level
        if listed and not item:
            yield ""  # what follows a list is not of its last item
        listed = item
        if isinstance(block, Table):
            yield ""
            yield from _table(block)
            yield ""
        elif block.level:
            yield from ("", "#" * block.level + " " + " ".join(block.text.split()), "")
        elif block.mark:
            yield (_BULLET if block.mark == "•" else block.mark + " ") + " ".join(block.text.split())
        else:
            yield from (*block.text.strip("\n").split("\n"), "")


def _table(table: Table) -> Iterator[str]:
    headed = bool(table.rows) and len(table.rows) > 1 and _is_header(table.rows[0])
    for row in table.rows:
        cells = [cell for cell in row if not _is_blank(cell)]
        if len(row) == 1 or any(_is_page(cell, headed=headed) for cell in cells):
            for cell in cells:
                yield ""
                yield from _lines(cell)
                yield ""
        elif cells:
            yield "\t".join(_cell(cell) for cell in row)


def _is_blank(cell: Cell) -> bool:
    return not any(isinstance(block, Table) or block.text.strip() for block in cell)


def _is_header(row: Sequence[Cell]) -> bool:
    """Tell whether a row names the columns: one short line a cell."""
    paragraphs = [[block for block in cell if isinstance(block, Table) or block.text.strip()] for cell in row]
    return len(row) > 1 and all(
        len(blocks) == 1
        and isinstance(blocks[0], Paragraph)
        and "\n" not in blocks[0].text.strip()
        and len(blocks[0].text) <= _LONGEST_TITLE
        for blocks in paragraphs
    )


def _is_page(cell: Cell, *, headed: bool) -> bool:
    """Tell whether a cell is a part of the page and not of a table of values."""
    if any(isinstance(block, Table) for block in cell):
        return True
    paragraphs = [
        Paragraph(line, block.level, block.mark or ("•" if _TYPED.match(line) else ""))
        for block in cell
        if isinstance(block, Paragraph)
        for line in block.text.split("\n")
        if line.strip()
    ]
    plain = [block for block in paragraphs if not block.mark]
    if len(plain) >= _PAGE_CELL and any(len(block.text) > _LONGEST_TITLE for block in plain):
        return True
    if headed:
        return False
    titled = any(
        not before.mark
        and after.mark
        and len(before.text) <= _LONGEST_TITLE
        and not _SENTENCE_END.search(before.text.strip())
        for before, after in pairwise(paragraphs)
    )
    # A word a line is what a narrow cell wraps: "Performs", "well", "(3)".
    aside = len(plain) >= _ASIDE_CELL and any(len(block.text.split()) > 1 for block in plain)
    return titled or aside or any(block.level for block in paragraphs[:-1])


def _cell(cell: Cell) -> str:
    """Return a cell's words on one line: ``<br>`` between its lines, dots before its items."""
    parts = []
    for block in cell:
        if isinstance(block, Table):
            continue
        mark = _BULLET if block.mark == "•" else f"{block.mark} " if block.mark else ""
        for number, line in enumerate(block.text.split("\n")):
            words = " ".join(line.split())
            if words:
                parts.append(mark + words if not number else words)
    return "<br>".join(parts).replace("<br>•", " •")
