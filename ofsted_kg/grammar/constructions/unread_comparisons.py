"""A comparison whose places stand elsewhere, of which nothing was read.

In: a sentence, after all constructions. Out: `Unread`, where the sentence or the one before names other
places, and in a clause that states something a comparing word leads to what points back to them ("compares
unfavourably with both"), or two shares are set side by side ("(46% against 55%)"). A notice shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.comparatives import LOOSE
from ofsted_kg.grammar.results import Compared, Unread

_POINTING = frozenset({"both", "either", "neither", "theirs"})
_NOUNS = frozenset({Kind.WORD, Kind.SUBJECT, Kind.TOPIC, Kind.SHELL_NOUN, Kind.ASPECT})


def unread_comparisons(scene: Scene) -> Iterator[Unread]:
    """Yield the first comparing word of a sentence that stands without places, if it was not read."""
    compared = [(c.start, c.end) for c in scene.found[scene.told :] if isinstance(c.fact, Compared)]
    around = (*scene.before, *scene.told_here, *scene.readings)
    if not compared and not any(reading.clause.names_places for reading in around):
        return
    for reading in scene.readings:
        clause = reading.clause
        if scene.rule(clause) is not None or clause.names_places or _is_beside(clause, compared):
            continue  # places of its own are accounted for by themselves
        for n, unit in enumerate(clause.units):
            if any(start <= unit.start < end for start, end in compared):
                continue
            behind = any(end <= unit.start for _, end in compared)
            if _points_back(clause, n) or (behind and _sets_beside(clause, n)):
                yield Unread(unit, *scene.span(clause))
                return


def _is_beside(clause: Clause, compared: Sequence[tuple[int, int]]) -> bool:
    """Say whether a clause is a bracket right behind a comparison: its figures are that one's."""
    opening = clause.lead if clause.lead_kind is Kind.OPEN else None
    return opening is not None and any(0 <= opening.start - end <= 1 for _, end in compared)


def _points_back(clause: Clause, n: int) -> bool:
    """Say whether a comparing word leads to what points back: "compares unfavourably with both"."""
    unit, following = clause.units[n], clause.units[n + 1 : n + 3]
    points = any(other.text in _POINTING for other in following[:1])
    alone = all(other.kind not in _NOUNS for other in following[1:])  # not "below both thresholds"
    return unit.kind is Kind.CUE and unit.text not in LOOSE and points and alone


def _sets_beside(clause: Clause, n: int) -> bool:
    """Say whether two shares are set side by side: "(46% against 55%)", "are on time against 78%"."""
    unit, following = clause.units[n], clause.units[n + 1 : n + 2]
    bracketed = clause.lead_kind is Kind.OPEN and unit.text == "to"
    return (unit.kind is Kind.COMPARED or bracketed) and any(other.percent for other in following)


__all__ = ["unread_comparisons"]
