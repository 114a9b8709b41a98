"""The opening summary of a report as passages, for the grammar of statements.

In: a report's text and where its table ends. Out: passages of prose, running headers and
footnotes left out: the paragraphs behind the table (since 2018), or those under "Executive
summary" or "Summary of key findings" (before).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ofsted_kg.lexicon import Lexicon
from ofsted_kg.parse.clean import fold
from ofsted_kg.parse.reports.layout import Furniture
from ofsted_kg.parse.sections import Passage

# In the contents a page number follows these words.
_OPENS = re.compile(r"^[ \t]*(?:Executive summary|Summary of (?:key )?findings)[:.]?[ \t]*$", re.MULTILINE)
_CLOSES = re.compile(
    r"""^[ \t]*(?:What[ ](?:needs?|does[ ].{3,60}[ ]need)[ ]to[ ]improve|Recommendations?[ \t]*$
    |Areas?[ ]for[ ]improvement
    |Summary[ ]for[ ]children|Priority[ ]and[ ]immediate[ ]action|Information[ ]about|Contents[ \t]*$)""",
    re.MULTILINE | re.VERBOSE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[’”)]?\s+(?=[A-Z‘“(])")
_LONGEST = 12_000


def read_summary(
    text: str, furniture: Furniture, table_end: int, headings: Sequence[int], lexicon: Lexicon
) -> tuple[Passage, ...]:
    """Return the opening summary.

    Args:
        text: the report's text.
        furniture: what to skip.
        table_end: where the table of grades ends.
        headings: offsets of the graded headings.
        lexicon: the vocabulary; only what holds its words for grades or comparators is returned.
    """
    opening = _OPENS.search(text)
    start = opening.end() if opening else table_end
    limit = min([start + _LONGEST, len(text), *(offset for offset in headings if offset > start)])
    closing = _CLOSES.search(text, start, limit)
    if closing is None and limit == start + _LONGEST:
        # Without an end in sight it is no summary.
        return ()
    folded = fold(text, furniture.pieces(start, closing.start() if closing else limit))
    return tuple(Passage(folded.cut(first, last)) for first, last in _promising(folded.text, lexicon))


def _promising(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the stretches worth the grammar's time: sentences with a grade or a comparator.

    The sentence before each goes with it, as it may hold what "they" stands for.
    """
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    bounds = list(pairwise(dict.fromkeys((0, *ends, len(text)))))
    hits = (hit.start for hit in lexicon.find(text, "grade/prose", "comparator"))
    wanted: set[int] = set()
    for hit in hits:
        number = bisect_right(ends, hit)
        wanted |= {number, max(number - 1, 0)}
    first: int | None = None
    for number, (start, end) in enumerate(bounds):
        if number in wanted:
            first = start if first is None else first
        elif first is not None:
            yield first, start
            first = None
        if number == len(bounds) - 1 and first is not None:
            yield first, end
