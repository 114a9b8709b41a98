"""Read what a clause compares behind its places: "in line with the average at 7 and above at 16".

In: a part of a sentence and the places that it names last. Out: `Draft` for each further predicate
that names no places of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.ordinal_anaphora import graded_two, is_nth, nth_measured
from ofsted_kg.grammar.comparing.comparees.second_comparees import own_subject
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.coordination.coordinated_predicates import already, further, told_where
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.ellipsis.comparative_ellipsis import comparative_ellipsis
from ofsted_kg.grammar.comparing.ellipsis.gapping import ends, gapped, just_as_well
from ofsted_kg.grammar.comparing.last_compared import Last, Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.relations.figure_lookup import against_theirs, beside
from ofsted_kg.grammar.comparing.relations.modifiers import joined_direction
from ofsted_kg.grammar.lex.closed_classes import LIST_JOINTS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE, Form
from ofsted_kg.grammar.lex.semantic_fields import MORE_OR_FEWER, OF_TWO, OF_WHOM, RELATIONS, of_two
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.results import By

# What may stand alone after a comparison: "above average at Key Stage 1 but lower at Key Stage 2".
ALONE = words_of(
    "above below higher lower better worse weaker stronger wider narrower smaller larger greater"
) | {"not as well", "less well"}
CHANGING = words_of("getting becoming growing got become became grown")


def stripped(
    about: Comparees, part: Part, before: Sequence[Part], last: Last, group: Group, direction: str
) -> Iterator[Draft]:
    """Read "in line with the national average at Key Stage 2 and above at Key Stage 4"."""
    units = part.units
    waits = _waiting(units, group)
    if waits is not None:
        yield Draft(about.subjects(part, before, last), waits, group.slugs, *part.span, rule=By.STRIPPING)
    before_that = already(units, group, last.places, here=any(other.places for other in before))
    if before_that is not None:
        yield Draft(
            about.subjects(part, before, last), before_that, last.places, *part.span, rule=By.STRIPPING
        )
    joint = next((n for n in range(group.last + 1, len(units)) if units[n].kind is Kind.AND), len(units))
    figures = against_theirs(units[joint + 1 :])
    if figures is not None and figures.own and figures.theirs:
        slugs, way = topic_of(units[joint + 1 :]), beside(figures.own, figures.theirs)
        span = units[joint + 1].start, units[-1].end
        yield Draft(slugs, way, group.slugs, *span, figures, rule=By.STRIPPING)
    for slugs, way, start, end in comparative_ellipsis(units, group, direction):
        yield Draft(slugs, way, group.slugs, start, end, rule=By.STRIPPING)
    for slugs, way, start, end in further(about, part, group):
        if any(unit.kind is Kind.GRADE and start <= unit.start < end for unit in units):
            slugs = about.subjects(part, before, last)
        which = next((unit.text for unit in units if unit.start == start), "")
        if which in OF_TWO and (two := graded_two(before)):
            slugs = two[OF_TWO[which]]  # "the former figure being above X and the latter | below"
        yield Draft(slugs, way, group.slugs, start, end, rule=By.STRIPPING)
    if _as_many(units) and group.last < len(units) - 2:
        # "in 2006 fewer than in similar areas, are now as many"
        yield Draft(about.subjects(part, before, last), LINE, group.slugs, *part.span, rule=By.STRIPPING)
    for place in range(group.last + 1, len(units)):
        cue = units[place].cue
        fronted = units[0].kind is Kind.COMPARED
        if cue is not None and not fronted and _counts_alone(units, place, group.last):
            first = max(n for n in range(group.last + 1, place) if units[n].kind in LIST_JOINTS) + 1
            behind = units[place + 1 : place + 2]
            same = not behind or behind[0].kind in (Kind.THAT, Kind.RELATIVE, Kind.GRADE)
            whole = same and units[place].text in MORE_OR_FEWER  # "and fewer that are inadequate"
            slugs = about.subjects(part, before, last) if whole else topic_of(units[first:])
            span = units[first].start, part.span[1]
            yield Draft(slugs, cue.direction, group.slugs, *span, rule=By.STRIPPING)
            return
        alike = _the_same(units, place)
        if alike is not None:
            yield Draft(alike, LINE, group.slugs, *part.span, rule=By.STRIPPING)
            continue
        if even := just_as_well(units, place):  # ", in mathematics equally well"
            run = _from_joint(units, group.last, even)
            told = gapped(about, run, about.subjects(part, before, last)) if len(run) > 1 else None
            if told:
                yield Draft(told, LINE, group.slugs, run[1].start, units[place].end, rule=By.STRIPPING)
            continue
        rated = place + 1 < len(units) and units[place + 1].words[-1] in _RATES
        end = place + 1 + rated
        ended = end == len(units) or units[end].kind in LIST_JOINTS
        if units[place].text in _AS_MUCH and ended:
            run = [unit for unit in _from_joint(units, group.last, place) if unit.kind is not Kind.ADVERB]
            if rated and len(run) > 1:  # "and dental checks at much | the same rate"
                run = [unit for unit in run if unit.text not in _AT_MUCH]
            main = about.subjects(part, before, last)
            told = gapped(about, run, main) if len(run) > 2 or rated else nth_measured(run[1:], before)
            if told:  # "and of childcare about the same"
                yield Draft(told, LINE, group.slugs, run[1].start, units[place].end, rule=By.STRIPPING)
            continue
        few = units[place].text in MORE_OR_FEWER and ends(units, place)  # "and exclusions fewer"
        run = _from_joint(units, group.last, place)
        led = len(run) > 1 and run[1].text in OF_WHOM  # ", at 16 less"
        few = few and (topic_of(run) != (OTHER,) or led)
        if cue is None or not (
            units[place].text in ALONE
            or few
            or (units[place].text in RELATIONS and (ends(units, place) or told_where(units, place)))
            or _past_it(units, place)
        ):
            continue
        following = units[place + 1] if place + 1 < len(units) else None
        joined = any(unit.kind in (Kind.AND, Kind.CONJUNCTION) for unit in units[group.last + 1 : place])
        moved = units[place - 1].kind is Kind.TO and any(u.words[-1] == "from" for u in units[: group.first])
        # "in primary, worse in secondary schools", "from below that of others to above"
        joined = joined or moved or units[place - 1].kind is Kind.COMMA
        joined = joined or (units[place - 1].text == "no" and units[place - 2].kind is Kind.COMMA)
        joined = joined or bool(
            not fronted and own_subject(_from_joint(units, group.last, place), about.outcomes)
        )
        if units[place - 1].text in CHANGING:
            continue  # "and getting better": than before
        opens = following is None or following.kind is Kind.PREPOSITION or following.text == "at"
        run = _from_joint(units, group.last, place)
        if [unit.text for unit in run] == ["or"]:
            continue  # "Compared with X most are in line or better": one relation
        ahead = units[group.last + 1 :] if fronted and len(run) > 1 else ()
        second = any(unit.cue is not None for unit in ahead if unit.start < run[0].start)
        gap = not moved and (second or not fronted) and len(run) > 1 and ends(units, place)
        if gap or (joined and opens):
            main = about.subjects(part, before, last)
            placed = set(main) <= about.settings  # "and in special schools better"
            own = own_subject(run, about.outcomes, placed=placed)
            own = own or nth_measured(run[1:], before)  # "and the second higher"
            if not own and is_nth(run[1:]) and not set(main) & (about.settings | about.outcomes):
                own = main  # "the first figure above similar areas and the second below"
            several = gapped(about, run, main) if len(run) > 1 else None  # "those for A and B higher"
            told = several if own and set(own) < set(several or ()) else own or several
            others = any(u.kind in (Kind.SUBJECT, Kind.TOPIC) and not set(u.slugs) & set(main) for u in run)
            if told is None and (others or not (joined and opens)):
                continue
            slugs = told or main
            span = (run[1].start, units[place].end) if told and slugs == main else part.span
            way = cue.direction
            if any(unit.kind is Kind.NOT for unit in run):
                way = joined_direction(units, place, way) or ""  # "better than X, its childminders no better"
            if way:
                yield Draft(slugs, way, group.slugs, *span, rule=By.STRIPPING)
    run = _from_joint(units, group.last, len(units) - 1) if units[-1].text in _SO else ()
    if len(run) > 1 and (also := topic_of(run)) != (OTHER,):
        # "is higher than average and persistent absence considerably (so)"
        yield Draft(also, direction, group.slugs, run[1].start, units[-1].end, rule=By.STRIPPING)


def _as_many(units: Sequence[Unit]) -> bool:
    """Say whether a clause ends with how many it now is: "are now as many", not "in nearly as many" cases."""
    led = next((unit for unit in reversed(units[:-2]) if unit.kind is not Kind.ADVERB), None)
    cases = led is not None and led.text in OF_WHOM
    return [unit.text for unit in units[-2:]] in (["as", "many"], ["as", "few"]) and not cases


def in_between(about: Comparees, part: Part, slugs: Slugs, group: Group, following: Group) -> Iterator[Draft]:
    """Read what stands between two places and has its own: "A is above X, | B below, | and C in line with Y".

    Args:
        about: knows the settings.
        part: a part.
        slugs: what is compared with the first.
        group: the first places.
        following: the second.
    """
    units = part.units
    for place in range(group.last + 2, following.first - 2):
        cue = units[place].cue
        relation = cue is not None and units[place].text in ALONE | RELATIONS
        if cue is None or not relation or units[place + 1].kind not in LIST_JOINTS:
            continue
        if units[place + 1].kind is Kind.AND or any(unit.kind in VERBS for unit in units[group.last : place]):
            continue  # "and B below and, at 16, above"
        run = _from_joint(units, group.last, place)
        told = gapped(about, run, slugs) if len(run) > 1 else None
        if told:
            yield Draft(told, cue.direction, group.slugs, run[1].start, units[place].end, rule=By.STRIPPING)


def _waiting(units: Sequence[Unit], group: Group) -> str | None:
    """Return the first of two relations that share their places: "above, and at 16 below, the average"."""
    if not group.first or units[group.first - 1].kind is not Kind.COMMA:
        return None
    for place, unit in enumerate(units[: group.first - 2]):
        if unit.kind is Kind.COMPARATOR:
            return None
        marks = [u.kind for u in units[place + 1 : place + 3]]
        joined = marks in ([Kind.COMMA, Kind.AND], [Kind.COMMA, Kind.CONJUNCTION])
        if unit.cue is not None and unit.text in RELATIONS and joined:
            led = units[place + 3 : place + 4]
            return unit.cue.direction if led and led[0].text in ("at", "in", "for") else None
    return None


def much_so(units: Sequence[Unit], last: Last, group: Group, direction: str) -> Iterator[Draft]:
    """Read "Compared with similar areas, the former are a little better and the latter much"."""
    which = units[-2] if len(units) > 2 and units[-1].text in _MUCH else None
    if which is not None and which.text in OF_TWO and len(last.both) == 2 and units[0].kind is Kind.COMPARED:
        slugs = tuple(of_two(which.text, last.both))
        yield Draft(slugs, direction, group.slugs, which.start, units[-1].end, rule=By.STRIPPING)


_SO = words_of("considerably markedly significantly noticeably especially substantially")
_RATES = words_of("rate level pace")
_AT_MUCH = words_of("at much about roughly")
_MUCH = frozenset({"much", "far", "a lot", "considerably", "slightly", "more so", "less so"})


def _the_same(units: Sequence[Unit], place: int) -> tuple[str, ...] | None:
    """Return of what it is the same: "in English, the same in science", ", similar progress in science"."""
    led = units[place].text in _ALIKE and units[place - 1].kind in (Kind.AND, Kind.COMMA, Kind.ADVERB)
    again = _told_again(units, place)
    following = units[place + 1 + again : place + 3 + again]
    if not led or len(following) < 2 or following[0].text not in ("in", "for", "at"):
        return None
    return topic_of(units[place + 1 : place + 3 + again])


_AS_MUCH = frozenset({"the same", "about the same"})
_ALIKE = _AS_MUCH | {"similar", "comparable"}


def _told_again(units: Sequence[Unit], place: int) -> bool:
    """Say whether the noun of a comparison comes again: "better progress in A, slower | progress in B"."""
    noun = units[place + 1] if place + 1 < len(units) else None
    topic = noun is not None and noun.kind is Kind.TOPIC
    return topic and noun is not None and any(unit.words[0] == noun.words[0] for unit in units[:place])


def _from_joint(units: Sequence[Unit], last: int, place: int) -> Sequence[Unit]:
    """Return the units from the last joint behind the places to a comparing word, without "a good deal"."""
    joint = max((n for n in range(last + 1, place) if units[n].kind in LIST_JOINTS), default=place)
    run = list(units[joint:place])
    while run and run[-1].text in _DEGREE:
        run.pop()
    return run


_DEGREE = words_of("a good deal lot great little bit")


def _past_it(units: Sequence[Unit], place: int) -> bool:
    """Say whether something lies a little past it: ", exclusions slightly over"."""
    return units[place].text in _OVER and units[place - 1].kind is Kind.ADVERB and ends(units, place)


_OVER = words_of("over under beneath")


def _counts_alone(units: Sequence[Unit], place: int, last: int) -> bool:
    """Read "..., core assessments more often", "... and fewer (who breastfeed)"."""
    between = units[last + 1 : place]
    if not any(unit.kind in LIST_JOINTS for unit in between):
        return False
    behind = place + 1 if units[place + 1 : place + 2] and units[place + 1].kind is Kind.COMMA else 0
    if any(u.kind in (Kind.THAN, Kind.COMPARED, Kind.COUNT) for u in units[place : behind or None]):
        return False  # but ", core assessments less often, in each case by four points"
    shares = place + 1 < len(units) and units[place + 1].kind is Kind.SHARE and units[-1].text in _TOO
    cue = units[place].cue
    if shares and cue is not None and cue.form is Form.COMPARATIVE:
        return True  # ", a smaller share of B too"
    degree = units[place - 1].kind is Kind.ADVERB  # "and rather less in mathematics"
    opens = units[place - 1 - degree].kind in LIST_JOINTS
    compares = cue is not None and (cue.form is Form.COMPARATIVE or units[place].text == "better")
    if opens and compares and _told_again(units, place):
        return True  # "better progress in A and slower progress in B"
    if units[place].text in MORE_OR_FEWER:
        if place + 1 < len(units) and units[place + 1].words[-1].endswith("ly"):
            return False  # "and, more recently,"
        return opens and units[place - 1 - degree].words[0] != "or"
    return units[place].text in _OFTEN and (place + 1 == len(units) or behind > place)


_TOO = frozenset({"too", "also", "as well"})
# What may stand alone behind a noun: "core assessments more often".
_OFTEN = words_of("faster slower timelier") | {
    *("more often", "less often", "more quickly", "less quickly", "more timely", "less timely"),
}
