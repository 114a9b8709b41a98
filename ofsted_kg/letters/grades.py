# Past 300 lines: a rule for each form in which letters print a rating.
"""Read the formal ratings of a letter.

In: the blocks of a letter and its framework. Out: a rating an area, with the number and
the word that the letter prints, from tables, lines ("Children's services rating  Performs
well (3)") and headings ("Staying safe  Grade 3"), and the sentence "Children's services in
X perform well". The explanation of the scale gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ofsted_kg.letters.gradewords import LONGEST_GRADE, GradeWords, Grading
from ofsted_kg.model import Document, Evidence, Notice, Rating
from ofsted_kg.text.blocks import Block
from ofsted_kg.text.clean import fold
from ofsted_kg.text.split_grades import NUMBER_ALONE
from ofsted_kg.text.tables import Cell, Span
from ofsted_kg.vocabulary.lexicon import Framework, Lexicon
from ofsted_kg.vocabulary.namespaces import slug

# Children's services in Northmoor perform well.
RATING_SENTENCE = re.compile(
    r"\b(?:children['’‘]?s?\s++services|services\s++for\s++children(?:\s++and\s++young\s++people)?)"
    r"\s++(?:in|at|of|provided\s++by|within|for)\s++(?:[^.;]|\bSt\.){2,120}?\s++(?:(?:are|is|were|have\s++been)\s++(?:judged\s++to\s++)?)?"
    r"(?P<verb>perform(?:s|ed|ing)?)\s++(?P<word>\w+)(?P<rest>[^.;]{0,40})",
    re.IGNORECASE,
)
# A footnote's number behind a grade: <sup>1</sup>, [1], ^1
_FOOTNOTE = re.compile(r"<sup\b[^>]*>.*?</sup\s*>|\[\^?\d\]|\^\d\b", re.IGNORECASE | re.DOTALL)
_DESCRIBES = re.compile(
    r"\b(?:organisation|service|council)\s+that\b|\bminimum\s+requirements\b|\bdescriptors?\b|\b(?:scale|levels|bands)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|perform|remains?|continues?)\b", re.IGNORECASE)
_LONE_NUMBER = re.compile(r"\s\(?[1-4]\)?(?=\s|$)")
# "3", "(3)", "3 - good", "Grade 3", "Good (3)" at a line's end
_LAST_GRADE = re.compile(
    r"\s((?:[Gg]rade\s+)?\(?[1-4]\)?(?:\s*[-–]\s*\w+)?|[A-Z][a-z]+(?:\s*\(?[-–]?\s*[1-4]\)?)?)\s*$"
)
# "Children's services rating" | "2009 Performs well (3)"
_RUN_IN = re.compile(r"(?: 20\d\d)?[ :–-]{1,3}(performs \w+ \([1-4]\))", re.IGNORECASE)
_MOST_RATINGS = 8
_LONGEST_LABEL = 100


@dataclass(frozen=True, slots=True)
class _Hit:
    area: str
    grading: Grading
    evidence: Evidence
    formal: bool


def read_ratings(
    document: Document, blocks: Sequence[Block], framework: Framework, lexicon: Lexicon
) -> tuple[tuple[Rating, ...], list[Notice]]:
    """Read the ratings of a letter.

    Args:
        document: the letter.
        blocks: all its blocks.
        framework: under which it was written: its areas and its scale.
        lexicon: the vocabulary.
    """
    reader = _Reader(document, framework, lexicon)
    hits = list(reader.read(blocks))
    ratings: list[Rating] = []
    notices: list[Notice] = list(reader.notices)
    for area in dict.fromkeys(hit.area for hit in hits):
        of_area = [hit for hit in hits if hit.area == area]
        # What only a sentence says gives a rating where no table or line does.
        of_area.sort(key=lambda hit: not hit.formal)
        entries: list[_Entry] = []
        for hit in of_area:
            _merge(entries, hit, reader)
        merged = [entry.rating() for entry in entries]
        if len(merged) > 1:
            notices.append(
                Notice(
                    "ratings-differ",
                    f"The letter rates {area} more than once, and differently",
                    merged[1].evidence,
                )
            )
        ratings += merged
    if not ratings:
        notices.append(Notice("no-rating", "The letter has no formal rating that could be read"))
    else:
        missing = [
            a for a in framework.areas if a not in {r.area for r in ratings} and a != "service-management"
        ]
        if missing:
            notices.append(Notice("missing-ratings", f"No rating was found for {', '.join(missing)}"))
    order = {area: number for number, area in enumerate(dict.fromkeys(hit.area for hit in hits))}
    ratings.sort(key=lambda rating: (order[rating.area], rating.evidence.start))
    return tuple(ratings), notices


@dataclass(slots=True)
class _Entry:
    """A rating in the making: number, word, and every place that says so."""

    area: str
    grading: Grading
    places: list[Evidence]

    def rating(self) -> Rating:
        return Rating(
            self.area, self.grading.grade, self.grading.score, self.places[0], tuple(self.places[1:])
        )


def _merge(entries: list[_Entry], hit: _Hit, reader: _Reader) -> None:
    """Add a hit to the entries of its area: as further evidence of one it agrees with."""
    for entry in entries:
        held, new = entry.grading, hit.grading
        score = new.score if held.score is None else held.score
        grade = new.grade if held.grade is None else held.grade
        if (
            new.score not in (None, score)
            or new.grade not in (None, grade)
            or not reader.words.agree(score, grade)
        ):
            continue
        if hit.formal:
            # The sentence's word is no printed grade of a table that has its own.
            entry.grading = Grading(score, grade)
        entry.places.append(hit.evidence)
        return
    if len(entries) < _MOST_RATINGS:
        entries.append(_Entry(hit.area, hit.grading, [hit.evidence]))


@lru_cache(maxsize=16)
def _grade_words(framework: Framework, lexicon: Lexicon) -> GradeWords:
    return GradeWords(framework, lexicon)


class _Reader:
    def __init__(self, document: Document, framework: Framework, lexicon: Lexicon) -> None:
        self.document = document
        self.text = document.text
        self.framework = framework
        self.lexicon = lexicon
        self.notices: list[Notice] = []
        self.words = _grade_words(framework, lexicon)

    def read(self, blocks: Sequence[Block]) -> Iterator[_Hit]:
        for number, block in enumerate(blocks):
            if block.kind == "row":
                yield from self._row(block, blocks, number)
            elif len(block.lines) > 1 and self._may_list(block) and (listed := list(self._listed(block))):
                yield from listed
            elif len(block.text) < 260:
                beside = (*blocks[max(number - 1, 0) : number], *blocks[number + 1 : number + 2])
                listed_grades = block.kind == "bullet" and any(
                    other.kind == "bullet" and self._label_and_grade(other.text) for other in beside
                )
                yield from self._line(block, _below_label(blocks, number), listed=listed_grades)
            else:
                yield from self._run_in(block)
            if block.kind != "row":
                yield from self._sentence(block)

    def area(self, words: str) -> tuple[str, int] | None:
        """Return the area that some words name first, and where its name ends."""
        for hit in self.lexicon.find(words, "area"):
            if hit.slug in self.framework.areas:
                return hit.slug, hit.end
        return None

    def _row(self, block: Block, blocks: Sequence[Block], number: int) -> Iterator[_Hit]:
        if _DESCRIBES.search(block.text):
            return
        cells = [(cell, fold(self.text, cell)) for cell in block.cells]
        cells = [(cell, folded) for cell, folded in cells if folded.text]
        place = 0
        while place < len(cells):
            named = self.area(cells[place][1].text) if len(cells[place][1].text) < 240 else None
            if named is None:
                place += 1
                continue
            grading, last = None, place
            for after in range(place + 1, len(cells)):
                if self.area(cells[after][1].text) and not self.grading(cells[after][0]):
                    break
                grading = self.grading(cells[after][0], strict=False)
                if grading is not None:
                    last = after
                    # "3 | Good" in two cells
                    if after + 1 < len(cells):
                        more = self.grading(cells[after + 1][0])
                        if (
                            more
                            and (more.score is None) != (grading.score is None)
                            and (more.grade is None) != (grading.grade is None)
                        ):
                            grading = Grading(
                                grading.score if more.score is None else more.score,
                                more.grade if grading.grade is None else grading.grade,
                            )
                            last = after + 1
                    break
            if grading is not None and grading.score is None and not self.words.known(grading.grade):
                where = self.document.evidence(cells[place][1].start, cells[last][1].end)
                self.notices.append(
                    Notice(
                        "unread-grade", f"The grade of {named[0]} is not one of the framework's scale", where
                    )
                )
            elif grading is not None:
                evidence = (
                    self.document.evidence(block.start, block.end)
                    if len(block.cells) < 3
                    else self.document.evidence(cells[place][1].start, cells[last][1].end)
                )
                yield self._hit(named[0], grading, evidence)
            place = last + 1

    def _may_list(self, block: Block) -> bool:
        """The cheap question first: a paragraph names an area and a grade, or a lone number."""
        words = block.text
        return _LONE_NUMBER.search(words) is not None or (
            self.words.stands_in(words, whole=True) and self.area(words) is not None
        )

    def _listed(self, block: Block) -> Iterator[_Hit]:
        """Read a paragraph whose every line grades an area: "Staying safe: 3", "Being healthy: 2"."""
        start = 0
        for end in range(1, len(block.lines) + 1):
            broken = self._broken_label(block.lines[start:], end - start)
            if broken is not None:
                area, grading, last = broken
                folded = fold(self.text, block.lines[start : start + last])
                yield self._hit(area, grading, self.document.evidence(folded.start, folded.end))
                start += last
            if end <= start:
                continue
            folded = fold(self.text, block.lines[start:end])
            found = self._label_and_grade(folded.text)
            if found is not None:
                # A caption above the line ("Children's services rating 2009") hides its word.
                line = fold(self.text, block.lines[end - 1 : end])
                alone = self._label_and_grade(line.text) if found[1].grade is None else None
                if alone is not None and alone[0] == found[0] and alone[1].grade is not None:
                    found, folded = alone, line
                start = end
                # Number and word may stand on two lines: "Performs well⏎(3)".
                below = [line for line in block.lines[end : end + 1] if NUMBER_ALONE.match(self.text, *line)]
                more = fold(self.text, [(folded.start, folded.end), *below])
                whole = self._label_and_grade(more.text)
                if whole is not None and _completes(whole, found):
                    found, folded, start = whole, more, end + 1
                yield self._hit(*found, self.document.evidence(folded.start, folded.end))
            elif len(folded.text) > 240 or _SENTENCE.search(folded.text) or _DESCRIBES.search(folded.text):
                start = end

    def _broken_label(self, lines: Sequence[Span], end: int) -> tuple[str, Grading, int] | None:
        """Read a label that goes on below its grade: "The contribution of education 3⏎services"."""
        if not 0 < end < len(lines):
            return None
        first, last = lines[end - 1]
        grade = _LAST_GRADE.search(self.text, first, last)
        grading = self.words.read(grade[1], strict=True) if grade else None
        if grade is None or grading is None or not self.text[lines[end][0]].islower():
            return None
        label = [*lines[: end - 1], (first, grade.start())]
        for reach in range(end, min(end + 4, len(lines))):
            if not self.text[lines[reach][0]].islower():
                break
            label.append(lines[reach])
        words = fold(self.text, label).text
        named = self.area(words)
        if named is None or _SENTENCE.search(words) or _DESCRIBES.search(words):
            return None
        return named[0], grading, len(label)

    def _line(self, block: Block, after: Block | None, *, listed: bool) -> Iterator[_Hit]:
        """Read "Staying safe: Good (3)", or a label whose grade is the line below.

        A bullet without a number grades only where others beside it do so too.
        """
        words = block.text
        named = self.area(words)
        if named is None or _DESCRIBES.search(words):
            return
        found = self._label_and_grade(words)
        if found is not None and not (found[1].score is None and block.kind == "bullet" and not listed):
            yield self._hit(*found, self.document.evidence(block.start, block.end))
        elif (
            after is not None
            and after.kind in ("prose", "heading")
            and len(after.text) < LONGEST_GRADE
            and _is_label(words[named[1] :])
        ):
            grading = self.words.read(after.text, strict=True)
            if grading is not None:
                yield self._hit(named[0], grading, self.document.evidence(block.start, after.end))

    def _run_in(self, block: Block) -> Iterator[_Hit]:
        """Read the line of the rating where the lines around it run on with it."""
        areas = self.lexicon.find(block.text, "area") if _RUN_IN.search(block.text) else ()
        for area in areas:
            grade = _RUN_IN.match(block.text, area.end) if area.slug in self.framework.areas else None
            grading = self.words.read(grade[1], strict=True) if grade else None
            if grade is not None and grading is not None:
                yield self._hit(
                    area.slug, grading, self.document.evidence(*block.folded.span(area.start, grade.end()))
                )

    def _label_and_grade(self, words: str) -> tuple[str, Grading] | None:
        """Read an area and its grade behind it on one line."""
        if not self.words.stands_in(words):
            return None
        named = self.area(words)
        if named is None or _DESCRIBES.search(words) or _SENTENCE.search(words[: named[1]]):
            return None
        for rest in _rests(words, named[1]):
            grading = self.words.read(rest, strict=True)
            if grading is not None:
                return named[0], grading
        return None

    def _sentence(self, block: Block) -> Iterator[_Hit]:
        if "overall" not in self.framework.areas:
            return
        for match in RATING_SENTENCE.finditer(block.text):
            word = match["word"].lower()
            grade = self.words.slugs.get(slug(f"performs {word}"))
            if grade is None:
                if not word.endswith("ly"):
                    continue
                grade = slug(f"performs {word}")
            evidence = self.document.evidence(*block.folded.span(match.start(), match.end("word")))
            yield _Hit("overall", Grading(None, grade), evidence, formal=False)

    def _hit(self, area: str, grading: Grading, evidence: Evidence) -> _Hit:
        inside = grading.score is None or not self.words.scores or grading.score in self.words.scores.values()
        known = grading.grade is None or not self.words.slugs or grading.grade in self.words.scores
        if not (inside and known):
            self.notices.append(
                Notice("unread-grade", f"The grade of {area} is not one of the framework's scale", evidence)
            )
        elif not self.words.agree(grading.score, grading.grade):
            self.notices.append(
                Notice(
                    "grade-and-score-differ", f"Number and word of {area} are not the same grade", evidence
                )
            )
        return _Hit(area, grading, evidence, formal=True)

    def grading(self, cell: Cell, *, strict: bool = True) -> Grading | None:
        """Read a cell that holds a grade and nothing else."""
        pieces: list[tuple[int, int]] = []
        for start, end in cell:
            at = start
            for note in _FOOTNOTE.finditer(self.text, start, end):
                pieces.append((at, note.start()))
                at = note.end()
            pieces.append((at, end))
        return self.words.read(fold(self.text, pieces).text, strict=strict)


def _completes(whole: tuple[str, Grading], half: tuple[str, Grading]) -> bool:
    """Tell whether a grade read with a further line has number and word, one of which the first had."""
    (area, grading), (label, printed) = whole, half
    both = grading.score is not None and grading.grade is not None
    return both and area == label and printed in (Grading(None, grading.grade), Grading(grading.score, None))


def _below_label(blocks: Sequence[Block], number: int) -> Block | None:
    """Return the block below a label, which may go on: "Capacity to improve, including⏎services⏎3"."""
    for after in blocks[number + 1 : number + 4]:
        goes_on = after.text[:1].islower() and len(after.text) < _LONGEST_LABEL and _is_label(after.text)
        if not goes_on or after.kind not in ("prose", "heading"):
            return after
    return None


def _is_label(rest: str) -> bool:
    """Tell whether what follows the name of an area is no more than the rest of its label."""
    return not re.search(r"\d", rest) and not _SENTENCE.search(rest) and not re.search(r"[.;:]\s+\w", rest)


def _rests(words: str, end: int) -> Iterator[str]:
    """Return what may be the grade behind a label: all, or what follows the label's own rest."""
    yield words[end:].strip(" \t:–—-.")
    for mark in _BEFORE_GRADE.finditer(words, end):
        yield words[mark.end() :]


# Where a grade may begin behind the rest of a label: "... of the council's services: good",
# "... for children (3)", "... and young people  Grade 3", "... outcomes 3".
_BEFORE_GRADE = re.compile(
    r"[:–—]\s*|\s-\s|\s(?=\(?\d\)?\W*$)|\s(?=\(?grade\b)|\s(?=\([^()]+\)\W*$)", re.IGNORECASE
)
