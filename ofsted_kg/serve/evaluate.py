"""One job of a worker: a query in, the finished bytes of its answer out.

In: the graph and a `Job`. Out: an `Answer`, complete, or the problem that a client is
told. An answer is never begun before it is whole, so none is ever cut off.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from ofsted_kg import query as stored
from ofsted_kg.errors import QueryError
from ofsted_kg.query.prefixes import explained
from ofsted_kg.query.typed import Term
from ofsted_kg.rows import Row, write_rows
from ofsted_kg.serve import guard, negotiation
from ofsted_kg.serve.job import Answer, Capped, Job, TooLargeError
from ofsted_kg.serve.problems import Problem
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary.namespaces import PREFIXES

_COMPRESS_FROM = 1024
# What XML 1.0 cannot hold and the serialiser lets through; in UTF-8 these are bytes of their own.
NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
# A document's triples for a page of ours, which is made outside the worker.
ROWS = "application/vnd.ofsted-kg.rows+json"
STORED_FORMATS = ("application/json", *stored.MEDIA_TYPES.values())


def evaluate(graph: KnowledgeGraph, job: Job) -> Answer:
    """Do a job.

    Raises:
        Problem: what the client is told instead of an answer.
    """
    try:
        if job.kind == "query":
            return _query(graph, job)
        if job.kind == "document":
            return _document(graph, job)
        if job.kind == "stored":
            return _stored(graph, job)
    except TooLargeError as error:
        raise Problem(
            503,
            f"the result is larger than {job.result_bytes // (1024 * 1024)} MiB and nothing of it was sent",
            remedy="Add a LIMIT, ask for less, or use the dumps",
        ) from error
    raise Problem(500, f"unknown kind of job: {job.kind}")


def _query(graph: KnowledgeGraph, job: Job) -> Answer:
    own_dataset = guard.check(job.text) if job.own_dataset is None else job.own_dataset
    base = job.base or None
    try:
        if job.default_graphs or job.named_graphs:
            # The protocol's dataset takes the place of the query's (section 2.1.4).
            results = graph.store.query(
                job.text,
                base_iri=base,
                default_graph=[NamedNode(iri) for iri in job.default_graphs],
                named_graphs=[NamedNode(iri) for iri in job.named_graphs],
            )
        else:
            results = graph.store.query(job.text, base_iri=base, use_default_graph_as_union=not own_dataset)
    except SyntaxError as error:
        told = explained(QueryError(str(error)), job.text, job.text, known=())
        where = f"{told.place}: " if told.place else ""
        what = f"the query cannot be parsed: {where}{_short(told.message)}"
        raise Problem(400, what, remedy=told.remedy) from error
    except ValueError as error:
        raise Problem(400, f"the query cannot be run: {error}") from error
    out = Capped(job.result_bytes)
    if isinstance(results, QueryTriples):
        media = _media(job, negotiation.GRAPH_FORMATS)
        write_graph(results, media, out)
    else:
        table = isinstance(results, QuerySolutions)
        media = _media(job, negotiation.RESULT_FORMATS if table else negotiation.BOOLEAN_FORMATS)
        results.serialize(out, format=negotiation.RESULT_FORMATS[media])  # type: ignore[arg-type]
    return _finish(job, media, out.value(), own_dataset)


def _media(job: Job, offers: Iterable[str]) -> str:
    media = negotiation.choose(job.accept, list(offers))
    if media is None:
        raise Problem(406, f"the answer can be had as {', '.join(offers)}")
    return media


def _document(graph: KnowledgeGraph, job: Job) -> Answer:
    triples = set(graph.graph(job.text))
    if not triples:
        for name in {job.text, job.subject} - {""}:
            triples |= _told_of(graph, name)
    if not triples:
        raise Problem(404, "nothing is known under this name")
    ordered = sorted(triples, key=str)
    media = negotiation.choose(job.accept, [*negotiation.GRAPH_FORMATS, ROWS])
    if media is None:
        raise Problem(406, f"this can be had as text/html, {', '.join(negotiation.GRAPH_FORMATS)}")
    out = Capped(job.result_bytes)
    if media == ROWS:
        rows = [[_bare(triple.subject), _bare(triple.predicate), _bare(triple.object)] for triple in ordered]
        out.write(json.dumps(rows).encode())
    else:
        write_document(ordered, media, out)
    return _finish(job, media, out.value())


def _told_of(graph: KnowledgeGraph, name: str) -> set[Triple]:
    """Return what is said of a thing, and of what it names that hangs below it: its document is theirs."""
    triples: set[Triple] = set()
    waiting, seen = [name], {name}
    while waiting:
        quads: Iterator[Quad] = graph.store.quads_for_pattern(NamedNode(waiting.pop()), None, None, None)
        own = {quad.triple for quad in quads}
        named = {triple.object.value for triple in own if isinstance(triple.object, NamedNode)}
        below = {iri for iri in named - seen if iri.startswith(f"{name}/")}
        triples |= own
        waiting += below
        seen |= below
    return triples


def _bare(term: object) -> list[str]:
    """A term for a page: its kind and its text."""
    if isinstance(term, Literal):
        return ["literal", term.value]
    return ["iri", term.value] if isinstance(term, NamedNode) else ["other", str(term)]


def _stored(graph: KnowledgeGraph, job: Job) -> Answer:
    # By the list that was read before the fork: a worker cannot open files.
    query = next((query for query in stored.load_queries() if query.name == job.text), None)
    if query is None:
        raise Problem(404, f"there is no stored query {job.text!r}", remedy="/api/queries lists them")
    media = _media(job, STORED_FORMATS)
    try:
        table = stored.run(query, dict(job.parameters), graph)
    except QueryError as error:
        raise Problem(400, error.message, remedy=error.remedy) from error
    out = Capped(job.result_bytes)
    if media == "application/json":
        rows = [
            {name: _native(term) for name, term in zip(table.columns, row, strict=True)} for row in table.rows
        ]
        data = {"query": query.name, "columns": table.columns, "rows": rows}
        if not rows:
            data["note"] = f"No rows: {stored.why_empty(query, dict(job.parameters), graph)}"
        elif left := stored.left_out(query, dict(job.parameters), graph):
            data["note"] = left
        out.write(json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")
    else:
        forms = {kind: form for form, kind in stored.MEDIA_TYPES.items()}
        out.write(stored.render(table, forms[media]).encode())
    return _finish(job, media, out.value())


def _native(term: Term | None) -> str | float | bool | None:
    """A term as JSON has it: numbers and truth values as such, all else as text."""
    value = stored.typed(term)
    if isinstance(value, float):
        # "3" of a decimal is 3; what is no number of JSON's stays text.
        return int(value) if value.is_integer() else value if math.isfinite(value) else str(value)
    return value if value is None or isinstance(value, int) else str(value)


def write_document(triples: Iterable[Triple], media: str, out: Capped) -> None:
    """Write what a document of ours says: in Turtle and JSON-LD as a person would write it."""
    told = list(triples)
    rows = [
        Row(triple.subject.value, triple.predicate.value, triple.object)
        for triple in told
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal)
    ]
    form = negotiation.GRAPH_FORMATS[media]
    if form in (RdfFormat.TURTLE, RdfFormat.JSON_LD) and len(rows) == len(told):
        out.write(write_rows(rows, form))
    else:
        write_graph(told, media, out)


def write_graph(triples: Iterable[Triple], media: str, out: Capped) -> None:
    """Write triples in a syntax, the same bytes every time."""
    form = negotiation.GRAPH_FORMATS[media]
    prefixes = PREFIXES if form in (RdfFormat.TURTLE, RdfFormat.RDF_XML) else None
    try:
        serialize(triples, out, format=form, prefixes=prefixes)  # type: ignore[arg-type]
    except ValueError as error:
        raise Problem(406, f"this graph cannot be written as {media}: {error}") from error
    if form == RdfFormat.TURTLE:
        out.sort_prefixes()


def _finish(job: Job, media: str, body: bytes, own_dataset: bool | None = None) -> Answer:
    if media.endswith("xml"):
        body = NOT_XML.sub("\ufffd".encode(), body)
    etag = hashlib.sha256(media.encode() + b"\0" + body).hexdigest()[:32]
    encoding = ""
    if job.gzip and len(body) >= _COMPRESS_FROM:
        body = gzip.compress(body, compresslevel=4, mtime=0)
        encoding = "gzip"
        etag += "-gzip"
    return Answer(media, body, f'"{etag}"', encoding, own_dataset)


def _short(message: str) -> str:
    """The engine lists every token it would have taken: keep the place and the first few."""
    return message if len(message) <= 160 else message[:157].rstrip() + "…"
