"""Split a passage into sentences of words.

In: the clean text of a passage. Out: its sentences, each a run of `Token` with offsets
into that text. A dash that stands between spaces is a token of its own, because it parts
clauses; a hyphen inside a compound is not. One that stands right before a number and behind a space
or a bracket is a sign of its own: "is -0.9". Words drawn together are two: "don't".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ofsted_kg.grammar.lex.closed_classes import MINUS
from ofsted_kg.grammar.lex.contractions import NOT, drawn_apart
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
        if _said_twice(sentence, token):
            continue
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


def _said_twice(before: list[Token], token: Token) -> bool:
    """Say whether a word only stands there again, by oversight: "to the the level of"."""
    again = bool(before) and before[-1].word == token.word and before[-1].owner == token.owner
    return again and token.word.isalpha() and not token.capital and token.word not in _TWICE


# What may rightly stand twice: "found that that service is", "what it had had".
_TWICE = frozenset({"that", "had", "her", "is", "very"})


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


def _with_dashes(text: str) -> Iterator[Token]:
    position = 0
    words = tokens(text)
    for place, token in enumerate(words):
        start, end, word, _, owner = token
        gap = start - position
        if gap > 1 or (gap == 1 and text[position] != " "):
            dash = SPACED_DASH.search(text, position, start + 1)
            if dash is not None:
                yield Token(dash.start(), dash.end(), "–")
        if gap and word[0].isdecimal() and SIGN.match(text, start - 1):
            yield Token(start - 1, start, MINUS)
        drawn = end - start > 3 and (owner or word in NOT or text[end - 3] in "'’")
        apart = drawn_apart(text, words, place) if drawn else ()
        if apart:
            yield from apart
        elif word not in QUOTES:
            yield token
        position = end
