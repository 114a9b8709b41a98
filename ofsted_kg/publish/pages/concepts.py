"""Concepts, schemes and the ontology's terms, as their pages show them.

In: the vocabulary. Out: ``Concept`` views (settings, outcomes, topics, areas, grades,
scales, frameworks, …) and ``Term`` views of classes and properties.
"""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_kg.publish.datasets import named
from ofsted_kg.publish.pages.views import Concept, Definition, Link, Term
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.rows import TYPE
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, OWL, RDFS, SKOS, curie

# What a concept's page lists beside its definition; links where the value is an IRI.
_PROPERTIES = (
    (SKOS + "altLabel", "Also called"),
    (DCTERMS + "title", "Title that documents print"),
    (SKOS + "hiddenLabel", "Also recognised as"),
    (SKOS + "example", "Example"),
    (SKOS + "scopeNote", "Note"),
    (SKOS + "broader", "Part of"),
    (SKOS + "narrower", "Includes"),
    (SKOS + "related", "See also"),
    (SKOS + "closeMatch", "Close match"),
    (SKOS + "broadMatch", "Broader match"),
    (SKOS + "narrowMatch", "Narrower match"),
    (SKOS + "relatedMatch", "Related match"),
    (DEF + "rank", "Rank (higher is better)"),
    (DEF + "score", "Printed number"),
    (DEF + "year", "Year"),
    (DEF + "dateFrom", "From"),
    (DEF + "dateTo", "To"),
    (DEF + "scale", "Scale"),
    (DEF + "judgesArea", "Areas judged"),
    (DCTERMS + "replaces", "Replaces"),
    (DCTERMS + "isReplacedBy", "Replaced by"),
    (DEF + "bestGrade", "Best grade"),
    (DEF + "worstGrade", "Worst grade"),
    (DEF + "comparableScale", "May be compared with"),
    (SKOS + "inScheme", "In"),
)
_TERM_PROPERTIES = (
    (RDFS + "subClassOf", "Kind of"),
    (RDFS + "subPropertyOf", "Kind of"),
    (RDFS + "domain", "Of"),
    (RDFS + "range", "Value"),
    (OWL + "inverseOf", "Inverse of"),
    (OWL + "equivalentClass", "Same as"),
    (OWL + "equivalentProperty", "Same as"),
)
FORMER = "Former name"
_PROPERTY_KINDS = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")


def concepts(vocabulary: Vocabulary) -> Iterator[Concept]:
    """Yield the schemes and scales, each followed by its concepts."""
    for scheme in vocabulary.subjects.of(SKOS + "ConceptScheme"):
        members = vocabulary.members(scheme)
        is_scale = vocabulary.subjects.is_a(scheme, DEF + "Scale")
        kind = "Scale" if is_scale else "Concept scheme"
        yield _view(vocabulary, scheme, kind, tuple(vocabulary.link(member) for member in members))
        for member in members:
            yield _view(vocabulary, member, _kind(vocabulary, member), ())
    # What older dumps name: it is in no scheme any more, and its page says what stands for it now.
    for former in vocabulary.subjects.with_property(OWL + "deprecated", "true"):
        if former.removeprefix(DEF).count("/"):
            yield _view(vocabulary, former, FORMER, ())


def _kind(vocabulary: Vocabulary, iri: str) -> str:
    kinds = [kind for kind in vocabulary.subjects.all(iri, TYPE) if kind.startswith(DEF)]
    return vocabulary.label(kinds[0]) if kinds else "Concept"


def _view(vocabulary: Vocabulary, iri: str, kind: str, members: tuple[Link, ...]) -> Concept:
    subjects = vocabulary.subjects
    is_grade = subjects.is_a(iri, DEF + "Grade")
    label = vocabulary.label(iri)
    facts = [
        Definition(name, tuple(_link(vocabulary, value) for value in values))
        for predicate, name in _PROPERTIES
        if (values := [value for value in subjects.all(iri, predicate) if value != label])
        and not (is_grade and predicate == DEF + "scale")
    ]
    return Concept(
        iri,
        vocabulary.places.page(iri),
        kind,
        label,
        subjects.one(iri, SKOS + "definition"),
        tuple(facts),
        members,
        vocabulary.grade(iri) if is_grade else None,
    )


def classes(vocabulary: Vocabulary) -> list[Term]:
    """Return the ontology's classes by name."""
    return _terms(vocabulary, vocabulary.subjects.of(OWL + "Class"))


def properties(vocabulary: Vocabulary) -> list[Term]:
    """Return the ontology's properties by name."""
    found = {iri for kind in _PROPERTY_KINDS for iri in vocabulary.subjects.of(OWL + kind)}
    return _terms(vocabulary, sorted(found))


def _terms(vocabulary: Vocabulary, iris: list[str]) -> list[Term]:
    subjects = vocabulary.subjects
    own = [iri for iri in iris if iri.startswith(DEF) and "/" not in iri.removeprefix(DEF)]
    return [
        Term(
            iri,
            iri.removeprefix(DEF),
            vocabulary.label(iri),
            subjects.one(iri, RDFS + "comment"),
            tuple(
                Definition(name, tuple(_link(vocabulary, value) for value in values))
                for predicate, name in _TERM_PROPERTIES
                if (values := subjects.all(iri, predicate))
            ),
        )
        for iri in sorted(own, key=lambda iri: (iri.casefold(), iri))
    ]


def _link(vocabulary: Vocabulary, value: str) -> Link:
    """Return a value as a link: into these pages, outside, or plain words."""
    if not value.startswith(("http://", "https://")):
        return Link(value)
    page = vocabulary.places.page(value)
    if not page:
        return Link(short(value), value)
    if "#" in page or value == DEF:
        return Link(short(value), page)
    link = vocabulary.link(value)
    scheme = vocabulary.subjects.one(value, DEF + "scale") if "/grade/" in value else ""
    return Link(f"{link.label} ({vocabulary.label(scheme)})" if scheme else link.label, link.path)


def short(iri: str) -> str:
    """Return an IRI with a prefix where it has a known one, or by the name of the dataset that it is of.

    >>> short("http://purl.org/dc/terms/title")
    'dcterms:title'
    """
    known = curie(iri)
    return known if known and not known.endswith(":") else named(iri)
