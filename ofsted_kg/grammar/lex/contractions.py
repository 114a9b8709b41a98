"""Draw words apart that are printed as one: "don't", "they're", "fostering's good".

In: the tokens of a text and one's place. Out: the two that it stands for, with offsets into that text;
nothing where it is one word, as a possessive is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import FINITE_BE, words_of
from ofsted_kg.vocabulary.lexicon import Token, fold

# A verb with "not" drawn together, as folded: the verb, and how many of its letters are printed before
# the n. Without their apostrophe "won't" and "can't" are other words, seldom enough.
NOT = {
    "isnt": ("is", 2),
    "arent": ("are", 3),
    "wasnt": ("was", 3),
    "werent": ("were", 4),
    "hasnt": ("has", 3),
    "havent": ("have", 4),
    "hadnt": ("had", 3),
    "dont": ("do", 2),
    "doesnt": ("does", 4),
    "didnt": ("did", 3),
    "cant": ("can", 2),
    "wont": ("will", 2),
    "couldnt": ("could", 5),
    "wouldnt": ("would", 5),
    "shouldnt": ("should", 6),
}
_VERBS = {"re": "are", "ve": "have", "ll": "will"}
# Whose "s" is always a verb.
_POINTING = words_of("that there what who here everything everyone one")
# Behind an "s" these show it to be a verb.
_SHOWS = words_of("not no now still a an")
_GRADES = words_of(
    "outstanding excellent good satisfactory adequate unsatisfactory inadequate poor better worse"
)
_ENDS = words_of("and but with except though although bar apart") | frozenset(".,;:!?)–-")
_JOINTS = words_of("and but")
_ITS_VERB = words_of("above below in on at")


def drawn_apart(text: str, words: Sequence[Token], place: int) -> tuple[Token, ...]:
    """Return the two words that one stands for, or nothing."""
    start, end, word, capital, owner = words[place]
    if word in NOT:
        verb, printed = NOT[word]
        return Token(start, start + printed, verb, capital), Token(start + printed, end, "not")
    ending = text[end - 3 : end].lower()
    if ending[:1] in ("'", "’") and ending[1:] in _VERBS:
        cut, verb = end - 3, _VERBS[ending[1:]]
    else:
        cut = end - 2
        verb = _verb(fold(text[start:cut]), words, place) if owner else ""
    return (Token(start, cut, fold(text[start:cut]), capital), Token(cut, end, verb)) if verb else ()


def _verb(noun: str, words: Sequence[Token], place: int) -> str:
    """Return the verb that an "s" stands for: "fostering's good", but not "the council's good services"."""
    following = [token.word for token in words[place + 1 : place + 4]]
    following = [word for word in following if word not in ("very", "only", "just")]
    ahead = following[0] if following else ""
    if ahead == "been":
        return "has"
    behind = following[1] if len(following) > 1 else "."
    grade = ahead in _GRADES and behind in _ENDS
    if grade and behind in _JOINTS:  # but "the authority's good and improving performance"
        grade = any(token.owner or token.word in FINITE_BE for token in words[place + 2 : place + 7])
    if noun == "it":  # often printed for "its"
        return "is" if grade or ahead in _SHOWS | _ITS_VERB else ""
    return "is" if grade or noun in _POINTING or ahead in _SHOWS else ""
