# Past 300 lines: each way in which two relations share the places behind them.
"""Read relations that share the places behind them: "A is above, and B in line with, similar areas".

In: the units of a clause and its first mention of other places. Out: the names and the direction
of each, and the comparisons that they make; empty where there are not two or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.demonstratives import of_two
from ofsted_kg.grammar.comparing.comparees.topics import OTHER, topic_of
from ofsted_kg.grammar.comparing.coordination.coordinated_predicates import NEEDS_THAN
from ofsted_kg.grammar.comparing.draft import Draft, mentions_of
from ofsted_kg.grammar.comparing.last_compared import Last
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.relations.equatives import SLIGHTLY
from ofsted_kg.grammar.lex.closed_classes import FILLERS, NAMES, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import LINE, Form
from ofsted_kg.grammar.lex.semantic_fields import FIGURES, HIGH_OR_LOW, OF_TWO, STANDS_FOR_NOUN
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By

_JOINTS = frozenset({Kind.AND, Kind.CONJUNCTION})
_AROUND = frozenset({Kind.COMMA, Kind.ADVERB, Kind.BE, Kind.WITH, Kind.DETERMINER, Kind.COPULA})
_NAMED = NAMES | {Kind.SHARE, Kind.WORD, Kind.ASPECT, Kind.PRONOUN}
_NOUNS = _NAMED | {Kind.PREPOSITION, Kind.SHELL_NOUN, Kind.THAT, Kind.HERE, Kind.COUNT}
_PLACED = words_of("in at for")  # "above, and in secondary schools below, the average"


def right_node_raised(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Return of each relation what it is said of and where that lies, if there are two or more."""
    found: list[tuple[Sequence[Unit], str]] = []
    told = relation_at(units, group.first - 1)
    while told is not None:
        end, way = told
        before = _before(units, end, group)
        if before is None:
            break
        told, between = before
        found.append((between, way))
    if told is None or not found or units[told[0]].words[0] in ("no", "not"):
        return ()
    return (((), told[1]), *reversed(found))


def _before(
    units: Sequence[Unit], second: int, group: Group
) -> tuple[tuple[int, str], Sequence[Unit]] | None:
    """Return where the relation before another stands and points, and of what that other is said."""
    joint = next((n for n in range(second, 0, -1) if _joins(units[n])), 0)
    if not joint or relation_at(units, joint - 1) is None:  # "is below, B in line with, the national figure"
        commas = (n for n in range(second, 1, -1) if units[n].kind is Kind.COMMA)
        joint = next((n for n in commas if _closes(units, n - 1)), 0)
    said = _without_concession(_without_brackets(units[joint + 1 : second]))
    between = [unit for unit in said if unit.kind not in _AROUND and unit.text != "well"]
    first = relation_at(units, joint - 1) if joint else None
    named = between[1:] if len(between) > 1 and between[0].text in _PLACED else between
    # A comma closes the first relation, so that the places can only be those behind the second.
    comma = Kind.COMMA in (units[joint - 1].kind, units[joint].kind)
    closed = comma and units[group.first - 1].kind is not Kind.AND
    # "and that of boys below", "and the latter above", "and improving faster than"
    again = bool(between) and (
        between[0].text in STANDS_FOR_NOUN or between[0].text in OF_TWO or _goes_on(between)
    )
    nouns = NAMES | _NOUNS if (closed or again) and any(u.kind in _NAMED for u in named) else NAMES
    plain = all(u.kind in nouns or u.text == "at" for u in named)
    if first is None or not named or not (plain or _goes_on(between)):
        return None
    if between[0].kind is Kind.COUNT:
        return None  # "order and match, 12 days more than": a difference
    led = next((unit for unit in reversed(units[: group.first]) if unit.kind is not Kind.COMMA), None)
    if units[first[0]].text in NEEDS_THAN and (led is None or led.kind is not Kind.THAN):
        return None  # "they are better and at 16 well above X": better than those before
    return first, between


def _joins(unit: Unit) -> bool:
    return unit.kind in _JOINTS and unit.text not in _CONCEDING


def _without_concession(units: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out what is conceded behind a name: "and nurseries, for all their efforts, (below)"."""
    names = (n for n, unit in enumerate(units) if unit.kind in NAMES)
    first = next(names, len(units))
    told = (n for n in range(first + 1, len(units)) if _concedes(units[n : n + 2]))
    return units[: next(told, len(units))]


def _concedes(units: Sequence[Unit]) -> bool:
    """Say whether "despite" stands here, or "for all"."""
    return units[0].text in _CONCEDING or [unit.words[0] for unit in units] == ["for", "all"]


_CONCEDING = frozenset({"despite", "in spite of", "notwithstanding", "by contrast", "in contrast"})


def _goes_on(between: Sequence[Unit]) -> bool:
    """Say whether the same subject goes on: "in line with and (improving) faster than"."""
    return all(
        (unit.kind is Kind.WORD and unit.text.endswith("ing")) or unit.kind is Kind.VERB for unit in between
    )


def _closes(units: Sequence[Unit], place: int) -> bool:
    """Say whether a relation ends right here: "above"."""
    found = relation_at(units, place)
    return found is not None and found[0] == place


def shared_places(
    about: Comparees,
    part: Part,
    before: Sequence[Part],
    last: Last,
    group: Group,
    two: Sequence[tuple[Sequence[Unit], str]],
) -> Iterator[Draft]:
    """Yield the comparisons of relations that share their places.

    Args:
        about: tells what is compared.
        part: the part.
        before: the parts of the sentence before it.
        last: what was compared last.
        group: the places.
        two: what `right_node_raised` found.
    """
    mentions = mentions_of(part.units, group)
    end = two[1][0][0].start if two[1][0] else part.span[1]
    main = about.subjects(replace(part, after=[u for u in part.after if u.start < end]), before, last)
    start, stop = part.span
    begins = [start, *(between[0].start for between, _ in two[1:])]
    for number, (between, way) in enumerate(two):
        names = names_in(between, about.outcomes)
        measured = any(unit.kind in _MEASURED for unit in between)
        slugs = names[0].slugs if names and not measured else topic_of(between)
        slugs = of_two(between, last.both, opens=False) or slugs
        # "and in B below", "and that in B below"
        again = bool(between) and between[0].text in _PLACED | STANDS_FOR_NOUN
        if between and between[0].kind is Kind.VERB:
            slugs = part.slugs or (OTHER,)  # "cost less than, and perform better than"
        elif not between or _goes_on(between) or (again and _is_measure(main, slugs, about)):
            slugs = main
        for slug in group.slugs:
            # Said of the same subject, only the words tell one from another.
            apart = number and slugs == main and way in [lies for _, lies in two[:number]]
            yield Draft(
                slugs,
                way,
                (slug,),
                begins[number] if apart else start,
                stop,
                None,
                mentions,
                By.RIGHT_NODE_RAISING,
            )


def _is_measure(main: tuple[str, ...], slugs: tuple[str, ...], about: Comparees) -> bool:
    """Say whether what is compared again is a measure: "attainment is above, and that of B below"."""
    outcomes = set(main) | set(slugs) <= about.outcomes  # "those for A above, and those for B below"
    return not set(main) & about.settings and not outcomes


_MEASURED = frozenset({Kind.TOPIC, Kind.SHARE, Kind.WORD})


def _without_brackets(units: Sequence[Unit]) -> list[Unit]:
    """Leave out "(5.1%)"."""
    kept: list[Unit] = []
    inside = False
    for unit in units:
        inside = unit.kind is Kind.OPEN or (inside and unit.kind is not Kind.CLOSE)
        if not inside and unit.kind is not Kind.CLOSE:
            kept.append(unit)
    return kept


def doubled(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Read two comparatives before one "than": "fewer smoke and more breastfeed than nationally"."""
    than = next((n for n in range(group.first - 1, -1, -1) if units[n].kind is Kind.THAN), 0)
    cues = [
        (n, cue.direction)
        for n, unit in enumerate(units[:than])
        if (cue := unit.cue) is not None and cue.form is Form.COMPARATIVE
    ]
    if len(cues) != 2 or cues[0][1] == cues[1][1] or any(u.kind is Kind.THAN for u in units[:than]):
        return ()
    (first, one), (second, other) = cues
    joint = next((n for n in range(second, first + 1, -1) if units[n].kind is Kind.AND), 0)
    if not joint or any(unit.kind is Kind.NOT for unit in units[:than]):
        return ()
    return (units[:joint], one), (units[joint + 1 : than], other)


def levelled(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Read two levels before one "compared with": "absence is low and attendance high compared with X"."""
    marker = next((n for n in range(group.first - 1, 0, -1) if units[n].kind is Kind.COMPARED), 0)
    cues = [n for n, unit in enumerate(units[:marker]) if unit.cue is not None]
    if len(cues) != _TWO or marker != cues[1] + 1 or any(unit.kind in _OTHERS for unit in units[:marker]):
        return ()
    first, second = cues
    between, joint = (
        [unit for unit in units[first + 2 : second] if unit.kind not in FILLERS],
        units[first + 1],
    )
    named = bool(between) and between[0].kind is Kind.TOPIC
    one, other = units[first].cue, units[second].cue
    levels = (
        units[first].text in HIGH_OR_LOW | {"good"}
        and units[second].text in HIGH_OR_LOW
        and units[first - 1].kind in _SAID
    )
    if not levels or not named or joint.kind is not Kind.AND or one is None or other is None:
        return ()
    return (units[: first + 1], one.direction), (units[first + 2 : second + 1], other.direction)


def listed(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Read several predicates behind "Compared with": "more walk to school and fewer are obese".

    "the rate of exclusion is low and attendance high", "a low rate of adoption and a high rate of care".
    """
    if not units or units[0].kind is not Kind.COMPARED:
        return ()
    rest = units[group.last + 1 :]
    cues = [
        (n, u.cue) for n, u in enumerate(rest) if u.cue and (u.cue.form in _SIZED or u.text in HIGH_OR_LOW)
    ]
    if len(cues) < 2 or any(unit.kind in _OTHERS for unit in rest):
        return ()
    if any(
        a.form is b.form is Form.COMPARATIVE and a.direction == b.direction
        for (_, a), (_, b) in pairwise(cues)
    ):
        return ()
    cuts = [_cut(rest, first, second) for (first, _), (second, _) in pairwise(cues)]
    if not all(cuts):
        return ()
    bounds = [-1, *cuts, len(rest)]
    return tuple(
        (rest[first + 1 : last], cue.direction)
        for (first, last), (_, cue) in zip(pairwise(bounds), cues, strict=True)
    )


def told_each(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Return what lies where beside the places that several predicates share, or nothing."""
    return doubled(units, group) or levelled(units, group) or listed(units, group)


def judged_more(units: Sequence[Unit], part: Part) -> tuple[str, ...]:
    """Return of whom more or fewer are so good: "Compared with X more (of them) are inadequate"."""
    counted = any(u.text in _MANY for u in units) and any(u.kind is Kind.GRADE for u in units)
    return part.slugs if counted and not any(u.kind in NAMES for u in units) else ()


def _cut(units: Sequence[Unit], first: int, second: int) -> int:
    """Return where the joint stands between two predicates, or 0."""
    joints = [n for n in range(first + 1, second) if units[n].kind in (Kind.AND, Kind.COMMA)]
    if not joints:
        return 0
    if all(unit.kind in FILLERS for unit in units[joints[-1] + 1 : second]):
        return joints[-1]  # ", a high rate of B"
    ended = units[second].text in HIGH_OR_LOW and joints[0] == first + 1
    return joints[0] if ended else 0  # "is low and attendance high"


_TWO = 2
_SAID = frozenset({Kind.BE, Kind.COPULA, Kind.ADVERB})
_MANY = words_of("more fewer")
_SIZED = frozenset({Form.COMPARATIVE})
_OTHERS = frozenset({Kind.COMPARATOR, Kind.THAN, Kind.NOT, Kind.COUNT})


_FIGURES = FIGURES | {"for", "of", "in", "that", "those"}


def relation_at(units: Sequence[Unit], place: int) -> tuple[int, str] | None:
    """Return where the relation stands that ends here, and which way it points.

    "above,", "in line with", "a little higher than", "as high as"
    """
    while place > 0 and (units[place].kind in _AROUND or units[place].words[-1] in _FIGURES):
        if units[place].words == ("as",) or units[place].kind is Kind.CUE:  # "ahead of"
            break
        place -= 1
    if place < 0:
        return None
    cue = units[place].cue
    if cue is not None and cue.form is Form.DIRECT:
        return place, cue.direction
    if units[place].kind is Kind.THAN and place:
        return _compared(units, place - 1)
    if units[place].words == ("as",) and place > 1 and units[place - 2].words == ("as",):
        return place - 2, LINE
    return None


def _compared(units: Sequence[Unit], place: int) -> tuple[int, str] | None:
    """Return where "a little higher" begins, and which way it points."""
    cue = units[place].cue
    if cue is None or not (cue.form is Form.COMPARATIVE or units[place].text == "better"):
        return None
    while place and units[place - 1].text in SLIGHTLY | {"a"}:
        place -= 1
    return place, cue.direction
