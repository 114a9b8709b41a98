"""The opening summary of a report as passages, for the grammar of statements.

In: a report's text and where its table ends. Out: passages of prose, running headers and
footnotes left out: the paragraphs behind the table (since 2018), or those under "Executive
summary" or "Summary of key findings" (before).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ofsted_kg.reports.body import sentences_in
from ofsted_kg.text.caseless import any_of
from ofsted_kg.text.clean import fold
from ofsted_kg.text.page_artefacts import Furniture
from ofsted_kg.text.passages import Passage
from ofsted_kg.vocabulary.lexicon import Lexicon, tokens

# In the contents a page number follows these words.
_OPENS = re.compile(r"\n[ \t]*(?:Executive summary|Summary of (?:key )?findings)[:.]?[ \t]*$", re.MULTILINE)
_CLOSES = re.compile(
    r"""^[ \t]*(?:What[ ](?:needs?|does[ ].{3,60}[ ]need)[ ]to[ ]improve|Recommendations?[ \t]*$
    |Areas?[ ]for[ ]improvement
    |Summary[ ]for[ ]children|Priority[ ]and[ ]immediate[ ]action|Information[ ]about|Contents[ \t]*$)""",
    re.MULTILINE | re.VERBOSE,
)
_LONGEST = 12_000


class Summary(NamedTuple):
    """The sentences of a summary that can state something.

    ``extent`` is where its text stands, its heading ``title`` (empty where it has none) left out.
    """

    passages: tuple[Passage, ...]
    title: str = ""
    extent: tuple[int, int] | None = None


def read_summary(
    text: str, furniture: Furniture, table_end: int, headings: Sequence[int], lexicon: Lexicon
) -> Summary:
    """Return the opening summary, sentence by sentence.

    Args:
        text: the report's text.
        furniture: what to skip.
        table_end: where the table of grades ends.
        headings: offsets of the graded headings.
        lexicon: the vocabulary; only what holds its words for grades or comparators is returned.
    """
    opening = _OPENS.search(text)
    start = opening.end() if opening else table_end
    limit = min([start + _LONGEST, len(text), *(offset for offset in headings if offset > start)])
    closing = _CLOSES.search(text, start, limit)
    if closing is None and limit == start + _LONGEST:
        # Without an end in sight it is no summary.
        return Summary(())
    pieces = furniture.pieces(start, closing.start() if closing else limit)
    folded = fold(text, pieces)
    return Summary(
        tuple(Passage(folded.cut(first, last)) for first, last in _promising(folded.text, lexicon)),
        opening[0].strip() if opening else "",
        _extent(text, pieces),
    )


def _extent(text: str, pieces: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where what is said in some pieces begins and ends; None if they are blank."""
    said = [(first, last) for first, last in pieces if text[first:last].strip()]
    if not said:
        return None
    (start, stop), (begun, end) = said[0], said[-1]
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    return start, end - (len(text[begun:end]) - len(text[begun:end].rstrip()))


def _promising(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the sentences with a grade or a comparator: the others are not worth the grammar's time.

    Each by itself: a summary speaks of the council's services all along, and what "they"
    were in the sentence before is too often something else.
    """
    rare = _rare_words(lexicon)
    for start, end in sentences_in(text):
        sentence = text[start:end]
        if rare.search(sentence.lower()) and lexicon.holds(sentence, "grade/prose", "comparator"):
            yield start, end


@lru_cache(maxsize=4)
def _rare_words(lexicon: Lexicon) -> re.Pattern[str]:
    """Match the rarest word of each label: a sentence without one needs no finer look.

    The longest is rare, unless the labels of areas have it too ("services", "authority").
    """
    areas = " ".join(label for concept in lexicon.concepts("area") for label in concept.labels)
    common = frozenset(re.findall("[a-z]+", areas.lower()))
    labels = [label for grade in lexicon.scale("prose") for label in grade.labels]
    labels += lexicon.names("comparator")
    words = {
        max((token.word for token in tokens(label)), key=lambda word: (word not in common, len(word)))
        for label in labels
    }
    return any_of(words)
