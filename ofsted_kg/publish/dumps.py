"""Dumps of the whole, and a document for each thing.

In: ``Content``. Out: files below the release: ``data/`` (Turtle, gzipped Turtle,
N-Quads, JSON-LD), and for each council, letter, concept (a framework is one) and concept
scheme Turtle, JSON-LD and N-Triples at the path of its ``doc/`` or ``def/`` IRI.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import RdfFormat

from ofsted_kg import resources
from ofsted_kg.namespaces import DCTERMS, DEF
from ofsted_kg.publish.content import Content
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.rows import TYPE, Row, write_rows

DATASET = "data/ofsted-kg"
_LETTER_FACTS = frozenset(
    {
        TYPE,
        DCTERMS + "identifier",
        DCTERMS + "issued",
        DCTERMS + "title",
        DEF + "council",
        DEF + "framework",
    }
)
# Ending, media type and format of the documents about one thing.
DOCUMENT_FORMATS = (
    (".ttl", "text/turtle", RdfFormat.TURTLE),
    (".jsonld", "application/ld+json", RdfFormat.JSON_LD),
    (".nt", "application/n-triples", RdfFormat.N_TRIPLES),
)


def write_dumps(content: Content, folder: ReleaseFolder) -> None:
    """Write the dumps of the whole dataset."""
    rows = content.rows()
    turtle = write_rows(rows, RdfFormat.TURTLE)
    folder.write(f"{DATASET}.ttl", turtle)
    # No name and no time in the gzip header: the same bytes every day.
    folder.write(f"{DATASET}.ttl.gz", gzip.compress(turtle, 9, mtime=0))
    folder.write(f"{DATASET}.nq", write_rows(rows, RdfFormat.N_QUADS))
    folder.write(f"{DATASET}.jsonld", write_rows(rows, RdfFormat.JSON_LD))


def write_things(content: Content, folder: ReleaseFolder) -> None:
    """Write the documents about single things."""
    for letter in content.letters:
        _document(folder, path_of(content, letter.graph), letter.rows)
    about: dict[str, list[Row]] = defaultdict(list)
    for letter in content.letters:
        # What leads from a council to its letters: which they are, of when, under which framework.
        about[letter.council] += [
            row for row in letter.rows if row.subject == letter.iri and row.predicate in _LETTER_FACTS
        ]
    for iri, rows in content.councils().items():
        _document(folder, path_of(content, document_iri(content, iri)), [*rows, *about[iri]])
    schemes = content.schemes()
    for iri, rows in schemes.items():
        _document(folder, path_of(content, iri), rows)
        by_concept: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_concept[row.subject].append(row)
        for concept in sorted(by_concept.keys() - {iri}):
            _document(folder, path_of(content, concept), by_concept[concept])
    _document(folder, path_of(content, content.base.councils_graph), content.register)
    in_scheme = {row for rows in schemes.values() for row in rows}
    _document(folder, "def/ontology", [row for row in content.vocabulary if row not in in_scheme])


def write_sources(folder: ReleaseFolder) -> None:
    """Copy the vocabulary, the shapes and the stored queries as they are written by hand."""
    for name, ending in (("ontology", ".ttl"), ("shapes", ".ttl"), ("queries", ".rq")):
        for path in resources.files(name, ending):
            folder.write(f"{name}/{path.name}", path.read_bytes())


def document_iri(content: Content, thing: str) -> str:
    """Return the IRI of the document about a thing: ``id/`` becomes ``doc/``."""
    prefix = content.base.thing("")
    return content.base.document(thing.removeprefix(prefix)) if thing.startswith(prefix) else thing


def path_of(content: Content, document: str) -> str:
    """Return the path of a document below the release, without an ending."""
    for prefix, folder in ((content.base.iri, ""), (DEF, "def/")):
        if document.startswith(prefix):
            return folder + document.removeprefix(prefix)
    raise ValueError(f"{document} is no document of this dataset")


def _document(folder: ReleaseFolder, path: str, rows: Iterable[Row]) -> None:
    plain = [row._replace(graph="") for row in rows]
    for ending, _, form in DOCUMENT_FORMATS:
        folder.write(path + ending, write_rows(plain, form))
