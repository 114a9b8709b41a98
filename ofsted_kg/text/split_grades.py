"""Put a grade together whose number stands on the line below its word, as narrow cells have it.

In: the blocks of a document, as its lines give them. Out: the same, "Performs well" and "(3)" in
one block. Of two lines that a table's cells share ("Children's services   Performs well", below it
"assessment   (3)") each cell gets its own half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ofsted_kg.text.blocks import Block
from ofsted_kg.text.clean import fold
from ofsted_kg.text.tables import Cell, Span, is_grade

# A number without its brackets would be a page's.
NUMBER_ALONE = re.compile(r"(?:\([1-4]\)|\[[1-4]\]|[Gg]rade\s+[1-4])$")
_ADVERB = r"(?:excellently|well|adequately|poorly)"
# What a label and its grade end with where the number has gone to the next line, or the word's own end has.
_ENDS_IN_WORD = re.compile(
    rf"\b(?:performs(?:\s+{_ADVERB})?|outstanding|good|adequate|inadequate)\W*$", re.IGNORECASE
)
# The halves of two cells that a line shares: "Children's services Performs well", "assessment (3)".
_UPPER = re.compile(
    rf"(?P<label>\S.{{0,119}}?)\s{{1,9}}(?P<grade>performs(?:\s{{1,9}}{_ADVERB})?)$", re.IGNORECASE
)
_LOWER = re.compile(
    rf"(?P<label>[a-z][a-z’' ]{{0,119}}?)\s{{1,9}}(?P<grade>(?:{_ADVERB}\s{{1,9}})?[(\[]?[1-4][)\]]?)$"
)
_LONGEST = 120
_TWO = 2


def whole_grades(blocks: Sequence[Block], text: str, graded: Callable[[str], bool]) -> Iterator[Block]:
    """Put split grades together.

    Args:
        blocks: of the document.
        text: the document's text.
        graded: tells whether words name an area that gets a grade.
    """
    held: Block | None = None
    for block in (_parted(block, text, graded) for block in blocks):
        if held is not None:
            whole = _whole(held, block, text, graded)
            if whole is not None:
                held = whole
                continue
            yield held
        held = block
    if held is not None:
        yield held


def _whole(above: Block, below: Block, text: str, graded: Callable[[str], bool]) -> Block | None:
    """Return two blocks as the one that they are; None where they are two."""
    if len(above.text) > _LONGEST or len(below.text) > _LONGEST or not _ENDS_IN_WORD.search(above.text):
        return None
    if below.kind == "row":
        return _of_rows(above, below, text, graded)
    if below.kind not in ("prose", "heading"):
        return None
    if above.kind == "row":
        return _with_last(above, below, text) if NUMBER_ALONE.match(below.text) else None
    if not (NUMBER_ALONE.match(below.text) and (is_grade(above.text) or graded(above.text))):
        return None
    spans = (*above.lines, *below.lines)
    return replace(above, folded=fold(text, spans), lines=spans)


def _with_last(above: Block, below: Block, text: str) -> Block | None:
    *cells, last = above.cells
    return _row(above, (*cells, (*last, *below.lines)), text) if is_grade(_words(last, text)) else None


def _of_rows(above: Block, below: Block, text: str, graded: Callable[[str], bool]) -> Block | None:
    """Put two lines of cells together, the lower of which only goes on."""
    if above.kind != "row" or len(above.cells) != len(below.cells):
        return None
    label, grade = _words(below.cells[0], text), _words((*above.cells[-1], *below.cells[-1]), text)
    if (label and not label[0].islower()) or not is_grade(grade):
        return None
    if graded(label) and not NUMBER_ALONE.match(_words(below.cells[-1], text)):
        return None  # a row of its own
    cells = [(*upper, *lower) for upper, lower in zip(above.cells, below.cells, strict=True)]
    return _row(above, cells, text)


def _parted(block: Block, text: str, graded: Callable[[str], bool]) -> Block:
    """Part the cells of two lines that nothing sets apart but their words."""
    if block.kind != "prose" or len(block.lines) != _TWO:
        return block
    upper, lower = (form.match(text, *line) for form, line in zip((_UPPER, _LOWER), block.lines, strict=True))
    if not (upper and lower and graded(f"{upper['label']} {lower['label']}")):
        return block
    return _row(block, [(upper.span(part), lower.span(part)) for part in ("label", "grade")], text)


def _row(above: Block, cells: Sequence[Cell], text: str) -> Block:
    spans: tuple[Span, ...] = tuple(span for cell in cells for span in cell if span[1] > span[0])
    return Block("row", fold(text, spans), tuple(cells), lines=spans, broken=above.broken)


def _words(cell: Cell, text: str) -> str:
    return fold(text, cell).text
