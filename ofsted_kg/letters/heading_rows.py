"""Tell the rows that stand alone as a section's heading from those of a table.

In: the blocks of a letter. Out: whether a row is a heading, its grade beside it ("Staying safe   Grade 3").
Several may follow one another, where a section has no words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ofsted_kg.model import Document
from ofsted_kg.text.blocks import Block
from ofsted_kg.text.clean import fold
from ofsted_kg.text.headings import outcome_of
from ofsted_kg.text.lines import SENTENCE_END
from ofsted_kg.text.tables import is_grade, is_sentence
from ofsted_kg.vocabulary.lexicon import Lexicon

_LONGEST, _MOST_CELLS = 120, 3
# "The contribution of services to this outcome is good.": what it points to stands right above.
_POINTS_UP = re.compile(r"\bthis\s+(?:outcome|area|aspect)\b", re.IGNORECASE)
_OPENING = 160


def is_heading_row(document: Document, blocks: Sequence[Block], number: int, lexicon: Lexicon) -> bool:
    """Tell whether a row stands alone, as a heading with its grade: "Staying safe   Grade 3"."""
    block = blocks[number]
    if block.kind != "row" or len(block.text) >= _LONGEST or len(block.cells) > _MOST_CELLS:
        return False
    if any(says_something(fold(document.text, cell).text) for cell in block.cells):
        return False
    above = blocks[number - 1] if number else None
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if not _is_row(above) and not _is_row(below):
        return True
    # Beside other rows only one with a grade is a heading, with a blank line on either side.
    if not is_grade(" ".join(document.text[start:end] for start, end in block.cells[-1])):
        return False
    if below is not None and _points_to(below, block, lexicon):
        return True
    if _is_close(document, above, block) or _is_close(document, block, below):
        return False
    before = blocks[: number + 1]
    return _is_behind_table(document, before) or _is_named_before(document, before)


def says_something(words: str) -> bool:
    """Tell whether words are a whole sentence."""
    return is_sentence(words) and SENTENCE_END.search(words) is not None


def _is_row(block: Block | None) -> bool:
    return block is not None and block.kind == "row"


def _is_close(document: Document, one: Block | None, other: Block | None) -> bool:
    """Tell whether two blocks are rows without a blank line between them."""
    if one is None or other is None or one.kind != "row" or other.kind != "row":
        return False
    return document.text.count("\n", one.end, other.start) <= 1


def _points_to(below: Block, row: Block, lexicon: Lexicon) -> bool:
    """Tell whether a paragraph speaks of the outcome that the row right above it names."""
    said = below.kind == "prose" and _POINTS_UP.search(below.text[:_OPENING]) is not None
    return said and outcome_of(row.text, lexicon) is not None


def _is_behind_table(document: Document, blocks: Sequence[Block]) -> bool:
    """Tell whether the last of some blocks, and others like it, stand behind a table of close rows."""
    last = len(blocks) - 2
    while last > 0 and _is_row(blocks[last]) and not _is_close(document, blocks[last - 1], blocks[last]):
        last -= 1
    return last > 0 and _is_row(blocks[last])


def _is_named_before(document: Document, blocks: Sequence[Block]) -> bool:
    """Tell whether a row before names the same area: the table that tells all grades."""
    name = _name(document, blocks[-1])
    return any(_name(document, before) == name for before in blocks[:-1] if before.kind == "row")


def _name(document: Document, row: Block) -> str:
    return fold(document.text, row.cells[0]).text.casefold()
