"""What is good is listed: "Services which are good include adoption", "Those which are good are X".

In: a reading of "include". Out: a judgement of each name behind it, with the grade that
stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.constructions.judgement import judge
from ofsted_kg.grammar.constructions.restrictive_grades import heads_list
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.transparent_nouns import gives_only
from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.periphrasis.predicates.confinement import LIMITS
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import Subject
from ofsted_kg.grammar.reference.anaphora import opens_with_there
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import By, Candidate, Judged, Refusal


def read(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield the judgements of what a graded subject includes."""
    clause = reading.clause
    if opens_with_there(clause) and scene.rule(clause) is None:
        yield from _sharing(clause, scene)
        return
    if clause.verb is None and clause.lead_text == ":":
        yield from _under(reading, scene)
        return
    if told := the_only(clause):
        if scene.rule(clause) is None:
            names = tuple(pair for group in scene.reader.groups(told) for pair in group.names())
            grade = clause.before[0].grades[0]
            yield from judge(Subject(names=names), grade, scene.span(clause), By.SPECIFICATIONAL)
        return
    if few := rare(reading):
        if scene.rule(clause) is None:
            subject = Subject(names=tuple((slug, "very-little") for slug in few))
            yield from judge(subject, clause.before[0].grades[0], scene.span(clause), By.SPECIFICATIONAL)
        return
    if clause.verb is None or clause.verb.text not in ("include", "includes", "included", "are"):
        return
    if scene.rule(clause) is not None:
        return
    grades = [grade for p in clause.before for grade in p.grades]
    previous = scene.previous
    much = None
    if not grades and previous is not None and previous.clause.antecedent:
        grades = [p.units[0] for p in previous.clause.phrases if p.form is Form.GRADE]
        much = next((p.quantity for p in previous.clause.after if p.quantity), None)
    before = [p for p in clause.before if p.form is not Form.ADVERB]
    later = (
        any(u.kind is Kind.GRADE and u.start > clause.after[0].start for u in scene.units)
        if clause.after
        else True
    )
    if not grades and not later and len(before) == 1 and before[0].text in ("this", "these") and scene.found:
        grades = [unit for unit in scene.found[-1].units if any(unit is u for u in scene.units)]
        near = {unit.start for r in scene.before for unit in r.clause.units}  # or of the sentence before
        if not grades and _holds(scene.found[-1].fact, clause, scene):
            grades = [unit for unit in scene.found[-1].units if unit.start in near]
        grades = [unit for unit in grades if unit.kind is Kind.GRADE]  # "and this includes all of X"
    if len(grades) != 1 or any(p.grades and p.kind is Kind.WORD for p in clause.before):
        return  # "These good interventions include" visits, no service
    if clause.verb.text == "are" and not _those(clause):
        return
    names = tuple(
        (slug, much if own == "all" and clause.verb.text == "are" else own or much)  # "are all childminders"
        for group in scene.reader.groups(clause.after)
        if not any(noun.grades for noun in group.nouns)  # "Good provision for X includes | an outstanding Y"
        for slug, own in group.names()
    )
    yield from judge(Subject(names=names), grades[0], scene.span(clause), By.SPECIFICATIONAL)


def the_only(clause: Clause) -> Zone:
    """Return what a clause names as the only one of its grade: "The only poor service is | fostering"."""
    verb, before = clause.verb, clause.before
    one = len(before) == 1 and before[0].form is Form.NOUN and len(before[0].grades) == 1
    if verb is None or verb.denied or not one or not all(u.kind is Kind.BE for u in verb.units):
        return ()
    only = any(u.text in ("only", "one", "the only", "the one") for u in before[0].units[:3])
    after = clause.after
    while after and after[0].form is Form.ADVERB:
        after = after[1:]  # "is now | confined to"
    if len(after) > 2 and after[0].word in LIMITS and after[1].text == "to":
        only, after = True, after[2:]  # "Outstanding provision is limited to | two schools"
    end = next((n for n, p in enumerate(after) if p.form not in _IN_LIST), len(after))
    told = after[:end]
    foreign = (n for n, p in enumerate(told) if n and p.form is Form.NOUN and not p.names)
    told = told[: next(foreign, end)]  # "to the college and to a home for boys"
    nouns = [p for p in told if p.form is Form.NOUN]
    named = bool(nouns) and told[0].form is Form.NOUN and all(p.names and not p.grades for p in nouns)
    return told if only and named and before[0].kind in _GENERAL else ()


def rare(reading: Reading) -> tuple[str, ...]:
    """Return of what a clause tells that there is little of a grade: "Inadequate provision is very rare"."""
    clause, verb = reading.clause, reading.clause.verb
    said = [p for p in clause.after if p.form is not Form.ADVERB]
    if len(said) != 1 or said[0].word not in _RARE or len(said[0].units) > 1 or len(clause.before) != 1:
        return ()
    noun = clause.before[0]
    states = verb is not None and not verb.denied and all(u.kind is Kind.BE for u in verb.units)
    if not states or len(noun.grades) != 1 or gives_only(noun):
        return ()
    return noun.names or (reading.subject.slugs if noun.kind is Kind.SHELL_NOUN else ())


_RARE = words_of("rare uncommon exceptional")
_IN_LIST = frozenset({Form.NOUN, Form.AND, Form.COMMA, Form.ADVERB})
_GENERAL = frozenset({Kind.SHELL_NOUN, Kind.SUBJECT})


def _holds(fact: object, clause: Clause, scene: Scene) -> bool:
    """Say whether what "This includes" names is part of what was judged: schools of a kind of schools."""
    slugs = {slug for group in scene.reader.groups(clause.after)[:1] for slug, _ in group.names()}
    if not isinstance(fact, Judged) or not slugs:
        return False
    kin = fact.subject == "schools" and all(slug.endswith("-schools") for slug in slugs)
    return kin or (fact.subject == ALL_SETTINGS and not slugs & scene.reader.outcomes)


def _sharing(clause: Clause, scene: Scene) -> Iterator[Candidate]:
    """Read a noun left out of the first of two: "There are some good (...) and some outstanding homes"."""
    for first, said, mark, second in zip(*(clause.after[n:] for n in range(4)), strict=False):
        forms = [first.form, said.form, mark.form, second.form] == _SHARING
        counted = (first.part or first.quantity) and not first.names and not first.denied
        if forms and counted and second.names and second.grades and (second.part or second.quantity):
            subject = Subject(names=tuple((slug, first.quantity) for slug in second.names))
            yield from judge(subject, said.units[0], (first.start, second.end), By.SPECIFICATIONAL)


_SHARING = [Form.NOUN, Form.GRADE, Form.AND, Form.NOUN]


def _under(reading: Reading, scene: Scene) -> Iterator[Candidate]:
    """Read a list under a grade: "Outstanding: adoption and fostering", "Services that are good: X"."""
    previous = scene.previous
    zone = previous.clause.phrases if previous is not None and previous.clause.verb is None else ()
    if previous is not None and heads_list(previous.clause, scene):
        zone = tuple(p for p in previous.clause.after if p.form is not Form.ADVERB)
    headed = previous is not None and heads_names(previous.clause, scene)
    if len(zone) != 1 or not (headed or zone[0].form is Form.GRADE):
        return
    if any(p.form is Form.GRADE or p.grades for p in reading.clause.before):
        return
    names = tuple(pair for group in scene.reader.groups(reading.clause.before) for pair in group.names())
    grade = zone[0].grades[0] if headed else zone[0].units[0]
    yield from judge(Subject(names=names), grade, scene.span(reading.clause), By.SPECIFICATIONAL)


def heads_names(clause: Clause, scene: Scene) -> bool:
    """Say whether a graded noun only heads what a colon names: "Outstanding provision: X and two Ys"."""
    noun = clause.before[0] if clause.verb is None and len(clause.before) == 1 else None
    if noun is None or len(noun.grades) != 1 or gives_only(noun) or not set(noun.names) <= _WHOLES:
        return False
    if noun.kind not in _GENERAL:
        return False
    behind = [unit for unit in scene.units if unit.start >= noun.end]
    end = next((n for n, u in enumerate(behind) if n and u.kind is Kind.STOP), len(behind))
    listed = {unit.kind for unit in behind[1:end]}
    return bool(behind) and behind[0].text == ":" and Kind.SUBJECT in listed and listed.isdisjoint(_SAYS)


_WHOLES = frozenset({ALL_SETTINGS, "schools"})
_SAYS = VERBS | {Kind.GRADE}


def _those(clause: Clause) -> bool:
    """Say whether a clause names what is meant: "Those which are good | are | adoption and fostering"."""
    graded = any(p.form is Form.GRADE or p.grades for p in clause.after)
    told = clause.before[-1] if clause.before else None
    if told is None or graded:
        return False
    counted = told.kind in _COUNTED and not told.names and told.units[0].words[0] == "the"  # "The two"
    return told.text in ("those", "the ones") or (counted and len(clause.before) == 1)


_COUNTED = frozenset({Kind.PRONOUN, Kind.COUNT, Kind.QUANTITY})
