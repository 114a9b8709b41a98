"""Councils, as their pages show them.

In: the register's rows and the letters' views. Out: ``Council`` views with succession.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ofsted_kg.publish.datasets import named
from ofsted_kg.publish.pages.subjects import Subjects
from ofsted_kg.publish.pages.views import Council, Definition, Link, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, FOAF, GEO, ORG, OWL, SKOS

_CODES = (
    (DEF + "gssCode", "GSS code"),
    (DEF + "formerGssCode", "Former GSS code"),
    (DEF + "dfeCode", "Department for Education code"),
    (DEF + "ofstedUrn", "Ofsted URN"),
    (DEF + "startDate", "Began"),
    (DEF + "endDate", "Ended"),
)
# From a council to those it came from; the other way round to those it became.
_BEFORE = (ORG + "resultingOrganization", ORG + "originalOrganization")


class Councils:
    """The councils of the register."""

    def __init__(self, register: Subjects, vocabulary: Vocabulary) -> None:
        self._register = register
        self.subjects = register
        self._vocabulary = vocabulary
        self.iris = register.of(DEF + "Council")
        self._changes = register.of(ORG + "ChangeEvent")

    def link(self, iri: str) -> Link:
        """Return a council's name and page."""
        name = self._register.one(iri, SKOS + "prefLabel") or iri.rsplit("/", 1)[-1]
        return Link(name, self._vocabulary.places.page(iri) if iri in self._register else "")

    def provider(self, iri: str) -> str:
        """Return the address of Ofsted's own page on a council; empty where its number is not known."""
        return self._register.one(iri, FOAF + "page")

    def codes(self, iri: str) -> list[str]:
        """Return the GSS codes of a council."""
        return self._register.all(iri, DEF + "gssCode")

    def neighbours(self, iri: str) -> list[str]:
        """Return a council's statistical neighbours, the nearest first; none where they are not known."""
        ranked = []
        for node in self._register.all(iri, DEF + "statisticalNeighbour"):
            other = self._register.one(node, DEF + "neighbour")
            ranked.append((int(self._register.one(node, DEF + "place") or 0), other))
        return [other for _, other in sorted(ranked)]

    def views(self, letters: Iterable[Outline]) -> list[Council]:
        """Return the councils by name, each with its letters by date."""
        own: dict[str, list[Outline]] = defaultdict(list)
        for letter in letters:
            own[letter.origin.council_iri].append(letter)
        found = [
            self._view(
                iri,
                own[iri],
                [x for other in self._joined(iri, *_BEFORE) for x in own[other]],
            )
            for iri in self.iris
        ]
        return sorted(found, key=lambda council: (council.name.casefold(), council.iri))

    def family(self, iri: str) -> list[str]:
        """Return the council, those it came from, and those it became, the whole way."""
        return sorted({*self._joined(iri, *_BEFORE), *self._joined(iri, *reversed(_BEFORE))})

    def _joined(self, iri: str, near: str, far: str) -> list[str]:
        """Return the council, and those on the far side of the changes that it stands on the near side of."""
        found, queue = {iri}, [iri]
        while queue:
            one = queue.pop()
            for change in self._changes:
                if one in self._register.all(change, near):
                    others = set(self._register.all(change, far)) - found
                    found |= others
                    queue += sorted(others)
        return sorted(found)

    def _view(self, iri: str, letters: list[Outline], until: list[Outline]) -> Council:
        register, vocabulary = self._register, self._vocabulary
        region = register.one(iri, DEF + "region")
        facts = [
            Definition(label, tuple(vocabulary.link(value) for value in values))
            for predicate, label in ((DEF + "councilType", "Type"), (DEF + "region", "Region"))
            if (values := register.all(iri, predicate))
        ]
        facts += [
            Definition(label, tuple(Link(value) for value in values))
            for predicate, label in _CODES
            if (values := register.all(iri, predicate))
        ]
        place = (register.one(iri, GEO + "lat"), register.one(iri, GEO + "long"))
        if all(place):
            facts.append(Definition("Latitude, longitude", (Link(", ".join(place)),)))
        elsewhere = register.all(iri, DEF + "statisticalGeography") + register.all(iri, OWL + "sameAs")
        if elsewhere:
            facts.append(Definition("Elsewhere", tuple(Link(named(value), value) for value in elsewhere)))
        return Council(
            iri,
            vocabulary.places.page(iri),
            self.link(iri).label,
            register.one(iri, DEF + "officialName"),
            vocabulary.link(region) if region else Link(""),
            register.one(iri, DEF + "endDate"),
            tuple(facts),
            self._succession(iri, ORG + "resultingOrganization", ORG + "originalOrganization"),
            self._succession(iri, ORG + "originalOrganization", ORG + "resultingOrganization"),
            _in_time(letters),
            _in_time(until),
        )

    def _succession(self, iri: str, own: str, others: str) -> tuple[Link, ...]:
        """Return the councils on the other side of the changes that this one took part in, with the year."""
        found = []
        for change in self._changes:
            if iri in self._register.all(change, own):
                year = self._register.one(change, DCTERMS + "date")[:4]
                for other in self._register.all(change, others):
                    link = self.link(other)
                    found.append(Link(f"{link.label} ({year})" if year else link.label, link.path))
        return tuple(sorted(set(found)))


def _in_time(letters: Iterable[Outline]) -> tuple[Outline, ...]:
    return tuple(sorted(letters, key=lambda letter: (letter.origin.issued, letter.source)))
