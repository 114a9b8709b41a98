"""Read grades that a noun or an inversion says were given.

In: a reading and what was graded before. Out: whom a grade is of in "the inadequate
judgement given to X", "gave X the same grade: adequate", "judged as outstanding three of
the nine schools" and "good in all but one, the exception being satisfactory".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind
from ofsted_kg.parse.statements.clause import Clause
from ofsted_kg.parse.statements.objects import some_of
from ofsted_kg.parse.statements.predicates import JUDGEMENT_NOUNS
from ofsted_kg.parse.statements.resolve import Memory, Reading
from ofsted_kg.parse.statements.subject import Subject
from ofsted_kg.parse.statements.subjects import SubjectReader

_GIVEN = frozenset({"given", "awarded"})
_GOT = frozenset({"received", "gained", "achieved", "attained", "given"})
_AMOUNTS = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.REST})
_OPENS = frozenset({Kind.STOP, Kind.COMMA})


def awarded(reader: SubjectReader, clause: Clause, memory: Memory) -> tuple[str, ...]:
    """Return who got the grade that stands last before the verb: "the poor grade given to X".

    The grade is the last unit but one of what stands before, or but two: "it received".
    """
    before, verb = clause.before, clause.verb
    if not verb or len(before) < 2 or verb[0].kind is not Kind.JUDGE:
        return ()
    if _is_award(before[-2:]) and verb[0].text in _GIVEN and _leads_to(clause.after):
        names = reader.named(clause.after)
        return names[0].slugs if names and names[0].first < 4 else ()
    it = before[-1].text in ("it", "they") and _is_award(before[-3:-1]) and verb[0].text in _GOT
    return memory.subject.slugs if it and memory.subject is not None else ()


def _is_award(units: Sequence[Unit]) -> bool:
    return [unit.kind for unit in units] == [Kind.GRADE, Kind.GENERIC] and units[1].text in JUDGEMENT_NOUNS


def _leads_to(after: Sequence[Unit]) -> bool:
    return bool(after) and after[0].kind is Kind.TO


def announces(clause: Clause) -> bool:
    """Say whether a grade is to follow: "gave X the same grade (: adequate)"."""
    last = clause.after[-1] if clause.after else None
    if last is None or last.kind is not Kind.GENERIC or last.text not in JUDGEMENT_NOUNS:
        return False
    return any(unit.kind in (Kind.PROVIDE, Kind.JUDGE) for unit in clause.verb)


def alone(clause: Clause) -> bool:
    """Say whether a clause is nothing but the grade that was announced."""
    said = [unit for unit in clause.units if unit.kind is not Kind.ADVERB]
    follows = clause.lead is not None and clause.lead.kind in _OPENS
    return follows and len(said) == 1 and said[0].kind is Kind.GRADE


def object_after(
    reader: SubjectReader, reading: Reading, opening: int, place: int, memory: Memory, last: tuple[str, ...]
) -> Subject | None:
    """Return what is named after its grade: "judged as good three of the nine (and as poor another)"."""
    after = reading.clause.after
    if place + 1 >= len(after) or after[place + 1].kind not in _AMOUNTS:
        return None
    kinds = {unit.kind for unit in reading.clause.verb}
    zone = after[opening:place]
    some = [unit for unit in _until_end(after[place + 1 :]) if unit.text != "another"]
    counted = all(unit.kind in _AMOUNTS or unit.kind is Kind.PRONOUN for unit in some)  # no "two years ago"
    judges = not opening and Kind.JUDGE in kinds and not kinds & {Kind.BE, Kind.LINK}
    if judges and not reading.subject.slugs and all(unit.kind is Kind.ADVERB for unit in zone):
        named = reader.read(some, None)
        if named.slugs:
            return named
        return some_of(reader, named, memory) if counted else None
    if zone[-2:] and [unit.text for unit in zone[-2:]] == ["and", "as"] and last and some and counted:
        return some_of(reader, reader.read(some, None), replace(memory, subject=Subject(slugs=last)))
    return None


def _until_end(units: Sequence[Unit]) -> list[Unit]:
    ends = (Kind.COMMA, Kind.AND, Kind.THAT, Kind.RELATIVE, Kind.STOP)
    return list(units[: next((n for n, unit in enumerate(units) if unit.kind in ends), len(units))])


def is_exception(zone: Sequence[Unit]) -> bool:
    """Say whether a grade is that of the exception: "the exception being (satisfactory)"."""
    said = [unit for unit in zone if unit.kind is not Kind.ADVERB]
    last = said[-1] if said else None
    return (
        last is not None
        and last.kind is Kind.EXCEPT
        and last.words[-1] in ("is", "being")
        and "exception" in last.words
    )
