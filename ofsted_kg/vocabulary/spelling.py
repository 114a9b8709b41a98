"""Find the word that a misspelt one means: "safegaurding", "judegd", "sevice".

In: the words of a vocabulary. Out: for a word that is none of them and no English word, the only one of the
vocabulary that is one letter too many, one too few, another letter or two letters changed over away from it
(the distance of Damerau, https://doi.org/10.1145/363958.363994). Whether a word is English, a dictionary
tells: that of pyspellchecker, which is read when the first such word is met.
"""

from __future__ import annotations

import gzip
import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from ofsted_kg.vocabulary.lexicon import Token

_SHORTEST = 6  # of a word, in letters: shorter ones are too near to each other


class Speller:
    """Mends the words of a text by those of a vocabulary.

    Args:
        words: those of the vocabulary, in small letters.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._without: defaultdict[str, set[str]] = defaultdict(set)  # by what is left of it without a letter
        for word in self._words:
            if len(word) >= _SHORTEST and word.isalpha():
                for short in _without_one(word):
                    self._without[short].add(word)
        self._found: dict[str, str] = {}
        self._fine = set(self._words)  # what needs no look, and grows

    def mend(self, word: str) -> str:
        """Return the word that is meant, which is mostly the word itself.

        >>> Speller(["safeguarding", "service"]).mend("safegaurding")
        'safeguarding'
        >>> Speller(["national", "service"]).mend("rational")
        'rational'
        """
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = self._meant(word)
        return found

    def corrected(self, sentence: Sequence[Token]) -> Sequence[Token]:
        """Return the tokens of a sentence with the words that are meant; names, which have capitals, stay."""
        fine = self._fine
        unknown = [
            place
            for place, (_, _, word, capital, _) in enumerate(sentence)
            if word not in fine and not (capital and place)
        ]
        if not unknown:
            return sentence
        made = list(sentence)
        for place in unknown:
            made[place] = self._token(made[place])
        return made

    def _token(self, token: Token) -> Token:
        base = token.word[:-1] if token.owner else token.word  # "chidren's", but "country's"
        meant = self.mend(base)
        if meant == base:
            self._fine.add(token.word)
            return token
        return token._replace(word=meant + token.word[len(base) :])

    def _meant(self, word: str) -> str:
        if len(word) < _SHORTEST or word in self._words or not (word.isalpha() and word.isascii()):
            return word
        near = {other for other in self._near(word) if other[0] == word[0] and not _inflected(word, other)}
        return near.pop() if len(near) == 1 and not is_english(word) else word

    def _near(self, word: str) -> set[str]:
        shorter = _without_one(word)
        near = {short for short in shorter if short in self._words and len(short) >= _SHORTEST}
        near |= self._without.get(word, set())
        for short in shorter:
            near |= {other for other in self._without.get(short, ()) if _one_edit(word, other)}
        return near


def _without_one(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _one_edit(one: str, other: str) -> bool:
    """Say whether two words as long as each other differ in one letter, or in two that change places."""
    apart = [place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    if len(one) != len(other) or len(apart) > 2:
        return False
    swapped = len(apart) == 2 and apart[1] - apart[0] == 1
    return len(apart) == 1 or (
        swapped and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    )


def _inflected(one: str, other: str) -> bool:
    """Say whether two words differ in their ending alone, as forms of one do: "recognises", "recognised"."""
    short, long = sorted((one, other), key=len)
    return long[:-1] == short or one[:-2] == other[:-2]


@cache
def _dictionary() -> bytes:
    """Return pyspellchecker's words as it keeps them, in JSON: few are asked for, to load all takes 0.2 s."""
    return gzip.decompress(pkgutil.get_data("spellchecker", "resources/en.json.gz") or b"")


def is_english(word: str) -> bool:
    """Say whether a word in small letters stands in the dictionary, which spells as Americans do."""
    spellings = (word, word.replace("is", "iz"), word.replace("our", "or"))
    return any(f'"{spelling}":'.encode() in _dictionary() for spelling in spellings)
