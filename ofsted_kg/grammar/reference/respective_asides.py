"""Read an aside that grades a list anew: "A and B are good and poor (in 2008: poor, good)".

In: the reading of an aside without a subject, the one before it, and that of the clause it stands in. Out:
the same, about all that the clause lists, in its order; about nobody where there are fewer or more grades.
"""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import NOBODY, naming
from ofsted_kg.grammar.reference.discourse_model import Reading

_INSIDE = frozenset({Form.GRADE, Form.COMMA, Form.AND, Form.ADVERB, Form.PREP, Form.STOP})
_TIMES = frozenset({"inspection", "inspections", "review", "reviews", "time", "times", "visit", "visits"})


def respective_aside(reading: Reading, previous: Reading | None, host: Reading | None) -> Reading:
    """Return the reading of an aside that tells grades in the order of its clause's subjects."""
    clause = reading.clause
    if host is None or len(host.subject.names) < 2 or not _is_aside(clause, previous):
        return reading
    grades = _grades(clause)
    listed = sum(p.form is Form.GRADE for p in host.clause.after)
    if grades < 2 or listed < 2:
        return reading
    if len(host.subject.names) != grades:
        return replace(reading, subject=replace(NOBODY, unknown=True))
    return replace(reading, subject=naming(host.subject.slugs))


def _is_aside(clause: Clause, previous: Reading | None) -> bool:
    """Say whether a bracket opens a clause, or the words that lead to it: "(in 2008: | poor and good)"."""
    led = previous is not None and previous.clause.lead_kind is Kind.OPEN and not _grades(previous.clause)
    return clause.lead_kind is Kind.OPEN or (clause.lead_kind is Kind.STOP and led)


def _grades(clause: Clause) -> int:
    """Return how many grades a clause lists that says nothing else, or when."""
    plain = all(p.form in _INSIDE or (p.form is Form.NOUN and p.word in _TIMES) for p in clause.phrases)
    return sum(p.form is Form.GRADE for p in clause.phrases) if plain and clause.verb is None else 0


__all__ = ["respective_aside"]
