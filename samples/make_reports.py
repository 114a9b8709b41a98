r"""Write the sample inspection reports as PDF, so that nothing but this file and plain text is needed.

In: reports/text/*.txt, a line a line of the page; ``\f`` on a line of its own between pages;
in a row of a table `` | `` between its cells and `` / `` between the lines of a cell.
Out: reports/*.pdf (PDF 1.4, ISO 32000-1, Helvetica).

usage: python samples/make_reports.py
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

REPORTS = Path(__file__).resolve().parent / "reports"
WIDTH, HEIGHT = 595, 842  # A4, in points
COLUMNS, TOP = (57, 380), 780
SIZE, LEADING = 11, 15
PAGE_BREAK = "\\f"


def literal(text: str) -> bytes:
    """A PDF string in WinAnsi encoding."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return b"(" + escaped.encode("cp1252") + b")"


def content(lines: Iterable[str]) -> bytes:
    """The drawing instructions of a page; a table is drawn cell by cell, as word processors do."""
    parts = []
    height = TOP
    for line in lines:
        cells = [cell.split(" / ") for cell in line.split(" | ")]
        for column, cell in zip(COLUMNS, cells, strict=False):
            for number, text in enumerate(cell):
                place = f"BT /F1 {SIZE} Tf {column} {height - number * LEADING} Td ".encode()
                parts.append(place + literal(text) + b" Tj ET")
        height -= LEADING * max(map(len, cells))
    return b"\n".join(parts)


def pdf(pages: list[list[str]]) -> bytes:
    """A whole file: catalogue, page tree, font, then two objects a page."""
    numbers = [4 + 2 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in zip(numbers, pages, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R >>".encode()
        )
        stream = content(lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def pages_of(text: str) -> list[list[str]]:
    """A report's pages, each a list of lines."""
    return [page.strip("\n").splitlines() for page in text.split(f"\n{PAGE_BREAK}\n")]


def main() -> None:
    """Write a PDF beside every text."""
    for source in sorted(REPORTS.glob("text/*.txt")):
        target = REPORTS / f"{source.stem}.pdf"
        target.write_bytes(pdf(pages_of(source.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
