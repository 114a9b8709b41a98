"""Whom a grade was given: "gave the youth service a grade of good", "rated good in its fostering inspection".

In: a grade said in a clause, its reading and the scene. Out: the subject that was graded, where the verb's
object or an inspection tells it and not the clause's subject; else None.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Said, Zone
from ofsted_kg.grammar.constructions.judgement import tail_of
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.transparent_nouns import JUDGEMENT_NOUNS, NAMED_BY
from ofsted_kg.grammar.lex.closed_classes import CHANGES, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, PEOPLE, WEAK
from ofsted_kg.grammar.lex.semantic_fields import QUALITIES
from ofsted_kg.grammar.phrases.boundaries import MARKS
from ofsted_kg.grammar.phrases.coordination import amount_in
from ofsted_kg.grammar.phrases.heads import folk_of_place
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, all_of, naming
from ofsted_kg.grammar.reference.anaphora import HOLDERS, within
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Candidate


def awarded(one: Said, reading: Reading, scene: Scene, found: Sequence[Candidate]) -> Subject | None:
    """Return whom a grade was given, where it is not the clause's subject."""
    given = (
        _given(one, scene)
        or _judgement_on(one, reading, scene)
        or _judgement_there(one, reading, scene)
        or _judgement_of(one, scene)
        or _arrived_at(one, scene)
        or _improved(one, scene)
        or _inspected_for(one, reading, scene)
    )
    if given is None and not one.first and one.subject is None and found and _of_council(one, reading):
        # "was judged poor for safeguarding in 2010 and | adequate in 2012"
        return Subject(names=((found[-1].fact.subject, None),))
    return given


def _given(one: Said, scene: Scene) -> Subject | None:
    """Read "gave the youth service a grade of good": whom the grade was given."""
    clause, zone = one.clause, one.zone
    gave = clause.verb is not None and clause.verb.word in _GAVE and not clause.verb_has(Kind.BE)
    if not gave or len(zone) < 3 or zone[-1].text != "of" or zone[-2].word not in JUDGEMENT_NOUNS:
        return None
    found = scene.reader.read(zone[:-2], None)
    return found if found.names else None


def _judgement_on(one: Said, reading: Reading, scene: Scene) -> Subject | None:
    """Read "On staying safe most settings have a judgement of good": it is the outcome that is judged."""
    zone, own, tail = one.zone, reading.subject, one.tail
    judged = len(zone) > 1 and zone[-1].text == "of" and zone[-2].word in JUDGEMENT_NOUNS
    if not (judged and one.first and own.slugs == (ALL_SETTINGS,)):
        return None
    behind = scene.reader.read(tail[1:], None).slugs if tail and tail[0].text in ("for", "on") else ()
    outcomes = (own.outcome,) if own.outcome is not None else behind
    if not outcomes or not set(outcomes) <= scene.reader.outcomes - WEAK:
        return None
    return all_of(naming(outcomes), own.quantity or own.names[0][1])


def _judgement_there(one: Said, reading: Reading, scene: Scene) -> Subject | None:
    """Read "In nurseries there was a judgement of good in half of cases": that of what stands in front."""
    front = in_front(one.clause.before, scene) if reading.exists and one.first else None
    zone = one.zone
    if front is None or len(zone) != 2 or zone[-1].text != "of" or zone[0].word not in NAMED_BY:
        return None
    groups = tail_of(scene.reader, one.tail)[0]
    if any(g.names() for g in groups):
        return None
    return all_of(front, zone[0].quantity or amount_in(g for g in groups[:1] if g.placed))


def _judgement_of(one: Said, scene: Scene) -> Subject | None:
    """Read "following a judgement of inadequate for overall effectiveness": what the judgement was for."""
    zone, tail = one.zone, one.tail
    again = not one.first and len(zone) > 1 and zone[-2].form is Form.AND  # "and of good for B"
    if len(zone) < 2 or zone[-1].text != "of" or not (again or zone[-2].word in NAMED_BY):
        return None
    if len(tail) < 2 or tail[0].text != "for":
        return None
    end = next((n for n, p in enumerate(tail) if n and p.form in (Form.ADVERB, Form.COMMA)), len(tail))
    if tail[1].text == "overall effectiveness" and end == 2:
        return Subject(names=((ALL_SETTINGS, None),))
    found = scene.reader.read(tail[1:end], None)
    return found if found.names else None


def _arrived_at(one: Said, scene: Scene) -> Subject | None:
    """Read "The inspection arrived at adequate for fostering and at good for adoption": what each is for.

    What the inspection was of does not tell: "The safeguarding inspection gave good for".
    """
    clause, tail = one.clause, one.tail
    if clause.verb is None or clause.verb_has(Kind.BE, Kind.COPULA) or one.subject is not None:
        return None
    inspected = any(u.words[-1] in _INSPECTING for p in clause.before for u in p.units)
    joint = max((n for n, p in enumerate(one.zone) if p.form in MARKS), default=0 if one.first else -1)
    bare = joint >= 0 and all(p.form in _BEFORE_GRADE for p in one.zone[joint:])
    if not (inspected and bare and tail) or tail[0].text not in _FOR:
        return None
    groups, _, _ = tail_of(scene.reader, tail)
    if groups and groups[0].names():
        return Subject(names=groups[0].names())
    other = bool(groups) and groups[0].head.kind is Kind.WORD
    return replace(NOBODY, unknown=True) if other else None  # "gave good for the hospital"


_FOR = frozenset({"for", "to", "in respect of", "in relation to"})
_BEFORE_GRADE = frozenset({Form.PREP, Form.WITH, Form.AND, Form.COMMA, Form.ADVERB})


def recipient(zone: Zone, place: int, reading: Reading, scene: Scene) -> Subject | None:
    """Read "inspectors gave the youth service a good rating": whom a grade before its noun was given."""
    clause, own = reading.clause, zone[:place]
    gave = clause.verb is not None and clause.verb.word in _GAVE and not clause.verb_has(Kind.BE)
    inspected = any(u.words[-1] in _INSPECTING for p in clause.before for u in p.units)
    if not (gave and inspected and own) or zone[place].word not in JUDGEMENT_NOUNS:
        return None
    if any(p.form not in (Form.NOUN, Form.PREP, Form.AND, Form.COMMA) or p.grades for p in own):
        return None
    subject = scene.reader.read(own, None)
    source = within(scene.reader, clause) if subject.points is Points.PRONOUN else None
    settled = scene.resolver.settle(subject, clause, scene.previous, source=source)
    return settled if settled.names else None


def of_folk(phrase: Phrase, reading: Reading, *, before: bool) -> Subject | None:
    """Read whose service it is by who receives it: "Children in Northmoor receive a good service".

    Of a place, it is the whole of what the council does for them; "When children come into care, they receive
    a good service", "Care leavers value the good service they receive" are of these.
    """
    clause = reading.clause
    if clause.verb is None or phrase.word not in ("service", "services"):
        return None
    if clause.verb.word not in (_RECEIVE if not before else _RECEIVE | _GIVEN):
        return None
    if before:
        served = clause.before[0].names
        theirs = clause.before[-2:-1] == (phrase,) and clause.before[-1].text == "they"
        return naming(served) if theirs and served and set(served) <= PEOPLE else None
    if folk_of_place(clause.before):
        return naming((ALL_SETTINGS,))
    return _in_care((*clause.antecedent, *clause.before))


def _in_care(zone: Zone) -> Subject | None:
    """Return who those are of whom it is told that they come into care, or leave it."""
    words = [word for phrase in zone for unit in phrase.units for word in unit.words]
    if not {"children", "people"} & set(words):
        return None
    for first, second in pairwise(words):
        if second == "care" and first in ("into", "enter", "entering"):
            return naming(("looked-after-children",))
        if second == "care" and first in ("leave", "leaving"):
            return naming(("care-leavers",))
    return None


def of_quality(zone: Zone, place: int, scene: Scene) -> Subject | None:
    """Read "childcare of a good standard", "youth work of good quality": whose quality is graded."""
    named = place > 1 and zone[place - 1].text == "of" and bool(zone[place - 2].names)
    if zone[place].word not in QUALITIES or not named or any(p.grades for p in zone[:place]):
        return None
    found = scene.reader.read(zone[: place - 1], None)
    return found if found.names and not found.denied else None


_RECEIVE = words_of("receive receives receiving")
_GIVEN = words_of("given get gets got had offered received")


def _of_council(one: Said, reading: Reading) -> bool:
    """Say whether it is the council that is judged: "The city was rated good"."""
    noun = reading.clause.before[-1] if reading.clause.before else None
    council = noun is not None and noun.form is Form.NOUN and (noun.units[0].capital or noun.word in HOLDERS)
    return council and not reading.subject.names and one.clause.verb_has(Kind.JUDGE)


def _inspected_for(one: Said, reading: Reading, scene: Scene) -> Subject | None:
    """Read "The city was rated good in its fostering inspection in 2012": what it was inspected for."""
    if not _of_council(one, reading):
        return None
    groups, _, _ = tail_of(scene.reader, one.tail)
    told = [g for g in groups[:1] if g.prep in ("in", "at") and g.head.word in ("inspection", "review")]
    told = told or [g for g in groups[:1] if g.prep == "for"]  # "was judged inadequate for safeguarding"
    if told and told[0].names():
        return Subject(names=told[0].names())
    owned = (
        bool(groups) and groups[0].prep in ("in", "for") and groups[0].head.units[0].text in ("its", "their")
    )
    found = scene.reader.read(one.tail[1:], None) if owned else None
    return found if found is not None and found.names else None  # "for its services to children in care"


def _improved(one: Said, scene: Scene) -> Subject | None:
    """Read "has improved its adoption service from adequate to good": what was improved."""
    after = one.clause.after
    start = next((n for n, p in enumerate(after[:-1]) if p.word in CHANGES and after[n + 1].names), None)
    to = one.zone[-1].text if one.zone else ""
    if start is None or one.first or to != "to" or not one.clause.verb_has(Kind.HAVE):
        return None
    end = next((n for n in range(start, len(after)) if after[n].text == "from"), start)
    found = scene.reader.read(after[start + 1 : end], None)
    return found if found.names else None


def is_source_state(zone: Zone, place: int, after: Zone) -> bool:
    """Say whether a graded noun is what something was: "turned (an inadequate service) into a good one".

    Args:
        zone: in which it stands.
        place: where.
        after: what stands behind the verb: "(An inadequate service) was turned into a good one".
    """
    for behind in (zone[place + 1 :], () if zone is after else after):
        into = next((n for n, p in enumerate(behind[:2]) if p.text == "into"), len(behind))
        if behind[into + 1 : into + 2] and behind[into + 1].grades:
            return True
    return False


def turned_into(zone: Zone, place: int, scene: Scene) -> Subject | None:
    """Read "turned an inadequate adoption service into (a good one)": what was named before "into"."""
    if place < 2 or zone[place - 1].text != "into" or any(p.text == "to" for p in zone[:place]):
        return None  # "are determined to turn it into a good one": that is not done yet
    found = scene.reader.read(zone[place - 2 : place - 1], None)
    return replace(found, grades=()) if found.names else None


_INSPECTING = words_of("inspectors inspection inspections ofsted review report visit we")
_GAVE = words_of("gave give gives awarded award given")


def in_front(led: Zone, scene: Scene) -> Subject | None:
    """Return what stands before a noun and only says where: "In primary schools, | good provision"."""
    if not led or led[0].text not in ("in", "at", "for", "across", "among", "amongst", "within"):
        return None
    if any(p.form not in (Form.NOUN, Form.AND, Form.COMMA, Form.ADVERB) or p.grades for p in led[1:]):
        return None
    found = scene.reader.read(list(led[1:]), scene.heading)
    return found if found.names else None
