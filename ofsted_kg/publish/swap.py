"""Two folders change places in one step, and one process at a time does it.

In: the new folder and the one in place. Out: the new one in place, the old one where the
new one was. Linux does it with ``renameat2`` (man 2 rename), macOS with ``renamex_np``.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
from pathlib import Path

from filelock import FileLock, Timeout

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
        self._lock = FileLock(path, timeout=0)

    def take(self) -> None:
        """Take the lock.

        Raises:
            Busy: another process has it.
        """
        try:
            self._lock.acquire()
        except Timeout as error:
            raise Busy from error

    def release(self) -> None:
        """Give it back; the file goes while it is still held, so that nobody waits on one that is gone."""
        if self._lock.is_locked:
            # Windows removes no file that is open; filelock does, when it closes it.
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
            self._lock.release()


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
