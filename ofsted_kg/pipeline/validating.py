"""The graphs of some files held against the shapes, and what follows for each.

In: outcomes of conversions. Out: the same with what the shapes say of them: a graph that breaks a rule
is kept out, but where corrections are the reason, these are refused instead, and where only statements of
its prose break it, these are left out.
"""

from __future__ import annotations

import functools
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ofsted_kg import register
from ofsted_kg.graph import reference
from ofsted_kg.pipeline.convert import Outcome, Refused, Settings, convert
from ofsted_kg.pipeline.ledger import Entry, Remark, Status
from ofsted_kg.validate import Report, Validator
from ofsted_kg.validate.results import VIOLATION
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import Base

# Statements of the prose, by the beginning of their paths.
_STATEMENTS = ("judgement/", "comparison/", "finding/", "review/")
# Notices of a document whose council is not known.
NO_COUNCIL = frozenset({"unknown-council", "no-council"})


@functools.cache
def validator(settings: Settings) -> Validator:
    """Return the judge of a build's graphs: one a process."""
    return Validator(reference.triples(Base(settings.base), settings.registers))


def warm(settings: Settings) -> None:
    """Load what every conversion needs, so that workers forked from this process share it."""
    lexicon.load()
    register.load(settings.registers)
    validator(settings)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What the shapes say of a file: the rules it breaks, by path below the letter, and what was refused."""

    outcome: Outcome
    broken: Mapping[str, str] = field(default_factory=dict)
    refused: Refused = field(default_factory=dict)

    @property
    def at_fault(self) -> frozenset[str]:
        """The paths of the statements that break rules; none if anything else breaks one."""
        return frozenset(self.broken if all(path.startswith(_STATEMENTS) for path in self.broken) else ())


def judge(outcomes: Sequence[Outcome], settings: Settings) -> list[Outcome]:
    """Validate the graphs of some files; together they take less time than one by one.

    A correction that makes its letter break a rule is refused, and a statement of the prose that breaks
    one is left out, with a notice: what else a document says is not the less true. The file is then read
    again, which is rare.
    """
    verdicts = [_spared(verdict, settings) for verdict in _judge(outcomes, settings)]
    judged = [verdict.outcome for verdict in verdicts]
    numbers = [number for number, verdict in enumerate(verdicts) if verdict.at_fault]
    without = [
        convert(judged[number].file, settings, verdicts[number].at_fault, verdicts[number].refused)
        for number in numbers
    ]
    for number, verdict in zip(numbers, _judge(without, settings), strict=True):
        if verdict.outcome.entry.status is Status.CONVERTED:
            judged[number] = verdict.outcome
    return judged


def _spared(verdict: _Verdict, settings: Settings) -> _Verdict:
    """Return a verdict without the corrections that make a letter break rules; if none does, as it was."""
    entry = verdict.outcome.entry
    if not verdict.broken or not dict(entry.facts).get("corrections"):
        return verdict
    for refused in _guilty(verdict, settings):
        (again,) = _judge([convert(verdict.outcome.file, settings, refused=refused)], settings)
        if len(again.broken) < len(verdict.broken):
            return replace(again, refused=refused)
    return verdict


def _guilty(verdict: _Verdict, settings: Settings) -> Iterator[Refused]:
    """Yield the corrections that may be the reason: those of what breaks a rule, then all."""
    entry = verdict.outcome.entry
    rows = settings.corrections.of(entry.source, entry.file_name, entry.sha256)
    broken = {_place(path): message for path, message in verdict.broken.items()}
    yield {row: broken[_place(row.fact)] for row in rows if _place(row.fact) in broken}
    first = next(iter(verdict.broken.values()))
    yield {row: broken.get(_place(row.fact), first) for row in rows}


def _place(path: str) -> str:
    """Return kind and place of a fact's path: what a correction leaves as it was."""
    return "letter" if "://" in path else "/".join(path.split("/")[:2])


def _judge(outcomes: Sequence[Outcome], settings: Settings) -> list[_Verdict]:
    """Validate graphs."""
    graphs = [(str(number), outcome.nquads) for number, outcome in enumerate(outcomes) if outcome.nquads]
    verdicts = [_Verdict(outcome) for outcome in outcomes]
    for report in validator(settings).validate(graphs):
        outcome = outcomes[int(report.letter)]
        below = f"{outcome.entry.letter}/"
        broken = {
            result.focus.removeprefix(below): result.message
            for result in report.results
            if result.severity == VIOLATION
        }
        verdicts[int(report.letter)] = _Verdict(_judged(outcome, report), broken)
    return verdicts


def _judged(outcome: Outcome, report: Report) -> Outcome:
    results = tuple(
        Remark(r.shape.rsplit("/", 1)[-1], r.severity, r.message, r.quote or r.value, r.page)
        for r in report.results
    )
    entry = replace(outcome.entry, results=results)
    if not report.conforms:
        broken = next(r for r in results if r.severity == VIOLATION)
        entry = replace(entry, status=Status.NOT_CONFORMING, reason=_why(entry, broken))
    return replace(outcome, entry=entry)


def _why(entry: Entry, broken: Remark) -> str:
    """Return why a letter is kept out: the rule, the place, and what can be done about it."""
    page = f" (page {broken.page})" if broken.page is not None else ""
    unknown = next((n.message for n in entry.notices if n.rule in NO_COUNCIL), "")
    if unknown and broken.rule.endswith("-council"):
        return f"{broken.message} {unknown}"
    show = f"`ofsted-kg show {shlex.quote(entry.source)}`"
    return f"{broken.message}{page} Look at it with {show}; mend the file, or report it if it is right"
