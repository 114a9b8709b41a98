"""The first sentences under a graded heading: what a reader quotes as the reason of a grade."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ofsted_kg.graph.explained import opening, sections_of
from ofsted_kg.model import Document, Evidence, Letter, Section
from ofsted_kg.vocabulary import lexicon

TITLE = "The experiences and progress of care leavers"
OPENINGS = [
    (
        f"{TITLE}: requires \nimprovement to be good \n9. Advisers visit often.\n10. Some do not.",
        "Advisers visit often.",
    ),
    (
        f"{TITLE}: requires improvement to be good\n9. Advisers visit often. \n10. Some do not.",
        "Advisers visit often.",
    ),
    (f"{TITLE}: good\nPlans are clear. Few are late. All are read.", "Plans are clear. Few are late."),
    (f"{TITLE}: good\nvisits, and so on.", None),
    (f"{TITLE}\nPlans are clear.", None),
]


@pytest.mark.parametrize(("text", "said"), OPENINGS)
def test_a_section_opens_with_its_first_sentences(text: str, said: str | None) -> None:
    document = Document("a", "a.pdf", "application/pdf", "0" * 64, len(text), text)
    grade = "requires-improvement" if "requires" in text else "good"
    section = Section(TITLE, None, document.evidence(0, len(text)), grade)
    found = opening(section, document, lexicon.load().scale("ilacs"))
    assert (None if found is None else text[slice(*found)]) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Services are good. Since 2019 they improved. Few wait.",
            "Services are good. Since 2019 they improved.",
        ),
        ("1. Services, now good, were inadequate. ", "Services, now good, were inadequate."),
        ("of the council. Services are good.", None),
    ],
)
def test_a_summary_has_no_heading_to_pass(text: str, said: str | None) -> None:
    document = Document("a", "a.pdf", "application/pdf", "0" * 64, len(text), text)
    section = Section("Summary", None, document.evidence(0, len(text)), "good", headed=False)
    found = opening(section, document, lexicon.load().scale("ilacs"))
    assert (None if found is None else text[slice(*found)]) == said


def test_the_summary_explains_the_overall_grade() -> None:
    own = Section("The overall effectiveness", None, Evidence(50, 60, "The overal"), "good")
    summary = Section("Executive summary", None, Evidence(0, 10, "Services a"), "good", headed=False)
    letter = Letter("a", "sif", None, None, 2015, sections=(summary,))
    assert sections_of(letter, lexicon.load()) == {"overall-effectiveness": summary}
    # A section of its own goes before.
    both = replace(letter, sections=(summary, own))
    assert sections_of(both, lexicon.load()) == {"overall-effectiveness": own}


def test_a_sentence_that_is_quoted_for_the_grade_explains_nothing() -> None:
    text = "Services  need improvement. Plans drift. Few are read. All are late. Services need improvement"
    document = Document("a", "a.pdf", "application/pdf", "0" * 64, len(text), text)
    section = Section("Summary", None, document.evidence(0, len(text)), None, headed=False)
    scale = lexicon.load().scale("ilacs")

    def said(quoted: str) -> str:
        place = text.index(quoted)
        found = opening(section, document, scale, [document.evidence(place, place + len(quoted))])
        return "" if found is None else text[slice(*found)]

    assert said("Services  need improvement") == "Plans drift. Few are read."
    assert said("Services need improvement") == "Plans drift. Few are read."
    # What is more than the grade is told, and what is quoted from elsewhere changes nothing.
    assert said("Services  need") == said("Few are read") == "Services  need improvement. Plans drift."
