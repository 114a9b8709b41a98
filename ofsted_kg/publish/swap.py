"""Two folders change places in one step, and one process at a time does it.

In: the new folder and the one in place. Out: the new one in place, the old one where the
new one was. Linux does it with ``renameat2`` (man 2 rename), macOS with ``renamex_np``.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
# What says that the system or the file system cannot, not that it went wrong.
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


class Busy(Exception):  # noqa: N818 - the name says what the folder is
    """Another process holds the lock."""


class Lock:
    """A file that one process at a time holds; it goes when it is released."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock.

        Raises:
            Busy: another process has it.
        """
        while sys.platform != "win32":
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # The file may have gone between opening and locking it: then it locks nothing.
                if os.fstat(handle).st_nlink:
                    self._handle = handle
                    return
            except BlockingIOError as error:
                os.close(handle)
                raise Busy from error
            os.close(handle)

    def release(self) -> None:
        """Give it back."""
        if self._handle is not None:
            self._path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None


def exchange(new: Path, old: Path, *, aside: Path) -> None:
    """Put a folder in the place of another.

    Args:
        new: what is to be in place.
        old: the place; where it was taken, what was there is afterwards at `new`, or at `aside`.
        aside: where the old folder goes if the two cannot change places in one step.
    """
    if not old.exists():
        new.rename(old)
        return
    if _swapped(new, old):
        return
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two paths; say whether the system could."""
    if sys.platform == "win32":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(*names, _EXCHANGE)
    elif hasattr(libc, "renameat2"):
        failed = libc.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
