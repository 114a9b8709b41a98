# ruff: noqa: E501 - tables read best on one line
"""What a statement takes out: "except for", "with the exception of", "except one which is".

In: the subject. Out: the words, the slug that is taken out, and the facts of its own grade.
"""

from __future__ import annotations

from dataclasses import dataclass

from compose.facts import Judged
from compose.grades import GRADES
from compose.joins import SCHOOLS
from compose.judgements import facts
from compose.nouns import COUNT, JUDGED, OUTCOME, OUTCOMES, SUBJECTS, Noun

PLACES = {
    "the pupil referral unit": ("pupil-referral-units", False),
    "private fostering": ("private-fostering", False),
    "primary schools": ("primary-schools", True),
    "the fostering service": ("fostering", False),
    "childcare settings": ("childcare", True),
}
FRAMES = {
    " except for {y}": "",
    " except {y}": "",
    " with the exception of {y}": "",
    ", apart from {y}": "",
    ", with the exception of {y}": "",
    ", except for {y} which {is} {grade}": "graded",
    " except for {y} where {they} {grade}": "where",
    " with the exception of {y} where judgements are {grade}": "where",
}


@dataclass(frozen=True, slots=True)
class Excepted:
    """Words that take a subject out, with its slug and, where it has one, its own grade."""

    words: str
    slug: str = ""
    grade: str = ""
    where: bool = False
    one: bool = False


def _exceptions() -> dict[str, Excepted]:
    found = {"": Excepted("")}
    for frame, kind in FRAMES.items():
        for y, (slug, plural) in PLACES.items():
            grade = ("inadequate" if plural else "satisfactory") if kind else ""
            words = frame.format(y=y, grade=grade, they="it is", **{"is": "are" if plural else "is"})
            found[words] = Excepted(words, slug, grade, kind == "where")
    for grade in ("inadequate", "satisfactory"):
        for words in (
            f" except for one which is {grade}",
            f", with the exception of one which is {grade}",
            f" except one which was {grade}",
        ):
            found[words] = Excepted(words, "", grade, one=True)
    return found


EXCEPTIONS = _exceptions()
EXCEPTABLE = ("are", "are judged to be", "were judged as", "were judged", "were found to be", "remain", "outcome is", "judgements for", "judgements on", "outcome remains", "performance in")  # fmt: skip


def exception_fits(exception: str, subject: str) -> bool:
    """Whether an exception may be made to a subject."""
    made, noun = EXCEPTIONS[exception], SUBJECTS[subject]
    if not exception:
        return True
    if made.one:
        return noun.kind == COUNT and not noun.shared and noun.slugs[0] != "all-settings"
    if noun.shared:
        return False
    if made.where:
        return noun.kind in (OUTCOME, JUDGED) or noun.slugs[0] == "all-settings"
    if made.grade:
        return noun.slugs[0] == "all-settings" or (noun.bare == "schools" and made.slug in SCHOOLS)
    if noun.slugs[0] == "schools" and noun.kind == COUNT:
        return made.slug in SCHOOLS
    return noun.kind in (OUTCOME, JUDGED, OUTCOMES) or noun.slugs[0] == "all-settings"


def exception_quantity(exception: str, words: str) -> bool:
    """Whether an exception may be made to a quantity."""
    if not exception:
        return True
    if EXCEPTIONS[exception].one:
        return words in ("all ", "all of the ", "all the ")
    return words in (
        "",
        "all ",
        "all of the ",
        "most ",
        "nearly all ",
        "the large majority of ",
        "the majority of ",
    )


def excepted(exception: str, noun: Noun) -> tuple[str, tuple[Judged, ...]]:
    """Return the slug that an exception takes out, and the facts that it holds itself."""
    made = EXCEPTIONS[exception]
    if not made.grade:
        return made.slug, ()
    grade = GRADES[made.grade]
    if made.one:
        return "", facts(noun, "", grade)
    outcome = noun.slugs[0] if made.where and noun.kind in (OUTCOME, JUDGED) else ""
    return made.slug, (Judged(made.slug, grade.slug, outcome=outcome, also=(outcome,) if outcome else ()),)
