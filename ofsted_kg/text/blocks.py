"""The parts a document is made of, and how parts that a page break cut are joined.

In: headings, paragraphs, bullets and rows as their lines give them. Out: the same, with
sentences whole again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ofsted_kg.read.quoting import GREETING
from ofsted_kg.text.clean import Folded, Placed, fold
from ofsted_kg.text.lines import SENTENCE_END
from ofsted_kg.text.tables import Cell, Span

Kind = Literal["heading", "prose", "bullet", "row"]

CLOSING = re.compile(
    r"\W*(?:yours?\s+(?:very\s+)?(?:sincerely|faithfully|truly|ever)|(?:sincerely|regards)\s*(?:,|$)"
    r"|(?:with\s+)?(?:(?:very\s+)?(?:kind(?:est)?|best|warm(?:est)?|good)\s+)(?:regards|wishes))(?!\w)",
    re.IGNORECASE,
)
# A grade in its cell, the rest of whose label may stand below a page's end.
_LONE_FIGURE = re.compile(r"\(?\d\)?$")
_PARAGRAPH = 60
_LONGEST_FOOTER = 110
# What begins or ends a block is told from so many characters; no heading is longer.
_DECISIVE = 400


@dataclass(frozen=True, slots=True)
class Block(Placed):
    """A heading, paragraph, bullet or table row.

    Attributes:
        kind: which of them.
        folded: its words (of a row: all cells), without a bullet's mark.
        cells: the cells of a row, each the stretches of its lines; empty else.
        level: depth of a Markdown heading, 0 for a heading that is only printed as such.
        lines: the stretches of its lines, without white space around them.
        broken: a page break, footer or page number stands right before it.
    """

    kind: Kind
    folded: Folded
    cells: tuple[Cell, ...] = ()
    level: int = 0
    lines: tuple[Span, ...] = ()
    broken: bool = False


class _Held:
    """A block that may go on, its pieces folded into one text only once it has ended."""

    def __init__(self, block: Block, text: str) -> None:
        self.block = block
        self.kind = block.kind
        self._text = text
        self._pieces = list(block.lines)
        self._joined = False
        self.opening = self.ending = block.text

    def add(self, block: Block) -> None:
        """Take up what goes on after a break."""
        self._pieces += block.lines
        self._joined = True
        if len(self.opening) < _DECISIVE:
            self.opening = self.ending = fold(self._text, self._pieces).text
        else:
            self.ending = f"{self.ending[-_DECISIVE:]} {block.text}"

    def whole(self) -> Block:
        """Return it with all that it took up."""
        if not self._joined:
            return self.block
        pieces = tuple(self._pieces)
        return Block(self.kind, fold(self._text, pieces), lines=pieces, broken=self.block.broken)


def join(blocks: Sequence[Block], text: str, heading: Callable[[str], bool]) -> Iterator[Block]:
    """Join what a page break cut."""
    held: _Held | None = None
    number = 0
    while number < len(blocks):
        block = blocks[number]
        number += 1
        if held is not None:
            after = blocks[number] if number < len(blocks) else None
            if after is not None and _interrupts(held, block, after, heading):
                block = after
                number += 1
            if _continues(held, block, heading):
                held.add(block)
                continue
            yield held.whole()
        held = _Held(block, text)
    if held is not None:
        yield held.whole()


def _interrupts(held: _Held, block: Block, after: Block, heading: Callable[[str], bool]) -> bool:
    """Tell a footer that comes once by where it stands: in the midst of a sentence."""
    return (
        block.kind == "prose"
        and held.kind == after.kind == "prose"
        and len(block.lines) == 1
        and len(block.text) < _LONGEST_FOOTER
        and len(held.opening) > _PARAGRAPH
        and after.text[0].islower()
        and not block.text[0].islower()
        and not SENTENCE_END.search(held.ending)
        and not SENTENCE_END.search(block.text)
        and not heading(block.text)
    )


def _continues(held: _Held, block: Block, heading: Callable[[str], bool]) -> bool:
    if block.kind != "prose" or held.kind not in ("prose", "bullet"):
        return False
    if SENTENCE_END.search(held.ending) or GREETING.match(held.opening) or CLOSING.match(block.text):
        return False
    if heading(held.opening) or heading(block.text) or _LONE_FIGURE.match(held.opening):
        return False
    if block.text[0].islower():
        return len(held.opening) > _PARAGRAPH or held.kind == "bullet" or block.broken
    return block.broken and held.kind == "prose" and len(held.opening) > _PARAGRAPH
