"""The sentences of a report that set the area against others, for the grammar of comparisons.

In: a report's whole text and what is not part of it (headers, footnotes). Out: passages: each
sentence that names national figures or similar areas, with the sentence before it, to which
"this" points, and the one after it, which may leave the others out ("It is also ...").

A report is a hundred times as long as what it says of others, so nothing but the blocks
(paragraphs, items of lists) with such a word is folded, and nothing but those sentences is parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from ofsted_kg.reports.layout import Furniture
from ofsted_kg.text.caseless import any_of, caseless
from ofsted_kg.text.clean import Folded, fold
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary.lexicon import Lexicon, tokens

_MARKS = "•◼■▪●◆➢\uf0b7\uf06e\uf0a7\uf0d8\uf02d"
_MARK = rf"(?:[{_MARKS}]|[–-](?=[ \t])|\d{{1,3}}\.(?=[ \t]+[A-Z‘“]))"
# A paragraph's number or an item's mark opens a block; so does what follows an empty line behind
# a full stop, and a line that is a heading: short, without a full stop, between two that are not.
_MARKED = re.compile(rf"[ \t]*(?P<mark>{_MARK})")
_BEHIND = re.compile(
    rf"""\n(?:[ \t]*\n)+(?P<gap>)
    |\n(?P<title>[ \t]*[A-Z][^\n.!?:;,]{{2,60}}(?<![ \t]))[ \t]*\n
        (?=[ \t]*(?:[A-Z‘“]|{_MARK}))
    """,
    re.VERBOSE,
)
_OPENS = re.compile(rf"[ \t]*{_MARK}[ \t]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[’”)]?\s+(?=[A-Z‘“(])")
# What may go on with a comparison without naming the others again.
_GOES_ON = re.compile(r"\b(?:also|both|this|these|that|those|too|again|similarly|likewise)\b", re.IGNORECASE)
_LONGEST_LEAD = 400


def read_body(text: str, furniture: Furniture, breaks: Iterable[int], lexicon: Lexicon) -> Iterator[Passage]:
    """Yield the stretches of a report that name other places, in order.

    Args:
        text: the report's text.
        furniture: what to skip.
        breaks: further offsets over which no sentence reaches: the ends of graded headings.
        lexicon: the vocabulary; its comparators tell which sentences are wanted.
    """
    rare = _rare_words(lexicon)
    starts = _blocks(text, breaks)
    wanted = dict.fromkeys(bisect_right(starts, found.start()) - 1 for found in rare.finditer(caseless(text)))
    for number in wanted:
        start = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        lead = _lead_in(text, starts, number)
        mark = _OPENS.match(text, start)
        pieces = furniture.pieces(mark.end() if mark else start, end)
        if lead is not None:
            pieces = [*furniture.pieces(*lead), *pieces]
        folded = fold(text, pieces)
        if lead is not None and lexicon.holds(folded.text, "comparator"):
            yield Passage(folded)  # "The proportion of pupils entitled: in primary schools is ..."
            continue
        for first, last in _windows(folded, rare, lexicon):
            yield Passage(folded.cut(first, last))


def _blocks(text: str, breaks: Iterable[int]) -> list[int]:
    """Return where blocks begin, line by line: a report has few line ends and many letters."""
    starts = {0, *breaks}
    line = reach = 0
    while line >= 0:
        marked = _MARKED.match(text, line) if line >= reach else None
        if marked is not None:
            starts.add(marked.start("mark"))
            reach = marked.end()
        end = text.find("\n", line)
        stop = end
        while stop > reach and text[stop - 1] in " \t":
            stop -= 1
        if end >= 0 and stop >= reach and stop and text[stop - 1] in ".!?:;":
            behind = _BEHIND.match(text, end)
            if behind is not None and (behind["title"] is None or text[stop - 1] != ";"):
                starts |= {behind.start("gap")} if behind["title"] is None else set(behind.span("title"))
                reach = behind.end()
        line = end + 1 if end >= 0 else -1
    return sorted(starts)


def _lead_in(text: str, starts: list[int], number: int) -> tuple[int, int] | None:
    """Return what opens a list in a list: "The proportion of children entitled to meals:"."""
    mark = _OPENS.match(text, starts[number])
    if mark is None or number == 0:
        return None
    kind = mark[0].strip()
    for before in range(number - 1, max(number - 8, 0), -1):
        opening = _OPENS.match(text, starts[before])
        if opening is not None and opening[0].strip() == kind:
            continue
        start = opening.end() if opening else starts[before]
        lead = text[start : starts[before + 1]].rstrip()
        if not lead.endswith(":") or kind[0].isdigit():
            return None
        sentence = [found.end() for found in _SENTENCE_END.finditer(lead)]
        first = sentence[-1] if sentence else 0
        return (start + first, start + len(lead)) if len(lead) - first < _LONGEST_LEAD else None
    return None


def _windows(folded: Folded, rare: re.Pattern[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield runs of sentences: those with a comparator and their neighbours."""
    text = folded.text
    starts = list(dict.fromkeys((0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text))))
    sentences = list(pairwise(starts))
    chosen: dict[int, None] = {}
    for place in dict.fromkeys(bisect_right(starts, at.start()) - 1 for at in rare.finditer(caseless(text))):
        if lexicon.holds(text[slice(*sentences[place])], "comparator"):
            chosen[max(place - 1, 0)] = chosen[place] = None
            if place + 1 < len(sentences) and _GOES_ON.search(text, *sentences[place + 1]):
                chosen[place + 1] = None
    run: list[int] = []
    for place in (*sorted(chosen), -1):
        if run and place != run[-1] + 1:
            yield sentences[run[0]][0], sentences[run[-1]][1]
            run = []
        run.append(place)


@lru_cache(maxsize=4)
def _rare_words(lexicon: Lexicon) -> re.Pattern[str]:
    """Match the rarest word of each comparator's label: a block without one needs no finer look.

    The longest is rare, unless the labels of areas have it too ("services", "authority").
    """
    areas = " ".join(label for concept in lexicon.concepts("area") for label in concept.labels)
    common = frozenset(re.findall("[a-z]+", areas.lower()))
    words = {
        max((token.word for token in tokens(label)), key=lambda word: (word not in common, len(word)))
        for label in lexicon.names("comparator")
    }
    shortest = {word for word in words if not any(word != part and part in word for part in words)}
    return any_of(shortest)
