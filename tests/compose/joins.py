# ruff: noqa: E501 - tables read best on one line
"""What is joined to a graded clause: a second subject, the same grade, the rest.

In: the first clause's parts. Out: the words that are added, and their facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from compose.facts import Judged
from compose.grades import GRADES, PLAIN, Grade
from compose.judgements import facts
from compose.noise import verb
from compose.nouns import COUNT, JUDGED, MASS, OUTCOME, OUTCOMES, SECOND, SERVICES, SINGLE, SUBJECTS, Noun
from compose.quantities import QUANTITIES

SECOND_QUANTITIES = ("", "most ", "all ", "the majority of ", "half of the ", "three of the five ", "some ", "nearly all ", "too many ", "two thirds of ")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Join:
    """Words between a graded clause and its neighbour.

    ``words`` is filled with the second subject, its verb and its grade; ``needs`` says what the
    join refers to: a second subject, the same grade, the rest of a quantity, or nothing.
    """

    words: str
    needs: str
    gapped: bool = False  # the verb is left out: the first clause must have one to lend


JOINS = {
    "none": Join("", ""),
    "and": Join(" and {np} {be} {grade}", "second"),
    "comma and": Join(", and {np} {be} {grade}", "second"),
    "but": Join(" but {np} {be} {grade}", "second"),
    "comma but": Join(", but {np} {be} {grade}", "second"),
    "while": Join(" while {np} {be} {grade}", "second"),
    "whereas": Join(", whereas {np} {be} {grade}", "second"),
    "although": Join(", although {np} {be} {grade}", "second"),
    "though": Join(" though {np} {be} judged {grade}", "second"),
    "semicolon": Join("; {np} {be} {grade}", "second"),
    "semicolon however": Join("; {np}, however, {be} {grade}", "second"),
    "splice": Join(", {np} {be} {grade}", "second"),
    "sentence": Join(". {np} {be} {grade}", "second"),
    "in contrast": Join(". In contrast, {np} {be} {grade}", "second"),
    "gapped and": Join(" and {np} {grade}", "second", gapped=True),
    "gapped comma": Join(", {np} {grade}", "second", gapped=True),
    "gapped semicolon": Join("; {np} {grade}", "second", gapped=True),
    "with": Join(", with {np} {grade}", "second"),
    "with bare": Join(" with {np} {grade}", "second"),
    "with provision in": Join(", with {grade} provision in {np}", "place"),
    "as is": Join(" as {be} {np}", "same", gapped=True),
    "comma as is": Join(", as {be} {np}", "same", gapped=True),
    "semicolon as is": Join("; as {be} {np}", "same", gapped=True),
    "and so is": Join(", and so {be} {np}", "same", gapped=True),
    "with the rest": Join(", with the rest {grade}", "rest"),
    "with the rest bare": Join(" with the rest {grade}", "rest"),
    "and the rest": Join(" and the rest {be} {grade}", "rest"),
    "semicolon the rest": Join("; the rest {be} {grade}", "rest"),
    "splice the rest": Join(", the rest {be} {grade}", "rest"),
    "gapped the rest": Join(", the rest {grade}", "rest"),
    "the remainder": Join(" and the remainder {be} {grade}", "rest"),
    "but the others": Join(" but the others are {grade}", "others"),
    "with the others": Join(", with the others {grade}", "others"),
    "performance in the rest": Join(", with {grade} performance in the rest", "rest"),
    "of the rest": Join("; of the rest most are {grade}", "of the rest"),
    "the other half": Join(", the other half {be} {grade}", "half"),
    "performance in the other half": Join(", with {grade} performance in the other half", "half"),
    "the other": Join(" and the other is {grade}", "one"),
    "the other one": Join(", with the other one {grade}", "one"),
    "a few of which": Join(", a few of which are {grade}", "of which"),
    "some of which": Join(", some of which are {grade}", "of which"),
    "one is": Join(" and one is {grade}", "a one"),
    "with one": Join(", with one {grade}", "a one"),
    "including three": Join(", including three {grade}", "better"),
    "none is": Join(" and none is inadequate", "nothing"),
    "including": Join("", "including"),
    "respectively": Join(" and {grade} respectively", "respectively", gapped=True),
}
NEEDS_SECOND = ("second", "place", "same", "including")
NEEDS_GRADE = ("second", "place", "rest", "others", "of the rest", "half", "one", "of which", "a one", "better", "respectively")  # fmt: skip
COPULAR = (
    "are",
    "remain",
    "are judged to be",
    "were judged as",
    "were judged",
    "were found to be",
    "are graded",
)
BE = ("are", "are judged to be", "remain")  # whose verb "as is" can repeat
UMBRELLA = ("all-settings", "schools")
SCHOOLS = (
    "nursery-schools",
    "primary-schools",
    "secondary-schools",
    "special-schools",
    "pupil-referral-units",
)


def joins_predicate(join: str, name: str) -> bool:
    """Whether a join may follow a predicate."""
    made = JOINS[join]
    if made.needs in ("same", "including", "respectively"):
        return name in BE if made.needs == "same" else name in COPULAR
    if made.gapped:
        return name in COPULAR
    if made.needs in (
        "rest",
        "others",
        "of the rest",
        "half",
        "one",
        "of which",
        "a one",
        "better",
        "nothing",
    ):
        return name in COPULAR or name == "have been judged"
    return name not in ("relative",)


def joins_quantity(join: str, words: str) -> bool:
    """Whether a join may follow a clause with a quantity."""
    needs, quantity = JOINS[join].needs, QUANTITIES[words]
    if needs in ("rest", "of the rest", "others"):
        return quantity.partial and "half of" not in words and quantity.slug not in ("half", "one-of-two")
    if needs == "half":
        return quantity.slug == "half"
    if needs == "one":
        return quantity.slug == "one-of-two"
    if needs in ("of which", "a one", "better"):
        return words in ("", "most ", "the majority of ", "a large majority of ")
    if needs == "nothing":
        return quantity.slug not in ("too-many", "very-little", "all")
    return needs not in ("respectively",) or words == ""


def joins_subject(join: str, subject: str) -> bool:
    """Whether a join may follow a subject."""
    needs, noun = JOINS[join].needs, SUBJECTS[subject]
    if needs == "including":
        return noun.slugs[0] in UMBRELLA and noun.bare != "schools and other settings" and noun.kind == COUNT
    if needs == "respectively":
        return len(noun.slugs) == 2 and noun.kind in (COUNT, SERVICES)
    if needs in ("of which", "a one", "better", "nothing", "others"):
        return noun.kind == COUNT and not noun.shared and noun.slugs[0] != "all-settings"
    if needs in ("rest", "of the rest", "half"):
        return noun.kind in (COUNT, MASS) and (needs != "of the rest" or noun.kind == COUNT)
    if needs in ("same", "second", "place") and JOINS[join].gapped:
        return noun.kind not in (OUTCOME, JUDGED, OUTCOMES)
    return True


def joins_second(join: str, second: str) -> bool:
    """Whether a join takes a second subject, and this one."""
    needs = JOINS[join].needs
    if needs not in NEEDS_SECOND:
        return second == "-"
    return second != "-" and (needs != "place" or SECOND[second].kind in (COUNT, SINGLE))


def second_quantity_fits(join: str, words: str) -> bool:
    """Whether a second quantity may stand in a join."""
    return JOINS[join].needs in ("second", "same", "place") or words == ""


def second_takes(second: str, words: str) -> bool:
    """Whether a quantity may stand before a second subject."""
    if second == "-":
        return words == ""
    noun = SECOND[second]
    return words == "" or (noun.kind in QUANTITIES[words].kinds and not noun.article)


def grade_follows(join: str, second_grade: str) -> bool:
    """Whether a join takes a second grade, and this one."""
    needs = JOINS[join].needs
    if needs not in NEEDS_GRADE:
        return second_grade == "-"
    if needs == "better":
        return second_grade == "outstanding"
    if needs == "place":
        return second_grade != "-" and second_grade != "only satisfactory"
    return second_grade != "-"


def grades_differ(first: str, second: str) -> bool:
    """Whether two grades may stand side by side and say something."""
    return second == "-" or GRADES[first].slug != PLAIN[second].slug


def apart(subject: str, second: str) -> bool:
    """Whether two subjects are different ones."""
    if second == "-":
        return True
    noun, other = SUBJECTS[subject], SECOND[second]
    if noun.slugs[0] == "schools" and other.slugs[0] not in SCHOOLS:
        return False
    return not set(noun.slugs) & set(other.slugs)


def joined(
    join: str, noun: Noun, quantity: str, grade: Grade, second: str, second_quantity: str, second_grade: str
) -> tuple[str, tuple[Judged, ...]]:
    """Return the words of a join and its facts."""
    made = JOINS[join]
    if made.needs == "":
        return "", ()
    if made.needs == "nothing":
        return made.words, ()
    given = PLAIN.get(second_grade)
    if made.needs in NEEDS_SECOND:
        other, how_much = SECOND[second], QUANTITIES[second_quantity]
        phrase = how_much.before(other)
        own = grade if made.needs in ("same", "including") else given
        assert own is not None
        new = facts(other, how_much.slug, own)
        if made.words.startswith(". {np}"):
            phrase = phrase[0].upper() + phrase[1:]
        be = verb("be", plural=how_much.plural(other))
        return made.words.format(np=phrase, be=be, grade=own.words), new
    assert given is not None
    if made.needs == "respectively":
        return made.words.format(grade=given.words), facts(Noun("", noun.slugs[1:], COUNT), "", given)
    slug = {
        "of the rest": "most",
        "of which": "minority" if "few" in join else "some",
        "a one": "",
        "better": "",
    }
    be = verb("be", plural=noun.kind == COUNT)
    return made.words.format(grade=given.words, be=be), facts(noun, slug.get(made.needs, "rest"), given)


def respectively(join: str, noun: Noun) -> Noun:
    """Return the part of a pile that the first grade is about."""
    return Noun(noun.bare, noun.slugs[:1], noun.kind, noun.article) if join == "respectively" else noun
