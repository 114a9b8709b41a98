"""Say of whom it goes on behind an aside that tells when: "the other, poor when it was seen, is".

In: the readings of the clause that the aside opens in and of the aside, and the clause behind. Out: whether
that goes on with the first, with how much of it was meant, and not with the "it" of the aside.
"""

from __future__ import annotations

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.reference.discourse_model import Reading

WHILE = words_of("while when after before since as whilst")


def is_when_seen(around: Reading, previous: Reading, clause: Clause) -> bool:
    """Say whether a clause only dates a grade in front: "the other, poor | when it was seen, | is"."""
    zone = around.clause.before
    graded = around.clause.verb is None and bool(zone) and zone[-1].form is Form.GRADE and len(zone) > 2
    it = [p.text for p in previous.clause.before] in (["it"], ["they"]) and previous.clause.lead_text in WHILE
    same = around.subject.slugs == previous.subject.slugs and clause.lead_kind is Kind.COMMA
    return graded and it and same


__all__ = ["WHILE", "is_when_seen"]
