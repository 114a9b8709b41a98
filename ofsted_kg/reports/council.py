"""Whose report it is: the council that the head names, checked against the file's name.

In: the stretch of the head that names the council, and the register. Out: the council, the
words that name it, and notices: a trust in its place, no council of the register, another
one in the file's name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ofsted_kg.model import Council, Document, Evidence, Notice
from ofsted_kg.register import REMEDY, Register, at
from ofsted_kg.register.bodies import own_mentions
from ofsted_kg.register.names import words_of
from ofsted_kg.reports.title import Head

# Bodies that stand for a council: what is left of their name is the council's.
_BODY = re.compile(
    r"""(?<!\s)\s*+\b(?:
        (?:local\s++)?safeguarding\s++children(?:[’']s)?\s++board
      | children(?:[’']s)?\s++(?:(?:and|&)\s++(?:families|family|young\s++people)[’']?s?\s++)?
        (?:services\s++)?(?:trust|first|company)
    )\b.*$""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_LATER_LINE = re.compile(r"\n[ \t]*(?=\S)")


class _How(Enum):
    """How a council was found: by its name, by that of a body of its own, or among other words."""

    NAME = auto()
    BODY = auto()
    AMONG = auto()


@dataclass(frozen=True, slots=True)
class Whose:
    """The council of a report; ``evidence`` holds its name as printed."""

    council: Council | None
    evidence: Evidence | None
    notices: tuple[Notice, ...] = ()


def find_council(
    document: Document, head: Head, names: Sequence[str], on: dt.date | None, register: Register
) -> Whose:
    """Find the council of a report.

    Args:
        document: the report.
        head: what its first lines say.
        names: what may be its name in the file's name and in its folders'.
        on: the day at which the council was in being.
        register: the councils.
    """
    printed = document.evidence(*head.name) if head.name else None
    other = next((found for name in names if (found := register.find(name, on)) is not None), None)
    skipped: Evidence | None = None
    for council, evidence, how in _readings(document, head.name, on, register):
        differs = other is not None and other.gss_code != council.gss_code
        # A name among other words, or the last line of one, is less sure than the file's.
        if other is not None and differs and (how is _How.AMONG or _is_part(council, other)):
            skipped = skipped or evidence
            continue
        notices = []
        if how is _How.BODY and not head.kind.board_alone:
            message = f"{_folded(evidence.quote)!r} was taken to stand for {council.name}"
            notices.append(Notice("body-for-council", message, evidence))
        if how is _How.AMONG:
            message = f"{council.name} is named among other words, and was taken for the council"
            notices.append(Notice("council-among-words", message, evidence))
        if other is not None and differs:
            message = f"The report names {council.name}, its file name {other.name}"
            notices.append(Notice("council-differs-from-file-name", message, evidence))
        return Whose(council, evidence, tuple(notices))
    if other is not None:
        said = (
            f"only names {_folded(skipped.quote)!r} among other words"
            if skipped
            else "names none of the register"
        )
        message = f"{other.name} is the council in the file's name; the report {said}"
        return Whose(other, printed, (Notice("council-from-file-name", message, skipped or printed),))
    message = (
        f"{_folded(printed.quote)!r} is no council of the register. {REMEDY}"
        if printed
        else "The report names no council"
    )
    return Whose(None, printed, (Notice("unknown-council", message, printed),))


def _is_part(council: Council, other: Council) -> bool:
    """Tell whether a name is a part of another: "Somerset" of "North Somerset", its first line misprinted."""
    return set(words_of(council.name)) < set(words_of(other.name))


def _readings(
    document: Document, name: tuple[int, int] | None, on: dt.date | None, register: Register
) -> Iterator[tuple[Council, Evidence, _How]]:
    """Read the name whole, then its last lines, as other words may stand above it, then as a body's."""
    if name is None:
        return
    start, end = name
    printed = document.text[start:end]
    for skip in (0, *(found.end() for found in _LATER_LINE.finditer(printed))):
        council = register.find(_folded(printed[skip:]), on)
        if council is not None:
            yield council, document.evidence(start + skip, end), _How.NAME
    owner = _BODY.sub("", printed)
    council = register.find(_folded(owner), on) if owner != printed else None
    if council is not None:
        yield council, document.evidence(start, end), _How.BODY
    # Other words stand around the name, as in a title that was not understood.
    mentions = own_mentions(register, printed)
    named = {at(mention.councils, on).gss_code: mention for mention in mentions}
    if len(named) == 1:
        (mention,) = named.values()
        part = document.evidence(start + mention.start, start + mention.end)
        yield at(mention.councils, on, printed[mention.start : mention.end]), part, _How.AMONG


def _folded(words: str) -> str:
    return " ".join(words.split())
