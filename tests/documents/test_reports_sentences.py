"""The overall grade and the Board's, which stand in sentences: put otherwise, guessed, or of another time."""

from __future__ import annotations

import pytest
from two_reports import SIF, SIF_GRADES, codes, facts, read

SENTENCES = [
    ("Children’s services in Northmoor", "2015Childrens services in Northmoor", {"grade-from-place"}),
    ("Children’s services in Northmoor", "Chldrens services in Northmoor", {"grade-from-place"}),
    ("to be good\n1.", "to be good, as before.\n1.", {"grade-from-prose"}),
    ("Northmoor require", "Northmoor: require", set()),
    (
        "The Local Safeguarding Children Board requires",
        "The Local Safeguarding Children Board of Northmoor, Southdale and Weymouth requires",
        {"grade-from-place"},
    ),
    (
        "The Local Safeguarding Children Board requires improvement\n",
        "The Local Safeguarding Children Board requires improvement: it is slow.\n",
        {"grade-from-place"},
    ),
    ("Children Board requires improvement", "Children Board is no longer outstanding", {"missing-area"}),
]
# What stands in the place of the sentence, and is about another time or another thing.
NO_SENTENCES = [
    "Overall judgement at the previous inspection: Good",
    "Overall effectiveness (May 2012): Inadequate",
    "Previous grade: Good",
    "Grade last time Good",
    "The scale, best first: Outstanding",
]
NO_BOARDS = [
    "The LSCB has a good understanding of its role, but its work is slow.",
    "Partners of the Board report good attendance.",
    "The Board benefits from the outstanding leadership of its chair.",
    "Ofsted graded the Board in 2011 as good.",
    "This good practice of the Board says nothing.",
]


@pytest.mark.parametrize(("old", "new", "said"), SENTENCES)
def test_sentences_put_otherwise(old: str, new: str, said: set[str]) -> None:
    assert old in SIF
    letter = read(SIF.replace(old, new, 1), "northmoor-2015-08-07")
    if said != {"missing-area"}:
        assert facts(letter)["grades"] == SIF_GRADES
    assert codes(letter) == said


@pytest.mark.parametrize("words", NO_SENTENCES)
def test_a_grade_of_another_time_is_not_the_overall_one(words: str) -> None:
    sentence = SIF[SIF.index("Children’s services in Northmoor") : SIF.index("1. Children who")]
    letter = read(SIF.replace(sentence, f"{words}\n"), "northmoor-2015-08-07")
    assert "overall-effectiveness" not in facts(letter)["grades"]  # type: ignore[operator]
    assert "missing-area" in codes(letter)


@pytest.mark.parametrize("words", NO_BOARDS)
def test_what_only_has_something_good_has_no_grade(words: str) -> None:
    alone = read(ALONE.format(words), "northmoor-2017-07-28")
    assert facts(alone)["grades"] == {}
    text = SIF.replace("The Local Safeguarding Children Board requires improvement\n", "")
    section = f"\fThe Local Safeguarding Children Board\n{words}\n"
    letter = read(text[: text.index("\f")] + section, "northmoor-2015-08-07")
    assert "lscb" not in facts(letter)["grades"]  # type: ignore[operator]
    assert "missing-area" in codes(letter)


ALONE = """1
Northmoor Safeguarding Children Board
Review of the effectiveness of the Local Safeguarding
Children Board1
Inspection dates: 3 to 14 June 2017
Report published: 28 July 2017
{}
Partners meet. When the board was last reviewed it was inadequate.
Lead inspector: Mary Example HMI
"""


@pytest.mark.parametrize(
    "words",
    [
        "The board is good",
        "Judgement: good",
        "It is judged that the LSCB is good",
        "The Northmoor Safeguarding Children Board (NSCB) is good because it listens.",
    ],
)
def test_the_board_alone_in_other_words(words: str) -> None:
    letter = read(ALONE.format(words), "northmoor-2017-07-28")
    assert letter.framework == "lscb-review"
    assert facts(letter)["grades"] == {"lscb": "good"}
    assert codes(letter) == {"grade-from-place" if words.startswith("Judgement") else "grade-from-prose"}


def test_a_board_that_was_something_before_has_no_grade() -> None:
    letter = read(ALONE.format("The board was previously good."), "northmoor-2017-07-28")
    assert facts(letter)["grades"] == {}
    assert codes(letter) == {"missing-area"}


@pytest.mark.parametrize(
    ("heading", "grade"), [("", None), ("The Local Safeguarding Children Board\n", "good")]
)
def test_a_reinspection_grades_the_board_only_in_a_section_on_it(heading: str, grade: str | None) -> None:
    title = SIF[SIF.index("and\nReview") : SIF.index("Inspection dates")]
    text = SIF.replace(title, "").replace("Inspection of services", "Re-inspection of services")
    section = text[text.index("\f") : text.index("Partners know")]
    text = text.replace(section, f"\f{heading}The Local Safeguarding Children Board is good\n")
    letter = read(text, "northmoor-2015-08-07")
    assert facts(letter)["grades"] == {a: g for a, g in SIF_GRADES.items() if a != "lscb"} | (
        {"lscb": grade} if grade else {}
    )
    assert codes(letter) == (set() if grade else {"unexpected-area"})
