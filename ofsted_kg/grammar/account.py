"""Account for every grade and every comparator of a sentence.

In: the units of a sentence, its clauses, and what the constructions made of it. Out:
`Account`: each grade and each comparator is consumed by a fact, or refused by a named rule
of the contract, or unread. There is no fourth way: what is neither consumed nor refused is
unread, and the reader makes a notice of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import BOUNDARIES, Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.results import Account, Candidate, Refusal, Rule, Unread

COUNTED = frozenset({Kind.GRADE, Kind.COMPARATOR})


def account(
    units: Sequence[Unit], clauses: Sequence[Clause], results: Iterable[Candidate | Refusal | Unread]
) -> Account:
    """Sum up a sentence. A fact goes before a refusal of the same unit.

    What a construction itself calls unread (a grade or a place that is left out) is kept as it is.
    """
    facts: dict[Candidate, None] = {}
    refusals: dict[Refusal, None] = {}
    told: dict[Unread, None] = {}
    for result in results:
        if isinstance(result, Candidate):
            facts.setdefault(result)
        elif isinstance(result, Unread):
            told.setdefault(result)
        else:
            refusals.setdefault(result)
    consumed = {unit.start for fact in facts for unit in fact.units}
    kept: list[Refusal] = []
    for refusal in refusals:
        if refusal.rule is Rule.RESTRICTS and _lacks_main_verb(clauses):
            continue
        left = tuple(unit for unit in refusal.units if unit.start not in consumed and unit.kind in COUNTED)
        if left:
            kept.append(Refusal(left, refusal.rule))
    refused = {unit.start for refusal in kept for unit in refusal.units}
    unread = tuple(
        Unread(unit, *_around(unit, clauses))
        for unit in units
        if unit.kind in COUNTED and unit.start not in consumed and unit.start not in refused
    )
    return Account(tuple(facts), tuple(kept), (*unread, *told))


def _lacks_main_verb(clauses: Sequence[Clause]) -> bool:
    """Say whether only relative clauses have a verb: the main one's was not known, or taken for theirs.

    "The homes in which it places children | have been rated good": what seems to tell only which homes are
    meant may be what is said of them.
    """
    verbs = [clause for clause in clauses if clause.verb is not None]
    named = bool(clauses) and clauses[0].verb is None and clauses[0].phrases[0].form is Form.NOUN
    relative = [clause for clause in verbs if clause.lead_kind is Kind.RELATIVE]
    led = [clause for clause in relative if " " in clause.lead_text or clause.lead_text == "whose"]
    return named and len(verbs) == len(led) == 1 and any(p.form is Form.NOUN for p in led[0].before)


def _around(unit: Unit, clauses: Sequence[Clause]) -> tuple[int, int]:
    """Return the offsets of the clause that a unit stands in."""
    for clause in clauses:
        start, end = span(clause)
        if start <= unit.start < end:
            return start, end
    return unit.start, unit.end


_MARGINS = BOUNDARIES | {Kind.OPEN}


def span(clause: Clause) -> tuple[int, int]:
    """Return the offsets of a clause, without marks at either end."""
    units = clause.units
    first, last = 0, len(units) - 1
    while last > 0 and units[last].kind in _MARGINS:
        last -= 1
    while first < last and units[first].kind in _MARGINS:
        first += 1
    if not units:
        return (clause.lead.start, clause.lead.end) if clause.lead is not None else (0, 0)
    return units[first].start, units[last].end
