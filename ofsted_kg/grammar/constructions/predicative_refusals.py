# Past 300 lines: each rule by which a grade says nothing.
"""By which rule a grade that is said of something says nothing: wished, denied, hedged, elsewhere.

In: a grade said in a clause, its reading and the scene. Out: the `Rule` of the contract, or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.clauses.clause import Clause, Said
from ofsted_kg.grammar.clauses.subordination import of_inspection
from ofsted_kg.grammar.constructions.negative_fronting import negative_fronting
from ofsted_kg.grammar.constructions.restrictive_grades import chosen, tells_which
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.transparent_nouns import exceeds, was_then
from ofsted_kg.grammar.lex.closed_classes import CHANGES, Kind, words_of
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import INSPECTIONS, MORE_OR_FEWER, REACHED
from ofsted_kg.grammar.lex.times import is_year
from ofsted_kg.grammar.modality.optatives import apposed_to_aim
from ofsted_kg.grammar.phrases.named_entities import NOT_QUALITIES
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Rule

_ALMOST = words_of("almost nearly hardly potentially allegedly arguably anything")
_UNDERWAY = words_of("prevented aiming aspires aspire hopes moving progressing anything")
_PROSPECTS = words_of("makings potential capacity ready chance course track")
_REGION = frozenset({"neighbouring", "region"})


def refused_by(one: Said, reading: Reading, scene: Scene) -> Rule | None:
    """Return the rule by which a grade says nothing, if one does."""
    clause = one.clause
    rule = scene.rule(clause)
    apart = _set_off(one)
    told = (apart and rule is Rule.WISHED) or (rule is Rule.ASKED and _added(one)) or _was_so(one)
    if rule is not None and not (rule in _HOPED and told):
        return rule
    if negative_fronting(one, scene):
        return Rule.DENIED  # "Nor is the service, which was poor then, good"
    zone = one.zone
    first = one.mark.start if one.mark is not None and one.mark.form is Form.WITH else 0
    denial = next((n for n, p in enumerate(zone) if p.form is Form.NOT and p.start >= first), None)
    if denial is not None and one.subject is None:
        return Rule.DENIED
    if denial is not None and one.subject is not None:
        inside = any(zone[denial] is p for p in one.subject)
        if not inside or zone[-1].form is Form.NOT:
            return Rule.DENIED
    own = apart or (one.subject is not None and one.mark is not None)
    if clause.verb is not None and clause.verb.denied and not own:
        return Rule.DENIED
    if clause.lead_text == "nor" and not own and any(unit.text == "neither" for unit in scene.units):
        return Rule.DENIED  # "Neither A, judged good in May, nor B is inadequate"
    last = zone[-1] if zone else None
    if not own and clause.verb is not None and "short of" in clause.verb.text:
        return Rule.DENIED  # "falls short of good"
    denied = any(p.form is Form.NOT and p.start < one.grade.start for p in clause.before)
    if denied and not own and not _denial_elsewhere(clause.before):
        return Rule.DENIED  # "failed to | be judged"
    if apposed_to_aim(clause) and any(p.units[0] is one.grade for p in clause.before):
        return Rule.WISHED
    front = clause.before if one.first and clause.verb is not None else ()
    if len(front) == 2 and front[0].form is Form.PREP and front[1].denied:
        return Rule.DENIED  # "In no setting is staying safe inadequate"
    opens = clause.phrases[:2]
    if len(opens) == 2 and opens[0].text == "to be" and one.grade in opens[1].units:
        return Rule.WISHED  # "To be good, the service must"
    if not own and (_has(clause) or _needs(clause)) and zone and zone[0].text == "to be":
        return Rule.WISHED  # "has to be good", "is to be", but not "has been judged to be good"
    if not own and _has_to_become(clause):
        return Rule.WISHED  # "homes that need to become good"
    if clause.verb is None and clause.lead is None and clause.phrases[0].word in ("making", "getting"):
        return Rule.WISHED  # a point of a list: "making all homes at least good"
    if clause.verb is None and clause.lead is None and zone and any(p.text == "to be" for p in zone):
        return Rule.WISHED  # "For all provision to be good"
    if (
        not own
        and any(p.text == "to" for p in (*clause.before[-2:], *zone) if p.form is Form.OTHER)
        and not any(unit.words[0] in CHANGES for unit in clause.units)
    ):
        return Rule.WISHED  # "is working to become good"
    if not own and _under_way(one):
        return Rule.WISHED
    if _more_that(clause, scene) or (one.first and _fewer_of(clause.before)):
        return Rule.MEASURED
    many = [p.text for p in one.tail[:2]] in (["as", "are"], ["as", "is"])  # "as many are fair as are good"
    if one.tail and one.tail[0].text == "as" and any(p.text == "as" for p in clause.before) and not many:
        return Rule.COMPARED  # "Not as many schools are good as nationally"
    if last is not None and last.form is Form.THAN and not exceeds(one):
        return Rule.COMPARED  # "better than good"
    if last is not None and last.text in ("as", "so") and one.tail and one.tail[0].text == "as" and not many:
        return Rule.COMPARED
    often = len(one.tail) > 1 and one.tail[0].form is Form.CUE and one.tail[0].word == "often"
    if often and one.tail[1].form is Form.THAN:
        return Rule.COMPARED  # "good or better more often than nationally"
    if one.tail and one.tail[0].form is Form.THAN:
        return Rule.COMPARED  # "good or better than in similar areas"
    compared = bool(one.tail) and one.tail[0].form is Form.COMPARED
    if compared and any(p.form is Form.PLACES for p in one.tail) and not _of_amounts(one, reading):
        return Rule.COMPARED
    if last is not None and last.text == "from":
        return Rule.OWN_PAST
    if last is not None and one.first and one.subject is None and _leads_off(last):
        kept = clause.verb_has(Kind.COPULA) or any(unit.text in _KEPT for unit in clause.units)
        if not (last.text == "at" and kept):  # "has been maintained at good"
            return Rule.HEDGED  # "close to good"
    if last is not None and last.form is Form.ADVERB and last.text in _ALMOST:
        return Rule.HEDGED
    if _of_share(zone):
        return Rule.MEASURED  # "and superior in terms of the proportion attaining good"
    where = clause.lead_text in _WHERE  # of these `modality` tells
    reduced = clause.reduced and not where and not reading.spared
    reduced = reduced and not of_inspection(clause) and not _parts(reading)
    if any(u.text == "neither" for p in one.subject or () for u in p.units):
        return Rule.DENIED  # "found the capacity of neither to be good"
    if _those_found(one):
        return Rule.RESTRICTS  # "Childminders make up most of those judged satisfactory"
    if (reduced or tells_which(clause) or chosen(one, scene)) and not was_then(clause, scene.units):
        return Rule.RESTRICTS
    if _lists_qualities(one) or _of_act(one, scene):
        return Rule.OTHER_NOUN
    skilled = bool(clause.before) and clause.before[-1].word == "carers"
    if skilled and one.tail and one.tail[0].text == "at":
        return Rule.OTHER_NOUN  # "Foster carers are good at promoting attendance"
    if one.tail and one.tail[0].form is Form.PLACES and _set_against(one, scene):
        return Rule.OTHER_PLACE  # "This compares with 67% good nationally"
    host = scene.previous.clause if scene.previous is not None and clause.lead_kind is Kind.OPEN else None
    theirs = host is not None and elsewhere(host.before)  # "In similar areas homes are better (71% good)"
    theirs = theirs or _in_places(clause.before)
    if theirs or elsewhere(clause.before) or _of_others(clause) or told_of_places(clause, scene):
        return Rule.OTHER_PLACE
    return None


_WHERE = frozenset({"where", "where it", "where they", "in which"})


def _parts(reading: Reading) -> bool:
    """Say whether a grade is of a part that was counted: "its two homes, one | judged good, are valued"."""
    noun = reading.clause.antecedent[-1] if reading.clause.antecedent else None
    counted = noun is not None and noun.kind is Kind.COUNT and not noun.names
    return counted and bool(reading.subject.names) and reading.subject.quantity is not None


def _of_share(zone: Sequence[Phrase]) -> bool:
    """Say whether a grade only tells which share is meant: "in terms of | the share reaching | good"."""
    led = zone[:-1] if zone and (zone[-1].form is Form.CUE or zone[-1].word in REACHED) else zone
    noun = led[-1] if len(led) > 1 else None
    return noun is not None and noun.share and noun.quantity is None and led[-2].form is Form.PREP


def _fewer_of(zone: Sequence[Phrase]) -> bool:
    """Say whether more or fewer than elsewhere are told of: "Compared with X, fewer of the homes are"."""
    return any(a.text in ("fewer", "more") and b.text == "of" for a, b in pairwise(zone))


def _set_against(one: Said, scene: Scene) -> bool:
    """Say whether something is compared with so many that have a grade: "as against 67% (that are) good"."""
    relative = one.clause.lead_kind in (Kind.RELATIVE, Kind.THAT) and scene.previous is not None
    before = scene.previous.clause.units if relative and scene.previous is not None else ()
    led = [*before, *(unit for unit in one.clause.units if unit.start < one.grade.start)]
    against = next((n for n, unit in enumerate(led) if unit.kind is Kind.COMPARED), len(led))
    return bool(led[against + 1 :]) and all(u.kind in _OF_AMOUNT for u in led[against + 1 :])


_OF_AMOUNT = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.DETERMINER, Kind.ADVERB, Kind.PREPOSITION, Kind.BE})
_OF_AMOUNT |= {Kind.SUBJECT, Kind.SHELL_NOUN, Kind.JUDGE}
_KEPT = words_of("maintained sustained kept")


def _more_that(clause: Clause, scene: Scene) -> bool:
    """Say whether a clause tells which are more or fewer: "fewer are good and more that are poor"."""
    previous = scene.previous
    if [p.text for p in clause.before[-1:]] == ["that"] and clause.before[-2:-1]:
        return clause.before[-2].text in MORE_OR_FEWER
    if previous is None or clause.lead_kind not in (Kind.THAT, Kind.RELATIVE) or clause.before:
        return False
    ends = previous.clause.phrases[-1:]
    return bool(ends) and ends[0].form is Form.CUE and ends[0].text in MORE_OR_FEWER


def _set_off(one: Said) -> bool:
    """Say whether a grade stands between commas before a verb: "The home, poor in 2007, has not been"."""
    verb = one.clause.verb
    return verb is not None and not one.first and one.subject is not None and one.grade.start < verb.start


def _added(one: Said) -> bool:
    """Say whether a demand adds in an aside what is so: "Bring the service, now poor, to the point"."""
    before = [p for p in one.zone or one.clause.before if p.start < one.grade.start]
    while before and before[-1].form in (Form.ADVERB, Form.NOT):
        before.pop()
    opens = one.clause.verb is None and len(before) > 1 and before[-1].form is Form.COMMA
    return opens and bool(before[-2].names) and bool(one.tail) and one.tail[0].form is Form.COMMA


def _was_so(one: Said) -> bool:
    """Say whether what is to improve is told of in passing: "Improve the unit, inadequate since 2008"."""
    zone = [p for p in one.zone or one.clause.before if p.start < one.grade.start]
    opens = len(zone) > 1 and zone[-1].form is Form.COMMA and bool(zone[-2].names)
    told = units_of(one.tail)
    dated = any(is_year(u.words[-1]) or not INSPECTIONS.isdisjoint(u.words) for u in told)
    return opens and dated and told[0].words[0] not in _TO_COME


_HOPED = frozenset({Rule.WISHED, Rule.ASKED})
_TO_COME = words_of("by until before from")


def _those_found(one: Said) -> bool:
    """Say whether a participle tells which of them are meant: "make up most of those | judged good"."""
    clause = one.clause
    told = (one.subject or clause.before)[-1:]
    found = (
        clause.verb is not None and clause.verb_has(Kind.JUDGE) and not clause.verb_has(Kind.BE, Kind.HAVE)
    )
    return found and one.mark is None and bool(told) and told[0].units[-1].words[-1] == "those"


def _needs(clause: Clause) -> bool:
    """Say whether a clause tells what something needs: "sixth forms that need to be good"."""
    return clause.verb is not None and clause.verb.word in ("need", "needs", "needed")


def _has_to_become(clause: Clause) -> bool:
    if clause.verb is None or "become" not in clause.verb.text:
        return False
    words = {word for unit in clause.verb.units for word in unit.words}
    return {"to", "become"} <= words and bool(words & {"need", "needs", "has", "have"})


def _of_act(one: Said, scene: Scene) -> bool:
    """Say whether a clause tells of what is done for people: "visits to care leavers which had been poor"."""
    nouns = one.clause.antecedent
    if len(nouns) != 1 or not nouns[0].names or not set(nouns[0].names) <= PEOPLE or one.clause.before:
        return False
    led = [unit for unit in scene.units if unit.start < nouns[0].start][-2:]
    return len(led) == 2 and led[1].kind in (Kind.PREPOSITION, Kind.TO) and led[0].words[-1] in _ACTS


_ACTS = words_of("visits visit contact meetings reviews placements plans assessments records files checks")


def _lists_qualities(one: Said) -> bool:
    """Say whether a grade is the first of some adjectives: "receive good, | practical support"."""
    led = one.zone[-1] if one.zone else None
    is_one = led is not None and led.text in ("a", "an")
    if len(one.tail) < 2 or (one.clause.verb_has(Kind.BE, Kind.COPULA) and not is_one):
        return False
    noun = one.tail[1]
    given = one.clause.verb is not None and not one.clause.verb_has(Kind.JUDGE, Kind.HAVE) and not one.zone
    if given and one.tail[0].form is Form.COMMA and noun.form is Form.NOUN and noun.grades:
        return not noun.names  # "receive excellent, | good quality training"
    word = noun.form is Form.NOUN and noun.units[0].kind is Kind.WORD and not noun.units[0].capital
    if not word or noun.names or any(p.form is Form.GRADE or p.grades for p in one.tail):
        return False
    if one.tail[0].form is Form.AND or (is_one and one.tail[0].form is Form.COMMA):
        foreign = noun.kind in (Kind.WORD, Kind.TOPIC) or noun.word in NOT_QUALITIES | {"arrangements"}
        return foreign and len(noun.units) > 1
    stands = led is None or led.form is Form.PREP or led.quantity is not None
    aside = bool(one.clause.before) and one.clause.before[-1].form is Form.COMMA  # "A, rated good, deserves"
    return stands and one.clause.verb is not None and not aside


def _denial_elsewhere(zone: Sequence[Phrase]) -> bool:
    """Say whether a denial stands inside a subject, not before its verb."""
    last = max((n for n, p in enumerate(zone) if p.form is Form.NOT), default=-1)
    if last >= 0 and zone[last].text == "nothing":
        return False
    if last > 1 and zone[last - 1].form is zone[-1].form is Form.COMMA:
        return True  # "X, no longer inadequate, is good"
    return any(p.form is Form.NOUN for p in zone[last + 1 :]) and not any(p.text == "nor" for p in zone)


def _of_amounts(one: Said, reading: Reading) -> bool:
    """Say whether shares are compared, so that the grade is given to one of them."""
    zone = (*one.clause.before, *(one.subject or ()))
    return any(u.kind in (Kind.QUANTITY, Kind.COUNT) for p in zone for u in p.units)


def _leads_off(last: Phrase) -> bool:
    return last.form in (Form.PREP, Form.CUE) and last.text not in ("as", "of", "in")


def _of_others(clause: Clause) -> bool:
    """Say whether a clause tells of other councils: "most authorities, of which half are good"."""
    led = clause.lead_text.startswith(("of which", "in which"))
    return led and bool(clause.antecedent) and clause.antecedent[-1].units[-1].words[-1] in _COUNCILS


_COUNCILS = words_of("authorities councils")


_AS_THERE = frozenset({"unlike", "like", "as in", "as"})


def elsewhere(zone: Sequence[Phrase]) -> bool:
    """Say whether a clause is about other places: "Nationally, three quarters are good"."""
    units = units_of(zone)
    said_ = [u for u in units if u.kind not in (Kind.ADVERB, Kind.PREPOSITION, Kind.AND)][:2]
    if said_ and said_[0].kind is Kind.COMPARATOR and not _AS_THERE & {u.text for u in units[:2]}:
        return True
    for place in range(1, len(zone)):
        closed = place + 1 == len(zone) or zone[place + 1].form is Form.COMMA
        opens = place == 1 or zone[place - 2].form is Form.COMMA
        if zone[place].form is Form.PLACES and zone[place - 1].text in ("in", "across") and opens and closed:
            return True  # "Despite some progress, in other councils, the service is"
    region = next((n for n, unit in enumerate(units) if unit.words[0] in _REGION), None)
    if region is None:
        return False
    lead = [unit for unit in units[:region] if unit.kind is not Kind.DETERMINER]
    return not lead or lead[-1].text in ("in", "of", "across", "throughout")


def _in_places(zone: Sequence[Phrase]) -> bool:
    """Say whether a subject is of other places: "and colleges in other areas are", "nurseries nationally"."""
    while zone and zone[-1].form is Form.ADVERB:
        zone = zone[:-1]
    bodies = [unit.text for unit in units_of(zone)[-3:]]  # "schools in other boroughs"
    if len(bodies) > 2 and bodies[0] in ("in", "of", "across") and bodies[1] == "other":
        return bool(zone[0].names) and bodies[2] in _BODIES
    led = len(zone) > 1 and zone[-1].form is Form.PLACES
    noun = zone[-3:-2] if led and zone[-2].text in ("in", "across", "of", "within") else zone[-2:-1]
    compares = any(p.form in _COMPARING or p.cue is not None or p.share for p in zone)
    theirs = bool(noun) and (bool(noun[0].names) or noun[0].kind in (Kind.PRONOUN, Kind.SHELL_NOUN))
    return led and theirs and not compares


_BODIES = words_of("boroughs counties cities towns districts regions")
_COMPARING = frozenset({Form.CUE, Form.THAN, Form.COMPARED})


def _under_way(one: Said) -> bool:
    """Say whether a grade is only what is being worked for: "is moving to", "has the potential to"."""
    clause, start = one.clause, one.grade.start
    words = [word for unit in clause.units if unit.start < start for word in unit.words]
    works = _UNDERWAY.intersection(words)
    if works == {"moving"} and clause.verb is not None:
        # but "services for children moving into adulthood"
        works = works if any("moving" in p.text for p in (clause.verb, *clause.after)) else frozenset()
    if works or not _PROSPECTS.isdisjoint([word for unit in units_of(one.zone) for word in unit.words]):
        return True
    # "on the way to"; "by way of contrast" is none
    return "way" in words and any(
        first == "way" and second in ("to", "towards") for first, second in pairwise(words)
    )


def _has(clause: Clause) -> bool:
    """Say whether a clause's verb is "have" itself, not the perfect of another verb."""
    if clause.verb is None:
        return False
    said = [unit for unit in clause.verb.units if unit.kind is not Kind.ADVERB]
    return bool(said) and said[-1].kind is Kind.HAVE


def told_of_places(clause: Clause, scene: Scene) -> bool:
    """Say whether a clause tells of other places: "than in England, | where one in ten is", "X, in whose".

    Also of some of them: "behind similar services, most of | which are good".
    """
    if clause.lead_text not in _WHICH | _OF_THOSE:
        return False
    place = next((n for n, unit in enumerate(scene.units) if unit is clause.lead), 0)
    if place and clause.lead_text in _WHICH:
        while place and scene.units[place - 1].kind in _AMOUNTS:
            place -= 1
        return scene.units[place - 1].slugs == ("similar-areas",)
    if clause.lead_text not in _OF_THOSE or scene.previous is None:
        return False
    if place and scene.units[place - 1].kind is Kind.AND:
        return False  # "A, where it is below the average | and where two are satisfactory"
    near = [p for p in scene.previous.clause.after if p.form not in (Form.COMMA, Form.PREP)]
    return bool(near) and near[-1].form is Form.PLACES


_WHICH = frozenset({"which", "of which"})
_AMOUNTS = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.PREPOSITION, Kind.DETERMINER, Kind.COMMA})
_OF_THOSE = frozenset({"where", "whose", "in which", "in whose", "for which"})
