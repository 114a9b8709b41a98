"""Dumps of the whole, and the data about each thing.

In: ``Content``, letter by letter. Out: files below the release. Of the whole, in the folder
of this version: N-Quads, the cube, and the letters as JSON, a letter a line, all in gzip. Of
each thing Turtle, at the path that ``addresses`` names: the other syntaxes are made
on demand by a server that can. That of letters, a third of a release as it stands, is in gzip.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, RdfFormat

from ofsted_kg.checksums import digest_of
from ofsted_kg.graph.reference import typed
from ofsted_kg.publish.content import Content, LetterContent
from ofsted_kg.publish.cube import observations
from ofsted_kg.publish.documents import Documents
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.packed import Members, Packed, pack
from ofsted_kg.publish.parts import Part
from ofsted_kg.publish.summaries import Summary, summary
from ofsted_kg.publish.triples import english
from ofsted_kg.rows import CONTEXT, TYPE, Row, read_context, write_relative, write_rows
from ofsted_kg.vocabulary import resources
from ofsted_kg.vocabulary.namespaces import DCTERMS, DEF, FOAF, OWL
from ofsted_kg.web.addresses import PACKED_TURTLE, place
from ofsted_kg.web.media import MEDIA_TYPES

DOCUMENTS = "documents.ndjson.gz"
# The dumps: name, what it holds, media type, the EU's name of the file type.
DUMPS = {
    "ofsted-kg.nq.gz": (
        "All statements in their named graphs, as N-Quads",
        MEDIA_TYPES[".nq"],
        "RDF_N_QUADS",
    ),
    "cube.ttl.gz": ("Formal ratings as a data cube, as Turtle", MEDIA_TYPES[".ttl"], "RDF_TURTLE"),
    DOCUMENTS: ("Letters and reports as JSON, one a line", "application/x-ndjson", "JSON"),
}


@dataclass(frozen=True, slots=True)
class Before:
    """What the release before has of the dumps: where they lie, and their pieces."""

    folder: Path | None = None
    members: Mapping[str, Members] = field(default_factory=dict)

    def packed(self, name: str, file: BinaryIO) -> Packed:
        """Return a dump to write, which copies from the one before what it can."""
        path = self.folder / name if self.folder is not None else None
        return Packed(file, path, self.members.get(name))


def write_letters(
    content: Content,
    before: Before,
    known: Mapping[str, Summary],
    make: Callable[[LetterContent], Part],
    shared: Mapping[str, Callable[[], bytes]],
    origin: str,
    folder: ReleaseFolder,
    version: str,
    *,
    made: str,
) -> tuple[list[Summary], Documents]:
    """Write the dumps, and the data about each letter; return the letters, in short and whole.

    Args:
        content: of the release.
        before: the dumps of the release before.
        known: its letters, by digest.
        make: makes a part.
        shared: makes what stands in front of the letters in each dump.
        origin: digest of all that this follows from.
        folder: of the release.
        version: name of this version.
        made: digest of all that what is written follows from beside the letter itself.
    """
    parts: list[Summary] = []
    bundles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with ExitStack() as open_files:
        dumps = {
            name: before.packed(name, open_files.enter_context(folder.writing(f"data/{version}/{name}")))
            for name in DUMPS
        }
        for name, data in shared.items():
            dumps[name].add(f"shared {origin}", data)
        for source in content.letters:
            letter = _Lazy(content, source)
            digest = content.letter_digest(source)
            found = known.get(digest)
            # What is not in the dump before after all is made anew.
            line: Callable[[], bytes] = functools.partial(_line, make, letter)
            if found is None:
                new = make(letter())
                found, line = summary(new), new.line
            parts.append(found)
            bundles[found.data].append((found.letter.origin.iri, source))
            key = f"{digest} {made}"
            dumps["ofsted-kg.nq.gz"].add(key, letter.nquads)
            dumps["cube.ttl.gz"].add(key, letter.cube)
            dumps[DOCUMENTS].add(key, line)
        for dump in dumps.values():
            dump.end()
    folder.note("members", {name: dump.members for name, dump in dumps.items()})
    digests = {source: one.digest for source, one in zip(content.letters, parts, strict=True)}
    for path, letters in sorted(bundles.items()):
        origin = digest_of(made, *(digests[source] for _, source in sorted(letters)))
        if not folder.keep(f"{path}{PACKED_TURTLE}", origin):
            pieces = [_Lazy(content, source).document() for _, source in sorted(letters)]
            folder.write(f"{path}{PACKED_TURTLE}", pack(write_relative(pieces)), origin)
    places = by_digest(dumps[DOCUMENTS].members)
    return parts, Documents(folder.place(f"data/{version}/{DOCUMENTS}"), places)


def by_digest(members: Members) -> dict[str, tuple[int, int]]:
    """Return where documents stand in their dump, by their digests."""
    return {key.partition(" ")[0]: (start, length) for key, (start, length) in members.items()}


def _line(make: Callable[[LetterContent], Part], letter: Callable[[], LetterContent]) -> bytes:
    return make(letter()).line()


class _Lazy:
    """A letter that is loaded when it is first asked for."""

    def __init__(self, content: Content, source: str) -> None:
        self._content, self._source = content, source
        self._letter: LetterContent | None = None

    def __call__(self) -> LetterContent:
        if self._letter is None:
            self._letter = self._content.letter(self._source)
        return self._letter

    def nquads(self) -> bytes:
        """Return the letter's graph as N-Quads."""
        return write_rows(self().rows, RdfFormat.N_QUADS)

    def cube(self) -> bytes:
        """Return the letter's part of the cube, as Turtle."""
        return write_rows(observations(self(), self._content.base), RdfFormat.TURTLE)

    def document(self) -> tuple[list[Row], str]:
        """Return the letter and its part of the cube, and what their names are relative to."""
        rows = [*self().rows, *observations(self(), self._content.base)]
        return [row._replace(graph="") for row in rows], f"{self().iri}/"


def write_things(
    content: Content, parts: Sequence[Summary], named: Sequence[Row], folder: ReleaseFolder, *, made: str
) -> None:
    """Write the data about councils, concepts and what shares a page with others.

    Args:
        content: of the release.
        parts: of its letters.
        named: what the letters hold of things that several name.
        folder: of the release.
        made: digest of all that what is written follows from beside the letters.
    """
    about: dict[str, list[Summary]] = defaultdict(list)
    for one in parts:
        about[one.letter.origin.council_iri].append(one)
    for iri, own in content.councils().items():
        leads = about[iri]
        _document(
            folder,
            path_of(content, iri),
            digest_of(made, *(one.digest for one in leads)),
            lambda own=own, leads=leads: [*own, *(row for one in leads for row in _leads(one))],  # type: ignore[misc]
        )
    origin = digest_of(made, *sorted({one.others for one in parts}))
    _together(folder, "shared", origin, lambda: sorted(shared_pages(content, named).items()))
    concepts = digest_of(made, *(str(row) for row in named if row.subject.startswith(DEF)))
    _together(folder, "vocabulary", concepts, lambda: _vocabulary(content))


def _together(
    folder: ReleaseFolder, name: str, origin: str, make: Callable[[], Iterable[tuple[str, Iterable[Row]]]]
) -> None:
    """Write documents that all follow from the same; those of the release before are not even listed anew."""
    noted = folder.noted(name) or {}
    paths = noted.get("paths", []) if noted.get("origin") == origin else []
    if not paths or not all(folder.keep(f"{path}.ttl", origin) for path in paths):
        paths = []
        for path, rows in make():
            paths.append(path)
            # One may have been kept while another was found damaged.
            if f"{path}.ttl" not in folder.sums:
                _document(folder, path, origin, functools.partial(list, rows))
    folder.note(name, {"origin": origin, "paths": paths})


def _vocabulary(content: Content) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield what is told of the vocabulary and the register, by path: a letter changes it by a new count."""
    schemes = content.schemes()
    for iri, members in schemes.items():
        yield path_of(content, iri), members
        by_concept: dict[str, list[Row]] = defaultdict(list)
        for row in members:
            by_concept[row.subject].append(row)
        for concept in sorted(by_concept.keys() - {iri}):
            yield path_of(content, concept), by_concept[concept]
    councils = content.base.councils_graph
    itself = [
        Row(councils, TYPE, NamedNode(FOAF + "Document")),
        Row(
            councils,
            DCTERMS + "title",
            english("English councils that run, or have run, children's services"),
        ),
    ]
    yield path_of(content, councils), [*itself, *content.register]
    in_scheme = {row for rows in schemes.values() for row in rows}
    former: dict[str, list[Row]] = defaultdict(list)
    for row in content.vocabulary:
        path = path_of(content, row.subject) if row.subject.startswith(DEF) else ""
        if row not in in_scheme and path.count("/") > 1:
            former[path].append(row)
    yield from sorted(former.items())
    terms = [row for row in content.vocabulary if row not in in_scheme]
    yield "def/ontology", [*terms, *_versions(content)]


def _versions(content: Content) -> Iterator[Row]:
    """Yield what is told of the vocabulary's versions, which its document stands for."""
    for version in content.vocabulary_versions:
        yield Row(DEF + version, DCTERMS + "isVersionOf", NamedNode(DEF))
        yield Row(DEF + version, OWL + "versionInfo", Literal(version))


def shared_pages(content: Content, named: Iterable[Row]) -> dict[str, list[Row]]:
    """Return what is told on pages that several things share (changes of councils, inspectors), by page."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in [*content.register, *content.vocabulary, *named]:
        told = place(content.base.path(row.subject))
        if told is None or not told.anchor or told.page.startswith(("doc/letter/", "doc/council/")):
            continue
        if told.page.startswith(("doc/", "def/totals")):
            found[told.page].append(row)
    return dict(found)


def _leads(one: Summary) -> list[Row]:
    """Return what leads from a council to a letter: which it is, of when, under which framework."""
    origin = one.letter.origin
    return [
        *(Row(origin.iri, TYPE, NamedNode(kind)) for kind in one.kinds),
        Row(origin.iri, DCTERMS + "identifier", Literal(one.letter.source)),
        Row(origin.iri, DCTERMS + "title", Literal(origin.title)),
        *([Row(origin.iri, DCTERMS + "issued", typed(origin.issued, "date"))] if origin.issued else []),
        Row(origin.iri, DEF + "council", NamedNode(origin.council_iri)),
        Row(origin.iri, DEF + "framework", NamedNode(origin.framework_iri)),
    ]


def write_sources(content: Content, folder: ReleaseFolder) -> None:
    """Copy the vocabulary, the shapes and the stored queries as they are written by hand; add the context."""
    folder.write(CONTEXT, read_context(content.base.iri))
    for name, ending in (("ontology", ".ttl"), ("shapes", ".ttl"), ("queries", ".rq")):
        for path in resources.files(name, ending):
            folder.write(f"{name}/{path.name}", path.read_bytes())


def path_of(content: Content, iri: str) -> str:
    """Return the path of the data about a thing, without an ending."""
    told = place(content.base.path(iri))
    if told is None:
        raise ValueError(f"{iri} is no IRI of this dataset")
    return told.data


def _document(folder: ReleaseFolder, path: str, origin: str, rows: Callable[[], Iterable[Row]]) -> None:
    """Write the data at a path, or take it over from the release before if it was made from the same."""
    if not folder.keep(f"{path}.ttl", origin):
        data = write_rows([row._replace(graph="") for row in rows()], RdfFormat.TURTLE)
        folder.write(f"{path}.ttl", data, origin)
