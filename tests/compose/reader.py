"""What the product reads in composed sentences: the one place that knows how it is called.

In: composed sentences. Out: for each, the facts that were read from it, and the notices on it.
Sentences stand as paragraphs of a plain letter, so that none can lean on its neighbour; a fact
belongs to the sentence whose stretch of the text it overlaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from compose.facts import Compared, Composed, Fact, Judged
from ofsted_kg.letters import parse_letter
from ofsted_kg.model import Comparison, Council, Document, Judgement, Letter
from ofsted_kg.register import Register
from ofsted_kg.vocabulary import lexicon

A_LETTER = 40  # sentences
HEAD = """9 December 2009

Mr Owen Harcastle
Director of Children's Services
Northmoor Council
Town Hall

Dear Mr Harcastle

Children's services annual rating

Children's services rating 2009

Children's services rating\tPerforms well (3)

Children's services in Northmoor Council perform well.

"""
TAIL = "Yours sincerely\n\nMarta Quenby\nDivisional Manager\n"
REGISTER = Register(
    [
        Council(
            "Northmoor", "Northmoor Metropolitan Borough Council", "X08000901", kind="metropolitan-district"
        )
    ]
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a sentence."""

    sentence: Composed
    facts: tuple[Fact, ...]
    notices: tuple[str, ...]


@cache
def _words() -> lexicon.Lexicon:
    return lexicon.load()


def parsed(text: str) -> Letter:
    """Return a letter as the product reads it."""
    data = text.encode()
    document = Document("letter", "letter.txt", "text/plain", sha256(data).hexdigest(), len(data), text)
    return parse_letter(document, _words(), REGISTER)


def read(sentences: Sequence[Composed]) -> Iterator[Reading]:
    """Yield what is read from each sentence, in order."""
    for first in range(0, len(sentences), A_LETTER):
        yield from _read_letter(sentences[first : first + A_LETTER])


def _read_letter(sentences: Sequence[Composed]) -> Iterator[Reading]:
    text, places = HEAD, []
    for one in sentences:
        places.append((len(text), len(text) + len(one.text)))
        text += one.text + "\n\n"
    letter = parsed(text + TAIL)
    for one, (start, end) in zip(sentences, places, strict=True):
        yield Reading(
            one,
            (
                *(_judged(j) for j in letter.judgements if j.evidence.start < end and j.evidence.end > start),
                *(
                    _compared(c)
                    for c in letter.comparisons
                    if c.evidence.start < end and c.evidence.end > start
                ),
            ),
            tuple(
                n.code
                for n in letter.notices
                if n.evidence and n.evidence.start < end and n.evidence.end > start
            ),
        )


def _judged(found: Judgement) -> Judged:
    return Judged(
        found.subject,
        found.grade,
        found.at_least,
        found.quantity or "",
        found.exception or "",
        found.outcome or "",
    )


def _compared(found: Comparison) -> Compared:
    own, others = found.value, found.comparator_value
    return Compared(
        found.subject,
        found.direction,
        found.comparator,
        own.value if own else None,
        others.value if others else None,
        found.unit or "",
    )
