"""Find the labels of topics in a sentence, beside the names that it holds.

In: the tokens, the names that were found first. Out: hits of the scheme "topic", none of which holds a name
that begins inside it, or a word that the grammar needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.vocabulary.lexicon import Hit, Lexicon, Token

_NEEDED = ("as", "than", "well", "better")  # "achieve as well"


def topics(lexicon: Lexicon, sentence: Sequence[Token], names: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the topics that a sentence names.

    Of a label that runs into a name, what stands before it and a word between is one: "the stability of
    placements for looked after children" is the stability of placements; "health services for looked after
    children" are services, and no health.
    """
    for hit in lexicon.match(sentence, "topic"):
        inner = min((name.start for name in names if _runs_into(hit, name)), default=None)
        if inner is None:
            found = [hit]
        else:
            ahead = [token for token in sentence if hit.start <= token.start < inner]
            found = [part for part in lexicon.match(ahead[:-1], "topic") if part.start == hit.start]
        yield from (part for part in found if not _needed(sentence, part))


def _runs_into(hit: Hit, name: Hit) -> bool:
    """Say whether a label and a name share words; a setting or an outcome may open a label."""
    shared = hit.start < name.end and name.start < hit.end
    return shared and (name.scheme not in ("setting", "outcome") or name.start > hit.start)


def _needed(sentence: Sequence[Token], hit: Hit) -> bool:
    """Say whether a label holds words that the grammar needs ("achieve as well")."""
    return any(hit.start <= token.start < hit.end and token.word in _NEEDED for token in sentence)
