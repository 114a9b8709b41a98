"""A catalogue entry by DCAT-AP 3.

In: ``Names``, the versions with their files. Out: rows: catalogue, dataset, its versions,
a distribution a file with size and SHA-256, and the endpoint as a data service. It passes
the official DCAT-AP 3.0.1 shapes.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from ofsted_kg.counts import counted
from ofsted_kg.graph.reference import typed
from ofsted_kg.publish.names import ATTRIBUTION, DATA_LICENCE, Names
from ofsted_kg.publish.triples import Description, Value, english
from ofsted_kg.publish.versions import Distribution, Version
from ofsted_kg.rows import Row
from ofsted_kg.vocabulary.namespaces import DCAT, DCTERMS, FOAF, RDFS, SKOS, Base

_ADMS = "http://www.w3.org/ns/adms#"
_SPDX = "http://spdx.org/rdf/terms#"
_VCARD = "http://www.w3.org/2006/vcard/ns#"
_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_ENGLISH = _EU + "language/ENG"
_ENGLAND = "http://statistics.data.gov.uk/id/statistical-geography/E92000001"
_PUBLIC = _EU + "access-right/PUBLIC"
_IRREGULAR = _EU + "frequency/IRREG"
_EDUCATION = _EU + "data-theme/EDUC"
_SOCIETY = _EU + "data-theme/SOCI"
_SHA256 = _SPDX + "checksumAlgorithm_sha256"


def dcat(
    base: Base,
    names: Names,
    versions: Sequence[Version],
    tables: Sequence[Distribution],
    period: tuple[str, str],
) -> list[Row]:
    """Return the catalogue entry.

    Args:
        base: of the IRIs.
        names: of this release.
        versions: all of them, newest first.
        tables: the files of the dataset that each release replaces.
        period: first and last day of the documents; empty for none.
    """
    out = Description()
    _vocabulary(out)
    licence = out.about(
        DATA_LICENCE,
        DCTERMS + "LicenseDocument",
        (DCTERMS + "title", english("Creative Commons Attribution 4.0")),
    )
    publisher = out.about(names.publisher_iri, FOAF + "Agent", (FOAF + "name", names.publisher))
    contact = out.about(
        f"{names.publisher_iri}/contact",
        _VCARD + "Kind",
        (_VCARD + "fn", names.publisher),
        _reach(names.contact, base),
    )
    span = out.about(
        f"{names.catalogue}/period",
        DCTERMS + "PeriodOfTime",
        (RDFS + "label", english("Time that the documents are of")),
        *(
            (DCAT + name, typed(day, "date"))
            for name, day in zip(("startDate", "endDate"), period, strict=True)
            if day
        ),
    )
    rights = out.about(
        f"{names.catalogue}/rights",
        DCTERMS + "RightsStatement",
        (RDFS + "label", english("Whose the data is")),
        (DCTERMS + "description", english(ATTRIBUTION)),
    )
    home = out.about(base.iri, FOAF + "Document")
    shared: tuple[tuple[str, Value], ...] = (
        (DCTERMS + "publisher", publisher),
        (DCTERMS + "language", NamedNode(_ENGLISH)),
        (DCTERMS + "spatial", NamedNode(_ENGLAND)),
        (DCTERMS + "temporal", span),
    )
    dataset = NamedNode(names.dataset)
    described: tuple[tuple[str, Value], ...] = (
        (DCAT + "contactPoint", contact),
        (DCTERMS + "accessRights", NamedNode(_PUBLIC)),
        (DCTERMS + "rights", rights),
        (DCAT + "theme", NamedNode(_EDUCATION)),
        (DCAT + "theme", NamedNode(_SOCIETY)),
        *(
            (DCAT + "keyword", english(word))
            for word in ("Ofsted", "children's services", "local government", "inspection", "social care")
        ),
    )
    releases = []
    for place, version in enumerate(versions):
        iri = f"{names.dataset}/{version.name}"
        own = [
            _distribution(out, base, f"{iri}/distribution/{file.name}", file, page=iri)
            for file in version.files
        ]
        earlier = versions[place + 1 :]
        releases.append(
            out.about(
                iri,
                DCAT + "Dataset",
                *shared,
                *described,
                (DCTERMS + "title", english(f"{names.title}, version of {version.issued}")),
                (
                    DCTERMS + "description",
                    english(
                        f"{counted(version.documents, 'letters and reports')}. "
                        f"{version.summary}. {names.description}"
                    ),
                ),
                (DCTERMS + "identifier", iri),
                (DCAT + "version", version.name),
                (DCAT + "isVersionOf", dataset),
                (DCTERMS + "issued", typed(version.issued, "date")),
                (DCAT + "landingPage", out.about(iri, None)),
                *((DCAT + "previousVersion", NamedNode(f"{names.dataset}/{v.name}")) for v in earlier[:1]),
                *((DCAT + "distribution", node) for node in own),
            )
        )
        out.about(iri, FOAF + "Document")
    newest = [
        NamedNode(f"{names.version_iri}/distribution/{file.name}")
        for file in (versions[0].files if versions else ())
    ]
    kept = [_distribution(out, base, f"{names.dataset}/distribution/{file.name}", file) for file in tables]
    out.about(
        names.dataset,
        DCAT + "Dataset",
        *shared,
        *described,
        (DCTERMS + "title", english(names.title)),
        (DCTERMS + "description", english(names.description)),
        (DCTERMS + "identifier", names.dataset),
        (DCTERMS + "accrualPeriodicity", NamedNode(_IRREGULAR)),
        (DCAT + "landingPage", home),
        (DCAT + "version", names.version),
        (DCTERMS + "issued", typed(min(v.issued for v in versions), "date")),
        (DCTERMS + "modified", typed(names.date, "date")),
        *((DCAT + "hasVersion", node) for node in releases),
        (DCAT + "hasCurrentVersion", NamedNode(names.version_iri)),
        *((DCAT + "distribution", node) for node in [*newest, *kept]),
    )
    out.about(
        names.catalogue,
        DCAT + "Catalog",
        *shared,
        (DCTERMS + "title", english(f"Catalogue: {names.title}")),
        (
            DCTERMS + "description",
            english("The dataset, all its versions with the files of each, and how to ask it."),
        ),
        (DCTERMS + "issued", typed(min(v.issued for v in versions), "date")),
        (DCTERMS + "modified", typed(names.date, "date")),
        (DCTERMS + "license", licence),
        (FOAF + "homepage", home),
        (DCAT + "themeTaxonomy", NamedNode(_EU + "data-theme")),
        (DCAT + "dataset", dataset),
        *((DCAT + "dataset", node) for node in releases),
        *((DCAT + "service", _service(out, names, dataset, licence, url)) for url in names.endpoint),
    )
    return out.rows


def _reach(contact: str, base: Base) -> tuple[str, NamedNode]:
    """Return how to reach the publisher: by e-mail or at an address, the dataset's own without either."""
    if contact.startswith("mailto:"):
        return _VCARD + "hasEmail", NamedNode(contact)
    return _VCARD + "hasURL", NamedNode(contact or base.iri)


def _distribution(out: Description, base: Base, iri: str, file: Distribution, *, page: str = "") -> NamedNode:
    checksum = out.about(
        f"{iri}/checksum",
        _SPDX + "Checksum",
        (_SPDX + "algorithm", NamedNode(_SHA256)),
        (_SPDX + "checksumValue", typed(file.sha256, "hexBinary")),
    )
    media = out.about(_IANA + file.media, DCTERMS + "MediaType")
    form = out.about(f"{_EU}file-type/{file.form}", DCTERMS + "MediaTypeOrExtent")
    packed = []
    if file.packed:
        way = DCAT + (
            "packageFormat" if file.packed.endswith("zip") and "gzip" not in file.packed else "compressFormat"
        )
        packed = [(way, out.about(_IANA + file.packed, DCTERMS + "MediaType"))]
    url = NamedNode(base.iri + file.path)
    # Of what was moved away its version's page tells what it was.
    reached = [(DCAT + "downloadURL", url)] if file.kept else []
    return out.about(
        iri,
        DCAT + "Distribution",
        (DCTERMS + "title", english(file.title)),
        (DCAT + "accessURL", url if file.kept else NamedNode(page)),
        *reached,
        (DCAT + "mediaType", media),
        (DCTERMS + "format", form),
        (DCAT + "byteSize", typed(str(file.size), "nonNegativeInteger")),
        (_SPDX + "checksum", checksum),
        (DCTERMS + "license", NamedNode(DATA_LICENCE)),
        (DCTERMS + "language", NamedNode(_ENGLISH)),
        (_ADMS + "status", NamedNode("http://purl.org/adms/status/Completed")),
        *packed,
    )


def _service(out: Description, names: Names, dataset: NamedNode, licence: NamedNode, url: str) -> NamedNode:
    # What a GET without a query answers is the endpoint's own description.
    place = out.about(url, RDFS + "Resource")
    return out.about(
        f"{names.catalogue}/endpoint",
        DCAT + "DataService",
        (DCTERMS + "title", english("SPARQL 1.1 endpoint")),
        (DCAT + "endpointURL", place),
        (DCAT + "endpointDescription", place),
        (DCAT + "servesDataset", dataset),
        (DCTERMS + "license", licence),
        (
            DCTERMS + "conformsTo",
            out.about("https://www.w3.org/TR/sparql11-protocol/", DCTERMS + "Standard"),
        ),
    )


def _vocabulary(out: Description) -> None:
    """Say of the controlled terms what they are, so that the file checks without fetching them."""
    label, concept = SKOS + "prefLabel", SKOS + "Concept"
    out.about(_ENGLISH, DCTERMS + "LinguisticSystem", (label, english("English")))
    out.about(_ENGLAND, DCTERMS + "Location", (label, english("England")))
    out.about(_PUBLIC, DCTERMS + "RightsStatement", (label, english("public")))
    out.about(_IRREGULAR, DCTERMS + "Frequency", (label, english("irregular")))
    out.about(_EDUCATION, concept, (label, english("Education, culture and sport")))
    out.about(_SOCIETY, concept, (label, english("Population and society")))
    out.about("http://purl.org/adms/status/Completed", concept, (label, english("Completed")))
    out.about(
        _EU + "data-theme", SKOS + "ConceptScheme", (DCTERMS + "title", Literal("Data theme", language="en"))
    )
    out.about(_SHA256, _SPDX + "ChecksumAlgorithm")
