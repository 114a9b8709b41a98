"""Graded labels: "Adoption performance  Requires improvement", wherever a report prints them.

In: a report's text and the labels of areas and grades in the ontology. Out: ``Graded``: an
area, a grade and the stretch that says so, for every row of a table and every heading. A
grade closes a line; before it stands a label made of an area's words and nothing else,
broken over lines as the page wants it, misspelt perhaps, with numbers, stops or "is".
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ofsted_kg.vocabulary.lexicon import Lexicon, fold

# Words that join a label to its grade or open a heading, besides the words of the labels.
JOINTS = frozenset(
    {"is", "are", "was", "were", "it", "they", "that", "be", "to", "remains", "remain"}
    | {"a", "an", "the", "of", "for", "and", "about", "on", "with", "who", "in", "at", "by"}
    | {"graded", "judged", "judgement", "judgment", "grade", "overall", "number", "section"}
    | {"this", "local", "authority", "authoritys", "service", "services", "area"}
)
_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*|&")
_LINE_LENGTH = 110
_LIKENESS = 0.84
_SHORTEST_TYPO = 5
_LINES = 9
_COLUMN_LINES = 24
# "2.1 Adoption", "3. Leadership", "The impact": a label begins here, whatever stands above it.
_OPENS = re.compile(r"[ \t]*(?:\d{1,2}(?:\.\d{1,2})?\.?[ \t]+[A-Z]|The[ \t]+[a-z]+[ \t]+[a-z])")
# No word begins within another, or behind a hyphen.
_JOINED = re.compile(r"[\w-]")
# What makes a grade at the end of a line part of a longer one, or none: "to be good", "not yet good".
_UNFINISHED = re.compile(
    r"(?:(?<!judged)(?<!found)\s+to\s+be|\bimprove\w*[ \t]+(?:to|be)|\b(?:not|yet|become|(?<!to )be)"
    r"|\brequires?)\s*\Z"
)
# What may stand behind a grade on its line, and how much of it on the lines above.
_CLOSING = " \t.;*†()’'”\"0123456789"
_LONGEST_GRADE = 60
_ANY_LINE = re.compile(r"[^\n]+")
_SHORTEST_ONE_OFF = 2
_ANY_WORD = re.compile(r"\S+")
_WORDS_TO_MISSPELL = 2
_LABEL_LIKENESS = 0.9
# A line that ends a sentence is no part of the label below it.
_CLOSED = re.compile(r"[.:;?!][ \t]*$")
# List marks: a line of a list is no row of a table. Symbol fonts put theirs into the private area.
_BULLET = re.compile("[•◼▪■●◆➢−\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A grade at the end of a line."""

    start: int
    end: int
    grade: str


@dataclass(frozen=True, slots=True)
class Graded:
    """A label and its grade: ``start`` to ``end`` holds both, ``cell`` the grade alone."""

    area: str
    grade: str
    start: int
    end: int
    cell: tuple[int, int]
    by_column: bool = False


class GradeReader:
    """Reads grades and graded labels of one scale and some areas.

    A lenient one takes any word that is one letter off, short ones too; what it reads is doubtful.
    """

    def __init__(self, lexicon: Lexicon, scale: str, areas: Sequence[str], *, lenient: bool = False) -> None:
        self._lexicon = lexicon
        self._lenient = lenient
        self.areas = tuple(areas)
        labels = {label: grade.slug for grade in lexicon.scale(scale) for label in grade.labels}
        self._slugs = {_key(label): slug for label, slug in labels.items()}
        longest = sorted(labels, key=lambda label: (-len(label), label))
        self.pattern = "|".join(r"[ \t\n]+".join(map(re.escape, label.split())) for label in longest)
        # A closing bracket ("Grade 3 (Adequate)"), a stop or a footnote's digit may follow the word.
        # Small letters and no look-behind: the search is then led by the first letters.
        closing = r"(?:\d{1,2})?[ \t]*[)’'”\"]?[.;*†]?[ \t]*(?:\d{1,2}|\(\d\))?[ \t]*\Z"
        self._cell = re.compile(rf"({self.pattern.lower()}){closing}")
        self._endings = tuple(sorted({label.split()[-1] for label in self._slugs}))
        self._words: dict[str, str | None] = {}
        words = {
            fold(word)
            for concept in lexicon.concepts("area")
            if concept.slug in self.areas
            for label in concept.labels
            for word in _WORD.findall(label)
        }
        # Sorted, as of two words alike the first is taken.
        self._vocabulary = dict.fromkeys(sorted(JOINTS | words))

    def slug(self, words: str) -> str | None:
        """Return the grade that a stretch of text names."""
        return self._slugs.get(_key(words))

    def cells(self, text: str) -> list[Cell]:
        """Return the grades that close a line."""
        cells: list[Cell] = []
        small = text.lower()
        if len(small) != len(text):
            # A few letters of other scripts grow when made small.
            small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
        line_end = -1
        # Few lines end in the last word of a grade: only there it is looked for.
        for line in small.split("\n"):
            line_end += len(line) + 1
            if not line.rstrip(_CLOSING).endswith(self._endings):
                continue
            before = max(line_end - len(line) - _LONGEST_GRADE, cells[-1].start if cells else 0)
            found = self._cell.search(small, before, line_end)
            if found is None:
                continue
            start, end = found.span(1)
            if cells and start < cells[-1].end:
                # "Requires improvement" was a grade, with "to be good" on this line it is a longer one.
                cells.pop()
            slug = self._slugs.get(_key(found[1]))
            if slug is None or _JOINED.match(text, start - 1):
                continue
            if _UNFINISHED.search(small, max(0, start - 30), start):
                # "requires improvment to be good" is not good: only a likeness of the whole will do.
                whole = self._longer(small, start, end)
                if whole is None:
                    continue
                start, slug = whole
            cells.append(Cell(start, end, slug))
        return cells

    def anywhere(self, text: str, start: int, end: int) -> list[Cell]:
        """Return the grades of a stretch, at the end of a line or not."""
        words = re.compile(rf"\b(?:{self.pattern})\b", re.IGNORECASE)
        cells = []
        for found in words.finditer(text, start, end):
            slug = self.slug(found[0])
            before = text[max(start, found.start() - 30) : found.start()].lower()
            if slug is not None and not _UNFINISHED.search(before):
                cells.append(Cell(found.start(), found.end(), slug))
        return cells

    def _longer(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """Return where a longer label begins that the words up to ``end`` misspell, and its slug."""
        words = list(_ANY_WORD.finditer(text, max(0, start - 60), end))
        for label, slug in self._slugs.items():
            size = len(label.split())
            if size < _WORDS_TO_MISSPELL or size > len(words):
                continue
            first = words[-size].start()
            if _alike(_key(text[first:end]), label):
                return first, slug
        return None

    def misspelt_rows(self, text: str, start: int, end: int) -> list[Graded]:
        """Return the graded labels of a stretch, their grades perhaps misspelt: "Inadequte"."""
        cells = []
        text = text[:end]
        for line in _ANY_LINE.finditer(text, start):
            words = list(_ANY_WORD.finditer(text, *line.span()))
            for label, slug in sorted(self._slugs.items(), key=lambda entry: (-len(entry[0]), entry)):
                size = len(label.split())
                first = words[-size].start() if size <= len(words) else line.end()
                if _alike(_key(text[first : line.end()]).rstrip(_CLOSING), label):
                    if not _UNFINISHED.search(text[max(start, first - 30) : first].lower()):
                        cells.append(Cell(first, words[-1].end(), slug))
                    break
        return self.graded(text, cells)

    def graded(self, text: str, cells: Sequence[Cell]) -> list[Graded]:
        """Return all graded labels of a text, in order.

        Grades one below the other without labels between them are a column: their labels
        stand above, as many and in the same order, or they are not read at all.
        """
        return [
            Graded(area, cell.grade, label, cell.end, (cell.start, cell.end), len(run) > 1)
            for label, areas, run in self._labelled(text, cells)
            if len(areas) == len(run)
            for area, cell in zip(areas, run, strict=True)
        ]

    def unnamed(self, text: str, cells: Sequence[Cell], area: str) -> list[Graded]:
        """Return what would be rows if words of labels that name no area named this one."""
        return [
            Graded(area, run[0].grade, label, run[0].end, (run[0].start, run[0].end))
            for label, areas, run in self._labelled(text, cells)
            if not areas and len(run) == 1
        ]

    def _labelled(self, text: str, cells: Sequence[Cell]) -> Iterator[tuple[int, list[str], list[Cell]]]:
        """Yield where labels begin, the areas that they name, and the grades below them."""
        before = 0
        for run in _runs(text, cells):
            label = self._label(text, before, run[0].start, column=len(run) > 1)
            before = run[-1].end
            if label is not None:
                yield label, self.areas_of(text[label : run[0].start]), run

    def areas_of(self, label: str) -> list[str]:
        """Return the areas that a label names."""
        words = [self._known(word) or word for word in _WORD.findall(label)]
        # Misspelt words are put right, and one printed twice counts once.
        spelt = " ".join(word for word, before in zip(words, ["", *words], strict=False) if word != before)
        hits = (hit.slug for hit in self._lexicon.find(spelt, "area") if hit.slug in self.areas)
        return list(dict.fromkeys(hits))

    def _label(self, text: str, before: int, end: int, *, column: bool) -> int | None:
        """Walk back from a grade, line by line, over the words of labels; return where it begins."""
        lines = _COLUMN_LINES if column else _LINES
        start = max(before, end - lines * _LINE_LENGTH)
        opening: int | None = None
        line_end = end
        for _ in range(lines):
            line_start = text.rfind("\n", start, line_end) + 1 or start
            line = text[line_start:line_end]
            if not self.is_label(line) or (opening is not None and _CLOSED.search(line)):
                break
            whole = line_start == 0 or line_start > start or text[line_start - 1] == "\n"
            if line.strip() and whole:
                opening = line_start + len(line) - len(line.lstrip())
            if not whole or (_OPENS.match(line) and not column) or line_start <= start:
                break
            line_end = line_start - 1
        return opening

    def is_label(self, line: str) -> bool:
        """Tell whether a line holds words of labels and nothing else."""
        return not _BULLET.search(line) and all(self._known(word) for word in _WORD.findall(line))

    def _known(self, word: str) -> str | None:
        """Return the word of the labels that a word is, perhaps misspelt, or None; asked once a word."""
        folded = fold(word)
        if folded not in self._words:
            self._words[folded] = self._nearest(folded)
        return self._words[folded]

    def _nearest(self, folded: str) -> str | None:
        if folded in self._vocabulary or (folded.isdigit() and len(folded) <= 2):
            return folded
        if self._lenient:
            return next((word for word in self._vocabulary if one_off(folded, word)), None)
        size = len(folded)
        if size < _SHORTEST_TYPO:
            return None
        # Words much longer or shorter cannot be alike; most are.
        near = [w for w in self._vocabulary if 2 * min(len(w), size) >= _LIKENESS * (len(w) + size)]
        return next(iter(difflib.get_close_matches(folded, near, 1, _LIKENESS)), None)


def _runs(text: str, cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Group grades that follow each other with nothing but white space between."""
    run: list[Cell] = []
    for cell in cells:
        if run and text[run[-1].end : cell.start].strip(" \t\n."):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _alike(words: str, label: str) -> bool:
    if one_off(words, label):
        return True
    # The cheap question first: words much longer or shorter cannot be alike.
    if 2 * min(len(words), len(label)) < _LABEL_LIKENESS * (len(words) + len(label)):
        return False
    return difflib.SequenceMatcher(None, words, label).ratio() >= _LABEL_LIKENESS


def one_off(word: str, other: str) -> bool:
    """Tell whether a word becomes another by a letter more, less, changed, or two exchanged.

    >>> [one_off(word, "care") for word in ("cre", "caare", "cere", "caer", "core", "crea")]
    [True, True, True, True, True, False]
    """
    if abs(len(word) - len(other)) > 1 or min(len(word), len(other)) < _SHORTEST_ONE_OFF:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    rest, wanted = word[same:], other[same:]
    exchanged = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return exchanged or rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:]


def _key(words: str) -> str:
    return " ".join(words.lower().split())
