"""Read comparisons that stand side by side before one "than": "fewer smoke, more read and X is better than".

In: the units of a part, and the parts before it. Out: what is set beside the same places, and which
way each lies. They are parallel in form: each opens with how many there are ("more", "a higher share"),
or each ends with a comparative ("absence is lower and attainment higher than").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.coordination.coordinated_verbs import coordinated_verbs
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.last_compared import Last
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.resegmentation import pending_direction
from ofsted_kg.grammar.lex.closed_classes import MEMBER_JOINTS, NAMES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import Form
from ofsted_kg.grammar.lex.semantic_fields import FIRST_OR_SECOND, LIKELY, MORE_OR_FEWER, PAST
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By

Segment = tuple[Sequence[Unit], str]  # what is said, and which way it lies
# What tells that a part compares with something else, or says nothing.
_ELSE = frozenset({Kind.THAN, Kind.COMPARED, Kind.COMPARATOR, Kind.NOT, Kind.MODAL, Kind.STOP})
# What tells of other comparisons before it: its places are theirs.
_ALSO = frozenset({"also", "too", "likewise"})
_PAST = PAST | {"now", "again"}
_LIGHT = frozenset({Kind.DETERMINER, Kind.ADVERB, Kind.COMMA, Kind.AND})
_NOUNS = frozenset(
    {Kind.TOPIC, Kind.SUBJECT, Kind.WORD, Kind.ASPECT, Kind.SHARE, Kind.PRONOUN, Kind.THAT, Kind.SHELL_NOUN}
)


def coordinated(units: Sequence[Unit], group: Group) -> tuple[Segment, ...]:
    """Read what stands before one "than": "fewer smoke and more breastfeed than nationally"."""
    than = next((n for n in range(group.first - 1, -1, -1) if units[n].kind is Kind.THAN), 0)
    _, found = segments(_without_joints(units[:than]))
    return found if len(found) > 1 else ()


def segments(units: Sequence[Unit]) -> tuple[str, tuple[Segment, ...]]:
    """Return how what is said compares, and its parts; none where it compares in no such way alone."""
    if not any(_is_comparative(unit) for unit in units):
        return "", ()
    for form, cuts in (("counted", _before_amounts(units)), ("ended", _behind_comparatives(units))):
        bounds = [0, *cuts, len(units)]
        pieces = [_without_joints(units[first:last]) for first, last in pairwise(bounds)]
        ways = [_counts(said) if form == "counted" else _ends(said) for said in pieces]
        if pieces and all(way is not None for way in ways):
            return form, tuple((said, way) for said, way in zip(pieces, ways, strict=True) if way is not None)
    return "", ()


def _before_amounts(units: Sequence[Unit]) -> list[int]:
    return [
        n + 1
        for n, unit in enumerate(units)
        if n and unit.kind in MEMBER_JOINTS and _amount_at(units, n + 1) is not None
    ]


def _behind_comparatives(units: Sequence[Unit]) -> list[int]:
    return [
        n + 1
        for n, unit in enumerate(units)
        if n > 1 and unit.kind in MEMBER_JOINTS and _is_comparative(units[n - 1])
    ]


def _without_joints(said: Sequence[Unit]) -> Sequence[Unit]:
    start, end = 0, len(said)
    while start < end and said[start].kind in MEMBER_JOINTS:
        start += 1
    while end > start and said[end - 1].kind in MEMBER_JOINTS:
        end -= 1
    return said[start:end]


def _is_comparative(unit: Unit) -> bool:
    return unit.cue is not None and (unit.cue.form is Form.COMPARATIVE or unit.text == "better")


def _amount_at(units: Sequence[Unit], place: int) -> int | None:
    """Return where a word of number stands that opens a noun: "more X", "a higher proportion of X"."""
    while place < len(units) and units[place].kind in (Kind.ADVERB, Kind.DETERMINER):
        place += 1
    if place + 1 >= len(units) or not _is_comparative(units[place]):
        return None
    counts = units[place].text in MORE_OR_FEWER | LIKELY or units[place + 1].kind is Kind.SHARE
    return place if counts and units[place + 1].kind not in MEMBER_JOINTS else None


def _counts(said: Sequence[Unit]) -> str | None:
    """Return which way "more children smoke" lies, if that is all that is compared in it."""
    cues = [n for n, unit in enumerate(said) if _is_comparative(unit)]
    if len(cues) != 1 or _amount_at(said, cues[0]) is None:
        return None
    cue = said[cues[0]].cue
    named = any(unit.kind not in _LIGHT for unit in said[cues[0] + 1 :])
    return cue.direction if named and cue is not None else None


def _ends(said: Sequence[Unit]) -> str | None:
    """Return which way "attainment (is) higher" lies, if that is all that is compared in it."""
    cues = [n for n, unit in enumerate(said) if _is_comparative(unit)]
    if len(cues) != 1 or cues[0] != len(said) - 1:
        return None
    cue = said[-1].cue
    # "and improving faster", but "and childminding better"
    ordinal = len(said) > 1 and said[-2].text in FIRST_OR_SECOND  # "the first better, the second worse than"
    named = ordinal or any(
        u.kind in _NOUNS and (u.kind in NAMES or not u.text.endswith("ing")) for u in said[:-1]
    )
    return cue.direction if named and cue is not None else None


def ahead(about: Comparees, part: Part, before: Sequence[Part], found: Sequence[Draft]) -> Iterator[Draft]:
    """Read parts whose places are told behind them: "attendance is higher and absence is lower than in X".

    Args:
        about: tells what is compared.
        part: a part that names places behind "than".
        before: the parts before it, none of which compares with places.
        found: what was read of it.
    """
    than = next((n for n, unit in enumerate(part.units) if unit.kind is Kind.THAN), 0)
    form, own = segments(part.units[:than])
    if not own or not found or len({draft.comparators for draft in found[:1]}) != 1:
        return
    made: list[Draft] = []
    lead = part.lead_kind
    for place in range(len(before) - 1, -1, -1):
        prior = before[place]
        if lead not in MEMBER_JOINTS or prior.silent or prior.denied or _compares_else(prior):
            break
        its_form, said = segments(prior.units)
        if its_form != form or (prior.graded and not prior.relative):
            break
        for units, way in reversed(said):
            slugs = about.subjects(prior, before[:place], Last()) if len(said) == 1 else whose(about, units)
            span = units[0].start, units[-1].end
            made.append(Draft(slugs, way, found[0].comparators, *span, rule=By.PARALLELISM))
        lead = prior.lead_kind
    yield from reversed(made)


def awaited(about: Comparees, part: Part, before: Sequence[Part], found: Sequence[Draft]) -> Iterator[Draft]:
    """Read a part whose relation waits for the places: "Attainment is above, | but progress is below, X".

    Args:
        about: tells what is compared.
        part: a part that names places.
        before: the parts before it, none of which compares with places.
        found: what was read of it.
    """
    ends = before[-1].units[-1:] if before else []
    joined = part.lead_kind in (Kind.AND, Kind.CONJUNCTION) or any(u.kind is Kind.AND for u in ends)
    prior = before[-1] if before and joined else None
    way = pending_direction(prior) if prior is not None and not prior.silent and not prior.denied else None
    if prior is not None and way is not None and found:
        slugs = about.subjects(prior, before[:-1], Last())
        cue = next((unit for unit in reversed(prior.units) if unit.cue is not None), None)
        if cue is not None and cue.text in MORE_OR_FEWER:
            slugs = topic_of(prior.units)  # "they cost less than": no measure of how good
        yield Draft(slugs, way, found[0].comparators, *prior.span, rule=By.PARALLELISM)
    elif way is None:
        yield from coordinated_verbs(about, part, before, found)


def _compares_else(part: Part) -> bool:
    return any(unit.kind in _ELSE or unit.text in _ALSO or _PAST & set(unit.words) for unit in part.units)


def apart(
    about: Comparees, several: Sequence[Segment], part: Part, before: Sequence[Part]
) -> Iterator[tuple[tuple[str, ...], str, int, int]]:
    """Yield of each of several what it is about, which way it lies, and where that is told.

    Grades of "ones" are of what was spoken of, those before a noun that only the next one names of that.
    """
    spoken = part.slugs or (before[-1].slugs if before else ())
    topics = [unit.slugs[0] for unit in part.units if unit.kind is Kind.TOPIC]
    if len(topics) < _TWO and before:
        topics = [u.slugs[0] for u in before[-1].units if u.kind is Kind.TOPIC] + topics
    for place, (said, way) in enumerate(several):
        slugs = whose(about, said)
        which = FIRST_OR_SECOND.get(said[-2].text) if len(said) > 1 else None
        if which is not None and len(topics) == len(several) == _TWO:
            yield (topics[which],), way, said[-2].start, said[-1].end
            continue
        if slugs == (OTHER,) and any(unit.kind is Kind.GRADE for unit in said):
            ones = said[-1].text in ("ones", "one")
            named = next((own for s, _ in several[place + 1 :] if (own := whose(about, s)) != (OTHER,)), ())
            bare = said[-1].kind is Kind.GRADE
            slugs = (spoken if ones else named if bare else ()) or slugs
        yield slugs, way, said[0].start, said[-1].end


_TWO = 2


def whose(about: Comparees, said: Sequence[Unit]) -> tuple[str, ...]:
    """Return what one of several is about: "secondary schools better", "fewer schools are good"."""
    topic = topic_of(said)
    names = names_in(said, about.outcomes)
    graded = any(unit.kind is Kind.GRADE for unit in said)
    good = graded or said[-1].text in _BETTER
    if topic == (OTHER,) and good and len(names) == 1 and not any(u.kind is Kind.WORD for u in said):
        return names[0].slugs
    return topic


_BETTER = words_of("better worse stronger weaker")


def led_again(units: Sequence[Unit], opening: int, group: Group) -> bool:
    """Say whether places go on with the relation to those before: "ahead of X on most, | of Y on half".

    Args:
        units: of the part.
        opening: past the places before.
        group: the places.
    """
    region = units[opening : group.first]
    comma = max((n for n, unit in enumerate(region) if unit.kind is Kind.COMMA), default=-1)
    led = [unit.words[-1] for unit in region[comma + 1 :] if unit.kind not in (Kind.DETERMINER, Kind.ADVERB)]
    before = [unit for unit in units[:opening] if unit.cue is not None or unit.kind is Kind.THAN]
    return comma >= 0 and len(led) == 1 and bool(before) and before[-1].words[-1] == led[0]
