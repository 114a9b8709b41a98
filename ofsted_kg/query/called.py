"""What people call a council or a concept that is none of its names: by the kind of council, in short.

In: words that were typed, and the names that there are. Out: the codes or the slug that are meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ofsted_kg.register.names import bare
from ofsted_kg.vocabulary.namespaces import slug

# "Bath and NE Somerset"
_SHORT = {"ne": "north east", "nw": "north west", "se": "south east", "sw": "south west"}
# A longer word is a name of its own.
_INITIALS = 3


def called(text: str, names: Iterable[Sequence[str]]) -> list[str]:
    """Return the codes of the councils whose name a text is but for the words for a kind of council.

    Args:
        text: what was typed.
        names: code, name and a further name of each council.

    >>> names = [("E08000002", "Bury", ""), ("E06000022", "Bath and North East Somerset", "")]
    >>> called("Bury MBC", names), called("Bath & NE Somerset", names), called("City Council", names)
    (['E08000002'], ['E06000022'], [])
    """
    wanted = _bare(text)
    own: set[str] = set()
    others: set[str] = set()
    for code, name, other in names:
        own |= {code} if _bare(name) == wanted else set()
        others |= {code} if other and _bare(other) == wanted else set()
    return sorted(own or others) if wanted else []


def _bare(name: str) -> str:
    return " ".join(_SHORT.get(word, word) for word in bare(name).split())


def concept(text: str, entries: Iterable[tuple[str, str]]) -> str:
    """Return the slug of the concept that a text means; the text itself where it means none.

    Args:
        text: what was typed.
        entries: slug and label of each.

    >>> entries = [("requires-improvement", "Requires improvement to be good"), ("good", "Good")]
    >>> concept("Requires improvement", entries), concept("RI", entries), concept("goood", entries)
    ('requires-improvement', 'requires-improvement', 'goood')
    """
    known = list(entries)
    slugs = dict.fromkeys(name for name, _ in known)
    labels = {label.casefold(): name for name, label in known}
    if text in slugs or slug(text) in slugs:
        return text if text in slugs else slug(text)
    short = [name for name in slugs if _initials(name) == text.casefold()]
    return labels.get(text.casefold()) or (
        short[0] if len(short) == 1 and 1 < len(text) <= _INITIALS else text
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split("-") if word)
