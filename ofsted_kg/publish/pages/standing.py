"""Where each council stands: its latest grade as a whole, and the one before.

In: councils' views. Out: ``Standing`` records, and how many councils have which grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ofsted_kg.publish.pages.headline import headline
from ofsted_kg.publish.pages.views import Council, Fact, Grade, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary

NONE_HELD = "No document held"
OLDER = "Last graded in words that are no longer used"


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade as a whole, its document, and whether it may be compared with the one after it."""

    fact: Fact
    grade: Grade
    letter: Outline
    comparable: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A council with its latest grade and those before it, newest first.

    Attributes:
        council: which.
        grades: as a whole.
        current: whether the latest is in words of the scale that is in use now.
        since: the newest document, where it is later than that grade and gives none as a whole.
        note: what that document's framework says of it.
    """

    council: Council
    grades: tuple[Graded, ...]
    current: bool = True
    since: Outline | None = None
    note: str = ""

    @property
    def now(self) -> Graded | None:
        """The latest grade."""
        return self.grades[0] if self.grades else None

    @property
    def was(self) -> Graded | None:
        """The grade before the latest."""
        return self.grades[1] if len(self.grades) > 1 else None

    @property
    def areas(self) -> tuple[Fact, ...]:
        """The grades of areas in the newest document, which may give none as a whole, as printed."""
        newest = self.since or (self.grades[0].letter if self.grades else None)
        whole = self.grades[0].fact if self.grades else None
        ratings = newest.of("rating") if newest is not None else ()
        return tuple(fact for fact in ratings if fact is not whole and fact.grade is not None)

    @property
    def issued(self) -> str:
        """The day of the latest grade; empty without one."""
        return self.grades[0].letter.origin.issued if self.grades else ""

    @property
    def level(self) -> int:
        """The latest grade's level for the colour; 0 without one."""
        return self.grades[0].grade.level if self.grades else 0


def standing(council: Council, letters: Iterable[Outline], vocabulary: Vocabulary) -> Standing:
    """Return where a council stands by some letters (its own, perhaps those of others before it)."""
    ordered = sorted(letters, key=lambda letter: (letter.origin.issued, letter.source), reverse=True)
    found: list[Graded] = []
    for letter in ordered:
        whole = headline(letter, vocabulary)
        if whole is not None and whole.grade is not None:
            family = vocabulary.family(whole.grade.scale)
            last = vocabulary.family(found[-1].grade.scale) if found else family
            found.append(Graded(whole, whole.grade, letter, family == last))
    newest = ordered[0] if ordered else None
    note = vocabulary.overall_note(newest.origin.framework_iri) if newest is not None else ""
    return Standing(council, tuple(found), since=newest if note else None, note=note)


def with_current(standings: Sequence[Standing], vocabulary: Vocabulary) -> tuple[Standing, ...]:
    """Mark those whose latest grade is in words of the scale of the newest document."""
    graded = [one.now for one in standings if one.now is not None]
    if not graded:
        return tuple(standings)
    newest = max(graded, key=lambda one: (one.letter.origin.issued, one.letter.source))
    used = {grade.short for grade in vocabulary.grades(newest.grade.scale)}
    return tuple(replace(one, current=one.now is None or one.now.grade.short in used) for one in standings)


def counts(standings: Sequence[Standing]) -> list[tuple[str, str, int]]:
    """Return how many councils have which grade, best first: class for the colour, words, count."""
    numbers: Counter[tuple[int, str, str]] = Counter()
    for one in standings:
        if one.now is None:
            numbers[-1, "g0", NONE_HELD] += 1
        elif one.current:
            numbers[one.level, f"g{one.level}", one.now.grade.label] += 1
        else:
            numbers[0, "g0 older", OLDER] += 1
    return [(key[1], key[2], numbers[key]) for key in sorted(numbers, reverse=True)]


def compared(councils: Iterable[Council], vocabulary: Vocabulary) -> list[list[object]]:
    """Return what the page of comparisons reads.

    Of each council its name, page, region, overall grades, areas by the newest document, the day of that,
    and what it says where it gives no overall grade.
    """
    found: list[list[object]] = []
    for council in councils:
        own = standing(council, council.letters, vocabulary)
        grades = [
            [
                one.grade.label,
                one.grade.level,
                one.letter.origin.issued,
                one.letter.origin.kind,
                one.fact.path,
            ]
            for one in own.grades
        ]
        areas = [
            [fact.about.label, fact.grade.short, fact.grade.level, fact.path]
            for fact in own.areas
            if fact.grade is not None
        ]
        if grades or areas:
            slug = council.path.rsplit("/", 1)[-1].removesuffix(".html")
            day = own.since.origin.issued if own.since is not None else own.issued
            told = [slug, council.name, council.path, council.region.label]
            found.append([*told, grades, areas, day, own.note])
    return found
