"""Read a general noun as of the kind just spoken of: "settings", "providers", "schools".

In: a subject that has names, its clause, the memory of the passage. Out: the subject, with the names that
are meant: "Childminding is good. Two providers are inadequate" tells of childminders.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Said
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, PEOPLE, SINGLE
from ofsted_kg.grammar.phrases.boundaries import with_joints
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of
from ofsted_kg.grammar.phrases.subject import Subject, naming
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.reference.anaphora import echoes, objects
from ofsted_kg.grammar.reference.discourse_model import Memory, Reading

# A sentence that opens with so much of them is of all there are: "Childcare is good. Most settings are".
_BULK = frozenset({"most", "majority", "large-majority", "very-large-majority", "nearly-all", "all"})
_LEADING = frozenset({":", "where", "with"})
_SETTINGS = frozenset({"settings", "setting", "providers", "provider"})
_OF_SETTINGS = frozenset({"childcare", "childminders", "early-years", "nursery-schools", "childrens-homes"})
_IN_SCHOOLS = ("sixth-forms",)  # "Sixth forms are weak, with only two of the seven schools good"


def domain_restricted(
    subject: Subject, clause: Clause, previous: Reading | None, memory: Memory, reader: SubjectReader
) -> Subject:
    """Read "settings" as those just spoken of, "the remaining schools" as those of their kind."""
    if subject.slugs == ("schools",) and (subject.quantity == "rest" or _of_the_rest(clause)):
        found = spoken_of("schools", memory)
        return replace(subject, names=((found, subject.quantity),)) if found else subject
    focus = memory.focus or memory.named
    if focus is not None and is_one_of(clause, focus):
        return _of(subject, focus)
    told = focus.slugs if subject.these and focus is not None else ()
    one = subject.head is not None and subject.head.text == "school"  # "this school": of one kind
    if focus is not None and told and not (one and len(told) > 1) and _are_schools(focus):
        return _of(subject, focus)
    front = reader.read(told_of(clause), None) if clause.lead_text == "where" and clause.antecedent else None
    if subject.slugs == ("schools",) and front is not None and front.names and _are_schools(front):
        return _of(subject, front)  # "In the primary phase, | where most schools are good,"
    if subject.slugs == ("schools",) and (kind := _kind_of_schools(clause, memory)):
        return _of(subject, naming(kind))
    if alike := _graded_alike(subject, clause, previous, memory):
        return _of(subject, alike)
    if subject.slugs == ("schools",) and previous is not None:
        led = clause.lead_text in _LEADING or of_the_same(previous, subject)
        if led and previous.subject.slugs and _are_schools(previous.subject):
            return _of(subject, previous.subject)
        return (
            kind_meant(subject, previous.subject, clause.before)
            if previous.subject.slugs == _IN_SCHOOLS
            else subject
        )
    bare = subject.slugs == (ALL_SETTINGS,) and subject.head is not None
    if not bare or subject.head is None or subject.head.text not in _SETTINGS:
        return subject
    near = reader.read(with_joints(clause.antecedent), None) if clause.antecedent else None
    if near is not None and near.names:
        return _of(subject, near)
    if previous is None and memory.focus is not None:
        opens = clause.before[0].text if clause.before else ""
        whole = opens == "overall" or (subject.quantity in _BULK and not memory.fresh)
        return subject if whole else kind_meant(subject, memory.focus, clause.before)
    if previous is None or not previous.subject.names:
        return subject
    nearer = previous.subject
    if nearer.slugs == (ALL_SETTINGS,) or set(nearer.slugs) & reader.outcomes:
        return subject
    return _of(subject, nearer)


def _of_the_rest(clause: Clause) -> bool:
    """Say whether a clause is about a part of those that are left: "most of the remaining schools are"."""
    nouns = [p for p in clause.before if p.names == ("schools",)]
    return any(unit.kind is Kind.REST for noun in nouns for unit in noun.units)


def _kind_of_schools(clause: Clause, memory: Memory) -> tuple[str, ...]:
    """Return the one kind of schools spoken of: "There are two special schools. The schools (are)".

    Else what the sentence has named last: "Attendance at special schools is low, but the schools (are)".
    """
    words = [word for unit in units_of(clause.before) for word in unit.words if word != "themselves"]
    named = {slug for slug, _ in memory.mentioned}
    kinds = {slug for slug in memory.spoken if slug == "schools" or slug.endswith("-schools")}
    kinds = named if len(named) == 1 and all(slug.endswith("-schools") for slug in named) else kinds
    return tuple(kinds) if words[-2:] == ["the", "schools"] and len(kinds) == 1 else ()


def _graded_alike(
    subject: Subject, clause: Clause, previous: Reading | None, memory: Memory
) -> Subject | None:
    """Return the schools just judged whose share is compared: "Four of the Xs are good; good schools are"."""
    graded = any(
        p.names == ("schools",) and p.grades and p.units[0].kind is Kind.GRADE for p in clause.before
    )
    above = previous.subject if previous is not None else memory.focus
    if (
        subject.slugs != ("schools",)
        or not (graded and clause.names_places)
        or above is None
        or not above.slugs
    ):
        return None
    judged = previous is not None and any(unit.kind is Kind.GRADE for unit in previous.clause.units)
    judged = judged or (previous is None and set(above.slugs) <= set(memory.judged))
    return above if judged and len(above.slugs) == 1 and _are_schools(above) else None


def _of(subject: Subject, source: Subject) -> Subject:
    return replace(subject, names=tuple((slug, subject.quantity) for slug in source.slugs))


def _are_schools(subject: Subject) -> bool:
    return all(slug.endswith("-schools") for slug in subject.slugs)


def spoken_of(noun: str, memory: Memory) -> str | None:
    """Find what was spoken of by the noun: "the remaining homes" are children's homes.

    Behind what a council has several of, "the service" is that of which it has one.
    """
    if noun in ("service", "agency"):
        several = memory.focus is not None and set(memory.focus.slugs).isdisjoint(SINGLE | PEOPLE)
        single = {slug for slug in memory.spoken if several and slug in SINGLE}
        return single.pop() if len(single) == 1 else None
    ending = "-" + (noun if noun.endswith("s") else noun + "s")
    kinds = (slug for slug in reversed(memory.spoken) if slug != ALL_SETTINGS)  # "one setting": of the focus
    return next((slug for slug in kinds if slug.endswith(ending)), None)


def kind_meant(subject: Subject, above: Subject, zone: Sequence[Phrase] = ()) -> Subject:
    """Read some "settings" or "schools" as those of the kind just spoken of.

    "Childcare is good, with a few settings which are outstanding"; "Primary provision is good except for two
    schools, where it is inadequate".
    """
    word = subject.head.words[-1] if subject.head is not None else ""
    word = next((p.word for p in zone if p.names), word)
    much = subject.quantity or (subject.names[0][1] if subject.names else None)
    units = units_of(zone)
    told = much or subject.part or subject.share or any(unit.kind is Kind.COUNT for unit in units)
    if not told or much in ("all", "rest") or not above.slugs or any("other" in u.words for u in units):
        return subject
    if subject.slugs == (ALL_SETTINGS,) and word in _SETTINGS:
        fits = _OF_SETTINGS.issuperset(above.slugs)
    else:
        fits = subject.slugs == ("schools",) and (_are_schools(above) or above.slugs == _IN_SCHOOLS)
    return replace(subject, names=tuple((slug, much) for slug in above.slugs)) if fits else subject


def schools_there(subject: Subject, reading: Reading, said: Said) -> tuple[str, ...]:
    """Return of which kind schools are that are judged beside others: those the clause is of, or lies in.

    "Primary schools are good, with one school outstanding", "It is mixed in Xs, with one school inadequate".
    """
    if subject.slugs != ("schools",) or not said.subject:
        return ()
    above = reading.subject.slugs
    if not above or above == (ALL_SETTINGS,):
        named = [p for p in reading.clause.phrases if p.names and p.names != subject.slugs]
        ahead = [p for p in named if p.start < said.subject[0].start]
        above = ahead[-1].names if ahead else ()
    return above if all(slug.endswith("-schools") for slug in above) else ()


def taken_out(subject: Subject, above: Subject) -> Subject:
    """Read a school that is taken out as one of those told of: "Primary schools are good, but for a new one".

    "except for an academy, which is poor", "the exception being a small school".
    """
    word = subject.head.words[-1] if subject.head is not None else ""
    schools = subject.slugs == ("schools",) and bool(above.slugs) and _are_schools(above)
    settings = subject.slugs == (ALL_SETTINGS,) and word in _SETTINGS and bool(above.slugs)
    settings = settings and _OF_SETTINGS.issuperset(above.slugs)
    return _of(subject, above) if schools or settings else subject


def of_kin(subject: Subject, previous: Reading | None, memory: Memory, reader: SubjectReader) -> Subject:
    """Read some settings or schools as those just spoken of: "Childcare is good with a few which are"."""
    above = previous.subject if previous is not None and previous.subject.names else None
    if previous is not None and echoes(previous.clause):  # "so are sixth forms in two schools that have one"
        repeated = objects(reader, previous.clause)
        above = repeated if repeated.names else above
    if above is None:  # "Childcare is good, but | there are a few settings | that are"
        above = Subject(names=tuple(p for p in memory.sentence if p[0] not in subject.slugs)[-1:])
        told = memory.focus is not None and not above.names and subject.quantity not in _BULK
        above = memory.focus if told and memory.focus is not None else above  # "Two settings, which are"
    return kind_meant(subject, above)


def told_of(clause: Clause) -> list[Phrase]:
    """Return what a relative clause is about: of "that is not the case in the units, where" the units."""
    nouns = clause.antecedent
    placed = clause.lead_text == "where" and bool(nouns[1:]) and nouns[-2].form is Form.PREP
    if placed and nouns[-1].names and not any(noun.names for noun in nouns[:-1]):
        return [nouns[-1]]
    return with_joints(nouns)


def is_one_of(clause: Clause, focus: Subject) -> bool:
    """Say whether a level only tells which one is meant: "Two pupil referral units: the secondary one"."""
    if all(slug == "schools" or slug.endswith("-schools") for slug in focus.slugs):
        return False
    texts = [p.units[-1].text for p in clause.before[:2]]
    return len(texts) > 1 and texts[0] in ("primary", "secondary", "special") and texts[1] in ("one", "ones")


def of_the_same(previous: Reading, subject: Subject) -> bool:
    """Say whether counted schools are of a kind just spoken of: "In A most is good, but two schools are"."""
    fronted = previous.clause.before[:1]
    led = bool(fronted) and fronted[0].form is Form.PREP
    counted = subject.part is not None and subject.total is None
    return len(previous.subject.slugs) == 1 and (counted or (led and subject.quantity is not None))
