"""The judgements of a report's prose: those of this inspection, and those of another that it tells.

In: sentences of a report. Out: what they judge. A grade is of this inspection where its words say
how it is, of another where they tell when it was given; of what somebody believed, and of what was so
at a time that is not told, there is a notice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ofsted_kg.grammar.statements import Statements, read_statements
from ofsted_kg.model import Document, Evidence, Judgement, Notice
from ofsted_kg.reports.plain_grades import PlainGrades, is_plain
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary.lexicon import Lexicon

# What somebody only believed: "leaders believed that services were good".
_BELIEVED = re.compile(
    r"\b(?:believ\w+|thought|perceiv\w+|self-assess\w+|self-evaluat\w+|expect\w*)", re.IGNORECASE
)
# An inspection before this one: "at the last inspection", "the previous review of services".
_INSPECTED = re.compile(
    r"""\b(?:(?:previous|last|earlier|prior|former|most\s+recent)\s+(?:\w+\s+){0,3}
        (?:inspections?|reviews?|visits?) | since\s+(?:the|its|an)\s+(?:\w+\s+)?inspections?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WAS = re.compile(r"\b(?:was|were|had)\b", re.IGNORECASE)
# "were judged good and still are", "has been judged good since"
_IS = re.compile(
    r"\b(?:is|are|has|have|remains?|continues?|receives?|provides?|offers?|delivers?|now)\b", re.IGNORECASE
)


def read_judgements(document: Document, passages: Iterable[Passage], lexicon: Lexicon) -> Statements:
    """Return what sentences judge, in order, and notices of what they may.

    Args:
        document: the report.
        passages: its sentences, each by itself.
        lexicon: the vocabulary.
    """
    judgements: list[Judgement] = []
    notices: list[Notice] = []
    graded: Counter[str] = Counter()
    for passage in passages:
        read = read_statements(document, [passage], lexicon)
        graded.update(dict(read.graded))
        notices += (notice for notice in read.notices if notice.code == "unread-grade")
        for entry in _sorted(passage.text, read.judgements):
            if isinstance(entry, Judgement):
                judgements.append(entry)
            else:
                notices.append(entry)
    return Statements(tuple(judgements), (), tuple(notices), (), tuple(sorted(graded.items())))


def read_outside(
    document: Document,
    told: PlainGrades,
    formal: Sequence[Evidence],
    lexicon: Lexicon,
) -> Statements:
    """Return what is plainly judged outside the summary, and one notice of what else holds a grade's word.

    Args:
        document: the report.
        told: its sentences that plainly grade.
        formal: where formal grades and their headings stand, and what was read before.
        lexicon: the vocabulary.
    """
    taken = [(evidence.start, evidence.end) for evidence in formal]
    read = read_judgements(document, told.passages, lexicon)
    plain = tuple(judgement for judgement in read.judgements if is_plain(judgement, taken, lexicon))
    taken += [(judgement.evidence.start, judgement.evidence.end) for judgement in plain]
    words = [document.evidence(*span).start for span in told.words]
    left = sum(1 for word in words if not any(start <= word < end for start, end in taken))
    said = (
        f"{left} further words outside the opening summary may be grades; only plain sentences are read there"
    )
    return Statements(plain, (), (Notice("grades-outside-summary", said),) if left > 0 else ())


def _sorted(sentence: str, judgements: Iterable[Judgement]) -> Iterator[Judgement | Notice]:
    """Yield the judgements whose time is certain; a notice of each other."""
    believed = _BELIEVED.search(sentence) is not None
    inspected = _INSPECTED.search(sentence) is not None
    for judgement in judgements:
        words = judgement.evidence.quote
        told = judgement.past or judgement.earlier is not None
        now = _IS.search(words) is not None
        was = not now and _WAS.search(words) is not None
        # "where services were rated good and leadership rated as poor": which of the times it is of
        unsure = not (told or now or (was and inspected)) and (was or inspected)
        if believed or unsure:
            said = "This speaks of another inspection or of what somebody believed; no fact was taken from it"
            yield Notice("not-of-this-inspection", said, judgement.evidence)
        elif was and not told:
            yield replace(judgement, past=True)
        else:
            yield judgement
