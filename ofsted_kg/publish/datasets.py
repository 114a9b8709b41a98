"""Datasets of others that ours leads into.

In: the IRI of a thing elsewhere. Out: the dataset that it is of: its name, how its things' IRIs begin,
and where the links were taken over from a list, that list and its licence.
"""

from __future__ import annotations

from dataclasses import dataclass

from ofsted_kg.graph.reference import OPEN_DATA_COMMUNITIES, STATISTICAL_GEOGRAPHY, WIKIDATA

_ORGANISATIONS = "https://github.com/digital-land/organisation-collection"
_OPEN_GOVERNMENT = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset elsewhere.

    Attributes:
        title: what it is called.
        space: how the IRIs of its things begin.
        source: address of the list that says which of its things is which of ours; empty for none.
        licence: of that list.
    """

    title: str
    space: str
    source: str = ""
    licence: str = ""


_DATASETS = (
    Dataset("Wikidata", WIKIDATA, _ORGANISATIONS, _OPEN_GOVERNMENT),
    Dataset("Open Data Communities", OPEN_DATA_COMMUNITIES, _ORGANISATIONS, _OPEN_GOVERNMENT),
    Dataset("DBpedia", "http://dbpedia.org/resource/"),
    Dataset("Geography of the ONS", STATISTICAL_GEOGRAPHY),
)


def named(iri: str) -> str:
    """Return what a thing elsewhere is called.

    >>> named("http://dbpedia.org/resource/Foster_care"), named("http://www.example.org/")
    ('DBpedia: Foster care', 'http://www.example.org/')
    """
    dataset = dataset_of(iri)
    return f"{dataset.title}: {iri.removeprefix(dataset.space).replace('_', ' ')}" if dataset else iri


def dataset_of(iri: str) -> Dataset | None:
    """Return the dataset that a thing is of; nothing for a document's address or a standard."""
    return next((one for one in _DATASETS if iri.startswith(one.space)), None)
