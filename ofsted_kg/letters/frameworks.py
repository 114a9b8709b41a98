"""Find under which framework a letter was written, by its title and year.

In: the blocks of a document. Out: the framework, the title with its place, and the
stretch of the title that names the council. The titles are those of the yearly letters
of 2005 to 2011; the frameworks, their years and the titles of reports come from ontology/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ofsted_kg.text.blocks import Block
from ofsted_kg.text.clean import Folded, fold
from ofsted_kg.vocabulary.lexicon import Framework, Lexicon

_OF_CHILDREN = r"(?:children['’‘´`]?s?|children\s+and\s+young\s+people['’‘´`]?s?)"
# The three families of yearly letters; the slug of a framework is family and year.
_FAMILIES: dict[str, re.Pattern[str]] = {
    # Annual performance assessment of services for children and young people in X 2007
    "apa": re.compile(
        r"\bannual\s+performance\s+assessments?\b(?!\s+\(?APA\)?\s+(?:process|grade))|\bAPA\s+20\d\d\b", re.I
    ),
    # Children's services annual rating
    "annual-rating": re.compile(
        rf"\b{_OF_CHILDREN}\s+services(?:['’]\s+|\s+)(?:annual\s+)?rating\b"
        rf"|\bannual\s+(?:rating\s+of\s+)?{_OF_CHILDREN}\s+services(?:\s+rating)?\b(?!\s+(?:annual\s+)?assessment)"
        r"|\bannual\s+rating\s+(?:letter|20\d\d)",
        re.I,
    ),
    # Annual children's services assessment
    "annual-assessment": re.compile(
        rf"\bannual\s+(?:assessment\s+of\s+)?{_OF_CHILDREN}\s+services(?:\s+assessment)\b"
        rf"|\bannual\s+assessment\s+of\s+(?:[\w’']+\s+){{0,6}}{_OF_CHILDREN}\s+services\b"
        rf"|\b{_OF_CHILDREN}\s+services\s+(?:annual\s+)?assessment\b",
        re.I,
    ),
}
# The Commission for Social Care Inspection and the Care Quality Commission assessed adults' services, too.
_OF_ADULTS = re.compile(r"\badults?\b", re.I)
_OF_THE_YOUNG = re.compile(r"\bchild|\byoung\s+p", re.I)
# Each of their titles has one of these words: few lines of a letter do.
_NAMED = re.compile(r"annual|apa|rating|assessment", re.I)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# The years in which the letter itself says it was assessed: "APA final judgements 2006",
# "the 2007 annual performance assessment", "children's services assessment 2010".
_YEAR_NEAR = re.compile(
    r"\b(20\d\d)\s++(?:annual|APA\b|performance\s++assessment|children)"
    r"|\b(?:judgements?|rating|assessment|APA|performance\s++in|for)\s*+(?:\(APA\)\s*+)?(?:letter\s++)?[,:(–-]?\s*+(20\d\d)\b",
    re.I,
)
_LONGEST_TITLE = 260
_ENDS = (".", "?", "!")
_TITLE_REACH = 60
# What a letter is about that only names the assessment: "Appointment as inspector, ... assessment".
_OTHER_SUBJECT = re.compile(
    r"\W*(?:re\W+)?(?:(?:your|offer\s+of)\s+)?(?:appointment|application|vacancy|complaint|request|invitation"
    r"|conference|seminar|training|consultation|notice|notification|interview|response|reply)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a letter and what it tells.

    Attributes:
        framework: the framework.
        folded: the title's words.
        first: number of the block that opens it.
        last: number of the block that ends it.
        year_printed: the year stands in the title itself.
    """

    framework: Framework
    folded: Folded
    first: int
    last: int
    year_printed: bool

    @property
    def in_prose(self) -> bool:
        """Whether it is named in running prose only."""
        return self.last < self.first


def family_of(words: str) -> str | None:
    """Return the family of yearly letters that a title names.

    >>> family_of("ANNUAL PERFORMANCE ASSESSMENT OF SERVICES FOR CHILDREN AND YOUNG PEOPLE")
    'apa'
    >>> family_of("Children’s services annual rating")
    'annual-rating'
    >>> family_of("Annual children's services assessment 2010")
    'annual-assessment'
    >>> family_of("Annual performance assessment of adult social care 2008")
    """
    if not _NAMED.search(words) or _is_of_adults(words):
        return None
    found = [
        (match.start(), -match.end(), family)
        for family, pattern in _FAMILIES.items()
        if (match := pattern.search(words))
    ]
    return min(found)[2] if found else None


def is_titled(text: str) -> bool:
    """Tell whether a line of a text opens with a title, be it at the foot of a page."""
    lines = (line.strip() for line in text.split("\n"))
    return any(line[:1].isupper() and any(p.match(line) for p in _FAMILIES.values()) for line in lines)


def is_adults_assessment(text: str) -> bool:
    """Tell whether the lines of a text name an assessment of adults' services and none of children's."""
    lines = text.split("\n")
    named = any(_FAMILIES["apa"].search(line) and _is_of_adults(line) for line in lines)
    return named and not any(family_of(line) and _OF_THE_YOUNG.search(line) for line in lines)


def _is_of_adults(words: str) -> bool:
    return _OF_ADULTS.search(words) is not None and not _OF_THE_YOUNG.search(words)


def find_title(text: str, blocks: Sequence[Block], lexicon: Lexicon, day: date | None) -> Title | None:
    """Find the title of a yearly letter.

    Args:
        text: the document's text.
        blocks: its blocks.
        lexicon: the vocabulary.
        day: the letter's date, which decides where no year is printed.
    """
    for number, block in enumerate(blocks[:_TITLE_REACH]):
        if block.kind == "row" and len(block.cells) > 1:
            continue
        if len(block.text) > _LONGEST_TITLE or block.text.endswith(_ENDS) or _OTHER_SUBJECT.match(block.text):
            continue
        family = family_of(block.text)
        last = number
        folded = block.folded
        if family is None and _opens_title(block.text) and not _is_sentence(blocks[number + 1 : number + 2]):
            folded = fold(text, (*block.lines, *blocks[number + 1].lines))
            family = family_of(folded.text) if len(folded.text) <= _LONGEST_TITLE else None
            last = number + 1
        if family is None:
            continue
        # A title broken over two headings goes on until its year.
        while (
            not _YEAR.search(folded.text)
            and last + 1 < len(blocks)
            and _goes_on(blocks[last], blocks[last + 1], folded)
        ):
            last += 1
            folded = fold(text, [line for b in blocks[number : last + 1] for line in b.lines])
        framework, printed = _framework(family, folded.text, blocks, lexicon, day)
        if framework is not None:
            return Title(framework, folded, number, last, printed)
    return _from_prose(blocks, lexicon, day)


def _is_sentence(following: Sequence[Block]) -> bool:
    return not following or following[0].text.endswith(_ENDS)


def _opens_title(words: str) -> bool:
    return re.match(r"\W*(?:annual|children['’]?s)\b", words, re.I) is not None and len(words) < 60


def _goes_on(block: Block, after: Block, so_far: Folded) -> bool:
    if after.kind not in ("heading", "prose") or len(after.text) > 120 or after.text.endswith((".", ":")):
        return False
    joined = re.search(r"\b(?:of|and|for|in|the|young|education|people)$", so_far.text, re.I)
    if joined:
        return True
    # "... services for children and young people" / "in Northmoor 2007"; or the year alone
    return (
        re.match(r"(?:in|of|for|and)\s|\W*20\d\d\W*$", after.text, re.I) is not None
        and len(after.text.split()) < 14
    )


def _framework(
    family: str, title: str, blocks: Sequence[Block], lexicon: Lexicon, day: date | None
) -> tuple[Framework | None, bool]:
    years = [int(year) for year in _YEAR.findall(title)]
    for year in reversed(years):
        framework = lexicon.framework(f"{family}-{year}")
        if framework is not None:
            return framework, True
    members = [entry for entry in lexicon.frameworks if entry.slug.rpartition("-")[0] == family]
    if len(members) == 1:
        return members[0], False
    for block in blocks:
        for match in _YEAR_NEAR.finditer(block.text[:2000]):
            framework = lexicon.framework(f"{family}-{match[1] or match[2]}")
            if framework is not None:
                return framework, False
    if day is not None:
        inside = [
            entry
            for entry in members
            if (entry.first is None or entry.first <= day) and (entry.last is None or day <= entry.last)
        ]
        own = [entry for entry in inside if entry.year == day.year]
        for entry in (*own, *inside):
            return entry, False
    return None, False


def _from_prose(blocks: Sequence[Block], lexicon: Lexicon, day: date | None) -> Title | None:
    """A letter without a title may still name its kind in its first sentences."""
    for number, block in enumerate(blocks[:_TITLE_REACH]):
        if block.kind == "row":
            continue
        family = family_of(block.text)
        if family is None:
            continue
        framework, printed = _framework(family, "", blocks, lexicon, day)
        if framework is not None:
            return Title(framework, block.folded, number, number - 1, printed)
    return None
