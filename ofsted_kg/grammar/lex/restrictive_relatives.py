"""Find names that a relative clause of "be" parts: "provision for children who are under five".

In: the tokens of a sentence, the lexicon. Out: the hits of settings that are there without "who are".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.lex.closed_classes import words_of
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.vocabulary.lexicon import Hit, Lexicon, Token

_WHO_ARE = (("who", "are"), ("who", "were"))
_WHOM = PERSONS | words_of("those adults students")


def parted_names(lexicon: Lexicon, sentence: Sequence[Token]) -> Iterator[Hit]:
    """Yield settings that are named where "who are" is left out, if it stands inside their name."""
    words = [token.word for token in sentence]
    if "who" not in words:
        return
    for place in range(1, len(words) - 2):
        if (words[place], words[place + 1]) not in _WHO_ARE or words[place - 1] not in _WHOM:
            continue
        plain = [*sentence[:place], *sentence[place + 2 :]]
        for hit in lexicon.match(plain, "setting"):
            if hit.start <= sentence[place - 1].start and hit.end >= sentence[place + 2].end:
                yield hit


__all__ = ["parted_names"]
