"""A walk over every IRI of ours in a release, as a browser and as a program that wants data.

In: a release, its address on a running server. Out: what is wrong, a line each; nothing is
right only if every IRI leads to a page with a place for it, and to data that tells of it.
"""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pyoxigraph as ox

BASE = "https://w3id.org/ofsted-kg/"
DEF = f"{BASE}def/"
OA = "http://www.w3.org/ns/oa#"
# Files to download: they are what they are, and no things that a page could tell of.
FILES = ("data/", "tables/")
BY_HAND = ("ontology", "shapes")
_MOST_HOPS = 4


@dataclass(frozen=True)
class Answer:
    status: int
    place: str
    media: str
    text: str


class Places(HTMLParser):
    """The words that stand at each place of a page, and inside which marks."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: dict[str, list[str]] = {}
        self.marked: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id") or ""
        if name:
            self.words[name], self.marked[name] = [], []
        if tag not in (
            "meta",
            "link",
            "br",
            "input",
            "img",
            "hr",
            "circle",
            "line",
            "rect",
            "polyline",
            "path",
            "use",
        ):
            self._open.append((tag, name))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        marked = any(tag == "mark" for tag, _ in self._open)
        for _, name in self._open:
            if name:
                self.words[name].append(data)
                if marked:
                    self.marked[name].append(data)


@dataclass
class Walk:
    """The IRIs of a release, and what each rests on."""

    release: Path
    quads: set[ox.Triple] = field(default_factory=set)

    def __post_init__(self) -> None:
        for path in sorted(self.release.rglob("*.ttl*")):
            if path.relative_to(self.release).parts[0] not in BY_HAND:
                data = path.read_bytes()
                text = gzip.decompress(data) if path.suffix == ".gz" else data
                self._add(ox.parse(text, format=ox.RdfFormat.TURTLE))
        (dump,) = self.release.glob("data/*/ofsted-kg.nq.gz")
        self.graphs = set()
        for quad in ox.parse(gzip.decompress(dump.read_bytes()), format=ox.RdfFormat.N_QUADS):
            self.quads.add(quad.triple)
            if isinstance(quad.graph_name, ox.NamedNode):
                self.graphs.add(quad.graph_name.value)

    def _add(self, quads: Iterable[ox.Quad]) -> None:
        self.quads.update(quad.triple for quad in quads)

    def iris(self) -> list[str]:
        """Every IRI of ours that the release holds, as subject, predicate, value or graph."""
        found = set(self.graphs)
        for triple in self.quads:
            for term in (triple.subject, triple.predicate, triple.object):
                if isinstance(term, ox.NamedNode):
                    found.add(term.value)
        ours = {iri.removeprefix(BASE) for iri in found if iri.startswith(BASE)}
        return sorted(path for path in ours if not path.startswith(FILES))

    def quotes(self) -> dict[str, set[str]]:
        """The exact words of each span, and of each thing that rests on some."""
        exact: dict[str, str] = {}
        selectors: dict[str, set[str]] = {}
        evidence: dict[str, set[str]] = {}
        for triple in self.quads:
            subject = str(getattr(triple.subject, "value", ""))
            value = str(getattr(triple.object, "value", ""))
            if triple.predicate.value == f"{OA}exact":
                exact[subject] = value
            elif triple.predicate.value == f"{OA}hasSelector":
                selectors.setdefault(subject, set()).add(value)
            elif triple.predicate.value == f"{DEF}evidence":
                evidence.setdefault(subject, set()).add(value)
        spans = {span: {exact[s] for s in own if s in exact} for span, own in selectors.items()}
        facts = {
            fact: {words for span in own for words in spans.get(span, ())} for fact, own in evidence.items()
        }
        return {**spans, **facts}

    def faults(self, root: str, within: tuple[str, ...] = ("",)) -> Iterator[str]:
        """Walk all IRIs (below some paths) on the server whose address stands for the base."""
        quotes = self.quotes()
        with Client(root) as client:
            for path in filter(lambda path: path.startswith(within), self.iris()):
                page, anchor = client.follow(path, "text/html,application/xhtml+xml,*/*;q=0.8")
                if page.status != 200 or page.media != "text/html":
                    yield f"{path}: {page.status} {page.media} for a browser"
                    continue
                if 'rel="canonical"' not in page.text:
                    yield f"{path}: {page.place} is no page of the release, but triples"
                places = places_of(page.text)
                if anchor and anchor not in places.words:
                    yield f"{path}: no place {anchor!r} on {page.place}"
                    continue
                for words in quotes.get(BASE + path, ()):
                    if folded(words) not in {folded(text) for text in split_marks(places, anchor)}:
                        yield f"{path}: its words are not marked at {page.place}#{anchor}"
                if not path:
                    continue  # the site itself: its data is the catalogue's
                data, _ = client.follow(path, "text/turtle")
                if data.status != 200 or data.media != "text/turtle":
                    yield f"{path}: {data.status} {data.media} for a program"
                    continue
                if BASE + path not in told_of(data.text):
                    yield f"{path}: {data.place} says nothing of it"


@cache
def places_of(text: str) -> Places:
    """The places of a page; the same page comes from many addresses, of all servers."""
    return Places(text)


@cache
def told_of(text: str) -> frozenset[str]:
    """The IRIs that a file of Turtle tells of: to name one beside another thing is not to tell of it."""
    subjects = (quad.subject for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
    return frozenset(subject.value for subject in subjects if isinstance(subject, ox.NamedNode))


def split_marks(places: Places, anchor: str) -> list[str]:
    """What is marked at a place: each mark, and at a place of one quotation all of it."""
    marked = places.marked.get(anchor, [])
    return [*marked, "".join(marked)]


def folded(text: str) -> str:
    """Words as a page shows them: without white space of their own, and without mark-up."""
    text = re.sub(r"</?(?:i|b|em|strong|u|span)\b[^<>]*>|\*\*", "", text)
    text = html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", text))
    return re.sub(r"[\s\x00-\x1f\x7f\u00ad\ue000-\uf8ff\ufffe\uffff]+", " ", text).strip()


class Client:
    """Follows addresses as a browser does, and remembers the answers."""

    def __init__(self, root: str) -> None:
        self._root = root
        # The standard library's: of ten thousand requests a full client takes a minute.
        self._http = HTTPConnection(urlsplit(root).netloc, timeout=30)
        self._known: dict[tuple[str, str], tuple[Answer, str]] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def follow(self, path: str, accept: str) -> tuple[Answer, str]:
        """The last answer, and the place on its page."""
        url, anchor = self._root + path, ""
        for _ in range(_MOST_HOPS):
            page, _, fragment = url.partition("#")
            anchor = fragment or anchor
            answer, onward = self._ask(page, accept)
            if not onward:
                return answer, anchor
            url = urljoin(url, onward)
        return Answer(310, url, "", ""), anchor

    def _ask(self, url: str, accept: str) -> tuple[Answer, str]:
        known = self._known.get((url, accept))
        if known is not None:
            return known
        parts = urlsplit(url)
        self._http.request("GET", quote(parts.path, safe="/%") or "/", headers={"Accept": accept})
        response = self._http.getresponse()
        text = response.read().decode("utf-8")
        onward = response.headers.get("location", "") if 300 <= response.status < 400 else ""
        media = response.headers.get("content-type", "").partition(";")[0]
        answer = Answer(response.status, url, media, "" if onward else text)
        if not onward:
            self._known[url, accept] = (answer, onward)
        return answer, onward
