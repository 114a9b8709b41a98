"""Read other places that open a clause: "In similar areas homes are better", "Among them it is last".

In: the units of a clause and its first mention of other places. Out: where the subject lies beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.fronting.topic_lists import topic_lists
from ofsted_kg.grammar.lex.closed_classes import DO, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import BELOW, LINE, TURNED, Form
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL, OF_FIGURES
from ofsted_kg.grammar.lex.units import Unit

_OPENS = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.AND, Kind.COMMA, Kind.CONJUNCTION})
_COMPARES = frozenset({Kind.THAN, Kind.COMPARED, Kind.COMPARATOR, Kind.COUNT, Kind.QUANTITY, Kind.NOT})
_LAST = words_of("last bottom")
_HERE = words_of("here this it")


def fronted(units: Sequence[Unit], group: Group, groups: Sequence[Group], *, told: bool) -> str | None:
    """Return where a subject lies beside places that stand before it.

    Args:
        units: the units of a clause.
        group: its first places.
        groups: all its places.
        told: whether the subject stands before the clause: "timeliness, which in similar areas is better".
    """
    if group is not groups[0] or _is_led(units[: group.first]):
        return None
    if len(groups) > 1 and not is_the_case(units, groups[1]):
        return None
    rest = units[group.last + 1 : groups[1].first - 1 if len(groups) > 1 else None]
    led, rest = units[: group.first], _without_us(rest)
    more = _more_there(rest, everywhere=group.slugs == ("national",))
    more = more or _of_them(rest, told=told) or _as_here(rest, told=told)
    return _ranked(rest) or more or _they_do(led, units[group.first], rest)


def _is_led(front: Sequence[Unit]) -> bool:
    """Say whether something stands before other places that does more than lead in "both" or one."""
    return any(unit.kind not in _OPENS and unit.text != "both" for unit in front)


def _without_us(rest: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out whom others are beside: "Nationally a greater share is good (than in Bury)"."""
    than = next((n for n, unit in enumerate(rest) if unit.kind is Kind.THAN), len(rest))
    us = [unit for unit in rest[than + 1 :] if unit.text not in DO]
    here = [unit for unit in us if unit.kind is not Kind.DETERMINER]
    if len(here) == 1 and (here[0].words[-1] in COUNCIL or here[0].text in _HERE):
        return rest[:than]  # "do better than the borough (does)", "than this"
    named = len(us) in (1, 2) and us[-1].capital and us[-1].kind is Kind.WORD
    return rest[:than] if named and (len(us) == 1 or us[0].text == "in") else rest


def is_the_case(units: Sequence[Unit], group: Group) -> bool:
    """Say whether it is so in other places, too: "..., as is the case nationally"."""
    return units[group.first - 1].text == "as" and "case" in units[group.first].words


def _ranked(rest: Sequence[Unit]) -> str | None:
    """Read "Among similar councils, the town has the lowest rate", "is bottom for science"."""
    for place, unit in enumerate(rest):
        if unit.kind in _COMPARES:
            return None
        superlative = unit.cue is not None and unit.cue.form is Form.SUPERLATIVE and unit.cue.direction
        if superlative and place and rest[place - 1].kind in (Kind.DETERMINER, Kind.BE):
            return superlative
        ends = place + 1 == len(rest) or rest[place + 1].kind is not Kind.WORD  # but "was last year"
        if unit.text in _LAST and place and rest[place - 1].kind is Kind.BE and ends:
            return BELOW
    return None


def _more_there(rest: Sequence[Unit], *, everywhere: bool) -> str | None:
    """Read "Nationally fewer homes are good", "In similar areas a larger share of pupils is excluded".

    "Nationally more young people stay on" may be more than there were: of the whole country only what is
    graded is set against one's own.
    """
    said = [unit for unit in rest if unit.kind not in (Kind.ADVERB, Kind.COMMA, Kind.DETERMINER)]
    if len(said) < 4 or any(unit.kind in _BESIDES or unit.kind is Kind.MODAL for unit in rest):
        return None
    cue = said[0].cue
    counts = said[0].text in ("more", "fewer") or said[1].kind is Kind.SHARE
    if cue is None or cue.form is not Form.COMPARATIVE or not counts or any(u.text == "now" for u in rest):
        return None
    does = any(unit.kind in VERBS for unit in said[2:])
    graded = any(unit.kind is Kind.GRADE for unit in said)
    return TURNED.get(cue.direction) if does and (graded or not everywhere) else None


def _they_do(led: Sequence[Unit], places: Unit, rest: Sequence[Unit]) -> str | None:
    """Read "Similar councils have fewer children on plans", of which the council then has more."""
    likened = places.words[-1] == "like"
    if likened:  # "The areas most like the borough have"
        rest = rest[next((n for n, u in enumerate(rest) if u.kind not in _NAMED), 0) :]
    acts = all(unit.kind is not Kind.PREPOSITION for unit in led)
    acts = acts and (likened or places.words[0] not in _WHERE)
    if not acts or not rest or rest[0].kind not in VERBS or rest[0].kind is Kind.MODAL:
        return None
    if any(unit.kind in _BESIDES or unit.kind is Kind.MODAL for unit in rest):
        return None
    cue = next((u.cue for u in rest[1:4] if u.cue is not None), None)
    compares = cue is not None and (cue.form is Form.COMPARATIVE or rest[1].text == "better")
    return TURNED.get(cue.direction) if compares and cue is not None else None


_BESIDES = frozenset({Kind.THAN, Kind.COMPARED, Kind.COMPARATOR, Kind.NOT, Kind.CONJUNCTION})
_NAMED = frozenset({Kind.DETERMINER, Kind.WORD, Kind.PRONOUN})
_WHERE = words_of("nationally nationwide in across elsewhere countrywide average the on")


def _of_them(rest: Sequence[Unit], *, told: bool) -> str | None:
    """Read "homes are better" of the others, which says that those of the council are worse."""
    rest = _without_difference(rest)
    said = [unit for unit in rest if unit.kind not in (Kind.ADVERB, Kind.COMMA)]
    there = [u.text for u in said[1:]] in (["fewer"], ["more"])  # "even in similar councils there are fewer"
    are = (
        len(said) == 2 and said[0].text in ("fewer", "more") and said[1].kind is Kind.BE
    )  # "nationally more are"
    said = [said[1], said[0]] if are else said
    if len(said) < 3 - (told or there or are) or any(
        unit.kind in _COMPARES or unit.kind is Kind.MODAL for unit in rest
    ):
        return None
    cue = said[-1].cue
    compares = cue is not None and (cue.form is Form.COMPARATIVE or said[-1].text == "better")
    # "Nationally only childminders do better"
    do = len(said) > 2 and said[-2].text in DO and said[-3].kind in (Kind.SUBJECT, Kind.PRONOUN)
    if cue is None or not compares or not (said[-2].kind is Kind.BE or do):
        return None
    return TURNED.get(cue.direction)


def _as_here(rest: Sequence[Unit], *, told: bool) -> str | None:
    """Read "the proportion is much the same", "it is very similar" of the others."""
    said = [unit for unit in rest if unit.kind not in (Kind.ADVERB, Kind.COMMA) and unit.text not in _MUCH]
    alike = len(said) > 2 - told and said[-1].text in _ALIKE and said[-2].kind is Kind.BE
    return LINE if alike and not any(unit.kind in (Kind.NOT, Kind.MODAL) for unit in rest) else None


_ALIKE = frozenset({"the same", "similar", "alike"})
_MUCH = words_of("much very about just broadly exactly largely almost quite")


def _without_difference(rest: Sequence[Unit]) -> Sequence[Unit]:
    """Leave out by how much: "their figure is (two points) higher"."""
    by = [n for n in range(len(rest) - 2) if rest[n].kind is Kind.COUNT and rest[n + 1].words[-1] in _POINTS]
    rest = [*rest[: by[0]], *rest[by[0] + 2 :]] if by and rest[by[0] + 2].cue is not None else rest
    ours = [unit.text for unit in rest[-2:]] in (["than", "ours"], ["than", "here"])
    if ours:
        return rest[:-2]
    than = next((n for n, unit in enumerate(rest) if unit.kind is Kind.THAN), len(rest))
    here = [unit for unit in rest[than + 1 :] if unit.kind is not Kind.COMMA][-1:]
    told = than < len(rest) and bool(here) and (here[0].kind is Kind.HERE or here[0].text == "here")
    figure = any(unit.kind is Kind.COUNT for unit in rest[than + 1 :])
    return rest[:than] if told and figure else rest  # "is higher (than the 71% achieved here)"


def is_figure_of(units: Sequence[Unit], group: Group) -> bool:
    """Say whether a figure of other places is named, not the places: "the England figure"."""
    named, following = units[group.last], units[group.last + 1 : group.last + 2]
    return named.words[-1] in OF_FIGURES or bool(following and following[0].words[-1] in OF_FIGURES)


_POINTS = words_of("point points")
_FOR = words_of("for in on")


def each_for(
    units: Sequence[Unit], group: Group, about: Comparees
) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Read "Against the average, performance is in line for A and better for B": each outcome its own.

    Also "Performance is above for A but below for B, compared with the average".

    Args:
        units: the units of a clause that opens with "compared with" and the places, or ends with them.
        group: these places.
        about: tells what is compared.
    """
    outcomes = about.outcomes
    found = []
    marker = next((n for n in range(group.first - 1, 0, -1) if units[n].kind is Kind.COMPARED), 0)
    first = units[group.first - 1].cue if group.first else None
    behind = units[group.last + 1 : group.last + 3]
    if first is not None and first.form is Form.DIRECT and len(behind) > 1 and behind[0].text in _FOR:
        # "is above similar areas in A and below in B"
        found += [(behind[1].slugs, first.direction)] if set(behind[1].slugs) & outcomes else []
    for place in range(0 if marker else group.last + 1, (marker or len(units)) - 2):
        cue, led, named = units[place].cue, units[place + 1], units[place + 2]
        told = (cue is not None and cue.form is not Form.PLAIN) or units[place].text == "better"
        if told and cue is not None and led.text in _FOR and set(named.slugs) & outcomes:
            found.append((named.slugs, cue.direction))
    denied = any(unit.kind is Kind.NOT for unit in units)
    return tuple(found) if len(found) > 1 and not denied else topic_lists(units, group, about)
