"""Tell by its words what a heading opens: an outcome's section, or a list of findings.

In: the folded words of a line. Out: the slug of an outcome, the slug of a polarity, or
None. The names come from ontology/ (outcomes, polarities); what may stand around a name
in a heading ("Outcome 2: Staying safe (grade 3)") is grammar and stands here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ofsted_kg.vocabulary.lexicon import Lexicon, tokens

BOTH = "both"
# What a heading may name together, and what is of the council and no outcome for children.
OF_COUNCIL = frozenset({"service-management", "capacity-to-improve"})

# Words that a heading may hold beside the name of an outcome.
_BESIDE_OUTCOME = frozenset(
    re.findall(
        r"\w+",
        """a and annual apa area areas assessment awarded children contribution council councils
        effectiveness final for grade grades improving in including its judgement local authority
        management matters of on our outcome outcomes overall people performance promoting provision
        rating score section service services the their to young 1 2 3 4 5 6 7 8 9 outstanding excellent
        very good satisfactory adequate unsatisfactory inadequate poor""",
    )
)
# Words that may stand beside "strengths" or "areas for improvement" in a heading.
_BESIDE_POLARITY = _BESIDE_OUTCOME | frozenset(
    re.findall(
        r"\w+",
        """also are as aspects at been by childrens data development every evidence following further has
        have identified identify improvement include includes inspection inspections is key main major
        most important notable particular regulation regulatory significant some summary supported that
        these this those under was were where which with within""",
    )
)
_MARKS = frozenset(":.,;-–—()/&'\"[]*#|’‘“”•·")
_LONGEST = 14


_ALSO = frozenset({"Also:", "And also:", "And:", "In addition:"})


def goes_on(words: str, lexicon: Lexicon) -> bool:
    """Say whether a sentence between lists leaves the second what the first is: "These are above:"."""
    tells = words in _ALSO or lexicon.holds(words, "grade/prose", "comparator")
    return tells and words.endswith(":")


_LONGEST_PART = 60


def is_title(words: str) -> bool:
    """Tell whether a paragraph is a heading that is not marked as one: short, no sentence."""
    return (
        len(words) < 80
        and not re.search(r"[.:;,?!]$", words)
        and words[:1].isupper()
        and len(words.split()) < 12
    )


def part_of(words: str, lexicon: Lexicon) -> str | None:
    """Return the setting that a heading names and nothing else, empty for a measure: it parts a section.

    >>> from ofsted_kg.vocabulary.lexicon import load
    >>> part_of("Early years", load()), part_of("Attendance", load()), part_of("Next steps", load())
    ('early-years', '', None)
    """
    hits = lexicon.find(words, "setting", "topic") if len(words) < _LONGEST_PART else []
    whole = next((hit for hit in hits if hit.start == 0 and hit.end == len(words.rstrip())), None)
    if whole is None:
        return None
    return whole.slug if whole.scheme == "setting" else ""


@lru_cache(maxsize=4096)
def outcome_of(words: str, lexicon: Lexicon) -> str | None:
    """Return the outcome that a heading with these words opens, or None.

    >>> from ofsted_kg.vocabulary.lexicon import load
    >>> outcome_of("Outcome 2: Staying safe (grade 3)", load())
    'staying-safe'
    >>> outcome_of("Staying safe is a priority", load())
    """
    if len(words) > 160:
        return None
    parts = tokens(words)
    if len(parts) > 2 * _LONGEST:
        return None
    hits = [hit for hit in lexicon.match(parts, "outcome") if hit.slug != "all-outcomes"]
    if not hits or len({hit.slug for hit in hits}) > 2:
        return None
    rest = [part for part in parts if not any(hit.start <= part.start < hit.end for hit in hits)]
    if any(part.word not in _BESIDE_OUTCOME and part.word not in _MARKS for part in rest):
        return None
    if words.rstrip().endswith(".") and any(part.word not in _MARKS for part in rest):
        return None
    slugs = list(dict.fromkeys(hit.slug for hit in hits))
    if len(slugs) == 2 and set(slugs) != OF_COUNCIL:
        return None
    return slugs[0]


@lru_cache(maxsize=4096)
def polarity_of(words: str, lexicon: Lexicon, *, heading: bool = False) -> str | None:
    """Return which findings a heading or lead-in announces, ``BOTH``, or None.

    Args:
        words: the folded words.
        lexicon: the vocabulary.
        heading: the document marks them as a heading, so other words may stand by.

    >>> from ofsted_kg.vocabulary.lexicon import load
    >>> polarity_of("Major strengths", load())
    'strength'
    """
    if len(words) > 240:
        return None
    parts = tokens(words)
    hits = list(lexicon.match(parts, "polarity"))
    if not hits:
        return "area-for-improvement" if len(words) < 160 and _DEMANDS.search(words) else None
    slugs = {hit.slug for hit in hits}
    lead_in = words.rstrip().endswith(":")
    if not (heading and len(parts) <= _LONGEST) and not lead_in:
        outcomes = list(lexicon.match(parts, "outcome"))
        for part in parts:
            inside = any(hit.start <= part.start < hit.end for hit in (*hits, *outcomes))
            if not inside and part.word not in _BESIDE_POLARITY and part.word not in _MARKS:
                return None
    return BOTH if len(slugs) > 1 else slugs.pop()


# "In the year ahead the council, with its partners, should:"
_DEMANDS = re.compile(
    r"\b(?:council|authority|partners?|partnership)\b[^.:]{0,80}\b(?:should|must|needs?\s+to|has\s+to|have\s+to)\s*:\s*$",
    re.IGNORECASE,
)
# "Areas for exploration in the joint area review": questions to come, no judgements.
_TO_COME = re.compile(
    r"\b(?:areas?|issues?|matters?|lines?)\s+(?:for|of|to)\s+(?:further\s+)?(?:explor|be\s+explored|enquir|inquir|investigat)"
    r"|\bto\s+be\s+explored\b|\bnext\s+steps\b",
    re.IGNORECASE,
)


def opens_questions(words: str) -> bool:
    """Tell whether a heading opens a list of what a later review will look at.

    >>> opens_questions("Areas for exploration in the joint area review")
    True
    """
    return len(words) < 160 and _TO_COME.search(words) is not None


# What parts a heading from the paragraph that runs on behind it.
_RUNS_ON = re.compile(r"\s*[:.–—-]\s+(?=[A-Z])|\s+(?=(?:The\s+contribution|Outcomes|Overall,)\b)")


def run_in(words: str, lexicon: Lexicon) -> tuple[str, int] | None:
    """Return the outcome that opens a paragraph as its heading, and where the paragraph begins.

    >>> from ofsted_kg.vocabulary.lexicon import load
    >>> run_in("Staying safe: The contribution of services to this outcome is good.", load())
    ('staying-safe', 14)
    >>> run_in("Staying safe remains a priority.", load())
    """
    if not words[:1].isupper():
        return None
    for hit in lexicon.find(words[:80], "outcome")[:1]:
        parted = _RUNS_ON.match(words, hit.end)
        if hit.start == 0 and parted and hit.slug != "all-outcomes" and len(words) > parted.end() + 20:
            return hit.slug, parted.end()
    return None
