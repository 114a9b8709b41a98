"""What is good is listed: "Services which are good include adoption", "Good services include X".

In: a reading of "include". Out: a judgement of each name behind it, with the grade that
stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.constructions.judged import judge
from ofsted_kg.grammar.memory import Reading
from ofsted_kg.grammar.outcome import Candidate, Refusal
from ofsted_kg.grammar.phrase import Form
from ofsted_kg.grammar.scene import Scene
from ofsted_kg.grammar.subject import Subject


def read(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield the judgements of what a graded subject includes."""
    clause = reading.clause
    if clause.verb is None or clause.verb.text not in ("include", "includes", "included"):
        return
    if scene.rule(clause) is not None:
        return
    grades = [grade for p in clause.before for grade in p.grades]
    previous = scene.previous
    if not grades and previous is not None and previous.clause.antecedent:
        grades = [p.units[0] for p in previous.clause.phrases if p.form is Form.GRADE]
    if len(grades) != 1:
        return
    names = tuple(pair for group in scene.reader.groups(clause.after) for pair in group.names())
    yield from judge(Subject(names=names), grades[0], scene.span(clause), "listed")
