"""How many are so is said by a verb: "good or better primary schools make up three quarters of the total".

In: a clause whose verb only counts, with an amount behind it. Out: the judgement of those in front of it,
with that amount: the grade stands before their noun or in the clause that tells which are meant. So it is
where a number has risen or fallen: "the number judged inadequate has gone up to four".
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.constructions.judgement import judge
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import WEAK
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.subject import Subject, naming
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import By, Candidate

_MAKES = frozenset(
    {
        "make up",
        "makes up",
        "made up",
        "accounts for",
        "account for",
        "accounted for",
        "constitute",
        "constitutes",
    }
)
_WHOLE = words_of("total whole all number them schools settings homes sector provision inspected")


def read(reading: Reading, scene: Scene) -> Iterator[Candidate]:
    """Yield the judgement that an amount is of."""
    clause = reading.clause
    verb = clause.verb
    if _are_few(clause) and scene.rule(clause) is None:
        for grade in _grades(clause.before[0], scene):
            subject = Subject(names=tuple((slug, "very-little") for slug in reading.subject.slugs))
            yield from judge(subject, grade, scene.span(clause), By.PROPORTION_VERBS)
        return
    if verb is None or verb.denied or scene.rule(clause) is not None:
        return
    if _numbers(clause) and reading.subject.names:
        for grade in _grades(clause.before[-1], scene):
            yield from judge(naming(reading.subject.slugs), grade, scene.span(clause), By.PROPORTION_VERBS)
        return
    if verb.units[-1].text not in _MAKES:
        return
    nouns = [p for p in clause.before if p.form is Form.NOUN]
    amount = next((p for p in clause.after if p.form is Form.NOUN), None)
    if len(nouns) != 1 or amount is None or not nouns[0].names or set(nouns[0].names) <= WEAK:
        return
    told = amount.quantity is not None or any(
        unit.kind is Kind.COUNT and unit.percent for unit in amount.units
    )
    rest = [p for p in clause.after if p.form is Form.NOUN and p is not amount]
    if not told or any(p.word not in _WHOLE for p in rest):
        return
    for grade in _grades(nouns[0], scene):
        subject = Subject(names=tuple((slug, amount.quantity) for slug in nouns[0].names))
        yield from judge(subject, grade, scene.span(clause), By.PROPORTION_VERBS)


def _numbers(clause: Clause) -> bool:
    """Say whether a clause says how many there are now: "the number has gone up | to four", "is now two"."""
    nouns = [p for p in clause.before if p.form is Form.NOUN]
    said = [p for p in clause.after if p.form is not Form.ADVERB]
    amount = said[-1] if said and not any(p.form is Form.NOT for p in said) else None
    if len(nouns) != 1 or nouns[0] is not clause.before[-1] or not nouns[0].share or amount is None:
        return False
    if amount.text == "one" and not any("number" in unit.words for unit in nouns[0].units):
        return False  # "The proportion that is good is one which others cannot match"
    counted = bool(amount.part) or any(unit.kind is Kind.COUNT and unit.percent for unit in amount.units)
    led = said[-2].units[-1].words[-1] in ("to", "at") if len(said) > 1 else clause.verb_has(Kind.BE)
    return counted and led and not amount.names


def _are_few(clause: Clause) -> bool:
    """Say whether a clause says that those meant are few: "those which are poor | are few in number"."""
    verb, after = clause.verb, clause.after
    states = verb is not None and not verb.denied and len(verb.units) == 1 and verb.kind is Kind.BE
    those = len(clause.before) == 1 and clause.before[0].text in ("those", "the ones")
    few = bool(after) and after[0].quantity == "very-little" and after[0].text in ("few", "very few")
    return states and those and few and [p.text for p in after[1:]] in ([], ["in", "number"])


def _grades(noun: Phrase, scene: Scene) -> tuple[Unit, ...]:
    """Return the grade before a noun, or that of the clause that tells which are meant."""
    if noun.grades:
        return noun.grades
    previous = scene.previous
    told = (Kind.THAT, Kind.RELATIVE)
    if previous is None or not (previous.clause.reduced or previous.clause.lead_kind in told):
        return ()
    same = previous.clause.antecedent[-1:] == (noun,) and scene.rule(previous.clause) is None
    same = same and not any(p.text == "by" for p in previous.clause.after)  # "judged good by parents"
    return tuple(p.units[0] for p in previous.clause.after if same and p.form is Form.GRADE)[:1]


__all__ = ["read"]
