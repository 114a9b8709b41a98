"""Tell what is outside the vocabulary: things that are counted, some of all children.

In: the reading of a clause. Out: whether it counts such things, "There are three libraries": then "most" and
"the rest" behind it are of those; and the reading, about nothing where a service is for some children only.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ofsted_kg.grammar.clauses.clause import Clause, Zone
from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.lex.concepts import ALL_SETTINGS
from ofsted_kg.grammar.lex.semantic_fields import PERSONS
from ofsted_kg.grammar.phrases.coordination import GroupReader
from ofsted_kg.grammar.phrases.out_of_vocabulary import counts, outside, parts_of_unnamed
from ofsted_kg.grammar.phrases.subject import NOBODY
from ofsted_kg.grammar.reference.discourse_model import Reading


def counts_unnamed(reading: Reading, reader: GroupReader) -> bool:
    """Say whether a clause counts things outside the vocabulary: "There are three libraries"."""
    clause = reading.clause
    groups = reader.groups(clause.before)
    if reading.exists or clause.verb_has(Kind.HAVE, Kind.PROVIDE):
        groups += reader.groups(clause.after)
    told = clause.verb_has(Kind.BE)  # "Hospitals are inspected by others, and most are"
    return parts_of_unnamed(groups) or any(
        outside(group.head) and (counts(group.head) or (told and not group.prep)) for group in groups
    )


def of_some_people(reading: Reading, clauses: Sequence[Clause]) -> Reading:
    """Read "Services for children who are bereaved are good", "children who are poor" as of no service."""
    clause, subject = reading.clause, reading.subject
    if not subject.names:
        return reading
    whom = clause.before[-1:]
    whole = subject.slugs == (ALL_SETTINGS,) and _unnamed(whom)
    some = whole and any(_tells_of(c) and any(p is whom[0] for p in c.antecedent) for c in clauses)
    them = _tells_of(clause) and _unnamed(clause.antecedent[-1:])
    none = some or them or _are_theirs(clause)
    return replace(reading, subject=replace(NOBODY, unknown=True)) if none else reading


def _are_theirs(clause: Clause) -> bool:
    """Say whether some of what people have are meant: "plans for care leavers, most of | which are good"."""
    whose = clause.antecedent[-1:]
    some = any(p.quantity or p.part for p in clause.before) and clause.lead_text == "which"
    people = bool(whose) and bool(whose[0].names) and whose[0].word in PERSONS
    return some and people and "for" not in whose[0].units[-1].words  # not "services for care leavers"


def _unnamed(zone: Zone) -> bool:
    """Say whether people are meant whom the vocabulary does not name."""
    return bool(zone) and not zone[0].names and zone[0].word in PERSONS


def _tells_of(clause: Clause) -> bool:
    """Say whether a clause tells which people are meant: "who are bereaved"."""
    return clause.lead_text == "who" and clause.verb_has(Kind.BE)
