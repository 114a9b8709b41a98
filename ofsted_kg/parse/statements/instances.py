"""Read what a grade is confined to by the way.

In: the units beside a grade. Out: the `Subject` of "there are outstanding services, notably
the adoption agency", and of the second grade in "good and, for care leavers, very good": not
what was spoken of before.
"""

from __future__ import annotations

from collections.abc import Sequence

from ofsted_kg.grammar.units import Unit
from ofsted_kg.grammar.words import Kind
from ofsted_kg.parse.statements.subject import Subject
from ofsted_kg.parse.statements.subjects import PEOPLE, SubjectReader

_NOTABLY = frozenset(
    {"notably", "namely", "including", "such as", "among them", "particularly", "especially"}
)
_CONFINES = frozenset({"for", "in respect of", "in the case of", "with regard to", "as regards"})
_MARKS = frozenset({Kind.COMMA, Kind.STOP})


def instances(reader: SubjectReader, following: Sequence[Unit]) -> Subject | None:
    """Return what is named after a comma and "notably"; no slugs where it could not be read."""
    said = [unit for unit in following[:3] if unit.kind not in _MARKS]
    if not following or following[0].kind not in (*_MARKS, Kind.PREPOSITION) or not said:
        return None
    if said[0].text not in _NOTABLY:
        return None
    listed = list(following[following.index(said[0]) + 1 :])
    names = reader.named(listed)
    slugs = tuple(dict.fromkeys(slug for named in names for slug in named.slugs))
    stated = all(unit.kind is not Kind.GRADE for unit in listed)
    return Subject(slugs=slugs if stated else ())


def confined_to(reader: SubjectReader, zone: Sequence[Unit]) -> Subject | None:
    """Return for whom a second grade holds: "good and, (for care leavers,) very good".

    The subject has no slugs where that is none of the vocabulary: "for the youngest children".
    """
    said = [unit for unit in zone if unit.kind not in (Kind.COMMA, Kind.ADVERB)]
    if len(said) < 2 or said[0].kind is not Kind.AND or said[1].text not in _CONFINES:
        return None
    names = reader.named(said)
    if len(names) == 1 and names[0].last == len(said) - 1:
        return Subject(slugs=names[0].slugs)
    return Subject() if said[1].text != "for" or said[-1].words[-1] in PEOPLE else None
