"""What lists, maps and counts show of a document: so much of all fits into memory, all their words do not.

In: a letter as its page shows it. Out: ``Outline``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ofsted_kg.publish.pages.views import Fact, Grade, Letter, Outline


def outline(letter: Letter) -> Outline:
    """Return the outline of a letter."""
    numbers = Counter(fact.kind for fact in letter.facts)
    numbers["warning"] += len(letter.warnings)
    # A heading repeats a grade that stands in the list of grades: once is enough.
    facts = [fact for fact in letter.facts if fact.kind != "section"]
    said = Counter(iri for fact in facts for iri in fact.concepts)
    given: Counter[tuple[str, Grade]] = Counter()
    for fact in facts:
        if fact.grade is not None:
            given[fact.about_iri, fact.grade] += fact.concepts.count(fact.about_iri)
    return Outline(
        letter.origin,
        letter.source,
        letter.report,
        letter.terms,
        tuple(bare(fact) for fact in letter.of("rating")),
        tuple(person.iri for person in letter.people if not person.anchor),
        {kind: number for kind, number in sorted(numbers.items()) if number},
        dict(sorted(said.items())),
        tuple((iri, grade, number) for (iri, grade), number in given.items() if number),
    )


def bare(fact: Fact) -> Fact:
    """Return a fact without its words."""
    return replace(fact, details=(), text="", quotes=(), concepts=(), figures=None)
