"""What a person calls the things of a letter's graph.

In: a ``Letter`` and its facts, the ``Lexicon``. Out: labels ("Bury 2021: help and
protection, Inadequate") and the word that a document prints for a grade.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.graph.quad_writer import first_words
from ofsted_kg.model import Comparison, Finding, Judgement, Letter, Notice, Rating, Review, Section
from ofsted_kg.vocabulary.lexicon import SUBJECT_SCHEMES, Grade, Lexicon
from ofsted_kg.vocabulary.namespaces import slug

# The longest words for a grade: "requires improvement to be good".
_MOST_WORDS = 6


class Labels:
    """The labels of one letter's things."""

    def __init__(self, letter: Letter, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        council = letter.council.name if letter.council else "Unknown council"
        self._letter = letter
        self._of = council if letter.year is None else f"{council} {letter.year}"

    def assessment(self) -> str:
        """Name the letter or report itself."""
        return f"{self._of}: {self._concept('framework', self._letter.framework)}"

    def rating(self, rating: Rating, scale: str, point: str | None) -> str:
        """Name a formal grade: "Bury 2021: help and protection, Inadequate"."""
        grade = next((g.label for g in self._lexicon.scale(scale) if g.slug == point), point or "")
        return f"{self._of}: {_inner(self._concept('area', rating.area))}, {grade}"

    def judgement(self, judgement: Judgement) -> str:
        """Name a graded statement: "Bury 2009: primary schools, most good or better"."""
        grade = _words(judgement.grade) + (" or better" if judgement.at_least else "")
        part = f"{_words(judgement.quantity)} " if judgement.quantity else ""
        time = judgement.earlier or ("before" if judgement.past else "")
        return f"{self._of}: {self._subject(judgement.subject)}, {part}{grade}{f' ({time})' if time else ''}"

    def comparison(self, comparison: Comparison) -> str:
        """Name a comparison: "Bury 2009: exclusions, above (national)"."""
        subject, direction = self._subject(comparison.subject), _words(comparison.direction)
        return f"{self._of}: {subject}, {direction} ({_words(comparison.comparator)})"

    def finding(self, finding: Finding) -> str:
        """Name a listed finding by its first words."""
        return f"{self._of}: {_words(finding.polarity)}, {first_words(finding.text)}"

    def section(self, section: Section) -> str:
        """Name a section by its heading: "Bury 2021: The impact of leaders"."""
        return f"{self._of}: {first_words(section.title)}"

    def review(self, review: Review) -> str:
        """Name a statement on serious case reviews: "Bury 2009: serious case reviews, 2 good"."""
        said = " ".join(filter(None, ("" if review.count is None else str(review.count), review.grade)))
        return f"{self._of}: serious case reviews{', ' if said else ''}{said}"

    def warning(self, notice: Notice) -> str:
        """Name a warning by its code."""
        return f"{self._of}: {_words(notice.code)}"

    def _concept(self, scheme: str, name: str) -> str:
        entry = self._lexicon.concept(scheme, name)
        return entry.label if entry else name

    def _subject(self, name: str) -> str:
        found = (self._lexicon.concept(scheme, name) for scheme in SUBJECT_SCHEMES)
        entry = next((entry for entry in found if entry), None)
        return _inner(entry.label) if entry else name


def printed_grade(rating: Rating, scale: Sequence[Grade]) -> str | None:
    """Return the words for a grade as the document prints them, or None where it prints but a number.

    The longest run of words in the evidence that stands for the grade is taken. A grade that was
    read without its words (by its place in a damaged table) has none either, unless a number
    beside it would hide that a word was read at all.
    """
    if rating.grade is None:
        return None
    names = {rating.grade}
    for grade in scale:
        if grade.slug == rating.grade:
            names.update(slug(label) for label in grade.labels if not any(map(str.isdigit, label)))
    for evidence in (rating.evidence, *rating.further):
        words = evidence.quote.split()
        for length in range(min(_MOST_WORDS, len(words)), 0, -1):
            for start in range(len(words) - length, -1, -1):
                run = " ".join(words[start : start + length])
                if slug(run) in names:
                    return run.strip("|*_.,:;()[] \t")
    return _words(rating.grade) if rating.score is not None else None


def _words(name: str) -> str:
    return name.replace("-", " ")


def _inner(label: str) -> str:
    """Return a label as it stands inside a sentence; one that opens with an abbreviation keeps it."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
