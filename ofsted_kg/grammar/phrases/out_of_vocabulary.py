"""Say whether things outside the vocabulary are parted or counted: "of the three libraries, one".

In: noun phrases. Out: whether "one", "most", "both" or "the rest" are of
those, and so of nothing that was named before.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.phrases.coordination import PLACES, Group
from ofsted_kg.grammar.phrases.heads import counted_word, is_transparent, transparent
from ofsted_kg.grammar.phrases.phrase import Phrase

# What is counted beside the places: "Of the 12 recommendations, most"; "in the last two years, most".
_EVENTS = words_of(
    """
    inspections visits reports reviews judgements grades years months weeks days terms times occasions areas
    aspects cases respects ways actions recommendations requirements criteria indicators ratings findings
    """
)
_PARTED = PLACES | {"of", "out of", "for"}


def counts(noun: Phrase) -> bool:
    """Say whether a noun phrase tells how many: "three libraries", "most of the shops"."""
    return bool(noun.part or noun.total or noun.quantity)


def parts_of_unnamed(groups: Sequence[Group]) -> bool:
    """Say whether what is fronted parts or counts things outside the vocabulary."""
    if not groups:
        return False
    first = groups[0]
    if first.prep not in _PARTED or any(group.names() for group in groups):
        return False
    whose = groups[1] if len(groups) > 1 and first.head.kind is Kind.SHELL_NOUN else None
    # "of the care homes for older people"
    return outside(first.head) or (whose is not None and whose.prep == "for" and not is_transparent(whose, 1))


def outside(noun: Phrase) -> bool:
    """Say whether a noun phrase names things outside the vocabulary: "the libraries", "sports centres"."""
    word = counted_word(noun)
    plural = word.endswith("s") and not word.endswith("ss")
    return plural and not noun.names and not transparent(noun) and word not in _EVENTS


def are_homes(fronted: Sequence[Group]) -> bool:
    """Say whether homes are counted of no kind: "Of the four homes, three are" children's homes."""
    noun = fronted[0].head
    return len(fronted) == 1 and noun.word == "homes" and not noun.names and transparent(noun)
