"""Content negotiation: which of the formats we have is what the client wants.

In: an ``Accept`` header (RFC 9110, section 12.5.1) and the media types on offer, the
preferred one first. Out: the one to send, or nothing (a 406).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from ofsted_kg.web.media import MEDIA_TYPES

# The media types that name each format; the first is the one it is known by.
RESULT_FORMATS: dict[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
# CSV and TSV are defined for tables only.
BOOLEAN_FORMATS = {
    media: kind
    for media, kind in RESULT_FORMATS.items()
    if kind in (QueryResultsFormat.JSON, QueryResultsFormat.XML)
}
GRAPH_FORMATS: dict[str, RdfFormat] = {
    MEDIA_TYPES[".ttl"]: RdfFormat.TURTLE,
    MEDIA_TYPES[".nt"]: RdfFormat.N_TRIPLES,
    MEDIA_TYPES[".rdf"]: RdfFormat.RDF_XML,
    MEDIA_TYPES[".jsonld"]: RdfFormat.JSON_LD,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
}
# Beside whose media types a charset is said.
_TEXT = ("text/",)


@dataclass(frozen=True, slots=True)
class Range:
    """One element of an ``Accept`` header."""

    kind: str
    subtype: str
    quality: float
    specificity: int


def ranges(accept: str) -> list[Range]:
    """Parse an ``Accept`` header; elements that make no sense are passed over.

    >>> [(r.kind, r.subtype, r.quality) for r in ranges("text/csv, */*;q=0.1")]
    [('text', 'csv', 1.0), ('*', '*', 0.1)]
    """
    found = []
    for element in accept.split(","):
        media, *parameters = (part.strip() for part in element.split(";"))
        kind, slash, subtype = media.lower().partition("/")
        if not slash or not kind or not subtype:
            continue
        quality = 1.0
        others = 0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
            elif name.strip().lower() != "charset":
                others += 1
        specificity = (kind != "*") + (subtype != "*") + others
        found.append(Range(kind, subtype, quality, specificity))
    return found


def choose(accept: str, offers: Sequence[str]) -> str | None:
    """Return the offer the client likes best, the first of equals, or None.

    >>> choose("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> choose("image/png", ["text/csv"]) is None
    True
    """
    wanted = ranges(accept)
    if not wanted:
        return offers[0] if not accept.strip() else None
    best, best_quality = None, 0.0
    for offer in offers:
        kind, _, subtype = offer.partition("/")
        matching = [r for r in wanted if r.kind in ("*", kind) and r.subtype in ("*", subtype)]
        if not matching:
            continue
        quality = max(matching, key=lambda r: r.specificity).quality
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def content_type(media: str) -> str:
    """Return the value of ``Content-Type``: text says that it is UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith(_TEXT) else media
