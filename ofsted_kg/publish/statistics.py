"""How much of what a dataset holds.

In: rows. Out: ``Statistics``, counted letter by letter: a letter's subjects are its own,
so that those of the whole are the sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
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


def total(parts: Iterable[Statistics]) -> Statistics:
    """Add counts up."""
    triples = subjects = entities = 0
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    links: dict[str, Counter[str]] = {}
    for part in parts:
        triples, subjects, entities = (
            triples + part.triples,
            subjects + part.subjects,
            entities + part.entities,
        )
        classes.update(part.classes)
        properties.update(part.properties)
        for name, counts in part.links.items():
            links.setdefault(name, Counter()).update(counts)
    return Statistics(
        triples,
        subjects,
        entities,
        dict(sorted(classes.items())),
        dict(sorted(properties.items())),
        {name: dict(sorted(counts.items())) for name, counts in sorted(links.items())},
    )


def space(iri: str) -> str:
    """Return the space of an IRI: all up to its last separator.

    >>> space("http://www.wikidata.org/entity/Q42")
    'http://www.wikidata.org/entity/'
    """
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
