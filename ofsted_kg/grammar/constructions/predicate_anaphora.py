# Past 300 lines: every way of saying that the same is so of another.
"""What was said is said again of another: "as is B", "so are most of C", "the same is true of D".

In: a reading. Out: the last judgement of the passage, given to whom the clause names.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.constructions.ellipsis import is_amount, is_too
from ofsted_kg.grammar.constructions.judgement import adverb_amount
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.verb_phrase_ellipsis import (
    grades_as_well,
    grades_before,
    of_the_rest,
    restates,
)
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import EXCEPTIONS, SIZES
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.coordination import amount_of
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import ONE
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import By, Candidate, Judged, Refusal, Rule

# Names by which a place is any of them: "and so are sixth forms | in most of the schools".
_ANY = frozenset({ALL_SETTINGS, "schools"})
_SAYS = frozenset({Kind.COMPARATOR, Kind.CUE, Kind.GRADE})


def read(reading: Reading, scene: Scene) -> Iterator[Candidate | Refusal]:
    """Yield the judgements that repeat the last one."""
    clause = replace(reading.clause, after=_without_apposed(reading.clause.after))
    if scene.found and (_in_part(reading) or _as_many(reading, scene)):
        yield from _so_are(reading, scene)
    if not repeats(clause):
        return
    # What is said of others behind "with" is no part of it: "as is B, with C satisfactory".
    after = itertools.takewhile(lambda p: p.form is not Form.WITH, _past_aside(clause.after))
    clause = replace(clause, after=_without_rest(tuple(after)))
    spared = scene.reader.exceptions(clause.before)[1] if clause.lead_text in ("as", "so") else ()
    told = (*clause.before, *clause.after)
    leads = [p for p in clause.after if p.form is Form.PREP]  # "as is the unit | at Basing"
    start = scene.span(clause)[0]
    apart = _in_exceptions(scene)
    graded = grades_as_well(clause)
    ahead = (f for f in reversed(scene.found) if f.units and f.start < start)
    ahead = (f for f in ahead if isinstance(f.fact, Judged)) if graded else ahead
    last = next((found for found in ahead if found.units[0].start not in apart), None)
    if last is None or not any(unit in scene.units for unit in last.units) or _in_cases(scene):
        last = _of_others(scene) or last
    if (
        last is None
        or not isinstance(last.fact, Judged)
        or any(u.kind in _SAYS and u.text not in SIZES for p in told if p not in leads for u in p.units)
    ):
        return
    if (
        (_also(clause) or clause.verb is None)
        and last.units
        and not _near(last.units[0], reading.clause, scene)
    ):
        return  # what another sentence said is not left out here
    if _compares_alone(clause, scene):
        return
    zone = [p for p in clause.after if p.names or p.word not in ("true", "case", "said")]
    counted = [p for p in zone if p.total and p.quantity]
    others = bool(counted) and not any(p.names and set(p.names) != {ALL_SETTINGS} for p in zone)
    if _also(clause) or is_too(clause.phrases) or not (others or any(p.names for p in zone)):
        zone = list(clause.before or clause.antecedent)
    subject = scene.reader.read(zone, None)
    if subject.denied:
        return  # "No school is too"
    if _also(clause):  # "Those on staying safe are too, save in childminding"
        subject = replace(subject, exceptions=scene.reader.exceptions(clause.after)[1])
    if spared:  # "and so, apart from one, are B"
        subject = replace(subject, exceptions=(*subject.exceptions, *spared))
    if others:  # "as are all but two of the fifteen run by others"
        subject = replace(subject, names=((last.fact.subject, counted[0].quantity),))
    behind = [group for group in scene.reader.groups(zone) if group.placed]
    much = amount_of(noun for group in behind for noun in group.nouns if _ANY.issuperset(noun.names))
    much = much or (adverb_amount(clause.after) if _also(clause) else None)
    excepted = next((slug for slug in subject.exceptions if slug != ONE), None)
    for slug, own in dict.fromkeys(subject.names):
        # "is good in most settings, as is B"; "most of A are good, and the same is true of B"
        percent = any(unit.percent for p in zone for unit in p.units)  # "true of 62% of B"
        same = any("same" in unit.words for unit in clause.units) and not percent
        much_too = last.amount if subject.part is None else None  # "so are two of B": not all of them
        quantity = own or much or (last.fact.quantity if same else much_too)
        if ONE in subject.exceptions and quantity in (None, "all"):
            quantity = "nearly-all"
        fact = replace(
            last.fact, subject=slug, quantity=quantity, exception=excepted, outcome=subject.outcome
        )
        yield Candidate(fact, *scene.span(clause), last.units, By.PREDICATE_ANAPHORA)


def _in_exceptions(scene: Scene) -> set[int]:
    """Return where grades stand that are told of an exception alone: "good but for X, where it is poor"."""
    return {
        unit.start
        for reading in scene.readings
        if reading.clause.lead_text == "where"
        and [p.text for p in reading.clause.before] in (["they"], ["it"])
        for unit in reading.clause.units
        if unit.kind is Kind.GRADE
    }


def _compares_alone(clause: Clause, scene: Scene) -> bool:
    """Say whether what an echo repeats compares and does not judge: "A do better than X, and so do B"."""
    previous = _past_brackets(scene)
    if previous is None or previous.clause.verb is None or grades_as_well(clause):
        return False  # "and B got the same grade" judges
    kinds = {unit.kind for phrase in previous.clause.after for unit in phrase.units}
    if previous.subject.cue is not None and Kind.COMPARATOR in kinds:
        return True  # "Fewer A are good than elsewhere and the same is true of B"
    return Kind.COMPARATOR in kinds and Kind.GRADE not in kinds


def _past_brackets(scene: Scene) -> Reading | None:
    """Return the reading before the present one that is in no brackets: "A is above X (85%), | so is B"."""
    told = (reading for reading in reversed(scene.readings[:-1]) if reading.clause.lead_kind is not Kind.OPEN)
    return next(told, None)


def _of_others(scene: Scene) -> Candidate | None:
    """Return the grade of something outside the vocabulary: "Support for X is good, | and so is B"."""
    previous = scene.previous
    if previous is None or not previous.clause.verb_has(Kind.BE):
        return None
    if scene.rule(previous.clause) is not None and not _in_cases(scene):
        return None
    after = [p for p in previous.clause.after if p.form not in (Form.ADVERB, Form.COMMA, Form.AND)]
    grades = [unit for unit in previous.clause.units if unit.kind is Kind.GRADE]
    said = len(after) == len(grades) == 1 and after[0].form is Form.GRADE
    if not said or previous.subject.denied or previous.subject.share or previous.subject.cue is not None:
        return None
    fact = Judged(ALL_SETTINGS, grades[0].slugs[0], grades[0].at_least)
    return Candidate(fact, grades[0].start, grades[0].end, (), By.PREDICATE_ANAPHORA)


def _in_cases(scene: Scene) -> bool:
    """Say whether it was only said in which cases: "Where care is poor, | as it is in two homes,"."""
    above = scene.previous.clause if scene.previous is not None else None
    return above is not None and above.lead_text == "where" and scene.rule(above) is Rule.CONDITION


def _near(grade: Unit, clause: Clause, scene: Scene) -> bool:
    """Say whether a grade was said near enough to be left out: in the sentence, or just before "is too"."""
    if any(unit.start == grade.start for unit in scene.units):
        return True
    too = any(u.text in ("too", "also", "as well") for u in clause.units)
    # "By contrast only a third of secondary schools are."
    alone = len(scene.readings) == 1 and not clause.after and clause.verb_has(Kind.BE)
    too = too or (alone and clause.units[-1].end >= scene.units[-1].start)
    return too and any(u.start == grade.start for r in scene.before for u in r.clause.units)


def _also(clause: Clause) -> bool:
    """Say whether a clause says that another does so too: "and sixth forms also do"."""
    verb = clause.verb
    if verb is None or verb.denied or verb.text not in ("do", "does", "did", "are", "is", "were", "was"):
        return False
    said = [p for p in _without_exception(clause.after) if p.form is not Form.COMMA]
    if not all(p.form is Form.ADVERB for p in said):
        return False
    also = any(p.text in ("also", "too", "likewise", "as well") for p in (*clause.before, *said))
    also = also or any(u.text in ("also", "too") for u in verb.units)
    # "two thirds of A are good but only half of B are"
    half = len(verb.units) == 1 and any(p.names and is_amount(p) for p in clause.before)
    told = clause.before or clause.antecedent  # "and childminding, which is too"
    return (also or half) and any(p.names for p in told)


def _without_exception(after: Zone) -> Zone:
    place = next((n for n, p in enumerate(after) if p.form in (Form.EXCEPT, Form.WITH)), len(after))
    return after[:place]


def _in_part(reading: Reading) -> bool:
    """Say whether a clause says of how many it is so: "though not A, fewer than half of which are".

    Also "one was outstanding; there are now four that are".
    """
    clause, subject = reading.clause, reading.subject
    bare = clause.verb is not None and clause.verb.text in ("are", "is", "were", "was", "do", "does")
    much = subject.quantity is not None or subject.part is not None
    told = bool(subject.names) and much and not subject.denied
    counts = clause.antecedent[-1:]
    if not clause.before and counts and counts[0].part and subject.names and not counts[0].names:
        return bare and not clause.after and clause.lead_kind in (Kind.RELATIVE, Kind.THAT)
    return bare and told and not clause.after and clause.lead_kind is Kind.RELATIVE and bool(clause.before)


def _as_many(reading: Reading, scene: Scene) -> bool:
    """Say whether a clause says how many are so by now: "only one was good, | three are now"."""
    clause, subject = reading.clause, reading.subject
    be = clause.verb is not None and len(clause.verb.units) == 1 and clause.verb_has(Kind.BE)
    nouns = [p for p in clause.before if p.form not in (Form.ADVERB, Form.COMMA)]
    fronted = [p.form for p in nouns] == [Form.PREP, Form.NOUN, Form.NOUN]
    if clause.lead is None and fronted and not restates(clause, opens=len(scene.readings) == 1):
        nouns = nouns[2:]  # "In the one phase, | where half were poor, | only two now are"
    bare = be and len(nouns) == 1 and not nouns[0].names and (nouns[0].part or is_amount(nouns[0]))
    told = bool(subject.names) and not subject.denied and not subject.share
    behind = [p for p in clause.after if p.form not in (Form.ADVERB, Form.COMMA)]
    apposed = any(p.form is Form.COMMA for p in clause.after) and not any(
        p.form is Form.GRADE for p in behind
    )  # "four in five now are, a higher share than nationally"
    # "two thirds are, a share level with theirs"
    share = bool(behind) and behind[0].share and any(p.form is Form.CUE for p in behind)
    return bool(bare) and told and (not behind or (apposed and (behind[0].cue is not None or share)))


def _so_are(reading: Reading, scene: Scene) -> Iterator[Candidate]:
    last = scene.found[-1]
    here = bool(last.units) and any(unit.start == last.units[0].start for unit in scene.units)
    # "A year ago half were good. Two thirds now are."
    alone = len(scene.readings) == 1 and not reading.clause.antecedent and _as_many(reading, scene)
    before = alone and len(grades_before(scene)) == 1 and not of_the_rest(last, scene)
    if not isinstance(last.fact, Judged) or not (here or before):
        return
    start, end = scene.span(reading.clause)
    behind = next((u for u in scene.units if u.start >= end), None)
    if behind is not None and behind.kind is Kind.GRADE:
        return  # "while three were | adequate four were": it has a grade of its own
    ahead = [u for u in scene.units if u.start < start][-2:]
    inserted = [u.kind for u in ahead[:1]] == [Kind.COMMA] and reading.clause.lead_text == "as"
    if inserted and behind is not None and behind.kind is Kind.COMMA:
        return  # "good except where, as three are, they are outstanding": as what follows says
    said = reading.clause.verb.start if reading.clause.verb is not None else start
    told = scene.units if here else [u for r in scene.before for u in r.clause.units]
    grades = [u for u in told if u.kind is Kind.GRADE and u.start < said]
    if not grades or grades[-1].start != last.units[0].start:
        return  # "adequate; the fourth, which was not inadequate then, is": which of the two
    much = reading.subject.quantity
    for slug in reading.subject.slugs:
        fact = replace(last.fact, subject=slug, quantity=much, exception=None, outcome=None)
        yield Candidate(fact, *_span(reading.clause, scene), last.units, By.PREDICATE_ANAPHORA)


def _span(clause: Clause, scene: Scene) -> tuple[int, int]:
    """Return where it is said how many: not "In the one, where half were poor in 2006, | two now are"."""
    start, end = scene.span(clause)
    fronted = clause.lead is None and clause.before and clause.before[0].form is Form.PREP
    return (
        (next(p.start for p in reversed(clause.before) if p.form is Form.NOUN), end)
        if fronted
        else (start, end)
    )


def _without_aside(before: Zone) -> Zone:
    """Leave out what stands between commas: "and so, following a long search, is B".

    What is taken out may be told of in between: "and so, apart from one, | which is poor, | are B".
    """
    commas = [n for n, p in enumerate(before) if p.form is Form.COMMA]
    led = (Form.PREP, Form.CONJ, Form.EXCEPT)  # "and so, since its move, is B"
    inside = before[commas[0] + 1 :] if commas else ()
    opens = inside[0].form if inside else None
    shut = len(commas) == 2 and commas[1] == len(before) - 1
    spared = opens is Form.WITH and len(inside) > 1 and inside[1].word in EXCEPTIONS
    aside = (opens in led or spared) and (shut or (opens is Form.EXCEPT and len(commas) == 1))
    named = any(p.names for p in before) and opens is not Form.EXCEPT
    return before[: commas[0]] if aside and not named else before


def _without_rest(after: Zone) -> Zone:
    """Leave out what has a grade of its own: "so are most of B, | the rest being poor"."""
    commas = (n for n, p in enumerate(after[:-1]) if p.form is Form.COMMA)
    own = (n for n in commas if after[n + 1].kind in _PARTS and _ends_or_graded(after, n + 2))
    return after[: next(own, len(after))]


def _without_apposed(after: Zone) -> Zone:
    """Leave out what is compared beside a name: "so are 60% of A, | the most of X, | and most of B"."""
    commas = [n for n, p in enumerate(after) if p.form is Form.COMMA]
    runs = [after[start:end] for start, end in itertools.pairwise((0, *commas, len(after)))]
    compares = [any(u.kind in _COMPARES for p in run for u in p.units) for run in runs]
    named = [any(p.names for p in run) for run in runs]
    too = any(p.text in ("too", "also", "as well") for p in runs[0])
    graded = any(u.kind is Kind.GRADE for p in after for u in p.units)
    if all(compares[1:]) and not (graded or any(named)) and all(p.form is Form.ADVERB for p in runs[0]):
        return runs[0]  # "but only half of B are, | a lower share than nationally"
    if compares[0] or not (named[0] or too):
        return after
    kept = (run for run, apart, own in zip(runs, compares, named, strict=True) if own or not apart)
    return tuple(itertools.chain.from_iterable(kept))


_COMPARES = frozenset({Kind.COMPARATOR, Kind.CUE})


def _ends_or_graded(after: Zone, place: int) -> bool:
    """Say whether a part has a grade, or the verb of the next clause: "the rest | having been"."""
    last = place == len(after) and after[place - 1].kind is Kind.REST
    return last or (place < len(after) and after[place].form is Form.GRADE)


_PARTS = frozenset({Kind.REST, Kind.COUNT, Kind.QUANTITY, Kind.PRONOUN})


def _past_aside(after: Zone) -> Zone:
    """Return what stands behind an aside: "as is, on a smaller scale, | B"."""
    commas = [n for n, p in enumerate(after) if p.form is Form.COMMA][:2]
    return after[commas[1] + 1 :] if len(commas) == 2 and not commas[0] else after


def repeats(clause: Clause) -> bool:
    """Say whether a clause repeats what was said for another."""
    words = {word for unit in clause.units for word in unit.words}
    if "same" in words and any(u.kind is Kind.NOT or u.text == "cannot" for u in clause.units):
        return False  # "the same cannot be said of X"
    if _also(clause) or (clause.verb is None and is_too(clause.phrases)):
        return True
    if "this" in words and not words.isdisjoint(("also", "too")) and not words.isdisjoint(("true", "case")):
        return True
    if "same" in words and not words.isdisjoint(("true", "applies", "said", "case", "holds", "goes")):
        return True
    if clause.lead_text not in ("as", "so") and words.isdisjoint(("as", "so")):
        return False
    opens = [p for p in _without_aside(clause.before) if p.form not in (Form.ADVERB, Form.COMMA, Form.AND)]
    lead = clause.lead_text in ("as", "so") or any(p.text in ("as", "so") for p in clause.before)
    pronoun = all(p.text in ("it", "they", "so", "too", "in", "the main", "as") for p in opens)
    return lead and pronoun and clause.verb_has(Kind.BE, Kind.VERB, Kind.HAVE) and bool(clause.after)
