"""What stands for a document as a whole, and which documents share a scale.

In: letters' views and the vocabulary. Out: the headline ratings of a letter, and letters
cut into stretches within which grades may be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ofsted_kg.publish.pages.views import Fact, Letter, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive letters whose scales may be compared."""

    family: str
    letters: tuple[Outline, ...]


def headline(letter: Letter | Outline, vocabulary: Vocabulary) -> Fact | None:
    """Return the rating of the whole; None where the framework has none, or it was not found."""
    area = vocabulary.headline(letter.origin.framework_iri)
    return next((fact for fact in letter.of("rating") if area and fact.about_iri == area), None)


def points(letter: Outline, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """Return what a history shows of a letter: the rating of the whole or, without one, all ratings."""
    whole = headline(letter, vocabulary)
    return (whole,) if whole is not None else letter.of("rating")


def stretches(letters: Iterable[Outline], vocabulary: Vocabulary) -> list[Stretch]:
    """Cut letters in time order wherever the scale changes to one that cannot be compared."""
    found: list[list[Outline]] = []
    last = ""
    for letter in letters:
        family = family_of(letter, vocabulary)
        if not found or family != last:
            found.append([])
        found[-1].append(letter)
        last = family
    return [Stretch(family_of(group[0], vocabulary), tuple(group)) for group in found]


def family_of(letter: Outline, vocabulary: Vocabulary) -> str:
    """Return the family of the scale of a letter."""
    return vocabulary.family(vocabulary.scale(letter.origin.framework_iri))


def years(values: Sequence[str]) -> str:
    """Return the span of years of ISO dates or years.

    >>> years(["2005-12-01", "2006"]), years(["2009"])
    ('2005–2006', '2009')
    """
    found = sorted({value[:4] for value in values if value})
    return "–".join(dict.fromkeys((found[0], found[-1]))) if found else ""


def names(frameworks: Iterable[str], vocabulary: Vocabulary) -> str:
    """Return the short names of frameworks, years left out."""
    found = []
    for iri in frameworks:
        words = vocabulary.short(iri).split()
        found.append(" ".join(word for word in words if not word.isdigit()))
    return ", ".join(dict.fromkeys(found))
