"""The phrases that mean one thing wherever they stand, ready to be looked up.

In: the lexicon. Out: a table of the closed classes of `words`, those of `comparatives` and
the names of reviews, by first word.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparatives import Cue, Form, cues
from ofsted_kg.grammar.words import NUMBERS, PHRASES, Kind, words_of
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


def sizes(table: dict[str, Known], word: str) -> bool:
    """Say whether a word sizes what it stands before: "higher", "the largest"."""
    cue = table[word][1].get((word,)) if word in table else None
    return isinstance(cue, Cue) and cue.form in (Form.COMPARATIVE, Form.SUPERLATIVE)


def is_number(words: Sequence[str], place: int) -> bool:
    """Say whether a number stands at a place, be it past the end."""
    return place < len(words) and (words[place].isdecimal() or words[place] in NUMBERS)


def beside_average(words: Sequence[str], place: int) -> bool:
    """Say whether a word leads to somebody's average: "against", "compared with", "closer to"."""
    if words[place] == "and":  # "against a target of 80% and an average of 78%"
        return "against" in words[max(0, place - 7) : place]
    if words[place] not in _BESIDE:
        return False
    plain = words[place] in ("with", "to")
    return not plain or bool(_COMPARES & set(words[max(0, place - 3) : place]))


_COMPARES = words_of(
    """
    compared compares compare comparing comparison line similar close closer near equal equivalent level par
    consistent relation relative contrast comparable identical next
    """
)


_BESIDE = frozenset({"against", "than", "with", "above", "below", "to"})
