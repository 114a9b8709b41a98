"""The first sentences under a graded heading: what a reader quotes as the reason of a grade."""

from __future__ import annotations

import pytest

from ofsted_kg.graph.explained import opening
from ofsted_kg.model import Document, Section
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
