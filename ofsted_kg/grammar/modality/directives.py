"""Tell what a sentence asks for from what it adds of what is so.

In: the clauses of a sentence. Out: the clause that is a demand ("Ensure that all homes are good"),
and whether it tells in passing what is so: "Improve attainment, which is below the average".
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.clauses.subordination import RESTRICTING, is_plain
from ofsted_kg.grammar.lex.closed_classes import IMPERATIVES, VERBS, Kind, words_of
from ofsted_kg.grammar.lex.comparatives import ABOVE, BELOW
from ofsted_kg.grammar.lex.comparatives import Form as Joins
from ofsted_kg.grammar.lex.semantic_fields import LOW_GRADES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form, Phrase


def demands(clauses: Sequence[Clause], units: Sequence[Unit]) -> Clause | None:
    """Return the clause that is a demand, if the sentence opens as one: "Ensure that all homes are good".

    "Work with families starts early" asks for nothing: its first word is a noun with a verb.
    """
    if len(units) > 2 and units[0].text == "further" and units[1].words[0] in IMPERATIVES:
        units = units[1:]  # "Further reduce the number so it is below"
    if [unit.text for unit in units[:2]] == ["so", "to"]:
        return clauses[0] if clauses[0].verb is None else None  # "So to support schools that none is poor"
    if len(units) > 2 and units[0].text == "to" and units[1].words[0] in IMPERATIVES:
        # a point of a list: "to bring every school to"; but "To improve this, the council has"
        alone = clauses[0].verb is None and not any(u.kind is Kind.COMMA for u in units)
        return clauses[0] if alone else None
    if len(units) < 2 or units[0].words[0] not in IMPERATIVES or units[1].words[0] in ("up", "in"):
        return None
    if units[0].kind in (Kind.TOPIC, Kind.SUBJECT) and len(units[0].words) > 2:
        return None  # "Take-up of immunisations, which is": a name
    first = next((c for c in clauses if c.phrases and c.phrases[0].start == units[0].start), None)
    noun = units[1].kind in (Kind.WITH, Kind.PREPOSITION, *VERBS) or units[0].kind in (
        Kind.ASPECT,
        Kind.SHELL_NOUN,
    )
    if noun and first is not None and first.verb is not None:
        return None
    return first if first is not None else _NOWHERE


def adds(clause: Clause) -> bool:
    """Say whether a demand adds what is so: "Reduce X, at 9% this is above", "Reduce X, 9% against"."""
    comma = next((n for n, p in enumerate(clause.phrases) if p.form is Form.COMMA), None)
    if comma is None:
        return False
    rest = clause.phrases[comma + 1 :]
    if clause.verb is None and relates(rest):
        return True  # "Improve attainment at Key Stage 2, below the national average"
    counted = any(u.kind is Kind.COUNT and u.percent for p in rest[:2] for u in p.units)
    stated = any(p.form is Form.VERB and p.units[0].kind is Kind.BE for p in rest)
    this = any(p.text in ("this", "these", "it", "they", "that") for p in rest)
    return counted or (stated and this)


def relates(zone: Sequence[Phrase]) -> bool:
    """Say whether a run of phrases only says how something lies: "well below the national average"."""
    said = [p for p in zone if p.form is not Form.ADVERB]
    plain = [p for p in said if not (p.form is Form.CUE and is_plain(p))]
    named = any(p.form is Form.PLACES for p in said)
    return bool(plain) and plain[0].form is Form.CUE and named


_GOALS = words_of("point stage level position state standard")


def is_goal(clause: Clause) -> bool:
    """Say whether a relative clause tells what is to be reached: "to the point at which it is good"."""
    relative = clause.lead_kind in (Kind.RELATIVE, Kind.THAT) and bool(clause.antecedent)
    return relative and clause.antecedent[-1].word in _GOALS


def restricts(first: Clause, second: Clause) -> bool:
    """Say whether a relative clause tells which are meant: "Secure outcomes which are good"."""
    relative = second.lead_kind in (Kind.RELATIVE, Kind.THAT) and bool(second.antecedent)
    goal = is_goal(second)
    relative = relative and (not second.before or second.lead_text in RESTRICTING or goal)
    last = first.phrases[-1] if first.phrases else None
    single = len(second.antecedent) == 1 or goal
    return relative and single and last is not None and last.form is not Form.COMMA


_RAISES = words_of("improve increase raise accelerate strengthen")
_LOWERS = words_of("reduce narrow close lower cut")


def falls_short(asked: Clause, clause: Clause) -> bool:
    """Say whether what is asked for is because of what is so: "Improve attainment which is below average"."""
    word = asked.phrases[0].units[0].words[0] if asked.phrases else ""
    grades = {u.slugs[0] for u in clause.units if u.kind is Kind.GRADE}
    if grades:  # "Improve the schools that are inadequate", but not "Improve schools that are inadequate"
        noun = clause.antecedent[-1]
        told = noun.units[0].words[0] in ("the", "those", "its") and not noun.share
        return told and word in _RAISES and grades <= LOW_GRADES and not any(u.at_least for u in clause.units)
    beside = any(u.kind is Kind.COMPARED for u in clause.units)  # "which is high compared with"
    cues = [u.cue for u in clause.units if u.cue is not None]
    ways = {cue.direction for cue in cues if beside or cue.form is not Joins.PLAIN}
    return ways == {BELOW} if word in _RAISES else word in _LOWERS and ways == {ABOVE}


def runs_on(clause: Clause) -> bool:
    """Say whether a condition without a verb runs on to its sentence: "If not included | the rate is"."""
    said = [p for p in clause.before if p.form is not Form.NOT]
    reduced = bool(said) and len(said[0].units) == 1 and said[0].word.endswith("ed")
    opens = [p for p in said[1:] if p.form is Form.NOUN and p.units[0].kind is Kind.DETERMINER]
    return reduced and bool(opens) and opens[-1] is not said[1]


def makes_sure(first: Clause) -> bool:
    """Say whether what follows is what somebody works for: "They work hard to make sure | that"."""
    phrases = first.phrases
    made = len(phrases) > 2 and phrases[-1].text == "sure" and phrases[-2].word in ("make", "making")
    return made and phrases[-3].form in (Form.OTHER, Form.PREP)


# A demand whose verb no clause holds: "Increase attendance, which is below the average".
_NOWHERE = Clause(None, ())
