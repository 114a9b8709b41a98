r"""Split rich text (RTF) into its tokens.

In: the bytes of a file (Rich Text Format Specification 1.9.1). Out: braces, control words with
their number, and text, its bytes decoded by the code page of the font that they are set in.
No library of those that are kept up tells hidden, deleted or raised text from the rest, hence
this one; as in them, one expression without nested repetition finds the tokens.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

# \par · \u8217 ? · \'92 · \~ · { · text
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)"
)
# Code pages by \fcharset, where they are not Windows-1252's.
_CHARSETS = {
    2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "tab": "\t", "line": "\n", "lbr": "\n", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": " ", "_": "-", "-": "", "{": "{", "}": "}", "\\": "\\", "|": "", ":": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A token: ``kind`` is ``{``, ``}``, ``word`` or ``text``; a word's number is in ``number``."""

    kind: str
    value: str = ""
    number: int | None = None


@dataclass(slots=True)
class _Group:
    font: int | None = None
    skip: int = 1
    in_fonts: bool = False


class Tokens:
    """The tokens of a file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default: int | None = None
        self._group = _Group()
        self._stack: list[_Group] = []
        self._bytes = bytearray()
        self._text: list[str] = []
        self._left = 0  # characters yet to come that stand for the one before, for older readers
        self._high = ""  # the first half of a character beyond the basic plane

    def __iter__(self) -> Iterator[Token]:
        at, end = 0, len(self._data)
        while at < end:
            match = _TOKEN.match(self._data, at)
            if match is None:
                at += 1
                continue
            at = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if plain is not None:
                self._take(plain)
            elif code is not None:
                self._take(bytes([int(code, 16)]))
            elif word is not None:
                value = int(number) if number is not None else None
                if word == b"bin":
                    at += max(0, value or 0)
                yield from self._word(word.decode("ascii"), value)
            elif sign is not None:
                yield from self._word("par" if sign in b"\r\n" else sign.decode("latin-1"), None)
            else:
                yield from self._brace(brace)
        yield from self._flush()

    def _take(self, data: bytes) -> None:
        skipped = min(self._left, len(data))
        self._left -= skipped
        self._bytes += data[skipped:]

    def _word(self, word: str, number: int | None) -> Iterator[Token]:
        if word == "u" and number is not None:
            self._decode()
            self._unicode(number % 0x10000)
            self._left = self._group.skip
            return
        self._left = 0
        if word in _SIGNS:
            self._decode()
            self._text.append(_SIGNS[word])
            return
        yield from self._flush()
        if word == "uc":
            self._group.skip = min(max(number if number is not None else 1, 0), 10)
        elif word == "f" and number is not None:
            self._group.font = number
        elif word == "fcharset" and self._group.in_fonts and self._group.font is not None:
            self._fonts[self._group.font] = _CHARSETS.get(number or 0, self._page)
        elif word == "fonttbl":
            self._group.in_fonts = True
        elif word == "deff":
            self._default = number
        elif word == "plain":
            self._group.font = self._default
        elif word == "mac":
            self._page = "mac_roman"
        elif word == "ansicpg" and number:
            self._page = _known(f"cp{number}" if number != 65001 else "utf-8")
        yield Token("word", word, number)

    def _brace(self, brace: bytes) -> Iterator[Token]:
        yield from self._flush()
        self._left = 0
        if brace == b"{":
            self._stack.append(self._group)
            self._group = _Group(self._group.font, self._group.skip, self._group.in_fonts)
        elif self._stack:
            self._group = self._stack.pop()
        yield Token(brace.decode())

    def _unicode(self, code: int) -> None:
        if 0xD800 <= code < 0xDC00:
            self._high = chr(code)
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                pair = (self._high + chr(code)).encode("utf-16", "surrogatepass")
                self._text.append(pair.decode("utf-16", "replace"))
            self._high = ""
        elif code:
            self._text.append(chr(code))

    def _decode(self) -> None:
        if not self._bytes:
            return
        font = self._group.font if self._group.font is not None else self._default
        page = self._fonts.get(font, self._page) if font is not None else self._page
        if page == "symbol":
            self._text.append("".join("•" if code == 0xB7 else chr(code) for code in self._bytes))
        else:
            self._text.append(bytes(self._bytes).decode(page, "replace"))
        self._bytes = bytearray()

    def _flush(self) -> Iterator[Token]:
        self._decode()
        if self._text:
            yield Token("text", "".join(self._text))
            self._text = []


def _known(page: str) -> str:
    try:
        return codecs.lookup(page).name
    except LookupError:
        return "cp1252"
