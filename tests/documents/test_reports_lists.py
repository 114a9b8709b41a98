"""Lists in a list: what opens them is the context of each item, and an item's words are its own."""

from __future__ import annotations

import pytest
from letters import document_of

from ofsted_kg.grammar.statements import read_comparisons
from ofsted_kg.reports.body import read_body
from ofsted_kg.text.page_artefacts import Furniture
from ofsted_kg.vocabulary import lexicon

ITEMS = """– in nurseries is 16% (the national average is 14%)
– in colleges is 13% (the national average is 15%).
"""
QUOTES = [
    "in nurseries is 16% (the national average is 14%",
    "in colleges is 13% (the national average is 15%",
]


def told(text: str) -> list[tuple[str, str | None]]:
    """Return the words of each comparison of a report's text, and those before them."""
    document, words = document_of(text), lexicon.load()
    found = read_comparisons(document, read_body(text, Furniture(()), [], words), words)
    return [(fact.evidence.quote, fact.context.quote if fact.context else None) for fact in found.comparisons]


@pytest.mark.parametrize(
    ("opening", "context"),
    [
        ("The share of learners who walk:\n", "The share of learners who walk:"),
        ("The share of learners who walk:\n5\n", "The share of learners who walk:"),
        (
            "The share of learners who walk (Travel Survey)\n",
            "The share of learners who walk (Travel Survey)",
        ),
        ("Many walk. The share of learners who walk:\n", "The share of learners who walk:"),
    ],
    ids=["colon", "note", "bracket", "sentence before"],
)
def test_what_opens_a_list_is_the_context_of_each_item(opening: str, context: str) -> None:
    assert told(f"• {opening}{ITEMS}") == [(quote, context) for quote in QUOTES]


def test_a_sentence_before_a_list_opens_none() -> None:
    found = told(f"• Many learners walk.\n{ITEMS}")
    assert [context for _, context in found] == ["in nurseries is", "in colleges is"]


def test_an_item_with_two_comparisons_keeps_their_words_apart() -> None:
    text = "• The share of learners who walk:\n– in nurseries is 16% (the national average is 14%) and "
    text += "in colleges is 13% (the national average is 15%).\n"
    first, second = told(text)
    assert first == (QUOTES[0], "The share of learners who walk:")
    assert second[0] == "13% (the national average is 15%"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Placement stability has improved and is now close to the average of statistical neighbours.",
            "Placement stability has improved and",
        ),
        ("Attendance is below the national average.", None),
    ],
)
def test_what_begins_with_a_verb_has_what_stands_before_it(sentence: str, expected: str | None) -> None:
    assert [context for _, context in told(sentence)] == [expected]
