"""The names under which a release is published.

In: ``Content`` and the publisher's options. Out: ``Names``: the dataset's IRI and that
of this version of it, titles, licence, publisher. A version is a date and the digest of
the content, so that a release of the same graph has the same name.
"""

from __future__ import annotations

from dataclasses import dataclass

from ofsted_kg.publish.content import Content

TITLE = "Ofsted's judgements of English councils' children's services"
DESCRIPTION = (
    "What Ofsted told each English council about its children's services since 2005, "
    "read from its letters and reports: formal ratings, judgements and comparisons in prose, "
    "listed strengths and areas for improvement, serious case reviews; each with the words that say it."
)
# The facts are ours to give; the words quoted belong to those who wrote them.
DATA_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = (
    "Contains information from letters and reports by Ofsted (and, to 2007, the Commission for Social "
    "Care Inspection). Council names and codes: Office for National Statistics, licensed under the "
    "Open Government Licence v.3.0."
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the metadata files call the release.

    Attributes:
        dataset: IRI of the dataset, whatever its version.
        version: name of this version.
        version_iri: IRI of this version.
        date: of the release, ISO 8601.
        publisher: name of who publishes it.
        publisher_iri: IRI of who publishes it.
        endpoint: the SPARQL endpoint's URL, or nothing.
    """

    dataset: str
    version: str
    version_iri: str
    date: str
    publisher: str
    publisher_iri: str
    endpoint: tuple[str, ...] = ()
    title: str = TITLE
    description: str = DESCRIPTION


def names(
    content: Content, *, date: str = "", publisher: str = "", publisher_iri: str = "", endpoint: str = ""
) -> Names:
    """Return the names of a release; the date is by default that of the newest letter."""
    day = date or content.newest() or "1970-01-01"
    dataset = content.base.listing("dataset")
    version = f"{day}-{content.digest[:8]}"
    return Names(
        dataset,
        version,
        f"{dataset}/{version}",
        day,
        publisher or "The publisher of this copy of ofsted-kg",
        publisher_iri or content.base.thing("publisher"),
        (endpoint,) if endpoint else (),
    )
