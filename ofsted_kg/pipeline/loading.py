"""The process that writes the store of a new build, beside the workers or after them.

In: which graphs to drop and to load, and where they stand. Out: the store in its folder.
It has a process of its own: Oxigraph keeps threads, beside which none can be forked, and
memory, which the build then does not need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from ofsted_kg.errors import OfstedKGError, StoreError
from ofsted_kg.pipeline.workers import start
from ofsted_kg.store.disk import PORTION, DiskStore, read_graphs
from ofsted_kg.store.folder import STORE
from ofsted_kg.store.pack import PACKS, Frame, PackReader

REFERENCE = "reference.nq"
# The text of a graph is about so many times what it takes compressed.
_RATIO = 20


class Loaded(NamedTuple):
    """A letter to load: its source, and where its graph stands."""

    source: str
    frame: Frame


class StoreProcess:
    """Writes the store of a new build; use it as a context, so that it is not left behind."""

    def __init__(self, folder: Path, old: Path | None) -> None:
        """Prepare to start.

        Args:
            folder: of the new build.
            old: of the build whose store is to be changed; None for a new one.
        """
        self._folder = folder
        self._old = old
        self._pipes: Callable[[], list[Connection]] = list
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._waiting: list[Loaded] = []
        self._size = 0

    def __enter__(self) -> StoreProcess:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            if self._process.is_alive():
                self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def beside(self, pipes: Callable[[], list[Connection]]) -> None:
        """Say which pipes to other processes are open when it starts."""
        self._pipes = pipes

    def load(self, source: str, frame: Frame) -> None:
        """Load a letter's graph; it goes with others when they are many enough."""
        self._waiting.append(Loaded(source, frame))
        self._size += frame.length * _RATIO
        if self._size > PORTION:
            self._send(("load", self._waiting))
            self._waiting, self._size = [], 0

    def drop(self, graphs: Sequence[str]) -> None:
        """Drop graphs that are in the store, before what is loaded from then on."""
        if graphs:
            self._flush()
            self._send(("drop", list(graphs)))

    def finish(self, *, compact: bool) -> None:
        """Load what is waiting and close the store.

        Raises:
            OfstedKGError: it could not be written.
        """
        self._flush()
        self._send(("close", compact))
        self._hear()

    def _flush(self) -> None:
        if self._waiting:
            self._send(("load", self._waiting))
            self._waiting, self._size = [], 0

    def _send(self, message: tuple[str, object]) -> None:
        if self._pipe is None:
            self._process, self._pipe = start(_serve, self._pipes(), self._folder, self._old)
        try:
            self._pipe.send(message)
        except OSError:
            self._hear()

    def _hear(self) -> None:
        """Wait for the end, and raise what was in its way."""
        assert self._pipe is not None  # noqa: S101 - it was sent to
        try:
            error = self._pipe.recv()
        except (EOFError, OSError):
            error = StoreError(
                "the store could not be written: the process that writes it was stopped",
                file=self._folder,
                remedy="There may be too little memory. Try again; the earlier graph is untouched",
            )
        if error is not None:
            raise error


def _serve(pipe: Connection, folder: Path, old: Path | None) -> None:
    """Do what comes through the pipe until the store is closed; then say what was in the way, or None."""
    try:
        # It goes with the first letters: a load of its own would leave files to be merged with theirs.
        reference = read_graphs([folder / REFERENCE] if old is None else [])
        store = (
            DiskStore.create(folder / STORE) if old is None else DiskStore.copy(old / STORE, folder / STORE)
        )
        with PackReader(folder / PACKS) as packs:
            while True:
                what, given = pipe.recv()
                if what == "load":
                    graphs = _graphs(packs, given)
                    if old is None:
                        store.load(chain(reference, graphs))
                    else:
                        store.change((), graphs)
                elif what == "drop":
                    store.change(given, ())
                else:
                    store.load(reference)
                    store.close(compact=given)
                    break
    except EOFError:
        return
    except (OfstedKGError, OSError, RuntimeError) as error:
        reason = str(error) if not isinstance(error, OSError) else error.strerror or str(error)
        pipe.send(
            error
            if isinstance(error, OfstedKGError)
            else StoreError(
                f"the store cannot be written ({reason})",
                file=folder.parent.parent,
                remedy="Check the space on the disk; the earlier graph is untouched",
            )
        )
        return
    pipe.send(None)


def _graphs(packs: PackReader, letters: Sequence[Loaded]) -> Iterator[tuple[str, bytes]]:
    for source, frame in letters:
        yield source, packs.read(frame, source).nquads
