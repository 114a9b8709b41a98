"""The phrases that mean one thing wherever they stand, ready to be looked up.

In: the lexicon. Out: a table of the closed classes of `closed_classes`, those of `comparatives` and
the names of reviews, by first word; and `set_phrase`, which looks one up in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, NUMBERS, PHRASES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Cue, Form, cues
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.vocabulary.lexicon import Hit, Lexicon, Token

REVIEW_WORDS = (
    ("serious", "case", "reviews"),
    ("serious", "case", "review"),
    ("scrs",),
    ("scr",),
    ("part", "8", "reviews"),
    ("part", "8", "review"),
)
Phrases = dict[tuple[str, ...], "Cue | Kind"]


class Known(NamedTuple):
    """The set phrases that begin with a word.

    Attributes:
        sizes: how many words they have, the longest first.
        phrases: what each does.
        seconds: the second words of those that have one: nearly nowhere does one of these follow.
        alone: what the word does by itself, if it does something.
    """

    sizes: list[int]
    phrases: Phrases
    seconds: set[str]
    alone: Cue | Kind | None


def by_first_word(lexicon: Lexicon) -> dict[str, Known]:
    """Sort the set phrases by their first word."""
    compare = cues(lexicon)
    # "ahead both of X and of Y" as "ahead of"
    both = {(*p[:-1], "both", p[-1]): cue for p, cue in compare.items() if p[1:] and p[-1] in _JOINTS}
    phrases: Phrases = {**PHRASES, **compare, **both, **dict.fromkeys(REVIEW_WORDS, Kind.REVIEW)}
    table: dict[str, Known] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        known = table.setdefault(phrase[0], Known([], {}, set(), phrases.get(phrase[:1])))
        known.phrases[phrase] = phrases[phrase]
        known.seconds.update(phrase[1:2])
        if len(phrase) not in known.sizes:
            known.sizes.append(len(phrase))
    return table


_JOINTS = words_of("of with to")


def set_phrase(
    known: Known,
    sentence: Sequence[Token],
    words: list[str],
    place: int,
    hits: Mapping[int, list[Hit]],
) -> tuple[int, Cue | Kind | None]:
    """Return the longest set phrase that begins here, and what it does.

    A phrase does not cut into the name of a setting or outcome that goes further.
    """
    left = len(words) - place
    if left > 1 and words[place + 1] in known.seconds:
        for size in known.sizes:
            meaning = known.phrases.get(tuple(words[place : place + size])) if 1 < size <= left else None
            if meaning is not None and not _cuts(sentence, place, size, hits):
                return size, meaning
    return (0 if known.alone is None else 1), known.alone


def _cuts(sentence: Sequence[Token], place: int, size: int, hits: Mapping[int, list[Hit]]) -> bool:
    if sentence[place].word in ("virtual", "local", "safeguarding"):
        return False  # "the virtual school" is none
    end = sentence[place + size - 1].end
    found = [hits[token.start][0] for token in sentence[place + 1 : place + size] if token.start in hits]
    # "inspection outcomes | for staying safe" names the outcome
    # and "of | those in similar areas" other places
    beyond = ("outcome", "comparator")
    return any(hit.scheme == "setting" or (hit.scheme in beyond and hit.end > end) for hit in found)


def sizes(table: dict[str, Known], word: str) -> bool:
    """Say whether a word sizes what it stands before: "higher", "the largest"."""
    cue = table[word].alone if word in table else None
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


def at_least(units: Sequence[Unit], place: int) -> bool:
    """Say whether a grade is that or better: "at least good", "good at the least", not "good at least in".

    Args:
        units: of the sentence.
        place: where the grade stands.
    """
    if place and units[place - 1].text.endswith(_AT_LEAST):
        return True
    behind = units[place + 1 : place + 3]
    told = bool(behind) and behind[0].text.endswith(_AT_LEAST)
    return told and (len(behind) == 1 or behind[1].kind in BOUNDARIES)


_AT_LEAST = ("at least", "at the least", "at the very least", "at a minimum", "as a minimum")
