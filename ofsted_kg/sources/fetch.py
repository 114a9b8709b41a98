# Past 300 lines: one protocol, and every way in which it may fail.
"""Fetch the documents of a list of sources.

In: a list, a folder. Out: the files in that folder, and what became of each row. HTTP as in RFC
9110: redirects are followed, a download that was cut off goes on where it stopped (RFC 9110,
section 14), a file that is there is asked for on condition that it has changed (section 13). One
request at a time, a pause between two to the same host, and a name to ask about us by.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from ofsted_kg import __version__
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.sources.lists import LIST_NAME, LOCK_NAME, Listed, read_list
from ofsted_kg.sources.lock import Locked, read_lock, write_lock

AGENT = f"ofsted-kg/{__version__} (+https://w3id.org/ofsted-kg/)"
_REDIRECTS = 5
_TRIES = 4
_LONGEST_WAIT = 120.0
# No letter or report is larger.
_LARGEST = 200 * 1024 * 1024
_PORTION = 64 * 1024
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_FOREVER = frozenset({301, 308})
_PARTIAL, _NOT_MODIFIED, _NO_RANGE = 206, 304, 416
_FAULT = 400
# What files of these endings begin with.
_FIRST_BYTES = {
    ".pdf": b"%PDF-",
    ".docx": b"PK",
    ".docm": b"PK",
    ".odt": b"PK",
    ".zip": b"PK",
    ".rtf": b"{\\rtf",
}
_SNIFF = 1024

Progress = Callable[[int, int], None]


class Came(StrEnum):
    """What became of a row."""

    FETCHED = "fetched"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Options:
    """How to fetch.

    Attributes:
        pause: seconds between two requests to the same host.
        timeout: seconds to wait for a server to go on.
    """

    pause: float = 1.0
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list and what became of it; ``moved`` is the address it now has for good."""

    listed: Listed
    came: Came
    reason: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a server said of a file that it sent, or of one that has not changed."""

    locked: Locked | None
    moved: str = ""


class _WorthAnotherTryError(Exception):
    """The server may answer better in a while: after ``wait`` seconds, if it said so."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        self.reason = reason
        self.wait = wait
        super().__init__(reason)


class _RefusedError(Exception):
    """Asking again would not help."""


def fetch(
    source: Path, to: Path, options: Options | None = None, progress: Progress | None = None
) -> tuple[Row, ...]:
    """Fetch what a list has and the folder has not, or has in an older state.

    The folder gets the list too, so that a build of it knows where its files come from, and a
    lock file with the digest of each.

    Raises:
        OfstedKGError: the list or the lock cannot be read, or the folder cannot be written.
    """
    options = options or Options()
    rows = read_list(source)
    try:
        to.mkdir(parents=True, exist_ok=True)
        lock = read_lock(to / LOCK_NAME)
        found: list[Row] = []
        with httpx.Client(
            headers={"User-Agent": AGENT, "Accept-Encoding": "identity"},
            timeout=httpx.Timeout(options.timeout, connect=min(options.timeout, 15.0)),
            follow_redirects=True,
            max_redirects=_REDIRECTS,
        ) as client:
            fetcher = _Fetcher(client, to, options.pause)
            for number, listed in enumerate(rows, start=1):
                row, locked = fetcher.row(listed, lock.get(listed.file))
                found.append(row)
                if locked is not None and locked != lock.get(listed.file):
                    lock[listed.file] = locked
                    write_lock(to / LOCK_NAME, lock)
                if progress is not None:
                    progress(number, len(rows))
        place = to / LIST_NAME
        if not place.exists() or not place.samefile(source):
            shutil.copyfile(source, place)
    except OSError as error:
        raise OfstedKGError(
            f"the folder cannot be written ({error.strerror or error})",
            file=error.filename or to,
            remedy="Check its permissions and the space on the disk; what has come is kept",
        ) from error
    return tuple(found)


class _Fetcher:
    """Asks servers, each host in its turn and with a pause."""

    def __init__(self, client: httpx.Client, folder: Path, pause: float) -> None:
        self._client = client
        self._folder = folder
        self._pause = pause
        self._asked: dict[str, float] = {}

    def row(self, listed: Listed, known: Locked | None) -> tuple[Row, Locked | None]:
        """Fetch the document of a row if need be."""
        target = self._folder / listed.file
        there = _state(target)
        if not listed.url:
            if there is not None:
                return Row(listed, Came.UNCHANGED), None
            return Row(
                listed, Came.FAILED, f"line {listed.line} has no address: give it, or put the file there"
            ), None
        if there is not None and known is None:
            # Put there by hand, or by another tool: it is there, and may stay.
            return Row(listed, Came.UNCHANGED), Locked(listed.url, there, target.stat().st_size, own=True)
        if known is not None and (known.url, known.sha256) != (listed.url, there):
            known = None  # another address, or another file than the one that came
        if known is not None and known.own:
            return Row(listed, Came.UNCHANGED), None
        try:
            answer = self._persist(listed, target, known)
        except _RefusedError as error:
            return Row(listed, Came.FAILED, str(error)), None
        if answer.locked is None:
            return Row(listed, Came.UNCHANGED, moved=answer.moved), None
        came = Came.CHANGED if there is not None else Came.FETCHED
        if answer.locked.sha256 == there:
            came = Came.UNCHANGED
        return Row(listed, came, moved=answer.moved), answer.locked

    def _persist(self, listed: Listed, target: Path, known: Locked | None) -> _Answer:
        """Ask until there is an answer or no hope."""
        reason = ""
        for number in range(_TRIES):
            try:
                return self._ask(listed, target, known)
            except _WorthAnotherTryError as error:
                reason = error.reason
                if number + 1 < _TRIES:
                    wait = error.wait if error.wait is not None else self._pause * 2**number
                    time.sleep(min(wait, _LONGEST_WAIT))
            except httpx.TooManyRedirects as error:
                said = f"the address leads in a circle, or through more than {_REDIRECTS} others"
                raise _RefusedError(f"{said}. Check the address in line {listed.line} of the list") from error
            except httpx.TimeoutException:
                reason = "the server does not answer in time"
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                reason = f"the server cannot be reached ({str(error) or type(error).__name__})"
        raise _RefusedError(f"{reason}, {_TRIES} times. Run the command again later")

    def _ask(self, listed: Listed, target: Path, known: Locked | None) -> _Answer:
        part = target.with_name(f".{target.name}.part")
        headers = _conditions(part, known)
        self._wait(listed.url)
        with self._client.stream("GET", listed.url, headers=headers) as response:
            status = response.status_code
            moved = str(response.url) if any(r.status_code in _FOREVER for r in response.history) else ""
            if known is not None and status == _NOT_MODIFIED:
                return _Answer(None, moved)
            if status == _NO_RANGE:
                _forget(part)
                raise _WorthAnotherTryError("the server has another file by now", 0)
            if status in _BUSY:
                said = f"the server says {status} {response.reason_phrase}"
                raise _WorthAnotherTryError(said, _seconds(response.headers.get("Retry-After")))
            if status >= _FAULT:
                said = f"the server says {status} {response.reason_phrase}"
                raise _RefusedError(f"{said}. Check the address in line {listed.line} of the list")
            part.parent.mkdir(parents=True, exist_ok=True)
            if status != _PARTIAL:
                _mark(part).write_text(_validator(response), encoding="utf-8")
            whole = self._receive(response, part, target)
        locked = Locked(
            listed.url,
            whole,
            part.stat().st_size,
            response.headers.get("ETag", ""),
            response.headers.get("Last-Modified", ""),
        )
        part.replace(target)
        _forget(part)
        return _Answer(locked, moved)

    def _receive(self, response: httpx.Response, part: Path, target: Path) -> str:
        """Write what comes behind what had come; return the digest of the whole."""
        begun = part.stat().st_size if response.status_code == _PARTIAL and part.exists() else 0
        if response.status_code == _PARTIAL and not _continues(response, begun):
            _forget(part)
            raise _WorthAnotherTryError("the server sent another part than was asked for", 0)
        packed = "Content-Encoding" in response.headers
        length = "" if packed else response.headers.get("Content-Length", "")
        size = begun
        with part.open("ab" if begun else "wb") as handle:
            for portion in response.iter_bytes(_PORTION) if packed else response.iter_raw(_PORTION):
                handle.write(portion)
                size += len(portion)
                if size > _LARGEST:
                    break
        if size > _LARGEST:
            _forget(part)
            raise _RefusedError(f"the file is larger than {_LARGEST >> 20} MB, as no letter or report is")
        if length.isdigit() and size - begun < int(length):
            raise _WorthAnotherTryError("the download was cut off")
        data = part.read_bytes()
        fault = _fault(data, target.suffix.lower(), response.headers.get("Content-Type", ""))
        if fault:
            _forget(part)
            raise _RefusedError(fault)
        return hashlib.sha256(data).hexdigest()

    def _wait(self, url: str) -> None:
        host = urlsplit(url).netloc
        rest = self._asked.get(host, 0.0) + self._pause - time.monotonic() if host in self._asked else 0.0
        if rest > 0:
            time.sleep(rest)
        self._asked[host] = time.monotonic()


def summary(rows: tuple[Row, ...], to: Path) -> str:
    """Return what came, what did not and why, as text that ends without a line end."""
    return "\n".join(_lines(rows, to))


def _lines(rows: tuple[Row, ...], to: Path) -> Iterator[str]:
    counts = {came: sum(row.came is came for row in rows) for came in Came}
    there = len(rows) - counts[Came.FAILED]
    parts = ", ".join(f"{counts[came]} {came}" for came in (Came.FETCHED, Came.CHANGED, Came.UNCHANGED))
    yield f"{there} of {len(rows)} files are in {to}: {parts}"
    failed = [row for row in rows if row.came is Came.FAILED]
    if failed:
        yield ""
        yield f"Did not come ({len(failed)})"
        yield from (f"  {row.listed.file}: {row.listed.url or '-'}: {row.reason}" for row in failed)
    moved = [row for row in rows if row.moved]
    if moved:
        yield ""
        yield f"Moved for good: mend the list ({len(moved)})"
        yield from (f"  line {row.listed.line}: {row.listed.file} is now at {row.moved}" for row in moved)


def _state(path: Path) -> str | None:
    """Return the digest of a file that is there, else None."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _conditions(part: Path, known: Locked | None) -> dict[str, str]:
    """Return the headers that ask for the rest of a file, or for one that has changed."""
    mark = _mark(part)
    validator = mark.read_text(encoding="utf-8") if mark.exists() else ""
    if validator and part.exists() and part.stat().st_size:
        return {"Range": f"bytes={part.stat().st_size}-", "If-Range": validator}
    if known is None:
        return {}
    pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in pairs.items() if value}


def _mark(part: Path) -> Path:
    """Return the file that says of which state of a document a part is."""
    return part.with_name(f"{part.name}.of")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _mark(part).unlink(missing_ok=True)


def _validator(response: httpx.Response) -> str:
    """Return what tells this state of the file from another; weak tags cannot (RFC 9110, 13.1.5)."""
    tag = response.headers.get("ETag", "")
    return str(tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", ""))


def _continues(response: httpx.Response, begun: int) -> bool:
    return begun > 0 and response.headers.get("Content-Range", "").startswith(f"bytes {begun}-")


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.isdigit() else None


def _fault(data: bytes, ending: str, kind: str) -> str:
    """Return what is wrong with a file that came; empty if nothing is."""
    if not data:
        return "the server sent an empty file"
    first = _FIRST_BYTES.get(ending)
    if first is not None and first not in data[:_SNIFF]:
        page = "html" in kind.lower() or b"<html" in data[:_SNIFF].lower()
        sent = "a web page" if page else "something else"
        return f"the server sent {sent}, no {ending.removeprefix('.')} file. Open the address in a browser"
    return ""
