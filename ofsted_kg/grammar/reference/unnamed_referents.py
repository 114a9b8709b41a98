"""Say whether a clause counts things outside the vocabulary: "There are three libraries".

In: the reading of a clause. Out: yes or no: where it does, "most" and "the rest" behind it are of those.
"""

from __future__ import annotations

from ofsted_kg.grammar.lex.closed_classes import Kind
from ofsted_kg.grammar.phrases.coordination import GroupReader
from ofsted_kg.grammar.phrases.out_of_vocabulary import counts, outside, parts_of_unnamed
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
