"""Read "high" and "low" of several that share their places: "A is low and B is high compared with X".

In: a part of a sentence, the parts before it, and what was read of it. Out: which way a part lies that says
no more than "is high" or "is low", and the comparisons of those whose places stand behind another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.last_compared import Last
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.semantic_fields import HIGH_OR_LOW
from ofsted_kg.grammar.results import By

_LIGHT = frozenset({Kind.ADVERB, Kind.COMMA, Kind.AND})


def level(part: Part) -> str | None:
    """Return which way a part lies that says "is high", and no more: "smoking in pregnancy is high"."""
    said = [unit for unit in part.after if unit.kind not in _LIGHT]
    if len(said) != 1 or said[0].text not in HIGH_OR_LOW or not part.before or not part.verb:
        return None
    is_ = part.verb[-1].kind in (Kind.BE, Kind.COPULA) and not part.denied and not part.silent
    return said[0].cue.direction if is_ and said[0].cue is not None else None


def levels_ahead(
    about: Comparees, part: Part, before: Sequence[Part], found: Sequence[Draft]
) -> Iterator[Draft]:
    """Read parts whose places are told behind another: "A is low | and B is high compared with X".

    Args:
        about: tells what is compared.
        part: a part that names places.
        before: the parts before it, none of which compares with places.
        found: what was read of it.
    """
    said = [unit for unit in part.after if unit.kind not in _LIGHT]
    if not found or len(said) < 2 or said[1].kind is not Kind.COMPARED or not part.verb:
        return
    made: list[Draft] = []
    lead = part.lead_kind
    for place in range(len(before) - 1, -1, -1):
        prior = before[place]
        way = level(prior) if lead in (Kind.AND, Kind.COMMA) else None
        if way is None:
            break
        slugs = about.subjects(prior, before[:place], Last())
        made.append(Draft(slugs, way, found[0].comparators, *prior.span, rule=By.GRADABLE_ADJECTIVES))
        lead = prior.lead_kind
    yield from reversed(made)
