"""Writes small PDFs for tests: lines of text at given places, nothing else."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Sequence
from itertools import pairwise

WIDTH, HEIGHT = 595, 842
_LEADING = 16


def small_pdf(
    pages: Sequence[str], *, pictures_only: bool = False, places: Sequence[tuple[int, int]] = ()
) -> bytes:
    """Return a PDF with a page a text, its lines from the top down in Helvetica 11.

    Args:
        pages: the texts; ``\\n`` ends a line.
        places: of each line of each page, how far from the left and from the top it stands.
        pictures_only: draw rectangles instead of words, as a scan without text would.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for page in pages:
        content = _rectangles() if pictures_only else _words(page, places)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(len(objects))
    listing = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listing, len(kids))
    return pdf_file(objects)


def _words(text: str, places: Sequence[tuple[int, int]]) -> bytes:
    out = [b"BT /F1 11 Tf"]
    for number, line in enumerate(text.split("\n")):
        left, down = places[number] if places else (72, 72 + _LEADING * number)
        words = line.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        out.append(b"1 0 0 1 %d %d Tm (%s) Tj" % (left, HEIGHT - down, words))
    return b"\n".join([*out, b"ET"])


def _rectangles() -> bytes:
    return b"\n".join(b"72 %d 400 8 re f" % y for y in range(100, 700, 20))


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of some objects; the first is its catalogue."""
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    assert all(a < b for a, b in pairwise(places))
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


_STREAM = re.compile(rb"(?P<number>\d+) 0 obj\n(?:(?!endobj).)*?stream\n(?P<data>.*?)\nendstream", re.DOTALL)
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = bytes(range(16))
_ALLOWED = -44  # to look, not to change


def locked(pdf: bytes, user: str, owner: str = "owner") -> bytes:
    """Return a small PDF as locked with passwords: PDF 1.4's standard handler, revision 2, 40 bits.

    Without a password for the user anybody may look at it.
    """

    def padded(password: str) -> bytes:
        return (password.encode("latin-1") + _PAD)[:32]

    of_owner = _rc4(_digest(padded(owner))[:5], padded(user))
    key = _digest(padded(user) + of_owner + struct.pack("<i", _ALLOWED) + _ID)[:5]
    handler = b"<< /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
        *(_ALLOWED, of_owner.hex().encode(), _rc4(key, _PAD).hex().encode()),
    )

    def hidden(found: re.Match[bytes]) -> bytes:
        own = _digest(key + struct.pack("<IH", int(found["number"]), 0)[:3] + bytes(2))[:10]
        return found[0].replace(found["data"], _rc4(own, found["data"]))

    ids = b"/ID [<%s> <%s>]" % (_ID.hex().encode(), _ID.hex().encode())
    return _STREAM.sub(hidden, pdf).replace(b"trailer <<", b"trailer << %s /Encrypt %s" % (ids, handler))


def _digest(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    at = 0
    for number in range(256):
        at = (at + box[number] + key[number % len(key)]) % 256
        box[number], box[at] = box[at], box[number]
    out = bytearray()
    at = 0
    for number, byte in enumerate(data, 1):
        one = number % 256
        at = (at + box[one]) % 256
        box[one], box[at] = box[at], box[one]
        out.append(byte ^ box[(box[one] + box[at]) % 256])
    return bytes(out)
