# Past 300 lines: one construction, with all that refuses it.
"""A grade before its noun: "an inadequate private fostering service", "good provision in X".

In: a reading. Out: a judgement where the noun, or what it is the quality of, is of the
vocabulary; else the rule by which the grade says nothing ("good progress").
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.constructions.attributive_refusals import withheld
from ofsted_kg.grammar.constructions.ditransitives import (
    of_folk,
    of_quality,
    recipient,
    turned_into,
)
from ofsted_kg.grammar.constructions.ellipsis import gap, gapped
from ofsted_kg.grammar.constructions.existentials import existing, of_front
from ofsted_kg.grammar.constructions.judgement import confine, included, judge, tail_of
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.specificational import heads_names, rare, the_only
from ofsted_kg.grammar.constructions.transparent_nouns import JUDGEMENT_NOUNS, gives_only, hands_on, is_other
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, PEOPLE, WEAK
from ofsted_kg.grammar.lex.semantic_fields import CASES, CAUSES, EXCEPTIONS, GIVEN, INSPECTIONS, PERSONS
from ofsted_kg.grammar.phrases.coordination import Group, amount_in, amount_of
from ofsted_kg.grammar.phrases.named_entities import NOT_QUALITIES, qualifies
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import Points, Subject, all_of, naming
from ofsted_kg.grammar.reference.accessibility import gone_on_with
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.reference.domain_restriction import kind_meant
from ofsted_kg.grammar.results import By, Candidate, Refusal, Rule

_RECEIVE = words_of(
    "receive receives received get gets got enjoy enjoys benefit benefits benefited experience experienced"
)
# What a setting or an outcome is to the council: "an outstanding area of its work".
_AREAS = words_of("area part aspect areas parts aspects")
_PRESENT = words_of("place seen found evident observed reported")
_PARTS = frozenset({Form.EXCEPT, Form.WITH, Form.INCLUDING})


def read_before(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield what becomes of the grades before nouns in a clause's subject."""
    clause = reading.clause
    yield from _zone(clause.before, reading, scene, before=True)


def read_after(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield what becomes of the grades before nouns behind a clause's verb."""
    yield from _zone(reading.clause.after, reading, scene, before=False)


def _zone(zone: Zone, reading: Reading, scene: Scene, *, before: bool) -> Iterator[Candidate | Refusal]:
    clause = reading.clause
    for place, phrase in enumerate(zone):
        if phrase.form is not Form.NOUN or not phrase.grades:
            continue
        if before and (the_only(clause) or rare(reading) or heads_names(clause, scene)):
            continue  # "The only good school is the referral unit", "Poor schools are rare"
        refused = withheld(zone, place, reading, scene, before=before)
        if refused is not None:
            yield Refusal(phrase.grades, refused)
            continue
        if before and _bare(phrase, clause, zone[place + 1 : place + 2]) and not _graded_apart(zone, place):
            continue  # "Outstanding schools support others": which ones, it does not say
        subject = _subject(zone, place, reading, scene, before=before)
        if subject is None:
            if is_other(phrase) and phrase.word[:1].isalnum():  # a mark that nobody knows is no noun
                yield Refusal(phrase.grades, Rule.OTHER_NOUN)
            continue
        tail = zone[place + 1 :]
        there = reading.exists and all(p.names == phrase.names for p in zone if p.names or p.text == "for")
        if there or clause.verb_has(Kind.HAVE) or any(p.form is Form.WITH for p in zone[:place]):
            # "Half of Xs are good and there are two poor schools"
            subject = kind_meant(subject, scene.last_named if there else reading.subject, zone)
        listed = included(scene.reader, tail)
        if listed:
            subject = replace(subject, including=(*subject.including, *listed))
        cut = gap(clause.after, led=True) if before else None
        for grade in phrase.grades:
            yield from judge(subject, grade, scene.span(clause), By.ATTRIBUTIVE)
            if cut is not None:  # "Good judgements were made for A in most and for B in half"
                yield from gapped(clause.after[cut[1] :], scene, grade, scene.span(clause))


def _bare(phrase: Phrase, clause: Clause, following: Zone) -> bool:
    """Say whether a grade only tells which act: "Good schools give", "Good schools help"."""
    plural = bool(phrase.names) and phrase.units[0].kind is Kind.GRADE and phrase.word.endswith("s")
    if clause.verb is not None and clause.verb.word in ("include", "includes", "included"):
        return False  # "Good colleges include | one that is outstanding"
    act = any(p.form is Form.OTHER and p.kind is Kind.WORD for p in following)
    # "Good schools are | sharing what they do"
    doing = clause.verb_has(Kind.BE) and (not clause.after or clause.after[0].word.endswith("ing"))
    return plural and (act or doing or clause.verb_has(Kind.VERB, Kind.PROVIDE, Kind.MODAL))


def _graded_apart(zone: Zone, place: int) -> bool:
    """Say whether an aside grades some of them: "Good schools, two of them outstanding, give"."""
    comma = zone[place + 1 : place + 2]
    return bool(comma) and comma[0].form is Form.COMMA and any(p.form is Form.GRADE for p in zone[place:])


def _subject(zone: Zone, place: int, reading: Reading, scene: Scene, *, before: bool) -> Subject | None:
    """Return whom a grade before a noun is given to."""
    clause, phrase = reading.clause, zone[place]
    if gives_only(phrase):
        return None
    tail = zone[place + 1 :]
    if phrase.word == "impact" and not (tail and tail[0].text == "of"):
        return None  # "good impact in safeguarding practice"
    groups, _, _ = tail_of(scene.reader, tail)
    following = _named_behind(groups) if tail and tail[0].form is Form.PREP else None
    if [p.text for p in tail] in (["for", "those"], ["for", "people"]):
        return None  # "There is good provision for those | who"
    there = of_front(zone, place, reading, scene) if hands_on(phrase) and not before else None
    if there is not None:
        return there
    if phrase.names:
        return _of_name(zone, place, reading, scene, following)
    beside = _gapped(zone, place, reading, scene) or recipient(zone, place, reading, scene)
    beside = beside or of_quality(zone, place, scene) or turned_into(zone, place, scene)
    beside = beside or of_folk(phrase, reading, before=before)
    if beside is not None:
        return beside
    area = not before and phrase.word in _AREAS and not _compound(phrase)
    if not (hands_on(phrase) or area):
        return None
    given = _award(phrase, clause, scene) if before else None
    if given is not None:
        return given
    if not before and _of_subject(zone, place, reading):
        own = _own(reading, phrase)
        if phrase.quantity is not None:
            some = phrase.quantity  # "Half of X offer good care and a few | poor care"
            own = replace(own, names=tuple((slug, some) for slug in own.slugs), quantity=some)
        return confine(
            scene.reader,
            own,
            [
                g
                for g in groups
                if not g.names() or {s for s, _ in g.names()} <= scene.reader.outcomes | {ALL_SETTINGS}
            ],
            phrase.grades[0],
        )
    if phrase.word in ("contribution", "outcome", "outcomes", "impact"):
        found = scene.reader.read([phrase, *tail], scene.heading)
        if found.names and (found.slugs != ("all-outcomes",) or scene.heading):
            much = _placed(groups)
            return all_of(replace(found, quantity=None), much) if much else replace(found, quantity=None)
        return None
    if following is not None:
        names = following.names()
        if names:
            quantity = phrase.quantity
            if before and quantity is None:
                quantity = _amount_behind(clause, scene)
            subject = Subject(names=tuple((slug, own or quantity) for slug, own in names), quantity=quantity)
            fronted = reading.exists and [g for g in scene.reader.groups(clause.before) if g.names()]
            if (
                fronted
                and subject.slugs == (ALL_SETTINGS,)
                and {s for s, _ in fronted[0].names()} <= scene.reader.outcomes
            ):
                return Subject(names=fronted[0].names())
            if before and phrase.word == "behaviour" and clause.verb is not None:
                return None
            return subject
        if before and zone[0].text in CAUSES:
            return None  # "Due to the poor quality of services, this is a priority"
        if before and clause.verb is not None and following.prep == "for" and following.head.word in PERSONS:
            found_in = _elsewhere_named(phrase, clause, scene)
            if found_in is not None:
                return found_in  # "Good provision for pupils | is found in all special schools"
        pointed = scene.reader.read(list(following.nouns), scene.heading)
        if pointed.points is not Points.NONE and following.head.kind is not Kind.HERE:
            source = reading.subject if reading.subject.names else None
            last = scene.found[-1].fact.subject if scene.found else None
            if source is None and last is not None and pointed.points is Points.REST:
                source = Subject(names=((last, None),))  # "and good provision in the third"
            settled = scene.resolver.settle(pointed, clause, scene.previous, source=source)
            if settled.names:
                return all_of(settled, settled.quantity or phrase.quantity)  # "some good provision in both"
    listed = included(scene.reader, tail)
    if listed and phrase.kind is Kind.SHELL_NOUN:
        return naming(listed)  # "services, notably fostering"
    if before and clause.verb is not None and not any(p.form is Form.EXCEPT for p in zone[:place]):
        return _elsewhere_named(phrase, clause, scene)
    if phrase.kind is Kind.SHELL_NOUN or phrase.word in ("performance", "provision"):
        return existing(zone, place, reading, scene)
    return None


def _named_behind(groups: Sequence[Group]) -> Group | None:
    """Return what a graded noun is of or in: "a good standard of provision | in the units"."""
    whole = bool(groups) and (groups[0].head.kind is Kind.SHELL_NOUN or groups[0].head.text in _CARE)
    if len(groups) > 1 and groups[0].prep == "of" and whole:
        placed = groups[1].prep in ("in", "at", "for") and groups[1].names()
        if placed and not groups[0].names():
            return groups[1]
    return groups[0] if groups else None


_CARE = frozenset({"care", "education"})
_KEPT = JUDGEMENT_NOUNS | {"one"}


def _gapped(zone: Zone, place: int, reading: Reading, scene: Scene) -> Subject | None:
    """Read "A provides a good education and B (or: very few) a satisfactory one": the verb is left out."""
    phrase = zone[place]
    owned = phrase.units[0].text in ("its", "their") and phrase.word in _KEPT
    if not (owned or (phrase.word == "one" and phrase.units[0].text in ("a", "an"))) or not place:
        return None
    joint = next((n for n in range(place - 1, -1, -1) if zone[n].form in (Form.AND, Form.COMMA)), -1)
    own = zone[joint + 1 : place]
    if not own or any(p.form not in (Form.NOUN, Form.PREP) or p.grades for p in own):
        return None
    subject = scene.reader.read(own, None)
    if subject.points in (Points.AMOUNT, Points.REST) and not subject.denied and reading.subject.names:
        subject = scene.resolver.settle(subject, reading.clause, None, source=reading.subject)
    return subject if subject.names else None


def _of_name(zone: Zone, place: int, reading: Reading, scene: Scene, following: object) -> Subject | None:
    """Return the names that a grade stands before, or the subject that they are said of."""
    clause, phrase = reading.clause, zone[place]
    if set(phrase.names) <= WEAK:
        return None
    names = [*scene.reader.groups(zone[place : _list_end(zone, place)])][:1]
    pairs = names[0].names() if names else tuple((slug, phrase.quantity) for slug in phrase.names)
    subject = Subject(names=pairs, quantity=phrase.quantity, part=phrase.part)
    own = reading.subject
    parts = any(p.form in _PARTS for p in zone[1:place]) or (place and zone[0].form is Form.EXCEPT)
    taken = phrase.names == ("schools",) and parts
    if taken and own.slugs and all(slug.endswith("-schools") for slug in own.slugs):
        # "apart from one satisfactory school", "with some outstanding schools"
        return Subject(names=tuple((slug, phrase.quantity) for slug in own.slugs), quantity=phrase.quantity)
    out = any(p.form is Form.EXCEPT or p.word in EXCEPTIONS for p in zone[:place])
    if out and phrase.names == (ALL_SETTINGS,):
        named = any(p.names for p in zone[:place])  # "with the exception of a few satisfactory settings"
        return None if named or not own.names else all_of(replace(own, exceptions=()), phrase.quantity)
    stated = clause.verb_has(Kind.BE, Kind.COPULA) and zone is clause.after
    if stated and own.names and not clause.verb_has(Kind.JUDGE) and place == 0 and not reading.exists:
        return own
    if own.names and phrase.names == ("safeguarding",) and clause.verb_has(Kind.HAVE):
        return own
    groups, _, _ = tail_of(scene.reader, zone[place + 1 :])
    if subject.quantity is None and subject.part is None:
        said = next((p.start for p in zone[place + 1 :] if p.form is Form.GRADE), zone[-1].end)
        cases = [g for g in groups if g.head.word in CASES and g.head.start < said]
        much = _placed(cases) or _placed(g for g in groups[:1] if _unnamed_settings(g))
        subject = all_of(subject, much) if much else subject  # "good schools in half of cases"
    for group in groups[:1]:
        placed = {slug for slug, _ in group.names()}
        outcomes = scene.reader.outcomes
        if group.prep == "in" and placed == {"schools"} and set(phrase.names) != placed:
            much = group.names()[0][1]  # "good sixth forms in five of the seven schools"
            return all_of(subject, much) if much else subject
        if placed and placed <= outcomes and not set(phrase.names) & outcomes:
            return replace(subject, outcome=group.names()[0][0])
    return subject


def _list_end(zone: Zone, place: int) -> int:
    """Return where the list ends that a graded noun opens: "good schools and colleges"."""
    end = place + 1
    while end + 1 < len(zone) and zone[end].form in (Form.AND, Form.COMMA):
        following = zone[end + 1]
        if following.form is not Form.NOUN or following.grades or not following.names:
            break
        if following.units[0].kind is Kind.COUNT or following.units[0].text in ("a", "an"):
            break  # "two inadequate schools and a pupil referral unit"
        end += 2
    return end


def _compound(phrase: Phrase) -> bool:
    """Say whether a noun stands in front of the head: "a good catchment area"."""
    return any(u.kind in (Kind.WORD, Kind.TOPIC) and not qualifies(u) for u in phrase.units[:-1])


def _unnamed_settings(group: Group) -> bool:
    """Say whether settings are meant that the vocabulary does not name: "in all but two of the centres"."""
    return not group.names() and any(unit.kind is Kind.SHELL_NOUN for unit in group.head.units)


def _placed(groups: Iterable[Group]) -> str | None:
    """Return how much of it: "outstanding outcomes for staying safe in half of the schools"."""
    return amount_in(group for group in groups if group.placed)


def _amount_behind(clause: Clause, scene: Scene) -> str | None:
    """Return how much of it: "good provision ... is found in over half of inspected settings"."""
    for group in scene.reader.groups(clause.after):
        if group.placed:
            return amount_of(group.nouns)
    return None


def _elsewhere_named(phrase: Phrase, clause: Clause, scene: Scene) -> Subject | None:
    """Read "Good provision is found in most nursery schools": what is named behind the verb."""
    groups = [g for g in scene.reader.groups(clause.after) if g.head.word not in _PRESENT]
    if not groups or groups[0].prep not in ("in", "for", "at", "across", "from", "among", "amongst"):
        if clause.lead_text == "where" and clause.antecedent and clause.verb_has(Kind.JUDGE):
            there = naming(clause.antecedent[-1].names)  # "secondary schools, where poor care is found"
            return all_of(there, phrase.quantity) if there.names else None
        if not clause.after and clause.verb_has(Kind.COPULA):  # "some good provision remains"
            source = gone_on_with(scene.resolver.memory, clause, phrase, exists=False)
            if source is None or not source.names:
                return None
            return all_of(replace(source, names=naming(source.slugs).names), phrase.quantity)
        return None
    front = tuple(itertools.takewhile(lambda before: before is not phrase, clause.before))
    if front[:1] and front[0].form is Form.PREP and any(p.names for p in front) and not groups[1:]:
        # "In secondary schools good provision is found in four of the nine schools": the secondary ones
        there = scene.reader.read([*front, *groups[0].nouns], scene.heading)
        return there if there.names else None
    names = groups[0].names()
    much = _placed([group for group in groups[1:2] if not group.parted])
    return Subject(names=names, quantity=much) if names else None


def _award(phrase: Phrase, clause: Clause, scene: Scene) -> Subject | None:
    """Read "the inadequate judgement given to X", "the judgement it received"."""
    if phrase.word not in JUDGEMENT_NOUNS or not clause.verb_has(Kind.JUDGE, Kind.PROVIDE):
        return None
    if clause.before[-1] is not phrase:
        pronoun = clause.before[-1].kind is Kind.PRONOUN
        focus = scene.resolver.memory.focus
        return focus if pronoun and focus is not None and focus.names else None
    groups = scene.reader.groups(clause.after)
    if groups and groups[0].prep == "to" and groups[0].names():
        return Subject(names=groups[0].names())
    return None


def _own(reading: Reading, phrase: Phrase, outcome: str | None = None) -> Subject:
    return replace(reading.subject, outcome=outcome or reading.subject.outcome)


def _of_subject(zone: Zone, place: int, reading: Reading) -> bool:
    """Say whether a grade before a noun is that of the clause's subject: "X provide good care"."""
    clause, phrase = reading.clause, zone[place]
    if not reading.subject.names or clause.verb is None:
        return False
    head = phrase.head
    amounts = phrase.quantity is not None and place > 1 and bool(zone[place - 2].grades)
    led = zone[: place - 2] if amounts else zone[:place]  # "provide good care, a third | satisfactory care"
    if head is None or any(p.form in (Form.WITH, Form.COMMA) for p in led):
        return False
    word = head.words[-1]
    if clause.verb_has(Kind.PROVIDE):
        return word in GIVEN
    if clause.verb_has(Kind.BE, Kind.COPULA) and not clause.verb_has(Kind.JUDGE):
        if word in ("quality", "standard"):
            of = reading.subject.head
            return of is None or of.words[-1] not in INSPECTIONS  # "Reports on the homes are of good quality"
        lead = next((p for p in reversed(zone[:place]) if p.form not in (Form.ADVERB, Form.OTHER)), None)
        inside = lead is not None and lead.form is Form.PREP  # "is part of an outstanding service"
        return not inside and (word in _AREAS or head.kind is Kind.SHELL_NOUN)
    if (
        clause.verb_has(Kind.JUDGE)
        and not clause.verb_has(Kind.BE)
        and word in ("service", "agency", "provision")
    ):
        return True  # "the inspection of X found a good service"
    if clause.verb_has(Kind.JUDGE, Kind.HAVE) and word in JUDGEMENT_NOUNS - {"outcome", "outcomes"}:
        return True
    if clause.verb_has(Kind.HAVE):
        quality = head.kind in (Kind.ASPECT, Kind.SHELL_NOUN) and head.text not in NOT_QUALITIES
        return quality or head.slugs == ("behaviour",)
    received = any(unit.words[0] in _RECEIVE for unit in clause.verb.units)
    if received and set(reading.subject.slugs) <= PEOPLE:
        return word in ("service", "services", "care", "provision", "quality")
    return received and word in GIVEN


__all__ = ["read_after", "read_before"]
