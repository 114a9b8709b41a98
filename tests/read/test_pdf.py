"""Reading PDFs: text that maps back to the page, and bytes that are no readable PDF."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from small_pdf import HEIGHT, WIDTH, pdf_file, small_pdf

from ofsted_kg import register
from ofsted_kg.errors import UnreadableFile
from ofsted_kg.letters import parse_letter
from ofsted_kg.read import read_document
from ofsted_kg.read.pdf import read_pdf
from ofsted_kg.read.reading import Ocr
from ofsted_kg.vocabulary import lexicon

NAME = Path("northmoor-2019-06-14.pdf")
PAGES = (
    "Inspection of Northmoor local authority children’s services\nInspection dates: 3 to 7 June 2019",
    "2\nWhat needs to improve\n• The quality (and pace) of plans.",
    "3\nThe last page of this report has little to say.",
)
REPORTS = sorted((Path(__file__).parents[3] / "shared" / "reports").glob("*.pdf"))


def test_text_comes_page_by_page() -> None:
    data = small_pdf(PAGES)
    document = read_pdf(NAME, data)
    assert document.text == "\n".join(PAGES)
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert "".join(document.text[page.start : page.end] for page in document.pages) == document.text
    assert {(page.width, page.height) for page in document.pages} == {(WIDTH, HEIGHT)}
    assert document.media_type == "application/pdf"
    assert document.source == "northmoor-2019-06-14"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.size == len(data)
    assert document.notices == ()


@pytest.mark.parametrize("words", ["Northmoor", "Inspection dates", "(and pace) of plans.", "last page"])
def test_boxes_hold_the_words_and_no_others(words: str) -> None:
    data = small_pdf(PAGES)
    document = read_pdf(NAME, data)
    start = document.text.index(words)
    assert document.boxes is not None
    (box,) = document.boxes(start, start + len(words))
    assert box.page == document.evidence(start, start + len(words)).page
    page = pdfium.PdfDocument(data)[box.page - 1]
    found = page.get_textpage().get_text_bounded(box.left, box.bottom, box.right, box.top)
    assert found.strip() == words


def test_boxes_come_one_a_page() -> None:
    document = read_pdf(NAME, small_pdf(PAGES))
    assert document.boxes is not None
    assert [box.page for box in document.boxes(0, len(document.text))] == [1, 2, 3]
    assert document.boxes(5, 5) == ()
    # The line end between two pages stands nowhere on the paper.
    assert document.boxes(document.pages[0].end - 1, document.pages[0].end) == ()


def test_line_end_hyphens_stay_one_character() -> None:
    # PDFium swallows the line end behind a hyphen and gives U+FFFE for the hyphen.
    document = read_pdf(
        NAME, small_pdf(["A report with words of poor-\nquality and multi-\nagency plans " * 2])
    )
    assert "\ufffe" not in document.text
    assert "poor-quality" in document.text
    assert document.boxes is not None
    start = document.text.index("quality")
    assert len(document.boxes(start, start + 7)) == 1


LISTS = {
    "as they were written": (
        "Above.\nStrengths\nAreas for further development\n• calm\n• kind\n• late\nBelow the lists.",
        [(72, 72), (72, 100), (300, 100), (80, 120), (80, 140), (308, 120), (72, 200)],
    ),
    "row by row": (
        "Above.\nStrengths\nAreas for further development\n• calm\n• late\n• kind\nBelow the lists.",
        [(72, 72), (72, 100), (300, 100), (80, 120), (308, 122), (80, 140), (72, 200)],
    ),
}


@pytest.mark.parametrize(("text", "places"), LISTS.values(), ids=LISTS)
def test_lists_side_by_side_come_one_after_the_other(text: str, places: list[tuple[int, int]]) -> None:
    document = read_pdf(NAME, small_pdf([text], places=places))
    left, right = ["Strengths", "• calm", "• kind"], ["Areas for further development", "• late"]
    assert document.text.split("\n") == ["Above.", *left, *right, "Below the lists."]
    assert document.boxes is not None
    for words, (across, down) in zip(text.split("\n"), places, strict=True):
        start = document.text.index(words)
        (box,) = document.boxes(start, start + len(words))
        assert abs(box.left - across) < 3
        assert box.bottom - 4 < HEIGHT - down < box.top


def test_headings_on_a_line_over_a_table_are_no_lists() -> None:
    text = "Strengths Areas for development\nThe whole width of the page is taken by these words here."
    assert read_pdf(NAME, small_pdf([text])).text == text


def test_no_break_spaces_become_spaces() -> None:
    document = read_pdf(
        NAME,
        small_pdf(
            ["Inspection dates: 3\u00a0to\u00a07\u00a0June 2019, as the report of the inspection says"]
        ),
    )
    assert "3 to 7 June 2019" in document.text


def _locked() -> bytes:
    # The trailer names a security handler that no reader has: locked for all.
    data = small_pdf(PAGES)
    handler = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <%s> /U <%s> >>" % (
        b"41" * 32,
        b"42" * 32,
    )
    ids = b"[<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    return data.replace(b"trailer <<", b"trailer << /ID %s /Encrypt %s" % (ids, handler))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(small_pdf(PAGES, pictures_only=True), "no text", id="scan"),
        pytest.param(b"%PDF-1.4\nnothing that a reader could use", "damaged", id="damaged"),
        pytest.param(b"%PDF-1.7", "damaged", id="cut off"),
        pytest.param(_locked(), "password", id="locked"),
    ],
)
def test_unreadable_files_say_why_and_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(NAME, data)
    assert reason in str(caught.value)
    assert str(NAME) in str(caught.value)
    assert caught.value.remedy


@pytest.mark.skipif(not REPORTS, reason="the real reports (../shared/reports) are not here")
def test_pdfium_counts_as_python_does() -> None:
    """Each page's text has as many characters as PDFium says, so that offsets lead to boxes."""
    for path in REPORTS[::9]:
        data = path.read_bytes()
        if not data.startswith(b"%PDF"):
            continue
        document = read_pdf(path, data)
        assert not document.notices, path.name
        pdf = pdfium.PdfDocument(data)
        for page in document.pages:
            text_page = pdf[page.number - 1].get_textpage()
            folded = document.text[page.start : page.end]
            raw = text_page.get_text_range()
            assert text_page.count_chars() == len(raw)
            assert len(raw.replace("\r\n", "\n")) == len(folded) - (page.number < len(document.pages))
            assert pdfium_c.FPDFText_GetUnicode(text_page, 0) == ord(raw[0])


@pytest.mark.parametrize("name", ["annual-rating-2009-quayhaven.txt", "apa-2005-marlbridge.txt"])
def test_a_letter_reads_the_same_as_pdf(name: str) -> None:
    samples = Path(__file__).parents[2] / "samples"
    text = (samples / "letters" / name).read_text(encoding="utf-8").replace("\t", "    ")
    lines = text.encode("cp1252", "replace").decode("cp1252").split("\n")
    pages = ["\n".join(lines[first : first + 45]) for first in range(0, len(lines), 45)]
    words, councils = lexicon.load(), register.load((samples / "register.csv",))
    letter = parse_letter(read_document(samples / "letters" / name), words, councils)
    twin = parse_letter(read_pdf(Path(name).with_suffix(".pdf"), small_pdf(pages)), words, councils)
    assert (twin.framework, twin.council, twin.date) == (letter.framework, letter.council, letter.date)
    assert [(r.area, r.grade, r.score) for r in twin.ratings] == [
        (r.area, r.grade, r.score) for r in letter.ratings
    ]
    assert len(twin.judgements) == len(letter.judgements)
    assert all(rating.evidence.page for rating in twin.ratings)


WORDS = b"BT /F1 11 Tf 1 0 0 1 72 700 Tm (The fostering service in this place is good, they found.) Tj ET "
UNSEEN = b"BT %s /F1 11 Tf 1 0 0 1 72 680 Tm (Schools are poor, say some who never saw one.) Tj ET 0 g "


def drawn_page(content: bytes, *, turned: int = 0) -> bytes:
    """A PDF of one page with this content."""
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Contents 4 0 R"
            b" /Resources << /Font << /F1 3 0 R >>"
            b" /ExtGState << /Half << /ca 0.5 >> /Marker << /BM /Multiply >> >> >> >>" % turned,
        ]
    )


LINES = b"".join(
    b"BT /F1 11 Tf 1 0 0 1 %d %d Tm (%s) Tj ET " % (left, 700 - 16 * number, words)
    for number, (left, words) in enumerate(
        [(72, b"Strengths"), (72, b"- Good colleges."), (72, b"- Help for young carers."), (72, b"Prose.")]
    )
)
DRAFT = b"BT /F1 90 Tf 0.7 0.7 -0.7 0.7 150 500 Tm (DRAFT) Tj ET "


@pytest.mark.parametrize("drawn", [DRAFT + LINES, LINES + DRAFT], ids=["first", "last"])
def test_what_is_written_across_a_page_stands_above_it(drawn: bytes) -> None:
    document = read_pdf(Path("page.pdf"), drawn_page(drawn), Ocr.NEVER)
    assert document.text == "DRAFT\nStrengths\n- Good colleges.\n- Help for young carers.\nProse."
    at = document.text.index("Help")
    assert document.boxes is not None
    (box,) = document.boxes(at, at + 4)
    assert 72 < box.left < 90
    assert 660 < box.bottom < 672


@pytest.mark.parametrize(
    ("drawn", "seen"),
    [
        pytest.param(UNSEEN % b"1 g", False, id="white"),
        pytest.param(UNSEEN % b"0 0 0 0 k", False, id="without-ink"),
        pytest.param(b"0 0 0.4 rg 0 0 595 842 re f " + UNSEEN % b"1 1 1 rg", True, id="white-on-blue"),
        pytest.param(UNSEEN % b"0.5 g", True, id="grey"),
        pytest.param(UNSEEN % b"1 g 3 Tr", True, id="recognised-behind-a-scan"),
    ],
)
def test_words_in_the_papers_colour_are_no_text(drawn: bytes, seen: bool) -> None:
    document = read_pdf(Path("page.pdf"), drawn_page(drawn + WORDS), Ocr.NEVER)
    assert "fostering service" in document.text
    assert ("Schools" in document.text) == seen
    assert ("hidden-text" in {notice.code for notice in document.notices}) != seen


WHOLE = "The adoption service is outstanding and the youth service is poor."
ADOPTION = b"BT /F1 11 Tf 1 0 0 1 72 680 Tm (%s) Tj ET " % WHOLE.encode()


@pytest.mark.parametrize(
    ("drawn", "left"),
    [
        pytest.param(ADOPTION, WHOLE, id="plain"),
        pytest.param(ADOPTION + b"72 683.4 330 0.6 re f ", "", id="struck-by-a-thin-box"),
        pytest.param(ADOPTION + b"0.6 w 72 683.7 m 402 683.7 l S ", "", id="struck-by-a-line"),
        pytest.param(b"72 683.4 330 0.6 re f " + ADOPTION, "", id="struck-before-it-is-written"),
        pytest.param(
            ADOPTION + b"246.5 683.4 144 0.6 re f ",
            "The adoption service is outstanding",
            id="struck-in-part",
        ),
        pytest.param(ADOPTION + b"72 678.2 330 0.6 re f ", WHOLE, id="underlined"),
        pytest.param(ADOPTION + b"72 690.5 330 0.6 re f ", WHOLE, id="a-rule-above"),
        pytest.param(ADOPTION + b"72 683.4 0.6 30 re f ", WHOLE, id="a-rule-from-top-to-bottom"),
        pytest.param(ADOPTION + b"420 683.4 100 0.6 re f ", WHOLE, id="a-rule-beside"),
        pytest.param(ADOPTION + b"0 g 70 676 340 16 re f ", "", id="blacked-out"),
        pytest.param(ADOPTION + b"1 g 70 676 340 16 re f 0 g ", "", id="whitened-out"),
        pytest.param(
            ADOPTION + b"0 g 246.5 676 150 16 re f ",
            "The adoption service is outstanding",
            id="blacked-out-in-part",
        ),
        pytest.param(
            ADOPTION
            + b"1 g 70 676 340 16 re f 0 g BT /F1 11 Tf 1 0 0 1 72 680 Tm (Adoption is sound.) Tj ET ",
            "Adoption is sound.",
            id="written-anew",
        ),
        pytest.param(b"0.8 g 70 676 340 16 re f 0 g " + ADOPTION, WHOLE, id="on-grey"),
        pytest.param(ADOPTION + b"/Marker gs 1 1 0 rg 70 676 340 16 re f ", WHOLE, id="marked"),
        pytest.param(ADOPTION + b"/Half gs 0.5 g 70 676 340 16 re f ", WHOLE, id="seen-through"),
        pytest.param(ADOPTION + b"70 676 340 16 re S ", WHOLE, id="framed"),
        pytest.param(ADOPTION + b"q 0 0 5 5 re W n 0 g 70 676 340 16 re f Q ", WHOLE, id="cut-off"),
        pytest.param(ADOPTION + b"0 g 70 676 m 410 676 l 410 676.5 l f ", WHOLE, id="a-sliver"),
        pytest.param(ADOPTION.replace(b"/F1 11", b"/F1 1"), "", id="tiny"),
        pytest.param(ADOPTION.replace(b"1 0 0 1 72", b"0.1 0 0 0.1 72"), "", id="made-tiny"),
        pytest.param(ADOPTION.replace(b"/F1 11 Tf 1 0 0 1", b"/F1 1 Tf 11 0 0 11"), WHOLE, id="made-large"),
        pytest.param(ADOPTION.replace(b"/F1 11", b"/F1 5"), WHOLE, id="small-print"),
    ],
)
@pytest.mark.parametrize("turned", [0, 180])
def test_what_is_struck_out_or_painted_over_or_tiny_is_no_text(drawn: bytes, left: str, turned: int) -> None:
    document = read_pdf(Path("page.pdf"), drawn_page(WORDS + drawn, turned=turned), Ocr.NEVER)
    first, _, rest = document.text.partition("\n")
    assert first == "The fostering service in this place is good, they found."
    assert rest.strip() == left
    assert ("hidden-text" in {notice.code for notice in document.notices}) == (left != WHOLE)
    assert document.boxes is not None
    assert len(document.boxes(0, 20)) == 1
