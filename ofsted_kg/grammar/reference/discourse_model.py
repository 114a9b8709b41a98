"""What a passage has spoken of, and a clause with its subject settled.

In: nothing. Out: `Reading` and `Memory`, which `reference` makes and keeps.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.phrases.subject import Subject


class Reading(msgspec.Struct, frozen=True):
    """A clause and what it is about.

    Attributes:
        clause: the clause.
        subject: what it is about, settled.
        shared: the subject is that of the clause before.
        exists: it says that there is something ("there is", "the council has").
        spared: it tells of what its sentence takes out: "all but one, which is poor, are good".
    """

    clause: Clause
    subject: Subject
    shared: bool = False
    exists: bool = False
    spared: bool = False


@dataclass(slots=True)
class Memory:
    """What a passage has spoken of so far.

    Attributes:
        focus: the subject of the clause just before; None if it was about something else.
        fresh: the focus is of the present sentence.
        named: the last subject of the vocabulary, however far back in the passage.
        total: how many there are of ``named``, if told.
        counted: what the passage last told the number of, for "the fifth".
        spoken: all names, in order.
        pair: the names last spoken of together, for "the former" and "the latter".
        listed: the names last spoken of together, however many.
        told: those of them that were spoken of by their names since, as a whole.
        ordered: those of them that the sentence has told of by their order.
        sentence: the names that the sentence has been about.
        mentioned: what the sentence has named last, be it inside a phrase about something else.
        parted: what was last judged in part, for "the rest".
        judged: what the sentence before has judged, in order.
        judging: what the present sentence has judged so far.
        together: "these" is all of that, and not the last of them alone.
        review: serious case reviews were spoken of last.
        nearest: what the clause before graded last with words of its own beside the grade: "and B good".
        hanging: what a clause ends with, told apart from its subject: "A is good, with B more mixed".
        measured: the sentence has spoken of a measure, so that "it" and "they" are no service of before.
        outside: things outside the vocabulary were counted last: "most" and "the rest" are of those.
        around: the clause before the one just before.
        people: those whom a service may be for that were named last, for "services for them".
        many: the sentence before told of how many it is so, as "the proportion" needs.
        inspected: the sentence before told of an inspection and gave no grade.
        folk: people whom the vocabulary does not name were spoken of last: "they" are no service.
    """

    focus: Subject | None = None
    fresh: bool = False
    named: Subject | None = None
    total: int | None = None
    counted: Subject | None = None
    spoken: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    sentence: tuple[tuple[str, str | None], ...] = ()
    mentioned: tuple[tuple[str, str | None], ...] = ()
    parted: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    judging: tuple[str, ...] = ()
    together: bool = False
    review: bool = False
    nearest: tuple[str, ...] = ()
    hanging: tuple[str, ...] = ()
    measured: bool = False
    outside: bool = False
    around: Reading | None = None
    people: tuple[str, ...] = ()
    many: bool = False
    inspected: bool = False
    folk: bool = False
