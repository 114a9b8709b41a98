"""Comparisons: a subject or a measure set against other places, as `comparing` reads them.

In: a scene with all readings of a sentence. Out: `Candidate` comparisons, and refusals of the
mentions of other places in clauses that state nothing. A clause inside the subject of
another ("children who are excluded") is given to `comparing` as part of that subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.account import span
from ofsted_kg.grammar.clause import Clause
from ofsted_kg.grammar.comparing.draft import Draft
from ofsted_kg.grammar.comparing.numbers import Number
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.memory import Reading
from ofsted_kg.grammar.outcome import Candidate, Compared, Printed, Refusal, Rule
from ofsted_kg.grammar.scene import Scene
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind


def read(scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield the comparisons of a sentence."""
    parts = [
        _part(reading, scene)
        for reading in scene.readings
        if not _embedded(reading.clause, scene) and reading.clause.phrases
    ]
    for draft in scene.comparing.read(parts, scene.units):
        if isinstance(draft, Draft):
            yield from _facts(draft)
    for reading in scene.readings:
        rule = scene.rule(reading.clause)
        if rule is None and reading.clause.verb_has(Kind.MODAL):
            rule = Rule.WISHED
        if rule is not None:
            yield Refusal(tuple(u for u in reading.clause.units if u.kind is Kind.COMPARATOR), rule)


def _facts(draft: Draft) -> Iterator[Candidate]:
    figures = draft.figures
    own = _printed(figures.own) if figures is not None else None
    theirs = _printed(figures.theirs) if figures is not None else None
    unit = figures.unit if figures is not None else None
    for subject in draft.subjects:
        for comparator in draft.comparators:
            fact = Compared(subject, draft.direction, comparator, own, theirs, unit)
            yield Candidate(fact, draft.start, draft.end, draft.units, f"comparing.{draft.rule}")


def _printed(number: Number | None) -> Printed | None:
    return None if number is None else Printed(number.value, number.start, number.end)


def _part(reading: Reading, scene: Scene) -> Part:
    clause, subject = reading.clause, reading.subject
    after = [unit for phrase in clause.after for unit in phrase.units]
    verb = list(clause.verb.units) if clause.verb is not None else []
    before = _whole_subject(clause, scene)
    if clause.verb is None:
        before, after = [], before
    return Part(
        clause.lead,
        before,
        verb,
        after,
        subject.slugs,
        shared=reading.shared,
        denied=subject.denied,
        share=subject.share,
        relative=subject.cue is not None,
        silent=scene.rule(clause) is not None,
    )


def _whole_subject(clause: Clause, scene: Scene) -> list[Unit]:
    """Return the units before a verb, with those of clauses inside the subject."""
    if not clause.before:
        return []
    start = clause.before[0].start
    end = clause.verb.start if clause.verb is not None else clause.before[-1].end
    own = {unit.start for phrase in clause.before for unit in phrase.units}
    inner = [
        (span(reading.clause), any(u.kind is Kind.COMPARATOR for u in reading.clause.units))
        for reading in scene.readings
        if reading.clause is not clause and reading.clause.phrases
    ]
    return [
        unit
        for unit in scene.units
        if start <= unit.start < end
        and (unit.start in own or not any(a <= unit.start < b and names for (a, b), names in inner))
    ]


def _embedded(clause: Clause, scene: Scene) -> bool:
    """Say whether a clause stands inside the subject of another and names no other places."""
    if not clause.phrases or any(unit.kind is Kind.COMPARATOR for unit in clause.units):
        return False
    start = clause.phrases[0].start
    for reading in scene.readings:
        other = reading.clause
        if other is clause or other.verb is None or not other.before:
            continue
        if other.before[0].start < start < other.verb.start:
            return True
    return False
