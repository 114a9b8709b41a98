"""The sentences of a report's body that plainly grade a service: "Care leavers receive a good service" does.

In: a report's text, where its summary ends and what is a formal grade's. Out: passages, a sentence each,
and where words of grades stand. A report has a hundred of them that are no judgement of a
service ("good quality plans", "poor attendance"): outside the summary only what says in so many words
what a service is, or was judged to be, is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ofsted_kg.grammar.lex.concepts import WEAK
from ofsted_kg.model import Judgement
from ofsted_kg.reports.body import OPENS, blocks, sentences_in
from ofsted_kg.text.caseless import any_of, caseless
from ofsted_kg.text.clean import fold
from ofsted_kg.text.page_artefacts import Furniture
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary.lexicon import Lexicon

# Behind it a report tells how it came about, what grades mean and where to complain.
_CLOSES = re.compile(
    r"\n[ \t]*(?:What[ ]the[ ](?:LSCB[ ])?inspection[ ]judge?ments[ ]mean|Record[ ]of[ ]main[ ]findings"
    r"|The[ ]Office[ ]for[ ]Standards[ ]in[ ]Education|Any[ ]complaints[ ]about)"
)
# "is consistently good", "was judged to be inadequate", "judged both to be good", "rated as poor"
_SAID = r"""\b(?:(?:is|are|was|were|been|remains?)\s+(?:(?:now|also|currently|very|\w+ly|overall)\s+){0,2}
    (?:(?:judged|rated|found|graded)\s+(?:as\s+|to\s+be\s+)?)?
    | (?:judged|rated|found|graded)\s+(?:\S+\s+){0,12}?(?:as|to\s+be)\s+)"""
# "receive a consistently good service"
_GIVEN = r"\b(?:receives?|delivers?|provides?)\s+(?:an?\s+)?(?:(?:very|\w+ly)\s+)?"
_SERVICE = r"\s+services?\b"
# Whose grade it is has to be said there, and not before: "they receive", "which is good".
_BARE = re.compile(
    r"""(?:with|it|they|these|this|those|that|which|who|all|most|some|both|only|each|one|two|three|four|five|six
    |is|are|was|were|been|has|have|remains?|receives?|delivers?|provides?|good|outstanding|adequate|inadequate
    |poor|satisfactory|judged|rated)\b(?!\s+(?:services|core|schools))""",
    re.IGNORECASE | re.VERBOSE,
)
# What is not the service: its results, or what a part of it does.
_NO_SERVICE = re.compile(
    r"\b(?:outcomes?|education|health|attainment|progress|plans?|timeliness)\b", re.IGNORECASE
)
_VERB = re.compile(r"\b(?:is|are|was|were|been|remains?|receives?|delivers?|provides?)\b", re.IGNORECASE)
# Areas of the reports of 2013, of which the sentence only repeats the formal grade.
_FORMAL = re.compile(r"\boverall\s+effectiveness\b|\bquality\s+of\s+provision\b", re.IGNORECASE)
_HEADING = re.compile(r"\bgraded\s+judge?ment\b", re.IGNORECASE)
_EXPERIENCES = re.compile(r"\bexperiences\s+and\s+progress\s+of\b", re.IGNORECASE)


class PlainGrades(NamedTuple):
    """The sentences that plainly grade, and where words of grades stand."""

    passages: tuple[Passage, ...]
    words: tuple[tuple[int, int], ...]


def read_plain_grades(
    text: str, furniture: Furniture, breaks: Iterable[int], start: int, lexicon: Lexicon
) -> PlainGrades:
    """Return the sentences behind a report's summary that plainly grade a service.

    Args:
        text: the report's text.
        furniture: what to skip.
        breaks: further offsets over which no sentence reaches: the ends of graded headings.
        start: where the summary ends.
        lexicon: the vocabulary; its words for grades are looked for.
    """
    form, word = _forms(lexicon)
    closing = _CLOSES.search(text, max(start, len(text) // 2))  # some of it may stand in front, too
    end = closing.start() if closing else len(text)
    starts = [place for place in blocks(text, [*breaks, start]) if place >= start]
    small = caseless(text)
    words = tuple(found.span(1) for found in word.finditer(small, max(start - 1, 0), end))
    passages: list[Passage] = []
    # Few blocks hold such a word: only there the forms are looked for, which takes long.
    for number in dict.fromkeys(bisect_right(starts, at) - 1 for at, _ in words):
        stop = min(starts[number + 1] if number + 1 < len(starts) else len(text), end)
        if form.search(small, starts[number], stop):
            passages += _sentences(text, furniture, (starts[number], stop), form)
    return PlainGrades(tuple(passages), words)


def _sentences(
    text: str, furniture: Furniture, stretch: tuple[int, int], form: re.Pattern[str]
) -> Iterator[Passage]:
    first, last = stretch
    mark = OPENS.match(text, first)
    folded = fold(text, furniture.pieces(mark.end() if mark else first, last))
    for start, end in sentences_in(folded.text):
        sentence = folded.text[start:end].rstrip()
        if sentence.endswith(".") and form.search(caseless(sentence)) and not _HEADING.search(sentence):
            yield Passage(folded.cut(start, end))


def is_plain(judgement: Judgement, formal: Sequence[tuple[int, int]], lexicon: Lexicon) -> bool:
    """Say whether a judgement's own words say of which service it is, and none of a formal grade.

    Args:
        judgement: what was read in a report's body.
        formal: the stretches of formal grades and their headings, and of what was read before.
        lexicon: the vocabulary.
    """
    words, place = judgement.evidence.quote, judgement.evidence
    if any(start < place.end and place.start < end for start, end in formal):
        return False
    told = judgement.earlier is not None or judgement.past
    if not told and _EXPERIENCES.search(words):
        return False
    if _BARE.match(words) or judgement.outcome is not None or judgement.exception is not None:
        return False
    if lexicon.concept("outcome", judgement.subject) is not None or judgement.subject in WEAK:
        return False
    subject = _VERB.split(_EXPERIENCES.sub("", words), maxsplit=1)[0]
    formal_area = not told and _FORMAL.search(subject)
    return not (formal_area or _NO_SERVICE.search(subject))


@lru_cache(maxsize=4)
def _forms(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return expressions for what plainly grades, and for a grade's word: both of small letters."""
    labels = {label for grade in lexicon.scale("prose") for label in grade.labels}
    word = any_of({label.lower() for label in labels})
    grade = rf"(?:{word.pattern})"
    plain = rf"{_SAID}{grade}\b(?!\s+at\s+\w+ing\b) | {_GIVEN}{grade}{_SERVICE}"
    # With what stands before a word, most letters of a text are passed over at a glance.
    return re.compile(plain, re.VERBOSE), re.compile(rf"\W({word.pattern})\b")
