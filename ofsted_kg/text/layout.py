# Past 300 lines: a rule for each kind of block.
"""Divide a document into headings, paragraphs, bullets and table rows.

In: the document's text, as plain text, Markdown, or text with HTML in it. Out: blocks in
order, each a stretch of the text with its words folded (``clean.Folded``). Hard-wrapped
lines are joined; page numbers, running footers and rules between lines are left out, and
a paragraph that a page break cuts is one block again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from ofsted_kg.read.quoting import GREETING
from ofsted_kg.text.blocks import CLOSING, Block, Kind, join
from ofsted_kg.text.clean import fold
from ofsted_kg.text.furniture import Noise
from ofsted_kg.text.lines import LONE_MARK, MARK, SENTENCE_END, Line, breaks_off, read_lines
from ofsted_kg.text.paragraphs import Measure, measure, set_apart
from ofsted_kg.text.split_grades import whole_grades
from ofsted_kg.text.tables import (
    GRADE_CELL,
    Cell,
    Span,
    bar_cells,
    column_cut,
    gap_cells,
    is_grade,
    is_numbered,
    is_sentence,
    label_end,
    reads_on,
    tag_cells,
    tag_rows,
    trim,
)

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t\u00a0]*(.*[^ \t#\n]|)[ \t#]*$")
_HTML_HEADING = re.compile(r"[ \t]*<h([1-6])\b[^>]*>(.*?)(?:</h\1>)?[ \t]*$", re.IGNORECASE)
_BOLD_LINE = re.compile(r"[ \t]*(?:\*\*|__)(?=\S)([^*]+?)(?:\*\*|__)[ \t]*:?[ \t]*$")
# ----, ===, |---|:--:|, ---<tab>---
_RULE = re.compile(r"[ \t\u00a0|:+]*[-=_*~–—]{2}[-=_*~–— \t\u00a0|:+]*$")
_GRID = re.compile(r"[ \t]*\+[-=+:]*[-=]{2}")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*$")
_PERFORMS = re.compile(r"\bperforms?$", re.IGNORECASE)
_WIDEST_LAST_CELL, _WRAPS, _WRAP_SLACK = 60, 40, 20


def read_blocks(text: str, words: Words, pages: Sequence[int] = ()) -> tuple[tuple[Block, ...], Measure]:
    """Divide a text into blocks; return also how wide it is set.

    Args:
        text: the document's text.
        words: what the words of a line mean.
        pages: where the pages begin, if the text does not say so itself.
    """
    lines = set_apart(text, list(read_lines(text, pages)), words.heading)
    reader = _Reader(text, lines, words)
    reader.read()
    blocks = [*whole_grades(reader.blocks, text, words.graded)]
    return tuple(join(blocks, text, words.heading)), reader.measure


class Words(Protocol):
    """What the words of a line mean, as far as the layout needs it."""

    def heading(self, words: str) -> bool:
        """They are the heading of an outcome or of a list of findings."""

    def listing(self, words: str) -> bool:
        """They announce strengths or areas for improvement."""

    def graded(self, words: str) -> bool:
        """They name an area that gets a grade."""


class _Reader:
    def __init__(self, text: str, lines: Sequence[Line], words: Words) -> None:
        self.text = text
        self.lines = lines
        self.words = words
        self.measure = measure(lines)
        self.noise = Noise(lines, words.heading, words.graded)
        self.blocks: list[Block] = []
        self.kind: Kind = "prose"
        self.open: list[Span] = []
        self.column = 0  # of the last bullet's mark
        self.width = max((len(line.raw) for line in lines), default=0)
        self.lone = False  # a bullet's mark stood alone on its line
        self.broken = False
        self.next_broken = False
        self.after_row = False
        self.ruled = False  # a rule of a grid stands right above
        self.grid = False  # the table has a rule between its rows: "+-----+---+"
        self.at = 0

    def read(self) -> None:
        rows = tag_rows(self.text)[::-1]
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            while rows and rows[-1][0][1] <= line.start:
                rows.pop()
            if rows and rows[-1][0][0] <= line.end and not line.blank:
                self._html_row(*rows.pop(), line)
            else:
                self._line(line)
        self.flush()

    def flush(self) -> None:
        """End the open block."""
        if self.open:
            folded = fold(self.text, self.open)
            if folded.text:
                self.blocks.append(Block(self.kind, folded, lines=tuple(self.open), broken=self.broken))
        self.open = []
        self.kind = "prose"

    def begin(self, kind: Kind, span: Span) -> None:
        """End the open block and open another."""
        self.flush()
        self.kind, self.open = kind, [span]
        self.broken, self.next_broken = self.next_broken, False
        self.after_row = False

    def heading(self, *spans: Span, level: int = 0) -> None:
        """Add a heading."""
        self.flush()
        folded = fold(self.text, spans)
        if folded.text:
            self.blocks.append(Block("heading", folded, level=level, lines=spans, broken=self.next_broken))
        self.next_broken = self.after_row = False

    def row(self, cells: Sequence[Cell]) -> None:
        """Add a table row."""
        self.flush()
        pieces = [span for cell in cells for span in cell if span[1] > span[0]]
        folded = fold(self.text, pieces)
        if folded.text:
            self.blocks.append(
                Block("row", folded, tuple(cells), lines=tuple(pieces), broken=self.next_broken)
            )
        self.next_broken = False
        self.after_row = True

    def _html_row(self, whole: Span, inner: Span, line: Line) -> None:
        cells = [(cell,) for cell in tag_cells(self.text, *inner)]
        if cells:
            self.row(cells)
        # Go on behind the row; another may begin on its last line.
        while self.at < len(self.lines) and self.lines[self.at].end <= whole[1]:
            self.at += 1
        if line.end > whole[1] and self.text[whole[1] : line.end].lstrip().lower().startswith("<tr"):
            self.at -= 1

    def _line(self, line: Line) -> None:
        if line.blank:
            if "\f" in line.raw:
                self.next_broken = True
            if not self.lone:
                self.flush()
            self.after_row = False
            return
        if "\f" in line.raw:
            self.next_broken = True
        if self.noise.covers(self.at - 1):
            self.next_broken = True
            return
        span = (line.start, line.end)
        if self.lone:
            # The text of a bullet whose mark stood alone.
            self.lone = False
            self.begin("bullet", span)
        elif not (self._rule(line) or self._marked_heading(line) or self._row(line) or self._bullet(line)):
            self._text(line, span)

    def _rule(self, line: Line) -> bool:
        if not _RULE.match(line.raw):
            return False
        self.ruled = self.grid = _GRID.match(line.raw) is not None
        if _UNDERLINE.match(line.raw) and self.kind == "prose" and len(self.open) == 1:
            (span,) = self.open
            self.open = []
            self.heading(span, level=1 if "=" in line.raw else 2)
        elif not self.after_row:
            self.flush()
        return True

    def _marked_heading(self, line: Line) -> bool:
        heading = _HEADING.match(line.raw) or _HTML_HEADING.match(line.raw)
        if heading:
            first = line.start - line.column
            span = trim(self.text, first + heading.start(2), first + heading.end(2))
            level = len(heading[1]) if heading[1].startswith("#") else int(heading[1])
            self.flush()
            if span[1] > span[0]:
                self.heading(span, level=level)
            return True
        if _BOLD_LINE.match(line.raw) and not self.open and len(line.plain) < 120:
            self.heading((line.start, line.end))
            return True
        return False

    def _row(self, line: Line) -> bool:
        cells = bar_cells(line)
        if cells:
            before = self.blocks[-1] if self.blocks else None
            if self.grid and not self.ruled and before is not None and len(before.cells) == len(cells):
                # A row of a grid goes on until its rule.
                self.blocks.pop()
                self.row([(*old, new) for old, new in zip(before.cells, cells, strict=True)])
            else:
                self.row([(cell,) for cell in cells])
            self.ruled = False
            return True
        self.grid = False
        if MARK.match(line.raw) and not (self.after_row and "\t" in line.raw):
            return False
        cells = gap_cells(line, in_table=self.after_row)
        if not cells:
            return False
        words = [self.text[slice(*cell)] for cell in cells]
        last, tabbed = words[-1], "\t" in line.raw
        if self.open and self.kind == "prose" and words[0][:1].islower() and any(map(is_sentence, words)):
            return False  # "Most provision is | good.<tab>The service is": the sentence goes on
        if not self.after_row and is_numbered(words):
            self.begin("prose", cells[1])
            return True
        if not (tabbed and self.after_row) and reads_on(words, tabbed=tabbed):
            return False
        if not tabbed:
            if len(cells) == 2 and all(self.words.listing(self.text[slice(*cell)]) for cell in cells):
                self._columns(line, cells)
                return True
            if self.open and self.kind == "prose" and not GRADE_CELL.match(last):
                return False
            if len(last) > _WIDEST_LAST_CELL or (self.open and self.kind == "bullet"):
                return False
        first: Cell = (cells[0],)
        if self.open and self.kind == "prose" and self.text[cells[0][0]].islower():
            # A label that is broken over lines, its grade behind the last of them.
            label = fold(self.text, [*self.open, cells[0]]).text
            if self.words.graded(label) or self.words.heading(label):
                first = (*self.open, cells[0])
                self.open = []
        self.row([first, *((cell,) for cell in cells[1:])])
        return True

    def _columns(self, line: Line, heads: Sequence[Span]) -> None:
        """Read a table whose two columns are set apart by blanks, over wrapped lines."""
        self.row([(head,) for head in heads])
        origin = line.start - line.column
        edge = heads[1][0] - origin
        left: list[Span] = []
        right: list[Span] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.blank or _RULE.match(line.raw) or self.noise.covers(self.at):
                below, paged = self._gap_below()
                if not paged:
                    self._pair(left, right)
                    left, right = [], []
                if self._ends_columns(below, edge) and not (paged and self._goes_on(below)):
                    break
                self.at = below
                continue
            cut = column_cut(line.raw, edge)
            if cut is None or _HEADING.match(line.raw) or (left and self._leaves_columns(line, edge)):
                break
            origin = line.start - line.column
            for side, span in (
                (left, trim(self.text, origin, origin + cut)),
                (right, trim(self.text, origin + cut, origin + len(line.raw))),
            ):
                if span[1] > span[0]:
                    side.append(span)
            self.at += 1
        self._pair(left, right)

    def _pair(self, left: list[Span], right: list[Span]) -> None:
        if left or right:
            self.row([tuple(left), tuple(right)])

    def _gap_below(self) -> tuple[int, bool]:
        """Return the next line with words, and whether a page ends before it."""
        at, paged = self.at, False
        while at < len(self.lines):
            line = self.lines[at]
            noise = not line.blank and self.noise.covers(at)
            if not (line.blank or noise or _RULE.match(line.raw)):
                break
            paged = paged or noise or "\f" in line.raw
            at += 1
        return at, paged

    def _goes_on(self, number: int) -> bool:
        """Whether a line goes on with what stands above a page's end."""
        return number < len(self.lines) and bool(
            self.lines[number].column or self.lines[number].plain[0].islower()
        )

    def _leaves_columns(self, line: Line, edge: int) -> bool:
        """A heading without a second column, above lines that have none, stands below the table."""
        if len(line.raw.rstrip()) >= edge or not self.words.heading(line.plain):
            return False
        after = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None
        cut = column_cut(after.raw, edge) if after is not None else None
        return after is None or cut is None or not after.raw[cut:].strip()

    def _ends_columns(self, number: int, edge: int) -> bool:
        """After a blank line a table goes on only with a line that has its columns or an item."""
        if number >= len(self.lines):
            return True
        line = self.lines[number]
        if line.blank:
            return True
        cut = column_cut(line.raw, edge)
        if cut is None:
            return True
        wide = bool(line.raw[:cut].strip()) and bool(line.raw[cut:].strip())
        indented = not line.raw[:cut].strip()
        return not (wide or indented or MARK.match(line.raw))

    def _bullet(self, line: Line) -> bool:
        if LONE_MARK.match(line.raw):
            self.flush()
            self.lone = True
            return True
        mark = MARK.match(line.raw)
        prose = self.open and self.kind == "prose"
        if not mark or (mark["number"] and prose and breaks_off(self.text[slice(*self.open[-1])])):
            return False
        span = trim(self.text, line.start - line.column + mark.end(), line.end)
        if mark["number"] and not line.raw[mark.end()].islower():
            rest = fold(self.text, [span]).text
            if self.words.heading(rest):
                self.heading(span)
                return True
        self.begin("bullet", span)
        self.column = line.column
        return True

    def _text(self, line: Line, span: Span) -> None:
        if GREETING.match(line.plain) or CLOSING.match(line.plain):
            self.begin("prose", span)
            self.flush()
            return
        if self.after_row and not self.open and line.plain[0].islower() and self.blocks:
            # The rest of a label whose grade stood behind its first line.
            before = self.blocks[-1]
            if len(before.cells) > 1 and _PERFORMS.search(before.text):
                self.blocks.pop()
                self.row([*before.cells[:-1], (*before.cells[-1], span)])
                return
            if len(before.cells) > 1 and not GRADE_CELL.match(line.plain):
                self.blocks.pop()
                self.row([(*before.cells[0], span), *before.cells[1:]])
                return
        if not self.open and self.blocks and is_grade(line.plain) and self.words.graded(self.blocks[-1].text):
            self.begin("prose", span)
            self.flush()
            return
        if self._may_head(line):
            after = self.lines[self.at] if self.at < len(self.lines) else None
            goes_on = after is not None and after.plain[:1].islower() and not MARK.match(after.raw)
            if after is not None and goes_on and self.words.heading(f"{line.plain} {after.plain}"):
                first, self.at = self.at, label_end(self.lines, self.at + 1)
                self.heading(span, *((more.start, more.end) for more in self.lines[first : self.at]))
                return
            if self.words.heading(line.plain) and not (goes_on and len(line.plain) > _WRAPS):
                self.heading(span)
                return
        if self.open and not self._ends_bullet(line):
            self.open.append(span)
        else:
            self.begin("prose", span)

    def _ends_bullet(self, line: Line) -> bool:
        """Whether a line right below a bullet begins a paragraph and is no more of the bullet."""
        if self.kind != "bullet" or line.column > self.column or line.plain[0].islower():
            return False
        start, end = self.open[-1]
        # A wrapped line is about as long as the longest; a bullet that ends early has ended.
        return bool(SENTENCE_END.search(self.text[start:end])) and end - start < self.width - _WRAP_SLACK

    def _may_head(self, line: Line) -> bool:
        """Whether a heading may stand here: not in the midst of a wrapped sentence."""
        if not self.open:
            return True
        if self.kind == "bullet" and line.column <= self.column and not line.plain[0].islower():
            return True
        start, end = self.open[-1]
        if line.plain[0].islower():
            return False
        if SENTENCE_END.search(self.text[start:end]):
            return True
        length = end - self.text.rfind("\n", 0, start) - 1
        return self.kind == "prose" and self.measure.fits(length, len(line.plain.split(" ", 1)[0]))
