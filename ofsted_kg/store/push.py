# Past 300 lines: one protocol, and every way in which it may fail.
"""The graph into a SPARQL 1.1 server, graph by graph.

In: a built folder and the URL of a server's Graph Store Protocol (W3C, 2013) or SPARQL
1.1 Update service. Out: the server holds our graphs, each as we have it, and no longer
those that are gone. A small graph of digests on the server says what it holds: so only
what changed is sent, and a push that was cut off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from ofsted_kg.errors import EndpointError
from ofsted_kg.rows import Row, read_rows, write_rows
from ofsted_kg.store import KnowledgeGraph, Letter
from ofsted_kg.vocabulary.namespaces import DEF
from ofsted_kg.web.media import MEDIA_TYPES

if TYPE_CHECKING:
    import httpx

DIGEST = DEF + "contentDigest"
ATTEMPTS = 4
FIRST_WAIT = 0.5
# A server that takes Updates parses each as one text: portions keep that small.
PORTION = 500
# The digests are noted after so many graphs, and at the end, whatever ends it.
NOTE_EVERY = 50

# Virtuoso at times refuses a bare Turtle for a graph that it does not have.
TURTLE = f"{MEDIA_TYPES['.ttl']}, */*;q=0.1"

_PASSING = (408, 425, 429, 500, 502, 503, 504)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to reach the server.

    Attributes:
        protocol: ``graph-store``, ``update`` or ``auto``.
        user: name, where the server asks for one.
        password: password.
        auth: ``basic`` or ``digest`` (RFC 7617, RFC 7616).
        timeout: seconds to wait for an answer.
        query_endpoint: where to ask what the server holds, for ``update``; by default the
            same URL, with ``update`` at its end read as ``query``.
    """

    protocol: str = "auto"
    user: str = ""
    password: str = field(default="", repr=False)
    auth: str = "basic"
    timeout: float = 60.0
    query_endpoint: str = ""


@dataclass(frozen=True, slots=True)
class PushResult:
    """How many graphs were put, were there already as they are, and were removed."""

    put: int
    unchanged: int
    removed: int


class _Server(Protocol):
    """What both protocols can do."""

    def read(self, graph: str) -> list[Row]: ...

    def put(self, graph: str, rows: list[Row]) -> None: ...

    def delete(self, graph: str) -> None: ...


def push(
    kg: KnowledgeGraph, endpoint: str, options: Options | None = None, progress: Progress | None = None
) -> PushResult:
    """Put each changed graph into the server.

    Raises:
        StoreError: the folder is damaged.
        EndpointError: the server cannot be reached, refuses, or fails for good.
    """
    options = options or Options()
    graphs = _graphs(kg)
    notes = kg.facts.base.listing("pushed")
    with _connected(endpoint, options) as server:
        held = {row.subject: row.text for row in server.read(notes) if row.predicate == DIGEST}
        changed = [name for name in sorted(graphs) if held.get(name) != graphs[name].digest]
        gone = sorted(held.keys() - graphs.keys())
        try:
            for done, name in enumerate([*changed, *gone], start=1):
                if name in graphs:
                    held[name] = ""  # until it is whole there
                    server.put(name, graphs[name].rows())
                    held[name] = graphs[name].digest
                else:
                    server.delete(name)
                    del held[name]
                if done % NOTE_EVERY == 0:
                    server.put(notes, _notes(held))
                if progress is not None:
                    progress(done, len(changed) + len(gone))
        except BaseException:
            # What stopped the push is to be told, not that the note of it failed too.
            with suppress(EndpointError):
                server.put(notes, _notes(held))
            raise
        if changed or gone:
            server.put(notes, _notes(held))
    return PushResult(len(changed), len(graphs) - len(changed), len(gone))


@dataclass(frozen=True, slots=True)
class _Graph:
    """A graph of ours: its digest, and how to have its rows."""

    digest: str
    rows: Callable[[], list[Row]]


def _graphs(kg: KnowledgeGraph) -> dict[str, _Graph]:
    """Return what is to be on the server.

    A letter's digest is that of the manifest: what is on the server already need not be read.
    """
    reference: dict[str, list[Row]] = {}
    for row in read_rows(kg.reference()):
        reference.setdefault(row.graph, []).append(row._replace(graph=""))
    graphs = {
        name: _Graph(hashlib.sha256(write_rows(rows, RdfFormat.N_TRIPLES)).hexdigest(), partial(list, rows))
        for name, rows in reference.items()
    }
    for letter in kg.manifest.letters():
        graphs[letter.graph] = _Graph(letter.frame.graph_sha256, partial(_rows, kg, letter))
    return graphs


def _rows(kg: KnowledgeGraph, letter: Letter) -> list[Row]:
    return [row._replace(graph="") for row in read_rows(kg.manifest.read(letter).nquads)]


def _notes(held: dict[str, str]) -> list[Row]:
    return [Row(name, DIGEST, Literal(digest)) for name, digest in sorted(held.items())]


@contextmanager
def _connected(endpoint: str, options: Options) -> Iterator[_Server]:
    try:
        import httpx
    except ModuleNotFoundError as error:
        raise EndpointError(
            "pushing needs httpx", remedy="Install it with `pip install 'ofsted-kg[push]'`"
        ) from error
    if options.auth not in ("basic", "digest"):
        raise EndpointError(f"there is no authentication {options.auth!r}", remedy="Use basic or digest")
    auth: httpx.Auth | None = None
    if options.user:
        kind = httpx.DigestAuth if options.auth == "digest" else httpx.BasicAuth
        auth = kind(options.user, options.password)
    with httpx.Client(
        auth=auth, timeout=options.timeout, headers={"User-Agent": "ofsted-kg"}, follow_redirects=True
    ) as client:
        http = _Http(client, endpoint)
        protocols: dict[str, Callable[[_Http, Options], _Server]] = {
            "graph-store": _GraphStore,
            "update": _Update,
            "auto": _found,
        }
        if options.protocol not in protocols:
            raise EndpointError(
                f"there is no protocol {options.protocol!r}", remedy=f"Use one of {', '.join(protocols)}"
            )
        yield protocols[options.protocol](http, options)


def _found(http: _Http, options: Options) -> _Server:
    """Find out which protocol the URL speaks.

    A graph store answers for a graph, whether it has it or not; an Update service says
    that it is one (SPARQL 1.1 Service Description), or that it cannot do this.
    """
    answer = http.send("GET", params={"graph": DEF}, accept=TURTLE, allow=(400, 404, 405, 415))
    if answer.status_code in (200, 404) and b"SPARQL11Update" not in answer.content:
        return _GraphStore(http, options)
    return _Update(http, options)


class _Http:
    """Requests with patience: what may pass is tried again, the rest is said in a line."""

    def __init__(self, client: httpx.Client, endpoint: str) -> None:
        self.client = client
        self.endpoint = endpoint

    def send(
        self,
        method: str,
        *,
        url: str = "",
        params: dict[str, str] | None = None,
        body: bytes | None = None,
        kind: str = "",
        accept: str = "*/*",
        allow: tuple[int, ...] = (),
    ) -> httpx.Response:
        """Send a request; return its answer if it went well or its status is allowed for."""
        import httpx

        headers = {"Accept": accept} | ({"Content-Type": kind} if kind else {})
        place = url or self.endpoint
        failure, status = "", 0
        for attempt in range(ATTEMPTS):
            if attempt:
                time.sleep(FIRST_WAIT * 2 ** (attempt - 1))
            try:
                answer = self.client.request(method, place, params=params, content=body, headers=headers)
            except httpx.InvalidURL as error:
                raise EndpointError(
                    f"{place!r} is no URL ({error})", remedy="Give one that begins with http"
                ) from error
            except httpx.UnsupportedProtocol as error:
                raise EndpointError(
                    f"{place!r} is no http or https URL", remedy="Give one that begins with http"
                ) from error
            except (httpx.TooManyRedirects, httpx.DecodingError) as error:
                failure = f"the server's answer cannot be followed ({error})"
                break
            except httpx.TransportError as error:
                failure = f"the server does not answer ({error or type(error).__name__})"
                continue
            if answer.is_success or answer.status_code in allow:
                return answer
            status = answer.status_code
            failure = f"the server answers {status}: {' '.join(answer.text.split())[:200]}"
            if status not in _PASSING:
                break
        raise EndpointError(failure, file=place, remedy=_remedy(status))


_NOT_IMPLEMENTED = 501
_ADDRESSES = (
    "Check the URL, and which --protocol it speaks: a graph store is at /store (Oxigraph), /DATASET/data "
    "(Fuseki), /sparql-graph-crud-auth (Virtuoso) or /repositories/NAME/rdf-graphs/service (GraphDB)"
)


def _remedy(status: int) -> str:
    if status in (401, 403):
        return "Check --user, OFSTED_KG_PASSWORD and --auth"
    if (400 <= status < 500 and status not in _PASSING) or status == _NOT_IMPLEMENTED:
        return _ADDRESSES
    return "What was sent stays; push again to go on"


def _refuse_page(answer: httpx.Response, place: str) -> None:
    """Stop where a server answers with a page for people.

    Raises:
        EndpointError: it does.
    """
    if "html" in answer.headers.get("Content-Type", ""):
        raise EndpointError(
            "the server answers with a web page, and not as a graph store does: this is another address",
            file=place,
            remedy=_ADDRESSES,
        )


class _GraphStore:
    """SPARQL 1.1 Graph Store HTTP Protocol."""

    def __init__(self, http: _Http, _options: Options) -> None:
        self.http = http

    def read(self, graph: str) -> list[Row]:
        answer = self.http.send("GET", params={"graph": graph}, accept=TURTLE, allow=(404,))
        if answer.status_code == 404:
            return []
        _refuse_page(answer, self.http.endpoint)
        try:
            return [
                Row(triple.subject.value, triple.predicate.value, triple.object)
                for triple in parse(answer.content, format=RdfFormat.TURTLE)
                if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)
            ]
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                f"no Turtle ({error})", file=self.http.endpoint, remedy="Check the URL and --protocol"
            ) from error

    def put(self, graph: str, rows: list[Row]) -> None:
        # N-Triples is Turtle, and every server reads Turtle.
        body = write_rows(rows, RdfFormat.N_TRIPLES)
        self.http.send("PUT", params={"graph": graph}, body=body, kind=MEDIA_TYPES[".ttl"])

    def delete(self, graph: str) -> None:
        self.http.send("DELETE", params={"graph": graph}, allow=(404,))


class _Update:
    """SPARQL 1.1 Update, with the query protocol for reading."""

    def __init__(self, http: _Http, options: Options) -> None:
        self.http = http
        asked = options.query_endpoint or http.endpoint
        if not options.query_endpoint and asked.endswith("/update"):
            asked = asked.removesuffix("update") + "query"
        self.asked = asked

    def read(self, graph: str) -> list[Row]:
        query = f"SELECT ?s ?p ?o WHERE {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        answer = self.http.send(
            "GET", url=self.asked, params={"query": query}, accept="application/sparql-results+json"
        )
        _refuse_page(answer, self.asked)
        try:
            solutions = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                f"no SPARQL results ({error})", file=self.asked, remedy="Check the query endpoint"
            ) from error
        if not isinstance(solutions, QuerySolutions):
            return []
        return [Row(s["s"].value, s["p"].value, s["o"]) for s in solutions]

    def put(self, graph: str, rows: list[Row]) -> None:
        self.delete(graph)
        name = NamedNode(graph)
        for start in range(0, len(rows), PORTION):
            lines = write_rows(rows[start : start + PORTION], RdfFormat.N_TRIPLES).decode("utf-8")
            self._update(f"INSERT DATA {{ GRAPH {name} {{\n{lines}}} }}")

    def delete(self, graph: str) -> None:
        self._update(f"DROP SILENT GRAPH {NamedNode(graph)}")

    def _update(self, text: str) -> None:
        self.http.send("POST", body=text.encode("utf-8"), kind="application/sparql-update")
