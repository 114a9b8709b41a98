"""Read what a sentence takes out before it says what is so: "Apart from one judged poor, the homes are good".

In: the clauses of a sentence and the reading of one. Out: the slugs that are taken out of its main clause,
and the reading of what is said of them on the way.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import NOBODY, ONE, Subject, naming
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.reference.discourse_model import Reading


def fronted_exceptives(reader: SubjectReader, clauses: Sequence[Clause]) -> tuple[str, ...]:
    """Return what "Except in X, where they are poor, ..." takes out of what follows."""
    first = clauses[0] if len(clauses) > 1 else None
    if first is None or not first.before or first.before[0].form is not Form.EXCEPT:
        return ()
    judged = first.verb is None or all(unit.kind in (Kind.JUDGE, Kind.ADVERB) for unit in first.verb.units)
    return reader.exceptions(first.before)[1] if judged else ()


def of_the_one(
    reader: SubjectReader, reading: Reading, clauses: Sequence[Clause], heading: str | None
) -> Reading:
    """Read "Apart from one (home) judged poor, the X are good": the one is of X."""
    clause, first = reading.clause, clauses[0]
    beside = bool(clause.antecedent) and any(p is clause.antecedent[-1] for p in first.before)
    own = clause is first and clause.verb is not None
    main = next((c for c in clauses[1:] if c.verb is not None and not c.antecedent), None)
    if main is None or clause.reduced or not (own or beside):
        return reading
    apart = fronted_exceptives(reader, clauses)
    if apart != (ONE,):  # "With the exception of fostering, judged poor, all services are good"
        return Reading(clause, Subject(names=((apart[0], None),)), spared=True) if own else reading
    subject = reader.read(main.before, heading)
    if not subject.names or any(slug in reader.outcomes for slug in subject.slugs):
        return reading
    return Reading(clause, naming(subject.slugs), spared=True)


def without(subject: Subject, apart: tuple[str, ...]) -> Subject:
    """Take what is set apart out of what follows: "Apart from X, which is poor, | all services are"."""
    if set(subject.slugs) - set(apart):
        return replace(subject, exceptions=apart)
    whole = subject.loose and subject.quantity == "all" and subject.head_is(Kind.SHELL_NOUN)
    # else the council's, but for those just named
    return (
        Subject(names=((ALL_SETTINGS, "all"),), exceptions=apart)
        if whole
        else replace(NOBODY, exceptions=apart)
    )
