"""The worker processes as the server sees them: three lanes, and a kill timer.

In: a `Job`. Out: its `Answer`, or the problem that stopped it (503 too busy, too big or
too hungry; 504 too slow). Every job starts in the light lane, where processor time is a
tenth of a second; what is not done by then starts again in the middle lane and, after a
fifth of the time limit, in the long one, each of lower priority than the one before. So
short queries never wait for long ones, nor long ones for those that would run for ever.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import hashlib
import logging
import signal
from collections import OrderedDict
from collections.abc import Coroutine
from pathlib import Path
from typing import TypeVar

from ofsted_kg.serve.fork_client import ForkClient, Worker
from ofsted_kg.serve.job import Answer, Job
from ofsted_kg.serve.limits import Limits
from ofsted_kg.serve.problems import Problem
from ofsted_kg.serve.round_robin import BusyError, RoundRobin
from ofsted_kg.serve.worker import FRAME, decode_answer, encode_job

Value = TypeVar("Value")

_REMEMBERED = 4096
# The part of a query's time after which it leaves the middle lane.
_MIDDLE = 0.2
# A light worker is replaced after so many jobs: what a query leaves in memory goes with it.
_JOBS_OF_A_WORKER = 500
# A line of the log holds no more of a query than this.
_SHOWN = 300
_LOG = logging.getLogger("ofsted_kg.serve")


class WorkerGoneError(Exception):
    """A worker ended before it answered.

    Attributes:
        code: how it ended: minus the signal's number, or the exit code.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"a worker ended with {code}")
        self.code = code


class Lane:
    """Workers with the same limits, and the queue for them."""

    def __init__(
        self,
        fork_client: ForkClient,
        size: int,
        seconds: float,
        megabytes: int,
        niceness: int,
        jobs_of_a_worker: int = 1,
    ) -> None:
        self._fork_client = fork_client
        # One by default: a long query starts with all its memory, and leaves none taken.
        self._most_jobs = jobs_of_a_worker
        # Short queries make room at once; of longer ones one address never holds all workers.
        self._scheduler = RoundRobin(size, size if jobs_of_a_worker > 1 else max(1, size - 1))
        self._idle: list[Worker] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._limits = (seconds, megabytes, niceness)

    async def do(self, job: Job, who: str, limits: Limits) -> Answer:
        """Have a worker do a job for somebody.

        Raises:
            Problem: as the worker says, or 503 for a full queue, 504 past the time.
            WorkerGoneError: the worker ended (its limits, or a crash).
        """
        await self._scheduler.take(who, limits)
        try:
            worker = self._idle.pop() if self._idle else await self._forked()
            keep = gone = False
            try:
                head, body = await asyncio.wait_for(_exchange(worker, job), limits.timeout)
                worker.jobs += 1
                keep = worker.jobs < self._most_jobs
            except TimeoutError:
                raise Problem(
                    504,
                    f"the query was stopped after {limits.timeout:g} seconds and no part of its answer sent",
                    remedy="Ask for less, or run it on your own copy from the dumps",
                ) from None
            except (asyncio.IncompleteReadError, ConnectionError):
                gone = True
                raise WorkerGoneError(await self._fork_client.end(worker)) from None
            finally:
                if keep:
                    self._idle.append(worker)
                else:
                    if not gone:
                        # Also when the client has gone and this task is being cancelled.
                        self._start(self._retire(worker))
                    if self._most_jobs > 1:
                        self._start(self._refill())
        finally:
            self._scheduler.give(who)
        return decode_answer(head, body)

    async def _forked(self) -> Worker:
        fork = asyncio.create_task(self._fork_client.fork(*self._limits))
        try:
            return await asyncio.shield(fork)
        except asyncio.CancelledError:
            # The client went away meanwhile: the next one gets the worker.
            fork.add_done_callback(self._spare)
            raise

    def _spare(self, fork: asyncio.Task[Worker]) -> None:
        if not fork.cancelled() and fork.exception() is None:
            self._keep(fork.result())

    async def _refill(self) -> None:
        with contextlib.suppress(Problem):
            self._keep(await self._fork_client.fork(*self._limits))

    def _keep(self, worker: Worker) -> None:
        # After a burst there are as many as before it.
        if len(self._idle) + self._scheduler.taken < self._scheduler.size:
            self._idle.append(worker)
        else:
            self._start(self._retire(worker))

    async def _retire(self, worker: Worker) -> None:
        with contextlib.suppress(Problem):
            await self._fork_client.kill(worker)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        # The loop itself keeps no hold of a task.
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Pool:
    """The lanes over one dataset."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._limits = limits
        self._fork_client = fork_client = ForkClient(folder)
        light, middle = min(limits.light_seconds, limits.timeout), limits.timeout * _MIDDLE
        megabytes = min(limits.light_memory_mb, limits.memory_mb)
        self._lanes = (
            Lane(fork_client, limits.light_workers, light, megabytes, 0, _JOBS_OF_A_WORKER),
            Lane(fork_client, limits.workers, middle, limits.memory_mb, 10),
            # The kill timer is the limit here; the processor time is a second line.
            Lane(fork_client, limits.workers, limits.timeout + 1, limits.memory_mb, 19),
        )
        self._lane_of: OrderedDict[bytes, int] = OrderedDict()
        self._checked: OrderedDict[bytes, bool] = OrderedDict()

    async def start(self) -> None:
        """Load the dataset.

        Raises:
            StoreError: it could not be loaded.
        """
        await self._fork_client.start()

    @property
    def alive(self) -> bool:
        """Whether it can answer."""
        return self._fork_client.alive

    async def stop(self) -> None:
        """End every process."""
        await self._fork_client.stop()

    async def do(self, job: Job, who: str = "") -> Answer:
        """Do a job under the limits, for whom it counts to.

        Raises:
            Problem: what the client is told instead of an answer.
        """
        key = hashlib.sha256(repr((job.kind, job.text, job.base, job.parameters)).encode()).digest()
        if key in self._checked:
            job = dataclasses.replace(job, own_dataset=self._checked[key])
        try:
            answer = await self._pass_on(job, who, key)
        except Problem as stopped:
            if stopped.status in (503, 504) and not isinstance(stopped, BusyError):
                _LOG.warning("stopped, for %s: %s: %s", who or "-", stopped.message, ascii(job.text[:_SHOWN]))
            raise
        if answer.own_dataset is not None:
            _remember(self._checked, key, answer.own_dataset)
        return answer

    async def _pass_on(self, job: Job, who: str, key: bytes) -> Answer:
        """Try the lanes in turn, from the one that the same query needed before."""
        first = self._lane_of.get(key, 0)
        for number, lane in enumerate(self._lanes[first:], first):
            try:
                return await lane.do(job, who, self._limits)
            except WorkerGoneError as gone:
                code = gone.code
                if number and code != -signal.SIGPROF:
                    break  # it had all the memory there is: more time would not help
                _remember(self._lane_of, key, min(number + 1, len(self._lanes) - 1))
        raise _problem(code, self._limits)


async def _exchange(worker: Worker, job: Job) -> tuple[bytes, bytes]:
    worker.writer.write(encode_job(job))
    await worker.writer.drain()
    head_size, body_size = FRAME.unpack(await worker.reader.readexactly(FRAME.size))
    head = await worker.reader.readexactly(head_size)
    return head, await worker.reader.readexactly(body_size)


def _remember(memory: OrderedDict[bytes, Value], key: bytes, value: Value) -> None:
    memory[key] = value
    memory.move_to_end(key)
    while len(memory) > _REMEMBERED:
        memory.popitem(last=False)


def _problem(code: int, limits: Limits) -> Problem:
    if code == -signal.SIGPROF:
        return Problem(504, f"the query was stopped after {limits.timeout:g} seconds")
    if code in (-signal.SIGABRT, signal.SIGABRT, -signal.SIGKILL):
        return Problem(
            503,
            f"the query needed more than {limits.memory_mb} MB of memory and was stopped",
            remedy="Ask for less, avoid sorting or grouping everything",
        )
    return Problem(503, "the query made the engine fail and was stopped", remedy="Say it in a simpler way")
