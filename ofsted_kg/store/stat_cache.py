"""Which files were read and found to be what was written, so that none is read for that twice.

In: files with the digests that they should have. Out: those that have another. RocksDB finds a changed byte
itself, but in the midst of a query: Oxigraph 0.5 then counts without an end, or takes the error of an inner
pattern for an answer. So the store's files are looked at before it is asked. A file is known again by its
inode, its size and when it was written last, which whatever changes or copies it changes too: a look at each
of a few files, and a reading only of those that nobody has looked at yet.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ofsted_kg.checksums import digest_of_file


def unlike(files: Mapping[Path, str], place: Path) -> Iterator[Path]:
    """Yield the files whose SHA-256 is not the one given.

    Args:
        files: with the digest that each should have.
        place: file that holds what was found before; what is found now is added, where it may be written.

    Raises:
        OSError: a file cannot be read.
    """
    known = _read(place)
    found = {}
    for path, digest in files.items():
        mark = _mark(path)
        if known.get(mark) == digest:
            continue
        if digest_of_file(path) == digest:
            found[mark] = digest
        else:
            yield path
    if found:
        _write(place, known | found)


def remember(files: Mapping[Path, str], place: Path) -> None:
    """Note that these files, and none besides, were found to have these digests."""
    _write(place, {_mark(path): digest for path, digest in files.items()})


def _mark(path: Path) -> str:
    state = path.stat()
    return f"{state.st_ino} {state.st_size} {state.st_mtime_ns}"


def _read(place: Path) -> dict[str, str]:
    try:
        found = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(place: Path, marks: Mapping[str, str]) -> None:
    draft = place.with_name(f"{place.name}-{os.getpid()}")
    # A graph that may only be read is looked at each time.
    with suppress(OSError):
        draft.write_text(json.dumps(marks, indent=0, sort_keys=True), encoding="utf-8")
        draft.replace(place)
