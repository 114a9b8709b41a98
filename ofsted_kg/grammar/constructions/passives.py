"""Grades in the passive: "A good service is provided by X", "A judgement of good was recorded for X".

In: a reading. Out: a judgement of who gives what is graded, or of what a grade was given to; the clause's
own subject is the grade.
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.constructions.judgement import judge
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.transparent_nouns import JUDGEMENT_NOUNS, NAMED_BY, gives_only
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.concepts import PEOPLE
from ofsted_kg.grammar.lex.semantic_fields import GIVEN
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.phrases.boundaries import MARKS
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import By, Candidate

_PROVIDED = words_of(
    """
    provided offered given delivered maintained run reached kept sustained achieved attained supplied
    furnished afforded upheld secured
    """
)
_AWARDED = words_of(
    "awarded given recorded made reached returned assigned accorded conferred attached entered bestowed"
)
_GOES = words_of(
    "go goes went gone fell falls attaches attach belongs belong belonged applies apply applied came comes"
)
_GOES_TO = frozenset({"fell to", "falls to", "fall to"})
_EARNED = words_of("achieved earned gained received attained obtained won secured")
_TO = frozenset({"to", "for", "on", "of", "in", "upon", "in respect of", "with regard to", "in relation to"})
_QUALITY = words_of("quality standard")
_STOPS = frozenset(
    {Form.COMMA, Form.STOP, Form.CONJ, Form.VERB, Form.CUE, Form.THAN, Form.COMPARED, Form.REL}
)


def read(reading: Reading, scene: Scene) -> Iterator[Candidate]:
    """Yield the judgement of a clause whose subject is a grade."""
    clause = reading.clause
    if clause.verb is None or clause.verb.denied or not (clause.verb_has(Kind.BE) or _goes(clause)):
        return
    graded = None if any(p.form is Form.NOT for p in clause.before) else _graded(clause)
    if graded is None or scene.rule(clause) is not None:
        return
    noun, grade = graded
    if any(grade in found.units for found in scene.found[-4:]):
        return  # "Good grades were given to most nurseries": the noun that has the grade tells
    done, zone = _done(clause)
    lead = zone[0].text if zone else ""
    if clause.verb.text in _GOES_TO:  # "A good rating (fell to) the service"
        lead, zone = "to", (clause.verb, *zone)
    judged = noun.word in NAMED_BY or noun.form is Form.GRADE
    by = lead == "by" and done in (_EARNED if judged else _PROVIDED)
    if not (by or (judged and done in _AWARDED | _GOES and lead in _TO)):
        return
    end = 1 + _end(zone[1:])
    rest, exceptions, _ = scene.reader.exceptions(zone[1:end])
    subject = scene.reader.read(rest, scene.heading)
    settled = scene.resolver.settle(subject, clause, scene.previous)
    if not settled.names or settled.denied or (by and set(settled.slugs) & PEOPLE):
        return
    yield from judge(settled, grade, scene.span(clause), By.PASSIVES, exceptions)
    if judged and not by:
        yield from _gapped(zone[end:], lead, scene)


def _gapped(zone: Zone, lead: str, scene: Scene) -> Iterator[Candidate]:
    """Yield what further grades were given to: "Outstanding was awarded to A, good to B and poor to C"."""
    while len(zone) > 1:
        first = next((n for n, p in enumerate(zone) if p.form not in MARKS), len(zone))
        said = zone[first:]
        if len(said) < _SHORTEST or said[0].form is not Form.GRADE or said[1].text != lead:
            return
        end = 2 + _end(said[2:])
        rest, exceptions, _ = scene.reader.exceptions(said[2:end])
        subject = scene.reader.read(rest, scene.heading)
        if not subject.names or subject.denied:
            return
        span = (said[0].start, said[end - 1].end)
        yield from judge(subject, said[0].units[0], span, By.PASSIVES, exceptions)
        zone = said[end:]


_SHORTEST = 3


def _graded(clause: Clause) -> tuple[Phrase, Unit] | None:
    """Return the noun that is a clause's subject and its grade: "provision of good quality"."""
    front = [phrase for phrase in clause.before if phrase.form is not Form.ADVERB]
    if [phrase.form for phrase in front] == [Form.GRADE]:
        return front[0], front[0].units[0]  # "Good was awarded to"
    if not front or front[0].form is not Form.NOUN or front[0].names or gives_only(front[0]):
        return None
    noun = front[0]
    named = len(front) > 1 and front[-1].form is Form.GRADE
    if noun.word not in (GIVEN | NAMED_BY if named else GIVEN | JUDGEMENT_NOUNS):
        return None
    if len(noun.grades) == len(front) == 1:
        return noun, noun.grades[0]
    if len(front) != 3 or front[1].text != "of" or noun.grades:
        return None
    last = front[2]
    if last.form is Form.GRADE and noun.word in NAMED_BY:
        return noun, last.units[0]
    return (noun, last.grades[0]) if len(last.grades) == 1 and last.word in _QUALITY else None


def _goes(clause: Clause) -> bool:
    """Say whether a grade is what its subject has, by an active verb: "The award of good went to X"."""
    verb = clause.verb
    return verb is not None and (verb.units[-1].words[-1] in _GOES or verb.text in _GOES_TO)


def _done(clause: Clause) -> tuple[str, Zone]:
    """Return what was done in the passive, and what stands behind it."""
    verb, after = clause.verb, clause.after
    told = verb.units[-1].words[-1] if verb is not None else ""
    if told in _PROVIDED | _AWARDED | _EARNED | _GOES:
        return told, after
    if verb is not None and verb.text in _GOES_TO:
        return "fell", after
    first = after[0] if after else None
    alone = first is not None and len(first.units) == 1 and first.form in (Form.NOUN, Form.OTHER)
    return (first.word, after[1:]) if first is not None and alone else ("", after)


def _end(zone: Zone) -> int:
    """Return where whom it is said of ends: before a further grade, a clause or a mark."""
    for place, phrase in enumerate(zone):
        if phrase.form in _STOPS and not (phrase.form is Form.COMMA and _goes_on(zone, place)):
            return place
        if phrase.form is Form.AND and any(p.form is Form.GRADE or p.grades for p in zone[place:]):
            return place
    return len(zone)


def _goes_on(zone: Zone, place: int) -> bool:
    """Say whether a comma only parts names: "to A, B and C"."""
    ahead = zone[place + 1 : place + 3]
    listed = len(ahead) == 2 and ahead[0].form is Form.NOUN and bool(ahead[0].names) and not ahead[0].grades
    return listed and ahead[1].form in (Form.COMMA, Form.AND)
