"""What differs between two graphs, in words.

In: two places, each a graph's folder, a dump (N-Quads or TriG, also compressed with gzip) or a
release. Out: lines: a document that came or went, a fact that says something else, with the
words of the document that say it.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ofsted_kg.errors import StoreError
from ofsted_kg.publish.compare import compare
from ofsted_kg.publish.versions import Version, read_versions
from ofsted_kg.rows import Row, read_rows
from ofsted_kg.store import KnowledgeGraph
from ofsted_kg.store.dump import dump

_DUMPS = ("*.nq", "*.nq.gz", "*.trig", "*.trig.gz")
_QUOTE = 160


def differences(old: Path, new: Path) -> Iterator[str]:
    """Yield the differences, a line each, the newest documents first.

    Raises:
        StoreError: a place holds no graph, dump or release.
    """
    for change in compare(_rows(old), _rows(new)):
        quote = " ".join(change.quote.split())
        cut = quote[:_QUOTE] + ("…" if len(quote) > _QUOTE else "")
        yield f"{change.name} {change.text}" + (f" (“{cut}”)" if cut else "")


def _rows(place: Path) -> list[Row]:
    if not place.exists():
        raise StoreError("there is no such file or folder", file=place, remedy="Check the name")
    if place.is_file():
        return _read(place)
    if (place / "CURRENT").is_file() or (place / "builds").is_dir():
        return read_rows(dump(KnowledgeGraph.open(place), "nquads"))
    if versions := read_versions(place):
        return _read(_of_version(place, versions[0]))  # a release keeps dumps of earlier versions, too
    for pattern in _DUMPS:
        # The whole dataset is the largest of a folder's dumps.
        found = sorted(place.rglob(pattern), key=lambda path: (-path.stat().st_size, path))
        if found:
            return _read(found[0])
    raise StoreError(
        "neither a graph's folder, nor a release, nor a dump",
        file=place,
        remedy="Name the folder that --kg or --out named, or a file made by `ofsted-kg dump --format nquads`",
    )


def _of_version(release: Path, version: Version) -> Path:
    """Return the dump of all statements of a release's version."""
    for file in version.files:
        if file.form == "RDF_N_QUADS" and (release / file.path).is_file():
            return release / file.path
    raise StoreError(
        f"the dump of the version in force ({version.name}) is not in the release",
        file=release,
        remedy="Publish again, or name the graph's folder",
    )


def _read(path: Path) -> list[Row]:
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if path.name.removesuffix(".gz").endswith(".trig"):
            quads = ox.parse(data, format=ox.RdfFormat.TRIG)
            data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    except (OSError, EOFError, SyntaxError) as error:
        raise StoreError(
            f"the dump cannot be read ({error})",
            file=path,
            remedy="Make it again with `ofsted-kg dump --format nquads`",
        ) from error
    return read_rows(data)
