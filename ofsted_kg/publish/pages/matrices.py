"""Tables of grades: councils by framework, and a council's areas by document.

In: councils' and letters' views. Out: ``Matrix`` records, and how often each grade occurs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ofsted_kg.publish.pages.bars import Given
from ofsted_kg.publish.pages.headline import headline
from ofsted_kg.publish.pages.views import Cell, Column, Council, Grade, Link, Matrix, MatrixRow, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary


def frameworks_matrix(councils: Iterable[Council], vocabulary: Vocabulary) -> Matrix:
    """Return councils by framework: the grade of the whole of each document, in time order."""
    shown = [council for council in councils if council.letters]
    present = {letter.origin.framework_iri for council in shown for letter in council.letters}
    frameworks = [iri for iri in vocabulary.frameworks() if iri in present]
    rows = []
    for council in shown:
        cells: dict[str, list[Cell]] = defaultdict(list)
        for letter in council.letters:
            whole = headline(letter, vocabulary)
            grade = whole.grade if whole is not None else None
            cells[letter.origin.framework_iri].append(Cell(grade, letter.origin.path, letter.origin.issued))
        rows.append(
            MatrixRow(Link(council.name, council.path), tuple(tuple(cells[iri]) for iri in frameworks))
        )
    fresh = _fresh(frameworks, vocabulary)
    columns = tuple(
        Column(vocabulary.short(iri), vocabulary.link(iri).path, new)
        for iri, new in zip(frameworks, fresh, strict=True)
    )
    return Matrix(columns, tuple(rows))


def ratings_matrix(letters: Sequence[Outline], vocabulary: Vocabulary) -> Matrix:
    """Return a council's areas by document; each cell leads to the sentence."""
    rated = [letter for letter in letters if letter.of("rating")]
    areas: dict[str, Link] = {}
    for letter in reversed(rated):
        whole = headline(letter, vocabulary)
        ratings = letter.of("rating")
        for fact in sorted(ratings, key=lambda fact: fact is not whole):
            areas.setdefault(fact.about_iri, fact.about)
    # Areas that stand for the whole come first, then those of the newest document.
    wholes = {vocabulary.headline(letter.origin.framework_iri) for letter in rated}
    rows = []
    for iri, link in sorted(areas.items(), key=lambda item: item[0] not in wholes):
        cells = tuple(
            tuple(
                Cell(fact.grade, fact.path, letter.origin.issued)
                for fact in letter.of("rating")
                if fact.about_iri == iri
            )
            for letter in rated
        )
        rows.append(MatrixRow(link, cells))
    fresh = _fresh([letter.origin.framework_iri for letter in rated], vocabulary)
    columns = tuple(
        Column(vocabulary.short(letter.origin.framework_iri), letter.origin.path, new, letter.origin.issued)
        for letter, new in zip(rated, fresh, strict=True)
    )
    return Matrix(columns, tuple(rows))


def _fresh(frameworks: Sequence[str], vocabulary: Vocabulary) -> list[bool]:
    """Say for each framework whether its scale breaks with that of the one before."""
    families = [vocabulary.family(vocabulary.scale(iri)) for iri in frameworks]
    return [place > 0 and family != families[place - 1] for place, family in enumerate(families)]


def spread(given: Iterable[Given]) -> list[tuple[Grade, int]]:
    """Return how often each grade word is given, best first; scales are told apart by their words."""
    counted: Counter[Grade] = Counter()
    for one in given:
        counted[one.grade] += one.times
    by_label: dict[tuple[int, str], tuple[Grade, int]] = {}
    for grade, count in sorted(counted.items(), key=lambda item: item[0].path):
        key = (-grade.level, grade.label)
        first, so_far = by_label.get(key, (grade, 0))
        by_label[key] = (first, so_far + count)
    return [by_label[key] for key in sorted(by_label)]
