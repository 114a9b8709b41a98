# Past 300 lines: a rule for each form in which English compares.
"""Read which way a comparison points.

In: the units of a clause and a mention of other places in it. Out: the direction: by the
relation before the places ("above", "in line with"), by a comparative and "than", by a
superlative and "in", by "as ... as", by two figures, or by the word beside "compared with".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.comparing.comparators.passives import done_by
from ofsted_kg.grammar.comparing.comparators.places import WEAK_CUES, WEAK_VERBS, Group
from ofsted_kg.grammar.comparing.comparators.superlatives import MATCHES, of_the_best, ranks_place
from ofsted_kg.grammar.comparing.figures.numbers import CHANGE_NOUNS, is_participle
from ofsted_kg.grammar.comparing.relations.equatives import (
    as_as,
    ends_there,
    reaches,
    size_of,
    widens,
)
from ofsted_kg.grammar.comparing.relations.fractions_of_theirs import part_of_theirs
from ofsted_kg.grammar.comparing.relations.modifiers import (
    denied_rank,
    joined_direction,
    neither,
    or_further,
    said_behind,
)
from ofsted_kg.grammar.comparing.relations.ratios import by_figures
from ofsted_kg.grammar.lex.closed_classes import LIST_JOINTS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import (
    ABOVE,
    BELOW,
    LINE,
    LOOSE,
    OR_ABOVE,
    OR_BELOW,
    TURNED,
    Form,
)
from ofsted_kg.grammar.lex.semantic_fields import FIGURES, STANDS_FOR_NOUN
from ofsted_kg.grammar.lex.units import Unit

_LEADS_IN = frozenset(
    {Kind.DETERMINER, Kind.PREPOSITION, Kind.ADVERB, Kind.THAT, Kind.PRONOUN, Kind.JUDGE, Kind.SUBJECT}
)
_MEASURES = FIGURES | words_of("performance results standard standards pace speed")
_THERE = words_of("made achieved seen found attained recorded")
_AT_LEVEL = frozenset(
    {Kind.DETERMINER, Kind.ADVERB, Kind.PREPOSITION, Kind.THAT, Kind.SHELL_NOUN, Kind.ASPECT, Kind.SUBJECT}
)
_DENIED = {ABOVE: OR_BELOW, BELOW: OR_ABOVE, LINE: BELOW}


def denied(found: str, link: Unit | None, *, graded: bool) -> str | None:
    """Return where it lies if none lies so: "neither A nor B is as good as", "no homes are worse than"."""
    if link is not None and link.kind is Kind.COMPARED and graded:
        return None  # "No homes are inadequate, in contrast to similar areas where 8% are"
    counted = link is not None and link.words[-1] == "as" and found != LINE
    return found if counted else _DENIED.get(found)


# "A exceed, and B match, the average"
_SHARING = words_of("beat beats equal match matched")


def _too_far(cue: Unit, between: Sequence[Unit]) -> bool:
    """Say whether a cue that is an ordinary word elsewhere stands too far from the places."""
    if cue.text in WEAK_CUES:
        if any(unit.words[-1] in _MEASURES for unit in between):
            known = _MEASURES | _SOMEWHERE
            joins = (*_AT_LEVEL, Kind.AND)
            return any(unit.kind not in joins and unit.words[-1] not in known for unit in between)
        if any(unit.kind is Kind.THAT or unit.text in STANDS_FOR_NOUN for unit in between):
            return any(unit.kind not in _LEADS_IN for unit in between)  # "well over that for the country"
        return any(unit.kind not in (Kind.DETERMINER, Kind.ADVERB) for unit in between)
    if cue.text in WEAK_VERBS:
        comma = bool(between) and between[0].kind is Kind.COMMA and cue.text in _SHARING
        return any(
            unit.kind not in _LEADS_IN and unit.words[-1] not in _MEASURES | _THERE
            for unit in between[comma:]
        )
    return False


def _once(region: Sequence[Unit], place: int) -> bool:
    return any(unit.words[0] in ("formerly", "previously") for unit in region[max(0, place - 2) : place])


def _lead(region: Sequence[Unit], slugs: tuple[str, ...]) -> int | None:
    """Return the place of the word that joins a measure to the places after it."""
    for place in range(len(region) - 1, -1, -1):
        unit = region[place]
        near = len(region) - place
        if unit.kind in (Kind.THAN, Kind.COMPARED):
            return place
        if unit.kind is Kind.CUE and unit.cue is not None:
            if place > 1 and region[place - 1].kind is Kind.BE and region[place - 2].kind is Kind.THAN:
                continue  # "than is typical of"
            if is_participle(region, place):
                continue  # "than the 24% | reached nationally"
            far = _too_far(unit, region[place + 1 :]) and not widens(region[:place])
            if unit.cue.form is Form.DIRECT and not far:
                return None if _once(region, place) else place
            if unit.cue.form is Form.SUPERLATIVE and near < 7 and (near > 1 or slugs == ("national",)):
                return of_the_best(region, place)
        if unit.kind is Kind.TO and (_same(region[:place]) or _similar_in(region[:place])):
            return place
        if unit.text in ("as", "as well as") and reaches(region, place) and _opens_as(region, place):
            return place
    return None


def _opens_as(region: Sequence[Unit], place: int) -> bool:
    if region[place].text == "as well as":
        near = region[max(0, place - 3) : place]  # but "in English pupils do | as well as"
        if any(u.words[-1] in _SOMEWHERE for u in near) and not any(u.kind is Kind.VERB for u in near):
            return False  # "below the regional figure as well as the national one"
        return place == 0 or region[place - 1].kind is not Kind.COMPARATOR
    return _same(region[:place]) or any(
        unit.words[0] in ("as", "so") for unit in region[max(0, place - 12) : place]
    )


_PICTURES = words_of(
    """
    picture profile pattern trend position level levels performance standard standards quality response view
    experience progress results outcomes
    """
)


def _same(units: Sequence[Unit]) -> bool:
    """Say whether a quantity is the same as elsewhere: "a similar proportion of X are good to ..."."""
    return any(
        unit.words[-1] in ("similar", "same")
        and (following.kind is Kind.SHARE or following.text in _PICTURES)
        for unit, following in pairwise(units)
    )


def _similar_in(units: Sequence[Unit]) -> bool:
    """Say whether something is similar in a respect: "similar (in this, in most subjects) to"."""
    place = max((n for n, unit in enumerate(units) if unit.text == "similar"), default=-1)
    respect = [unit for unit in units[place + 1 :] if unit.kind is not Kind.ADVERB]
    if place < 1 or any(unit.kind not in _IN_RESPECT for unit in respect):
        return False
    # "are good and similar in this": it is said of somebody, and is no part of a noun
    return units[place - 1].kind in (Kind.BE, Kind.COPULA, Kind.ADVERB, Kind.AND, Kind.CUE, Kind.COMMA)


_IN_RESPECT = frozenset(
    {Kind.PREPOSITION, Kind.PRONOUN, Kind.DETERMINER, Kind.HERE, Kind.WORD, Kind.QUANTITY, Kind.COMMA}
    | {Kind.ASPECT, Kind.TOPIC, Kind.SUBJECT}
)
_SOMEWHERE = words_of("regional regionally london neighbouring local locally region other english nearby")


def _comparative(units: Sequence[Unit], than: int) -> str | None:
    """Read the comparative that a "than" belongs to."""
    for place in range(than - 1, -1, -1):
        unit = units[place]
        if unit.kind is Kind.CUE and unit.cue is not None and unit.cue.form is Form.COMPARATIVE:
            cue = _first_of_two(units, place) or unit
            return joined_direction(units, units.index(cue), cue.cue.direction) if cue.cue else None
        if unit.kind is Kind.CUE and place == than - 1 and units[place - 1].text == "further":
            return None  # "no further below than": how far below, not whether
        if (
            unit.kind is Kind.CUE
            and unit.cue is not None
            and (place >= than - 2 or unit.text == "better")
            and unit.cue.form is Form.DIRECT
            and unit.text not in WEAK_VERBS | LOOSE
            and units[place - 1].text != "further"  # "further behind girls than": how far is compared
        ):
            return joined_direction(units, place, unit.cue.direction)
        if unit.kind is Kind.THAN and not _adds(units[:than]):
            break  # but "lower than in the previous year and than nationally"
    before = units[than - 1] if than else None
    if before is not None and before.kind is Kind.GRADE and before.words[-1] == "better":
        return ABOVE
    return None


def _adds(before: Sequence[Unit]) -> bool:
    """Say whether a "than" adds to one before it: "and than", "and, moreover, than"."""
    said = (u for u in reversed(before) if u.kind not in (Kind.COMMA, Kind.ADVERB))
    return next((unit.kind is Kind.AND for unit in said), False)


def _first_of_two(units: Sequence[Unit], place: int) -> Unit | None:
    """Return "lower" in "lower and reducing faster than"."""
    if place < 3 or not units[place - 1].text.endswith("ing") or units[place - 2].kind is not Kind.AND:
        return None
    first = units[place - 3]
    return first if first.cue is not None and first.cue.form is Form.COMPARATIVE else None


def _direct(units: Sequence[Unit], place: int) -> str | None:
    cue = units[place].cue
    return None if cue is None else joined_direction(units, place, cue.direction)


def _compared(units: Sequence[Unit], marker: int, group: Group, opening: int) -> str | None:
    """Read "compared with X": the comparing word stands before or after, or there are two figures."""
    if marker and units[marker - 1].text == "for":
        return None  # "Numbers are too small for comparison with"
    told = [n for n in range(marker + 1, group.first) if units[n].kind is Kind.COMPARATOR]
    theirs = [unit for unit in units[max([marker, *told]) + 1 : group.first] if unit.kind not in _LIGHT]
    if any(unit.words[-1] in CHANGE_NOUNS for unit in theirs):
        return None  # "a decrease, compared to the 2% increase nationally"
    figures = by_figures(units, group, opening)
    if figures is not None:
        return figures
    if any(u.slugs[:1] == ("over-half",) for u in units[:marker]) and any(u.percent for u in theirs):
        return None  # "Over half gain five good grades, compared with 57%": which is more, it does not say
    if theirs and _the_same(theirs):
        return LINE  # "compared to about the same number nationally"
    if theirs and theirs[0].cue is not None and theirs[0].cue.form is Form.COMPARATIVE:
        return TURNED.get(theirs[0].cue.direction)  # "compared with a higher proportion nationally"
    for place in range(marker - 1, -1, -1):
        cue = units[place].cue
        if (size := size_of(units[place])) is not None:
            return size
        if cue is None or (units[place].kind is Kind.GRADE and units[place].at_least):
            continue
        if units[place].kind is Kind.GRADE and place and units[place - 1].kind is Kind.COUNT:
            continue  # "gain five good GCSEs"
        sized = next((s for u in reversed(units[:place]) if (s := size_of(u)) is not None), None)
        if units[place].kind is Kind.GRADE and sized is not None:
            return sized  # "Too few are good compared with"
        if units[place].kind is Kind.GRADE and (more := _more_of(units[:place])) is not None:
            return more  # "A lower proportion of schools are good when compared with"
        if cue.form in (Form.COMPARATIVE, Form.PLAIN) or units[place].text == "better":
            return joined_direction(units, place, cue.direction)
    for place in range(group.last + 1, len(units)):
        if [u.text for u in units[place : place + 4]] == ["as", "well", "or", "better"]:
            return OR_ABOVE  # "Set beside X, the town does as well or better"
        if [unit.words[0] for unit in units[place : place + 3 : 2]] == ["neither", "nor"]:
            first, second = units[place + 1].cue, next((unit.cue for unit in units[place + 3 :]), None)
            return neither(first.direction, second.direction) if first and second else None
        cue = units[place].cue
        plain = cue is None or cue.form is Form.PLAIN
        if plain and any(u.cue is not None for u in said_behind(units, place)):
            continue  # "is a (little) better", "(good) schools are fewer"
        if (size := size_of(units[place])) is not None:
            return size
        lies = cue is not None and (cue.form in (Form.COMPARATIVE, Form.PLAIN) or ends_there(units, place))
        if cue is not None and cue.form is Form.COMPARATIVE and _than_others(units[place:]):
            return None  # "In contrast with England, more boys than girls are referred"
        alike = units[place].text in ("the same", "level") or (units[place].text == "similar" and not marker)
        if alike and place + 1 == len(units):
            return LINE  # "against the national figure it is much the same"
        if cue is not None and (lies or units[place].text == "better"):
            last = or_further(units, place)
            return joined_direction(units, last, (units[last].cue or cue).direction)
    return None


def _than_others(units: Sequence[Unit]) -> bool:
    """Say whether a comparative has a "than" of its own, which leads to no other places."""
    than = next((n for n, unit in enumerate(units) if unit.kind is Kind.THAN), len(units))
    return than < len(units) and not any(unit.kind is Kind.COMPARATOR for unit in units[than:])


def _more_of(units: Sequence[Unit]) -> str | None:
    """Return which way "a lower proportion of", "fewer" points, where it opens what is said."""
    for unit, following in pairwise(units[:4]):
        counts = following.kind is Kind.SHARE or unit.text in ("more", "fewer", "less")
        if unit.cue is not None and unit.cue.form is Form.COMPARATIVE and counts:
            return unit.cue.direction
    return None


def _the_same(units: Sequence[Unit]) -> bool:
    same = units[0].text in ("same", "the same", "similar")
    counts = len(units) > 1 and (units[1].kind is Kind.SHARE or units[1].words[-1] in _MEASURES)
    return units[0].text == "the same number" or (same and counts)


_LIGHT = frozenset({Kind.DETERMINER, Kind.ADVERB, Kind.PREPOSITION, Kind.AND, Kind.COMMA})


def link_of(units: Sequence[Unit], opening: int, group: Group) -> Unit | None:
    """Return the word that leads to a group, if there is one: "than", "above", "compared with"."""
    lead = _lead(units[opening : group.first], group.slugs)
    return units[opening + lead] if lead is not None else None


def says_welcome(units: Sequence[Unit], opening: int, group: Group) -> bool:
    """Say whether the word that leads to a group is of how good: "better than", "compares well with"."""
    region = units[opening : group.first]
    lead = _lead(region, group.slugs)
    if lead is None:
        return False
    near = region[lead] if region[lead].kind is Kind.CUE else None
    if near is None:
        near = next((u for u in reversed(region[:lead]) if u.cue is not None), None)
    return near is not None and near.cue is not None and near.cue.welcome


def direction_of(units: Sequence[Unit], opening: int, group: Group) -> str | None:
    """Find the comparing word that leads to a group, and what it says."""
    if passive := done_by(units, opening, group):
        return passive
    region = units[opening : group.first]
    lead = _lead(region, group.slugs)
    marker = region[lead] if lead is not None else None
    plain = marker is None or marker.text in WEAK_VERBS | WEAK_CUES
    if part_of_theirs(units, opening, group, unled=plain):
        return BELOW
    if lead is None or marker is None:
        return _without_lead(units, group)
    if marker.kind is Kind.THAN:
        return _comparative(units, opening + lead)
    if (marker.kind is Kind.COMPARED or "compar" in marker.text) and _best(region[lead + 1 :]):
        return None  # "compares well with the best in the country": the best are no average
    if marker.kind is Kind.COMPARED:
        return _compared(units, opening + lead, group, opening)
    if marker.kind is Kind.CUE and marker.cue is not None:
        if marker.words[0] == "at" and _denied_change(units[: opening + lead], region[lead:]):
            return None  # "has not grown at the pace seen nationally": of how high it is that tells nothing
        if marker.text == "in common with" and units[group.first].words[0] == "other":
            return None  # "In common with other areas, the town finds it hard to recruit"
        if marker.text in MATCHES and any(unit.words == ("best",) for unit in region[lead:]):
            return None  # "matches the best in the country": the best are no average
        if marker.cue.form is Form.SUPERLATIVE:
            ranks = ranks_place(units[: opening + lead], region[lead:])
            return None if ranks or denied_rank(units[: opening + lead]) else marker.cue.direction
        return _direct(units, opening + lead)
    return None if _best(region[lead + 1 :]) else as_as(units, opening + lead)


def _denied_change(before: Sequence[Unit], led: Sequence[Unit]) -> bool:
    """Say whether a pace is told at which something has not changed: "has not risen at the rate seen"."""
    pace = any(not _PACES.isdisjoint(unit.words) for unit in led)
    changes = bool(before) and before[-1].kind not in (Kind.NOT, Kind.BE, Kind.ADVERB)
    return pace and changes and any(unit.kind is Kind.NOT for unit in before[-3:-1])


_PACES = words_of("pace rate speed")


def _best(region: Sequence[Unit]) -> bool:
    return any(unit.words[0] in ("best", "strongest") for unit in region[:5])


_MEASURED = frozenset({Kind.TOPIC, Kind.SUBJECT, Kind.ASPECT})
_AVERAGE_IN = (["average", "in"], ["average", "at"], ["average", "for"])


def _without_lead(units: Sequence[Unit], group: Group) -> str | None:
    times = [unit for unit in units[: group.first] if unit.kind is not Kind.DETERMINER][-2:]
    if len(times) == 2 and times[1].text == "times" and times[0].part is not None:
        return ABOVE if times[0].part > 1 else BELOW  # "1.5 times the national average"
    before = units[group.first - 1] if group.first else None
    if before is None and [unit.text for unit in units[:2]] in _AVERAGE_IN:
        return LINE  # "Attainment is above average in X | but average in Y"
    # "is average", "above average in X and average in Y"
    said = before is not None and before.kind in (
        Kind.BE,
        Kind.COPULA,
        Kind.ADVERB,
        Kind.AND,
        Kind.CONJUNCTION,
    )
    if before is not None and before.kind is Kind.COMMA:  # "above average at 7, average at 11 and below"
        following = units[group.last + 1 : group.last + 2]
        placed = bool(following) and (following[0].text == "at" or following[0].kind is Kind.PREPOSITION)
        said = placed and any(unit.kind is Kind.COMPARATOR for unit in units[: group.first])
    if said and units[group.first].words[0] == "average":
        return LINE
    if (
        said
        and before is not None
        and before.kind is not Kind.AND
        and units[group.first].words[-1] == "picture"
    ):
        return LINE  # "which is broadly the national picture"
    on = before is not None and before.text == "on" and group.first > 1
    average = units[group.first].words[-1] in ("average", "figure")
    if on and average and units[group.first - 2].kind in (Kind.BE, Kind.COPULA, Kind.ADVERB):
        return LINE  # "are on the national average"
    joint = max((n for n in range(group.first) if units[n].kind in LIST_JOINTS), default=-1)
    bare, named = units[group.first].text == "average", before is not None and before.kind in _MEASURED
    anew = joint > 0 and named and any(unit.kind is Kind.COMPARATOR for unit in units[:joint])
    if bare and (anew or units[joint + 1].text in ("those", "that")):
        return LINE  # ", those for Key Stage 3 average and", ", secondary attendance average"
    if before is not None and before.text in ("a", "an") and units[group.first].text == "average":
        return LINE  # "an average number of care leavers"
    return by_figures(units, group)
