"""Grades that only tell which are meant or used: "services which are good include", "placed in good homes".

In: a grade said in a clause, and the scene. Out: whether it says of none that they are so.
"""

from __future__ import annotations

from ofsted_kg.grammar.clauses.clause import Clause, Said
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS, PEOPLE, SINGLE
from ofsted_kg.grammar.lex.semantic_fields import ATTEND
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.reference.anaphora import is_served_by


def tells_which(clause: Clause) -> bool:
    """Say whether a clause only tells which are meant: "Services which are good include"."""
    if clause.lead_kind is not Kind.RELATIVE or len(clause.antecedent) != 1 or clause.before:
        return False
    noun = clause.antecedent[0]
    if noun.text in ("those", "the ones"):
        return True
    return noun.kind is Kind.SHELL_NOUN and not noun.names and len(noun.units) == 1


_USED = (Form.PREP, Form.VERB, Form.WITH)
_SAID = (Form.COMMA, Form.GRADE)  # "is good, with B that is outstanding"


def chosen(one: Said, scene: Scene) -> bool:
    """Say whether a grade tells which are used: "placed in homes that are good", "in schools judged good"."""
    clause, previous = one.clause, scene.previous
    if heads_list(clause, scene):
        return True
    if clause.lead_text in ("where it", "where they"):
        return False
    if clause.antecedent:
        held = (r for r in reversed(scene.readings) if clause.antecedent[-1] in r.clause.phrases)
        previous = next(held, previous)  # "Very few (4%) attend a school | that is"
        if previous is None or clause.before or one.subject is not None:
            return False
        if previous.subject.denied and clause.antecedent[-1] in previous.clause.after:
            return True  # "None is placed in a home that is inadequate"
        zone = previous.clause.phrases
        noun = clause.antecedent[-1]
        place = next((n for n, p in enumerate(zone) if p is noun), 0)
        parted = bool(zone) and any(p.form is Form.COMMA for p in (zone[-1], *zone[place + 1 : place + 2]))
        used = place > 0 and (
            zone[place - 1].form in _USED or zone[place - 1].word in ATTEND or zone[place - 1].text == "only"
        )
        used = used and not (
            place > 1 and zone[place - 1].form is Form.WITH and zone[place - 2].form in _SAID
        )
        bare = _is_bare(noun) and len(clause.antecedent) == 1
        by_verb = place > 0 and zone[place - 1].form is Form.VERB and zone[place - 1].word not in _USES
        children = bool(previous.subject.names) and set(previous.subject.slugs) <= PEOPLE
        attended = place > 0 and (zone[place - 1].word in ATTEND or children)
        attended = attended and noun.units[0].text in ("a", "an")
        all_are = previous.subject.quantity is None and scene.rule(previous.clause) is None
        told = clause.verb_has(Kind.JUDGE) or (set(noun.names) & SINGLE and all_are)
        if told and is_served_by(previous, noun):
            return False  # "supported by a team that was judged good", "by a fostering agency that is good"
        bare = bare or attended  # "Very few attend a school that is inadequate"
        return used and bare and not parted and not by_verb
    bare_verb = clause.verb is not None and clause.verb.word in _RATED and len(clause.verb.units) == 1
    if not bare_verb or one.subject is not None:
        return False
    zone = clause.before
    if len(zone) > 1 and zone[-2].form is Form.PREP and _is_bare(zone[-1]):
        return previous is not None and not previous.exists and clause.lead is None
    earlier = [r.clause.verb for r in scene.readings if r.clause.verb is not None and not r.clause.after]
    earlier = [verb for verb in earlier if zone and verb.end <= zone[0].start]
    if earlier and len(zone) == 1 and _is_bare(zone[0]):
        return earlier[-1].word in _USES or _uses(zone[0])  # "(18%) | attend | schools judged good"
    return bool(zone) and zone[-1].form is Form.NOUN and _uses(zone[-1])


def heads_list(clause: Clause, scene: Scene) -> bool:
    """Say whether a clause tells which are listed behind a colon: "Services that are good: X and Y"."""
    told = clause.lead_kind in (Kind.THAT, Kind.RELATIVE) and bool(clause.antecedent) and not clause.before
    told = told and [p.form for p in clause.after if p.form is not Form.ADVERB] == [Form.GRADE]
    following = next((unit for unit in scene.units if unit.start >= clause.units[-1].end), None)
    outer = [u for u in scene.units if u.kind in VERBS and u not in clause.units]
    general = told and clause.antecedent[-1].names in ((), (ALL_SETTINGS,))
    return general and not outer and following is not None and following.text == ":"


def _is_bare(noun: Phrase) -> bool:
    """Say whether a noun stands for any of its kind: "homes", not "two homes" or "its homes"."""
    plain = noun.quantity is None and noun.part is None and not noun.grades
    return noun.form is Form.NOUN and plain and noun.units[0].kind is not Kind.DETERMINER


def _uses(noun: Phrase) -> bool:
    """Say whether a noun phrase holds a verb of going to school that is not known: "attend schools"."""
    return any(unit.words[-1] in _USES for unit in noun.units[:-1])


_USES = words_of("attend attends attending use uses used choose chooses commission commissions")
_RATED = words_of("judged graded rated")


__all__ = ["chosen", "heads_list", "tells_which"]
