"""The phrases that mean one thing wherever they stand, ready to be looked up.

In: the lexicon. Out: a table of the closed classes of `words`, those of `comparatives` and
the names of reviews, by first word.
"""

from __future__ import annotations

from ofsted_kg.grammar.comparatives import Cue, cues
from ofsted_kg.grammar.words import PHRASES, Kind
from ofsted_kg.vocabulary.lexicon import Lexicon

REVIEW_WORDS = (
    ("serious", "case", "reviews"),
    ("serious", "case", "review"),
    ("scrs",),
    ("scr",),
    ("part", "8", "reviews"),
    ("part", "8", "review"),
)
Phrases = dict[tuple[str, ...], Cue | Kind]
# The set phrases that begin with a word, and the lengths they have, the longest first.
Known = tuple[list[int], Phrases]


def by_first_word(lexicon: Lexicon) -> dict[str, Known]:
    """Sort the set phrases by their first word, with the lengths they have, the longest first."""
    phrases: Phrases = {
        **PHRASES,
        **cues(lexicon),
        **dict.fromkeys(REVIEW_WORDS, Kind.REVIEW),
    }
    table: dict[str, Known] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        sizes, meanings = table.setdefault(phrase[0], ([], {}))
        meanings[phrase] = phrases[phrase]
        if len(phrase) not in sizes:
            sizes.append(len(phrase))
    return table
