"""Tell what the subject beside a grade adds: "are all good", "its management of them adequate".

In: a grade said in a clause, what stands beside it, read as a subject, and the clause's reading. Out: whether
it only says how many of the clause's subject are meant, or is something else that the subject does; and
whether no subject is there, so that the grade is the heading's.
"""

from __future__ import annotations

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Said, Zone
from ofsted_kg.grammar.clauses.secondary_predicates import fronted_predicate, last_of_two
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, WEAK
from ofsted_kg.grammar.lex.semantic_fields import DISTRICTS, PERSONS
from ofsted_kg.grammar.phrases.boundaries import MARKS
from ofsted_kg.grammar.phrases.coordination import GroupReader
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import Points, Subject, all_of, naming
from ofsted_kg.grammar.reference.discourse_model import Memory, Reading

WHOLE_ASPECTS = words_of("quality effectiveness picture") | {"overall quality", "overall effectiveness"}
_QUALITIES = frozenset({Kind.TOPIC, Kind.ASPECT, Kind.SHELL_NOUN})
# Aspects that are a part's own where it is said of it: "found behaviour to be good in most"
_OF_PARTS = words_of("performance behaviour standards care teaching") | {"overall performance"}


def floats(said: Said, subject: Subject) -> bool:
    """Say whether a quantity only floats before its grade: "are all good"."""
    if (
        said.subject is None
        or not said.first
        or subject.denied
        or said.clause.verb is None
        or said.mark is not None
    ):
        return False
    return subject.points in (Points.AMOUNT, Points.PRONOUN) and said.clause.verb_has(Kind.BE, Kind.COPULA)


def without_graded_aside(zone: Zone) -> Zone:
    """Return a subject without the grade that is inserted behind it: "X, (good in most,) is poor in"."""
    if fronted := fronted_predicate(zone):
        return zone[fronted + 1 :]  # "(Good in most A,) provision is poor in B"
    graded = next((n for n, p in enumerate(zone) if p.form is Form.GRADE), 0)
    if not graded or zone[-1].form is not Form.COMMA:
        return zone
    comma = next((n for n in range(graded - 1, 0, -1) if zone[n].form is Form.COMMA), 0)
    several = {p.form for p in zone[comma + 1 : -1]} <= _PLACED  # "X, good in A and in B poor,"
    behind = zone[graded:-1] if not several else ()
    plain = not any(p.form in (Form.COMMA, Form.AND) for p in (*zone[:comma], *behind))
    own = any(p.names for p in zone[:comma]) or zone[0].kind in _QUALITIES  # "Behaviour, good in most"
    return zone[:comma] if comma and plain and own else zone


_PLACED = frozenset({Form.GRADE, Form.PREP, Form.NOUN, Form.AND, Form.ADVERB})


def is_joined(said: Said) -> bool:
    """Say whether an amount goes on with what was graded last: "B poor, two good", "B poor with two"."""
    mark = said.mark
    beside = mark is not None and mark.form is Form.WITH and said.zone[:1] == (mark,)
    return beside or (mark is not None and mark.form in MARKS)


def is_work(said: Said, subject: Subject, reading: Reading) -> bool:
    """Say whether it is what somebody does, or how: "capacity to improve is good, its management poor"."""
    if said.subject is not None and set(reading.subject.slugs) <= WEAK:
        owned = said.subject[0].units[0].text in ("its", "their")
        if owned and said.subject[0].kind is Kind.ASPECT:
            return True
    aspects = WHOLE_ASPECTS | _OF_PARTS
    return subject.points is Points.ASPECT and (subject.head is None or subject.head.text not in aspects)


def opens_under_heading(clause: Clause) -> bool:
    """Say whether a grade is said of the heading alone: "Good in most settings.", "Judged good."."""
    if clause.verb is not None:
        judged = clause.verb.units[0].words[0] in ("judged", "rated", "graded") and not clause.before
        return judged and clause.after[:1] != () and clause.after[0].form is Form.GRADE
    graded = len(clause.before) > 1 and clause.before[0].form is Form.GRADE  # "Good" may be a table's
    if graded and all(p.form in _BESIDE for p in clause.before):
        return True  # "Good overall."
    return [p.form for p in clause.before[:2]] == [Form.GRADE, Form.PREP]


_BESIDE = frozenset({Form.GRADE, Form.ADVERB, Form.COMMA, Form.AND})


def in_cases(said: Said, subject: Subject) -> Subject | None:
    """Return whom a grade is said of that is so in some districts, or in some cases, if that is all.

    "is good, and in two of the twelve districts outstanding", "fair, and in one instance poor".
    """
    zone = said.subject or ()
    if said.first or not zone or zone[0].text != "in" or zone[-1].denied or any(p.names for p in zone):
        return None
    if any(p.units[-1].text in DISTRICTS for p in said.zone[-1:]):
        return replace(subject, quantity=None)
    return all_of(naming(subject.slugs), zone[-1].quantity) if zone[-1].word in _CASES else None


def pair_ahead(reader: GroupReader, reading: Reading) -> tuple[str, ...]:
    """Return the two of which a grade beside "the latter" is: "Of A and B the former is good | and it"."""
    if len(reading.subject.names) == _TWO:
        return reading.subject.slugs
    groups = (group.names() for group in reader.groups(reading.clause.before))
    return next((tuple(slug for slug, _ in names) for names in groups if len(names) == _TWO), ())


_TWO = 2
_CASES = words_of("case cases instance instances")


def outcome_of(previous: Reading | None, outcomes: frozenset[str], noun: Zone = ()) -> str | None:
    """Return the one outcome that the clause before was about, or was confined to.

    Where several are told of, the one told before a noun: "A is good, B in most settings except X, where".
    """
    if previous is None:
        return None
    subject = previous.subject
    ahead = [p for p in previous.clause.after if noun and p.names and p.start < noun[0].start]
    told = [p.names[0] for p in ahead if len(p.names) == 1 and p.names[0] in outcomes - {ALL_OUTCOMES}]
    if told:
        return told[-1]
    if subject.outcome is None and len(subject.names) == 1 and subject.slugs[0] in outcomes:
        return None if subject.slugs[0] == ALL_OUTCOMES else subject.slugs[0]
    return subject.outcome


def stands(subject: Subject, clause: Clause, previous: Reading | None, outcomes: frozenset[str]) -> bool:
    """Say whether a subject may stand for what was spoken of; of aspects few: "overall effectiveness is"."""
    if subject.points is not Points.ASPECT or is_own_performance(clause):
        return True
    told = previous.subject.slugs if previous is not None else ()
    if told and not set(told) & outcomes:
        return True
    return subject.head is not None and subject.head.text in WHOLE_ASPECTS


def is_own_performance(clause: Clause) -> bool:
    """Say whether a clause is about how good that is which was spoken of: "As a result their performance"."""
    words = [unit.text for p in clause.before if p.form is not Form.ADVERB for unit in p.units]
    owners = [n for n, word in enumerate(words) if word in ("their", "its")]
    light = all(p.form in (Form.ADVERB, Form.COMMA, Form.NOUN) for p in clause.before)
    return light and len(owners) == 1 and words[owners[0] + 1 :] in (["performance"], ["overall performance"])


def where_people_are(reading: Reading) -> Reading:
    """Read "Where young people study in the colleges(,) provision is good" as of the colleges."""
    clause = reading.clause
    zone = [p for p in clause.before if p.form is not Form.COMMA]
    if clause.lead_text != "where" or clause.antecedent or clause.verb is None or len(zone) < _SHORTEST:
        return reading
    provided = zone[-1].units[-1].kind is Kind.SHELL_NOUN  # "the colleges provision" is one noun
    zone = zone if zone[-1].names else zone[:-1]
    if not provided or [p.form for p in zone] != [Form.NOUN, Form.PREP, Form.NOUN]:
        return reading
    people = not zone[0].names and any(unit.words[-1] in PERSONS for unit in zone[0].units)
    there = zone[1].text in ("in", "at") and bool(zone[2].names)
    return replace(reading, subject=naming(zone[2].names, zone[2].total)) if people and there else reading


_SHORTEST = 3


def are_people(clause: Clause, previous: Reading | None, memory: Memory) -> bool:
    """Say whether "they" are people whom the vocabulary does not name, told of ahead.

    "When children come into care, they receive", "If a family asks for help, | they get"; "Pupils in special
    schools do well. They (or: Their performance)".
    """
    whole = [p for p in clause.before if p.form not in (Form.ADVERB, Form.COMMA)]
    theirs = is_own_performance(clause) or [p.text for p in whole[-1:]] == ["they"]
    if theirs and memory.folk and not memory.fresh:
        return True
    if [p.text for p in whole[-1:]] != ["they"]:
        return False
    ahead, led = whole[:-1], clause.lead_text
    if not ahead and previous is not None and clause.lead_kind in (None, Kind.COMMA):
        ahead, led = list(previous.clause.phrases), previous.clause.lead_text
    noun = ahead[0] if ahead else None
    named = any(p.names for p in ahead)
    # a verb that is not known may stand in the noun phrase: "children come"
    return noun is not None and led in _WHEN and not named and any(u.text in PERSONS for u in noun.units[:2])


_WHEN = words_of("when where if once whenever until unless while because")


def parted_ahead(reader: GroupReader, clause: Clause, part: Phrase) -> tuple[str, ...]:
    """Return which of two in a subject a part is of: "Good A, and a chain of B, | most of them fair, are"."""
    ahead = tuple(p for p in clause.before if p.start < part.start)
    if len(ahead) == len(clause.before) or not ahead or ahead[-1].form is not Form.COMMA:
        return ()
    own = last_of_two(ahead[:-1])
    named = [group.names() for group in reader.groups(own) if group.names()]
    return tuple(slug for slug, _ in named[-1]) if named and len(own) < len(ahead) - 1 else ()


__all__ = [
    "WHOLE_ASPECTS",
    "are_people",
    "floats",
    "in_cases",
    "is_joined",
    "is_work",
    "opens_under_heading",
    "outcome_of",
    "pair_ahead",
    "parted_ahead",
    "stands",
    "where_people_are",
    "without_graded_aside",
]
