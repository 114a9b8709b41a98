"""The process that holds the dataset in memory and forks the workers.

In: commands on a socket. Out: worker processes that share its memory, copy on write, so
that a worker starts in milliseconds and may be killed at any moment. This process has
one thread and runs no query, so a fork of it is safe; nothing that a stranger sends
is read here.

Commands are lines: ``fork SECONDS MEGABYTES NICE`` (with the worker's end of a socket
pair) is answered by its process id, ``end PID`` by how that process ended, ``kill PID``
at once.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from pathlib import Path

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.query import Table, load_queries, render
from ofsted_kg.query.columns import label_schemes
from ofsted_kg.register.nicknames import nicknames
from ofsted_kg.rows import read_context
from ofsted_kg.serve import guard, worker
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.vocabulary import lexicon
from ofsted_kg.vocabulary.namespaces import DEFAULT_BASE

_COMMAND_BYTES = 256
_REAP_SECONDS = 0.2
# The first parse builds the parser: once here, rather than once in every worker.
_WARM_UP = """SELECT ?s (COUNT(?o) AS ?n) FROM <http://a.example/>
WHERE { ?s ?p ?o FILTER(?o > 1) } GROUP BY ?s ORDER BY ?n LIMIT 1"""


def main(control_fd: int, folder: Path) -> None:
    """Load the dataset, say so, and serve commands until the server goes away."""
    # Ctrl-C in a terminal reaches the whole group: the server decides when we stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=control_fd)
    try:
        graph = KnowledgeGraph.in_memory(folder)
        guard.check(_WARM_UP)
        # Read while files can still be read.
        load_queries()
        label_schemes()
        nicknames()
        render(Table((), ()), "xml")  # its writer is imported when it is needed
        lexicon.load()
        read_context(DEFAULT_BASE)
    except OfstedKGError as error:
        control.sendall(f"{' '.join(error.message.split())}\n".encode())
        return
    gc.collect()
    gc.freeze()  # the collector would touch, and so copy, every shared page
    control.sendall(b"ready\n")
    children: set[int] = set()
    dying: set[int] = set()
    try:
        while True:
            # Those who are going are seen off in time, also where nothing else is asked.
            control.settimeout(_REAP_SECONDS if dying else None)
            dying -= {pid for pid in dying if os.waitpid(pid, os.WNOHANG)[0]}
            try:
                message, descriptors, _, _ = socket.recv_fds(control, _COMMAND_BYTES, 1)
            except TimeoutError:
                continue
            if not message:
                break
            words = message.decode().split()
            if words[0] == "fork":
                number = _fork(control, graph, descriptors[0], words[1:])
                children.add(number)
            else:
                number = _end(words[0], int(words[1]), children, dying)
            control.sendall(b"%d\n" % number)
    finally:
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        for pid in children | dying:
            os.waitpid(pid, 0)


def _fork(control: socket.socket, graph: KnowledgeGraph, descriptor: int, words: list[str]) -> int:
    pid = os.fork()
    if pid:
        os.close(descriptor)
        return pid
    code = 1
    try:
        control.close()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        seconds, megabytes, niceness = float(words[0]), int(words[1]), int(words[2])
        with socket.socket(fileno=descriptor) as connection:
            worker.confine(megabytes, niceness)
            worker.serve(connection, graph, seconds)
        code = 0
    finally:
        os._exit(code)


def _end(command: str, pid: int, children: set[int], dying: set[int]) -> int:
    """Kill a child, which may have died already, and return how it ended (minus the signal)."""
    if pid not in children:
        return 0  # never kill a number that is no longer our child's: it may be another's
    children.discard(pid)
    os.kill(pid, signal.SIGKILL)
    if command == "kill":
        # A large process at low priority takes its time to go; nobody waits for that.
        dying.add(pid)
        return 0
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
