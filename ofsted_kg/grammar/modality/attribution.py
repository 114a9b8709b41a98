"""Tell what somebody thinks or says of a service: "parents say that", "the council rates its own", "told us".

In: clauses. Out: whether one gives an opinion, and so no judgement, or leads to one in the next. What
those who are served say of a service is theirs, and so is what a council thinks of itself.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.lex.verbs_of_naming import VERBS_OF_NAMING
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of

BELIEFS = words_of("believe believes believed think thinks thought feel feels felt claims claimed claim")
# What those who are served say of a service is their opinion ...
_USERS = PERSONS | {"users", "respondents"}
_SAY = words_of("say says said report reports reported rate rates rated describe describes described find")
_TELL = words_of("told tell tells informed assured")
# ... and so is what a council thinks of itself.
_OWNERS = words_of(
    "council authority managers leaders staff partners officers governors headteachers teachers"
)
_JUDGE = VERBS_OF_NAMING | words_of(
    """
    judge judges judged rate rates rated consider considers considered regard regards describe describes
    described evaluates assess assesses assessed deem deems grade grades
    """
)
_RATING = _JUDGE | _SAY
# A clause whose last verb is none of these, nor "is", gives no opinion.
_OPINING = BELIEFS | _RATING | {"find", "found"}
_INSPECT = words_of("inspectors ofsted inspection review")
_HOPES = words_of("vision ambition aspiration goal intention aim target objective priority")


def content(zone: Sequence[Phrase]) -> bool:
    """Say whether phrases hold more than adverbs."""
    return any(p.form not in (Form.ADVERB, Form.COMMA, Form.NOT) for p in zone)


def head_word(units: Sequence[Unit]) -> str:
    """Return the noun that a phrase is about: "parents" in "most of the parents of pupils"."""
    head = ""
    for place, unit in enumerate(units):
        if unit.kind is Kind.WORD:
            head = unit.words[-1]
        elif unit.kind is Kind.SUBJECT:  # "foster carers", but "the looked after children inspection"
            beside = itertools.takewhile(lambda u: u.kind is not Kind.PREPOSITION, units[place + 1 :])
            served = unit.words[-1] in _USERS and not any(u.kind is Kind.WORD for u in beside)
            return unit.words[-1] if served else ""
        elif unit.kind in (Kind.TOPIC, Kind.ASPECT, Kind.SHELL_NOUN):
            head = ""
        elif unit.kind is Kind.PREPOSITION and head:
            break
    return head


def _itself(units: Sequence[Unit]) -> bool:
    return any("self" in unit.words for unit in units)


def opines(clause: Clause) -> bool:
    """Say whether a clause gives an opinion: "Parents rate childcare as good"."""
    if clause.verb is None:
        return False
    if told(clause):
        return True
    said = clause.verb.units[-1]
    if said.kind is not Kind.BE and said.text not in _OPINING:
        return False
    before, after = units_of(clause.before), units_of(clause.after)
    if said.kind is Kind.BE and head_word(before) in _HOPES:
        # "The vision is of good schools", but "Performance against the target is"
        return not any(unit.kind is Kind.COMPARED for unit in before)
    if clause.verb_has(Kind.BE):
        if said.text in BELIEFS and not _thought_so(clause, after):
            return not any(unit.words[-1] in _INSPECT for unit in after)  # "thought good by inspectors"
        by = next((n for n, unit in enumerate(after) if unit.words[-1] == "by"), None)
        judged = said.text in _RATING
        theirs = after[by + 1 :] if by is not None else []
        return judged and _opinion_of(theirs[:4]) and not _inspectors_too(theirs[:6])
    object_ = after[0] if after else None
    they = said.text in BELIEFS and [unit.text for unit in before] == ["they"]
    if clause.lead_kind is Kind.RELATIVE and said.text in BELIEFS | _JUDGE and (they or _served(before)):
        return any(unit.kind is Kind.GRADE for unit in after[:3])  # "which young people thought (very) good"
    if said.text in BELIEFS and any(unit.text == "to be" for unit in after[1:]):
        return not any(unit.words[-1] in _INSPECT for unit in before)  # "believes it to be good"
    called = object_ is not None and object_.kind is Kind.PRONOUN and said.text in _JUDGE
    if called and before and all(unit.kind in (Kind.QUANTITY, Kind.PRONOUN) for unit in before):
        return True  # "Schools value the support and most describe it as good"
    found = said.text in ("find", "found") and not clause.verb_has(Kind.BE, Kind.HAVE)
    if found and object_ is not None and any(unit.text == "to be" for unit in after[1:]):
        return _served(before)  # "The young people we met found it to be good"
    if said.text not in _JUDGE or object_ is None or object_.kind in (Kind.GRADE, Kind.TO):
        return False
    judged = any(unit.words[-1] in _INSPECT for unit in after)
    if object_.kind is Kind.PREPOSITION and judged:
        return False  # "Outstanding provision judged in the inspection of June"
    if object_.text in ("to be", "as"):
        return False
    # "The parents who responded rated it as good"
    told_of = clause.antecedent if clause.lead_text in ("who", "that") else ()
    whose = {head_word(before), head_word(units_of(told_of))}
    return bool(whose & (_USERS | _OWNERS)) or _itself(before)


def _thought_so(clause: Clause, after: Sequence[Unit]) -> bool:
    """Say whether a grade was found, by nobody named: "is now thought good", not "widely thought good"."""
    verb = clause.verb.units if clause.verb is not None else ()
    plain = all(unit.kind is not Kind.ADVERB or unit.text in _NOW for unit in verb)
    found = bool(after) and after[0].kind is Kind.GRADE and verb[-1].text == "thought"
    return plain and found and not any(unit.words[-1] == "by" for unit in after)


_NOW = frozenset({"now", "still", "again", "today", "then", "already"})


def _opinion_of(units: Sequence[Unit]) -> bool:
    return any(unit.kind is Kind.WORD and unit.words[-1] in _USERS | _OWNERS for unit in units)


def _inspectors_too(units: Sequence[Unit]) -> bool:
    """Say whether inspectors are among those who judge: "by parents and inspectors alike"."""
    said = [unit for unit in units if unit.text != "by" and unit.kind is not Kind.DETERMINER]
    pairs = itertools.pairwise(said)
    joined = (b if a.kind is Kind.AND else a for a, b in pairs if Kind.AND in (a.kind, b.kind))
    return any(unit.words[-1] in _INSPECT for unit in joined)


def inspectors_did(clauses: Sequence[Clause], place: int) -> bool:
    """Say whether "they" are inspectors: "Inspectors came in May, when they judged it"."""
    led = place and clauses[place].lead_text == "when" and [p.text for p in clauses[place].before] == ["they"]
    return bool(led) and any(u.words[-1] == "inspectors" for u in clauses[place - 1].units[:2])


def in_view(clause: Clause) -> bool:
    """Say whether a clause is an opinion: "In the council's view, X is", "X, according to parents, is"."""
    return _viewed(clause.before) or _viewed(clause.after)


def _viewed(zone: Sequence[Phrase]) -> bool:
    """Say whether it is told between commas whose opinion something is, in front of any grade."""
    units = list(itertools.takewhile(lambda unit: unit.kind is not Kind.GRADE, units_of(zone)))
    commas = [n for n, unit in enumerate(units) if unit.kind is Kind.COMMA]
    return any(_tells_whose(units[a:b]) for a, b in zip([0, *(n + 1 for n in commas)], commas, strict=False))


def _tells_whose(units: Sequence[Unit]) -> bool:
    """Say whether an adjunct tells whose opinion something is, and it is no inspector's: "in our view"."""
    if len(units) < 2 or units[0].kind is not Kind.PREPOSITION or units[1].text == "view":
        return False  # "in view of its results"
    if any(unit.words[-1] in _VIEWS for unit in units):
        return not any(unit.words[-1] in _INSPECT | _OURS for unit in units)
    if units[0].text != "according to":
        return False
    own = any(unit.text in ("its", "their") for unit in units[1:2])
    return own or _opinion_of(units) or _itself(units)


_VIEWS = words_of("view views opinion opinions eyes estimation")
_OURS = words_of("our my inspectorate hmi")


def of_oneself(first: Clause, second: Clause) -> bool:
    """Say whether what follows is what a council says of itself: "stated in the self-assessment that"."""
    if second.lead_kind is Kind.THAT and first.units and first.units[-1].text in ("itself", "themselves"):
        return True  # "assuring itself that"
    views = {unit.words[-1] for unit in units_of(first.before)}
    if second.lead_kind is Kind.THAT and views & {"view", "opinion"} and not views & _INSPECT:
        return True  # "The council's own view is that"
    speaks = any(unit.words[-1] in _OWNERS for unit in first.units[:2])
    return speaks and second.lead_kind is Kind.THAT and _itself(first.units)


def thought(first: Clause, second: Clause) -> bool:
    """Say whether the second clause is what somebody in the first says: "Parents say that X is good"."""
    before = units_of(first.before)
    if first.verb is None and before and second.lead_kind is Kind.THAT:
        served = bool(before) and not PEOPLE.isdisjoint(before[0].slugs[:1])
        telling = next((n for n, unit in enumerate(before) if n and unit.words[-1] in _TELL), None)
        if telling is not None:
            return served or any(unit.words[-1] in _USERS | _OWNERS for unit in before[:telling])
        return before[-1].words[-1] in _SAY and (served or head_word(before[:-1] or before) in _USERS)
    heard = (
        first.verb is not None and first.verb_has(Kind.BE) and [p.word for p in first.after[-1:]] == ["told"]
    )
    if heard and second.lead_kind is Kind.THAT:
        return True  # "We were told that"
    if first.verb is None or content(first.after):
        return False
    if any(u.kind is Kind.COMPARATOR for u in second.units) and _measured(before):
        return False  # "More young people say that they feel safe than in similar areas"
    said = first.verb.word
    if said in _SAY | _JUDGE and not first.verb_has(Kind.BE):
        users = said in _SAY and head_word(before) in _USERS
        owners = said in _JUDGE and head_word(before) in _OWNERS
        return users or owners or _itself(before)
    return False


def _measured(units: Sequence[Unit]) -> bool:
    return any(unit.kind in (Kind.CUE, Kind.COUNT, Kind.SHARE, Kind.QUANTITY) for unit in units)


def told(clause: Clause) -> bool:
    """Say whether somebody tells what follows, without "that": "Parents told us | the service is"."""
    if not any(unit.words[-1] in _TOLD for phrase in clause.before for unit in phrase.units):
        return False
    before = units_of(clause.before)
    telling = next((n for n, unit in enumerate(before) if n and unit.words[-1] in _TOLD), 0)
    behind = before[telling + 1 : telling + 2]
    led = bool(behind) and behind[0].kind not in (Kind.COMMA, Kind.AND, Kind.STOP)
    return led and _served(before[:telling])


def goes_on(first: Clause, second: Clause) -> bool:
    """Say whether those who are served go on to say what they think: "Carers like it | and call it good"."""
    verb = second.verb if second.shared else None
    shared = verb is not None and verb.units[-1].text in _JUDGE and not second.verb_has(Kind.BE, Kind.HAVE)
    object_ = second.after[0] if second.after else None
    points = object_ is not None and object_.form is Form.NOUN and not object_.grades
    return shared and points and _served(units_of(first.before))


def _served(units: Sequence[Unit]) -> bool:
    """Say whether it is those who are served, or a council and its partners, who speak."""
    first = next((unit for unit in units if unit.kind not in _LIGHT), None)
    people = first is not None and not PEOPLE.isdisjoint(first.slugs)
    return people or any(unit.kind is Kind.WORD and unit.words[-1] in _USERS | _OWNERS for unit in units[:4])


_TOLD = _TELL | words_of("said say")
_LIGHT = frozenset({Kind.DETERMINER, Kind.QUANTITY, Kind.COUNT, Kind.ADVERB})


__all__ = [
    "BELIEFS",
    "content",
    "goes_on",
    "head_word",
    "in_view",
    "inspectors_did",
    "of_oneself",
    "opines",
    "thought",
    "told",
]
