# Past 300 lines: one protocol, and every way in which it may fail.
"""Workers on other machines: a Dask cluster that does the unit of work of a build.

In: files, the settings, the address of a Dask scheduler. Out: what became of each file, as
`Pool` has it, in whatever order they are done; graphs and texts come back into the build's own
folder as they are made. The files' bytes go with the tasks: workers need no folder and no
credentials. A worker that is lost costs the time of what it had; its tasks are done by others.
"""

from __future__ import annotations

import json
import logging
import time
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ofsted_kg.errors import OfstedKGError, UnreadableFile, in_a_line
from ofsted_kg.pipeline import unit
from ofsted_kg.pipeline.convert import Converted, Settings, convert, keep, state
from ofsted_kg.pipeline.naming import File, readable
from ofsted_kg.pipeline.validating import judge
from ofsted_kg.pipeline.workers import Limits, Pool, chunks
from ofsted_kg.read import read_bytes
from ofsted_kg.store.pack import ENDING, PackWriter

# Seconds to wait for the scheduler, also for one that is lost, and for a worker where there is none.
CONNECT = 10.0
PATIENCE = 10.0
NO_WORKER = 60.0
# Tasks that are under way for each thread of a worker: one that it does, one that it finds waiting.
_AHEAD = 2
# The files of a small build are shared out among so many threads.
_THREADS = 8
# A task takes no more files once it has so many bytes.
_BYTES = 4_000_000
_TICK = 2.0


class Cluster:
    """The workers of a Dask scheduler; use it as a context, so that no task is left behind.

    Attributes:
        address: of the scheduler.
    """

    def __init__(self, address: str, settings: Settings, limits: Limits, packs: Path) -> None:
        """Prepare to connect.

        Args:
            address: of the scheduler, as Dask has it: ``tcp://scheduler:8786``, ``tls://…``.
            settings: of the conversions.
            limits: for each file.
            packs: folder for a pack of what the workers converted.
        """
        self.address = address
        self._settings = settings
        self._limits = limits
        self._packs = packs
        self._registers = tuple((path.name, path.read_bytes()) for path in settings.registers)
        self._client: Any = None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close(timeout=PATIENCE)

    def pipes(self) -> list[Connection]:
        """Return pipes to processes of this machine: none."""
        return []

    def convert(self, files: Sequence[File]) -> Iterator[Converted]:
        """Yield what became of each file.

        Raises:
            OfstedKGError: the scheduler does not answer or is lost, there is no worker, or one is not
                of this version.
        """
        writer = PackWriter(self._packs / f".0000{ENDING}")
        left: list[File] = []
        try:
            for converted in self._converted(files, writer, left):
                writer.flush()
                yield converted
        finally:
            writer.close()
        if left:
            # Every worker that took them was lost: here they have the limits of any other file.
            with Pool(1, self._settings, self._limits, self._packs) as pool:
                yield from pool.convert(left)

    def _converted(self, files: Sequence[File], writer: PackWriter, left: list[File]) -> Iterator[Converted]:
        waiting = deque(chunks(files, _THREADS))
        running: dict[Any, tuple[File, ...]] = {}
        states: dict[Path, str] = {}
        alone = 0.0
        while waiting or running:
            while waiting and len(running) < _AHEAD * max(1, self._threads()):
                yield from self._submit(waiting, running, states, writer)
            if not running:
                continue
            from distributed import wait

            try:
                with self._client.as_current():
                    done = _first(wait, list(running))
            except TimeoutError:
                done = set()
            if done or self._threads():
                alone = 0.0
            else:
                alone = alone or time.monotonic()
                if time.monotonic() - alone > NO_WORKER:
                    raise _no_worker(self.address)
            for future in sorted(done, key=lambda future: str(future.key)):
                chunk = running.pop(future)
                answer = self._answer(future)
                if answer is None:
                    left += chunk
                else:
                    yield from self._came(answer, chunk, states, writer)

    def _threads(self) -> int:
        """Return how many tasks the cluster does at once; it may grow and shrink."""
        if self._client is None:
            return 1
        try:
            return sum(self._client.nthreads().values())
        except Exception as error:  # Dask has no one error for a lost scheduler
            raise _lost(self.address, error) from error

    def _submit(
        self,
        waiting: deque[tuple[File, ...]],
        running: dict[Any, tuple[File, ...]],
        states: dict[Path, str],
        writer: PackWriter,
    ) -> Iterator[Converted]:
        """Send the next files; yield what became of those that cannot be read here."""
        chunk = waiting.popleft()
        sent: list[tuple[File, bytes]] = []
        size = 0
        for number, file in enumerate(chunk):
            if sent and size > _BYTES:
                waiting.appendleft(chunk[number:])
                break
            before = state(file.path)
            try:
                data = read_bytes(file.path)
            except (OSError, UnreadableFile):
                yield from (
                    keep(one, writer) for one in judge([convert(file, self._settings)], self._settings)
                )
                continue
            states[file.path] = before if before == state(file.path) else ""
            sent.append((file, data))
            size += len(data)
        if sent:
            if self._client is None:  # what cannot be read needs no cluster
                self._client = _connect(self.address)
                _check(self._client, self.address, self._settings)
            # Paths of this machine mean nothing there.
            settings = replace(self._settings, registers=())
            task = unit.Task(settings, self._registers, self._limits, tuple(sent))
            future = self._client.submit(unit.run, unit.pack(task), pure=False)
            running[future] = tuple(file for file, _ in sent)

    def _answer(self, future: Any) -> bytes | None:  # noqa: ANN401 - Dask's have no types
        """Return a task's answer; None where no worker outlived it."""
        from distributed import KilledWorker

        try:
            answer: bytes = future.result()
        except KilledWorker:
            return None
        except Exception as error:
            if self._client.status != "running" or future.status in ("cancelled", "lost"):
                raise _lost(self.address, error) from error
            raise OfstedKGError(
                f"a worker of the cluster failed ({type(error).__name__}: {error})",
                file=self.address,
                remedy="Its log says more; the earlier graph is untouched",
            ) from error
        finally:
            future.release()
        if answer.startswith(unit.OTHER):
            told = answer.removeprefix(unit.OTHER).decode()
            raise _other(self.address, "a worker that has joined", told, self._settings)
        return answer

    def _came(
        self, answer: bytes, chunk: tuple[File, ...], states: dict[Path, str], writer: PackWriter
    ) -> Iterator[Converted]:
        """Put away what came of a task; what was a path there is the file's own again."""
        for came in unit.unpack(answer):
            file = chunk[came.number]
            entry = replace(came.converted.entry, path=readable(file.path))
            frame = came.converted.frame
            yield replace(
                came.converted,
                path=file.path,
                entry=entry,
                stat=states.pop(file.path),
                frame=writer.copy(frame, came.frame) if frame is not None else None,
            )


def _first(wait: Any, running: list[Any]) -> set[Any]:  # noqa: ANN401 - Dask's have no types
    done: set[Any] = wait(running, timeout=_TICK, return_when="FIRST_COMPLETED").done
    return done


def _connect(address: str) -> Any:  # noqa: ANN401 - Dask's client has no types
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Dask's own imports deprecate
            import dask
            from distributed import Client
    except ModuleNotFoundError as error:
        raise OfstedKGError(
            f"to build on a cluster needs {error.name}",
            remedy="Install it, here and on the workers, with `pip install 'ofsted-kg[cluster]'`",
        ) from error
    # What goes wrong is an error of ours; a heartbeat that is late is no matter. Dask gives its client's
    # log a level of its own, and there the loss of a scheduler is a traceback.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # Files go with the tasks on purpose.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        return Client(  # type: ignore[no-untyped-call]
            address, timeout=CONNECT, set_as_default=False
        )
    except Exception as error:
        raise OfstedKGError(
            f"no Dask scheduler answers there ({in_a_line(error)})",
            file=address,
            remedy="Give its address as its log prints it (`tcp://HOST:8786`), and see that it runs: "
            "`dask scheduler`",
        ) from error


def _check(client: Any, address: str, settings: Settings) -> None:  # noqa: ANN401 - Dask's
    """See that there are workers, and that each is of this version.

    Raises:
        OfstedKGError: there is none, or one is not.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except Exception as error:
        raise _no_worker(address) from error
    # First by what every Python has: our own function may not be there.
    for worker, told in sorted(client.run(version, "ofsted-kg", on_error="return").items()):
        if isinstance(told, PackageNotFoundError):
            raise OfstedKGError(
                f"the worker {worker} has no ofsted-kg",
                file=address,
                remedy=_install(),
            )
        own = version("ofsted-kg")
        if told != own:
            raise _other(address, f"the worker {worker}", json.dumps({"ofsted-kg": str(told)}), settings)
    ocr = str(settings.reading.ocr)
    for worker, told in sorted(client.run(unit.identity, ocr, on_error="return").items()):
        if told != unit.identity(ocr):
            said = told if isinstance(told, str) else json.dumps({"program": f"no answer: {told}"})
            raise _other(address, f"the worker {worker}", said, settings)


def _other(address: str, worker: str, told: str, settings: Settings) -> OfstedKGError:
    """Return the error of a worker that would write other bytes: what differs, there and here."""
    there = json.loads(told)
    here = json.loads(unit.identity(str(settings.reading.ocr)))
    differs = [
        f"{name} {there[name]} (here {here.get(name, 'none')})"
        for name in there
        if there[name] != here.get(name)
    ]
    return OfstedKGError(
        f"{worker} is not of this version: {', '.join(differs)}", file=address, remedy=_install()
    )


def _install() -> str:
    return (
        f"Install the same on every machine, with `pip install 'ofsted-kg[cluster]=={version('ofsted-kg')}'`"
    )


def _no_worker(address: str) -> OfstedKGError:
    return OfstedKGError(
        "the scheduler has no worker",
        file=address,
        remedy=f"Start one with `dask worker {address}` and try again; the earlier graph is untouched",
    )


def _lost(address: str, error: Exception) -> OfstedKGError:
    return OfstedKGError(
        f"the scheduler is gone ({type(error).__name__})",
        file=address,
        remedy="Start it and its workers, and build again; the earlier graph is untouched",
    )
