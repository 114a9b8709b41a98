"""A setting or an outcome named beside a judgement, of which nothing was read.

In: a sentence, after all constructions. Out: `Unread`, where a judgement came of the sentence
and it names something else as one names what is judged: in a clause that gives a grade or leaves it out,
not behind "in" or "for", not as what others are ("one, an academy,"). A notice shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import LINKING_VERBS, Kind
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, ALL_SETTINGS, PEOPLE, WEAK
from ofsted_kg.grammar.phrases.boundaries import LIGHT, MARKS
from ofsted_kg.grammar.phrases.coordination import Group
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.results import Judged, Unread, places

# Names of a whole whose parts are judged: "Post-16 provision in colleges is", "settings of every kind".
_WHOLES = WEAK | {ALL_OUTCOMES, ALL_SETTINGS, "schools", "post-16", "early-years"}
_ONE = frozenset({"a", "an", "another"})


def unread_names(scene: Scene) -> Iterator[Unread]:
    """Yield the first name of a sentence that nothing was read of."""
    here = scene.found[scene.told :]
    if not any(isinstance(found.fact, Judged) for found in here):
        return
    held: set[str | None] = set(_WHOLES)
    for found in here:
        fact = found.fact
        held |= {fact.subject, fact.exception, fact.outcome} if isinstance(fact, Judged) else {fact.subject}
    told = places(unit for found in here for unit in found.units)
    for reading in scene.readings:
        clause = reading.clause
        grades = places(unit for unit in clause.units if unit.kind is Kind.GRADE)
        if scene.rule(clause) is not None or grades - told or not (grades or _leaves_out(clause)):
            continue  # a grade that is refused or shows as a notice itself
        before = scene.reader.groups(clause.before)
        if grades and not any(held & _names(group) for group in before):
            before = []  # "Safeguarding in schools is good", "nursery education in most of the homes"
        compared = next((p.start for p in clause.phrases if p.form is Form.COMPARED), scene.units[-1].end)
        for group, following in pairwise((*before, *scene.reader.groups(clause.after), None)):
            owned = following is not None and bool(following.prep) and bool(_names(following) & held)
            if group is None or owned or group.head.start > compared:
                continue  # "outcomes for care leavers", "in contrast to primary schools"
            served = clause.verb is None and _names(group) <= PEOPLE  # "support looked after children"
            if _judged(group) and not served and not _names(group) & held:
                name = next(u for noun in group.nouns for u in noun.units if u.kind is Kind.SUBJECT)
                yield Unread(name, *scene.span(clause))
                return


def _names(group: Group) -> set[str | None]:
    return {slug for slug, _ in group.names()}


def _leaves_out(clause: Clause) -> bool:
    """Say whether a clause may leave out a grade: "as were X", "and B likewise", "70% of C"."""
    bare = all(p.form in (*LIGHT, *MARKS) for p in clause.after)
    return bare and (clause.verb is None or clause.verb_has(*LINKING_VERBS)) and not clause.antecedent


def _judged(group: Group) -> bool:
    """Say whether a group stands where what is judged stands."""
    noun = group.nouns[0]
    named = any(unit.kind is Kind.SUBJECT for noun in group.nouns for unit in noun.units)
    if not named or noun.units[0].text in _ONE or any(noun.grades for noun in group.nouns):
        return False
    if noun.part == 1:
        return False  # "The special schools, one primary and one secondary, are"
    counted = noun.quantity is not None or noun.part is not None
    return not group.prep or (group.prep == "of" and counted)


__all__ = ["unread_names"]
