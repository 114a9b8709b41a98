"""Pages that are only pictures: named, and read by the real tesseract where it is installed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from small_pdf import small_pdf

from ofsted_kg.errors import UnreadableFile
from ofsted_kg.model import Document
from ofsted_kg.pipeline import Options, add, build
from ofsted_kg.pipeline.ledger import Status
from ofsted_kg.query import run
from ofsted_kg.read.pdf import read_pdf
from ofsted_kg.read.reading import Ocr, Reading
from ofsted_kg.store import KnowledgeGraph

NAME = Path("letter.pdf")
WORDS = "The fostering service is good and the adoption service is outstanding."
PAGES = (
    "Inspection of Northmoor local authority children’s services\n" * 3,
    f"{WORDS}\n" * 4,
    "The last page. " * 9,
)
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract is not installed (Debian: tesseract-ocr)"
)


def scanned(data: bytes, *pages: int, turned: int = 0) -> bytes:
    """Return a PDF of which some pages (from 1) are replaced by their pictures."""
    pdf = pdfium.PdfDocument(data)
    for number in pages:
        page = pdf[number - 1]
        width, height = page.get_size()
        bitmap = page.render(scale=150 / 72, grayscale=True, rotation=turned)
        if turned % 180:
            width, height = height, width
        image = pdfium.PdfImage.new(pdf)
        image.set_bitmap(bitmap)
        image.set_matrix(pdfium.PdfMatrix().scale(width, height))
        pdf.del_page(number - 1)
        fresh = pdf.new_page(width, height, number - 1)
        fresh.insert_obj(image)
        fresh.gen_content()
    buffer = io.BytesIO()
    pdf.save(buffer)
    return bytes(buffer.getvalue())


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


@needs_tesseract
def test_a_page_without_text_is_read_in_its_place() -> None:
    document = read_pdf(NAME, scanned(small_pdf(PAGES), 2))
    page = document.pages[1]
    assert document.text[page.start : page.end].count(WORDS) == 4
    assert codes(document) == ["page-recognised"]
    assert "Page 2 has no text" in document.notices[0].message
    assert "tesseract" in document.notices[0].message
    start = document.text.index(WORDS)
    assert document.evidence(start, start + len(WORDS)).page == 2
    assert document.boxes is not None
    assert document.boxes(start, start + len(WORDS)) == ()
    last = document.text.index("The last page")
    (box,) = document.boxes(last, last + 8)
    assert box.page == 3


@needs_tesseract
@pytest.mark.parametrize("turned", [0, 90, 180])
def test_a_whole_scan_is_read_whichever_way_it_lies(turned: int) -> None:
    document = read_pdf(NAME, scanned(small_pdf(PAGES[1:2]), 1, turned=turned))
    assert document.text.count(WORDS) == 4
    assert codes(document) == ["page-recognised"]


def test_pages_are_named_where_they_are_not_to_be_read() -> None:
    document = read_pdf(NAME, scanned(small_pdf(PAGES), 2), Ocr.NEVER)
    assert WORDS not in document.text
    assert codes(document) == ["page-without-text"]
    assert "Page 2 has no text" in document.notices[0].message
    with pytest.raises(UnreadableFile, match="only pictures of pages"):
        read_pdf(NAME, scanned(small_pdf(PAGES), 1, 2, 3), Ocr.NEVER)


def test_without_the_program_pages_are_named_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from ofsted_kg.read import ocr

    monkeypatch.setenv("PATH", "")
    ocr.version.cache_clear()
    try:
        assert codes(read_pdf(NAME, scanned(small_pdf(PAGES), 2))) == ["page-without-text"]
        with pytest.raises(UnreadableFile, match=r"page 2.*tesseract.*not installed"):
            read_pdf(NAME, scanned(small_pdf(PAGES), 2), Ocr.ALWAYS)
        assert Reading(Ocr.AUTO).state() == "auto"
    finally:
        monkeypatch.undo()
        ocr.version.cache_clear()


@needs_tesseract
def test_another_program_is_another_state() -> None:
    assert Reading(Ocr.AUTO).state() != Reading(Ocr.NEVER).state()


def test_a_blank_page_is_no_picture() -> None:
    pdf = pdfium.PdfDocument(small_pdf(PAGES))
    pdf.new_page(595, 842, 1)
    assert pdfium_c.FPDFPage_CountObjects(pdf[1]) == 0
    buffer = io.BytesIO()
    pdf.save(buffer)
    assert codes(read_pdf(NAME, bytes(buffer.getvalue()))) == []


@needs_tesseract
def test_an_enormous_page_is_drawn_small() -> None:
    pdf = pdfium.PdfDocument(scanned(small_pdf(PAGES), 2))
    pdf[1].set_mediabox(0, 0, 14_400, 14_400)
    buffer = io.BytesIO()
    pdf.save(buffer)
    document = read_pdf(NAME, bytes(buffer.getvalue()))
    assert codes(document)[0] in ("page-without-text", "page-recognised")


SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LETTER = SAMPLES / "letters" / "apa-2007-quayhaven.txt"


def scan() -> bytes:
    lines = LETTER.read_text(encoding="utf-8-sig").encode("cp1252", "replace").decode("cp1252").split("\n")
    return scanned(small_pdf(["\n".join(lines[:44])]), 1)


# A graph that was built without text recognition: tesseract reads the file that is added, alone.
@needs_tesseract
def test_a_scan_is_read_though_the_others_are_not(tmp_path: Path) -> None:
    folder, kg = tmp_path / "in", tmp_path / "kg"
    folder.mkdir()
    shutil.copy(SAMPLES / "letters" / "apa-2005-marlbridge.txt", folder)
    path = folder / "scan.pdf"
    path.write_bytes(scan())
    never = Options(registers=(SAMPLES / "register.csv",), jobs=1, reading=Reading(Ocr.NEVER))
    (out,) = build([folder], kg, never).ledger.with_status(Status.UNREADABLE)
    assert "Build with --ocr auto" in out.reason
    # The remedy, for this file alone.
    always = Options(jobs=1, reading=Reading(Ocr.ALWAYS))
    assert add([path], kg, always).added == ("scan",)
    # What else changes beside it leaves it as it is, under its longer name.
    again = folder / "more" / "scan.txt"
    again.parent.mkdir()
    again.write_text("Not a letter. " * 30, encoding="utf-8")
    add([again], kg, Options(jobs=1))
    assert any("scan" in source for source in sources(kg))
    # Named again without the option, it is read as the others are.
    assert len(add([path], kg, Options(jobs=1)).gone) == 1
    assert sources(kg) == {"apa-2005-marlbridge"}


def sources(kg: Path) -> set[str]:
    return {str(row["source"]) for row in run("letters", {}, KnowledgeGraph.open(kg)).dicts()}
