"""A worker: a forked process that answers jobs and can do nothing else.

In: jobs on a socket, as JSON with a length before it. Out: answers on the same socket,
a JSON head and the body. It is confined: no file or connection can be opened (no
descriptor is left), memory and processor time are limited by the kernel, which ends the
process when a limit is passed.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import signal
import socket
import struct

from ofsted_kg.serve.evaluate import evaluate
from ofsted_kg.serve.job import Answer, Job
from ofsted_kg.serve.problems import Problem
from ofsted_kg.store import KnowledgeGraph

FRAME = struct.Struct("!II")  # bytes of the JSON head, bytes of the body
_PAGE = resource.getpagesize()


def confine(megabytes: int, niceness: int) -> None:
    """Give up what a query must not have: files, connections, memory, priority."""
    os.nice(niceness)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    memory = _address_space() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # What is open stays open; no descriptor more, so no file and no connection.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def serve(connection: socket.socket, graph: KnowledgeGraph, seconds: float) -> None:
    """Answer jobs until the server closes the connection.

    Args:
        connection: to the server.
        graph: the dataset.
        seconds: processor time for one job; the kernel ends the process past it.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    while True:
        head = _receive(connection, FRAME.size)
        if head is None:
            return
        size, _ = FRAME.unpack(head)
        text = _receive(connection, size)
        if text is None:
            return
        job = decode_job(text)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            reply = _reply(graph, job)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        connection.sendall(reply)


def _reply(graph: KnowledgeGraph, job: Job) -> bytes:
    try:
        answer = evaluate(graph, job)
    except Problem as problem:
        head = {"status": problem.status, "detail": problem.message, "remedy": problem.remedy}
        return frame(head, b"")
    except MemoryError:
        # Not an answer: the server finds the process gone and takes it from there.
        os._exit(signal.SIGABRT)
    return frame(
        {
            "status": 200,
            "media_type": answer.media_type,
            "etag": answer.etag,
            "encoding": answer.encoding,
            "own_dataset": answer.own_dataset,
        },
        answer.body,
    )


def frame(head: dict[str, object], body: bytes) -> bytes:
    """Return a message: lengths, JSON head, body."""
    text = json.dumps(head).encode()
    return FRAME.pack(len(text), len(body)) + text + body


def encode_job(job: Job) -> bytes:
    """Return a job as a message for a worker."""
    return frame(dataclasses.asdict(job), b"")


def decode_job(text: bytes) -> Job:
    """Return the job in a message's head."""
    fields = json.loads(text)
    for name in ("default_graphs", "named_graphs"):
        fields[name] = tuple(fields[name])
    fields["parameters"] = tuple((name, value) for name, value in fields["parameters"])
    return Job(**fields)


def decode_answer(head: bytes, body: bytes) -> Answer:
    """Return the answer in a message, or raise the problem that it tells of.

    Raises:
        Problem: the job was refused or failed.
    """
    fields = json.loads(head)
    if fields["status"] != 200:
        raise Problem(fields["status"], fields["detail"], remedy=fields["remedy"])
    return Answer(
        media_type=fields["media_type"],
        body=body,
        etag=fields["etag"],
        encoding=fields["encoding"],
        own_dataset=fields["own_dataset"],
    )


def _receive(connection: socket.socket, size: int) -> bytes | None:
    """Exactly that many bytes, or None when the server has gone."""
    chunks = []
    while size:
        chunk = connection.recv(min(size, 1 << 20))
        if not chunk:
            return None
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def _address_space() -> int:
    try:
        with open("/proc/self/statm") as statm:  # noqa: PTH123 - no pathlib in a fork's first breath
            return int(statm.read().split()[0]) * _PAGE
    except OSError:
        return 2 << 30  # no /proc: allow for the dataset generously
