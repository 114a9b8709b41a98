"""Read the object that stands behind its grade: "have judged as outstanding | three of the nine schools".

In: a grade that is said in a clause. Out: whom it is said of, or None where no object stands behind it.
"""

from __future__ import annotations

from ofsted_kg.grammar.clauses.clause import Said, Zone
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import Subject


def _inverted_again(one: Said) -> bool:
    """Say whether a grade stands before a second subject, as the first does before its verb: "Good is A"."""
    opens = [p for p in one.clause.before if p.form not in (Form.ADVERB, Form.COMMA)]
    turned = [p.form for p in opens] == [Form.GRADE] and one.clause.verb_has(Kind.BE)
    joined = turned and one.subject is None and one.zone[-1:] != () and one.zone[-1].form is Form.AND
    return joined and bool(one.tail) and bool(one.tail[0].names) and not one.tail[0].grades


def object_apart(one: Said, scene: Scene) -> Subject | None:
    """Read the object of a second grade: "commended as good A and, as outstanding, | those for B"."""
    tail = one.tail[1:] if one.tail and one.tail[0].form is Form.COMMA else one.tail
    led = bool(one.zone) and one.zone[-1].text == "as"
    if one.first or not led or not tail or not (tail[0].names or tail[0].text == "those"):
        return None
    return _first_of(tail, scene)


def object_behind(one: Said, scene: Scene) -> Subject | None:
    """Read the object behind its grade: "have judged as outstanding three of the nine schools"."""
    clause = one.clause
    gap = clause.verb is None and bool(one.zone) and one.zone[-1].text == "as"  # "but as good its capacity"
    if _inverted_again(one):  # "Good is A, and outstanding | the Bs"
        return scene.reader.read(one.tail[:1], None)
    if (
        one.subject is not None
        or clause.antecedent
        or not (gap or clause.verb_has(Kind.JUDGE))
        or clause.verb_has(Kind.BE, Kind.COPULA)
    ):
        return None
    if not one.tail or one.tail[0].form is not Form.NOUN:
        return None
    return _first_of(one.tail, scene)


def _first_of(tail: Zone, scene: Scene) -> Subject:
    """Read the first member of what stands behind a grade."""
    ends = next((n for n, p in enumerate(tail) if p.form in (Form.COMMA, Form.AND)), len(tail))
    return scene.reader.read(tail[:ends], None)


__all__ = ["object_apart", "object_behind"]
