"""A catalogue entry by DCAT-AP 3.

In: ``Content``, ``Names`` and the files written so far. Out: ``dcat.ttl``: catalogue,
dataset, its version, a distribution a file with size and SHA-256, and the endpoint as a
data service. It passes the official DCAT-AP 3.0.1 shapes.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from ofsted_kg.namespaces import DCAT, DCTERMS, FOAF, RDFS, SKOS, slug
from ofsted_kg.publish.content import Content
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import ATTRIBUTION, DATA_LICENCE, Names
from ofsted_kg.publish.triples import Description, english, typed

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
# Media type and the EU's file type of each kind of file that counts as a distribution.
_KINDS = {
    ".ttl": ("text/turtle", "RDF_TURTLE", ""),
    ".ttl.gz": ("text/turtle", "RDF_TURTLE", "application/gzip"),
    ".nq": ("application/n-quads", "RDF_N_QUADS", ""),
    ".jsonld": ("application/ld+json", "JSON_LD", ""),
    ".csv": ("text/csv", "CSV", ""),
}


def dcat(content: Content, names: Names, folder: ReleaseFolder) -> bytes:
    """Return the catalogue entry as Turtle."""
    out = Description()
    paths = [path for path in sorted(folder.sums) if path.startswith(("data/", "tables/")) and _kind(path)]
    distributions = [_distribution(out, content, folder, path) for path in paths]
    _vocabulary(out)
    licence = out.about(
        DATA_LICENCE,
        DCTERMS + "LicenseDocument",
        (DCTERMS + "title", english("Creative Commons Attribution 4.0")),
    )
    publisher = out.about(
        names.publisher_iri,
        FOAF + "Agent",
        (FOAF + "name", names.publisher),
    )
    contact = out.about(
        f"{names.publisher_iri}/contact",
        _VCARD + "Kind",
        (_VCARD + "fn", names.publisher),
        (_VCARD + "hasURL", NamedNode(content.base.iri)),
    )
    days = sorted(letter.issued for letter in content.letters if letter.issued)
    period = out.about(
        f"{names.dataset}/period",
        DCTERMS + "PeriodOfTime",
        *((DCAT + "startDate", typed(day, "date")) for day in days[:1]),
        *((DCAT + "endDate", typed(day, "date")) for day in days[-1:]),
    )
    home = out.about(content.base.iri, FOAF + "Document")
    shared = (
        (DCTERMS + "title", english(names.title)),
        (DCTERMS + "description", english(names.description)),
        (DCTERMS + "publisher", publisher),
        (DCTERMS + "language", NamedNode(_ENGLISH)),
        (DCTERMS + "spatial", NamedNode(_ENGLAND)),
        (DCTERMS + "temporal", period),
        (DCTERMS + "modified", typed(names.date, "date")),
    )
    rights = out.about(
        f"{names.dataset}/rights",
        DCTERMS + "RightsStatement",
        (RDFS + "label", english(ATTRIBUTION)),
    )
    dataset = out.about(
        names.dataset,
        DCAT + "Dataset",
        *shared,
        (DCTERMS + "identifier", names.dataset),
        (DCTERMS + "accessRights", NamedNode(_PUBLIC)),
        (DCTERMS + "accrualPeriodicity", NamedNode(_IRREGULAR)),
        (DCTERMS + "rights", rights),
        (DCAT + "contactPoint", contact),
        (DCAT + "theme", NamedNode(_EDUCATION)),
        (DCAT + "theme", NamedNode(_SOCIETY)),
        (DCAT + "landingPage", home),
        (DCAT + "hasVersion", NamedNode(names.version_iri)),
        (DCAT + "version", names.version),
        *(
            (DCAT + "keyword", english(word))
            for word in ("Ofsted", "children's services", "local government")
        ),
        *((DCAT + "distribution", node) for node in distributions),
    )
    out.about(
        names.version_iri,
        DCAT + "Dataset",
        *shared,
        (DCAT + "version", names.version),
        (DCAT + "isVersionOf", dataset),
        (DCTERMS + "issued", typed(names.date, "date")),
        *((DCAT + "distribution", node) for node in distributions),
    )
    catalogue = content.base.listing("catalogue")
    out.about(
        catalogue,
        DCAT + "Catalog",
        *shared,
        (DCTERMS + "license", licence),
        (FOAF + "homepage", home),
        (DCAT + "themeTaxonomy", NamedNode(_EU + "data-theme")),
        (DCAT + "dataset", dataset),
        (DCAT + "dataset", NamedNode(names.version_iri)),
        *((DCAT + "service", _service(out, content, dataset, licence, url)) for url in names.endpoint),
    )
    return out.turtle()


def _kind(path: str) -> tuple[str, str, str] | None:
    endings = sorted(_KINDS, key=len, reverse=True)
    return next((_KINDS[ending] for ending in endings if path.endswith(ending)), None)


def _distribution(out: Description, content: Content, folder: ReleaseFolder, path: str) -> NamedNode:
    kind = _kind(path)
    if kind is None:
        raise ValueError(f"{path} is no distribution")
    media_type, file_type, compression = kind
    iri = content.base.listing(f"distribution/{slug(path)}")
    checksum = out.about(
        f"{iri}/checksum",
        _SPDX + "Checksum",
        (_SPDX + "algorithm", NamedNode(_SHA256)),
        (_SPDX + "checksumValue", typed(folder.sums[path], "hexBinary")),
    )
    media = out.about(_IANA + media_type, DCTERMS + "MediaType")
    form = out.about(f"{_EU}file-type/{file_type}", DCTERMS + "MediaTypeOrExtent")
    packed = []
    if compression:
        packed = [(DCAT + "compressFormat", out.about(_IANA + compression, DCTERMS + "MediaType"))]
    url = NamedNode(content.base.iri + path)
    return out.about(
        iri,
        DCAT + "Distribution",
        (DCTERMS + "title", english(path)),
        (DCAT + "accessURL", url),
        (DCAT + "downloadURL", url),
        (DCAT + "mediaType", media),
        (DCTERMS + "format", form),
        (DCAT + "byteSize", typed(str(folder.size(path)), "nonNegativeInteger")),
        (_SPDX + "checksum", checksum),
        (DCTERMS + "license", NamedNode(DATA_LICENCE)),
        (DCTERMS + "language", NamedNode(_ENGLISH)),
        (_ADMS + "status", NamedNode("http://purl.org/adms/status/Completed")),
        *packed,
    )


def _service(
    out: Description, content: Content, dataset: NamedNode, licence: NamedNode, url: str
) -> NamedNode:
    # What a GET without a query answers is the endpoint's own description.
    place = out.about(url, RDFS + "Resource")
    return out.about(
        content.base.listing("sparql"),
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
