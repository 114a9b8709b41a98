"""The opening summary of a report as passages, for the grammar of statements.

In: a report's text and where its table ends. Out: passages of prose, running headers and
footnotes left out: the paragraphs behind the table (since 2018), or those under "Executive
summary" or "Summary of key findings" (before).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_LONGEST = 12_000


def read_summary(
    text: str, furniture: Furniture, table_end: int, headings: Sequence[int]
) -> tuple[Passage, ...]:
    """Return the opening summary.

    Args:
        text: the report's text.
        furniture: what to skip.
        table_end: where the table of grades ends.
        headings: offsets of the graded headings.
    """
    opening = _OPENS.search(text)
    start = opening.end() if opening else table_end
    limit = min([start + _LONGEST, len(text), *(offset for offset in headings if offset > start)])
    closing = _CLOSES.search(text, start, limit)
    if closing is None and limit == start + _LONGEST:
        # Without an end in sight it is no summary.
        return ()
    folded = fold(text, furniture.pieces(start, closing.start() if closing else limit))
    return (Passage(folded),) if folded.text else ()
