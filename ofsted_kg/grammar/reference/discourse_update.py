# Past 300 lines: what each kind of clause leaves in memory, in one place.
"""Keep in memory what a clause speaks of: what later words may point back to.

In: a reading and the memory of its passage. Out: the memory, changed.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses import predication
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import CHILDRENS_HOMES, PEOPLE, SINGLE
from ofsted_kg.grammar.lex.quantifiers import tells_how_many
from ofsted_kg.grammar.lex.semantic_fields import ANAPHORA, INSPECTIONS, PERSONS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import Points, Subject, naming
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.reference.anaphora import HOMES, echoes, is_aside, objects
from ofsted_kg.grammar.reference.discourse_model import Memory, Reading
from ofsted_kg.grammar.reference.domain_restriction import kind_meant
from ofsted_kg.grammar.reference.unnamed_referents import counts_unnamed

_WHEN = frozenset({"before", "after", "when", "until"})  # "before their courses are finished"
_KEPT = 40  # names that "the remaining homes" may go back to


def remember(memory: Memory, reading: Reading, reader: SubjectReader) -> None:
    """Take into memory what a reading speaks of.

    Args:
        memory: of the passage; it is changed.
        reading: the clause just read.
        reader: what reads noun phrases.
    """
    subject = reading.subject
    memory.hanging = _hanging(reading, memory)
    people = [slug for unit in reading.clause.units for slug in unit.slugs if slug in PEOPLE]
    memory.people = tuple(people[-1:]) or memory.people
    memory.folk = _is_of_folk(reading, memory)
    aspect = subject.points is Points.ASPECT and not subject.names
    memory.measured = memory.measured or (aspect and subject.topics not in ((), ("behaviour",)))
    after = objects(reader, reading.clause)
    if reading.exists and memory.fresh and memory.focus is not None:
        near = kind_meant(
            after, memory.focus, reading.clause.after
        )  # "A are good, there is one poor school": of A
        after = replace(near, part=None) if near is not after else after
    memory.spoken = (*memory.spoken, *subject.slugs, *(slug for slug, _ in after.names if after.names))[
        -_KEPT:
    ]
    pointing = memory.review and not (subject.names or after.names or subject.unknown)
    memory.review = subject.review or after.review or pointing
    said = subject if subject.names and not echoes(reading.clause) else after if after.names else None
    said = said or _who_does(reading) or _counted_of_front(reading)
    groups = [g for g in reader.groups(reading.clause.before) if g.names()]
    if groups:  # "the six homes, including one for disabled children": the homes
        before = itertools.takewhile(lambda p: p.form is not Form.INCLUDING, reading.clause.before)
        named = [g for g in reader.groups(tuple(before)) if g.names()] or groups
        memory.mentioned = tuple((slug, None) for slug, _ in named[-1].names())
    if (subject.points is Points.SHELL_NOUN and pointing) or _names_agent(reading, reader):
        return
    beside = is_aside(reading.clause) or reading.clause.lead_text in _WHEN
    outside = not (groups or after.names or beside)
    if outside and counts_unnamed(reading, reader):
        memory.outside = True  # "two" and "the rest" are of those; "it" may go on
        memory.focus = memory.focus if subject.names else None
        return
    if said is not None:
        memory.outside = False
    if reading.exists and said is None:
        counted = [p for p in reading.clause.after if p.form is Form.NOUN and p.part and not p.names]
        memory.total = counted[0].part if counted and len(counted) == 1 else memory.total
        of_which = reading.clause.antecedent if reading.clause.lead_text == "of which" else ()
        whole = reader.read(of_which, None)
        if len(counted) == 1 and len(whole.names) == 1:
            memory.named = naming(whole.slugs, counted[0].part)  # "Colleges, of which there are four, are"
    if said is None:
        memory.outside = memory.outside or _is_quality_of_things(reading)
        if not memory.fresh and _is_of_its_own(reading):
            memory.focus = None  # "The council has set up a team. It is": not what was spoken of before that
            return
        if reading.clause.lead is not None and (reading.clause.verb is None or is_aside(reading.clause)):
            return  # "despite a fall last year", "where the average is 25%"
        words = [word for unit in reading.clause.units for word in unit.words]
        them = "them" in words and PERSONS.isdisjoint(words[1:])  # "Parents speak well of them"
        if not (subject.points is not Points.NONE or reading.exists or subject.share or them):
            memory.focus = None
        return
    pair = tuple(dict.fromkeys((*said.slugs, *said.including)))
    memory.pair = pair if len(pair) == 2 else memory.pair
    above = memory.focus.slugs if memory.focus is not None and memory.fresh else subject.slugs
    if echoes(reading.clause) and said is after and len(above) == len(after.names) == 1:
        memory.pair = (*above, *after.slugs)  # "A is good and so is B"
    graded = any(p.form is Form.GRADE for p in reading.clause.phrases)
    told = tuple(dict.fromkeys(slug for p in reading.clause.after for slug in p.names))
    if graded and not groups and len(told) == 2:
        memory.pair = told  # "The inspection judged A adequate, and B likewise"
    compared = any(p.form in (Form.THAN, Form.CUE) for p in reading.clause.after)
    if compared and len(subject.names) == len(after.names) == 1:
        memory.pair = (*subject.slugs, *after.slugs)  # "A is better than B", "A has the edge over B"
    if groups or after.names:
        memory.told = _told_of_list(reading, said, memory)
        listed = said.slugs if len(said.names) > 1 else ()
        memory.listed = memory.listed if memory.told else listed
    if not reading.shared or echoes(reading.clause):
        memory.sentence = tuple(dict.fromkeys((*memory.sentence, *said.names)))
    if memory.named is None or memory.named.slugs != said.slugs:
        memory.total = None
    if reading.subject.loose and after.names and not set(subject.slugs) & reader.outcomes:
        said = after  # "Provision is weakest in secondary schools: two ..."
    memory.total = said.total or (said.part if not subject.names else None) or memory.total
    stated = reading.clause.verb is not None and not graded and not reading.clause.antecedent
    if subject.names and subject.part and subject.quantity is None and stated:
        memory.total = subject.part  # "Five homes were inspected"
    memory.total = _numbered(reading) or memory.total
    memory.fresh = True
    memory.focus = memory.named = replace(
        _told_last(reading, memory, reader) or said,
        loose=False,
        exceptions=(),
        including=(),
        quantity=None,
        grades=(),
        cue=None,
        share=False,
        denied=False,
    )
    tallied = next((n for g in groups for n in g.nouns if n.total and n.names), None)
    if tallied is not None:
        memory.counted = naming(tallied.names, tallied.total)  # "A and the larger of the two Bs are"
    elif said.total or _outnumbers(memory, groups) or _are_two(reading):
        memory.counted = memory.named


def _outnumbers(memory: Memory, groups: Sequence[Group]) -> bool:
    """Say whether several others are spoken of than were counted last: "Six of nine A are. | The Bs"."""
    noun = next((p for g in groups for p in g.nouns if p.names), None)
    if memory.named is None or memory.counted is None or noun is None:
        return False
    many = noun.word.endswith("s") and not set(noun.names) <= SINGLE
    return many and not set(memory.named.slugs) & set(memory.counted.slugs)


def _are_two(reading: Reading) -> bool:
    """Say whether it tells of two: "Neither unit can be called good: | the larger"."""
    opens = reading.clause.before[:1]
    return (
        bool(opens) and bool(opens[0].names) and opens[0].units[0].words[0] in ("neither", "either", "both")
    )


def _numbered(reading: Reading) -> int | None:
    """Return how many there are by what a clause says: "The colleges number four"."""
    clause = reading.clause
    nouns = [p for p in clause.after if p.form is not Form.ADVERB]
    numbers = clause.verb is not None and clause.verb.word in _NUMBERS and bool(reading.subject.names)
    counted = numbers and bool(nouns) and nouns[0].kind is Kind.COUNT and not nouns[0].names
    return nouns[0].part if counted else None


_NUMBERS = frozenset({"number", "numbered", "total"})


def leave(memory: Memory, units: Sequence[Unit]) -> None:
    """Keep at the end of a sentence what its words leave for the next one.

    Args:
        memory: of the passage; it is changed.
        units: those of the sentence.
    """
    words = {word for unit in units for word in unit.words}
    memory.many = tells_how_many(units)
    graded = any(unit.kind is Kind.GRADE for unit in units)
    memory.inspected = not graded and not words.isdisjoint(INSPECTIONS | _INSPECTED)
    if not any(unit.slugs for unit in units if unit.kind is Kind.SUBJECT) and words.isdisjoint(_POINTERS):
        memory.pair = ()  # nobody goes back to two past a sentence about something else


def _is_of_its_own(reading: Reading) -> bool:
    """Say whether a clause tells of something else and does not point back: "The council has a new team"."""
    subject, clause = reading.subject, reading.clause
    counted = subject.quantity is not None or subject.part is not None or subject.total is not None
    content = subject.points is Points.AMOUNT and subject.head_is(Kind.WORD) and not counted
    words = {word for unit in clause.units for word in unit.words}
    seen = clause.verb_has(Kind.JUDGE) or not words.isdisjoint(INSPECTIONS | _SEERS)
    return (
        content and clause.verb is not None and not clause.antecedent and words.isdisjoint(_BACK) and not seen
    )


_INSPECTED = frozenset({"inspected", "reinspected", "visited", "reviewed"})
_SEERS = frozenset({"inspectors", "inspector", "ofsted", "parents", *_INSPECTED})
_BACK = ANAPHORA | {"them", "their", "its", "those", "both"}


def _is_quality_of_things(reading: Reading) -> bool:
    """Say whether the quality of several things is told, of which amounts go on: "The quality of plans"."""
    before = [p for p in reading.clause.before if p.form is not Form.ADVERB]
    if len(before) < 3 or before[0].kind is not Kind.ASPECT or before[1].text != "of":
        return False
    last = before[-1]
    return not last.names and last.kind is Kind.WORD and last.word.endswith("s")


_POINTERS = ANAPHORA | {"both", "them", "their", "those", "former", "latter", "two", "each", "neither", "one"}


def _told_of_list(reading: Reading, said: Subject, memory: Memory) -> tuple[str, ...]:
    """Return which of a list were told of by now: "A, B and C were inspected. B is poor. (The others)".

    Not where it is of some of them: "Most Bs are poor": the others are of those.
    """
    whole = said.part is None and not any(p.quantity or p.part for p in reading.clause.after)
    whole = whole and any(p.form is Form.GRADE for p in reading.clause.phrases)
    whole = whole and all(much in (None, "all") for _, much in said.names)
    own = len(said.names) == 1 and said.slugs[0] in memory.listed and not reading.shared
    return tuple(dict.fromkeys((*memory.told, *said.slugs))) if own and whole else ()


def _is_of_folk(reading: Reading, memory: Memory) -> bool:
    """Say whether a clause speaks of people whom the vocabulary does not name: "Pupils in schools make"."""
    noun = next((p for p in reading.clause.before if p.form is Form.NOUN), None)
    if noun is None or noun.kind is Kind.PRONOUN or is_aside(reading.clause):
        return memory.folk
    beside = next((p for p in reading.clause.after if p.form is not Form.ADVERB), None)
    spoken = beside is not None and bool(beside.names)  # "Parents value the nurseries. They are"
    spoken = spoken or any({"them", "it", "these"} & {*unit.words} for unit in reading.clause.units)
    return noun.word in PERSONS and not noun.names and not spoken


def _names_agent(reading: Reading, reader: SubjectReader) -> bool:
    """Say whether an aside only tells by whom: "There are ten homes in the area, | run by providers"."""
    aside = reading.shared and reading.clause.lead_kind is Kind.COMMA and not reading.subject.names
    named = [g for g in reader.groups(reading.clause.after) if g.names()] if aside else []
    return bool(named) and named[0].prep == "by"


def _who_does(reading: Reading) -> Subject | None:
    """Return who does something of which the verb is not known: "Primary schools | present | two faces"."""
    before = [p for p in reading.clause.before if p.form is not Form.ADVERB]
    opens = reading.clause.verb is None and reading.clause.lead is None and len(before) > 1
    noun = before[0] if opens and before[1].form is Form.OTHER else None
    if noun is None or not noun.names or noun.grades or set(noun.names) & PEOPLE:
        return None
    return naming(noun.names, noun.total or noun.part)


def _less_so(zone: Sequence[Phrase]) -> Phrase | None:
    """Return the last of two that are told apart: ", less so by the homes", "not so well in A"."""
    if len(zone) < 3 or zone[-2].form is not Form.PREP or zone[-1].form is not Form.NOUN or zone[-1].grades:
        return None
    led = zone[-3].form is Form.THAN or (zone[-3].form is Form.CUE and zone[-3].units[0].words[0] in _LESS)
    return zone[-1] if led and (zone[-1].names or zone[-1].word in HOMES) else None


_LESS = frozenset({"less", "well", "worse"})


def _counted_of_front(reading: Reading) -> Subject | None:
    """Return of what a clause only tells how many there are: "Of colleges there is just the one. (It is)"."""
    before, after = reading.clause.before, [p for p in reading.clause.after if p.form is not Form.ADVERB]
    led = reading.exists and before[:1] and before[0].text in _TOPICAL
    noun = before[1] if led and len(before) > 2 else None
    if noun is None or not noun.names or noun.grades or noun.denied:
        return None
    alone = len(after) == 1 or (len(after) > 1 and after[1].form is Form.COMMA)
    amount = after[0] if alone and not reading.subject.denied else None
    if amount is None or amount.kind is not Kind.COUNT or amount.denied or amount.names:
        return None
    return naming(noun.names, amount.total or amount.part)


# What leads in that of which something is said.
_TOPICAL = frozenset({"of", "with regard to", "as regards", "regarding", "concerning", "when it comes to"})


def _told_last(reading: Reading, memory: Memory, reader: SubjectReader) -> Subject | None:
    """Return what the last grade is told of, if not the clause's subject: "A is good and B | poor"."""
    said = reading.clause.after if reading.clause.verb is not None else reading.clause.before
    if sum(phrase.form is Form.GRADE for phrase in said) < 2:
        return None
    last = [one.subject for one in predication.said(reading.clause)][-1:]
    subject = reader.read(last[0], None) if last and last[0] is not None else None
    if subject is not None and not subject.names and len(memory.nearest) == 1:
        return naming(memory.nearest)  # "A good, B fair with two | poor"
    return subject if subject is not None and len(subject.names) == 1 else None


def _hanging(reading: Reading, memory: Memory) -> tuple[str, ...]:
    """Return what a clause ends with and tells apart from its subject, of which amounts go on.

    "Most primary schools are good, with secondary schools more variable: | seven are good, eight fair". Also
    "Children are well served by the school, which is good, less so by the homes: | two of the nine are".
    """
    subject, after = reading.subject, reading.clause.after
    if memory.hanging and subject.slugs == memory.hanging:
        return memory.hanging
    if less := _less_so(after if reading.clause.verb is not None else reading.clause.before):
        return less.names if less.names else (CHILDRENS_HOMES,)
    place = max((n for n, p in enumerate(after) if p.form is Form.WITH), default=len(after))
    tail = after[place + 1 :]
    forms = {p.form for p in tail}
    named = [p for p in tail if p.names]
    if len(named) != 1 or forms & {Form.GRADE, Form.STOP, Form.COMMA} or named[0].grades:
        return ()
    told = named[0] is tail[0] and len(tail) > 1 and tail[1].form is not Form.PREP
    among = named[0] is tail[-1] and tail[-2:-1] != () and tail[-2].text in ("among", "amongst")
    return named[0].names if (told or among) and set(named[0].names) != set(subject.slugs) else ()
