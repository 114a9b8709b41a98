"""Nouns behind a grade: which hand it on to what they are of, and which are no service.

In: a noun phrase with a grade before its noun. Out: whether the grade is that of what the noun
is of ("good quality childcare"), or says nothing of a service ("good progress").
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.clauses.clause import Clause, Said
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import WEAK
from ofsted_kg.grammar.lex.semantic_fields import JUDGEMENTS
from ofsted_kg.grammar.lex.times import year_in
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.named_entities import NOT_QUALITIES, qualifies
from ofsted_kg.grammar.phrases.phrase import Phrase

JUDGEMENT_NOUNS = JUDGEMENTS | words_of("inspection report status outcome outcomes")
# What a grade is named by behind "of": "findings of adequate for", "the award of outstanding".
NAMED_BY = JUDGEMENT_NOUNS | words_of(
    "finding findings award awards evaluation evaluations conclusion conclusions"
)
# Nouns that hand their grade on to what they are of: "good quality childcare", "a good standard of".
_HANDS_ON = words_of(
    """
    quality standard standards provision care education service services arrangements performance
    behaviour effectiveness teaching judgement judgements verdict judgment judgments grade grades rating
    ratings outcomes outcome settings setting homes home provider providers agencies agency inspection
    report status
    """
)


# Names of a service that end in, or begin with, something that is done: "pathway planning".
_DONE = words_of("planning reviews plans placements procedures policies support")


def is_act(unit: Unit | None) -> bool:
    """Say whether a name of the vocabulary is that of an act and not of a service."""
    return unit is not None and unit.words[-1] in _DONE


def hands_on(phrase: Phrase) -> bool:
    """Say whether a noun hands its grade on to what it is of."""
    for unit in phrase.units:
        if unit.kind is Kind.TOPIC and unit.slugs != ("behaviour",) and unit.text != "standards":
            return False
    return phrase.kind is Kind.SHELL_NOUN or phrase.word in _HANDS_ON | {"contribution", "impact"}


def gives_only(phrase: Phrase) -> bool:
    """Say whether it is an act, help, a choice or arrangements that are graded, and not a service."""
    carers = phrase.names == ("fostering",) and phrase.word == "carers"  # "matched with good foster carers"
    return carers or is_act(phrase.head) or _helps(phrase) or _ranges(phrase) or _arranges(phrase)


def _helps(phrase: Phrase) -> bool:
    """Say whether a graded noun is help that is given to somebody: "good support for care leavers"."""
    head = phrase.head
    if head is None or not phrase.names:
        return False
    return head.words[0] == "support" and len(head.words) > 1 and head.words[1] in ("for", "to")


def _ranges(phrase: Phrase) -> bool:
    """Say whether it is a choice that is graded: "a good range of foster carers"."""
    grade = phrase.grades[0].start if phrase.grades else 0
    behind = [u for u in phrase.units if u.start > grade]
    return any(u.text in ("range", "choice", "supply", "variety", "mix") for u in behind[:2])


def _arranges(phrase: Phrase) -> bool:
    """Say whether arrangements for something else are graded: "good transition arrangements"."""
    if phrase.names or phrase.word not in ("arrangements", "service", "services"):
        return False
    if phrase.word != "arrangements":
        return any(u.kind in (Kind.WORD, Kind.ASPECT) and u.words[-1] in _HELP for u in phrase.units[:-1])
    return any(u.kind in (Kind.WORD, Kind.TOPIC) and not qualifies(u) for u in phrase.units[:-1])


# What a service gives that is none of the vocabulary's: "a good children's rights service".
_HELP = words_of(
    """
    rights advocacy help crisis duty health counselling mentoring respite interpreting visitor visitors
    outreach mediation support therapy therapeutic justice
    """
)


def is_other(phrase: Phrase) -> bool:
    """Say whether a graded noun is none of a service: "good progress"."""
    head = phrase.head
    if gives_only(phrase):
        return True
    if phrase.names and set(phrase.names) <= WEAK:
        return True  # capacity to improve, management: not asked for
    piled = head is not None and head.kind is Kind.WORD and len(phrase.units) > 1
    if piled and phrase.units[-2].kind is Kind.SHELL_NOUN and not qualifies(phrase.units[-2]):
        return False  # "satisfactory provision accounts": that may be a verb
    return (
        head is not None
        and not phrase.names
        and (
            head.kind in (Kind.WORD, Kind.TOPIC, Kind.SHARE, Kind.REVIEW)
            or head.text in NOT_QUALITIES
            or head.kind is Kind.ASPECT
        )
    )


def exceeds(one: Said) -> bool:
    """Say whether a grade is passed: "is better than satisfactory", which says not by how much."""
    passed = [p.text for p in one.zone[-2:]] == ["better", "than"]
    return passed and one.grade.slugs[0] in ("satisfactory", "adequate")


def was_then(clause: Clause, units: Sequence[Unit]) -> bool:
    """Say whether a clause tells what one, or counted ones, were: "the one school that was poor in 2008"."""
    if _outgrown(clause, units):
        return True
    noun = clause.antecedent[-1] if clause.antecedent else None
    if noun is None or not noun.names:
        return False
    single = noun.units[0].text in ("a", "an")
    if single and clause.verb_has(Kind.JUDGE):
        return year_in(clause.units) is not None  # "A youth service described in 2003 as poor"
    whole = single or noun.units[-1].words[-1] == "arrangements"  # "A youth service that was poor in 2003"
    if not whole and not any(u.kind is Kind.COUNT for u in noun.units):
        return False
    past = clause.verb is not None and clause.verb.units[0].text in ("was", "were")
    then = any("ago" in unit.words for unit in clause.units) or year_in(clause.units) is not None
    return past and then and not clause.verb_has(Kind.JUDGE)


def _outgrown(clause: Clause, units: Sequence[Unit]) -> bool:
    """Say whether those meant are something else now: "homes judged poor last year | are now good"."""
    noun = clause.antecedent[-1] if clause.antecedent else None
    first = clause.verb.units[0] if clause.verb is not None else None
    if noun is None or first is None or not (noun.names or noun.kind is Kind.SHELL_NOUN):
        return False
    behind = [unit for unit in units if unit.start >= clause.phrases[-1].end]
    said = next((n for n, unit in enumerate(behind) if unit.kind is Kind.GRADE), 0)
    states = all(unit.kind in _STATES for unit in behind[:said])
    then = first.kind is Kind.JUDGE or first.text in ("was", "were", "had been")
    then = then or (first.text == "was judged" or first.words[0] == "had")
    counted = noun.units[0].text in ("a", "an") or any(u.kind is Kind.COUNT for u in noun.units)
    if then and counted and behind and behind[0].words[0] in ("has", "have", "had"):
        ended = [word for unit in behind[:4] for word in unit.words]
        if not _ENDED.isdisjoint(ended):
            return not any(unit.kind is Kind.NOT for unit in behind[:4])
    return then and said > 1 and states and any(_SINCE & {*unit.words} for unit in behind[:said])


_STATES = frozenset({Kind.BE, Kind.HAVE, Kind.COPULA, Kind.JUDGE, Kind.ADVERB, Kind.VERB})
_SINCE = words_of("now since become becomes became")
# What tells that those meant are so no more: "A home that was judged inadequate | has since closed".
_ENDED = words_of("closed replaced improved merged shut amalgamated resigned ceased reopened")
