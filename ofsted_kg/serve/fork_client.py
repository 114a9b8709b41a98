"""The process that forks workers, as the server sees it.

In: the folder of a graph. Out: `Worker`s, each with a connection to it; how one ended.
The other side is `fork_server`.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import socket
import sys
from pathlib import Path

from ofsted_kg.errors import StoreError
from ofsted_kg.serve.problems import Problem

_START_SECONDS = 600.0


@dataclasses.dataclass(slots=True)
class Worker:
    """One worker process and the connection to it."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    jobs: int = 0


class ForkClient:
    """The process that holds the dataset and forks workers (`fork_server`)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Start it and wait until the dataset is loaded.

        Raises:
            StoreError: it could not load the dataset.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "ofsted_kg.serve.fork_server",
                str(theirs.fileno()),
                str(self._folder),
                pass_fds=[theirs.fileno()],
                stdin=asyncio.subprocess.DEVNULL,
            )
        self._control = ours
        ready = await asyncio.wait_for(self._answer(), _START_SECONDS)
        if ready != "ready":
            await self.stop()
            raise StoreError(ready or "the process that holds the graph ended", file=self._folder)

    @property
    def alive(self) -> bool:
        """Whether it can still fork workers."""
        return self._process is not None and self._process.returncode is None

    async def fork(self, seconds: float, megabytes: int, niceness: int) -> Worker:
        """Start a worker."""
        ours, theirs = socket.socketpair()
        try:
            pid = await self._ask(f"fork {seconds} {megabytes} {niceness}\n", theirs)
        except Problem:
            ours.close()
            raise
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours)
        return Worker(pid, reader, writer)

    async def end(self, worker: Worker) -> int:
        """Take leave of a worker that has ended, and return how it ended."""
        worker.writer.close()
        return await self._ask(f"end {worker.pid}\n")

    async def kill(self, worker: Worker) -> None:
        """End a worker, whatever it is doing."""
        worker.writer.close()
        await self._ask(f"kill {worker.pid}\n")

    async def stop(self) -> None:
        """End it and all workers."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                await asyncio.wait_for(self._process.wait(), 5)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    async def _ask(self, command: str, descriptor: socket.socket | None = None) -> int:
        # A command once sent must have its answer read, or the next one would get it: so it
        # goes on even when the one who asked has been cancelled.
        return await asyncio.shield(asyncio.create_task(self._asked(command, descriptor)))

    async def _asked(self, command: str, descriptor: socket.socket | None) -> int:
        async with self._lock:
            assert self._control is not None  # noqa: S101 - for the type checker: `start` set it
            # A command is far smaller than the socket's buffer, so this never blocks.
            descriptors = [] if descriptor is None else [descriptor.fileno()]
            answer = ""
            with contextlib.suppress(OSError):
                socket.send_fds(self._control, [command.encode()], descriptors)
                answer = await self._answer()
        if not answer:
            raise Problem(503, "the server is starting again", headers={"Retry-After": "5"})
        return int(answer)

    async def _answer(self) -> str:
        assert self._control is not None  # noqa: S101
        received = b""
        while not received.endswith(b"\n"):
            chunk = await asyncio.get_running_loop().sock_recv(self._control, 256)
            if not chunk:
                break
            received += chunk
        return received.decode().strip()
