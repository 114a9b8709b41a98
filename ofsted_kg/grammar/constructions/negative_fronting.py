"""Say what is denied ahead: "Nor is the service, which was poor, good", "which neither A nor B can match".

In: a grade that is said and the scene, or a reading. Out: whether the grade is that of an opening "nor" or
"neither" with its verb ahead of its subject, and an aside between; whether other places fall short of it.
"""

from __future__ import annotations

from ofsted_kg.grammar.clauses.clause import Said
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.phrases.boundaries import MARKS
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.reference.discourse_model import Reading


def negative_fronting(one: Said, scene: Scene) -> bool:
    """Say whether a grade ends a sentence that "nor" opens."""
    opening = scene.readings[0].clause
    nor = bool(opening.before) and opening.before[-1].text in ("nor", "neither")
    inverted = nor and opening.verb_has(Kind.BE, Kind.COPULA) and opening.phrases[-1].form is Form.COMMA
    if not inverted or one.clause is opening or any(p.form is Form.GRADE for p in opening.phrases):
        return False
    if one.clause.verb is None:
        return not any(p.form is Form.NOUN for p in one.clause.before if p.start < one.grade.start)
    plain = [p for p in one.zone if p.form is not Form.ADVERB]
    return not one.first and one.subject is None and bool(plain) and plain[-1].form in MARKS


def none_matches(reading: Reading) -> bool:
    """Say whether other places are said not to reach something: "which neither A nor B can match"."""
    verb = reading.clause.verb
    words = {word for phrase in reading.clause.phrases for unit in phrase.units for word in unit.words}
    return verb is not None and reading.subject.denied and bool(words & _REACH)


_REACH = words_of("match matches matched equal equals rival rivals beat beats surpass surpasses")


__all__ = ["negative_fronting", "none_matches"]
