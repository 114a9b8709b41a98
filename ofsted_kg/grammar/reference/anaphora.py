# Past 300 lines: what each word that points back says of its reference.
"""What a clause says of its subject's reference, for `reference` to settle it.

In: a clause, a grade said in it. Out: whether a clause only repeats, whether an amount only floats before
its grade, and the like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Said, Zone
from ofsted_kg.grammar.clauses.predication import named_last
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, ALL_SETTINGS, CHILDRENS_HOMES, PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import COUNCIL, EXCEPTIONS, INSPECTIONS, OF_TWO, SERVING, of_two
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.boundaries import ALL_BUT
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.heads import ACTS
from ofsted_kg.grammar.phrases.ordinals import in_order, order_of
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import Points, Subject, affirmed, naming
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader, points_to
from ofsted_kg.grammar.reference.dated_asides import WHILE, is_when_seen
from ofsted_kg.grammar.reference.discourse_model import Memory, Reading

# Nouns that name whatever was inspected, if nothing was named before.
ANY = frozenset({"provision", "services", "settings", "setting", "institutions", "providers"})
HOMES = frozenset({"homes", "home"})
# Who has what there is: "the council has outstanding provision".
HOLDERS = COUNCIL | {"it", "they"}
# Who runs, has or inspects what is spoken of, and is never spoken of himself.
_ACTORS = COUNCIL | {"ofsted", "inspectors"}


def is_fronted(clauses: Sequence[Clause]) -> bool:
    """Say whether a sentence opens with what was judged of its subject: "Judged poor in 2007, X is"."""
    first = clauses[0]
    named = any(p.names for p in first.antecedent)  # "The agency, | judged good, | and the service, judged"
    if named or len(clauses) < 2 or first.before or first.lead is not None or first.verb is None:
        return False
    had = [unit.text for unit in first.verb.units[:2]] in (["having", "been"], ["having been"])
    judged = all(unit.kind in (Kind.JUDGE, Kind.ADVERB) for unit in first.verb.units[2 if had else 0 :])
    said = had or first.verb.word.endswith("ed")  # "Having been poor in 2007, X is"
    parted = clauses[1].lead_kind is Kind.STOP  # "Judged good in most settings; the youth service is"
    return judged and said and bool(clauses[1].before) and not parted


def is_excepted(clause: Clause, noun: Zone) -> bool:
    """Say whether a noun is what a clause takes out: "except one", "with two exceptions", "all but three"."""
    if not noun[-1].names and noun[-1].units[0].words[:2] in (("all", "but"), ("all", "bar")):
        return True
    place = next((n for n, p in enumerate(clause.after) if p.form is Form.EXCEPT), None)
    if place is not None and any(p is noun[0] for p in clause.after[place:]):
        return True
    return noun[-1].word in EXCEPTIONS


def opens_bare(clause: Clause) -> bool:
    """Say whether a noun opens a clause that no word points back with: "Judgements are good in"."""
    return bool(clause.before) and len(clause.before[0].units) == 1 and clause.before[0].form is Form.NOUN


def opens_with_there(clause: Clause) -> bool:
    """Say whether a clause says what there is: "there is", but not "Attendance there is"."""
    place = next((n for n, p in enumerate(clause.before) if p.units[0].words[0] == "there"), -1)
    measure = clause.before[0].kind in (Kind.TOPIC, Kind.ASPECT) if place == 1 else False
    return place >= 0 and not measure


def takes_up(clause: Clause) -> bool:
    """Say whether a clause tells how something was at the time just told: "when | it was poor"."""
    return clause.lead_text == "when" and [p.text for p in clause.before] == ["it"]


def echoes(clause: Clause) -> bool:
    """Say whether a clause repeats what was said for what stands after its verb."""
    return bool(clause.after) and (
        clause.lead_text in ("as", "so") or any(p.text == "so" for p in clause.before)
    )


def picked(clause: Clause, previous: Reading, memory: Memory) -> Subject:
    """Return the subject before, or the one of two that is meant: "the latter | having been poor".

    Of "was inspected while the review was taking place | and was judged" it is that of the clause around.
    """
    around = memory.around
    inside = previous.clause.lead_text in WHILE and not previous.subject.names and around is not None
    says = clause.verb_has(Kind.JUDGE) or any(p.form is Form.GRADE for p in clause.after)
    if inside and around is not None and clause.lead_kind is Kind.AND and says:
        previous = around
    if around is not None and is_when_seen(around, previous, clause):
        previous = around
    told = is_aside(previous.clause) and bool(previous.clause.after) and around is not None
    shut = told and previous.clause.after[-1].form is Form.COMMA and clause.lead_text == "but"
    if shut and around is not None and around.subject.names:
        previous = around  # "is strong in the college, which is good, | but is satisfactory in"
    last_named = named_last(previous.clause)
    having = clause.verb is not None and clause.verb.units[0].words[0] == "having"
    if last_named and having:
        return naming(last_named)
    subject, before = replace(previous.subject, exceptions=(), including=()), previous.clause
    last = before.after[-1].text if before.after else ""
    order = order_of(before.after[-1]) if before.after else None
    chosen = in_order(memory.judging, order) if order is not None else ()
    if chosen:  # "A is good, B outstanding and C poor, the last | having been good"
        return naming(chosen)
    several = len(subject.names) > 1  # "A, B and C are, the latter": the last of the three
    pair = subject.names if several else tuple((slug, None) for slug in memory.pair)
    if last not in OF_TWO or not pair:
        return affirmed(subject, before.after) if having and subject.denied else subject
    return replace(subject, names=tuple(of_two(last, pair)), denied=False)


def is_aside(clause: Clause) -> bool:
    """Say whether a clause only tells more of a noun: "28%, where the average is 25%"."""
    return clause.lead_kind is Kind.RELATIVE and bool(clause.antecedent)


def that_of_another(said: Said) -> bool:
    """Say whether a grade is of "that of" something that is not of the vocabulary: "that of care"."""
    zone = said.subject or ()
    opens = len(zone) > 2 and zone[0].units[-1].kind is Kind.THAT and zone[1].text == "of"
    noun = zone[2] if opens else None
    return noun is not None and not noun.names and noun.kind in (Kind.WORD, Kind.ASPECT, Kind.TOPIC)


def units(clause: Clause) -> Iterator[Unit]:
    """Return the units before a clause's verb."""
    return (unit for phrase in clause.before for unit in phrase.units)


def objects(reader: SubjectReader, clause: Clause) -> Subject:
    """Return the names in what stands after the verb."""
    if clause.verb is None:
        return Subject()
    rest, _, _ = reader.exceptions(clause.after)
    became = next((n for n, p in enumerate(rest) if p.text == "become"), len(rest))
    for whole in reader.groups(rest[:became]):
        group = located([whole], None)[0] if whole.head.part or whole.head.total else whole
        if group.names():
            part = next((n.part for n in group.nouns if n.part), None)
            total = next((n.total for n in group.nouns if n.total), None)
            return Subject(names=tuple((slug, None) for slug, _ in group.names()), part=part, total=total)
    return Subject(review=any(unit.kind is Kind.REVIEW for p in clause.after for unit in p.units))


def parted_in(clause: Clause, previous: Clause) -> list[Phrase]:
    """Return of what a part is told, past where it lies: "Xs in the county, | in most of which it is"."""
    noun = clause.antecedent[-1]
    amount = clause.lead_text == "which" and bool(clause.before) and clause.before[0].text.endswith(" of")
    place = next((n for n, p in enumerate(previous.after) if p is noun), 0)
    if not amount or not place or previous.after[place - 1].text not in ("in", "across") or noun.names:
        return []
    plural = [p for p in previous.after[:place] if p.form is Form.NOUN and p.names]
    return plural[-1:] if not noun.word.endswith("s") else []


def within(reader: SubjectReader, clause: Clause, mark: Phrase | None = None) -> Subject | None:
    """Return what is named before the verb: "Inspections of four academies found one good".

    Before it comes what stands right before a mark: "It is strong in the academies, | all good".
    """
    beside = next((n for n, p in enumerate(clause.after) if p is mark and p.form is Form.COMMA), 0)
    if beside and clause.after[beside - 1].names and not clause.after[beside - 1].grades:
        noun = clause.after[beside - 1]
        return naming(noun.names, noun.total or noun.part)
    groups = [group for group in reader.groups(clause.before) if group.names()]
    there = any(p.units[0].words[0] == "there" for p in clause.before)
    if not groups:  # "There are five Xs, | two of them good"; "The picture is mixed in Xs, | with half good"
        picture = len(clause.before) == 1 and clause.before[0].kind is Kind.ASPECT and clause.verb is not None
        found = objects(reader, clause) if there or picture else Subject()
        return replace(found, total=found.total or found.part, part=None) if found.names else None
    nouns = groups[-1].nouns
    counts = (*nouns, *clause.after[:1]) if there else nouns  # "Of Xs there are three, | two of them good"
    total = next((n.total or n.part for n in counts if n.total or n.part), None)
    return Subject(names=tuple((slug, None) for slug, _ in groups[-1].names()), total=total)


def counted_before(reading: Reading, mark: Phrase | None) -> Subject | None:
    """Return what was counted behind the verb before a mark: "in two of the three | with the third"."""
    after, above = reading.clause.after, reading.subject.slugs
    place = next((n for n, p in enumerate(after) if p is mark), 0)
    noun = next((p for p in reversed(after[:place]) if p.names and p.total), None)
    if noun is None:
        return None
    kin = noun.names == ("schools",) and bool(above) and all(slug.endswith("-schools") for slug in above)
    return naming(above if kin else noun.names, noun.total)  # "the secondary phase, five of its schools"


def is_occasion(zone: Zone) -> bool:
    """Say whether a run only tells when something was inspected: "(but) at its last inspection | was"."""
    plain = [p for p in zone if p.form not in (Form.ADVERB, Form.COMMA)]
    led = [p.form for p in plain] == [Form.PREP, Form.NOUN] and not plain[1].names
    if led and zone[-1].form is Form.COMMA and plain[0].text in _DESPITE:
        return True  # "and, despite some improvement, | is"
    return led and plain[0].text in ("at", "in", "on", "during", "after") and plain[1].word in _OCCASIONS


_DESPITE = frozenset({"despite", "in spite of", "notwithstanding", "following"})
_OCCASIONS = words_of("inspection reinspection visit review")


def is_inside(clause: Clause, following: Sequence[Clause]) -> bool:
    """Say whether a clause stands in a subject that only counts: "the three | that care for X | are"."""
    if clause.lead is None or not clause.antecedent or not following or following[0].lead is not None:
        return False
    noun = clause.antecedent[-1]
    resumes = bool(following[0].before) and following[0].before[0].start < clause.lead.start
    return resumes and noun.kind in (Kind.PRONOUN, Kind.COUNT, Kind.REST) and not noun.names


def acts(reader: SubjectReader, clause: Clause) -> bool:
    """Say whether a clause is about what somebody has or does: "The council runs two homes"."""
    nouns = [p for p in clause.before if p.form is Form.NOUN]
    if clause.verb is None or len(nouns) != 1 or nouns[0].names or nouns[0].word not in _ACTORS:
        return False
    found = objects(reader, clause)
    return bool(found.names) or found.review


def held_by(clause: Clause, previous: Reading | None) -> Subject | None:
    """Return what "it" is behind what something has: "One school has a sixth form and it is good"."""
    if previous is None or clause.lead_kind is not Kind.AND or not previous.clause.verb_has(Kind.HAVE):
        return None
    nouns = [phrase for phrase in previous.clause.after if phrase.form is Form.NOUN]
    one = len(nouns) == 1 and len(nouns[0].names) == 1 and not nouns[0].grades
    if not one or nouns[0].units[0].text not in ("a", "an", "one"):
        return None
    return Subject(names=((nouns[0].names[0], None),))


def located(groups: Sequence[Group], homes: str | None) -> list[Group]:
    """Name homes that a grade is confined to: "good in four homes" is of those just spoken of."""
    made: list[Group] = []
    for group in groups:
        noun = group.head
        bare = len(group.nouns) == 1 and not noun.names and noun.kind is Kind.SHELL_NOUN
        if bare and noun.word in HOMES:
            made.append(replace(group, nouns=(replace(noun, names=(homes or CHILDRENS_HOMES,)),)))
        elif (
            made and group.joined and group.names() and made[-1] not in groups and group.prep == made[-1].prep
        ):
            made[-1] = replace(made[-1], nouns=(*made[-1].nouns, *group.nouns))  # "and in all schools"
        else:
            made.append(group)
    return made


def of_these(subject: Subject, groups: Sequence[Group], named: Subject | None) -> Subject:
    """Read "Behaviour is good in most of these schools" as of the schools just spoken of."""
    nouns = [noun for group in groups for noun in group.nouns if noun.names == ("schools",)]
    points = (points_to(noun) or any(unit.kind is Kind.REST for unit in noun.units) for noun in nouns)
    if subject.slugs != ("schools",) or not any(points):
        return subject
    told = named.slugs if named is not None else ()
    kin = bool(told) and all(slug.endswith("-schools") for slug in told)
    much = subject.names[0][1]
    return replace(subject, names=tuple((slug, much) for slug in told)) if kin else subject


def without_source(
    subject: Subject, clause: Clause, previous: Reading | None, heading: str | None
) -> Subject:
    """Return what a noun names that points to nothing: "the homes", "Most provision"."""
    word = subject.head.words[-1] if subject.head is not None else ""
    if subject.points in (Points.SHELL_NOUN, Points.REST):
        if word in HOMES:
            return replace(subject, names=((CHILDRENS_HOMES, subject.quantity),), points=Points.NONE)
        loose = subject.quantity is not None or not heading
        pointed = any(u.words[0] in _POINTING for u in units(clause))
        anything = word in ANY or (subject.denied and word == "service")
        if anything and loose and not pointed and (previous is None or clause.lead_kind is not Kind.AND):
            return replace(subject, names=((ALL_SETTINGS, subject.quantity),), points=Points.NONE, loose=True)
    return subject


_POINTING = words_of("this these those such their its them")


def is_anybody(subject: Subject, *, counted: bool) -> bool:
    """Say whether people are counted of whom nobody spoke: "a minority of children", "some families"."""
    some = bool(subject.quantity or subject.part) or counted
    return some and subject.head is not None and subject.head.text in _ANYBODY


_ANYBODY = frozenset({"children", "families", "people", "pupils", "young people", "girls", "boys", "mothers"})


def is_of_acts(subject: Subject) -> bool:
    """Say whether it is how people act, and not whom it is told of: "Attendance in schools is poor"."""
    return subject.unknown and subject.head is not None and subject.head.text in ACTS


def is_of_people(subject: Subject, focus: Subject | None) -> bool:
    """Say whether "this" (or "their performance") stands behind people: "helps care leavers, and this"."""
    this = subject.points is Points.PRONOUN and subject.head is not None and subject.head.text == "this"
    return (this or subject.points is Points.ASPECT) and focus is not None and set(focus.slugs) <= PEOPLE


def is_served_by(reading: Reading, noun: Phrase) -> bool:
    """Say whether people are served by what follows: "Care leavers are helped by a team which was judged"."""
    zone = reading.clause.after
    place = next((n for n, p in enumerate(zone) if p is noun), 0)
    people = bool(reading.subject.names) and set(reading.subject.slugs) <= PEOPLE
    return people and place > 0 and zone[place - 1].text == "by" and noun.word in SERVING


def of_spared(
    reader: SubjectReader, reading: Reading, clauses: Sequence[Clause], heading: str | None
) -> Reading:
    """Read "All X except one, which is poor, are good", "all but two, which are": of the X."""
    clause = reading.clause
    noun = clause.antecedent[-1] if len(clause.antecedent) == 1 else None
    if noun is None or clause.before or noun.kind not in _SPARED:
        return reading
    host = next((other for other in clauses if any(p is noun for p in other.before)), None)
    if host is None or host.verb is None or host.verb.start < clause.phrases[0].start:
        return reading
    place = next(n for n, p in enumerate(host.before) if p is noun)
    but = noun.units[0].words[:2] in ALL_BUT
    out = place > 0 and host.before[place - 1].form is Form.EXCEPT and noun.kind is not Kind.SUBJECT
    if not but and not out:
        return reading
    # "and so, with the exception of one, which is poor, are the seven homes"
    zone = host.after if echoes(host) else host.before
    if out and place > 2 and host.before[place - 3].form is Form.AND and host.before[place - 2].names:
        zone = host.before[place - 2 : place - 1]  # "A and B apart from one, which is, are": of the Bs
    subject = reader.read(zone, heading)
    subject = subject if subject.names else reading.subject
    return replace(reading, subject=naming(subject.slugs), spared=True)


_JOINS = words_of("and but yet so or")
_SPARED = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.PRONOUN, Kind.SUBJECT})


def of_inspected(reader: SubjectReader, subject: Subject, previous: Reading) -> Subject:
    """Read "Inspections of children's homes show that outcomes are good": those of the homes."""
    head = previous.clause.before[0].word if previous.clause.before else ""
    visited = previous.subject
    if head not in INSPECTIONS or not visited.names or not subject.names:
        return subject
    if not set(subject.slugs) <= reader.outcomes or set(visited.slugs) & reader.outcomes:
        return subject
    outcome = None if subject.slugs == (ALL_OUTCOMES,) else subject.slugs[0]
    return replace(subject, names=visited.names, outcome=outcome)


def of_fronted(
    reader: SubjectReader, reading: Reading, clauses: Sequence[Clause], heading: str | None
) -> Reading:
    """Read a clause of what its sentence opens with, or that opens before its subject.

    "Judged poor in 2007, the service is"; "For care leavers, including those in custody, outcomes are poor".
    """
    clause, first = reading.clause, clauses[0]
    if clause is first and is_fronted(clauses):
        subject = reader.read(clauses[1].before, heading)
        pointed = clauses[1].before[0].kind is Kind.PRONOUN  # "Judged good in 2005, it is": not the heading's
        return Reading(clause, subject if subject.names or pointed else reading.subject)
    ahead = clause is first and clause.lead is not None and clause.lead_text not in _JOINS
    it = ahead and [p.text for p in clause.before] in (["it"], ["they"]) and len(clauses) > 1
    turned = it and clauses[1].lead_kind in (None, Kind.COMMA)  # before its noun "it" goes no further back
    if it and (turned or not reading.subject.names) and clauses[1].before:
        subject = reader.read(clauses[1].before, heading)  # "Although it was good, the service"
        several = clauses[1].before[-1].word.endswith("s") == (clause.before[0].text == "they")
        return Reading(clause, subject) if subject.names and several else reading
    outcomes = clause.before[-1:] and clause.before[-1].word == "outcomes" and clause.verb is not None
    inner = [c for c in clauses if c.reduced and c.antecedent[-1:] == clause.before[-1:]]
    if outcomes and inner and len(clause.before) == 1 and inner[0].after and inner[0].after[0].text == "by":
        whose = reader.read(inner[0].after[1:], None)  # "The outcomes achieved by care leavers are good"
        return replace(reading, subject=whose) if set(whose.slugs) & PEOPLE else reading
    bare = outcomes and [p.text for p in clause.before] == ["outcomes"]
    if not bare or clause is first or first.verb is not None or not first.before:
        return reading
    fronted = reader.read(first.before[1:], None)
    return replace(reading, subject=replace(fronted, including=())) if fronted.names else reading
