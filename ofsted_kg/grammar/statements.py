"""Turn what the grammar read into records with evidence: judgements, comparisons, notices, refusals.

In: a document and its passages (prose and bullets, with the outcome of their heading). Out:
`Statements`. What is said twice in one place is given once; of a comparison the one with more
figures. What nothing accounts for is a notice whose span holds it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from ofsted_kg.grammar.comparing.comparees.topics import OTHER
from ofsted_kg.grammar.lex.closed_classes import VERBS, Kind
from ofsted_kg.grammar.lex.quantifiers import MANY
from ofsted_kg.grammar.lex.units import Unit
from ofsted_kg.grammar.read import read_text
from ofsted_kg.grammar.results import Candidate, Compared, Judged, Printed, Unread
from ofsted_kg.model import Comparison, Document, Evidence, Figure, Judgement, Notice
from ofsted_kg.vocabulary.lexicon import Lexicon

# Of what a comparison could not be read.
_COMPARED = frozenset({Kind.COMPARATOR, Kind.CUE, Kind.COMPARED, Kind.TO})
# So few words seldom say of what they are: "is inadequate", "two of which are outstanding", or of two
# things that are compared: "weaker progress in reading and writing".
_FEW, _FEW_COMPARED = 5, 8
_BACK = frozenset({"this", "these", "that", "those", "at", "both", "such"})
Statement = Judgement | Comparison | Notice


class Prose(Protocol):
    """A stretch of running prose, or a bullet."""

    @property
    def text(self) -> str:
        """The words, white space folded."""

    @property
    def outcome(self) -> str | None:
        """Slug of the outcome under whose heading it stands."""

    @property
    def item(self) -> int:
        """Where an item begins behind the words that open its list; 0 where there are none."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document offsets of ``text[start:end]``."""


@dataclass(frozen=True, slots=True)
class _Told:
    """Where a comparison is told.

    Attributes:
        start: where its sentence begins, or the one that it points back to.
        begin: where its words begin; of an item's first all the item's.
        headless: whether they begin with a verb: what does it stands before them.
    """

    start: int
    begin: int
    headless: bool


@dataclass(frozen=True, slots=True)
class Statements:
    """What the prose of a letter states, and what each rule refused.

    Attributes:
        judgements: in order.
        comparisons: in order.
        notices: of what nothing accounts for.
        refusals: how many grades and comparators each rule refused; comparators alone where only
            comparisons are read.
        graded: how many grades alone.
    """

    judgements: tuple[Judgement, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    notices: tuple[Notice, ...] = ()
    refusals: tuple[tuple[str, int], ...] = ()
    graded: tuple[tuple[str, int], ...] = ()


def read_statements(document: Document, passages: Iterable[Prose], lexicon: Lexicon) -> Statements:
    """Read the judgements and comparisons of a letter's passages."""
    return _gathered(document, passages, lexicon, judged=True)


def read_comparisons(document: Document, passages: Iterable[Prose], lexicon: Lexicon) -> Statements:
    """Read the comparisons alone, and the notices of those that could not be read."""
    return _gathered(document, passages, lexicon, judged=False)


def read_passage(
    document: Document,
    passage: Prose,
    lexicon: Lexicon,
    *,
    judged: bool = True,
    refusals: Counter[tuple[str, Kind]] | None = None,
) -> Iterator[Statement]:
    """Yield the statements of one passage, in order."""
    before = here = 0
    for sentence in read_text(passage.text, passage.outcome, lexicon, whole=False):
        before, here = here, sentence.start
        facts = sentence.account.facts
        headless = {unit.start for unit in sentence.units if unit.kind in VERBS}
        first = min((fact.start for fact in facts), default=0)
        for fact in facts:
            start = before if _points_back(sentence.units[0]) else here
            if isinstance(fact.fact, Compared):
                begin = passage.item if here < passage.item <= fact.start == first else fact.start
                told = _Told(start, begin, fact.start in headless)
                yield _comparison(document, passage, fact.fact, fact, told)
            elif judged:
                yield _judgement(document, passage, fact.fact, fact, start)
        for unread in sentence.account.unread:
            if judged or unread.unit.kind in _COMPARED:
                yield _notice(document, passage, unread)
        if refusals is not None:
            for refusal in sentence.account.refusals:
                refusals.update((str(refusal.rule), unit.kind) for unit in refusal.units)


def _gathered(document: Document, passages: Iterable[Prose], lexicon: Lexicon, *, judged: bool) -> Statements:
    found: dict[Judgement | Notice, None] = {}
    told: dict[tuple[Evidence, str, str], Judgement] = {}
    held: dict[Comparison, Comparison] = {}
    refusals: Counter[tuple[str, Kind]] = Counter()
    for passage in passages:
        for statement in read_passage(document, passage, lexicon, judged=judged, refusals=refusals):
            if not isinstance(statement, Comparison):
                found.setdefault(_kept_apart(statement, told))
                continue
            same = replace(statement, value=None, comparator_value=None, unit=None, context=None)
            if _figures(statement) > _figures(held.get(same)):
                held[same] = statement
    return Statements(
        tuple(entry for entry in found if isinstance(entry, Judgement)),
        tuple(held.values()),
        tuple(entry for entry in found if isinstance(entry, Notice)),
        _by_rule(refusals, *((Kind.GRADE, Kind.COMPARATOR) if judged else (Kind.COMPARATOR,))),
        _by_rule(refusals, Kind.GRADE),
    )


def _kept_apart(
    statement: Judgement | Notice, told: dict[tuple[Evidence, str, str], Judgement]
) -> Judgement | Notice:
    """Return a judgement, or a notice where the same words gave its subject that grade already.

    The words, the subject and the grade are what a judgement is known by; two that differ in an amount
    only would be one thing with two amounts.
    """
    if isinstance(statement, Notice):
        return statement
    first = told.setdefault((statement.evidence, statement.subject, statement.grade), statement)
    if replace(first, context=None) == replace(statement, context=None):
        return first
    said = "The same is said twice here, of different amounts: only the first is kept."
    return Notice("unread-grade", said, statement.evidence)


def _by_rule(refusals: Counter[tuple[str, Kind]], *kinds: Kind) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for (rule, kind), number in refusals.items():
        if kind in kinds:
            found[rule] += number
    return tuple(sorted(found.items()))


def _figures(comparison: Comparison | None) -> int:
    if comparison is None:
        return -1
    return (comparison.value is not None) + (comparison.comparator_value is not None)


def _judgement(document: Document, passage: Prose, fact: Judged, found: Candidate, start: int) -> Judgement:
    few = len(passage.text[found.start : found.end].split()) <= _FEW
    return Judgement(
        fact.subject,
        fact.grade,
        fact.at_least,
        document.evidence(*passage.span(found.start, found.end)),
        None if fact.quantity == MANY else fact.quantity,
        fact.exception,
        fact.outcome,
        fact.earlier,
        fact.past,
        _context(document, passage, start, found.start) if few else None,
    )


def _points_back(opening: Unit) -> bool:
    """Say whether a sentence is about what the one before told: "This is above", "At 87%, it is"."""
    return opening.kind in (Kind.PRONOUN, Kind.COUNT, Kind.COMPARED) or opening.text in _BACK


def _comparison(
    document: Document, passage: Prose, fact: Compared, found: Candidate, told: _Told
) -> Comparison:
    few = len(passage.text[told.begin : found.end].split()) <= _FEW_COMPARED
    needed = few or told.headless or fact.unit is not None or fact.subject == OTHER
    return Comparison(
        fact.subject,
        fact.direction,
        fact.comparator,
        document.evidence(*passage.span(told.begin, found.end)),
        _figure(document, passage, fact.value),
        _figure(document, passage, fact.comparator_value),
        fact.unit,
        _context(document, passage, told.start, told.begin) if needed else None,
    )


def _context(document: Document, passage: Prose, start: int, end: int) -> Evidence | None:
    """Return what stands before the words of a fact, if anything does."""
    told = passage.text[start:end].rstrip()
    return document.evidence(*passage.span(start, start + len(told))) if told else None


def _figure(document: Document, passage: Prose, printed: Printed | None) -> Figure | None:
    if printed is None:
        return None
    return Figure(printed.value, document.evidence(*passage.span(printed.start, printed.end)))


def _notice(document: Document, passage: Prose, unread: Unread) -> Notice:
    evidence: Evidence = document.evidence(*passage.span(unread.start, unread.end))
    if unread.unit.kind in _COMPARED:
        return Notice("unread-comparison", "It is not clear what is compared here, or how.", evidence)
    if unread.unit.kind is Kind.SUBJECT:
        return Notice("unread-grade", "It is not clear which grade is meant here, or of what.", evidence)
    word = document.text[slice(*passage.span(unread.unit.start, unread.unit.end))]
    return Notice("unread-grade", f"It is not clear what is called {' '.join(word.split())} here.", evidence)
