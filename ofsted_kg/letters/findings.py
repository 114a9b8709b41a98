"""Turn listed strengths and areas for improvement into findings.

In: the passages of a letter. Out: a finding for each bullet of such a list, with the
outcome under whose heading the list stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ofsted_kg.model import Document, Finding
from ofsted_kg.text.passages import Passage

# A list that says it is empty.
_NOTHING = re.compile(
    r"\W*(?:none|nil|n/?a|not\s+applicable)\b[\w\s]{0,40}\W*$|\W*no\s+(?:\w+\s+){0,4}(?:identified|noted|found)\W*$|\W*$",
    re.IGNORECASE,
)


def read_findings(document: Document, passages: Iterable[Passage]) -> tuple[Finding, ...]:
    """Return the findings among the passages, in order."""
    return tuple(
        Finding(
            passage.outcome, passage.polarity, passage.text, document.evidence(passage.start, passage.end)
        )
        for passage in passages
        if passage.kind == "bullet" and passage.polarity is not None and not _NOTHING.match(passage.text)
    )
