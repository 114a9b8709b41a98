"""Read words that are a formal grade: "Good (3)", "3 - Good", "Grade 3", "Performs well".

In: the words of a cell or the end of a line, and the framework's scale. Out: the number
and the word's slug, as far as they are printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ofsted_kg.text.dates import find_days
from ofsted_kg.vocabulary.lexicon import Framework, Lexicon
from ofsted_kg.vocabulary.namespaces import slug

_NOISE = re.compile(
    r"\b(?:grades?|scores?|ratings?|judgements?|awarded|overall|final|apa|level|is|of|out)\b|[¹²³⁰⁴-⁹*†‡§¶①-⓿❶-➓]",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\bout\s+of\s+(?:4|four)\b|(?<=\d)\s*/\s*4\b|\b(?:on\s+)?(?:a\s+)?scale\b.*$", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\d.])\d(?![\d.]*\d)")
_NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
_YEARS = re.compile(r"\b20\d\d(?:[/–-]\d\d)?\b")
_WORDS = re.compile(r"[A-Za-z][a-z]+(?:[ -][a-z]+){0,2}")
LONGEST_GRADE = 48
_LONGEST_END = 64


@dataclass(frozen=True, slots=True)
class Grading:
    """What a cell or the end of a line grades: the number, the word's slug, both or neither."""

    score: int | None
    grade: str | None


class GradeWords:
    """The words and numbers of a framework's scale.

    Attributes:
        slugs: of the scale's words, by the slug of each label.
        scores: the number of each word.
    """

    def __init__(self, framework: Framework, lexicon: Lexicon) -> None:
        self.slugs: dict[str, str] = {}
        self.scores: dict[str, int] = {}
        self._prose = {grade.slug for grade in lexicon.scale("prose")}
        for grade in lexicon.scale(framework.scale):
            if grade.score is not None:
                self.scores[grade.slug] = grade.score
            if grade.slug.isdigit():
                continue
            for label in grade.labels:
                if not any(char.isdigit() for char in label):
                    self.slugs[slug(label)] = grade.slug

        words = {word for label in (*self.slugs, *self._prose) for word in label.split("-")}
        self._any = re.compile(rf"\d|\b(?:{'|'.join(sorted(words | set(_NUMBER_WORDS)))})\b", re.IGNORECASE)

    def stands_in(self, words: str, *, whole: bool = False) -> bool:
        """Tell whether a grade may stand at the end of some words, or in the whole of them."""
        return self._any.search(words, 0 if whole else max(0, len(words) - _LONGEST_END)) is not None

    def known(self, grade: str | None) -> bool:
        """Tell whether a grade is a word of the scale, or one that inspectors grade with in prose."""
        return grade in self.slugs.values() or grade in self._prose

    def agree(self, score: int | None, grade: str | None) -> bool:
        """Tell whether number and word can stand for one grade."""
        return score is None or grade is None or self.scores.get(grade, score) == score

    def read(self, words: str, *, strict: bool) -> Grading | None:
        """Read words that are a grade: "Good (3)", "3 - Good", "Grade 3", "Performs well".

        Args:
            words: the folded words.
            strict: take a word only if it is one of the scale.
        """
        if not words or len(words) > LONGEST_GRADE or next(find_days(words), None):
            return None
        words = _NOISE.sub(" ", _OUT_OF.sub(" ", _YEARS.sub(" ", words)))
        numbers = [int(n) for n in _NUMBER.findall(words)]
        if len(set(numbers)) > 1:
            return None
        score = numbers[0] if numbers else None
        if score is None and re.search(r"\d", words):
            return None
        left = " ".join(re.sub(r"[\d()\[\]:;,./–—-]+", " ", words).split())
        if left.lower() in _NUMBER_WORDS and score is None:
            return Grading(_NUMBER_WORDS[left.lower()], None)
        if not left:
            return None if score is None else Grading(score, None)
        grade = self.slugs.get(slug(left)) or self._adverb(left)
        if grade is None:
            prose = self._prose
            printed = slug(left)
            first = [word for word in (slug(part) for part in re.split(r"[/ ]+", left)) if word in prose]
            if printed in prose:
                grade = printed
            elif first and len(left.split()) <= 3 and "/" in left:
                grade = first[0]
            elif strict or len(left.split()) > 4 or (score is None and not _WORDS.fullmatch(left)):
                return None
            else:
                grade = printed
        return Grading(score, grade)

    def _adverb(self, words: str) -> str | None:
        """Read "well" as short for "performs well"."""
        return self.slugs.get(slug(f"performs {words}"))
