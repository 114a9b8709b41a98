"""Where a document says that it is a draft.

In: lines of a document: of its head, where a whole sentence may say so, or those behind it, where only a mark
does ("Draft", at a page's foot). Out: the place. What a letter tells of a draft that went before is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ofsted_kg.letters.plain_lines import Line, plain_lines

_UNFINISHED = (
    r"\bnot\s+(?:yet\s+)?(?:the\s+|a\s+)?final(?:i[sz]ed)?\b|\bnot\s+(?:yet\s+)?been\s+finali[sz]ed\b"
    r"|\b(?:letter|document|report|version|text)\s+(?:is|has)\s+not\s+(?:yet\s+)?(?:been\s+)?published\b"
)
_DRAFT = re.compile(
    rf"""{_UNFINISHED}|\bdraft\b|\bunpublished\b|\buncorrected\b|\badvance\s+copy\b|\bwork\s+in\s+progress\b
    |\bnot\s+(?:yet\s+)?for\s+(?:publication|release|circulation)\b|\bpre[- ]?publication\b|^provisional\b
    |\bfactual(?:\s+accuracy|(?:ly)?\s+(?:check|correct|errors?))|\bfact[- ]check
    |\bchecking\s+(?:of\s+|the\s+|for\s+)+facts\b|\bcheck\s+(?:of\s+)?(?:the\s+)?facts\b
    |^(?:strictly\s+)?embargoed\b|\bsubject\s+to\s+(?:change|moderation|confirmation)\b
    |\bfor\s+(?:\w+\s+)?comments?\s+only\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SAYS_UNFINISHED = re.compile(_UNFINISHED, re.IGNORECASE)
# What is told of a draft by the letter that came of it.
_NO_DRAFT = re.compile(r"\b(?:final|drafted|the\s+draft|thank(?:s|\s+you)|checked)\b", re.IGNORECASE)
_MARKED = re.compile(
    rf"""(?:(?:confidential|restricted)\W{{1,5}})?
    (?:(?:pre[- ]?publication\s+)?draft\b|provisional\b|not\s+for\s+publication\b|pre[- ]?publication\b
      |embargoed\b|this\s+(?:\w+\s+)?is\s+(?:only\s+)?a\s+(?:\w+\s+)?draft\b|{_UNFINISHED}).{{0,60}}$
    |.{{0,80}}[([]draft[)\]]$""",
    re.IGNORECASE | re.VERBOSE,
)
_SHORT = 160
_HEAD_LINES = 30


def said_in_head(head: Sequence[Line]) -> tuple[int, int] | None:
    """Return which lines of a head say that this is a draft."""
    for number, line in enumerate(head):
        if len(line.text) >= _SHORT:
            continue
        if _says_draft(line.text):
            return line.start, line.end
        after = head[number + 1] if number + 1 < len(head) else None
        if after is None or len(after.text) >= _SHORT or _says_draft(after.text):
            continue
        if _says_draft(f"{line.text} {after.text}"):  # "comments on factual | accuracy"
            return line.start, after.end
    return None


def marked(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Return which line is a mark that says so and nothing else."""
    return said_in_head([line for line in lines if _MARKED.match(line.text)])


def draft_of(text: str, end: int) -> tuple[int, int] | None:
    """Return where the first lines of a text say that it is a draft."""
    return said_in_head(plain_lines(text[:end])[:_HEAD_LINES])


def _says_draft(words: str) -> bool:
    if _SAYS_UNFINISHED.search(words):
        return True
    return _DRAFT.search(words) is not None and not _NO_DRAFT.search(words)
