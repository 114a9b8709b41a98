"""Join a predicate that stands before its conjunction to its clause: "Good though the service is, ...".

In: the clauses of a sentence. Out: the same, where a grade or a comparison that opens the sentence and has no
subject is of the clause that "though" or "as" opens behind it: "Higher than nationally though absence is".
"""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

_CONJUNCTIONS = frozenset({"though", "although", "as"})
_OPENS = frozenset({Form.GRADE, Form.CUE})
_INSIDE = _OPENS | {Form.ADVERB, Form.THAN, Form.PREP, Form.PLACES, Form.AND, Form.NOT}


def preposed(clauses: list[Clause]) -> list[Clause]:
    """Return clauses with such a predicate in the clause that it is of."""
    if len(clauses) < 2:
        return clauses
    first, second = clauses[0], clauses[1]
    opens = next((p.form for p in first.before if p.form is not Form.ADVERB), None)
    bare = first.verb is None and opens in _OPENS and all(p.form in _INSIDE for p in first.before)
    if not bare or second.lead is None or second.lead_text not in _CONJUNCTIONS or not second.before:
        return clauses
    ends = second.verb is None or all(p.form is not Form.GRADE for p in second.after[:1])
    if not ends or first.lead is not None:
        return clauses
    mark = Phrase(Form.COMMA, (second.lead,))
    zone, rest = second.before, list(clauses[2:])
    comma = next((n for n, p in enumerate(zone) if p.form is Form.COMMA), 0) if second.verb is None else 0
    if comma:  # its verb is not known: "though children wait for X, | they wait"
        rest.insert(0, Clause(zone[comma].units[0], zone[comma + 1 :]))
        zone = zone[:comma]
    return [replace(second, lead=None, before=(*first.before, mark, *zone)), *rest]


__all__ = ["preposed"]
