"""How the name of a council is compared: by its words, without those for its kind.

In: a printed name or a text. Out: words in lower case without apostrophes and accents, ``&``
as ``and``; the bare name of the place ("City of X Council", "X MBC" and "X" are one).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*|&")
POSSESSIVE = re.compile(r"['’‘`´]s?\s*$")
_APOSTROPHES = str.maketrans("’‘´", "'''")
# What may stand before or after the name of a council's place. Longest first.
_BEFORE = (
    "the council of the london borough of",
    "the council of the royal borough of",
    "council of the london borough of",
    "council of the royal borough of",
    "metropolitan borough council of",
    "metropolitan borough of",
    "metropolitan district of",
    "mayor and burgesses of the london borough of",
    "council of the city of",
    "council of the borough of",
    "council of the county of",
    "city and county of",
    "county borough of",
    "county council of",
    "city council of",
    "borough council of",
    "london borough of",
    "royal borough of",
    "unitary authority of",
    "borough of",
    "county of",
    "city of",
    "council of the",
    "council of",
    "council for",
    "lb of",
    "rb of",
    "lb",
    "mb of",
    "county",
    "the",
)
_AFTER = (
    "metropolitan borough council",
    "metropolitan district council",
    "metropolitan county council",
    "metropolitan council",
    "metropolitan borough",
    "metropolitan district",
    "city and county council",
    "unitary authority",
    "unitary council",
    "borough council",
    "district council",
    "county council",
    "city council",
    "local authority",
    "london borough of",
    "royal borough of",
    "royal borough",
    "borough of",
    "county of",
    "city of",
    "corporation",
    "authority",
    "council",
    "county",
    "borough",
    "city",
    "mbc",
    "mdc",
    "cbc",
    "lbc",
    "cc",
    "bc",
    "dc",
)
BEFORE = tuple(tuple(entry.split()) for entry in _BEFORE)
AFTER = tuple(tuple(entry.split()) for entry in _AFTER)
# By the word that a name must begin, or end, with.
_OPENING = {entry[0]: tuple(other for other in BEFORE if other[0] == entry[0]) for entry in BEFORE}
_CLOSING = {entry[-1]: tuple(other for other in AFTER if other[-1] == entry[-1]) for entry in AFTER}


class Token(NamedTuple):
    """A word as names are compared; ``owner`` is the word without a possessive, if it has one."""

    word: str
    start: int
    end: int
    owner: str | None


def words_of(text: str) -> list[str]:
    """Return the words of a name."""
    return [token.word for token in split(text)]


def split(text: str) -> Iterator[Token]:
    """Split a text into the words of names."""
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii():
            word = word.translate(_APOSTROPHES)
            word = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode() or word
        word = word.casefold()
        owner = word[:-2].replace("'", "") if word.endswith("'s") else None
        word = "and" if word == "&" else word.replace("'", "").replace("`", "")
        yield Token(word, match.start(), match.end(), owner)


def bare(name: str, *, corporation: bool = False) -> str:
    """Return the name of a place without the words for a kind of council.

    >>> bare("The Metropolitan Borough Council of Northmoor & Dale")
    'northmoor and dale'
    >>> bare("Royal Borough of Kensington and Chelsea")
    'kensington and chelsea'
    """
    words = tuple(words_of(name))
    changed = True
    while changed and words:
        changed = False
        for before in _OPENING.get(words[0], ()):
            if len(words) > len(before) and words[: len(before)] == before:
                if corporation and before == ("city", "of"):
                    continue
                words, changed = words[len(before) :], True
                break
        for after in _CLOSING.get(words[-1], ()):
            if len(words) > len(after) and words[-len(after) :] == after:
                if corporation and after == ("city", "of"):
                    continue
                words, changed = words[: -len(after)], True
                break
    return " ".join(words)


def same(tokens: Sequence[Token], words: tuple[str, ...]) -> bool:
    """Tell whether tokens are the words, a possessive apart."""
    return len(tokens) == len(words) and all(
        word in (token.word, token.owner) for token, word in zip(tokens, words, strict=True)
    )
