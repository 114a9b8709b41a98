"""Typing errors are mended where nothing else can be meant, and words stay what they are."""

from __future__ import annotations

import pytest

from ofsted_kg.vocabulary.lexicon import tokens
from ofsted_kg.vocabulary.spelling import Speller

WORDS = [
    "safeguarding",
    "judged",
    "service",
    "children",
    "childrens",
    "national",
    "recognised",
    "centres",
    "priorities",
    "country",
    "primary",
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("safegaurding", "safeguarding"),  # two letters changed over
        ("judegd", "judged"),
        ("sevice", "service"),  # one too few
        ("chiildren", "children"),  # one too many
        ("natiunal", "national"),  # another letter
        # Near misses: English words, forms of one word, short ones, what is two letters away.
        ("rational", "rational"),
        ("recognises", "recognises"),
        ("centred", "centred"),
        ("prioritise", "prioritise"),
        ("counry", "country"),
        ("sarvics", "sarvics"),
        ("prim", "prim"),
    ],
)
def test_a_word_is_what_is_meant(said: str, meant: str) -> None:
    assert Speller(WORDS).mend(said) == meant


def test_names_stay_and_owners_are_mended() -> None:
    sentence = "Chidren's sevice in Primery and the countys' chidren's homes"
    said = [token.word for token in Speller(WORDS).corrected(tokens(sentence))]
    assert said[:4] == ["childrens", "service", "in", "primery"]
    assert "childrens" in said[4:]


def test_of_two_words_as_near_neither_is_meant() -> None:
    assert Speller(["fostering", "festering"]).mend("fstering") == "fstering"
