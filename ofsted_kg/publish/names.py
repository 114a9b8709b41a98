"""The names under which a release is published.

In: ``Content`` and the publisher's settings. Out: ``Names``: the dataset's IRI and that
of this version of it, titles, licence, publisher. A version is the day of its publishing
and the digest of the content.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.publish.content import Content
from ofsted_kg.publish.settings import Settings
from ofsted_kg.publish.versions import Version

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
    "Care Inspection). Council names and codes: Office for National Statistics; links to Wikidata: "
    "Ministry of Housing, Communities and Local Government; both licensed under the "
    "Open Government Licence v.3.0."
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the metadata files call the release.

    Attributes:
        dataset: IRI of the dataset, whatever its version.
        version: name of this version.
        version_iri: IRI of this version.
        date: of its publishing, ISO 8601.
        publisher: name of who publishes it.
        publisher_iri: IRI of who publishes it.
        endpoint: the SPARQL endpoint's URL, or nothing.
        contact: where to write to, a URL or ``mailto:``; empty for none.
        site: address that the pages stand at, for canonical links.
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
    contact: str = ""
    site: str = ""

    @property
    def catalogue(self) -> str:
        """IRI of the catalogue."""
        return self.dataset.removesuffix("dataset") + "catalogue"

    @property
    def statistics(self) -> str:
        """What the IRIs of the parts of the description by VoID hang on."""
        return self.dataset.removesuffix("dataset") + "statistics"


def names(content: Content, settings: Settings, date: str, before: tuple[Version, ...]) -> Names:
    """Return the names of a release.

    Without a date it is published today (UTC; `SOURCE_DATE_EPOCH` says what day that is), and
    again under its own name where the graph has not changed.
    """
    same = before and before[0].digest == content.digest and not date
    day = before[0].issued if same else date or today()
    dataset = content.base.listing("dataset")
    version = f"{day}-{content.digest[:8]}"
    return Names(
        dataset,
        version,
        f"{dataset}/{version}",
        day,
        settings.publisher or "The publisher of this copy of ofsted-kg",
        settings.publisher_iri or content.base.thing("publisher"),
        (settings.endpoint,) if settings.endpoint else (),
        settings.title or TITLE,
        settings.description or DESCRIPTION,
        settings.contact,
        settings.site or content.base.iri,
    )


def today() -> str:
    """Return the day in UTC, by `SOURCE_DATE_EPOCH` where that is set (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return dt.datetime.now(dt.UTC).date().isoformat()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise OfstedKGError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds", remedy="Unset it, or say --date"
        ) from error
