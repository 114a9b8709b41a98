"""Tell what a pronoun is by the sentence it stands in, where the one before would give something else.

In: a part, its subject, the parts before it in the sentence, what was compared last. Out: slugs, or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparees.demonstratives import it_there, only_points
from ofsted_kg.grammar.comparing.comparees.indicators import of_indicators
from ofsted_kg.grammar.comparing.comparees.measure_polarity import PROFILES
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part, graded_last
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.semantic_fields import ALSO, ANAPHORA, FIGURES, FIRST_OR_SECOND
from ofsted_kg.grammar.lex.units import INDICATORS, Unit

_OPENS = frozenset({Kind.DETERMINER, Kind.TOPIC, Kind.SUBJECT, Kind.WORD, Kind.SHARE, Kind.ASPECT})
_TWO = 2


def in_sentence(
    part: Part, source: Sequence[Unit], before: Sequence[Part], last: Last, outcomes: frozenset[str]
) -> Slugs:
    """Return what a pronoun is of what the sentence itself tells of.

    Args:
        part: the part.
        source: what it is about, without what only leads in.
        before: the parts of the sentence before it.
        last: what was compared last.
        outcomes: slugs of outcomes.
    """
    if not before:
        return ()
    if opened_anew(before) and only_points(source) and part.lead_kind is Kind.CONJUNCTION:
        return topic_of(before[-1].units)  # "Dental health disappoints, for although it is above"
    compared = any(other.places for other in before)
    if compared and any(of_indicators(p.before) for p in before) and _beside_they(part.before or part.units):
        return (INDICATORS,)
    if compared and last.about and set(last.about) != {OTHER} and _beside_they(part.before or part.units):
        return last.about  # "Most are above X; beside the figures for England, however, they fall short"
    alone = not compared and only_points(source) and source[-1].text == "it"
    if alone and of_indicators(before[-1].before) and topic_of(part.units) == (OTHER,):
        return (INDICATORS,)  # "Performance against the national indicators is mixed; it is above X for most"
    if shares := _of_two_shares(source, before):
        return shares
    measure = bool(last.about) and not set(last.about) & outcomes and set(last.about) != {OTHER}
    told = {slug for p in (part, *before) for unit in p.units for slug in unit.slugs}
    unnamed = bool(part.slugs) and not told & set(part.slugs)
    goes_on = (only_points(source) and not graded_last(before)) or it_there(source)
    # "Standards at 11 have overtaken the average; at 16 they have not, but they are level with X"
    return last.about if compared and measure and unnamed and goes_on else ()


def opened_anew(before: Sequence[Part]) -> bool:
    """Say whether a sentence opens with a subject whose verb is not known: "Dental health disappoints"."""
    first = before[0] if len(before) == 1 else None
    if first is None or first.verb or first.places or first.graded or first.lead is not None:
        return False
    units = [unit for unit in first.units if unit.kind not in (Kind.ADVERB, Kind.COMMA, Kind.PREPOSITION)]
    opens = len(units) > 1 and units[0].kind in _OPENS and all(unit.cue is None for unit in units)
    return opens and units[-1].kind is Kind.WORD and units[-1].text.endswith("s")


def _told_anew(before: Sequence[Part]) -> bool:
    """Say whether a sentence has told of a measure of its own: "Absence is mixed, for although it is"."""
    first = before[0] if len(before) == 1 else None
    measure = first is not None and bool(first.before) and first.before[0].kind is Kind.TOPIC
    own = measure and first is not None and not (first.places or first.graded)
    own = own and first is not None and not any(unit.kind is Kind.COUNT for unit in first.units)
    # "Twelve schools are inadequate, and it is more than": not what the sentence before counted
    return own or opened_anew(before) or any(other.graded for other in before)


def may_be_of_before(
    part: Part, source: Sequence[Unit], before: Sequence[Part], prior: Sequence[Unit]
) -> bool:
    """Say whether a figure that a part is about may be one of the sentence before.

    Where that has set its figure beside other places, only by a word that points: "This is also", not "The
    rate is".

    Args:
        part: the part.
        source: its subject.
        before: the parts of its sentence before it.
        prior: the units of the sentence before.
    """
    profile = any(not PROFILES.isdisjoint(unit.words) for unit in source)  # how good, not how many
    if _told_anew(before) or (profile and all(unit.kind is not Kind.GRADE for unit in prior)):
        return False
    if all(unit.kind is not Kind.COMPARATOR for unit in prior):
        return True
    opens = all(not other.before for other in before)
    pointing = any(not _BY_WORD.isdisjoint(unit.words) for unit in source)
    return (pointing and opens) or any(unit.text in ALSO for unit in part.units)


_BY_WORD = ANAPHORA | {"that", "those", "both", "such", "them", "their", "same"}


def goes_on_so(part: Part, before: Sequence[Part], about: Slugs, last: Last) -> bool:
    """Say whether a share of good ones is set against more places: "which outstrips X | while trailing Y"."""
    same = bool(before) and bool(before[-1].places) and about == last.about
    return same and part.lead_kind is Kind.CONJUNCTION and not part.graded and not part.before


def compared_last(before: Sequence[Part]) -> bool:
    """Say whether the clause before compares, with all that is added to it: "is above X, having been Y"."""
    opens = max((n for n, part in enumerate(before) if not part.shared), default=0)
    return any(part.places for part in before[opens:])


def _beside_they(source: Sequence[Unit]) -> bool:
    """Say whether "they" stands behind other places that are set beside it: "Beside X, however, they"."""
    last = max((n for n, unit in enumerate(source) if unit.kind is Kind.COMPARATOR), default=-1)
    led = any(unit.kind is Kind.COMPARED for unit in source[: last + 1])
    behind = [u for u in source[last + 1 :] if u.kind not in (Kind.COMMA, Kind.ADVERB, Kind.CONJUNCTION)]
    opens = bool(source) and source[0].kind is Kind.COMPARED
    return led and opens and [unit.text for unit in behind[:1]] in (["they"], ["it"])


def _of_two_shares(source: Sequence[Unit], before: Sequence[Part]) -> Slugs:
    """Return of what two shares are of which one is meant: "Half of X are good, a sixth poor; the latter"."""
    figure = all(unit.kind is Kind.SHARE or unit.words[-1] in FIGURES for unit in source[1:])
    if not source or source[0].text not in FIRST_OR_SECOND or not figure:
        return ()
    told = {other.slugs for other in before if other.graded and other.slugs}
    grades = sum(unit.kind is Kind.GRADE for other in before for unit in other.units)
    slugs = next(iter(told)) if len(told) == 1 else ()
    return slugs if len(slugs) == 1 and grades >= _TWO else ()


__all__ = ["compared_last", "goes_on_so", "in_sentence", "may_be_of_before"]
