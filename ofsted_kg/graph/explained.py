"""Which section of a report explains a grade, and its first sentences.

In: a ``Letter``, its ``Document``, the ``Lexicon``. Out: for an area, the section under its
heading and the stretch of its first sentences: what a reader quotes, where the table of grades
has but a word. A first sentence that only says again what is quoted for the grade explains nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ofsted_kg.model import Document, Evidence, Letter, Section
from ofsted_kg.vocabulary.lexicon import Grade, Lexicon

# The heading and its grade stand within this many characters; then so many sentences and characters.
_HEADING = 300
_SENTENCES = 2
_LONGEST = 600
# What may stand between a heading and the first sentence: "Executive summary", "(Inadequate)", "12. ".
_BETWEEN = re.compile(r"[\s).:]*(?:(?:Executive[ ])?[Ss]ummary[ \t]*\n)?\s*(?:\d{1,3}\.[ \t]+)?")
# "... in the department. Staff ..."
_STOP = re.compile(r"[.!?]['’”\"]?(?=\s)")
# The number of the paragraph after, at the head of a line: "... into care. \n22. The ..."
_NUMBER = re.compile(r"\n[ \t]*\d{1,3}\.")


# What a report's summary, which has no heading with a grade, is about.
_OVERALL = "overall-effectiveness"


def sections_of(letter: Letter, lexicon: Lexicon) -> dict[str, Section]:
    """Return the section of each area that has one, by the area's slug."""
    found: dict[str, Section] = {}
    for section in letter.sections:
        hits = lexicon.find(section.title, "area") if section.grade and section.headed else []
        if hits:
            longest = max(hits, key=lambda hit: hit.end - hit.start)
            found.setdefault(longest.slug, section)
    for section in letter.sections:
        if not section.headed:
            found.setdefault(_OVERALL, section)
    return found


def opening(
    section: Section, document: Document, scale: tuple[Grade, ...], quoted: Sequence[Evidence] = ()
) -> tuple[int, int] | None:
    """Return where the first sentences of a section stand; None if its heading cannot be told from them.

    Args:
        section: with its grade.
        document: that it is of.
        scale: of the grade.
        quoted: what is quoted for the grade.
    """
    start, end = section.evidence.start, section.evidence.end
    text = document.text
    if not section.headed:
        return _sentences(text, start, end, quoted)
    labels = [label for grade in scale if grade.slug == section.grade for label in grade.labels]
    words = [r"\s+".join(map(re.escape, label.split())) for label in sorted(labels, key=len, reverse=True)]
    if not words:
        return None
    grade = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    heading = grade.search(text, start, min(end, start + _HEADING))
    if heading is None:
        return None
    return _sentences(text, heading.end(), end, quoted)


def _sentences(text: str, start: int, end: int, quoted: Sequence[Evidence]) -> tuple[int, int] | None:
    """Return where the first sentences between two places stand; None if what is there begins with none."""
    between = _BETWEEN.match(text, start, end)
    first = between.end() if between else start
    for grade in quoted:
        words = re.compile(r"\s+".join(map(re.escape, grade.quote.split())), re.IGNORECASE)
        again = words.match(text, first, end)
        stop = _STOP.match(text, again.end(), end) if again is not None else None
        if stop is not None:
            return _sentences(text, stop.end(), end, quoted)
    last = 0
    most = min(end, first + _LONGEST)
    after = _NUMBER.search(text, first, most)
    for number, stop in enumerate(_STOP.finditer(text, first, after.start() + 1 if after else most), start=1):
        last = stop.end()
        if number == _SENTENCES:
            break
    return (first, last) if last and text[first : first + 1].isupper() else None
