"""Share grades and amounts out over as many subjects: "A and B are good and poor respectively".

In: the judgements of a clause and its grades. Out: the same, but each subject with its own grade, and none
with an amount that is another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Said
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import SINGLE
from ofsted_kg.grammar.lex.quantifiers import fraction
from ofsted_kg.grammar.lex.semantic_fields import IN_ORDER
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.boundaries import MARKS
from ofsted_kg.grammar.phrases.phrase import Phrase
from ofsted_kg.grammar.results import Candidate, Judged


def respective_readings(found: list[Candidate], every: Sequence[Said], clause: Clause) -> list[Candidate]:
    """Return the judgements of a clause with grades and amounts shared out.

    Args:
        found: what was read of each grade for each subject.
        every: the grades that the clause says.
        clause: the clause.
    """
    ordered = any(unit.text in IN_ORDER for unit in clause.units)
    if len(every) > 1:
        if told := _apiece(found, every, clause):
            return told
        if ordered:
            return _in_order(found, every)
        return _respectively(found, every) if _is_shared(every, found) else found
    figures = [unit for unit in clause.units if unit.kind is Kind.COUNT and unit.percent]
    if len(found) > 1 and (ordered or len(figures) == len(found)):  # "good in 63% and 88% respectively"
        found = [_whole(candidate) for candidate in found]
    return _in_turn(found, every[0].grade)


def _in_order(found: Sequence[Candidate], every: Sequence[Said]) -> list[Candidate]:
    """Share out the grades of one subject: "A and B were found good and poor respectively, and C to be fair".

    Where there are more or fewer grades than names it is not told which is whose: none is read.
    """
    made: list[Candidate] = []
    runs = [list(run) for _, run in groupby(every, lambda one: one.subject)]
    for run in runs:
        starts = {one.grade.start for one in run}
        inside = [c for c in found if c.units[0].start in starts]
        told = len(runs) == 1 or any(p.text in IN_ORDER for one in run for p in (*one.zone, *one.tail))
        made += _respectively(inside, run, strict=True) if told else inside
    return made


def _apiece(found: list[Candidate], every: Sequence[Said], clause: Clause) -> list[Candidate]:
    """Read "The three colleges are good, good and poor": as many grades as there are, one for each."""
    facts = [c.fact for c in found if isinstance(c.fact, Judged)]
    many = {_all_of(p) for p in clause.before if p.names or p.kind is Kind.SHELL_NOUN} - {None}
    alike = len({fact.subject for fact in facts}) == 1 and all(fact.quantity is None for fact in facts)
    before = clause.verb is not None and any(one.grade.start < clause.verb.start for one in every)
    if before or many != {len(every)} or len(facts) != len(found) or len(facts) != len(every) or not alike:
        return []
    told: dict[str, Candidate] = {}
    for candidate, fact in zip(found, facts, strict=True):
        same = sum(other.grade == fact.grade for other in facts)
        first = told.get(fact.grade, candidate)
        units = first.units if first is candidate else (*first.units, *candidate.units)
        amount = fraction(same, len(every))
        told[fact.grade] = replace(first, fact=replace(fact, quantity=amount), units=units)
    return list(told.values())


def _all_of(noun: Phrase) -> int | None:
    """Return how many there are: "the three colleges", "its two homes", but not "three homes are good"."""
    whole = noun.units[0].kind is not Kind.COUNT
    return noun.total or (noun.part if whole else None)


def _whole(candidate: Candidate) -> Candidate:
    fact = candidate.fact
    return replace(candidate, fact=replace(fact, quantity=None)) if isinstance(fact, Judged) else candidate


def _is_shared(every: Sequence[Said], found: Sequence[Candidate]) -> bool:
    """Say whether there is a grade for each of a list: "A, B and C were judged good, good and poor"."""
    bare = all(
        one.subject is every[0].subject or (one.subject is None and all(p.form in MARKS for p in one.zone))
        for one in every[1:]
    )
    facts = [c.fact for c in found if isinstance(c.fact, Judged)]
    names = {fact.subject for fact in facts}
    whole = all(fact.quantity is None for fact in facts)
    return bare and whole and len(every) == len(names) and len(facts) == len(names) ** 2


def _in_turn(found: list[Candidate], grade: Unit) -> list[Candidate]:
    """Share out "fostering and adoption are good and outstanding": one service cannot be both."""
    facts = [c.fact for c in found if isinstance(c.fact, Judged)]
    one_each = len(facts) == len(found) == 2 and grade.words[1:2] == ("and",)
    if not one_each or not {fact.subject for fact in facts} <= SINGLE or any(f.quantity for f in facts):
        return found
    slugs = (grade.words[0], grade.words[-1])
    return [
        replace(c, fact=replace(fact, grade=slug, at_least=False))
        for c, fact, slug in zip(found, facts, slugs, strict=True)
    ]


def _respectively(found: list[Candidate], shared: Sequence[Said], *, strict: bool = False) -> list[Candidate]:
    """Share out "satisfactory and good respectively" over as many subjects."""
    subjects = list(dict.fromkeys(c.fact.subject for c in found))
    if len(subjects) == 1 and len(shared) > 1 and subjects[0] not in SINGLE:
        # "The two colleges are good and satisfactory respectively": one of them each
        one = fraction(1, len(shared))
        return [
            replace(c, fact=replace(c.fact, quantity=one)) if isinstance(c.fact, Judged) else c for c in found
        ]
    if len(subjects) != len(shared):
        return [] if strict and len(subjects) > 1 < len(shared) else found
    wanted = {(subjects[n], one.grade.start) for n, one in enumerate(shared)}
    return [c for c in found if (c.fact.subject, c.units[0].start) in wanted]


__all__ = ["respective_readings"]
