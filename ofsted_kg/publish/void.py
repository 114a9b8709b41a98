"""A description of the dataset by the Vocabulary of Interlinked Datasets (VoID).

In: ``Statistics`` and ``Names``. Out: rows: how many triples, things of each class, uses
of each property, links into other datasets, and where the dumps are. A linkset is stated
only of things at a dataset that is known: a document's address or a standard is no dataset.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from ofsted_kg.publish.datasets import Dataset, dataset_of
from ofsted_kg.publish.names import Names
from ofsted_kg.publish.statistics import Statistics
from ofsted_kg.publish.triples import Description, english
from ofsted_kg.publish.versions import Version
from ofsted_kg.rows import Row
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, FOAF, PREFIXES, RDFS, VOID, Base, slug

_FEATURES = ("Turtle", "N-Quads")
# A property that only says what kind a thing is, or where more is read, links nothing.
_NO_LINKS = frozenset({RDFS + "seeAlso", DCTERMS + "source", DCTERMS + "license", DCTERMS + "conformsTo"})


def void(base: Base, names: Names, counted: Statistics, version: Version, example: str) -> list[Row]:
    """Return the description.

    Args:
        base: of the IRIs.
        names: of the release.
        counted: what the dataset holds.
        version: this release with its files.
        example: IRI of a thing to look at; empty for none.
    """
    out = Description()
    dataset, parts = names.dataset, names.statistics
    out.about(
        dataset,
        VOID + "Dataset",
        (DCTERMS + "title", english(names.title)),
        (DCTERMS + "description", english(names.description)),
        (FOAF + "homepage", NamedNode(base.iri)),
        (VOID + "uriSpace", base.thing("")),
        (VOID + "triples", counted.triples),
        (VOID + "entities", counted.entities),
        (VOID + "classes", len(counted.classes)),
        (VOID + "properties", len(counted.properties)),
        (VOID + "distinctSubjects", counted.subjects),
        (VOID + "documents", version.documents),
        *(
            (VOID + "dataDump", NamedNode(base.iri + file.path))
            for file in version.files
            if file.name.startswith("ofsted-kg")
        ),
        *((VOID + "feature", NamedNode(f"http://www.w3.org/ns/formats/{name}")) for name in _FEATURES),
        *(
            (VOID + "vocabulary", NamedNode(iri))
            for iri in sorted(PREFIXES.values())
            if any(name.startswith(iri) for name in counted.properties)
        ),
        *((VOID + "exampleResource", NamedNode(iri)) for iri in (example,) if iri),
        *((VOID + "sparqlEndpoint", NamedNode(iri)) for iri in names.endpoint),
        (DCTERMS + "hasVersion", NamedNode(names.version_iri)),
    )
    for kind, count in counted.classes.items():
        part = f"{parts}/class/{_short(kind)}"
        out.about(part, VOID + "Dataset", (VOID + "class", NamedNode(kind)), (VOID + "entities", count))
        out.about(part, None, (DCTERMS + "title", english(f"Things of the class {_name(kind)}")))
        out.about(dataset, None, (VOID + "classPartition", NamedNode(part)))
    for predicate, count in counted.properties.items():
        part = f"{parts}/property/{_short(predicate)}"
        link = (VOID + "property", NamedNode(predicate))
        out.about(part, VOID + "Dataset", link, (VOID + "triples", count))
        out.about(part, None, (DCTERMS + "title", english(f"Statements with {_name(predicate)}")))
        out.about(dataset, None, (VOID + "propertyPartition", NamedNode(part)))
    _links(out, names, counted)
    return out.rows


def _links(out: Description, names: Names, counted: Statistics) -> None:
    for predicate, spaces in counted.links.items():
        if predicate in _NO_LINKS:
            continue
        found: dict[Dataset, int] = {}
        for space, count in spaces.items():
            known = dataset_of(space)
            if known is not None:
                found[known] = found.get(known, 0) + count
        for known, count in sorted(found.items(), key=lambda pair: pair[0].space):
            target = out.about(
                f"{names.statistics}/target/{slug(known.title)}",
                VOID + "Dataset",
                (DCTERMS + "title", english(known.title)),
                (VOID + "uriSpace", known.space),
            )
            part = f"{names.statistics}/links/{_short(predicate)}/{slug(known.title)}"
            out.about(
                part,
                VOID + "Linkset",
                (DCTERMS + "title", english(f"{_name(predicate)}: into {known.title}")),
                (VOID + "linkPredicate", NamedNode(predicate)),
                (VOID + "subjectsTarget", NamedNode(names.dataset)),
                (VOID + "objectsTarget", target),
                (VOID + "triples", count),
            )
            if known.source:
                source, licence = NamedNode(known.source), NamedNode(known.licence)
                out.about(part, None, (DCTERMS + "source", source), (DCTERMS + "license", licence))
            out.about(names.dataset, None, (VOID + "subset", NamedNode(part)))


def _name(iri: str) -> str:
    return iri.removeprefix(DEF) if iri.startswith(DEF) else _short(iri).replace("-", ":", 1)


def _short(iri: str) -> str:
    for prefix, space in sorted(PREFIXES.items()):
        if iri.startswith(space):
            return f"{prefix}-{iri.removeprefix(space).replace('/', '-')}"
    return slug(iri)
