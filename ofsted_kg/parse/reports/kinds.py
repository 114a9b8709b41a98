"""The kind of a report as its rows tell it, where its title does not.

In: the first lines of a text. Out: ``ilacs``, ``sif``, ``sif-reinspection`` or ``looked-after``.
A letter wrong in a title, or two of its words run together, must not lose the report: no other
document has two of the rows that a kind is known by. White space is left out, as PDFs misplace it.
"""

from __future__ import annotations

import re

# Two of them are enough, as one may be misspelt.
_ROWS = {
    "sif": ("achievingpermanence", "adoptionperformance", "1.childrenwhoneedhelpandprotection"),
    "ilacs": (
        "theimpactofleadersonsocialworkpractice",
        "progressofchildrenwhoneedhelpandprotection",
        "progressofchildrenincare",
    ),
    "looked-after": ("outcomesforlookedafterchildren", "capacitytoimprove", "recordofmainfindings"),
}
_FEWEST = 2
# Until 2012 safeguarding was inspected along with looked after children; visits are no inspections.
_OTHERS = re.compile(r"safeguardingand|focusedvisit|monitoringvisit|visitto|visitof")
_AGAIN = re.compile(r"re[-‐–]?inspect")


def kind_by_rows(opening: str, text: str) -> str | None:
    """Return the kind of a report whose first lines hold at least two rows of its table.

    Args:
        opening: what stands above the dates.
        text: the first lines.
    """
    title, tight = ("".join(words.split()).lower() for words in (opening, text))
    if _OTHERS.search(title):
        return None
    for kind, rows in _ROWS.items():
        if sum(row in tight for row in rows) >= _FEWEST:
            return "sif-reinspection" if kind == "sif" and _AGAIN.search(title) else kind
    return None
