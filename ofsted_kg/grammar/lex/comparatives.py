"""The comparing words of English, and which way each points.

In: the lexicon. Out: `cues`, the words and phrases that set one thing against another, each
with its direction and with how it joins to what it compares with. They are the labels of
ontology/direction.ttl and the words of ontology/direction.tsv.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum, auto
from functools import lru_cache

import msgspec

from ofsted_kg.grammar.lex.closed_classes import PHRASES, words_of
from ofsted_kg.grammar.lex.fast_enum import direct
from ofsted_kg.vocabulary.lexicon import Lexicon, tokens

ABOVE, BELOW, LINE = "above", "below", "in-line"
OR_ABOVE, OR_BELOW = "in-line-or-above", "in-line-or-below"
# Where the others are above, the council is below.
TURNED = {ABOVE: BELOW, BELOW: ABOVE}
# What lies so, or level.
OR_LEVEL = {ABOVE: OR_ABOVE, BELOW: OR_BELOW}
# Cues that are mostly plain prepositions: alone they compare nothing.
LOOSE = frozenset({"at", "around", "near", "under", "over", "beyond"})


@direct
class Form(StrEnum):
    """How a comparing word joins to what it compares with."""

    DIRECT = auto()  # "above", "in line with": the comparator follows
    COMPARATIVE = auto()  # "higher": the comparator follows "than" or "compared with"
    SUPERLATIVE = auto()  # "the highest": the comparator follows "in" or "of"
    PLAIN = auto()  # "high": only counts beside "compared with"


class Cue(msgspec.Struct, frozen=True):
    """A comparing word: which way it points, how it joins, whether it tells how welcome that is."""

    direction: str
    form: Form
    welcome: bool = False


_FORMS = {
    "direct": Form.DIRECT,
    "than": Form.COMPARATIVE,
    "most": Form.SUPERLATIVE,
    "plain": Form.PLAIN,
}
_GRAMMAR = frozenset({"no", "not", "at", "as"})
_SUPERLATIVES = frozenset({"best", "worst", "most", "least"})
Cues = dict[tuple[str, ...], Cue]


@lru_cache(maxsize=4)
def cues(lexicon: Lexicon) -> Cues:
    """Return the comparing words of a lexicon: labels of directions, and the words beside them."""
    welcome = frozenset(v.words for v in lexicon.variants("direction") if v.form == "welcome")
    places = {folded(label) for entry in lexicon.concepts("comparator") for label in entry.labels}
    found: Cues = {}
    for concept in lexicon.concepts("direction"):
        for label in concept.labels[1:]:  # the preferred one names the concept for people
            words, form = _joined(folded(label))
            # "No worse than", "as well as" are grammar, and "average" names places.
            if words and words[0] not in _GRAMMAR and words not in PHRASES and words not in places:
                found[words] = Cue(concept.slug, form, not welcome.isdisjoint(words))
    for variant in lexicon.variants("direction"):
        words = folded(variant.words)
        if variant.form in _FORMS:
            found[words] = Cue(variant.slug, _FORMS[variant.form], not welcome.isdisjoint(words))
    return found


@lru_cache(maxsize=4)
def adverbs(lexicon: Lexicon) -> dict[str, str]:
    """Return the adverbs that say how something compares with others, and which way each points."""
    return {v.words: v.slug for v in lexicon.variants("direction") if v.form == "how"}


def folded(label: str) -> tuple[str, ...]:
    """Return the folded words of a label."""
    return tuple(token.word for token in tokens(label))


def _joined(words: tuple[str, ...]) -> tuple[tuple[str, ...], Form]:
    """Tell by its words how a label joins to what it compares with.

    "higher than" is a comparative, "the highest" a superlative; the average of "above average"
    is what it compares with.
    """
    if words[-1:] == ("average",):
        words = words[:-1]
    if words[-1:] == ("than",):
        return words[:-1], Form.COMPARATIVE
    if words[:1] == ("the",) and (words[-1].endswith("est") or words[-1] in _SUPERLATIVES):
        return words[1:], Form.SUPERLATIVE
    return words, Form.DIRECT


def compares_not(words: Sequence[str], place: int) -> bool:
    """Say whether a comparing word is a noun, or what others do: "the time to a match", "those reached in X".

    "A match for the average" compares, and so does "standards that reached the average"; "once more" alone
    does not.
    """
    led = place > 0 and words[place - 1] in ("a", "the")
    following = words[place + 1 : place + 2]
    if words[place] == "reached":
        return place > 0 and words[place - 1] in _POINTING and bool(following) and following[0] in _BY_WHOM
    if words[place] == "more" and words[:place][-1:] == ["once"]:
        return not following or not following[0].isalpha() or following[0] in _GOING_ON
    return words[place] == "match" and led and following not in (["for"], ["with"])


_GOING_ON = words_of("and but by in at while though the")
_POINTING = frozenset({"that", "those", "ones"})
_BY_WHOM = words_of("in by at across nationally elsewhere countrywide nationwide")


# Comparing words that are the verb of their clause.
CUE_VERBS = words_of(
    """
    exceed exceeds exceeded outperform outperforms outperformed surpass surpasses surpassed outstrip
    outstrips outshine outshines outshone outdoes outpaces match matches matched mirror mirrors mirrored
    reflect reflects equals trail trails trailed
    outnumber outnumbers outnumbered
    beat eclipse eclipses eclipsed undercut undercuts betters
    lag lags lagged fall falls fell compare compares contrasts underperform underperforms underperformed beats
    doubles reached reaches reach
    """
)
# Adverbs that make a second clause hold only now and then: "and sometimes they do better".
NOW_AND_THEN = frozenset(
    {"sometimes", "occasionally", "often", "in some cases", "in places", "in some respects"}
)


def stops_short(words: Sequence[str]) -> str | None:
    """Return where what does not reach others lies: "has not come down to X" above, "not risen to" below."""
    if words[-1] not in ("to", "meet"):
        return None
    return ABOVE if _DOWN.intersection(words) else BELOW if _UP.intersection(words) else None


_DOWN = words_of("down fall fallen falls fell drop dropped")
_UP = words_of("up rise risen rises rose climb climbed")
