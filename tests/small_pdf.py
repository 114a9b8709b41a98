"""Writes small PDFs for tests: lines of text at given places, nothing else."""

from __future__ import annotations

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
