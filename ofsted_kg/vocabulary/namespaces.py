"""The IRIs of the graph, and how they are made.

In: slugs, dates, offsets. Out: IRIs as plain strings. ``def/`` (the ontology) is
fixed; ``id/`` (things), ``doc/`` (documents about them) and ``set/`` (lists) hang on
a base that the user may choose. No blank nodes anywhere: an IRI follows from content.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

DEFAULT_BASE = "https://w3id.org/ofsted-kg/"
DEF = "https://w3id.org/ofsted-kg/def/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
QB = "http://purl.org/linked-data/cube#"
SH = "http://www.w3.org/ns/shacl#"
VOID = "http://rdfs.org/ns/void#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"

# The terms of use that reports of today state.
OPEN_GOVERNMENT_LICENCE = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

PREFIXES: dict[str, str] = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "geo": GEO,
    "oa": OA,
    "ok": DEF,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
}

# The two graphs that stand beside the letters': the vocabulary, and the councils.
ONTOLOGY_GRAPH = DEF

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def is_web_iri(iri: str) -> bool:
    """Tell whether a text can stand as an http or https IRI in every RDF syntax.

    >>> is_web_iri("https://data.example.org/"), is_web_iri("data.example.org")
    (True, False)
    """
    return iri.startswith(("http://", "https://")) and not any(c in iri for c in ' <>"{}|\\^`')


def curie(iri: str) -> str:
    """Return an IRI as a CURIE, with its prefix; empty where its namespace has none.

    >>> curie("http://purl.org/dc/terms/title"), curie("https://a.example/")
    ('dcterms:title', '')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return ""


@lru_cache(maxsize=4_096)
def slug(name: str) -> str:
    """Turn a name into the part of an IRI: ASCII lower case, hyphens between words.

    >>> slug("St. Helens")
    'st-helens'
    >>> slug("Children's homes")
    'childrens-homes'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    for mark in ("'", "’"):
        plain = plain.replace(mark, "")
    return _NOT_SLUG.sub("-", plain.lower()).strip("-")


def term(name: str) -> str:
    """Return the IRI of a class or property of the ontology: ``term("Letter")``."""
    return DEF + name


def concept(scheme: str, name: str) -> str:
    """Return the IRI of a concept: ``concept("setting", "schools")`` is ``def/setting/schools``."""
    return f"{DEF}{scheme}/{name}"


def scheme(name: str) -> str:
    """Return the IRI of a concept scheme: ``scheme("setting")`` is ``def/scheme/setting``.

    The name alone is often that of a property (``ok:outcome``), which is another thing.
    """
    return f"{DEF}scheme/{name}"


@dataclass(frozen=True)
class Base:
    """The base that ``id/``, ``doc/`` and ``set/`` hang on.

    Attributes:
        iri: an absolute IRI that ends in ``/``.
    """

    iri: str = DEFAULT_BASE

    def thing(self, path: str) -> str:
        """Return the IRI of a thing, ``id/<path>``."""
        return f"{self.iri}id/{path}"

    def document(self, path: str) -> str:
        """Return the IRI of the document about a thing, ``doc/<path>``; also its named graph."""
        return f"{self.iri}doc/{path}"

    def listing(self, path: str) -> str:
        """Return the IRI of a list, ``set/<path>``."""
        return f"{self.iri}set/{path}"

    def path(self, iri: str) -> str:
        """Return where a release has an IRI of the ontology or of this base; empty for others.

        >>> Base().path(term("Letter")), Base().path(Base().thing("council/bury"))
        ('def/Letter', 'id/council/bury')
        """
        for prefix, folder in ((DEF, "def/"), (self.iri, "")):
            if iri.startswith(prefix):
                return folder + iri.removeprefix(prefix)
        return ""

    @property
    def councils_graph(self) -> str:
        """The graph that holds the register of councils."""
        return self.listing("councils")

    def council(self, name: str) -> str:
        """Return the IRI of a council from its name in the register."""
        return self.thing(f"council/{slug(name)}")

    def inspector(self, name: str) -> str:
        """Return the IRI of a name among Ofsted's inspectors: one name, one IRI."""
        return self.thing(f"inspector/{slug(name)}")

    def letter_path(self, council: str | None, framework: str, date: str, occasion: str, sha256: str) -> str:
        """Return the path of a letter below ``id/`` or ``doc/``.

        A letter without a date is named by its occasion: the last day on site, or the year. One
        that cannot say whose it is (it will not conform), or when in any way, is named by its
        bytes, so that the ledger and the report can still point to it.

        >>> Base().letter_path("Bury", "ilacs-short", "", "2021-11-19", "00ff")
        'letter/bury/ilacs-short/occasion-2021-11-19'
        """
        if council is None:
            return f"letter/unidentified/{sha256[:16]}"
        if date:
            return f"letter/{slug(council)}/{framework}/{date}"
        when = f"occasion-{occasion}" if occasion else f"undated-{sha256[:16]}"
        return f"letter/{slug(council)}/{framework}/{when}"
