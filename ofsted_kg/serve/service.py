"""What the routes share: the dataset's workers, kept up to date with the build in force.

In: the folder of a built graph. Out: answers to jobs. When a new build takes the place
of the old one, a new set of workers loads it while the old one goes on answering.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from email.utils import formatdate
from pathlib import Path

from starlette.requests import ClientDisconnect, Request

from ofsted_kg.errors import OfstedKGError
from ofsted_kg.serve.job import Answer, Job
from ofsted_kg.serve.limits import Limits
from ofsted_kg.serve.round_robin import BusyError, share_of
from ofsted_kg.serve.workers import Pool
from ofsted_kg.store import build_facts, current_build
from ofsted_kg.vocabulary.namespaces import Base

_LOOK_EVERY = 2.0
_LOG = logging.getLogger("uvicorn.error")


class Service:
    """The dataset, served.

    Attributes:
        release: the folder of a release, or None.
        limits: what queries may use.
        base: what the graph's IRIs hang on.
        last_modified: when the build in force was made, as an HTTP date.
    """

    def __init__(self, kg: Path, release: Path | None, limits: Limits) -> None:
        self.release = release
        self.limits = limits
        self.base = Base()
        self.last_modified = ""
        self._kg = kg
        self._build = Path()
        self._pool: Pool | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    async def start(self) -> None:
        """Load the dataset and watch for newer builds.

        Raises:
            StoreError: there is no graph in the folder.
        """
        _LOG.info("queries take %d MB at most, all together, beside the dataset", self.limits.most_memory_mb)
        await self._load(current_build(self._kg))
        self._watcher = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """End the workers."""
        if self._watcher is not None:
            self._watcher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watcher
        if self._pool is not None:
            await self._pool.stop()

    def close(self) -> None:
        """Answer what still runs, and all that comes, with a word of leave."""
        self._closing.set()

    async def do(self, job: Job, request: Request) -> Answer:
        """Have a worker do a job; give up when the client goes away.

        Raises:
            Problem: what the client is told instead of an answer.
            ClientDisconnect: it has left.
        """
        if self._pool is None:
            raise BusyError("the server is starting")
        who = share_of(request.client.host) if request.client else ""
        work = asyncio.create_task(self._pool.do(job, who))
        leaving = asyncio.create_task(_gone(request))
        closing = asyncio.create_task(self._closing.wait())
        try:
            await asyncio.wait((work, leaving, closing), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                work.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await work
                if leaving.done():
                    raise ClientDisconnect
                raise BusyError("the server is stopping")
            return work.result()
        finally:
            leaving.cancel()
            closing.cancel()
            work.cancel()

    async def _load(self, build: Path) -> None:
        # Read first: what fails here leaves the old workers in place, and no new ones behind.
        base = build_facts(build).base
        changed = build.stat().st_mtime
        pool = Pool(self._kg, self.limits)
        await pool.start()
        old, self._pool = self._pool, pool
        self._build, self.base = build, base
        self.last_modified = formatdate(changed, usegmt=True)
        if old is not None:
            try:
                await asyncio.sleep(self.limits.timeout)  # let its last queries finish
            finally:
                await old.stop()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_EVERY)
            try:
                build = current_build(self._kg)
                if build != self._build or self._pool is None or not self._pool.alive:
                    await self._load(build)
            except (OfstedKGError, OSError) as error:
                # The old build goes on answering, and this one, perhaps half gone, is tried again.
                _LOG.warning("the new build cannot be served yet: %s", error)


async def _gone(request: Request) -> None:
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return
