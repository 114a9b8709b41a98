"""Read what announces a list with its bullets: "The following are good:" and "- fostering" below it.

In: the passages of a letter, in order. Out: the same, but such a sentence goes on to the end of its list, so
that the grammar reads one sentence. The bullets stay what they are: findings, and sentences of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ofsted_kg.text.clean import Folded, joined
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary.lexicon import Lexicon

# Where the last sentence of a paragraph begins.
_SENTENCE = re.compile(r".*[.!?;]\s+(?=[A-Z])", re.DOTALL)
_LONGEST, _MOST = 120, 12  # of a bullet that only names something, in characters; of bullets
_END = re.compile(r"[\s.;,]*(?:\band)?[\s.;,]*$")
_GOES_ON = re.compile(r"\b(?:in|for|at|across|of|by)(?=\s*:$)")
_ADDED = re.compile(r"\s*(?:[,;:(–]|\bwith\b)")


def announced(passages: Sequence[Passage], lexicon: Lexicon) -> Iterator[Passage]:
    """Yield passages, those that announce a list with what it names.

    Args:
        passages: of a letter, in order.
        lexicon: tells whether a sentence holds a grade.
    """
    for place, passage in enumerate(passages):
        opens = passage.kind == "prose" and passage.text.endswith(":")
        opening = _SENTENCE.match(passage.text) if opens else None
        begin = opening.end() if opening is not None else 0
        opens = opens and lexicon.holds(passage.text[begin:], "grade/prose")
        listed = _list_behind(passages, place, lexicon) if opens else []
        if not listed:
            yield passage
            continue
        if begin:
            yield Passage(passage.folded.cut(0, begin), "prose", passage.outcome)
        goes_on = _GOES_ON.search(passage.text)  # "Good provision is found in:"
        lead = passage.folded.cut(begin, goes_on.end() if goes_on is not None else len(passage.text))
        named = joined([joined(listed[:-1], ", "), listed[-1]], " and ") if len(listed) > 1 else listed[0]
        yield Passage(joined([lead, named], " "), "prose", passage.outcome)


def _list_behind(passages: Sequence[Passage], place: int, lexicon: Lexicon) -> list[Folded]:
    """Return what the bullets behind a paragraph name, without what they add; none where one says more."""
    listed: list[Folded] = []
    for passage in passages[place + 1 :]:
        if passage.kind != "bullet":
            break
        graded = lexicon.holds(passage.text, "grade/prose")  # "special schools, five of them outstanding"
        end = (_ADDED if graded else _END).search(passage.text)
        if end is None:
            return []
        listed.append(passage.folded.cut(0, end.start()))
    short = all(0 < len(item.text) < _LONGEST and "." not in item.text for item in listed)
    return listed if short and len(listed) <= _MOST else []
