"""What a judgement leaves out and nothing has read: "and 70% of childcare", "those for X are too".

In: a reading, after all other constructions. Out: `Unread`, where a clause beside a judgement names a
setting or an outcome with an amount or with "is" and nothing else, and no fact came of it; and where a
judgement holds for fewer subjects than are coordinated before its verb. A notice shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import JOINTS, SAYS_SOMETHING, Kind
from ofsted_kg.grammar.lex.concepts import WEAK
from ofsted_kg.grammar.lex.semantic_fields import STANDS_FOR_VERB
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.boundaries import LIGHT, MARKS
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.named_entities import qualifies
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Judged, Unread


def read(reading: Reading, scene: Scene) -> Iterator[Unread]:
    """Yield what should have been judged and was not."""
    clause = reading.clause
    if len(scene.found) == scene.told or scene.rule(clause) is not None:
        return
    here = [c for c in scene.found[scene.told :] if isinstance(c.fact, Judged) and _inside(c.units, scene)]
    if not here:
        return
    start, end = scene.span(clause)
    own = [c for c in here if any(start <= unit.start < end for unit in c.units) or c.start >= start]
    unit = _echo(clause) if not own else _lost(clause, scene)
    if unit is not None:
        yield Unread(unit, start, end)


def _inside(units: tuple[Unit, ...], scene: Scene) -> bool:
    first, last = scene.units[0].start, scene.units[-1].end
    return any(first <= unit.start < last for unit in units)


def _echo(clause: Clause) -> Unit | None:
    """Return what a clause without a grade names with "is" or an amount: "only 61% of childminders are"."""
    if clause.lead_kind not in JOINTS or any(unit.kind in SAYS_SOMETHING for unit in clause.units):
        return None
    bare = all(p.form in (*LIGHT, *MARKS) for p in clause.after)
    nouns = [p for p in clause.before if p.form is Form.NOUN]
    named = next((p for p in nouns if p.names and not set(p.names) <= WEAK), None)
    if named is None or not bare or any(p.form is Form.OTHER for p in clause.before):
        return None
    if clause.verb is None:
        if any(u.kind is Kind.WORD and not qualifies(u) for p in nouns for u in p.units):
            return None  # "young people sit on every school's council": a verb that is not known
        told = any(_amount(p) for p in nouns) and not any(p.share for p in nouns)
    else:
        told = clause.verb.text in STANDS_FOR_VERB
    return _name(named) if told else None


def _amount(phrase: Phrase) -> bool:
    return phrase.quantity is not None or any(u.kind is Kind.COUNT and u.percent for u in phrase.units)


def _lost(clause: Clause, scene: Scene) -> Unit | None:
    """Return what is coordinated before a verb and no judgement of the clause is of."""
    if clause.verb is None or any(p.form is Form.STOP for p in clause.before):
        return None
    start, end = scene.span(clause)
    own = scene.found[scene.told :]
    facts = [
        c.fact for c in own if isinstance(c.fact, Judged) and any(start <= u.start < end for u in c.units)
    ]
    held = {slug for fact in facts for slug in (fact.subject, fact.exception, fact.outcome)}
    shared = {fact.quantity for fact in facts if fact.subject in scene.reader.outcomes} - {None}
    named = [g for g in scene.reader.groups(clause.before) if g.names()]
    first = bool(named) and any(slug in held for slug, _ in named[0].names())
    behind = [g for g in _gaps(clause, scene) if any(_amount(noun) for noun in g.nouns)]
    for group in (*(named[1:] if first else ()), *behind):
        noun = group.nouns[0]
        if noun.quantity in shared:
            continue  # "Staying safe is good in all homes and in most childcare": an outcome with two amounts
        if group.joined and not {slug for slug, _ in group.names()} & held and not noun.grades:
            return _name(noun)
    return None


def _gaps(clause: Clause, scene: Scene) -> list[Group]:
    """Return what is named behind the last grade of a clause: "is good | and half of the colleges"."""
    after = clause.after
    last = max((n for n, p in enumerate(after) if p.form is Form.GRADE), default=-1)
    return [g for g in scene.reader.groups(after[last + 1 :]) if g.names()]


def _name(noun: Phrase) -> Unit | None:
    return next((unit for unit in noun.units if unit.kind is Kind.SUBJECT), None)
