"""The comparing words of English, and which way each points.

In: nothing. Out: `CUES`, the words and phrases that set one thing against another, each
with its direction and with how it joins to what it compares with.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

from ofsted_kg.grammar.words import words_of

ABOVE, BELOW, LINE = "above", "below", "in-line"


class Form(StrEnum):
    """How a comparing word joins to what it compares with."""

    DIRECT = auto()  # "above", "in line with": the comparator follows
    COMPARATIVE = auto()  # "higher": the comparator follows "than" or "compared with"
    SUPERLATIVE = auto()  # "the highest": the comparator follows "in" or "of"
    PLAIN = auto()  # "high": only counts beside "compared with"


@dataclass(frozen=True, slots=True)
class Cue:
    """A comparing word: which way it points, how it joins, whether it sits inside a noun phrase."""

    direction: str
    form: Form


_DIRECT = Form.DIRECT
_THAN = Form.COMPARATIVE
_MOST = Form.SUPERLATIVE
_PLAIN = Form.PLAIN


def _cues(entries: dict[tuple[str, Form], str]) -> dict[tuple[str, ...], Cue]:
    return {
        tuple(phrase.split()): Cue(direction, form)
        for (direction, form), phrases in entries.items()
        for phrase in (part.strip() for part in phrases.split(","))
    }


CUES: dict[tuple[str, ...], Cue] = _cues(
    {
        (
            ABOVE,
            _THAN,
        ): """
            higher, greater, larger, wider, better, more, longer, faster, quicker, stronger, bigger, more
            favourable, more favourably, more quickly, more rapidly, broader, sooner, superior, more
            successfully, more effectively, more positive, more likely, steeper, more successful, more
            effective, earlier, further, more often, more frequently, heavier, higher performing, timelier,
            safer, healthier, happier, steadier, commoner
            """,
        (
            BELOW,
            _THAN,
        ): """
            lower, fewer, smaller, less, narrower, worse, poorer, weaker, slower, shorter, less well, less
            favourable, less favourably, less good, less effective, less quickly, less rapidly, more slowly,
            less likely, less successful, less successfully, less effectively, less positive, less strong,
            less often, less frequently, cheaper, later, less high, rarer, lower performing
            """,
        (ABOVE, _DIRECT): """
            above, ahead of, in excess of, exceed, exceeds, exceeded, exceeding, outperform, outperforms,
            outperformed, outperforming, surpass, surpasses, surpassed, surpassing, beyond, outstrip,
            outstrips, outstripped, outshine, outshines, outshone, outdo, outdoes, outpace, outpaces,
            overtaken, overtook, overtakes, twice, double, doubles, three times,
            four times, two and a half times, treble, compares well with, compare well with, compares
            favourably with, compare favourably with, superior to, compares very well with, compare very
            well with, compares very favourably with, over and above, compare very favourably with, compared
            favourably with, compared well with, comparing favourably with, comparing well with, compares
            favourably to, compare favourably to, compares well to, compare well to, compares well against,
            compare well against, better, one and a half times, in advance of, favourable compared with,
            favourable in comparison with, out in front of, beats, beat, tops, up on
            """,
        (
            BELOW,
            _DIRECT,
        ): """
            below, behind, under, short of, trail, trails, trailed, trailing, lag, lags, lagged, lag behind,
            lags behind, lagged behind, lagging behind, falls short of, fall short of, fell short of,
            underperform, underperforms, underperformed, compares unfavourably with, compare unfavourably
            with, compares poorly with, compare poorly with, compares badly with, compare badly with,
            inferior to, does not compare well with, do not compare well with, does not compare favourably
            with, do not compare favourably with, compared unfavourably with, compared poorly with, beneath,
            comparing unfavourably with, compares unfavourably to, compare unfavourably to, comparing poorly
            with, compares less favourably with, compare less favourably with, compares less well with,
            compare less well with, compares poorly to, compare poorly to, nowhere near, adrift of, some
            way off, down on,
            unfavourable compared with, half that of, half the rate of
            """,
        (LINE, _DIRECT): """
            in line with, in line, the same as, similar to, comparable with, comparable to, consistent with,
            close to, on a par with, on par with, equal to, equivalent to, level with, caught up with, come
            into line with, brought into line with, matches, match, matched, matching, mirrors, mirror,
            mirrored, mirroring, reflects, reflect, reflecting, equals, equal, equalled, no different from,
            no different to,
            no different than, no difference from, not different from, not different to, not significantly
            different from, not significantly different to, little different from, little different to, in
            step with, in keeping with, on a level with, at the same level as, much the same as, about the
            same as, same as, compares closely with, compare closely with, broadly similar to, akin to, at,
            around, not dissimilar to, not dissimilar from, on course with, commensurate with, in accord
            with, alongside, at a similar level to, at a similar rate to, the same proportion as, a similar
            proportion to, similar proportion to, a similar level to, a similar rate to, at the same rate
            as, the same rate as, in common with, not far from, fallen to, risen to, fell to, rose to,
            improved to, reached, reaches, reach, very near, near to, near, identical to, indistinguishable
            from, at a par with, typical of, broadly in line
            """,
        (
            ABOVE,
            _MOST,
        ): """
            highest, best, largest, greatest, widest, strongest, most, fastest, quickest, biggest, top
            quartile, top quarter, upper quartile, highest performing, best performing, longest, top,
            leading, top third, top 10%, top ten per cent, top 25%, second highest
            """,
        (
            BELOW,
            _MOST,
        ): """
            lowest, worst, smallest, narrowest, weakest, fewest, least, slowest, poorest, bottom quartile,
            lower quartile, lowest performing, worst performing, shortest, bottom, lowest quartile, bottom
            quarter, bottom third, second lowest
            """,
        (ABOVE, _PLAIN): """
            high, good, strong, large, long, wide, favourable, favourably, positive, many, impressive,
            relatively high, well, great, comparatively high, very good, excellent, outstanding
            """,
        (
            BELOW,
            _PLAIN,
        ): """
            low, poor, weak, small, short, narrow, unfavourable, unfavourably, few, slow, badly, poorly,
            relatively low, little, disappointing, comparatively low, adverse, inadequate
            """,
    }
)
# Words after which a comparison is with expectation, the past or a target, not with places.
NOT_PLACES = words_of(
    """
    expected target targets planned predicted last previous previously year years earlier past before
    2001 2002 2003 2004 2005 2006 2007 2008 2009 2010 2011 anticipated usual girls boys
    """
)
# Comparing words that are the verb of their clause.
CUE_VERBS = words_of(
    """
    exceed exceeds exceeded outperform outperforms outperformed surpass surpasses surpassed outstrip
    outstrips outshine outshines outshone outdoes outpaces match matches matched mirror mirrors mirrored
    reflect reflects equals trail trails trailed
    lag lags lagged fall falls fell compare compares underperform underperforms underperformed beats
    doubles reached reaches reach
    """
)
# Adverbs that make a second clause hold only now and then: "and sometimes they do better".
NOW_AND_THEN = frozenset(
    {"sometimes", "occasionally", "often", "in some cases", "in places", "in some respects"}
)
