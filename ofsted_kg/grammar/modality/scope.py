"""Tell which clauses go on with what is said, wished or supposed.

In: the clauses of a sentence and the rules of those before. Out: of a clause that is coordinated with one in
the scope of "say", "aim", "if" or a denial, that one's rule; which clause one behind "that" hangs on. (Scope
over coordination: Huddleston and Pullum 2002, 15.2.)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Phrase, units_of
from ofsted_kg.grammar.results import Rule

_CARRIED = frozenset({Rule.OPINION, Rule.WISHED, Rule.CONDITION, Rule.DENIED})
_AMOUNTS = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.REST, Kind.PRONOUN, Kind.DETERMINER, Kind.ADVERB})
CONDITIONS = frozenset({"if", "even if", "unless", "until", "whether"})


def carried(
    clauses: Sequence[Clause], place: int, rules: Sequence[Rule | None], units: Sequence[Unit]
) -> Rule | None:
    """Return the rule of what is said, wished or supposed ahead of a clause that goes on with it.

    "Parents say that colleges are good | and nurseries are outstanding"; "The aim is that half are good and
    the rest are | satisfactory". Behind a comma a clause with a noun of its own states what is so; behind
    "if" both verbs have one tense: "would be good if it improved, | and adoption is adequate".
    """
    second = clauses[place]
    ahead = [n for n in range(place) if not clauses[n].antecedent]
    if not ahead or second.antecedent or second.verb is None or rules[ahead[-1]] not in _CARRIED:
        return None
    opening = next((n for n in reversed(ahead) if clauses[n].lead_kind not in (Kind.AND, Kind.COMMA)), 0)
    verb = clauses[opening].verb
    if clauses[opening].lead_text in CONDITIONS and second.lead_kind is Kind.AND:
        return rules[opening] if verb is not None and _one_tense(verb, second.verb) else None
    joined = second.lead_kind is Kind.AND and not _behind_comma(second, units)
    joined = joined or (second.lead_kind in (Kind.AND, Kind.COMMA) and _has_no_noun(second))
    return rules[opening] if joined and clauses[opening].lead_kind is Kind.THAT else None


def _one_tense(one: Phrase, two: Phrase) -> bool:
    forms = {one.units[0].text, two.units[0].text}
    return len(forms) == 1 or forms in ({"is", "are"}, {"was", "were"})


def _behind_comma(clause: Clause, units: Sequence[Unit]) -> bool:
    """Say whether a comma stands before the conjunction that opens a clause."""
    opens = clause.lead.start if clause.lead is not None else -1
    return any(one.kind is Kind.COMMA and two.start == opens for one, two in pairwise(units))


def _has_no_noun(clause: Clause) -> bool:
    """Say whether the subject of a clause is an amount of what was named before, or left out."""
    return all(unit.kind in _AMOUNTS for unit in units_of(clause.before))


def hangs_on(clauses: Sequence[Clause], place: int) -> int:
    """Return the place of the clause that one behind "that" hangs on, past what stands inside its subject.

    "Make sure | that homes, | two of which are poor, | are good".
    """
    host = place - 1
    while host and clauses[place].lead_kind is Kind.THAT and starts(clauses[place]) < starts(clauses[host]):
        host -= 1
    return host


def starts(clause: Clause) -> int:
    """Return where a clause begins."""
    return clause.phrases[0].start if clause.phrases else 0
