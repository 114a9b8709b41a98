"""Find the subject of a clause without a verb: "(72%, | four points above similar areas)".

In: a clause. Out: the phrases that are its subject, without a distance from other places behind it.
"""

from __future__ import annotations

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.phrases.phrase import Form


def subject_of_verbless(clause: Clause) -> Zone:
    """Return what stands before the grade of a clause without a verb; behind "Longer than in X though"."""
    turned = next((n + 1 for n, p in enumerate(clause.before) if p.text == "though"), 0)
    if turned:
        return clause.before[turned:]
    forms, zone = [p.form for p in clause.before], clause.before
    under = (n for n, p in enumerate(zone[:-1]) if p.kind is Kind.CUE and forms[n + 1] is Form.PLACES)
    says = (n for n, form in enumerate(forms) if form in _SAYS)
    zone = zone[: min(next(says, len(zone)), next(under, len(zone)))]  # "slightly | under England"
    told = len(zone) > _APPOSED and zone[-2].form is Form.COMMA and zone[-1].word in _DIFFERENCES
    return zone[:-2] if told and zone[-1].part is not None else zone  # "72%, | four points above"


_APPOSED = 2
_DIFFERENCES = words_of("point points")


_SAYS = frozenset({Form.GRADE, Form.CUE, Form.PLACES})

__all__ = ["subject_of_verbless"]
