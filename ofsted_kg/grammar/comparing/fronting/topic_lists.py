"""Read what a council is better and worse at: "is ahead of X on attainment and behind them on attendance".

In: the units of a clause and its places. Out: each matter with where it lies.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.comparing.comparators.places import Group
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.lex.closed_classes import MEMBER_JOINTS, NAMED, Kind
from ofsted_kg.grammar.lex.comparatives import TURNED, Form
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.periphrasis.comparison.respect_adjuncts import ON, how_far

_THEM = frozenset({Kind.PRONOUN, Kind.DETERMINER, Kind.PREPOSITION, Kind.COMPARATOR, Kind.AND})
_LEADS = frozenset({Kind.PREPOSITION, Kind.DETERMINER, Kind.ADVERB, Kind.COMPARATOR, Kind.COMPARED, Kind.AND})


def topic_lists(
    units: Sequence[Unit], group: Group, about: Comparees
) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return each matter of a clause about a council, and where it lies beside other places."""
    fronted = bool(units) and units[0].kind is Kind.COMPARED
    cues = [n for n, unit in enumerate(units) if n and unit.kind is Kind.CUE]
    if len(cues) < 2:
        return ()
    said = [n for n in cues if _opens(units, n, fronted=fronted)]
    if len(said) < 2 or not _of_council(units[: said[0]]):
        return ()
    found = []
    for number, place in enumerate(said):
        end = said[number + 1] if number + 1 < len(said) else len(units)
        while end > place and (units[end - 1].kind in MEMBER_JOINTS or how_far(units[end - 1])):
            end -= 1
        on = _on(units, place)
        matter = units[on + 1 : end]
        cue = units[place].cue
        if not matter or cue is None:
            return ()
        slugs = next((unit.slugs for unit in matter[:2] if unit.kind is Kind.SUBJECT), topic_of(matter))
        turned = cue.welcome and about.less.is_better(matter)  # "badly on exclusions": they are more
        found.append((slugs, TURNED.get(cue.direction, cue.direction) if turned else cue.direction))
    told = fronted or said[0] < group.first < said[1]
    return tuple(found) if told and not any(unit.kind is Kind.NOT for unit in units) else ()


def _opens(units: Sequence[Unit], place: int, *, fronted: bool) -> bool:
    """Say whether a comparing word leads to a matter: "ahead of X on", "behind them on", "well on"."""
    cue = units[place].cue
    if cue is None:
        return False
    plain = cue.form is Form.PLAIN or units[place].text == "better"
    if cue.form is Form.SUPERLATIVE or (plain and not fronted):
        return False
    joint = place - 1
    while joint and how_far(units[joint]):
        joint -= 1
    begins = units[joint].kind in MEMBER_JOINTS or units[joint].kind in (Kind.BE, Kind.COPULA, Kind.VERB)
    return begins and _on(units, place) > 0


def _on(units: Sequence[Unit], place: int) -> int:
    """Return where "on" stands behind a comparing word and the places it leads to, or 0."""
    look = place + 1
    while look < len(units) and units[look].kind in _THEM and units[look].text not in ON:
        look += 1
    return look if look < len(units) and units[look].text in ON else 0


def _of_council(front: Sequence[Unit]) -> bool:
    """Say whether it is said of the council: "Against similar areas the city is", "Northmoor does"."""
    whom = [u for u in front if u.kind not in _LEADS and u.kind not in (Kind.BE, Kind.COPULA, Kind.VERB)]
    if not whom or any(unit.kind in NAMED for unit in whom):
        return False
    return any(u.words[-1] in COUNCIL or u.text == "it" or u.capital for u in whom)
