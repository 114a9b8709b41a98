# ruff: noqa: E501 - tables read best on one line
"""How a direction is said: every public label of the scheme, and the verbs and adverbs around them.

In: ontology/direction.ttl. Out: ``DIRECTIONS`` by their words.
"""

from __future__ import annotations

from dataclasses import dataclass

from compose.measures import FRACTION, GAP, NUMBER, PERFORM, PERFORMANCE, RATE, SHARE, TIME
from compose.nouns import labels

NUMBERS = (RATE, NUMBER, SHARE)
ALL = (RATE, NUMBER, SHARE, PERFORMANCE, GAP, TIME)
COMPARATIVE = "than"  # higher than
PREPOSITION = "with"  # in line with, above
VERB = "verb"  # exceeds
PART = "part"  # a higher proportion of
AVERAGE = "average"  # a higher than average proportion of: names its comparator itself


@dataclass(frozen=True, slots=True)
class Direction:
    """Words that say a direction.

    Attributes:
        words: with their preposition.
        slug: the direction.
        form: whether a comparative, a preposition or a verb.
        kinds: the kinds of measure it is said of.
        plural: a verb's plural.
    """

    words: str
    slug: str
    form: str
    kinds: tuple[str, ...] = ALL
    plural: str = ""


KINDS = {
    "higher than": NUMBERS,
    "lower than": NUMBERS,
    "greater than": (*NUMBERS, GAP),
    "larger than": (*NUMBERS, GAP),
    "smaller than": (*NUMBERS, GAP),
    "more than": (RATE, NUMBER, SHARE),
    "less than": (RATE, NUMBER, SHARE, TIME),
    "fewer than": (NUMBER,),
    "better than": (PERFORMANCE, PERFORM),
    "worse than": (PERFORMANCE, PERFORM),
    "ahead of": (PERFORMANCE,),
    "behind": (PERFORMANCE,),
    "as well as": (PERFORM,),
    "at least as good as": (PERFORMANCE,),
    "no worse than": (PERFORMANCE, PERFORM),
    "no better than": (PERFORMANCE, PERFORM),
    "in line with or better than": (PERFORMANCE,),
    "in line with or lower than": NUMBERS,
    "consistent with or narrower than": (GAP,),
    "in line with or above": (RATE, NUMBER, SHARE, PERFORMANCE),
    "above or in line with": (RATE, NUMBER, SHARE, PERFORMANCE),
    "in line with or below": (RATE, NUMBER, SHARE, PERFORMANCE),
    "below or in line with": (RATE, NUMBER, SHARE, PERFORMANCE),
}
# Labels that stand in frames of their own, not before a comparator.
ALONE = ("above average", "below average", "average", "above", "below", "in line", "in line or above", "in line or below")  # fmt: skip


def _labelled() -> list[Direction]:
    found = []
    for slug, label in labels("direction"):
        words = label[0].lower() + label[1:]
        if words not in ALONE:
            form = COMPARATIVE if words.endswith("than") else PREPOSITION
            found.append(Direction(words, slug, form, KINDS.get(words, ALL)))
    return found


NUMERIC = (RATE, NUMBER, SHARE, PERFORMANCE)
OWN = (
    Direction("above", "above", PREPOSITION, (*NUMERIC, PERFORM)),
    Direction("below", "below", PREPOSITION, (*NUMERIC, PERFORM)),
    Direction("well above", "above", PREPOSITION, NUMERIC),
    Direction("just above", "above", PREPOSITION, NUMERIC),
    Direction("well below", "below", PREPOSITION, NUMERIC),
    Direction("slightly below", "below", PREPOSITION, NUMERIC),
    Direction("slightly higher than", "above", COMPARATIVE, NUMBERS),
    Direction("significantly higher than", "above", COMPARATIVE, NUMBERS),
    Direction("considerably lower than", "below", COMPARATIVE, NUMBERS),
    Direction("much lower than", "below", COMPARATIVE, NUMBERS),
    Direction("significantly better than", "above", COMPARATIVE, (PERFORMANCE, PERFORM)),
    Direction("slightly worse than", "below", COMPARATIVE, (PERFORMANCE, PERFORM)),
    Direction("stronger than", "above", COMPARATIVE, (PERFORMANCE,)),
    Direction("weaker than", "below", COMPARATIVE, (PERFORMANCE,)),
    Direction("poorer than", "below", COMPARATIVE, (PERFORMANCE,)),
    Direction("less well than", "below", COMPARATIVE, (PERFORM,)),
    Direction("less good than", "below", COMPARATIVE, (PERFORMANCE,)),
    Direction("not as good as", "below", PREPOSITION, (PERFORMANCE,)),
    Direction("not as high as", "below", PREPOSITION, NUMBERS),
    Direction("wider than", "above", COMPARATIVE, (GAP,)),
    Direction("narrower than", "below", COMPARATIVE, (GAP,)),
    Direction("longer than", "above", COMPARATIVE, (TIME,)),
    Direction("shorter than", "below", COMPARATIVE, (TIME,)),
    Direction("broadly in line with", "in-line", PREPOSITION, ALL),
    Direction("generally in line with", "in-line", PREPOSITION, ALL),
    Direction("close to", "in-line", PREPOSITION, ALL),
    Direction("as good as", "in-line", PREPOSITION, (PERFORMANCE,)),
    Direction("as high as", "in-line", PREPOSITION, NUMBERS),
    Direction("much the same as", "in-line", PREPOSITION, ALL),
    Direction("on a par with", "in-line", PREPOSITION, (PERFORMANCE, SHARE)),
    Direction("at or above", "in-line-or-above", PREPOSITION, NUMERIC),
    Direction("at least in line with", "in-line-or-above", PREPOSITION, NUMERIC),
    Direction(
        "at least as good as, and sometimes better than,", "in-line-or-above", PREPOSITION, (PERFORMANCE,)
    ),
    Direction("as good as or better than", "in-line-or-above", PREPOSITION, (PERFORMANCE,)),
    Direction("no lower than", "in-line-or-above", COMPARATIVE, NUMBERS),
    Direction("no higher than", "in-line-or-below", COMPARATIVE, NUMBERS),
    Direction("at or below", "in-line-or-below", PREPOSITION, NUMERIC),
    Direction("exceeds", "above", VERB, NUMERIC, "exceed"),
    Direction("compares favourably with", "above", VERB, (PERFORMANCE,), "compare favourably with"),
    Direction("compares well with", "above", VERB, (PERFORMANCE,), "compare well with"),
    Direction("falls below", "below", VERB, NUMERIC, "fall below"),
    Direction("lags behind", "below", VERB, (PERFORMANCE,), "lag behind"),
    Direction("compares unfavourably with", "below", VERB, (PERFORMANCE,), "compare unfavourably with"),
    Direction("compares poorly with", "below", VERB, (PERFORMANCE,), "compare poorly with"),
    Direction("matches", "in-line", VERB, NUMERIC, "match"),
    Direction("matches or exceeds", "in-line-or-above", VERB, NUMERIC, "match or exceed"),
)
PARTS = (
    *(
        Direction(f"a {word} proportion of", "above", PART, (FRACTION,))
        for word in ("higher", "larger", "greater")
    ),
    *(
        Direction(f"a {word} proportion of", "below", PART, (FRACTION,))
        for word in ("lower", "smaller", "fewer")
    ),
    Direction("a higher percentage of", "above", PART, (FRACTION,)),
    Direction("a slightly lower percentage of", "below", PART, (FRACTION,)),
    Direction("more", "above", PART, (FRACTION,)),
    Direction("fewer", "below", PART, (FRACTION,)),
    Direction("a higher than average proportion of", "above", AVERAGE, (FRACTION,)),
    Direction("a lower than average proportion of", "below", AVERAGE, (FRACTION,)),
    Direction("a smaller than average number of", "below", AVERAGE, (FRACTION,)),
)
DIRECTIONS = {d.words: d for d in (*_labelled(), *OWN, *PARTS)}
