"""A folder that is written beside the old one and takes its place when it is whole.

In: paths below the release and their bytes. Out: the folder, with a ``SHA256SUMS`` of
every file in it (the format of ``sha256sum -c``).
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path, PurePosixPath
from types import TracebackType

from ofsted_kg.errors import OfstedKGError

SUMS = "SHA256SUMS"


class ReleaseFolder:
    """Collects files in a temporary folder; leaving the ``with`` block puts it in place.

    An error inside the block leaves the old folder as it was.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._new = out.parent / f".{out.name}-{os.getpid()}.new"
        self._old = out.parent / f".{out.name}-{os.getpid()}.old"
        self.sums: dict[str, str] = {}

    def __enter__(self) -> ReleaseFolder:
        if self.out.exists() and not self.out.is_dir():
            raise OfstedKGError("this is a file, not a folder", file=self.out, remedy="Name a folder")
        if self.out.exists() and any(self.out.iterdir()) and not (self.out / SUMS).is_file():
            raise OfstedKGError(
                "the folder holds something else than a release",
                file=self.out,
                remedy="Name a new or empty folder, or one that `publish` made",
            )
        try:
            shutil.rmtree(self._new, ignore_errors=True)
            self._new.mkdir(parents=True)
        except OSError as error:
            raise OfstedKGError(
                f"the folder cannot be made ({error.strerror})", file=self.out, remedy="Check its permissions"
            ) from error
        return self

    def write(self, path: str, data: str | bytes) -> None:
        """Write a file; a name that leaves the folder or stands twice is a fault of ours."""
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or path in self.sums:
            raise ValueError(f"{path} is no new place in the release")
        content = data.encode("utf-8") if isinstance(data, str) else data
        place = self._new / pure
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        self.sums[path] = hashlib.sha256(content).hexdigest()

    def text(self, path: str) -> str:
        """Return a text file written before."""
        return (self._new / path).read_text(encoding="utf-8")

    def size(self, path: str) -> int:
        """Return the size of a file written before, in bytes."""
        return (self._new / path).stat().st_size

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            shutil.rmtree(self._new, ignore_errors=True)
            if isinstance(error, OSError):
                raise OfstedKGError(
                    f"the release cannot be written ({error.strerror or error})",
                    file=self.out,
                    remedy="The release before is untouched",
                ) from error
            return
        lines = [f"{digest}  {path}\n" for path, digest in sorted(self.sums.items())]
        try:
            (self._new / SUMS).write_text("".join(lines), encoding="utf-8")
            self._swap()
        except OSError as problem:
            shutil.rmtree(self._new, ignore_errors=True)
            raise OfstedKGError(
                f"the release cannot be put in place ({problem.strerror or problem})",
                file=self.out,
                remedy="The release before is untouched",
            ) from problem

    def _swap(self) -> None:
        """Put the new folder in the old one's place; where that fails, put the old one back."""
        if self.out.exists():
            self.out.rename(self._old)
        try:
            self._new.rename(self.out)
        except OSError:
            if self._old.exists():
                self._old.rename(self.out)
            raise
        shutil.rmtree(self._old, ignore_errors=True)
