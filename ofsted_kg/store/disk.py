"""The Oxigraph store of a build on disk: written whole, or as a changed copy of another.

In: named graphs as N-Quads. Out: a folder that is only read from then on. A copy is a
checkpoint: RocksDB never changes a file of its tables, so that the copy shares them by
hard links and holds of its own what was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from ofsted_kg.errors import StoreError
from ofsted_kg.store.folder import REBUILD

# Quads go to the store's bulk loader in portions of about this many bytes: a load writes
# files of its own to disk, so one a letter would leave thousands of small ones.
PORTION = 32 * 1024 * 1024
# What RocksDB writes for people, or to keep others out while it writes.
_NOT_KEPT = ("LOG", "LOCK", "IDENTITY")

Graphs = Iterable[tuple[Path | str, bytes]]


class DiskStore:
    """A store that is being written.

    >>> DiskStore.create(folder).close()  # doctest: +SKIP
    """

    def __init__(self, store: ox.Store, folder: Path) -> None:
        self._store: ox.Store | None = store
        self._folder = folder

    @classmethod
    def create(cls, folder: Path) -> DiskStore:
        """Begin a new store; the folder must not exist or be empty.

        Raises:
            OSError: the disk refuses.
        """
        return cls(ox.Store(folder), folder)

    @classmethod
    def copy(cls, old: Path, folder: Path) -> DiskStore:
        """Begin a store as a checkpoint of another, which may be read meanwhile.

        Raises:
            OSError: the disk refuses, or the old store is damaged.
        """
        ox.Store.read_only(str(old)).backup(str(folder))
        return cls(ox.Store(folder), folder)

    @property
    def store(self) -> ox.Store:
        """The store, while it is open."""
        if self._store is None:
            raise ValueError("the store is closed")
        return self._store

    def load(self, graphs: Graphs) -> None:
        """Add graphs in bulk: quick for many.

        Raises:
            StoreError: one is no N-Quads.
            OSError: the disk refuses.
        """
        fill(self.store, graphs)

    def change(self, drop: Iterable[str], graphs: Graphs) -> None:
        """Drop graphs by their IRIs and add others, in one transaction each: quick for few.

        Raises:
            StoreError: one is no N-Quads.
            OSError: the disk refuses.
        """
        for name in drop:
            self.store.remove_graph(ox.NamedNode(name))
        for where, data in graphs:
            try:
                self.store.extend(ox.parse(data, format=ox.RdfFormat.N_QUADS))
            except (SyntaxError, ValueError) as error:
                raise StoreError(f"no N-Quads: {error}", file=where, remedy=REBUILD) from error

    def close(self, *, compact: bool = True) -> None:
        """Finish the store: all is on disk, nothing is left open.

        Args:
            compact: merge its files into as few as answer quickest; costs a reading of all it holds.

        Raises:
            OSError: the disk refuses.
        """
        if compact:
            self.store.optimize()
        self.store.flush()
        self._store = None
        for path in self._folder.iterdir():
            if path.name.startswith(_NOT_KEPT):
                path.unlink()


def write_store(folder: Path, graphs: Graphs) -> None:
    """Write a new store on disk from N-Quads.

    Args:
        folder: where; it must not exist or be empty.
        graphs: the graphs to load, each with the file to name where it is no N-Quads.

    Raises:
        StoreError: a graph is no N-Quads, or the disk refuses.
    """
    try:
        store = DiskStore.create(folder)
        store.load(graphs)
        store.close()
    except OSError as error:
        raise StoreError(
            f"the store cannot be written ({error})", file=folder, remedy="Check the space on the disk"
        ) from error


def read_graphs(files: Iterable[Path]) -> Iterator[tuple[Path | str, bytes]]:
    """Yield files of N-Quads with their bytes."""
    for path in files:
        yield path, path.read_bytes()


def fill(store: ox.Store, graphs: Graphs) -> None:
    """Load graphs into a store in portions.

    Raises:
        StoreError: one is no N-Quads.
    """
    portion: list[tuple[Path | str, bytes]] = []
    size = 0
    for graph in graphs:
        portion.append(graph)
        size += len(graph[1])
        if size > PORTION:
            _load(store, portion)
            portion, size = [], 0
    _load(store, portion)


def _load(store: ox.Store, portion: Sequence[tuple[Path | str, bytes]]) -> None:
    if not portion:
        return
    try:
        store.bulk_load(b"\n".join(data for _, data in portion), ox.RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        culprit = next((where for where, data in portion if not _parses(data)), portion[0][0])
        raise StoreError(f"no N-Quads: {error}", file=culprit, remedy=REBUILD) from error


def _parses(data: bytes) -> bool:
    try:
        for _ in ox.parse(data, format=ox.RdfFormat.N_QUADS):
            pass
    except (SyntaxError, ValueError):
        return False
    return True
