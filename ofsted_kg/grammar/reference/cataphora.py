"""What a list behind a colon is told of: "The following are good: A and B", "Provision that is good: A".

In: a reading and the clauses of its sentence. Out: the reading, of what the list names; of nothing where the
list stands elsewhere, as in bullets, so that the grade is no general one. And what "it" is behind a colon.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.phrases.phrase import Form
from ofsted_kg.grammar.phrases.subject import NOBODY, Points, Subject, naming
from ofsted_kg.grammar.phrases.subject_reader import SubjectReader
from ofsted_kg.grammar.reference.discourse_model import Reading


def cataphoric(
    reader: SubjectReader, reading: Reading, clauses: Sequence[Clause], heading: str | None
) -> Reading:
    """Return a reading of what the list behind a colon names.

    Args:
        reader: reads noun phrases.
        reading: as it was read without.
        clauses: those of the sentence.
        heading: slug of the outcome under whose heading it stands.
    """
    clause = reading.clause
    if not (_following(clause) or _restricted(clause, clauses)):
        return reading
    place = next((n for n, other in enumerate(clauses) if other is clause), len(clauses))
    listed = clauses[place + 1] if place + 1 < len(clauses) else None
    lists = listed is not None and listed.lead_text == ":" and listed.verb is None
    told = reader.read(listed.before, heading) if listed is not None and lists else NOBODY
    if not told.names:
        return replace(reading, subject=replace(NOBODY, unknown=True))
    return replace(reading, subject=replace(told, points=Points.NONE, unknown=False))


def opener(clause: Clause, previous: Reading | None) -> Subject | None:
    """Return what "it" is behind a colon, where a verb that nobody knows stands before it.

    "Adoption merits praise: | it is outstanding", "Sixth forms paint a brighter picture: they are"; but
    "Adoption panels merit praise: they are" is not adoption.
    """
    if previous is None or previous.clause.verb is not None or clause.lead_kind is not Kind.STOP:
        return None
    units = previous.clause.units
    if len(units) < 3 or units[0].kind is not Kind.SUBJECT or units[1].kind is not Kind.WORD:
        return None
    it = clause.before[0].text == "it" if clause.before else False
    return naming(units[0].slugs) if units[1].text.endswith("s") == it else None


def front_of_colon(previous: Reading | None) -> Subject | None:
    """Return where it is so that a colon tells of: "In secondary schools the converse obtains: half"."""
    units = previous.clause.units if previous is not None and previous.clause.verb is None else ()
    named = next((n for n, unit in enumerate(units[:4]) if unit.kind is Kind.SUBJECT), 0)
    led = bool(named) and units[0].text in _IN and units[named].scheme == "setting"
    others = any(unit.kind in (Kind.SUBJECT, Kind.TOPIC, Kind.SHARE) for unit in units[named + 1 :])
    return naming(units[named].slugs) if led and not others else None


_IN = frozenset({"in", "among", "for", "with", "at"})


def _following(clause: Clause) -> bool:
    """Say whether a clause is about what follows: "The following (services) are"."""
    if clause.verb is None or not clause.before or clause.before[0].units[0].text != "the":
        return False
    return any(unit.text == "following" for phrase in clause.before[:2] for unit in phrase.units[:2])


def _restricted(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Say whether a clause only says which are meant, and nothing else is said: "Provision that is good:"."""
    nouns = clause.antecedent
    first = clauses[0]
    bare = len(nouns) == 1 and nouns[0].kind is Kind.SHELL_NOUN and not nouns[0].names and not clause.before
    alone = first.verb is None and [p.form for p in first.before] == [Form.NOUN] and first.before[0] in nouns
    return bare and alone and len(clauses) > 1 and clause is clauses[1]


__all__ = ["cataphoric", "front_of_colon", "opener"]
