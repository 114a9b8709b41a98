"""What a worker is asked, and what it answers.

In: the fields of a request. Out: frozen records that cross the border between processes,
and the bounded buffer that an answer is written to.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked to do.

    Attributes:
        kind: ``query``, ``document`` (the triples of a graph or thing) or ``stored``.
        text: the query, the IRI of the document, or the name of the stored query.
        base: what relative IRIs in a query hang on.
        default_graphs: the protocol's ``default-graph-uri``.
        named_graphs: the protocol's ``named-graph-uri``.
        subject: for a document, the thing it is about.
        parameters: for a stored query, names and values.
        accept: the media types the client takes.
        gzip: whether it takes gzip.
        result_bytes: the largest answer.
        own_dataset: whether a query names its own dataset, if it was let through before.
    """

    kind: str
    text: str
    base: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    subject: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    accept: str = ""
    gzip: bool = False
    result_bytes: int = 32 * 1024 * 1024
    own_dataset: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer.

    Attributes:
        media_type: of the body.
        body: the bytes to send.
        etag: a strong validator of these bytes.
        encoding: ``gzip`` or nothing.
        own_dataset: whether the query names its own dataset, so that the server may remember.
    """

    media_type: str
    body: bytes = field(repr=False)
    etag: str
    encoding: str = ""
    own_dataset: bool | None = None


class TooLargeError(Exception):
    """The answer is larger than the server sends."""


class Capped:
    """A file to write to that refuses to grow past a size."""

    def __init__(self, limit: int) -> None:
        self._chunks: list[bytes] = []
        self._room = limit

    def write(self, data: bytes) -> int:
        """Keep the bytes, or raise `TooLargeError`."""
        self._room -= len(data)
        if self._room < 0:
            raise TooLargeError
        self._chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing to do: all is in memory."""

    def sort_prefixes(self) -> None:
        """Put the prefixes of a Turtle text in order: the serialiser's changes from run to run."""
        lines = self.value().split(b"\n")
        count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
        body = b"\n".join(lines[count:])
        used = [line for line in sorted(lines[:count]) if line.split()[1] in body]
        self._chunks = [b"".join(line + b"\n" for line in used), body]

    def value(self) -> bytes:
        """Return what was written."""
        return b"".join(self._chunks)
