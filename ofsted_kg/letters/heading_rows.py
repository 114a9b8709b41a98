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


class HeadingRows:
    """Tells the headings among the rows of a letter.

    Args:
        document: the letter.
        blocks: all its blocks.
        lexicon: the vocabulary.
    """

    def __init__(self, document: Document, blocks: Sequence[Block], lexicon: Lexicon) -> None:
        self._document = document
        self._blocks = blocks
        self._lexicon = lexicon
        # Of each block: a row of a close table, or one of a run of rows behind it.
        self._tabled: list[bool] = []
        self._repeats: set[int] = set()  # rows that name what a row before them does
        names: set[str] = set()
        for number, block in enumerate(blocks):
            behind = number > 0 and (self._is_close(number) or self._tabled[-1])
            self._tabled.append(block.kind == "row" and behind)
            if block.kind == "row" and len(block.text) < _LONGEST:
                name = fold(document.text, block.cells[0]).text.casefold()
                if name in names:
                    self._repeats.add(number)
                names.add(name)

    def __contains__(self, number: int) -> bool:
        """Tell whether a block is a row that stands alone, as a heading with its grade."""
        block = self._blocks[number]
        if block.kind != "row" or len(block.text) >= _LONGEST or len(block.cells) > _MOST_CELLS:
            return False
        text = self._document.text
        if any(says_something(fold(text, cell).text) for cell in block.cells):
            return False
        if not self._is_row(number - 1) and not self._is_row(number + 1):
            return True
        # Beside other rows only one with a grade is a heading, with a blank line on either side.
        if not is_grade(" ".join(text[start:end] for start, end in block.cells[-1])):
            return False
        if self._is_pointed_to(number):
            return True
        if self._is_close(number) or self._is_close(number + 1):
            return False
        return (number > 0 and self._tabled[number - 1]) or number in self._repeats

    def _is_row(self, number: int) -> bool:
        return 0 <= number < len(self._blocks) and self._blocks[number].kind == "row"

    def _is_close(self, number: int) -> bool:
        """Tell whether a row stands below another without a blank line between them."""
        if not (self._is_row(number) and self._is_row(number - 1)):
            return False
        return self._document.text.count("\n", self._blocks[number - 1].end, self._blocks[number].start) <= 1

    def _is_pointed_to(self, number: int) -> bool:
        """Tell whether the paragraph below a row speaks of the outcome that it names."""
        below = self._blocks[number + 1] if number + 1 < len(self._blocks) else None
        if below is None or below.kind != "prose" or not _POINTS_UP.search(below.text[:_OPENING]):
            return False
        return outcome_of(self._blocks[number].text, self._lexicon) is not None


def says_something(words: str) -> bool:
    """Tell whether words are a whole sentence."""
    return is_sentence(words) and SENTENCE_END.search(words) is not None
