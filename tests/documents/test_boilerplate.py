"""No passage that says something of a setting goes with the boilerplate around it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from letters import document_of

from ofsted_kg.letters.in_passing import says
from ofsted_kg.letters.sections import read_outline
from ofsted_kg.text.boilerplate import is_boilerplate, sentence_spans, without_boilerplate
from ofsted_kg.text.clean import fold
from ofsted_kg.vocabulary import lexicon

SHARED = Path(__file__).parents[2].parent / "shared"
HEAD = "Dear Director\n\nAnnual children's services assessment\n\n"


def prose(text: str) -> str:
    letter = document_of(text)
    return " ".join(passage.folded.text for passage in read_outline(letter, lexicon.load()).passages)


@pytest.mark.parametrize(
    "sentence",
    [
        "This letter summarises the findings on adoption, which was judged inadequate.",
        "The annual rating has taken account of the inspection of fostering, which was good.",
        "A copy of this letter goes to the two children's homes that are inadequate.",
        "Thank you for the help that we had in the special schools, all of them outstanding.",
        "This letter reports on a city whose exclusions are lower than in similar areas.",
        "The performance profile shows that attendance is below the national average.",
    ],
)
def test_what_is_said_in_passing_stays(sentence: str) -> None:
    assert is_boilerplate(sentence)
    assert sentence in prose(f"{HEAD}{sentence}\n")


def test_what_stands_between_boilerplate_stays() -> None:
    text = "The scale has four levels. Childminders are inadequate. A copy of this letter is published."
    assert prose(f"{HEAD}{text}\n") == "Childminders are inadequate."


def test_a_level_of_performance_is_none_of_the_scale() -> None:
    text = "That level of performance is some way above the national average."
    assert prose(f"{HEAD}{text}\n") == text


@pytest.mark.parametrize(
    "sentence",
    [
        "This level of performance is well above that of comparators.",
        "The level of poor attendance is higher than in similar areas.",
        "This means that the council performs above similar areas.",
        "It means that the service for care leavers is good.",
        "Half have earned a judgement of good and a fifth are poor, which is above the national average.",
    ],
)
def test_levels_and_meanings_that_are_none_of_the_scale_stay(sentence: str) -> None:
    assert not is_boilerplate(sentence)
    assert sentence in prose(f"{HEAD}{sentence}\n")


def test_how_the_assessment_is_made_compares_nothing() -> None:
    made = "In reaching it, Ofsted has taken account of the arrangements for children's safety and of"
    told = f"{made} performance against similar areas."
    assert prose(f"{HEAD}{told}\n") == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "The rating of performs well does not mean that all schools are good.",
        "A service that only meets minimum requirements for schools is adequate.",
        "A good local authority is one in which services for care leavers are good or outstanding.",
        "Good schools and poor schools are found within each level.",
        "A judgement of 'adequate' in one area means that the council meets requirements there.",
        "Performing well means that the council exceeds what is asked of it.",
        "A copy of this letter is published.",
    ],
)
def test_the_scale_explained_goes(sentence: str) -> None:
    assert sentence not in prose(f"{HEAD}{sentence}\n")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared letters are not beside the repository")
def test_nothing_said_in_the_shared_letters_is_dropped() -> None:
    letters = [
        path
        for name in ("letters", "realstyle/letters", "realstyle-b/letters")
        for path in sorted((SHARED / name).iterdir())
        if path.suffix in (".txt", ".md")
    ]
    assert letters
    told = partial(says, lexicon=lexicon.load())
    for path in letters:
        text = path.read_text(encoding="utf-8-sig")
        for paragraph in text.split("\n\n"):
            folded = fold(paragraph, [(0, len(paragraph))])
            kept = " ".join(part.text for part in without_boilerplate(folded, told))
            for start, end in sentence_spans(folded.text):
                sentence = folded.text[start:end]
                assert sentence in kept or not told(sentence) or is_boilerplate(sentence), sentence
