# ruff: noqa: E501 - tables read best on one line
"""The family of graded statements: a subject, how much of it, a predicate, a grade.

In: a row of slot values. Out: one clause with its facts; ``joins`` adds what follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from compose.facts import Judged
from compose.grades import GRADES, LOW, Grade
from compose.noise import verb
from compose.nouns import COUNT, JUDGED, MASS, OUTCOME, OUTCOMES, SERVICES, SINGLE, SUBJECTS, Noun
from compose.quantities import PLACES as IN_SETTINGS
from compose.quantities import QUANTITIES, TRAILING, Quantity


@dataclass(frozen=True, slots=True)
class Clause:
    """What a predicate is given."""

    noun: Noun
    quantity: Quantity
    grade: Grade
    where: str = ""
    aside: str = ""
    adverb: str = ""
    careless: str = ""

    @property
    def phrase(self) -> str:
        """The subject with its quantity."""
        return self.quantity.before(self.noun)

    def be(self, name: str = "be") -> str:
        """The verb, in the subject's number."""
        return verb(name, plural=self.quantity.plural(self.noun), careless=self.careless)

    def says(self, text: str) -> str:
        """The subject, its aside, and the rest of the clause."""
        return f"{self.phrase}{self.aside} {text} {self.adverb}{self.grade.words}{self.where}"


@dataclass(frozen=True, slots=True)
class Predicate:
    """How a grade is said of a subject, and with what it may stand."""

    say: Callable[[Clause], str]
    kinds: tuple[str, ...]
    quantities: tuple[str, ...] | None = None  # None: any that the noun takes
    where: bool = True
    aside: bool = True
    adverb: bool = True
    attributive: bool = False  # the grade stands before a noun
    copular: bool = True  # what follows may leave the verb out
    slug: str | None = None  # the quantity that the predicate itself says
    leads: bool = True  # may stand behind "that"


PLACES = (COUNT, SERVICES, MASS, SINGLE, OUTCOMES)
STILL = (COUNT, SERVICES, MASS, SINGLE)
FROM = {"outstanding": "satisfactory", "excellent": "satisfactory"}


def _attributive(c: Clause) -> str:
    bare = f"{c.grade.words} {c.noun.bare}"
    return bare if c.noun.kind != SINGLE else f"{c.grade.article()} {c.noun.bare}"


def _inverted(c: Clause) -> str:
    named = c.noun.text if c.noun.kind != COUNT else f"the {c.noun.bare}"
    return f"also {c.grade.words} {c.be()} {named}"


PREDICATES = {
    "are": Predicate(lambda c: c.says(c.be()), PLACES),
    "are judged to be": Predicate(lambda c: c.says(f"{c.be()} judged to be"), PLACES, adverb=False),
    "were judged as": Predicate(lambda c: c.says(f"{c.be('past')} judged as"), PLACES, adverb=False),
    "were judged": Predicate(lambda c: c.says(f"{c.be('past')} judged"), STILL, adverb=False),
    "were found to be": Predicate(lambda c: c.says(f"{c.be('past')} found to be"), PLACES, adverb=False),
    "are graded": Predicate(lambda c: c.says(f"{c.be()} graded"), STILL, adverb=False),
    "remain": Predicate(lambda c: c.says(c.be("remain")), PLACES, adverb=False),
    "continue to be": Predicate(lambda c: c.says(f"{c.be('continue')} to be"), PLACES, adverb=False),
    "have been judged": Predicate(lambda c: c.says(f"{c.be('have')} been judged"), STILL, adverb=False),
    "performance in": Predicate(lambda c: f"performance in {c.phrase} {verb('be', plural=False)} {c.adverb}{c.grade.words}{c.where}", (COUNT, SERVICES, MASS, SINGLE), aside=False),
    "the quality of": Predicate(lambda c: f"the quality of {c.phrase} {verb('be', plural=False)} {c.adverb}{c.grade.words}{c.where}", (COUNT, SERVICES, MASS, SINGLE), aside=False),
    "the overall effectiveness of": Predicate(lambda c: f"the overall effectiveness of {c.phrase} {verb('be', plural=False, careless=c.careless)} {c.grade.words}{c.where}", (COUNT, SERVICES, MASS, SINGLE), aside=False, adverb=False),
    "a standard of": Predicate(lambda c: f"{c.grade.article()} standard of {c.noun.text} is found{c.where}", (MASS,), ("",), aside=False, adverb=False, attributive=True, copular=False),
    "inspectors judged": Predicate(lambda c: f"inspectors judged {c.phrase} to be {c.grade.words}{c.where}", STILL, aside=False, adverb=False, copular=False, leads=False),
    "inspection shows": Predicate(lambda c: f"inspection evidence shows {c.phrase} to be {c.grade.words}{c.where}", STILL, aside=False, adverb=False, copular=False, leads=False),
    "there is": Predicate(lambda c: f"there {'are' if c.noun.plural else 'is'} {c.quantity.words}{c.grade.words} {c.noun.bare}", (COUNT, MASS), ("", "some ", "several ", "too many ", "too much ", "very little ", "very few ", "a few "), where=False, aside=False, adverb=False, attributive=True, copular=False),
    "the area has": Predicate(lambda c: f"the area has {_attributive(c)}", STILL, ("",), where=False, aside=False, adverb=False, attributive=True, copular=False),
    "provision is found in": Predicate(lambda c: f"{c.grade.words} provision is found in {c.phrase}", (COUNT, SINGLE), where=False, aside=False, adverb=False, attributive=True, copular=False),
    "inverted": Predicate(_inverted, STILL, ("",), where=False, aside=False, adverb=False, copular=False, leads=False),
    "improved": Predicate(lambda c: f"{c.phrase}{c.aside} {c.be('have')} improved from {FROM.get(c.grade.slug, 'inadequate')} to {c.grade.words}", STILL, where=False, adverb=False, copular=False),
    "relative": Predicate(lambda c: f"{c.noun.text}, which {c.be()} {c.adverb}{c.grade.words}, took part in a review this year", STILL, ("",), where=False, aside=False, copular=False),
    "are all": Predicate(lambda c: c.says(f"{c.be()} all"), (COUNT,), ("",), where=False, adverb=False, slug="all"),
    "of the nine": Predicate(lambda c: f"of the nine {c.noun.bare}{c.aside} seven are {c.grade.words}", (COUNT,), ("",), where=False, adverb=False, copular=False, slug="seven-of-nine"),
    "there are three": Predicate(lambda c: f"there are three {c.noun.bare}, two of which are {c.grade.words}", (COUNT,), ("",), where=False, aside=False, adverb=False, copular=False, slug="two-of-three"),
    "outcome is": Predicate(lambda c: c.says(verb("be", plural=False)), (OUTCOME,), ("",)),
    "outcome remains": Predicate(lambda c: c.says("remains"), (OUTCOME,), ("",), adverb=False),
    "outcome was judged": Predicate(lambda c: c.says("was judged to be"), (OUTCOME,), ("",), adverb=False),
    "judgements for": Predicate(lambda c: f"{c.quantity.words}judgements for {c.noun.text}{c.aside} {verb('be', plural=True, careless=c.careless)} {c.grade.words}{c.where}", (OUTCOME, JUDGED), adverb=False),
    "judgements on": Predicate(lambda c: f"{c.quantity.words}judgements on {c.noun.text}{c.aside} {verb('be', plural=True, careless=c.careless)} {c.grade.words}{c.where}", (OUTCOME, JUDGED), adverb=False),
    "outcome judgements": Predicate(lambda c: f"{c.noun.text} judgements{c.aside} {verb('be', plural=True, careless=c.careless)} {c.adverb}{c.grade.words}{c.where}", (OUTCOME,), ("",)),
    "in the outcome": Predicate(lambda c: f"in {c.noun.text} judgements are {c.adverb}{c.grade.words}{c.where}", (OUTCOME,), ("",), aside=False),
    "contribution to": Predicate(lambda c: f"the contribution of services to {c.noun.text} is {c.grade.words}", (OUTCOME,), ("",), where=False, aside=False, adverb=False),
}  # fmt: skip

CASES = (" in most cases", " in the majority", " in a large majority of cases", " in all but one case", " in over half", " in half of those inspected", " in nine out of the ten inspected", " in too many cases")  # fmt: skip
UNSPLIT = ("early years", "post-16", "adoption", "fostering", "safeguarding", "further education")
WHOLE_SERVICES = ("safeguarding", "adoption", "fostering", "private-fostering", "looked-after-children")
WHOLE = ("", "all ", "all of the ")


def subject_takes(subject: str, words: str) -> bool:
    """Whether a quantity may stand before a subject."""
    noun, quantity = SUBJECTS[subject], QUANTITIES[words]
    if noun.kind in (OUTCOME, JUDGED):
        return words in WHOLE or words in ("most ", "nearly all ", "almost all ", "the majority of ", "the large majority of ", "a large majority of ", "the very large majority of ")  # fmt: skip
    if noun.kind not in quantity.kinds or (words and noun.article):
        return False
    if words and noun.kind == MASS and (noun.bare in UNSPLIT or noun.slugs[0] in WHOLE_SERVICES):
        return False
    if words == "both ":
        return len(noun.slugs) == 2 if noun.shared else noun.slugs[0] != "all-settings"
    if noun.shared or noun.slugs[0] == "all-settings":
        numbered = any(
            number in words for number in ("three", "one", "four", "seven", "nine", "five", "each", "but")
        )
        return not numbered or "quarters" in words
    return True


def subject_takes_where(subject: str, where: str) -> bool:
    """Whether a quantity may stand behind the grade of a subject."""
    noun = SUBJECTS[subject]
    if not where or noun.kind in (OUTCOME, JUDGED):
        return True
    if where in IN_SETTINGS:
        return False
    if noun.slugs[0] == "all-settings":
        return where in (
            " in most cases",
            " in the majority",
            " in a large majority of cases",
            " in too many cases",
        )
    if noun.kind == MASS:
        return noun.bare not in UNSPLIT and noun.slugs[0] not in WHOLE_SERVICES
    return where in CASES and noun.kind == COUNT


def subject_takes_predicate(subject: str, name: str) -> bool:
    """Whether a predicate may be said of a subject."""
    noun, predicate = SUBJECTS[subject], PREDICATES[name]
    if noun.kind not in predicate.kinds:
        return False
    if predicate.attributive and (noun.bare in UNSPLIT or noun.bare.startswith(("council", "local auth"))):
        return False
    if name in ("there is", "the area has") and noun.article not in ("", "the ", "the one "):
        return False
    return not (
        name in ("of the nine", "there are three") and (noun.shared or noun.slugs[0] == "all-settings")
    )


def predicate_takes(name: str, words: str) -> bool:
    """Whether a predicate may stand with a quantity."""
    allowed = PREDICATES[name].quantities
    if name == "provision is found in" and words == "hardly any ":
        return False
    return allowed is None or words in allowed


def predicate_takes_grade(name: str, words: str) -> bool:
    """Whether a predicate may stand with a grade."""
    grade = GRADES[words]
    if name == "improved":
        return grade.slug not in LOW and grade.attributive
    if name in ("inverted", "are graded"):
        return grade.attributive
    return grade.attributive or not PREDICATES[name].attributive


def facts(
    noun: Noun, quantity: str, grade: Grade, *, exception: str = "", also: tuple[str, ...] = ()
) -> tuple[Judged, ...]:
    """Return the judgement of each subject of a noun phrase."""
    return tuple(
        Judged(slug, grade.slug, grade.at_least, quantity, exception, also=(*noun.also, *also))
        for slug in noun.slugs
    )


def quantity_slug(predicate: str, words: str, where: str) -> str:
    """Return the slug of a clause's quantity, wherever it is said."""
    own = PREDICATES[predicate].slug
    return own if own is not None else QUANTITIES[words].slug or TRAILING[where]
