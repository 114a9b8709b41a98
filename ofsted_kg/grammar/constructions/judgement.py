# Past 300 lines: all that narrows one judgement, from its tail to how much is meant.
"""Put a judgement together: one grade, one subject, and what it is confined to.

In: a settled subject, a grade and the phrases that hang on it. Out: `Candidate` judgements,
a row for each name, with quantity, exception and outcome.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, ALL_SETTINGS, PEOPLE, WEAK
from ofsted_kg.grammar.lex.quantifiers import counted, fraction
from ofsted_kg.grammar.lex.semantic_fields import (
    CASES,
    CAUSES,
    DISTRICTS,
    EXCEPTIONS,
    INSPECTIONS,
    JUDGEMENTS,
)
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.coordination import PLACES, Group, amount_of
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import ONE, Points, Subject
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.results import By, Candidate, Judged

# Of what a subject is made up: where it is so tells which of them are.
_PARTS = {
    "schools": frozenset({"colleges", "sixth-forms", "pupil-referral-units"}),  # "Educational provision is"
    "post-16": frozenset({"colleges", "sixth-forms"}),
    "early-years": frozenset({"childcare", "childminders", "nursery-schools"}),
}
_ADVERBS = {
    "mostly": "most",
    "mainly": "most",
    "largely": "most",
    "predominantly": "most",
    "more often than not": "most",
    "each": "all",
    "without exception": "all",
    "universally": "all",
    "in every case": "all",
    "in each case": "all",
    "in all cases": "all",
    "almost without exception": "nearly-all",
    "nearly without exception": "nearly-all",
    "with few exceptions": "nearly-all",
    "nearly everywhere": "nearly-all",
    "almost everywhere": "nearly-all",
    "virtually everywhere": "nearly-all",
}
_FEATURES = words_of("features aspects elements")
# How much of several settings singles them out: "inadequate in some homes and childcare".
_PARTLY = frozenset({"some", "too-many", "minority", "very-little"})
# Sides of one thing: how many of them are so tells nothing of how much of it is: "in all respects".
_SIDES = DISTRICTS | words_of(
    "respects ways aspects outcomes elements years months terms weeks time parts areas last"
)
# What settings do for an outcome: "good at helping children to be healthy".
_HELPS = words_of("helping supporting making enabling encouraging ensuring seeing keeping")


def tail_of(
    reader: SubjectReader, tail: Sequence[Phrase]
) -> tuple[list[Group], tuple[str, ...], list[Phrase]]:
    """Return what a grade is confined to by what follows it, and what is taken out."""
    kept: list[Phrase] = []
    tail = _without_asides(tail)
    if len(tail) > 1 and tail[0].text == "at" and tail[1].kind is Kind.WORD and tail[1].word.endswith("ing"):
        return [], (), []  # "good at listening to children"
    for place, phrase in enumerate(tail):
        if phrase.form in (Form.STOP, Form.CONJ, Form.THAN, Form.CUE, Form.COMPARED, Form.VERB, Form.PLACES):
            break
        if phrase.text in CAUSES:
            break  # "inadequate overall due to the weaknesses in child protection"
        if phrase.form is Form.WITH and not _excepts(tail[place + 1 :]):
            if not (tail[place + 1 : place + 2] and tail[place + 1].word in _FEATURES):
                break
            continue  # "good with outstanding features in nursery schools"
        if phrase.word in _FEATURES and phrase.grades:
            continue
        if phrase.form is Form.AND and (_aside(tail[place + 1 :]) or _only(tail[place + 1 :])):
            break
        kept.append(phrase)
    rest, exceptions, taken = reader.exceptions(kept)
    stop = next((n for n, p in enumerate(rest) if p.form is Form.INCLUDING), len(rest))
    groups = [
        group
        for group in reader.groups(rest[:stop])
        if group.prep in PLACES or group.head.kind is Kind.QUANTITY
    ]
    return groups, exceptions, taken


def included(reader: SubjectReader, tail: Sequence[Phrase]) -> tuple[str, ...]:
    """Return the names after "including" behind a grade: "..., including nursery schools"."""
    place = next((n for n, p in enumerate(tail) if p.form is Form.INCLUDING), None)
    if place is None:
        return ()
    if tail[place + 1 : place + 2] and tail[place + 1].grades:
        return ()  # "including outstanding provision in all seven nursery schools": that has its own
    end = next((n for n in range(place, len(tail)) if tail[n].form in (Form.VERB, Form.STOP)), len(tail))
    return tuple(slug for group in reader.groups(tail[place + 1 : end]) for slug, _ in group.names())


def _without_asides(tail: Sequence[Phrase]) -> Sequence[Phrase]:
    """Leave out what stands between "and" and a further place: "in A and, since the move, in B"."""
    for place, phrase in enumerate(tail[:-3]):
        if phrase.form is not Form.AND or not _aside(tail[place + 1 :]):
            continue
        end = next((n for n in range(place + 2, len(tail) - 1) if tail[n].form is Form.COMMA), None)
        inside = tail[place + 2 : end] if end is not None else ()
        plain = bool(inside) and inside[0].form in (Form.CONJ, Form.PREP) and len(inside) < 5
        plain = plain and not any(p.names or p.form in (Form.GRADE, Form.VERB) for p in inside)
        if end is not None and plain and tail[end + 1].form is Form.PREP:
            return [*tail[: place + 1], *tail[end + 1 :]]
    return tail


def _excepts(zone: Sequence[Phrase]) -> bool:
    return bool(zone) and zone[0].word in EXCEPTIONS


def _only(zone: Sequence[Phrase]) -> bool:
    """Say whether what follows singles out a subject: "is poor and | the only one of the three to be"."""
    return bool(zone) and any(unit.text == "only" for unit in zone[0].units[:-1])


def _aside(zone: Sequence[Phrase]) -> bool:
    return bool(zone) and zone[0].form is Form.COMMA


def confine(reader: SubjectReader, subject: Subject, groups: Sequence[Group], grade: Unit) -> Subject:
    """Confine a subject by what stands behind its grade: "good in most schools", "for staying safe"."""
    outcomes = reader.outcomes
    split: frozenset[str] = frozenset()
    helped = past = counts = told = False
    verdicts = subject.head is not None and subject.head.words[-1] in _VERDICTS
    if verdicts and (subject.loose or not subject.names):
        subject = _of_outcome(subject, groups, outcomes) or subject
    for group in groups:
        names = group.names()
        slugs = {slug for slug, _ in names}
        if group.joined and group.parted:
            break  # "since the inspection of X, when it was good, and for Y": that is no place of X
        if group.prep == "of" and past:
            continue  # "championing the views of looked after children": of no place
        past = not names and group.head.kind in (Kind.WORD, Kind.TOPIC, Kind.ASPECT)
        helps, helped = helped, group.prep == "at" and group.head.units[0].text in _HELPS
        if slugs and slugs <= outcomes and (group.prep in ("at", "to") or helps):
            if subject.slugs == (ALL_SETTINGS,) and (helps or group.prep == "at"):  # "settings good at it"
                quantity = subject.quantity or subject.names[0][1]
                subject = replace(subject, names=tuple((slug, quantity) for slug, _ in names))
            continue  # "a council good at keeping children safe"
        much = _much(group, subject)
        if group.prep == "at" and group.head.word in INSPECTIONS:
            continue  # "good at each inspection"
        if counts and group.joined and group.head.kind is Kind.REST and not names:
            break  # "adequate in two cases and | in the third, good"
        counts = counts or group.head.part is not None
        if not names:
            if (
                much is not None
                and group.head.word not in _SIDES
                and (group.head.word in CASES or group.head.names == ())
                and group.prep in ("", "in", "for", "of", "at", "across", "among")
            ):
                # "A and B are all good | in most cases"
                cases = group.head.word in CASES and subject.quantity == "all"
                subject = _amount(subject, much, over=much == "rest" or cases)
            continue
        settings = not slugs & outcomes and slugs != {ALL_SETTINGS}
        places = group.placed or (group.prep == "for" and subject.head_is(Kind.SHELL_NOUN, Kind.ASPECT))
        provided = subject.head is not None and subject.head.text in _PROVIDED  # behind "Outcomes are good."
        override = subject.loose and settings and places and (provided or not set(subject.slugs) & outcomes)
        kin = slugs == {"schools"} and all(slug.endswith(_OF_SCHOOLS) for slug in subject.slugs)
        override = override and not kin  # "Special schools differ: they are good in two schools"
        if not subject.names or override or (subject.points is not Points.NONE and slugs):
            quantity = subject.quantity
            subject = replace(
                subject,
                names=tuple((slug, quantity or own) for slug, own in names),
                points=Points.NONE,
                unknown=False,
            )
            continue
        own = set(subject.slugs)
        outcome = names[0][0] if names[0][0] in outcomes - WEAK else None
        parts = _PARTS.get(next(iter(own)), frozenset()) if len(own) == 1 else frozenset()
        if slugs <= parts and group.prep in ("in", "at"):
            subject, split = replace(subject, names=names), parts
        elif slugs <= split and group.prep in PLACES:  # "in most childcare and for half of childminders"
            subject = replace(subject, names=(*subject.names, *names))
        elif outcome is not None and own <= outcomes:
            further = (
                group.parted and group.prep == "for"
            )  # "good in most, for staying safe in more than that"
            if own == {ALL_OUTCOMES} or not (own & slugs or further):
                subject = replace(
                    subject, names=tuple((slug, subject.quantity or much) for slug, much in names)
                )
        elif outcome is not None:
            if told and group.joined:
                break  # "good for staying safe in most and | for being healthy in two nurseries"
            subject, told = replace(subject, outcome=outcome), True
        elif own == {"service-management"} and group.placed:
            subject = replace(subject, names=names)  # "Leadership and management are good in most schools"
        elif slugs == {ALL_SETTINGS}:
            every = subject.quantity or subject.names[0][1]
            whole = own == {ALL_OUTCOMES} and every == "all"  # "all five outcomes are, in most"
            subject = _amount(subject, names[0][1], over=whole)
        elif own == {"capacity-to-improve"}:
            continue  # "Capacity for improvement is adequate in the latter": no grade of theirs
        elif own <= outcomes:
            some = names[0][1] in _PARTLY and len(names) > 1 and "schools" not in slugs
            if any(quantity for _, quantity in names) and not some:
                subject = _amount(subject, names[0][1])
            else:
                kept = subject.slugs[0] if subject.slugs[0] not in WEAK | {ALL_OUTCOMES} else None
                subject = replace(subject, names=names, outcome=kept)
        elif slugs == own and any(quantity for _, quantity in names):
            subject = replace(subject, names=names)
        elif names[0][1] and (slugs == {"schools"} or own == {"safeguarding"}):
            subject = _amount(subject, names[0][1])
    return subject


def in_them(subject: Subject, groups: Sequence[Group], scene: Scene) -> Subject | None:
    """Read "Behaviour is good in most of them", "in all but one" of the settings just spoken of."""
    if subject.names or subject.points is not Points.ASPECT or not groups or groups[0].prep != "in":
        return None
    noun, source = groups[0].head, scene.resolver.memory.focus or scene.resolver.memory.named
    told = amount_of(groups[0].nouns)
    alone = noun.kind in (Kind.COUNT, Kind.QUANTITY) and not noun.names
    if not (alone or (noun.word == "them" and told)) or source is None or not source.names:
        return None
    if told is None and noun.part and source.total:
        told = fraction(noun.part, source.total)
    settings = not set(source.slugs) & (scene.reader.outcomes | PEOPLE)
    return replace(source, names=tuple((slug, told) for slug in source.slugs)) if settings else None


# What there is in schools only.
_OF_SCHOOLS = ("-schools", "sixth-forms")
_PROVIDED = frozenset({"provision", "education", "care"})
_VERDICTS = JUDGEMENTS | {"performance"}


def _of_outcome(subject: Subject, groups: Sequence[Group], outcomes: frozenset[str]) -> Subject | None:
    """Read "Judgements are good in most settings for staying safe": it is the outcome that is judged.

    So it is where they are "good for staying safe in most settings", whatever was spoken of before.
    """
    told = {group.prep: group.names() for group in reversed(groups[:2])}
    whole, named = (told.get(prep, ()) for prep in ("in", "for"))
    if {slug for slug, _ in whole} != {ALL_SETTINGS} or not named:
        return None
    if not {slug for slug, _ in named} <= outcomes - WEAK:
        return None
    much = subject.quantity or whole[0][1]
    names = tuple((slug, much) for slug, _ in named)
    return replace(subject, names=names, points=Points.NONE, loose=False)


def of_verdicts(subject: Subject, found: Sequence[Candidate], outcomes: frozenset[str]) -> Subject:
    """Return a subject that judgements on an outcome leave open for the next one.

    "Judgements are good for staying safe in most settings and | poor for being healthy in a few".
    """
    last = found[-1].fact if found else None
    verdicts = subject.loose and subject.head is not None and subject.head.words[-1] in _VERDICTS
    if not verdicts or not isinstance(last, Judged) or last.subject not in outcomes - WEAK:
        return subject
    return replace(subject, names=(), points=Points.SHELL_NOUN)


def of_how_many(subject: Subject, found: Sequence[Candidate]) -> Subject:
    """Return a subject with how many there are: "good in five of the seven, | outstanding in one"."""
    last = found[-1].fact if found else None
    total = counted(last.quantity) if isinstance(last, Judged) and last.quantity else None
    if total is None or subject.total is not None or last is None or last.subject not in subject.slugs:
        return subject
    return replace(subject, total=total[1])


def _much(group: Group, subject: Subject) -> str | None:
    """Return how much of a subject a group tells: "in most cases", "in five" of the sixteen."""
    much, noun = amount_of(group.nouns), group.head
    counts = noun.part is not None and (noun.kind is Kind.COUNT or noun.word in CASES) and not noun.names
    if much is None and counts and len(group.nouns) == 1 and subject.total is not None:
        return fraction(noun.part or 0, subject.total)
    return much


def _amount(subject: Subject, quantity: str | None, *, over: bool = False) -> Subject:
    if quantity is None:
        return subject
    names = tuple((slug, quantity if over else own or quantity) for slug, own in subject.names)
    return replace(subject, names=names, quantity=quantity if over else subject.quantity or quantity)


def judge(
    subject: Subject,
    grade: Unit,
    span: tuple[int, int],
    rule: By,
    exceptions: Sequence[str] = (),
    *,
    amount: str | None = None,
) -> Iterator[Candidate]:
    """Yield the judgements that give a grade to a subject, one for each of its names."""
    taken = tuple(dict.fromkeys((*subject.exceptions, *exceptions)))
    kin = bool(subject.slugs) and all(slug.endswith("-schools") for slug in subject.slugs)
    light = (ONE, "schools") if kin else (ONE,)  # "All special schools are good apart from one school"
    one = any(slug in taken for slug in light)
    excepted = next((slug for slug in taken if slug not in (*light, *subject.slugs)), None)
    for slug, own in subject.names:
        quantity = own or subject.quantity
        if one and quantity in (None, "all"):
            quantity = "nearly-all"
        outcome = subject.outcome if subject.outcome != slug else None
        fact = Judged(slug, grade.slugs[0], grade.at_least, quantity, excepted, outcome)
        yield Candidate(fact, *span, (grade,), rule, amount)
    for slug in subject.including:
        if slug == "service-management" and subject.slugs == ("capacity-to-improve",):
            continue  # "capacity to improve, including its management of services": one area of a rating
        if slug not in subject.slugs and not (kin and slug == "schools"):  # academies are schools of a kind
            fact = Judged(slug, grade.slugs[0], grade.at_least)
            yield Candidate(fact, *span, (grade,), rule)


def adverb_amount(zone: Sequence[Phrase]) -> str | None:
    """Return the amount that an adverb before a grade tells: "mostly good"."""
    if any(p.text == "throughout" and _ends_at(zone, n + 1) for n, p in enumerate(zone)):
        return "all"  # "is good throughout", "good throughout, save in X"
    for place, phrase in enumerate(zone):
        following = zone[place + 1] if place + 1 < len(zone) else None
        if following is not None and (following.text in CAUSES or following.form is Form.CONJ):
            continue  # "inadequate, mainly because of"
        if phrase.form is Form.VERB:
            if any(unit.text in ("each", "all") for unit in phrase.units):
                return "all"  # "have each been judged", "are all judged"
        elif phrase.form is Form.ADVERB or (phrase.form is Form.NOUN and phrase.word in CASES):
            much = phrase.quantity or _ADVERBS.get(phrase.text)
            spared = following is not None and following.form is Form.EXCEPT  # "everywhere | other than in X"
            much = "all" if spared and phrase.text == "everywhere" else much
            if much is not None:
                return much
        elif phrase.kind is Kind.QUANTITY and not phrase.names and place and zone[place - 1].text == "for":
            return phrase.quantity  # "are, for the large majority, good"
    return None


def _ends_at(zone: Sequence[Phrase], place: int) -> bool:
    return place == len(zone) or zone[place].form is Form.COMMA


def apposed_amount(tail: Sequence[Phrase]) -> str | None:
    """Return the amount that only follows a grade: "are good, most of them", "all three of them"."""
    nouns = tail[1:3] if tail and tail[0].form is Form.COMMA and len(tail) < _LONG else ()
    bare = all(p.form is Form.NOUN and not (p.names or p.grades) for p in nouns)
    return nouns[0].quantity if nouns and bare and nouns[-1].word == "them" else None


_LONG = 4
