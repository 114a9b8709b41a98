"""Tell a linking word that stands inside a clause from one that opens one: "the homes by contrast are".

In: the word, what of the clause was read and what follows. Out: yes or no. (Medial position of conjuncts:
Quirk et al. 1985, 8.142.)
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.phrases.phrase import Form, Phrase

# What may as well stand between subject and verb, and there parts nothing.
_LINKING = frozenset({"however", "by contrast", "in contrast"})


def medial(
    link: Phrase,
    before: Sequence[Phrase],
    verb: Phrase | None,
    after: Sequence[Phrase],
    rest: Sequence[Phrase],
) -> bool:
    """Say whether a linking word stands between a subject and its verb, or behind it.

    Args:
        link: the word.
        before: what of its clause stands before the verb.
        verb: that of the clause, if it was read.
        after: what stands behind it.
        rest: what follows the word.
    """
    near = (*(after or before)[-1:], *rest[:1])
    told = link.text == "though" and [p.form for p in near] == [Form.NOUN, Form.VERB]
    if not (told or link.text in _LINKING) or not (before or after):
        return False  # "private fostering though is adequate"
    following = [p for p in rest if p.form is not Form.COMMA]
    at_once = verb is not None and not after  # "is however wider than"
    return verb is None or at_once or (bool(following) and following[0].form is Form.VERB)


__all__ = ["medial"]
