"""A second sentence that refers to the first: "The rest are", "There is also some", "They were".

In: the first sentence's subject. Out: the words and their facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from compose.facts import Judged
from compose.grades import GRADES
from compose.judgements import facts
from compose.noise import verb
from compose.nouns import COUNT, JUDGED, MASS, OUTCOME, OUTCOMES, SERVICES, SINGLE, SUBJECTS, Noun
from compose.quantities import QUANTITIES


@dataclass(frozen=True, slots=True)
class Follow:
    """A second sentence that refers to the first."""

    words: str
    quantity: str = ""
    grade: str = ""
    needs: str = ""


FOLLOWS = {
    "none": Follow(""),
    "the rest": Follow(" The rest {be} {g}.", "rest", "satisfactory", "rest"),
    "the others": Follow(" The others are {g}.", "rest", "satisfactory", "others"),
    "the remainder": Follow(" The remainder {be} {g}.", "rest", "inadequate", "rest"),
    "there is also some": Follow(" There is also some {g} provision.", "some", "inadequate", "settings"),
    "there is too much": Follow(" There is too much {g} provision.", "too-many", "inadequate", "settings"),
    "there is very little": Follow(
        " There is very little {g} provision.", "very-little", "inadequate", "settings"
    ),
    "none is": Follow(" None is {g}.", "", "", "none"),
    "too many are": Follow(" However, too many are only {g}.", "too-many", "satisfactory", "many"),
    "too few are": Follow(" Very few are {g}.", "very-little", "inadequate", "many"),
    "a few are": Follow(" A few are {g}.", "minority", "inadequate", "many"),
    "they were": Follow(" They were {g} at the previous inspection.", "", "adequate", "they"),
    "it was": Follow(" It was {g} at the previous inspection.", "", "adequate", "it"),
}


def follow_subject(follow: str, subject: str) -> bool:
    """Whether a sentence may refer back to a subject."""
    needs, noun = FOLLOWS[follow].needs, SUBJECTS[subject]
    if needs == "":
        return True
    if noun.kind in (OUTCOME, JUDGED, OUTCOMES):
        return False
    if needs == "settings":
        return noun.kind in (COUNT, MASS) and not noun.shared
    if needs == "rest":
        return noun.kind in (COUNT, MASS)
    if needs == "they":
        return noun.kind in (COUNT, SERVICES) and not noun.shared
    if needs == "it":
        return noun.kind == SINGLE
    return noun.kind == COUNT and not noun.shared


def follow_quantity(follow: str, words: str) -> bool:
    """Whether a sentence may refer back to a quantity."""
    needs, quantity = FOLLOWS[follow].needs, QUANTITIES[words]
    if needs in ("rest", "others"):
        return quantity.partial and quantity.slug != "one-of-two"
    if needs in ("they", "it"):
        return words == ""
    if needs == "none":
        return quantity.slug not in ("very-little", "too-many")
    if needs in ("many", "settings"):
        return words in ("", "most ", "the majority of ", "a large majority of ", "over half of ")
    return True


def followed(follow: str, noun: Noun) -> tuple[str, tuple[Judged, ...]]:
    """Return the second sentence and its facts."""
    made = FOLLOWS[follow]
    grade = made.grade or "inadequate"
    words = made.words.format(g=grade, be=verb("be", plural=noun.kind == COUNT))
    return words, facts(noun, made.quantity, GRADES[grade]) if made.grade else ()
