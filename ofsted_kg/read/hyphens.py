"""Tell a word that was broken at a line's end from a compound that was written with a hyphen.

In: what stands before and behind the hyphen, and the text around. Out: whether the two are one
word. "in-⏎adequate" is one; "multi-⏎agency" keeps its hyphen. The words of the vocabulary and of
the document itself decide, then the parts that English makes compounds of.
"""

from __future__ import annotations

import functools
import re

from ofsted_kg.vocabulary import lexicon

# The hyphens that a line's end may have: -, ‐, ‑, what PDFium and older readers give, Word's optional one
# in plain text (U+001F), and the sign by which older programs show it (¬).
HYPHENS = "-\u2010\u2011\u0002\u001f\ufffe¬"
# A word that is surely whole: it neither begins a line or ends at a hyphen nor is a part of another. The
# group is atomic: a word beside a hyphen must not match by halves.
_WHOLE = re.compile(
    rf"(?<![^\W\d_])(?<![^\W\d_]['’])(?<![{HYPHENS}\n\u00ad])"
    rf"(?>[^\W\d_]+(?:['’-][^\W\d_]+)*)(?![{HYPHENS}\u00ad])"
)
# A line's end within what may be one word: a soft hyphen that is not drawn leaves no mark.
# The line end comes first in the pattern: it is what is searched for.
_LINE_END = re.compile(r"\n(?<=[^\W\d_]\n)(?P<second>[a-z]{2,20})(?![^\W\d_])")
_BEFORE = re.compile(r"[^\W\d_]+$")
_BEHIND = re.compile(r"[^\W\d_]+")
# A hyphen that stands for the rest of a compound: "short- and long-term".
_SUSPENDED = frozenset({"and", "or", "to", "nor", "but", "as"})
_FIRST = frozenset(
    re.findall(
        r"\w+",
        """age all anti best better child children clear co cost cross decision early ever evidence ex face
        far fast first five follow four fixed full half hard high inter joint key late lead local long
        low mid multi much near newly non off on one open out over part peer person policy poor post pre
        pro problem quasi re second self semi short single six skill small socio sub target ten third
        three time top twenty two under up user value vice week well whole wide work worst year young""",
    )
)
_SECOND = re.compile(
    r"(?:agency|aged?|based|being|bound|built|centred|class|cost|day|depth|disciplinary|down|driven|economic"
    r"|effective|established|focused|free|funded|going|hand|house|informed|led|level|line|making|mindedness"
    r"|minute|month|off|olds?|on|operation|operative|ordinated?|ordination|paced|placed|professional|quality"
    r"|range|ranging|reaching|related|rate|round|running|scale|served|service|sector|setting|solving|specific"
    r"|standing|structured|taking|term|through|time|to|trained|up|wide|year|years?)$",
)
# Beside these, a compound needs a second part of its own: "in-house", but "in-adequate".
_PREFIXES = frozenset(
    {"in", "un", "dis", "im", "be", "for", "to", "a", "an", "is", "per", "re", "ad", "on", "or"}
)
_SHORTEST = 5
_MOST_SEARCHES = 60
_LONGEST = 40


def is_broken(text: str, hyphen: int, behind: int) -> bool | None:
    """Tell whether a word is broken at a hyphen.

    Args:
        text: the document's text.
        hyphen: where the hyphen stands.
        behind: where the next line's words begin.

    Returns:
        True for one word, False for a compound, None where the hyphen joins no words at all.
    """
    before = _BEFORE.search(text, max(0, hyphen - _LONGEST), hyphen)
    after = _BEHIND.match(text, behind, behind + _LONGEST)
    if before is None or after is None:
        return (
            False if hyphen and text[hyphen - 1].isalnum() and text[behind : behind + 1].isalnum() else None
        )
    first, second = before[0].lower(), after[0].lower()
    if second in _SUSPENDED:
        return None
    if not after[0][0].islower() and not before[0].isupper():
        return False  # "Anglo-⏎Saxon"
    if text[before.start() - 1 : before.start()] in ("-", "\u2010", "\u2011") and before.start():
        return False  # "state-of-⏎the-art"
    if text[after.end() : after.end() + 1] == "-":
        return False
    return _is_one(first, second, _words(text))


def unmarked(text: str) -> list[int]:
    """Return the line ends at which words of the vocabulary are broken without a hyphen: "satis⏎factory".

    What follows is no word itself, here or, by itself, in the vocabulary: "in⏎adequate" stays as it is, and
    "out⏎standing" does not, though "leaves others standing" is one of its idioms.
    """
    known, alone = _vocabulary(), _labels()
    found = []
    for end in _LINE_END.finditer(text):
        first, second = _BEFORE.search(text, max(0, end.start() - _LONGEST), end.start()), end["second"]
        joined = (first[0] + second).lower() if first else ""
        if joined in known and second not in alone and second not in _words(text):
            found.append(end.start())
    return found


def _is_one(first: str, second: str, words: _Words) -> bool:
    known = _vocabulary()
    if f"{first}-{second}" in known or f"{first}-{second}" in words:
        return False
    if first + second in known or first + second in words:
        return True
    if _SECOND.match(second) and (first in _FIRST or first in words):
        return False
    if first in _PREFIXES:
        return True
    if first in _FIRST:
        return second not in words and second not in known
    return not (first in words and second in words and len(second) >= _SHORTEST)


class _Words:
    """The words of a document that are surely whole: none at a line's end or beginning.

    A document has ten thousand words and is asked for some twenty: each is looked up where it may
    stand. A document that asks for more has all its words told apart once, so that time stays linear.
    """

    def __init__(self, text: str) -> None:
        self._text = text.lower().replace("’", "'")
        self._asked: dict[str, bool] = {}
        self._all: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        if self._all is not None:
            return word in self._all
        if word not in self._asked:
            if len(self._asked) == _MOST_SEARCHES:
                self._all = frozenset(_WHOLE.findall(self._text))
                return word in self._all
            self._asked[word] = self._stands(word)
        return self._asked[word]

    def _stands(self, word: str) -> bool:
        at = self._text.find(word)
        while at >= 0:
            found = _WHOLE.match(self._text, at)
            if found is not None and found[0] == word:
                return True
            at = self._text.find(word, at + 1)
        return False


@functools.lru_cache(maxsize=4)
def _words(text: str) -> _Words:
    return _Words(text)


@functools.cache
def _labels() -> frozenset[str]:
    return frozenset(word for word in lexicon.load().words(alone=True) if len(word) >= _SHORTEST)


@functools.cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for word in lexicon.load().words() if len(word) >= _SHORTEST)
