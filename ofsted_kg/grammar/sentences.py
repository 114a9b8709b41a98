"""Split a passage into sentences of words.

In: the clean text of a passage. Out: its sentences, each a run of `Token` with offsets
into that text. A dash that stands between spaces is a token of its own, because it parts
clauses; a hyphen inside a compound is not. One that stands right before a number and behind a space
or a bracket is a sign of its own: "is -0.9". A verb with "not" drawn together is two: "don't".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ofsted_kg.grammar.words import MINUS
from ofsted_kg.vocabulary.lexicon import Token, tokens

# "good – and", "good - and", "good—and"
SPACED_DASH = re.compile(r"\s[-–—]+\s|—")
# "is -0.9", "(–0.1)"; but "8-10%", "aged 16–18" and "good – 3 of them" hold none.
SIGN = re.compile(r"(?:(?<=[\s(\[:/])|^)[-‐‑–](?=\d)")
# What may stand between a full stop and the next sentence: a closing quote or bracket, then space.
AFTER_STOP = re.compile(r"""["”’)\]]*\s+["“‘(\[*_]*""")
# Quotation marks, and the apostrophe after a plural: they part nothing.
QUOTES = frozenset({"'", '"', "“", "”", "«", "»"})
# No sentence of a letter is longer; what is (a table, say) is cut, so that time stays in proportion.
LONGEST = 300
# A full stop after one of these ends no sentence: "St. Helens", "i.e. homes", "No. 4".
ABBREVIATIONS = frozenset(
    {"st", "mr", "mrs", "ms", "dr", "no", "nos", "eg", "ie", "e", "g", "i", "cllr", "etc"}
)


def sentences(text: str) -> Iterator[tuple[Token, ...]]:
    """Yield the sentences of a text, without the full stop."""
    sentence: list[Token] = []
    for token in _with_dashes(text):
        if token.word in (".", "!", "?") and _ends(text, token, sentence):
            if sentence:
                yield tuple(sentence)
            sentence = []
        else:
            sentence.append(token)
            if len(sentence) >= LONGEST:
                yield tuple(sentence)
                sentence = []
    if sentence:
        yield tuple(sentence)


def _ends(text: str, stop: Token, before: list[Token]) -> bool:
    gap = AFTER_STOP.match(text, stop.end)
    if gap is None:
        return not text[stop.end :].strip('"”’)]* \n')
    if gap.end() >= len(text):
        return True
    following = text[gap.end()]
    if before and before[-1].word in ABBREVIATIONS and before[-1].end == stop.start:
        return False
    return not following.islower()


# A verb with "not" drawn together, as folded: the verb, and how many of its letters are printed before
# the n. Without their apostrophe "won't" and "can't" are other words, seldom enough.
_CONTRACTED = {
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


def _with_dashes(text: str) -> Iterator[Token]:
    position = 0
    for token in tokens(text):
        start, end, word, _, _ = token
        gap = start - position
        if gap > 1 or (gap == 1 and text[position] != " "):
            dash = SPACED_DASH.search(text, position, start + 1)
            if dash is not None:
                yield Token(dash.start(), dash.end(), "–")
        if gap and word[0].isdecimal() and SIGN.match(text, start - 1):
            yield Token(start - 1, start, MINUS)
        if word in _CONTRACTED:
            verb, printed = _CONTRACTED[word]
            yield Token(start, start + printed, verb)
            yield Token(start + printed, end, "not")
        elif word not in QUOTES:
            yield token
        position = end
