"""For whom a further grade holds: "good and, for care leavers, very good", "and, in the rest, poor".

In: a grade said in a clause behind another, and the scene. Out: the subject that stands between the two.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Said
from ofsted_kg.grammar.clauses.predication import leads_again
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, PEOPLE
from ofsted_kg.grammar.phrases.agents import FINDERS
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, all_of, naming
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.reference.plural_anaphora import named_of_two
from ofsted_kg.grammar.results import Candidate, Judged


def confined_by(one: Said, reading: Reading, scene: Scene, found: Sequence[Candidate]) -> Subject | None:
    """Return for whom a further grade holds, where that stands before it; None where nothing does."""
    if one.first or one.subject is not None:
        return None
    zone = [p for p in one.zone if p.form not in (Form.COMMA, Form.ADVERB, Form.CONJ)]
    joint = max((n for n, p in enumerate(zone) if p.form is Form.AND), default=0)
    zone = zone[joint:]  # "at primary | and, for a third of secondary schools,"
    if len(zone) < 3 or zone[0].form is not Form.AND or zone[1].form is not Form.PREP:
        return None
    groups = scene.reader.groups(zone[1:])
    if not groups or _one_more_place(one):
        return None
    names = groups[0].names()
    if not names and (some := _of_the_last(groups[0], one, scene, found)) is not None:
        return some
    if not names and groups[0].head.quantity == "rest" and reading.subject.names and groups[0].placed:
        return all_of(replace(reading.subject, quantity=None), "rest")  # "and, in the remaining three, poor"
    part = reading.subject.slugs == ("sixth-forms",) and {slug for slug, _ in names} == {"schools"}
    if part:
        return None  # "Sixth forms are adequate or, in three schools, inadequate"
    if {slug for slug, _ in names} == {ALL_SETTINGS} and reading.subject.names:
        return all_of(
            replace(reading.subject, quantity=None), names[0][1]
        )  # "and in some settings outstanding"
    if names:
        return Subject(names=names)
    return NOBODY if zone[1].text in _CONFINING or _of_a_quality(groups) else None


def told_behind(
    subject: Subject, one: Said, groups: Sequence[Group], scene: Scene, found: Sequence[Candidate]
) -> Subject | None:
    """Return for whom a further grade holds, told behind it: "good for A, poor for B and fair | for C".

    Also "Services for A are adequate and inadequate | for care leavers": services for people, of which others
    are only a part.
    """
    names = groups[0].names() if groups and groups[0].prep == "for" else ()
    told = {slug for slug, _ in names}
    own = set(subject.slugs)
    if one.first or one.subject is not None or not told or told & (own | scene.reader.outcomes | _WHOLE):
        return None
    before = named_of_two(one.zone, scene.resolver.memory)
    led = bool(before) and before[0].text == "for"
    listed = {slug for phrase in before for slug in phrase.names} if led else set()
    parallel = bool(found) and found[-1].fact.subject in listed
    of_people = told <= PEOPLE and bool(own) and own <= PEOPLE | _OF_PEOPLE
    return Subject(names=names) if parallel or of_people else None


_WHOLE = frozenset({ALL_SETTINGS})
_OF_PEOPLE = frozenset({"safeguarding"})


def _of_the_last(group: Group, one: Said, scene: Scene, found: Sequence[Candidate]) -> Subject | None:
    """Return some of those graded just before: "good in another and, | in the remaining three, poor"."""
    last = found[-1].fact if found else None
    noun = group.head
    bare = noun.kind in (Kind.REST, Kind.QUANTITY, Kind.COUNT, Kind.PRONOUN) and not noun.names
    if not isinstance(last, Judged) or not bare or not (group.placed or group.prep in _CONFINING):
        return None
    told = scene.reader.read(list(group.nouns), None)
    if told.points not in (Points.AMOUNT, Points.REST, Points.PRONOUN):
        return None
    source = naming((last.subject,), told.total)
    settled = scene.resolver.settle(told, one.clause, None, source=source)
    return replace(settled, outcome=last.outcome) if settled.names else None


def _of_a_quality(groups: Sequence[Group]) -> bool:
    """Say whether what confines a grade is a side of the work, or whose view it is: "in its work"."""
    noun = groups[0].head
    views = noun.word in _VIEWS and not any(n.word in FINDERS for group in groups for n in group.nouns)
    owned = noun.units[0].text in ("its", "their")
    return views or owned or noun.kind is Kind.TOPIC


_VIEWS = words_of("view views opinion opinions eyes judgement estimation")


def _one_more_place(one: Said) -> bool:
    """Say whether "in B" goes on with the grade before: "good in A and in B, | poor in C"."""
    place = max((n for n, p in enumerate(one.zone) if p.form is Form.AND), default=0)
    return one.zone[-1].form is Form.COMMA and leads_again(one.zone[place + 1], one.tail)


_CONFINING = frozenset({"for", "in respect of", "in the case of", "with regard to", "as regards"})
