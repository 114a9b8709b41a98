"""Read two relations that share the places behind them: "A is above, and B in line with, similar areas".

In: the units of a clause and its first mention of other places. Out: the names and the direction
of each, and the comparisons that they make; empty where there are not two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ofsted_kg.grammar.comparatives import Form
from ofsted_kg.grammar.comparing.about import About, topic_of
from ofsted_kg.grammar.comparing.draft import Draft, mentions_of
from ofsted_kg.grammar.comparing.last import Last
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.places import Group
from ofsted_kg.grammar.comparing.pointing import of_two
from ofsted_kg.grammar.names import names_in
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of

_JOINTS = frozenset({Kind.AND, Kind.CONJUNCTION})
_AROUND = frozenset({Kind.COMMA, Kind.ADVERB, Kind.BE, Kind.WITH, Kind.DETERMINER, Kind.COPULA})
_NAMES = frozenset({Kind.SUBJECT, Kind.TOPIC})
_NAMED = _NAMES | {Kind.SHARE, Kind.WORD, Kind.ASPECT, Kind.PRONOUN}
_NOUNS = _NAMED | {Kind.PREPOSITION, Kind.SHELL_NOUN, Kind.THAT, Kind.HERE, Kind.COUNT}
_PLACED = words_of("in at for")  # "above, and in secondary schools below, the average"


def raised(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Return of each relation what it is said of and where that lies."""
    second = _relation(units, group.first - 1)
    if second is None:
        return ()
    joint = next((n for n in range(second, 0, -1) if units[n].kind in _JOINTS), 0)
    if not joint:  # "is below, B in line with, the national figure"
        commas = (n for n in range(second, 1, -1) if units[n].kind is Kind.COMMA)
        joint = next((n for n in commas if _relation(units, n - 1) == n - 1), 0)
    said = _without_brackets(units[joint + 1 : second])
    between = [unit for unit in said if unit.kind not in _AROUND and unit.text != "well"]
    first = _relation(units, joint - 1) if joint else None
    named = between[1:] if len(between) > 1 and between[0].text in _PLACED else between
    # A comma closes the first relation, so that the places can only be those behind the second.
    comma = Kind.COMMA in (units[joint - 1].kind, units[joint].kind)
    closed = comma and units[group.first - 1].kind is not Kind.AND
    nouns = _NAMES | _NOUNS if closed and any(unit.kind in _NAMED for unit in named) else _NAMES
    if first is None or not named or not all(u.kind in nouns or u.text == "at" for u in named):
        return ()
    one, other = units[first].cue, units[second].cue
    if one is None or other is None or units[first].words[0] in ("no", "not"):
        return ()
    return ((), one.direction), (between, other.direction)


def shared_places(
    about: About,
    part: Part,
    before: Sequence[Part],
    last: Last,
    group: Group,
    two: Sequence[tuple[Sequence[Unit], str]],
) -> Iterator[Draft]:
    """Yield the comparisons of two relations that share their places.

    Args:
        about: tells what is compared.
        part: the part.
        before: the parts of the sentence before it.
        last: what was compared last.
        group: the places.
        two: what `raised` found.
    """
    mentions = mentions_of(part.units, group)
    end = two[1][0][0].start if two[1][0] else part.span[1]
    main = about.subjects(replace(part, after=[u for u in part.after if u.start < end]), before, last)
    for between, way in two:
        names = names_in(between, about.outcomes)
        measured = any(unit.kind in _MEASURED for unit in between)
        slugs = names[0].slugs if names and not measured else topic_of(between)
        slugs = of_two(between, last.both, opens=False) or slugs
        # "and in B below", "and that in B below"
        again = bool(between) and between[0].text in _PLACED | _SAME
        if not between or (again and not set(main) & about.settings):
            slugs = main
        for slug in group.slugs:
            yield Draft(slugs, way, (slug,), *part.span, None, mentions, "raised")


_SAME = words_of("that those")
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


def listed(units: Sequence[Unit], group: Group) -> tuple[tuple[Sequence[Unit], str], ...]:
    """Read two comparatives behind "Compared with": "more children walk to school and fewer are obese"."""
    if not units or units[0].kind is not Kind.COMPARED:
        return ()
    rest = units[group.last + 1 :]
    cues = [(n, u.cue.direction) for n, u in enumerate(rest) if u.cue and u.cue.form is Form.COMPARATIVE]
    if len(cues) != 2 or cues[0][1] == cues[1][1] or any(u.kind in _OTHERS for u in rest):
        return ()
    (_, one), (second, other) = cues
    led = rest[second - 1] if second else None
    if led is None or led.kind is not Kind.AND:
        return ()
    return (rest[: second - 1], one), (rest[second:], other)


_OTHERS = frozenset({Kind.COMPARATOR, Kind.THAN, Kind.NOT, Kind.COUNT})


_FIGURES = words_of("figure figures level levels rate for of in that those")


def _relation(units: Sequence[Unit], place: int) -> int | None:
    """Return where the relation stands that ends here: "above,", "in line with"."""
    while place > 0 and (units[place].kind in _AROUND or units[place].words[-1] in _FIGURES):
        place -= 1
    cue = units[place].cue if place >= 0 else None
    return place if cue is not None and cue.form is Form.DIRECT else None
