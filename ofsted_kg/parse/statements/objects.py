"""Read the object of a verb that judges or gives.

In: a reading, and what stands between its verb and a grade. Out: whom the grade is of:
"judged X to be good", "found the service to be good", "judged two good", "X give pupils a
good education".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg.grammar.names import is_quality
from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind, words_of
from ofsted_kg.parse.statements.phrases import inspected
from ofsted_kg.parse.statements.pointers import told_first
from ofsted_kg.parse.statements.resolve import WHOLE_ASPECTS, Memory, Reading
from ofsted_kg.parse.statements.subject import Subject
from ofsted_kg.parse.statements.subjects import PEOPLE, SubjectReader

# What a service may be said to give, so that the grade is the service's own.
GIVEN = words_of("quality provision care education service services standard standards teaching")
_RECEIVE = words_of("receive receives received get gets enjoy enjoys")
# Names of people that stand for the services they are given.
_SERVED = frozenset({"care-leavers", "looked-after-children", "children-with-disabilities"})
_SERVICE = words_of("service services care provision quality")
_NUMBERED = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.REST, Kind.DETERMINER})
# What stands for all of the service that was inspected: "found the quality of provision to be".
_WHOLE = WHOLE_ASPECTS | words_of("of service services provision agency arrangements setting home unit")


def complement(
    reader: SubjectReader, heading: str | None, reading: Reading, zone: Sequence[Unit], memory: Memory
) -> Subject | None:
    """Read the object of an active "judged": "Ofsted judged X as good"."""
    verb = reading.clause.verb
    kinds = {unit.kind for unit in verb}
    shown = Kind.VERB in kinds and any(unit.text == "to be" for unit in zone)
    if Kind.BE in kinds or not (Kind.JUDGE in kinds or shown):
        return None
    if any(unit.text == "both" for unit in (*verb, *zone)) and reading.subject.slugs:
        return reading.subject
    object_ = [unit for unit in zone if unit.kind is not Kind.ADVERB and unit.kind is not Kind.TO]
    names = reader.named(object_)
    visited = inspected(reading.clause.before, reader.named(reading.clause.before))
    if object_ and object_[-1].words[-1] in ("it", "them") and not names:
        if visited:
            return Subject(slugs=visited)
        found = reading.subject if reading.subject.slugs else memory.subject or memory.named
        return found if found is not None and found.slugs else None
    if heading and any(unit.kind is Kind.HERE for unit in object_):
        return Subject(slugs=(heading,))
    if object_ and not names and all(u.kind is Kind.DETERMINER or u.text in _WHOLE for u in object_):
        # "the inspection of X found the service to be good", "... judged overall effectiveness as good"
        return Subject(slugs=visited) if visited else memory.subject
    if object_ and not names and all(unit.kind in _NUMBERED for unit in object_):
        # "judged two to be good", "inspections of three homes found one good"
        some, spoken = reader.read(object_, None), reader.read(told_first(reading.clause), None)
        if spoken.slugs:
            return some_of(reader, some, Memory(subject=spoken, total=spoken.total or spoken.part))
        return some_of(reader, some, replace(memory, subject=Subject(visited)) if visited else memory)
    if object_ and all(is_quality(unit) for unit in object_) and zone[-1].text in ("as", "to be"):
        return Subject(generic=True)  # "found behaviour to be good in all but one of the schools"
    homes = bool(object_) and object_[-1].text == "homes" and not names
    if homes and all(unit.kind in _NUMBERED for unit in object_[:-1]):
        some = reader.read(object_, None)  # "found all four homes to be good"
        return Subject(slugs=("childrens-homes",), quantity=some.quantity, total=some.total)
    if not names or not (object_[-1].kind is Kind.SUBJECT or zone[-1].text in ("as", "to be")):
        return None
    return reader.read(object_, None)


def some_of(reader: SubjectReader, some: Subject, memory: Memory) -> Subject | None:
    """Return how many of what was spoken of last: "judged two of them good"."""
    source = memory.subject or memory.named
    if source is None or not source.slugs:
        return None
    quantity = some.quantity
    if quantity is None and some.part is not None and memory.total is not None:
        quantity = reader.fraction(some.part, memory.total)
    return Subject(slugs=source.slugs, quantity=quantity)


def gives(reader: SubjectReader, reading: Reading, head: Unit, following: Sequence[Unit]) -> bool:
    """Say whether what is given shows how good the giver is: "X give pupils a good education"."""
    verb = reading.clause.verb
    if any(unit.kind is Kind.PROVIDE for unit in verb):
        # Support for another service says nothing of the giver's own work.
        people = next((n for n, u in enumerate(following) if u.words[-1] in PEOPLE), len(following))
        return head.text in GIVEN or (head.text == "support" and not reader.named(following[:people]))
    names = reader.named(reading.clause.before)
    received = head.text in GIVEN and any(unit.words[0] in _RECEIVE for unit in verb)
    if received and set(reading.subject.slugs) <= _SERVED and head.text in _SERVICE:
        return not reader.named(following)  # "Care leavers receive a good service"
    if not received or len(names) != 1:
        return False
    # "Pupils in X receive a good education", "The children who attend X receive ..."
    attended = any(unit.text in ("attend", "attends") for unit in reading.clause.before[: names[0].first])
    return attended or names[0].preposition in ("in", "at")
