"""A whole release, from an open graph to a folder in place.

In: a ``KnowledgeGraph``, the folder, the publisher's options. Out: ``Release``. The
folder before is read for what changed and for what can be taken over, and stays until
the new one is whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import RdfFormat

from ofsted_kg import query
from ofsted_kg.checksums import digest_of
from ofsted_kg.collector import uncollected
from ofsted_kg.counts import counted
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.publish import changes as change
from ofsted_kg.publish.affected import affected
from ofsted_kg.publish.answer_cache import FILE as ANSWERS
from ofsted_kg.publish.answer_cache import read_answers
from ofsted_kg.publish.answers import answers, write_answers
from ofsted_kg.publish.content import Content, read_content
from ofsted_kg.publish.cube import structure
from ofsted_kg.publish.dcat import dcat
from ofsted_kg.publish.documents import Documents
from ofsted_kg.publish.dumps import (
    DUMPS,
    path_of,
    write_letters,
    write_sources,
    write_things,
)
from ofsted_kg.publish.executable import executables
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.hosting import hosting
from ofsted_kg.publish.licences import licences
from ofsted_kg.publish.names import Names, names
from ofsted_kg.publish.pages import Site, build_site, headline, write_pages
from ofsted_kg.publish.parts import part
from ofsted_kg.publish.previous_release import Earlier, earlier
from ofsted_kg.publish.settings import Settings
from ofsted_kg.publish.statistics import total
from ofsted_kg.publish.summaries import FILE as SUMMARIES
from ofsted_kg.publish.summaries import Summary, letters_counts, others, shared_counts, write_summaries
from ofsted_kg.publish.tables import TABLES, write_tables
from ofsted_kg.publish.versions import FILE, Change, Distribution, Version, read_versions, written
from ofsted_kg.publish.void import void
from ofsted_kg.rows import Row, write_rows
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.check import above_totals
from ofsted_kg.vocabulary.namespaces import DEF

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Options:
    """What the publisher decides.

    Attributes:
        date: of the release, ISO 8601; by default today (UTC).
        settings: who publishes it, and where.
        full_text: whether pages hold the whole text of the letters.
    """

    date: str = ""
    settings: Settings = field(default_factory=Settings)
    full_text: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """What was published: where, under which version, and what changed."""

    folder: Path
    version: str
    files: int
    kept: int
    summary: str
    changes: tuple[Change, ...]

    def told(self) -> str:
        """Return it in a line."""
        kept = f", {self.kept:,} of them as before" if self.kept else ""
        return f"{self.version}: {counted(self.files, 'files')} in {self.folder}{kept}; {self.summary}"


def publish(kg: KnowledgeGraph, out: Path, options: Options | None = None) -> Release:
    """Write a release of the graph to the folder ``out``.

    Raises:
        StoreError: the graph is damaged.
        OfstedKGError: the graph breaks a rule of the dataset as a whole; the folder holds something else, or
            cannot be written.
    """
    options = options or Options()
    options.settings.check()
    _check_date(options.date)
    for result in above_totals(kg):
        raise OfstedKGError(f"the graph is not published: {result.message}", remedy="Then publish")
    # All that was made is let go before the collector would look through it.
    with uncollected():
        return _published(kg, out, options)


def _published(kg: KnowledgeGraph, out: Path, options: Options) -> Release:
    content = read_content(kg)
    with ReleaseFolder(out) as folder:
        versions = read_versions(out)
        called = names(content, options.settings, options.date, versions)
        _check_order(called.date, versions)
        made = _made(content, options)
        before = earlier(out, versions, folder)
        site = build_site(content)
        known = {one.digest: one for one in before.parts} if folder.noted("made") == made else {}
        # To ask the whole takes more memory than anything else: before the letters are held.
        found = [] if known else list(answers(kg, called.date, {}, None))
        parts, documents = write_letters(
            content,
            before.dumps,
            known,
            lambda letter: part(letter, content.base, site.vocabulary, site.register),
            _shared(content, called),
            digest_of(made, called.dataset, called.publisher_iri),
            folder,
            called.version,
            made=made,
        )
        folder.note("made", made)
        folder.write(SUMMARIES, write_summaries(parts, documents.places, before.blocks if known else {}))
        shared = others(parts)
        # All that is told of concepts: on pages and in data, but not in what is counted as the vocabulary.
        told = content.with_concepts(shared)
        digests = {one.letter.origin.iri: one.digest for one in parts}
        site = build_site(told).with_letters(
            (one.letter for one in parts), lambda letter: documents.letter(digests[letter.origin.iri])
        )
        write_things(told, parts, shared, folder, made=made)
        write_sources(content, folder)
        if known:
            differing = affected(list(known.values()), parts, site.register)
            found = list(answers(kg, called.date, read_answers(folder.before(ANSWERS)), differing))
        folder.write(ANSWERS, write_answers(found))
        tables = write_tables(found, called, folder, f"data/{called.version}/tables.zip", made)
        version = _version(content, called, parts, documents, before, versions, site, folder)
        versions = (version, *_carried((v for v in versions if v.name != version.name), folder))
        folder.write(FILE, written(versions))
        _describe(content, called, parts, known, shared, versions, tables, folder)
        folder.write("queries/queries.ttl", executables(query.load_queries(), content.base))
        folder.write("LICENCE.md", licences(parts))
        terms = [row.subject.removeprefix(DEF) for row in content.vocabulary if row.subject.startswith(DEF)]
        own = {term for term in terms if term.isalnum()}
        for path, text in hosting(called.site, own, content.vocabulary_versions).items():
            folder.write(path, text)
        folder.write("CHANGES.md", change.markdown(versions))
        folder.write("feed.atom", change.feed(versions, called, content.base.iri))
        write_pages(
            content, site, found, called, folder, versions, digests, full_text=options.full_text, made=made
        )
        return Release(
            out, called.version, len(folder.sums) + 2, folder.kept, version.summary, version.changes
        )


def _check_date(date: str) -> None:
    if date:
        try:
            dt.date.fromisoformat(date)
        except ValueError as error:
            raise OfstedKGError(
                f"{date!r} is no date", remedy="Write it as 2026-01-31, or leave it out"
            ) from error


def _check_order(date: str, before: Sequence[Version]) -> None:
    """A release is no older than the one before: feeds, pages and citations go by the day."""
    if before and date < before[0].issued:
        raise OfstedKGError(
            f"the release before is of {before[0].issued}, after {date}",
            remedy=f"Say --date {before[0].issued} or later, or name another folder with --out",
        )


def _made(content: Content, options: Options) -> str:
    """Return the digest of what a letter's files follow from beside it: program, vocabulary, options."""
    program = hashlib.sha256()
    for path in sorted((*_PACKAGE.rglob("*"), *(_PACKAGE.parent / "web").rglob("*"))):
        if path.is_file() and path.parent.name != "__pycache__":
            program.update(str(path.relative_to(_PACKAGE.parent)).encode() + b"\0" + path.read_bytes())
    reference = hashlib.sha256((content.folder / "reference.nq").read_bytes()).hexdigest()
    return digest_of(
        program.hexdigest(), content.version, content.base.iri, reference, repr(options.full_text)
    )


def _shared(content: Content, called: Names) -> dict[str, Callable[[], bytes]]:
    """Return what makes that which stands in front of the letters in each dump."""
    rows = [*content.vocabulary, *content.register]
    return {
        "ofsted-kg.nq.gz": lambda: write_rows(rows, RdfFormat.N_QUADS),
        "cube.ttl.gz": lambda: write_rows(structure(content, called), RdfFormat.TURTLE),
    }


def _version(
    content: Content,
    called: Names,
    parts: Sequence[Summary],
    documents: Documents,
    before: Earlier,
    versions: Sequence[Version],
    site: Site,
    folder: ReleaseFolder,
) -> Version:
    """Return this release as a version; published again unchanged it keeps what it told."""
    files = []
    for path in folder.paths(f"data/{called.version}/"):
        name = path.rsplit("/", 1)[-1]
        title, media, form = DUMPS.get(name) or TABLES[name]
        packed = "application/gzip" if name.endswith(".gz") else "application/zip"
        files.append(Distribution(path, title, media, form, packed, folder.size(path), folder.sums[path]))
    this = Version(called.version, called.date, content.digest, "", len(parts), tuple(files))
    again = next((v for v in versions if v.name == called.version), None)
    if again is not None:
        return replace(this, summary=again.summary, changes=again.changes)
    if not versions:
        days = sorted(one.letter.origin.issued for one in parts if one.letter.origin.issued)
        councils = {one.letter.origin.council_iri for one in parts}
        span = f", {days[0][:4]} to {days[-1][:4]}" if days else ""
        held = f"{counted(len(parts), 'letters and reports')} on {counted(len(councils), 'councils')}"
        return replace(this, summary=f"First release: {held}{span}")
    same = {one.digest for one in before.parts} & {one.digest for one in parts}
    found = change.changes(
        before.documents.those(one.digest for one in before.parts if one.digest not in same),
        documents.those(one.digest for one in parts if one.digest not in same),
        lambda letter: headline(letter, site.vocabulary),
    )
    summary = change.summary(found) or "No document changed"
    if len(found) > change.MOST_NAMED:
        summary += f"; the first {change.MOST_NAMED} are named"
    return replace(this, summary=summary, changes=tuple(found[: change.MOST_NAMED]))


def _carried(earlier: Iterable[Version], folder: ReleaseFolder) -> Iterator[Version]:
    """Take over the data of earlier versions, where it is still there: what was cited stays where it was."""
    for version in earlier:
        files = (replace(file, kept=folder.carry(file.path, file.size)) for file in version.files)
        yield replace(version, files=tuple(files))


def _describe(
    content: Content,
    called: Names,
    parts: Sequence[Summary],
    known: Mapping[str, Summary],
    shared: Sequence[Row],
    versions: Sequence[Version],
    tables: Sequence[Distribution],
    folder: ReleaseFolder,
) -> None:
    """Write the metadata: the catalogue, the description by VoID, and the part of each thing in them."""
    days = sorted(one.letter.origin.issued for one in parts if one.letter.origin.issued)
    period = (days[0], days[-1]) if days else ("", "")
    base = content.base
    counted = total([shared_counts(content, parts, shared, folder), letters_counts(parts, known, folder)])
    example = parts[0].letter.origin.iri if parts else ""
    described = void(base, called, counted, versions[0], example)
    catalogue = dcat(base, called, versions, tables, period)
    for path, rows in (("void.ttl", described), (".well-known/void", described), ("dcat.ttl", catalogue)):
        folder.write(path, write_rows(rows, RdfFormat.TURTLE))
    pages: dict[str, list[Row]] = {}
    for row in [*described, *catalogue, *structure(content, called)]:
        if row.subject.startswith(base.iri):
            try:
                pages.setdefault(path_of(content, row.subject), []).append(row)
            except ValueError:
                continue
    for path, rows in sorted(pages.items()):
        if f"{path}.ttl" not in folder.sums:
            folder.write(f"{path}.ttl", write_rows(rows, RdfFormat.TURTLE))
