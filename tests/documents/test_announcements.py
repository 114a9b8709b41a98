"""A sentence that announces a list says its grade of what the list names."""

from __future__ import annotations

import pytest
from letters import document_of

from ofsted_kg.grammar.statements import read_statements
from ofsted_kg.letters.sections import read_outline
from ofsted_kg.vocabulary import lexicon

HEAD = "Dear Director\n\nAnnual children's services assessment\n\n"


def judged(text: str) -> list[str]:
    """Return what is judged, with its grade; each quote must stand in the text."""
    letter = document_of(HEAD + text)
    said = read_statements(letter, read_outline(letter, lexicon.load()).passages, lexicon.load())
    for one in said.judgements:
        assert letter.text[one.evidence.start : one.evidence.end] == one.evidence.quote
    return [f"{one.subject} {one.grade}" for one in said.judgements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The following are good:\n\n- fostering\n- the youth service;\n- adoption.\n",
            ["fostering good", "youth-service good", "adoption good"],
        ),
        (
            "Much has changed. Outstanding provision is found in:\n\n- nursery schools\n- special schools\n",
            ["nursery-schools outstanding", "special-schools outstanding"],
        ),
        (
            "Provision that is satisfactory in every case:\n\n- colleges\n- sixth forms, two of them poor\n",
            ["colleges satisfactory", "sixth-forms satisfactory", "sixth-forms poor"],
        ),
        # Near misses: no grade announces, or a bullet says more than a name.
        ("The council should look at:\n\n- fostering\n- adoption\n", []),
        ("Good work has been done by:\n\n- fostering\n- adoption\n", []),
        ("The following are good:\n\n- Fostering carers are loyal. They stay.\n- adoption\n", []),
    ],
)
def test_what_announces_a_list_is_said_of_it(text: str, expected: list[str]) -> None:
    assert judged(text) == expected


def test_an_announcement_without_a_list_judges_nothing() -> None:
    assert judged("Provision that is good in every case:\n") == []
