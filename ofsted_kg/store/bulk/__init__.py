"""The dataset for servers' off-line loaders: QLever, Virtuoso, Jena, Oxigraph.

In: a built folder. Out: a folder of N-Quads in gzip (RFC 1952), the same bytes every time: the ontology
and the councils first, then the letters by source, a graph never in two files, its lines sorted; with
the commands that load it and the digests of all. It is written letter by letter: memory does not
grow with the graph.
"""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ofsted_kg.checksums import SUMS, digest_of_file, write_sums
from ofsted_kg.counts import counted
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.store import KnowledgeGraph

__all__ = ["PART", "Bulk", "bulk"]

# Quads of a file: enough for a loader to work on, few enough to share out among its threads.
PART = 5_000_000
_ENDING = ".nq.gz"
_LOADERS = Path(__file__).resolve().parent / "loaders"
# Loaders read it once; higher levels take three times as long for a tenth less.
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Bulk:
    """What was written: the folder, the files of quads, how many quads and graphs."""

    folder: Path
    files: int
    quads: int
    graphs: int

    def told(self) -> str:
        """Return it in a line."""
        quads, graphs, files = (
            counted(self.quads, "quads"),
            counted(self.graphs, "graphs"),
            counted(self.files, "files"),
        )
        return f"{quads} in {graphs}, {files} in {self.folder}"


class _Files:
    """Files of so many quads; a graph stands in one."""

    def __init__(self, folder: Path, part: int) -> None:
        self._folder = folder
        self._part = part
        self._raw: BinaryIO | None = None
        self._file: gzip.GzipFile | None = None
        self._here = 0
        self.names: list[str] = []

    def write(self, nquads: bytes, count: int) -> None:
        """Write a graph."""
        if self._file is None or (self._here and self._here + count > self._part):
            self.close()
            name = f"ofsted-kg-{len(self.names) + 1:04d}{_ENDING}"
            self.names.append(name)
            self._raw = (self._folder / name).open("xb")
            # Neither name nor time, so that the same quads are the same bytes.
            self._file = gzip.GzipFile("", "wb", _LEVEL, self._raw, mtime=0)
            self._here = 0
        self._file.write(nquads)
        self._here += count

    def close(self) -> None:
        """End the file."""
        if self._file is not None and self._raw is not None:
            self._file.close()
            self._raw.close()


def bulk(kg: KnowledgeGraph, out: Path, part: int = PART) -> Bulk:
    """Write the dataset into a new folder; a bulk dump that is there is replaced.

    Args:
        kg: the built graph.
        out: the folder.
        part: quads of a file at the most; a graph that has more makes a larger one.

    Raises:
        StoreError: a letter is damaged.
        OfstedKGError: the folder holds something else, or cannot be written.
    """
    if out.exists() and not (out.is_dir() and ((out / SUMS).is_file() or not any(out.iterdir()))):
        raise OfstedKGError(
            "there is something else already", file=out, remedy="Name a new folder, or one of a bulk dump"
        )
    draft = out.with_name(f".{out.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        made = _write(kg, draft, out, part)
        shutil.rmtree(out, ignore_errors=True)
        draft.rename(out)
    except OSError as error:
        raise OfstedKGError(
            f"cannot write ({error.strerror})", file=out, remedy="Check the space on the disk and the path"
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return made


def _write(kg: KnowledgeGraph, draft: Path, out: Path, part: int) -> Bulk:
    files = _Files(draft, part)
    quads = 0
    graphs = 0
    try:
        for nquads, named in _graphs(kg):
            count = nquads.count(b"\n")
            quads += count
            graphs += named
            files.write(nquads, count)
    finally:
        files.close()
    for path in sorted(_LOADERS.iterdir()):
        shutil.copyfile(path, draft / path.name)
    sums = {path.name: digest_of_file(path) for path in draft.iterdir()}
    (draft / SUMS).write_text(write_sums(sums), encoding="utf-8")
    return Bulk(out, len(files.names), quads, graphs)


def _graphs(kg: KnowledgeGraph) -> Iterator[tuple[bytes, int]]:
    """Yield sorted N-Quads with the number of graphs in them: what all letters share, then each letter."""
    shared = kg.reference().encode("utf-8").splitlines(keepends=True)
    yield b"".join(sorted(shared)), len({line.split()[-2] for line in shared})
    for _, nquads in kg.letters():
        yield b"".join(sorted(nquads.splitlines(keepends=True))), 1
