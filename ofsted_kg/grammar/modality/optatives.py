"""Tell a comparison that is only hoped for: "the goal of exceeding the national average".

In: a clause. Out: whether a noun, an adjective or a verb of hoping leads to the other places
that it names: "its ambition to be above", "confident of matching", "designed to bring it into line with".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind, words_of
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form, Phrase

# What has not come about yet, with what leads from it to the thing: "of", "to", "for", "that".
_HOPES = words_of(
    """
    goal goals aim aims ambition ambitions aspiration aspirations intention intentions target targets
    objective objectives hope hopes plan plans vision desire wish commitment determination bid effort
    efforts drive attempt attempts expectation expectations challenge challenges pledge promise prospect
    prospects purpose view task potential course track pressure prediction predictions forecast forecasts
    projection projections proposal proposals idea
    confident hopeful optimistic determined keen anxious eager committed designed intended aimed
    planned planning aspires aspire aspiring aspired hoping hoped wanting wanted wishes intending
    seeking sought strives strive striving strove trying tried endeavouring attempting attempted
    way working works worked prepared resolved poised
    """
)
# "above the national average is a target": what is set and may be compared with the places itself.
_SET = words_of("goal goals aim aims target targets objective objectives ambition ambitions aspiration")
_LEADS = words_of("of to for that at towards on")
# But "a plan for two years" is one of many.
_PLANS = words_of("plan plans course track")
_ROADS = frozenset({"way"})
_TO = words_of("to of that")
_MET = words_of("met achieved reached hit fulfilled realised attained exceeded surpassed")
_LIGHT = frozenset({Kind.ADVERB, Kind.COUNT})
_ENDS = frozenset({Kind.COMMA, Kind.STOP, Kind.CONJUNCTION, Kind.RELATIVE, Kind.OPEN, Kind.CLOSE})


def hoped(clause: Clause) -> bool:
    """Say whether a clause only hopes for what it compares with other places."""
    units = clause.units
    if _HOPED.isdisjoint([unit.words[-1] for unit in units]):
        return False
    if clause.verb is not None and clause.verb.word in _MET and not clause.verb.denied:
        return False  # "has met its goal of exceeding the average"
    return any(
        (unit.words[-1] in _HOPES and (look := _lead(units, place)) and _compares(units, place, look))
        or (unit.text in _WANTS and _to_be(units, place))
        for place, unit in enumerate(units)
    )


def _to_be(units: Sequence[Unit], place: int) -> bool:
    """Say whether something is wanted to be so: "want the proportion (to be) above"."""
    end = next((n for n in range(place, len(units)) if units[n].kind in _HALTS), len(units))
    named = next((n for n in range(place, end) if units[n].kind is Kind.COMPARATOR), place)
    behind = [
        u for u in units[place + 1 : named] if u.kind not in (Kind.ADVERB, Kind.NOT) or u.text == "to be"
    ]
    return any((a.text == "to be" or a.kind is Kind.TO) and b.cue is not None for a, b in pairwise(behind))


_WANTS = words_of("want wants wanted wish wishes expect expects intend intends")
_HOPED = _HOPES | _WANTS
_HALTS = frozenset({Kind.STOP, Kind.CONJUNCTION, Kind.RELATIVE})


def hoped_of_them(first: Clause, clause: Clause) -> bool:
    """Say whether somebody expects it of those who do something: "expects those | who offend to be fewer"."""
    wants = first.verb is not None and first.verb.word in _WANTS
    of_them = clause.lead_kind is Kind.RELATIVE and clause.antecedent[-1:] == first.after[-1:]
    return wants and of_them and _to_be(clause.units, 0)


def hopes_for(clause: Clause) -> bool:
    """Say whether a clause speaks of what is hoped for: "has the ambition of leading"."""
    units = clause.units
    return any(
        unit.words[-1] in _HOPES and (look := _lead(units, place)) and units[look].cue is None
        for place, unit in enumerate(units)
    )


def set_out(clauses: Sequence[Clause], place: int) -> bool:
    """Say whether a grade only tells what an aim is: "The aim (every school good)", "The plan: all good".

    Not where it has been met.
    """
    clause = clauses[place]
    inserted = clause.verb is None and (clause.lead_kind is Kind.OPEN or clause.lead_text == "–")
    told = clause.antecedent[-1:] if inserted else ()
    if clause.lead_text == ":" and place:
        told = tuple(p for p in clauses[place - 1].before if p.form is Form.NOUN)[:1]
    hosts = [c for c in clauses if any(p is noun for noun in told for p in c.before)]
    met = any(c.verb is not None and c.verb.word in _MET and not c.verb.denied for c in hosts)
    return bool(told) and _is_aim(told[0]) and not met


def apposed_to_aim(clause: Clause) -> bool:
    """Say whether a grade before the verb tells what an aim is: "Its aim, every school good, is far off"."""
    opens = clause.before[:2]
    return [p.form for p in opens] == [Form.NOUN, Form.COMMA] and _is_aim(opens[0])


def _is_aim(noun: Phrase) -> bool:
    return not noun.names and noun.word in _AIMS


_AIMS = _SET | words_of("plan plans hope hopes promise promises pledge pledges vision intention wish")


def _lead(units: Sequence[Unit], place: int) -> int:
    """Return where what leads from a hope to the thing stands, or 0."""
    look = place + 1
    while look < len(units) and units[look].kind in _LIGHT and units[look].text != "to be":
        look += 1
    if look >= len(units):
        return 0
    word = units[place].words[-1]
    if units[look].kind is Kind.BE and units[look].words[-1] in ("is", "was"):
        ahead = [unit.text for unit in units[look + 1 : look + 2]]
        return look + 1 if ahead in (["for"], ["to"], ["that"]) else 0  # "The plan is for A to be above"
    if word in _ROADS:
        return look if units[look].text in ("to", "towards") else 0
    adoption = units[look].text == "of" and look + 1 < len(units) and units[look + 1].kind is Kind.SUBJECT
    if word in _PLANS and adoption:
        return 0  # "Children with a plan of adoption"
    leads = units[look].text in (_TO if word in _PLANS else _LEADS) or units[look].text == "to be"
    return look if leads or (word in _SET and units[look].kind is Kind.CUE) else 0


def _compares(units: Sequence[Unit], place: int, look: int) -> bool:
    """Say whether what is hoped for is a comparison: "of (attainment) in line with (the average)"."""
    for n in range(look, len(units)):
        unit = units[n]
        if unit.kind is Kind.COMPARATOR:
            return any(u.cue is not None or u.kind in (Kind.THAN, Kind.TO) for u in units[place:n])
        infinitive = n > look and units[n - 1].text in ("to", "and")
        if unit.kind in _ENDS or (unit.kind in VERBS and not infinitive and n > look + 1):
            return False
    return False


_RAISE = words_of("bring raise reduce increase improve cut lower lift match reach exceed")
_ENDS_AIM = frozenset({Form.COMMA, Form.THAT, Form.REL, Form.STOP})


_ARE_SO = words_of(
    "continue continues continued come comes came appear appears appeared seem seems seemed tend tends tended"
    " begun began grown"
)


def aimed(clause: Clause) -> bool:
    """Say whether something is only to become so: "to raise attainment to above the average"."""
    phrases = clause.phrases
    if not any(p.form is Form.PLACES for p in phrases):
        return False
    for place in range(1, len(phrases)):
        if phrases[place - 1].text != "to" or phrases[place].units[0].words[0] not in _RAISE:
            continue
        end = next((n for n in range(place, len(phrases)) if phrases[n].form in _ENDS_AIM), len(phrases))
        units = [unit for phrase in phrases[place + 1 : end] for unit in phrase.units]
        named = next((n for n, u in enumerate(units) if u.kind is Kind.COMPARATOR), None)
        if named is None:
            continue
        so_now = place > 1 and phrases[place - 2].units[-1].words[-1] in _ARE_SO  # "continues to exceed"
        brings = phrases[place].units[0].words[0] in ("bring", "match", "reach", "exceed") and not so_now
        if brings or any(u.kind is Kind.TO for u in units[:named]):
            return True
    return False
