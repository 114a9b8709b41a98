"""A whole release, from an open graph to a folder in place.

In: a ``KnowledgeGraph``, the folder, the publisher's options. Out: ``Release``. The
folder before is read for what changed, and stays until the new one is whole.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ofsted_kg import query
from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.namespaces import is_web_iri
from ofsted_kg.publish import changes as change
from ofsted_kg.publish.content import Content, read_content
from ofsted_kg.publish.cube import cube
from ofsted_kg.publish.dcat import dcat
from ofsted_kg.publish.dumps import DATASET, write_dumps, write_sources, write_things
from ofsted_kg.publish.executable import executables
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.hosting import hosting
from ofsted_kg.publish.licences import licences
from ofsted_kg.publish.names import Names, names
from ofsted_kg.publish.pages import write_pages
from ofsted_kg.publish.tables import write_tables
from ofsted_kg.publish.void import void
from ofsted_kg.query import StoredQuery, Table
from ofsted_kg.rows import Row, read_rows
from ofsted_kg.store import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Options:
    """What the publisher decides.

    Attributes:
        date: of the release, ISO 8601; by default that of the newest letter.
        publisher: name.
        publisher_iri: IRI.
        endpoint: URL of a SPARQL endpoint that serves this graph.
        full_text: whether pages hold the whole text of the letters.
    """

    date: str = ""
    publisher: str = ""
    publisher_iri: str = ""
    endpoint: str = ""
    full_text: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """What was published: where, under which version, and what changed."""

    folder: Path
    version: str
    files: int
    changes: tuple[change.Change, ...]


def publish(kg: KnowledgeGraph, out: Path, options: Options | None = None) -> Release:
    """Write a release of the graph to the folder ``out``.

    Raises:
        StoreError: the graph is damaged.
        OfstedKGError: the folder holds something else, or cannot be written.
    """
    options = options or Options()
    _check(options)
    content = read_content(kg)
    called = names(
        content,
        date=options.date,
        publisher=options.publisher,
        publisher_iri=options.publisher_iri,
        endpoint=options.endpoint,
    )
    answers = _answers(kg)
    with ReleaseFolder(out) as folder:
        write_dumps(content, folder)
        write_things(content, folder)
        write_sources(folder)
        write_tables(answers, called, folder)
        folder.write("data/cube.ttl", cube(content, called))
        folder.write("queries/queries.ttl", executables(query.load_queries(), content.base))
        folder.write("LICENCE.md", licences(content))
        description = void(content, called)
        folder.write("void.ttl", description)
        folder.write(".well-known/void", description)
        folder.write("set/dataset.ttl", description)
        folder.write("dcat.ttl", dcat(content, called, folder))
        for path, text in hosting(content.base).items():
            folder.write(path, text)
        found = _write_changes(content, called, out, folder)
        write_pages(content, answers, called, folder, full_text=options.full_text)
        count = len(folder.sums)
    return Release(out, called.version, count, tuple(found))


def _check(options: Options) -> None:
    if options.date:
        try:
            dt.date.fromisoformat(options.date)
        except ValueError as error:
            raise OfstedKGError(
                f"{options.date!r} is no date", remedy="Write it as 2026-01-31, or leave it out"
            ) from error
    for name, iri in (("publisher's IRI", options.publisher_iri), ("endpoint", options.endpoint)):
        if iri and not is_web_iri(iri):
            raise OfstedKGError(f"the {name} {iri!r} is no http or https IRI", remedy="Give it in full")


def _answers(kg: KnowledgeGraph) -> list[tuple[StoredQuery, Table]]:
    """Return the answers of the stored queries that need no value from outside."""
    stored = [q for q in query.load_queries() if not any(p.required for p in q.parameters)]
    return [(q, query.run(q, {}, kg)) for q in stored]


def _write_changes(content: Content, called: Names, out: Path, folder: ReleaseFolder) -> list[change.Change]:
    before = _rows(out / f"{DATASET}.nq")
    log, feed = _text(out / "CHANGES.md"), _text(out / "feed.atom")
    found = change.changes(before, content.rows())
    if log and not found:
        folder.write("CHANGES.md", log)
        folder.write("feed.atom", feed or change.feed(found, called, content.base.iri, ""))
        return []
    folder.write("CHANGES.md", change.markdown(found, called, log))
    folder.write("feed.atom", change.feed(found, called, content.base.iri, feed))
    return found


def _rows(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    try:
        return read_rows(path)
    except StoreError:
        # A damaged release before is no reason not to publish: all then counts as new.
        return []


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
