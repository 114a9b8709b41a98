"""Tell sentences that every letter carries from what a letter says of its council.

In: a sentence or paragraph. Out: whether it explains the scale, tells how the rating came
about, cites the statute, or thanks. Recognised by what such a sentence is about, never
by its whole wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ofsted_kg.text.caseless import caseless
from ofsted_kg.text.clean import Folded

# The scale and its levels: what such a sentence says of a grade is said of the scale.
_SCALE = re.compile(
    r"""
    # All begin a word, and are in small letters: so most places are passed over at once.
    \b(?:
      (?:four|4)[-\s]point\s+(?:scale|range)
    | (?:four|4)\s+(?:levels?|grades|bands)\b
    | (?:the|these|scale\s+has)\s+(?:four|4)\s+points\b(?!\s+(?:above|adrift|ahead|behind|below|better
        |clear|down|higher|less|lower|more|narrower|off|over|short|under|up|wider|worse)\b)
    | (?:levels?|points|grades|bands)\s+(?:of|in|on)\s+the\s+scale\b
    | following\s+(?:four[-\s]point\s+)?scale\b
    | within\s+(?:each|every|any|the\s+same)\s+(?:level|grade|band|rating|category)
    # itself, not as what something came to: "inspections led to a judgement of good"
    | (?<!\bin\sa\s)(?<!\bto\sa\s)(?<!\bwith\sa\s)(?<!\breceived\sa\s)(?<!\bgiven\sa\s)(?<!\bawarded\sa\s)
        \b(?:rating|assessment|grade|judgement|score|level|band|description)s?\s+of\s+['‘’"“*]*
        (?:perform(?:s|ing)?\s+(?:excellently|well|adequately|poorly)
            # itself, not as the quality of something: "the level of poor attendance is"
            | (?:outstanding|excellent|good|adequate|inadequate|poor)(?=['‘’"”*,]*\s+(?:also|alone|and|at
                |by|do|does|for|here|in|indicates?|is|itself|means?|needs?|on|or|overall|should|to)\b))
        (?:(?!\b(?:and\s+an?|are|but|had|has|have|was|were|where|which|who|yet)\b)[\w\s'‘’"“”*,]){0,160}?
        \b(?:does|do|need|should|is|indicates?|means?)\b
    | does\s+not\s+(?:necessarily\s+)?(?:mean|imply)\b
    | does\s+not\s+(?:necessarily\s+)?indicate\s+(?:that\s+)?(?:all|there|every|each|no\b)
    | an?\s+(?:organisation|service|council)\s+that\s+
        (?:significantly\s+|only\s+|consistently\s+|does\s+not\s+)*(?:exceeds?|meets?|delivers?)
    | an?\s+(?:outstanding|good|adequate|inadequate|poor)\s+(?:local\s+authority|council|organisation|service)
        \s+is\s+one\b
    | (?:ratings?|grades?|scores?|levels?|bands?|well|excellently|adequately|poorly|outstanding|good
        |adequate|inadequate|[1-4])['‘’"”*]*\s+means?\s+(?:that\s+)?(?:the|an?)\s+
        (?:organisation|service|council)\b
    | minimum\s+requirements\b
    | (?:service|grade|improve)\s+descriptors?\b
    )
    """,
    re.VERBOSE,
)
# How the rating came about, the statute, thanks: such a sentence may say in passing what was found.
_LETTER = re.compile(
    r"""
    \b(?:
    # how the rating came about
    guidance\b[^.]{0,60}\b(?:explain|sets?\s+out|(?:published|issued)\s+by\s+ofsted)
    | ofsted['’]?s?\s+(?:\w+\s+)?guidance\b[^.]{0,60}\b(?:published|issued)
    | performance\s+(?:profile|bands?)\b
    | evidence\s+in\s+the\s+profile\b
    | (?:annual|children['’]?s\s+services)\s+(?:rating|assessment|grade)s?\s+
        (?:is|was|were|are|would|will|has|have|derives?|draws?|takes?)\b
    | (?:this|the)\s+profile\s+(?:includes?|brings?|draws?|contains?)
    | transitional\s+year\b
    | (?:table|grades?)\b[^.]{0,40}\bsets?\s+out\b[^.]{0,60}\bgrades?
    | judgements?\s+(?:in\s+(?:this|the)\s+letter|are|were)?\s*
        (?:(?:draws?|based)\s+(?:up)?on|made\s+(?:up)?on\s+(?:the\s+)?(?:basis|evidence))\b
    | (?:inspectors|we)\s+make\s+judgements?\b
    | taken\s+account\s+of\b[^.]{0,80}\b(?:inspected|regulated|arrangements)
    | specific\s+arrangements\s+for\b[^.]{0,60}\brating\b
    # the statute and where the rating goes
    | section\s+138\b
    | education\s+and\s+inspections\s+act\b
    | comprehensive\s+(?:area|performance)\s+assessment\b
    | audit\s+commission\b
    | (?:rating|grade|assessment|score)s?\b[^.]{0,80}\bwill\s+(?:also\s+)?
        (?:contribute|provide|inform|form|be\s+published)
    # thanks and process
    | this\s+(?:annual\s+performance\s+assessment\s+)?letter\s+
        (?:summari[sz]es|sets\s+out|reports|confirms|contains|gives|provides|follows|will|is|comprises)
    | we\s+(?:are|were|would\s+like\s+to)\s+(?:very\s+)?(?:grateful|thank)
    | thank\s+you\s+for\b
    | (?:please\s+see|are\s+attached|is\s+attached)\b[^.]{0,80}\b(?:judgements?|letter|annex|grades?)
    | factual\s+(?:comments|accuracy)\b
    | (?:copy|copies)\s+of\s+this\s+letter\b
    )
    """,
    re.VERBOSE,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"'’”)\]]*\s+(?=[\"'‘“(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|No|no|St|Mr|Mrs|Ms|Dr|cf|vs|p|pp)\.$")


def is_boilerplate(sentence: str) -> bool:
    """Tell whether a sentence is about the rating, the scale, the statute or the letter itself.

    >>> is_boilerplate("Standards of provision differ within every level of the scale.")
    True
    >>> is_boilerplate("Most of the nursery schools are good.")
    False
    >>> is_boilerplate("Since the new guidance was issued, referrals are above the average.")
    False
    >>> is_boilerplate("Attendance is four points below the average.")
    False
    >>> is_boilerplate("Most visits led to a judgement of good or better, and one home is outstanding.")
    False
    >>> is_boilerplate("Absence is lower than elsewhere, though here the difference is only four points.")
    False
    """
    plain = caseless(sentence)
    return _SCALE.search(plain) is not None or _LETTER.search(plain) is not None


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the stretches of the sentences of a folded text."""
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _SENTENCE.finditer(text):
        if _ABBREVIATION.search(text, start, gap.start()):
            continue
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text)))
    return spans


def without_boilerplate(folded: Folded, says: Callable[[str], bool]) -> list[Folded]:
    """Return what is left of a paragraph: runs of sentences that speak of the council.

    A paragraph that opens with boilerplate and is so for at least half of its sentences
    is boilerplate as a whole: what stands between goes with it, unless it says something.

    Args:
        folded: the paragraph.
        says: whether a sentence holds a grade and what may be graded. It is left in then, be it
            boilerplate for the rest, unless it explains the scale.
    """
    spans = sentence_spans(folded.text)
    flags = [is_boilerplate(folded.text[start:end]) for start, end in spans]
    if not any(flags):
        return [folded]
    whole = flags[0] and 2 * sum(flags) >= len(flags)
    for number, (start, end) in enumerate(spans):
        if (flags[number] or whole) and not _SCALE.search(caseless(folded.text[start:end])):
            flags[number] = not says(folded.text[start:end])
        else:
            flags[number] = flags[number] or whole
    kept: list[Folded] = []
    first: int | None = None
    for number, flag in enumerate([*flags, True]):
        if not flag and first is None:
            first = number
        elif flag and first is not None:
            kept.append(folded.cut(spans[first][0], spans[number - 1][1]))
            first = None
    return kept
