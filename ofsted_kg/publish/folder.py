"""A folder that is written beside the old one and takes its place when it is whole.

In: paths below the release, their bytes, and what they were made from. Out: the folder,
with ``SHA256SUMS`` of every file in it (the format of ``sha256sum -c``) and ``INPUTS.json``,
which lets the next release take over what would come out the same: as a hard link, since
no file of a release is ever changed.

The two folders change places in one step (``renameat2`` with ``RENAME_EXCHANGE``), so that
there is a whole release at every moment. Where the system cannot, it takes two renames,
and the next run puts right what a crash between them leaves.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import msgspec

from ofsted_kg.checksums import SUMS, is_release, read_sums, write_sums
from ofsted_kg.errors import OfstedKGError
from ofsted_kg.publish.swap import Busy, Lock, exchange

INPUTS = "INPUTS.json"
# Digest of all that a file follows from, and its size.
_Input = tuple[str, int]


class _Inputs(msgspec.Struct):
    files: dict[str, _Input]
    notes: dict[str, Any]


class ReleaseFolder:
    """Collects files in a temporary folder; leaving the ``with`` block puts it in place.

    An error inside the block leaves the old folder as it was.

    Attributes:
        sums: SHA-256 of the files so far, by path.
        kept: how many of them were taken over.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._new = out.parent / f".{out.name}-{os.getpid()}.new"
        self._lock = Lock(out.parent / f".{out.name}.lock")
        self.sums: dict[str, str] = {}
        self.kept = 0
        self._folders: set[str] = set()
        self._inputs: dict[str, _Input] = {}
        self._old_sums: dict[str, str] = {}
        self._old_inputs: dict[str, _Input] = {}
        self._notes: dict[str, Any] = {}
        self._ended = 0

    def __enter__(self) -> ReleaseFolder:
        if self.out.exists() and not self.out.is_dir():
            raise OfstedKGError("this is a file, not a folder", file=self.out, remedy="Name a folder")
        try:
            self.out.parent.mkdir(parents=True, exist_ok=True)
            self._lock.take()
            self._tidy()
            self._check()
            self._new.mkdir()
        except Busy as error:
            raise OfstedKGError(
                "another `publish` is writing this release", file=self.out, remedy="Wait until it has ended"
            ) from error
        except OSError as error:
            self._lock.release()
            raise OfstedKGError(
                f"the folder cannot be made ({error.strerror})", file=self.out, remedy="Check its permissions"
            ) from error
        except OfstedKGError:
            self._lock.release()
            raise
        self._old_sums = stated_sums(self.out)
        with suppress(OSError):
            self._ended = (self.out / SUMS).stat().st_mtime_ns
        found = _inputs(self.before(INPUTS))
        self._old_inputs, self._notes = found.files, found.notes
        return self

    def _check(self) -> None:
        if self.out.exists() and any(self.out.iterdir()) and not is_release(self.out):
            raise OfstedKGError(
                "the folder holds something else than a release",
                file=self.out,
                remedy="Name a new or empty folder, or one that `publish` made",
            )

    def _tidy(self) -> None:
        """Remove what runs that were killed left behind; put back a release that one left aside."""
        asides = sorted(self.out.parent.glob(f".{self.out.name}-*.old"))
        if asides and not self.out.exists():
            asides.pop().rename(self.out)
        for left in [*asides, *self.out.parent.glob(f".{self.out.name}-*.new")]:
            shutil.rmtree(left, ignore_errors=True)

    def write(self, path: str, data: str | bytes, made_from: str = "") -> None:
        """Write a file; a name that leaves the folder or stands twice is a fault of ours.

        Args:
            path: below the release.
            data: what it holds.
            made_from: digest of all that its content follows from, for `keep` of the next release.
        """
        place = self._place(path)
        content = data.encode("utf-8") if isinstance(data, str) else data
        _write(place, content)
        self.sums[path] = hashlib.sha256(content).hexdigest()
        if made_from:
            self._inputs[path] = (made_from, len(content))

    @contextmanager
    def writing(self, path: str) -> Iterator[BinaryIO]:
        """Open a file to write, one that is too large to be held whole."""
        place = self._place(path)
        with open(place, "w+b") as file:  # noqa: PTH123
            yield file
            file.seek(0)
            self.sums[path] = hashlib.file_digest(file, "sha256").hexdigest()

    def keep(self, path: str, made_from: str) -> bool:
        """Take over a file of the release before if it was made from the same; say whether it was."""
        made, size = self._old_inputs.get(path, ("", 0))
        if made != made_from or not self.carry(path, size):
            return False
        self._inputs[path] = (made_from, size)
        return True

    def carry(self, path: str, size: int) -> bool:
        """Take over a file of the release before as it is, if it is still what it was; say whether.

        Args:
            path: below the release.
            size: what it had, in bytes.
        """
        if path not in self._old_sums:
            return False
        if not self._untouched(path, size) and self.before(path) is None:
            return False
        place = self._place(path)
        try:
            os.link(f"{self.out}/{path}", place)
        except OSError:
            # A file system without links.
            shutil.copyfile(f"{self.out}/{path}", place)
        self.sums[path] = self._old_sums[path]
        self.kept += 1
        return True

    def _untouched(self, path: str, size: int) -> bool:
        """Tell whether a file has its size and was not written since the release before was ended.

        Such a one is not read: its digest goes on to the next release, and whoever verifies either holds it
        against that.
        """
        try:
            state = os.stat(f"{self.out}/{path}")  # noqa: PTH116 - `Path` would take longer than the look
        except OSError:
            return False
        return state.st_size == size and state.st_mtime_ns <= self._ended

    def before(self, path: str) -> bytes | None:
        """Return a file of the release before; None where it is not what it was."""
        try:
            # A release has thousands of files: `Path` would take longer than the reading.
            with open(f"{self.out}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
                content = file.read()
        except OSError:
            return None
        return content if self._old_sums.get(path) == hashlib.sha256(content).hexdigest() else None

    def note(self, name: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Leave a note for the next release."""
        self._notes[name] = value

    def noted(self, name: str) -> Any:  # noqa: ANN401
        """Return what the release before noted; None without."""
        return self._notes.get(name)

    def data(self, path: str) -> bytes:
        """Return a file written or taken over before."""
        return self.place(path).read_bytes()

    def place(self, path: str) -> Path:
        """Return where a file written before is."""
        return self._new / path

    def text(self, path: str) -> str:
        """Return a text file written before."""
        return (self._new / path).read_text(encoding="utf-8")

    def size(self, path: str) -> int:
        """Return the size of a file written before, in bytes."""
        return (self._new / path).stat().st_size

    def paths(self, *prefixes: str) -> Iterable[str]:
        """Return the paths written so far below some folders, sorted."""
        return sorted(path for path in self.sums if path.startswith(prefixes))

    def _place(self, path: str) -> str:
        folder = path.rpartition("/")[0]
        if path.startswith("/") or ".." in path.split("/") or path in self.sums:
            raise ValueError(f"{path} is no new place in the release")
        if folder not in self._folders:
            (self._new / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self._new}/{path}"

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is not None:
                shutil.rmtree(self._new, ignore_errors=True)
                if isinstance(error, OSError):
                    raise OfstedKGError(
                        f"the release cannot be written ({error.strerror or error})",
                        file=self.out,
                        remedy="The release before is untouched",
                    ) from error
                return
            self._finish()
        finally:
            self._lock.release()

    def _finish(self) -> None:
        try:
            inputs = _Inputs(self._inputs, self._notes)
            # A library's: Python's own is slow where it breaks lines.
            text = msgspec.json.format(msgspec.json.encode(inputs, order="sorted"), indent=1)
            self.write(INPUTS, text + b"\n")
            (self._new / SUMS).write_text(write_sums(self.sums), encoding="utf-8")
            exchange(self._new, self.out, aside=self._new.with_suffix(".old"))
        except OSError as problem:
            shutil.rmtree(self._new, ignore_errors=True)
            raise OfstedKGError(
                f"the release cannot be put in place ({problem.strerror or problem})",
                file=self.out,
                remedy="The release before is untouched",
            ) from problem
        for left in (self._new, self._new.with_suffix(".old")):
            shutil.rmtree(left, ignore_errors=True)


def _write(place: str, content: bytes) -> None:
    with open(place, "wb") as file:  # noqa: PTH123
        file.write(content)


def stated_sums(folder: Path) -> dict[str, str]:
    """Return the checksums that a release states, by path; none without one."""
    try:
        return read_sums((folder / SUMS).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}


def _inputs(data: bytes | None) -> _Inputs:
    """Return what the release before was made from; nothing where that cannot be told."""
    try:
        return msgspec.json.decode(data or b"", type=_Inputs)
    except msgspec.MsgspecError:
        return _Inputs({}, {})
