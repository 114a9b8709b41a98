"""Grades that are said of something and still of no service: of a heading, of an act, of help, of a place.

In: a grade said in a clause, whom it is said of. Out: yes or no, for each way of saying nothing of how good
a service is: what heads a section, what somebody made good, judgements that are counted.
"""

from __future__ import annotations

from ofsted_kg.grammar.clauses.clause import Said
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.transparent_nouns import exceeds
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import Subject

# Nouns whose grade is not that of a service, as the contract lists them, and their kin.
OTHER_NOUNS = words_of(
    """
    assessment assessments plan plans placement placements support access range progress relationships
    relationship practice oversight attendance training partnership partnerships links recruitment
    timeliness communication planning monitoring supervision understanding recording advice guidance
    opportunities use example examples evidence quality start work arrangements systems strategies policy
    policies procedures involvement participation engagement information help awareness value knowledge
    management board supply availability choice retention number numbers actions recommendations checks
    reports visits referrals conferences reviews requirements tasks response responses advocacy governance
    commissioning matching transition transitions accommodation data records files intelligence analysis
    """
)
_WELCOME = frozenset({"outstanding", "excellent", "very-good", "good"})
_RECEIVED = words_of("received receives receive gained achieved attained given got obtained secured")
_AREAS = words_of("area town city county borough")
_WARDS = words_of("district wards ward neighbourhood neighbourhoods communities estates localities parts")


def heads(one: Said, scene: Scene) -> bool:
    """Say whether a formal grade stands in its heading: "The experiences and progress of X: good"."""
    place = next((n for n, unit in enumerate(scene.units) if unit.start == one.grade.start), 0)
    if not place or scene.units[place - 1].text != ":":
        return False
    before = scene.units[:place]
    title = {"experiences", "progress"} <= {unit.words[0] for unit in before}
    return title and not any(unit.kind is Kind.BE for unit in before)


def made_so(one: Said) -> bool:
    """Say whether a grade is of what somebody makes of an object, and not what is found of it.

    Nor does "better than satisfactory" tell the grade that was found.
    """
    clause = one.clause
    if exceeds(one):
        return True
    if not one.first or one.subject is None or one.mark is not None or clause.verb is None:
        return False
    return clause.verb.word in ("made", "make", "makes") and not clause.verb_has(
        Kind.JUDGE, Kind.BE, Kind.COPULA
    )


def work_with(one: Said) -> bool:
    """Say whether a grade is of somebody's work: "and its work with young people excellent"."""
    before = one.clause.before
    if one.subject is None and len(before) > 1 and before[0].word == "work" and before[1].form is Form.WITH:
        return before[0].units[0].kind is Kind.DETERMINER
    phrases = one.clause.phrases
    mark = next((n for n, p in enumerate(phrases) if p is one.mark), 0)
    return mark > 0 and phrases[mark].form is Form.WITH and phrases[mark - 1].word == "work"


def received(one: Said) -> bool:
    """Say whether judgements are counted: "received two good and one satisfactory judgement"."""
    verb = one.clause.verb
    if verb is None or verb.word not in _RECEIVED or not one.subject:
        return False
    return all(p.kind is Kind.COUNT for p in one.subject if p.form is Form.NOUN)


def shares_noun(one: Said) -> bool:
    """Say whether a grade is the first of two before one noun: "good and often very good support"."""
    clause = one.clause
    if clause.verb is None or clause.verb_has(Kind.BE, Kind.COPULA, Kind.JUDGE) or len(one.tail) < 2:
        return False
    joint, noun = one.tail[:2]
    return joint.form is Form.AND and bool(noun.grades) and (bool(noun.names) or noun.word in OTHER_NOUNS)


def of_the_area(one: Said, subject: Subject, scene: Scene) -> bool:
    """Say whether it is how people in a district live: "Health outcomes are poor in several wards"."""
    if one.grade.slugs != ("poor",) or not subject.names:
        return False
    lived = set(subject.slugs) <= scene.reader.outcomes - {ALL_OUTCOMES}
    parts = _WARDS | _AREAS if subject.slugs == ("being-healthy",) else _WARDS
    return lived and any(parts & set(u.words) for u in one.clause.units)


def scarce(one: Said, subject: Subject) -> bool:
    """Say whether too few are good: "too few childminders are outstanding" tells what they are not."""
    if one.grade.slugs[0] not in _WELCOME or subject.quantity != "very-little":
        return False
    zone = (*one.clause.before, *(one.subject or ()), *one.clause.antecedent)
    return any(phrase.text.startswith("too few") for phrase in zone)
