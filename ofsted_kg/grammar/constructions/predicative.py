# Past 300 lines: one construction, with all that refuses it.
"""A grade said of a subject: "X is good", "judged X to be good", "with the rest satisfactory".

In: a reading. Out: a judgement for each grade that its clause says of something of the
vocabulary; else the rule by which the grade says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Said
from ofsted_kg.grammar.clauses.predication import said
from ofsted_kg.grammar.constructions.attributive_refusals import lists_ratings
from ofsted_kg.grammar.constructions.ditransitives import awarded
from ofsted_kg.grammar.constructions.ellipsis import amount_gap, gap, gapped_behind, those_gap, too_gap
from ofsted_kg.grammar.constructions.judgement import (
    adverb_amount,
    apposed_amount,
    confine,
    in_them,
    included,
    judge,
    of_how_many,
    of_verdicts,
    tail_of,
)
from ofsted_kg.grammar.constructions.non_services import (
    OTHER_NOUNS,
    heads,
    made_so,
    of_the_area,
    received,
    scarce,
    shares_noun,
    work_with,
)
from ofsted_kg.grammar.constructions.partitives import (
    beside_front,
    beside_owned,
    in_one_case,
    named_aside,
    of_a_part,
    of_exceptions,
    of_gapped,
    other_settings,
    rest_of_part,
    where_not,
    with_part,
)
from ofsted_kg.grammar.constructions.postposed_objects import object_apart, object_behind
from ofsted_kg.grammar.constructions.predicative_refusals import refused_by
from ofsted_kg.grammar.constructions.respective_readings import respective_readings
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.scope import confined_by, told_behind
from ofsted_kg.grammar.constructions.transparent_nouns import is_act
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, ALL_SETTINGS, PEOPLE, WEAK
from ofsted_kg.grammar.lex.semantic_fields import SIZES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.named_entities import NOT_QUALITIES
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, all_of
from ofsted_kg.grammar.reference.anaphora import located, of_these, opens_bare
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.reference.domain_restriction import spoken_of
from ofsted_kg.grammar.reference.embedded_subjects import without_graded_aside
from ofsted_kg.grammar.reference.plural_anaphora import named_of_two
from ofsted_kg.grammar.results import By, Candidate, Refusal, Rule

_VARY = words_of("varies vary ranges range varied ranged varying ranging")


def read(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield the judgements and refusals of the grades said in a clause."""
    found: list[Candidate] = []
    every = list(said(reading.clause))
    if not every:
        return
    if _lists_scale(every) or lists_ratings(scene):
        yield Refusal(tuple(one.grade for one in every), Rule.SCALE)
        return
    for one in every:
        for result in _one(one, reading, scene, found):
            if isinstance(result, Candidate):
                found.append(result)
            else:
                yield result
    yield from respective_readings(found, every, reading.clause)


def _further_amounts(subject: Subject, groups: Sequence[Group], scene: Scene) -> list[tuple[str, Phrase]]:
    """Return how much else of an outcome is so: "good in two thirds of A, half of B and all C"."""
    if not subject.names or not set(subject.slugs) <= scene.reader.outcomes:
        return []
    told = [group for group in groups if group.placed][:1]
    amounts = [much for group in told for _, much in group.names()]
    nouns = {noun.quantity: noun for group in told for noun in reversed(group.nouns) if noun.quantity}
    return [
        (much, nouns[much])
        for much in dict.fromkeys(amounts)
        if much is not None and much != subject.quantity and much in nouns
    ]


def _lists_scale(every: Sequence[Said]) -> bool:
    """Say whether grades are only listed: "is graded outstanding, good, satisfactory or inadequate"."""
    if len(every) < 3 or any(one.subject is not None for one in every[1:]):
        return False
    bare = all(all(p.form in (Form.AND, Form.COMMA) for p in one.zone) for one in every[1:])
    return bare and any(p.text == "or" for p in every[-1].zone)


def _one(
    one: Said, reading: Reading, scene: Scene, found: Sequence[Candidate]
) -> Iterator[Candidate | Refusal]:
    if _ranges(one, scene):
        return  # "varies from good to inadequate"
    refused = refused_by(one, reading, scene)
    if refused is not None:
        yield Refusal((one.grade,), refused)
        return
    if heads(one, scene):
        yield Refusal((one.grade,), Rule.SCALE)
        return
    whom = one.tail[:2] if one.clause.verb is None and one.subject is None else ()
    if [p.text for p in whom[:1]] == ["to"] and any(p.names for p in whom[1:]):
        return  # "Good was given to A; poor to B": not of A
    if made_so(one):
        return  # "the new head has made the school good": nobody judged it
    if work_with(one):
        yield Refusal((one.grade,), Rule.OTHER_NOUN)  # "its work with young people excellent"
        return
    if received(one):
        yield Refusal((one.grade,), Rule.MEASURED)
        return
    shared = one.tail[1] if shares_noun(one) else None
    if shared is not None and not shared.names:
        yield Refusal((one.grade,), Rule.OTHER_NOUN)
        return
    subject = (
        scene.reader.read([shared], None) if shared is not None else _subject(one, reading, scene, found)
    )
    if subject.names and (subject.quantity == "rest" or subject.head_is(Kind.REST)):
        subject = rest_of_part(subject, one, scene, found)
    if one.subject is not None and one.mark is not None:
        scene.owned[one.grade.start] = (one, subject)
        scene.resolver.memory.nearest = subject.slugs
        if len(subject.slugs) == 2:
            scene.resolver.memory.pair = subject.slugs  # "B and C poor, the former having been"
    if subject.denied and not _told_aside(one):
        yield Refusal((one.grade,), Rule.DENIED)
        return
    points = subject.points is not Points.NONE and not opens_bare(one.clause)
    if subject.review or (scene.resolver.memory.review and points):
        yield Refusal((one.grade,), Rule.REVIEW)
        return
    if scarce(one, subject):
        return
    sized = subject.cue is not None and subject.cue.words[0] in SIZES  # "The larger school is inadequate"
    share = subject.share and not _as_many(one.clause)
    if share or (subject.cue is not None and not sized):
        yield Refusal((one.grade,), Rule.MEASURED)
        return
    before, bare = subject.quantity, subject
    tail, further = _further(one, subject, scene)
    subject, tail = in_one_case(subject, tuple(tail), one.clause.after)
    groups, exceptions, _ = tail_of(scene.reader, tail)
    groups = located(groups, spoken_of("homes", scene.resolver.memory))
    subject = told_behind(subject, one, groups, scene, found) or beside_front(one, groups, scene) or subject
    if any(n.denied for group in groups for n in group.nouns):
        yield Refusal((one.grade,), Rule.DENIED)  # "inadequate in none"
        return
    if any(_relative(n) for group in groups[:1] for n in group.nouns):
        yield Refusal((one.grade,), Rule.MEASURED)  # "is good in a higher proportion of X than"
        return
    amount = [g for g in groups if not g.names() and g.head.kind in (Kind.REST, Kind.QUANTITY, Kind.COUNT)]
    rest = not one.first and subject.loose and any(g.head.kind is Kind.REST for g in amount)
    if other_settings(one, amount, found):
        return  # "It is outstanding in special schools and good in most others": other schools
    # "Provision is good in one college, satisfactory in two"
    parted = not one.first and one.subject is None and bool(found) and bool(amount)
    parted = parted and found[-1].fact.subject not in (*subject.slugs, *scene.reader.outcomes)
    if (rest or parted or not subject.names) and amount and found:
        subject = _last(found)  # "good in all but two of the schools and outstanding in the others"
    subject = in_them(subject, groups, scene) or subject
    if not subject.names and any(group.names() for group in groups) and _takes_place(subject, groups):
        subject = replace(subject, points=Points.SHELL_NOUN, unknown=False)
    if subject.names or subject.points is not Points.NONE:
        subject = of_verdicts(of_how_many(subject, found), found, scene.reader.outcomes)
        subject = confine(scene.reader, subject, groups, one.grade)
        named = _last(found) if found else scene.resolver.memory.named
        subject = of_these(subject, groups, named)
        verb = (one.clause.verb,) if one.clause.verb is not None and one.subject is None else ()
        zone = one.zone
        if one.subject and not one.first:  # "good in most cases with | six outstanding"
            zone = tuple(phrase for phrase in zone if phrase.start >= one.subject[0].start)
        elif not one.first:  # "good in most cases and | outstanding in two"
            joints = [n for n, phrase in enumerate(zone) if phrase.form is Form.AND]
            commas = [n for n, phrase in enumerate(zone) if phrase.form is Form.COMMA]
            zone = zone[max(joints or commas or [-1]) + 1 :]
        front = without_graded_aside(one.clause.before)
        ahead = (*(p for p in front if p.start < one.grade.start), *verb, *zone)
        much = adverb_amount(ahead) or adverb_amount(one.tail)
        much = much or apposed_amount(one.tail)
        if much is not None and not (much == "all" and len(subject.names) > 1):  # "A and B are each good"
            subject = replace(subject, quantity=subject.quantity or much)
    if subject.loose and subject.slugs == (ALL_SETTINGS,) and one.tail and one.tail[0].text in _ELSEWHERE:
        return  # "Provision is good in the sixth form and poor elsewhere": where that is, it does not say
    if subject.names and is_act(subject.head) and reading.subject.head is subject.head:
        yield Refusal((one.grade,), Rule.OTHER_NOUN)  # "Pathway planning is good"
        return
    if of_the_area(one, subject, scene):
        yield Refusal((one.grade,), Rule.OTHER_NOUN)
        return
    listed = included(scene.reader, one.tail)
    if listed:
        subject = replace(subject, including=(*subject.including, *listed))
    if not subject.names:
        if subject.unknown and _is_other(subject):
            yield Refusal((one.grade,), Rule.OTHER_NOUN)
        return
    told = subject.quantity if subject.quantity != before else None
    yield from judge(subject, one.grade, _span(one, scene), By.PREDICATIVE, exceptions, amount=told)
    for much, noun in _further_amounts(subject, groups, scene):
        span = (noun.start, noun.end)  # two amounts of one thing are told apart by where they stand
        yield from judge(all_of(bare, much), one.grade, span, By.PREDICATIVE, exceptions)
    if further:
        yield from gapped_behind(further, one, scene, _span(one, scene), subject)


def _as_many(clause: Clause) -> bool:
    """Say whether an amount told before is said of others: "The same proportion of childcare is good"."""
    told = bool(clause.before) and clause.before[0].text == "the same"
    return told and not any(p.form in (Form.PLACES, Form.CUE) or p.text[:2] == "as" for p in clause.phrases)


def _told_aside(one: Said) -> bool:
    """Say whether a participle tells of what something else is denied of: "Neither A, judged good,"."""
    clause = one.clause
    judged = clause.verb is not None and all(u.kind in (Kind.JUDGE, Kind.ADVERB) for u in clause.verb.units)
    before = clause.before
    return (
        judged and len(before) == 2 and before[1].form is Form.COMMA and before[0].text.startswith("neither")
    )


def _relative(noun: Phrase) -> bool:
    """Say whether an amount is told by what it is more than: "a higher proportion of", "more schools"."""
    if noun.cue is None or noun.share:
        return noun.cue is not None
    return noun.cue.text in ("more", "fewer") and noun.word not in ("cases", "instances")  # "than not"


_ELSEWHERE = words_of("elsewhere otherwise")


def _ranges(one: Said, scene: Scene) -> bool:
    """Say whether a grade is part of a range: "varies from good to poor", "from good, as two are, to"."""
    units = scene.units
    opens = next((n for n, u in enumerate(units) if n and u.text == "from" and _varies(units, n)), len(units))
    ends = (n for n in range(opens + 1, len(units)) if units[n].kind is Kind.GRADE and _is_to(units, n))
    end = next(ends, 0)
    return any(unit.start == one.grade.start for unit in units[opens : end + 1])


def _varies(units: Sequence[Unit], place: int) -> bool:
    return any(_VARY.intersection(unit.words) for unit in units[max(0, place - 4) : place])


def _is_to(units: Sequence[Unit], place: int) -> bool:
    return any(unit.text == "to" for unit in units[max(0, place - 2) : place])


def _further(one: Said, subject: Subject, scene: Scene) -> tuple[Sequence[Phrase], Sequence[Phrase]]:
    """Part what has an amount of its own: "in most settings and | for staying safe in a majority"."""
    tail = named_of_two(one.tail, scene.resolver.memory)
    named = bool(subject.names) or subject.points in (Points.SHELL_NOUN, Points.ASPECT)
    cut = gap(tail, led=True) if named else None
    if cut is None and subject.names:
        cut = amount_gap(tail, one.subject if one.subject is not None else one.clause.before)
        cut = cut or too_gap(tail) or those_gap(tail)
    return (tail[: cut[0]], tail[cut[1] :]) if cut is not None else (tail, ())


def _span(one: Said, scene: Scene) -> tuple[int, int]:
    start, end = scene.span(one.clause)
    if one.subject:
        start = min(one.subject[0].start, one.grade.start)
        end = max(one.grade.end, one.subject[-1].end, one.tail[-1].end if one.tail else 0)
    return start, end


# -- whose grade -------------------------------------------------------------------------------------


def _subject(one: Said, reading: Reading, scene: Scene, found: Sequence[Candidate]) -> Subject:
    """Return whom a grade is said of."""
    confined = confined_by(one, reading, scene, found)
    if confined is not None:
        return confined
    if (apart := object_apart(one, scene)) is not None:
        return apart
    if one.subject is None and (found or not one.first) and _of_exception(one.zone):
        return _last((*scene.found, *found))
    given = awarded(one, reading, scene, found) or beside_owned(one, scene) or of_gapped(one, scene, found)
    given = given or of_exceptions(one, scene)
    if given is not None:
        return given
    object_ = object_behind(one, scene)
    if object_ is not None:
        owned = one.tail[0].units[0].text in ("its", "their") and bool(reading.subject.names)
        source = reading.subject if owned else None  # "rated as good its overall effectiveness"
        return scene.resolver.settle(object_, one.clause, scene.previous, source=source)
    subject = with_part(scene.resolver.own(one, reading), one, scene)
    subject = _of_same_outcome(subject, one, scene)
    subject = of_a_part(named_aside(where_not(subject, one, scene), one, scene), one, scene)
    counted = not subject.names and subject.points in (Points.AMOUNT, Points.REST)
    if counted and found and one.mark is not None:
        # "with half of settings good and the rest satisfactory": of what was graded before
        return replace(_last(found), quantity=subject.quantity)
    exists = [p.text for p in one.clause.before] == ["there"] and one.clause.verb_has(Kind.BE)
    # "some good and two poor homes" share their noun
    shared = any(p.names for p in one.clause.after if p.start > one.grade.start)
    amount = one.subject[-1] if one.subject and not subject.names and not shared else None
    if exists and amount is not None and amount.kind in (Kind.COUNT, Kind.QUANTITY) and scene.found:
        return replace(_last(scene.found), quantity=amount.quantity, part=amount.part, total=amount.total)
    there = scene.previous is not None and scene.previous.exists and bool(reading.clause.antecedent)
    if counted and there and scene.found and any(u in scene.units for u in scene.found[-1].units):
        return replace(_last(scene.found), quantity=subject.quantity)  # "some good services and few that are"
    return subject


def _of_same_outcome(subject: Subject, one: Said, scene: Scene) -> Subject:
    """Read "Judgements for X are good; in homes they are poor": the homes, for the same outcome."""
    before = [p for p in one.clause.before if p.form is not Form.ADVERB]
    fronted = [p.form for p in before] == [Form.PREP, Form.NOUN, Form.NOUN] and before[0].text in ("in", "at")
    told = scene.previous.subject.slugs if scene.previous is not None else ()
    outcomes = scene.reader.outcomes - WEAK - {ALL_OUTCOMES}
    if not fronted or before[2].text not in ("they", "it") or len(told) != 1 or told[0] not in outcomes:
        return subject
    own = (
        bool(subject.names)
        and subject.slugs == before[1].names
        and not set(subject.slugs) & scene.reader.outcomes
    )
    return replace(subject, outcome=told[0]) if own and subject.outcome is None else subject


def _of_exception(zone: Sequence[Phrase]) -> bool:
    """Say whether a grade is that of the exception: "the exception being (satisfactory)"."""
    return any(p.form is Form.EXCEPT and p.units[0].words[-1] in ("is", "being", "are") for p in zone)


def _last(found: Sequence[Candidate]) -> Subject:
    last = found[-1].fact if found else None
    return Subject(names=((last.subject, None),)) if last is not None else NOBODY


def _takes_place(subject: Subject, groups: Sequence[Group]) -> bool:
    """Say whether what follows a grade may tell what it is of: "Behaviour is good in X"."""
    if subject.points is not Points.NONE:
        return True
    head = subject.head
    if subject.unknown and head is not None and head.text in ("outcomes", "outcome"):
        whose = {slug for slug, _ in groups[0].names()}
        # "Health outcomes are good for care leavers", but GCSE outcomes are results
        return groups[0].prep == "for" and whose <= PEOPLE and "attainment" not in subject.topics
    return head is not None and (
        head.kind in (Kind.SHELL_NOUN, Kind.PRONOUN)
        or (head.kind is Kind.ASPECT and head.text not in NOT_QUALITIES)
    )


def _is_other(subject: Subject) -> bool:
    head = subject.head
    return head is not None and (head.words[-1] in OTHER_NOUNS or head.kind is Kind.TOPIC)
