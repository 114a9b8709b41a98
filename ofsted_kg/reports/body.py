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

from ofsted_kg.text.caseless import any_of, caseless
from ofsted_kg.text.clean import Folded, fold
from ofsted_kg.text.page_artefacts import Furniture
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
OPENS = re.compile(rf"[ \t]*{_MARK}[ \t]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[’”)]?\s+(?=[A-Z‘“(])")
# What may go on with a comparison without naming the others again.
_GOES_ON = re.compile(r"\b(?:also|both|this|these|that|those|too|again|similarly|likewise)\b", re.IGNORECASE)
# A measure of the nation's in words of its own: "below current national looked after children data".
_NATIONAL = re.compile(r"\b(?:above|below|than|in line with)\s+(?:\S+\s+){0,2}national\b", re.IGNORECASE)
_NOTE_BEHIND = re.compile(r"(?<=:)\s*\d{1,2}\s*$")
_ENDS = (".", "!", "?", ";")
_LONGEST_LEAD = 400
# A label's words may have a page's header and footer between them.
_REACH = 400
_SHORTEST_BESIDE = 3


def read_body(text: str, furniture: Furniture, breaks: Iterable[int], lexicon: Lexicon) -> Iterator[Passage]:
    """Yield the stretches of a report that name other places, in order.

    Args:
        text: the report's text.
        furniture: what to skip.
        breaks: further offsets over which no sentence reaches: the ends of graded headings.
        lexicon: the vocabulary; its comparators tell which sentences are wanted.
    """
    signs = _signs(lexicon)
    starts = blocks(text, breaks)
    wanted = dict.fromkeys(bisect_right(starts, place) - 1 for place in signs.places(text))
    for number in wanted:
        start = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        lead = _lead_in(text, starts, number)
        mark = OPENS.match(text, start)
        pieces = furniture.pieces(mark.end() if mark else start, end)
        if lead is not None:
            pieces = [*furniture.pieces(*lead), *pieces]
        folded = fold(text, pieces)
        if lead is not None and lexicon.holds(folded.text, "comparator"):
            opening = len(fold(text, furniture.pieces(*lead)).text)
            item = len(folded.text) - len(folded.text[opening:].lstrip())
            yield Passage(folded, item=item)  # "The proportion of pupils entitled: in primary schools is"
            continue
        for first, last in _windows(folded, signs, lexicon):
            yield Passage(folded.cut(first, last))


def blocks(text: str, breaks: Iterable[int]) -> list[int]:
    """Return where blocks begin, and all further offsets at which one is to begin."""
    return sorted({0, *breaks, *_openings(text)})


@lru_cache(maxsize=1)
def _openings(text: str) -> frozenset[int]:
    """Return where blocks begin, line by line: a report has few line ends and many letters."""
    starts: set[int] = set()
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
    return frozenset(starts)


def _lead_in(text: str, starts: list[int], number: int) -> tuple[int, int] | None:
    """Return what opens a list in a list: "The proportion of children entitled to meals:".

    A footnote's number may stand behind it; without a colon it is half a sentence, and so is its item.
    """
    mark = OPENS.match(text, starts[number])
    if mark is None or number == 0:
        return None
    kind = mark[0].strip()
    for before in range(number - 1, max(number - 8, -1), -1):
        opening = OPENS.match(text, starts[before])
        if opening is not None and opening[0].strip() == kind:
            continue
        start = opening.end() if opening else starts[before]
        lead = _NOTE_BEHIND.sub("", text[start : starts[before + 1]]).rstrip()
        halves = opening is not None and text[mark.end() : mark.end() + 1].islower()
        if not (lead.endswith(":") or (halves and not lead.endswith(_ENDS))) or kind[0].isdigit():
            return None
        sentence = [found.end() for found in _SENTENCE_END.finditer(lead)]
        first = sentence[-1] if sentence else 0
        return (start + first, start + len(lead)) if len(lead) - first < _LONGEST_LEAD else None
    return None


def sentences_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a folded text stand, each with the blanks behind it."""
    ends = (found.end() for found in _SENTENCE_END.finditer(text))
    yield from pairwise(dict.fromkeys((0, *ends, len(text))))


def _windows(folded: Folded, signs: _Signs, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield runs of sentences: those with a comparator and their neighbours."""
    text = folded.text
    sentences = list(sentences_in(text))
    starts = [start for start, _ in sentences]
    chosen: dict[int, None] = {}
    for place in dict.fromkeys(bisect_right(starts, at) - 1 for at in signs.places(text)):
        sentence = text[slice(*sentences[place])]
        if lexicon.holds(sentence, "comparator") or _NATIONAL.search(sentence):
            chosen[max(place - 1, 0)] = chosen[place] = None
            if place + 1 < len(sentences) and _GOES_ON.search(text, *sentences[place + 1]):
                chosen[place + 1] = None
    run: list[int] = []
    for place in (*sorted(chosen), -1):
        if run and place != run[-1] + 1:
            yield sentences[run[0]][0], sentences[run[-1]][1]
            run = []
        run.append(place)


class _Signs:
    """Where a text may name other places: a finder that is quick and never misses.

    A label is looked for by its rarest word, and where that is a word of every day ("other", "family",
    "group") by the label's other words near it: a stretch without them needs no finer look.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        # The longest word is rare, unless the labels of areas have it too ("services", "authority").
        areas = " ".join(label for concept in lexicon.concepts("area") for label in concept.labels)
        common = frozenset(re.findall("[a-z]+", areas.lower()))
        beside: dict[str, set[frozenset[str]]] = {}
        for label in lexicon.names("comparator"):
            words = [token.word for token in tokens(label)]
            rare = max(words, key=lambda word: (word not in common, len(word)))
            # A word with an apostrophe is folded: it stands otherwise in the text.
            plain = [word for word in words if len(word) >= _SHORTEST_BESIDE and word in label.lower()]
            others = frozenset(plain) - {rare}
            beside.setdefault(rare, set()).add(others)
        shortest = {word for word in beside if not any(word != part and part in word for part in beside)}
        # With what stands before a word, most letters of a text are passed over at a glance.
        self._any = re.compile(f"[^a-z]({any_of(shortest).pattern})")
        self._beside = {
            word: _smallest({others for rare, all_ in beside.items() if word in rare for others in all_})
            for word in shortest
        }

    def places(self, text: str) -> Iterator[int]:
        """Yield where a label's rarest word stands with the rest of the label about it."""
        small = caseless(text)
        for found in self._any.finditer(f" {small}"):
            place = found.start()  # of what stands before the word: here it is where the word is in the text
            beside = self._beside[found[1]]
            if not all(beside):
                yield place
                continue
            near = small[max(0, place - _REACH) : found.end() + _REACH]
            if any(all(map(near.__contains__, words)) for words in beside):
                yield place


def _smallest(sets: set[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return the sets that hold no other one, the same in each run."""
    least = (words for words in sets if not any(other < words for other in sets))
    return tuple(sorted(least, key=sorted))


@lru_cache(maxsize=4)
def _signs(lexicon: Lexicon) -> _Signs:
    return _Signs(lexicon)
