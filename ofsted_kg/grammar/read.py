"""Read the statements in a letter's prose, step by step.

In: the text of a passage, the outcome of its heading and the lexicon. Out: for each of its
sentences a `Reading of it`: units, phrases, clauses, and the `Account` of every grade and
every comparator.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from ofsted_kg.grammar import constructions
from ofsted_kg.grammar.account import COUNTED, account
from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.clauses.discontinuous_fronting import discontinuous_fronting
from ofsted_kg.grammar.clauses.preposing import preposed
from ofsted_kg.grammar.clauses.segmentation import split
from ofsted_kg.grammar.comparing.comparators.mentions import real_mentions
from ofsted_kg.grammar.comparing.comparees.comparee import Comparees
from ofsted_kg.grammar.comparing.comparees.measure_polarity import MeasurePolarity
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.reader import ComparisonReader
from ofsted_kg.grammar.constructions.scene import Scene
from ofsted_kg.grammar.constructions.unread_comparisons import unread_comparisons
from ofsted_kg.grammar.constructions.unread_names import unread_names
from ofsted_kg.grammar.lex.chunker import Chunker
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.comparatives import adverbs
from ofsted_kg.grammar.lex.compound_sentences import members
from ofsted_kg.grammar.lex.concepts import ALL_OUTCOMES, WEAK
from ofsted_kg.grammar.lex.disambiguation import settled
from ofsted_kg.grammar.lex.sentences import sentences
from ofsted_kg.grammar.lex.times import is_year
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.modality.assertion import modality
from ofsted_kg.grammar.modality.earlier_inspections import dated, tells_year
from ofsted_kg.grammar.modality.past import tells_past, with_past
from ofsted_kg.grammar.periphrasis.adjuncts.lead_ins import lead_ins
from ofsted_kg.grammar.periphrasis.paraphrase import plain_units
from ofsted_kg.grammar.phrases.phrase import Form, Phrase
from ofsted_kg.grammar.phrases.phrase_structure import phrases
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.reference.discourse_model import Reading
from ofsted_kg.grammar.reference.plural_anaphora import stand_together
from ofsted_kg.grammar.reference.resolution import Resolver
from ofsted_kg.grammar.results import Account, Candidate, Judged, Refusal, Rule, Unread
from ofsted_kg.vocabulary.lexicon import Lexicon, Token

_NO_PLACES = {
    "own-average": Rule.OWN_PAST,
    "of-those-named": Rule.NAME,
    "other-place": Rule.OTHER_PLACE,
    "region": Rule.OTHER_PLACE,
    "no-comparator": Rule.RECOGNISED,
}


class Sentence(msgspec.Struct, frozen=True):
    """A sentence, and what each step made of it.

    Attributes:
        start: where it begins, with what only leads it in, which no step has.
        units: of what it says.
        phrases: made of them.
        clauses: made of those.
        readings: the clauses with their subjects.
        account: of each grade and comparator.
    """

    start: int
    units: tuple[Unit, ...]
    phrases: tuple[Phrase, ...]
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...]
    account: Account


class _Lexed(msgspec.Struct, frozen=True):
    """The units of a sentence, or of an independent member of it, without what leads it in.

    Attributes:
        start: where it begins, with that.
        quoted: where the quote of what it says first begins.
        units: of what it says.
        lead: of what leads it in.
    """

    start: int
    quoted: int
    units: Sequence[Unit]
    lead: Sequence[Unit] = ()


class Grammar(msgspec.Struct, frozen=True):
    """The steps that need the lexicon, made once."""

    chunker: Chunker
    reader: SubjectReader
    about: Comparees
    less: MeasurePolarity
    how: Mapping[str, str]


@lru_cache(maxsize=2)
def grammar(lexicon: Lexicon) -> Grammar:
    """Return the grammar of a lexicon."""
    outcomes = frozenset(entry.slug for entry in lexicon.concepts("outcome"))
    settings = frozenset(entry.slug for entry in lexicon.concepts("setting"))
    less = MeasurePolarity(lexicon)
    return Grammar(
        Chunker(lexicon),
        SubjectReader(outcomes),
        Comparees(settings, outcomes, less),
        less,
        adverbs(lexicon),
    )


def read_text(text: str, heading: str | None, lexicon: Lexicon, *, whole: bool = True) -> Iterator[Sentence]:
    """Read the sentences of a passage, in order.

    Args:
        text: of the passage.
        heading: slug of the outcome under whose heading it stands.
        lexicon: the vocabulary.
        whole: read it also where no grade and no comparator stands in it, of which nothing comes.
    """
    made = grammar(lexicon)
    lexed = [_members(tokens, made) for tokens in sentences(text)]
    if not whole and not any(_counts(unit) for parts in lexed for part in parts for unit in part.units):
        return
    heading = _run_in([part.units for parts in lexed for part in parts], made.reader.outcomes) or heading
    comparing = ComparisonReader(made.about, made.less)
    scene = Scene(made.reader, Resolver(made.reader, heading), comparing, heading)
    for parts in lexed:
        before, scene.told_here, first = scene.told_here, (), len(scene.found)
        for part in parts:
            scene.before = scene.told_here or before
            yield _member(part, made, scene)
        _remember(scene, _judged(scene.found[first:]))


def _run_in(lexed: Sequence[Sequence[Unit]], outcomes: frozenset[str]) -> str | None:
    """Return the outcome that a passage opens with as its heading: "Staying safe. Good in most settings."."""
    first = lexed[0] if len(lexed) > 1 else ()
    slugs = [slug for unit in first for slug in unit.slugs]
    return (
        slugs[0] if len(first) == len(slugs) == 1 and slugs[0] in outcomes - WEAK - {ALL_OUTCOMES} else None
    )


def _counts(unit: Unit) -> bool:
    """Say whether something may come of a unit; "those nationally" are known for places later on."""
    return unit.kind in COUNTED or unit.words == _NATIONALLY


_NATIONALLY = ("nationally",)


def _member(lexed: _Lexed, made: Grammar, scene: Scene) -> Sentence:
    """Read an independent member of a sentence: as a rule it is the only one."""
    whole = lexed.units
    units, no_places = real_mentions(whole, made.how)
    found = phrases(units)
    clauses = discontinuous_fronting(preposed(split(found)))
    counted = any(unit.kind in COUNTED for unit in units)
    rules = modality(clauses, units) if counted else [None] * len(clauses)
    scene.rules = {id(clause): rule for clause, rule in zip(clauses, rules, strict=True) if rule is not None}
    scene.readings = []
    scene.units, scene.owned, scene.told = tuple(units), {}, len(scene.found)
    results: list[Candidate | Refusal | Unread] = [
        Refusal(tuple(u for u in whole if u.start == mention.start), _NO_PLACES[mention.rule])
        for mention in no_places
        if mention.rule in _NO_PLACES
    ]
    graded = (unit for unit in lexed.lead if unit.kind is Kind.GRADE)  # "It is good to see that"
    results += [Unread(unit, lexed.start, unit.end) for unit in graded]
    for reading in scene.resolver.readings(clauses, [told.clause for told in scene.told_here]):
        scene.readings.append(reading)
        for construction in constructions.JUDGING:
            for result in construction(reading, scene):
                results.append(result)
                if isinstance(result, Candidate):
                    scene.found.append(result)
                    judging = (*scene.resolver.memory.judging, result.fact.subject)
                    scene.resolver.memory.judging = tuple(dict.fromkeys(judging))
    for comparing in constructions.COMPARING:
        for result in comparing(scene):
            results.append(result)
            if isinstance(result, Candidate):
                scene.found.append(result)
    results += unread_names(scene)
    if not any(isinstance(result, Unread) for result in results):
        results += unread_comparisons(scene)
    scene.told_here = (*scene.told_here, *scene.readings)
    if tells_year(scene.readings):
        results = [dated(r, scene.readings) if isinstance(r, Candidate) else r for r in results]
    if _judged(scene.found[scene.told :]) and tells_past(units):
        results = with_past(results, scene.readings)
    results = [_quoted(result, lexed) for result in results if _stands(result)]
    told = account(whole, clauses, results)
    return Sentence(lexed.start, tuple(units), tuple(found), tuple(clauses), tuple(scene.readings), told)


def _stands(result: Candidate | Refusal | Unread) -> bool:
    """Say whether a fact has words of its own: without a quote it costs the letter, so it is a notice."""
    return not isinstance(result, Candidate) or result.start < result.end


def _quoted(result: Candidate | Refusal | Unread, lexed: _Lexed) -> Candidate | Refusal | Unread:
    """Let a judgement's quote open with the adverb that leads in its sentence: "Overall, X is good"."""
    if not isinstance(result, Candidate) or not isinstance(result.fact, Judged):
        return result
    opens = result.start == lexed.units[0].start
    return replace(result, start=lexed.quoted) if opens else result


def _judged(found: Sequence[Candidate]) -> list[Judged]:
    return [candidate.fact for candidate in found if isinstance(candidate.fact, Judged)]


def _remember(scene: Scene, judged: Sequence[Judged]) -> None:
    """Keep what a sentence judged for the next one."""
    memory = scene.resolver.memory
    every, memory.judging = memory.judging, ()
    memory.together = len(every) > 1 and stand_together(scene.told_here)
    memory.judged = (*memory.judged, *every) if len(every) == len(memory.judged) == 1 else every
    memory.parted = tuple(
        dict.fromkeys(fact.subject for fact in judged if fact.quantity not in (None, "all", "rest"))
    )


def units_of(tokens: Sequence[Token], lexicon: Lexicon) -> list[Unit]:
    """Return the units of a sentence."""
    return _units(tokens, grammar(lexicon))


def _units(tokens: Sequence[Token], made: Grammar) -> list[Unit]:
    units = made.chunker.units(tokens)
    return settled(plain_units(units[lead_ins(units) :]))


def _members(tokens: Sequence[Token], made: Grammar) -> list[_Lexed]:
    """Return the units of a sentence's independent members."""
    units = made.chunker.units(tokens)
    lead = units[: lead_ins(units)]
    first, *further = [settled(plain_units(part)) for part in members(units[len(lead) :])]
    # "We found that", "However," are no part of a quote, "Overall," is
    opens = max((n + 1 for n, unit in enumerate(lead) if unit.kind in _NOT_QUOTED), default=0)
    quoted = next((unit.start for unit in (*lead[opens:], *first) if unit.kind is not Kind.COMMA), 0)
    apart = [_Lexed(said[0].start, said[0].start, said) for said in further]
    return [_Lexed(tokens[0].start, quoted, first, lead), *apart]


_NOT_QUOTED = frozenset({Kind.THAT, Kind.CONJUNCTION, Kind.AND})


def parts_of(units: Sequence[Unit]) -> list[Part]:
    """Return the clauses of a sentence, flat, for readers of other statements (`letters.reviews`)."""
    made = split(phrases(units))
    parts: list[Part] = []
    for clause, rule in zip(made, modality(made, units), strict=True):
        zone = clause.after
        before = clause.before
        if clause.verb is None:
            graded = (n for n, phrase in enumerate(before) if phrase.form is Form.GRADE)
            cut = next(graded, len(before))
            before, zone = before[:cut], before[cut:]
        verb = list(clause.verb.units) if clause.verb is not None else []
        parts.append(
            Part(clause.lead, _flat(before), verb, _flat(zone), shared=clause.shared, silent=rule is not None)
        )
    return sorted(parts, key=lambda part: part.units[0].start if part.units else 0)


def _flat(zone: Sequence[Phrase]) -> list[Unit]:
    return [unit for phrase in zone if not _dates(phrase) for unit in phrase.units]


def _dates(phrase: Phrase) -> bool:
    return phrase.form is Form.ADVERB and any(is_year(word) for unit in phrase.units for word in unit.words)
