"""What is denied of all others is so of the exception: "No school is inadequate, except X".

In: a reading. Out: a judgement of what is taken out of a statement that opens with "no" or
"none".
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.constructions.judged import judge
from ofsted_kg.grammar.memory import Reading
from ofsted_kg.grammar.outcome import Candidate, Refusal
from ofsted_kg.grammar.phrase import Form
from ofsted_kg.grammar.scene import Scene
from ofsted_kg.grammar.subject import ONE, Subject
from ofsted_kg.grammar.verbs import NO


def read(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield the judgement of the exception to a denial."""
    clause = reading.clause
    zone = clause.phrases
    if not any(p.form is Form.EXCEPT for p in zone) or scene.rule(clause) is not None:
        return
    denied = any(u.text in NO and u.text not in ("not all", "not every") for p in zone for u in p.units)
    if not denied:
        return
    grades = [u for p in zone for u in ((*p.units,) if p.form is Form.GRADE else p.grades)]
    _, exceptions, _ = scene.reader.exceptions(zone)
    names = tuple((slug, None) for slug in exceptions if slug != ONE)
    if len(grades) == 1 and names:
        yield from judge(Subject(names=names), grades[0], scene.span(clause), "spared")
