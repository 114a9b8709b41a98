"""Things that share a page: changes of councils, people who publish, parts of the metadata.

In: rows. Out: ``Entry`` records: a name, and what is stated of it in words. Their page has
a place for each, so that every IRI leads to words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ofsted_kg.publish.pages.views import Definition, Link
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.rows import TYPE, Row
from ofsted_kg.vocabulary.namespaces import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDFS,
    SKOS,
    VOID,
    Base,
    curie,
)
from ofsted_kg.web.addresses import place

_VCARD = "http://www.w3.org/2006/vcard/ns#"
_LABELS = (SKOS + "prefLabel", RDFS + "label", DCTERMS + "title", FOAF + "name", _VCARD + "fn")
_WORDS = {
    TYPE: "Kind",
    RDFS + "comment": "Note",
    RDFS + "range": "Values",
    DCTERMS + "bibliographicCitation": "As published in",
    DCTERMS + "conformsTo": "Speaks",
    DCTERMS + "date": "Date",
    DCTERMS + "hasVersion": "Versions",
    DCTERMS + "isPartOf": "Part of",
    DCTERMS + "license": "Licence",
    DCTERMS + "source": "Source",
    DCTERMS + "spatial": "Area",
    DCTERMS + "temporal": "Time",
    DCAT + "byteSize": "Bytes",
    DCAT + "downloadURL": "Download",
    DCAT + "endpointDescription": "What it can do",
    DCAT + "endpointURL": "Address",
    DCAT + "servesDataset": "Answers from",
    DCAT + "themeTaxonomy": "Themes are from",
    FOAF + "homepage": "Home page",
    FOAF + "name": "Name",
    ORG + "originalOrganization": "Councils before",
    ORG + "resultingOrganization": "Councils since",
    OWL + "versionInfo": "Version",
    QB + "codeList": "Values are from",
    QB + "component": "Component",
    QB + "concept": "Concept",
    QB + "dimension": "Dimension",
    QB + "measure": "Measure",
    QB + "order": "Order",
    QB + "structure": "Structure",
    VOID + "class": "Class",
    VOID + "entities": "Things",
    VOID + "linkPredicate": "Property",
    VOID + "objectsTarget": "Leads to",
    VOID + "property": "Property",
    VOID + "subjectsTarget": "Leads from",
    VOID + "triples": "Statements",
    VOID + "uriSpace": "Addresses begin with",
    _VCARD + "hasURL": "Address",
    _VCARD + "hasEmail": "E-mail",
}
# What others name by an address, in words.
_THINGS = {
    DCAT + "Catalog": "Catalogue",
    DCAT + "DataService": "Service that answers queries",
    DCTERMS + "PeriodOfTime": "Period",
    DCTERMS + "RightsStatement": "Statement of rights",
    FOAF + "Agent": "Person, group or program",
    FOAF + "Person": "Person",
    ORG + "ChangeEvent": "Change of organisations",
    PROV + "SoftwareAgent": "Program",
    _VCARD + "Kind": "Contact",
    "http://publications.europa.eu/resource/authority/data-theme": "Data themes of the EU",
    "http://publications.europa.eu/resource/authority/language/ENG": "English",
    "http://statistics.data.gov.uk/id/statistical-geography/E92000001": "England",
    "https://creativecommons.org/licenses/by/4.0/": "Creative Commons Attribution 4.0",
    "https://www.w3.org/TR/sparql11-protocol/": "SPARQL 1.1 Protocol",
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing on a page that it shares: its place, its name, what is stated of it.

    Attributes:
        count: how much more is told of it, in words; empty for nothing.
    """

    anchor: str
    label: str
    iri: str
    facts: tuple[Definition, ...]
    count: str = ""


class Described:
    """Rows told as entries.

    Args:
        rows: what is stated.
        base: of the IRIs.
        vocabulary: names of classes, properties and concepts.
        named: returns the link to something that the rows do not name (a council).
        more: the documents that are told of a thing, by its IRI.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        base: Base,
        vocabulary: Vocabulary,
        named: Callable[[str], Link | None],
        more: Mapping[str, Definition] | None = None,
    ) -> None:
        self._base = base
        self._vocabulary = vocabulary
        self._named = named
        self._more = more or {}
        self._about: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            self._about[row.subject][row.predicate].append(row)

    def entries(self, page: str) -> list[Entry]:
        """Return the entries of a page: of all subjects that have a place on it, each place once."""
        found: dict[str, Entry] = {}
        for iri in sorted(self._about):
            told = self._place(iri)
            if told is not None and told[0] == page:
                entry = self._entry(iri, told[1])
                known = found.get(entry.anchor)
                # A part ("…/checksum") is told with what it is part of.
                found[entry.anchor] = entry if known is None else _joined(known, entry)
        return sorted(
            found.values(), key=lambda entry: (entry.anchor != "", entry.label.casefold(), entry.iri)
        )

    def _place(self, iri: str) -> tuple[str, str] | None:
        path = self._base.path(iri)
        told = place(path) if path else None
        return (told.page, told.anchor) if told is not None else None

    def _entry(self, iri: str, anchor: str) -> Entry:
        about = self._about[iri]
        label = self._label(iri)
        facts = tuple(
            Definition(self._predicate(predicate), values)
            for predicate in sorted(about, key=lambda p: (p != TYPE, self._predicate(p), p))
            if (values := self._values(about[predicate], label if anchor else ""))
        )
        more = self._more.get(iri)
        if more is None:
            return Entry(anchor, label, iri, facts, _amount(about))
        number = len(more.values)
        count = f"{number} document{'' if number == 1 else 's'}"
        return Entry(anchor, label, iri, (*facts, more), count)

    def _values(self, rows: Sequence[Row], label: str) -> tuple[Link, ...]:
        links = [self._link(row) for row in rows]
        return tuple(sorted({link for link in links if link.label != label}))

    def _link(self, row: Row) -> Link:
        iri = row.text
        if not hasattr(row.value, "datatype"):
            named = self._named(iri)
            if named is not None:
                return named
            page = self._vocabulary.places.page(iri)
            return Link(self._label(iri).removeprefix("mailto:"), page or iri)
        return Link(iri)

    def _label(self, iri: str) -> str:
        if iri in _THINGS:
            return _THINGS[iri]
        for predicate in _LABELS if iri in self._about else ():
            if rows := self._about[iri].get(predicate):
                return min(row.text for row in rows)
        if iri in self._vocabulary.subjects:
            return self._vocabulary.label(iri)
        return _short(iri, self._base.iri)

    def _predicate(self, iri: str) -> str:
        if iri in _WORDS:
            return _WORDS[iri]
        if iri in self._vocabulary.subjects:
            label = self._vocabulary.label(iri)
        else:
            label = _CAMEL.sub(" ", iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]).lower()
        return label[:1].upper() + label[1:]


def _amount(about: Mapping[str, Sequence[Row]]) -> str:
    """Return how much there is of a part of the dataset, in words; empty for what is no part."""
    for predicate, one, several in (
        (VOID + "entities", "thing", "things"),
        (VOID + "triples", "statement", "statements"),
    ):
        if rows := about.get(predicate):
            number = int(rows[0].text)
            return f"{number:,} {one if number == 1 else several}"
    return ""


def _joined(one: Entry, other: Entry) -> Entry:
    first, second = sorted((one, other), key=lambda entry: len(entry.iri))
    return Entry(first.anchor, first.label, first.iri, first.facts + second.facts[1:], first.count)


def _short(iri: str, base: str) -> str:
    if iri.startswith(base) and iri != base:
        return " ".join(iri.rstrip("/").removeprefix(base).split("/")[1:]).replace("-", " ") or base
    short = curie(iri)
    return short if short and not short.endswith(":") else iri
