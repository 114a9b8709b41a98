"""Tell a list without bullets from prose.

In: the paragraphs below a heading such as "Major strengths". Out: their items where they
are clearly a list: short, one sentence at most each, most without a full stop, two or more
of them. What may be either is left to be prose, and said to be in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ofsted_kg.text.blocks import Block
from ofsted_kg.text.boilerplate import is_boilerplate, sentence_spans
from ofsted_kg.text.clean import Folded, fold
from ofsted_kg.text.paragraphs import Measure
from ofsted_kg.text.tables import Span

_LONGEST_ITEM = 260
_LONGEST_TITLE = 60
_FEWEST = 2
_NEARLY_FULL = 0.8


@dataclass(frozen=True, slots=True)
class Listing:
    """What paragraphs below a list's heading are.

    Attributes:
        items: of the list; none if it is none, or in doubt.
        blocks: how many paragraphs they take.
        doubtful: the paragraphs may be a list or prose.
    """

    items: tuple[Folded, ...] = ()
    blocks: int = 0
    doubtful: bool = False


def read_listing(text: str, blocks: Sequence[Block], measured: Measure, *, bounded: bool) -> Listing:
    """Read the paragraphs between a list's heading and what ends it.

    Args:
        text: the document's text.
        blocks: the paragraphs.
        measured: how wide the document is set.
        bounded: a heading of the letter's outline follows, so a single line is an item.
    """
    parted = [_items(text, block.lines, measured) for block in blocks]
    groups = [items for items, _ in parted]
    count = next((n for n, group in enumerate(groups) if not all(map(_can_be, group))), len(groups))
    if count < len(groups) and count and _is_title(groups[count - 1]):
        count -= 1  # the heading of the prose that follows
    items = [item for group in groups[:count] for item in group]
    items = _without_numbers(items)
    open_ended = sum(not item.text.rstrip().endswith((".", "!", "?")) for item in items)
    fewest = 1 if bounded and count == len(groups) else _FEWEST
    sure = all(surely for _, surely in parted[:count])
    if sure and len(items) >= fewest and 2 * open_ended >= len(items):
        return Listing(tuple(items), count)
    return Listing(doubtful=len(items) >= _FEWEST or open_ended > 0)


def _items(text: str, lines: Sequence[Span], measured: Measure) -> tuple[list[Folded], bool]:
    """Part a paragraph where a line ends early or a blank one follows; tell whether that is sure."""
    groups: list[list[Span]] = [[lines[0]]]
    sure = True
    for before, line in pairwise(lines):
        between = text[before[1] : line[0]]
        word = text[line[0] : line[1]].split(None, 1)[0]
        length = before[1] - (text.rfind("\n", 0, before[0]) + 1)
        apart = between.count("\n") > 1 and not between.strip() and "\f" not in between
        if apart or measured.fits(length, len(word)):
            groups.append([line])
            # A line that begins small goes on more often than not, below a line that is nearly full.
            small = measured.width and text[line[0]].islower() and length > measured.width * _NEARLY_FULL
            sure = sure and (apart or not small)
        else:
            groups[-1].append(line)
    return [folded for group in groups if (folded := fold(text, group)).text], sure


def _without_numbers(items: list[Folded]) -> list[Folded]:
    """Drop bare numbers that count the items."""
    if len(items) < _FEWEST or not all(
        re.match(rf"{number}\s+\D", item.text) for number, item in enumerate(items, 1)
    ):
        return items
    return [item.cut(len(str(number)), len(item.text)) for number, item in enumerate(items, 1)]


def _can_be(item: Folded) -> bool:
    words = item.text
    return len(words) <= _LONGEST_ITEM and len(sentence_spans(words)) == 1 and not is_boilerplate(words)


def _is_title(group: Sequence[Folded]) -> bool:
    words = group[-1].text
    return len(group) == 1 and len(words) <= _LONGEST_TITLE and words[0].isupper() and words[-1].isalnum()
