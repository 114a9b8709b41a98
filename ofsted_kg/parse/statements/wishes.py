"""Mark the clauses that say what somebody wants, thinks or doubts, not what is so.

In: the clauses of a sentence. Out: the same with ``wished`` and ``complement`` set:
"it is essential that childcare is good", "young people say that the service is good",
"the council rates its fostering as good" and "there is no evidence that ..." state nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import IMPERATIVES, VERBS, Kind, words_of
from ofsted_kg.parse.statements.clause import Clause

_BELIEFS = words_of("believe believes believed think thinks thought feel feels felt claims claimed")
# What those who are served say of a service is their opinion ...
_USERS = words_of(
    "parents carers pupils students learners children people families users respondents boys girls"
)
_SAY = words_of("say says said report reports reported rate rates rated describe describes described find")
# ... and so is what a council thinks of itself.
_OWNERS = words_of(
    "council authority managers leaders staff partners officers governors headteachers teachers"
)
_JUDGE = words_of(
    """
    judge judges judged rate rates rated consider considers considered regard regards describe describes
    described evaluates assess assesses assessed deem deems grade grades
    """
)
# "It is essential that X is good": that it is so is not said.
_NEEDED = words_of(
    """
    essential important vital crucial critical necessary imperative confident determined keen
    anxious committed unclear unlikely possible doubtful likely ambition aim aspiration intention goal hoped
    anticipated planned risk danger fear fears doubt hope possibility chance prospect
    """
)
_PROSPECTS = words_of(
    "likely unlikely due ready keen able unable sure certain predicted forecast projected anticipated meant"
)
# What tells which are meant, without a comma before it: "pupils whose attainment is below average".
_RESTRICTS = frozenset({"where", "whose", "in which", "for which"})
_RAISE = words_of("bring raise reduce increase improve cut lower lift match reach exceed")
_ENDS = frozenset({Kind.COMMA, Kind.THAT, Kind.RELATIVE, Kind.STOP})
_STATED = frozenset({Kind.GRADE, Kind.COMPARATOR, Kind.REVIEW, Kind.CUE})
_SCANT = words_of("little limited insufficient scant")
_HOPES = words_of("vision ambition aspiration goal intention aim target objective priority")


def wish(clauses: Sequence[Clause]) -> None:
    """Mark the clauses of a sentence that state nothing."""
    for place, clause in enumerate(clauses):
        if _so_that(clauses, place):
            clause.wished = True
        if not any(unit.kind in _STATED for unit in clause.units):
            continue  # nothing is stated that could be wished
        thought = _opines(clause) or _in_view(clause.before)
        if thought or _restricted(clause.before) or _foreseen(clause) or _aimed(clause):
            clause.wished = True
    for first, second in pairwise(clauses):
        hangs = second.lead_kind is Kind.THAT or (bool(second.before) and second.before[-1].kind is Kind.TO)
        if _thought(first, second) or (hangs and _needed(first)):
            second.wished = True
        if second.lead is not None and second.lead.kind is not Kind.THAT:
            second.complement = (
                first.complement and second.before[-1:] != [] and second.before[-1].kind is Kind.TO
            )
            continue
        if first.verb and first.verb[-1].text in _BELIEFS and not first.after:
            second.wished = True  # "managers believed that services were good"
        opens_denied = bool(first.before) and all(u.kind in (Kind.NOT, Kind.ADVERB) for u in first.before)
        if first.wished or any(unit.kind in (Kind.MODAL, Kind.NOT) for unit in first.verb):
            second.wished = True
        if second.lead is not None and any(unit.kind is Kind.NOT for unit in first.after):
            second.wished = True  # "there is no evidence that childcare is inadequate"
        if opens_denied and any(unit.kind is Kind.NOT for unit in first.before):
            second.wished = True
        second.complement = any(unit.kind is Kind.JUDGE for unit in first.verb)


def _so_that(clauses: Sequence[Clause], place: int) -> bool:
    """Say whether a clause is what something is done for: "Improve X so that it is good".

    Unless that is asked for, a comma before it makes it what came of it: "..., so that X is now good".
    """
    clause = clauses[place]
    before = clause.before
    if clause.lead is not None and clause.lead.words == ("so",):
        if before[:1] == [] or before[0].kind is not Kind.THAT:
            return False
        last = clauses[place - 1].units[-1:] if place else []
    else:
        so = next((n for n, unit in enumerate(before) if unit.words == ("so",)), len(before))
        if so + 1 >= len(before) or before[so + 1].kind is not Kind.THAT:
            return False
        last = before[max(0, so - 1) : so]
    parted = last != [] and last[0].kind is Kind.COMMA
    opens = clauses[0].units[0]
    # "Work with families starts early" asks for nothing: its first word is a noun, with a verb of its own.
    states = opens.kind is Kind.ASPECT and clauses[0] is not clause and bool(clauses[0].verb)
    return not parted or (not states and opens.words[0] in IMPERATIVES)


def _head(units: Sequence[Unit]) -> str:
    """Return the noun that a phrase is about: "parents" in "most of the parents of pupils"."""
    head = ""
    for unit in units:
        if unit.kind is Kind.WORD:
            head = unit.words[-1]
        elif unit.kind in (Kind.SUBJECT, Kind.TOPIC, Kind.ASPECT, Kind.GENERIC):
            head = ""
            if unit.kind is Kind.SUBJECT:
                break
        elif unit.kind is Kind.PREPOSITION and head:
            break
    return head


def _itself(units: Sequence[Unit]) -> bool:
    """Say whether a council speaks of itself: "The self-assessment"."""
    return any("self" in unit.words for unit in units)


def _opines(clause: Clause) -> bool:
    """Say whether a clause gives an opinion: "Parents rate childcare as good"."""
    if not clause.verb:
        return False
    said = clause.verb[-1]
    if said.kind is Kind.BE and _head(clause.before) in _HOPES:
        return True  # "The vision is of good schools"
    if any(unit.kind is Kind.BE for unit in clause.verb):
        by = next((n for n, unit in enumerate(clause.after) if unit.words[-1] == "by"), None)
        judged = said.text in _JUDGE | _SAY
        if said.text in _BELIEFS:
            return True  # "is believed to be good"
        return judged and by is not None and _opinion_of(clause.after[by + 1 : by + 5])
    object_ = clause.after[0] if clause.after else None
    if said.text not in _JUDGE or object_ is None or object_.kind in (Kind.GRADE, Kind.TO):
        return False  # "the service run by the council judged good" is judged by others
    if object_.text in ("to be", "as"):
        return False
    return _head(clause.before) in _USERS | _OWNERS or _itself(clause.before)


def _there(before: Sequence[Unit]) -> bool:
    """Say whether a clause opens with "there"."""
    return any(unit.words[0] == "there" for unit in before)


def _in_view(before: Sequence[Unit]) -> bool:
    """Say whether what is fronted makes a clause an opinion: "In the council's view, ..."."""
    if len(before) < 3 or before[0].kind is not Kind.PREPOSITION:
        return False
    comma = next((n for n, unit in enumerate(before) if unit.kind is Kind.COMMA), 0)
    fronted = before[:comma]
    if any(unit.words[-1] in ("view", "views", "opinion", "eyes") for unit in fronted):
        return True
    if not fronted or fronted[0].text != "according to":
        return False
    own = any(unit.text in ("its", "their") for unit in fronted[1:2])
    return own or _opinion_of(fronted) or _itself(fronted)


def _restricted(before: Sequence[Unit]) -> bool:
    """Say whether a clause only tells which are meant: "In schools where teaching is good, ..."."""
    where = next((n for n, u in enumerate(before) if u.kind is Kind.RELATIVE and u.text in _RESTRICTS), 0)
    closed = any(unit.kind in VERBS for unit in before[where:])  # "those for which it is responsible are"
    return where > 0 and before[where - 1].kind is not Kind.COMMA and not closed


def _foreseen(clause: Clause) -> bool:
    """Say whether something only will or may be so: "is likely to be", "are predicted to reach"."""
    if not any(unit.kind is Kind.BE for unit in clause.verb):
        return False
    units = [*clause.verb, *clause.after[:3]]
    place = next((n for n, unit in enumerate(units) if unit.text in _PROSPECTS), None)
    if place is None:
        return False
    if place and units[place - 1].words[-1] in ("as", "equally"):
        return False  # "as likely to be in work as"
    return any(unit.kind is Kind.TO or unit.text == "to be" for unit in units[place + 1 :])


def _aimed(clause: Clause) -> bool:
    """Say whether something is only to become so: "Raise attainment to above the national average"."""
    units = clause.units
    if not any(unit.kind is Kind.COMPARATOR for unit in units):
        return False
    for place, unit in enumerate(units):
        asked = units[place - 1].kind is Kind.TO if place else not clause.verb
        if not asked or unit.words[0] not in _RAISE:
            continue
        ends = (n for n in range(place, len(units)) if units[n].kind in _ENDS)
        rest = units[place + 1 : next(ends, len(units))]
        placed = next((n for n, u in enumerate(rest) if u.kind is Kind.COMPARATOR), None)
        if placed is not None:
            brings = unit.words[0] in ("bring", "match", "reach", "exceed")
            return brings or any(u.kind is Kind.TO for u in rest[:placed])
    return False


def _opinion_of(units: Sequence[Unit]) -> bool:
    return any(unit.kind is Kind.WORD and unit.words[-1] in _USERS | _OWNERS for unit in units)


def _thought(first: Clause, second: Clause) -> bool:
    """Say whether the second clause is what somebody in the first says: "Parents say that X is good"."""
    if not first.verb or first.after or second.lead_kind not in (None, Kind.THAT):
        return False
    said = first.verb[-1].text
    if any(unit.kind is Kind.COMPARATOR for unit in second.units) and _measured(first.before):
        return False  # "More young people say that they feel safe than in similar areas"
    if said in _SAY | _JUDGE and not any(unit.kind is Kind.BE for unit in first.verb):
        users = said in _SAY and _head(first.before) in _USERS
        owners = said in _JUDGE and _head(first.before) in _OWNERS
        return users or owners or _itself(first.before)
    return False


def _measured(units: Sequence[Unit]) -> bool:
    """Say whether it is told how many say so: "More young people", "62% of pupils"."""
    return any(unit.kind in (Kind.CUE, Kind.COUNT, Kind.SHARE, Kind.QUANTITY) for unit in units)


def _needed(first: Clause) -> bool:
    """Say whether what follows is only wanted or doubted: "It is essential that"."""
    if _there(first.before) and any(unit.words[-1] in ("concern", "concerns") for unit in first.after):
        return True  # "there are concerns that", but not "it is a concern that"
    if first.before and first.before[-1].kind is Kind.NOT:
        return True  # "the council cannot | show that"
    said = [unit for unit in first.after if unit.kind not in (Kind.ADVERB, Kind.DETERMINER, Kind.TO)]
    if said and (said[-1].words[-1] in _NEEDED or any(unit.words[0] in _SCANT for unit in said)):
        return True
    return not first.after and _head(first.before) in _NEEDED
