# Past 300 lines: one protocol, and every way in which a worker may end.
"""Workers: processes in which files are read and parsed, each with a limit on time and memory.

In: files and the settings. Out: what became of each, in whatever order they are done. A file
that passes a limit, or that ends its worker, is the only one to suffer: the worker is
replaced, and the files it had beside that one are given to others.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import math
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from ofsted_kg.collector import uncollected
from ofsted_kg.pipeline.convert import Converted, Settings, convert, failed, keep
from ofsted_kg.pipeline.naming import File
from ofsted_kg.pipeline.validating import judge, warm
from ofsted_kg.store.pack import ENDING, PackWriter

# Files that one task of a worker takes: enough to validate together, few enough to share out.
CHUNK = 20
# Tasks a worker gets at the least where there are files enough: they end at about the same time.
TASKS = 16
# Exit code of a worker that ran out of memory and could still say so.
_NO_MEMORY = 77
_PR_SET_PDEATHSIG = 1
# A worker that is asked to end gets so many seconds.
_PATIENCE = 5.0
# So many times as long as its time a file may take, if it waits rather than works.
_WAITING = 10
_TICK = 0.05


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may use.

    Attributes:
        seconds: of a processor's time, from when its reading begins until its graph is written; a
            file that waits instead may take ten times as long. Of a scan each page may take as much.
        megabytes: memory of its worker, beside what every worker has.
    """

    seconds: float = 60.0
    megabytes: int = 1024


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    chunk: tuple[File, ...] = ()
    # The number of the file that is being converted; that of the last and one more: validation.
    at: int = 0
    # Since when, and when to look how much time it has had; infinity until the worker has begun,
    # for it may have to load what it needs.
    since: float = math.inf
    due: float = math.inf
    # Seconds of a processor's time that the worker had had before, and the programs that it ran.
    spent: float = 0.0
    helped: float = 0.0


class Pool:
    """A number of workers; use it as a context, so that none is left behind."""

    def __init__(self, jobs: int, settings: Settings, limits: Limits, packs: Path) -> None:
        """Prepare to start workers.

        Args:
            jobs: how many.
            settings: of the conversions.
            limits: for each file.
            packs: folder in which each writes a pack of what it converted.
        """
        self._jobs = jobs
        self._settings = settings
        self._limits = limits
        self._packs = packs
        self._workers: list[_Worker] = []
        self._started = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            _kill(worker)
        self._workers.clear()

    def pipes(self) -> list[Connection]:
        """Return our ends of the pipes to the workers."""
        return [worker.pipe for worker in self._workers]

    def convert(self, files: Sequence[File], tasks: int = TASKS) -> Iterator[Converted]:
        """Yield what became of each file, in so many tasks a worker at the least."""
        waiting = deque(chunks(files, self._jobs, tasks))
        tried: set[Path] = set()
        while waiting or any(worker.chunk for worker in self._workers):
            self._share_out(waiting)
            for worker in self._ready():
                yield from self._heard(worker, waiting, tried)
        for worker in self._workers:
            with contextlib.suppress(OSError):
                worker.pipe.send(None)
        for worker in self._workers:
            worker.process.join(_PATIENCE)

    def _share_out(self, waiting: deque[tuple[File, ...]]) -> None:
        while waiting:
            worker = next((worker for worker in self._workers if not worker.chunk), None)
            if worker is None:
                if len(self._workers) == self._jobs:
                    return
                worker = self._start()
            worker.chunk, worker.at, worker.due = waiting.popleft(), 0, math.inf
            with contextlib.suppress(OSError):  # it has died: the wait for it will tell
                worker.pipe.send(worker.chunk)

    def _ready(self) -> list[_Worker]:
        """Wait for workers that say something, have ended, or are beyond their time."""
        busy = [worker for worker in self._workers if worker.chunk]
        first = min(worker.due for worker in busy)
        left = None if math.isinf(first) else max(0.0, first - time.monotonic())
        heard = set(map(id, wait([worker.pipe for worker in busy], left)))
        return [worker for worker in busy if id(worker.pipe) in heard or self._late(worker)]

    def _late(self, worker: _Worker) -> bool:
        """Tell whether a worker has had the time that a file may take; on a busy machine it takes longer."""
        now = time.monotonic()
        if worker.due > now:
            return False
        own, helped = processor_time(worker.process.pid)
        if helped > worker.helped:  # a page of a scan is done, and the next has the same time again
            worker.since, worker.spent, worker.helped = now, own, helped
        used = own - worker.spent
        waited = now - worker.since
        if used >= self._limits.seconds or waited >= self._limits.seconds * _WAITING:
            return True
        worker.due = now + max(_TICK, self._limits.seconds - used)
        return False

    def _heard(
        self, worker: _Worker, waiting: deque[tuple[File, ...]], tried: set[Path]
    ) -> Iterator[Converted]:
        try:
            if not worker.pipe.poll():
                yield from self._stopped(worker, waiting)
                return
            said = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._died(worker, waiting, tried)
            return
        if isinstance(said, int):
            worker.at, worker.since = said, time.monotonic()
            worker.due = worker.since + self._limits.seconds
            worker.spent, worker.helped = processor_time(worker.process.pid)
        else:
            worker.chunk = ()
            yield from said

    def _stopped(self, worker: _Worker, waiting: deque[tuple[File, ...]]) -> Iterator[Converted]:
        """Say of which file the time is up."""
        self._remove(worker)
        if len(worker.chunk) > 1 and worker.at == len(worker.chunk):
            waiting.extendleft((file,) for file in worker.chunk)  # which of them is not known
            return
        culprit = worker.chunk[min(worker.at, len(worker.chunk) - 1)]
        waiting.extendleft((file,) for file in worker.chunk if file is not culprit)
        yield failed(
            culprit,
            f"reading it takes more than {self._limits.seconds:g} seconds. Leave it out, "
            "or give each file more with --time-limit",
        )

    def _died(
        self, worker: _Worker, waiting: deque[tuple[File, ...]], tried: set[Path]
    ) -> Iterator[Converted]:
        """Say which file ended its worker: the one that does so alone, too."""
        worker.process.join(_PATIENCE)
        code = worker.process.exitcode
        self._remove(worker)
        at = min(worker.at, len(worker.chunk) - 1)
        culprit = worker.chunk[at]
        if len(worker.chunk) > 1 or culprit.path not in tried:
            tried.update(file.path for file in worker.chunk[: at + 1])
            waiting.extendleft((file,) for file in worker.chunk)
            return
        if code == _NO_MEMORY:
            what = f"reading it takes more memory than {self._limits.megabytes:,} MB"
        else:
            what = f"the program was stopped by this file ({_how(code)}), perhaps for want of memory"
        yield failed(culprit, f"{what}. Leave it out, or give each file more with --memory-limit")

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        _kill(worker)

    def _start(self) -> _Worker:
        self._started += 1
        pack = self._packs / f".{self._started:04d}{ENDING}"
        forks = can_fork()
        if forks:
            warm(self._settings)
        process, pipe = start(_work, self.pipes(), self._settings, self._limits, pack)
        worker = _Worker(process, pipe)
        self._workers.append(worker)
        return worker


def chunks(files: Sequence[File], jobs: int, tasks: int = TASKS) -> list[tuple[File, ...]]:
    """Return the tasks: the longest files first, so that no worker has one left when the others are done."""
    size = max(1, min(CHUNK, -(-len(files) // (tasks * jobs))))
    ordered = sorted(files, key=_size, reverse=True)
    return [tuple(ordered[i : i + size]) for i in range(0, len(ordered), size)]


def _size(file: File) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def processor_time(process: int | None) -> tuple[float, float]:
    """Return the seconds of a processor's time that a process has had, and the programs that it ran.

    Where the system does not tell, the clock does.
    """
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        fields = [int(field) for field in stat.rpartition(")")[2].split()[11:15]]
        ticks = os.sysconf("SC_CLK_TCK")
        return sum(fields[:2]) / ticks, sum(fields[2:]) / ticks
    except (OSError, ValueError, AttributeError):
        return time.monotonic(), 0.0


def can_fork() -> bool:
    """Tell whether a process can be forked off, so that it shares what is loaded here.

    It is safe on Linux as long as this process has one thread: a lock that another thread
    holds would stay locked in the other for ever. A store on disk has threads of its own.
    """
    tasks = Path("/proc/self/task")
    return sys.platform == "linux" and tasks.is_dir() and len([*tasks.iterdir()]) == 1


def start(
    target: Callable[..., None], others: Sequence[Connection], *args: object
) -> tuple[BaseProcess, Connection]:
    """Start a process; return it and our end of a pipe to it.

    Args:
        target: called with its end of the pipe, then ``args``.
        others: our ends of pipes to other processes: a fork inherits them and must not hold them open.
        args: what else it gets.
    """
    forks = can_fork()
    methods = multiprocessing.get_all_start_methods()
    other = "forkserver" if "forkserver" in methods else "spawn"
    context = multiprocessing.get_context("fork" if forks else other)
    here, there = context.Pipe()
    inherited = [here, *others] if forks else []
    process = context.Process(  # type: ignore[attr-defined]
        target=_begin, args=(target, os.getpid() if forks else 0, inherited, there, *args), daemon=True
    )
    with _without_script() if not forks else contextlib.nullcontext():
        process.start()
    there.close()
    return process, here


@contextlib.contextmanager
def _without_script() -> Iterator[None]:
    """Start a process that does not run the user's script again: what it needs is all in this package.

    A script without `if __name__ == "__main__"` would else build within each worker.
    """
    main = sys.modules["__main__"]
    hidden = {name: vars(main).get(name) for name in ("__file__", "__spec__") if name in vars(main)}
    try:
        for name in hidden:
            setattr(main, name, None)
        yield
    finally:
        for name, value in hidden.items():
            setattr(main, name, value)


def _begin(
    target: Callable[..., None], parent: int, inherited: Sequence[Connection], pipe: Connection, *args: object
) -> None:
    """Let go of what is another's, and end with the process that started this one: prctl(2) of Linux."""
    for other in inherited:
        other.close()
    # Who stops the build from the keyboard stops the process that started it, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if parent and os.getppid() != parent:
            os._exit(1)  # it has ended meanwhile
    target(pipe, *args)


def _work(pipe: Connection, settings: Settings, limits: Limits, pack: Path) -> None:
    """Convert what comes through the pipe until nothing more does."""
    warm(settings)
    gc.freeze()  # what is loaded stays: to look through it for cycles takes longer than a letter
    _confine(limits.megabytes)
    writer: PackWriter | None = None
    while True:
        try:
            files = pipe.recv()
        except (EOFError, OSError):
            files = None
        if files is None:
            break
        try:
            with uncollected():
                outcomes = []
                for number, file in enumerate(files):
                    pipe.send(number)
                    outcomes.append(convert(file, settings))
                pipe.send(len(files))
                if writer is None:
                    writer = PackWriter(pack)
                done = [keep(outcome, writer) for outcome in judge(outcomes, settings)]
            writer.flush()
            pipe.send(done)
        except MemoryError:
            os._exit(_NO_MEMORY)
    os._exit(0)


def _confine(megabytes: int) -> None:
    """Limit the memory of this process to what it has and so much more; where the system can."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return
    limit = pages * resource.getpagesize() + megabytes * 1024 * 1024
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _kill(worker: _Worker) -> None:
    worker.pipe.close()
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    worker.process.close()


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
