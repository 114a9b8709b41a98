"""Tell which grades are of a time before: "unsatisfactory two years ago", "inadequate, is now good".

In: the judgements of a sentence and its readings. Out: the same; those are marked that tell what was
so before, be it that a clause in the past names such a time ("last year", "previously", "at its previous
inspection"), or that the sentence sets it against what is so now. What is still so is not of before.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind, words_of
from ofsted_kg.grammar.lex.semantic_fields import INSPECTIONS
from ofsted_kg.grammar.lex.times import SPANS
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.modality.earlier_inspections import asides_of
from ofsted_kg.grammar.phrases.phrase import Form, Phrase, units_of
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.results import Candidate, Judged, Refusal, Unread

_FORMERLY = words_of("ago previously formerly originally hitherto heretofore initially until till")
_PREVIOUS = INSPECTIONS | SPANS | words_of("assessment judgement judgment grade rating letter")
# What a yearly letter calls its last; of a service, the last inspection is the one that counts.
_LAST = words_of("assessment rating letter year years")
_BEFORE = words_of("before earlier previously")
_NOW = words_of("now currently today nowadays")
_CHANGED = words_of("become becomes became since")
_STILL = words_of("still remain remains remained unchanged continues continue")
_PRESENT = words_of("is are has have")
_PAST = words_of("was were had having been being")
_WHEN = frozenset({"when", "where", "at which time", "at which point", "in which", "at which"})
_BY_THE_WAY = _WHEN | {"which", "who", "that"}
_TELLS = _FORMERLY | _BEFORE | _NOW | _CHANGED | words_of("last previous had when where")

Result = Candidate | Refusal | Unread


class _Told(msgspec.Struct, frozen=True):
    """A judgement, in which clause its grade stands, and the words that it is said with."""

    found: Candidate
    fact: Judged
    grade: int
    place: int
    clause: Clause
    units: tuple[Unit, ...]


def tells_past(units: Sequence[Unit]) -> bool:
    """Say whether a sentence holds a word that can set a time before against now."""
    return any(word in _TELLS for unit in units for word in unit.words)


def with_past(results: Sequence[Result], readings: Sequence[Reading]) -> list[Result]:
    """Return what a sentence gave, with the judgements marked that tell of a time before."""
    told = [_told(result, readings) for result in results]
    every = [own for own in told if own is not None]
    return [
        replace(own.found, fact=replace(own.fact, past=True))
        if own is not None and _is_past(own, every, readings)
        else result
        for result, own in zip(results, told, strict=True)
    ]


def _told(result: Result, readings: Sequence[Reading]) -> _Told | None:
    if not isinstance(result, Candidate) or not isinstance(result.fact, Judged) or not result.units:
        return None
    grade = result.units[0].start
    if not result.start <= grade < result.end:
        return None  # "and so is B": its words only take up the grade
    for place, reading in enumerate(readings):
        if any(unit.start == grade for unit in reading.clause.units):
            said = _said_with(reading.clause, grade)
            return _Told(result, result.fact, grade, place, reading.clause, tuple(said))
    return None


def _said_with(clause: Clause, grade: int) -> list[Unit]:
    """Return the words that a grade is said with: an aside, what stands before the verb, or the predicate."""
    own = next((units for units in asides_of(clause) if any(u.start == grade for u in units)), None)
    if own is not None:
        return own
    before = units_of(clause.before)
    if clause.verb is None or any(unit.start == grade for unit in before):
        return before
    nouns = [place for place, p in enumerate(clause.before) if p.form is Form.NOUN and p.word in _PREVIOUS]
    # "The last assessment judged", "At the previous inspection X was"
    whole = bool(nouns) and (clause.verb_has(Kind.JUDGE) or nouns[0] == 1)
    fronted = before if whole else units_of(_times(clause.before))
    behind, first = _beside(units_of(clause.after), grade)
    if not first and clause.lead_text == "whose":
        return behind  # "X, whose last inspection had found it poor, good"
    return [*fronted, *clause.verb.units, *behind]


def _beside(units: Sequence[Unit], grade: int) -> tuple[list[Unit], bool]:
    """Return what stands beside one of several grades: "inadequate last year | and good now"."""
    own = next((n for n, unit in enumerate(units) if unit.start == grade), 0)
    grades = [n for n, unit in enumerate(units) if unit.kind is Kind.GRADE]
    marks = [n for n, unit in enumerate(units) if unit.kind in (Kind.COMMA, Kind.AND)]
    start = max((m for m in marks if m < own and any(g < m for g in grades)), default=0)
    end = min((m for m in marks if m > own and any(g > m for g in grades)), default=len(units))
    return list(units[start:end]), start == 0


def _times(zone: Sequence[Phrase]) -> list[Phrase]:
    """Return the times of a clause, but not those of what it is about: "homes inspected | last year"."""
    fronts = (None, *zone)
    return [
        phrase
        for before, phrase in zip(fronts, zone, strict=False)
        if phrase.form is Form.ADVERB and (before is None or before.form in (Form.NOUN, Form.COMMA))
    ]


def _is_past(own: _Told, told: Sequence[_Told], readings: Sequence[Reading]) -> bool:
    if _is_of_now(own.units):
        return False
    others = [
        other
        for other in told
        if other.grade != own.grade
        and (other.fact.subject, other.fact.outcome) == (own.fact.subject, own.fact.outcome)
    ]
    if _names_time(own.units) or _is_since(own, readings):
        return bool(others) or not any(_still(reading.clause) for reading in readings[own.place :])
    return any(_follows(other, own) for other in others)


def _follows(now: _Told, then: _Told) -> bool:
    """Say whether a judgement tells what became of what another tells: "which was X, is now Y"."""
    verb = now.clause.verb
    if verb is None or verb.end > now.grade:
        return False
    if not (_is_of_now(now.units) or verb.text == "became"):
        return False
    if not _has(now.units, _NOW | _CHANGED):
        by_the_way = then.clause.lead_text in _BY_THE_WAY and now.fact.quantity == then.fact.quantity
        return by_the_way and _was(then.units)
    named = then.clause is now.clause and then.grade < verb.start  # "the inadequate school is now good"
    judged = then.grade < now.grade and any(unit.kind is Kind.JUDGE for unit in then.units)
    # "moved from being below it, | with most now good and one poor": they share the verb
    beside = then.clause is now.clause and then.grade > now.grade
    return named or judged or (_was(then.units) and not beside)


def _still(clause: Clause) -> bool:
    """Say whether a clause says that it is still so: "and remains so", "as it is now"."""
    return _has(clause.units, _STILL) or (clause.lead_text == "as" and _has(clause.units, _NOW))


def _is_of_now(units: Sequence[Unit]) -> bool:
    """Say whether words tell what is so now: they have a verb of the present, or say so."""
    verbs = [unit for unit in units if unit.kind in (Kind.BE, Kind.HAVE, Kind.COPULA, Kind.MODAL)]
    return any(u.words[0] in _PRESENT or u.kind in (Kind.COPULA, Kind.MODAL) for u in verbs) or _has(
        units, _NOW
    )


def _was(units: Sequence[Unit]) -> bool:
    return any(unit.kind in (Kind.BE, Kind.HAVE) and unit.words[0] in _PAST for unit in units)


def _has(units: Sequence[Unit], words: frozenset[str]) -> bool:
    return any(word in words for unit in units for word in unit.words)


def _names_time(units: Sequence[Unit]) -> bool:
    """Say whether words name a time before: "two years ago", "at its previous inspection", "had been"."""
    words = [word for unit in units for word in unit.words]
    pairs = set(itertools.pairwise(words))
    perfect = ("had", "been") in pairs and not any(unit.kind is Kind.JUDGE for unit in units)
    if perfect or any(word in _FORMERLY for word in words):
        return True
    if any(first in SPANS and second in _BEFORE for first, second in pairs):
        return True
    since = {place + 1 for place, word in enumerate(words) if word == "since"}  # "a decline since last year"
    leads = ((n, word) for n, word in enumerate(words) if word in ("previous", "last") and n not in since)
    return any(
        w in (_PREVIOUS if lead == "previous" else _last(words[:place]))
        for place, lead in leads
        for w in words[place + 1 : place + 5]
    )


def _last(ahead: Sequence[str]) -> frozenset[str]:
    """Return of what "last" is one before: "last year", but "in the last year" is the one under review."""
    return _LAST - SPANS if ahead[-1:] == ["the"] else _LAST


def _is_since(own: _Told, readings: Sequence[Reading]) -> bool:
    """Say whether a clause tells of what has changed: "since the last inspection, when X was good"."""
    if own.clause.lead_text not in _WHEN:
        return False
    start = own.clause.lead.start if own.clause.lead is not None else 0
    told = {u.start: u for r in readings for u in (r.clause.lead, *r.clause.units) if u and u.end <= start}
    words = [word for _, unit in sorted(told.items()) for word in unit.words]
    return "since" in words and any(word in ("last", "previous") for word in words[words.index("since") :])


__all__ = ["tells_past", "with_past"]
