"""What was said is said again of what is fronted: "at secondary level half are", "for X it is true of all".

In: a clause without a grade whose verb says no more than "is" or "do". Out: the last judgement of the
sentence, given to what the clause is about, with its amount; of an outcome that a setting was judged
for, the same setting with the outcome that is fronted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.comparing.figures.reversed_pairs import SUCH
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.lex.closed_classes import JOINTS, SAYS_SOMETHING, Kind, words_of
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import FIGURES, STANDS_FOR_VERB
from ofsted_kg.grammar.phrases.boundaries import LIGHT, MARKS
from ofsted_kg.grammar.phrases.coordination import amount_of
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import By, Candidate, Judged, Unread

_FRONTS = frozenset({"in", "at", "for", "of", "among", "across", "as for", "under"})
_POINTS = frozenset({"this", "it", "they", "that", "all", "they all", "these", "it all"})
_TRUE = words_of("true so case too also")


def read(reading: Reading, scene: Scene) -> Iterator[Candidate | Unread]:
    """Yield the last judgement again for what a clause names in front."""
    clause = reading.clause
    last = scene.found[-1] if scene.found else None
    if last is None or not isinstance(last.fact, Judged):
        return
    if grades_as_well(clause):
        return  # "earn the same grade" says it again, and leaves nothing out
    whose = _whose_share(clause) if last.fact.quantity is not None else ()
    opens = len(scene.readings) == 1 and clause.lead is None
    if not whose and not restates(clause, opens=opens):
        return
    here = bool(last.units) and any(unit.start == last.units[0].start for unit in scene.units)
    if opens and not here and not whose:
        told = grades_before(scene)
        here = len(told) == 1 and not of_the_rest(last, scene)
        if told and not here and scene.rule(clause) is None:
            yield Unread(next(u for u in clause.units if u.kind is Kind.SUBJECT), *scene.span(clause))
    subject = reading.subject
    if not here or scene.rule(clause) is not None or subject.denied:
        return
    fronted = whose or next(p.names for p in clause.before if p.form is Form.NOUN)
    behind = [p for p in _after(clause) if p.form is Form.NOUN and p.word not in _TRUE]
    much = amount_of(behind) or subject.quantity or next((own for _, own in subject.names), None)
    much = much or ("all" if any(u.text == "all" for u in clause.units) else None)
    outcomes = scene.reader.outcomes
    start, end = clause.phrases[0].start, (_after(clause) or (clause.verb or clause.phrases[-1],))[-1].end
    for slug in fronted:
        fact = replace(last.fact, quantity=much, exception=None, earlier=None)
        placed = slug in outcomes and last.fact.outcome is not None and last.fact.subject not in outcomes
        fact = replace(fact, outcome=slug) if placed else replace(fact, subject=slug, outcome=None)
        yield Candidate(fact, start, end, last.units, By.VERB_PHRASE_ELLIPSIS)


def grades_as_well(clause: Clause) -> bool:
    """Say whether a clause gives a grade again in so many words, as `identity_anaphora` leaves it."""
    return any(unit.text == "as well" for unit in clause.units)


def grades_before(scene: Scene) -> set[tuple[str, bool]]:
    """Return the grades that the sentence before gave: where it is one, it is clear which is given again."""
    before = {unit.start for reading in scene.before for unit in reading.clause.units}
    told = [c.fact for c in scene.found if c.units and c.units[0].start in before]
    return {(fact.grade, fact.at_least) for fact in told if isinstance(fact, Judged)}


def of_the_rest(last: Candidate, scene: Scene) -> bool:
    """Say whether a grade only ends a sentence about others: "..., the sixth being satisfactory"."""
    clauses = (r.clause for r in scene.before if any(u is last.units[0] for u in r.clause.units))
    return any(clause.verb is not None and clause.verb.text == "being" for clause in clauses)


def _after(clause: Clause) -> tuple[Phrase, ...]:
    """Return what stands behind a verb, without what is said of others behind "with"."""
    until = itertools.takewhile(lambda p: p.form not in (Form.WITH, Form.COMMA), clause.after)
    return tuple(p for p in until if p.form not in MARKS)


def restates(clause: Clause, *, opens: bool = False) -> bool:
    """Say whether a clause says of what it names in front that it is so there.

    Args:
        clause: the clause.
        opens: it opens its sentence and says that before again: "Among childminders 72% are."
    """
    verb = clause.verb
    if verb is None or verb.denied or not (opens or clause.lead_kind in JOINTS):
        return False
    if not all(
        u.text in STANDS_FOR_VERB or u.kind is Kind.ADVERB or u.text in ("all", "also") for u in verb.units
    ):
        return False
    before = [p for p in clause.before if p.form not in (*LIGHT, *MARKS)]
    fronted = len(before) > 2 and before[0].text in _FRONTS and before[1].form is Form.NOUN
    if not fronted or not before[1].names or any(p.form not in (Form.NOUN, Form.PREP) for p in before):
        return False
    after = _after(clause)
    if any(u.kind in SAYS_SOMETHING and u.text != "at" for p in (*clause.before, *after) for u in p.units):
        return False
    told = before[-1]
    points = told.text in _POINTS or told.kind is Kind.PRONOUN
    amount = told.quantity is not None or any(u.kind is Kind.COUNT for u in told.units)
    if opens:
        light = all(p.form in (*LIGHT, *MARKS) for p in clause.after)
        return amount and light and not told.names and not PEOPLE & set(before[1].names)
    if all(p.form in LIGHT for p in after):
        return points or amount
    return (points and _is_true(after)) or (told.word in FIGURES and _is_amount(after))


def says_again(clause: Clause, scene: Scene) -> bool:
    """Say whether a clause gave a grade again: that of the sentence before, or "but only half of X are"."""
    start, end = scene.span(clause)
    since = start if _says_it_of_others(clause) else scene.units[0].start
    told = scene.found[scene.told :]
    here = [one for one in told if one.units and one.rule in _SAYS_AGAIN]
    return any(found.units[0].start < since and start <= found.start < end for found in here)


def _says_it_of_others(clause: Clause) -> bool:
    """Say whether a clause leaves all out but whom it is of: "| only half of childminders are"."""
    return clause.verb is not None and bool(clause.before) and all(p.form in LIGHT for p in clause.after)


def _whose_share(clause: Clause) -> tuple[str, ...]:
    """Return whose share a clause tells: "the figure for A is half", "A, for which the figure is half"."""
    verb = clause.verb
    if verb is None or verb.denied or len(verb.units) != 1 or verb.kind is not Kind.BE:
        return ()
    after = [p for p in _after(clause) if p.form not in LIGHT]
    if len(after) != 1 or after[0].quantity is None or after[0].names or after[0].cue is not None:
        return ()
    before = [p for p in clause.before if p.form not in (*LIGHT, *MARKS)]
    if not before or before[0].word not in FIGURES or before[0].names or before[0].grades:
        return ()
    if any(u.kind is Kind.WORD and u.text not in SUCH | FIGURES for u in before[0].units):
        return ()  # "the proportion of girls", "the exclusion rate"
    if len(before) == 1 and clause.antecedent and clause.lead_text in ("for which", "where", "in which"):
        return clause.antecedent[-1].names
    of_it = [p.form for p in before[1:]] == [Form.PREP, Form.NOUN] and before[1].text in _FRONTS
    return before[2].names if of_it and clause.lead_kind in JOINTS and not before[2].grades else ()


def _is_amount(after: Sequence[Phrase]) -> bool:
    """Say whether a figure is only told: "whereas in A the figure is (only half)"."""
    nouns = [p for p in after if p.form not in LIGHT]
    return len(nouns) == 1 and any(u.kind in (Kind.QUANTITY, Kind.COUNT) for u in nouns[0].units)


def _is_true(after: Sequence[Phrase]) -> bool:
    """Say whether what is behind the verb only says that it is so: "true of half", "the case in most"."""
    words = {word for p in after for unit in p.units for word in unit.words}
    nouns = [p for p in after if p.form is Form.NOUN and p.word not in _TRUE]
    return bool(words & _TRUE) and all(p.quantity is not None or p.part is not None for p in nouns)


_SAYS_AGAIN = frozenset({By.VERB_PHRASE_ELLIPSIS, By.PREDICATE_ANAPHORA})

__all__ = ["grades_before", "of_the_rest", "read", "restates", "says_again"]
