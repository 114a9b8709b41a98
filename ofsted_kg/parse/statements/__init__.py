"""Read the statements in a letter's prose: judgements and comparisons.

In: a document and its passages (prose and bullets with the outcome of their heading).
Out: `Statements`: judgements and comparisons with their evidence, and a notice for what
looked like one but could not be read. The steps:

- `text` finds sentences; `chunker` (with `counts`, `propers` and `context`) makes units of
  their words, by the labels of ontology/ and the closed classes in `words` and `cues`;
- `clauses` (with `asides` and `gaps`) parts a sentence into clauses, and `wishes` marks
  those that state nothing; `subjects` (with `fronted`, `names` and `phrases`) reads who a
  clause is about, and `resolve` (with `pointers`) settles what only points back;
- `judgements` (with `predicates`, `objects`, `awards`, `parts`, `instances` and `drafts`) finds
  grades said of a subject; `ofsted_kg.grammar.comparing` what is set against others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ofsted_kg.grammar.comparing.about import About
from ofsted_kg.grammar.comparing.draft import Draft as Compared
from ofsted_kg.grammar.comparing.draft import Unread
from ofsted_kg.grammar.comparing.measures import Less
from ofsted_kg.grammar.comparing.mentions import real_mentions
from ofsted_kg.grammar.comparing.numbers import Number
from ofsted_kg.grammar.comparing.part import Part
from ofsted_kg.grammar.comparing.reader import ComparisonReader
from ofsted_kg.grammar.cues import adverbs
from ofsted_kg.grammar.lex import Chunker
from ofsted_kg.grammar.sentences import sentences
from ofsted_kg.grammar.words import IMPERATIVES
from ofsted_kg.lexicon import Lexicon
from ofsted_kg.model import Comparison, Document, Evidence, Figure, Judgement, Notice
from ofsted_kg.parse.sections import Passage
from ofsted_kg.parse.statements import judgements
from ofsted_kg.parse.statements.clauses import split
from ofsted_kg.parse.statements.drafts import Draft
from ofsted_kg.parse.statements.resolve import Reading, Resolver
from ofsted_kg.parse.statements.subjects import SubjectReader


@dataclass(frozen=True, slots=True)
class Statements:
    """What the prose of a letter states."""

    judgements: tuple[Judgement, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Readers:
    chunker: Chunker
    subjects: SubjectReader
    about: About
    less: Less
    how: dict[str, str]


@lru_cache(maxsize=2)
def _readers(lexicon: Lexicon) -> _Readers:
    subjects = SubjectReader(
        frozenset(entry.slug for entry in lexicon.concepts("outcome")),
        frozenset(entry.slug for entry in lexicon.concepts("quantity")),
    )
    settings = frozenset(entry.slug for entry in lexicon.concepts("setting"))
    about = About(settings, subjects.outcomes)
    return _Readers(Chunker(lexicon), subjects, about, Less(lexicon), adverbs(lexicon))


def chunker(lexicon: Lexicon) -> Chunker:
    """Return the maker of units for a lexicon, made once."""
    return _readers(lexicon).chunker


def read_statements(document: Document, passages: Iterable[Passage], lexicon: Lexicon) -> Statements:
    """Read the judgements and comparisons of a letter's passages."""
    return _gathered(found for passage in passages for found in read_passage(document, passage, lexicon))


def read_comparisons(document: Document, passages: Iterable[Passage], lexicon: Lexicon) -> Statements:
    """Read the comparisons alone, and the notices of those that could not be read."""
    return _gathered(
        found for passage in passages for found in read_passage(document, passage, lexicon, judged=False)
    )


def _gathered(statements: Iterable[Judgement | Comparison | Notice]) -> Statements:
    """Return each statement once; of a comparison said twice in one place, the one with more figures."""
    found: dict[Judgement | Notice, None] = {}
    held: dict[Comparison, Comparison] = {}
    for statement in statements:
        if not isinstance(statement, Comparison):
            found.setdefault(statement)
            continue
        same = replace(statement, value=None, comparator_value=None, unit=None)
        if _figures(statement) > _figures(held.get(same)):
            held[same] = statement
    return Statements(
        tuple(entry for entry in found if isinstance(entry, Judgement)),
        tuple(held.values()),
        tuple(entry for entry in found if isinstance(entry, Notice)),
    )


def _figures(comparison: Comparison | None) -> int:
    if comparison is None:
        return -1
    return (comparison.value is not None) + (comparison.comparator_value is not None)


def read_passage(
    document: Document, passage: Passage, lexicon: Lexicon, *, judged: bool = True, compared: bool = True
) -> Iterator[Judgement | Comparison | Notice]:
    """Yield the statements of one passage, in order; judgements or comparisons alone if so wished."""
    readers = _readers(lexicon)
    resolver = Resolver(readers.subjects, passage.outcome)
    judging = judgements.JudgementReader(readers.subjects, passage.outcome)
    comparing = ComparisonReader(readers.about, readers.less)
    for sentence in sentences(passage.text):
        units, _ = real_mentions(readers.chunker.units(sentence), readers.how)
        clauses = split(units)
        readings = []
        asked = sentence[0].word in IMPERATIVES
        for reading in resolver.readings(clauses):
            readings.append(reading)
            if not judged:
                continue
            for draft in judging.asked(reading) if asked else judging.read(reading, resolver.memory):
                evidence = document.evidence(*passage.span(draft.start, draft.end))
                if isinstance(draft, judgements.Unread):
                    yield Notice(
                        "unread-grade", f"It is not clear what is called {draft.word} here.", evidence
                    )
                else:
                    yield from _judgements(draft, evidence)
        for held in comparing.read([_part(reading) for reading in readings], units) if compared else ():
            evidence = document.evidence(*passage.span(held.start, held.end))
            if isinstance(held, Unread):
                yield Notice("unread-comparison", "It is not clear what is compared here, or how.", evidence)
                continue
            for subject in held.subjects:
                for comparator in held.comparators:
                    yield _comparison(document, passage, held, subject, comparator, evidence)


def _part(reading: Reading) -> Part:
    clause, subject = reading.clause, reading.subject
    return Part(
        clause.lead,
        clause.before,
        clause.verb,
        clause.after,
        subject.slugs,
        shared=reading.shared,
        denied=subject.denied,
        share=subject.share,
        relative=subject.relative,
        silent=clause.wished,
    )


def _judgements(draft: Draft, evidence: Evidence) -> Iterator[Judgement]:
    for place, slug in enumerate(draft.slugs):
        quantity = draft.quantities[place] if draft.quantities else draft.quantity
        yield Judgement(slug, draft.grade, draft.at_least, evidence, quantity, draft.exception, draft.outcome)


def _comparison(
    document: Document,
    passage: Passage,
    held: Compared,
    subject: str,
    comparator: str,
    evidence: Evidence,
) -> Comparison:
    if held.figures is None:
        return Comparison(subject, held.direction, comparator, evidence)

    def figure(number: Number | None) -> Figure | None:
        if number is None:
            return None
        return Figure(number.value, document.evidence(*passage.span(number.start, number.end)))

    own, theirs = figure(held.figures.own), figure(held.figures.theirs)
    return Comparison(subject, held.direction, comparator, evidence, own, theirs, held.figures.unit)
