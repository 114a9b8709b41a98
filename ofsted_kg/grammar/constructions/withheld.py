"""By which rule a grade before its noun says nothing: "heads of outstanding schools", "few good homes".

In: the phrases beside the noun, the reading and the scene. Out: the `Rule` of the contract, or None.
"""

from __future__ import annotations

from ofsted_kg.grammar.clause import Clause, Zone
from ofsted_kg.grammar.constructions.graded import JUDGEMENT_NOUNS
from ofsted_kg.grammar.constructions.refused import elsewhere
from ofsted_kg.grammar.memory import Reading
from ofsted_kg.grammar.outcome import Rule
from ofsted_kg.grammar.phrase import Form, Phrase
from ofsted_kg.grammar.scene import Scene
from ofsted_kg.grammar.subordination import is_plain
from ofsted_kg.grammar.words import Kind, words_of

_ATTEND = words_of("attend attends attended attending")
_BENEFIT = words_of("benefit benefits benefited benefiting")
_MANY = words_of("many few much little")
# What there is too little of, or what is only worked for: "a shortage of good childcare".
_LACKING = words_of(
    """
    shortage lack absence scarcity shortfall need demand commitment vision target targets aim ambition
    aspiration drive investing investment potential insufficient wish deserve deserves towards
    criteria definition characteristics
    """
)
_SCARCE = words_of("few short scarce rare lacking limited")


def withheld(zone: Zone, place: int, reading: Reading, scene: Scene, *, before: bool) -> Rule | None:
    """Return the rule by which a grade before a noun says nothing."""
    clause, phrase = reading.clause, zone[place]
    rule = scene.rule(clause)
    definite = (
        phrase.units[0].text in ("the", "its", "their", "one", "two", "three") or phrase.part is not None
    )
    if rule is not None and not (
        rule in (Rule.ASKED, Rule.WISHED)
        and phrase.names
        and phrase.part is None
        and phrase.units[0].text == "the"
    ):
        return rule
    as_many = place > 0 and zone[place - 1].text in ("as", "so") and phrase.units[0].text in _MANY
    if as_many and any(p.text == "as" for p in zone[place + 1 : place + 2]):
        return Rule.COMPARED  # "There are not as many good schools as in similar areas"
    if phrase.cue is not None or phrase.text.startswith(("few ", "too few ")):
        return Rule.MEASURED
    if before and any(p.form in (Form.CUE, Form.THAN) for p in clause.after) and _compares(clause):
        return Rule.MEASURED  # "Good childcare is less common than in similar areas"
    if before and phrase.units[0].kind is Kind.GRADE and _lies(clause):
        return Rule.MEASURED  # "Inadequate schools are also above": how many there are
    if place > 1 and zone[place - 1].text == "of" and zone[place - 2].text == "that":
        return Rule.MEASURED  # "that of good secondary schools"
    if not before and phrase.names and _attended(phrase, clause):
        return Rule.RESTRICTS  # "Children attend good schools"
    if phrase.share:
        return Rule.MEASURED
    if phrase.denied or (place and zone[place - 1].form is Form.NOT):
        return Rule.DENIED
    if not before and clause.verb is not None and clause.verb.denied:
        return Rule.DENIED
    if not before and clause.before and clause.before[-1].text == "no longer":
        return Rule.DENIED  # "The council no longer has any poor homes"
    if phrase.part and phrase.word in JUDGEMENT_NOUNS:
        return Rule.MEASURED  # "two good and one satisfactory judgement"
    if any(u.words[-1] in _LACKING for p in zone[max(0, place - 3) : place] for u in p.units):
        return Rule.WISHED
    if before and any(u.text in _SCARCE for p in clause.after[:3] for u in p.units):
        return Rule.MEASURED
    if elsewhere(clause.before):
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
    return None


def _attended(phrase: Phrase, clause: Clause) -> bool:
    """Say whether a clause tells where children are: "attend good schools", "benefit from good schools"."""
    word = clause.verb.units[-1].words[0] if clause.verb is not None else ""
    places = phrase.word.endswith("s") and phrase.word != "services"
    return word in _ATTEND or (word in _BENEFIT and places)


def _lies(clause: Clause) -> bool:
    """Say whether a clause says that something is above or below."""
    first = next((p for p in clause.after if p.form is not Form.ADVERB), None)
    return clause.verb_has(Kind.BE) and first is not None and first.form is Form.CUE and not is_plain(first)


def _compares(clause: Clause) -> bool:
    return any(unit.kind is Kind.COMPARATOR for unit in clause.units)


def _governor(zone: Zone, place: int) -> Phrase | None:
    """Return the noun that a graded noun only qualifies: "heads of (outstanding schools)"."""
    noun = next((zone[n] for n in range(place - 1, -1, -1) if zone[n].form is Form.NOUN), None)
    if noun is None or noun.names:
        return None
    if len(noun.units) == 1 and noun.word.endswith("ed"):
        return None  # "are served by an outstanding service"
    if noun.kind in (Kind.SHELL_NOUN, Kind.QUANTITY, Kind.COUNT, Kind.REST):
        return None
    return noun
