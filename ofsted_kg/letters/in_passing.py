"""What a sentence that every letter carries says in passing of its council.

In: a sentence, the vocabulary. Out: whether a fact may be in it: "this letter reports that exclusions are
lower than in similar areas" is a comparison, "account was taken of performance against similar areas" none.
"""

from __future__ import annotations

from ofsted_kg.grammar.read import read_text
from ofsted_kg.grammar.results import Compared
from ofsted_kg.vocabulary.lexicon import Lexicon


def says(sentence: str, lexicon: Lexicon) -> bool:
    """Say whether a sentence holds a grade and what may be graded, or compares something."""
    if lexicon.holds(sentence, "grade/prose"):
        return lexicon.holds(sentence, "setting", "outcome")
    if not lexicon.holds(sentence, "comparator"):
        return False
    # How the assessment is made names other places, too: what counts is whether anything is compared.
    read = read_text(sentence, None, lexicon, whole=False)
    return any(isinstance(found.fact, Compared) for made in read for found in made.account.facts)
