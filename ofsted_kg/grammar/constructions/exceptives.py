"""What is denied of all others is so of the exception: "No school is inadequate, except X".

In: a reading. Out: a judgement of what is taken out of a statement that opens with "no" or
"none".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ofsted_kg.grammar.clauses.clause import Zone
from ofsted_kg.grammar.constructions.judgement import judge
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import CHILDRENS_HOMES
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import ONE, Subject
from ofsted_kg.grammar.phrases.verb_groups import NO
from ofsted_kg.grammar.reference.anaphora import HOMES
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import By, Candidate, Refusal


def read(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield the judgement of the exception to a denial."""
    clause = reading.clause
    zone = clause.phrases
    if not any(p.form is Form.EXCEPT for p in zone) or scene.rule(clause) is not None:
        return
    denied = any(u.text in NO and u.text not in ("not all", "not every") for p in zone for u in p.units)
    if not denied or any(p.form in (Form.THAN, Form.CUE) for p in zone):
        return  # "Nothing is worse than satisfactory except X" does not call X satisfactory
    grades = [u for p in zone for u in ((*p.units,) if p.form is Form.GRADE else p.grades)]
    _, exceptions, _ = scene.reader.exceptions(zone)
    names = (*((slug, _amount(slug, zone)) for slug in exceptions if slug != ONE), *_homes(zone))
    if len(grades) == 1 and names:
        yield from judge(Subject(names=names), grades[0], scene.span(clause), By.EXCEPTIVES)


def _amount(slug: str, zone: Zone) -> str | None:
    """Return how much of what is taken out is meant: "apart from (a minority of) childminders"."""
    return next((p.quantity for p in zone if slug in p.names), None)


def _homes(zone: Zone) -> Iterator[tuple[str, None]]:
    """Yield children's homes where only homes are taken out: "apart from two homes and a college"."""
    opens = next(n for n, p in enumerate(zone) if p.form is Form.EXCEPT)
    taken = list(itertools.takewhile(lambda p: p.form in _LISTED, zone[opens + 1 :]))
    whose = zone[opens + 1 + len(taken) : opens + 2 + len(taken)]
    if whose and whose[0].text == "for":
        return  # "except the homes for the elderly"
    if any(p.word in HOMES and not p.names and p.kind is Kind.SHELL_NOUN for p in taken):
        yield CHILDRENS_HOMES, None


_LISTED = frozenset({Form.NOUN, Form.AND, Form.COMMA})
