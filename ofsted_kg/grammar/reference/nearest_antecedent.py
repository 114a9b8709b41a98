"""Settle whom a service is for, or which of two is meant, by the nearest name that fits.

In: a subject that points back, its clause, the clause before and the memory of the passage. Out: the subject
that is meant: of "services for them" the people spoken of, whatever places were named since; of "these",
behind what another clause ends with, that ("Schools make much of their sixth forms, for these are good").
"""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, PEOPLE
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, naming
from ofsted_kg.grammar.reference.anaphora import held_by, is_excepted
from ofsted_kg.grammar.reference.discourse_model import Memory, Reading


def nearby(subject: Subject, clause: Clause, previous: Reading | None, memory: Memory) -> Subject | None:
    """Return what a subject points to that stands nearer than what was spoken of last."""
    it = subject.head is not None and subject.head.text == "it"
    own = held_by(clause, previous) if it else None
    return own or _these_last(clause, previous) or _of_object(clause, previous) or _served(clause, memory)


def tells_by_how_much(noun: Phrase, previous: Reading | None) -> bool:
    """Say whether an amount only tells how far something has moved: "has fallen by a fifth, | which is"."""
    zone = previous.clause.after if previous is not None else ()
    place = next((n for n, p in enumerate(zone) if p is noun), 0)
    amount = noun.kind in (Kind.QUANTITY, Kind.COUNT) and not noun.names
    return amount and place > 0 and zone[place - 1].text == "by"


def in_part(antecedent: Zone, previous: Reading | None) -> Zone:
    """Return of what an amount is that a grade is confined to: ", with X good in half, | which is above"."""
    zone = previous.clause.after if previous is not None else ()
    place = next((n for n, p in enumerate(zone) if p is antecedent[-1]), 0)
    bare = antecedent[-1].kind in (Kind.QUANTITY, Kind.COUNT) and not antecedent[-1].names
    if place < 4 or not bare or [p.form for p in zone[place - 2 : place]] != [Form.GRADE, Form.PREP]:
        return antecedent
    opens = max((n for n, p in enumerate(zone[:place]) if p.form is Form.WITH), default=place)
    named = tuple(p for p in zone[opens:place] if p.names)
    return named if len(named) == 1 else antecedent


def mentioned(subject: Subject, memory: Memory) -> Subject | None:
    """Return what the sentence has named so far, be it inside a phrase about something else."""
    points = subject.points in (Points.AMOUNT, Points.REST, Points.PRONOUN)
    return Subject(names=memory.mentioned) if points and memory.mentioned else None


def spared_from(above: Reading, noun: Zone, memory: Memory) -> tuple[str, ...]:
    """Return of what a noun is taken out: what was judged last; the last of "A good, B likewise save one".

    Of provision it is the place: "Good provision is found in the homes apart from one, | which is".
    """
    previous = above.clause
    if is_excepted(previous, noun):
        return memory.nearest or (_placed(previous) if above.subject.slugs == (ALL_SETTINGS,) else ())
    zone = previous.before if previous.verb is None else ()
    place = next((n for n, p in enumerate(zone) if p.form is Form.EXCEPT), len(zone))
    named = [p.names for p in zone[:place] if p.names]
    return named[-1] if len(named) > 1 and any(p is noun[0] for p in zone[place:]) else ()


def _placed(clause: Clause) -> tuple[str, ...]:
    """Return what stands behind a preposition right before what is taken out: "in the homes | but for"."""
    place = next((n for n, p in enumerate(clause.after) if p.form is Form.EXCEPT), 0)
    zone = clause.after[:place]
    zone = zone[:-1] if zone and zone[-1].form is Form.COMMA else zone
    placed = len(zone) > 1 and zone[-1].form is Form.NOUN and zone[-2].text in _IN
    return zone[-1].names if placed else ()


_IN = frozenset({"in", "at", "across"})


def is_one_there(previous: Clause, noun: Zone) -> bool:
    """Say whether a name only tells where the one is that is taken out: "save the one in town, which"."""
    zone = previous.after
    place = next((n for n, p in enumerate(zone) if p is noun[-1]), 0)
    led = place > 2 and [p.form for p in zone[place - 3 : place]] == [Form.EXCEPT, Form.NOUN, Form.PREP]
    one = zone[place - 2] if led else None
    return one is not None and not one.names and one.kind is Kind.COUNT and 1 in (one.part, one.total)


def _served(clause: Clause, memory: Memory) -> Subject | None:
    """Return the people of "services for them"; nobody where only places were spoken of."""
    zone = clause.before
    told = next((n for n, p in enumerate(zone) if p.text == "them" and n and zone[n - 1].text == "for"), 0)
    noun = zone[told - 2] if told > 1 else None
    if noun is None or noun.kind is not Kind.SHELL_NOUN:
        return None
    if memory.focus is not None and set(memory.focus.slugs) <= PEOPLE:
        return memory.focus
    return naming(memory.people) if memory.people else NOBODY


def _these_last(clause: Clause, previous: Reading | None) -> Subject | None:
    """Return what a clause ends with that names somebody's: "of their sixth forms, and these are good"."""
    pronoun = [p.text for p in clause.before if p.form not in (Form.PREP, Form.ADVERB, Form.AND)]
    if pronoun != ["these"] or clause.lead_kind not in (Kind.COMMA, Kind.AND) or previous is None:
        return None
    nouns = [p for p in previous.clause.after if p.form is Form.NOUN]
    last = nouns[-1] if nouns else None
    owned = last is not None and last.units[0].text in ("their", "its")
    return naming(last.names) if owned and last is not None and last.names else None


def _of_object(clause: Clause, previous: Reading | None) -> Subject | None:
    """Say that what a clause has is meant, of which no grade is kept: "have plans, | and these are"."""
    pronoun = [p for p in clause.before if p.form is Form.NOUN][-1:]
    word = pronoun[0].word if pronoun and not pronoun[0].names else ""
    had = previous.clause if previous is not None and previous.subject.names else None
    if had is None or word not in ("these", "it") or not had.verb_has(Kind.HAVE, Kind.VERB, Kind.PROVIDE):
        return None
    nouns = [p for p in had.after if p.form is not Form.ADVERB]
    if len(nouns) != 1 or nouns[0].form is not Form.NOUN or nouns[0].kind not in (Kind.WORD, Kind.TOPIC):
        return None
    things = nouns[0].word.endswith("s")
    who = next((p.word for p in reversed(had.before) if p.form is Form.NOUN), "")
    one = not things and not nouns[0].word.endswith("ed") and who.endswith("s")  # it is not the carers
    return replace(NOBODY, unknown=True) if (things if word == "these" else one) else None


__all__ = ["in_part", "is_one_there", "mentioned", "nearby", "spared_from", "tells_by_how_much"]
