r"""Read plain text and Markdown in whatever encoding they come.

In: bytes. Out: a ``Document`` whose text is the decoded file without byte-order mark and
with ``\n`` line ends. UTF-8 is taken as it is; for any other encoding a notice says which
was read, and how sure that is.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document, Notice

# Longest first: the mark of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
    "latin_1": "Latin-1",
    "mac_roman": "Mac Roman",
}
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} \S|^ {0,3}\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$"
    r"|^(?:[*+-] .+\n){2}|\*\*\S[^*\n]*\*\*",
    re.MULTILINE,
)
_LINE_END = re.compile(r"\r\n?")
# Bytes that are no UTF-8, and characters beyond ASCII that are.
_STRAY = re.compile("[\udc80-\udcff]")
_BEYOND = re.compile("[^\x00-\x7f\udc80-\udcff]")
_SAMPLE = 65_536
# The end of a line in files of large computers; dots where it was Windows-1252.
_NEL = b"\x85"
_FEWEST_LINES = 5
# In English text in UTF-16 nearly every other byte is NUL.
_NUL_SHARE = 0.3
_NUL_SHARE_WIDE = 0.7
# So few were left by a program that fills up what it writes.
_MOST_NULS = 0.005
_MOST_CONTROLS = 0.005


def read_text(path: Path, data: bytes) -> Document:
    """Read plain text or Markdown.

    Args:
        path: where the bytes came from; names the document.
        data: the bytes.

    Raises:
        UnreadableFile: the bytes are no text, or blank.
    """
    text, notices = decode(path, data)
    text = _LINE_END.sub("\n", text)
    if not text.strip("\ufeff \t\n\f\u00a0"):
        raise UnreadableFile(
            "the file holds nothing but white space", file=path, remedy="Fetch it again from its source"
        )
    return Document(
        source=path.stem,
        file_name=path.name,
        media_type="text/markdown" if _MARKDOWN.search(text) else "text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        text=text,
        notices=notices,
    )


def decode(path: Path, data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Decode bytes, and say what had to be guessed.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(path, data[len(mark) :], encoding, marked=True)
    sample = data[:_SAMPLE].rstrip(b"\0") or data[:_SAMPLE]
    share = sample.count(0) / len(sample)
    if share > _MOST_NULS:
        even = data[0:_SAMPLE:2].count(0)
        odd = data[1:_SAMPLE:2].count(0)
        if share > _NUL_SHARE_WIDE and len(data) % 4 == 0:
            # In UTF-32 three of four bytes are NUL, not the first of each four or not the last.
            return _strict(path, data, "utf-32-le" if data[0] else "utf-32-be", marked=False)
        if share > _NUL_SHARE and min(even, odd) < max(even, odd) / 10:
            return _strict(path, data, "utf-16-le" if odd > even else "utf-16-be", marked=False)
        raise _binary(path)
    if b"\0" in data:
        data = data.replace(b"\0", b" ")
    _refuse_controls(path, data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0:
            text = data[: error.start].decode("utf-8")
            if not text.isascii():
                return text, (Notice("cut-off", "The file ends in the middle of a character: it is cut off"),)
    return _mixed(data) or _guess(data)


def declared(path: Path, data: bytes, encoding: str) -> tuple[str, tuple[Notice, ...]]:
    """Decode bytes that say their encoding: UTF-8 where they are that, whatever they say.

    Args:
        path: the file.
        data: its bytes.
        encoding: what they say they are, as Python names it.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or b"\x00" in data[:_SAMPLE]:
        return decode(path, data)
    _refuse_controls(path, data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        said = Notice("encoding", f"The file says that it is {encoding}, but is UTF-8, as which it was read")
        return text, () if text.isascii() else (said,)
    # As browsers do: who says Latin-1 means what Windows makes of it.
    encoding = "cp1252" if encoding in ("iso8859-1", "latin_1", "ascii") else encoding
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return _guess(data)
    return text, (Notice("encoding", f"The file was read as {_NAMES.get(encoding, encoding)}, as it says"),)


def _mixed(data: bytes) -> tuple[str, tuple[Notice, ...]] | None:
    """Read UTF-8 with a few bytes in it that were pasted from Windows-1252; None if it is not that."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    if stray > len(_BEYOND.findall(text)):
        return None
    text = _STRAY.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return text, (
        Notice("encoding", f"The file is UTF-8 but for {stray} bytes, which were read as Windows-1252"),
    )


def _strict(path: Path, data: bytes, encoding: str, *, marked: bool) -> tuple[str, tuple[Notice, ...]]:
    notices: list[Notice] = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4:
            raise UnreadableFile(
                f"the file begins as {_NAMES[encoding]} but is not ({error.reason})",
                file=path,
                place=f"byte {error.start}",
                remedy="Save it as UTF-8",
            ) from error
        text = data[: error.start].decode(encoding)
        notices.append(Notice("cut-off", "The file ends in the middle of a character: it is cut off"))
    if text.count("\x00") > _MOST_NULS * len(text) + 1:
        raise _binary(path)
    text = text.replace("\x00", " ")
    if encoding != "utf-8":
        sure = "as its byte-order mark says" if marked else "judged by its bytes"
        notices.append(Notice("encoding", f"The file was read as {_NAMES[encoding]}, {sure}"))
    return text, tuple(notices)


def _guess(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Choose among the old one-byte encodings in which English letters were written."""
    from charset_normalizer import from_bytes

    if b"\n" not in data and b"\r" not in data and data.count(_NEL) > _FEWEST_LINES:
        said = "The file is not UTF-8; it was read as Latin-1, judged by the ends of its lines"
        return data.decode("latin_1"), (Notice("encoding", said),)
    # The characters that differ decide: a sample of the lines that have any.
    odd = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(odd, cp_isolation=["cp1252", "mac_roman", "latin_1"]).best()
    encoding = best.encoding if best is not None else "cp1252"
    if encoding == "latin_1" or (encoding == "mac_roman" and not _looks_mac(odd)):
        encoding = "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; Latin-1 takes all.
        encoding = "latin_1"
        text = data.decode(encoding)
    notice = Notice(
        "encoding", f"The file is not UTF-8; it was read as {_NAMES[encoding]}, judged by its bytes"
    )
    return text, (notice,)


def _looks_mac(data: bytes) -> bool:
    """Mac Roman's quotes and dashes stand where Windows has capitals with accents."""
    mac = sum(data.count(bytes([code])) for code in (0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xA5))
    windows = sum(data.count(bytes([code])) for code in (0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA3))
    return mac > windows


def _refuse_controls(path: Path, data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(
        sample.translate(None, bytes([*range(1, 9), *range(14, 27), *range(28, 32)]))
    )
    if controls > max(1, _MOST_CONTROLS * len(sample)):
        raise _binary(path)


def _binary(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "the file is binary, not text",
        file=path,
        remedy="Letters are read from text, Markdown, HTML, PDF and Word files",
    )
