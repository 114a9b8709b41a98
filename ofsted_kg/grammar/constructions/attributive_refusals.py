# Past 300 lines: a rule for each way in which a grade before its noun says nothing.
"""By which rule a grade before its noun says nothing: "heads of outstanding schools", "few good homes".

In: the phrases beside the noun, the reading and the scene. Out: the `Rule` of the contract, or None.
"""

from __future__ import annotations

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.clauses.subordination import is_plain
from ofsted_kg.grammar.constructions.ditransitives import is_source_state
from ofsted_kg.grammar.constructions.predicative_refusals import elsewhere, told_of_places
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.transparent_nouns import JUDGEMENT_NOUNS, hands_on
from ofsted_kg.grammar.lex.closed_classes import CHANGES, IMPERATIVES, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES
from ofsted_kg.grammar.lex.semantic_fields import ATTEND, INADEQUATE, LOW_GRADES, PERSONS
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Rule

# Where children are, with a preposition: "live in good homes", "go to a good school".
_LIVE = words_of(
    "live lives living lived go goes going went gone placed enrolled educated moved are is were was stay"
)
_HOUSES = words_of("home homes school schools nursery nurseries placements placement settings provision")
_THOSE = words_of("those")
_TO_GIVE = words_of("provide offer give deliver ensure achieve secure receive attend become get")
_GIVING = words_of(
    "achieving delivering securing ensuring attaining reaching gaining pursuing promoting seeking"
)
_BENEFIT = words_of("benefit benefits benefited benefiting")
_GROWN = words_of("grown grew turned transformed developed evolved come moving emerged changed")
_MANY = words_of("many few much little")
# What there is too little of, or what is only worked for: "a shortage of good childcare".
_LACKING = words_of(
    """
    shortage lack lacks lacked absence scarcity shortfall need demand commitment vision target targets
    aim ambition aspiration drive makings investing investment potential insufficient
    wish deserve deserves towards criteria definition characteristics
    """
)
_BETTERS = words_of("improve raise reduce tackle address")
_MISSED = words_of("miss misses missed missing lost lose loses losing forfeited surrendered relinquished")
_RESULTS = words_of("resulted results resulting led leads leading")
_SCARCE = words_of("few short scarce rare lacking limited")


def _to_better(phrase: Phrase, scene: Scene) -> bool:
    """Say whether a demand tells what is to get better: "Improve (inadequate and) satisfactory schools"."""
    opens = phrase.units[0].kind is Kind.GRADE and all(g.slugs[0] in LOW_GRADES for g in phrase.grades)
    return opens and next((u.text in _BETTERS for u in scene.units if u.kind is Kind.WORD), False)


def withheld(zone: Zone, place: int, reading: Reading, scene: Scene, *, before: bool) -> Rule | None:
    """Return the rule by which a grade before a noun says nothing."""
    clause, phrase = reading.clause, zone[place]
    rule = scene.rule(clause)
    definite = (
        phrase.units[0].words[0] in ("the", "its", "their", "one", "two", "three") or phrase.part is not None
    )
    service = phrase.units[0].text in ("a", "an") and phrase.word in ("service", "agency")
    definite = definite or (service and place > 0 and zone[place - 1].text == "in")
    served = place > 0 and zone[place - 1].text == "by"  # "are supported by a good leaving care service"
    definite = definite or (served and phrase.word in ("service", "services", "agency", "team"))
    definite = definite or (served and _told_apart(clause))
    known = phrase.units[0].words[0] == "the"  # "the two satisfactory schools", "the inadequate provision in"
    within = known and phrase.kind is Kind.SHELL_NOUN and any(p.names for p in zone[place + 2 : place + 3])
    names = bool(phrase.names) or (within and rule is Rule.ASKED and zone[place + 1].text in ("in", "for"))
    told = rule in (Rule.ASKED, Rule.WISHED) and names and (phrase.part is None or known)
    low = rule is Rule.ASKED and (phrase.units[0].text in INADEQUATE or _to_better(phrase, scene))
    if rule is not None and not (told and (known or low)):
        return rule
    as_many = place > 0 and zone[place - 1].text in ("as", "so") and phrase.units[0].text in _MANY
    if as_many and any(p.text == "as" for p in zone[place + 1 : place + 2]):
        return Rule.COMPARED  # "There are not as many good schools as in similar areas"
    if phrase.cue is not None or phrase.text.startswith(("few ", "too few ")):
        return Rule.MEASURED
    comma = next((n for n, p in enumerate(clause.after) if p.form is Form.COMMA), len(clause.after))
    found = any(p.names for p in clause.after[:comma])  # "Good provision is found in most schools, above X"
    told_of = clause.after[:comma] if found else clause.after
    if before and any(p.form in (Form.CUE, Form.THAN) for p in told_of) and clause.names_places:
        return Rule.MEASURED  # "Good childcare is less common than in similar areas"
    if _of_more(zone[:place] if before else clause.before):
        return Rule.MEASURED  # "A higher share of homes than in X gives good care"
    if any(p.text in ("more so", "less so") for p in zone[place + 1 : place + 2]):
        return Rule.MEASURED  # "and good ones less so"
    if before and any(_AS_MANY & set(unit.words) for p in clause.after for unit in p.units):
        return Rule.MEASURED  # "Good childcare is as common as in similar areas", "is rare"
    if before and phrase.units[0].kind is Kind.GRADE and _lies(clause):
        return Rule.MEASURED  # "Inadequate schools are also above": how many there are
    if before and [p.text for p in clause.after[:3]] == ["not", "in", "place"]:
        return Rule.DENIED  # "Good services are not in place for all"
    lived = bool(phrase.names) and set(phrase.names) <= scene.reader.outcomes - {ALL_OUTCOMES}
    if lived and any(grade.slugs == ("poor",) for grade in phrase.grades):
        return Rule.OTHER_NOUN  # "The area has poor health outcomes": how people live there
    if any(_HARDSHIP & set(unit.words) for p in zone[:place] for unit in p.units):
        return Rule.OTHER_NOUN  # "high levels of deprivation and poor health outcomes": an area's life
    if place and zone[place - 1].form is Form.THAN:
        return Rule.COMPARED  # "a better than adequate service"
    if _notional(zone, place, clause, before=before):
        return Rule.WISHED  # "are clear about what a good service looks like", "know what makes a good home"
    grown = {unit.words[0] for unit in clause.units if unit.start < phrase.start} & (CHANGES | _GROWN)
    grown = grown if phrase.kind is Kind.SHELL_NOUN and not phrase.names else set()
    if not before and place and zone[place - 1].text == "from" and grown:
        return Rule.OWN_PAST  # "have grown from an inadequate service into"
    missed = any(u.words[0] in _MISSED for u in clause.units if u.start < phrase.start)
    if missed and phrase.word in JUDGEMENT_NOUNS:
        return Rule.DENIED  # "The service missed an outstanding grade by very little"
    if is_source_state(zone, place, clause.after):
        return Rule.OWN_PAST
    if place > 1 and zone[place - 1].text == "of" and zone[place - 2].text == "that":
        return Rule.MEASURED  # "that of good secondary schools"
    if not before and phrase.names and phrase.word == "support" and not clause.verb_has(Kind.BE):
        return Rule.OTHER_NOUN  # "receive good adoption support"
    if not before and phrase.word == "care" and any(p.text == "from" for p in zone[place + 1 : place + 2]):
        return Rule.OTHER_NOUN  # "have good care from those who look after them"
    results = clause.verb is not None and any(u.words[0] in _RESULTS for u in clause.verb.units)
    results = results or any(p.units[0].words[0] in _RESULTS for p in zone[:place])
    if not before and phrase.names == (ALL_OUTCOMES,) and results:
        return Rule.OTHER_NOUN  # "has resulted in good outcomes for children"
    attending = place > 0 and zone[place - 1].units[-1].words[-1] == "attending" and phrase.names
    if attending or (not before and _attended(zone[:place], phrase, clause)):
        return Rule.RESTRICTS  # "Children attend good schools"
    if phrase.names and _joins(zone, place):
        return Rule.RESTRICTS  # "Schools work with outstanding schools"
    if clause.antecedent and clause.antecedent[-1].word in _THOSE and not before:
        return Rule.RESTRICTS  # "those who have very poor performance"
    if purposed(zone, place, clause.verb.word if clause.verb is not None else ""):
        return Rule.WISHED  # "the knowledge that is needed to provide good care"
    if place and _led_to(zone[:place]):
        return Rule.OTHER_NOUN  # "access to suitable, good quality provision"
    if phrase.share:
        return Rule.MEASURED
    if lists_ratings(scene):
        return Rule.SCALE
    if not before and "nor" in (clause.lead_text, *(p.text for p in clause.before[:1])):
        return Rule.DENIED  # "nor is there any inadequate provision"
    if not before and reading.subject.denied:
        return Rule.DENIED  # "Not all children receive a good service"
    if phrase.denied or (place and zone[place - 1].form is Form.NOT):
        return Rule.DENIED
    if not before and clause.verb is not None and (clause.verb.denied or _denied_act(zone[:place], clause)):
        return Rule.DENIED
    if not before and clause.before and clause.before[-1].text == "no longer":
        return Rule.DENIED  # "The council no longer has any poor homes"
    if phrase.part and phrase.word in JUDGEMENT_NOUNS:
        return Rule.MEASURED  # "two good and one satisfactory judgement"
    verb = (clause.verb,) if clause.verb is not None and not before else ()
    if any(u.words[-1] in _LACKING for p in (*verb, *zone[max(0, place - 3) : place]) for u in p.units):
        return Rule.WISHED
    if before and any(u.text in _SCARCE for p in clause.after[:3] for u in p.units):
        return Rule.MEASURED
    if elsewhere(clause.before) or told_of_places(clause, scene):
        return Rule.OTHER_PLACE
    if (
        phrase.names
        and place
        and (zone[place - 1].form is Form.PREP or zone[place - 1].text == "to")
        and not definite
    ):
        governor = _governor(zone, place)
        if governor is not None:
            return Rule.RESTRICTS
    if any(p.form is Form.THAN or p.form is Form.COMPARED for p in zone[place + 1 : place + 2]):
        return Rule.COMPARED
    return Rule.OTHER_NOUN if _in_exams(zone, place, scene) else None  # "good grades in their GCSEs"


def _of_more(zone: Zone) -> bool:
    """Say whether more or fewer than elsewhere, or than before, are told of: "a larger share of homes"."""
    than = any(p.form is Form.PLACES for p in zone)
    return any(p.cue is not None and (than or p.share) for p in zone if p.form is Form.NOUN)


def _notional(zone: Zone, place: int, clause: Clause, *, before: bool) -> bool:
    """Say whether a clause asks what something good is, and not whether there is one."""
    led = zone[:place] if before or place or clause.verb is None else clause.before
    defined = led is not clause.before or before or (clause.verb is not None and clause.verb.word in _DEFINES)
    return bool(led) and led[-1].form is Form.NOUN and led[-1].word == "what" and defined


_DEFINES = words_of("makes make constitutes constitute defines define distinguishes")


def _joins(zone: Zone, place: int) -> bool:
    """Say whether a noun is only who is worked with: "(works) with good schools", "in partnership with"."""
    if not place or zone[place - 1].form is not Form.WITH:
        return False
    return place > 1 and zone[place - 2].units[-1].words[-1] in _PARTNERS


_PARTNERS = words_of(
    """
    work works worked working link links linked partnership partnerships partner partners partnered federated
    collaboration collaborate collaborates collaborated collaborating paired twinned
    """
)


def _attended(zone: Zone, phrase: Phrase, clause: Clause) -> bool:
    """Say whether a clause tells where children are: "attend good schools", "benefit from good schools"."""
    word = clause.verb.units[-1].words[0] if clause.verb is not None else ""
    rated = word in ("rated", "judged", "graded") and not zone  # "72% attending Ofsted-rated good schools"
    if rated and any(u.words[-1] in ATTEND for p in clause.before for u in p.units) and phrase.names:
        return True
    places = phrase.word.endswith("s") and phrase.word != "services"
    # "benefit from good teaching in | outstanding schools", "from good Xs and outstanding Ys"
    places = places and not any(p.grades for p in zone) and not _told_apart(clause)
    if phrase.names and (word in ATTEND or (word in _BENEFIT and places)):
        return True
    light = (Form.ADVERB, Form.NOT, Form.COMMA)
    led = [p for p in zone if p.form not in light]
    if led and led[-1].word in ATTEND and led[-1].form is not Form.VERB:
        return True  # "are | attending good schools"
    into = bool(led) and (led[-1].form is Form.PREP or led[-1].text == "to")
    lives = word if len(led) == 1 else led[-2].word if len(led) > 1 else ""
    return into and lives in _LIVE and phrase.word in _HOUSES


def _in_exams(zone: Zone, place: int, scene: Scene) -> bool:
    """Say whether grades are those of pupils: "good grades in their GCSEs", "pupils gained good grades"."""
    told = [unit for phrase in zone[place + 1 : place + 3] for unit in phrase.units]
    led = [word for unit in scene.units if unit.start < zone[place].start for word in unit.words]
    gained = bool(PERSONS.intersection(led) and _GAINS.intersection(led))
    exams = gained or any("attainment" in unit.slugs for unit in told)
    return zone[place].word in ("grade", "grades") and exams


def _told_apart(clause: Clause) -> bool:
    """Say whether several services are listed, each with its grade: "good Xs and an outstanding Y"."""
    return sum(1 for p in clause.after if p.grades and p.names) > 1


_GAINS = words_of(
    """
    gain gains gained gaining achieve achieves achieved achieving attain attains attained get gets getting
    obtain obtains obtained pass passes passed leave leaves left with
    """
)


def lists_ratings(scene: Scene) -> bool:
    """Say whether formal grades are listed: "Overall effectiveness: good Adoption performance: good"."""
    marks = [n for n, unit in enumerate(scene.units[:-1]) if unit.kind is Kind.STOP]
    graded = [n for n in marks if scene.units[n + 1].kind is Kind.GRADE]
    return len(marks) > 2 and any("effectiveness" in scene.units[n - 1].words for n in graded if n)


def purposed(zone: Zone, place: int, verb: str = "") -> bool:
    """Say whether a grade is only what something is for: "(the knowledge) to provide good care"."""
    led = [p for p in zone[:place] if p.form is not Form.ADVERB]
    if len(led) > 2 and led[-2].text == "to" and led[-1].word in _TO_GIVE:
        return led[-3].form is Form.NOUN
    if len(led) > 1 and led[-1].word in _GIVING and led[-2].form is Form.PREP:
        return zone[place].kind is not Kind.SHELL_NOUN  # "in achieving good outcomes"
    leads = len(led) > 1 and led[-1].text == "to" and led[-2].word in ("lead", "leads", "leading")
    leads = leads or (len(led) == 1 and led[0].text == "to" and verb in ("lead", "leads", "led"))
    if leads and zone[place].kind is Kind.SHELL_NOUN:
        return True  # "practice that leads to good services"
    raised = len(led) > 2 and led[-1].text == "to" and led[-3].text == "to"
    return raised and led[-2].units[0].words[0] in IMPERATIVES  # "to improve services to a good standard"


def _led_to(zone: Zone) -> bool:
    """Say whether what is before a grade leads from a noun that has the grade's noun only in view."""
    end = len(zone)
    while end and (zone[end - 1].form is Form.COMMA or _is_adjective(zone, end - 1)):
        end -= 1
    to = end > 1 and zone[end - 1].text == "to"
    return to and zone[end - 2].form is Form.NOUN and zone[end - 2].word == "access"


def _is_adjective(zone: Zone, place: int) -> bool:
    """Say whether a word stands in a list before a noun: "suitable, | good quality provision"."""
    phrase = zone[place]
    alone = phrase.form is Form.NOUN and len(phrase.units) == 1 and phrase.kind is Kind.WORD
    return alone and place + 1 < len(zone) and zone[place + 1].form is Form.COMMA


def _denied_act(zone: Zone, clause: Clause) -> bool:
    """Say whether what is done is denied behind the verb: "are | not yet receiving a good service"."""
    led = [p for p in zone if p.form is not Form.ADVERB]
    if led and led[-1].denied and led[-1].word.endswith("ing") and clause.verb_has(Kind.BE):
        return True  # "are | not all receiving a good service"
    acts = len(led) > 1 and led[0].form is Form.NOT and led[1].form in (Form.NOUN, Form.CUE)
    doing = acts and led[1].units[0].words[0].endswith(("ing", "ed"))
    return doing and clause.verb_has(Kind.BE, Kind.HAVE) and not any(p.form is Form.COMMA for p in led)


def _lies(clause: Clause) -> bool:
    """Say whether a clause says that something is above or below."""
    first = next((p for p in clause.after if p.form is not Form.ADVERB), None)
    return clause.verb_has(Kind.BE) and first is not None and first.form is Form.CUE and not is_plain(first)


_HARDSHIP = words_of("deprivation poverty unemployment disadvantage hardship")
_AS_MANY = words_of("common rare frequent numerous widespread plentiful scarce")


def _governor(zone: Zone, place: int) -> Phrase | None:
    """Return the noun that a graded noun only qualifies: "heads of (outstanding schools)"."""
    noun = next((zone[n] for n in range(place - 1, -1, -1) if zone[n].form is Form.NOUN), None)
    if noun is None or noun.names:
        return None
    if len(noun.units) == 1 and noun.word.endswith("ed"):
        return None  # "are served by an outstanding service"
    if noun.grades and hands_on(noun):
        return None  # "good teaching in outstanding schools": each has a grade
    return noun
