"""Pages that several things share, and those about the dataset itself.

In: content, names, versions. Out: pages with a place for each change of councils, each
part of the cube and of the metadata; a page for each version of the dataset.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import RdfFormat, parse

from ofsted_kg.publish.content import Content
from ofsted_kg.publish.folder import ReleaseFolder
from ofsted_kg.publish.names import Names
from ofsted_kg.publish.pages import places as place
from ofsted_kg.publish.pages.councils import Councils
from ofsted_kg.publish.pages.entries import Described
from ofsted_kg.publish.pages.render import Pages, day
from ofsted_kg.publish.pages.views import Definition, Link, Outline
from ofsted_kg.publish.pages.vocabulary import Vocabulary
from ofsted_kg.publish.versions import Version
from ofsted_kg.rows import Row

_LED = "doc/inspector"
_PAGES = {
    "doc/change": (
        "Councils that came and went",
        "When councils were joined or divided, what became of them.",
    ),
    _LED: (
        "Lead inspectors",
        "Who led the inspections, by the names that the reports print. One name may be of two people.",
    ),
    "doc/agent": ("Who made this", "People and programs that the data names as its makers."),
    "doc/software": ("The program", "The program that read the documents, by version."),
    "doc/publisher": ("The publisher", "Who publishes this copy, and where questions go."),
    "def/totals": (
        "Published national totals",
        "How many councils got each grade, as published at the time. The documents held here may be fewer.",
    ),
    "set/ratings": (
        "Formal ratings as a data cube",
        "Each rating is an observation with a council, a day, a framework and an area; its place is that of "
        "the rating on its document’s page. These are the dimensions, the measure and the structure.",
    ),
    "set/statistics": (
        "What the dataset holds",
        "How many things of each class, how many statements with each property, what leads elsewhere.",
    ),
    "set/catalogue": (
        "Catalogue",
        "The dataset, its versions, its publisher, the time it covers and whose it is.",
    ),
}


def write_shared(
    pages: Pages,
    content: Content,
    vocabulary: Vocabulary,
    register: Councils,
    letters: Iterable[Outline],
    called: Names,
    folder: ReleaseFolder,
    versions: Sequence[Version],
) -> None:
    """Write the pages."""
    named = _namer(register, vocabulary, called, versions)
    led = _led(letters)
    for path, (title, lead) in _PAGES.items():
        if f"{path}.ttl" not in folder.sums:
            continue
        told = [f"{person} {link.label} {link.path}" for person, one in led.items() for link in one.values]
        made = pages.due(
            f"{path}.html", folder.sums[f"{path}.ttl"], called.publisher, *(told if path == _LED else ())
        )
        if made is None:
            continue
        described = Described(_rows(folder, f"{path}.ttl"), content.base, vocabulary, named, led)
        iri = "" if path.startswith("def/") else _subject(content, path)
        pages.write(
            "entries.html",
            f"{path}.html",
            iri=iri,
            made=made,
            title=title,
            lead=lead,
            entries=described.entries(path),
        )
    tables = [path for path in folder.paths("tables/") if path.endswith((".csv", ".xlsx"))]
    pages.write(
        "about.html",
        place.ABOUT,
        iri=called.dataset,
        called=called,
        versions=versions,
        version=versions[0],
        tables=[(path, folder.size(path)) for path in tables],
        comparable=vocabulary.comparable(),
    )
    for older, version in enumerate(versions):
        pages.write(
            "version.html",
            f"set/dataset/{version.name}.html",
            iri=f"{called.dataset}/{version.name}",
            called=called,
            version=version,
            newest=versions[0] if older else None,
        )


def _led(letters: Iterable[Outline]) -> dict[str, Definition]:
    """Return for each inspector the documents that name them."""
    found: dict[str, list[Link]] = defaultdict(list)
    for letter in sorted(letters, key=lambda letter: letter.origin.issued, reverse=True):
        for iri in letter.led:
            found[iri].append(Link(letter.origin.name, letter.origin.path))
    return {iri: Definition("Led", tuple(dict.fromkeys(links))) for iri, links in found.items()}


def _namer(
    register: Councils, vocabulary: Vocabulary, called: Names, versions: Iterable[Version]
) -> Callable[[str], Link | None]:
    """Return what names councils, the dataset, its versions and its publisher."""
    councils = set(register.iris)
    publisher = vocabulary.places.page(called.publisher_iri) or called.publisher_iri
    known = {
        called.dataset: Link(called.title, place.ABOUT),
        **{
            f"{called.dataset}/{one.name}": Link(
                f"Version of {day(one.issued)}", f"set/dataset/{one.name}.html"
            )
            for one in versions
        },
        called.publisher_iri: Link(called.publisher, publisher),
    }
    return lambda iri: register.link(iri) if iri in councils else known.get(iri)


def _subject(content: Content, path: str) -> str:
    if path.startswith("set/"):
        return content.base.listing(path.removeprefix("set/"))
    return content.base.thing(path.removeprefix("doc/")) if path == "doc/publisher" else ""


def _rows(folder: ReleaseFolder, path: str) -> list[Row]:
    triples = parse(folder.text(path), format=RdfFormat.TURTLE)
    return [Row(t.subject.value, t.predicate.value, t.object) for t in triples]
