"""A text in small letters that is as long as it was, so that what is found in it has its place.

In: a text. Out: its small letters, and expressions for many words at once. A search for fixed words
is many times faster in them than a search that ignores case: the regular expression engine skips to
a word's first letters only where these are sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# The letters that Python's ``re.IGNORECASE`` holds for an i or s and ``lower`` doesn't; the small
# letter of the first is two.
_DOTTED, _DOTLESS, _LONG_S = "\u0130", "\u0131", "\u017f"


# The parts of a report are asked for one after the other, each in the whole text.
@lru_cache(maxsize=2)
def caseless(text: str) -> str:
    """Return a text in small letters, of the same length.

    >>> caseless("İNSPECTION Dates")
    'inspection dates'
    """
    return text.replace(_DOTTED, "i").lower().replace(_DOTLESS, "i").replace(_LONG_S, "s")


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return an expression that finds the first of some words, letter by letter.

    Of many words, each of its branches has another first letter: half the time of a plain list.

    >>> any_of(["nation", "nature", "other"]).pattern
    '(?:nat(?:ion|ure)|other)'
    """
    tree: _Letters = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(_branches(tree))


# What may follow; an empty letter says that a word ends.
_Letters = dict[str, "_Letters"]


def _branches(node: _Letters) -> str:
    if "" in node:
        return ""  # a longer word begins with this one
    branches = [re.escape(letter) + _branches(node[letter]) for letter in sorted(node)]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
