"""Places that are no folder of this machine: ``s3://bucket/letters``, by fsspec.

In: what the user named. Out: a folder of this machine that holds the same files, of which only
those are fetched that are new or changed there; and the other way, a folder's files put there.
A build reads the folder: so it reads archives and mails, quotes its documents and checks them
later as ever, and the machines of a cluster need no credentials.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ofsted_kg.checksums import read_sums
from ofsted_kg.errors import OfstedKGError, in_a_line
from ofsted_kg.web.media import MEDIA_TYPES

# s3://bucket/key, gs://bucket/key, but not C:\letters.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
# What tells a state of a file from another, as the protocols of fsspec call it; the first that is there.
_STATE = ("ETag", "etag", "md5Hash", "checksum", "LastModified", "mtime", "last_modified", "created")
_BATCH = 100
_INDEX = ".index"
# Forms that systems know no media type of.
_NOT_KNOWN = (".ttl", ".trig", ".nt", ".nq", ".jsonld", ".atom")


@dataclass(frozen=True, slots=True)
class _Remote:
    """A file there: where, by what its state is known, and how many bytes it has."""

    path: str
    state: str
    size: int


def is_url(named: str) -> bool:
    """Tell whether a name is an address rather than a path.

    >>> is_url("s3://letters/2010"), is_url("letters/2010"), is_url("C:/letters")
    (True, False, False)
    """
    return _URL.match(named) is not None


def brought(named: Sequence[str], folder: Path) -> list[Path]:
    """Return what the user named as paths of this machine; what lies elsewhere is fetched first.

    Args:
        named: paths and addresses.
        folder: where what is fetched is kept, each file below its address.

    Raises:
        OfstedKGError: an address cannot be read, or the package for it is not installed.
    """
    places = []
    for one in named:
        if not one.strip():
            # An empty name is a variable of a shell that was not set, not the folder one is in.
            raise OfstedKGError(
                "an empty name was given for a file or folder", remedy="Name it; the folder you are in is ."
            )
        places.append(bring(one, folder) if is_url(one) else Path(one))
    return places


def bring(url: str, folder: Path) -> Path:
    """Let a folder of this machine hold what lies at an address; return the path of it.

    Raises:
        OfstedKGError: as `brought`.
    """
    protocol = url.split("://", 1)[0].lower()
    if protocol == "file":
        from urllib.request import url2pathname

        return Path(url2pathname(urlsplit(url).path))
    if protocol in ("http", "https"):
        raise OfstedKGError(
            "documents on the web are fetched by a list", file=url, remedy="See `ofsted-kg fetch --help`"
        )
    with _talking(url, "read"):
        system, root = _system(url)
        found = list(_found(system, root))
    if not found:
        raise OfstedKGError("there is no file", file=url, remedy="Check the address and try again")
    top = folder / protocol / _below(root)
    places = {one.path: top / _below(one.path.removeprefix(root).lstrip("/")) for one in found}
    index = folder / _INDEX / f"{hashlib.sha256(url.encode()).hexdigest()}.json"
    before = _read_index(index)
    missing = [one for one in found if not _is_there(one, places[one.path], before)]
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        parts = [_part(places[one.path]) for one in batch]
        for part in parts:
            part.parent.mkdir(parents=True, exist_ok=True)
        with _talking(url, "read"):
            system.get([one.path for one in batch], [str(part) for part in parts])
        for one, part in zip(batch, parts, strict=True):
            part.replace(places[one.path])
    kept = set(places.values())
    for gone in sorted(set(before) - set(places)):
        place = top / _below(gone.removeprefix(root).lstrip("/"))
        if place not in kept:
            place.unlink(missing_ok=True)
    index.parent.mkdir(parents=True, exist_ok=True)
    part = _part(index)
    part.write_text(json.dumps({one.path: [one.state, one.size] for one in found}), encoding="utf-8")
    part.replace(index)
    return top


def send(folder: Path, url: str, sums: Mapping[str, str], sums_name: str) -> tuple[int, int]:
    """Put the files of a folder at an address: those that differ there; take away what is gone.

    The list of digests goes last: until then a reader finds the one before, and what it lists.

    Args:
        folder: the files.
        url: the address.
        sums: the SHA-256 of each file by its path below the folder.
        sums_name: file of the folder that lists them, ``DIGEST  PATH`` a line.

    Returns:
        How many files were put, and how many taken away.

    Raises:
        OfstedKGError: as `brought`, or the address cannot be written.
    """
    for ending in _NOT_KNOWN:
        mimetypes.add_type(MEDIA_TYPES[ending], ending)
    with _talking(url, "written"):
        system, root = _system(url)
        before = _sums_there(system, f"{root}/{sums_name}")
        changed = sorted(path for path, digest in sums.items() if before.get(path) != digest)
        for start in range(0, len(changed), _BATCH):
            batch = changed[start : start + _BATCH]
            system.put([str(folder / path) for path in batch], [f"{root}/{path}" for path in batch])
        system.put_file(str(folder / sums_name), f"{root}/{sums_name}")
        gone = sorted(path for path in before if path not in sums)
        if gone:
            system.rm([f"{root}/{path}" for path in gone])
    return len(changed), len(gone)


def _system(url: str) -> tuple[Any, str]:
    """Return fsspec's file system of an address, and the path in it."""
    try:
        import fsspec
    except ModuleNotFoundError as error:
        raise OfstedKGError(
            f"an address needs {error.name}",
            file=url,
            remedy="Install it with `pip install 'ofsted-kg[cluster]'`",
        ) from error
    system, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
    return system, str(root).rstrip("/")


def _found(system: Any, root: str) -> Iterator[_Remote]:  # noqa: ANN401 - fsspec has no types
    for path, told in sorted(system.find(root, detail=True).items()):
        if told.get("type") == "file" and not path.endswith("/"):
            state = next((str(told[name]) for name in _STATE if told.get(name)), "")
            yield _Remote(str(path), state, int(told.get("size") or 0))


def _below(path: str) -> Path:
    """Return a path of a store as one of this machine: what would lead elsewhere is spelled out."""
    parts = [part.replace("\\", "%5C").replace("\0", "%00") for part in path.split("/")] if path else []
    return Path(*(part.replace(".", "%2E") if part in (".", "..") else part or "%" for part in parts))


def _part(place: Path) -> Path:
    return place.with_name(f".{hashlib.sha256(place.name.encode()).hexdigest()[:16]}.part")


def _is_there(one: _Remote, place: Path, before: Mapping[str, Sequence[object]]) -> bool:
    known = one.state and list(before.get(one.path, ())) == [one.state, one.size]
    try:
        return bool(known) and place.stat().st_size == one.size
    except OSError:
        return False


def _read_index(index: Path) -> dict[str, list[object]]:
    try:
        found = json.loads(index.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _sums_there(system: Any, path: str) -> dict[str, str]:  # noqa: ANN401 - as above
    try:
        return read_sums(bytes(system.cat_file(path)).decode("utf-8", "replace"))
    except FileNotFoundError:
        return {}


@contextmanager
def _talking(url: str, what: str) -> Iterator[None]:
    """Turn what goes wrong in a store's own library into an error of ours."""
    try:
        yield
    except OfstedKGError:
        raise
    except FileNotFoundError as error:
        raise OfstedKGError(
            "there is no such place", file=url, remedy="Check the address and try again"
        ) from error
    except ImportError as error:
        raise OfstedKGError(
            f"a package for this address is not installed ({error})",
            file=url,
            remedy="For s3:// it is in `pip install 'ofsted-kg[cluster]'`",
        ) from error
    except Exception as error:
        raise OfstedKGError(
            f"the place cannot be {what} ({in_a_line(error)})",
            file=url,
            remedy="Check the address and the credentials (for s3://: AWS_ACCESS_KEY_ID, "
            "AWS_SECRET_ACCESS_KEY, and AWS_ENDPOINT_URL where it is not Amazon's)",
        ) from error
