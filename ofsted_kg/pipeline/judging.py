"""The graphs of some files held against the shapes, and what follows for each.

In: outcomes of conversions. Out: the same with what the shapes say of them: a graph that breaks a rule
is kept out, but where only statements of its prose do, these are left out instead.
"""

from __future__ import annotations

import functools
import shlex
from collections.abc import Sequence
from dataclasses import replace

from ofsted_kg import register
from ofsted_kg.graph import reference
from ofsted_kg.pipeline.convert import Outcome, Settings, convert
from ofsted_kg.pipeline.ledger import Entry, Remark, Status
from ofsted_kg.validate import Report, Validator
from ofsted_kg.validate.results import VIOLATION
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import Base

# Statements of the prose, by the beginning of their paths.
_STATEMENTS = ("judgement/", "comparison/", "finding/", "review/")
_NO_COUNCIL = frozenset({"unknown-council", "no-council"})


@functools.cache
def validator(settings: Settings) -> Validator:
    """Return the judge of a build's graphs: one a process."""
    return Validator(reference.triples(Base(settings.base), settings.registers))


def warm(settings: Settings) -> None:
    """Load what every conversion needs, so that workers forked from this process share it."""
    lexicon.load()
    register.load(settings.registers)
    validator(settings)


def judge(outcomes: Sequence[Outcome], settings: Settings) -> list[Outcome]:
    """Validate the graphs of some files; together they take less time than one by one.

    A statement of the prose that breaks a rule is left out, with a notice: what else a document says is
    not the less true. The file is then read again, which is rare.
    """
    judged, faults = _judge(outcomes, settings)
    numbers = [number for number, outcome in enumerate(judged) if faults[number]]
    without = [convert(judged[number].file, settings, faults[number]) for number in numbers]
    for number, outcome in zip(numbers, _judge(without, settings)[0], strict=True):
        if outcome.entry.status is Status.CONVERTED:
            judged[number] = outcome
    return judged


def _judge(outcomes: Sequence[Outcome], settings: Settings) -> tuple[list[Outcome], list[frozenset[str]]]:
    """Validate graphs; return the outcomes, and of each the statements that alone are at fault."""
    graphs = [(str(number), outcome.nquads) for number, outcome in enumerate(outcomes) if outcome.nquads]
    reports = {int(report.letter): report for report in validator(settings).validate(graphs)}
    judged, faults = list(outcomes), [frozenset[str]()] * len(outcomes)
    for number, report in reports.items():
        judged[number] = _judged(outcomes[number], report)
        faults[number] = _at_fault(outcomes[number].entry, report)
    return judged, faults


def _at_fault(entry: Entry, report: Report) -> frozenset[str]:
    """Return the paths of the statements that break rules; none if anything else breaks one."""
    broken = [result.focus for result in report.results if result.severity == VIOLATION]
    paths = {focus.removeprefix(f"{entry.letter}/") for focus in broken}
    return frozenset(paths) if all(path.startswith(_STATEMENTS) for path in paths) else frozenset()


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
    unknown = next((n.message for n in entry.notices if n.rule in _NO_COUNCIL), "")
    if unknown and broken.rule.endswith("-council"):
        return f"{broken.message} {unknown}"
    show = f"`ofsted-kg show {shlex.quote(entry.source)}`"
    return f"{broken.message}{page} Look at it with {show}; mend the file, or report it if it is right"
