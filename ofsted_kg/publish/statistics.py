"""How much of what a dataset holds.

In: rows. Out: ``Statistics``, counted letter by letter: a letter's subjects are its own,
so that those of the whole are the sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from ofsted_kg.rows import TYPE, Row


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts.

    Attributes:
        triples: statements.
        subjects: things that something is stated of.
        entities: those of them under the base of things.
        classes: things of each class.
        properties: statements with each property.
        links: statements that lead elsewhere, by property and the space they lead into.
    """

    triples: int = 0
    subjects: int = 0
    entities: int = 0
    classes: dict[str, int] = field(default_factory=dict)
    properties: dict[str, int] = field(default_factory=dict)
    links: dict[str, dict[str, int]] = field(default_factory=dict)


def statistics(rows: Iterable[Row], things: str, own: tuple[str, ...]) -> Statistics:
    """Count rows.

    Args:
        rows: of one letter, or of what all share.
        things: prefix of the IRIs of things.
        own: prefixes of our own IRIs; what leads elsewhere leads out of these.
    """
    distinct = {row._replace(graph="") for row in rows}
    subjects = {row.subject for row in distinct}
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    links: dict[str, Counter[str]] = {}
    for row in distinct:
        properties[row.predicate] += 1
        if row.predicate == TYPE:
            classes[row.text] += 1
        elif isinstance(row.value, NamedNode) and not row.text.startswith(own):
            links.setdefault(row.predicate, Counter())[space(row.text)] += 1
    return Statistics(
        len(distinct),
        len(subjects),
        sum(subject.startswith(things) for subject in subjects),
        dict(sorted(classes.items())),
        dict(sorted(properties.items())),
        {name: dict(sorted(counts.items())) for name, counts in sorted(links.items())},
    )


def total(parts: Iterable[Statistics], gone: Iterable[Statistics] = ()) -> Statistics:
    """Add counts up.

    Args:
        parts: the counts.
        gone: counts that these hold and are to be taken off.
    """
    triples = subjects = entities = 0
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    links: dict[str, Counter[str]] = {}
    for sign, group in ((1, parts), (-1, gone)):
        for part in group:
            triples += sign * part.triples
            subjects += sign * part.subjects
            entities += sign * part.entities
            _add(classes, part.classes, sign)
            _add(properties, part.properties, sign)
            for name, counts in part.links.items():
                _add(links.setdefault(name, Counter()), counts, sign)
    return Statistics(
        triples,
        subjects,
        entities,
        _held(classes),
        _held(properties),
        {name: held for name, counts in sorted(links.items()) if (held := _held(counts))},
    )


def _add(numbers: Counter[str], more: Mapping[str, int], sign: int) -> None:
    for name, number in more.items():
        numbers[name] += sign * number


def _held(numbers: Mapping[str, int]) -> dict[str, int]:
    return {name: number for name, number in sorted(numbers.items()) if number}


def space(iri: str) -> str:
    """Return the space of an IRI: all up to its last separator.

    >>> space("http://www.wikidata.org/entity/Q42")
    'http://www.wikidata.org/entity/'
    """
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
