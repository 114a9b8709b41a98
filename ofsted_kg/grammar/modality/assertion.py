# Past 300 lines: a rule for each way of saying what is not so.
"""Tell the clauses that say what somebody wants, thinks or doubts from those that say what is so.

In: the clauses of a sentence. Out: for each the `Rule` by which it states nothing, if one
does: "it is essential that childcare is good", "young people say that the service is good",
"the council rates its fostering as good", "there is no evidence that ...".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.clauses.subordination import RESTRICTING, of_inspection
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import CONCEDING
from ofsted_kg.grammar.lex.units import Unit, names_people
from ofsted_kg.grammar.modality.attribution import (
    BELIEFS,
    content,
    goes_on,
    head_word,
    in_view,
    inspectors_did,
    of_oneself,
    opines,
    thought,
    told,
)
from ofsted_kg.grammar.modality.directives import (
    adds,
    demands,
    falls_short,
    is_goal,
    makes_sure,
    restricts,
    runs_on,
)
from ofsted_kg.grammar.modality.epistemics import SCANT, cannot_be_said, undoubted
from ofsted_kg.grammar.modality.optatives import aimed, hoped, hoped_of_them, hopes_for, set_out
from ofsted_kg.grammar.modality.scope import CONDITIONS, carried, hangs_on, starts
from ofsted_kg.grammar.phrases.phrase import Form, units_of
from ofsted_kg.grammar.results import Rule

_NEEDED = words_of(
    """
    essential important vital crucial critical necessary imperative confident determined keen
    anxious committed unclear unlikely possible doubtful likely ambition aim aspiration intention goal hoped
    anticipated planned risk danger fear fears doubt hope possibility chance prospect expected predicted
    """
)
_PROSPECTS = words_of(
    """
    likely unlikely due ready keen able unable sure certain predicted forecast projected anticipated meant
    required supposed intended said expected reported
    """
)
# What something can be called is what it is: "can now be described as good".
_CALLED = words_of("called described regarded considered said rated judged")
_SEEN = words_of("found seen")
_TAKES = words_of("need needs needed")


def modality(clauses: Sequence[Clause], units: Sequence[Unit]) -> list[Rule | None]:
    """Return of each clause the rule by which it states nothing, or None."""
    asked = demands(clauses, units)
    rules = [_own(clauses, place, asked) for place in range(len(clauses))]
    for place in range(1, len(clauses)):
        if rules[place] is None:
            rules[place] = _hanging(clauses, place, rules) or carried(clauses, place, rules, units)
    return rules


def _whenever(clauses: Sequence[Clause], place: int) -> bool:
    """Say whether a clause tells what is done each time: "When a school is judged inadequate, we review".

    Not "where" for "whereas": "Where A is judged good, B is poor".
    """
    clause = clauses[place]
    opens = clause.lead if clause.lead is not None else clause.before[0].units[0] if clause.before else None
    if opens is None or opens.text not in _TIMES:
        return False
    noun = next((p for p in clause.before[:2] if p.form is Form.NOUN and p.text not in _TIMES), None)
    if any(p.form is Form.COMMA for p in clause.before):
        return False  # "Where pupils learn in special schools, provision is judged good"
    present = clause.verb is not None and clause.verb.units[0].text in ("is", "are")
    if noun is None or not present or noun.quantity or noun.part or _set_against(clauses, place):
        return False
    first = next(unit for unit in noun.units if unit.text not in _TIMES)
    places = opens.text == "where" and bool(clause.antecedent)  # "the homes where care is judged poor"
    bare = first.kind in _KINDS and not places and clause.verb_has(Kind.JUDGE)
    return bare or first.text in ("a", "an", "any")


def _set_against(clauses: Sequence[Clause], place: int) -> bool:
    """Say whether "where" is "whereas", or tells only of where: "Where A is judged good, B is poor"."""
    clause, following = clauses[place], clauses[place + 1] if place + 1 < len(clauses) else None
    if clause.lead_text != "where" or not clause.before or place:
        return False
    if following is None:  # "Where people learn in schools provision is judged good(, the council acts)"
        return not any(a.form is Form.COMMA and b.form is Form.NOUN for a, b in pairwise(clause.after))
    named = following.lead_kind in (None, Kind.COMMA) and following.before and clause.before[-1].names
    return bool(named and following.before[-1].names) and any(p.form is Form.GRADE for p in following.after)


def _wherever(clauses: Sequence[Clause], place: int) -> bool:
    """Say whether a clause tells in which cases something is done: "Where care is poor, the council acts".

    Not "where" for "whereas", behind which a grade is set against its own: "Where A is good, B is poor".
    """
    clause = clauses[place]
    opens = clause.lead if clause.lead is not None else clause.before[0].units[0] if clause.before else None
    ahead = [p.form for p in clauses[place - 1].phrases[-2:]] if place else []
    inserted = ahead == [Form.AND, Form.COMMA]  # "and, where care is poor, leaders act": of nothing before
    hangs = bool(clause.antecedent) and not inserted
    if opens is None or opens.text != "where" or hangs or clause.verb is None:
        return False
    present = all(u.text in _PRESENT or u.kind in _PASSIVE for u in clause.verb.units)
    told = any(p.quantity or p.part for p in clause.before)
    of_it = place > 0 and [p.text for p in clause.before] in (["they"], ["it"])
    if of_it and any(p.form is Form.GRADE for p in clauses[place - 1].phrases):
        return False  # "Homes are good where they are small and poor where they are large"
    grades = [sum(p.form is Form.GRADE for p in c.phrases) for c in clauses[place : place + 3]]
    # "Where care is inadequate, | the council acts": of some main clauses no verb is known
    joints = (Form.COMMA, Form.GRADE)
    main = any(a.form in joints and b.form is Form.NOUN and not b.names for a, b in pairwise(clause.after))
    return present and not told and (main or place + 1 < len(clauses)) and grades[0] == sum(grades) == 1


_PRESENT = words_of("is are remains remain stays stay") | {"has been", "have been"}
_PASSIVE = frozenset({Kind.ADVERB, Kind.JUDGE})
_TIMES = words_of("when whenever where wherever once")
_KINDS = frozenset({Kind.SUBJECT, Kind.WORD, Kind.SHELL_NOUN})


def _own(clauses: Sequence[Clause], place: int, asked: Clause | None) -> Rule | None:
    """Return the rule by which a clause states nothing by its own words."""
    clause = clauses[place]
    # "Whether in schools or in centres, provision is good" is no condition
    opens = clause.before[0].form if clause.before and not place else None
    placed = clause.lead_text == "whether" and opens is Form.PREP
    conditional = clause.lead_text in CONDITIONS and not placed
    conditional = conditional and (clause.verb is not None or clause.lead_text != "whether")
    if conditional and not runs_on(clause):
        return Rule.CONDITION
    if (place < 2 and _had_it_been(clauses)) or _whenever(clauses, place) or _wherever(clauses, place):
        return Rule.CONDITION
    following = clauses[place + 1] if place + 1 < len(clauses) else None
    if following is not None and following.lead_text in ("if", "unless") and not _concedes(following):
        return Rule.CONDITION  # "A service is good if it does its work"
    if asked is not None and asked.phrases and asked.phrases[0].text == "to":
        return Rule.ASKED  # "to bring every school to the point at which it is good"
    if asked is not None and place and clauses[place - 1] is asked and restricts(clauses[place - 1], clause):
        return None if falls_short(asked, clause) else Rule.ASKED
    if asked is not None and (clause is asked or clause.lead_text in ("that", "so that", "so", "until")):
        return Rule.ASKED if clause is not asked or not adds(clause) else None
    of_them = place > 0 and hoped_of_them(clauses[place - 1], clause)
    if of_them or aimed(clause) or hoped(clause) or set_out(clauses, place):
        return Rule.WISHED
    if clause.verb is not None:
        done = clause.verb.units[0].kind in (Kind.BE, Kind.HAVE)  # "are ensuring that": it is so
        allowed = ("need", "ensures", "ensuring") if done else ("need", "ensures")
        if clause.verb.units[-1].words[0] in _CALLED and clause.verb_has(Kind.BE):
            called = any(u.kind is Kind.ADVERB for u in clause.verb.units)  # "can fairly be described as"
            allowed = (*allowed, "can", "could") if called else allowed
        said = (*clause.verb.units[-1:], *(unit for p in clause.after[:1] for unit in p.units))
        there = any(unit.words[0] in _SEEN for unit in said) and clause.verb_has(Kind.BE)
        allowed = (*allowed, "can") if there else allowed  # "can be found in": it is there
        if clause.lead_text == "that" and clause.verb.units[0].words[0] == "be":
            return Rule.WISHED  # "That adoption be judged at least good"
        if any(u.text == "used to be" for u in clause.verb.units):
            graded = any(p.form is Form.GRADE for p in clause.phrases)
            compares, relative = _names_places(clause), clause.lead_kind is Kind.RELATIVE
            if (compares and place + 1 < len(clauses)) or (relative and (graded or compares)):
                return None  # "used to be above the average, they are now": a past state is a fact
        if any(u.kind is Kind.MODAL and u.text not in allowed for u in clause.verb.units):
            return None if takes(clause) else Rule.WISHED
        if _foreseen(clause):
            return Rule.WISHED
    if (in_view(clause) or opines(clause)) and not inspectors_did(clauses, place):
        return Rule.OPINION
    tells_which = place + 1 < len(clauses) or not clause.lead_text.endswith("which")
    tells_which = tells_which and not of_inspection(clause)
    if _restricted(clause) and tells_which and not _alone_compares(clauses, clause):
        return Rule.RESTRICTS
    if _so_that(clauses, place, asked=asked is not None):
        return Rule.WISHED
    return None


def _hanging(clauses: Sequence[Clause], place: int, rules: Sequence[Rule | None]) -> Rule | None:
    """Return the rule that a clause takes from the one before it that it hangs on."""
    host = hangs_on(clauses, place)
    first, second = clauses[host], clauses[place]
    if place > 1 and first.verb is None and first.lead_text in CONCEDING:
        first = clauses[place - 2]  # "It is the view of inspectors that X, | though not perfect, | is good"
    if opines(first) and second.lead_kind in (Kind.THAT, Kind.RELATIVE) and _rated(second):
        return Rule.OPINION  # "Parents described the help that they had as outstanding"
    if second.lead is None and second.before and second.before[0].text == "as":
        return None  # "More work is needed as attainment is below average": it is why
    complement = second.lead_kind is Kind.THAT or (second.lead is None and not second.shared)
    if second.lead_kind is Kind.THAT and undoubted(first):
        return None
    if second.lead_kind is Kind.THAT and cannot_be_said(first):
        return Rule.DENIED
    some = second.antecedent[-1].units[0].text if second.antecedent else ""
    if some in ("a", "an") and first.verb is not None and first.verb.word in ("need", "deserve"):
        return Rule.WISHED  # "Care leavers need a service that is good"
    planned = bool(first.after) and first.after[0].text == "to" and first.verb_has(Kind.BE)
    if is_goal(second) and (planned or rules[host] is not None):
        return Rule.WISHED  # "must raise it to the level at which it is good"
    inside = first.lead_kind in (Kind.RELATIVE, Kind.THAT, Kind.CONJUNCTION)
    if inside and second.lead is None and starts(second) < starts(first):
        return None  # "Pupils whose first language is not English | do not achieve": it goes on
    points = bool(second.antecedent) and second.antecedent[-1].text in ("this", "it")  # "inferred from this"
    relative = second.lead_kind is Kind.THAT and bool(second.antecedent) and not _takes_clause(first)
    relative = relative and not points
    ends = first.phrases[-1].form if first.phrases else None
    listed = second.lead_kind is Kind.THAT and ends in (Form.COMMA, Form.AND)
    if listed and place > 1 and first.lead_kind is Kind.THAT and thought(clauses[place - 2], first):
        return Rule.OPINION  # "Young people said that they felt safe, | (and) that it was good"
    if complement and not second.reduced and (makes_sure(first) or of_oneself(first, second)):
        return Rule.WISHED if makes_sure(first) else Rule.OPINION
    nor = any(clause.lead_text == "nor" for clause in clauses[max(0, place - 2) : place])
    if nor and second.lead_kind is Kind.THAT and not relative:
        return Rule.DENIED  # "nor do we suggest that"
    if complement and not second.reduced:
        if first.verb is not None and first.verb.word in BELIEFS and not content(first.after):
            return Rule.OPINION
        if thought(first, second) or told(first):
            return Rule.OPINION
        risk = first.verb is not None and first.verb.text == "being" and _names_places(second)
        if risk and not hopes_for(first):
            return None  # "The chance of a child being excluded | is the same as nationally"
        if _needed(first) and not relative:
            return Rule.WISHED
        further = listed and first.lead_kind is Kind.THAT  # "found that none was poor, | that two were good"
        # "Though A is not yet good, | it is adequate": it is no complement of what is said already
        apart = further or (second.lead is None and any(p.form is Form.GRADE for p in first.after))
        if not (relative or apart) and ((first.verb is not None and first.verb.denied) or _denies(first)):
            return Rule.DENIED
        if not relative and rules[host] in (Rule.WISHED, Rule.CONDITION, Rule.OPINION, Rule.ASKED):
            return rules[host]
    if goes_on(first, second):
        return Rule.OPINION
    if second.shared and second.verb is not None and second.verb.text == "being" and hopes_for(first):
        return Rule.WISHED  # "has the ambition of leading and being above"
    return None


def _had_it_been(clauses: Sequence[Clause]) -> bool:
    """Say whether a sentence opens with an inverted condition: "Had X been average, results would"."""
    verb = clauses[0].verb
    opens = verb is not None and not clauses[0].before and verb.text in ("had", "were")
    return opens and any(clause.verb_has(Kind.MODAL) for clause in clauses[1:])


def _names_places(clause: Clause) -> bool:
    return any(p.form is Form.PLACES for p in clause.phrases)


def _concedes(clause: Clause) -> bool:
    """Say whether a clause only concedes something: "if not in the north", "if small"."""
    opens = clause.phrases[0].form if clause.phrases else None
    plain = all(unit.kind in (Kind.WORD, Kind.ADVERB, Kind.CUE) for unit in clause.units)
    # "if from a lower base", "if by less", "if to a lesser extent"
    base = bool(clause.units) and clause.units[0].text in ("from", "by", "to")
    return clause.verb is None and (opens in (Form.NOT, Form.ADVERB) or plain or base)


def _rated(clause: Clause) -> bool:
    """Say whether a clause ends in what something was rated as: "... as outstanding"."""
    words = clause.phrases
    return any(p.form is Form.GRADE and n and words[n - 1].text == "as" for n, p in enumerate(words))


def _restricted(clause: Clause) -> bool:
    """Say whether a clause only tells which are meant: "In schools where teaching is good, ..."."""
    return clause.lead_text in RESTRICTING and bool(clause.antecedent) and clause.reduced


def _alone_compares(clauses: Sequence[Clause], clause: Clause) -> bool:
    """Say whether an item says nothing else: "Adoption services where performance is below average"."""
    said = [unit.kind for unit in clause.units]
    compares = bool(said) and said[-1] is Kind.COMPARATOR
    opens = clauses[0].phrases[:1]
    item = bool(opens) and opens[0].form is Form.NOUN
    # "Primary schools where 77% are good", "Homes in which provision is inadequate"
    judged = item and Kind.GRADE in said and clause.lead_text in ("where", "in which")
    return (compares or judged) and not any(c.verb is not None for c in clauses if c is not clause)


def takes(clause: Clause) -> bool:
    """Say whether a need is what something takes: "needs 21 days fewer than"; or "can" what somebody does."""
    verb = clause.verb
    if _is_able(clause):
        return True
    return verb is not None and verb.units[-1].text in _TAKES and any(p.part for p in clause.after[:1])


def _is_able(clause: Clause) -> bool:
    """Say whether it is told how much people can do beside others: "pupils can do less than in X".

    Not "can do better than": that is what they may come to.
    """
    can = clause.verb is not None and clause.verb.text == "can do"
    people = names_people(unit for p in clause.before for unit in p.units)
    said = clause.after[0].text if clause.after else ""
    much = said in ("less", "more") or [p.text for p in clause.after[:2]] == ["as", "much"]
    return can and people and much


def _foreseen(clause: Clause) -> bool:
    """Say whether something only will or may be so: "is likely to be", "are predicted to reach"."""
    if clause.verb is None:
        return False
    if [p.text for p in clause.before] == ["due to"]:
        return not clause.verb.units[0].words[0].endswith(("ing", "s", "ed"))  # "is due to | rise above"
    if not clause.verb_has(Kind.BE):
        return False
    behind = units_of(clause.after)[:4]
    to_be = behind[:1] if clause.verb.units[-1].kind is Kind.BE else ()
    if any(u.text == "to be" for u in to_be) and not (behind[1:] and behind[1].words[0] in _TO_BE_SEEN):
        return True  # "The rate is to be no higher than"
    units = [*clause.verb.units, *behind]
    for place, unit in enumerate(units):
        if unit.words[0] not in _PROSPECTS or (place and units[place - 1].words[-1] in ("as", "equally")):
            continue
        rest = units[place + 1 :]
        if any(u.kind is Kind.TO or u.text == "to be" for u in rest):
            return True
    return False


# But of what is so: "is to be found above", "are to be commended".
_TO_BE_SEEN = words_of("found seen commended congratulated praised welcomed applauded credited thanked")


# What comes by itself: "has risen so that it is now above the average".
_CAME = words_of("risen rose fallen fell increased decreased declined improved grown dropped")


def _so_that(clauses: Sequence[Clause], place: int, *, asked: bool) -> bool:
    """Say whether a clause is what something is done for: "... so that it is good"."""
    if place == 0 or not (clauses[place].lead_kind is Kind.THAT or clauses[place].lead_text == "so that"):
        return False
    last = clauses[place - 1]
    if clauses[place].lead_text == "so that":
        parted_ = bool(last.phrases) and last.phrases[-1].form is Form.COMMA
        came = last.verb is not None and any(u.words[0] in _CAME for u in last.units)
        verb = clauses[place].verb
        done = verb is not None and verb.units[0].kind is Kind.HAVE  # "so that they have caught up with"
        graded = any(p.form is Form.GRADE for p in last.phrases)
        # "are good so that they are above"
        state = last.verb is not None and last.verb_has(Kind.BE) and graded
        # "the number who go on to college, so that it is": of what has no verb nothing came so far
        stated = any(c.verb is not None for c in clauses[:place] if not c.antecedent)
        return not (parted_ or came or done or state) or asked or not stated
    so = last.lead_text == "so" and not last.phrases
    words = units_of(last.phrases)
    ends = bool(words) and words[-1].words == ("so",)
    parted = len(words) > 1 and words[-2].kind is Kind.COMMA
    return so or (ends and not parted)


def _takes_clause(first: Clause) -> bool:
    """Say whether what follows "that" is a clause of its own, not one about the noun before it."""
    if first.verb is None:
        return False
    after = [p for p in first.after if p.form not in (Form.ADVERB, Form.COMMA)]
    if not after:
        return True
    last = after[-1]
    scant = (u for u in last.units if u.kind is not Kind.QUANTITY)  # but "little that is inadequate"
    return last.word in _NEEDED | _FACTS or any(u.words[0] in SCANT for u in scant)


_FACTS = words_of(
    "sure evidence concern concerns clear true fact view signs indication sign doubt aware credit"
)


def _denies(first: Clause) -> bool:
    """Say whether what follows is denied: "there is no evidence that", "it is not true that"."""
    return any(p.form is Form.NOT or p.denied for p in (*first.before, *first.after))


def _needed(first: Clause) -> bool:
    """Say whether what follows is only wanted or doubted: "It is essential that"."""
    there = any(p.units[0].words[0] == "there" for p in first.before)
    after = units_of(first.after)
    if there and any(unit.words[-1] in ("concern", "concerns") for unit in after):
        return True
    said = [u for u in after if u.kind not in (Kind.ADVERB, Kind.DETERMINER, Kind.TO)]
    if said and (said[-1].words[-1] in _NEEDED or any(u.words[0] in SCANT for u in said)):
        return True
    return not after and head_word(units_of(first.before)) in _NEEDED


__all__ = ["head_word", "modality"]
