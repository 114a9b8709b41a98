"""Find of what a figure of other places is that opens a clause: "Nationally the figure is higher".

In: a part whose other places stand in front, the parts before it, what the sentence before told. Out: slugs.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.last import Last, Slugs
from ofsted_kg.grammar.comparing.measures import PROFILES
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.topics import topic_of
from ofsted_kg.grammar.subject import PEOPLE
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.word_classes import ANAPHORA, FIGURES
from ofsted_kg.grammar.words import Kind, words_of

_FRAMES = frozenset({Kind.COMPARATOR, Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.AND, Kind.COMMA})
_OF_THOSE = words_of("corresponding comparable equivalent matching both same")


def of_theirs(part: Part, before: Sequence[Part], last: Last, *, hangs: bool) -> Slugs:
    """Return of what a figure of other places is, where its clause names nothing; else nothing.

    Args:
        part: the clause, with its other places in front.
        before: the parts of the sentence before it.
        last: what the sentence before told.
        hangs: whether the clause hangs on the one before: "its timeliness, which in similar areas is better".
    """
    if hangs:
        return (before[-1].graded and before[-1].slugs) or topic_of(before[-1].units)
    if not only_figure(part.before):
        return ()
    stated = next((other for other in reversed(before) if other.graded or not other.places), None)
    if stated is not None:
        told = stated.slugs if stated.graded else ()
    elif last.both and part.before[-1].words[-1].endswith("s") and not last.about:
        told = last.both  # "Half of A are good and a third of B. Nationally the proportions are higher."
    else:
        told = last.about or (last.graded if last.prior is not None and last.prior.graded else ())
    return told if not set(told) & PEOPLE else ()


def only_figure(front: Sequence[Unit]) -> bool:
    """Say whether only other places and a figure just told open a clause: "nationally the (same) figure"."""
    said = [unit for unit in front if unit.kind not in _FRAMES and unit.text not in _OF_THOSE]
    if len(said) != 1:
        return False
    more = said[0].text in ("more", "fewer")  # "in England more are"
    return more or said[0].words[-1] in FIGURES | PROFILES or said[0].text in ANAPHORA
