# Past 300 lines: one walk over a letter's blocks.
"""Find the sections of a letter, and the passages of prose and bullets in them.

In: a document. Out: ``Outline``: the sections under an outcome's heading, and every
paragraph and bullet that speaks of the council, with the outcome whose heading it stands
under. What every letter carries (address, explanation of the scale, statute) is left out,
and so are tables of grades and lists of what a later review will explore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ofsted_kg.letters.announcements import announced
from ofsted_kg.letters.frameworks import family_of
from ofsted_kg.letters.grades import RATING_SENTENCE
from ofsted_kg.letters.heading_rows import HeadingRows, says_something
from ofsted_kg.letters.in_passing import says
from ofsted_kg.model import Document, Notice, Section
from ofsted_kg.read.quoting import GREETING
from ofsted_kg.text.blocks import CLOSING, Block
from ofsted_kg.text.boilerplate import sentence_spans, without_boilerplate
from ofsted_kg.text.cells import items
from ofsted_kg.text.clean import Folded, fold
from ofsted_kg.text.dates import find_days
from ofsted_kg.text.headings import (
    BOTH,
    OF_COUNCIL,
    goes_on,
    is_title,
    opens_questions,
    outcome_of,
    part_of,
    polarity_of,
    run_in,
)
from ofsted_kg.text.layout import read_blocks
from ofsted_kg.text.lines import SENTENCE_END
from ofsted_kg.text.lists import read_listing
from ofsted_kg.text.passages import Passage
from ofsted_kg.text.tables import Cell
from ofsted_kg.vocabulary.lexicon import Lexicon

# "Grade 3", "Good (3)", "Judgement: adequate" on a line of its own.
_GRADE_ONLY = re.compile(
    r"""\W*(?:(?:apa\s+|overall\s+)*(?:grade|judgement|rating|score)s?\b(?:\s+awarded)?\W*)?
    (?:[1-4]|(?:outstanding|excellent|good|adequate|inadequate|satisfactory)\W*(?:[1-4])?|[1-4]\W+\w+)\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_GRADED_LINE = re.compile(
    r"[:–—-]\s*(?:grade\s*)?(?:\d|(?:outstanding|good|adequate|inadequate|performs\s+\w+)\b)(?:\W*\w+)?\W*$",
    re.IGNORECASE,
)

_LONGEST_TITLE = 260


@dataclass(frozen=True, slots=True)
class Outline:
    """A letter taken apart.

    Attributes:
        blocks: all headings, paragraphs, bullets and rows, in order.
        body: numbers of the first block after salutation and title, and of the closing.
        sections: the parts under an outcome's heading.
        passages: prose and bullets that speak of the council, in order.
        notices: what may be a list or prose.
    """

    blocks: tuple[Block, ...]
    body: tuple[int, int]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    notices: tuple[Notice, ...] = ()


def read_outline(document: Document, lexicon: Lexicon) -> Outline:
    """Take a letter apart into sections and passages."""
    meaning = _Meaning(lexicon)
    blocks, measured = read_blocks(document.text, meaning, [page.start for page in document.pages])
    body = _body(blocks)
    headings = [_polarity(block, lexicon) for block in blocks if block.kind == "heading"]
    walk = _Walk(
        document, lexicon, lists_once=headings.count(BOTH) == 1, lists_apart=_lists_apart(blocks, lexicon)
    )
    passages: list[Passage] = []
    notices: list[Notice] = []
    heading_rows = HeadingRows(document, blocks, lexicon)
    number = body[0]
    while number < len(blocks):
        block = blocks[number]
        if number == body[1]:
            walk.leave()
        if number in heading_rows:
            block = replace(block, kind="heading", cells=())
        passages.extend(walk.read(block, prose=number < body[1]))
        number += 1
        if not walk.awaits_list:
            continue
        last = number
        while last < body[1] and blocks[last].kind == "prose" and not meaning.ends_list(blocks[last].text):
            last += 1
        if last == number or (last < len(blocks) and blocks[last].kind == "bullet"):
            continue  # bullets follow: what stands above them leads in
        bounded = last == body[1] or blocks[last].kind != "row"
        listing = read_listing(document.text, blocks[number:last], measured, bounded=bounded)
        if listing.items:
            passages.extend(walk.listing(listing.items))
            number += listing.blocks
        elif listing.doubtful:
            evidence = document.evidence(blocks[number].start, blocks[last - 1].end)
            notices.append(
                Notice("unmarked-list", "What stands under a list's heading may be a list or prose", evidence)
            )
    walk.close(blocks[-1].end if blocks else 0)
    return Outline(blocks, body, tuple(walk.sections), tuple(announced(passages, lexicon)), tuple(notices))


class _Meaning:
    """What the words of a line mean, from the vocabulary."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def heading(self, words: str) -> bool:
        """They are the heading of an outcome or of a list of findings."""
        return len(words) < 200 and bool(
            outcome_of(words, self._lexicon) or polarity_of(words, self._lexicon)
        )

    def ends_list(self, words: str) -> bool:
        """They open something else than an item of a list."""
        return (
            self.heading(words)
            or opens_questions(words)
            or (len(words) < _LONGEST_TITLE and family_of(words) is not None)
            or GREETING.match(words) is not None
            or CLOSING.match(words) is not None
            or RATING_SENTENCE.search(words) is not None
        )

    def listing(self, words: str) -> bool:
        """They announce strengths or areas for improvement."""
        return len(words) < 120 and polarity_of(words, self._lexicon, heading=True) is not None

    def graded(self, words: str) -> bool:
        """They name an area that gets a grade."""
        return len(words) < 240 and self._lexicon.holds(words, "area")


def _body(blocks: tuple[Block, ...]) -> tuple[int, int]:
    first, last = 0, len(blocks)
    for number, block in enumerate(blocks):
        if block.kind in ("prose", "heading") and len(block.text) < 100 and GREETING.match(block.text):
            first = number + 1
            # Date and title may stand below the greeting.
            while first < len(blocks) and _is_date_or_title(blocks[first]):
                first += 1
            break
    for number in range(len(blocks) - 1, first - 1, -1):
        if len(blocks[number].text) < 200 and CLOSING.match(blocks[number].text):
            last = number
            break
    return first, last


def _is_date_or_title(block: Block) -> bool:
    words = block.text
    if block.kind not in ("heading", "prose") or len(words) > 260 or SENTENCE_END.search(words):
        return False
    return family_of(words) is not None or (len(words) < 40 and next(find_days(words), None) is not None)


def _lists_apart(blocks: Sequence[Block], lexicon: Lexicon) -> frozenset[str]:
    """Return which lists a letter on several outcomes has once only, behind them all."""
    lines = [block for block in blocks if block.kind not in ("bullet", "row") and len(block.text) < _HEADING]
    slugs = [outcome_of(block.text, lexicon) for block in lines]
    outcomes = [n for n, slug in enumerate(slugs) if slug is not None and slug not in OF_COUNCIL]
    lists: dict[str, list[int]] = {}
    for number, block in enumerate(lines):
        if (polarity := _polarity(block, lexicon)) is not None:
            lists.setdefault(polarity, []).append(number)
    last = outcomes[-1] if len(outcomes) >= _SEVERAL else len(lines)
    return frozenset(polarity for polarity, found in lists.items() if len(found) == 1 and found[0] > last)


def _polarity(block: Block, lexicon: Lexicon) -> str | None:
    return polarity_of(block.text, lexicon, heading=block.kind == "heading")


_HEADING = 160
_SEVERAL = 4


class _Walk:
    """Goes through the blocks and remembers under which headings it is."""

    def __init__(
        self, document: Document, lexicon: Lexicon, *, lists_once: bool, lists_apart: frozenset[str]
    ) -> None:
        self.document = document
        self.lexicon = lexicon
        self.says = partial(says, lexicon=lexicon)
        self.sections: list[Section] = []
        self.title: Block | None = None
        self.reach = 0
        self.outcome: str | None = None
        self.part: str | None = None
        self.polarity: str | None = None
        self.outer = False  # the list's heading stands above the outcomes' headings
        self.listed = False  # a bullet has come since the list's heading
        self.questions = False
        self.columns: tuple[str | None, ...] = ()
        self.row_outcome: str | None = None  # named by a row of its own below the columns' heads
        self.awaits_list = False  # a list's heading stands right above
        self.lists_once = lists_once
        self.lists_apart = lists_apart  # which lists stand once, behind all outcomes, and are of them all

    def leave(self) -> None:
        """Forget all headings."""
        self.close(self.reach)
        self.outcome = self.polarity = None
        self.outer = self.listed = self.questions = False
        self.columns, self.part = (), None

    def close(self, end: int) -> None:
        """End the open section."""
        if self.title is not None and self.outcome is not None:
            evidence = self.document.evidence(self.title.start, max(end, self.title.end))
            self.sections.append(Section(self.title.text, self.outcome, evidence))
        self.title = None

    def read(self, block: Block, *, prose: bool) -> Iterator[Passage]:
        """Read a block: a heading changes where we are, the rest gives passages."""
        self.awaits_list = False
        if block.kind == "row":
            yield from self._row(block, prose=prose)
            self.reach = block.end
            return
        self.columns = ()
        if block.kind != "bullet" and self._heading(block):
            self.reach = max(self.reach, block.end)
            awaits = self.outer or not self.listed
            self.awaits_list = self.polarity is not None and awaits and not self.questions
            return
        self.reach = block.end
        if block.kind == "bullet":
            self.listed = True
            # Behind the signatures a list is the letter's only under a heading that says so.
            if not self.questions and (prose or self.outcome or self.polarity):
                yield Passage(block.folded, "bullet", self.outcome, self.polarity)
        elif block.kind == "prose" and prose:
            self._lead_in(block)
            opened = None if self._lists_grades(block) else run_in(block.text, self.lexicon)
            if opened is not None:
                name = block.folded.cut(0, opened[1])
                self._enter(Block("heading", name, lines=((name.start, name.end),)), opened[0])
                self.reach = block.end
                block = replace(block, folded=block.folded.cut(opened[1], len(block.text)))
            if not self.questions and not self._lists_grades(block):
                for part in _without_rating(block.folded):
                    for rest in without_boilerplate(part, self.says):
                        yield Passage(rest, "prose", self.part or self.outcome)

    def listing(self, items: Sequence[Folded]) -> Iterator[Passage]:
        """Take the items of a list without bullets."""
        self.listed = True
        for item in items:
            self.reach = item.end
            yield Passage(item, "bullet", self.outcome, self.polarity)

    def _heading(self, block: Block) -> bool:
        words = block.text
        if _GRADE_ONLY.match(words):
            return True  # the grade of the heading above
        if len(words) < 260 and family_of(words) is not None and not SENTENCE_END.search(words):
            self.leave()
            return True
        outcome = outcome_of(words, self.lexicon)
        polarity = _polarity(block, self.lexicon)
        if polarity is not None and len(words) < _HEADING:
            if outcome is not None:
                self._enter(block, outcome)
            elif polarity == BOTH and self.lists_once and self.title and 0 < block.level <= self.title.level:
                self.leave()  # "## Strengths and areas for improvement" beside "## Staying safe"
            elif polarity in self.lists_apart:
                self.leave()
            self.polarity = None if polarity == BOTH else polarity
            self.outer = self.listed = False
            self.questions = False
            return True
        if outcome is not None:
            self._enter(block, outcome)
            return True
        if block.kind == "heading" or is_title(words):
            part = part_of(words, self.lexicon) if not block.level else None
            if self.outcome is None or part is None:
                self.leave()
            self.part = part
            self.questions = opens_questions(words)
            return True
        return False

    def _enter(self, block: Block, outcome: str) -> None:
        self.close(self.reach)
        if self.questions:
            return
        if self.polarity is not None and (self.outer or not self.listed):
            self.outer = True
        else:
            self.polarity, self.outer = None, False
        self.outcome, self.title, self.part = outcome, block, None

    def _lead_in(self, block: Block) -> None:
        """A sentence between lists ends them, unless it says a grade or a comparison of one, or goes on."""
        if self.polarity is not None and self.listed and not goes_on(block.text, self.lexicon):
            self.polarity = None

    def _lists_grades(self, block: Block) -> bool:
        """Whether a paragraph is a table of grades: "Staying safe: 3" on each of its lines."""
        if len(block.lines) < 2:
            return False
        lines = [fold(self.document.text, [line]).text for line in block.lines]
        return 2 * sum(_GRADED_LINE.search(line) is not None for line in lines) >= len(lines)

    def _row(self, block: Block, *, prose: bool) -> Iterator[Passage]:
        heads = tuple(self._column(cell) for cell in block.cells)
        if any(head in ("strength", "area-for-improvement") for head in heads):
            self.columns, self.row_outcome = heads, None
            return
        if self.questions:
            return
        if not self.columns:
            if prose:
                yield from self._said_in(block)
            return
        outcome, alone = self.row_outcome or self.outcome, True
        for number, cell in enumerate(block.cells):
            polarity = self.columns[number] if number < len(self.columns) else None
            for item in items(self.document.text, cell, self._names_outcome):
                named = outcome_of(item.text, self.lexicon)
                outcome, alone = named or outcome, alone and named is not None
                if named is None and polarity is not None:
                    yield Passage(item, "bullet", outcome, polarity)
        self.row_outcome = outcome if alone else self.row_outcome

    def _said_in(self, block: Block) -> Iterator[Passage]:
        """Read the sentences that stand in cells: "Adoption | The service is outstanding."."""
        outcome = self.outcome
        for cell in block.cells:
            words = fold(self.document.text, cell)
            outcome = outcome_of(words.text, self.lexicon) or outcome
            if says_something(words.text):
                for part in _without_rating(words):
                    for rest in without_boilerplate(part, self.says):
                        yield Passage(rest, "prose", outcome)

    def _column(self, cell: Cell) -> str | None:
        words = fold(self.document.text, cell).text
        return polarity_of(words, self.lexicon, heading=True) if len(words) < 120 else None

    def _names_outcome(self, words: str) -> bool:
        return outcome_of(words, self.lexicon) is not None


def _without_rating(folded: Folded) -> list[Folded]:
    """Take out the sentence that gives the formal rating."""
    match = RATING_SENTENCE.search(folded.text)
    if match is None:
        return [folded]
    start, end = next(span for span in sentence_spans(folded.text) if span[1] >= match.end("word"))
    parts = (folded.cut(0, start), folded.cut(end, len(folded.text)))
    return [part for part in parts if part.text]
