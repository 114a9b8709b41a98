"""Divide a document into headings, paragraphs, bullets and table rows.

In: the document's text, as plain text, Markdown, or text with HTML in it. Out: blocks in
order, each a stretch of the text with its words folded (``clean.Folded``). Hard-wrapped
lines are joined; page numbers, running footers and rules between lines are left out, and
a paragraph that a page break cuts is one block again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ofsted_kg.parse.clean import Folded, fold

Kind = Literal["heading", "prose", "bullet", "row"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, bullet or table row.

    Attributes:
        kind: which of them.
        start: its first code point (after a bullet's mark).
        end: one past the last.
        folded: its words (of a row: all cells).
        cells: the cells of a row, each a stretch of the text; empty else.
        level: depth of a Markdown heading, 0 for a heading that is only printed as such.
        lines: the stretches of its lines, without white space around them.
        broken: a page break, footer or page number stands right before it.
    """

    kind: Kind
    start: int
    end: int
    folded: Folded
    cells: tuple[Span, ...] = ()
    level: int = 0
    lines: tuple[Span, ...] = ()
    broken: bool = False

    @property
    def text(self) -> str:
        """The folded words."""
        return self.folded.text


# Dots, squares, arrows and ticks that lists begin with; the private ones are word processors'.
DOTS = "•‣⁃⁌⁍∙·¤§»›→⇒∗⁎■-◿☐-☒★☆✀-➿⦁⬀-⯿\uf000-\uf0ff"
# A bullet's mark: • - – * o · 1. 1) (a) iv.
MARK = re.compile(
    rf"""[ \t\u00a0]*(?:
        [{DOTS}]\ufe0f?\s*(?=\S)
      | [-–—*+o](?:[ \t\u00a0]+)(?=\S)
      | <li\b[^>]*>\s*(?=\S)
      | \(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)](?:[ \t\u00a0]+)(?=\S)
    )""",
    re.VERBOSE,
)
_LONE_MARK = re.compile(rf"[ \t\u00a0]*[{DOTS}–o*-][ \t\u00a0]*$")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t\u00a0]*(.*?)[ \t#]*$")
_HTML_HEADING = re.compile(r"[ \t]*<h([1-6])\b[^>]*>(.*?)</h\1>[ \t]*$", re.IGNORECASE)
_BOLD_LINE = re.compile(r"[ \t]*(?:\*\*|__)(?=\S)([^*]+?)(?:\*\*|__)[ \t]*:?[ \t]*$")
# ----, ===, |---|:--:|, ---<tab>---
_RULE = re.compile(r"[ \t\u00a0|:+]*(?:[-=_*~–—]{2,}[ \t\u00a0|:+]*)+$")
_SETEXT = re.compile(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*$")
# 2 · - 2 - · [2] · Page 2 · Page 2 of 7 · 2/7 · p. 2
_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.?)\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*$", re.IGNORECASE)
_PAGE_WORD = re.compile(r"\bpage\s+\d{1,3}\b|\f", re.IGNORECASE)
_BLANK = re.compile(r"[\s\u200b\ufeff]*$")
_GAP = re.compile(r"\t+|[ \u00a0]{3,}|[ \u00a0]{2,}(?=\S+$)")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.?!:;][\"'”’)\]]*(?:[¹²³⁰-⁹]|\[\d\])*$")
_TABLE_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr\s*>", re.IGNORECASE | re.DOTALL)
_TABLE_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)(?=</t[dh]\s*>|<t[dh]\b|$)", re.IGNORECASE | re.DOTALL)
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_OPEN_LIST = re.compile(r"^\s*(?:<li\b|</?ul\b|</?ol\b|</li)", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for raw in text.split("\n"):
        yield _Line(at, at + len(raw), raw)
        at += len(raw) + 1


def _trim(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip(" \t\r\n\f\v\u00a0\u200b\ufeff"))
    right = len(words.rstrip(" \t\r\n\f\v\u00a0\u200b\ufeff"))
    return (start + left, start + right) if right > left else (start, start)


def _pipe_cells(line: _Line) -> tuple[Span, ...]:
    bars = [m.start() for m in _CELL_BREAK.finditer(line.text)]
    if len(bars) < 2 and not (len(bars) == 1 and " | " in line.text):
        return ()
    edges = [-1, *bars, len(line.text)]
    spans = [_trim(line.text, left + 1, right) for left, right in zip(edges, edges[1:], strict=False)]
    if spans and spans[0][0] == spans[0][1] and line.text.lstrip().startswith("|"):
        spans = spans[1:]
    if spans and spans[-1][0] == spans[-1][1] and line.text.rstrip().endswith("|"):
        spans = spans[:-1]
    return tuple((line.start + a, line.start + b) for a, b in spans)


def _gap_cells(line: _Line) -> tuple[Span, ...]:
    body = line.text.rstrip()
    begin = len(body) - len(body.lstrip(" \u00a0"))
    tabbed = "\t" in body
    spans: list[Span] = []
    at = begin
    for gap in _GAP.finditer(body, begin):
        if tabbed and "\t" not in gap.group():
            continue
        spans.append(_trim(line.text, at, gap.start()))
        at = gap.end()
    spans.append(_trim(line.text, at, len(body)))
    if sum(b > a for a, b in spans) < 2 and not (tabbed and len(spans) > 1):
        return ()
    return tuple((line.start + a, line.start + b) for a, b in spans)


class _Reader:
    """Reads lines into blocks; ``known`` tells whether a line is a heading by its words."""

    def __init__(self, text: str, known: Callable[[str], bool]) -> None:
        self.text = text
        self.known = known
        self.blocks: list[Block] = []
        self.kind: Kind = "prose"
        self.level = 0
        self.open: list[Span] = []
        self.broken = False
        self.next_broken = False

    def flush(self) -> None:
        if not self.open:
            return
        folded = fold(self.text, self.open)
        if folded.text:
            self.blocks.append(
                Block(
                    self.kind,
                    folded.start,
                    folded.end,
                    folded,
                    level=self.level,
                    lines=tuple(self.open),
                    broken=self.broken,
                )
            )
        self.open = []
        self.kind = "prose"
        self.level = 0

    def begin(self, kind: Kind, span: Span, level: int = 0) -> None:
        self.flush()
        self.kind, self.level, self.open = kind, level, [span]
        self.broken, self.next_broken = self.next_broken, False

    def single(self, kind: Kind, span: Span, level: int = 0) -> None:
        self.begin(kind, span, level)
        self.flush()

    def row(self, cells: tuple[Span, ...]) -> None:
        self.flush()
        full = [cell for cell in cells if cell[1] > cell[0]]
        folded = fold(self.text, full)
        self.blocks.append(
            Block("row", cells[0][0], cells[-1][1], folded, cells, lines=tuple(full), broken=self.next_broken)
        )
        self.next_broken = False


def _footers(lines: list[_Line], known: Callable[[str], bool]) -> set[str]:
    """Lines that come again and again (numbers apart) and are no text of the letter."""
    shapes: Counter[str] = Counter()
    for line in lines:
        body = line.text.strip()
        if 3 < len(body) < 110 and not MARK.match(line.text) and "\t" not in body and "|" not in body:
            shapes[_DIGITS.sub("#", body)] += 1
    found: set[str] = set()
    for shape, count in shapes.items():
        if count > 1 and not known(shape) and not shape.startswith(("<", "#")):
            found.add(shape)
    return found


def read_blocks(text: str, known: Callable[[str], bool]) -> tuple[Block, ...]:
    """Divide a text into blocks.

    Args:
        text: the document's text.
        known: tells whether some words, standing alone, are a heading (an outcome's name,
            "Major strengths").
    """
    lines = list(_lines(text))
    footers = _footers(lines, known)
    reader = _Reader(text, known)
    table_rows = {m.start(): m for m in _TABLE_ROW.finditer(text)} if "<tr" in text.lower() else {}
    skip_to = 0
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.start < skip_to:
            continue
        row = (
            next((table_rows[at] for at in table_rows if line.start <= at <= line.end), None)
            if table_rows
            else None
        )
        if row is not None:
            reader.flush()
            for at in sorted(table_rows):
                if line.start <= at <= max(line.end, skip_to):
                    match = table_rows[at]
                    cells = tuple(
                        _trim(text, *cell.span(1)) for cell in _TABLE_CELL.finditer(text, *match.span(1))
                    )
                    if cells:
                        reader.row(cells)
                    skip_to = max(skip_to, match.end())
            continue
        _read_line(reader, lines, number, line, footers)
    reader.flush()
    return tuple(_join(reader.blocks, text, known))


def _read_line(reader: _Reader, lines: list[_Line], number: int, line: _Line, footers: set[str]) -> None:
    body = line.text
    if _BLANK.match(body):
        if "\f" in body:
            reader.next_broken = True
        if reader.kind != "bullet" or not reader.open or reader.open[0][0] < reader.open[0][1]:
            reader.flush()
        return
    stripped = body.strip()
    if _is_noise(stripped, footers, lines, number):
        reader.next_broken = True
        return
    if _RULE.match(body):
        if _SETEXT.match(body) and reader.kind == "prose" and len(reader.open) == 1:
            reader.kind, reader.level = "heading", 1 if "=" in body else 2
        reader.flush()
        return
    heading = _HEADING.match(body)
    if heading:
        if heading[2]:
            reader.single(
                "heading",
                _trim(reader.text, line.start + heading.start(2), line.start + heading.end(2)),
                len(heading[1]),
            )
        else:
            reader.flush()
        return
    heading = _HTML_HEADING.match(body)
    if heading:
        reader.single(
            "heading", (line.start + heading.start(2), line.start + heading.end(2)), int(heading[1])
        )
        return
    heading = _BOLD_LINE.match(body)
    if heading and not reader.open and len(stripped) < 120:
        reader.single("heading", _trim(reader.text, line.start, line.end), 0)
        return
    cells = _pipe_cells(line) or (() if MARK.match(body) else _gap_cells(line))
    if cells:
        if _OPEN_LIST.match(body) and reader.blocks and reader.blocks[-1].kind == "row":
            pass
        reader.row(cells)
        return
    if _LONE_MARK.match(body):
        reader.begin("bullet", (line.end, line.end))
        return
    mark = MARK.match(body)
    if mark:
        reader.begin("bullet", _trim(reader.text, line.start + mark.end(), line.end))
        return
    span = _trim(reader.text, line.start, line.end)
    if reader.known(stripped) and _may_head(reader, stripped):
        reader.single("heading", span)
        return
    if reader.open:
        reader.open.append(span)
    else:
        reader.begin("prose", span)


def _may_head(reader: _Reader, stripped: str) -> bool:
    """Whether words that can be a heading are one here, and not the end of a wrapped sentence."""
    if not reader.open:
        return True
    start, end = reader.open[-1]
    return not stripped[0].islower() and bool(_SENTENCE_END.search(reader.text[start:end]))


def _is_noise(stripped: str, footers: set[str], lines: list[_Line], number: int) -> bool:
    if _PAGE_NUMBER.match(stripped):
        # A grade on a line of its own, right under its label, is no page number.
        above = lines[number - 2].text if number > 1 else ""
        return not (
            len(stripped.strip("*_ ")) == 1
            and stripped.strip("*_ ") in "1234"
            and above.strip()
            and not _SENTENCE_END.search(above.rstrip())
            and _label_like(above)
        )
    return _DIGITS.sub("#", stripped) in footers


def _label_like(line: str) -> bool:
    return len(line.split()) < 30


def _join(blocks: list[Block], text: str, known: Callable[[str], bool]) -> Iterator[Block]:
    """Join what a page break cut, and find headings that are only short lines on their own."""
    held: Block | None = None
    for block in blocks:
        if held is not None and _continues(held, block, known):
            pieces = (*held.lines, *block.lines)
            folded = fold(text, pieces)
            held = Block(held.kind, folded.start, folded.end, folded, lines=pieces, broken=held.broken)
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _continues(held: Block, block: Block, known: Callable[[str], bool]) -> bool:
    if block.kind != "prose" or held.kind not in ("prose", "bullet") or not block.text or not held.text:
        return False
    if _SENTENCE_END.search(held.text) or known(held.text) or known(block.text):
        return False
    if block.text[0].islower():
        return len(held.text) > 60 or held.kind == "bullet" or block.broken
    return block.broken and len(held.text) > 60
