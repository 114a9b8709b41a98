"""Read other places as what a clause is about: "Homes in similar areas fare better".

In: a part whose other places stand in front, the parts before it, what the sentence before told. Out: where
the subject lies beside them, and of what a figure of theirs is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.measure_polarity import PROFILES
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.figures.reversed_pairs import HERE
from ofsted_kg.grammar.comparing.fronting.relative_heads import behind_figure, they_reach
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import DO, NOUNS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import OR_LEVEL, TURNED, Form
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA, FIGURES, OF_FIGURES
from ofsted_kg.grammar.lex.units import Unit

_FRAMES = frozenset({Kind.COMPARATOR, Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.AND, Kind.COMMA})
_LIGHT = frozenset({Kind.DETERMINER, Kind.ADVERB, Kind.AND, Kind.COMMA, Kind.CONJUNCTION})
_AVERAGES = words_of("average averages mean norm")
_OF_THOSE = words_of("corresponding comparable equivalent matching both same")
_FARE = DO | words_of("fare fares fared perform performs performed")
_LESSONS = words_of("english french german spanish welsh")
_AFTER = words_of("still too also again here")


def as_subject(part: Part, before: Sequence[Part], group: Group, last: Last) -> str | None:
    """Return where a subject lies beside other places that are what its clause is about.

    "Homes in similar areas fare better", "Results nationally are worse", "(Absence is 5%.) The national
    average is lower. So is that of similar areas."

    Args:
        part: the clause.
        before: the parts of the sentence before it.
        group: its other places.
        last: what the sentence before told.
    """
    if part.silent or len([unit for unit in part.units if unit.kind is Kind.COMPARATOR]) > 1:
        return None
    if before and (figure_of := behind_figure(part)):
        return they_reach(figure_of)
    opens = [unit.text for unit in (part.lead, *part.before) if unit is not None]
    if opens == ["so"] and not before:
        return _so_is_theirs(part, last)
    verb = part.verb[-1] if part.verb else None
    front = [unit for unit in part.before if unit.kind not in _LIGHT]
    if verb is None or not front or front[-1].kind is not Kind.COMPARATOR:
        return None
    said = [unit for unit in part.after if unit.kind is not Kind.ADVERB and unit.text not in _AFTER]
    denied = len(said) > 1 and said[0].text == "no"  # "the national average is no higher"
    said = said[1:] if denied else said
    cue = said[0].cue if len(said) == 1 else None
    compares = cue is not None and (cue.form is Form.COMPARATIVE or said[0].text == "better")
    if cue is None or not compares or any(unit.text == "now" for unit in part.after):
        return None
    whose = front[:-1]
    if whose and whose[-1].kind is Kind.PREPOSITION:
        whose = whose[:-1]
    named = [unit for unit in whose if unit.kind is not Kind.PREPOSITION]
    figure = bool((OF_FIGURES | FIGURES | _AVERAGES) & set(front[-1].words))
    known = bool(before) or last.prior is not None or bool(last.about)
    does = verb.text in _FARE or verb.kind is Kind.BE
    if not does or any(unit.kind not in NOUNS for unit in named):
        return None
    alone = not whose and (figure or verb.text in _FARE) and known
    told = of_theirs(part, before, last, hangs=False) if alone else ()
    way = OR_LEVEL.get(cue.direction) if denied else TURNED.get(cue.direction)
    return way if named or (told and told != (OTHER,)) else None


def between_others(part: Part) -> bool:
    """Say whether a clause compares others with others: "Pupils nationally do better in A than in B"."""
    than = next((n for n, unit in enumerate(part.after) if unit.kind is Kind.THAN), None)
    front = [unit for unit in part.before if unit.kind not in _LIGHT]
    if than is None or not front or front[-1].kind is not Kind.COMPARATOR or part.lead is not None:
        return False
    peers = front[-1].words[1:] == ("nationally",)  # "pupils nationally"
    named = [unit for unit in front[:-1] if unit.kind is not Kind.PREPOSITION]
    behind = part.after[than + 1 :]
    ours = any(
        unit.kind is Kind.HERE
        or HERE & set(unit.words)
        or (unit.capital and unit.kind is Kind.WORD and unit.text not in _LESSONS)
        for unit in behind
    )
    return (bool(named) or peers) and all(u.kind in NOUNS for u in named) and bool(behind) and not ours


def _so_is_theirs(part: Part, last: Last) -> str | None:
    """Read "The national figure is lower. So is that of similar areas."."""
    verb = part.verb[0] if part.verb else None
    theirs = last.prior is not None and any(u.kind is Kind.COMPARATOR for u in last.prior.before)
    told = [unit for unit in part.after if unit.kind not in _FRAMES and unit.text not in ("that", "those")]
    plain = all(unit.words[-1] in FIGURES for unit in told)
    does = verb is not None and (verb.kind is Kind.BE or verb.text in DO)
    return last.direction if theirs and plain and does and last.about else None


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
    if before and behind_figure(part):
        return before[-1].slugs if before[-1].graded else topic_of(before[-1].units)
    alone = all(unit.kind in _FRAMES or unit.text in _OF_THOSE | {"so"} for unit in part.before)
    if not (alone and _ends_in_cue(part)) and not only_figure(part.before):
        return ()
    stated = next((other for other in reversed(before) if other.graded or not other.places), None)
    if stated is not None:
        told = stated.slugs if stated.graded else ()
    elif last.both and part.before and part.before[-1].words[-1].endswith("s") and not last.about:
        told = last.both  # "Half of A are good and a third of B. Nationally the proportions are higher."
    elif not (last.many or last.about) and _is_figure(part.before):
        return ()  # "Childminders are good. The national average is higher": of what, nobody says
    else:
        told = last.about or (last.graded if last.prior is not None and _tells_none(last.prior) else ())
        told = told or (topic_of(last.prior.units) if alone and last.prior is not None else ())
    return told if not set(told) & PEOPLE else ()


def _tells_none(prior: Part) -> bool:
    """Say whether a sentence ends in no figure of something else: "..., is testimony to a year's work"."""
    return prior.graded or not any(unit.kind in _MEASURING for unit in prior.units)


_MEASURING = frozenset({Kind.TOPIC, Kind.SHARE, Kind.COUNT, Kind.QUANTITY, Kind.ASPECT, Kind.SUBJECT})


def _is_figure(front: Sequence[Unit]) -> bool:
    """Say whether other places stand in front with their figure: "nationally the figure", "their average"."""
    last = front[-1].words if front else ()
    return only_figure(front) or not (OF_FIGURES | _AVERAGES).isdisjoint(last)


def only_figure(front: Sequence[Unit]) -> bool:
    """Say whether only other places and a figure just told open a clause: "nationally the (same) figure"."""
    said = [unit for unit in front if unit.kind not in _FRAMES and unit.text not in _OF_THOSE]
    if len(said) != 1:
        return False
    more = said[0].text in ("more", "fewer")  # "in England more are"
    return more or said[0].words[-1] in FIGURES | PROFILES or said[0].text in ANAPHORA


def _ends_in_cue(part: Part) -> bool:
    """Say whether a clause says no more than that others do better: "Similar areas do (slightly) better"."""
    last = next((unit for unit in reversed(part.after) if unit.kind is not Kind.ADVERB), None)
    return last is not None and (last.cue is not None or last.kind is Kind.COMPARATOR)


def tells_figure(front: Sequence[Unit], after: Sequence[Unit]) -> bool:
    """Say whether a clause tells the figure of other places and nothing else: "nationally it is 63%"."""
    return only_figure(front) and any(unit.kind is Kind.COUNT for unit in after)
