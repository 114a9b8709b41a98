"""Say how far a subject may reach back: to what its sentence names, to the sentence before, or nowhere.

In: a subject that names nothing of the vocabulary, and its clause. Out: yes or no. A noun with content of its
own ("the council", "children") is never what was spoken of before. Past its own sentence only reaches what
says so: a pronoun, "the rest", an amount alone ("most", "two"), and a general noun with a word that points
("this provision", "the service"), not "most provision" or "services".
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import ALSO, COUNCIL, EXCEPTIONS, JUDGEMENTS, PERSONS, RATES
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import Points, Subject
from ofsted_kg.grammar.reference.discourse_model import Memory, Reading

_POINTING = words_of("the this that these those such its their both each")
_THIS = words_of("this these it them")


def has_content(subject: Subject, clause: Clause, previous: Reading | None, memory: Memory) -> bool:
    """Say whether a subject is something of its own: "the council", not "five of the ten inspected".

    Not so of "the exception"; of "the children who attend the special schools"; and of a council that does
    so in what was spoken of ("does well in this"), or is judged itself: "Fostering was inspected. The council
    was judged good".
    """
    if subject.points is not Points.AMOUNT or not subject.head_is(Kind.WORD) or subject.head is None:
        return False
    if subject.quantity is not None or subject.part is not None or subject.total is not None:
        return False
    word = subject.head.words[-1]
    inside = previous is not None and any(p in clause.before for p in previous.clause.antecedent)
    compared = any(p.form in (Form.CUE, Form.THAN, Form.PLACES) for p in clause.after)
    if memory.fresh and word not in PERSONS:
        return False  # in its sentence it may tell of that: "the county does well in this", "first visited"
    if word in EXCEPTIONS or (word in PERSONS and memory.fresh and inside and not compared):
        return False
    if word not in COUNCIL:
        return called_there(subject, clause) is subject
    judged = clause.verb_has(Kind.JUDGE) and memory.inspected
    this = any(word in _THIS for unit in clause.units for word in unit.words)
    return not (judged or this)


def called_there(subject: Subject, clause: Clause) -> Subject:
    """Return a council that is called by its name as "the council" where "in this" points back.

    "Half of homes are good. In this respect Harborough is behind X": of the homes.
    """
    front = [unit.text for phrase in clause.before for unit in phrase.units]
    points = bool(_IN_THIS.intersection(front)) or any(pair == ("in", "this") for pair in pairwise(front))
    name = subject.head is not None and subject.head.capital and subject.head_is(Kind.WORD)
    return replace(subject, points=Points.AMOUNT, unknown=False) if points and name else subject


_IN_THIS = frozenset({"in this respect", "in this regard", "in that respect", "here"})


def reaches_back(subject: Subject, clause: Clause, memory: Memory) -> bool:
    """Say whether a subject may be of what the sentence before spoke of."""
    if subject.points is Points.AMOUNT and subject.head_is(Kind.SHARE) and subject.head is not None:
        # "Two thirds of homes are good. The proportion", not "Homes are good. The proportion"
        return memory.many and subject.head.words[-1] not in RATES
    if subject.points is not Points.SHELL_NOUN:
        return True
    if subject.head is not None and subject.head.text in JUDGEMENTS:
        return not any(p.names == (ALL_SETTINGS,) for p in clause.after)  # "was recorded for six settings"
    if _in_so_many(clause):
        return True  # "Nine schools serve the town. Provision is good in four"
    place = next((n for n, p in enumerate(clause.before) if p.form is Form.NOUN), None)
    opens = clause.before[place] if place is not None else None
    if place is None or opens is None or opens.units[0].words[0] not in _POINTING:
        return False
    behind = clause.before[place + 1 : place + 3]
    bound = len(behind) > 1 and behind[0].text == "for" and behind[1].kind is not Kind.PRONOUN
    # "the provision for refugees", "the children's service" is one of its own
    return not bound and all(unit.words[-1] not in _WHOSE for unit in opens.units[:-1])


_WHOSE = words_of("childrens peoples pupils parents families")


def gone_on_with(memory: Memory, clause: Clause, noun: Phrase, *, exists: bool) -> Subject | None:
    """Return what bare words ("some poor provision remains") are of: what their sentence has spoken of.

    What the sentence before spoke of only where they say that it goes on ("There is also some"), or tell how
    much of it there is: "There is too much poor provision".
    """
    adds = any(unit.text in ALSO for unit in clause.units)
    much = exists and noun.word == "provision" and noun.quantity is not None
    if not (memory.fresh or adds or much):
        return None
    return memory.focus if memory.focus is not None else memory.named


def _in_so_many(clause: Clause) -> bool:
    """Say whether it is so in an amount of what must have been named before: "in four"."""
    return any(
        a.text == "in" and b.form is Form.NOUN and len(b.units) == 1 and b.kind in (Kind.COUNT, Kind.QUANTITY)
        for a, b in pairwise(clause.after)
    )


__all__ = ["called_there", "gone_on_with", "has_content", "reaches_back"]
