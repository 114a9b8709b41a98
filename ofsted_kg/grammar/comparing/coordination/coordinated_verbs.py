"""Read several verbs that share their places: "A surpass, B equal and C fall below the average".

In: a part that names other places, and those before it. Out: `Draft` for each of the verbs before its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.topics import topic_of
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.last_compared import Slugs
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import MEMBER_JOINTS, NOUNS, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import CUE_VERBS, TURNED, Cue, Form
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import names_in
from ofsted_kg.grammar.results import By

_VERBS = (CUE_VERBS | words_of("equal equalled tops topped compare")) - words_of(
    "reach reaches reached fall falls fell"
)
_MEASURES = frozenset({Kind.TOPIC, Kind.SHARE})


def coordinated_verbs(
    about: Comparees, part: Part, before: Sequence[Part], found: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield what the verbs before compare with the places of the last.

    Args:
        about: tells what is compared.
        part: a part that names places.
        before: the parts before it.
        found: what was read of it.
    """
    if not found or not before or part.lead_kind not in MEMBER_JOINTS:
        return
    told: list[Unit] = []
    lead: Kind | None = part.lead_kind
    for prior in reversed(before):
        if lead not in MEMBER_JOINTS or prior.silent or prior.denied or prior.places or prior.graded:
            break
        told = [*prior.units, *told]
        lead = prior.lead_kind
    made = [_told(about, said, found[0]) for said in _segments(told)]
    drafts = [draft for draft in made if draft is not None]
    if len(drafts) == len(made):
        yield from drafts


def _segments(units: Sequence[Unit]) -> list[list[Unit]]:
    """Cut units where a comma or "and" stands behind a verb that compares."""
    found: list[list[Unit]] = [[]]
    for unit in units:
        if unit.kind in MEMBER_JOINTS and found[-1] and found[-1][-1].kind is Kind.CUE:
            found.append([])
        elif found[-1] or unit.kind not in MEMBER_JOINTS:
            found[-1].append(unit)
    return [said for said in found if said]


def _told(about: Comparees, said: Sequence[Unit], last: Draft) -> Draft | None:
    """Return what one of them says: "secondary schools equal"."""
    cue = said[-1].cue
    verb = cue is not None and cue.form is Form.DIRECT and said[-1].words[0] in _VERBS
    named = said[:-1]
    others = any(unit.cue is not None or unit.kind is Kind.NOT or unit.kind in VERBS for unit in named)
    if cue is None or not verb or others or not any(unit.kind in NOUNS for unit in named):
        return None
    slugs, way = said_of(about, named, cue)
    return Draft(slugs, way, last.comparators, said[0].start, said[-1].end, rule=By.COORDINATED_VERBS)


def said_of(about: Comparees, named: Sequence[Unit], cue: Cue) -> tuple[Slugs, str]:
    """Return what a comparing word is said of, and where that lies.

    "A compares well, and exclusions badly, with X": they are more.
    """
    measured = any(unit.kind in _MEASURES for unit in named)
    names = names_in(named, about.outcomes) if not measured else []
    turned = cue.welcome and about.less.is_better(named)
    way = TURNED.get(cue.direction, cue.direction) if turned else cue.direction
    return names[0].slugs if names else topic_of(named), way
