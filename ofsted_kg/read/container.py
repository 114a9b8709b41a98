"""Look into archives and mails as if they were folders.

In: a path. Out: the paths of what lies in it (``letters.zip/bury/letter.docx``), and the bytes
behind such a path. What an archive claims to unpack to, how many files it holds and how deep
archives lie in one another is bounded before anything is unpacked.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.read.mail import is_mail, mails_of, open_mail
from ofsted_kg.read.package import DAMAGE

_ZIP = b"PK\x03\x04"
# An archive that unpacks itself is a program (of Windows, Linux) with the archive behind it.
_PROGRAMS = (b"MZ", b"\x7fELF")
_SNIFF = 1024
_LOOK = "Check the path: behind the archive's name come those that it has within"
# What tells a document that is kept in an archive of its own from an archive of documents.
_DOCUMENT = frozenset({"[Content_Types].xml", "mimetype", "META-INF/container.xml"})
_MOST_FILES = 20_000
_LARGEST = 2_000_000_000
_LARGEST_FILE = 200_000_000
_LARGEST_MAIL = 100_000_000
# An archive in a mail in an archive; no deeper.
_DEEPEST = 3
# The flag of an archive's entry that says that its name is in UTF-8.
_UTF8 = 0x800
_Stamp = tuple[int, int, int]
_SYSTEMS = frozenset({"__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Inside:
    """What lies in an archive or a mailbox (or, if it is none, in a mail): names with ``/``, in order."""

    archive: bool
    names: tuple[str, ...]


def members(path: Path) -> Inside | None:
    """Return what lies in an archive or mail; None where the path is neither.

    Raises:
        UnreadableFile: it is damaged, or claims to hold more than any folder of letters does.
    """
    first = opening(path)
    if first.startswith((_ZIP, *_PROGRAMS)):
        archive = _archive(path, _stamp(path))
        if archive is None:
            return None
        _check_depth(path)
        return Inside(True, tuple(sorted(_entries(archive))))
    if is_mail(first, path.name):
        _check_depth(path)
        mailbox, held = _mails_or_attachments(path, _stamp(path))
        return Inside(mailbox, tuple(held))
    return None


def read_member(path: Path) -> bytes | None:
    """Return the bytes of a file in an archive or mail; None where the path leads into none.

    Raises:
        UnreadableFile: it is not there, locked, damaged, or larger than any letter.
    """
    outer = _outer(path)
    if outer is None:
        return None
    name = path.relative_to(outer).as_posix()
    archive = _archive(outer, _stamp(outer)) if opening(outer).startswith((_ZIP, *_PROGRAMS)) else None
    if archive is None:
        held = is_mail(opening(outer), outer.name)
        found = _mails_or_attachments(outer, _stamp(outer))[1].get(name) if held else None
        if found is None:
            raise UnreadableFile("there is no such file", file=path, remedy=_LOOK)
        return found
    try:
        entry = _entries(archive)[name]
        if entry.file_size > _LARGEST_FILE:
            raise UnreadableFile(
                f"the file unpacks to {entry.file_size // 1_000_000:,} MB, more than any letter",
                file=path,
                remedy="Leave it out, or save the letter in it as text",
            )
        with archive.open(entry) as member:
            return member.read(_LARGEST_FILE)
    except KeyError as error:
        raise UnreadableFile("there is no such file in the archive", file=path, remedy=_LOOK) from error
    except DAMAGE as error:
        locked = "password" in str(error) or "encrypted" in str(error)
        raise UnreadableFile(
            "the file is locked with a password" if locked else f"the file is damaged ({error})",
            file=path,
            remedy="Unpack the archive and build from its files",
        ) from error


def _outer(path: Path) -> Path | None:
    """Return the innermost archive or mail that a path leads into."""
    if path.exists():
        return None
    for parent in path.parents:
        if parent.is_dir():
            return None
        if parent.is_file():
            return _innermost(parent, path)
    return None


def _innermost(file: Path, path: Path) -> Path:
    """Walk down from a file on disk through the archives that lie in it."""
    at = file
    rest = path.relative_to(file).parts
    for number in range(1, len(rest)):
        inner = file.joinpath(*rest[:number])
        inside = members(at)
        if inside is not None and inner.relative_to(at).as_posix() in inside.names:
            at = inner
    return at


def opening(path: Path, length: int = _SNIFF) -> bytes:
    """Return the first bytes of a file, also of one in an archive or mail; none where it cannot be read."""
    try:
        if path.is_file():
            with path.open("rb") as handle:
                return handle.read(length)
        return (read_member(path) or b"")[:length]
    except OSError:
        return b""


def _stamp(path: Path) -> _Stamp:
    """Return what changes when the file on disk does, so that nothing old is kept.

    And with the process: an archive that was open when a worker was forked is read at one place by both.
    """
    for file in (path, *path.parents):
        if file.is_file():
            state = file.stat()
            return state.st_mtime_ns, state.st_size, os.getpid()
    return 0, 0, os.getpid()


def _check_depth(path: Path) -> None:
    depth, outer = 0, _outer(path)
    while outer is not None:
        depth, outer = depth + 1, _outer(outer)
    if depth >= _DEEPEST:
        raise UnreadableFile(
            f"archives or mails lie in one another more than {_DEEPEST} deep",
            file=path,
            remedy="Unpack them and build from the files",
        )


@functools.lru_cache(maxsize=4)
def _archive(path: Path, stamp: _Stamp) -> zipfile.ZipFile | None:
    """Open an archive; None where it is a document that is kept in one."""
    try:
        archive = zipfile.ZipFile(path if path.is_file() else io.BytesIO(read_member(path) or b""))
        entries = archive.infolist()
    except DAMAGE:
        return None  # its reader says what is wrong with it
    if not _DOCUMENT.isdisjoint(entry.filename for entry in entries[:50]) or any(
        entry.filename in _DOCUMENT for entry in entries
    ):
        return None
    size = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_FILES or size > _LARGEST:
        raise UnreadableFile(
            f"the archive claims to hold {len(entries):,} files and {size // 1_000_000:,} MB: more than "
            f"{_MOST_FILES:,} files or {_LARGEST // 1_000_000:,} MB are not unpacked",
            file=path,
            remedy="Unpack what you trust and build from its files",
        )
    return archive


@functools.lru_cache(maxsize=4)
def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return an archive's files by their names, each once, without those that systems add."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        parts = [part for part in _name(entry).replace("\\", "/").split("/") if part not in ("", ".", "..")]
        if entry.is_dir() or not parts or "\x00" in entry.filename or not all(map(is_letters_name, parts)):
            continue
        name = path = PurePosixPath(*parts)
        number = 2
        while name.as_posix() in found:
            name = path.with_name(f"{path.stem}~{number}{path.suffix}")
            number += 1
        found[name.as_posix()] = entry
    return found


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of a file in an archive: UTF-8 where it is that, though the archive does not say so."""
    if not entry.flag_bits & _UTF8:
        with contextlib.suppress(UnicodeError):
            return entry.filename.encode("cp437").decode("utf-8")
    return entry.filename


def is_letters_name(name: str) -> bool:
    """Tell whether a file or folder may be of letters: not hidden, and not what a system puts there."""
    return not name.startswith((".", "~$")) and name.lower() not in _SYSTEMS


@functools.lru_cache(maxsize=4)
def _mails_or_attachments(path: Path, stamp: _Stamp) -> tuple[bool, dict[str, bytes]]:
    """Return the mails of a mailbox, or what is attached to a mail, by name; and whether it is a mailbox."""
    data = path.read_bytes() if path.is_file() else read_member(path) or b""
    if len(data) > _LARGEST_MAIL:
        raise UnreadableFile(
            f"the mail has {len(data) // 1_000_000} MB", file=path, remedy="Save what is attached to it"
        )
    if mails := mails_of(data):
        width = len(str(len(mails)))
        return True, {f"mail-{number:0{width}}.eml": mail for number, mail in enumerate(mails, 1)}
    return False, dict(open_mail(path, data).attachments)
